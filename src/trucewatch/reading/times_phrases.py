"""The grammar of time phrases: what stands before a moment ("since", "by", "from … to") and says what it is for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from trucewatch.reading import times_calendar as cal
from trucewatch.reading.clock_grammar import clock_at
from trucewatch.reading.numerals import SMALL, TENS, number_at, word_set
from trucewatch.reading.times_grammar import Found, day_at, day_number, moment_at, month_name, year_number
from trucewatch.reading.times_words import (
    AFTER_DIGITS,
    DASHES,
    EVENT_PHRASES,
    EVENT_TAILS,
    EVENTS,
    FULL_MONTHS,
    LINKS,
    MONTHS,
    PARTS_OF_DAY,
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

_JOINERS = frozenset({"to", "and", "or", "through", *DASHES})
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
        return Phrase(j + 1, "since", _story)
    if t.low[j] in {"as", "at"}:
        j += 1
    if t.low[j] in {"late", "early"} and t.low[j + 1] not in MONTHS and year_number(t, j + 1) is None:
        found = moment_at(t, j, bare=True) or moment_at(t, j + 1, bare=True)
    else:
        found = moment_at(t, j, bare=True)
    if found is not None:
        return _phrase(found, "since", _since_from(found.means))
    gone = _ago(t, j)
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
        ranged = _range(t, j, joiners=frozenset({"to", "until", "till", "through", *DASHES}))
        if ranged is not None:
            return ranged
    found = moment_at(t, j, bare=word != "starting")
    return None if found is None else _phrase(found, "from", _open_ended(found.means, "from"))


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


# Limits ---------------------------------------------------------------------------------------------------------


def _by(t: Tokens, i: int) -> Phrase | None:
    j = i + 1
    if t.low[i] == "no" or (t.low[i] == "not" and t.low[j] == "later"):
        if t.low[j : j + 2] != ["later", "than"]:
            return None
        j += 2
    if t.low[j] in {"at", "on", "around"}:
        j += 1
    found = moment_at(t, j, bare=True)
    return None if found is None else _phrase(found, "deadline", _limit(found.means))


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


def _within(t: Tokens, i: int) -> Phrase | None:
    """Read "within a week", "within 72 hours", "within the next ten days", "within 60 days of signing"."""
    j = i + 1
    if t.low[j] in {"the", "this"}:
        j += 1
    if t.low[j] in {"past", "last", "previous"}:
        return _past(t, i)
    if t.low[j] in {"next", "coming", "following"}:
        j += 1
    if t.low[j] in {"about", "around", "just"}:
        j += 1
    amount = _amount(t, j)
    if amount is None:
        return None
    if t.low[amount.j] in {"of", "after", "from"} and t.low[amount.j + 1] not in {"now", "today"}:
        return Phrase(amount.j, "deadline", _within_event)
    return Phrase(amount.j, "deadline", _ahead(amount.count, amount.unit, "within"))


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
            end = anchor.instant + cal.timedelta(hours=count * cal.HOURS[unit])
            return cal.Stretch(start, end, f"{word}-after-document-instant")
        return cal.Stretch(start, cal.shifted(anchor.day, count, unit), f"{word}-after-document-date")

    return means


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

    return _phrase(found, "between", means)


def _after(t: Tokens, i: int) -> Phrase | None:
    found = moment_at(t, i + 1, bare=False)
    if found is None:
        return None
    return _phrase(found, "from", _open_ended(found.means, "after"))


# Amounts of time ------------------------------------------------------------------------------------------------


class _Amount(NamedTuple):
    j: int
    count: float | None
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


def _past(t: Tokens, i: int) -> Phrase | None:
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
    return Phrase(amount.j, "within-past", _before_now(amount.count, amount.unit))


def _coming(t: Tokens, j: int) -> Phrase | None:
    amount = _amount(t, j + 1)
    if amount is None or t.low[j] == "following" or t.low[j + 1] == "day":
        return None
    return Phrase(amount.j, "deadline", _ahead(amount.count, amount.unit, "within"))


def _before_now(count: float | None, unit: str) -> Means:
    def means(anchor: Anchor) -> Stretch | None:
        if anchor.day is None:
            return None
        end = anchor.instant or anchor.day
        if count is None:
            return cal.Stretch(None, end, "vague-time-up-to-document-date")
        if anchor.instant is not None and unit in cal.HOURS:
            start = anchor.instant - cal.timedelta(hours=count * cal.HOURS[unit])
            return cal.Stretch(start, end, "time-up-to-document-instant")
        return cal.Stretch(cal.shifted(anchor.day, -count, unit), end, "time-up-to-document-date")

    return means


def _ago(t: Tokens, i: int) -> Phrase | None:
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
        return Phrase(amount.j + 1, "instant", cal.ago(amount.count, amount.unit, bound))
    if word in {"earlier", "later", "afterwards", "before", "after"}:
        return Phrase(amount.j + (word not in {"before", "after"}), "instant", _story)
    if word == "from" and t.low[amount.j + 1] in {"now", "today"}:
        return Phrase(amount.j + 2, "instant", _in_future(amount))
    if word == "old" or (t.raw[amount.j] in DASHES and t.low[amount.j + 1] == "old"):
        return None
    hyphened = t.raw[amount.j - 2] in DASHES and t.glued(amount.j - 1) and amount.count is not None
    if hyphened or (word in {"of", "long"} and amount.count is not None and t.low[i] not in UNITS):
        return Phrase(amount.j, "duration", _duration)
    return None


def _in_future(amount: _Amount) -> Means:
    def means(anchor: Anchor) -> Stretch | None:
        stretch = _ahead(amount.count, amount.unit, "time")(anchor)
        if stretch is None or stretch.end is None:
            return stretch
        return stretch._replace(start=stretch.end)

    return means


def _lasting(t: Tokens, i: int) -> Phrase | None:
    """Read "lasted six hours", "for three days", "in two weeks" (a duration, or a point ahead where told)."""
    j = i + 1
    if t.low[j] in {"about", "around", "nearly", "almost", "some", "over"}:
        j += 1
    elif t.low[j] in {"more", "less", "at"} and t.low[j + 1] in {"than", "least", "most"}:
        j += 2
    amount = _amount(t, j)
    if amount is None or (t.low[i] in {"in", "for"} and t.low[amount.j] in {"old", "ago"}):
        return None
    if t.low[i] == "in" and amount.count is None:
        return None
    if t.low[i] != "in":
        return Phrase(amount.j, "duration", _duration)
    ahead = _in_future(amount)
    return Phrase(amount.j, "duration", lambda anchor: ahead(anchor) if anchor.future else _duration(anchor))


def _duration(_anchor: Anchor) -> Stretch:
    return cal.Stretch(None, None, "duration")


def _story(_anchor: Anchor) -> Stretch:
    """Mean a moment that hangs on another event of the story, which the words do not name."""
    return cal.Stretch(None, None, "relative-to-story")


def _story_day(t: Tokens, i: int) -> Phrase | None:
    """Read "the next day", "the same day", "that evening", "a day earlier"."""
    j = i + 1
    if t.low[i] == "the" and t.low[j] in {"next", "following", "same", "previous", "preceding"}:
        j += 1
        if t.low[j] in PARTS_OF_DAY or t.low[j] == "day":
            return Phrase(j + 1, "instant", _story)
        return None
    if t.low[i] == "the" and t.low[j : j + 2] in (["day", "before"], ["day", "after"]):
        return Phrase(j + 2, "instant", _story) if t.low[j + 2] not in {"yesterday", "tomorrow"} else None
    if t.low[i] in {"that", "same"} and (t.low[j] in PARTS_OF_DAY or t.low[j] == "day"):
        return Phrase(j + 1, "instant", _story)
    return None


# Ranges ---------------------------------------------------------------------------------------------------------


def _between(t: Tokens, i: int) -> Phrase | None:
    j = i + 1
    part = ""
    if t.low[j] == "the" and t.low[j + 1] in PARTS_OF_DAY and t.low[j + 2] == "of":
        part, j = PARTS_OF_DAY[t.low[j + 1]], j + 3
    found = _range(t, j, joiners=frozenset({"and", *DASHES}))
    if found is None or not part:
        return found
    inner = found.means
    return found._replace(means=cal.part_of(inner, part))


def _plain(t: Tokens, i: int) -> Phrase | None:
    """Read a moment without a word before it, or two joined: "3-5 March", "Monday to Wednesday"."""
    ranged = _range(t, i, joiners=_JOINERS, strict=True)
    if ranged is not None:
        return ranged
    found = moment_at(t, i)
    return None if found is None or found.level == "sun" else _phrase(found, "instant", found.means)


def _in(t: Tokens, i: int) -> Phrase | None:
    """Read what needs "in", "at", "during" or "of" before it: "in March", "in 2019", "at 00.01". They stay outside."""
    j = i + 2 if t.low[i + 1] == "the" and t.raw[i + 2].isdecimal() and t.low[i] != "at" else i + 1
    ranged = _range(t, j, joiners=_JOINERS, strict=True)
    if ranged is not None:
        return ranged._replace(i=j)
    found = moment_at(t, j, bare=True)
    if found is None or (t.low[i] == "of" and found.level == "year"):
        return None
    return _phrase(found, "instant", found.means)._replace(i=j)


def _range(t: Tokens, i: int, *, joiners: frozenset[str], strict: bool = False) -> Phrase | None:
    """Read two ends; the shorter borrows month, year or clock marks from the other."""
    days = _day_range(t, i, joiners)
    if days is not None:
        return days
    left = moment_at(t, i, bare=not strict)
    if left is None:
        return _clock_range(t, i, joiners, strict=strict)
    if t.low[left.j] not in joiners:
        return None
    if strict and (t.low[left.j] in {"and", "or"} or left.level not in {"day", "clock", "part"}):
        return None
    j = left.j + 1
    if t.low[j] in {"on", "at", "the"} and t.low[left.j] in {"and", "to"} and not strict:
        j += 1
    right = moment_at(t, j, bare=not strict)
    if right is None or (strict and t.low[left.j] in DASHES and right.level != left.level):
        return None
    return Phrase(right.j, "between", _joined(left, right))


def _day_range(t: Tokens, i: int, joiners: frozenset[str]) -> Phrase | None:
    """Read "3 to 5 March 2020", "March 3-5", "1 and 3 March"."""
    first = day_number(t, i + 1 if t.low[i] == "the" else i)
    if first is not None and (t.low[first[0]] in joiners):
        k = first[0] + 1
        right = day_at(t, k) if t.raw[k].isdecimal() or t.low[k] == "the" else None
        second = day_number(t, k + 1 if t.low[k] == "the" else k)
        if right is not None and right.level == "day" and second is not None:
            name = month_name(t, second[0] + (t.low[second[0]] == "of"))
            if name is not None:
                return Phrase(right.j, "between", _from_day(right.means, first[1]))
        return None
    return _month_day_range(t, i, joiners)


def _month_day_range(t: Tokens, i: int, joiners: frozenset[str]) -> Phrase | None:
    month = month_name(t, i)
    first = day_number(t, month[0]) if month is not None and t.raw[i][:1].isupper() else None
    if month is None or first is None or t.low[first[0]] not in joiners:
        return None
    second = day_number(t, first[0] + 1)
    if second is None or second[1] <= first[1] or t.low[second[0]] in _NOT_A_DAY or _names_month(t, second[0]):
        return None
    k = second[0] + 1 if t.raw[second[0]] == "," else second[0]
    year = year_number(t, k)
    try:
        last = cal.date(year[1] if year else 2000, month[1], second[1])
    except ValueError:
        return None
    right = cal.fixed(last) if year else cal.month_day(month[1], second[1])
    return Phrase(year[0] if year else second[0], "between", _from_day(right, first[1]))


_NOT_A_DAY = word_set("people civilians soldiers troops fighters percent per km hours days weeks")


def _names_month(t: Tokens, j: int) -> bool:
    return t.low[j] in FULL_MONTHS and t.raw[j][:1].isupper()


def _from_day(right: Means, first: int) -> Means:
    def means(anchor: Anchor) -> Stretch | None:
        stretch = right(anchor)
        if stretch is None or stretch.end is None or first > cal.day_of(stretch.end).day:
            return stretch
        return stretch._replace(start=cal.day_of(stretch.end).replace(day=first), method=f"{stretch.method}-range")

    return means


def _clock_range(t: Tokens, i: int, joiners: frozenset[str], *, strict: bool) -> Phrase | None:
    """Read "8 and 9 p.m.", "14.00 to 16.00": the first time borrows its marks from the second."""
    number = t.number(i)
    if number is None or strict or number > 12 or t.low[i + 1] not in joiners:  # noqa: PLR2004
        return None
    right = clock_at(t, i + 2)
    if right is None or not right.clock.half_day_known:
        return None
    first = number % 12 + (12 if right.clock.hour >= 12 else 0)  # noqa: PLR2004
    found = moment_at(t, i + 2)
    if found is None:
        return None
    left = replace(right.clock, hour=first, minute=0)
    if found.clock is not None:
        return Phrase(found.j, "between", found.means, "clock", None)

    def means(anchor: Anchor) -> Stretch | None:
        stretch = found.means(anchor)
        if stretch is None or stretch.end is None:
            return stretch
        day = cal.fixed(cal.day_of(stretch.end))
        begin = cal.at_clock(day, left)(anchor)
        return stretch._replace(start=begin.start if begin else None, method=f"{stretch.method}-range")

    return Phrase(found.j, "between", means)


def _joined(left: Found, right: Found) -> Means:
    def means(anchor: Anchor) -> Stretch | None:
        last = right.means(anchor)
        first = left.means(anchor)
        if left.clock is not None and last is not None and last.end is not None:
            clock = left.clock if left.clock.zone or not last.zone else replace(left.clock, zone=last.zone)
            first = cal.at_clock(cal.fixed(cal.day_of(last.end)), clock)(anchor)
        if right.clock is not None and first is not None and first.start is not None:
            last = cal.at_clock(cal.fixed(cal.day_of(first.start)), right.clock)(anchor)
        if first is None or last is None:
            return None
        if first.start is None or last.end is None:
            return cal.Stretch(None, None, first.method if first.start is None else last.method)
        return _in_order(left, first, last)

    return means


def _in_order(left: Found, first: Stretch, last: Stretch) -> Stretch:
    """Keep the ends in order: "between Monday and Wednesday" seen from a Tuesday ends ahead, or began before."""
    if first.start is not None and last.end is not None and cal.day_of(first.start) > cal.day_of(last.end):
        earlier = left.means(cal.Anchor(cal.day_of(last.end), None, future=False))
        first = earlier or first
    if first.start is not None and last.end is not None and cal.day_of(first.start) > cal.day_of(last.end):
        return cal.Stretch(None, None, "range-ends-before-it-begins")
    end = last.edge or last.end
    zone = last.zone if last.zone == first.zone else None
    return cal.Stretch(first.edge or first.start, end, f"{last.method}-range", zone=zone)


def _phrase(found: Found, kind: str, means: Means) -> Phrase:
    return Phrase(found.j, kind, means, found.level, found.clock)


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
        (_PLAIN_STARTS, (_plain,)),
        (_AMOUNT_STARTS, (_ago,)),
        (SMALL, (_plain,)),
        ({"the", "these"}, (_plain, _past, _story_day)),
        ({"that", "same"}, (_story_day,)),
        ({"since"}, (_since,)),
        ({"so"}, (_so_far,)),
        ({"from", "as", "starting", "beginning", "effective", "with"}, (_from,)),
        ({"by", "no", "not"}, (_by,)),
        ({"within"}, (_within,)),
        ({"until", "till", "through", "up", "before"}, (_until,)),
        ({"after"}, (_after,)),
        ({"between"}, (_between,)),
        ({"over", "during", "in", "for"}, (_past,)),
        ({"lasted", "lasting", "lasts", "for", "in"}, (_lasting,)),
        ({"in", "at", "during", "of", "on", "around"}, (_in,)),
    ):
        for word in words:
            table[word] = table.get(word, ()) + rules
    return table


_RULES = _rules()
_NUMBER_RULES = (_plain, _ago)
