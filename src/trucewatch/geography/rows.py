"""Rows of a gazetteer: a place with its names, its point, its radius, and where that comes from."""

from __future__ import annotations

import csv
import io
import math
from dataclasses import dataclass

from trucewatch.errors import WrongUseError

LonLat = tuple[float, float]

AREAS = frozenset({"province", "governorate", "region", "district", "area", "country", "zone", "oblast"})
"""Kinds whose circle holds other places."""
SETTLEMENTS = frozenset({"settlement", "city", "capital", "town", "village"})
_EARTH_M = 6_371_008.8


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow:
    """One place. `radius_m` is the radius about the point that holds the place and the doubt about it.

    A table may list a name whose place nobody knows, or a line with a geometry of its own: position and radius are
    NaN then, `placed` is False, and the name is never found elsewhere. `keys` holds further names, already folded.
    `country` is the ISO 3166 code of two letters, `admin` the code of the first-level division; None where unknown.
    `imported` names the table that a user imported, None for a case's own and for built-in places.
    """

    id: str
    name: str
    alternative_names: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    kind: str
    lat: float
    lon: float
    radius_m: float
    country: str | None = None
    admin: str | None = None
    population: int | None = None
    source: str | None = None
    licence: str | None = None
    imported: str | None = None

    @property
    def placed(self) -> bool:
        """Say whether a point is known."""
        return not math.isnan(self.lat)


def rows_from_csv(text: str, *, name: str = "places.csv") -> tuple[PlaceRow, ...]:
    """Read a table with the columns id, name, alternative_names, name_ar, kind, lat, lon, radius_m, source, licence.

    Alternative names are parted by semicolons; `country`, `admin` and `population` are read where there are such
    columns. A row without a position keeps its name from being sought elsewhere. `name` is used in errors.

    Raises:
        WrongUseError: a column is missing or a number is none; says the line.
    """
    table = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    rows = []
    for line in table:
        try:
            rows.append(_row(line))
        except (KeyError, ValueError, TypeError) as error:
            raise WrongUseError(
                f"{name}:{table.line_num}: {error} is missing or wrong. Give id, name, kind, lat, lon and radius_m."
            ) from error
    return tuple(rows)


def _row(line: dict[str, str]) -> PlaceRow:
    others = [other.strip() for other in (line.get("alternative_names") or "").split(";")]
    others.append((line.get("name_ar") or "").strip())
    numbers = (line["lat"], line["lon"], line["radius_m"])
    lat, lon, radius_m = map(float, numbers) if any(numbers) else (math.nan,) * 3
    if any(numbers) and not (abs(lat) <= 90 and abs(lon) <= 180 and 0 <= radius_m < math.inf):  # noqa: PLR2004
        raise ValueError(f"position {lat}, {lon} within {radius_m} m")
    population = (line.get("population") or "").strip()
    return PlaceRow(
        id=line["id"],
        name=line["name"],
        alternative_names=tuple(dict.fromkeys(filter(None, others))),
        kind=line["kind"],
        lat=lat,
        lon=lon,
        radius_m=radius_m,
        country=line.get("country") or None,
        admin=line.get("admin") or None,
        population=int(population) if population else None,
        source=line.get("source") or None,
        licence=line.get("licence") or None,
    )


def apart_m(one: LonLat, other: LonLat) -> float:
    """Return metres between two points on a sphere; up to 0.6 % off the ellipsoid, for telling places apart only."""
    lat, lat2 = math.radians(one[1]), math.radians(other[1])
    h = math.sin((lat2 - lat) / 2) ** 2
    h += math.cos(lat) * math.cos(lat2) * math.sin(math.radians(other[0] - one[0]) / 2) ** 2
    return 2 * _EARTH_M * math.asin(math.sqrt(min(h, 1.0)))


def moved(start: LonLat, *, bearing: float, by_m: float) -> LonLat:
    """Return the point `by_m` metres from `start` on a bearing in degrees, on a sphere."""
    lat, turn, angle = math.radians(start[1]), math.radians(bearing), by_m / _EARTH_M
    lat2 = math.asin(math.sin(lat) * math.cos(angle) + math.cos(lat) * math.sin(angle) * math.cos(turn))
    east = math.atan2(
        math.sin(turn) * math.sin(angle) * math.cos(lat), math.cos(angle) - math.sin(lat) * math.sin(lat2)
    )
    return (start[0] + math.degrees(east) + 540) % 360 - 180, math.degrees(lat2)
