"""Instants, days and stretches in words for people."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime


def day_words(day: date) -> str:
    """Return a day, e.g. `6 March 2020`."""
    return f"{day.day} {day:%B} {day.year}"


def days_words(first: date, last: date) -> str:
    """Return a day, or the first and the last of several."""
    if first == last:
        return day_words(first)
    return f"{day_words(first)} {'or' if (last - first).days == 1 else 'to'} {day_words(last)}"


def clock_words(moment: datetime) -> str:
    """Return an instant on the clock that it carries, e.g. `00:01 on 6 March 2020`."""
    clock = f"{moment:%H:%M:%S}" if moment.second else f"{moment:%H:%M}"
    return f"{clock} on {day_words(moment.date())}"


def utc_words(moment: datetime) -> str:
    """Return an instant in UTC, e.g. `21:01 UTC on 5 March 2020`."""
    utc = moment.astimezone(UTC)
    clock = f"{utc:%H:%M:%S}" if utc.second else f"{utc:%H:%M}"
    return f"{clock} UTC on {day_words(utc.date())}"


def offset_words(moment: datetime) -> str:
    """Return how far the clock of an instant is ahead of UTC, e.g. `UTC+03:00`."""
    offset = f"{moment:%z}"
    return f"UTC{offset[:3]}:{offset[3:5]}"


def between_words(lo: datetime | None, hi: datetime | None) -> str:
    """Return where an instant lies, e.g. `between … and …`; an end that is None is open."""
    if lo is None:
        return "at an unknown time" if hi is None else f"not later than {utc_words(hi)}"
    if hi is None:
        return f"not earlier than {utc_words(lo)}"
    return utc_words(lo) if lo == hi else f"between {utc_words(lo)} and {utc_words(hi)}"


def listed(words: Iterable[str], last: str = "or") -> str:
    """Return words as a list: `a`, `a or b`, `a, b or c`."""
    told = list(dict.fromkeys(words))
    return f"{', '.join(told[:-1])} {last} {told[-1]}" if len(told) > 1 else "".join(told)
