"""In force? In reach? Each answered under one choice of readings, with the arithmetic in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from trucewatch.agreement import clocks, phases, zones
from trucewatch.agreement.actors import parties_in
from trucewatch.model import Interval, Reason, Within, all_of
from trucewatch.model.together import LATER, allowed, has_clock

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trucewatch.agreement.clocks import Clock
    from trucewatch.agreement.phases import Stretch
    from trucewatch.agreement.readings import Choice
    from trucewatch.agreement.terms import Agreement, Duty, Prohibit
    from trucewatch.compliance.live import Held, Known
    from trucewatch.model import When


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One part of a judgement: the answer, why, and what a no means ("before the start")."""

    answer: Within
    reasons: tuple[Reason, ...] = ()
    outside: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """When something happened, in UTC, and how that was reckoned."""

    interval: Interval
    words: tuple[str, ...]


def span_of(when: When | None, first_known: datetime, now: Known) -> Span:
    """Return the instants at which an act may have happened: as its sources say, and not after its first report.

    A clock of unknown zone is read in every zone that the agreement gives reason to think of.
    """
    lo, hi, words = as_told(when, now)
    bound, why = (
        (first_known, "the first report") if first_known < now.as_of else (now.as_of, "the information cut-off")
    )
    if bound == LATER or (hi is not None and hi <= bound):
        return Span(interval=Interval(lo=lo, hi=hi), words=tuple(words))
    if lo is not None and bound < lo:
        words.append(f"{why} ({utc(bound)}) is earlier than that: the reported time does not fit its own report")
        return Span(interval=Interval(lo=lo, hi=hi), words=tuple(words))
    words.append(f"not later than {why}, {utc(bound)}")
    return Span(interval=Interval(lo=lo, hi=bound), words=tuple(words))


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """One end of a term's time, evaluated under a choice of readings. `side`: from, until."""

    side: str
    expression: str
    clock: Clock

    @property
    def meaning(self) -> str:
        """What an act on the wrong side of it is."""
        return "before the start" if self.side == "from" else "after the end"

    @property
    def unheard(self) -> bool:
        """Whether it is an end that comes with an event of which no report is known: as far as known, it holds on."""
        return self.side == "until" and self.clock.interval is None


def bounds_of(term: Prohibit | Duty, choice: Choice, now: Known, observed: Mapping[str, Interval]) -> tuple[Bound, ...]:
    """Return the ends of the time of a term, as amended by what is known; an end that is `none` is no end."""
    during = getattr(term, "during", None)
    found = []
    for side in ("from", "until"):
        expression, _ = clocks.deadline_of(now.agreement, term.id, side, as_of=now.as_of, choice=choice)
        if expression == "none" and during:
            expression = f"{during}.{side}"
        if expression == "none":
            continue
        clock = clocks.evaluate(now.agreement, expression, choice, observed=observed, as_of=now.as_of)
        if clock.interval is not None or clock.waits_for is not None:
            found.append(Bound(side=side, expression=expression, clock=clock))
    return tuple(found)


def halts_of(
    term: Prohibit | Duty, choice: Choice, now: Known, observed: Mapping[str, Interval]
) -> tuple[Stretch, ...]:
    """Return when amendments known by now suspended or ended a term, or the phase that it holds in.

    One that is not retroactive halts nothing before it was known; where that is disputed, it cannot be told before.
    """
    during = getattr(term, "during", None)
    return tuple(
        _since_known(stretch, choice, now)
        for term_id in (term.id, *((during,) if during else ()))
        for stretch in phases.standing(now.agreement, term_id, choice, observed=observed, as_of=now.as_of)
    )


def _since_known(halt: Stretch, choice: Choice, now: Known) -> Stretch:
    amend = next(a for a in now.agreement.amendments if a.id == halt.amend)
    if amend.retroactive not in ("no", "disputed"):
        return halt
    known = clocks.evaluate(now.agreement, amend.known_at or amend.at, choice).interval
    if known is None or known.hi is None or halt.from_.hi is None or known.hi <= halt.from_.hi:
        return halt
    first = known.lo if amend.retroactive == "no" else halt.from_.lo
    return replace(halt, from_=Interval(lo=first, hi=known.hi))


