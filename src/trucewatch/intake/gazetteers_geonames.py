"""Country dumps of GeoNames, and its alternate names: tab-separated, no header, one line a place or a name.

The columns are those of the readme beside the dumps (https://download.geonames.org/export/dump/).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.geography.listed import (
    RANGE_M,
    SITE_M,
    WIDE_SITE_M,
    BadRow,
    ListedPlace,
    position,
    radius_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

COLUMNS = 19
NAME_COLUMNS = range(4, 11)
"""alternateNames has 8, alternateNamesV2 10; the last ones may be left out where they are empty."""

LICENCE = "CC BY 4.0"
CREDIT = "GeoNames (https://www.geonames.org), CC BY 4.0"

_LINES = ("STM", "CNL", "WAD", "DTCH", "OCN", "SEA", "GULF", "STRT", "CHN", "RVN", "TRB", "DCK", "OVF")
_WIDE = frozenset({"T", "L", "V", "H"})
_RANGES = frozenset({"MTS", "PLAT", "PLN", "DSRT", "VAL", "VALS", "RGN", "RGNE", "RGNH", "PEN", "FRST"})
_NO_NAMES = frozenset({"link", "wkdt", "post", "iata", "icao", "faac", "tcid", "unlc", "phon", "piny", "abbr"})
"""What stands in the column for the language where the entry is a code, a web address or no name that people write."""
_LONGEST_NAME = 200


def place(number: int, line: bytes) -> ListedPlace | BadRow:
    """Return the place of a line of a dump."""
    try:
        fields = line.decode("utf-8").split("\t")
    except UnicodeDecodeError:
        return BadRow(line=number, reason="is no UTF-8")
    if len(fields) != COLUMNS:
        return BadRow(line=number, reason=f"has {len(fields)} columns, a dump of GeoNames has {COLUMNS}")
    ident, name, ascii_name, others = fields[0], fields[1], fields[2], fields[3]
    feature_class, code, country = fields[6], fields[7], fields[8]
    if reason := _left_out(feature_class, code):
        return BadRow(line=number, reason=reason, fault=False)
    if not ident.isdecimal() or not name.strip() or len(country) != 2:  # noqa: PLR2004
        return BadRow(line=number, reason=f"has no id, name or country ({ident!r}, {name[:40]!r}, {country!r})")
    people = int(fields[14]) if fields[14].isdecimal() else 0
    try:
        lat, lon = position(fields[4], fields[5])
    except ValueError as error:
        return BadRow(line=number, reason=str(error))
    kind = _kind(feature_class, code)
    names = dict.fromkeys((ascii_name, *others.split(",")))
    return ListedPlace(
        line=number,
        ref=f"geonames:{ident}",
        name=name,
        others=tuple(n for n in names if n and n != name and not _is_code(n)),
        kind=kind,
        lat=lat,
        lon=lon,
        radius_m=_radius(kind, feature_class, code, people, (fields[4], fields[5])),
        country=country,
        divisions=_divisions(fields[10:14], _level(code)),
        population=people or None,
        changed=fields[18] or None,
    )


def further_name(number: int, line: bytes, held: Callable[[int], bool]) -> tuple[int, str, str] | BadRow:
    """Return (line, id of the place, name) of a line of alternate names; the name is empty where it is not wanted."""
    fields = line.split(b"\t")
    if len(fields) not in NAME_COLUMNS or not fields[1].isdigit():
        return BadRow(line=number, reason=f"has {len(fields)} columns; alternate names have 8 or 10, an id second")
    if not held(int(fields[1])) or fields[2].decode("ascii", "replace") in _NO_NAMES:
        return number, "", ""
    try:
        name = fields[3].decode("utf-8").strip()
    except UnicodeDecodeError:
        return BadRow(line=number, reason="is no UTF-8")
    wanted = 0 < len(name) <= _LONGEST_NAME and not name.startswith("http")
    return number, f"geonames:{fields[1].decode()}", name if wanted else ""


class Held:
    """The ids that are staged, a bit each: 12 million take 2 MB."""

    def __init__(self, refs: Iterator[str]) -> None:
        """Note the ids."""
        self._bits = bytearray()
        for ref in refs:
            self._add(int(ref.removeprefix("geonames:")))

    def __call__(self, ident: int) -> bool:
        """Say whether an id is held."""
        return ident >> 3 < len(self._bits) and bool(self._bits[ident >> 3] >> (ident & 7) & 1)

    def _add(self, ident: int) -> None:
        if ident >> 3 >= len(self._bits):
            self._bits.extend(bytes((ident >> 3) - len(self._bits) + 4096))
        self._bits[ident >> 3] |= 1 << (ident & 7)


def _left_out(feature_class: str, code: str) -> str | None:
    if code.startswith(("PCL", "CONT")):
        return "countries and continents are known already"
    if feature_class in {"R", "U"} or (feature_class == "H" and code.startswith(_LINES)):
        return "a road, a stream or a sea has no point"
    return None


def _kind(feature_class: str, code: str) -> str:
    if feature_class == "P":
        return "capital" if code == "PPLC" else "settlement"
    if feature_class == "A":
        return "province" if code == "ADM1" else "district" if code.startswith("ADM") else "area"
    return "site"


def _radius(kind: str, feature_class: str, code: str, people: int, written: tuple[str, str]) -> float | None:
    if kind in {"settlement", "capital"}:
        return radius_of(people, written)
    if feature_class == "A":
        return None if kind in {"province", "district"} else RANGE_M
    if code in _RANGES:
        return RANGE_M
    return WIDE_SITE_M if feature_class in _WIDE else SITE_M


def _level(code: str) -> int:
    return int(code[3]) if code.startswith("ADM") and code[3:4].isdecimal() else 4


def _divisions(codes: list[str], level: int) -> tuple[str, ...]:
    kept = []
    for code in codes[:level]:
        if not code:
            break
        kept.append(code.replace(".", "-"))
    return tuple(kept)


def _is_code(name: str) -> bool:
    """Say whether a name among the others is an airport's code, as ALP for Aleppo."""
    return len(name) == 3 and name.isascii() and name.isupper()  # noqa: PLR2004
