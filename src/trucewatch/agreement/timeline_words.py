"""A timeline in words: what each term says in a few words, and each of its marks on the clock of one zone."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from trucewatch.agreement.readback_words import people
from trucewatch.agreement.terms import Amend, Declare, Duty, Event, Monitor, Permit, Phase, Prohibit

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from trucewatch.agreement.terms import Agreement, Term
    from trucewatch.agreement.timeline import End, Mark, Row, Variant
    from trucewatch.model import Interval

_ACTS_SHOWN = 4
_PARTIES_SHOWN = 3


def in_short(agreement: Agreement, term: Term) -> str:
    """Return what a term is about in a few words, without its time; empty where its id says all."""
    match term:
        case Prohibit():
            return f"{_few(agreement, term.who)}: no {_some(agreement, term.acts)}"
        case Permit():
            return (
                f"{_few(agreement, term.who)} may {_some(agreement, term.acts)} in spite of {', '.join(term.overrides)}"
            )
        case Duty():
            every = f", every {term.every}" if term.every else ""
            return f"{_few(agreement, term.who)}: {_spaced(term.must)}{every}"
        case Declare():
            return f"{people(agreement, (term.by,))}: {term.says}"
        case Amend():
            return term.text or _effects(term)
        case Monitor():
            return f"{term.name or term.id} may {', '.join(term.may)}"
        case Phase():
            renewable = f"renewable by {term.renew.period}" if term.renew else ""
            return "; ".join(filter(None, (renewable, f"after it: {term.after}" if term.after else "")))
        case Event():
            return "an instant that exists once it is reported" if term.at is None else ""
        case _:
            return ""


def variant_words(variant: Variant, zone: ZoneInfo) -> str:
    """Return the marks of a variant on the clock of `zone`, e.g. `from 2020-03-06 00:01, no end stated`."""
    if not variant.marks:
        return "does not hold"
    return "; ".join(mark_words(mark, zone) for mark in variant.marks)


def mark_words(mark: Mark, zone: ZoneInfo) -> str:
    """Return one mark on the clock of `zone`."""
    by = f" ({mark.amended_by})" if mark.amended_by else ""
    match mark.kind:
        case "at":
            return end_words(mark.end, zone) + by
        case "by":
            return _deadline(mark.end, zone) + by
        case "was-by":
            return f"at first by {end_words(mark.end, zone, as_end=True)}"
        case "with":
            return "as long as what it overrides"
        case "ended":
            return f"ended {end_words(mark.end, zone)}{by}"
        case "suspended":
            return f"suspended {_stretch(mark, zone, 'no resumption known')}{by}"
        case _:
            return _stretch(mark, zone, "no end stated") + by


def end_words(end: End | None, zone: ZoneInfo, *, as_end: bool = False) -> str:
    """Return an instant on the clock of `zone`; `as_end` calls a midnight by the day that it ends."""
    if end is None:
        return "at no stated instant"
    if end.interval is None:
        counted = "" if end.expression == end.waits_for else f" ({end.expression})"
        return f"not before {reported(end.waits_for)}{counted}"
    told = _interval_words(end.interval, zone, as_end=as_end)
    return f"{told}, or earlier with {end.waits_for}" if end.waits_for else told


def _interval_words(interval: Interval, zone: ZoneInfo, *, as_end: bool) -> str:
    lo, hi = interval.lo, interval.hi
    if lo is not None and hi is not None:
        return moment_words(lo, zone, as_end=as_end) if lo == hi else _between(lo, hi, zone)
    if lo is not None:
        return f"not before {moment_words(lo, zone)}"
    return f"{moment_words(hi, zone, as_end=True)} at the latest" if hi is not None else "an unknown instant"


def reported(name: str | None) -> str:
    """Return what is waited for as a clause: `approval is reported`, `G4 is reported met`."""
    duty, met, _ = (name or "what it waits for").partition(".met")
    return f"{duty} is reported{' met' if met else ''}"


def first_day(row: Row, zone: ZoneInfo) -> str | None:
    """Return the civil day in `zone` of a row's first instant, None where it has none; a deadline ends a day."""
    first = next(iter(row.instants), None)
    if first is None:
        return None
    ends_a_day = any(mark.kind in ("by", "was-by") for variant in row.variants for mark in variant.marks)
    return (first - timedelta(seconds=1) if ends_a_day else first).astimezone(zone).date().isoformat()


def moment_words(moment: datetime, zone: ZoneInfo, *, as_end: bool = False) -> str:
    """Return an instant as a clock in `zone` shows it; `as_end` calls a midnight by the day that it ends."""
    local = moment.astimezone(zone)
    if as_end and (local.hour, local.minute, local.second) == (0, 0, 0):
        return f"the end of {(local.date() - timedelta(days=1)).isoformat()}"
    return f"{local:%Y-%m-%d %H:%M:%S}" if local.second else f"{local:%Y-%m-%d %H:%M}"


def _deadline(end: End | None, zone: ZoneInfo) -> str:
    if end is None:
        return "no deadline"
    if end.interval is None:
        return f"no deadline before {reported(end.waits_for)} ({end.expression})"
    return f"by {end_words(end, zone, as_end=True)}"


def _between(lo: datetime, hi: datetime, zone: ZoneInfo) -> str:
    first, last = lo.astimezone(zone), hi.astimezone(zone)
    if any((m.hour, m.minute, m.second) != (0, 0, 0) for m in (first, last)):
        return f"some time from {moment_words(lo, zone)} to {moment_words(hi, zone)}"
    days = dict.fromkeys((first.date().isoformat(), (last.date() - timedelta(days=1)).isoformat()))
    return f"some time {'on' if len(days) == 1 else 'from'} {' to '.join(days)}"


def _stretch(mark: Mark, zone: ZoneInfo, no_end: str) -> str:
    start = f"from {end_words(mark.start, zone)}" if mark.start else "no start stated"
    if mark.start and mark.start.awaited:
        start = end_words(mark.start, zone)
    if mark.end is None:
        return f"{start}, {no_end}"
    if mark.end.interval is None:
        counted = f" ({mark.end.expression})" if mark.end.expression != mark.end.waits_for else ""
        return f"{start}, until {reported(mark.end.waits_for)}{counted}"
    return f"{start}, until {end_words(mark.end, zone, as_end=True)}"


def _effects(term: Amend) -> str:
    told = [f"{target} becomes {new}" for target, new in term.sets]
    told += [f"suspends {', '.join(term.suspends)}"] if term.suspends else []
    told += [f"ends {', '.join(term.terminates)}"] if term.terminates else []
    return "; ".join(told)


def _some(agreement: Agreement, acts: tuple[str, ...]) -> str:
    """Return the first of some acts; an act that a reading decides is called by its options."""
    options = {f"{{{r.id}}}": [value for _, value in r.options if value != "none"] for r in agreement.readings}
    every = list(dict.fromkeys(word for act in acts for word in options.get(act, [act])))
    shown = [_spaced(act) for act in every[:_ACTS_SHOWN]]
    more = len(every) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")


def _few(agreement: Agreement, ids: tuple[str, ...]) -> str:
    if len(ids) <= _PARTIES_SHOWN:
        return people(agreement, ids)
    shown = ids[: _PARTIES_SHOWN - 1]
    return f"{', '.join(people(agreement, (ident,)) for ident in shown)} and {len(ids) - len(shown)} more"


def _spaced(code: str) -> str:
    return code.replace("-", " ")
