"""A table of incidents against the prohibitions at once: the answers of `check`, without the reasons, by the million.

Every step of a judgement is answered for whole columns: time and place by arithmetic; the act, the actor, the target
and the weapon once for each distinct value, by the very functions that judge one incident. Findings with reasons come
from `check`, for the incidents that are worth a look.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property, reduce
from typing import TYPE_CHECKING, Any, TypeVar
from zoneinfo import ZoneInfo

import numpy as np

from trucewatch.agreement import zones
from trucewatch.compliance.against import by_target, lands_of, target_covered
from trucewatch.compliance.bound import actor_bound, not_exempt
from trucewatch.compliance.columns import Columns, held_as
from trucewatch.compliance.kinds import VIOLENT, of_kind
from trucewatch.compliance.live import Known
from trucewatch.compliance.rules import options
from trucewatch.compliance.situate import actors_and_weapons
from trucewatch.compliance.weapons import weapon_covered
from trucewatch.model import Within

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable
    from datetime import tzinfo

    from numpy.typing import NDArray

    from trucewatch.agreement.terms import Agreement, Prohibit
    from trucewatch.compliance.rules import Option
    from trucewatch.model import Interval

T = TypeVar("T")

YES, UNKNOWN, NO = 1, 0, -1
NO_MATTER = -2
"""The act has nothing to do with the term: `check` gives no finding."""

_RECODED = np.array([NO, YES, UNKNOWN], np.int8)
"""What `zones.answers` calls 0, 1 and -1 (the last row)."""

_CODES = {Within.YES: YES, Within.UNKNOWN: UNKNOWN, Within.NO: NO}


def sweep(agreement: Agreement, columns: Columns, *, as_of: datetime) -> dict[str, NDArray[np.int8]]:
    """Return for each prohibition whether it is engaged by each incident, over every open reading.

    1 is yes, 0 cannot tell, -1 outside this agreement (which never means lawful), -2 no matter of this term.

    Raises:
        AgreementError: a term's time or zone cannot be evaluated.
    """
    now = Known(agreement=agreement, as_of=as_of, zone=ZoneInfo(agreement.home), words={})
    table = _Table(columns, now)
    return {term.id: table.engaged(term) for term in agreement.prohibitions}


class _Table:
    """The columns, with every step that was answered once."""

    def __init__(self, columns: Columns, now: Known) -> None:
        self.columns = columns
        self.now = now
        self.kept: dict[Hashable, NDArray[np.int8]] = {}
        self.hi = _bounded(columns, now.as_of.timestamp())
        self.size = len(columns)

    def engaged(self, term: Prohibit) -> NDArray[np.int8]:
        each = options(term, self.now, {})
        first: NDArray[np.int8] | None = None
        agreed = np.ones(self.size, bool)
        elsewhere = np.ones(self.size, bool)
        of_no_kind = np.ones(self.size, bool)
        for option in each:
            time, place, act, others = self._steps(term, option)
            answer = np.minimum(np.minimum(np.minimum(time, place), act), others)
            agreed &= first is None or answer == first
            first = answer if first is None else first
            elsewhere &= (time == NO) | (place == NO)
            of_no_kind &= (act == NO) | (option.term is None)
        assert first is not None  # noqa: S101  (a term has at least one combination)
        found = np.where(agreed, first, UNKNOWN).astype(np.int8)
        harmless = self._each_act(lambda act: Within.NO if act in VIOLENT else Within.YES) == YES
        found[of_no_kind & (harmless | elsewhere)] = NO_MATTER
        return found

    def _steps(self, term: Prohibit, option: Option) -> tuple[NDArray[np.int8], ...]:
        under = option.term
        if under is None:
            nothing = np.full(self.size, NO, np.int8)
            return nothing, nothing, nothing, nothing
        time = self._once(("time", option.bounds, option.halts), lambda: self._time(option))
        place = self._once(("place", option.area, option.chosen_by), lambda: self._place(under.where, option))
        act = self._once(("act", under.acts), lambda: self._each_act(lambda a: of_kind({a}, under.acts)))
        others = [
            self._once(("actor", under.who), lambda: self._each_actor(under)),
            self._once(("target", under.target), lambda: self._each_target(under)),
            self._once(("against", under.against, option.lands), lambda: self._against(under, option)),
            self._once(("weapon", under.weapon), lambda: self._each_weapon(under)),
            self._once(("exempt", term.id, option.choice), lambda: self._exempt(under, option)),
        ]
        return time, place, act, reduce(np.minimum, others)

    def _once(self, key: Hashable, step: Callable[[], NDArray[np.int8]]) -> NDArray[np.int8]:
        if key not in self.kept:
            self.kept[key] = step()
        return self.kept[key]

    # --- the steps ----------------------------------------------------------------------------------------------------

    def _time(self, option: Option) -> NDArray[np.int8]:
        answer = np.full(self.size, YES, np.int8)
        for end in (e for e in option.bounds if not e.unheard):
            after = _not_before(self.columns.lo, self.hi, end.clock.interval)
            answer = np.minimum(answer, after if end.side == "from" else -after)
        for halt in option.halts:
            inside = _not_before(self.columns.lo, self.hi, halt.from_)
            if halt.until is not None:
                inside = np.minimum(inside, -_not_before(self.columns.lo, self.hi, halt.until))
            answer = np.minimum(answer, -inside)
        return answer

    def _place(self, zone: str | None, option: Option) -> NDArray[np.int8]:
        if zone is None:
            return np.full(self.size, YES, np.int8)
        answer = np.full(self.size, UNKNOWN, np.int8)
        for on, rows in self._days(zones.drawn_days(self.now.agreement, zone, option.choice)):
            if not option.chosen_by:
                answer[rows] = self._located(zone, option, rows, on=on)
                continue
            # which of several zones it is hangs on who acted with what
            for who in np.unique(np.stack([self.columns.actor, self.columns.weapon]), axis=1).T:
                some = rows & (self.columns.actor == who[0]) & (self.columns.weapon == who[1])
                case = held_as(actors=self.columns.actors[who[0]], weapons=self.columns.weapons[who[1]])
                parties, weapons = actors_and_weapons(case, self.now.agreement)
                answer[some] = self._located(zone, option, some, on=on, parties=parties, weapons=weapons)
        return answer

    def _located(self, zone: str, option: Option, rows: NDArray[np.bool_], **under: Any) -> NDArray[np.int8]:
        c = self.columns
        places = (c.lon[rows], c.lat[rows], c.radius_m[rows])
        return _RECODED[zones.answers(self.now.agreement, zone, *places, option.choice, **under)]

    def _days(self, starts: Iterable[date]) -> Iterable[tuple[date | None, NDArray[np.bool_]]]:
        """The rows between the days on which a drawing changes, each with a day that stands for them."""
        ends = sorted(starts)
        if not ends:
            yield None, np.ones(self.size, bool)
            return
        moments = np.where(np.isnan(self.columns.lo), self.hi, self.columns.lo)
        zone = self.now.zone
        cuts = [_midnight(day, zone) for day in ends]
        bins = np.searchsorted(cuts, moments, side="right")
        for number in np.unique(bins):
            day = ends[number - 1] if number else ends[0] - timedelta(days=1)
            yield day, bins == number

    def _each_act(self, answer: Callable[[str], Within]) -> NDArray[np.int8]:
        return _spread(self.columns.acts, self.columns.act, answer)

    def _each_actor(self, term: Prohibit) -> NDArray[np.int8]:
        agreement = self.now.agreement
        return _spread(
            self.columns.actors,
            self.columns.actor,
            lambda names: actor_bound(term, held_as(actors=names), agreement).answer,
        )

    def _each_target(self, term: Prohibit) -> NDArray[np.int8]:
        agreement = self.now.agreement
        return _spread(
            self.columns.targets,
            self.columns.target,
            lambda names: target_covered(term, held_as(targets=names), agreement).answer,
        )

    def _each_weapon(self, term: Prohibit) -> NDArray[np.int8]:
        return _spread(
            self.columns.weapons, self.columns.weapon, lambda told: weapon_covered(term, held_as(weapons=told)).answer
        )

    def _against(self, term: Prohibit, option: Option) -> NDArray[np.int8]:
        if not term.against:
            return np.full(self.size, YES, np.int8)
        agreement = self.now.agreement
        found = _spread(
            self.columns.targets,
            self.columns.target,
            lambda names: by_target(term.against, held_as(targets=names).tellings, agreement),
        )
        for zone in lands_of(term.against, agreement):
            found = np.maximum(found, self._located(zone, option, np.ones(self.size, bool)))
        return found

    def _exempt(self, term: Prohibit, option: Option) -> NDArray[np.int8]:
        """An exemption turns on who struck whom, and on whose designation stood on the day."""
        c, agreement = self.columns, self.now.agreement
        if not any(exempt.from_term == term.id for exempt in agreement.exemptions):
            return np.full(self.size, YES, np.int8)
        kinds, rows = self._kinds
        answers = []
        for actor, target, day in kinds:
            case = held_as(actors=c.actors[actor], targets=c.targets[target], day=day.isoformat() if day else None)
            answers.append(_CODES[not_exempt(term, case, option.choice, agreement).answer])
        return np.array(answers, np.int8)[rows]

    @cached_property
    def _kinds(self) -> tuple[list[tuple[int, int, date | None]], NDArray[np.int64]]:
        """Each distinct (actor, target, a day that stands for all on which the same designations stood); rows of it."""
        c = self.columns
        entries = [d for p in self.now.agreement.parties for d in p.designation]
        # an entry stands through its last day, so the next day is where something changes
        changes = {date.fromisoformat(d.from_) for d in entries if d.from_}
        changes |= {date.fromisoformat(d.until) + timedelta(days=1) for d in entries if d.until}
        days = sorted(changes)
        standing = [days[0] - timedelta(days=1) if days else _EPOCH, *days]
        spell = np.searchsorted([(day - _EPOCH).days for day in days], c.day, side="right")
        spell = np.where(c.day < 0, len(standing), spell)
        width = len(standing) + 1
        keys, rows = np.unique((c.actor * len(c.targets) + c.target) * width + spell, return_inverse=True)
        named = [(*divmod(int(key) // width, len(c.targets)), int(key) % width) for key in keys]
        return [(a, t, standing[n] if n < len(standing) else None) for a, t, n in named], rows


_EPOCH = date(1970, 1, 1)


def _spread(values: tuple[T, ...], rows: NDArray[np.int64], answer: Callable[[T], Within]) -> NDArray[np.int8]:
    """Answer each distinct value once and give every row its value's answer."""
    return np.array([_CODES[answer(value)] for value in values], np.int8)[rows]


def _bounded(columns: Columns, as_of: float) -> NDArray[np.float64]:
    """The latest instant of each act: as told, and not after its first report, unless it was told for later."""
    bound = np.where(columns.known < as_of, columns.known, as_of)
    as_told = (columns.hi <= bound) | (bound < columns.lo)
    return np.where(as_told, columns.hi, bound)


def _not_before(lo: NDArray[np.float64], hi: NDArray[np.float64], start: Interval | None) -> NDArray[np.int8]:
    """`clocks.not_before` for whole columns; NaN is open and satisfies nothing."""
    found = np.full(len(lo), UNKNOWN, np.int8)
    if start is None:
        return found
    if start.lo is not None:
        first = start.lo.timestamp()
        found[np.where(lo == hi, hi < first, hi <= first)] = NO
    if start.hi is not None:
        found[lo >= start.hi.timestamp()] = YES
    return found


def _midnight(day: date, zone: tzinfo) -> float:
    return datetime.combine(day, time(), zone).astimezone(UTC).timestamp()
