"""The grammar of amounts of time: "the past 24 hours", "six months ago", "lasted six hours", "within a week"."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from trucewatch.reading import times_calendar as cal
from trucewatch.reading.numerals import number_at, word_set
from trucewatch.reading.times_words import DASHES, PARTS_OF_DAY, UNITS

if TYPE_CHECKING:
    from trucewatch.reading.numerals import Tokens
    from trucewatch.reading.times_calendar import Anchor, Means, Stretch
    from trucewatch.reading.times_dates import Found

_VAGUE = word_set("few several couple some many recent")


class Phrase(NamedTuple):
    """A time phrase that ends before token `j`; `clock` is set where the day of a clock time is not said.

    `i` is where the phrase begins, if later than where its rule began ("in" is no part of "in March").
    """

    j: int
    kind: str
    means: Means
    level: str = ""
    clock: cal.Clock | None = None
    i: int | None = None


def phrase_of(found: Found, kind: str, means: Means) -> Phrase:
    """Make a phrase of a moment: what it is for, and what it means there."""
    return Phrase(found.j, kind, means, found.level, found.clock)


class _Amount(NamedTuple):
    j: int
    number: float | None
    unit: str


def _amount(t: Tokens, j: int) -> _Amount | None:
    """Read "a week", "24 hours", "six months", "the last few days": None as count where it is vague."""
    if t.low[j] in UNITS and t.low[j] != "second":
        plural = t.low[j].endswith("s")
        return _Amount(j + 1, None if plural else 1, UNITS[t.low[j]])
    if t.low[j] == "a" and t.low[j + 1] in {"few", "couple"}:
        k = j + 3 if t.low[j + 2] == "of" else j + 2
        return _Amount(k + 1, None, UNITS[t.low[k]]) if t.low[k] in UNITS else None
    if t.low[j] in _VAGUE and t.low[j + 1] in UNITS:
        return _Amount(j + 2, None, UNITS[t.low[j + 1]])
    if t.low[j] in {"a", "an", "one"} and t.low[j + 1] in UNITS and t.low[j + 1] != "second":
        return _Amount(j + 2, 1, UNITS[t.low[j + 1]])
    if t.low[j : j + 3] == ["half", "an", "hour"]:
        return _Amount(j + 3, 0.5, "hour")
    number = number_at(t, j)
    if number is None:
        return None
    k = number[0] + 1 if t.raw[number[0]] in DASHES else number[0]
    if t.low[k] not in UNITS or t.low[k] == "second":
        return None
    return _Amount(k + 1, number[1], UNITS[t.low[k]])


def past(t: Tokens, i: int) -> Phrase | None:
    """Read "over the past 24 hours", "in the last three days", "in recent days", "in the previous week"."""
    j = i
    if t.low[j] in {"over", "in", "during", "for", "within"}:
        j += 1
    if t.low[j] == "recent" and t.low[j + 1] in UNITS and j > i:
        return Phrase(j + 2, "within-past", _before_now(None, UNITS[t.low[j + 1]]))
    if t.low[j] not in {"the", "these"}:
        return None
    j += 1
    if t.low[j] in {"next", "coming", "following"} and j > i:
        return _coming(t, j)
    if t.low[j] not in {"past", "last", "previous", "preceding"}:
        return None
    amount = _amount(t, j + 1)
    if amount is None or amount.unit == "weekend" or t.low[amount.j] == "of":
        return None
    return Phrase(amount.j, "within-past", _before_now(amount.number, amount.unit))


def _coming(t: Tokens, j: int) -> Phrase | None:
    amount = _amount(t, j + 1)
    if amount is None or t.low[j] == "following" or t.low[j + 1] == "day":
        return None
    return Phrase(amount.j, "deadline", _ahead(amount.number, amount.unit, "within"))


def _before_now(count: float | None, unit: str) -> Means:
    def means(anchor: Anchor) -> Stretch | None:
        if anchor.day is None:
            return None
        end = anchor.instant or anchor.day
        if count is None:
            return cal.Stretch(None, end, "vague-time-up-to-document-date")
        if anchor.instant is not None and unit in cal.HOURS:
            start = anchor.instant - timedelta(hours=count * cal.HOURS[unit])
            return cal.Stretch(start, end, "time-up-to-document-instant")
        return cal.Stretch(cal.shifted(anchor.day, -count, unit), end, "time-up-to-document-date")

    return means


def ago(t: Tokens, i: int) -> Phrase | None:
    """Read "six months ago", "a week earlier", "days later", "more than a year ago"; else a duration."""
    j, bound = i, ""
    if t.low[j] in {"more", "less"} and t.low[j + 1] == "than":
        bound, j = t.low[j], j + 2
    elif t.low[j] in {"over", "nearly", "almost", "about", "some", "around"}:
        bound, j = ("more" if t.low[j] == "over" else ""), j + 1
    amount = _amount(t, j)
    if amount is None:
        return None
    return _after_amount(t, i, amount, bound)


def _after_amount(t: Tokens, i: int, amount: _Amount, bound: str) -> Phrase | None:
    word = t.low[amount.j]
    if word == "ago":
        return Phrase(amount.j + 1, "instant", cal.ago(amount.number, amount.unit, bound))
    if word in {"earlier", "later", "afterwards", "before", "after"}:
        return Phrase(amount.j + (word not in {"before", "after"}), "instant", story)
    if word == "from" and t.low[amount.j + 1] in {"now", "today"}:
        return Phrase(amount.j + 2, "instant", _in_future(amount))
    if word == "old" or (t.raw[amount.j] in DASHES and t.low[amount.j + 1] == "old"):
        return None
    hyphened = t.raw[amount.j - 2] in DASHES and t.glued(amount.j - 1) and amount.number is not None
    if hyphened or (word in {"of", "long"} and amount.number is not None and t.low[i] not in UNITS):
        return Phrase(amount.j, "duration", _duration)
    return None


def _in_future(amount: _Amount) -> Means:
    def means(anchor: Anchor) -> Stretch | None:
        stretch = _ahead(amount.number, amount.unit, "time")(anchor)
        if stretch is None or stretch.end is None:
            return stretch
        return stretch._replace(start=stretch.end)

    return means


def lasting(t: Tokens, i: int) -> Phrase | None:
    """Read "lasted six hours", "for three days", "in two weeks" (a duration, or a point ahead where told)."""
    j = i + 1
    if t.low[j] in {"about", "around", "nearly", "almost", "some", "over"}:
        j += 1
    elif t.low[j] in {"more", "less", "at"} and t.low[j + 1] in {"than", "least", "most"}:
        j += 2
    amount = _amount(t, j)
    if amount is None or (t.low[i] in {"in", "for"} and t.low[amount.j] in {"old", "ago"}):
        return None
    if t.low[i] == "in" and amount.number is None:
        return None
    if t.low[i] != "in":
        return Phrase(amount.j, "duration", _duration)
    ahead = _in_future(amount)
    return Phrase(amount.j, "duration", lambda anchor: ahead(anchor) if anchor.future else _duration(anchor))


def _duration(_anchor: Anchor) -> Stretch:
    return cal.Stretch(None, None, "duration")


def story(_anchor: Anchor) -> Stretch:
    """Mean a moment that hangs on another event of the story, which the words do not name."""
    return cal.Stretch(None, None, "relative-to-story")


def story_day(t: Tokens, i: int) -> Phrase | None:
    """Read "the next day", "the same day", "that evening", "a day earlier"."""
    j = i + 1
    if t.low[i] == "the" and t.low[j] in {"next", "following", "same", "previous", "preceding"}:
        j += 1
        if t.low[j] in PARTS_OF_DAY or t.low[j] == "day":
            return Phrase(j + 1, "instant", story)
        return None
    if t.low[i] == "the" and t.low[j : j + 2] in (["day", "before"], ["day", "after"]):
        return Phrase(j + 2, "instant", story) if t.low[j + 2] not in {"yesterday", "tomorrow"} else None
    if t.low[i] in {"that", "same"} and (t.low[j] in PARTS_OF_DAY or t.low[j] == "day"):
        return Phrase(j + 1, "instant", story)
    return None


def within(t: Tokens, i: int) -> Phrase | None:
    """Read "within a week", "within 72 hours", "within the next ten days", "within 60 days of signing"."""
    j = i + 1
    if t.low[j] in {"the", "this"}:
        j += 1
    if t.low[j] in {"past", "last", "previous"}:
        return past(t, i)
    if t.low[j] in {"next", "coming", "following"}:
        j += 1
    if t.low[j] in {"about", "around", "just"}:
        j += 1
    amount = _amount(t, j)
    if amount is None:
        return None
    if t.low[amount.j] in {"of", "after", "from"} and t.low[amount.j + 1] not in {"now", "today"}:
        return Phrase(amount.j, "deadline", _within_event)
    return Phrase(amount.j, "deadline", _ahead(amount.number, amount.unit, "within"))


def _within_event(_anchor: Anchor) -> Stretch:
    return cal.Stretch(None, None, "within-time-of-event")


def _ahead(count: float | None, unit: str, word: str) -> Means:
    def means(anchor: Anchor) -> Stretch | None:
        if anchor.day is None:
            return None
        start = anchor.instant or anchor.day
        if count is None:
            return cal.Stretch(start, None, f"{word}-vague-time-after-document-date")
        if anchor.instant is not None and unit in cal.HOURS:
            end = anchor.instant + timedelta(hours=count * cal.HOURS[unit])
            return cal.Stretch(start, end, f"{word}-after-document-instant")
        return cal.Stretch(start, cal.shifted(anchor.day, count, unit), f"{word}-after-document-date")

    return means
