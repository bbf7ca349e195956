"""The grammar of days and clocks: reads a moment that begins at a token.

Each function takes the tokens and a place in them, and returns the token after the phrase with what it means, or
None. There is no backtracking over the text: each looks at a bounded number of tokens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.reading import times_calendar as cal
from trucewatch.reading.clock_grammar import ClockFound, clock_at
from trucewatch.reading.times_dates import Found, checked, date_at, day_number, month_name, year_after, year_number
from trucewatch.reading.times_words import (
    COUNTED,
    DASHES,
    FULL_MONTHS,
    FULL_WEEKDAYS,
    PARTS_OF_DAY,
    PLURAL_WEEKDAYS,
    SUN,
    UNITS,
    WEEKDAYS,
)

if TYPE_CHECKING:
    from trucewatch.reading.numerals import Tokens
    from trucewatch.reading.times_calendar import Means

_WHICH = {"last": "last", "past": "last", "previous": "last", "next": "next", "coming": "next", "this": "this"}
_STEP = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1}
_EDGES = {
    "beginning": "begin", "start": "begin", "end": "end", "middle": "mid", "early": "early", "late": "late",
    "mid": "mid", "onset": "begin", "close": "end",
}  # fmt: skip
_SIDES = {"earlier": "earlier", "later": "later"}


def moment_at(t: Tokens, i: int, *, bare: bool = False) -> Found | None:
    """Read a day, a part of a day, a clock time or a longer stretch at token `i`.

    Args:
        t: The text's tokens.
        i: Where the moment begins.
        bare: Also take a lone month or year, as after "since", "in" or "by".
    """
    clock = clock_at(t, i, marked=bare)
    if clock is not None:
        return _clock_then_day(t, clock)
    return _part_first(t, i) or _day_then_more(t, i, bare=bare) or _sun_at(t, i)


def _clock_then_day(t: Tokens, clock: ClockFound) -> Found:
    j = clock.j
    if t.low[j] == ",":
        j += 1
    if t.low[j] in {"on", "of", "late", "early"}:
        j += 1
    day = _part_first(t, j) or day_at(t, j)
    if day is None or day.level not in {"day", "part"}:
        return Found(clock.j, _dayless(clock.clock), "clock", clock=clock.clock)
    base = day_at(t, j) or day
    return Found(
        max(day.j, base.j), cal.at_clock(_plain_day(day, base), clock.clock, tonight=day.tonight), "clock", day.tonight
    )


def _plain_day(day: Found, base: Found) -> Means:
    return base.means if base.level == "day" or day.tonight else day.means


def _dayless(clock: cal.Clock | None = None) -> Means:
    stretch = cal.Stretch(None, None, "clock-without-day", zone=clock.zone if clock else None)
    return lambda _anchor: stretch


def _day_then_more(t: Tokens, i: int, *, bare: bool) -> Found | None:
    day = day_at(t, i, bare=bare)
    if day is None or day.level != "day":
        return day
    j, tonight = day.j, day.tonight
    part = PARTS_OF_DAY.get(t.low[j], "")
    if t.low[j] == "in" and t.low[j + 1] == "the" and t.low[j + 2] in PARTS_OF_DAY:
        j, part = j + 2, PARTS_OF_DAY[t.low[j + 2]]
    elif t.low[j] in {"at", "around"} and t.low[j + 1] in SUN:
        j, part = j + 1, PARTS_OF_DAY[t.low[j + 1]]
    whole = Found(j + 1, cal.part_of(day.means, part), "part", part == "night") if part else day
    k = whole.j
    if t.low[k] == ",":
        k += 1
    if t.low[k] in {"at", "around", "about", "from", "by", "shortly", "just"} or t.raw[k].isdecimal():
        marked = t.low[k] in {"at", "around", "about"}
        clock = clock_at(t, k + 1 if marked else k, marked=marked)
        if clock is not None and t.low[k] not in {"from", "by"}:
            return Found(clock.j, cal.at_clock(day.means, clock.clock, tonight=tonight or whole.tonight), "clock")
    return whole


def _part_first(t: Tokens, i: int) -> Found | None:
    """Read "late on Monday", "the night of 5 March", "the early hours of Friday", "overnight into Friday"."""
    word = t.low[i]
    if word == "overnight":
        return _overnight(t, i)
    if word in {"early", "late", "earlier", "later"}:
        return _early_or_late(t, i)
    j = i + 1 if word in {"the", "in"} else i
    if t.low[j] == "the":
        j += 1
    if t.low[j] in {"early", "late", "small", "first"} and t.low[j + 1] in {"hours", *PARTS_OF_DAY}:
        part = PARTS_OF_DAY.get(t.low[j + 1], "small-hours" if t.low[j] != "late" else "late")
        return _of_day(t, j + 2, part)
    if j > i and t.low[j] in PARTS_OF_DAY and t.low[j + 1] in {"of", "from", "between"}:
        return _of_day(t, j + 1, PARTS_OF_DAY[t.low[j]])
    if t.low[j] in SUN and t.low[j + 1] in {"on", "of"}:
        return _of_day(t, j + 1, PARTS_OF_DAY[t.low[j]])
    return None


def _of_day(t: Tokens, j: int, part: str) -> Found | None:
    if t.low[j] not in {"of", "on", "from", "between"}:
        return None
    day = day_at(t, j + 1)
    if day is None or day.level != "day":
        return None
    if part == "night" and t.low[day.j] in {"to", "and", "into"}:
        following = day_at(t, day.j + 1)
        if following is not None and following.level == "day":
            return Found(following.j, cal.part_of(day.means, "overnight"), "part")
    return Found(day.j, cal.part_of(day.means, part), "part")


def _overnight(t: Tokens, i: int) -> Found | None:
    j = i + 1
    if t.low[j] in {"into", "to", "on", "from", "between"}:
        day = day_at(t, j + 1)
        if day is not None and day.level == "day":
            if t.low[j] in {"into", "to"}:
                return Found(day.j, _before(cal.part_of(day.means, "overnight")), "part")
            end = day.j
            if t.low[end] in {"to", "into", "and"}:
                following = day_at(t, end + 1)
                end = following.j if following is not None and following.level == "day" else end
            return Found(end, cal.part_of(day.means, "overnight"), "part")
    day = day_at(t, j)
    if day is not None and day.level == "day":
        return Found(day.j, cal.part_of(day.means, "overnight"), "part")
    return Found(j, _night_before, "part")


def _night_before(anchor: cal.Anchor) -> cal.Stretch | None:
    """Mean the night that ended on the document's day, or the coming one where the future is told."""
    return cal.part_of(cal.offset(0 if anchor.future else -1), "overnight")(anchor)


