"""The kinds of shapes on the ground. Points are (lon, lat) in WGS84 degrees, lengths are metres.

Points that follow one another, of a line or of a ring, are joined by the geodesic, the shortest way on the ellipsoid.
An edge that is to follow a parallel needs points along it: at 36° N one of 50 km departs from it by 36 m, one of 10 km
by 1.4 m.
"""

from __future__ import annotations

from dataclasses import dataclass

LonLat = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Line:
    """A centre line; kilometres count from its first point. As a zone it has no inside: it is all edge."""

    points: tuple[LonLat, ...]


@dataclass(frozen=True, slots=True)
class Area:
    """Polygons as rings: the first ring of each is its outline, the others are holes. They may adjoin or overlap."""

    polygons: tuple[tuple[tuple[LonLat, ...], ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Corridor:
    """What lies within `left_m` and `right_m` of a line, seen along it.

    With flat ends it stops square at both ends of the line; with round ends it reaches around them, in a quarter of a
    disc on each side. Where the two widths differ, what lies across the line from the side that it is measured on
    belongs to the other side: a place 3 km behind the line is not "within 5 km in front of it", though a bend of the
    line brings some stretch of its front to within 5 km.
    """

    line: Line
    left_m: float
    right_m: float
    round_ends: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """What lies from `from_m` to `to_m` metres from a line, on one `side` (both, left, right; seen along it).

    Nearer than `from_m` counts on both sides: a place 2 km behind the line is not in a band from 5 km in front of it.
    """

    line: Line
    from_m: float
    to_m: float
    side: str = "both"
    round_ends: bool = False


@dataclass(frozen=True, slots=True)
class Strip:
    """The land between two lines: their ends are joined by geodesics, in that of the two ways that is shorter.

    Where the lines cross, or a join crosses a line, every piece of land that they shut in together belongs to it.
    """

    one: Line
    other: Line


@dataclass(frozen=True, slots=True)
class Discs:
    """What lies within `radius_m` of any of some points. Of radius 0 they are all edge, as a line is."""

    points: tuple[LonLat, ...]
    radius_m: float = 0.0


@dataclass(frozen=True, slots=True)
class Around:
    """A shape, and what lies within `out_m` of it. The outer corners are round."""

    inner: Shape
    out_m: float


@dataclass(frozen=True, slots=True)
class Union:
    """What lies in any of several shapes. A line adds nothing."""

    parts: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class Intersection:
    """What lies in all of several shapes."""

    parts: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What lies in the first shape and in none of the others."""

    first: Shape
    others: tuple[Shape, ...]


Shape = Line | Area | Corridor | Band | Strip | Discs | Around | Union | Intersection | Difference
