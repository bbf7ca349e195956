"""A duty that comes again every so often: in which of its periods was it reported, in which was nothing reported?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from trucewatch.agreement.civil import Way, elapsed, same_clock
from trucewatch.agreement.time_grammar import duration
from trucewatch.compliance.situate import bounds_of, span_of, utc
from trucewatch.compliance.stands import Stand, named
from trucewatch.compliance.upkeep import NOT_YET

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from trucewatch.agreement.clocks import Clock
    from trucewatch.agreement.readings import Choice
    from trucewatch.agreement.terms import Duty
    from trucewatch.compliance.live import Known, Word
    from trucewatch.model import Interval

_MOST = 5_000
"""Periods that are looked at; a longer row is a slip in the file."""


def recurring(
    duty: Duty, choice: Choice, clock: Clock, met: Sequence[Word], now: Known, observed: Mapping[str, Interval]
) -> Stand:
    """Return in how many of the periods that have passed it was reported. A period in silence is no proof."""
    ends = {b.side: b.clock.interval for b in bounds_of(duty, choice, now, observed)}
    start = ends.get("from")
    if start is None or start.lo is None:
        return Stand(choice=choice, state="open", clock=clock, why="no beginning is fixed, so no period is counted")
    if now.as_of < start.lo:
        return Stand(choice=choice, state=NOT_YET, clock=clock, why=f"it begins {utc(start.lo)}")
    last = ends.get("until")
    stop = min(now.as_of, last.hi) if last is not None and last.hi is not None else now.as_of
    passed = list(_periods(duty, start.lo, stop, now.agreement.home))
    spans = [(w, span_of(w.claim.when, w.known, now).interval) for w in met]
    reported = [p for p in passed if any(_within(span, p) for _, span in spans)]
    perhaps = [p for p in passed if p not in reported and any(_touches(span, p) for _, span in spans)]
    silent = [p for p in passed if p not in reported and p not in perhaps]
    return Stand(
        choice=choice,
        state=_told(len(passed), len(reported), len(perhaps)),
        clock=clock,
        words=tuple(word for word, _ in spans),
        unsure=("fact:time",) if perhaps else (),
        why=_why(duty, met, silent),
    )


def _periods(duty: Duty, start: datetime, stop: datetime, zone: str) -> Iterator[tuple[datetime, datetime]]:
    """Yield the whole periods from `start` on that had ended by `stop`; days and months keep the hour of the clock."""
    length = duration(duty.every or "1 day")
    first, begins = Way(lo=start, hi=start, zone=zone), start
    for number in range(1, _MOST):
        span = replace(length, count=length.count * number)
        ends = (elapsed if length.timed else same_clock)(first, span).hi
        if ends is None or ends > stop or ends <= begins:
            return
        yield begins, ends
        begins = ends


def _within(span: Interval, period: tuple[datetime, datetime]) -> bool:
    return span.lo is not None and span.hi is not None and period[0] <= span.lo and span.hi <= period[1]


def _touches(span: Interval, period: tuple[datetime, datetime]) -> bool:
    return (span.hi is None or span.hi > period[0]) and (span.lo is None or span.lo < period[1])


def _told(passed: int, reported: int, perhaps: int) -> str:
    if not passed:
        return "open"
    told = f"reported in {reported} of {passed} periods"
    return f"{told}, {perhaps} cannot be told" if perhaps else told


def _why(duty: Duty, met: Sequence[Word], silent: Sequence[tuple[datetime, datetime]]) -> str:
    told = f"every {duty.every}" + (f"; reported by {named(met)}" if met else "")
    if silent:
        told += f"; no report for the period from {utc(silent[0][0])}"
        told += f" and {len(silent) - 1} more" if len(silent) > 1 else ""
        told += ": silence is no proof that it was not done"
    return told
