"""A proposal as a terms file: prose and quotations for people, fences of TOML for `agreement check`."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from trucewatch.drafting.records import Inline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from trucewatch.drafting.records import Proposal, Proposed, Value, Words

ENCODED_BY = "drafted from reports by Trucewatch; not reviewed"
_SECTIONS = (
    ("Who", ("party",)),
    ("What the reports leave open", ("reading",)),
    ("Where", ("zone",)),
    ("When", ("event", "phase")),
    ("What must stop", ("prohibit", "permit", "exempt")),
    ("What is owed", ("duty",)),
    ("Who watches", ("monitor",)),
    ("Said beside the text", ("declare",)),
    ("Changed later", ("amend", "annex")),
    ("Context", ("recital",)),
)
_MARKUP = re.compile(r"([\\`*_<\[\]#])")
_WIDE = 118


def write(proposal: Proposal) -> str:
    """Return the text of a `*.truce.md` file; a proposal without tables is its questions alone."""
    parts = [f"# {proposal.title}", _opening(proposal), _reports(proposal)]
    if proposal.announced:
        parts.append(_fence(_head(proposal)))
    for title, kinds in _SECTIONS:
        tables = [table for kind in kinds for table in proposal.of(kind)]
        if tables:
            parts.append(f"## {title}")
            parts += [part for table in tables for part in _table(table)]
    parts += ["## What is missing", _MISSING, *_questions(proposal)]
    return "\n\n".join(parts) + "\n"


_MISSING = (
    "Each line says what to look for, in the text or in a statement of those who made it, and which key the "
    "answer fills. "
    "Strike a line when it is answered."
)


def _opening(proposal: Proposal) -> str:
    if not proposal.announced:
        return "Nothing is proposed: see what is missing."
    return (
        "**A draft from reports, reviewed by nobody.** It is not the text of the agreement. Each table stands "
        "below the words that it came from: "
        "they are what a report says, or what somebody says in it. What no report says is left out and asked "
        "for at the end. "
        "Where reports differ, a `[[reading]]` keeps each telling."
    )


def _reports(proposal: Proposal) -> str:
    rows = ["| report | published | publisher | title |", "|---|---|---|---|"]
    for one in proposal.reports:
        cells = (one.document, one.published or "no date", one.publisher or "not known", one.title or "")
        rows.append("| " + " | ".join(_plain(cell).replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(rows)


def _head(proposal: Proposal) -> list[str]:
    lines = ["[agreement]", "# unreviewed"]
    lines += [
        f"id = {_value(proposal.id)}",
        f"title = {_value(proposal.title)}",
        f"sources = {_value(_sources(proposal))}",
    ]
    lines.append(f"parties = {_value(proposal.parties)}")
    if proposal.signed_by:
        lines.append(f"signed_by = {_value(proposal.signed_by)}")
    lines += [f"encoded_by = {_value(ENCODED_BY)}", "", "[clock]"]
    if proposal.home is None:
        lines.append(
            "# a stand-in: no report names the clock; wherever a clock matters the reading `clock` keeps it open"
        )
    lines.append(f"home = {_value(proposal.home or 'UTC')}")
    return lines


def _sources(proposal: Proposal) -> tuple[str, ...]:
    named = []
    for one in proposal.reports:
        told = ", ".join(
            part for part in (one.publisher, f"“{one.title}”" if one.title else None, one.published) if part
        )
        named.append(f"report: {told} ({one.document})" if told else f"report: {one.document}")
    return tuple(named)


def _table(table: Proposed) -> Iterator[str]:
    if table.words:
        yield "\n>\n".join(_quoted(words) for words in table.words)
    lines = [f"[[{table.kind}]]", "# unreviewed"]
    for key, value in table.keys:
        lines += _key(key, value)
    for remark in table.remarks:
        lines += [f"# {line}" for line in _folded(remark, _WIDE - 2)]
    yield _fence(lines)


def _quoted(words: Words) -> str:
    """Return a quotation with whose words they are. White space is made even; the letters are the report's."""
    voice = f"{words.speaker}, in {words.document}" if words.speaker else words.document
    start, end = words.span
    return f"> “{_plain(words.quote)}”\n> — {_plain(voice)}, characters {start}–{end}"


def _plain(text: str) -> str:
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))


def _fence(lines: Iterable[str]) -> str:
    return "\n".join(("```terms", *lines, "```"))


def _key(key: str, value: Value) -> list[str]:
    written = f"{key} = {_value(value)}"
    if len(written) <= _WIDE or not isinstance(value, tuple):
        return [written]
    lines, row = [f"{key} = ["], "  "
    for item in value:
        cell = f"{_value(item)}, "
        if len(row) + len(cell) > _WIDE:
            lines.append(row.rstrip())
            row = "  "
        row += cell
    return [*lines, row.rstrip(), "]"]


def _value(value: Value) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case float():
            return f"{value:g}"
        case str():
            return json.dumps(value, ensure_ascii=False)  # a TOML basic string is a JSON string
        case Inline():
            return "{ " + ", ".join(f"{key} = {_value(one)}" for key, one in value.pairs) + " }"
        case _:
            return "[" + ", ".join(_value(one) for one in value) + "]"


def _folded(text: str, width: int) -> list[str]:
    import textwrap

    return textwrap.wrap(text, width) or [""]


def _questions(proposal: Proposal) -> Iterator[str]:
    items = []
    for question in proposal.questions:
        quotes = "".join(
            f"\n  > “{_plain(_shortened(words.quote))}” — {_plain(words.document)}" for words in question.words[:1]
        )
        items.append(f"- {question.asks} Fills: {question.fills}.{quotes}")
    yield "\n".join(items)


def _shortened(quote: str) -> str:
    plain = " ".join(quote.split())
    return plain if len(plain) <= 160 else f"{plain[:159]}…"  # noqa: PLR2004  (a line and a half: the words stand in full above)
