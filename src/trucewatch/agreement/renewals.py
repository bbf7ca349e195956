"""When a phase that can be renewed ends, as far as that is known on a day. Silence is told, never taken for proof."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from trucewatch.agreement import civil
from trucewatch.agreement.time_grammar import duration
from trucewatch.agreement.time_words import utc_words
from trucewatch.errors import AgreementError
from trucewatch.model import Within

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from trucewatch.agreement.civil import Way
    from trucewatch.agreement.parts import Renew
    from trucewatch.agreement.reckoning import Value
    from trucewatch.agreement.time_tree import Duration

MOST_RENEWALS = 10_000
"""More than any treaty sees: a period of days that has renewed itself for 27 years."""

_TOLD = 4


def renewed(phase_id: str, renew: Renew, end: Value, event: Callable[[str], Value], as_of: datetime) -> Value:
    """Return the end of a phase after the renewals known by `as_of`.

    `end` is the end of its first period; `event` returns when an event was reported to have been. A renewal that may
    still be refused is not told as one: the end is then that of the present period.

    Raises:
        AgreementError: a period has no length, or the phase renews itself without end.
    """
    if end.lo is None or end.hi is None:
        return end
    period = duration(renew.period)
    if not period.count:
        raise AgreementError(f"{phase_id} is renewed for {renew.period}, which is no time. Write e.g. 5 years.")
    notice = duration(renew.notice) if renew.notice else None
    if renew.automatic:
        refusal = event(renew.unless) if renew.unless else None
        return _by_itself(_Present(phase_id, end, period, notice, as_of), renew.unless, refusal)
    if renew.upon:
        return _upon(_Present(phase_id, end, period, notice, as_of), renew.upon, event(renew.upon))
    return _told(end, f"it can be renewed for {period.words}; the file names nothing that renews it")


@dataclass(frozen=True, slots=True)
class _Present:
    """A phase in one of its periods."""

    id: str
    end: Value
    period: Duration
    notice: Duration | None
    as_of: datetime

    @property
    def last_day_for_notice(self) -> Value:
        return self.end if self.notice is None else _moved(self.end, self.notice, back=True)

    @property
    def next_end(self) -> Value:
        following = _moved(self.end, self.period)
        if following.lo is None or self.end.lo is None or following.lo <= self.end.lo:
            raise AgreementError(f"{self.id} is renewed for {self.period.words}, which does not move its end on.")
        return following

    @property
    def long_before(self) -> str:
        return f"at least {self.notice.words} before the end" if self.notice else "before the end"

    @property
    def ends(self) -> str:
        exact = self.end.lo == self.end.hi
        return f"at {self.end.words}" if exact else self.end.words

    @property
    def known(self) -> str:
        return f"known by {utc_words(self.as_of)}"


def _by_itself(now: _Present, unless: str | None, refusal: Value | None) -> Value:
    told: list[str] = []
    for _ in range(MOST_RENEWALS):
        limit = now.last_day_for_notice
        assert limit.lo is not None  # noqa: S101  (the end has both ends, and so what lies before it)
        assert limit.hi is not None  # noqa: S101
        refused = _not_later(refusal, limit) if refusal and refusal.ways else Within.NO
        if refused is Within.YES and refusal is not None:
            when = refusal.words
            return _told(now.end, *_some(told), f"not renewed: {unless} was reported for {when}, {now.long_before}")
        if now.as_of < limit.lo:
            open_until = f"whether it is renewed for {now.period.words} is not known before {utc_words(limit.hi)}"
            return _told(now.end, *_some(told), f"{open_until}: the present period ends {now.ends}")
        following = now.next_end
        if refused is Within.UNKNOWN or now.as_of < limit.hi:
            both = replace(now.end, ways=(*now.end.ways, *following.ways))
            why = f"the last moment for a notice is {limit.words}"
            if refusal is not None and refused is Within.UNKNOWN:
                why = f"{unless} was reported for {refusal.words}"
            return _told(both, *_some(told), f"cannot tell whether it was renewed for {now.period.words}: {why}")
        told.append(f"renewed for {now.period.words}, to {following.words}: {_silence(now, unless, refusal)}")
        now = replace(now, end=following)
    raise AgreementError(
        f"{now.id} has renewed itself {MOST_RENEWALS:,} times by {utc_words(now.as_of)}. "
        "Write a longer period, or an until of its last one."
    )


def _silence(now: _Present, unless: str | None, refusal: Value | None) -> str:
    if unless is None:
        return "the text renews it by itself"
    if refusal is not None and refusal.ways:
        return f"{unless} was reported only for {refusal.words}, and had to come {now.long_before}"
    return f"no report of {unless}, {now.long_before}, {now.known}"


def _upon(now: _Present, upon: str, agreed: Value) -> Value:
    """One report renews once: a second renewal needs an amendment, which has its own day."""
    if not agreed.ways:
        told = f"no report of {upon} {now.known}, and only that renews it: the present period ends {now.ends}"
        return _told(now.end, told)
    match _before(agreed, now.end):
        case Within.NO:
            return _told(now.end, f"not renewed: {upon} was reported for {agreed.words}, after the end")
        case Within.UNKNOWN:
            both = replace(now.end, ways=(*now.end.ways, *now.next_end.ways))
            return _told(both, f"cannot tell whether it was renewed: {upon} was reported for {agreed.words}")
        case Within.YES:
            pass
    following = now.next_end
    told = f"renewed for {now.period.words}, to {following.words}: {upon} was reported for {agreed.words}"
    if now.notice and _not_later(agreed, now.last_day_for_notice) is not Within.YES:
        told += f", which is later than {now.notice.words} before the end, or may be"
    return _told(following, told)


def _moved(value: Value, by: Duration, *, back: bool = False) -> Value:
    """Move an end by a period: it stays the end of a day, or keeps its hour, unless the period names a rule."""

    def moved(way: Way) -> Way:
        if by.rule in (None, "elapsed"):
            reckon = civil.elapsed if by.rule else civil.same_clock
            return reckon(way, by, back=back)
        return civil.counted(way, by, by.rule, back=back)[0]

    return replace(value, ways=tuple(dict.fromkeys(moved(way) for way in value.ways)))


def _not_later(event: Value, limit: Value) -> Within:
    """Say whether an event came at the limit or before it."""
    if event.hi is not None and limit.lo is not None and event.hi <= limit.lo:
        return Within.YES
    return Within.NO if event.lo is not None and limit.hi is not None and event.lo > limit.hi else Within.UNKNOWN


def _before(event: Value, end: Value) -> Within:
    if event.lo is not None and end.hi is not None and event.lo >= end.hi:
        return Within.NO
    if event.hi is None or end.lo is None:
        return Within.UNKNOWN
    exact = event.lo == event.hi
    return Within.YES if event.hi < end.lo or (event.hi == end.lo and not exact) else Within.UNKNOWN


def _some(told: list[str]) -> list[str]:
    if len(told) <= 2 * _TOLD:
        return told
    return [*told[:_TOLD], f"and so on, renewed {len(told):,} times in all", *told[-_TOLD:]]


def _told(value: Value, *words: str) -> Value:
    return replace(value, steps=(*value.steps, *words))
