"""Many points against one shape: margins in metres, and answers for a million places in a second."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from trucewatch.geography.geodesy import distances_m
from trucewatch.geography.laid_out import laid_out

if TYPE_CHECKING:
    from numpy import bool_, int8
    from numpy.typing import ArrayLike, NDArray

    from trucewatch.geography.geodesy import Floats
    from trucewatch.geography.kinds import Shape
    from trucewatch.geography.laid_out import Ground

YES, NO, UNKNOWN = 1, 0, -1

_SURE_M = 0.25
"""A distance that the chart can mislead by no more than this is measured to one point of the edge only."""

_FAR_M = 1_000_000.0
_SIZES = (1.0, 0.25, 0.06, 0.015, 0.004)
"""Degrees of the cells in which places are settled together, the coarse ones first."""

_DEGREE_M = 111_700.0
"""No degree, of longitude or latitude, is longer."""

_CROWD = 4
_CLOSE_M, _CLOSE_FAR_M = 5.0, 10_000.0


def margins_m(shape: Shape, lons: ArrayLike, lats: ArrayLike) -> Floats:
    """Return for each point the distance to the edge in metres, positive inside, negative outside.

    Within 1,000 km of the edge only the drawing of the edge bounds it (see `laid_out`): it is within 0.3 m. Farther
    out it may be too long by 5 km.
    """
    points = np.column_stack((np.asarray(lons, dtype=float), np.asarray(lats, dtype=float)))
    ground = laid_out(shape)
    spots = ground.chart.xy(points)
    # the antipode of the chart's middle lies nowhere in it: any spot far out stands for it
    spots = np.where(np.isfinite(spots), spots, 1e9)
    flat = shapely.points(spots)
    nearest = shapely.get_coordinates(shapely.shortest_line(ground.edge, flat))[::2]
    away = np.hypot(*(nearest - spots).T)
    margins = distances_m(points, ground.chart.lonlat(nearest))
    misled = away * ground.chart.slope(spots, away)
    unsure = np.flatnonzero((misled * away > _SURE_M) & (away < _FAR_M))
    if len(unsure):
        reach = away[unsure] * (1 + misled[unsure] + misled[unsure] ** 2) + _SURE_M
        margins[unsure] = np.minimum(
            margins[unsure], _least(ground, points[unsure], spots[unsure], flat[unsure], reach)
        )
    far = np.flatnonzero(away >= _FAR_M)
    margins[far] = np.minimum(margins[far], [_to_posts(ground, point) for point in points[far]])
    inside = shapely.contains_xy(ground.body, spots)
    return np.where(inside, margins, -margins)


def judged_all(shape: Shape, lons: ArrayLike, lats: ArrayLike, doubt_m: ArrayLike) -> NDArray[int8]:
    """Return for each point with its metres of doubt 1 (inside), 0 (outside) or -1 (cannot tell), as `judged` does.

    Most points are settled by the cell of a grid they lie in: a point lies no farther from the middle of its cell
    than the margins of the two differ.
    """
    xs, ys = np.asarray(lons, dtype=float), np.asarray(lats, dtype=float)
    doubts = np.broadcast_to(np.asarray(doubt_m, dtype=float), xs.shape)
    answers = np.full(xs.shape, UNKNOWN, dtype=np.int8)
    left = np.arange(len(xs))
    for size in _SIZES:
        if not len(left):
            return answers
        left = left[~_settle_cells(shape, size, (xs, ys, doubts), left, answers)]
    spots, which = np.unique(np.column_stack((xs[left], ys[left])), axis=0, return_inverse=True)
    margins = margins_m(shape, spots[:, 0], spots[:, 1])[which] if len(left) else np.empty(0)
    close = np.abs(np.abs(margins) - doubts[left]) < _CLOSE_M
    for at in np.unique(which[close]):
        # numbers of many digits may differ in the last ones by how many are reckoned at once: here that could matter
        margins[which == at] = margins_m(shape, spots[at, :1], spots[at, 1:])[0]
    answers[left] = _judged(margins, doubts[left])
    return answers


def _least(ground: Ground, points: Floats, spots: Floats, flat: NDArray[np.object_], reach: Floats) -> Floats:
    """Return the least geodesic from each point to those pieces of the edge that the chart shows within `reach`."""
    which, piece = ground.tree.query(flat, predicate="dwithin", distance=reach)
    starts, runs = ground.pieces[piece, 0], ground.pieces[piece, 1] - ground.pieces[piece, 0]
    squares = np.maximum((runs**2).sum(axis=1), np.finfo(float).tiny)
    shares = np.clip(((spots[which] - starts) * runs).sum(axis=1) / squares, 0.0, 1.0)
    lengths = distances_m(points[which], ground.chart.lonlat(starts + shares[:, None] * runs))
    least = np.full(len(points), np.inf)
    np.minimum.at(least, which, lengths)
    return least


def _to_posts(ground: Ground, point: Floats) -> float:
    """Return the least geodesic from a point to the posts: so far out the chart is no guide to the nearest."""
    return float(distances_m(np.repeat(point[None], len(ground.posts), axis=0), ground.posts).min())


def _settle_cells(
    shape: Shape, size: float, places: tuple[Floats, Floats, Floats], left: NDArray[np.intp], answers: NDArray[int8]
) -> NDArray[bool_]:
    """Settle what the middles of cells of `size` degrees settle; say for each of `left` whether it was."""
    xs, ys, doubts = (values[left] for values in places)
    columns, rows = np.floor(xs / size).astype(np.int64), np.floor(ys / size).astype(np.int64)
    cells, which = np.unique(columns * 1_000_003 + rows, return_inverse=True)
    if len(cells) * _CROWD > len(left):
        return np.zeros(len(left), dtype=bool)
    first = np.empty(len(cells), dtype=np.intp)
    first[which] = np.arange(len(left))
    lons, lats = (columns[first] + 0.5) * size, np.clip((rows[first] + 0.5) * size, -90.0, 90.0)
    narrow = np.cos(np.radians(np.clip(np.abs(lats) - size / 2, 0.0, 90.0)))
    # half a cell north and then half a cell east: a way there, so no shorter than the geodesic
    reach = (size / 2 * _DEGREE_M * (1 + narrow))[which]
    margins = margins_m(shape, lons, lats)[which]
    slack = np.where(np.abs(margins) < _FAR_M / 2, _CLOSE_M, _CLOSE_FAR_M)
    certain = np.abs(np.abs(margins) - doubts) > reach + slack
    answers[left[certain]] = _judged(margins[certain], doubts[certain])
    settled: NDArray[bool_] = certain
    return settled


def _judged(margins: Floats, doubts: Floats) -> NDArray[int8]:
    sure = np.abs(margins) > doubts
    return np.where(sure, np.where(margins > 0, YES, NO), UNKNOWN).astype(np.int8)
