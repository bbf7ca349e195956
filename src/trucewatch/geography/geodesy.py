"""Geodesics on the WGS84 ellipsoid: distances, bearings, moves, and lines filled with points. Bearings are degrees."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy import float64
    from numpy.typing import NDArray

    from trucewatch.geography.kinds import LonLat

    Floats = NDArray[float64]

_STEP_M = 5_000.0
"""A geodesic of this length bends by less than 8 cm in a conformal chart 3,000 km wide."""


def distance_m(a: LonLat, b: LonLat) -> float:
    """Return the geodesic distance in metres."""
    return float(_geod().inv(*a, *b)[2])


def distances_m(one: Floats, other: Floats) -> Floats:
    """Return the geodesic distances in metres between rows (lon, lat) of two tables."""
    found: Floats = _geod().inv(one[:, 0], one[:, 1], other[:, 0], other[:, 1])[2]
    return found


def bearing(a: LonLat, b: LonLat) -> float:
    """Return the bearing at which the geodesic from `a` to `b` sets out."""
    return float(_geod().inv(*a, *b)[0])


def moved(point: LonLat, bearing: float, metres: float) -> LonLat:
    """Return the point that lies so many metres from `point` at that bearing."""
    lon, lat, _ = _geod().fwd(*point, bearing, metres)
    return (float(lon), float(lat))


def all_moved(points: Floats, bearings: Floats, metres: float | Floats) -> Floats:
    """Return rows (lon, lat), each moved at its own bearing by so many metres: all alike, or each its own."""
    import numpy as np

    lons, lats, _ = _geod().fwd(points[:, 0], points[:, 1], bearings, np.full(len(points), metres))
    return np.column_stack((lons, lats))


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """The geodesic between two points that follow one another, filled with points at most 5 km apart.

    `points` are rows (lon, lat) with both ends, `bearings` the direction of the geodesic at each, `metres` how far
    each lies from the first.
    """

    points: Floats
    bearings: Floats
    metres: Floats


def stretches(points: Sequence[LonLat]) -> list[Stretch]:
    """Return the stretches of a line; a point that repeats the one before makes none."""
    return [_stretch(a, b) for a, b in pairwise(points) if a != b]


def filled(points: Sequence[LonLat]) -> Floats:
    """Return a line or ring as rows (lon, lat) with its geodesics filled with points; a lone point stays alone."""
    import numpy as np

    run = stretches(points)
    return np.concatenate([np.array(points[:1], dtype=float), *(stretch.points[1:] for stretch in run)])


def _stretch(a: LonLat, b: LonLat) -> Stretch:
    import numpy as np

    out, back, length = _geod().inv(*a, *b)
    metres = np.linspace(0.0, length, max(ceil(length / _STEP_M), 1) + 1)
    inner = metres[1:-1]
    start = np.full(len(inner), 1.0)
    lons, lats, behind = _geod().fwd(a[0] * start, a[1] * start, out * start, inner)
    return Stretch(
        points=np.array([a, *zip(lons, lats, strict=True), b], dtype=float),
        bearings=np.array([out, *(behind + 180.0), back + 180.0], dtype=float),
        metres=metres,
    )


@lru_cache(maxsize=1)
def _geod() -> Any:
    from pyproj import Geod

    return Geod(ellps="WGS84")
