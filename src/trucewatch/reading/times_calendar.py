"""What the words of a time phrase mean on the calendar, seen from the day of the document."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Callable

Moment = date | datetime
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Anchor:
    """The document's day (and instant, where known); `future` settles a weekday or a day without a year, if told."""

    day: date | None
    instant: datetime | None = None
    future: bool | None = None


class Stretch(NamedTuple):
    """From `start` to `end`: dates are whole days, inclusive; instants are exclusive as an end unless both are equal.

    `edge` is the exact day meant where the stretch is used as a beginning or a limit ("the beginning of February").
    """

    start: Moment | None
    end: Moment | None
    method: str
    latest: Moment | None = None
    zone: str | None = None
    edge: date | None = None


if TYPE_CHECKING:
    Means = Callable[[Anchor], Stretch | None]

# Hours from the midnight at which the day begins; wide on purpose, since writers mean different things by them.
PARTS = {
    "morning": (0, 12),
    "afternoon": (12, 18),
    "evening": (17, 24),
    "night": (18, 30),
    "dawn": (3, 8),
    "daybreak": (3, 8),
    "sunrise": (3, 8),
    "predawn": (0, 8),
    "dusk": (16, 21),
    "sunset": (16, 21),
    "nightfall": (16, 22),
    "early": (0, 9),
    "late": (17, 24),
    "small-hours": (0, 6),
    "overnight": (18, 32),
}

# First and last day of a part of a month; 0 counts from its end. Weeks overlap, since writers count them loosely.
SLICES = {
    "begin": (1, 10), "early": (1, 10), "mid": (11, 20), "late": (21, 0), "end": (21, 0), "first-week": (1, 9),
    "second-week": (7, 16), "third-week": (14, 23), "last-week": (-8, 0), "first-half": (1, 15),
    "second-half": (16, 0), "last-half": (16, 0),
}  # fmt: skip

DAYS = {"day": 1, "week": 7, "fortnight": 14}
HOURS = {"hour": 1.0, "minute": 1 / 60, "second": 1 / 3600}
MONTHS = {"month": 1, "year": 12, "decade": 120}


def day_of(moment: Moment) -> date:
    """Return the civil day of a moment."""
    return moment.date() if isinstance(moment, datetime) else moment


def is_instant(moment: Moment) -> bool:
    """Say whether a moment has a clock time."""
    return isinstance(moment, datetime)


def written(moment: Moment | None) -> str | None:
    """Write a moment as the records do: a bare date, or local civil time to the minute."""
    if moment is None:
        return None
    return moment.isoformat(timespec="minutes") if isinstance(moment, datetime) else moment.isoformat()


def fixed(day: date, method: str = "calendar-date") -> Means:
    """Mean one day whose year is written."""
    return lambda _anchor: Stretch(day, day, method)


def offset(days: int) -> Means:
    """Mean the document's day, or one so many days away."""

    def means(anchor: Anchor) -> Stretch | None:
        if anchor.day is None:
            return None
        day = anchor.day + timedelta(days=days)
        return Stretch(day, day, "document-date" if days == 0 else f"document-date{days:+d}d")

    return means


def weekday(index: int, which: str = "") -> Means:
    """Mean the latest such weekday not after the document's day; the next one where the future is meant."""

    def means(anchor: Anchor) -> Stretch | None:
        if anchor.day is None:
            return None
        back = (anchor.day.weekday() - index) % 7
        ahead = -back % 7
        if which == "last":
            return _one_day(anchor.day - timedelta(days=back or 7), "weekday-before-document-date")
        if which == "next":
            return _one_day(anchor.day + timedelta(days=ahead or 7), "weekday-after-document-date")
        if anchor.future:
            return _one_day(anchor.day + timedelta(days=ahead), "weekday-from-document-date-on")
        return _one_day(anchor.day - timedelta(days=back), "weekday-up-to-document-date")

    return means


def month_day(month: int, day: int) -> Means:
    """Mean a day without a year: the nearest to the document's day, unless past or future is told."""

    def means(anchor: Anchor) -> Stretch | None:
        if anchor.day is None:
            return None
        years = (anchor.day.year + step for step in (0, -1, 1, -2, 2, -3, 3, -4, 4))
        days = [date(year, month, day) for year in years if day <= calendar.monthrange(year, month)[1]]
        if anchor.future is None:
            chosen = min(days, key=lambda candidate: abs(candidate - anchor.day))  # type: ignore[operator]
            return _one_day(chosen, "day-and-month-nearest-document-date")
        if anchor.future:
            return _one_day(min(d for d in days if d >= anchor.day), "day-and-month-from-document-date-on")
        return _one_day(max(d for d in days if d <= anchor.day), "day-and-month-up-to-document-date")

    return means


def either(first: date, second: date) -> Means:
    """Mean a date in numbers that can be read day first or month first: only one that is not after the document."""

    def means(anchor: Anchor) -> Stretch | None:
        if anchor.day is not None and not anchor.future:
            possible = [day for day in (first, second) if day <= anchor.day]
            if len(possible) == 1:
                return Stretch(possible[0], possible[0], "only-reading-not-after-document-date")
        return Stretch(None, None, "day-first-or-month-first")

    return means


