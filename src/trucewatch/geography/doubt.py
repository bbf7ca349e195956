"""What an uncertain place is: a disc, a sector of a ring, a corridor, a polygon, or some settlements, each weighed."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from trucewatch.geography.rows import apart_m, moved
from trucewatch.model import Doubt

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from trucewatch.geography.rows import LonLat
    from trucewatch.model import Place

ALL_AROUND = 180.0
MOST_SETTLEMENTS = 256
"""More are put together where they lie close: a document names its province in every second sentence."""

_DIGITS = 5
"""Of a degree: about a metre. A place is never known better."""
_ARC = 8.0
"""Degrees between the points that stand for an arc where reach is measured."""
_FIRST_CELL, _WIDER = 0.005, 1.25


def disc(centre: LonLat, radius_m: float) -> Doubt:
    """Return the disc around a point."""
    return Doubt(kind="sector", points=(_rounded(centre),), to_m=radius_m)


def sector(
    centre: LonLat, *, from_m: float, to_m: float, bearing: float = 0.0, half_angle: float = ALL_AROUND
) -> Doubt:
    """Return what lies between two distances of a point, at most `half_angle` degrees to either side of a bearing."""
    return Doubt(
        kind="sector",
        points=(_rounded(centre),),
        from_m=round(max(from_m, 0.0)),
        to_m=round(to_m),
        bearing=bearing,
        half_angle=half_angle,
    )


def corridor(line: Iterable[LonLat], half_width_m: float) -> Doubt:
    """Return what lies within half a width of a line, between its ends."""
    return Doubt(kind="corridor", points=tuple(map(_rounded, line)), to_m=round(half_width_m))


def polygon(ring: Iterable[LonLat]) -> Doubt:
    """Return what lies in a ring; it is closed if it was not."""
    points = tuple(map(_rounded, ring))
    return Doubt(kind="polygon", points=points if points[0] == points[-1] else (*points, points[0]))


def settlements(points: Sequence[LonLat]) -> Doubt:
    """Return some settlements, each as likely as any other.

    Not by their people: tables of villages seldom count them, and reports do not name places by their size. Of more
    than 256 those that lie in one cell of a grid become one point in their middle, with their number as its weight. Of
    5,000 in the province of Idlib the share that lies in a zone of its agreement came out within 2 % of what it is.
    """
    return _carried([(_rounded(point), 1.0) for point in sorted(points)])


def weights(doubt: Doubt) -> tuple[float, ...]:
    """Return how likely each settlement is; together 1."""
    whole = sum(doubt.weights)
    return tuple(w / whole for w in doubt.weights) or (1 / len(doubt.points),) * len(doubt.points)


def number(doubt: Doubt) -> int:
    """Return how many settlements a doubt stands for; as many as its points, where they were not counted."""
    return max(round(sum(doubt.weights)), len(doubt.points))


def doubt_of(place: Place) -> Doubt | None:
    """Return where a place may be: what is known of it, else its disc; None where it was not found."""
    if place.lon is None or place.lat is None:
        return None
    return place.doubt or Doubt(kind="sector", points=((place.lon, place.lat),), to_m=place.radius_m or 0.0)


def reach_m(doubt: Doubt, spot: LonLat) -> float:
    """Return how far from a point a place may be at most, in metres on a sphere (up to 0.6 % off)."""
    if doubt.kind != "corridor":
        return max(apart_m(spot, point) for point in _rim(doubt))
    first, *inner, last = doubt.points
    # square at its ends, round the bends between
    ends = (math.hypot(apart_m(spot, end), doubt.to_m) for end in (first, last))
    return max(*ends, *(apart_m(spot, bend) + doubt.to_m for bend in inner))


def within(doubt: Doubt, part: Doubt) -> Doubt | None:
    """Return those of some settlements that lie in a sector, with their weights; None where fewer than two do."""
    centre, towards = part.points[0], part.bearing
    kept = [
        (point, weight)
        for point, weight in zip(doubt.points, doubt.weights or (1.0,) * len(doubt.points), strict=True)
        if part.from_m <= apart_m(centre, point) <= part.to_m
        and abs(math.remainder(_bearing(centre, point) - towards, 360.0)) <= part.half_angle
    ]
    return _carried(kept) if len(kept) > 1 else None


def _rim(doubt: Doubt) -> Iterable[LonLat]:
    """Return points of which one is the farthest from anywhere, nearly: the corners, and an arc by its points."""
    if doubt.kind != "sector":
        return doubt.points
    steps = math.ceil(2 * doubt.half_angle / _ARC)
    turns = [doubt.bearing + doubt.half_angle * (2 * i / steps - 1) for i in range(steps + 1)]
    arcs = [moved(doubt.points[0], bearing=t, by_m=by_m) for by_m in (doubt.from_m, doubt.to_m) for t in turns]
    return arcs or doubt.points


def _bearing(one: LonLat, other: LonLat) -> float:
    east = math.radians(other[0] - one[0]) * math.cos(math.radians((one[1] + other[1]) / 2))
    return math.degrees(math.atan2(east, math.radians(other[1] - one[1])))


def _carried(spots: Sequence[tuple[LonLat, float]]) -> Doubt:
    """Return settlements with their weights, put together where they are more than can be carried."""
    gathered, cell = list(spots), _FIRST_CELL
    while len(gathered) > MOST_SETTLEMENTS:
        gathered, cell = _gathered(spots, cell), _WIDER * cell
    shares = [weight for _, weight in gathered]
    alike = len(set(shares)) == 1
    return Doubt(
        kind="settlements",
        points=tuple(point for point, _ in gathered),
        weights=() if alike else tuple(shares),
    )


def _gathered(spots: Sequence[tuple[LonLat, float]], cell: float) -> list[tuple[LonLat, float]]:
    held: dict[tuple[int, int], list[tuple[LonLat, float]]] = {}
    for (lon, lat), weight in spots:
        held.setdefault((math.floor(lon / cell), math.floor(lat / cell)), []).append(((lon, lat), weight))
    middles = []
    for together in held.values():
        whole = sum(weight for _, weight in together)
        lon, lat = (sum(point[axis] * weight for point, weight in together) / whole for axis in (0, 1))
        middles.append((_rounded((lon, lat)), whole))
    return middles


def _rounded(point: LonLat) -> LonLat:
    return round(point[0], _DIGITS), round(point[1], _DIGITS)
