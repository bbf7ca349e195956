"""The grammar of dates in all their written forms: "5 March 2020", "March 5th", 2020-03-05, 05.03.2020."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from trucewatch.reading import times_calendar as cal
from trucewatch.reading.clock_grammar import clock_at
from trucewatch.reading.times_words import (
    COUNTED,
    DASHES,
    FULL_MONTHS,
    MONTHS,
    NOT_AFTER_DAY_NUMBER,
    NOT_AFTER_MAY,
)

if TYPE_CHECKING:
    from trucewatch.reading.numerals import Tokens
    from trucewatch.reading.times_calendar import Means

ORDINALS = {"first": 1, "second": 2, "third": 3}


class Found(NamedTuple):
    """A moment that ends before token `j`. `level`: day, part, clock, month, year, week."""

    j: int
    means: Means
    level: str
    tonight: bool = False
    clock: cal.Clock | None = None


def checked(means: Means, index: int | None) -> Means:
    """Say so where the weekday written does not fit the date written; the date is kept."""

    def checked(anchor: cal.Anchor) -> cal.Stretch | None:
        stretch = means(anchor)
        if stretch is None or stretch.start is None or stretch.start.weekday() == index:
            return stretch
        return stretch._replace(method=stretch.method + "-weekday-does-not-fit")

    return checked


def date_at(t: Tokens, i: int) -> Found | None:
    """Read "5 March 2020", "the 5th of March", "March 5, 2020", 2020-03-05, 05.03.2020."""
    if t.low[i] == "the" and (t.raw[i + 1].isdecimal() or t.low[i + 1] in ORDINALS):
        return _day_month(t, i + 1)
    if t.raw[i].isdecimal():
        return _iso(t, i) or _numeric(t, i) or _day_month(t, i)
    return _month_day(t, i)


def month_name(t: Tokens, j: int) -> tuple[int, int] | None:
    """Read a month's name at token `j`: the token after it (and its full stop), and its number."""
    number = MONTHS.get(t.low[j])
    if number is None:
        return None
    short = t.low[j] not in FULL_MONTHS
    if short and not t.raw[j][:1].isupper():
        return None
    if short and t.raw[j + 1] == "." and t.glued(j + 1):
        return j + 2, number
    return j + 1, number


def day_number(t: Tokens, j: int) -> tuple[int, int] | None:
    """Read the number of a day of the month at token `j`, with its ordinal ending."""
    number = t.number(j)
    if number is None or not 1 <= number <= 31 or len(t.raw[j]) > 2:  # noqa: PLR2004
        return None
    if t.glued(j + 1):
        if t.low[j + 1] in {"st", "nd", "rd", "th"}:
            return j + 2, number
        if t.raw[j + 1][:1].isalpha() or (t.raw[j + 1] in {".", ":"} and t.glued(j + 2) and t.raw[j + 2].isdecimal()):
            return None
    return j + 1, number


def year_number(t: Tokens, j: int) -> tuple[int, int] | None:
    """Read a year of four digits at token `j`."""
    if len(t.raw[j]) != 4 or not t.raw[j].isdecimal():  # noqa: PLR2004
        return None
    number = int(t.raw[j]) if t.raw[j - 1] in DASHES or not j else t.number(j)
    if number is None or not 1900 <= number < 2100:  # noqa: PLR2004
        return None
    if t.raw[j + 1] in {",", ".", ":"} and t.glued(j + 1) and t.raw[j + 2].isdecimal() and t.glued(j + 2):
        return None
    if t.glued(j + 1) and (t.raw[j + 1][:1].isalpha() or (t.raw[j + 1] == "-" and t.raw[j + 3] == "-")):
        return None
    return j + 1, number


def year_after(t: Tokens, j: int) -> tuple[int, int | None]:
    """Read the year behind a day or a month, with its comma; None as year where there is none."""
    k = j + 1 if t.raw[j] == "," or t.low[j] in {"in", "of"} else j
    found = year_number(t, k)
    if found is None or (t.low[found[0]] in COUNTED and t.raw[j] != ","):
        return j, None
    return found