def _before(night: Means) -> Means:
    """Move a night one day back: "overnight into Friday" began on Thursday."""

    def means(anchor: cal.Anchor) -> cal.Stretch | None:
        stretch = night(anchor)
        if stretch is None or stretch.start is None or stretch.end is None:
            return stretch
        return stretch._replace(start=stretch.start - cal.ONE_DAY, end=stretch.end - cal.ONE_DAY)

    return means


def _early_or_late(t: Tokens, i: int) -> Found | None:
    word, j = t.low[i], i + 1
    if t.low[j] in {"on", "in"}:
        j += 1
    if word in _SIDES and t.low[j : j + 2] == ["the", "day"]:
        return Found(j + 2, cal.offset(0), "day")
    if t.low[j] in PARTS_OF_DAY and t.low[j + 1] == "on":
        return _of_day(t, j + 1, PARTS_OF_DAY[t.low[j]])
    day = day_at(t, j)
    if day is None:
        return _edge_of(t, i)
    if word in _SIDES:
        return _period(t, j, side=word) or Found(*day)
    if day.level == "day":
        if t.low[day.j] in PARTS_OF_DAY:
            return Found(day.j + 1, cal.part_of(day.means, PARTS_OF_DAY[t.low[day.j]]), "part")
        return Found(day.j, cal.part_of(day.means, word), "part")
    return _edge_of(t, i)


def _sun_at(t: Tokens, i: int) -> Found | None:
    """Read a lone "dawn" or "nightfall": its day is not said."""
    if t.low[i] in SUN and t.low[i - 1 if i else len(t.low) - 1] in {"at", "before", "after", "around", "since"}:
        return Found(i + 1, _dayless(), "sun")
    return None


def day_at(t: Tokens, i: int, *, bare: bool = False) -> Found | None:
    """Read a day, or a longer stretch of the calendar, at token `i`."""
    return (
        _named_day(t, i)
        or _weekday(t, i)
        or date_at(t, i)
        or _period(t, i)
        or _edge_of(t, i)
        or _ordinal_part(t, i)
        or (_bare_period(t, i) if bare else _month_with_year(t, i))
    )


def _named_day(t: Tokens, i: int) -> Found | None:
    word = t.low[i]
    if word in {"today", "yesterday", "tomorrow"}:
        return Found(i + 1, cal.offset({"today": 0, "yesterday": -1, "tomorrow": 1}[word]), "day")
    if word == "tonight":
        return Found(i + 1, cal.part_of(cal.offset(0), "night"), "part", tonight=True)
    if word in {"last", "this"} and t.low[i + 1] in {"night", "morning", "afternoon", "evening"}:
        day = cal.offset(-1 if word == "last" else 0)
        tonight = t.low[i + 1] == "night"
        return Found(i + 2, cal.part_of(day, t.low[i + 1]), "part", tonight)
    if t.low[i : i + 4] == ["the", "day", "before", "yesterday"]:
        return Found(i + 4, cal.offset(-2), "day")
    if t.low[i : i + 4] == ["the", "day", "after", "tomorrow"]:
        return Found(i + 4, cal.offset(2), "day")
    return None


