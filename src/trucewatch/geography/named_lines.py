"""Lines that a case knows by name: the roads, rivers and borders of its agreement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.geography.names import fold, without_article

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trucewatch.geography.rows import LonLat

_ROAD_WORDS = ("highway", "road", "motorway", "route")


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedLine:
    """A line with its names, folded; `edge_m` is how far the drawing may be off, `ref` the id of the zone.

    `table` says where the line is from, as the method of what is found by it does.
    """

    ref: str
    names: frozenset[str]
    points: tuple[LonLat, ...]
    edge_m: float
    table: str = "agreement"


def line_called(name: str, lines: Iterable[NamedLine]) -> NamedLine | None:
    """Return the line that bears a name, with or without "the" and "highway"; None where none or several do."""
    asked = bare(name)
    found = [line for line in lines if asked and asked in line.names]
    return found[0] if len(found) == 1 else None


def bare(name: str) -> str:
    """Return a line's name as it is compared: "the M4 highway" is "m4"."""
    words = without_article(fold(name).removeprefix("the ")).split()
    kept = words[:-1] if len(words) > 1 and words[-1] in _ROAD_WORDS else words
    return " ".join(kept[1:] if len(kept) > 1 and kept[0] in _ROAD_WORDS else kept)
