"""Two drawings of one thing: how much ground they hold, what one has and the other has not, how far the edge moved."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

from trucewatch.geography.shapes import Line, outline

if TYPE_CHECKING:
    from trucewatch.geography.shapes import LonLat, Shape

_DENSER = 0.1
"""Edges are compared at ten points a segment, not at their vertices alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """How a shape changed. Areas are of the ellipsoid, in square metres; a line holds none.

    `edge_m` is the farthest that a point of either edge lies from the other edge, in metres.
    """

    before_m2: float
    after_m2: float
    gained_m2: float
    lost_m2: float
    edge_m: float


def moved(before: Shape, after: Shape) -> Moved:
    """Return what changed from one shape to another. Both must hold something."""
    import shapely

    plane = _plane((*_points(before), *_points(after)))
    was, now = _laid(before, plane), _laid(after, plane)
    edges = [shape.boundary if shape.area else shape for shape in (was, now)]
    return Moved(
        before_m2=was.area,
        after_m2=now.area,
        gained_m2=now.difference(was).area,
        lost_m2=was.difference(now).area,
        edge_m=float(shapely.hausdorff_distance(*edges, densify=_DENSER)),
    )


def _points(shape: Shape) -> tuple[LonLat, ...]:
    if isinstance(shape, Line):
        return shape.points
    return tuple(chain.from_iterable(chain.from_iterable(outline(shape))))


def _plane(points: tuple[LonLat, ...]) -> Any:
    """Return an equal-area projection about the middle: 100 km off, its lengths are right to 1 in 10,000."""
    from pyproj import Proj

    lon = points[0][0]
    # longitudes are taken from the first point on, so that a shape across 180° has its middle in its midst
    lons = [(p[0] - lon + 540) % 360 - 180 for p in points]
    lats = [p[1] for p in points]
    middle = lon + (min(lons) + max(lons)) / 2
    return Proj(proj="laea", lon_0=middle, lat_0=(min(lats) + max(lats)) / 2, ellps="WGS84")


def _laid(shape: Shape, plane: Any) -> Any:
    import shapely

    def ring(points: tuple[LonLat, ...]) -> list[tuple[float, float]]:
        xs, ys = plane([p[0] for p in points], [p[1] for p in points])
        return list(zip(xs, ys, strict=True))

    if isinstance(shape, Line):
        return shapely.LineString(ring(shape.points))
    polygons = [shapely.Polygon(ring(rings[0]), [ring(hole) for hole in rings[1:]]) for rings in outline(shape)]
    return shapely.make_valid(shapely.union_all(polygons))