def _weekday(t: Tokens, i: int) -> Found | None:
    which, j = "", i
    if t.low[i] in _WHICH and t.low[i + 1] in FULL_WEEKDAYS:
        which, j = _WHICH[t.low[i]], i + 1
    word = t.low[j]
    if word not in WEEKDAYS and word not in PLURAL_WEEKDAYS:
        return None
    if not t.raw[j][:1].isupper() and not which and word not in FULL_WEEKDAYS:
        return None
    short = word not in FULL_WEEKDAYS
    k = j + 1
    if short and t.raw[k] == "." and t.glued(k):
        k += 1
    if t.raw[k] in {",", "("}:
        k += 1
    if t.low[k] == "the" or (t.low[k] == "on" and not short):
        k += 1
    dated = date_at(t, k)
    if dated is not None:
        closed = dated.j + 1 if t.raw[k - 1] == "(" and t.raw[dated.j] == ")" else dated.j
        return Found(closed, checked(dated.means, WEEKDAYS.get(word)), "day")
    if short or word in PLURAL_WEEKDAYS:
        return None
    return Found(_a_week(t, j + 1), cal.weekday(WEEKDAYS[word], which), "day")


def _a_week(t: Tokens, j: int) -> int:
    """Take in "of this week" after a weekday."""
    return j + 3 if t.low[j : j + 3] == ["of", "this", "week"] else j


def _period(t: Tokens, i: int, side: str = "") -> Found | None:
    """Read "this week", "last month", "last December", "the previous year"."""
    j = i + 1 if t.low[i] == "the" else i
    step = _STEP.get(t.low[j])
    if step is None:
        return None
    unit = UNITS.get(t.low[j + 1])
    if unit in {"week", "month", "year", "weekend"} and not (j > i and t.low[j] in {"past", "last"}):
        return Found(j + 2, _near(unit or "", step, side), unit or "")
    month = month_name(t, j + 1)
    if month is not None and t.raw[j + 1][:1].isupper() and day_number(t, month[0]) is None:
        return Found(month[0], cal.month(month[1], which=_WHICH.get(t.low[j], "this")), "month")
    return None


def _near(unit: str, step: int, part: str) -> Means:
    if unit == "week":
        return cal.week(step, part)
    if unit == "weekend":
        return cal.week(step, "end")
    return cal.near_month(step, part) if unit == "month" else cal.year(None, step=step, part=part)


def _edge_of(t: Tokens, i: int) -> Found | None:
    """Read "the beginning of February", "mid-March", "late last year", "the end of the month"."""
    j = i + 1 if t.low[i] == "the" else i
    part = _EDGES.get(t.low[j])
    if part is None:
        return None
    k = j + 1
    if t.low[k] == "of" or (t.raw[k] in DASHES and t.glued(k)):
        k += 1
    elif part in {"begin", "end"} and t.low[j] in {"beginning", "start", "end"}:
        return None
    if t.low[k] == "the" and t.low[k + 1] in {"week", "month", "year"}:
        return Found(k + 2, _near(t.low[k + 1], 0, part), t.low[k + 1])
    if t.low[k] in _STEP and t.low[k + 1] in {"week", "month", "year"}:
        return Found(k + 2, _near(t.low[k + 1], _STEP[t.low[k]], part), t.low[k + 1])
    return _part_of_month_or_year(t, k, part)


def _part_of_month_or_year(t: Tokens, k: int, part: str) -> Found | None:
    which = _WHICH.get(t.low[k], "")
    month = month_name(t, k + 1 if which else k)
    if month is not None and t.raw[k + 1 if which else k][:1].isupper():
        if day_number(t, month[0]) is not None:
            return None
        j, year = year_after(t, month[0])
        return Found(j, cal.month(month[1], year=year, which=which, part=part), "month")
    year_only = year_number(t, k)
    if year_only is None:
        return None
    return Found(year_only[0], cal.year(year_only[1], part=part), "year")


def _ordinal_part(t: Tokens, i: int) -> Found | None:
    """Read "the first week of March", "the second half of 2019"."""
    j = i + 1 if t.low[i] == "the" else i
    if t.low[j] not in {"first", "second", "third", "last"} or t.low[j + 1] not in {"week", "half"}:
        return None
    if t.low[j + 2] != "of":
        return None
    part = f"{t.low[j]}-{t.low[j + 1]}"
    found = _part_of_month_or_year(t, j + 3, part) if part in cal.SLICES else None
    return None if found is None or (found.level == "year" and "week" in part) else found


def _month_with_year(t: Tokens, i: int) -> Found | None:
    month = month_name(t, i)
    if month is None or not t.raw[i][:1].isupper():
        return None
    j, year = year_after(t, month[0])
    return Found(j, cal.month(month[1], year=year), "month") if year is not None else None


def _bare_period(t: Tokens, i: int) -> Found | None:
    with_year = _month_with_year(t, i)
    if with_year is not None:
        return with_year
    month = month_name(t, i)
    if month is not None and t.raw[i][:1].isupper() and (t.low[i] in FULL_MONTHS or t.raw[month[0] - 1] == "."):
        return Found(month[0], cal.month(month[1]), "month")
    year = year_number(t, i)
    if year is not None and t.low[year[0]] not in COUNTED and t.raw[year[0]] != "%":
        return Found(year[0], cal.year(year[1]), "year")
    return None
