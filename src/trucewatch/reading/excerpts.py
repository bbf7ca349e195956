"""The words that prove a claim: its span, from its cue on where the cue tells the stance, and the quote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.reading.tokens import DASH

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trucewatch.model import Span
    from trucewatch.reading.syntax import Sentence
    from trucewatch.reading.work import Said, Work

_CUE_TELLS = ("accuse", "blame", "condemn", "deny", "responsible", "noun")
"""Frames whose cue is part of what is claimed: "accused X of …", "denied …", "voiced hope that …"."""


def with_cue(s: Sentence, tokens: Iterable[int], said: Said | None) -> set[int]:
    """The tokens of a claim, from its cue on where the cue itself tells the stance."""
    members = set(tokens)
    if said is None or said.verb is None or said.sentence != s.number or said.frame not in _CUE_TELLS:
        return members
    start = min(members)
    return members | set(range(said.verb, start)) if said.verb < start else members


def claim_span(s: Sentence, tokens: Iterable[int]) -> Span:
    """The span of a claim: its tokens, without punctuation and joining words at the edges."""
    ordered = sorted(tokens)
    while len(ordered) > 1 and (s.is_a(ordered[0], "punct", "cc") or s.word(ordered[0]) in (",", DASH, '"')):
        ordered = ordered[1:]
    while len(ordered) > 1 and s.is_a(ordered[-1], "punct") and s.word(ordered[-1]) not in '")':
        ordered = ordered[:-1]
    return s.span_of(ordered)


def quote_of(work: Work, span: Span) -> str:
    """The document's own words in a span."""
    return work.document.text[span[0] : span[1]]
