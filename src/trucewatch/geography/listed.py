"""A row of somebody's gazetteer on its way in, and the rule by which it gets its radius."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.geography.seed import settlement_radius_m

if TYPE_CHECKING:
    from collections.abc import Collection

SITE_M = 1_500.0
"""A building, camp or crossing: one point is all that a table says of it. Not measured."""
WIDE_SITE_M = 5_000.0
"""A hill, lake, park or wood. Not measured."""
RANGE_M = 25_000.0
"""A range of mountains, a plain or a valley. Not measured."""
AREA_M = {1: 100_000.0, 2: 40_000.0, 3: 20_000.0, 4: 10_000.0}
"""An administrative area by its level, where neither an outline nor the settlements in it say how wide it is."""

_METRES_PER_DEGREE = 111_000.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPlace:
    """One place as a table lists it. `line` is the file's line, or the number of the row or feature, from 1.

    `ref` is its own identity in the table. `radius_m` None: an area whose width follows from the settlements that the
    same table puts into it. `divisions` are the codes of the administrative areas that hold it, the first level
    first; for an area its own code is the last. `outline` is its polygon as WKB, simplified, in (lon, lat).
    """

    line: int
    ref: str
    name: str
    others: tuple[str, ...] = ()
    kind: str
    lat: float
    lon: float
    radius_m: float | None
    country: str
    divisions: tuple[str, ...] = ()
    pcode: str | None = None
    population: int | None = None
    outline: bytes | None = None
    changed: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BadRow:
    """A row that is no place: its line and what is wrong with it. `fault` False: left out on purpose, no fault."""

    line: int
    reason: str
    fault: bool = True


def radius_of(people: int | None, written: Collection[str]) -> float:
    """Return metres for a settlement, by its people, and no less than its coarser coordinate can mean.

    `written` are latitude and longitude as the table has them: the last decimal bounds what they say.
    """
    decimals = min(len(number.partition(".")[2]) for number in written)
    return max(settlement_radius_m(people or 0), _METRES_PER_DEGREE * 10.0**-decimals)


def position(lat: str, lon: str) -> tuple[float, float]:
    """Return latitude and longitude as numbers.

    Raises:
        ValueError: one is no number or lies beyond the poles or the date line.
    """
    try:
        north, east = float(lat), float(lon)
    except ValueError:
        raise ValueError(f"latitude {lat!r} and longitude {lon!r} are no numbers") from None
    if not (abs(north) <= 90 and abs(east) <= 180):  # noqa: PLR2004
        raise ValueError(f"latitude {lat} and longitude {lon} lie beyond 90 and 180 degrees")
    return north, east
