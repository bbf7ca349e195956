"""Zones of an agreement on the ground, and whether an uncertain place lies in one, with metres to explain it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.agreement.readings import combinations, readings_of, settled
from trucewatch.errors import AgreementError
from trucewatch.geography import shapes
from trucewatch.model import Within, over_readings

if TYPE_CHECKING:
    from datetime import date

    from trucewatch.agreement.readings import Choice
    from trucewatch.agreement.terms import Agreement, Zone
    from trucewatch.model import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Sited:
    """How a place lies to a zone under one choice of readings.

    `margin_m` is the distance from the place's point to the zone's edge: positive inside, negative outside.
    `doubt_m` is what must be overcome: the place's radius of doubt and the error of the drawn edge. `along_km` and
    `offset_m` (north is positive) are measured on the centre line, None for an area. `words` tell all that.
    """

    zone: str
    answer: Within
    words: str
    margin_m: float | None = None
    doubt_m: float | None = None
    along_km: float | None = None
    offset_m: float | None = None


def locate(
    agreement: Agreement, zone_id: str, place: Place | None, choice: Choice = (), *, on: date | None = None
) -> Sited:
    """Return how `place` lies to the zone. A place without a point is cannot tell, never a guess.

    `on` is the civil day in question: a line that moves answers only for the days that it was drawn for.

    Raises:
        AgreementError: there is no such zone, or its shape depends on a reading that `choice` does not settle.
    """
    zone = zone_under(agreement, zone_id, choice)
    name = zone.name or zone.id
    if place is None or place.lon is None or place.lat is None:
        told = f"{place.name!r}" if place else "the place"
        words = f"{told} has no known position, so whether it lies in {name} cannot be told"
        return Sited(zone=zone.id, answer=Within.UNKNOWN, words=words)
    if on is not None and not _drawn_for(zone, on):
        words = f"{name} is drawn for {zone.valid_from} to {zone.valid_until or 'later'}, not for {on.isoformat()}"
        return Sited(zone=zone.id, answer=Within.UNKNOWN, words=words)
    return _sited(agreement, zone, (place.lon, place.lat), place.radius_m or 0.0, choice)


def within(agreement: Agreement, zone_id: str, place: Place | None, *, on: date | None = None) -> Within:
    """Return the answer over every combination of the readings that the zone touches."""
    zone = _zone(agreement, zone_id)
    choices = combinations(agreement, readings_of(agreement, zone))
    return over_readings(locate(agreement, zone_id, place, choice, on=on).answer for choice in choices)


def zone_under(agreement: Agreement, zone_id: str, choice: Choice) -> Zone:
    """Return the zone that `zone_id` (or `{reading}`) names under `choice`, with the choice put in."""
    return settled(agreement, _zone(agreement, settled(agreement, zone_id, choice)), choice)


def shape_of(agreement: Agreement, zone_id: str, choice: Choice = ()) -> shapes.Shape:
    """Return the zone's shape on the ground, e.g. for a map.

    Raises:
        AgreementError: the zone or a zone it derives from is missing, or is not of the kind that is needed.
    """
    return _shape(agreement, zone_under(agreement, zone_id, choice), choice)


def edge_of(agreement: Agreement, zone_id: str, choice: Choice = ()) -> float:
    """Return the error of the zone's edge in metres: its own, else that of the line it derives from, else 0."""
    zone = zone_under(agreement, zone_id, choice)
    if zone.edge_m is not None or zone.base is None:
        return zone.edge_m or 0.0
    return edge_of(agreement, zone.base, choice)


def line_of(agreement: Agreement, zone_id: str, choice: Choice = ()) -> shapes.Line | None:
    """Return the centre line of a line or buffer zone, None for an area."""
    match shape_of(agreement, zone_id, choice):
        case shapes.Line() as line:
            return line
        case shapes.Corridor(line=line):
            return line
        case shapes.Area():
            return None


def spot_on(agreement: Agreement, zone_id: str, *, km: float, offset_m: float, choice: Choice = ()) -> shapes.LonLat:
    """Return the point `km` along a zone's line and `offset_m` off it (north is positive).

    Raises:
        AgreementError: the zone has no line, the line runs north–south, or it ends before `km`.
    """
    line = line_of(agreement, zone_id, choice)
    if line is None:
        raise AgreementError(f"{zone_id} is an area: it has no kilometres. Give lon and lat.")
    left = offset_m if _north_left(line, zone_id) else -offset_m
    try:
        return shapes.at(line, along_m=km * 1000, offset_m=left)
    except ValueError as error:
        raise AgreementError(f"km {km} of {zone_id}: {error}.") from None


def place_on(agreement: Agreement, zone_id: str) -> shapes.LonLat:
    """Return the point of a zone of kind `place`."""
    zone = _zone(agreement, zone_id)
    if zone.kind != "place" or zone.geometry is None:
        raise AgreementError(f"{zone_id} is of kind {zone.kind}; a place is needed here.")
    return zone.geometry.points[0]


def _zone(agreement: Agreement, zone_id: str) -> Zone:
    found = next((z for z in agreement.zones if z.id == zone_id), None)
    if found is None:
        raise AgreementError(f"there is no zone {zone_id!r}. Known: {', '.join(z.id for z in agreement.zones)}.")
    return found


