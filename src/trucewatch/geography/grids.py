"""Grid references to WGS84 degrees: MGRS squares, and eastings and northings of UTM.

The letters are ours, the projection is PROJ's. A reference names a square, whose middle is the point. What lies beyond
84° N or 80° S has polar grids (UPS); they are refused.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from trucewatch.errors import WrongUseError

if TYPE_CHECKING:
    from trucewatch.geography.rows import LonLat

BANDS = "CDEFGHJKLMNPQRSTUVWX"
"""Bands of latitude from 80° S, each 8° high; X, the last, is 12° high."""
_COLUMNS = ("ABCDEFGH", "JKLMNPQR", "STUVWXYZ")
"""Letters of the eight columns of 100 km, which begin at 100 km east, by zone: 1, 2, 3, then again."""
_ROWS = "ABCDEFGHJKLMNPQRSTUV"
"""Letters of the rows of 100 km, anew every 2,000 km; even zones begin at F."""
_EVEN_ZONES_BEGIN_AT = 5
_SQUARE_M = 100_000.0
_CYCLE_M = 2_000_000.0
_FALSE_NORTHING_M = 10_000_000.0
_HALF_ZONE = 3.0
_WIDE_BANDS = {"V": 9.0, "X": 9.0}
"""Half widths in degrees where zones are wider (south-west Norway, Svalbard)."""
_METRES_PER_DEGREE = 110_500.0
_BEYOND_ZONE = 0.5
"""Degrees; maps carry the grid of a zone somewhat over its edge."""


def from_mgrs(zone: int, band: str, square: str, digits: str) -> tuple[LonLat, float]:
    """Return the middle of an MGRS square and its side in metres.

    Args:
        zone: 1 to 60.
        band: The band's letter, C to X.
        square: Two letters of the square of 100 km.
        digits: Easting and northing within it, as many digits of each, up to five; none for the whole square.

    Raises:
        WrongUseError: there is no such square; says why.
    """
    band, square = band.upper(), square.upper()
    _zone_or_error(zone)
    if band not in BANDS:
        raise WrongUseError(f"{band} is no band of latitude: C to X without I and O; the poles (UPS) are not read")
    half, odd = divmod(len(digits), 2)
    if odd or half > 5:  # noqa: PLR2004
        raise WrongUseError(f"{digits} does not part into an easting and a northing of up to five digits each")
    column = _COLUMNS[(zone - 1) % 3].find(square[0])
    row = _ROWS.find(square[1])
    if column < 0 or row < 0:
        raise WrongUseError(f"zone {zone} has no square {square}")
    side_m = _SQUARE_M / 10**half
    easting, northing = (int(part or 0) * side_m + side_m / 2 for part in (digits[:half], digits[half:]))
    easting += (column + 1) * _SQUARE_M
    northing += (row - (0 if zone % 2 else _EVEN_ZONES_BEGIN_AT)) % len(_ROWS) * _SQUARE_M
    south = band < "N"
    for cycle in range(int(_FALSE_NORTHING_M / _CYCLE_M)):
        point = _lonlat(zone, easting, northing + cycle * _CYCLE_M, south=south)
        if _in_band(point[1], band, side_m) and _in_zone(point[0], zone, band, side_m):
            return point, side_m
    raise WrongUseError(f"{zone}{band} has no square {square}")


def from_utm(
    zone: int, easting: float, northing: float, *, band: str | None = None, south: bool | None = None
) -> LonLat:
    """Return the point of an easting and a northing in metres, by the band's letter or else by the hemisphere.

    Raises:
        WrongUseError: the zone does not reach there, or the point is not in the band.
    """
    _zone_or_error(zone)
    if band is not None:
        band = band.upper()
        if band not in BANDS:
            raise WrongUseError(f"{band} is no band of latitude: C to X without I and O; the poles (UPS) are not read")
        south = band < "N"
    if not (_SQUARE_M <= easting < 9 * _SQUARE_M and 0 <= northing <= _FALSE_NORTHING_M):
        raise WrongUseError(f"{easting:.0f} east, {northing:.0f} north lies in no zone")
    point = _lonlat(zone, easting, northing, south=bool(south))
    if not -80 <= point[1] <= 84:  # noqa: PLR2004
        raise WrongUseError("beyond 84° N and 80° S there is no UTM; the poles (UPS) are not read")
    if band is not None and not _in_band(point[1], band, 0):
        raise WrongUseError(f"{northing:.0f} north does not lie in band {band}")
    if not _in_zone(point[0], zone, band or "V", 0):
        raise WrongUseError(f"{easting:.0f} east lies beyond zone {zone}")
    return point


def half_diagonal_m(side_m: float) -> float:
    """Return how far the corners of a square lie from its middle."""
    return side_m * math.sqrt(0.5)


def _zone_or_error(zone: int) -> None:
    if not 1 <= zone <= 60:  # noqa: PLR2004
        raise WrongUseError(f"{zone} is no zone: they run from 1 to 60")


def _in_band(lat: float, band: str, side_m: float) -> bool:
    """Say whether a square about this latitude has a part in the band; half a metre is for rounding."""
    low = -80.0 + 8.0 * BANDS.index(band)
    high = 84.0 if band == "X" else low + 8.0
    slack = (side_m * 0.75 + 0.5) / _METRES_PER_DEGREE
    return low - slack <= lat <= high + slack


def _in_zone(lon: float, zone: int, band: str, side_m: float) -> bool:
    off = abs((lon - (6 * zone - 183) + 180) % 360 - 180)
    return off <= _WIDE_BANDS.get(band, _HALF_ZONE + _BEYOND_ZONE) + 2 * side_m / _METRES_PER_DEGREE


def _lonlat(zone: int, easting: float, northing: float, *, south: bool) -> LonLat:
    lon, lat = _utm(zone, south)(easting, northing, inverse=True)
    return float(lon), float(lat)


@lru_cache(maxsize=120)
def _utm(zone: int, south: bool) -> Any:  # noqa: FBT001  (a cache's key)
    from pyproj import Proj

    return Proj(proj="utm", zone=zone, south=south, ellps="WGS84")
