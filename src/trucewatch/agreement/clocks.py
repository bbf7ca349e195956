"""Time expressions of a terms file, turned into instants in UTC, with the arithmetic in words.

```
2020-03-06T00:01[Europe/Moscow]     an exact instant          2020-03-05[Europe/Moscow]   a whole civil day
end of 2020-03-15 [Europe/Moscow]   midnight after that day   none                        no instant
EVENT   EVENT + N days|hours        ... (exclusive|inclusive|elapsed)                     TERM.by
```

`exclusive`: the day of the event is not counted, the last day runs to its midnight. `inclusive`: the day of the
event is day one. `elapsed`: N times 24 hours. Without a zone the agreement's `home` holds, without a rule its `days`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from trucewatch.agreement.readings import settled
from trucewatch.errors import AgreementError
from trucewatch.model import Interval, Within

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trucewatch.agreement.readings import Choice
    from trucewatch.agreement.terms import Agreement, Amend

RULES = ("exclusive", "inclusive", "elapsed")

_DAY = r"(?P<day>\d{4}-\d{1,2}-\d{1,2})"
_ZONE = r"(?:\s*\[(?P<zone>[^\]]*)\])?"
_LITERAL = re.compile(rf"{_DAY}(?:T(?P<clock>\d{{2}}:\d{{2}}(?::\d{{2}})?))?{_ZONE}")
_END_OF = re.compile(rf"end of {_DAY}{_ZONE}")
_SUM = re.compile(r"(?P<base>[^+]+?)\s*\+\s*(?P<n>\d+)\s+(?P<unit>days?|hours?)(?:\s*\((?P<rule>[^)]*)\))?")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
_FIELD = re.compile(r"(?P<term>[A-Za-z][A-Za-z0-9-]*)\.(?P<key>by|from|until)")
_WAY_OUT = "Write e.g. 2020-03-06T00:01[Europe/Moscow], end of 2020-03-15 [Europe/Moscow], signature + 7 days, or none."


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """What a time expression comes to under one choice of readings.

    `interval` holds every instant that it allows (`lo == hi`: exactly one), None where there is no instant: for
    `none`, or because the event `waits_for` has not been observed. `steps` tell the arithmetic to people; `zone` is
    the zone whose civil days count.
    """

    interval: Interval | None
    steps: tuple[str, ...] = ()
    zone: str
    waits_for: str | None = None


class _Scope(NamedTuple):
    agreement: Agreement
    choice: Choice
    observed: Mapping[str, Interval]
    as_of: datetime | None
    open_names: tuple[str, ...] = ()


def evaluate(
    agreement: Agreement,
    expression: str | None,
    choice: Choice = (),
    *,
    observed: Mapping[str, Interval] | None = None,
    as_of: datetime | None = None,
) -> Clock:
    """Return the instants that `expression` allows under `choice`.

    `observed` gives the interval of each event that exists only once it is reported. With `as_of`, `TERM.by`
    follows the amendments known by then.

    Raises:
        AgreementError: the expression cannot be read; the message says why and what to write.
    """
    try:
        return _evaluate(expression, _Scope(agreement, choice, observed or {}, as_of))
    except OverflowError:
        raise AgreementError(f"{expression!r} lies beyond the calendar. Check the number of days.") from None


def deadline_of(agreement: Agreement, term_id: str, key: str, *, as_of: datetime | None) -> tuple[str, Amend | None]:
    """Return the time expression of `TERM.key`, and the last amendment known by `as_of` that set it (or None).

    Raises:
        AgreementError: there is no such term.
    """
    term = agreement.term(term_id)
    if term is None:
        raise AgreementError(f"{term_id!r} is not the id of a term or event.")
    original = getattr(term, "from_" if key == "from" else key, None) or "none"
    target = f"{term_id}.{key}"
    expression, last = original, None
    for amend in agreement.amendments:
        for name, new in amend.sets:
            if name == target and as_of is not None and _known(agreement, amend, as_of):
                expression, last = new, amend
    return expression, last


def not_before(when: Interval, start: Interval) -> Within:
    """Say whether `when` lies wholly at or after the start, whichever instant of `start` that is."""
    if when.lo is not None and start.hi is not None and when.lo >= start.hi:
        return Within.YES
    return _wholly_before(when, start.lo)


def before(when: Interval, end: Interval) -> Within:
    """Say whether `when` lies wholly before the end, whichever instant of `end` that is."""
    return ~not_before(when, end)


def written(instant: datetime, zone: str) -> str:
    """Return an instant in words of one zone, e.g. `00:01 on 6 March 2020 in Europe/Moscow`."""
    return f"{_clock_words(instant.astimezone(zone_of(zone)))} in {zone}"


def zone_of(name: str) -> ZoneInfo:
    """Return the zone of that IANA name.

    Raises:
        AgreementError: there is no such zone; the message offers the nearest name.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        near = get_close_matches(name, available_timezones(), n=1, cutoff=0.6)
        hint = f"did you mean {near[0]}?" if near else "write an IANA name such as Europe/Moscow."
        raise AgreementError(f"[{name}] is not a time zone; {hint}") from None


