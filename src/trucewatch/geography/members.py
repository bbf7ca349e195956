"""Which imported settlements belong to a province: by the code of its table, by the area's name, or by its outline.

A code is taken for the province's only where most of the settlements that bear it lie in the built-in province: two
tables may mean different provinces by "12", or the same one by "12" and "SY07".
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.geography.exonyms import folded_names
from trucewatch.geography.gazetteer import split_kind
from trucewatch.geography.imported import DividedPlaces
from trucewatch.geography.names import skeleton
from trucewatch.geography.rows import apart_m

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from trucewatch.geography.imported import FurtherPlaces
    from trucewatch.geography.rows import LonLat, PlaceRow

FIRST_LEVEL = frozenset({"province", "governorate", "region", "oblast"})
"""Kinds of divisions whose settlements the built-in table knows by a code; of a district it does not."""

_MOST_OF, _MOST_CODES = 2 / 3, 64
"""A code means the division where so many of the settlements that bear it lie in it; so many codes are tried."""
_SAMPLE = 200
_BEYOND_M = 10_000.0
"""So far beyond the circle of its built-in settlements a village of a province may lie; farther out it is an error."""
_SAME_M = 500.0
"""Of 81 Syrian places half lie within 160 m of OpenStreetMap's point: so near, two rows are one place."""
_FINE, _COARSE = 0.02, 0.1
"""Degrees of the cells in which one point, or one name, is looked for: its own cell and those that touch it."""

_Grid = dict[tuple[int, int], list["PlaceRow"]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """A first-level division as the built-in table knows it.

    `code` is its country and its code, `circle` its row, `outline` a ring that holds it with some kilometres to spare
    (None where none is drawn), `nearest` says whether the built-in settlement nearest to a place is one of its own.
    """

    code: tuple[str, str]
    circle: PlaceRow
    outline: tuple[LonLat, ...] | None
    nearest: Callable[[PlaceRow], bool]


def of_division(further: FurtherPlaces | None, division: Division) -> tuple[PlaceRow, ...] | None:
    """Return the imported settlements of a division, of every table that tells; None of too many."""
    if not isinstance(further, DividedPlaces):
        return ()
    country, admin = division.code
    countries = frozenset({country})
    areas = _areas(further, countries, division.circle)
    drawn = [wkb for area in areas if (wkb := further.outline(area.id)) is not None]
    within = [of_outline(further, countries, wkb) for wkb in drawn]
    about = of_outline(further, countries, _wkb(division.outline)) if division.outline is not None else ()
    seen = Counter(row.admin for row in about or () if row.admin)
    codes = dict.fromkeys([admin, *(a.admin for a in areas if a.admin), *(c for c, _ in seen.most_common(_MOST_CODES))])
    coded = [further.settlements(countries, admin=each) for each in codes]
    if about is None or any(rows is None for rows in (*coded, *within)):
        return None
    inside = {row.id for row in about}
    among = division.nearest if division.outline is None else lambda row: row.id in inside
    found = [row for rows in coded for row in _coded(rows or (), among)]
    found += [row for rows in within for row in rows or () if not row.admin]
    # The ring has some kilometres to spare: near the border only the towns about it tell whose a village is.
    found += [row for row in about if not row.admin and division.nearest(row)]
    reach_m = division.circle.radius_m + _BEYOND_M
    near = (row for row in found if _apart_m(row, division.circle) <= reach_m)
    return tuple({row.id: row for row in near}.values())


def of_outline(further: FurtherPlaces | None, countries: frozenset[str], wkb: bytes) -> tuple[PlaceRow, ...] | None:
    """Return the imported settlements inside an outline (WKB in longitude and latitude); None of too many."""
    if not isinstance(further, DividedPlaces):
        return ()
    import shapely

    outline = shapely.from_wkb(wkb)
    west, south, east, north = outline.bounds
    rows = further.settlements(countries, box=(west, south, east, north))
    if not rows:
        return rows
    inside = shapely.covers(outline, shapely.points([(row.lon, row.lat) for row in rows]))
    return tuple(row for row, held in zip(rows, inside, strict=True) if held)


def _wkb(ring: tuple[LonLat, ...]) -> bytes:
    import shapely

    return bytes(shapely.to_wkb(shapely.make_valid(shapely.Polygon(ring))))


def each_once(kept: Iterable[PlaceRow], more: Iterable[PlaceRow]) -> Iterator[PlaceRow]:
    """Yield those of some further rows that no row before them is: as near as one point, or near and of a like name."""
    at_all: _Grid = defaultdict(list)
    alike: dict[str, _Grid] = defaultdict(lambda: defaultdict(list))

    def keep(row: PlaceRow) -> None:
        at_all[_cell(row, _FINE)].append(row)
        for bones in _bones(row):
            alike[bones][_cell(row, _COARSE)].append(row)

    for row in kept:
        keep(row)
    for row in more:
        near = any(_apart_m(row, other) <= _SAME_M for other in _about(at_all, row, _FINE))
        named = (other for bones in _bones(row) if bones in alike for other in _about(alike[bones], row, _COARSE))
        if not near and not any(_apart_m(row, other) <= max(row.radius_m, other.radius_m) for other in named):
            keep(row)
            yield row


def _areas(further: FurtherPlaces, countries: frozenset[str], circle: PlaceRow) -> list[PlaceRow]:
    """Return the tables' own rows of a division, by its name's sound; of a table that has two that fit, neither."""
    cores = {core for name in folded_names(circle) for core in (name, split_kind(name)[0])}
    names = {*cores, *(f"{core} {word}" for core in cores for word in FIRST_LEVEL)}
    heard = further.sounding(frozenset(map(skeleton, names)) - {""}, countries) or ()
    named: dict[str, dict[str, PlaceRow]] = {}
    for row in heard:
        near = _apart_m(row, circle) <= circle.radius_m
        if row.imported and row.kind in FIRST_LEVEL and near:
            named.setdefault(row.imported, {})[row.id] = row
    return [row for rows in named.values() if len(rows) == 1 for row in rows.values()]


def _coded(rows: tuple[PlaceRow, ...], among: Callable[[PlaceRow], bool]) -> Iterator[PlaceRow]:
    """Yield the rows of each table in which the code means the division."""
    tables: dict[str | None, list[PlaceRow]] = {}
    for row in rows:
        tables.setdefault(row.imported, []).append(row)
    for held in tables.values():
        sample = held[:: max(len(held) // _SAMPLE, 1)]
        if sum(map(among, sample)) >= _MOST_OF * len(sample):
            yield from held


def _cell(row: PlaceRow, size: float) -> tuple[int, int]:
    return math.floor(row.lon / size), math.floor(row.lat / size)


def _about(grid: _Grid, row: PlaceRow, size: float) -> Iterator[PlaceRow]:
    """Yield what lies in the cell of a row and in the eight around it."""
    east, north = _cell(row, size)
    for i in (-1, 0, 1):
        for j in (-1, 0, 1):
            yield from grid.get((east + i, north + j), ())


def _apart_m(one: PlaceRow, other: PlaceRow) -> float:
    return apart_m((one.lon, one.lat), (other.lon, other.lat))


def _bones(row: PlaceRow) -> set[str]:
    return {skeleton(key) for key in (row.keys or folded_names(row))} - {""}
