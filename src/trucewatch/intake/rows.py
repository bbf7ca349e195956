"""Tables as they come: CSV and XLSX to a header and rows of cells, within limits."""

from __future__ import annotations

import csv
import io
import zipfile
import zlib
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, TypeAlias

from trucewatch.errors import DocumentError, UnreadableError
from trucewatch.intake.encoding import decode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from openpyxl import Workbook

    from trucewatch.intake.taken import Given

Cell: TypeAlias = str | int | float | bool | datetime | date | time | None

_MOST_ROWS = 500_000
_MOST_COLUMNS = 500
_LONGEST_CELL = 200_000
_TIMES_LARGER = 8  # an unpacked workbook against the limit for one document
_MOST_PARTS = 5_000
_HEADER_WITHIN = 15  # rows
# Encrypted parts raise RuntimeError, unknown compression NotImplementedError, cut or flipped bytes one of the others.
_DAMAGED_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError)
# What openpyxl lets through from parts that unpack but hold no workbook (its XML errors are SyntaxErrors).
_NO_WORKBOOK = (KeyError, IndexError, TypeError, AttributeError, SyntaxError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A header and its rows; `numbers` are the rows' numbers in the file, from 1."""

    header: tuple[str, ...]
    rows: tuple[dict[str, Cell], ...]
    numbers: tuple[int, ...]


def raw_rows(data: bytes, given: Given, *, kind: str) -> tuple[list[list[Cell]], tuple[str, ...]]:
    """Return the rows of a CSV or of a sheet of a workbook (`given.sheet`, or the first filled one), and review notes.

    Raises:
        UnreadableError: no table, damaged, locked.
        DocumentError: a workbook that unpacks to far more than it should, or has no sheet of the given name.
    """
    if kind == "xlsx":
        return _workbook(data, given), ()
    text, notes = decode(data, document=given.name)
    return _csv(text.lstrip("\ufeff"), given), notes


def table_of(rows: list[list[Cell]], *, header_at: int) -> Table:
    """Return the rows below the header by column name; empty rows are left out."""
    header = tuple(str(cell).strip() if cell is not None else "" for cell in rows[header_at])
    kept = [
        (number, dict(zip(header, row, strict=False)))
        for number, row in enumerate(rows[header_at + 1 :], header_at + 2)
        if any(cell is not None and str(cell).strip() for cell in row)
    ]
    return Table(header=header, rows=tuple(row for _, row in kept), numbers=tuple(number for number, _ in kept))


def head(rows: list[list[Cell]]) -> Iterable[tuple[int, list[Cell]]]:
    """Return the rows in which a header is looked for."""
    return enumerate(rows[:_HEADER_WITHIN])


def text_of(cell: Cell) -> str:
    """Return a cell as a person reads it: "3" for 3.0, ISO for dates."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, (datetime, date, time)):
        return cell.isoformat()
    return " ".join(str(cell).split())


def _csv(text: str, given: Given) -> list[list[Cell]]:
    first = text[:20_000].split("\n", 1)[0]
    delimiter = max(",;\t|", key=first.count)
    csv.field_size_limit(_LONGEST_CELL)
    rows: list[list[Cell]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            rows.append([cell or None for cell in row[:_MOST_COLUMNS]])
            if len(rows) > _MOST_ROWS:
                raise DocumentError(f"more than {_MOST_ROWS} rows. Split the table", document=given.name)
    except csv.Error as error:
        raise UnreadableError(
            f"row {len(rows) + 1} is no CSV ({error}). Save the table again", document=given.name
        ) from error
    if not rows:
        raise UnreadableError("the table has no rows", document=given.name)
    return rows


def _workbook(data: bytes, given: Given) -> list[list[Cell]]:
    _refuse_bombs(data, given)
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except (*_DAMAGED_ZIP, *_NO_WORKBOOK) as error:
        raise UnreadableError(
            f"no readable XLSX ({type(error).__name__}). Save it again, without a password, or as CSV",
            document=given.name,
        ) from error
    try:
        for sheet in _sheets(book, given):
            rows: list[list[Cell]] = []
            for row in sheet.iter_rows(values_only=True, max_col=_MOST_COLUMNS):
                rows.append(list(row))
                if len(rows) > _MOST_ROWS:
                    raise DocumentError(f"more than {_MOST_ROWS} rows. Split the table", document=given.name)
            if any(cell is not None for row in rows for cell in row):
                return rows
    except (*_DAMAGED_ZIP, *_NO_WORKBOOK) as error:
        raise UnreadableError(
            f"the workbook is damaged ({type(error).__name__}). Save it again or as CSV", document=given.name
        ) from error
    finally:
        book.close()
    raise UnreadableError("the workbook has no filled sheet", document=given.name)


def _sheets(book: Workbook, given: Given) -> list[Any]:
    if given.sheet is None:
        return list(book.worksheets)
    named = [sheet for sheet in book.worksheets if sheet.title == given.sheet]
    if not named:
        raise DocumentError(
            f"the map says sheet = {given.sheet!r}, but the sheets are "
            f"{', '.join(repr(sheet.title) for sheet in book.worksheets)}",
            document=given.name,
        )
    return named


def _refuse_bombs(data: bytes, given: Given) -> None:
    """Refuse a workbook that unpacks far beyond the limit or brings a document type of its own."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError) as error:
        raise UnreadableError(
            "no readable XLSX (damaged or cut off). Save it again or as CSV", document=given.name
        ) from error
    with archive:
        parts = archive.infolist()
        most = max(_TIMES_LARGER * len(data), given.max_bytes) * _TIMES_LARGER
        most = min(most, _TIMES_LARGER * given.max_bytes)
        if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > most:
            raise DocumentError(
                f"the workbook unpacks to over {most / 1e6:.0f} MB (a zip bomb?). Save its sheet as CSV",
                document=given.name,
            )
        left = most
        for part in parts:
            left -= _scan(archive, part, left, given)


def _scan(archive: zipfile.ZipFile, part: zipfile.ZipInfo, left: int, given: Given) -> int:
    """Return a part's real size; what the directory of the archive says may be a lie."""
    size = 0
    tail = b""
    try:
        with archive.open(part) as stream:
            while chunk := stream.read(1 << 20):
                size += len(chunk)
                if size > left:
                    raise DocumentError(
                        "the workbook unpacks far beyond its stated size. Save its sheet as CSV", document=given.name
                    )
                if b"<!DOCTYPE" in tail + chunk or b"<!ENTITY" in tail + chunk:
                    raise DocumentError(
                        "the workbook declares its own XML entities. Save its sheet as CSV", document=given.name
                    )
                tail = chunk[-16:]
    except _DAMAGED_ZIP as error:
        raise UnreadableError(
            f"the workbook is damaged ({type(error).__name__}). Save it again or as CSV", document=given.name
        ) from error
    return size
