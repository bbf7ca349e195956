"""Sentences inside a quotation, given to who speaks in it: before, after, or around."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from trucewatch.model import Speaker, Stance
from trucewatch.reading.nearby import overlapping
from trucewatch.reading.quotes import ends_closed
from trucewatch.reading.speakers import NOT_IDENTIFIED
from trucewatch.reading.work import Said

if TYPE_CHECKING:
    from trucewatch.model import Span
    from trucewatch.reading.syntax import Sentence
    from trucewatch.reading.work import Work


_SPEAKING = frozenset({"say", "quote", "according", "quoted", "call", "accuse", "blame", "condemn", "deny"})
"""Frames after which a bare quotation goes on with the same speaker."""


def spread_over_quotes(work: Work) -> None:
    """Give each sentence inside a quotation to who speaks in it: before, after, or around."""
    by_sentence: dict[int, list[Said]] = {}
    for said in work.said:
        for number in said.content:
            by_sentence.setdefault(number, []).append(said)
    last: Said | None = None
    for number, s in enumerate(work.sentences):
        own = [a for a in by_sentence.get(number, []) if a.sentence == number]
        quote = _quote_around(work, s)
        if quote is None:
            speaking = [a for a in own if a.frame in _SPEAKING and not _in_quotes(work, a)]
            last = speaking[-1] if speaking else (last if last and _same_or_next(work, last, number) else None)
            continue
        given = [a for a in by_sentence.get(number, []) if a.sentence != number or a.method != "parser"]
        outside = [a for a in own if a.verb is not None and not _inside(quote, s.tokens[a.verb].start)]
        if outside or given:
            last = (outside or given)[-1]
            continue
        speaker = _neighbour(work, by_sentence, s.paragraph, number) or _said_later(work, by_sentence, quote) or last
        tokens = frozenset(k for k, token in enumerate(s.tokens) if _inside(quote, token.start))
        if len(tokens) > 3:  # noqa: PLR2004  (a word or two in scare quotes are no quotation)
            work.said.append(
                Said(
                    speaker.speaker if speaker is not None else Speaker(name=NOT_IDENTIFIED),
                    speaker.cue if speaker is not None else None,
                    Stance.ASSERTS,
                    "quote",
                    number,
                    None,
                    {number: tokens},
                    s.span_of(tokens),
                    quoted=True,
                    follows=speaker,
                    method="quotation",
                )
            )


def _in_quotes(work: Work, said: Said) -> bool:
    """Say whether the words that introduce a saying stand in a quotation themselves."""
    return said.cue is not None and bool(overlapping(work.quotes, said.cue.span))


def _same_or_next(work: Work, last: Said, number: int) -> bool:
    return work.sentences[number].paragraph - work.sentences[last.sentence].paragraph <= 1


def _quote_around(work: Work, s: Sentence) -> Span | None:
    """The quotation that covers most of the sentence, if one does."""
    for start, end in overlapping(work.quotes, s.span):
        inside = sum(1 for token in s.tokens if start <= token.start < end)
        if inside * 2 > len(s):
            return start, end
    return None


def _inside(quote: Span, at: int) -> bool:
    return quote[0] <= at < quote[1]


def _said_later(work: Work, by_sentence: dict[int, list[Said]], quote: Span) -> Said | None:
    """Who speaks in the next paragraphs, where the quotation is left open at the end of its own and goes on there."""
    at = bisect_left(work.quotes, quote)
    while not ends_closed(work.document.text, work.quotes[at]) and at + 1 < len(work.quotes):
        at += 1
        goes_on = bisect_left(work.sentences, work.quotes[at][0], key=lambda s: s.span[1])
        if goes_on >= len(work.sentences):
            return None
        said = _neighbour(work, by_sentence, work.sentences[goes_on].paragraph, goes_on)
        if said is not None:
            return said
    return None


def _neighbour(work: Work, by_sentence: dict[int, list[Said]], here: int, number: int) -> Said | None:
    """Who speaks outside a quotation in another sentence of the paragraph `here`, the nearest first."""
    first = bisect_left(work.sentences, here, key=lambda s: s.paragraph)
    last = bisect_right(work.sentences, here, key=lambda s: s.paragraph)
    order = sorted((k for k in range(first, last) if k in by_sentence), key=lambda k: abs(k - number))
    for k in order:
        for said in by_sentence.get(k, []):
            if said.verb is None:
                continue
            at = work.sentences[k].tokens[said.verb].start
            if not overlapping(work.quotes, (at, at + 1)) and said.frame in ("say", "quote", "according"):
                return said
    return None
