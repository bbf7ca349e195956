"""A duty to keep something up: every incident that is reported as a breach counts, once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.agreement.readings import holds
from trucewatch.compliance.patterns import shown
from trucewatch.compliance.situate import bounds_of, halts_of, in_force, span_of, utc
from trucewatch.compliance.stands import Stand
from trucewatch.model import Within, all_of, any_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from trucewatch.agreement.clocks import Clock
    from trucewatch.agreement.phases import Stretch
    from trucewatch.agreement.readings import Choice
    from trucewatch.agreement.terms import Duty, Pattern
    from trucewatch.compliance.live import Held, Known, Word
    from trucewatch.compliance.situate import Bound
    from trucewatch.model import Interval

NONE_REPORTED = "no breach reported"
NOT_YET = "not yet in force"


def upkeep(
    duty: Duty,
    choice: Choice,
    clock: Clock,
    now: Known,
    observed: Mapping[str, Interval],
    cases: Sequence[Held],
) -> Stand:
    """Return how many incidents are reported as breaches, and of how many it cannot be told."""
    bounds, halts = bounds_of(duty, choice, now, observed), halts_of(duty, choice, now, observed)
    start = next((b.clock.interval for b in bounds if b.side == "from"), None)
    if start is not None and start.lo is not None and now.as_of < start.lo:
        return Stand(choice=choice, state=NOT_YET, clock=clock, why=f"it begins {utc(start.lo)}")
    patterns = [p for p in duty.breached_by if holds(p.only_if, choice)]
    sure: list[str] = []
    perhaps: list[str] = []
    words: list[Word] = []
    for case in cases:
        answer, telling = _breach(case, patterns, (bounds, halts), choice, now)
        if answer is not Within.NO:
            (sure if answer is Within.YES else perhaps).append(case.incident.id)
            words += telling
    return Stand(
        choice=choice,
        state=_told(len(sure), len(perhaps)),
        clock=clock,
        words=tuple(words),
        unsure=("fact:breach",) if perhaps else (),
        why="each incident that somebody reports as such counts once; what nobody reports is not known",
        breaches=tuple(sure),
        perhaps=tuple(perhaps),
    )


def _breach(
    case: Held,
    patterns: Sequence[Pattern],
    times: tuple[tuple[Bound, ...], tuple[Stretch, ...]],
    choice: Choice,
    now: Known,
) -> tuple[Within, list[Word]]:
    by_word = [(w, any_of(shown(w, p, now, choice, case.place) for p in patterns)) for w in case.tellings]
    telling = [word for word, answer in by_word if answer is not Within.NO]
    if not telling:
        return Within.NO, []
    in_time = in_force(span_of(case.when, case.first_known, now), *times).answer
    return all_of((any_of(answer for _, answer in by_word), in_time)), telling


def _told(sure: int, perhaps: int) -> str:
    told = f"{sure} breach{'' if sure == 1 else 'es'} reported" if sure else NONE_REPORTED
    return f"{told}, {perhaps} perhaps" if perhaps else told
