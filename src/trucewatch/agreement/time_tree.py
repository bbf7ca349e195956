"""What a time expression says, as a tree: `time_grammar` builds it, `clocks` evaluates it.

Each node knows its columns in the expression, `[first, after the last)`, so that an error can point at it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import time, timedelta

RULES = ("exclusive", "inclusive", "elapsed")
KEYS = ("by", "from", "until", "met")
UNITS = ("minutes", "hours", "days", "weeks", "months", "years")

EVERY_ZONE = "?"
"""Stands for a zone that the text does not name: every zone of the agreement is possible."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A part of an expression, at `columns` of it."""

    columns: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Nothing(Node):
    """`none`: there is no instant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written(Node):
    """A month (`day` None), a civil day (`clock` None) or an instant, as written.

    `zone` is an IANA name, `?` for every zone of the agreement, or None for its home. `offset` is ahead of UTC.
    """

    year: int
    month: int
    day: int | None = None
    clock: time | None = None
    offset: timedelta | None = None
    zone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge(Node):
    """The `start` or the `end` of a written day or month, or of the civil day on which something else falls."""

    side: str
    of: Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Named(Node):
    """An event."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Field(Node):
    """A time of a term or phase: `key` is by, from, until or met."""

    term: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration(Node):
    """A number of `unit` (one of `UNITS`), counted by `rule`; None: by the rule of the agreement."""

    count: int
    unit: str
    rule: str | None = None

    @property
    def words(self) -> str:
        """The length in words, e.g. `1 day`, `72 hours`."""
        return f"{self.count} {self.unit.removesuffix('s') if self.count == 1 else self.unit}"

    @property
    def timed(self) -> bool:
        """Whether it is counted by the hour whatever the rule."""
        return self.unit in {"minutes", "hours"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift(Node):
    """A base, and a duration after it or, with `back`, before it."""

    base: Node
    by: Duration
    back: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick(Node):
    """The `earlier` or the `later` of several."""

    which: str
    of: tuple[Node, ...]
