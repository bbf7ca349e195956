"""The grammar of time phrases: what stands before a moment ("since", "by", "from … to") and says what it is for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from trucewatch.reading import times_calendar as cal
from trucewatch.reading.numerals import SMALL, TENS
from trucewatch.reading.times_amounts import Phrase, ago, lasting, past, phrase_of, story, story_day, within
from trucewatch.reading.times_dates import year_number
from trucewatch.reading.times_grammar import moment_at
from trucewatch.reading.times_ranges import between, inside, plain, range_of
from trucewatch.reading.times_words import (
    AFTER_DIGITS,
    DASHES,
    EVENT_PHRASES,
    EVENT_TAILS,
    EVENTS,
    LINKS,
    MONTHS,
    PLURAL_WEEKDAYS,
    SUN,
    TIME_SIGNS,
    UNITS,
    WEEKDAYS,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from trucewatch.reading.numerals import Tokens
    from trucewatch.reading.times_calendar import Anchor, Means, Stretch


def phrase_at(t: Tokens, i: int) -> Phrase | None:
    """Read the longest time phrase that begins at token `i`."""
    rules = _RULES.get(t.low[i], ())
    if not rules and t.raw[i].isdecimal() and _digits_may_begin(t, i):
        rules = _NUMBER_RULES
    best: Phrase | None = None
    for rule in rules:
        found = rule(t, i)
        if found is not None and (best is None or found.j > best.j):
            best = found
    return best


def may_begin(word: str) -> bool:
    """Say whether a time phrase can begin with a word (in lower case): most cannot, and are passed over."""
    return word in _RULES or word.isdecimal()


def _digits_may_begin(t: Tokens, i: int) -> bool:
    """Look at a few words behind digits before any rule is tried."""
    mark = t.low[i + 1]
    if mark not in AFTER_DIGITS:
        return False
    if mark in {":", ".", "/"}:
        return len(t.raw[i + 2]) == 2 or (mark != ":" and t.raw[i + 3] == mark)  # noqa: PLR2004
    if mark in LINKS and not (mark == "-" and len(t.raw[i]) == 4):  # noqa: PLR2004
        return not TIME_SIGNS.isdisjoint(t.low[i + 2 : i + 8])
    return True


# Beginnings -----------------------------------------------------------------------------------------------------


def _since(t: Tokens, i: int) -> Phrase | None:
    j = i + 1
    if t.low[j] == "then":
        return Phrase(j + 1, "since", story)
    if t.low[j] in {"as", "at"}:
        j += 1
    if t.low[j] in {"late", "early"} and t.low[j + 1] not in MONTHS and year_number(t, j + 1) is None:
        found = moment_at(t, j, bare=True) or moment_at(t, j + 1, bare=True)
    else:
        found = moment_at(t, j, bare=True)
    if found is not None:
        return phrase_of(found, "since", _since_from(found.means))
    gone = ago(t, j)
    if gone is not None:
        return Phrase(gone.j, "since", _since_from(gone.means))
    return _since_event(t, j)


def _since_from(means: Means) -> Means:
    def since(anchor: Anchor) -> Stretch | None:
        return _opened(means(replace(anchor, future=False)), anchor)

    return since


def _opened(stretch: Stretch | None, anchor: Anchor) -> Stretch | None:
    """Turn the stretch that begins a window into the window up to the document."""
    if stretch is None or stretch.start is None:
        return stretch
    start = stretch.edge or stretch.start
    latest = None if stretch.edge or stretch.start == stretch.end else stretch.end
    if latest is not None and anchor.day is not None and cal.day_of(latest) > anchor.day:
        latest = anchor.day
    return stretch._replace(
        start=start, end=anchor.instant or anchor.day, latest=latest, method=f"since-{stretch.method}", edge=None
    )


def _since_event(t: Tokens, j: int) -> Phrase | None:
    """Read "since the truce began": the window's start is an event that the calendar does not hold."""
    event_at = None
    for k in range(j, j + 6):
        if not t.raw[k].isalpha() and t.raw[k] not in DASHES and t.raw[k] not in {"'", "’"}:
            break
        if t.low[k] in EVENTS:
            event_at = k
    if event_at is None:
        return None
    end = event_at + 1
    if t.raw[end] in DASHES and t.low[end + 1] == "fire":
        end += 2
    if t.low[end] in EVENT_TAILS:
        end += 1
    for words in EVENT_PHRASES:
        if tuple(t.low[end : end + len(words)]) == words:
            end += len(words)
    return Phrase(end, "since", _event)


def _event(anchor: Anchor) -> Stretch:
    return cal.Stretch(None, anchor.instant or anchor.day, "since-event")


def _so_far(t: Tokens, i: int) -> Phrase | None:
    if t.low[i + 1] != "far" or t.low[i + 2] not in {"this", "in"}:
        return None
    j = i + 3 if t.low[i + 2] == "in" else i + 2
    found = moment_at(t, j, bare=True)
    if found is None or found.level not in {"week", "month", "year"}:
        return None

    def means(anchor: Anchor) -> Stretch | None:
        stretch = found.means(anchor)
        return None if stretch is None else _opened(stretch._replace(end=stretch.start), anchor)

    return Phrase(found.j, "since", means)


