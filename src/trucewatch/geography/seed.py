"""The built-in places of the world (see `data/LICENCE.md`), loaded once, when first asked.

Places and names are GeoNames' (CC BY 4.0), the ground of divisions is Natural Earth's (public domain), and regions are
of our own table.
"""

from __future__ import annotations

import gzip
import math
from functools import lru_cache
from importlib import resources

from trucewatch.geography.names import without_article
from trucewatch.geography.rows import LonLat, PlaceRow

FIELDS = ("id", "name", "kind", "country", "admin", "lat", "lon", "radius_m", "population", "names")
"""Of a line, tab-separated; `names` are folded and parted by |. A settlement's radius follows from its people."""
_GEONAMES = "geonames:"
_SOURCES = {"naturalearth": ("Natural Earth", "public domain"), "region": ("Trucewatch, own estimate", "CC0")}
_PARTS_OF_A_DEGREE = 200
"""In which outlines are written: about half a kilometre."""
_LEAST_RADIUS_M = 1_500.0
"""Of 81 Syrian places half lie within 160 m of OpenStreetMap's point, 90 % within 800 m, 95 % within 1.7 km."""
_RADIUS_OF_A_ROOT_M = 6.0
"""Metres for each root of an inhabitant: Damascus 7.5 km, Moscow 19 km."""


def settlement_radius_m(people: int) -> float:
    """Return the radius of a settlement by its people, 0 where nobody counted them."""
    return max(_LEAST_RADIUS_M, _RADIUS_OF_A_ROOT_M * math.sqrt(people))


class Seed:
    """The table's lines, and which of them bear a folded name. A line becomes a row only where it is asked for."""

    def __init__(self, table: str) -> None:
        """Index the table: about 0.2 s of a core for 80,000 places."""
        self._lines = table.split("\n")
        self._named: dict[str, tuple[int, ...]] = {}
        self._of_country: dict[str, tuple[int, int]] = {}
        self._numbers: dict[str, int] | None = None
        named, start, country = self._named, 0, ""
        for number, line in enumerate(self._lines):
            for key in line[line.rindex("\t") + 1 :].split("|"):
                named[key] = (*named[key], number) if key in named else (number,)
            here = line.split("\t", 4)[3]
            if here != country:
                self._of_country[country] = (start, number)
                start, country = number, here
        self._of_country[country] = (start, len(self._lines))

    def named(self, folded: str) -> tuple[PlaceRow, ...]:
        """Return the places that bear a folded name, with or without its article."""
        bare = without_article(folded)
        numbers = self._named.get(folded, ())
        if not numbers and bare != folded:
            numbers = self._named.get(bare, ())
        return tuple(self._row(number) for number in numbers)

    def keys_of(self, ref: str) -> tuple[str, ...]:
        """Return the folded names of the place with an id of this table; none where there is no such place."""
        row = self.with_id(ref)
        return () if row is None else row.keys

    def with_id(self, ref: str) -> PlaceRow | None:
        """Return the place with an id of this table, None where there is no such place.

        Ids say which table a place was taken from: `geonames:164816`, `naturalearth:CD.katanga`, `region:SD.darfur`.
        """
        if self._numbers is None:
            self._numbers = {line[: line.index("\t")]: number for number, line in enumerate(self._lines)}
        number = self._numbers.get(ref.removeprefix(_GEONAMES))
        return None if number is None else self._row(number)

    def of_country(self, country: str) -> tuple[PlaceRow, ...]:
        """Return the places of a country."""
        first, last = self._of_country.get(country, (0, 0))
        return tuple(self._row(number) for number in range(first, last))

    def countries_near(self, lon: float, lat: float, *, within_m: float) -> frozenset[str]:
        """Return the countries that have a place within so many metres, roughly."""
        high = within_m / 111_000
        wide = high / max(math.cos(math.radians(lat)), 0.05)
        found = set()
        for line in self._lines:
            fields = line.split("\t", 7)
            if abs(float(fields[5]) - lat) <= high and abs(float(fields[6]) - lon) <= wide:
                found.add(fields[3])
        return frozenset(found)

    def _row(self, number: int) -> PlaceRow:
        identity, name, kind, country, admin, lat, lon, radius_m, population, names = self._lines[number].split("\t")
        people = int(population)
        source, licence = _SOURCES.get(identity.partition(":")[0], ("GeoNames", "CC BY 4.0"))
        return PlaceRow(
            id=identity if ":" in identity else f"{_GEONAMES}{identity}",
            name=name,
            keys=tuple(names.split("|")),
            kind=kind,
            lat=float(lat),
            lon=float(lon),
            radius_m=float(radius_m) if radius_m else settlement_radius_m(people),
            country=country,
            admin=admin or None,
            population=people,
            source=source,
            licence=licence,
        )


@lru_cache(maxsize=1)
def seed() -> Seed:
    """Return the built-in places."""
    return Seed(_unpacked("places.tsv.gz"))


def outline_of(ref: str) -> tuple[LonLat, ...] | None:
    """Return the corners of a ring that holds a built-in division, by its id; None where it is not drawn as one piece.

    Natural Earth draws for a scale of 1:10 million: what is held is the division and a margin of some kilometres.
    """
    written = _outlines().get(ref)
    if written is None:
        return None
    corners = (corner.split(",") for corner in written.split(" "))
    return tuple((int(lon) / _PARTS_OF_A_DEGREE, int(lat) / _PARTS_OF_A_DEGREE) for lon, lat in corners)


@lru_cache(maxsize=1)
def _outlines() -> dict[str, str]:
    return dict(line.split("\t") for line in _unpacked("outlines.tsv.gz").split("\n"))


def _unpacked(name: str) -> str:
    packed = resources.files("trucewatch.geography").joinpath("data", name).read_bytes()
    return gzip.decompress(packed).decode("utf-8")


@lru_cache(maxsize=64)
def countries_near(lon: float, lat: float, within_m: float) -> frozenset[str]:
    """Return the countries that have a built-in place within so many metres of a point."""
    return seed().countries_near(lon, lat, within_m=within_m)
