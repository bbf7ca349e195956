"""The lines that an agreement draws, with every name that its table of places lists for them: for places on a road."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from trucewatch import agreement as terms
from trucewatch.agreement import zones
from trucewatch.geography.named_lines import NamedLine, bare
from trucewatch.geography.shapes import Line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from trucewatch.agreement.terms import Agreement
    from trucewatch.geography import PlaceRow

_ROW_OF = "-name"
"""A row of the table of places that only names a zone has the zone's id, or that with this behind it."""


@cache
def lines_of(folder: Path, rows: tuple[PlaceRow, ...]) -> tuple[NamedLine, ...]:
    """Return the lines of the agreement in a folder; none where there is no agreement, or none that can be read."""
    if not any(folder.glob("*.truce.md")):
        return ()
    return tuple(_lines(terms.load(folder), rows))


def _lines(agreement: Agreement, rows: tuple[PlaceRow, ...]) -> Iterator[NamedLine]:
    for zone in agreement.zones:
        # a line that hangs on an open reading is several, and a stretch of a line has the line's name
        if zone.kind != "line" or zone.geometry is None:
            continue
        shape = zones.shape_of(agreement, zone.id)
        if not isinstance(shape, Line):
            continue
        told = {bare(zone.id.replace("-", " ")), bare(zone.name or zone.id)}
        for row in rows:
            named = {bare(name) for name in (row.name, *row.alternative_names)}
            if not row.placed and (row.id in (zone.id, f"{zone.id}{_ROW_OF}") or named & told):
                told |= named
        yield NamedLine(
            ref=zone.id, names=frozenset(told), points=shape.points, edge_m=zones.edge_of(agreement, zone.id)
        )
