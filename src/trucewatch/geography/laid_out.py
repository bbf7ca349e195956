"""A shape laid out in a chart of its own: its body, and its edge as pieces that a point can be measured to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from trucewatch.geography.bodies import body_of, flat_line
from trucewatch.geography.charts import Chart, chart_around
from trucewatch.geography.geodesy import filled
from trucewatch.geography.kinds import (
    Area,
    Around,
    Band,
    Corridor,
    Difference,
    Discs,
    Intersection,
    Line,
    Strip,
    Union,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trucewatch.geography.geodesy import Floats
    from trucewatch.geography.kinds import LonLat, Shape

_POST_M = 5_000.0


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """A shape in its chart.

    `body` is what it holds, empty for lines and points; `edge` is what margins are measured to. `pieces` are the
    straight pieces of the edge, rows of two corners (x, y), and `tree` finds them. `posts` are corners (lon, lat) of
    which one stands within 5 km of every place on the edge.
    """

    chart: Chart
    body: Any
    edge: Any
    pieces: Floats
    tree: Any
    posts: Floats


@lru_cache(maxsize=256)
def laid_out(shape: Shape) -> Ground:
    """Return the shape laid out. Its corners lie within centimetres of the geodesics, its arcs within 0.1 m."""
    chart = chart_around(np.array(list(_corners(shape)), dtype=float))
    body = body_of(shape, chart)
    edge = body.boundary if not body.is_empty else _bare_edge(shape, chart)
    pieces = _pieces(edge)
    shapely.prepare(body)
    shapely.prepare(edge)
    return Ground(
        chart=chart,
        body=body,
        edge=edge,
        pieces=pieces,
        tree=shapely.STRtree(shapely.linestrings(pieces)),
        posts=chart.lonlat(_posts(pieces)),
    )


def crossing(area: Area) -> LonLat | None:
    """Return a point near which a ring of the area crosses itself, None where every ring is simple."""
    chart = laid_out(area).chart
    for ring in chain.from_iterable(area.polygons):
        outline = shapely.LinearRing(chart.xy(filled(ring)))
        if not outline.is_simple:
            crossed = shapely.get_coordinates(shapely.node(outline))
            seen, counts = np.unique(np.round(crossed, 3), axis=0, return_counts=True)
            lon, lat = chart.lonlat(seen[counts > 2][:1] if (counts > 2).any() else seen[:1])[0]  # noqa: PLR2004
            return (float(lon), float(lat))
    return None


def _bare_edge(shape: Shape, chart: Chart) -> Any:
    """Return the edge of what holds nothing: the line or points itself, else the edges that it is made from."""
    match shape:
        case Line():
            return flat_line(shape, chart)
        case Corridor(line=line) | Band(line=line):
            return flat_line(line, chart)
        case Discs():
            return shapely.MultiPoint(chart.xy(np.array(shape.points, dtype=float)))
        case Area():
            return shapely.multilinestrings([chart.xy(filled(ring)) for rings in shape.polygons for ring in rings])
        case Strip():
            return shapely.union_all([flat_line(shape.one, chart), flat_line(shape.other, chart)])
        case Around():
            return _edge_of_part(shape.inner, chart)
        case Union() | Intersection():
            return shapely.union_all([_edge_of_part(part, chart) for part in shape.parts])
        case Difference():
            return _edge_of_part(shape.first, chart)


def _edge_of_part(shape: Shape, chart: Chart) -> Any:
    body = body_of(shape, chart)
    return body.boundary if not body.is_empty else _bare_edge(shape, chart)


def _pieces(edge: Any) -> Floats:
    found = []
    for part in getattr(edge, "geoms", [edge]):
        corners = shapely.get_coordinates(part)
        found.append(np.stack((corners[:-1], corners[1:]), axis=1) if len(corners) > 1 else corners[None].repeat(2, 1))
    return np.concatenate(found)


def _posts(pieces: Floats) -> Floats:
    lengths = np.hypot(*(pieces[:, 1] - pieces[:, 0]).T)
    # a piece is at most 5 km long, and wherever one piece does not begin where the last one ended, a run begins
    begins = np.concatenate(([True], np.any(pieces[1:, 0] != pieces[:-1, 1], axis=1)))
    reached = np.floor(np.cumsum(lengths) / _POST_M)
    kept = begins | np.concatenate(([True], reached[1:] != reached[:-1]))
    return np.concatenate((pieces[kept, 0], pieces[-1:, 1]))


def _corners(shape: Shape) -> Iterable[LonLat]:
    match shape:
        case Line():
            return shape.points
        case Area():
            return chain.from_iterable(chain.from_iterable(shape.polygons))
        case Corridor() | Band():
            return shape.line.points
        case Strip():
            return chain(shape.one.points, shape.other.points)
        case Discs():
            return shape.points
        case Around():
            return _corners(shape.inner)
        case Union() | Intersection():
            return chain.from_iterable(_corners(part) for part in shape.parts)
        case Difference():
            return chain(_corners(shape.first), *(_corners(part) for part in shape.others))