def month(number: int, *, year: int | None = None, which: str = "", part: str = "") -> Means:
    """Mean a month, or a third of it ("early March"); without a year the latest that has begun."""

    def means(anchor: Anchor) -> Stretch | None:
        settled = year if year is not None else _year_of_month(number, which, anchor)
        if settled is None:
            return None
        return _third(settled, number, part, f"{which}-month" if which else "month")

    return means


def near_month(step: int, part: str = "") -> Means:
    """Mean this month (0), last month (-1), next month (1)."""

    def means(anchor: Anchor) -> Stretch | None:
        if anchor.day is None:
            return None
        year, month0 = divmod(anchor.day.year * 12 + anchor.day.month - 1 + step, 12)
        return _side(_third(year, month0 + 1, part, "month-by-document-date"), part, anchor.day)

    return means


def year(number: int | None, *, step: int = 0, part: str = "") -> Means:
    """Mean a year by number, or by its distance from the document's."""

    def means(anchor: Anchor) -> Stretch | None:
        if number is None and anchor.day is None:
            return None
        settled = number if number is not None else anchor.day.year + step  # type: ignore[union-attr]
        first, last, edge = date(settled, 1, 1), date(settled, 12, 31), None
        if part == "first-half":
            last = date(settled, 6, 30)
        elif part in {"second-half", "last-half"}:
            first = date(settled, 7, 1)
        elif part in {"begin", "early"}:
            edge = first if part == "begin" else None
            last = date(settled, 4, 30)
        elif part in {"end", "late"}:
            edge = last if part == "end" else None
            first = date(settled, 9, 1)
        elif part == "mid":
            first, last = date(settled, 5, 1), date(settled, 8, 31)
        method = "year" if number is not None else "year-by-document-date"
        return _side(Stretch(first, last, method, edge=edge), part, anchor.day)

    return means


def week(step: int, part: str = "") -> Means:
    """Mean a calendar week; it begins on the Sunday, since some count from Sunday and some from Monday."""

    def means(anchor: Anchor) -> Stretch | None:
        if anchor.day is None:
            return None
        monday = anchor.day - timedelta(days=anchor.day.weekday()) + timedelta(weeks=step)
        first, last = monday - timedelta(days=1), monday + timedelta(days=6)
        if part == "end":  # a weekend: Friday and Saturday in some countries
            first = monday + timedelta(days=4)
        edge = monday if part == "begin" else None
        return _side(Stretch(first, last, "week-by-document-date", edge=edge), part, anchor.day)

    return means


def ago(count: float | None, unit: str, bound: str = "") -> Means:
    """Mean so long before the document: days to the day, longer units within half a unit."""

    def means(anchor: Anchor) -> Stretch | None:
        if anchor.day is None:
            return None
        if count is None:
            return Stretch(None, anchor.day, "some-time-before-document-date")
        exact = shifted(anchor.day, -count, unit)
        if bound == "more":
            return Stretch(None, exact, "longer-before-document-date")
        if bound == "less":
            return Stretch(exact, anchor.day, "shorter-before-document-date")
        if unit in HOURS and anchor.instant is not None:
            instant = anchor.instant - timedelta(hours=count * HOURS[unit])
            return Stretch(instant, instant, "before-document-instant")
        doubt = timedelta(days={"week": 3, "fortnight": 4, "month": 15, "year": 183, "decade": 1826}.get(unit, 0))
        if unit in HOURS:
            return Stretch(exact, anchor.day, "before-document-date")
        return Stretch(exact - doubt, min(exact + doubt, anchor.day), "before-document-date")

    return means


def shifted(day: date, count: float, unit: str) -> date:
    """Move a day by so many units; months keep the day of the month where there is one."""
    unit = unit.removesuffix("s")
    if unit in MONTHS:
        whole = round(count * MONTHS[unit])
        year_, month0 = divmod(day.year * 12 + day.month - 1 + whole, 12)
        year_ = min(max(year_, 1), 9999)
        return date(year_, month0 + 1, min(day.day, calendar.monthrange(year_, month0 + 1)[1]))
    days = count * DAYS[unit] if unit in DAYS else count * HOURS[unit] / 24
    # A part of a day, in whole days, reaches at least into the neighbouring day.
    whole_days = int(days) if days == int(days) else int(days + (1 if days > 0 else -1))
    return day + timedelta(days=max(min(whole_days, 400_000), -400_000))


