"""First-level divisions from Natural Earth 1:10m (public domain): what each is called, and the ground that it covers.

Read from the layer `states_provinces` of `world_map.gpkg`, which QGIS carries (Debian: `qgis-common`, in
`/usr/share/qgis/resources/data`), generalised and without most of its columns.

A division of GeoNames has the units that its settlements lie in: a unit belongs to the code that four in five of its
settlements bear, and a code's ground is known where four in five of its settlements lie in its units. So a division
that was parted since, or never was one, is no division's ground. To which country a unit belongs is left to GeoNames.
"""

from __future__ import annotations

import re
import sqlite3
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pyproj
import shapely

from trucewatch.geography.names import fold, skeleton

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

SHARE = 0.8
FEWEST = 3
"""So many settlements say whose a unit is; fewer do if all of them agree."""
BESIDE_DEGREES = 0.2
"""A settlement on a coast may lie this far off the drawn one."""
DRAWN_M = 2_000.0
"""The outline may be this far off: its own scale, and what generalising took."""
LARGE_M2 = 2e9
"""A unit of this size is spoken of as a province; a smaller one, in a country of hundreds of units, as a district."""
LETTERS = 3
SPECK, FAR_DEGREES = 0.02, 3.0

_CLASS_WORDS = re.compile(
    r"\b(?:muhafazat|mohafazat|sha`?biyat|sha'biyat|(?:wilayat|velayat|ostan)[- ]e\b|wilayat|wilaya de|wilaya d'|"
    r"province de la|province de l' ?|mayorality of|misto|province du|province de|province d'|province|"
    r"provincia de|provincia|departamento del?|departement du|estado de|estado|state of|state|region of|region|"
    r"régions? d[eu]|rayonu?|rayon|oblast'?|voblasts'?|oblys?y|respublika|republic of|krai|kray|viloyati|vilayet|"
    r"welayaty|division|district|governorate|prefecture|union territory of|county|municipality|raionul|judetul|"
    r"jude[tţ]ul|distrito de|gouvernorat de|mkhare|city)\b",
    re.IGNORECASE,
)
_CLASSES = frozenset({"state", "province", "region", "district", "governorate"})
_SIDES = (("Northern", "North"), ("Southern", "South"), ("Eastern", "East"), ("Western", "West"))
_OF = re.compile(r"^(?:de la|de|del|da|do|dos|di|of the|of|e) |^(?:d'|l')", re.IGNORECASE)
_BARE = frozenset(side.lower() for sides in _SIDES for side in sides) | {"central", "centre", "center", "capital"}
"""What is left of "the Northern State" is no name."""

Point = tuple[float, float]
Code = tuple[str, str]


@dataclass(slots=True)
class Unit:
    """A unit of Natural Earth: its names, and its ground in degrees."""

    iso: str
    names: list[str]
    ground: Any
    settlements: Counter[Code] = field(default_factory=Counter)
    country: str = ""
    code: Code | None = None


@dataclass(slots=True)
class Division:
    """What is known of one division: `ground` in degrees, and the names that it has nowhere else in its country."""

    country: str
    code: str | None
    names: list[str]
    ground: Any


def units_of(package: Path) -> list[Unit]:
    """Return the units of the layer, in its order."""
    with sqlite3.connect(f"file:{package}?mode=ro", uri=True) as connection:
        rows = connection.execute("SELECT geom, iso_a2, name, gn_name FROM states_provinces ORDER BY fid").fetchall()
    return [Unit(iso or "", names_of(name, other), geometry(blob)) for blob, iso, name, other in rows if name or other]


def geometry(blob: bytes) -> Any:
    """Return the shape of a GeoPackage's cell: a header whose length its flags tell, then WKB."""
    box = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}[blob[3] >> 1 & 7]
    return shapely.make_valid(shapely.from_wkb(blob[8 + box :]))


