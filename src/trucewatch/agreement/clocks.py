"""Time expressions of a terms file, turned into instants in UTC, with the arithmetic in words.

```
none
2020-03-06T00:01[Europe/Moscow] | 2020-03-06T00:01:30 | 2020-03-06T00:01+03:00     an instant
2020-03-06T00:01[?]                     the text names no zone: any of the agreement's is possible
2020-03-05[Europe/Moscow] | 2020-03[Z]  a whole civil day, a whole month
end of 2020-03-15 [Z] | start of 2020-12 [Z] | end of EVENT
EVENT | TERM.by | TERM.from | TERM.until | TERM.met | PHASE.from | PHASE.until
X + N minutes|hours|days|weeks|months|years [(exclusive|inclusive|elapsed)] | X - N hours
earlier of X and Y | later of X and Y | ( X )
```

`exclusive`: the day of the event is not counted, the last day runs to its midnight. `inclusive`: the day of the
event is day one. `elapsed`: N times 24 hours; months and years keep the hour of the clock and the day of the month,
or take the month's last day. Counted back, days begin where they would end. The end of a day is counted from as that
day. Without a zone the agreement's `home` holds, without a rule its `days`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from trucewatch.agreement import reckoning
from trucewatch.agreement.civil import Way, zone_of
from trucewatch.agreement.holders import holder, names_of_times, times_of
from trucewatch.agreement.readings import HOLE, holds, settled
from trucewatch.agreement.reckoning import Value
from trucewatch.agreement.renewals import renewed
from trucewatch.agreement.terms import Amend, Phase
from trucewatch.agreement.time_errors import hint, nearest, pointed
from trucewatch.agreement.time_grammar import parsed
from trucewatch.agreement.time_tree import EVERY_ZONE, RULES, Edge, Field, Named, Pick, Shift, Written
from trucewatch.agreement.time_words import clock_words, listed
from trucewatch.errors import AgreementError
from trucewatch.model import Interval, Within

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from trucewatch.agreement.readings import Choice
    from trucewatch.agreement.terms import Agreement, Term
    from trucewatch.agreement.time_tree import Node

__all__ = [
    "RULES",
    "Clock",
    "before",
    "bound_of",
    "deadline_of",
    "evaluate",
    "known_by",
    "not_before",
    "possible_zones",
    "written",
    "zone_of",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """What a time expression comes to under one choice of readings.

    `interval` holds every instant that it allows (`lo == hi`: exactly one; None on a side: open there), None where
    there is no instant: for `none`, or because what `waits_for` names has not been reported. With an interval,
    `waits_for` names what might still bring the instant forward. `steps` tell the arithmetic to people; `zone` is the
    zone whose civil days count.
    """

    interval: Interval | None
    steps: tuple[str, ...] = ()
    zone: str
    waits_for: str | None = None


class _Before(NamedTuple):
    amendments: int
    as_of: datetime | None


class _Scope(NamedTuple):
    agreement: Agreement
    choice: Choice
    observed: Mapping[str, Interval]
    as_of: datetime | None
    open_names: tuple[str, ...] = ()
    before: Mapping[str, _Before] = {}  # inside the words of an amendment, what it sets means what that was before


def evaluate(
    agreement: Agreement,
    expression: str | None,
    choice: Choice = (),
    *,
    observed: Mapping[str, Interval] | None = None,
    as_of: datetime | None = None,
) -> Clock:
    """Return the instants that `expression` allows under `choice`.

    `observed` gives the interval of each event that exists only once it is reported, and under `TERM.met` of each
    duty reported fulfilled. With `as_of`, times of terms follow the amendments, and the ends of phases the renewals,
    known by then.

    Raises:
        AgreementError: the expression cannot be read; the message says why and what to write.
    """
    return _clock(_evaluate(expression, _Scope(agreement, choice, observed or {}, as_of)))


def bound_of(
    agreement: Agreement,
    term: Term,
    key: str,
    choice: Choice = (),
    *,
    observed: Mapping[str, Interval] | None = None,
    as_of: datetime | None = None,
) -> Clock:
    """Return what `TERM.key` comes to (by, from, until), for a term in hand: ids are unique only within a table.

    Raises:
        AgreementError: as `evaluate`.
    """
    return _clock(_bound(term, key, _Scope(agreement, choice, observed or {}, as_of)))


def deadline_of(
    agreement: Agreement, term_id: str, key: str, *, as_of: datetime | None, choice: Choice = ()
) -> tuple[str, Amend | None]:
    """Return the time expression of `TERM.key`, and the last amendment known by `as_of` that set it (or None).

    An amendment that took effect only on one option of a reading counts where `choice` holds that option.

    Raises:
        AgreementError: there is no such term, or it has no such time.
    """
    scope = _Scope(agreement, choice, {}, as_of)
    expression, last = _expression(holder(agreement, term_id, key), key, scope)
    return expression, None if last is None else agreement.amendments[last]


def known_by(
    agreement: Agreement,
    amend: Amend,
    choice: Choice,
    *,
    observed: Mapping[str, Interval] | None = None,
    as_of: datetime | None,
) -> bool:
    """Say whether an amendment was known by `as_of` and, under `choice`, took effect; without `as_of` none was."""
    if as_of is None or not holds(amend.only_if, choice):
        return False
    known = _known_from(amend, _Scope(agreement, choice, observed or {}, None))
    return known is not None and known <= as_of


def possible_zones(agreement: Agreement) -> tuple[str, ...]:
    """Return the zones that a clock without one may stand for: home, and those that open readings speak of.

    An option counts as a zone by its full name (`Europe/Moscow`, or UTC), for `Libya` is an old zone's name too.
    """
    values = [v for reading in agreement.readings for _, v in reading.options if "/" in v or v == "UTC"]
    return tuple(dict.fromkeys([agreement.home, *filter(_is_zone, values)]))


def not_before(when: Interval, start: Interval) -> Within:
    """Say whether `when` lies wholly at or after the start, whichever instant of `start` that is."""
    if when.lo is not None and start.hi is not None and when.lo >= start.hi:
        return Within.YES
    return _wholly_before(when, start.lo)


def before(when: Interval, end: Interval) -> Within:
    """Say whether `when` lies wholly before the end, whichever instant of `end` that is."""
    return ~not_before(when, end)


def written(instant: datetime, zone: str) -> str:
    """Return an instant in words of one zone, e.g. `00:01 on 6 March 2020 in Europe/Moscow`."""
    return f"{clock_words(instant.astimezone(zone_of(zone)))} in {zone}"


def _clock(value: Value) -> Clock:
    interval = Interval(lo=value.lo, hi=value.hi) if value.ways else None
    return Clock(interval=interval, steps=value.steps, zone=value.zone, waits_for=value.waits_for)


def _evaluate(expression: str | None, scope: _Scope) -> Value:
    text = (settled(scope.agreement, expression, scope.choice) if expression else "none").strip()
    if hole := HOLE.search(text):
        raise pointed(text, hole.span(), f"{text!r} depends on a reading that is not settled here.")
    try:
        return _of(parsed(text), text, scope)
    except (OverflowError, ValueError):
        raise AgreementError(f"{text!r} lies beyond the calendar. Check the year.") from None


def _of(node: Node, text: str, scope: _Scope) -> Value:
    home = scope.agreement.home
    match node:
        case Written():
            zones = possible_zones(scope.agreement) if node.zone == EVERY_ZONE else (home,)
            return reckoning.written(node, zones, text)
        case Named():
            return _event(node, text, scope)
        case Field():
            return _field(node, text, scope)
        case Edge(side=side, of=whole):
            base = _of(whole, text, scope)
            return reckoning.edge(side, base, whole) if base.ways else base
        case Shift():
            base = _of(node.base, text, scope)
            return reckoning.shift(node, base, scope.agreement.days, text) if base.ways else base
        case Pick(which=which, of=parts):
            return reckoning.pick(which, [_of(part, text, scope) for part in parts], home)
        case _:
            return Value(zone=home, steps=("no deadline is set",))


def _event(node: Named, text: str, scope: _Scope) -> Value:
    agreement, name = scope.agreement, node.name
    if name in scope.observed:
        return _observed(name, f"{name} was reported for", scope)
    event = next((e for e in agreement.events if e.id == name), None)
    if event is None:
        way_out = hint(text) or nearest(name, names_of_times(agreement), "Add an [[event]] of that id.")
        times = [f"{name}.{key}" for key in times_of(agreement, name)]
        if times:
            way_out = f"For a time of it write {listed(times)}."
        raise pointed(text, node.columns, f"there is no event {name!r}. {way_out}")
    if event.at is None:
        return Value(zone=agreement.home, steps=(f"{name} has not been reported",), waits_for=name)
    return _evaluate(event.at, _entered(name, scope))


def _field(node: Field, text: str, scope: _Scope) -> Value:
    name = f"{node.term}.{node.key}"
    try:
        term = holder(scope.agreement, node.term, node.key)
    except AgreementError as error:
        raise pointed(text, node.columns, str(error)) from None
    if node.key != "met":
        return _bound(term, node.key, scope)
    if name in scope.observed:
        return _observed(name, f"fulfilment of {node.term} was reported for", scope)
    told = f"no fulfilment of {node.term} has been reported"
    return Value(zone=scope.agreement.home, steps=(told,), waits_for=name)


def _observed(name: str, told: str, scope: _Scope) -> Value:
    seen, home = scope.observed[name], scope.agreement.home
    value = Value(ways=(Way(lo=seen.lo, hi=seen.hi, zone=home),), zone=home)
    ends = value.words if None in (seen.lo, seen.hi) else value.words.removeprefix("between ").replace(" and ", " to ")
    return Value(ways=value.ways, zone=home, steps=(f"{told} {ends}",))


def _bound(term: Term, key: str, scope: _Scope) -> Value:
    """Return what a time of a term comes to: as amended, and for the end of a phase as renewed or terminated."""
    name = f"{term.id}.{key}"
    if name in scope.before:
        scope = scope._replace(as_of=scope.before[name].as_of)
    expression, last = _expression(term, key, scope)
    if last is None:
        inside = _entered(name, scope)
    else:
        amend = scope.agreement.amendments[last]
        was = _Before(last, _known_from(amend, scope))
        inside = _entered(f"{name} as {amend.id} sets it", scope)._replace(before={**scope.before, name: was})
    value = _evaluate(expression, inside)
    return _ended(term, value, inside) if isinstance(term, Phase) and key == "until" else value


def _ended(phase: Phase, end: Value, scope: _Scope) -> Value:
    """Return the end of a phase as it is known after renewals and termination; of the text alone without `as_of`."""
    if scope.as_of is None:
        return end
    if phase.renew is not None and end.ways:
        end = renewed(phase.id, phase.renew, end, lambda event: _evaluate(event, scope), scope.as_of)
    endings = [
        _evaluate(amend.from_ or amend.at, scope)
        for amend in scope.agreement.amendments
        if phase.id in amend.terminates and _counts(amend, scope)
    ]
    return reckoning.pick("earlier", [end, *endings], scope.agreement.home) if endings else end


def _expression(term: Term, key: str, scope: _Scope) -> tuple[str, int | None]:
    """Return the words of a time of a term, and which amendment set it (None: the text itself)."""
    expression = getattr(term, "from_" if key == "from" else key, None)
    if expression is None and key == "from" and isinstance(term, Amend):
        expression = term.at
    target, last = f"{term.id}.{key}", None
    known = scope.agreement.amendments
    for i, amend in enumerate(known[: scope.before[target].amendments] if target in scope.before else known):
        new = dict(amend.sets).get(target)
        if new is not None and _counts(amend, scope):
            expression, last = new, i
    return expression or "none", last


def _counts(amend: Amend, scope: _Scope) -> bool:
    return known_by(scope.agreement, amend, scope.choice, observed=scope.observed, as_of=scope.as_of)


def _known_from(amend: Amend, scope: _Scope) -> datetime | None:
    known = _evaluate(amend.known_at or amend.at, scope._replace(as_of=None, open_names=(), before={}))
    return known.lo


def _entered(name: str, scope: _Scope) -> _Scope:
    if name in scope.open_names:
        raise AgreementError(f"{' -> '.join((*scope.open_names, name))} goes round in a circle. Give one an instant.")
    return scope._replace(open_names=(*scope.open_names, name))


def _wholly_before(when: Interval, start: datetime | None) -> Within:
    if when.hi is None or start is None:
        return Within.UNKNOWN
    ends_before = when.hi < start if when.lo == when.hi else when.hi <= start
    return Within.NO if ends_before else Within.UNKNOWN


@lru_cache(maxsize=256)
def _is_zone(value: str) -> bool:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
