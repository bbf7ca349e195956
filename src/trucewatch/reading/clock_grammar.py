"""The grammar of clock times: "00.01", "6 a.m. local time", "0645 GMT", "around 08:50 Moscow time (0550 GMT)"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from trucewatch.reading.numerals import SMALL, word_set
from trucewatch.reading.times_calendar import Clock
from trucewatch.reading.times_words import CITY_ZONES, CLOCK_ZONES

if TYPE_CHECKING:
    from trucewatch.reading.numerals import Tokens

_NOT_TIMES = word_set("per percent % km kms miles million billion metres meters kg tonnes dollars euros")
_ROUGH = word_set("around about approximately roughly exactly precisely almost nearly")


class ClockFound(NamedTuple):
    """A time of day that ends before token `j`."""

    j: int
    clock: Clock


class _Time(NamedTuple):
    j: int
    hour: int
    minute: int
    half_day_known: bool = False
    needs_mark: bool = False


def clock_at(t: Tokens, i: int, *, marked: bool = False) -> ClockFound | None:
    """Read a time of day at token `i`.

    Args:
        t: The text's tokens.
        i: Where the time begins.
        marked: A word before it ("at", "from") says that a time may follow: "00.01" is one then.
    """
    fuzzy, j = _fuzzy(t, i)
    while t.low[j] in _ROUGH and j < i + 4:
        j, marked = j + 1, True
    named = _named_time(t, j)
    if named is not None:
        return ClockFound(*_with_zone(t, named[0], replace(named[1], fuzzy=fuzzy)))
    if not (t.raw[j].isdecimal() or t.low[j] in SMALL):
        return None
    time = _colon_time(t, j) or _half_day_time(t, j) or _four_digits(t, j) or _point_time(t, j)
    if time is None:
        return None
    clock = Clock(time.hour, time.minute, half_day_known=time.half_day_known, fuzzy=fuzzy)
    end, zoned_clock = _with_zone(t, time.j, clock)
    if time.needs_mark and not marked and end == time.j and not _day_follows(t, end):
        return None
    return ClockFound(end, zoned_clock)


def _fuzzy(t: Tokens, i: int) -> tuple[str, int]:
    if t.low[i] in {"shortly", "just", "soon"} and t.low[i + 1] in {"after", "before"}:
        return t.low[i + 1], i + 2
    return "", i


def _day_follows(t: Tokens, j: int) -> bool:
    return t.low[j] in {"tonight", "today", "tomorrow", "yesterday"}


def _named_time(t: Tokens, j: int) -> tuple[int, Clock] | None:
    if t.low[j] in {"noon", "midday"}:
        return j + 1, Clock(12, 0, half_day_known=True)
    if t.low[j] == "midnight":
        return j + 1, Clock(0, 0, half_day_known=True, midnight=True)
    if t.raw[j] == "12" and t.low[j + 1] in {"noon", "midnight", "midday"}:
        named = _named_time(t, j + 1)
        return (named[0], named[1]) if named else None
    return None


def _valid(hour: int, minute: int) -> bool:
    return hour < 24 and minute < 60  # noqa: PLR2004


def _minutes(t: Tokens, j: int) -> int | None:
    raw = t.raw[j]
    return int(raw) if len(raw) == 2 and raw.isdecimal() and raw.isascii() and t.glued(j) else None  # noqa: PLR2004


def _colon_time(t: Tokens, j: int) -> _Time | None:
    if t.raw[j + 1] != ":" or not t.glued(j + 1) or len(t.raw[j]) > 2:  # noqa: PLR2004
        return None
    hour, minute = t.number(j), _minutes(t, j + 2)
    if hour is None or minute is None or not _valid(hour, minute):
        return None
    k = j + 3
    if t.raw[k] == ":" and t.glued(k) and _minutes(t, k + 1) is not None:
        k += 2  # seconds are not kept
        if t.raw[k] == "." and t.glued(k) and t.raw[k + 1].isdecimal() and t.glued(k + 1):
            k += 2
    return _with_half_day(t, k, hour, minute) or _Time(k, hour, minute)


def _half_day_time(t: Tokens, j: int) -> _Time | None:
    """Read "6 a.m.", "6am", "6.30pm", "six o'clock"."""
    hour = t.number(j) if t.raw[j].isdecimal() else SMALL.get(t.low[j])
    if hour is None or hour > 12:  # noqa: PLR2004
        return None
    if t.low[j + 1] == "o" and t.raw[j + 2] in {"'", "’"} and t.low[j + 3] == "clock":
        return _with_half_day(t, j + 4, hour, 0) or _Time(j + 4, hour, 0)
    if t.raw[j + 1] in {".", ":"} and t.glued(j + 1) and _minutes(t, j + 2) is not None:
        return _with_half_day(t, j + 3, hour, _minutes(t, j + 2) or 0)
    return _with_half_day(t, j + 1, hour, 0)


def _with_half_day(t: Tokens, k: int, hour: int, minute: int) -> _Time | None:
    """Read "am", "a.m.", "p.m" after a time; None where there is none or the hour does not fit."""
    if t.raw[k] in {"-", "‑"}:
        k += 1
    half = t.low[k]
    if half in {"a", "p"} and t.raw[k + 1] == "." and t.low[k + 2] == "m" and t.glued(k + 2):
        end = k + 4 if t.raw[k + 3] == "." and t.glued(k + 3) else k + 3
    elif half in {"am", "pm"}:
        end = k + 1
    else:
        return None
    if hour > 12 or minute > 59 or (half in {"am", "a"} and t.raw[k] == "AM" and not t.glued(k) and hour == 0):  # noqa: PLR2004
        return None
    return _Time(end, hour % 12 + (12 if half.startswith("p") else 0), minute, half_day_known=True)


def _four_digits(t: Tokens, j: int) -> _Time | None:
    """Read "0645 GMT", "0001 hours": only with a zone or "hours" behind."""
    if len(t.raw[j]) != 4 or t.number(j) is None:  # noqa: PLR2004
        return None
    hour, minute = divmod(int(t.raw[j]), 100)
    if not _valid(hour, minute):
        return None
    if t.low[j + 1] in {"hours", "hrs", "h"} and (t.raw[j][0] == "0" or t.low[j - 1] in {"at", "from", "until", "by"}):
        return _Time(j + 2, hour, minute, half_day_known=True)
    if t.low[j + 1] in CLOCK_ZONES or (t.low[j + 1] in {"local", *CITY_ZONES} and t.low[j + 2] == "time"):
        return _Time(j + 1, hour, minute, half_day_known=True)
    return None


def _point_time(t: Tokens, j: int) -> _Time | None:
    """Read "00.01": needs a mark, and a word behind that is no unit."""
    if t.raw[j + 1] != "." or not t.glued(j + 1) or not t.raw[j].isdecimal() or len(t.raw[j]) != 2:  # noqa: PLR2004
        return None
    hour, minute = t.number(j), _minutes(t, j + 2)
    if hour is None or minute is None or not _valid(hour, minute) or t.low[j + 3] in _NOT_TIMES:
        return None
    if t.raw[j + 3] == "." and t.glued(j + 3) and t.raw[j + 4].isdecimal() and t.glued(j + 4):
        return None
    if t.raw[j + 3].isalpha() and t.glued(j + 3):
        return None
    return _Time(j + 3, hour, minute, needs_mark=True)


def _with_zone(t: Tokens, j: int, clock: Clock) -> tuple[int, Clock]:
    """Read the zone behind a time, and a second time in brackets that says the same in another zone."""
    if t.low[j] in {"hours", "hrs"}:
        j += 1
    j, zone, local = _zone(t, j)
    if t.raw[j] == "(" and zone is None:
        end, bracketed, _ = _zone(t, j + 1)
        if end > j + 1 and t.raw[end] == ")":
            return end + 1, replace(clock, zone=bracketed)
    clock = replace(clock, zone=zone)
    if t.raw[j] not in {"(", "/", ";"} or not (zone or local or t.raw[j] != ";"):
        return j, clock
    return _second_clock(t, j, clock)


def _zone(t: Tokens, j: int) -> tuple[int, str | None, bool]:
    word = t.low[j]
    if word == "z" and t.glued(j) and t.raw[j] == "Z":
        return j + 1, "UTC", False
    if word in CLOCK_ZONES and t.raw[j].isupper():
        end, zone = _signed(t, j + 1)
        return (end, zone, False) if zone and CLOCK_ZONES[word] == "UTC" else (j + 1, CLOCK_ZONES[word], False)
    if word == "local" and t.low[j + 1] == "time":
        return j + 2, None, True
    if word in CITY_ZONES and t.low[j + 1] == "time":
        return j + 2, CITY_ZONES[word], CITY_ZONES[word] is None
    end, zone = _signed(t, j)
    return (end, zone, False) if t.glued(j) else (j, None, False)


def _signed(t: Tokens, j: int) -> tuple[int, str | None]:
    """Read "+3", "+03:00", "+0300" right behind a time or behind UTC."""
    if t.raw[j] not in {"+", "-", "−"} or not t.glued(j) or not t.raw[j + 1].isdecimal() or not t.glued(j + 1):
        return j, None
    digits, end = t.raw[j + 1], j + 2
    if len(digits) <= 2 and t.raw[end] == ":" and _minutes(t, end + 1) is not None:  # noqa: PLR2004
        digits, end = digits.zfill(2) + t.raw[end + 1], end + 2
    digits = digits.zfill(2).ljust(4, "0")
    if len(digits) != 4 or int(digits[:2]) > 14 or int(digits[2:]) > 59:  # noqa: PLR2004
        return j, None
    sign = "+" if t.raw[j] == "+" else "-"
    return end, f"{sign}{digits[:2]}:{digits[2:]}"


def _second_clock(t: Tokens, j: int, clock: Clock) -> tuple[int, Clock]:
    time = _colon_time(t, j + 1) or _half_day_time(t, j + 1) or _four_digits(t, j + 1) or _point_time(t, j + 1)
    if time is None:
        return j, clock
    end, zone, _ = _zone(t, time.j)
    if zone is None:
        return j, clock
    if t.raw[j] == "(":
        if t.raw[end] != ")":
            return j, clock
        end += 1
    difference = (clock.hour * 60 + clock.minute) - (time.hour * 60 + time.minute)
    difference = (difference + 720) % 1440 - 720
    if zone != "UTC" or difference % 15 or clock.midnight:
        return end, clock
    offset = f"{'-' if difference < 0 else '+'}{abs(difference) // 60:02d}:{abs(difference) % 60:02d}"
    return end, replace(clock, zone=clock.zone or offset, second_offset=offset)
