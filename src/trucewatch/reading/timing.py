"""When an act happened or is due, when it was said, and the window that a figure covers."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from trucewatch.model import When, Window
from trucewatch.model.acts import HARM
from trucewatch.reading.nearby import beginning_in
from trucewatch.reading.times import resolve

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trucewatch.reading.syntax import Sentence
    from trucewatch.reading.times import TimePhrase
    from trucewatch.reading.work import Event, Said, Work

_WINDOWS = ("since", "within-past")
_WEEK_DAYS = 6
_LONG_DAYS = 2
"""A stretch "between … and …" of more days than this is a window that a figure covers."""
_ACT = ("instant", "from", "deadline", "between")


def times_in(work: Work, s: Sentence, tokens: Iterable[int]) -> list[TimePhrase]:
    """The time phrases whose first token is among `tokens`."""
    starts = {s.tokens[k].start for k in tokens}
    return [t for t in beginning_in(work.times, s.span) if any(t.span[0] <= at < t.span[1] for at in starts)]


def in_sentence(work: Work, s: Sentence) -> list[TimePhrase]:
    """All time phrases of a sentence."""
    return times_in(work, s, range(len(s)))


def when_of(work: Work, s: Sentence, event: Event, others: list[Event], said: list[Said]) -> When | None:
    """The time of the act: the phrase in its own clause that stands nearest; else one that no other clause owns."""
    own = [t for t in times_in(work, s, event.tokens) if t.kind in _ACT]
    if not own:
        taken = {k for o in others if o is not event for k in o.tokens - event.tokens} | _cue_tokens(s, event, said)
        own = [t for t in times_in(work, s, set(range(len(s))) - taken) if t.kind in _ACT]
    if not own:
        return None
    at = s.tokens[event.trigger].start
    settled = [t for t in own if t.start or t.end] or own
    best = min(settled, key=lambda t: abs(t.span[0] - at))
    return as_when(work, _happened(work, s, event, best), future=event.future)


def _happened(work: Work, s: Sentence, event: Event, phrase: TimePhrase) -> TimePhrase:
    """Read "after midnight on Monday" of harm told as past: it began on a day up to the report, not on the next one."""
    published = (work.document.published.end or work.document.published.start or "")[:10]
    verb = event.trigger if event.verbal else next((k for k in s.ancestors(event.trigger) if s.is_verb(k)), None)
    past = verb is not None and s.tags[verb] in ("VBD", "VBN") and not (event.future or event.possible)
    if event.act not in HARM or not past or phrase.ahead or phrase.kind != "from":
        return phrase
    if not published or not phrase.start or phrase.start[:10] <= published:
        return phrase
    return resolve(phrase, anchor=date.fromisoformat(published), future=False)


def as_when(work: Work, phrase: TimePhrase, *, future: bool) -> When:
    """A `When` from a phrase; what lies ahead is resolved forwards."""
    if future and phrase.ahead and phrase.kind == "instant" and work.document.published.start:
        phrase = resolve(phrase, anchor=date.fromisoformat(work.document.published.start[:10]), future=True)
    start, end = _whole_days(phrase)
    return When(start=start, end=end, zone=phrase.zone, words=phrase.words, span=phrase.span, method=phrase.method)


_CLOCK = re.compile(
    r"\d[:.]\d|\bmidnight\b|\bnoon\b|\d ?[ap]\.?m\b|\bGMT\b|\bo['’]clock|\b\d{4} hours|\bhalf past\b"
    r"|\bquarter (?:to|past)\b",
    re.IGNORECASE,
)


def _whole_days(phrase: TimePhrase) -> tuple[str | None, str | None]:
    """Widen to whole days: "afternoon" and "early" have no agreed hours, only a clock in the words narrows the day."""
    clock = _CLOCK.search(phrase.words) is not None
    start, end = phrase.start, phrase.end
    if clock or start is None or end is None or "T" not in start:
        return start, end
    last = date.fromisoformat(end[:10])
    if end[10:16] == "T00:00" and end[:10] > start[:10]:
        last -= timedelta(days=1)
    return start[:10], last.isoformat()


def _cue_tokens(s: Sentence, event: Event, said: list[Said]) -> set[int]:
    """Tokens around the cue that say when it was said, not when it happened."""
    tokens: set[int] = set()
    for one in said:
        if one.verb is not None and one.content and event.trigger in next(iter(one.content.values())):
            tokens |= set(range(len(s))) - set(next(iter(one.content.values())))
    return tokens


def said_when_of(work: Work, said: Said | None) -> When | None:
    """When it was said: a phrase beside the cue, outside the content."""
    if said is None or said.verb is None:
        return None
    s = work.sentences[said.sentence]
    outside = set(range(len(s))) - set(said.content.get(said.sentence, ()))
    found = [t for t in times_in(work, s, outside) if t.kind == "instant"]
    if not found:
        return None
    at = s.tokens[said.verb].start
    return as_when(work, min(found, key=lambda t: abs(t.span[0] - at)), future=False)


def _since_event(work: Work, s: Sentence, event: Event | None) -> Window | None:
    """Read "since the truce took effect on 27 November, …": the day in the clause is the start of the window."""
    marks = [k for k in range(len(s)) if s.low(k) == "since" and s.is_a(k, "mark")]
    for mark in marks:
        clause = s.heads[mark]
        if event is not None and (event.trigger == clause or clause in s.ancestors(event.trigger)):
            continue
        inside = [t for t in times_in(work, s, s.subtree(clause)) if t.kind == "instant" and t.start]
        if inside and inside[0].start:
            published = work.document.published
            end = (published.end or published.start or "")[:10] or None
            words = s.words_of(mark, max(s.subtree(clause)))
            return Window(start=inside[0].start[:10], end=end, words=words)
    return None


def long_window(work: Work, when: When) -> Window | None:
    """A week or more in which a figure fell ("in June", "this year") is its window, up to the document's date."""
    if when.start is None or when.end is None:
        return None
    first, last = date.fromisoformat(when.start[:10]), date.fromisoformat(when.end[:10])
    if (last - first).days < _WEEK_DAYS:
        return None
    published = (work.document.published.end or work.document.published.start or "")[:10]
    end = published if published and when.start[:10] <= published < when.end[:10] else when.end[:10]
    return Window(start=when.start[:10], end=end, words=when.words)