def _shape(agreement: Agreement, zone: Zone, choice: Choice) -> shapes.Shape:
    if zone.kind == "buffer":
        return _corridor(agreement, zone, choice)
    if zone.base is not None and zone.between:
        line = _base(agreement, zone, choice)
        first, last = (place_on(agreement, p) for p in zone.between)
        return shapes.part(line, first, last)
    if zone.base is not None:
        return shape_of(agreement, zone.base, choice)
    if zone.geometry is None:
        raise AgreementError(f"zone {zone.id} has no geometry.")
    return shapes.Area(zone.geometry.parts) if zone.kind == "area" else shapes.Line(zone.geometry.points)


def _corridor(agreement: Agreement, zone: Zone, choice: Choice) -> shapes.Corridor:
    line = _base(agreement, zone, choice)
    north, south = (zone.both_m, zone.both_m) if zone.both_m is not None else (zone.north_m, zone.south_m)
    if north is None or south is None:
        raise AgreementError(f"zone {zone.id} has no width. Give both_m, or north_m and south_m.")
    round_ends = zone.ends == "round"
    if north == south:
        return shapes.Corridor(line=line, left_m=north, right_m=south, round_ends=round_ends)
    if round_ends:
        raise AgreementError(f'zone {zone.id}: round ends need one width. Write ends = "flat", or both_m.')
    left, right = (north, south) if _north_left(line, zone.id) else (south, north)
    return shapes.Corridor(line=line, left_m=left, right_m=right)


def _base(agreement: Agreement, zone: Zone, choice: Choice) -> shapes.Line:
    if zone.base is None:
        raise AgreementError(f"zone {zone.id} does not say which line it lies along. Write of = the id of a line.")
    base = shape_of(agreement, zone.base, choice)
    if not isinstance(base, shapes.Line):
        raise AgreementError(f"zone {zone.id} lies along {zone.base}, which is not a line.")
    return base


def _north_left(line: shapes.Line, zone_id: str) -> bool:
    left = shapes.north_is_left(line)
    if left is None:
        raise AgreementError(f"{zone_id} lies along a line that runs north–south: it has no north side. Use both_m.")
    return left


def _drawn_for(zone: Zone, on: date) -> bool:
    day = on.isoformat()
    return (zone.valid_from is None or zone.valid_from <= day) and (zone.valid_until is None or day <= zone.valid_until)


def _sited(agreement: Agreement, zone: Zone, point: shapes.LonLat, radius_m: float, choice: Choice) -> Sited:
    shape = _shape(agreement, zone, choice)
    edge = edge_of(agreement, zone.id, choice)
    margin = shapes.margin_m(shape, point)
    answer = shapes.judged(margin, radius_m + edge)
    vague = answer is Within.YES and radius_m > agreement.house.place_threshold_m
    answer = Within.UNKNOWN if vague else answer
    line = shape if isinstance(shape, shapes.Line) else getattr(shape, "line", None)
    place = shapes.along(line, point) if line is not None else None
    offset = _north_offset(line, place) if line is not None and place is not None else None
    words = [_margin_words(zone, margin)]
    if place is not None:
        words.append(_along_words(_counted_from(agreement, zone, choice), place, offset))
    words.append(_doubt_words(answer, radius_m, edge, vague=vague))
    return Sited(
        zone=zone.id,
        answer=answer,
        words="; ".join(words),
        margin_m=margin,
        doubt_m=radius_m + edge,
        along_km=place.along_m / 1000 if place else None,
        offset_m=offset,
    )


def _north_offset(line: shapes.Line, place: shapes.Along) -> float | None:
    left = shapes.north_is_left(line)
    if left is None:
        return None
    return place.offset_m if left else -place.offset_m


def _margin_words(zone: Zone, margin: float) -> str:
    name = zone.name or zone.id
    if zone.kind == "line":
        return f"{_metres(-margin)} from {name}"
    return f"{_metres(abs(margin))} {'inside' if margin >= 0 else 'outside'} the edge of {name}"


def _counted_from(agreement: Agreement, zone: Zone, choice: Choice) -> str:
    if zone.counted_from is not None or zone.base is None:
        return zone.counted_from or "its start"
    return _counted_from(agreement, zone_under(agreement, zone.base, choice), choice)


def _along_words(start: str, place: shapes.Along, offset: float | None) -> str:
    if place.beyond:
        return f"past an end of the line, {_metres(abs(place.offset_m))} from that end"
    side = "" if offset is None else " north" if offset >= 0 else " south"
    return (
        f"{_metres(abs(place.offset_m))}{side} of the centre line, at kilometre {place.along_m / 1000:.1f} from {start}"
    )


def _doubt_words(answer: Within, radius_m: float, edge: float, *, vague: bool) -> str:
    doubt = f"place known to {_metres(radius_m)}, edge drawn to {_metres(edge)}"
    if vague:
        return f"{doubt}: too vague a place to be called inside"
    match answer:
        case Within.YES:
            return f"{doubt}: wholly inside"
        case Within.NO:
            return f"{doubt}: wholly outside"
        case Within.UNKNOWN:
            return f"{doubt}: cannot tell"


def _metres(metres: float) -> str:
    return f"{metres / 1000:.1f} km" if metres >= 10_000 else f"{metres:,.0f} m"  # noqa: PLR2004  (where metres tire)
