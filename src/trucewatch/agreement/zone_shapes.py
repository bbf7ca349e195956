"""How a zone becomes a shape on the ground: its geometry, or what its words make of the zones it derives from.

What cannot be drawn says so: a `Gap` is a zone that the text leaves open or that is not drawn for the day, a `ByName`
one that is known by name only, a `Compound` one of whose parts is either. Nothing here looks at a place.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from trucewatch.agreement.zone_buffers import banded, buffered, line_under
from trucewatch.agreement.zone_choosers import chosen, drawn_for, options_words, zone_under
from trucewatch.errors import AgreementError
from trucewatch.geography import shapes

if TYPE_CHECKING:
    from trucewatch.agreement.terms import Agreement, Zone
    from trucewatch.agreement.zone_choosers import World


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A zone with a shape. `name` is what words call it, `edge_m` the error of its edge, `counted_from` km 0."""

    zone: Zone
    name: str
    shape: shapes.Shape
    edge_m: float
    counted_from: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A zone without a shape, and why in words: whether a place lies in it cannot be told."""

    name: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ByName:
    """A zone that is known by the names of `places` only."""

    name: str
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compound:
    """A union, intersection or difference (`how`) that is answered part by part.

    Its parts are not all drawn, or not equally well: what lies surely in the well drawn part of a union lies in the
    union, however coarse the rest. `whole` is all of it as one shape, None where a part is not drawn.
    """

    name: str
    how: str
    parts: tuple[Found, ...]
    whole: Drawn | None = None


Found = Drawn | Gap | ByName | Compound


def found(agreement: Agreement, zone_id: str, world: World) -> Found:
    """Return what is on the ground for a zone in one world: one choice of readings, days, parties and weapons.

    Raises:
        AgreementError: the zone or one it derives from is missing, or is not of the kind that is needed.
    """
    zone = zone_under(agreement, zone_id, world.choice)
    name = zone.name or zone.id
    if world.on is not None and not drawn_for(zone, world.on):
        period = f"{zone.valid_from} to {zone.valid_until or 'later'}"
        return Gap(name=name, words=f"{name} is drawn for {period}, not for {world.on.isoformat()}")
    if zone.map is not None:
        return _mapped(zone, name, found(agreement, zone.map, world))
    match zone.kind:
        case "undefined":
            return Gap(name=name, words=_undefined(zone, name))
        case "named":
            return ByName(name=name, places=zone.places)
        case "dated" | "by-party" | "by-weapon":
            return _picked(agreement, zone, name, world)
        case "union" | "intersection" | "difference":
            return _composed(zone, name, tuple(found(agreement, part, world) for part in zone.of))
        case _:
            return _derived(agreement, zone, name, world)


def closed(shape: shapes.Shape) -> bool:
    """Say whether a shape can hold a place: a line and a point are all edge."""
    return not isinstance(shape, shapes.Line) and not (isinstance(shape, shapes.Discs) and not shape.radius_m)


def _mapped(zone: Zone, name: str, drawn: Found) -> Found:
    called = f"{name} as {drawn.name} draws it"
    match drawn:
        case Drawn():
            return replace(drawn, name=called, edge_m=drawn.edge_m if zone.edge_m is None else zone.edge_m)
        case Gap():
            return Gap(name=name, words=f"{name} is as a map draws it, and {drawn.words}")
        case ByName() | Compound():
            return replace(drawn, name=called)


def _undefined(zone: Zone, name: str) -> str:
    until = f" until {zone.until}" if zone.until else ""
    note = f" ({zone.note.rstrip('.')})" if zone.note else ""
    return f"the text leaves {name} to be agreed{until}{note}, so whether a place lies in it cannot be told"


def _picked(agreement: Agreement, zone: Zone, name: str, world: World) -> Found:
    pick = chosen(zone, world)
    if pick is None:
        return Gap(name=name, words=options_words(agreement, zone, name, world))
    key, member = pick
    inner = found(agreement, member, world)
    called = f"{name} {key}"
    match inner:
        case Drawn():
            return replace(inner, name=called, edge_m=inner.edge_m if zone.edge_m is None else zone.edge_m)
        case Gap():
            return inner
        case ByName() | Compound():
            return replace(inner, name=called)


def _composed(zone: Zone, name: str, parts: tuple[Found, ...]) -> Found:
    drawn = [shaped for part in parts if (shaped := as_drawn(part)) is not None]
    for part in drawn:
        if not closed(part.shape):
            raise AgreementError(
                f"zone {zone.id} is made of {part.name}, which has no inside. Write a buffer around it."
            )
    if len(drawn) < len(parts):
        return Compound(name=name, how=zone.kind, parts=parts)
    if zone.kind != "difference":  # the order in which the text names them decides nothing, the last digits neither
        drawn.sort(key=lambda part: part.zone.id)
    first, *others = (part.shape for part in drawn)
    shape: shapes.Shape
    match zone.kind:
        case "union":
            shape = shapes.Union((first, *others))
        case "intersection":
            shape = shapes.Intersection((first, *others))
        case _:
            shape = shapes.Difference(first, tuple(others))
    whole = Drawn(zone=zone, name=name, shape=shape, edge_m=_edge(zone, drawn))
    equally_well = len({part.edge_m for part in drawn}) == 1 and all(isinstance(part, Drawn) for part in parts)
    if zone.edge_m is not None or equally_well:
        return whole
    return Compound(name=name, how=zone.kind, parts=parts, whole=whole)


def as_drawn(there: Found) -> Drawn | None:
    """Return a zone as one shape, None where it has none."""
    return there.whole if isinstance(there, Compound) else there if isinstance(there, Drawn) else None


def _derived(agreement: Agreement, zone: Zone, name: str, world: World) -> Found:
    lines = zone.between if zone.kind == "strip" else ()
    bases = [found(agreement, base, world) for base in (*zone.of, *lines)]
    for base in bases:
        if isinstance(base, Gap):
            return Gap(name=name, words=f"{name} derives from {base.name}, and {base.words}")
        if as_drawn(base) is None:
            return Gap(name=name, words=f"{name} derives from {base.name}, which is not drawn, so it cannot be told")
    drawn = [shaped for base in bases if (shaped := as_drawn(base)) is not None]
    counted = zone.counted_from or next((base.counted_from for base in drawn), None)
    shape = _shape(agreement, zone, [base.shape for base in drawn], world)
    return Drawn(zone=zone, name=name, shape=shape, edge_m=_edge(zone, drawn), counted_from=counted)


def _edge(zone: Zone, parts: list[Drawn]) -> float:
    return zone.edge_m if zone.edge_m is not None else max((part.edge_m for part in parts), default=0.0)


def _shape(agreement: Agreement, zone: Zone, bases: list[shapes.Shape], world: World) -> shapes.Shape:
    if zone.kind == "buffer":
        return buffered(zone, _only(zone, bases))
    if zone.kind == "band":
        return banded(zone, _only(zone, bases))
    if zone.kind == "strip":
        one, other = (line_under(zone, base, which) for base, which in zip(bases, zone.between, strict=True))
        return shapes.Strip(one, other)
    if bases and zone.between:
        first, last = (place_on(agreement, p, world) for p in zone.between)
        return shapes.part(line_under(zone, _only(zone, bases), zone.of[0]), first, last)
    if bases:
        return _only(zone, bases)
    return _geometry(zone)


def _geometry(zone: Zone) -> shapes.Shape:
    if zone.geometry is None:
        raise AgreementError(f"zone {zone.id} has no geometry.")
    match zone.kind:
        case "area":
            return _area(zone.id, shapes.Area(zone.geometry.parts))
        case "line":
            return shapes.Line(zone.geometry.points)
        case _:
            return shapes.Discs(zone.geometry.points, zone.radius_m or 0.0)


@lru_cache(maxsize=256)
def _area(zone_id: str, area: shapes.Area) -> shapes.Area:
    if (spot := shapes.crossing(area)) is not None:
        near = f"{spot[0]:.4f}, {spot[1]:.4f}"
        raise AgreementError(f"the outline of zone {zone_id} crosses itself near {near} (lon, lat). Draw it without.")
    return area


def place_on(agreement: Agreement, zone_id: str, world: World) -> shapes.LonLat:
    """Return the point of a zone of kind `place`."""
    zone = zone_under(agreement, zone_id, world.choice)
    if zone.kind != "place" or zone.geometry is None:
        raise AgreementError(f"{zone_id} is of kind {zone.kind}; a place is needed here.")
    return zone.geometry.points[0]


def _only(zone: Zone, bases: list[shapes.Shape]) -> shapes.Shape:
    if len(bases) != 1:
        raise AgreementError(
            f"zone {zone.id} of kind {zone.kind} derives from {len(bases)} zones. Write of = the id of one."
            if bases
            else f"zone {zone.id} does not say which line it lies along. Write of = the id of a line."
        )
    return bases[0]