def names_of(*written: str | None) -> list[str]:
    """Return names, whole and without "state" or "muhafazat", and both of "Hasaka (Al Haksa)", each once."""
    found: dict[str, None] = {}
    for text in written:
        for name in re.split(r"[(|)]", text or ""):
            bare = " ".join(_CLASS_WORDS.sub(" ", name).split())
            for form in (name if bare == name else _OF.sub("", bare), name):
                plain = " ".join(form.split()).strip(" ,'-")
                if len(plain) >= LETTERS and plain.lower() not in _BARE and not plain.isupper():
                    found.setdefault(plain)
    for name in [*found]:
        first, _, rest = name.partition(" ")
        for side in _SIDES:
            if first in side and rest.lower() not in _CLASSES:
                found.setdefault(f"{side[first == side[0]]} {rest}")
    return [*found]


def divisions(units: list[Unit], settlements: Iterable[tuple[Code, Point]]) -> list[Division]:
    """Return what is known of GeoNames' divisions, and after them the units that are no division's or part of one.

    Args:
        units: Of `units_of`; what lies in them is noted there.
        settlements: (country, code) and (lon, lat) of every settlement.
    """
    places = list(settlements)
    lying = _lying(units, [point for _, point in places])
    inside: dict[Code, Counter[int]] = defaultdict(Counter)
    for (code, _), number in zip(places, lying, strict=True):
        if number is not None:
            units[number].settlements[code] += 1
            inside[code][number] += 1
    all_of = Counter(code for code, _ in places)
    for unit in units:
        _settle(unit)
    found, part_of = [], defaultdict(list)
    for number, unit in enumerate(units):
        if unit.code is not None:
            part_of[unit.code].append(number)
    for code, numbers in part_of.items():
        if sum(inside[code][number] for number in numbers) < SHARE * all_of[code]:
            for number in numbers:
                units[number].code = None
            continue
        names = [*units[numbers[0]].names] if len(numbers) == 1 else []
        ground = shapely.union_all([units[number].ground for number in numbers])
        found.append(Division(*code, names, ground))
    alone = [unit for unit in units if unit.code is None or len(part_of[unit.code]) > 1]
    found += [Division(unit.country, None, unit.names, unit.ground) for unit in alone if unit.country]
    return _told_apart(found)


def with_namesakes(
    found: list[Division], named: dict[Code, list[str]], places: dict[Code, list[Point]]
) -> list[Division]:
    """Give a division whose ground is not known that of the unit of its name, if it holds half of its settlements.

    The unit may be the division as it was before it was parted: the wider ground is the safer one.

    Args:
        found: What `divisions` returned.
        named: The names of GeoNames' divisions.
        places: (lon, lat) of their settlements.
    """
    known = {(one.country, one.code) for one in found}
    taken: set[int] = set()
    more: list[Division] = []
    for code, names in named.items():
        if code in known:
            continue
        bones = {skeleton(fold(name)) for name in names}
        for number, one in enumerate(found):
            if one.code is not None or one.country != code[0] or number in taken:
                continue
            if not bones & {skeleton(fold(name)) for name in one.names}:
                continue
            here = [one.ground.intersects(shapely.Point(point)) for point in places.get(code, [])]
            if 2 * sum(here) >= len(here):
                taken.add(number)
                more.append(Division(*code, one.names, one.ground))
                break
    return [one for number, one in enumerate(found) if number not in taken] + more


def land_about(places: dict[Code, list[Point]], wanted: Iterable[Code], ground: Any) -> dict[Code, Any]:
    """Return for divisions of one country the land that is nearer to one of their settlements than to any other's.

    Args:
        places: (lon, lat) of the settlements of all divisions of the country.
        wanted: Those whose ground is not known.
        ground: The country's, in degrees.
    """
    points = [(point, code) for code, held in places.items() for point in {*held}]
    if len({point for point, _ in points}) < 2:  # noqa: PLR2004
        return {}
    tree = shapely.STRtree(shapely.points([point for point, _ in points]))
    cells = shapely.voronoi_polygons(shapely.multipoints([point for point, _ in points]), extend_to=ground)
    held: dict[Code, list[Any]] = defaultdict(list)
    asked = set(wanted)
    for cell in cells.geoms:
        number = int(tree.query(cell, predicate="intersects")[0])
        if points[number][1] in asked:
            held[points[number][1]].append(cell)
    lands = {code: shapely.union_all(mine).intersection(ground) for code, mine in held.items()}
    return {code: land for code, land in lands.items() if not land.is_empty}


