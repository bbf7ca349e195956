"""What a shape holds: a polygon, or several, in a chart."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from shapely.geometry.polygon import orient

from trucewatch.geography import sides
from trucewatch.geography.geodesy import distance_m, filled, stretches
from trucewatch.geography.kinds import Area, Around, Band, Corridor, Difference, Discs, Intersection, Line, Strip, Union
from trucewatch.geography.sides import CRACK_M, LEFT, RIGHT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trucewatch.geography.charts import Chart
    from trucewatch.geography.kinds import LonLat, Shape

_NOTHING = shapely.Polygon()


def body_of(shape: Shape, chart: Chart) -> Any:
    """Return what the shape holds, as polygons in the chart."""
    match shape:
        case Line():
            return _NOTHING
        case Area():
            return _together(_polygon(rings, chart) for rings in shape.polygons)
        case Corridor():
            return _corridor(shape, chart)
        case Band():
            return _band(shape, chart)
        case Strip():
            return _strip(shape, chart)
        case Discs():
            return _discs(shape, chart)
        case Around():
            return _around(shape, chart)
        case _:
            return _composed(shape, chart)


def flat_line(line: Line, chart: Chart) -> Any:
    """Return a line in the chart."""
    run = filled(line.points)
    return shapely.LineString(chart.xy(run if len(run) > 1 else np.repeat(run, 2, axis=0)))


def _composed(shape: Union | Intersection | Difference, chart: Chart) -> Any:
    match shape:
        case Union():
            return _together(body_of(part, chart) for part in shape.parts)
        case Intersection():
            bodies = [body_of(part, chart) for part in shape.parts]
            return _solid(reduce(shapely.intersection, bodies))
        case Difference():
            away = _together(body_of(part, chart) for part in shape.others)
            return _solid(shapely.difference(body_of(shape.first, chart), away))


def _together(bodies: Iterable[Any]) -> Any:
    """Put bodies together, and close the cracks that rounding leaves between neighbours.

    Edges that nearly coincide make an overlay lose ground once in some thousand lines: one of 6 km half-width came out
    with a hole of 60 ha. So they are put together twice, as they are and a centimetre larger, and where the two
    disagree, on a grid as well; then the largest stands, for ground is only ever lost.
    """
    parts = [body for body in bodies if not body.is_empty]
    united = shapely.union_all(parts)
    larger = shapely.union_all([_grown(part, CRACK_M / 2) for part in parts])
    if abs(larger.area - united.area) > CRACK_M * (larger.length + united.length):
        gridded = shapely.union_all(parts, grid_size=CRACK_M / 20)
        united = max((united, larger, gridded), key=lambda body: body.area)
    return _grown(_grown(united, CRACK_M), -CRACK_M)


def _solid(body: Any) -> Any:
    """Drop the points, lines and slivers along which shapes merely touch."""
    return _grown(_grown(body, -CRACK_M), CRACK_M)


def _grown(body: Any, metres: float) -> Any:
    # GEOS divides by zero at a corner that is hardly one, and takes the corner as it is
    with np.errstate(divide="ignore", invalid="ignore"):
        return shapely.buffer(body, metres, join_style="mitre")


def _polygon(rings: tuple[tuple[LonLat, ...], ...], chart: Chart) -> Any:
    outline, *holes = (chart.xy(filled(ring)) for ring in rings)
    return shapely.make_valid(shapely.Polygon(outline, holes))


def _corridor(shape: Corridor, chart: Chart) -> Any:
    run = stretches(shape.line.points)
    cut = flat_line(shape.line, chart) if shape.left_m != shape.right_m else None
    found = [
        piece
        for side, width in ((LEFT, shape.left_m), (RIGHT, shape.right_m))
        for piece in sides.laid_flat(sides.beside(run, side, width, round_ends=shape.round_ends), chart, cut=cut)
    ]
    return _together(found)


def _band(shape: Band, chart: Chart) -> Any:
    def reach(left_m: float, right_m: float) -> Any:
        corridor = Corridor(line=shape.line, left_m=left_m, right_m=right_m, round_ends=shape.round_ends)
        return _corridor(corridor, chart)

    outer = reach(0.0 if shape.side == "right" else shape.to_m, 0.0 if shape.side == "left" else shape.to_m)
    return _solid(shapely.difference(outer, reach(shape.from_m, shape.from_m)))


def _strip(shape: Strip, chart: Chart) -> Any:
    one, other = shape.one.points, shape.other.points
    straight = distance_m(one[0], other[0]) + distance_m(one[-1], other[-1])
    if straight < distance_m(one[0], other[-1]) + distance_m(one[-1], other[0]):
        other = other[::-1]
    ring = shapely.LineString(chart.xy(filled((*one, *other, one[0]))))
    return _together(shapely.polygonize([shapely.node(ring)]).geoms)


def _discs(shape: Discs, chart: Chart) -> Any:
    if not shape.radius_m:
        return _NOTHING
    rings = (sides.disc(np.array([point], dtype=float), shape.radius_m) for point in shape.points)
    return _together(shapely.Polygon(chart.xy(ring)) for ring in rings)


def _around(shape: Around, chart: Chart) -> Any:
    body = body_of(shape.inner, chart)
    pieces = [body]
    for part in getattr(body, "geoms", [body]) if not body.is_empty else ():
        outwards = orient(part)
        for ring in (outwards.exterior, *outwards.interiors):
            corners = [tuple(corner) for corner in chart.lonlat(shapely.get_coordinates(ring)).tolist()]
            corners[-1] = corners[0]
            # a ring seen counter-clockwise, a hole clockwise, has what lies outside on its right
            beside = sides.beside(stretches(corners), RIGHT, shape.out_m, round_ends=False, closed=True)
            pieces.extend(sides.laid_flat(beside, chart))
    return _together(pieces)
