"""Time phrases of English news: each to an interval with its method, seen from the document's date. Pure; no clock.

What the words do not settle stays open: without a document date, relative words are found but not resolved; a
clock time whose day is not said borrows the day of its sentence or stays open; "midnight on Thursday" covers both
midnights; a clock without a zone has none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from trucewatch.reading import times_calendar as cal
from trucewatch.reading.numerals import Tokens, tokens
from trucewatch.reading.times_amounts import Phrase
from trucewatch.reading.times_grammar import moment_at
from trucewatch.reading.times_phrases import may_begin, phrase_at

if TYPE_CHECKING:
    from datetime import date, datetime

    from trucewatch.model import Span

_AHEAD = re.compile(
    r"\b(?:will|would|shall|won['’]t|due|to (?:begin|start|take|meet|hold|be|come|enter|go|open|end|resume|withdraw)|"
    r"scheduled|plan(?:s|ned)?|expect(?:s|ed)?|going to|set to|upcoming|ahead of|supposed to)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]{0,3}\s{1,4}(?=[\"'“‘(]{0,2}[A-Z])|\n")
_REACH = 80
"""Code points on each side of a phrase that are looked at for a word of the future."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimePhrase:
    """A time phrase as the text has it, and the interval that it means.

    `kind`: `instant` (the time of an act, of any length), `since` (start of a window), `within-past` ("over the past
    24 hours"), `deadline` ("within a week", "by Friday"), `from` ("as of March 15"), `between` (two ends, or an end:
    "until Friday"), `duration` ("lasted six hours": no interval). `start`, `end` and `start_latest` are written
    instants (`trucewatch.model.when`); None where open or not settled, as `method` says. `zone` is an IANA name or an
    offset where the words settle it. `ahead` hints that words nearby speak of the future: the caller decides, and
    calls `resolve`. `day` holds the words of the day that a lone clock time borrows from its sentence.
    """

    span: Span
    words: str
    kind: str
    start: str | None = None
    end: str | None = None
    start_latest: str | None = None
    zone: str | None = None
    method: str
    ahead: bool = False
    day: str | None = None


def find_times(text: str, *, anchor: date | None, anchor_instant: datetime | None = None) -> tuple[TimePhrase, ...]:
    """Return the time phrases of `text` in order, none overlapping.

    A weekday or a part of one is read as past; beginnings ("as of") and limits ("by") as ahead; a day without a year
    as the nearest.

    Args:
        text: English text; spans are code points into it.
        anchor: The document's date; None leaves relative words unresolved.
        anchor_instant: When it was published, where known to the minute; makes "the past 24 hours" exact.
    """
    seen_from = cal.Anchor(anchor, anchor_instant)
    t = tokens(text)
    found: list[tuple[TimePhrase, Phrase]] = []
    free_from = 0
    for i, word in enumerate(t.low):
        if i < free_from or not may_begin(word):
            continue
        phrase = phrase_at(t, i)
        if phrase is not None:
            begin = phrase.i if phrase.i is not None else i
            found.append((_time_phrase(t, begin, phrase, seen_from), phrase))
            free_from = phrase.j
    return _borrow_days(text, found, seen_from)


def resolve(
    phrase: TimePhrase, *, anchor: date | None, future: bool, anchor_instant: datetime | None = None
) -> TimePhrase:
    """Read a phrase's words again as told: of the future ("will meet on Thursday") or of the past."""
    seen_from = cal.Anchor(anchor, anchor_instant, future)
    t = tokens(phrase.words)
    parsed = _reparsed(t, phrase.kind)
    if parsed is None:
        return phrase
    if parsed.clock is not None and phrase.day is not None:
        day = _reparsed(tokens(phrase.day), "instant")
        if day is not None:
            parsed = parsed._replace(means=_on_day(day, parsed.clock, phrase.day))
    again = _time_phrase(t, 0, parsed, seen_from)
    return replace(again, span=phrase.span, words=phrase.words, ahead=phrase.ahead, day=phrase.day)


def _reparsed(t: Tokens, kind: str) -> Phrase | None:
    phrase = phrase_at(t, 0)
    if phrase is not None and phrase.kind == kind and phrase.j == len(t.raw) - t.padding:
        return phrase
    bare = moment_at(t, 0, bare=True) if kind == "instant" else None
    return None if bare is None else Phrase(bare.j, kind, bare.means, bare.level, bare.clock)


def _time_phrase(t: Tokens, i: int, phrase: Phrase, anchor: cal.Anchor) -> TimePhrase:
    span = (t.start[i], t.end[phrase.j - 1])
    return _filled(TimePhrase(span=span, words=t.text[span[0] : span[1]], kind=phrase.kind, method=""), phrase, anchor)


def _filled(blank: TimePhrase, phrase: Phrase, anchor: cal.Anchor) -> TimePhrase:
    try:
        stretch = phrase.means(anchor)
    except (OverflowError, ValueError):
        return replace(blank, method="beyond-the-calendar")
    if stretch is None:
        return replace(blank, method="no-document-date")
    return replace(
        blank,
        start=cal.written(stretch.start),
        end=cal.written(stretch.end),
        start_latest=cal.written(stretch.latest),
        zone=stretch.zone,
        method=stretch.method,
    )


def _borrow_days(text: str, found: list[tuple[TimePhrase, Phrase]], anchor: cal.Anchor) -> tuple[TimePhrase, ...]:
    """Give a lone clock time the one day that its sentence names, and every phrase its hint of the future."""
    done: list[TimePhrase] = []
    sentences = _Sentences(text)
    ahead = [match.start() for match in _AHEAD.finditer(text)] if found else []
    for index, (phrase, parsed) in enumerate(found):
        sentence = sentences.around(phrase.span)
        if parsed.clock is not None:
            days = [
                (other, rule)
                for other, rule in found[max(0, index - 6) : index + 7]
                if rule.level in {"day", "part"} and sentence[0] <= other.span[0] < sentence[1]
            ]
            if len({other.words for other, _ in days}) == 1:
                day, rule = days[0]
                means = _on_day(rule, parsed.clock, day.words)
                phrase = replace(_filled(phrase, parsed._replace(means=means), anchor), day=day.words)  # noqa: PLW2901
        lo, hi = max(sentence[0], phrase.span[0] - _REACH), min(sentence[1], phrase.span[1] + _REACH)
        nearest = bisect_left(ahead, lo)
        hinted = nearest < len(ahead) and ahead[nearest] < hi
        done.append(replace(phrase, ahead=True) if hinted else phrase)
    return tuple(done)


def _on_day(day: Phrase, clock: cal.Clock, words: str) -> cal.Means:
    lowered = words.lower()
    return cal.at_clock(day.means, clock, tonight=lowered == "tonight" or lowered.endswith("night"))


class _Sentences:
    """Rough borders of sentences, met in order: enough to say which day belongs to which clock time."""

    def __init__(self, text: str) -> None:
        self._size = len(text)
        self._ends = _SENTENCE_END.finditer(text)
        self._start = 0
        self._end = self._next()

    def _next(self) -> int:
        match = next(self._ends, None)
        return self._size if match is None else match.end()

    def around(self, span: Span) -> Span:
        while span[0] >= self._end and self._end < self._size:
            self._start, self._end = self._end, self._next()
        return self._start, self._end
