"""Figures that stand for themselves: totals beside the acts of a sentence, and parts of another figure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from trucewatch.model import Claim, Named
from trucewatch.reading.excerpts import claim_span, quote_of
from trucewatch.reading.timing import as_when, in_sentence, said_when_of, window_of
from trucewatch.reading.voices import sayers, speaker_and_stance

if TYPE_CHECKING:
    from trucewatch.reading.counts import Figure
    from trucewatch.reading.syntax import Sentence
    from trucewatch.reading.work import Said, Work


def loose_figures(
    work: Work, number: int, s: Sentence, said: list[Said], figures: list[Figure], by_event: dict[int, Claim]
) -> list[Claim]:
    """Numbers that stand beside a casualty word and belong to no act of the sentence, and totals ("raising … to 59")."""
    loose = [f for f in figures if not f.part and (f.event is None or f.method == "pattern-toll")]
    groups: dict[bool, list[Figure]] = {}
    for figure in loose:
        groups.setdefault(figure.method == "pattern-toll", []).append(figure)
    claims = []
    for toll, members in sorted(groups.items()):
        spans = [f.count.span for f in members if f.count.span]
        first, last = min(a for a, _ in spans), max(b for _, b in spans)
        tokens = [i for i, t in enumerate(s.tokens) if first <= t.start < last]
        tokens = _toll_tokens(s, tokens) if toll else tokens
        around = sayers(s, number, tokens[-1], said)
        speaker, inner, stance = speaker_and_stance(s, None, None, around)
        window = window_of(work, s, None)
        span = claim_span(work, s, tokens)
        whens = [t for t in in_sentence(work, s) if t.kind == "instant"]
        claims.append(
            Claim(
                id=f"f{number}.{tokens[0]:03}.{int(toll)}",
                document=work.document.id,
                span=span,
                quote=quote_of(work, span),
                speaker=speaker,
                cue=inner.cue if inner else None,
                content_span=inner.content_span if inner else None,
                stance=stance,
                act="killed"
                if members[0].count.kind == "killed"
                else "wounded"
                if members[0].count.kind == "wounded"
                else "displaced"
                if members[0].count.kind == "displaced"
                else None,
                counts=tuple(f.count for f in members),
                cumulative=toll or window is not None,
                window=window,
                when=as_when(work, whens[0], future=False) if whens and not toll and window is None else None,
                said_when=said_when_of(work, inner),
                method="pattern",
                review=tuple(f.review for f in members if f.review),
            )
        )
    return claims


def _toll_tokens(s: Sentence, tokens: list[int]) -> list[int]:
    """From the verb that raises the toll, or the toll itself, to the number."""
    first = tokens[0]
    for k in range(first - 1, -1, -1):
        if s.lemmas[k] in ("toll", "number", "count", "total", "tally", "figure"):
            first = k
            if k > 0 and s.heads[k] < k and s.is_verb(s.heads[k]) and k - s.heads[k] < 4:  # noqa: PLR2004  (its own verb)
                first = s.heads[k]
            break
    return list(range(first, tokens[-1] + 1))


def parts_of(
    work: Work,
    number: int,
    s: Sentence,
    said: list[Said],
    figures: list[Figure],
    by_event: dict[int, Claim],
    claims: list[Claim],
) -> list[Claim]:
    """ "including 100 children": a claim of its own whose count is part of the other."""
    parts = []
    for figure in figures:
        if not figure.part or figure.count.span is None:
            continue
        whole = (
            by_event.get(figure.event.trigger)
            if figure.event is not None
            else next((c for c in claims if c.counts), None)
        )
        if whole is None:
            continue
        tokens = [i for i, t in enumerate(s.tokens) if figure.count.span[0] <= t.start < figure.count.span[1]]
        noun = next((k for k in range(tokens[-1] + 1, min(tokens[-1] + 4, len(s))) if s.is_noun(k)), tokens[-1])
        tokens = list(range(tokens[0], noun + 1))
        span = claim_span(work, s, tokens)
        parts.append(
            replace(
                whole,
                id=f"p{number}.{tokens[0]:03}",
                span=span,
                quote=quote_of(work, span),
                counts=(replace(figure.count, part_of=whole.id),),
                targets=(Named(name=s.words_of(tokens[-1], tokens[-1]), span=s.span_of((tokens[-1],)), kind="person"),),
            )
        )
    return parts
