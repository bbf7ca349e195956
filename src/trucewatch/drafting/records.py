"""What is proposed: tables of a terms file, each with the words it came from, and questions. Frozen records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trucewatch.model import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words of a report, and whose they are: `quote == text[span]` of the document always holds.

    `speaker` is the name of whoever says it, as the reader found it; None is the report's own voice.
    """

    document: str
    span: Span
    quote: str
    speaker: str | None = None

    @property
    def place(self) -> tuple[str, Span, str]:
        """Where they stand, for putting several in order."""
        return self.document, self.span, self.speaker or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inline:
    """An inline table of a terms file: keys and values in their order."""

    pairs: tuple[tuple[str, Value], ...]


Value = str | int | float | bool | tuple["str | Inline", ...] | Inline
"""A value of a terms file: a text, a number, yes or no, a list, an inline table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """One table of the language as proposed: its kind (`party`, `duty`, …), keys in order, and the words behind it.

    `remarks` become comments above the table's end: what a person may write once a question is answered.
    """

    kind: str
    keys: tuple[tuple[str, Value], ...]
    words: tuple[Words, ...]
    remarks: tuple[str, ...] = ()

    def get(self, key: str) -> Value | None:
        """Return the value of a key, None where the table does not have it."""
        return dict(self.keys).get(key)

    @property
    def id(self) -> str:
        """The table's id; empty for a table that has none."""
        return str(self.get("id") or "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What the reports leave open: what to look for, and which key of the file (`[[duty]] D1 by`) it would fill."""

    asks: str
    fills: str
    words: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report that the draft was made from. `published` is a written instant, None where the report bears no date."""

    document: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A draft of an agreement from reports: never the agreement, and reviewed by nobody.

    `announced` says whether any report tells of a ceasefire that was agreed, announced or begun; where none does,
    there are no tables. `home` is the zone that every clock of the reports names, None where one is open.
    """

    id: str
    title: str
    reports: tuple[Report, ...]
    announced: bool
    home: str | None = None
    parties: tuple[str, ...] = ()
    signed_by: tuple[str, ...] = ()
    tables: tuple[Proposed, ...] = ()
    questions: tuple[Question, ...] = ()

    def of(self, kind: str) -> tuple[Proposed, ...]:
        """Return the proposed tables of one kind, in order."""
        return tuple(table for table in self.tables if table.kind == kind)
