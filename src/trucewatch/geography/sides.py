"""The ground on one side of a line: a piece beside each stretch, a sector on the outer side of each bend, laid flat.

The corners of every piece are found by geodesics on the ellipsoid and then put in the chart; neighbours share theirs,
so that no crack stays between them. Each piece grows with the width, so a wider corridor never loses a place; and no
piece reaches past a square end, as whole discs at the bends near it would.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, log2, radians, remainder, sqrt
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from trucewatch.geography.geodesy import Stretch, all_moved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trucewatch.geography.charts import Chart
    from trucewatch.geography.geodesy import Floats

CRACK_M = 0.02
"""What is thinner than twice this, a crack or a sliver, is an artefact of rounding."""

_SAGITTA_M = 0.1
"""How far an arc lies outside the chords that stand for it, at most."""

LEFT, RIGHT = -90.0, 90.0
"""The bearings of the two sides of a line, seen along it."""


@dataclass(frozen=True, slots=True, eq=False)
class _Piece:
    """A ring of rows (lon, lat); its first `base` corners lie on the line."""

    ring: Floats
    base: int


def beside(run: list[Stretch], side: float, width_m: float, *, round_ends: bool, closed: bool = False) -> list[_Piece]:
    """Return the pieces within `width_m` on one side of a line; a `closed` one bends at its first point too."""
    if not width_m or not run:
        return []
    edges = [all_moved(stretch.points, stretch.bearings + side, width_m) for stretch in run]
    pieces = [
        _Piece(np.concatenate((stretch.points, edge[::-1])), len(stretch.points))
        for stretch, edge in zip(run, edges, strict=True)
    ]
    for i in range(0 if closed else 1, len(run)):
        pieces.extend(_bend(run[i - 1], run[i], (edges[i - 1][-1], edges[i][0]), side, width_m))
    if round_ends:
        first, last = run[0], run[-1]
        pieces.append(_sector(first.points[0], first.bearings[0] + side, side, width_m, (edges[0][0], None)))
        pieces.append(_sector(last.points[-1], last.bearings[-1] + side, -side, width_m, (edges[-1][-1], None)))
    return pieces


def disc(centre: Floats, radius_m: float) -> Floats:
    """Return a ring around a point (a row of one)."""
    turns = np.linspace(0.0, 360.0, _steps(360.0, radius_m), endpoint=False)
    return all_moved(np.repeat(centre, len(turns), axis=0), turns, radius_m)


def laid_flat(pieces: list[_Piece], chart: Chart, *, cut: Any = None) -> Iterator[Any]:
    """Yield the pieces as polygons in the chart; of each only what the line `cut` does not hide from its base."""
    for piece in pieces:
        ring = chart.xy(piece.ring)
        body = shapely.Polygon(ring)
        if cut is None or not cut.intersects(body):
            yield body
        else:
            yield shapely.difference(body, shapely.union_all(list(_shadows(cut, body, ring, piece.base))))


def _shadows(cut: Any, body: Any, ring: Floats, base: int) -> Iterator[Any]:
    """Yield the ground that lies behind stretches of the line, seen squarely from a base or outwards from a joint."""
    on_base = shapely.LineString(ring[:base]) if base > 1 else shapely.Point(ring[0])
    within = cut.intersection(body)
    for part in getattr(within, "geoms", [within]):
        corners = shapely.get_coordinates(part)
        for near in np.stack((corners[:-1], corners[1:]), axis=1) if len(corners) > 1 else ():
            if shapely.distance(on_base, shapely.points(near)).max() < CRACK_M:  # the base hides nothing
                continue
            # twice as far out as the piece is deep lies surely beyond it
            far = near + 2 * (_square_off(on_base, ring, near) if base > 1 else _out_from(ring, near))
            yield shapely.MultiPoint(np.concatenate((near, far))).convex_hull


def _square_off(on_base: Any, ring: Floats, spots: Floats) -> Floats:
    """Return the way from the base to the outer edge of a strip, on the height of each spot."""
    base, edge = np.split(ring, 2)
    reached = np.concatenate(([0.0], np.cumsum(np.hypot(*np.diff(base, axis=0).T))))
    heights = shapely.line_locate_point(on_base, shapely.points(spots))
    return np.column_stack([np.interp(heights, reached, (edge[::-1] - base)[:, axis]) for axis in (0, 1)])


def _out_from(ring: Floats, spots: Floats) -> Floats:
    """Return the way from the joint of a sector through each spot, as long as the sector is deep."""
    ways = spots - ring[0]
    deep = float(np.hypot(*(ring[1] - ring[0])))
    lengths = np.maximum(np.hypot(*ways.T), CRACK_M)
    return np.column_stack([ways[:, axis] / lengths * deep for axis in (0, 1)])


def _bend(before: Stretch, after: Stretch, corners: tuple[Floats, Floats], side: float, width_m: float) -> list[_Piece]:
    turn = remainder(after.bearings[0] - before.bearings[-1], 360.0)
    # turning right, the outer side is the left one, and the other way round; the narrowest gaps close as cracks do
    if turn * side >= 0 or radians(abs(turn)) * width_m < CRACK_M:
        return []
    return [_sector(after.points[0], before.bearings[-1] + side, turn, width_m, corners)]


def _sector(joint: Floats, start: float, turn: float, width_m: float, corners: tuple[Floats, Floats | None]) -> _Piece:
    """Return a sector of a disc from the bearing `start` on; `corners` are its first and, if known, its last corner."""
    steps = _steps(abs(turn), width_m)
    arc = all_moved(np.repeat(joint[None], steps + 1, axis=0), start + turn * np.linspace(0.0, 1.0, steps + 1), width_m)
    arc[0] = corners[0]
    if corners[1] is not None:
        arc[-1] = corners[1]
    return _Piece(np.concatenate((joint[None], arc)), 1)


def _steps(turn: float, radius_m: float) -> int:
    """Return into how many chords an arc is cut: a power of two, so that the chords of a wider arc hold the narrower's.

    The chord of an angle t lies within r t² / 8 of its arc.
    """
    chords = radians(turn) / sqrt(8 * _SAGITTA_M / radius_m)
    return int(2 ** ceil(log2(max(chords, 4.0 if turn > 180 else 1.0))))  # noqa: PLR2004  (a whole disc has an inside)
