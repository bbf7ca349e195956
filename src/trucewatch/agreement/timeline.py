"""What holds when: every term of an agreement with its instants and stretches, on every reading.

Nothing is observed here: an event that exists only once it is reported has no instant, unless the caller gives one,
and what depends on it is told as waiting for it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from trucewatch.agreement import clocks, phases
from trucewatch.agreement.options import grouped
from trucewatch.agreement.readings import combinations, holds, readings_of, settled
from trucewatch.agreement.terms import Amend, Declare, Duty, Event, Monitor, Permit, Phase, Prohibit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from trucewatch.agreement.clocks import Clock
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

    `interval` is None where there is no instant before `waits_for` is reported; with an interval, `waits_for` may
    still bring it forward. `steps` tell the arithmetic; two ends that allow the same instants are equal, however they
    were reckoned.
    """

    interval: Interval | None
    waits_for: str | None = None
    expression: str = field(default="", compare=False)
    steps: tuple[str, ...] = field(default=(), compare=False)

    @property
    def awaited(self) -> str | None:
        """The event or duty without whose report there is no instant, None where there is one."""
        return self.waits_for if self.interval is None else None


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
        return tuple(sorted({end.awaited for v in self.variants for end in v.ends if end.awaited}))


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
    now = Now(agreement, as_of, observed or {})
    known = tuple(amend for amend in agreement.amendments if _known(amend, now))
    terms = (*dated_terms(agreement), *known)
    rows = [Row(term=term, kind=_KINDS[type(term)], variants=_variants(term, now)) for term in terms]
    later = tuple(amend.id for amend in agreement.amendments if amend not in known)
    return Timeline(agreement=agreement, as_of=as_of, rows=_in_order(rows), later=later)


def dated_terms(agreement: Agreement) -> tuple[Term, ...]:
    """Return every term that has a time, but amendments: events and phases first."""
    return (
        *agreement.events,
        *agreement.phases,
        *agreement.prohibitions,
        *agreement.permits,
        *agreement.duties,
        *(told for told in agreement.declarations if told.at),
        *(monitor for monitor in agreement.monitors if monitor.from_),
    )


class Now(NamedTuple):
    """What instants are reckoned with: the terms, the amendments known by `as_of`, the events that were reported."""

    agreement: Agreement
    as_of: datetime
    observed: Mapping[str, Interval]


def _known(amend: Amend, now: Now) -> bool:
    """Say whether an amendment was known, on the earliest clock where the readings differ about it."""
    bare = replace(amend, only_if=None)
    choices = combinations(now.agreement, readings_of(now.agreement, Event(id="", at=amend.known_at or amend.at)))
    return any(clocks.known_by(now.agreement, bare, c, observed=now.observed, as_of=now.as_of) for c in choices)


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


def _variants(term: Term, now: Now) -> tuple[Variant, ...]:
    choices = combinations(now.agreement, readings_touched(term, now.agreement))
    answers = [(choice, tuple(marks_of(term, choice, now))) for choice in choices]
    return tuple(Variant(on=on, marks=marks) for marks, on in grouped(answers))


def readings_touched(term: Term, agreement: Agreement) -> set[str]:
    """Return the readings that the term's time depends on; those of its acts and places do not matter here."""
    if isinstance(term, Permit):
        return set()
    changing = [amend for amend in agreement.amendments if _changes(amend, term)]
    written = [value for t in (term, *changing) for value in _times_of(t)]
    written += [new for amend in changing for _, new in amend.sets]
    conditions = {c.partition("=")[0].strip() for t in (term, *changing) if (c := getattr(t, "only_if", None))}
    # what an event of that text touches is what the expressions touch
    return conditions | set(readings_of(agreement, Event(id="", at=" and ".join(written))))


def _times_of(term: Term) -> Iterator[str]:
    keys = ("at", "from_", "until", "known_at", *(("by",) if isinstance(term, Duty) else ()))
    yield from (value for key in keys if (value := getattr(term, key, None)))
    if during := getattr(term, "during", None):
        yield f"{during}.from and {during}.until"