def _evaluate(expression: str | None, scope: _Scope) -> Clock:
    text = (settled(scope.agreement, expression, scope.choice) if expression else "none").strip()
    home = scope.agreement.home
    if "{" in text:
        raise AgreementError(f"{text!r} depends on a reading that is not settled here.")
    if text == "none":
        return Clock(interval=None, steps=("no deadline is set",), zone=home)
    if found := _END_OF.fullmatch(text):
        return _end_of(found, home)
    if found := _LITERAL.fullmatch(text):
        return _literal(found, home)
    if found := _SUM.fullmatch(text):
        return _sum(found, scope)
    if found := _FIELD.fullmatch(text):
        return _field(found, scope)
    if _NAME.fullmatch(text):
        return _event(text, scope)
    if "midnight" in text:
        raise AgreementError(
            f"{text!r}: midnight belongs to two days. Write T00:00 of the day that begins, e.g. 2021-02-25T00:00."
        )
    raise AgreementError(f"{text!r} is not a time expression. {_WAY_OUT}")


def _literal(found: re.Match[str], home: str) -> Clock:
    zone = found["zone"] or home
    tz, day = zone_of(zone), _day(found["day"])
    if not found["clock"]:
        lo, hi = _midnight(day, tz), _midnight(day + timedelta(days=1), tz)
        step = f"all of {_day_words(day)} in {zone} = {_utc_words(lo)} to {_utc_words(hi)}"
        return Clock(interval=Interval(lo=lo, hi=hi), steps=(step,), zone=zone)
    local = datetime.combine(day, _time(found["clock"]), tz)
    first, second = local.astimezone(UTC), local.replace(fold=1).astimezone(UTC)
    if first.astimezone(tz).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise AgreementError(f"{found[0]} does not exist: the clocks of {zone} skip it. Write an instant that exists.")
    step = f"{_clock_words(local)} in {zone} ({_offset(local)}) = {_utc_words(first)}"
    if second != first:
        step += f" or {_utc_words(second)}, for that hour occurs twice"
    return Clock(interval=Interval(lo=first, hi=second), steps=(step,), zone=zone)


def _end_of(found: re.Match[str], home: str) -> Clock:
    zone = found["zone"] or home
    day = _day(found["day"])
    return _until_end_of(day, day, zone, f"the end of {_day_words(day)}")


def _sum(found: re.Match[str], scope: _Scope) -> Clock:
    base = _evaluate(found["base"], scope)
    if base.interval is None or base.interval.lo is None or base.interval.hi is None:
        return base
    count, hours = int(found["n"]), found["unit"].startswith("hour")
    rule = (found["rule"] or ("elapsed" if hours else scope.agreement.days)).strip()
    if rule not in RULES or (hours and rule != "elapsed"):
        raise AgreementError(f"({rule}) does not count {found['unit']}; write (exclusive), (inclusive) or (elapsed).")
    if rule == "elapsed":
        return _elapsed(base, timedelta(hours=count) if hours else timedelta(days=count), f"{count} {found['unit']}")
    tz = zone_of(base.zone)
    lo, hi = base.interval.lo, base.interval.hi
    # a day's end belongs to that day: [5 March 00:00, 6 March 00:00) is one civil day
    last = hi if lo == hi else hi - timedelta(microseconds=1)
    days = [moment.astimezone(tz).date() for moment in (lo, last)]
    span = timedelta(days=count if rule == "exclusive" else count - 1)
    counted = "not counted" if rule == "exclusive" else "counted as the first"
    clock = _until_end_of(
        days[0] + span, days[1] + span, base.zone, f"{count} days from {_day_words(days[0])}, that day {counted}"
    )
    return Clock(interval=clock.interval, steps=(*base.steps, *clock.steps), zone=base.zone)


