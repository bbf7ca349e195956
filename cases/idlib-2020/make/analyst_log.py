"""Write log/analyst-log.xlsx, an invented analyst's own incident log, from analyst-log.csv (needs openpyxl)."""

from __future__ import annotations

import csv
from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font

ROWS = Path(__file__).with_name("analyst-log.csv")
OUT = Path(__file__).parents[1] / "log" / "analyst-log.xlsx"
NUMBERS = {"No", "Killed", "Hurt"}


def _cell(column: str, words: str) -> str | int | date | None:
    """Return what a person would have typed: a date, a number, words, or nothing."""
    if not words:
        return None
    if column == "Day":
        return date.fromisoformat(words)
    return int(words) if column in NUMBERS else words


def write() -> None:
    """Write one sheet as people keep them: two lines of preamble, then the header, then the entries."""
    book = Workbook()
    book.properties.created = datetime(2020, 9, 7)  # noqa: DTZ001  (the format holds no zone)
    sheet = book.active
    sheet.title = "Incidents"
    sheet.append(["Incident log, N. Karam"])
    sheet.append(["Local time. One row a place. A blank toll means that no figure was given, not that it was nil."])
    with ROWS.open(encoding="utf-8", newline="") as lines:
        table = csv.DictReader(lines)
        sheet.append(list(table.fieldnames or ()))
        for row in table:
            sheet.append([_cell(column, words) for column, words in row.items()])
    for cell in sheet[3]:
        cell.font = Font(bold=True)
    for (cell,) in sheet.iter_rows(min_row=4, min_col=2, max_col=2):
        cell.number_format = "DD.MM.YYYY"
    book.save(OUT)


if __name__ == "__main__":
    write()
