"""Shapes on the ground in metres: corridors, areas, lines, and how an uncertain point lies to them.

Points are (lon, lat) in WGS84 degrees. A shape is laid out in an azimuthal-equidistant projection of its own;
distances that decide are then measured again as geodesics. Measured in Idlib: the distance to an 80 km road is
within 1 cm of the shortest of dense geodesics, an edge at 6 km stands within 0.2 m.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import atan2, ceil, cos, pi, remainder, sin
from typing import TYPE_CHECKING, Any

from trucewatch.model import Within

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

LonLat = tuple[float, float]

_QUADRANT_SEGMENTS = 64
_ON_SIDE_M = 2.0
_OVERLAP_M = 0.01


@dataclass(frozen=True, slots=True)
class Line:
    """A centre line; kilometres count from its first point. As a zone it has no inside."""

    points: tuple[LonLat, ...]


@dataclass(frozen=True, slots=True)
class Area:
    """Polygons as rings: the first ring of each is its outline, the others are holes."""

    polygons: tuple[tuple[tuple[LonLat, ...], ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Corridor:
    """What lies within `left_m` and `right_m` of a line, seen along it.

    With flat ends it stops square at both ends of the line; with round ends it reaches around them.
    """

    line: Line
    left_m: float
    right_m: float
    round_ends: bool = False


Shape = Line | Area | Corridor


@dataclass(frozen=True, slots=True, kw_only=True)
class Along:
    """Where a point lies to a line: metres from its start, metres from it (left is positive), the nearest point.

    `beyond` is True where the nearest point is an end of the line and the point lies past it.
    """

    along_m: float
    offset_m: float
    nearest: LonLat
    beyond: bool


def within(shape: Shape, point: LonLat, *, radius_m: float = 0.0, edge_m: float = 0.0) -> Within:
    """Say whether a point with its radius of doubt lies in a shape whose edge is drawn to `edge_m`.

    Yes only if the disc lies wholly inside, however the edge runs; no only if it lies wholly outside.
    """
    return judged(margin_m(shape, point), radius_m + edge_m)


def judged(margin: float, doubt_m: float) -> Within:
    """Turn a signed margin and the metres of doubt about it into an answer; exactly on the limit is cannot tell."""
    if margin > doubt_m:
        return Within.YES
    return Within.NO if -margin > doubt_m else Within.UNKNOWN


def margin_m(shape: Shape, point: LonLat) -> float:
    """Return the distance to the edge in metres: positive inside, negative outside. A line is all edge."""
    match shape:
        case Line():
            return -abs(along(shape, point).offset_m)
        case Area():
            return _edge_margin(shape, point)
        case Corridor():
            return _corridor_margin(shape, point)


def along(line: Line, point: LonLat) -> Along:
    """Return where `point` lies to `line`, measured as geodesics.

    `offset_m` is the distance to the nearest point of the line, also past its ends.
    """
    from shapely import Point

    plane = _plane(line.points)
    spot = Point(plane.to_xy(*point))
    starts, segments = _measured(line)
    index = min(range(len(segments)), key=lambda i: segments[i].distance(spot))
    segment = segments[index]
    reach = segment.project(spot)
    nearest = plane.to_lonlat(*segment.interpolate(reach).coords[0])
    (ax, ay), (bx, by) = segment.coords
    side = (bx - ax) * (spot.y - ay) - (by - ay) * (spot.x - ax)
    ahead = (spot.x - ax) * (bx - ax) + (spot.y - ay) * (by - ay)
    beyond = (index == 0 and ahead < 0) or (index == len(segments) - 1 and ahead > segment.length**2)
    away = distance_m(point, nearest)
    return Along(
        along_m=starts[index] + distance_m(line.points[index], nearest),
        offset_m=away if side >= 0 else -away,
        nearest=nearest,
        beyond=beyond,
    )


def at(line: Line, *, along_m: float, offset_m: float = 0.0) -> LonLat:
    """Return the point `along_m` from the start of the line and `offset_m` square from it (left is positive).

    Raises:
        ValueError: `along_m` lies beyond an end of the line.
    """
    starts, _ = _measured(line)
    if not 0 <= along_m <= length_m(line):
        raise ValueError(f"{along_m:.0f} m lies beyond the line, which is {length_m(line):.0f} m long")
    index = max(i for i, start in enumerate(starts) if start <= along_m)
    here, there = line.points[index], line.points[index + 1]
    bearing = _bearing(here, there)
    foot = _moved(here, bearing, along_m - starts[index])
    # the azimuth turns along a geodesic: take it at the foot, not at the vertex
    square = (_bearing(foot, there) if foot != there else bearing) + (-90 if offset_m >= 0 else 90)
    return _moved(foot, square, abs(offset_m))


@lru_cache(maxsize=256)
def part(line: Line, first: LonLat, last: LonLat) -> Line:
    """Return the stretch of a line between the points nearest to two places, running from `first` to `last`."""
    one, two = along(line, first), along(line, last)
    low, high = sorted((one, two), key=lambda place: place.along_m)
    starts = [*_measured(line)[0], length_m(line)]
    # a vertex within a metre of the cut would leave a last segment of no sure direction
    kept = [p for p, start in zip(line.points, starts, strict=True) if low.along_m + 1 < start < high.along_m - 1]
    points = (low.nearest, *kept, high.nearest)
    return Line(points if low is one else tuple(reversed(points)))


@lru_cache(maxsize=256)
def length_m(line: Line) -> float:
    """Return the length of a line in metres."""
    return sum(distance_m(a, b) for a, b in pairwise(line.points))


def distance_m(a: LonLat, b: LonLat) -> float:
    """Return the geodesic distance in metres."""
    return float(_geod().inv(*a, *b)[2])


def north_is_left(line: Line) -> bool | None:
    """Say whether north lies to the left along the line; None where it runs more north-south than east-west."""
    plane = _plane(line.points)
    (ax, ay), (bx, by) = plane.to_xy(*line.points[0]), plane.to_xy(*line.points[-1])
    if abs(bx - ax) <= abs(by - ay):
        return None
    return bx > ax


def outline(shape: Area | Corridor) -> tuple[tuple[tuple[LonLat, ...], ...], ...]:
    """Return the shape as polygons of rings, for a map."""
    plane, body = _laid_out(shape)
    pieces = getattr(body, "geoms", [body])
    return tuple(
        tuple(tuple(plane.to_lonlat(x, y) for x, y in ring.coords) for ring in (p.exterior, *p.interiors))
        for p in pieces
    )


def disc(centre: LonLat, radius_m: float, *, corners: int = 64) -> tuple[LonLat, ...]:
    """Return a closed ring around a point, for a map."""
    ring = [_moved(centre, 360 * i / corners, radius_m) for i in range(corners)]
    return (*ring, ring[0])


def farthest_m(line: Line, other: Line) -> float:
    """Return how far the vertices of `other` stray from `line` at most, in metres."""
    return max(abs(along(line, p).offset_m) for p in other.points)


def _corridor_margin(shape: Corridor, point: LonLat) -> float:
    rough = _edge_margin(shape, point)
    place = along(shape.line, point)
    width = shape.left_m if place.offset_m >= 0 else shape.right_m
    exact = width - abs(place.offset_m)
    # where the nearest edge is a side (not a square end), the distance to the line is the exact measure of it
    return exact if abs(abs(exact) - abs(rough)) < _ON_SIDE_M and not _past_square_end(shape, place) else rough


def _past_square_end(shape: Corridor, place: Along) -> bool:
    return place.beyond and not shape.round_ends


def _edge_margin(shape: Area | Corridor, point: LonLat) -> float:
    from shapely import Point
    from shapely.ops import nearest_points

    plane, body = _laid_out(shape)
    spot = Point(plane.to_xy(*point))
    if body.is_empty:  # a corridor of no width, or along a line of no length: it holds nothing
        return -min(distance_m(point, corner) for corner in _corners(shape))
    edge = nearest_points(body.boundary, spot)[0]
    away = distance_m(point, plane.to_lonlat(edge.x, edge.y))
    return away if body.contains(spot) else -away


def _corners(shape: Area | Corridor) -> tuple[LonLat, ...]:
    if isinstance(shape, Corridor):
        return shape.line.points
    return tuple(point for polygon in shape.polygons for ring in polygon for point in ring)


@dataclass(frozen=True, slots=True)
class _Plane:
    """A local projection: degrees to metres and back."""

    to_xy: Callable[[float, float], tuple[float, float]]
    to_lonlat: Callable[[float, float], tuple[float, float]]


@lru_cache(maxsize=256)
def _plane(points: tuple[LonLat, ...]) -> _Plane:
    from pyproj import Transformer

    lons, lats = [p[0] for p in points], [p[1] for p in points]
    centre = f"+lon_0={(min(lons) + max(lons)) / 2} +lat_0={(min(lats) + max(lats)) / 2}"
    turn = Transformer.from_crs("EPSG:4326", f"+proj=aeqd {centre} +datum=WGS84 +units=m", always_xy=True)

    def back(x: float, y: float) -> tuple[float, float]:
        lon, lat = turn.transform(x, y, direction="INVERSE")
        return (lon, lat)

    return _Plane(to_xy=turn.transform, to_lonlat=back)


@lru_cache(maxsize=256)
def _laid_out(shape: Area | Corridor) -> tuple[_Plane, Any]:
    from shapely import MultiPolygon, Polygon, prepare, union_all

    if isinstance(shape, Area):
        plane = _plane(tuple(p for polygon in shape.polygons for p in polygon[0]))
        flat = [[[plane.to_xy(*p) for p in ring] for ring in polygon] for polygon in shape.polygons]
        body = MultiPolygon([Polygon(rings[0], rings[1:]) for rings in flat])
    else:
        plane = _plane(shape.line.points)
        pieces = _strips(shape, [plane.to_xy(*p) for p in shape.line.points])
        # a centimetre of overlap closes the cracks that rounding leaves between neighbours
        body = union_all([piece.buffer(_OVERLAP_M, join_style="mitre") for piece in pieces])
    prepare(body)
    return plane, body


def _strips(shape: Corridor, line: list[tuple[float, float]]) -> Iterable[Any]:
    """Yield a rectangle on each side of every segment, and a sector on the outer side of every bend.

    Each piece grows with the width, so a wider corridor never loses a place; and no piece reaches past a square
    end, as full discs at the bends near it would.
    """
    from shapely import LineString, Point

    for a, b in pairwise(line):
        for width in (shape.left_m, -shape.right_m):
            if width:
                yield LineString([a, b]).buffer(width, single_sided=True, cap_style="flat")
    for before, joint, after in zip(line, line[1:], line[2:], strict=False):
        yield _sector(before, joint, after, shape)
    if shape.round_ends:
        for end in (line[0], line[-1]):
            yield Point(end).buffer(max(shape.left_m, shape.right_m), quad_segs=_QUADRANT_SEGMENTS)


def _sector(
    before: tuple[float, float], joint: tuple[float, float], after: tuple[float, float], shape: Corridor
) -> Any:
    from shapely import Polygon

    into = atan2(joint[1] - before[1], joint[0] - before[0])
    turn = remainder(atan2(after[1] - joint[1], after[0] - joint[0]) - into, 2 * pi)
    # turning left, the outer side is the right one, and the other way round
    width, start = (shape.right_m, into - pi / 2) if turn > 0 else (shape.left_m, into + pi / 2)
    steps = ceil(abs(turn) / (pi / 2) * _QUADRANT_SEGMENTS)
    if not steps or not width:
        return Polygon()
    arc = [start + turn * i / steps for i in range(steps + 1)]
    return Polygon([joint, *((joint[0] + width * cos(t), joint[1] + width * sin(t)) for t in arc)])


@lru_cache(maxsize=256)
def _measured(line: Line) -> tuple[list[float], list[Any]]:
    from shapely import LineString

    plane = _plane(line.points)
    starts, total = [], 0.0
    for a, b in pairwise(line.points):
        starts.append(total)
        total += distance_m(a, b)
    flat = [plane.to_xy(*p) for p in line.points]
    return starts, [LineString(pair) for pair in pairwise(flat)]


def _bearing(a: LonLat, b: LonLat) -> float:
    return float(_geod().inv(*a, *b)[0])


def _moved(point: LonLat, bearing: float, metres: float) -> LonLat:
    lon, lat, _ = _geod().fwd(*point, bearing, metres)
    return (float(lon), float(lat))


@lru_cache(maxsize=1)
def _geod() -> Any:
    from pyproj import Geod

    return Geod(ellps="WGS84")
