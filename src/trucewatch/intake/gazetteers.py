"""Gazetteers of others, read a row at a time: what a file is, and the places it lists.

GeoNames' dumps are known by their columns, OCHA's and other tables by their headers. A row that is no place comes out
as a `BadRow` with its line; only a file that is no such table at all is an error.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from trucewatch.errors import DocumentError, UnreadableError
from trucewatch.geography.listed import BadRow
from trucewatch.intake import gazetteers_geonames as geonames
from trucewatch.intake import gazetteers_tables as own
from trucewatch.intake.gazetteers_streams import Packed, features, lines, packed, text_lines
from trucewatch.intake.rows import raw_rows, text_of
from trucewatch.intake.taken import Given

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from trucewatch.geography.listed import ListedPlace
    from trucewatch.intake.gazetteers_tables import Told

_HEADER_WITHIN = 15
_FEATURES_LOOKED_AT = 20
_LONGEST_CELL = 200_000
_WORKBOOK_BYTES = 200_000_000
_MARKS = {"xlsx": b"PK\x03\x04"}


@dataclass(frozen=True, slots=True, kw_only=True)
class GazetteerFile:
    """A file and what it is: `geonames`, `geonames-names`, `csv`, `xlsx` or `geojson`."""

    table: Packed
    kind: str

    @property
    def ocha(self) -> bool:
        """Say whether its headers could be OCHA's."""
        return self.kind in {"csv", "xlsx", "geojson"}


def recognised(path: Path) -> GazetteerFile:
    """Return what a file is.

    Raises:
        UnreadableError: it is no table of places that we know.
    """
    table = packed(path)
    head = table.head()
    if not head.strip():
        raise UnreadableError("empty: nothing to read. Check the download", document=str(path))
    if head.startswith(_MARKS["xlsx"]):
        return GazetteerFile(table=table, kind="xlsx")
    first = head.lstrip(b"\xef\xbb\xbf \t\r\n").split(b"\n", 1)[0].rstrip(b"\r")
    if first.startswith(b"{"):
        return GazetteerFile(table=table, kind="geojson")
    columns = head.split(b"\n", 1)[0].rstrip(b"\r").split(b"\t")
    if len(columns) == geonames.COLUMNS and columns[0].isdigit():
        return GazetteerFile(table=table, kind="geonames")
    if len(columns) in geonames.NAME_COLUMNS and columns[0].isdigit() and columns[1].isdigit():
        return GazetteerFile(table=table, kind="geonames-names")
    if b"\x00" in first or not re.search(rb"[,;\t|]", first):
        raise UnreadableError(
            "is no gazetteer that is known: give a dump of GeoNames, or a CSV, XLSX or GeoJSON table of places",
            document=str(path),
        )
    return GazetteerFile(table=table, kind="csv")


def places_of(file: GazetteerFile, told: Told, *, after: int = 0) -> Iterator[ListedPlace | BadRow]:
    """Yield the places behind line, row or feature number `after`, and the rows that are none.

    Raises:
        DocumentError: no column holds the names or the positions; the message says how to tell.
        UnreadableError: the file is damaged.
    """
    match file.kind:
        case "geonames":
            yield from (geonames.place(number, line) for number, line in lines(file.table, after=after) if line)
        case "geojson":
            yield from _of_features(file, told, after)
        case _:
            yield from _of_rows(file, told, after)


def names_of(
    file: GazetteerFile, held: Callable[[int], bool], *, after: int = 0
) -> Iterator[tuple[int, str, str] | BadRow]:
    """Yield (line, id, name) of each line of GeoNames' alternate names behind `after`, for the ids that are held."""
    for number, line in lines(file.table, after=after):
        yield geonames.further_name(number, line, held)


def _of_features(file: GazetteerFile, told: Told, after: int) -> Iterator[ListedPlace | BadRow]:
    columns = own.columns_of(_keys(file), told, shapes=True, name=str(file.table.path))
    for number, value in features(file.table):
        if number <= after:
            continue
        properties = value.get("properties") if isinstance(value, dict) else None
        shape = value.get("geometry") if isinstance(value, dict) else None
        if not isinstance(properties, dict) or not (isinstance(shape, dict) or columns.has_points):
            yield BadRow(line=number, reason="is no feature with properties and a geometry")
        else:
            yield own.place(number, properties, columns, told, shape if isinstance(shape, dict) else None)


def _keys(file: GazetteerFile) -> list[str]:
    """Return the names of the properties, from the first features."""
    keys: dict[str, None] = {}
    for number, value in features(file.table):
        if isinstance(value, dict) and isinstance(value.get("properties"), dict):
            keys.update(dict.fromkeys(map(str, value["properties"])))
        if number >= _FEATURES_LOOKED_AT:
            break
    return list(keys)


def _of_rows(file: GazetteerFile, told: Told, after: int) -> Iterator[ListedPlace | BadRow]:
    rows = _workbook(file, told) if file.kind == "xlsx" else _csv(file)
    name = str(file.table.path)
    waiting: list[tuple[int, list[Any]]] = []
    for numbered in rows:
        waiting.append(numbered)
        if len(waiting) >= max(_HEADER_WITHIN, told.header_row or 0):
            break
    at = _header_at(waiting, told)
    header = [text_of(cell) for cell in waiting[at][1]] if waiting else []
    columns = own.columns_of(header, told, shapes=False, name=name)

    def all_rows() -> Iterator[tuple[int, list[Any]]]:
        yield from waiting[at + 1 :]
        yield from rows

    for number, cells in all_rows():
        if number > after and any(text_of(cell) for cell in cells):
            yield own.place(number, dict(zip(header, cells, strict=False)), columns, told)


def _header_at(rows: list[tuple[int, list[Any]]], told: Told) -> int:
    """Return the index of the header's row: as told, else the first in which names are found, else the first."""
    if told.header_row is not None:
        return min(max(told.header_row - 1, 0), len(rows) - 1)
    for at, (_, cells) in enumerate(rows):
        try:
            own.columns_of([text_of(cell) for cell in cells], told, shapes=False, name="")
        except DocumentError:
            continue
        return at
    return 0


def _csv(file: GazetteerFile) -> Iterator[tuple[int, list[Any]]]:
    first = file.table.head(20_000).split(b"\n", 1)[0].decode("utf-8", "replace")
    delimiter = max(",;\t|", key=first.count)
    csv.field_size_limit(_LONGEST_CELL)
    table = csv.reader(text_lines(file.table), delimiter=delimiter)
    while True:
        try:
            row = next(table)
        except StopIteration:
            return
        except csv.Error:
            # One row that is no CSV is a row without cells; the next line begins anew.
            yield table.line_num, ["\udcff"]
            continue
        yield table.line_num, list(row)


def _workbook(file: GazetteerFile, told: Told) -> Iterator[tuple[int, list[Any]]]:
    given = Given(name=str(file.table.path), sheet=told.sheet, max_bytes=_WORKBOOK_BYTES)
    if file.table.size > _WORKBOOK_BYTES:
        raise UnreadableError(
            f"is a workbook of {file.table.size / 1e6:,.0f} MB; save its sheet as CSV", document=given.name
        )
    with file.table.opened() as stream:
        rows, _ = raw_rows(stream.read(), given, kind="xlsx")
    yield from enumerate(rows, 1)
