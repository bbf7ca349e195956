"""Tables: ACLED and UCDP GED by their columns, an analyst's own log by its headers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.errors import DocumentError, UnreadableError
from trucewatch.intake.coded import ACLED_NEEDS, UCDP_NEEDS, Coded, acled, ucdp
from trucewatch.intake.incident_log import header_at, log_row, plan
from trucewatch.intake.rows import raw_rows, table_of
from trucewatch.intake.taken import Given, TakenIn, fingerprint

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from trucewatch.intake.rows import Cell, Table

_DATASETS: tuple[tuple[frozenset[str], Callable[..., Coded]], ...] = ((UCDP_NEEDS, ucdp), (ACLED_NEEDS, acled))


def read_table(data: bytes, given: Given, *, kind: str) -> TakenIn:
    """Take in a table: a known dataset by its columns, else an analyst's log."""
    rows, notes = raw_rows(data, given, kind=kind)
    header = {str(cell).strip().casefold() for cell in rows[0] if cell is not None}
    for needs, coded in _DATASETS:
        if needs <= header:
            table = table_of([[str(cell or "").casefold() for cell in rows[0]], *rows[1:]], header_at=0)
            sha256 = fingerprint(data)

            def row_of(
                row: Mapping[str, Cell], number: int, coded: Callable[..., Coded] = coded, sha256: str = sha256
            ) -> Coded:
                return coded(row, prefix=given.id, number=number, sha256=sha256)

            return _taken(table, row_of, given, notes)
    return _log(rows, notes, data, given)


def read_log(data: bytes, given: Given) -> TakenIn:
    """Take in an analyst's own log, CSV or XLSX by its bytes."""
    if len(data) > given.max_bytes:
        raise UnreadableError(
            f"{len(data) / 1e6:.1f} MB is over the limit of {given.max_bytes / 1e6:.1f} MB. Split it",
            document=given.name,
        )
    rows, notes = raw_rows(data, given, kind="xlsx" if data.startswith(b"PK\x03\x04") else "csv")
    return _log(rows, notes, data, given)


def _log(rows: list[list[Cell]], notes: tuple[str, ...], data: bytes, given: Given) -> TakenIn:
    at = header_at(rows, given.columns) if given.header_row is None else given.header_row - 1
    if not 0 <= at < len(rows):
        raise DocumentError(
            f"the map says header_row = {given.header_row}, but the table has the rows 1 to {len(rows)}",
            document=given.name,
        )
    table = table_of(rows, header_at=at)
    how = plan(table, given)
    sha256 = fingerprint(data)
    return _taken(
        table, lambda row, number: log_row(row, how, prefix=given.id, number=number, sha256=sha256), given, notes
    )


def _taken(
    table: Table, row_of: Callable[[Mapping[str, Cell], int], Coded], given: Given, notes: tuple[str, ...]
) -> TakenIn:
    coded: dict[str, Coded] = {}
    problems = [f"{given.name}: {note}" for note in notes]
    for row, number in zip(table.rows, table.numbers, strict=True):
        one = row_of(row, number)
        if one.document.id in coded:
            problems.append(
                f"{given.name}: row {number} repeats the id of an earlier row ({one.document.id}): left out"
            )
        else:
            coded[one.document.id] = one
    if not coded:
        raise UnreadableError("the table has a header and no rows", document=given.name)
    return TakenIn(
        documents=tuple(one.document for one in coded.values()),
        claims=tuple(claim for one in coded.values() for claim in one.claims),
        problems=tuple(problems),
    )