def _elapsed(base: Clock, span: timedelta, words: str) -> Clock:
    assert base.interval is not None  # noqa: S101  (the caller has looked)
    lo, hi = base.interval.lo, base.interval.hi
    assert lo is not None  # noqa: S101
    assert hi is not None  # noqa: S101
    new = Interval(lo=lo + span, hi=hi + span)
    ends = _utc_words(lo + span) if lo == hi else f"between {_utc_words(lo + span)} and {_utc_words(hi + span)}"
    start = base.steps[-1].partition(" = ")[0]
    step = f"{words} elapsed, hour by hour, from {start} = {ends}"
    return Clock(interval=new, steps=(*base.steps, step), zone=base.zone)


def _field(found: re.Match[str], scope: _Scope) -> Clock:
    expression, _ = deadline_of(scope.agreement, found["term"], found["key"], as_of=scope.as_of)
    return _evaluate(expression, _entered(found[0], scope))


def _event(name: str, scope: _Scope) -> Clock:
    home = scope.agreement.home
    if name in scope.observed:
        seen = scope.observed[name]
        told = [_utc_words(m) for m in (seen.lo, seen.hi) if m is not None]
        return Clock(interval=seen, steps=(f"{name} was reported for {' to '.join(dict.fromkeys(told))}",), zone=home)
    event = next((e for e in scope.agreement.events if e.id == name), None)
    if event is None:
        near = get_close_matches(name, [e.id for e in scope.agreement.events], n=1)
        hint = f"Did you mean {near[0]}?" if near else "Add an [[event]] of that id."
        raise AgreementError(f"there is no event {name!r}. {hint}")
    if event.at is None:
        return Clock(interval=None, steps=(f"{name} has not been reported",), zone=home, waits_for=name)
    return _evaluate(event.at, _entered(name, scope))


def _entered(name: str, scope: _Scope) -> _Scope:
    if name in scope.open_names:
        raise AgreementError(f"{' -> '.join((*scope.open_names, name))} goes round in a circle. Give one an instant.")
    return scope._replace(open_names=(*scope.open_names, name))


def _until_end_of(first: date, last: date, zone: str, words: str) -> Clock:
    tz = zone_of(zone)
    lo, hi = (_midnight(day + timedelta(days=1), tz) for day in (first, last))
    through = "" if words.startswith("the end of") else f": to the end of {_day_words(first)}"
    ends = _utc_words(lo) if lo == hi else f"{_utc_words(lo)} or {_utc_words(hi)}"
    return Clock(interval=Interval(lo=lo, hi=hi), steps=(f"{words}{through} in {zone} = {ends}",), zone=zone)


def _known(agreement: Agreement, amend: Amend, as_of: datetime) -> bool:
    known = evaluate(agreement, amend.known_at or amend.at).interval
    return known is not None and known.lo is not None and known.lo <= as_of


def _wholly_before(when: Interval, start: datetime | None) -> Within:
    if when.hi is None or start is None:
        return Within.UNKNOWN
    ends_before = when.hi < start if when.lo == when.hi else when.hi <= start
    return Within.NO if ends_before else Within.UNKNOWN


def _midnight(day: date, tz: ZoneInfo) -> datetime:
    # where clocks skip midnight, fold=0 lands on the very instant of the skip, which is when the day begins
    return datetime.combine(day, time(), tz).astimezone(UTC)


def _day(text: str) -> date:
    try:
        year, month, day = (int(part) for part in text.split("-"))
        return date(year, month, day)
    except ValueError as error:
        raise AgreementError(f"{text} is not a date ({error}). Write year-month-day, e.g. 2020-03-06.") from None


def _time(text: str) -> time:
    try:
        return time.fromisoformat(text)
    except ValueError as error:
        raise AgreementError(
            f"T{text} is not a time of day ({error}). For midnight write T00:00 of the next day."
        ) from None


def _day_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _clock_words(moment: datetime) -> str:
    clock = f"{moment:%H:%M:%S}" if moment.second else f"{moment:%H:%M}"
    return f"{clock} on {_day_words(moment.date())}"


def _utc_words(moment: datetime) -> str:
    utc = moment.astimezone(UTC)
    clock = f"{utc:%H:%M:%S}" if utc.second else f"{utc:%H:%M}"
    return f"{clock} UTC on {_day_words(utc.date())}"


def _offset(moment: datetime) -> str:
    offset = f"{moment:%z}"
    return f"UTC{offset[:3]}:{offset[3:5]}"
