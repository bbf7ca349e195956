"""The grammar of two ends: "between 3 and 5 March", "from 14:00 to 16:00", "Monday to Wednesday"; and of none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from trucewatch.reading import times_calendar as cal
from trucewatch.reading.clock_grammar import clock_at
from trucewatch.reading.numerals import word_set
from trucewatch.reading.times_amounts import Phrase, phrase_of
from trucewatch.reading.times_dates import Found, day_number, month_name, year_number
from trucewatch.reading.times_grammar import day_at, moment_at
from trucewatch.reading.times_words import DASHES, FULL_MONTHS, PARTS_OF_DAY

if TYPE_CHECKING:
    from trucewatch.reading.numerals import Tokens
    from trucewatch.reading.times_calendar import Anchor, Means, Stretch

JOINERS = frozenset({"to", "and", "or", "through", *DASHES})


def between(t: Tokens, i: int) -> Phrase | None:
    """Read "between X and Y", "between the evenings of X and Y"."""
    j = i + 1
    part = ""
    if t.low[j] == "the" and t.low[j + 1] in PARTS_OF_DAY and t.low[j + 2] == "of":
        part, j = PARTS_OF_DAY[t.low[j + 1]], j + 3
    found = range_of(t, j, joiners=frozenset({"and", *DASHES}))
    if found is None or not part:
        return found
    inner = found.means
    return found._replace(means=cal.part_of(inner, part))


def plain(t: Tokens, i: int) -> Phrase | None:
    """Read a moment without a word before it, or two joined: "3-5 March", "Monday to Wednesday"."""
    ranged = range_of(t, i, joiners=JOINERS, strict=True)
    if ranged is not None:
        return ranged
    found = moment_at(t, i)
    return None if found is None or found.level == "sun" else phrase_of(found, "instant", found.means)


def inside(t: Tokens, i: int) -> Phrase | None:
    """Read what needs "in", "at", "during" or "of" before it: "in March", "in 2019", "at 00.01". They stay outside."""
    j = i + 2 if t.low[i + 1] == "the" and t.raw[i + 2].isdecimal() and t.low[i] != "at" else i + 1
    ranged = range_of(t, j, joiners=JOINERS, strict=True)
    if ranged is not None:
        return ranged._replace(i=j)
    found = moment_at(t, j, bare=True)
    if found is None or (t.low[i] == "of" and found.level == "year"):
        return None
    return phrase_of(found, "instant", found.means)._replace(i=j)


def range_of(t: Tokens, i: int, *, joiners: frozenset[str], strict: bool = False) -> Phrase | None:
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
        last = date(year[1] if year else 2000, month[1], second[1])
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
