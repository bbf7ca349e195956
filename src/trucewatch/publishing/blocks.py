"""What a page consists of, whatever it is written as: headings, paragraphs, tables, quotations, figures, cards."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text with a meaning.

    `kind`: strong, quote (somebody else's words), link, muted, code, withheld, struck (retracted words), or a mark:
    yes, no, unknown, flag.
    """

    kind: str
    text: str
    href: str | None = None


PRIVATE_WORDS = "[words of a private person withheld]"
FUTURE_MOVEMENT = "[withheld: future movement]"
LINK_WITHHELD = "[link withheld]"
WITHHELD = frozenset({PRIVATE_WORDS, FUTURE_MOVEMENT, LINK_WITHHELD})
"""What stands where something was taken out before publishing."""

_QUOTED = re.compile(r"“([^“”]*)”")

Inline = str | Span
Line = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph. `role`: plain, lead, note."""

    line: Line
    role: str = "plain"


@dataclass(frozen=True, slots=True)
class Items:
    """A list of lines."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Pairs of a label and what stands for it. Each value is one or more lines."""

    pairs: tuple[tuple[str, tuple[Line, ...]], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; the first cell heads it. `notes` stand beneath it, across all columns; `id` is its anchor."""

    cells: tuple[Line, ...]
    notes: tuple[Line, ...] = ()
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption and a head. `wide` tables scroll sideways on a narrow page."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]
    wide: bool = False
    dense: bool = False


@dataclass(frozen=True, slots=True)
class Quotation:
    """Somebody's words, with who says it to whom and where it was published."""

    before: Line
    words: Span
    after: Line


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing (SVG made by us, already escaped) with a caption; `alternative` says the same in words."""

    svg: str
    caption: Line
    alternative: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """A finding or another thing with a title of its own. `tone`: yes, no, unknown, plain. Folded where not `open`."""

    id: str
    title: Line
    blocks: tuple[Block, ...]
    tone: str = "plain"
    open: bool = True


@dataclass(frozen=True, slots=True)
class Fold:
    """More, for those who ask."""

    summary: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Subheading:
    """A heading inside a section."""

    line: Line
    id: str | None = None


Block = Para | Items | Facts | Table | Quotation | Figure | Card | Fold | Subheading


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page that can be linked to."""

    id: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """The whole page. `lines` stand under the title."""

    title: str
    kicker: str
    lines: tuple[Line, ...]
    sections: tuple[Section, ...]
    footer: tuple[Line, ...]


def quote(words: str | None) -> Span:
    """Return somebody's words as a quotation span, or as withheld where they are."""
    if words is None:
        return Span("withheld", "words withheld")
    if words in WITHHELD:
        return Span("withheld", words.strip("[]"))
    return Span("quote", words)


def marked(text: str) -> Line:
    """Return a sentence of ours in which “words of others” are marked as quotations."""
    if text in WITHHELD:
        return (quote(text),)
    parts = _QUOTED.split(text)
    return tuple(quote(part) if i % 2 else part for i, part in enumerate(parts) if part)


def strong(text: str) -> Span:
    """Return emphasised text."""
    return Span("strong", text)


def muted(text: str) -> Span:
    """Return text that steps back."""
    return Span("muted", text)
