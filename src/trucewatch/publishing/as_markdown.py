"""The page as Markdown (CommonMark with pipe tables); figures are told in words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from trucewatch.publishing.blocks import (
    Block,
    Card,
    Facts,
    Figure,
    Fold,
    Inline,
    Items,
    Line,
    Page,
    Para,
    Quotation,
    Subheading,
    Table,
)
from trucewatch.publishing.markup import safe_href

if TYPE_CHECKING:
    from collections.abc import Iterable

_SPECIAL = re.compile(r"([\\`*_{}\[\]#|~])")
_MARKS = {"yes": "●", "no": "○", "unknown": "◐", "flag": "⚑"}


def as_markdown(page: Page) -> str:
    """Return the page as one Markdown text."""
    parts = [f"# {_text(page.title)}", _text(page.kicker), *(_line(line) for line in page.lines)]
    for section in page.sections:
        parts.append(f"## {_text(section.title)}")
        parts.extend(_block(block) for block in section.blocks)
    parts.extend(["---", *(_line(line) for line in page.footer)])
    return "\n\n".join(part for part in parts if part) + "\n"


def _text(text: str) -> str:
    """Escape so that no text of a report becomes markup, HTML or a list item of ours."""
    flat = " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _SPECIAL.sub(r"\\\1", flat)


def _inline(inline: Inline) -> str:
    if isinstance(inline, str):
        return _keep_edges(inline)
    text = _text(inline.text)
    match inline.kind:
        case "strong":
            return f"**{text}**"
        case "quote":
            return f"“{text}”"
        case "struck":
            return f"~~{text}~~"
        case "withheld":
            return f"*\\[{text}\\]*"
        case "link":
            href = safe_href(inline.href)
            return f"[{text}](<{href.replace('<', '%3C').replace('>', '%3E')}>)" if href else text
        case _:
            pass
    return f"{_MARKS[inline.kind]} {text}" if inline.kind in _MARKS else text


def _keep_edges(text: str) -> str:
    inner = _text(text)
    return (" " if text[:1].isspace() else "") + inner + (" " if text[-1:].isspace() and inner else "")


def _line(line: Line) -> str:
    return "".join(map(_inline, line)).strip()


def _block(block: Block) -> str:
    match block:
        case Para():
            return ("> " if block.role == "note" else "") + _line(block.line)
        case Items():
            return "\n".join(f"* {_line(line)}" for line in block.lines)
        case Facts():
            return "\n".join(f"* **{_text(label)}:** " + "; ".join(map(_line, lines)) for label, lines in block.pairs)
        case Table():
            return _table(block)
        case Quotation():
            return f"> {_line((*block.before, block.words))}\n>\n> {_line(block.after)}"
        case Figure():
            return _all((Para(block.caption), *block.alternative))
        case Card():
            return f"#### {_line(block.title)}\n\n{_all(block.blocks)}"
        case Fold():
            return f"*{_text(block.summary)}*\n\n{_all(block.blocks)}"
        case Subheading():
            return f"### {_line(block.line)}"


def _all(blocks: Iterable[Block]) -> str:
    return "\n\n".join(map(_block, blocks))


def _table(table: Table) -> str:
    rows = [f"**{_text(table.caption)}**", ""]
    rows.append("| " + " | ".join(map(_text, table.head)) + " |")
    rows.append("|" + " --- |" * len(table.head))
    notes: list[str] = []
    for row in table.rows:
        rows.append("| " + " | ".join(map(_line, row.cells)) + " |")
        notes.extend(f"* {_line(row.cells[0])}: {_line(note)}" for note in row.notes)
    return "\n".join(rows) + ("\n\n" + "\n".join(notes) if notes else "")
