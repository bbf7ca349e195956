"""Quotations: the spans between quotation marks, also where one runs over paragraphs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trucewatch.model import Span

_MARK = re.compile(r"[“”„«»\"]")
LONGEST = 6000
"""Code points after which a mark that was never closed is given up."""


def find_quotes(text: str, paragraphs: Sequence[Span]) -> list[Span]:
    """Return quotation spans, marks included. A paragraph that opens a quotation and does not close it runs on
    only if the next paragraph opens with a mark again, as printers do; otherwise it ends with its paragraph.
    """
    found: list[Span] = []
    for number, (start, end) in enumerate(paragraphs):
        opened: int | None = None
        for match in _MARK.finditer(text, start, end):
            at = match.start()
            if opened is None and _may_open(text, at, start):
                opened = at
            elif opened is not None and _may_close(text, at):
                found.append((opened, at + 1))
                opened = None
        if opened is not None and end - opened < LONGEST:
            follows = number + 1 < len(paragraphs) and text[paragraphs[number + 1][0]] in '“"„«'
            if follows or text[opened] != '"':
                found.append((opened, end))
    return found


def _may_open(text: str, at: int, start: int) -> bool:
    if text[at] in "“„«":
        return True
    if text[at] in "”»":
        return False
    before = text[at - 1] if at > start else " "
    return not before.isalnum() and text[at + 1 : at + 2].strip() != ""


def _may_close(text: str, at: int) -> bool:
    return text[at] in '”»"“' and not (text[at] == '"' and text[at - 1].isspace() and text[at + 1 : at + 2].isalnum())
