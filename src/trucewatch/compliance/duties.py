"""What is owed: open, due, met, met late, part met, or passed in silence. A state is never surer than its reports."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from trucewatch.agreement import clocks
from trucewatch.agreement.readings import combinations, described, holds, readings_of, settled
from trucewatch.compliance.evidence import support
from trucewatch.compliance.limits import limited
from trucewatch.compliance.patterns import missing, since_begun
from trucewatch.compliance.reasons import clause_reason, quoted, unseen_reasons
from trucewatch.compliance.recurring import recurring
from trucewatch.compliance.rules import deciding_readings, finding_id
from trucewatch.compliance.situate import bounds_of, halts_of, span_of, utc
from trucewatch.compliance.stands import Stand, first_of, named
from trucewatch.compliance.upkeep import upkeep
from trucewatch.model import Finding, Interval, Reason, Within

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from trucewatch.agreement.clocks import Clock
    from trucewatch.agreement.phases import Stretch
    from trucewatch.agreement.readings import Choice
    from trucewatch.agreement.terms import Duty
    from trucewatch.compliance.live import Held, Known, Word

NO_REPORT = "no report of fulfilment by the deadline"


def judge_duty(duty: Duty, now: Known, observed: Mapping[str, Interval], cases: Sequence[Held] = ()) -> Finding:
    """Return the state of a duty, per reading where the readings differ. `cases` are the incidents as they stand."""
    agreement = now.agreement
    stands = [
        _under(settled(agreement, duty, choice), choice, _Scope(now, observed, cases))
        for choice in combinations(agreement, readings_of(agreement, duty))
    ]
    decisive = deciding_readings([(s.choice, s.state) for s in stands])
    words = sorted({w.claim.id: w for s in stands for w in s.words}.values(), key=lambda w: w.key)
    facts = dict.fromkeys(fact for s in stands for fact in s.unsure)
    telling = [w for w in words if not w.claim.negated]
    return Finding(
        id=finding_id(duty.id),
        term=duty.id,
        clause=duty.clause,
        duty=duty.id,
        state=_told(stands, decisive, now),
        due=_due(stands),
        support=(support("fulfilment", telling, duty.id, agreement),) if telling else (),
        decides=(*(f"reading:{r}" for r in decisive), *facts),
        reasons=_reasons(duty, stands, decisive, words, now),
        claims=tuple(w.claim.id for w in words),
        breaches=tuple(dict.fromkeys(b for s in stands for b in s.breaches)),
        perhaps=tuple(dict.fromkeys(b for s in stands for b in s.perhaps)),
        as_of=now.as_of.isoformat(),
        agreement=f"{agreement.id} {agreement.version}",
    )


class _Scope(NamedTuple):
    now: Known
    observed: Mapping[str, Interval]
    cases: Sequence[Held]


def _under(duty: Duty, choice: Choice, scope: _Scope) -> Stand:
    now, observed = scope.now, scope.observed
    expression, _ = clocks.deadline_of(now.agreement, duty.id, "by", as_of=now.as_of, choice=choice)
    clock = clocks.evaluate(now.agreement, expression, choice, observed=observed, as_of=now.as_of)
    if not holds(duty.only_if, choice):
        return Stand(
            choice=choice, state="no such duty", clock=clock, why="the text holds no such duty on this reading"
        )
    if duty.breached_by:
        return upkeep(duty, choice, clock, now, observed, scope.cases)
    met = since_begun(duty, duty.met_by, choice, now, observed)
    if duty.every is not None:
        return recurring(duty, choice, clock, met, now, observed)
    if duty.limit is not None and (stand := limited(duty, choice, clock, now, observed)) is not None:
        return stand
    part = since_begun(duty, duty.part_met_by, choice, now, observed)
    if met:
        return _met(met, clock, choice, now)
    if part:
        why = f"begun, not completed: {first_of(part, now)}"
        return _extended(Stand(choice=choice, state="part met", clock=clock, words=tuple(part), why=why), duty, scope)
    if halt := _halt(duty, choice, scope):
        return Stand(choice=choice, state=f"{halt.kind} by {halt.amend}", clock=clock, why="; ".join(halt.words))
    if waiting := _waits_for(duty, choice, scope):
        why = f"it is to follow {', '.join(waiting)}, of which no report of fulfilment is known"
        return Stand(choice=choice, state=f"waits for {', '.join(waiting)}", clock=clock, why=why)
    return _extended(_unmet(duty, clock, choice, now, observed), duty, scope)


def _halt(duty: Duty, choice: Choice, scope: _Scope) -> Stretch | None:
    """The amendment that suspends or has ended the duty at this moment, if one surely does."""
    moment = Interval(lo=scope.now.as_of, hi=scope.now.as_of)
    halts = halts_of(duty, choice, scope.now, scope.observed)
    return next((halt for halt in halts if halt.holds(moment) is Within.YES), None)


def _waits_for(duty: Duty, choice: Choice, scope: _Scope) -> list[str]:
    now, observed = scope.now, scope.observed
    first = [other for other in now.agreement.duties if other.id in duty.after]
    return [other.id for other in first if not since_begun(other, other.met_by, choice, now, observed)]


def _extended(stand: Stand, duty: Duty, scope: _Scope) -> Stand:
    """Keep telling that an earlier deadline had passed in silence before a later one was known."""
    now = scope.now
    _, amend = clocks.deadline_of(now.agreement, duty.id, "by", as_of=now.as_of, choice=stand.choice)
    if amend is None or amend.retroactive == "yes":
        return stand
    earlier = clocks.evaluate(now.agreement, duty.by, stand.choice, observed=scope.observed).interval
    known = clocks.evaluate(now.agreement, amend.known_at or amend.at, stand.choice).interval
    if earlier is None or earlier.hi is None or known is None or known.lo is None or known.lo < earlier.hi:
        return stand
    why = f"{stand.why}; {amend.id} set a later deadline when the first, {utc(earlier.hi)}, had passed"
    disputed = " (disputed whether retroactive)" if amend.retroactive == "disputed" else ""
    return replace(stand, state=f"{stand.state}; first deadline passed before {amend.id}{disputed}", why=why)


def _met(words: Sequence[Word], clock: Clock, choice: Choice, now: Known) -> Stand:
    due = clock.interval
    spans = [span_of(w.claim.when, w.known, now).interval for w in words]
    why = f"fulfilment reported: {first_of(words, now)}"
    latest = due.hi if due is not None else None
    if latest is not None and all(s.lo is not None and s.lo >= latest for s in spans):
        return Stand(choice=choice, state="met late", clock=clock, words=tuple(words), why=why)
    if due is None or due.lo is None or due.hi is None:
        return Stand(choice=choice, state="met", clock=clock, words=tuple(words), why=why)
    if any(s.hi is not None and s.hi <= due.lo for s in spans):
        return Stand(choice=choice, state="met", clock=clock, words=tuple(words), why=why)
    unsure = ("fact:time",) if due.lo == due.hi else ()
    return Stand(choice=choice, state="met, perhaps late", clock=clock, words=tuple(words), unsure=unsure, why=why)


def _unmet(duty: Duty, clock: Clock, choice: Choice, now: Known, observed: Mapping[str, Interval]) -> Stand:
    due = clock.interval
    if duty.kind in ("standing", "maintenance"):
        last = next((b.clock.interval for b in bounds_of(duty, choice, now, observed) if b.side == "until"), None)
        if last is not None and last.hi is not None and last.hi <= now.as_of:
            return Stand(choice=choice, state="ended", clock=clock, why=f"its time ended {utc(last.hi)}")
        return Stand(choice=choice, state="standing", clock=clock, why="a duty without a finish")
    if due is None or due.hi is None:
        waiting = f"no deadline yet: {clock.waits_for} has not been reported" if clock.waits_for else "no deadline"
        return Stand(choice=choice, state="open", clock=clock, why=f"{waiting}: never overdue")
    earliest = due.lo or due.hi
    if now.as_of < earliest:
        return Stand(choice=choice, state="open", clock=clock, why=f"the deadline, {utc(earliest)}, has not passed")
    if now.as_of < due.hi:
        why = f"the deadline lies between {utc(earliest)} and {utc(due.hi)}"
        return Stand(choice=choice, state="due", clock=clock, why=why)
    said = [w for w in missing((*duty.met_by, *duty.part_met_by), now) if w.known >= earliest]
    if said:
        why = f"the deadline passed, {utc(due.hi)}"
        return Stand(choice=choice, state=f"reported missed by {named(said)}", clock=clock, words=tuple(said), why=why)
    state = "open" if now.agreement.house.silence == "open" else NO_REPORT
    why = f"the deadline, {utc(due.hi)}, passed and no report known by {utc(now.as_of)} says that it was done; "
    return Stand(choice=choice, state=state, clock=clock, why=f"{why}silence is no proof that it was not")


def _told(stands: Sequence[Stand], decisive: Sequence[str], now: Known) -> str:
    states = list(dict.fromkeys(s.state for s in stands))
    if len(states) == 1:
        return states[0]
    return ", ".join(f"{state} on {_options(stands, state, decisive, now)}" for state in states)


def _options(stands: Sequence[Stand], state: str, decisive: Sequence[str], now: Known) -> str:
    choices = [tuple(p for p in s.choice if p[0] in decisive) for s in stands if s.state == state]
    return " or ".join(dict.fromkeys(described(now.agreement, choice) for choice in choices))


def _due(stands: Sequence[Stand]) -> str | None:
    """The deadline as an instant, or the earliest and the latest as `first/last`."""
    zone = clocks.zone_of(stands[0].clock.zone)
    ends = [end for s in stands if s.clock.interval for end in (s.clock.interval.lo, s.clock.interval.hi) if end]
    written = [min(ends).astimezone(zone).isoformat(), max(ends).astimezone(zone).isoformat()] if ends else []
    return "/".join(dict.fromkeys(written)) or None


def _reasons(
    duty: Duty,
    stands: Sequence[Stand],
    decisive: Sequence[str],
    words: Sequence[Word],
    now: Known,
) -> tuple[Reason, ...]:
    found = [clause_reason(duty)]
    found += [Reason(kind="clock", text="; ".join(s.clock.steps)) for s in stands if s.clock.steps]
    # Where the readings agree on the state but not on why, each is told with all its options.
    shown = decisive or ([r for r, _ in stands[0].choice] if len({s.why for s in stands}) > 1 else ())
    for stand in stands:
        choice = described(now.agreement, tuple(p for p in stand.choice if p[0] in shown))
        found.append(Reason(kind="readings", text=f"{f'on {choice}: ' if choice else ''}{stand.state}: {stand.why}"))
    found += _amended(duty, stands, now)
    found += unseen_reasons(duty, now)
    found += [quoted(word) for word in words]
    return tuple(dict.fromkeys(found))


def _amended(duty: Duty, stands: Sequence[Stand], now: Known) -> list[Reason]:
    """Name the amendment that set the deadline, on any reading."""
    found = []
    for stand in stands:
        _, amend = clocks.deadline_of(now.agreement, duty.id, "by", as_of=now.as_of, choice=stand.choice)
        if amend is not None:
            disputed = f"; retroactive: {amend.retroactive}" if amend.retroactive else ""
            text = f"deadline set by {amend.id}{disputed}; the earlier one was {duty.by}"
            found.append(Reason(kind="clause", text=text))
    return found
