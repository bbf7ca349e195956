"""Figures that stand for themselves: totals beside the acts of a sentence, and parts of another figure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from trucewatch.model import Claim, Named
from trucewatch.reading.casualties import TOLL
from trucewatch.reading.counts import TOLLS, noun_after
from trucewatch.reading.excerpts import claim_span, quote_of
from trucewatch.reading.timing import as_when, in_sentence, said_when_of, window_of
from trucewatch.reading.voices import sayers, speaker_and_stance

if TYPE_CHECKING:
    from trucewatch.model import Count, Span
    from trucewatch.reading.counts import Figure
    from trucewatch.reading.syntax import Sentence
    from trucewatch.reading.work import Said, Work


def loose_figures(work: Work, s: Sentence, said: list[Said], figures: list[Figure]) -> list[Claim]:
    """Make claims of numbers beside a casualty word that belong to no act of the sentence, and of tolls."""
    loose = [f for f in figures if not f.part and (f.event is None or f.method == TOLL)]
    groups = [[f for f in loose if (f.method == TOLL) is toll] for toll in (False, True)]
    return [_loose(work, s, said, members) for members in groups if members]


def _loose(work: Work, s: Sentence, said: list[Said], members: list[Figure]) -> Claim:
    """The claim of the figures `members`, all tolls or none."""
    toll = members[0].method == TOLL
    spans = [f.count.span for f in members if f.count.span]
    first, last = min(a for a, _ in spans), max(b for _, b in spans)
    tokens = [i for i, t in enumerate(s.tokens) if first <= t.start < last]
    tokens = _toll_tokens(s, tokens) if toll else tokens
    speaker, inner, stance = speaker_and_stance(s, None, None, sayers(s, tokens[-1], said))
    window = window_of(work, s, None)
    span = claim_span(s, tokens)
    whens = [t for t in in_sentence(work, s) if t.kind == "instant"]
    kind = next((f.count.kind for f in members if f.sure), None)
    return Claim(
        id=f"f{s.number}.{tokens[0]:03}.{int(toll)}",
        document=work.document.id,
        span=span,
        quote=quote_of(work, span),
        speaker=speaker,
        cue=inner.cue if inner else None,
        content_span=inner.content_span if inner else None,
        stance=stance,
        act=kind if kind in ("killed", "wounded", "displaced") else None,
        counts=tuple(f.count for f in members if f.sure),
        cumulative=toll or window is not None,
        window=window,
        when=as_when(work, whens[0], future=False) if whens and not toll and window is None else None,
        said_when=said_when_of(work, inner),
        method="pattern",
        review=tuple(f.review for f in members if f.review),
    )


def _toll_tokens(s: Sentence, tokens: list[int]) -> list[int]:
    """From the verb that raises the toll, or the toll itself, to the number."""
    first = tokens[0]
    for k in range(first - 1, -1, -1):
        if s.lemmas[k] in TOLLS:
            first = k
            if k > 0 and s.heads[k] < k and s.is_verb(s.heads[k]) and k - s.heads[k] < 4:  # noqa: PLR2004  (its own verb)
                first = s.heads[k]
            break
    return list(range(first, tokens[-1] + 1))


def parts_of(
    work: Work, s: Sentence, figures: list[Figure], by_event: dict[int, Claim], claims: list[Claim]
) -> list[Claim]:
    """Make a claim of its own of each "including 100 children"; its count is part of the other."""
    parts = []
    for figure in figures:
        if not figure.part or figure.count.span is None:
            continue
        if figure.event is not None:
            whole = by_event.get(figure.event.trigger)
        else:
            whole = next((c for c in claims if c.counts), None)
        if whole is not None:
            parts.append(_part(work, s, figure.count, figure.count.span, whole))
    return parts


def _part(work: Work, s: Sentence, count: Count, counted: Span, whole: Claim) -> Claim:
    """The claim of a part: as the whole, but for whom it counts; `counted` is the span of its number."""
    number = [i for i, t in enumerate(s.tokens) if counted[0] <= t.start < counted[1]]
    noun = noun_after(s, number)
    last = noun if noun is not None else number[-1]
    span = claim_span(s, range(number[0], last + 1))
    return replace(
        whole,
        id=f"p{s.number}.{number[0]:03}",
        span=span,
        quote=quote_of(work, span),
        counts=(replace(count, part_of=whole.id),),
        targets=(Named(name=s.words_of(last, last), span=s.span_of((last,)), kind="person"),),
    )
