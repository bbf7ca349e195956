"""Civil days, months and clocks of a zone, and counting in them.

A `Way` holds instants in UTC, as `Interval` does: `[lo, hi)`, or one exact instant where `lo == hi`. Counting never
loses an instant: what a vaguer stretch comes to covers what each part of it comes to.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from difflib import get_close_matches
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from trucewatch.errors import AgreementError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from trucewatch.agreement.time_tree import Duration

    Shifted = Callable[[date], date]

_MOMENT = timedelta(microseconds=1)
_ONE_DAY = timedelta(days=1)
_HOUR = timedelta(hours=1)
_LENGTHS = {
    "minutes": timedelta(minutes=1),
    "hours": _HOUR,
    "days": _ONE_DAY,
    "weeks": timedelta(weeks=1),
}
_MONTHS = {"months": 1, "years": 12}


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way in which an expression may come out.

    `zone` is the zone whose civil days count on. `closes` says that a midnight belongs to the day that it ends: the
    end of 12 March is counted from as 12 March, though on the clock it is 00:00 on 13 March. `to_hi` says that `hi`
    itself is possible, as it is where either of two midnights is meant.
    """

    lo: datetime | None
    hi: datetime | None
    zone: str
    closes: bool = False
    to_hi: bool = False

    @property
    def exact(self) -> bool:
        """Whether it is one instant."""
        return self.lo is not None and self.lo == self.hi

    @property
    def reaches_hi(self) -> bool:
        """Whether `hi` itself is possible."""
        return self.exact or self.to_hi

    @property
    def days(self) -> tuple[date | None, date | None]:
        """The first and the last civil day on which it may fall; None where that end is open."""
        tz = zone_of(self.zone)
        first, last = self.lo, self.hi
        if first is not None and self.closes:
            first -= _MOMENT
        if last is not None and (self.closes or not self.reaches_hi):
            last -= _MOMENT  # [5 March 00:00, 6 March 00:00) is one civil day
        return (first and first.astimezone(tz).date(), last and last.astimezone(tz).date())


def zone_of(name: str) -> ZoneInfo:
    """Return the zone of that IANA name.

    Raises:
        AgreementError: there is no such zone; the message offers the nearest name.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        # what an abbreviation is near to is another clock, so no name is offered for it
        near = [] if name.isupper() else get_close_matches(name, available_timezones(), n=1, cutoff=0.6)
        hint = f"did you mean {near[0]}?" if near else "write an IANA name such as Europe/Moscow, or UTC."
        raise AgreementError(f"[{name}] is not a time zone; {hint}") from None


def midnight(day: date, tz: ZoneInfo) -> datetime:
    """Return the instant at which a civil day begins, also where the clocks skip 00:00."""
    # where clocks skip midnight, fold=0 lands on the very instant of the skip, which is when the day begins
    return datetime.combine(day, time(), tz).astimezone(UTC)


def on_clock(wall: datetime, tz: ZoneInfo, *, late: bool) -> datetime:
    """Return when the clock shows `wall`: the second time with `late`, the moment of the skip if it never does."""
    first, second = (wall.replace(tzinfo=tz, fold=fold).astimezone(UTC) for fold in (0, 1))
    if second < first:  # only where clocks skip that time
        return _turn(second, first, tz)
    return second if late else first


def later_month(day: date, months: int) -> date:
    """Return the same day of the month that many months later, or that month's last day where it has no such day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if not date.min.year <= year <= date.max.year:
        raise OverflowError("beyond the calendar")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def shifted(by: Duration, *, back: bool = False) -> Shifted:
    """Return what finds the day that lies `by` after a day, or before it; for days and longer units."""
    sign = -1 if back else 1
    if by.unit in _MONTHS:
        months = sign * by.count * _MONTHS[by.unit]
        return lambda day: later_month(day, months)
    span = sign * by.count * _LENGTHS[by.unit]
    return lambda day: day + span


