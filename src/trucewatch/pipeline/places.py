"""The places that an agreement's folder lists beside its terms (`places.csv`), for the map's names."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from trucewatch.errors import AgreementError
from trucewatch.publishing.views import Settlement

if TYPE_CHECKING:
    from pathlib import Path

FILE = "places.csv"
_NAMED = frozenset({"settlement", "city"})
_CREDITS = {"ODbL 1.0": "© OpenStreetMap contributors, ODbL 1.0"}


def settlements(folder: Path) -> tuple[Settlement, ...]:
    """Return the settlements in `folder` whose position is listed; none where there is no list.

    Raises:
        AgreementError: the list lacks a column, or a position is no number.
    """
    path = folder / FILE
    if not path.is_file():
        return ()
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        try:
            return tuple(_settlement(row) for row in rows if row["kind"] in _NAMED and row["lon"])
        except (KeyError, ValueError) as error:
            raise AgreementError(f"{error} is missing or wrong", where=f"{path}:{rows.line_num}") from error


def _settlement(row: dict[str, str]) -> Settlement:
    licence = row.get("licence") or ""
    return Settlement(
        name=row["name"],
        lon=float(row["lon"]),
        lat=float(row["lat"]),
        rank=int(float(row.get("radius_m") or 0)) + (10_000 if row["kind"] == "city" else 0),
        credit=_CREDITS.get(licence) or " ".join(filter(None, (row.get("source"), licence))) or None,
    )


def gazetteer(_folder: Path) -> None:
    return None
