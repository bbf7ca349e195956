"""Quotations: the spans between quotation marks, also where one runs over paragraphs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trucewatch.model import Span

_MARK = re.compile(r"[“”„«»\"]|''|``|‘‘|’’")
LONGEST = 6000
"""Code points after which a mark that was never closed is given up."""


def find_quotes(text: str, paragraphs: Sequence[Span]) -> list[Span]:
    """Return quotation spans, marks included. A paragraph that opens a quotation and does not close it runs on
    only if the next paragraph opens with a mark again, as printers do; otherwise it ends with its paragraph.
    """
    found: list[Span] = []
    for number, (start, end) in enumerate(paragraphs):
        opened: re.Match[str] | None = None
        for match in _MARK.finditer(text, start, end):
            if opened is None and _may_open(text, match, start):
                opened = match
            elif opened is not None and _may_close(text, match):
                found.append((opened.start(), match.end()))
                opened = None
        if opened is not None and end - opened.start() < LONGEST:
            follows = number + 1 < len(paragraphs) and _MARK.match(text, paragraphs[number + 1][0])
            if follows or opened.group() not in ('"', "''"):
                found.append((opened.start(), end))
    return found


def _may_open(text: str, mark: re.Match[str], start: int) -> bool:
    if mark.group() in ("“", "„", "«", "``", "‘‘"):
        return True
    if mark.group() in ("”", "»", "’’"):
        return False
    before = text[mark.start() - 1] if mark.start() > start else " "
    return not before.isalnum() and text[mark.end() : mark.end() + 1].strip() != ""


def _may_close(text: str, mark: re.Match[str]) -> bool:
    if mark.group() in ("„", "«", "``", "‘‘"):
        return False
    straight = mark.group() in ('"', "''")
    return not (straight and text[mark.start() - 1].isspace() and text[mark.end() : mark.end() + 1].isalnum())


def ends_closed(text: str, quote: Span) -> bool:
    """Say whether a quotation is closed by a mark: one that is not goes on in the next paragraph."""
    return text[quote[1] - 1] in "”»\"'’"
