"""Zones of an agreement on the ground, and whether an uncertain place lies in one, with metres to explain it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from trucewatch.agreement import zone_words
from trucewatch.agreement.readings import combinations, readings_of, settled
from trucewatch.agreement.zone_choosers import World, drawn_days, hangs_on_actor, referred, zone_under
from trucewatch.agreement.zone_names import named_in
from trucewatch.agreement.zone_shapes import ByName, Compound, Drawn, Found, Gap, closed
from trucewatch.agreement.zone_shapes import place_on as _place_on
from trucewatch.agreement.zone_ways import ways
from trucewatch.errors import AgreementError
from trucewatch.geography import shapes
from trucewatch.geography.doubt import doubt_of
from trucewatch.model import Within, all_of, any_of, over_readings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from numpy import int8
    from numpy.typing import ArrayLike, NDArray

    from trucewatch.agreement.readings import Choice
    from trucewatch.agreement.terms import Agreement
    from trucewatch.model import Place

__all__ = [
    "Sited",
    "answers",
    "drawn_days",
    "edge_of",
    "hangs_on_actor",
    "line_of",
    "locate",
    "place_on",
    "shape_of",
    "spot_on",
    "within",
    "zone_under",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sited:
    """How a place lies to a zone under one choice of readings.

    `margin_m` is the distance from the place's point to the zone's edge: positive inside, negative outside.
    `doubt_m` is what must be overcome: the place's radius of doubt and the error of the drawn edge. `along_km` and
    `offset_m` (north is positive) are measured on the centre line, None for an area. All four are None where the zone
    is not one shape: left open, known by name, one of several. `share` is how much of where the place may be lies in
    the zone as drawn, None where that is not asked: the answer is plain, or there is no shape or no doubt. `words` tell
    all that.
    """

    zone: str
    answer: Within
    words: str
    margin_m: float | None = None
    doubt_m: float | None = None
    along_km: float | None = None
    offset_m: float | None = None
    share: float | None = None


def locate(
    agreement: Agreement,
    zone_id: str,
    place: Place | None,
    choice: Choice = (),
    *,
    on: date | None = None,
    parties: tuple[str, ...] = (),
    weapons: tuple[str, ...] = (),
) -> Sited:
    """Return how `place` lies to the zone. A place without a point is cannot tell, never a guess.

    `on` is the civil day in question: a line that moves answers only for the days that it was drawn for, and a zone
    of kind `dated` is the one drawn for that day. `parties` are the ids of those who may have acted, `weapons` the
    classes of what may have been used. Where the day, the party or the weapon is open, the answer is one only if it
    is the same for all that the zone has a case for.

    Raises:
        AgreementError: there is no such zone, or its shape depends on a reading that `choice` does not settle.
    """
    known_as = settled(agreement, zone_id, choice)
    world = World(choice=choice, on=on, parties=parties, weapons=weapons)
    told = [_by_share(agreement, there, place, known_as) for there in ways(agreement, known_as, world)]
    if len(told) == 1:
        return told[0]
    words = "; or else ".join(dict.fromkeys(sited.words for sited in told))
    return Sited(zone=known_as, answer=over_readings(sited.answer for sited in told), words=words)


def answers(  # noqa: PLR0913  (as locate, for columns)
    agreement: Agreement,
    zone_id: str,
    lons: ArrayLike,
    lats: ArrayLike,
    radius_m: ArrayLike,
    choice: Choice = (),
    *,
    on: date | None = None,
    parties: tuple[str, ...] = (),
    weapons: tuple[str, ...] = (),
) -> NDArray[int8]:
    """Return what `locate` answers for each of many points: 1 yes, 0 no, -1 cannot tell.

    A point whose `lons` or `lats` is NaN has no known position. `radius_m` is one radius of doubt or one a point.
    A zone that is known by name only is cannot tell here, for points have no names. Under a house rule on shares each
    point is its disc: a place of which more is known may be answered otherwise by `locate`.
    """
    from trucewatch.agreement.zone_bulk import answers_of

    world = World(choice=choice, on=on, parties=parties, weapons=weapons)
    return answers_of(agreement, zone_id, world, lons=lons, lats=lats, radius_m=radius_m)


def within(agreement: Agreement, zone_id: str, place: Place | None, *, on: date | None = None) -> Within:
    """Return the answer over every combination of the readings that the zone touches."""
    choices = combinations(agreement, readings_of(agreement, zone_under(agreement, zone_id, ())))
    return over_readings(locate(agreement, zone_id, place, choice, on=on).answer for choice in choices)


def shape_of(agreement: Agreement, zone_id: str, choice: Choice = (), *, on: date | None = None) -> shapes.Shape | None:
    """Return the zone's shape on the ground, e.g. for a map; None where it has none: left open, or known by name.

    Without a day a dated zone is as last drawn. A zone of several cases is all of them together; of lines, the first.
    A union one part of which is not drawn is the rest of it.

    Raises:
        AgreementError: the zone or a zone it derives from is missing, or is not of the kind that is needed.
    """
    open_ways = ways(agreement, zone_id, World(choice=choice, on=on, latest=True))
    drawn = list(dict.fromkeys(shape for there in open_ways if (shape := _drawn(there)) is not None))
    held = [shape for shape in drawn if closed(shape)]
    if len(held) > 1:
        return shapes.Union(tuple(held))
    return next(iter((*held, *drawn)), None)


def edge_of(agreement: Agreement, zone_id: str, choice: Choice = ()) -> float:
    """Return the error of the zone's edge in metres: its own, else the largest of what it derives from, else 0."""
    zone = zone_under(agreement, zone_id, choice)
    if zone.edge_m is not None:
        return zone.edge_m
    return max((edge_of(agreement, other, choice) for other in referred(zone)), default=0.0)