def _day_month(t: Tokens, i: int) -> Found | None:
    day = day_number(t, i) or ((i + 1, ORDINALS[t.low[i]]) if t.low[i] in ORDINALS else None)
    if day is None:
        return None
    of = t.low[day[0]] == "of" or t.raw[day[0]] in DASHES
    month = month_name(t, day[0] + 1 if of else day[0])
    if month is None:
        return None
    j, year = year_after(t, month[0])
    if t.raw[month[0]] in DASHES and year is None:
        dashed = year_number(t, month[0] + 1)
        j, year = dashed or (j, year)
    name = t.raw[month[0] - 1] if t.raw[month[0] - 1] != "." else t.raw[month[0] - 2]
    if year is None and _is_a_word(t, name, j, i):
        return None
    return _calendar(j, year, month[1], day[1])


def _is_a_word(t: Tokens, name: str, j: int, i: int) -> bool:
    """Say whether "May" or "march" after a number is a verb ("at least 5 May have…", "20 march to…")."""
    if name.lower() not in {"may", "march"}:
        return False
    if not name[0].isupper():
        return True
    counted = i > 0 and t.low[i - 1] in {"least", "than", "most", "over", "some", "nearly", "killed"}
    return name.lower() == "may" and (counted or t.low[j] in NOT_AFTER_MAY)


def _month_day(t: Tokens, i: int) -> Found | None:
    month = month_name(t, i)
    if month is None:
        return None
    k = month[0] + 1 if t.low[month[0]] == "the" else month[0]
    day = day_number(t, k)
    if day is None:
        return None
    j, year = year_after(t, day[0])
    name = t.low[i]
    if year is None:
        if name in {"may", "march"} and not t.raw[i][:1].isupper():
            return None
        if t.low[j] in NOT_AFTER_DAY_NUMBER or t.raw[j] == "%":
            return None
    return _calendar(j, year, month[1], day[1])


def _calendar(j: int, year: int | None, month: int, day: int) -> Found | None:
    try:
        exact = date(year if year is not None else 2000, month, day)
    except ValueError:
        return None
    return Found(j, cal.fixed(exact) if year is not None else cal.month_day(month, day), "day")


def _iso(t: Tokens, i: int) -> Found | None:
    year = t.number(i) if len(t.raw[i]) == 4 else None  # noqa: PLR2004
    if year is None or not (t.raw[i + 1] == "-" and t.raw[i + 3] == "-") or not all(map(t.glued, range(i + 1, i + 5))):
        return None
    if len(t.raw[i + 2]) != 2 or len(t.raw[i + 4]) != 2 or not (t.raw[i + 2] + t.raw[i + 4]).isdecimal():  # noqa: PLR2004
        return None
    day = _calendar(i + 5, year, int(t.raw[i + 2]), int(t.raw[i + 4])) if 1900 <= year < 2100 else None  # noqa: PLR2004
    if day is not None and t.low[i + 5] == "t" and t.glued(i + 5):
        clock = clock_at(t, i + 6)
        if clock is not None:
            return Found(clock.j, cal.at_clock(day.means, clock.clock), "clock")
    return day


def _numeric(t: Tokens, i: int) -> Found | None:
    """Read 05.03.2020 (day first, as all who write points do) and 5/3/2020 (either, unless only one can be)."""
    mark = t.raw[i + 1]
    if mark not in {".", "/"} or t.raw[i + 3] != mark or not all(map(t.glued, range(i + 1, i + 5))):
        return None
    first, second, year = t.number(i), t.raw[i + 2], t.raw[i + 4]
    if first is None or not second.isdecimal() or len(second) > 2 or len(year) != 4 or not year.isdecimal():  # noqa: PLR2004
        return None
    day_first = _calendar(i + 5, int(year), int(second), first) if 1900 <= int(year) < 2100 else None  # noqa: PLR2004
    if mark == ".":
        return day_first
    month_first = _calendar(i + 5, int(year), first, int(second)) if 1900 <= int(year) < 2100 else None  # noqa: PLR2004
    if day_first is None or month_first is None or first == int(second):
        return day_first or month_first
    return Found(i + 5, cal.either(date(int(year), int(second), first), date(int(year), first, int(second))), "day")
