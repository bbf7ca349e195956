"""Tables of places with a header: OCHA's settlements and areas in both their schemas, and anybody's own columns.

Which column holds what is told by the headers, whatever their case; a map says it where they do not. What stands in
no column (the country of a table of one country) is told by the caller.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from trucewatch.errors import DocumentError
from trucewatch.geography.listed import AREA_M, SITE_M, BadRow, ListedPlace, position, radius_of
from trucewatch.geography.rows import AREAS, SETTLEMENTS
from trucewatch.intake.rows import text_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FIELDS = (
    "id", "name", "names", "lat", "lon", "radius_m", "kind", "country", "admin", "population", "pcode"
)  # fmt: skip
"""Keys of a map. `names` may be said of several columns, parted by commas; a cell of it by semicolons or bars."""

_HEADERS: dict[str, tuple[str, ...]] = {
    "id": ("id",),
    "name": ("name", "name_en", "place", "place_name"),
    "lat": ("lat", "latitude", "point_y", "y", "y_coord", "lat_dd", "center_lat"),
    "lon": ("lon", "long", "lng", "longitude", "point_x", "x", "x_coord", "lon_dd", "long_dd", "center_lon"),
    "radius_m": ("radius_m",),
    "kind": ("kind", "class", "type", "place_type"),
    "country": ("country", "iso2", "iso_code", "country_code", "adm0_pcode"),
    "admin": ("admin", "admin1", "adm1_pcode"),
    "population": ("population", "pop"),
    "pcode": ("pcode", "p_code"),
}
_NAMES = re.compile(r"names?_[a-z]{2}|alternative_names|alt_names?|other_names?|name_alt\d?|alternate_names?")
_LEVEL = re.compile(r"adm(?:in)?(?P<level>\d)_?(?P<what>en|pcode|p_code|name\d?|ref|[a-z]{2}|alt\d_?[a-z]{2}|ref_name)")
_ALT = re.compile(r"adm(?:in)?(?P<level>\d)_?(?:alt\d?_?[a-z]{2})|admin(?P<wide>\d)(?:alt|ref)[a-z\d_]*")
_KINDS = {
    "city": "settlement", "town": "settlement", "village": "settlement", "hamlet": "settlement",
    "populated place": "settlement", "neighbourhood": "settlement", "locality": "settlement", "camp": "site",
}  # fmt: skip
_AREA_LEVELS = {0: "country", 1: "province"}
_SETTLEMENT_LEVEL = 4
_DATED = ("valid_on", "validon", "date")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the caller says of a table: a map of our fields to headers, a country, a kind (settlement or area)."""

    columns: Mapping[str, str] = field(default_factory=dict)
    country: str | None = None
    kind: str | None = None
    sheet: str | None = None
    header_row: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Which headers hold what. `level` is the level of the table's own rows where it is OCHA's, else None.

    `codes` are the columns of the areas that hold a row, the first level first.
    """

    one: Mapping[str, str]
    names: tuple[str, ...]
    codes: tuple[str, ...]
    level: int | None
    dated: str | None
    has_points: bool


def columns_of(header: Sequence[str], told: Told, *, shapes: bool, name: str) -> Columns:
    """Say which column holds what; `shapes`: each row comes with a geometry.

    Raises:
        DocumentError: the map names what is not there, or no column holds names or positions.
    """
    by_low = {head.casefold().strip(): head for head in header if head.strip()}
    one = _mapped(told.columns, by_low, header, name)
    extra = [by_low[part.strip().casefold()] for part in one.pop("names", "").split(",") if part.strip()]
    level = None if "name" in one else _level(by_low)
    if level is not None:
        _by_level(one, by_low, level)
    for wanted, words in _HEADERS.items():
        found = next((by_low[word] for word in words if word in by_low), None)
        if wanted not in one and found is not None:
            one[wanted] = found
    others = [head for low, head in by_low.items() if _holds_names(low, level)]
    names = tuple(dict.fromkeys(head for head in (*extra, *others) if head != one.get("name")))
    _need(one, header, shapes=shapes, name=name)
    return Columns(
        one=one,
        names=names,
        codes=_codes(by_low, level),
        level=level,
        dated=next((by_low[word] for word in _DATED if word in by_low), None),
        has_points="lat" in one,
    )


def place(
    number: int, row: Mapping[str, Any], columns: Columns, told: Told, shape: Mapping[str, Any] | None = None
) -> ListedPlace | BadRow:
    """Return the place of one row or feature."""

    def cell(wanted: str) -> str:
        return text_of(row.get(columns.one[wanted])) if wanted in columns.one else ""

    try:
        name = cell("name")
        others = [other for head in columns.names for other in re.split(r"[;|]", text_of(row.get(head)))]
        names = [stripped for other in (name, *others) if (stripped := other.strip())]
        _check_names(names)
        kind = _kind(cell("kind"), columns, told, shape)
        drawn = _drawn(shape) if shape else None
        lat, lon, radius_m = _where(cell, kind, columns, drawn)
        pcode = cell("pcode") or None
        codes = [code for head in columns.codes if (code := text_of(row.get(head)).replace(".", "-"))]
        return ListedPlace(
            line=number,
            ref=_ref(cell("id"), pcode, number),
            name=names[0],
            others=tuple(dict.fromkeys(names[1:])),
            kind=kind,
            lat=lat,
            lon=lon,
            radius_m=radius_m,
            country=_country(cell("country"), pcode, told),
            divisions=tuple(codes) or tuple(filter(None, (cell("admin"),))),
            pcode=pcode,
            population=_people(cell("population")),
            outline=drawn.outline if drawn else None,
            changed=text_of(row.get(columns.dated))[:10] or None if columns.dated else None,
        )
    except ValueError as error:
        return BadRow(line=number, reason=str(error))


def _mapped(given: Mapping[str, str], by_low: Mapping[str, str], header: Sequence[str], name: str) -> dict[str, str]:
    one: dict[str, str] = {}
    for key, head in given.items():
        if key not in FIELDS:
            raise DocumentError(f"the map's key {key!r} is none of ours: {', '.join(FIELDS)}", document=name)
        for part in head.split(",") if key == "names" else [head]:
            if part.casefold().strip() not in by_low:
                listed = ", ".join(map(repr, header[:30]))
                raise DocumentError(f"the map says {key} = {part!r}, but the headers are {listed}", document=name)
        one[key] = head if key == "names" else by_low[head.casefold().strip()]
    return one


def _level(by_low: Mapping[str, str]) -> int | None:
    """Return the finest level that has a name and a code of its own: the level of the rows."""
    found = [match for low in by_low if (match := _LEVEL.fullmatch(low))]
    coded = {int(m["level"]) for m in found if m["what"] in {"pcode", "p_code"}}
    named = {int(m["level"]) for m in found if m["what"] not in {"pcode", "p_code"}}
    return max(coded & named, default=None)


def _by_level(one: dict[str, str], by_low: Mapping[str, str], level: int) -> None:
    if {"name_en", "pcode"} <= by_low.keys():
        return  # the rows have a name and a code beside those of the areas that hold them
    for prefix in (f"adm{level}", f"admin{level}"):
        for wanted, words in (
            ("name", ("_en", "_name", "name_en", "name", "_ref", "_fr")),
            ("pcode", ("_pcode", "pcode")),
        ):
            found = next((by_low[prefix + word] for word in words if prefix + word in by_low), None)
            if found is not None:
                one.setdefault(wanted, found)


def _holds_names(low: str, level: int | None) -> bool:
    if _NAMES.fullmatch(low):
        return True
    if match := _ALT.fullmatch(low):
        return int(match["level"] or match["wide"]) == level
    match = _LEVEL.fullmatch(low)
    return match is not None and int(match["level"]) == level and "code" not in match["what"]


def _codes(by_low: Mapping[str, str], level: int | None) -> tuple[str, ...]:
    last = 5 if level is None or {"name_en", "pcode"} <= by_low.keys() else level
    found = []
    for number in range(1, last + 1):
        words = (f"adm{number}_pcode", f"admin{number}pcode", f"admin{number}_pcode")
        head = next((by_low[word] for word in words if word in by_low), None)
        if head is not None:
            found.append(head)
    return tuple(found)


def _need(one: Mapping[str, str], header: Sequence[str], *, shapes: bool, name: str) -> None:
    lacking = [need for need in ("name", "lat", "lon") if need not in one and not (shapes and need != "name")]
    if lacking:
        listed = ", ".join(repr(head) for head in header[:30] if head)
        raise DocumentError(
            f"cannot tell which column holds: {', '.join(lacking)}. The headers are {listed}. "
            f"Say it, e.g. --columns {','.join(f'{need}=HEADER' for need in lacking)}",
            document=name,
        )


def _kind(written: str, columns: Columns, told: Told, shape: Mapping[str, Any] | None) -> str:
    low = written.casefold()
    if told.kind is not None:
        return "settlement" if told.kind == "settlement" else _area_kind(columns)
    if low in SETTLEMENTS | AREAS:
        return low if low in AREAS | {"capital"} else "settlement"
    if low in _KINDS:
        return _KINDS[low]
    if shape is not None and "Polygon" in str(shape.get("type")):
        return _area_kind(columns)
    # OCHA's tables list settlements below the third level, as points; areas above.
    return "settlement" if columns.level is None or columns.level >= _SETTLEMENT_LEVEL else _area_kind(columns)


def _area_kind(columns: Columns) -> str:
    return _AREA_LEVELS.get(2 if columns.level is None else columns.level, "district")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Drawn:
    """A geometry: a point for it, metres from there to its farthest corner, its outline if it has one."""

    lat: float
    lon: float
    radius_m: float
    outline: bytes | None


def _drawn(shape: Mapping[str, Any]) -> _Drawn:
    from trucewatch.intake.gazetteers_outlines import drawn

    lon, lat, radius_m, outline = drawn(shape)
    return _Drawn(lat=lat, lon=lon, radius_m=radius_m, outline=outline)


def _where(cell: Any, kind: str, columns: Columns, drawn: _Drawn | None) -> tuple[float, float, float | None]:
    if drawn is not None and drawn.outline is not None:
        return drawn.lat, drawn.lon, drawn.radius_m
    if columns.has_points and (cell("lat") or cell("lon")):
        written = (cell("lat").replace(",", "."), cell("lon").replace(",", "."))
        lat, lon = position(*written)
    elif drawn is not None:
        lat, lon, written = drawn.lat, drawn.lon, (repr(drawn.lat), repr(drawn.lon))
    else:
        raise ValueError("has no position")
    if given := cell("radius_m"):
        radius_m = float(given.replace(",", "."))
        if not 0 <= radius_m <= 1e7:  # noqa: PLR2004  (more than the Earth)
            raise ValueError(f"radius_m {given!r} is no number of metres")
        return lat, lon, radius_m
    if kind in AREAS:
        return lat, lon, None if columns.level in AREA_M else AREA_M[2]
    if kind == "site":
        return lat, lon, SITE_M
    return lat, lon, radius_of(_people(cell("population")), written)


def _people(written: str) -> int | None:
    digits = re.sub(r"[\s,'  ]", "", written)
    return int(float(digits)) if re.fullmatch(r"\d{1,9}(?:\.\d{1,6})?", digits) and float(digits) else None


def _country(written: str, pcode: str | None, told: Told) -> str:
    if told.country:
        return told.country.upper()
    for code in (written, (pcode or "")[:2]):
        # A p-code begins with the country's two letters.
        if len(code) == 2 and code.isascii() and code.isalpha():  # noqa: PLR2004
            return code.upper()
    raise ValueError("has no country of two letters; say --country XX")


def _ref(ident: str, pcode: str | None, number: int) -> str:
    if pcode:
        return f"pcode:{pcode}"
    return ident or f"row:{number}"


def _check_names(names: list[str]) -> None:
    if not names:
        raise ValueError("has no name")
    if any("\udc80" <= letter <= "\udcff" for name in names for letter in name):
        raise ValueError("is no UTF-8; save the table as UTF-8")
