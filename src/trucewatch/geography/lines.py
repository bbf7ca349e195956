"""Lines: where a point lies along one and off it, its length, its parts, and which of its sides is north."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from trucewatch.geography.geodesy import bearing, distance_m, distances_m, moved, stretches
from trucewatch.geography.kinds import Line

if TYPE_CHECKING:
    from trucewatch.geography.charts import Chart
    from trucewatch.geography.geodesy import Floats
    from trucewatch.geography.kinds import LonLat

_QUARTER = 90.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Along:
    """Where a point lies to a line: metres from its start, metres from it (left is positive), the nearest point.

    `beyond` is True where the nearest point is an end of the line and the point lies past it.
    """

    along_m: float
    offset_m: float
    nearest: LonLat
    beyond: bool


def along(line: Line, point: LonLat) -> Along:
    """Return where `point` lies to `line`, measured as geodesics.

    `offset_m` is the distance to the nearest point of the line, also past its ends.
    """
    import numpy as np

    laid = _measured(line)
    here = np.array([point], dtype=float)
    spot = laid.chart.xy(here)
    starts, runs = laid.xy[:-1], np.diff(laid.xy, axis=0)
    squares = np.maximum((runs**2).sum(axis=1), np.finfo(float).tiny)
    shares = ((spot - starts) * runs).sum(axis=1) / squares
    feet = starts + np.clip(shares, 0.0, 1.0)[:, None] * runs
    away = np.hypot(*(feet - spot).T)
    least = away.min(keepdims=True)
    near = np.flatnonzero(away <= least * (1 + 2 * least * laid.chart.slope(spot, least)) + 1)
    found = laid.chart.lonlat(feet[near])
    lengths = distances_m(np.repeat(here, len(near), axis=0), found)
    best = int(lengths.argmin())
    i = int(near[best])
    foot = laid.points[i + int(shares[i] >= 1)] if not 0 < shares[i] < 1 else found[best]
    left = _is_left(runs, spot[0] - starts, shares, i)
    nearest = (float(foot[0]), float(foot[1]))
    off = float(lengths[best])
    past = (i == 0 and shares[i] < 0) or (i == len(runs) - 1 and shares[i] > 1)
    start = laid.points[i]
    return Along(
        along_m=float(laid.metres[i]) + distance_m((float(start[0]), float(start[1])), nearest),
        offset_m=off if left else -off,
        nearest=nearest,
        beyond=bool(past),
    )


def _is_left(runs: Floats, ways: Floats, shares: Floats, i: int) -> bool:
    """Say whether a point lies left of a line, nearest to its segment `i`; `ways` lead from the segments' starts to it.

    Off the outside of a sharp bend it may lie left of one segment and right of the other: it is on the outer side.
    """
    cross = runs[:, 0] * ways[:, 1] - runs[:, 1] * ways[:, 0]
    before = i if shares[i] >= 1 else i - 1
    if shares[i] >= 1 or shares[i] <= 0:
        joint = 0 <= before < len(runs) - 1 and shares[before] >= 1 and shares[before + 1] <= 0
        if joint and (cross[before] >= 0) != (cross[before + 1] >= 0):
            turn = runs[before, 0] * runs[before + 1, 1] - runs[before, 1] * runs[before + 1, 0]
            return bool(turn < 0)
    return bool(cross[i] >= 0)


def at(line: Line, *, along_m: float, offset_m: float = 0.0) -> LonLat:
    """Return the point `along_m` from the start of the line and `offset_m` square from it (left is positive).

    Raises:
        ValueError: `along_m` lies beyond an end of the line.
    """
    laid = _measured(line)
    if not 0 <= along_m <= length_m(line):
        raise ValueError(f"{along_m:.0f} m lies beyond the line, which is {length_m(line):.0f} m long")
    i = max(int((laid.metres[:-1] <= along_m).sum()) - 1, 0)
    start, end = ((float(lon), float(lat)) for lon, lat in laid.points[i : i + 2])
    foot = moved(start, bearing(start, end), along_m - float(laid.metres[i]))
    # the azimuth turns along a geodesic: take it at the foot, not at the vertex
    ahead = bearing(foot, end) if distance_m(foot, end) > 1 else bearing(end, start) + 2 * _QUARTER
    return moved(foot, ahead + (-_QUARTER if offset_m >= 0 else _QUARTER), abs(offset_m))


@lru_cache(maxsize=256)
def part(line: Line, first: LonLat, last: LonLat) -> Line:
    """Return the stretch of a line between the points nearest to two places, running from `first` to `last`."""
    one, two = along(line, first), along(line, last)
    low, high = sorted((one, two), key=lambda place: place.along_m)
    # a vertex within a metre of the cut would leave a last segment of no sure direction
    kept = [p for p, start in _vertices(line) if low.along_m + 1 < start < high.along_m - 1]
    points = (low.nearest, *kept, high.nearest)
    return Line(points if low is one else tuple(reversed(points)))


@lru_cache(maxsize=256)
def length_m(line: Line) -> float:
    """Return the length of a line in metres."""
    return float(_measured(line).metres[-1])


def farthest_m(line: Line, other: Line) -> float:
    """Return how far the vertices of `other` stray from `line` at most, in metres."""
    return max(abs(along(line, p).offset_m) for p in other.points)


def side_of(line: Line, compass: str) -> str | None:
    """Return the side, left or right along the line, that faces north, south, east or west.

    None where the side has no meaning: north and south where the line runs more north–south than east–west, east and
    west where it does not.
    """
    import numpy as np

    ends = _measured(line).chart.xy(np.array([line.points[0], line.points[-1]], dtype=float))
    east, north = ends[1] - ends[0]
    across, asked_across = abs(east) > abs(north), compass in ("north", "south")
    if across != asked_across or (not east and not north):
        return None
    left_faces = {(True, True): "north", (True, False): "south", (False, True): "west", (False, False): "east"}
    return "left" if compass == left_faces[asked_across, bool(east > 0 if across else north > 0)] else "right"


def north_is_left(line: Line) -> bool | None:
    """Say whether north lies to the left along the line; None where it runs more north-south than east-west."""
    side = side_of(line, "north")
    return None if side is None else side == "left"


@dataclass(frozen=True, slots=True, eq=False)
class _Measured:
    """A line filled with points: in degrees, in its chart, and each in metres from the start."""

    chart: Chart
    points: Floats
    xy: Floats
    metres: Floats


@lru_cache(maxsize=256)
def _measured(line: Line) -> _Measured:
    import numpy as np

    from trucewatch.geography.charts import chart_around

    points, metres = np.array(line.points[:1], dtype=float), np.zeros(1)
    for stretch in stretches(line.points):
        points = np.concatenate((points, stretch.points[1:]))
        metres = np.concatenate((metres, metres[-1] + stretch.metres[1:]))
    if len(points) == 1:  # a line of no length: all of it is one place
        points, metres = np.repeat(points, 2, axis=0), np.zeros(2)
    chart = chart_around(points)
    return _Measured(chart=chart, points=points, xy=chart.xy(points), metres=metres)


def _vertices(line: Line) -> list[tuple[LonLat, float]]:
    """Return the points of a line with their metres from its start."""
    start, found = 0.0, [(line.points[0], 0.0)]
    for a, b in zip(line.points, line.points[1:], strict=False):
        start += distance_m(a, b)
        found.append((b, start))
    return found