def in_force(span: Span, bounds: tuple[Bound, ...], halts: tuple[Stretch, ...] = ()) -> Step:
    """Say whether the act lies in the time of the term, over its whole stretch of doubt, and not in a halt of it."""
    answers, reasons, outside = [], [], None
    for end in bounds:
        answer = Within.YES if end.unheard else _against(end.side, span.interval, end.clock.interval)
        answers.append(answer)
        told = (f"in force {end.side} {end.expression}", *end.clock.steps, f"the act: {', '.join(span.words)}")
        verdict = {
            Within.YES: "in force",
            Within.NO: end.meaning,
            Within.UNKNOWN: f"cannot tell whether {end.meaning}",
        }
        reasons.append(Reason(kind="clock", text=f"{'; '.join(told)}; {verdict[answer]}"))
        if answer is Within.NO:
            outside = end.meaning
    for halt in halts:
        answer = ~halt.holds(span.interval)
        answers.append(answer)
        if answer is not Within.YES:
            unsure = "" if answer is Within.NO else "; cannot tell whether the act lies in that time"
            reasons.append(Reason(kind="clock", text=f"{'; '.join(halt.words)}{unsure}"))
        if answer is Within.NO:
            outside = f"while {halt.kind}" if halt.kind == "suspended" else "after it had ended"
    return Step(answer=all_of(answers), reasons=tuple(reasons), outside=outside)


def in_reach(term: Prohibit, case: Held, span: Span, choice: Choice, now: Known) -> Step:
    """Say whether the act lies in the area of the term, over its whole disc of doubt."""
    if term.where is None:
        return Step(answer=Within.YES, reasons=(Reason(kind="geometry", text="the text limits it to no area"),))
    first = span.interval.lo or span.interval.hi
    day = first.astimezone(now.zone).date() if first is not None else None
    parties, weapons = actors_and_weapons(case, now.agreement)
    sited = zones.locate(now.agreement, term.where, case.place, choice, on=day, parties=parties, weapons=weapons)
    name = case.place.name if case.place is not None else "place not reported"
    reason = Reason(kind="geometry", text=f"{name}: {sited.words}")
    return Step(answer=sited.answer, reasons=(reason,), outside="beyond the area")


def actors_and_weapons(case: Held, agreement: Agreement) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the parties and the classes of weapons that live claims name: some zones hang on them."""
    named = [parties_in(actor, agreement) for word in case.tellings for actor in word.claim.actors]
    classes = [weapon.class_ for word in case.tellings for weapon in word.claim.weapons if weapon.class_]
    return tuple(sorted({party for parties in named for party in parties})), tuple(dict.fromkeys(classes))


def utc(instant: datetime) -> str:
    """Return an instant in UTC in words, e.g. `21:01 UTC on 5 March 2020`."""
    moment = instant.astimezone(UTC)
    clock = f"{moment:%H:%M:%S}" if moment.second else f"{moment:%H:%M}"
    return f"{clock} UTC on {moment.day} {moment:%B %Y}"


def as_told(when: When | None, now: Known) -> tuple[datetime | None, datetime | None, list[str]]:
    """Return the ends of the stretch that a reported time allows, in UTC, and how they were reckoned."""
    if when is None or not (when.start or when.end):
        return None, None, ["no time is reported"]
    told = " to ".join(dict.fromkeys(w for w in (when.start, when.end) if w))
    if has_clock(when):
        stretch = allowed(when, now.zone)
        zone = when.zone or now.agreement.home
        return stretch.lo, stretch.hi, [f"reported for {told}{_in(when.zone)} = {_ends(stretch, zone)}"]
    names = clocks.possible_zones(now.agreement)
    stretches = [allowed(when, ZoneInfo(name)) for name in names]
    lo = None if any(s.lo is None for s in stretches) else min(s.lo for s in stretches if s.lo is not None)
    hi = None if any(s.hi is None for s in stretches) else max(s.hi for s in stretches if s.hi is not None)
    clock = f"on the clock of {' or '.join(names)} (not stated)"
    return lo, hi, [f"reported for {told} {clock} = {_ends(Interval(lo=lo, hi=hi), names[0])}"]


def _in(zone: str | None) -> str:
    return f" in {zone}" if zone else ""


def _ends(stretch: Interval, zone: str) -> str:
    ends = [end for end in (stretch.lo, stretch.hi) if end is not None]
    local = [clocks.written(end, zone) if _is_zone(zone) else end.isoformat() for end in dict.fromkeys(ends)]
    return f"{' to '.join(utc(end) for end in dict.fromkeys(ends))} ({' to '.join(local)})"


def _against(side: str, act: Interval, bound: Interval | None) -> Within:
    if bound is None:
        return Within.UNKNOWN
    return clocks.not_before(act, bound) if side == "from" else clocks.before(act, bound)


def _is_zone(value: str) -> bool:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError):
        return False
    return True
