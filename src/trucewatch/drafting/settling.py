"""Several tellings of one thing: what agrees is one, what cannot both be true is kept as alternatives, never chosen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from trucewatch.drafting.moments import Moment
    from trucewatch.drafting.records import Words

T = TypeVar("T")
_EAST, _WEST = timedelta(hours=14), timedelta(hours=12)
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Telling:
    """A moment as one report tells it."""

    moment: Moment
    words: Words


@dataclass(frozen=True, slots=True)
class Cluster:
    """Tellings that fit together; `moment` is the most exact of them."""

    moment: Moment
    words: tuple[Words, ...]


def clusters(told: Iterable[tuple[Moment, Words]]) -> tuple[Cluster, ...]:
    """Return tellings put together where some instant fits them all; the order of reports decides nothing."""
    ordered = sorted(told, key=lambda one: (_vagueness(one[0]), one[0].options, one[1].place))
    found: list[tuple[Moment, list[Words]]] = []
    for moment, words in ordered:
        home = next((one for one in found if compatible(one[0], moment)), None)
        if home is None:
            found.append((moment, [words]))
        else:
            home[1].append(words)
    return tuple(
        Cluster(moment, tuple(sorted(set(words), key=lambda one: one.place)))
        for moment, words in sorted(found, key=lambda f: f[0].options)
    )


def _vagueness(moment: Moment) -> int:
    if moment.exact and len(moment.options) == 1:
        return 0 if moment.zoned else 1
    return 2 if moment.exact else 3 if len(moment.options[0]) > len("2020-03[{clock}]") else 4


def compatible(one: Moment, other: Moment) -> bool:
    """Say whether one instant may be meant by both: a day holds its hours, midnight is either end, zones may differ."""
    if one.exact and other.exact:
        return any(
            _same_instant(a, b, midnight=one.midnight or other.midnight) for a in one.options for b in other.options
        )
    exact, vague = (one, other) if one.exact else (other, one)
    slack = _EAST if exact.exact and exact.zoned else timedelta(0)
    lo, hi = _local(vague.lo), _local(vague.hi)
    first, last = _local(exact.lo), _local(exact.hi)
    return first - slack < hi and lo - slack <= last


def _same_instant(one: str, other: str, *, midnight: bool) -> bool:
    a, b = _utc(one), _utc(other)
    if (a is None) != (b is None):  # one names its zone: any other may lie up to a day's turn away
        known, local = (a, _local(other)) if a is not None else (b, _local(one))
        assert known is not None  # noqa: S101
        apart = local - known.replace(tzinfo=None)
        return -_WEST <= apart <= _EAST
    gap = abs(a - b) if a is not None and b is not None else abs(_local(one) - _local(other))
    return gap <= (_MINUTE if midnight else timedelta(0))


def _local(written: str) -> datetime:
    text = written[:16]
    if text.endswith("T24:00"):
        return datetime.fromisoformat(f"{text[:10]}T00:00") + timedelta(days=1)
    return datetime.fromisoformat(text if "T" in text else f"{text[:10]}T00:00")


def _utc(written: str) -> datetime | None:
    local, rest = written[:16], written[16:]
    if rest.startswith(("+", "-")):
        return datetime.fromisoformat(local + rest[:6]).astimezone(ZoneInfo("UTC"))
    zone = rest.strip("[]")
    if not zone or zone.startswith("{"):
        return None
    return datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(zone)).astimezone(ZoneInfo("UTC"))


def grouped(items: Iterable[T], key: Callable[[T], str]) -> dict[str, list[T]]:
    """Return items by key, keys sorted."""
    found: dict[str, list[T]] = {}
    for item in items:
        found.setdefault(key(item), []).append(item)
    return {k: found[k] for k in sorted(found)}


def some(words: Iterable[Words], most: int = 4) -> tuple[Words, ...]:
    """Return the first few of several quotations, each wording once, in the order of document and place."""
    seen: dict[str, Words] = {}
    for one in sorted(set(words), key=lambda w: w.place):
        seen.setdefault(" ".join(one.quote.split()).lower(), one)
    return tuple(list(seen.values())[:most])


def joined(names: Sequence[str], last: str = "and") -> str:
    """Return "a, b and c"."""
    return f"{', '.join(names[:-1])} {last} {names[-1]}" if len(names) > 1 else "".join(names)