def _lying(units: list[Unit], points: list[Point]) -> list[int | None]:
    """Return for each point the unit that it lies in, or beside; None in the open sea."""
    tree = shapely.STRtree([unit.ground for unit in units])
    whole = shapely.points(points)
    found: list[int | None] = [None] * len(points)
    near = tree.query_nearest(whole, max_distance=BESIDE_DEGREES, all_matches=False)
    for point, unit in near.T.tolist():
        found[point] = unit
    return found


def _settle(unit: Unit) -> None:
    """Note whose a unit is: its country by most of its settlements, its code where nearly all of them say it."""
    total = unit.settlements.total()
    countries: Counter[str] = Counter()
    for (country, _), number in unit.settlements.items():
        countries[country] += number
    stated = unit.iso if unit.iso.isalpha() else ""
    has_its_own = countries[stated] >= (1 - SHARE) * max(total, 1)
    unit.country = stated if has_its_own or not total else countries.most_common(1)[0][0]
    if not total:
        return
    code, most = unit.settlements.most_common(1)[0]
    if most == total or (total >= FEWEST and most >= SHARE * total):
        unit.code = code


def _told_apart(found: list[Division]) -> list[Division]:
    """Drop names that several divisions of a country are given: at most one of them bears it."""
    given = Counter((one.country, key) for one in found for key in {fold(name) for name in one.names})
    for one in found:
        one.names = [name for name in one.names if given[one.country, fold(name)] == 1]
    return [one for one in found if one.names or one.code is not None]


def circle_of(ground: Any, beside: Iterable[Point]) -> tuple[float, float, int]:
    """Return latitude, longitude and metres of a circle that holds a ground and the points, with what drawing left."""
    points = [*shapely.get_coordinates(shapely.convex_hull(mainland(ground))).tolist(), *map(list, beside)]
    lons, lats = [point[0] for point in points], [point[1] for point in points]
    plane = pyproj.Proj(proj="aeqd", lon_0=sum(lons) / len(lons), lat_0=(min(lats) + max(lats)) / 2, ellps="WGS84")
    xs, ys = plane(lons, lats)
    hoop = shapely.minimum_bounding_circle(shapely.multipoints(list(zip(xs, ys, strict=True))))
    lon, lat = plane(hoop.centroid.x, hoop.centroid.y, inverse=True)
    lon, lat = round(lon, 3), round(lat, 3)
    globe = pyproj.Geod(ellps="WGS84")
    _, _, apart = globe.inv([lon] * len(lons), [lat] * len(lats), lons, lats)
    return lat, lon, int(round(max(apart) + DRAWN_M + 500, -3))


def mainland(ground: Any) -> Any:
    """Return a ground without specks far off: nobody who names Valparaiso means Easter Island, 3,500 km away."""
    parts = getattr(ground, "geoms", [ground])
    largest = max(parts, key=lambda part: part.area)
    kept = [part for part in parts if part.area >= SPECK * ground.area or part.distance(largest) <= FAR_DEGREES]
    return shapely.union_all(kept)


def is_large(ground: Any) -> bool:
    """Say whether a ground is that of a province, not of a town or district."""
    area, _ = pyproj.Geod(ellps="WGS84").geometry_area_perimeter(ground)
    return abs(area) >= LARGE_M2


if __name__ == "__main__":
    sys.exit("read by tools/gazetteer_seed.py")