def line_of(agreement: Agreement, zone_id: str, choice: Choice = ()) -> shapes.Line | None:
    """Return the centre line of a line, buffer or band, None for what has none."""
    return _centre(shape_of(agreement, zone_id, choice))


def spot_on(agreement: Agreement, zone_id: str, *, km: float, offset_m: float, choice: Choice = ()) -> shapes.LonLat:
    """Return the point `km` along a zone's line and `offset_m` off it (north is positive).

    Raises:
        AgreementError: the zone has no line, the line runs north–south, or it ends before `km`.
    """
    line = line_of(agreement, zone_id, choice)
    if line is None:
        raise AgreementError(f"{zone_id} has no centre line and so no kilometres. Give lon and lat.")
    left = shapes.north_is_left(line)
    if left is None and offset_m:
        raise AgreementError(f"{zone_id} lies along a line that runs north–south: it has no north. Give lon and lat.")
    try:
        return shapes.at(line, along_m=km * 1000, offset_m=offset_m if left else -offset_m)
    except ValueError as error:
        raise AgreementError(f"km {km} of {zone_id}: {error}.") from None


def place_on(agreement: Agreement, zone_id: str) -> shapes.LonLat:
    """Return the point of a zone of kind `place`."""
    return _place_on(agreement, zone_id, World())


def _by_share(agreement: Agreement, there: Found, place: Place | None, zone_id: str) -> Sited:
    """Return how a place lies to a zone, with its share where its metres decide nothing, and the house rule on it."""
    sited = _sited(agreement, zone_id, there, place)
    if sited.answer is not Within.UNKNOWN or place is None or place.lon is None or place.lat is None:
        return sited
    from trucewatch.agreement import zone_shares

    share, asked = zone_shares.share_of(there, place), agreement.house.inside_share
    if asked < 1:
        least, most = zone_shares.bounds_of(there, place)
        vague = (place.radius_m or 0.0) > agreement.house.place_threshold_m
        if zone_shares.inside(least, asked) and not vague:
            words = f"{sited.words}; {zone_words.rule_words(least, asked, 'inside')}"
            return replace(sited, answer=Within.YES, words=words, share=share)
        if zone_shares.outside(most, asked):
            words = f"{sited.words}; {zone_words.rule_words(1.0 - most, asked, 'outside')}"
            return replace(sited, answer=Within.NO, words=words, share=share)
    if share is None:
        return sited
    return replace(sited, words=f"{sited.words}; {zone_words.share_words(share, doubt_of(place))}", share=share)


