"""What written times, sums and edges of days come to, with each step in words. Names are looked up by `clocks`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING

from trucewatch.agreement import civil
from trucewatch.agreement.civil import Way, zone_of
from trucewatch.agreement.time_errors import pointed
from trucewatch.agreement.time_tree import EVERY_ZONE, Duration, Shift, Written
from trucewatch.agreement.time_words import (
    between_words,
    clock_words,
    day_words,
    days_words,
    listed,
    offset_words,
    utc_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from trucewatch.agreement.time_tree import Node

_ONE_DAY = timedelta(days=1)
_UNNAMED = ", the text naming no zone: in "
_MONTHLY = ("months", "years")
_HOW = ("hour by hour", "to the same hour of the same day of the month")
_ORDINALS = {29: "29th", 30: "30th", 31: "31st"}
_Days = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """What an expression comes to: `ways` are the possible outcomes, none where there is no instant.

    There are several where the zone is not named, or where it is open which of two came first. `zone` is the first
    one's; `waits_for` is what has to be reported before there is an instant, or before the other end is known.
    """

    ways: tuple[Way, ...] = ()
    steps: tuple[str, ...] = ()
    zone: str
    waits_for: str | None = None

    @property
    def lo(self) -> datetime | None:
        """The first instant that it allows, None where that is open."""
        found = [way.lo for way in self.ways]
        return None if None in found or not found else min(end for end in found if end is not None)

    @property
    def hi(self) -> datetime | None:
        """The end of what it allows, None where that is open."""
        found = [way.hi for way in self.ways]
        return None if None in found or not found else max(end for end in found if end is not None)

    @property
    def words(self) -> str:
        """Where the instant lies, in words."""
        return between_words(self.lo, self.hi)


def written(node: Written, zones: Sequence[str], text: str) -> Value:
    """Return what a written month, day or instant comes to; `zones` are those possible where it names none (`[?]`).

    The first of `zones` is the agreement's home, on whose clock it stands where it says nothing about a zone.

    Raises:
        AgreementError: the clocks skip that time, or show another offset.
    """
    if node.offset is not None:
        return _with_offset(node, node.zone or zones[0], text)
    names = tuple(zones) if node.zone == EVERY_ZONE else (node.zone or zones[0],)
    ways = _once(_read_in(node, name, text, strict=node.zone != EVERY_ZONE) for name in names)
    value = Value(ways=ways, zone=names[0])
    if node.zone == EVERY_ZONE:
        return replace(value, steps=(f"{_written_words(node)}{_UNNAMED}{listed(names)} = {value.words}",))
    lo, hi = ways[0].lo, ways[0].hi
    assert lo is not None  # noqa: S101  (what is written has both ends)
    assert hi is not None  # noqa: S101
    if node.clock is None:
        whole = f"all of {_written_words(node)} in {names[0]} = {utc_words(lo)} to {utc_words(hi)}"
        return replace(value, steps=(whole,))
    local = lo.astimezone(zone_of(names[0]))
    step = f"{clock_words(local)} in {names[0]} ({offset_words(local)}) = {utc_words(lo)}"
    if hi != lo:
        step += f" or {utc_words(hi)}, for that hour occurs twice"
    return replace(value, steps=(step,))


def shift(node: Shift, base: Value, days: str, text: str) -> Value:
    """Return a time after or before another; `days` is the agreement's rule for days that name none.

    Raises:
        AgreementError: it lies beyond the calendar.
    """
    rule = node.by.rule or ("elapsed" if node.by.timed else days)
    try:
        if rule == "elapsed":
            ways = _once(civil.elapsed(way, node.by, back=node.back) for way in base.ways)
            return _with(base, ways, _elapsed_words(node, base))
        found = [civil.counted(way, node.by, rule, back=node.back) for way in base.ways]
    except (OverflowError, ValueError):
        raise pointed(text, node.by.columns, f"{text!r} lies beyond the calendar. Check the number.") from None
    ways = _once(way for way, _ in found)
    last = _span(days for _, days in found)
    first = _span(way.days for way in base.ways)
    counts = "not counted" if rule == "exclusive" else "counted as the first"
    told = f"{node.by.words} {'back ' if node.back else ''}from {_days(first)}, that day {counts}"
    side = "start" if node.back else "end"
    told += f": to the {side} of {_days(last)}{_short(node, first)} in {_zones(ways)}"
    return _with(base, ways, told, apart=" or ")


def edge(side: str, base: Value, whole: Node) -> Value:
    """Return the start or the end of the days on which something falls; of all of it, where `whole` is a date."""
    if isinstance(whole, Written) and whole.clock is None:
        ends = [(way, way.lo if side == "start" else way.hi) for way in base.ways]
        ways = _once(Way(lo=end, hi=end, zone=way.zone, closes=side == "end") for way, end in ends)
        place = _UNNAMED if whole.zone == EVERY_ZONE else " in "
        told = f"the {side} of {_written_words(whole)}{place}{_zones(ways)}"
        return Value(ways=ways, zone=base.zone, steps=(f"{told} = {_apart(ways, ' or ')}",))
    nothing = Duration(columns=(0, 0), count=0, unit="days")
    found = [civil.counted(way, nothing, "exclusive", back=side == "start") for way in base.ways]
    day = _days(_span(days for _, days in found))
    ways = _once(way for way, _ in found)
    return _with(base, ways, f"the {side} of that day, {day} in {_zones(ways)}", apart=" or ")


def pick(which: str, values: Sequence[Value], home: str) -> Value:
    """Return the earlier or the later of several.

    One that waits for a report may have come already, unreported: the earlier is then only known not to be later
    than the others, and the later is not known at all. `none` never comes: it is never the earlier, and the later of
    it and anything never comes either.
    """
    steps = tuple(step for value in values for step in value.steps)
    waiting = next((value.waits_for for value in values if value.waits_for), None)
    coming = [value for value in values if value.ways]
    if which == "later":
        if len(coming) < len(values):
            never = any(not value.ways and value.waits_for is None for value in values)
            told = "the later of these never comes" if never else f"the later of these waits for {waiting}"
            return Value(zone=home, steps=(*steps, told), waits_for=None if never else waiting)
    elif not coming:
        told = f"the earlier of these waits for {listed(v.waits_for for v in values if v.waits_for)}"
        return Value(zone=home, steps=(*steps, told) if waiting else steps, waits_for=waiting)
    ways = coming[0].ways
    for value in coming[1:]:
        ways = _once(way for one in ways for other in value.ways for way in _picked(which, one, other))
    told = f"the {which} of these"
    if any(not value.ways and value.waits_for for value in values):
        # nobody has reported it, which does not show that it has not happened
        last = Value(ways=ways, zone=home).hi
        ways = _once((*ways, Way(lo=None, hi=last, zone=home, to_hi=True)))
        told += f", {waiting} not being reported"
    value = Value(ways=ways, zone=ways[0].zone, steps=steps, waits_for=waiting)
    return replace(value, steps=(*steps, f"{told} = {value.words}"))


def _picked(which: str, one: Way, other: Way) -> tuple[Way, ...]:
    """Return how the earlier or later of two may come out: as the one, as the other, or as either of them."""
    if which == "earlier":
        return (*_while_not_after(one, other), *_while_not_after(other, one))
    return (*_while_not_before(one, other), *_while_not_before(other, one))


def _while_not_after(way: Way, other: Way) -> tuple[Way, ...]:
    if other.hi is None or (way.hi is not None and way.hi < other.hi):
        return (way,)
    if way.lo is not None and (way.lo > other.hi or (way.lo == other.hi and not other.reaches_hi)):
        return ()
    reaches = other.reaches_hi and (way.hi != other.hi or way.reaches_hi)
    return (replace(way, hi=other.hi, to_hi=reaches),)


def _while_not_before(way: Way, other: Way) -> tuple[Way, ...]:
    if other.lo is None or (way.lo is not None and way.lo > other.lo):
        return (way,)
    if way.hi is not None and (way.hi < other.lo or (way.hi == other.lo and not way.reaches_hi)):
        return ()
    return (replace(way, lo=other.lo),)


def _read_in(node: Written, zone: str, text: str, *, strict: bool) -> Way:
    tz = zone_of(zone)
    first = date(node.year, node.month, node.day or 1)
    if node.clock is None:
        last = first + _ONE_DAY if node.day else civil.later_month(first, 1)
        return Way(lo=civil.midnight(first, tz), hi=civil.midnight(last, tz), zone=zone)
    wall = datetime.combine(first, node.clock)
    lo, hi = (civil.on_clock(wall, tz, late=late) for late in (False, True))
    if strict and lo.astimezone(tz).replace(tzinfo=None) != wall:
        shown = wall.isoformat(timespec="seconds" if wall.second else "minutes")
        after = lo.astimezone(tz).isoformat(timespec="minutes")[:16]
        message = f"{shown}[{zone}] does not exist: the clocks of {zone} skip it."
        raise pointed(text, node.columns, f"{message} Write an instant that exists: they go on from {after}.")
    return Way(lo=lo, hi=hi, zone=zone, to_hi=True)


def _with_offset(node: Written, zone: str, text: str) -> Value:
    assert node.offset is not None  # noqa: S101  (the caller has looked)
    assert node.clock is not None  # noqa: S101  (only an instant has one)
    local = datetime.combine(date(node.year, node.month, node.day or 1), node.clock, timezone(node.offset))
    told = f"{clock_words(local)} at {offset_words(local)}"
    there = local.astimezone(zone_of(zone))
    if node.zone is not None and there.utcoffset() != node.offset:
        message = f"the clocks of {zone} showed {clock_words(there)} ({offset_words(there)}) at that instant."
        raise pointed(text, node.columns, f"{message} Correct the offset or the zone, or drop one of them.")
    if node.zone is not None:
        told = f"{clock_words(local)} in {zone} ({offset_words(local)})"
    at = local.astimezone(UTC)
    return Value(ways=(Way(lo=at, hi=at, zone=zone),), zone=zone, steps=(f"{told} = {utc_words(at)}",))


def _elapsed_words(node: Shift, base: Value) -> str:
    how = _HOW[node.by.unit in _MONTHLY]
    told = f"{node.by.words} {'back' if node.back else 'elapsed'}, {how}"
    told += _short(node, _span(way.days for way in base.ways))
    return f"{told}, from {_start(base)}"


def _start(base: Value) -> str:
    """Say what is counted from: as it is written, or when it was where that is a sum or a report."""
    said, equals, _ = base.steps[-1].partition(" = ")
    if equals and not any(f", {how}" in said for how in _HOW):
        return said
    exact = base.lo is not None and base.lo == base.hi
    return base.words if exact else f"a time {base.words}"


def _short(node: Shift, first: _Days) -> str:
    """Say so where the month that is counted to has no such day."""
    if node.by.unit not in _MONTHLY or first[0] is None:
        return ""
    day = first[0].day
    return "" if civil.shifted(node.by, back=node.back)(first[0]).day == day else f" (there is no {_ORDINALS[day]})"


def _with(base: Value, ways: tuple[Way, ...], told: str, apart: str | None = None) -> Value:
    ends = _apart(ways, apart)
    return replace(base, ways=ways, steps=(*base.steps, f"{told} = {ends}"))


def _apart(ways: tuple[Way, ...], apart: str | None) -> str:
    """Return where it lies: `A or B` where it can only be one of two midnights, else `between A and B`."""
    value = Value(ways=ways, zone=ways[0].zone)
    lo, hi = value.lo, value.hi
    if apart and lo is not None and hi is not None and lo != hi and hi - lo <= timedelta(hours=25):
        return f"{utc_words(lo)}{apart}{utc_words(hi)}"
    return value.words


def _span(days: Iterable[_Days]) -> _Days:
    found = list(days)
    firsts, lasts = [first for first, _ in found], [last for _, last in found]
    return (
        None if None in firsts else min(d for d in firsts if d is not None),
        None if None in lasts else max(d for d in lasts if d is not None),
    )


def _days(span: _Days) -> str:
    first, last = span
    if first is None:
        return "an unknown day" if last is None else f"{day_words(last)} or a day before it"
    return f"{day_words(first)} or a day after it" if last is None else days_words(first, last)


def _zones(ways: tuple[Way, ...]) -> str:
    return listed(way.zone for way in ways)


def _written_words(node: Written) -> str:
    first = date(node.year, node.month, node.day or 1)
    if node.clock is not None:
        return clock_words(datetime.combine(first, node.clock))
    return day_words(first) if node.day else f"{first:%B} {first.year}"


def _once(ways: Iterable[Way]) -> tuple[Way, ...]:
    return tuple(dict.fromkeys(replace(way, to_hi=way.reaches_hi) for way in ways))
