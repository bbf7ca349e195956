"""What holds when: every term of an agreement with its instants and stretches, on every reading.

Nothing is observed here: an event that exists only once it is reported has no instant, unless the caller gives one,
and what depends on it is told as waiting for it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from trucewatch.agreement import clocks
from trucewatch.agreement.options import grouped
from trucewatch.agreement.readings import combinations, holds, readings_of
from trucewatch.agreement.terms import Amend, Declare, Duty, Event, Monitor, Permit, Phase, Prohibit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from trucewatch.agreement.readings import Choice
    from trucewatch.agreement.terms import Agreement, Term
    from trucewatch.model import Interval

_KINDS = {
    Event: "event",
    Phase: "phase",
    Prohibit: "prohibition",
    Permit: "permit",
    Duty: "duty",
    Declare: "declaration",
    Monitor: "monitor",
    Amend: "amendment",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """An instant as far as it is known: every instant that `interval` holds is possible.

    `interval` is None where there is no instant: because `waits_for` has not been reported, or because none is set.
    `steps` tell the arithmetic; two ends that allow the same instants are equal, however they were reckoned.
    """

    interval: Interval | None
    waits_for: str | None = None
    expression: str = field(compare=False)
    steps: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One thing that a term does in time.

    `kind`: `at` (it happens at `end`), `by` (a deadline at `end`; None: there is none), `was-by` (a deadline that an
    amendment replaced), `holds` (from `start` to `end`), `suspended` (likewise), `ended` (at `end`, whatever the
    stretch says), `with` (as long as what a permit overrides). A side that is None is not stated. `amended_by` is the
    amendment that the mark goes back to.
    """

    kind: str
    start: End | None = None
    end: End | None = None
    amended_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """What a term does in time on some readings: `on` names them, empty where it is every reading.

    No marks: on these readings it does not hold at all.
    """

    on: str
    marks: tuple[Mark, ...]

    @property
    def ends(self) -> tuple[End, ...]:
        """Every end of its marks."""
        return tuple(end for mark in self.marks for end in (mark.start, mark.end) if end is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One term and its kind in one word. There is at least one variant."""

    term: Term
    kind: str
    variants: tuple[Variant, ...]

    @property
    def instants(self) -> tuple[datetime, ...]:
        """Both ends of every interval of its marks, sorted."""
        held = [end.interval for variant in self.variants for end in variant.ends if end.interval]
        return tuple(sorted({moment for interval in held for moment in (interval.lo, interval.hi) if moment}))

    @property
    def waits_for(self) -> tuple[str, ...]:
        """The events that have not been reported and that some mark waits for; sorted."""
        return tuple(sorted({end.waits_for for v in self.variants for end in v.ends if end.waits_for}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The rows in the order of time, those without an instant last. `later` are amendments not known by `as_of`."""

    agreement: Agreement
    as_of: datetime
    rows: tuple[Row, ...]
    later: tuple[str, ...] = ()


def timeline(agreement: Agreement, *, as_of: datetime, observed: Mapping[str, Interval] | None = None) -> Timeline:
    """Return what holds when, with the amendments that were known by `as_of`.

    `observed` gives the interval of events that exist only once they are reported.
    """
    known = tuple(amend for amend in agreement.amendments if _known(agreement, amend, as_of))
    now = _Now(agreement, known, as_of, observed or {})
    terms: tuple[Term, ...] = (
        *agreement.events,
        *agreement.phases,
        *agreement.prohibitions,
        *agreement.permits,
        *agreement.duties,
        *(told for told in agreement.declarations if told.at),
        *(monitor for monitor in agreement.monitors if monitor.from_),
        *known,
    )
    rows = [Row(term=term, kind=_KINDS[type(term)], variants=_variants(term, now)) for term in terms]
    later = tuple(amend.id for amend in agreement.amendments if amend not in known)
    return Timeline(agreement=agreement, as_of=as_of, rows=_in_order(rows), later=later)


class _Now(NamedTuple):
    agreement: Agreement
    known: tuple[Amend, ...]
    as_of: datetime
    observed: Mapping[str, Interval]


class _Planned(NamedTuple):
    """A mark before a choice of readings: `only_if` are the conditions under which it is there."""

    kind: str
    start: str | None = None
    end: str | None = None
    amended_by: str | None = None
    only_if: str | None = None


def _known(agreement: Agreement, amend: Amend, as_of: datetime) -> bool:
    """Say whether anybody could have known of the amendment: on the earliest clock, if readings differ."""
    written = amend.known_at or amend.at
    choices = combinations(agreement, readings_of(agreement, Event(id="", at=written)))
    told = [clocks.evaluate(agreement, written, choice).interval for choice in choices]
    return any(t is not None and t.lo is not None and t.lo <= as_of for t in told)


def _in_order(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Sort by the first instant, then what waits, then what has none; a permit follows what it overrides."""
    keys = {row.term.id: _order(row) for row in reversed(rows)}

    def key(row: Row) -> tuple[bool, bool, float]:
        if isinstance(row.term, Permit):
            return max((keys[rule] for rule in row.term.overrides if rule in keys), default=_order(row))
        return _order(row)

    return tuple(sorted(rows, key=key))


def _order(row: Row) -> tuple[bool, bool, float]:
    first = next(iter(row.instants), None)
    return (first is None, first is None and not row.waits_for, first.timestamp() if first else 0.0)


def _variants(term: Term, now: _Now) -> tuple[Variant, ...]:
    planned = tuple(_planned(term, now))
    answers = [
        (choice, tuple(_mark(plan, choice, now) for plan in planned if holds(plan.only_if, choice)))
        for choice in combinations(now.agreement, _touched(planned, now.agreement))
    ]
    return tuple(Variant(on=on, marks=marks) for marks, on in grouped(answers))


def _touched(planned: Sequence[_Planned], agreement: Agreement) -> set[str]:
    """Return the readings that the marks depend on; those of the term's acts and places do not matter here."""
    written = [expression for plan in planned for expression in (plan.start, plan.end) if expression]
    conditions = {plan.only_if.partition("=")[0].strip() for plan in planned if plan.only_if}
    # what an event of that text touches is what the expressions touch
    return conditions | set(readings_of(agreement, Event(id="", at=" and ".join(written))))


def _mark(plan: _Planned, choice: Choice, now: _Now) -> Mark:
    return Mark(
        kind=plan.kind,
        start=_end(plan.start, choice, now),
        end=_end(plan.end, choice, now),
        amended_by=plan.amended_by,
    )


def _end(expression: str | None, choice: Choice, now: _Now) -> End | None:
    """Evaluate one side; one that comes to `none` is not stated."""
    if expression is None:
        return None
    clock = clocks.evaluate(now.agreement, expression, choice, observed=now.observed, as_of=now.as_of)
    if clock.interval is None and clock.waits_for is None:
        return None
    return End(interval=clock.interval, waits_for=clock.waits_for, expression=expression, steps=clock.steps)


def _planned(term: Term, now: _Now) -> Iterator[_Planned]:
    match term:
        case Event():
            yield _Planned("at", end=term.at or term.id)
        case Declare():
            yield _Planned("at", end=term.at)
        case Amend():
            yield _Planned("at", end=term.at, only_if=term.only_if)
        case Monitor():
            yield _Planned("holds", start=term.from_)
        case Prohibit() | Phase():
            yield _stretch(term, now)
        case Permit():
            yield _Planned("with")  # a permit has no time of its own
        case Duty():
            yield from _owed(term, now)
        case _:
            return
    yield from _changed(term, now)


def _stretch(term: Prohibit | Phase | Duty, now: _Now) -> _Planned:
    start, end = _current(term, "from", now)[0], _current(term, "until", now)[0]
    if during := getattr(term, "during", None):
        start, end = f"{during}.from", f"{during}.until"
    return _Planned("holds", start=start, end=end, only_if=getattr(term, "only_if", None))


def _owed(term: Duty, now: _Now) -> Iterator[_Planned]:
    stretch = _stretch(term, now)
    if stretch.start or stretch.end or term.every or term.kind != "achieve":
        yield stretch
    if term.kind == "achieve" and not term.every:
        expression, amend = _current(term, "by", now)
        if amend is not None and term.by:
            yield _Planned("was-by", end=term.by, amended_by=amend)
        yield _Planned("by", end=expression, amended_by=amend)


def _changed(term: Term, now: _Now) -> Iterator[_Planned]:
    for amend in now.known:
        since = amend.from_ or amend.at
        if term.id in amend.suspends:
            yield _Planned("suspended", since, amend.until, amended_by=amend.id, only_if=amend.only_if)
        if term.id in amend.terminates:
            yield _Planned("ended", end=since, amended_by=amend.id, only_if=amend.only_if)


def _current(term: Term, key: str, now: _Now) -> tuple[str | None, str | None]:
    """Return the expression of a key with the amendments known by then, and the id of the last that set it."""
    if now.agreement.term(term.id) is not term:  # a rule of the same id goes before it
        return getattr(term, "from_" if key == "from" else key), None
    expression, amend = clocks.deadline_of(now.agreement, term.id, key, as_of=now.as_of)
    return (None if expression == "none" else expression), (amend.id if amend else None)