def counted(way: Way, by: Duration, rule: str, *, back: bool = False) -> tuple[Way, tuple[date | None, date | None]]:
    """Return the midnight that ends (with `back`: begins) the last day counted, and the first and last such day.

    `rule` is exclusive (the day counted from does not count) or inclusive (it is day one). Where the month has no
    such day, its last day is the last one counted under both.
    """
    tz = zone_of(way.zone)
    to = shifted(by, back=back)

    def last_day(day: date) -> date:
        target = to(day)
        short_of = by.unit in _MONTHS and target.day != day.day and not back
        if rule == "exclusive" or short_of:
            return target
        return target + _ONE_DAY if back else target - _ONE_DAY

    first, last = (None if day is None else last_day(day) for day in way.days)
    lo, hi = (None if day is None else midnight(day if back else day + _ONE_DAY, tz) for day in (first, last))
    return Way(lo=lo, hi=hi, zone=way.zone, closes=not back, to_hi=True), (first, last)


def elapsed(way: Way, by: Duration, *, back: bool = False) -> Way:
    """Return it that much later (with `back`: earlier), by the hour; months and years keep the hour of the clock."""
    if by.unit in _MONTHS:
        return same_clock(way, by, back=back)
    span = by.count * _LENGTHS[by.unit]
    lo, hi = (end and (end - span if back else end + span) for end in (way.lo, way.hi))
    return replace(way, lo=lo, hi=hi)


def same_clock(way: Way, by: Duration, *, back: bool = False) -> Way:
    """Return the same hour of the clock on the day that lies `by` after; the end of a day stays an end of a day."""
    if by.timed:
        return elapsed(way, by, back=back)
    tz, to = zone_of(way.zone), shifted(by, back=back)

    def at(moment: datetime, *, late: bool) -> datetime:
        local = moment.astimezone(tz)
        return on_clock(datetime.combine(to(local.date()), local.time()), tz, late=late)

    def up_to(moment: datetime, *, late: bool = True) -> datetime:
        return at(moment - _MOMENT, late=late) + _MOMENT

    reach = up_to if way.closes else at
    # the hour of the clock may fall back within a stretch, and so may the day, where a month is too short
    breaks = () if way.exact else tuple(_breaks(way.lo, way.hi, tz))
    reach_hi = reach if way.reaches_hi else up_to
    lo = None if way.lo is None else min(reach(moment, late=False) for moment in (way.lo, *breaks))
    hi = None if way.hi is None else max([reach_hi(way.hi, late=True), *(up_to(moment) for moment in breaks)])
    return replace(way, lo=lo, hi=hi, to_hi=way.reaches_hi)


def _breaks(lo: datetime | None, hi: datetime | None, tz: ZoneInfo) -> Iterator[datetime]:
    """Yield the midnights and turns of the clock inside the stretch that can matter: within 26 hours of an end."""
    for end, step in ((lo, _HOUR), (hi, -_HOUR)):
        for n in range(26 if end is not None else 0):
            assert end is not None  # noqa: S101  (or the range is empty)
            one, other = sorted((end + n * step, end + (n + 1) * step))
            before, after = one.astimezone(tz), other.astimezone(tz)
            found = [midnight(after.date(), tz)] if before.date() != after.date() else []
            found += [_turn(one, other, tz)] if before.utcoffset() != after.utcoffset() else []
            yield from (m for m in found if (lo is None or lo < m) and (hi is None or m < hi))


def _turn(before: datetime, after: datetime, tz: ZoneInfo) -> datetime:
    """Return the moment, to the second, at which the clock is put forward or back between two instants."""
    offset = after.astimezone(tz).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) / 2
        middle = middle.replace(microsecond=0) if middle.replace(microsecond=0) > before else middle
        if middle.astimezone(tz).utcoffset() == offset:
            after = middle
        else:
            before = middle
    return after.replace(microsecond=0)
