"""How much of where a place may be lies in a shape: by area where it is ground, by weight where it is settlements."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import shapely

from trucewatch.geography.bodies import body_of
from trucewatch.geography.doubt import weights
from trucewatch.geography.geodesy import all_moved
from trucewatch.geography.kinds import Area, Corridor, Line
from trucewatch.geography.laid_out import laid_out

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from trucewatch.geography.charts import Chart
    from trucewatch.geography.geodesy import Floats
    from trucewatch.geography.kinds import Shape
    from trucewatch.model import Doubt

_CHORDS = 256
"""A whole circle has so many corners, at the same bearings whatever its radius: a disc lies in every wider one."""
_MOST = 1.0 - 2.0**-53
"""A part is never rounded to all."""


class Share(NamedTuple):
    """How much of a doubt lies in a shape: as drawn, and at least and at most, wherever the edge truly runs."""

    least: float
    drawn: float
    most: float


def share(doubt: Doubt, shape: Shape) -> float:
    """Return how much of where a place may be lies in a shape, from 0 to 1.

    Of ground it is the part of its area, in the chart of the shape; of settlements the sum of the weights of those
    that lie in it. Exactly 1 only if all of it lies in the shape. A line holds nothing.
    """
    return shared(doubt, shape, edge_m=0.0).drawn


@lru_cache(maxsize=4096)
def shared(doubt: Doubt, shape: Shape, *, edge_m: float) -> Share:
    """Return the same where the edge of the shape is drawn to `edge_m` metres: as drawn, at least, and at most."""
    ground = laid_out(shape)
    if ground.body.is_empty:
        return Share(0.0, 0.0, 0.0 if not edge_m else 1.0)
    inner, outer = _bodies(shape, edge_m)
    if doubt.kind == "settlements" or (doubt.kind == "sector" and not doubt.to_m):
        spots = ground.chart.xy(np.array(doubt.points, dtype=float))
        weighed = np.array(weights(doubt))
        least, drawn, most = (_held(spots, weighed, body) for body in (inner, ground.body, outer))
    else:
        laid = _body(doubt, ground.chart)
        least, drawn, most = (float(_parts(np.array([laid]), body)[0]) for body in (inner, ground.body, outer))
    return Share(least, drawn, most)


def disc_shares(
    shape: Shape, lons: ArrayLike, lats: ArrayLike, radius_m: ArrayLike, *, edge_m: float = 0.0
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return for many discs how much of each lies in a shape at least, and at most, wherever its edge truly runs."""
    xs, ys = np.asarray(lons, dtype=float), np.asarray(lats, dtype=float)
    radii = np.broadcast_to(np.asarray(radius_m, dtype=float), xs.shape)
    ground = laid_out(shape)
    if ground.body.is_empty or not len(xs):
        return np.zeros(xs.shape), np.full(xs.shape, 1.0 if edge_m else 0.0)
    turns = np.tile(_turns(), len(xs))
    starts = np.repeat(np.column_stack((xs, ys)), _CHORDS, axis=0)
    corners = ground.chart.xy(all_moved(starts, turns, np.repeat(radii, _CHORDS)))
    discs = shapely.polygons(corners.reshape(len(xs), _CHORDS, 2))
    points = shapely.points(ground.chart.xy(np.column_stack((xs, ys))))
    bodies = _bodies(shape, edge_m)
    found = [np.where(radii > 0, _parts(discs, body), shapely.covers(body, points).astype(float)) for body in bodies]
    return found[0], found[1]


@lru_cache(maxsize=256)
def _bodies(shape: Shape, edge_m: float) -> tuple[Any, Any]:
    """Return what the shape holds at least and at most: its edge may run `edge_m` farther in, or farther out."""
    body = laid_out(shape).body
    if not edge_m:
        return body, body
    inner, outer = shapely.buffer(body, -edge_m), shapely.buffer(body, edge_m)
    shapely.prepare(inner)
    shapely.prepare(outer)
    return inner, outer


def _held(spots: Floats, weighed: Floats, body: Any) -> float:
    inside = shapely.covers(body, shapely.points(spots))
    if inside.all():
        return 1.0
    return min(float(weighed[inside].sum()), _MOST) if inside.any() else 0.0


def _parts(bodies: NDArray[Any], held: Any) -> Floats:
    """Return how much of each body is held; all of it is told by topology, for areas are rounded."""
    areas = shapely.area(shapely.intersection(bodies, held))
    ratios = np.minimum(areas / np.maximum(shapely.area(bodies), np.finfo(float).tiny), _MOST)
    found: Floats = np.where(shapely.covers(held, bodies), 1.0, ratios)
    return found


def _body(doubt: Doubt, chart: Chart) -> Any:
    if doubt.kind == "corridor":
        return body_of(Corridor(line=Line(doubt.points), left_m=doubt.to_m, right_m=doubt.to_m), chart)
    if doubt.kind == "polygon":
        return body_of(Area(((doubt.points,),)), chart)
    around = doubt.half_angle >= 180  # noqa: PLR2004  (all of a circle)
    steps = max(math.ceil(_CHORDS * doubt.half_angle / 180), 1)
    turns = _turns() if around else doubt.bearing + doubt.half_angle * np.linspace(-1.0, 1.0, steps + 1)
    outer, inner = (_arc(doubt, turns, by_m, chart) for by_m in (doubt.to_m, doubt.from_m))
    if not doubt.from_m:
        return shapely.Polygon(outer if around else np.concatenate((outer, inner[:1])))
    return shapely.Polygon(outer, [inner]) if around else shapely.Polygon(np.concatenate((outer, inner[::-1])))


def _arc(doubt: Doubt, turns: Floats, by_m: float, chart: Chart) -> Floats:
    starts = np.repeat(np.array(doubt.points, dtype=float), len(turns), axis=0)
    return chart.xy(all_moved(starts, turns, np.full(len(turns), by_m)))


def _turns() -> Floats:
    return np.linspace(0.0, 360.0, _CHORDS, endpoint=False)