def _changes(amend: Amend, term: Term) -> bool:
    changed = (*(target.partition(".")[0] for target, _ in amend.sets), *amend.suspends, *amend.terminates)
    return term.id in changed or getattr(term, "during", None) in changed


def marks_of(term: Term, choice: Choice, now: Now) -> Iterator[Mark]:
    """Yield what a term does in time under one choice; nothing where it does not hold on that reading."""
    if not holds(getattr(term, "only_if", None), choice):
        return
    match term:
        case Event() | Declare() | Amend():
            yield Mark(kind="at", end=_end(term.at or term.id, choice, now))
        case Permit():
            yield Mark(kind="with")  # it has no time of its own
        case Monitor():
            yield Mark(kind="holds", start=_end(term.from_, choice, now))
        case Prohibit() | Phase():
            yield from _stretch(term, choice, now)
            yield from _halts(term, choice, now)
        case Duty():
            yield from _owed(term, choice, now)
            yield from _halts(term, choice, now)
        case _:
            return


def _stretch(term: Prohibit | Phase | Duty, choice: Choice, now: Now) -> Iterator[Mark]:
    start, end = (_side(term, key, choice, now) for key in ("from", "until"))
    by = end[1] or start[1]
    yield Mark(kind="holds", start=start[0], end=end[0], amended_by=by)


def _owed(term: Duty, choice: Choice, now: Now) -> Iterator[Mark]:
    for mark in _stretch(term, choice, now):
        if mark.start or mark.end or term.every or term.kind != "achieve":
            yield mark
    if term.kind == "achieve" and not term.every:
        end, amend = _side(term, "by", choice, now)
        if amend is not None and term.by:
            yield Mark(kind="was-by", end=_end(term.by, choice, now), amended_by=amend)
        yield Mark(kind="by", end=end, amended_by=amend)


def _halts(term: Prohibit | Phase | Duty, choice: Choice, now: Now) -> Iterator[Mark]:
    """What amendments suspended or ended, the phase that a term holds in included."""
    held = (term.id, *((term.during,) if isinstance(term, Prohibit) and term.during else ()))
    for ident in held:
        for halt in phases.standing(now.agreement, ident, choice, observed=now.observed, as_of=now.as_of):
            start = End(interval=halt.from_, steps=halt.words)
            until = End(interval=halt.until) if halt.until is not None else None
            if halt.kind == "suspended":
                yield Mark(kind="suspended", start=start, end=until, amended_by=halt.amend)
            elif not isinstance(term, Phase):  # the end of a phase takes it in
                yield Mark(kind="ended", end=start, amended_by=halt.amend)


def _side(term: Prohibit | Phase | Duty, key: str, choice: Choice, now: Now) -> tuple[End | None, str | None]:
    """Return one side of a term's time, as amended, and the amendment that set it; its phase's where it has none."""
    expression, amend = clocks.deadline_of(now.agreement, term.id, key, as_of=now.as_of, choice=choice)
    during = term.during if isinstance(term, Prohibit) else None
    if expression == "none" and during:
        return _end(f"{during}.{key}", choice, now), None
    clock = clocks.bound_of(now.agreement, term, key, choice, observed=now.observed, as_of=now.as_of)
    return _made(clock, settled(now.agreement, expression, choice)), amend.id if amend else None


def _end(expression: str | None, choice: Choice, now: Now) -> End | None:
    clock = clocks.evaluate(now.agreement, expression, choice, observed=now.observed, as_of=now.as_of)
    return _made(clock, settled(now.agreement, expression or "none", choice))


def _made(clock: Clock, expression: str) -> End | None:
    """Return an end; one that comes to `none` is not stated."""
    if clock.interval is None and clock.waits_for is None:
        return None
    return End(interval=clock.interval, waits_for=clock.waits_for, expression=expression, steps=clock.steps)