def _from(t: Tokens, i: int) -> Phrase | None:
    """Read "from X", "from X to Y", "as of X", "starting on X", "with effect from X"."""
    word, j = t.low[i], i + 1
    if word == "as":
        if t.low[j] not in {"of", "from"}:
            return None
        j += 1
    elif word == "with":
        if t.low[i + 1 : i + 3] != ["effect", "from"]:
            return None
        j += 2
    if t.low[j] in {"on", "from", "at", "around"}:
        j += 1
    if word == "from":
        ranged = range_of(t, j, joiners=frozenset({"to", "until", "till", "through", *DASHES}))
        if ranged is not None:
            return ranged
    found = moment_at(t, j, bare=word != "starting")
    return None if found is None else phrase_of(found, "from", _open_ended(found.means, "from"))


def _open_ended(means: Means, word: str) -> Means:
    def starting(anchor: Anchor) -> Stretch | None:
        future = anchor.future if anchor.future is not None else True
        stretch = means(replace(anchor, future=future))
        if stretch is None or stretch.start is None:
            return stretch
        start = stretch.edge or stretch.start
        latest = None if stretch.edge or stretch.start == stretch.end else stretch.end
        return stretch._replace(start=start, end=None, latest=latest, method=f"{word}-{stretch.method}", edge=None)

    return starting


def _by(t: Tokens, i: int) -> Phrase | None:
    j = i + 1
    if t.low[i] == "no" or (t.low[i] == "not" and t.low[j] == "later"):
        if t.low[j : j + 2] != ["later", "than"]:
            return None
        j += 2
    if t.low[j] in {"at", "on", "around"}:
        j += 1
    found = moment_at(t, j, bare=True)
    return None if found is None else phrase_of(found, "deadline", _limit(found.means))


def _limit(means: Means) -> Means:
    def limit(anchor: Anchor) -> Stretch | None:
        future = anchor.future if anchor.future is not None else True
        stretch = means(replace(anchor, future=future))
        if stretch is None or stretch.end is None:
            return stretch
        start = anchor.instant or anchor.day
        if start is not None and cal.day_of(start) > cal.day_of(stretch.end):
            start = None
        return stretch._replace(start=start, end=stretch.edge or stretch.end, method=f"by-{stretch.method}", edge=None)

    return limit


def _until(t: Tokens, i: int) -> Phrase | None:
    j = i + 2 if t.low[i : i + 2] == ["up", "to"] else i + 1
    if t.low[i] == "up" and j == i + 1:
        return None
    if t.low[j] in {"at", "on"}:
        j += 1
    found = moment_at(t, j, bare=True)
    if found is None or (t.low[i] in {"up", "through"} and found.level == "clock" and found.clock):
        return None
    word = "before" if t.low[i] == "before" else "until"

    def means(anchor: Anchor) -> Stretch | None:
        future = anchor.future if anchor.future is not None else (True if found.level == "day" else None)
        stretch = found.means(replace(anchor, future=future))
        if stretch is None or stretch.end is None:
            return stretch
        end = stretch.edge or stretch.end
        if word == "before" and stretch.start is not None:
            end = stretch.start if cal.is_instant(stretch.start) else stretch.start - cal.ONE_DAY
        return stretch._replace(start=None, end=end, method=f"{word}-{stretch.method}", edge=None)

    return phrase_of(found, "between", means)


def _after(t: Tokens, i: int) -> Phrase | None:
    found = moment_at(t, i + 1, bare=False)
    if found is None:
        return None
    return phrase_of(found, "from", _open_ended(found.means, "after"))


_PLAIN_STARTS = {
    *MONTHS, *WEEKDAYS, *PLURAL_WEEKDAYS, *SUN, "today", "yesterday", "tomorrow", "tonight", "last", "this", "next",
    "previous", "late", "early", "earlier", "later", "overnight", "noon", "midday", "midnight", "shortly", "just",
    "mid", "around", "about", "end", "beginning", "start", "middle",
}  # fmt: skip
_AMOUNT_STARTS = {
    "a", "an", "more", "less", "over", "nearly", "almost", "about", "some", "around", "several", "many", "few", "half",
    *UNITS, *SMALL, *TENS,
}  # fmt: skip


def _rules() -> dict[str, tuple[Callable[[Tokens, int], Phrase | None], ...]]:
    """Return what may begin with which word; of several the longest phrase wins."""
    table: dict[str, tuple[Callable[[Tokens, int], Phrase | None], ...]] = {}
    for words, rules in (
        (_PLAIN_STARTS, (plain,)),
        (_AMOUNT_STARTS, (ago,)),
        (SMALL, (plain,)),
        ({"the", "these"}, (plain, past, story_day)),
        ({"that", "same"}, (story_day,)),
        ({"since"}, (_since,)),
        ({"so"}, (_so_far,)),
        ({"from", "as", "starting", "beginning", "effective", "with"}, (_from,)),
        ({"by", "no", "not"}, (_by,)),
        ({"within"}, (within,)),
        ({"until", "till", "through", "up", "before"}, (_until,)),
        ({"after"}, (_after,)),
        ({"between"}, (between,)),
        ({"over", "during", "in", "for"}, (past,)),
        ({"lasted", "lasting", "lasts", "for", "in"}, (lasting,)),
        ({"in", "at", "during", "of", "on", "around"}, (inside,)),
    ):
        for word in words:
            table[word] = table.get(word, ()) + rules
    return table


_RULES = _rules()
_NUMBER_RULES = (plain, ago)
