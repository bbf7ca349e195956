"""A measured bound against the figures that sources give, each for itself: nothing is added up or averaged."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from trucewatch.agreement.readings import holds
from trucewatch.agreement.terms import fold_name
from trucewatch.compliance.live import TELLS
from trucewatch.compliance.patterns import retracted, shows
from trucewatch.compliance.situate import bounds_of, halts_of, in_force, span_of
from trucewatch.compliance.stands import Stand, named
from trucewatch.model import Within

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from trucewatch.agreement.clocks import Clock
    from trucewatch.agreement.parts import Limit
    from trucewatch.agreement.readings import Choice
    from trucewatch.agreement.terms import Duty
    from trucewatch.compliance.live import Known, Word
    from trucewatch.model import Claim, Count, Interval

_DAYS = {"hour": (0, 0), "day": (1, 1), "week": (7, 7), "month": (28, 31), "year": (365, 366)}
"""How many civil days a figure must cover to be compared with a bound per period."""

_ORDER = ("below", "above", "within", "cannot tell of")


class _Figure(NamedTuple):
    word: Word
    told: Count
    side: str


def limited(duty: Duty, choice: Choice, clock: Clock, now: Known, observed: Mapping[str, Interval]) -> Stand | None:
    """Return how the reported figures lie to the bound; None where no source gives one that can be compared."""
    limit = duty.limit
    if limit is None:
        return None
    bounds, halts = bounds_of(duty, choice, now, observed), halts_of(duty, choice, now, observed)
    found = [
        _Figure(word, count, _side(count, limit))
        for word in _telling(duty, choice, now)
        for count in word.claim.counts
        if _measures(count, limit) and _covers(word.claim, limit)
        if in_force(span_of(word.claim.when, word.known, now), bounds, halts).answer is not Within.NO
    ]
    if not found:
        return None
    return Stand(
        choice=choice,
        state=_told(found),
        clock=clock,
        words=tuple({f.word.claim.id: f.word for f in found}.values()),
        why=f"figures in the sources' own words, each compared for itself: {'; '.join(_figure(f) for f in found)}",
    )


def _telling(duty: Duty, choice: Choice, now: Known) -> list[Word]:
    patterns = [p for p in duty.met_by if holds(p.only_if, choice)]
    back = retracted(now)
    words = [w for w in now.words.values() if w.claim.stance in TELLS and not w.claim.negated]
    told = [w for w in words if w.claim.id not in back]
    return sorted(
        (w for w in told if not patterns or any(shows(w, p, now, choice) for p in patterns)), key=lambda w: w.key
    )


def _measures(count: Count, limit: Limit) -> bool:
    """Whether a count is of what the bound is about: by what is counted, its unit or its kind."""
    wanted = fold_name(limit.measure)
    told = [fold_name(name) for name in (count.of, count.unit, count.kind) if name]
    return any(name.rstrip("s") == wanted.rstrip("s") for name in told)


def _covers(claim: Claim, limit: Limit) -> bool:
    """Whether the figure covers the stretch that the bound is about; a running total covers none."""
    if limit.per is None:
        return True
    low, high = _DAYS.get(limit.per, (0, 0))
    window = claim.window if claim.cumulative or claim.window is not None else claim.when
    if window is None or window.start is None or window.end is None:
        return False
    days = (date.fromisoformat(window.end[:10]) - date.fromisoformat(window.start[:10])).days + 1
    return low <= days <= high


def _side(count: Count, limit: Limit) -> str:
    if limit.at_least is not None and count.at_most is not None and count.at_most < limit.at_least:
        return "below"
    if limit.at_most is not None and count.at_least is not None and count.at_least > limit.at_most:
        return "above"
    enough = limit.at_least is None or (count.at_least is not None and count.at_least >= limit.at_least)
    few = limit.at_most is None or (count.at_most is not None and count.at_most <= limit.at_most)
    return "within" if enough and few else "cannot tell of"


def _told(found: Sequence[_Figure]) -> str:
    parts = [(side, [f.word for f in found if f.side == side]) for side in _ORDER]
    return ", ".join(f"{side} the limit as reported by {named(words)}" for side, words in parts if words)


def _figure(figure: _Figure) -> str:
    ends = dict.fromkeys(str(n) for n in (figure.told.at_least, figure.told.at_most) if n is not None)
    what = figure.told.of or figure.told.unit or figure.told.kind
    return f"{figure.word.by}: {' to '.join(ends) or 'a number not told'} {what}"