def part_of(day: Means, part: str) -> Means:
    """Mean a part of each day that `day` means ("Thursday night" runs into Friday)."""
    lo, hi = PARTS[part]

    def means(anchor: Anchor) -> Stretch | None:
        base = day(anchor)
        if base is None or base.start is None or base.end is None:
            return base
        start = _midnight(base.start) + timedelta(hours=lo)
        end = _midnight(base.end) + timedelta(hours=hi)
        return Stretch(start, end, f"{base.method}+{part}")

    return means


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day. `zone` is an IANA name or an offset ("+02:00"); None is an open question.

    `tonight_shift` tells what to do with small hours: "at 00:01 tonight" is on the next civil day.
    `fuzzy` is "after" or "before" for "shortly after noon". `second_offset` is the offset that a second time in
    brackets implies ("08:50 Moscow time (0550 GMT)": +03:00).
    """

    hour: int
    minute: int
    zone: str | None = None
    half_day_known: bool = False
    fuzzy: str = ""
    midnight: bool = False
    second_offset: str | None = None


def at_clock(day: Means, clock: Clock, *, tonight: bool = False) -> Means:
    """Mean a time of day on the day that `day` means."""

    def means(anchor: Anchor) -> Stretch | None:
        base = day(anchor)
        if base is None or base.start is None or base.end is None:
            return base
        if _midnight(base.end) - _midnight(base.start) > ONE_DAY:
            return base
        midnight = _midnight(base.start)
        if clock.midnight and not tonight:
            return _either_midnight(midnight, base.method, clock)
        return _on_the_clock(midnight, clock, base.method, tonight=tonight)

    return means


def zoned(moment: datetime, zone: str | None) -> datetime:
    """Put the offset of `zone` on a local civil time; without a zone it stays open."""
    if zone is None:
        return moment
    if zone == "UTC":
        return moment.replace(tzinfo=UTC)
    if zone[0] in "+-":
        sign = -1 if zone[0] == "-" else 1
        return moment.replace(tzinfo=timezone(sign * timedelta(hours=int(zone[1:3]), minutes=int(zone[4:6]))))
    aware = moment.replace(tzinfo=ZoneInfo(zone))
    return moment.replace(tzinfo=timezone(aware.utcoffset() or timedelta()))


def _on_the_clock(midnight: datetime, clock: Clock, method: str, *, tonight: bool) -> Stretch:
    hours, minutes = clock.hour, clock.minute
    if tonight:
        # "00:01 tonight" and "3 a.m. tonight" are past the next midnight; "8:30 tonight" is in the evening.
        if hours < 6 or clock.midnight:  # noqa: PLR2004
            hours += 24
        elif hours < 12 and not clock.half_day_known:  # noqa: PLR2004
            hours += 12
    moment = zoned(midnight + timedelta(hours=hours, minutes=minutes), clock.zone)
    disagree = clock.second_offset is not None and not moment.isoformat().endswith(clock.second_offset)
    method = f"{method}+clock" + ("-two-clocks-disagree" if disagree else "")
    if clock.fuzzy == "after":
        return Stretch(moment, moment + timedelta(hours=1), f"{method}-shortly-after", zone=clock.zone)
    if clock.fuzzy == "before":
        return Stretch(moment - timedelta(hours=1), moment, f"{method}-shortly-before", zone=clock.zone)
    return Stretch(moment, moment, method, zone=clock.zone)


def _either_midnight(midnight: datetime, method: str, clock: Clock) -> Stretch:
    """Keep both ends of the day: writers use "midnight on Thursday" for either."""
    first = zoned(midnight, clock.zone)
    second = zoned(midnight + timedelta(days=1), clock.zone)
    start = first - timedelta(hours=1) if clock.fuzzy == "before" else first
    end = second + (timedelta(hours=1) if clock.fuzzy == "after" else timedelta(minutes=1))
    return Stretch(start, end, f"{method}+midnight-at-either-end", zone=clock.zone)


def _midnight(moment: Moment) -> datetime:
    return datetime(moment.year, moment.month, moment.day)  # noqa: DTZ001 (local civil time)


def _one_day(day: date, method: str) -> Stretch:
    return Stretch(day, day, method)


def _year_of_month(number: int, which: str, anchor: Anchor) -> int | None:
    if anchor.day is None:
        return None
    current, here = anchor.day.year, anchor.day.month
    if which == "last":
        return current - (number >= here)
    if which == "next" or (anchor.future and which != "this"):
        later = number > here if which == "next" else number >= here
        return current if later else current + 1
    if which == "this":
        return current
    return current - (number > here)


def _third(year_: int, number: int, part: str, method: str) -> Stretch:
    last = calendar.monthrange(year_, number)[1]
    lo, hi = SLICES.get(part, (1, 0))
    lo, hi = (lo if lo > 0 else last + lo), hi or last
    edge = {"begin": 1, "end": last}.get(part)
    return Stretch(
        date(year_, number, lo),
        date(year_, number, hi),
        f"{part}-{method}" if part in SLICES else method,
        edge=date(year_, number, edge) if edge else None,
    )


def _side(stretch: Stretch, part: str, anchor: date | None) -> Stretch:
    """Cut a stretch around the document's day to what lies before ("earlier") or after it ("later")."""
    if anchor is None or not isinstance(stretch.start, date) or not isinstance(stretch.end, date):
        return stretch
    if part == "earlier" and stretch.end > anchor:
        return stretch._replace(end=anchor)
    if part == "later" and stretch.start < anchor:
        return stretch._replace(start=anchor)
    return stretch
