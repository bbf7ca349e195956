"""Charts: the ground around a zone laid flat without bending angles, so that near and far keep their order.

A chart is the oblique stereographic projection of the ellipsoid. It is conformal: around each point it stretches all
directions alike, and by a scale that changes slowly. So the nearest point of an edge is found flat, and measured as a
geodesic; `slope` says how much a distance in the chart may mislead.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from pyproj import Proj

if TYPE_CHECKING:
    from trucewatch.geography.geodesy import Floats

_RADIUS_M = 6_356_000.0
_BY_ELLIPSOID = 5.4e-10
"""The most by which the scale between ellipsoid and conformal sphere changes in a metre: e² / 2, over the radius."""


@dataclass(frozen=True, slots=True, eq=False)
class Chart:
    """A conformal projection around a point, where its scale is 1: rows (lon, lat) to rows (x, y) and back."""

    projection: Any

    def xy(self, points: Floats) -> Floats:
        """Return where points lie in the chart, in metres; not finite for the antipode of its middle."""
        return np.column_stack(self.projection(points[:, 0], points[:, 1]))

    def lonlat(self, xy: Floats) -> Floats:
        """Return the points that lie there in the chart."""
        return np.column_stack(self.projection(xy[:, 0], xy[:, 1], inverse=True))

    def slope(self, xy: Floats, reach_m: Floats) -> Floats:
        """Return the most by which the scale changes per metre of the chart within `reach_m` of points, relatively."""
        out = np.hypot(xy[:, 0], xy[:, 1]) + reach_m
        found: Floats = out / (2 * _RADIUS_M**2) + _BY_ELLIPSOID
        return found


def chart_around(points: Floats) -> Chart:
    """Return the chart whose middle is the middle of rows (lon, lat), wherever they lie on Earth."""
    lons, lats = np.radians(points[:, 0]), np.radians(points[:, 1])
    up = np.column_stack((np.cos(lats) * np.cos(lons), np.cos(lats) * np.sin(lons), np.sin(lats)))
    middle = (up.min(axis=0) + up.max(axis=0)) / 2
    if not np.any(middle):  # points all around the globe have no middle: any of them will do
        middle = up[0]
    lon, lat = np.arctan2(middle[1], middle[0]), np.arctan2(middle[2], np.hypot(middle[0], middle[1]))
    return Chart(Proj(proj="stere", lon_0=np.degrees(lon), lat_0=np.degrees(lat), ellps="WGS84"))