def _sited(agreement: Agreement, zone_id: str, there: Found, place: Place | None) -> Sited:
    match there:
        case Gap():
            return Sited(zone=zone_id, answer=Within.UNKNOWN, words=there.words)
        case ByName():
            return _by_name(zone_id, there, place)
        case Compound():
            return _part_by_part(agreement, zone_id, there, place)
        case Drawn():
            if place is None or place.lon is None or place.lat is None:
                told = f"{place.name!r}" if place else "the place"
                words = f"{told} has no known position, so whether it lies in {there.name} cannot be told"
                return Sited(zone=zone_id, answer=Within.UNKNOWN, words=words)
            return _measured(agreement, zone_id, there, ((place.lon, place.lat), place.radius_m or 0.0))


def _by_name(zone_id: str, there: ByName, place: Place | None) -> Sited:
    listed = place is not None and named_in(place, there.places)
    words = zone_words.named_words(there.name, place.name if place else "no place", listed=listed)
    return Sited(zone=zone_id, answer=Within.YES if listed else Within.UNKNOWN, words=words)


def _part_by_part(agreement: Agreement, zone_id: str, there: Compound, place: Place | None) -> Sited:
    parts = [_sited(agreement, zone_id, part, place) for part in there.parts]
    answer = combined(there.how, [part.answer for part in parts])
    words = f"{there.name}, part by part: {'; '.join(part.words for part in parts)}"
    if there.whole is None or place is None or place.lon is None or place.lat is None:
        return Sited(zone=zone_id, answer=answer, words=words)
    # on the seam of two parts neither holds the place, and the whole still may
    whole = _measured(agreement, zone_id, there.whole, ((place.lon, place.lat), place.radius_m or 0.0))
    return replace(whole, answer=whole.answer if answer is Within.UNKNOWN else answer, words=words)


def combined(how: str, answers: Sequence[Within]) -> Within:
    """Combine the answers of a union's, an intersection's or a difference's parts."""
    match how:
        case "union":
            return any_of(answers)
        case "intersection":
            return all_of(answers)
        case _:
            return all_of((answers[0], *(~answer for answer in answers[1:])))


def _measured(agreement: Agreement, zone_id: str, there: Drawn, spot: tuple[shapes.LonLat, float]) -> Sited:
    point, radius_m = spot
    margin = shapes.margin_m(there.shape, point)
    answer = shapes.judged(margin, radius_m + there.edge_m)
    vague = answer is Within.YES and radius_m > agreement.house.place_threshold_m
    answer = Within.UNKNOWN if vague else answer
    line = _centre(there.shape)
    place = shapes.along(line, point) if line is not None else None
    words = [zone_words.margin_words(there, margin)]
    if line is not None and place is not None:
        words.append(zone_words.along_words(there, line, place))
    words.append(zone_words.doubt_words(answer, radius_m, there.edge_m, vague=vague))
    return Sited(
        zone=zone_id,
        answer=answer,
        words="; ".join(words),
        margin_m=margin,
        doubt_m=radius_m + there.edge_m,
        along_km=place.along_m / 1000 if place else None,
        offset_m=_north_offset(line, place) if line is not None and place is not None else None,
    )


def _centre(shape: shapes.Shape | None) -> shapes.Line | None:
    match shape:
        case shapes.Line():
            return shape
        case shapes.Corridor(line=line) | shapes.Band(line=line):
            return line
        case _:
            return None


def _north_offset(line: shapes.Line, place: shapes.Along) -> float | None:
    left = shapes.north_is_left(line)
    if left is None:
        return None
    return place.offset_m if left else -place.offset_m


def _drawn(there: Found) -> shapes.Shape | None:
    match there:
        case Drawn():
            return there.shape
        case Compound(whole=whole) if whole is not None:
            return whole.shape
        case Compound(how="union"):
            parts = [shape for part in there.parts if (shape := _drawn(part)) is not None]
            return shapes.Union(tuple(parts)) if len(parts) > 1 else next(iter(parts), None)
        case _:
            return None
