"""Names of one city in other languages (Aleppo, Halab): no spelling leads from one to the other, so a table does.

Renamings of smaller places are rows of a case's own list, with their source, never rules.
"""

from __future__ import annotations

import csv
import io
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from trucewatch.geography.names import fold

if TYPE_CHECKING:
    from trucewatch.geography.rows import PlaceRow

Names = tuple[str, ...]


def folded_names(row: PlaceRow) -> tuple[str, ...]:
    """Return the names that a row has itself, folded, the first first; "Mount Dov / Shebaa Farms" are three."""
    parts = row.name.split(" / ") if " / " in row.name else ()
    return tuple(dict.fromkeys(map(fold, (row.name, *row.alternative_names, *parts)))) + row.keys


def exonyms(row: PlaceRow) -> tuple[str, ...]:
    """Return the folded names that the table adds to a row.

    A row that says no country is helped only by the name that heads the table's line: Jericho is also called Ariha,
    but an Ariha of an unknown country is not Jericho.
    """
    heads, lines = _table()
    if row.country is None:
        found = list(heads.get(fold(row.name), ()))
    else:
        found = [line for name in folded_names(row) for line in lines.get((row.country, name), ())]
    return tuple(dict.fromkeys(name for line in found for name in line))


@lru_cache(maxsize=1)
def _table() -> tuple[dict[str, list[Names]], dict[tuple[str, str], list[Names]]]:
    """Return the lines under their first names, and under each of their names with its country."""
    heads: dict[str, list[Names]] = {}
    lines: dict[tuple[str, str], list[Names]] = {}
    text = resources.files("trucewatch.geography").joinpath("data/exonyms.csv").read_text(encoding="utf-8")
    for entry in csv.DictReader(io.StringIO(text)):
        names = tuple(fold(name) for name in (entry["name"], *entry["other_names"].split(";")))
        heads.setdefault(names[0], []).append(names)
        for name in names:
            lines.setdefault((entry["country"], name), []).append(names)
    return heads, lines
