"""One prohibition against one incident: every open reading is put in, and the answers are compared."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from itertools import combinations as pairs
from typing import TYPE_CHECKING

from trucewatch.agreement import zones
from trucewatch.agreement.readings import combinations, described, holds, readings_of, settled
from trucewatch.compliance import bound
from trucewatch.compliance.against import against_covered, target_covered
from trucewatch.compliance.evidence import supports
from trucewatch.compliance.kinds import VIOLENT, of_kind
from trucewatch.compliance.reasons import (
    chain_reasons,
    clause_reason,
    disputes_of,
    evidence_reasons,
    response_reasons,
    unseen_reasons,
)
from trucewatch.compliance.situate import Bound, Span, Step, bounds_of, halts_of, in_force, in_reach, span_of
from trucewatch.compliance.weapons import weapon_covered
from trucewatch.model import Finding, Reason, Within, all_of, over_readings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from trucewatch.agreement.phases import Stretch
    from trucewatch.agreement.readings import Choice
    from trucewatch.agreement.terms import Prohibit
    from trucewatch.compliance.live import Held, Known
    from trucewatch.model import Interval

_NO_SUCH_TERM = "no such term on this reading"
_MANY = 32
"""Combinations of readings above which a finding says how many there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """The steps of one choice of readings, by the fact that each turns on."""

    choice: Choice
    steps: Mapping[str, Step]

    @property
    def engaged(self) -> Within:
        """Yes only if every step is yes, no as soon as one is no."""
        return all_of(step.answer for step in self.steps.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A term under one choice of readings: the same for every incident.

    `area` and `lands` tell equal areas, and equal protected lands, apart from others. `chosen_by` says that the area
    hangs on who acted or with what. `term` is None where there is no such term on this choice.
    """

    choice: Choice
    term: Prohibit | None
    bounds: tuple[Bound, ...] = ()
    area: tuple[str | None, Choice] = (None, ())
    lands: Choice = ()
    halts: tuple[Stretch, ...] = ()
    chosen_by: bool = False


def options(term: Prohibit, now: Known, observed: Mapping[str, Interval]) -> tuple[Option, ...]:
    """Return a term under every combination of the open readings that it touches."""
    found = []
    for choice in combinations(now.agreement, readings_of(now.agreement, term)):
        if not holds(term.only_if, choice):
            found.append(Option(choice=choice, term=None))
            continue
        put_in = settled(now.agreement, term, choice)
        bounds = bounds_of(put_in, choice, now, observed)
        area, lands = _area(put_in, choice, now), _lands(put_in, choice, now)
        found.append(
            Option(
                choice=choice,
                term=put_in,
                bounds=bounds,
                area=area,
                lands=lands,
                halts=halts_of(put_in, choice, now, observed),
                chosen_by=put_in.where is not None and zones.hangs_on_actor(now.agreement, put_in.where, choice),
            )
        )
    return tuple(found)


def _area(term: Prohibit, choice: Choice, now: Known) -> tuple[str | None, Choice]:
    return term.where, _touching((term.where,) if term.where else (), choice, now)


def _lands(term: Prohibit, choice: Choice, now: Known) -> Choice:
    homes = {p.id: p.territory for p in now.agreement.parties if p.territory is not None}
    return _touching(tuple(homes.get(one, one) for one in term.against), choice, now)


def _touching(zone_ids: Sequence[str], choice: Choice, now: Known) -> Choice:
    """The part of a choice that the shape of these zones turns on."""
    named = [zone for zone in now.agreement.zones if zone.id in zone_ids]
    touched = {reading for zone in named for reading in readings_of(now.agreement, zone)}
    return tuple(pair for pair in choice if pair[0] in touched)


def judge(term: Prohibit, under: Sequence[Option], case: Held, now: Known) -> Finding | None:
    """Return the finding of a term against an incident; None where the act has nothing to do with the term.

    `under` is the term under every choice (`options`).
    """
    acts = _acts(case)
    of_no_kind = all(of_kind(acts, option.term.acts) is Within.NO for option in under if option.term is not None)
    if of_no_kind and not acts & VIOLENT:
        return None
    span = span_of(case.when, case.first_known, now)
    sited: dict[object, Step] = {}
    judged = [_under(option, case, span, now, sited) for option in under]
    engaged = over_readings(j.engaged for j in judged)
    if of_no_kind and _elsewhere(judged):
        return None
    if not case.tellings:
        engaged = Within.UNKNOWN
    return Finding(
        id=finding_id(term.id, case.incident.id),
        term=term.id,
        clause=term.clause,
        incident=case.incident.id,
        act=case.incident.act,
        engaged=engaged,
        outside=_outside(judged) if engaged is Within.NO else (),
        attribution=bound.attributed(case, now.agreement),
        support=supports(case, term.id, now.agreement),
        disputed_by=disputes_of(term, case, now),
        decides=_decides(judged, case) if engaged is Within.UNKNOWN else (),
        reasons=_reasons(term, case, judged, now),
        claims=tuple(
            w.claim.id for w in (*case.tellings, *case.answers, *(w for pair in case.retracted for w in pair))
        ),
        as_of=now.as_of.isoformat(),
        agreement=f"{now.agreement.id} {now.agreement.version}",
    )


def finding_id(*parts: str) -> str:
    """Return the short id of a finding: the same term against the same incident keeps it in every run."""
    return "F-" + hashlib.sha256("|".join(parts).encode()).hexdigest()[:8]


def deciding_readings(answers: Sequence[tuple[Choice, object]]) -> tuple[str, ...]:
    """Return the readings of which a change, all others kept, changes the answer; sorted."""
    found = set()
    for (one, answer), (other, changed) in pairs(answers, 2):
        differing = [a[0] for a, b in zip(one, other, strict=True) if a != b]
        if len(differing) == 1 and answer != changed:
            found.add(differing[0])
    return tuple(sorted(found))


def _under(option: Option, case: Held, span: Span, now: Known, sited: dict[object, Step]) -> Judged:
    """Judge under one choice; `sited` keeps every step, since most are the same under several choices."""
    term = option.term
    if term is None:
        return Judged(choice=option.choice, steps={"term": Step(answer=Within.NO, outside=_NO_SUCH_TERM)})

    def once(key: object, step: Callable[[], Step]) -> Step:
        if key not in sited:
            sited[key] = step()
        return sited[key]

    agreement, choice = now.agreement, option.choice
    carried = tuple(holds(x.only_if, choice) for x in agreement.exemptions if x.from_term == term.id)
    steps = {
        "time": once((option.bounds, option.halts), lambda: in_force(span, option.bounds, option.halts)),
        "place": once(option.area, lambda: in_reach(term, case, span, choice, now)),
        "act": once(("act", term.acts), lambda: _kind(term, case)),
        "actor": once(("actor", term.who), lambda: bound.actor_bound(term, case, agreement)),
        "target": once(("target", term.target), lambda: target_covered(term, case, agreement)),
        "against": once(
            ("against", term.against, option.lands), lambda: against_covered(term, case, choice, agreement)
        ),
        "weapon": once(("weapon", term.weapon), lambda: weapon_covered(term, case)),
        "exemption": once(("exemption", carried), lambda: bound.not_exempt(term, case, choice, agreement)),
    }
    return Judged(choice=choice, steps=steps)


def _acts(case: Held) -> set[str]:
    told = {word.claim.act or case.incident.act for word in case.tellings}
    return told or {case.incident.act}


def _kind(term: Prohibit, case: Held) -> Step:
    acts = _acts(case)
    answer = of_kind(acts, term.acts)
    told = " and ".join(sorted(acts))
    words = {
        Within.YES: f"told as {told}: among the acts of the term",
        Within.NO: f"told as {told}: not among the acts of the term ({', '.join(term.acts)})",
        Within.UNKNOWN: f"the form of the act ({told}) is not told, so its kind cannot be",
    }
    return Step(answer=answer, reasons=(Reason(kind="act", text=words[answer]),), outside="act not of the kind")


def _elsewhere(judged: Iterable[Judged]) -> bool:
    """Whether an act of another kind also lies outside the time or the area: then it is no matter of this term."""
    return all(
        Within.NO in {j.steps[name].answer for name in ("time", "place") if name in j.steps} or "term" in j.steps
        for j in judged
    )


def _outside(judged: Sequence[Judged]) -> tuple[str, ...]:
    """Why the term is not engaged: the reasons that hold on every reading, or else all that hold on some."""
    each = [[s.outside for s in j.steps.values() if s.answer is Within.NO and s.outside is not None] for j in judged]
    every = [reason for reason in each[0] if all(reason in others for others in each)]
    return tuple(dict.fromkeys(every or [reason for reasons in each for reason in reasons]))


def _decides(judged: Sequence[Judged], case: Held) -> tuple[str, ...]:
    """The readings and facts of which the settling changes the answer."""
    if not case.tellings:
        return ("fact:occurrence",)
    readings = deciding_readings([(j.choice, j.engaged) for j in judged])
    facts = {
        "target" if name in ("exemption", "against") else name
        for j in judged
        if j.engaged is Within.UNKNOWN
        for name, step in j.steps.items()
        if step.answer is Within.UNKNOWN
    }
    order = ("time", "place", "act", "actor", "target", "weapon")
    return (*(f"reading:{r}" for r in readings), *(f"fact:{name}" for name in order if name in facts))


def _reasons(term: Prohibit, case: Held, judged: Sequence[Judged], now: Known) -> tuple[Reason, ...]:
    found = [clause_reason(term)]
    for name in ("time", "place", "act", "actor", "target", "against", "weapon", "exemption"):
        found += [reason for j in judged if name in j.steps for reason in j.steps[name].reasons]
    found += _on_readings(judged, now)
    found += unseen_reasons(term, now)
    if term.qualifier:
        text = (
            f"the text says “{term.qualifier}”: whether this act was so is for those who dispute it, not decided here"
        )
        found.append(Reason(kind="clause", text=text))
    found += chain_reasons(case, now)
    found += response_reasons(term, case, now)
    found += evidence_reasons(case)
    return tuple(dict.fromkeys(found))


def _on_readings(judged: Sequence[Judged], now: Known) -> list[Reason]:
    """What each option of the readings that decide comes to."""
    decisive = deciding_readings([(j.choice, j.engaged) for j in judged])
    told: dict[str, list[str]] = {}
    many = [Reason(kind="readings", text=f"judged on all {len(judged)} combinations of the open readings")]
    many = many if len(judged) > _MANY else []
    for j in judged:
        choice = tuple(pair for pair in j.choice if pair[0] in decisive)
        told.setdefault(described(now.agreement, choice), []).append(_verdict(j))
    if not decisive:
        return many
    lines = [f"on {choice}: {' or '.join(dict.fromkeys(verdicts))}" for choice, verdicts in told.items()]
    return [*many, Reason(kind="readings", text="; ".join(lines))]


def _verdict(judged: Judged) -> str:
    match judged.engaged:
        case Within.YES:
            return "engaged"
        case Within.NO:
            return f"not engaged ({', '.join(_outside([judged]))})"
        case Within.UNKNOWN:
            unsure = [name for name, step in judged.steps.items() if step.answer is Within.UNKNOWN]
            return f"cannot tell ({', '.join(unsure)})"