def _is_long(phrase: TimePhrase) -> bool:
    if phrase.kind != "between" or not phrase.start or not phrase.end:
        return False
    return (date.fromisoformat(phrase.end[:10]) - date.fromisoformat(phrase.start[:10])).days > _LONG_DAYS


def _is_over(s: Sentence, phrase: TimePhrase, event: Event | None) -> bool:
    """Say whether a phrase outside the clause stands in one above it, not in one beside it."""
    if event is None:
        return True
    first = next((k for k, t in enumerate(s.tokens) if phrase.span[0] <= t.start), None)
    if first is None:
        return False
    verb = next((a for a in (first, *s.ancestors(first)) if s.is_verb(a)), None)
    return verb is None or verb == event.trigger or verb in s.ancestors(event.trigger)


def window_of(work: Work, s: Sentence, event: Event | None) -> Window | None:
    """The window of a figure: "since …", "over the past …" in its clause, else in its sentence."""
    near = times_in(work, s, event.tokens) if event is not None else []
    found = [t for t in near if t.kind in _WINDOWS or _is_long(t)] or [
        t for t in in_sentence(work, s) if t.kind in _WINDOWS and _is_over(s, t, event)
    ]
    return as_window(work, found[0]) if found else _since_event(work, s, event)


def as_window(work: Work, phrase: TimePhrase) -> Window:
    """The window that a phrase tells: up to its own end, else to the document's date."""
    published = work.document.published
    end = phrase.end or (published.end or published.start)
    if phrase.kind == "since" or end is None:
        end = (
            phrase.end
            if phrase.kind == "between"
            else (published.end or published.start) and (published.end or published.start or "")[:10]
        )
    return Window(start=phrase.start, start_latest=phrase.start_latest, end=end, words=phrase.words)
