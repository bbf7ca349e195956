"""`agreement diff`: how two agreements or versions differ, or what one amendment changed."""

import textwrap
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo

import typer

from trucewatch.cli.common import Json, instant, now, print_json
from trucewatch.cli.terms_common import Which, loaded
from trucewatch.errors import WrongUseError

if TYPE_CHECKING:
    from trucewatch.agreement import Agreement
    from trucewatch.agreement.diff import Difference, KeyChange, TermChange
    from trucewatch.agreement.diff_clocks import Shift
    from trucewatch.agreement.diff_zones import ZoneShift
    from trucewatch.agreement.timeline import End

Other = Annotated[
    str | None,
    typer.Argument(metavar="[ID|FILE]", help="The other one; left out with --amendment.", show_default=False),
]
Amendment = Annotated[
    str | None, typer.Option(metavar="ID", help="Compare the one agreement before and after this amendment of it.")
]
Day = Annotated[
    str | None,
    typer.Option(
        "--as-of", metavar="DAY", help="With the amendments known by then; today, or once this one was known."
    ),
]
_WIDTH = 110
_KM2 = 1e6


@dataclass(frozen=True, slots=True)
class _Compared:
    """Everything that differs, and between what."""

    before: "Agreement"
    after: "Agreement"
    names: tuple[str, str]
    as_of: datetime
    terms: "Difference"
    clocks: "tuple[Shift, ...]"
    zones: "tuple[ZoneShift, ...]"


def diff(
    which: Which, other: Other = None, amendment: Amendment = None, as_of: Day = None, as_json: Json = False
) -> None:
    """Say how two agreements differ, or what an amendment changes: terms, who is bound, acts, clocks, zones.

    Terms are matched by their ids. Clocks and zones are compared on every reading that both have. The exit code is 0
    whether or not they differ.

    Example:
      trucewatch agreement diff idlib-2018 idlib-2020
      trucewatch agreement diff mine --amendment A1
    """
    made = _compared(which, other, amendment, as_of)
    if as_json:
        print_json(_plain(made))
        return
    for line in _lines(made):
        typer.echo(line)


def _compared(which: str, other: str | None, amendment: str | None, as_of: str | None) -> _Compared:
    from trucewatch.agreement.diff import difference, without
    from trucewatch.agreement.diff_clocks import shifts
    from trucewatch.agreement.diff_zones import zone_shifts

    if (other is None) == (amendment is None):
        raise WrongUseError("name two agreements, or one and --amendment with the id of an amendment of it")
    first = loaded(which)
    if amendment is not None:
        before, after = without(first, amendment), first
        names = (f"{first.id} before {amendment}", f"{first.id} with {amendment}")
        moment = instant(as_of, first.home) if as_of else _known(first, amendment)
        after = replace(
            after, amendments=tuple(a for a in after.amendments if a.id == amendment or a in before.amendments)
        )
    else:
        before, after = first, loaded(other or "")
        names = _names(before, after, which, other or "")
        moment = instant(as_of, after.home) if as_of else datetime.fromisoformat(now())
    return _Compared(
        before,
        after,
        names,
        moment,
        difference(before, after),
        shifts(before, after, as_of=moment),
        zone_shifts(before, after),
    )


def _names(before: "Agreement", after: "Agreement", which: str, other: str) -> tuple[str, str]:
    return (before.id, after.id) if before.id != after.id else (which, other)


def _known(held: "Agreement", amendment: str) -> datetime:
    """Return when an amendment was known for certain, on every reading."""
    from trucewatch.agreement import clocks, combinations, readings_of
    from trucewatch.agreement.terms import Event

    amend = next(a for a in held.amendments if a.id == amendment)
    written = amend.known_at or amend.at
    told = [
        clocks.evaluate(held, written, choice).interval
        for choice in combinations(held, readings_of(held, Event(id="", at=written)))
    ]
    moments = [t.hi for t in told if t is not None and t.hi is not None]
    return max(moments, default=datetime.fromisoformat(now()))


def _lines(made: _Compared) -> Iterator[str]:
    zone = ZoneInfo(made.after.home)
    yield f"{made.names[0]} → {made.names[1]} (clock of {zone.key})"
    terms = made.terms
    sections = (
        ("The agreement", [line for change in terms.head for line in _key(change)]),
        ("Added", [line for t in terms.added for line in _said("+", t.after or "")]),
        ("Gone", [line for t in terms.gone for line in _said("-", t.before or "")]),
        ("Changed", [line for t in terms.changed for line in _changed(t)]),
        ("Who is bound", [_listed(t, c, "binds") for t, c in terms.of_list("who")]),
        ("Acts", [_listed(t, c, "covers") for t, c in terms.of_list("acts")]),
        ("Clocks", [line for s in made.clocks for line in _wrapped(_shift(s, zone), "  ")]),
        ("Zones", [line for z in made.zones for line in _wrapped(_zone(z), "  ")]),
    )
    if not any(lines for _, lines in sections):
        yield "No difference."
    for title, lines in sections:
        if lines:
            yield ""
            yield title
            yield from lines


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent=indent, subsequent_indent=indent + "  ")


def _said(sign: str, text: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent=f"  {sign} ", subsequent_indent="    ")


def _changed(term: "TermChange") -> Iterator[str]:
    yield f"  ~ {term.kind} {term.id}"
    for change in term.keys:
        yield from _key(change, "      ")
    if term.before != term.after:
        yield from _wrapped(f"was: {term.before}", "      ")
        yield from _wrapped(f"now: {term.after}", "      ")


def _key(change: "KeyChange", indent: str = "  ") -> list[str]:
    if change.added or change.removed:
        told = [f"+ {', '.join(change.added)}"] if change.added else []
        told += [f"- {', '.join(change.removed)}"] if change.removed else []
        return _wrapped(f"{change.key}: {'; '.join(told)}", indent)
    return _wrapped(f"{change.key}: {change.before or 'not given'} → {change.after or 'not given'}", indent)


def _listed(term: "TermChange", change: "KeyChange", verb: str) -> str:
    more = f"now also {verb} {', '.join(change.added)}" if change.added else ""
    less = f"no longer {verb} {', '.join(change.removed)}" if change.removed else ""
    return f"  {term.id}: {'; '.join(filter(None, (more, less)))}"


def _shift(shift: "Shift", zone: ZoneInfo) -> str:
    from trucewatch.agreement.diff_clocks import later_words

    later = later_words(shift)
    on = f" [{shift.on}]" if shift.on else ""
    was, is_now = (_end(end, shift.what, zone) for end in (shift.before, shift.after))
    if shift.before is None and shift.what.startswith(("suspended", "ended")):
        return f"{shift.term} {shift.what} {is_now}{on}"
    return f"{shift.term} {shift.what}: {was} → {is_now}{f', {later}' if later else ''}{on}"


def _end(end: "End | None", what: str, zone: ZoneInfo) -> str:
    from trucewatch.agreement.timeline_words import end_words

    return "not stated" if end is None else end_words(end, zone, as_end=what in ("deadline", "end"))


def _zone(shift: "ZoneShift") -> str:
    on = f" [{shift.on}]" if shift.on else ""
    if shift.moved is None:
        drawn = ["drawn" if side else "without a shape" for side in (shift.drawn_before, shift.drawn_after)]
        return f"{shift.zone}: {drawn[0]} → {drawn[1]}{on}"
    change = shift.moved
    told = f"edge moved by up to {change.edge_m:,.0f} m"
    if change.before_m2 or change.after_m2:
        told = (
            f"{change.before_m2 / _KM2:,.1f} → {change.after_m2 / _KM2:,.1f} km², {change.gained_m2 / _KM2:,.1f} km² "
            f"gained, {change.lost_m2 / _KM2:,.1f} km² lost, {told}"
        )
    return f"{shift.zone}: {told}{on}"


def _plain(made: _Compared) -> dict[str, Any]:
    from trucewatch.agreement.diff_clocks import later_words

    terms, zone = made.terms, ZoneInfo(made.after.home)
    return {
        "before": {"name": made.names[0], "id": made.before.id, "version": made.before.version},
        "after": {"name": made.names[1], "id": made.after.id, "version": made.after.version},
        "as_of": made.as_of.isoformat(),
        "agreement": [asdict(change) for change in terms.head],
        "added": [asdict(term) for term in terms.added],
        "gone": [asdict(term) for term in terms.gone],
        "changed": [asdict(term) for term in terms.changed],
        "who": [{"term": t.id, "added": c.added, "removed": c.removed} for t, c in terms.of_list("who")],
        "acts": [{"term": t.id, "added": c.added, "removed": c.removed} for t, c in terms.of_list("acts")],
        "clocks": [
            {
                "term": s.term,
                "what": s.what,
                "on": s.on or "every reading",
                "before": _end(s.before, s.what, zone),
                "after": _end(s.after, s.what, zone),
                "later_s": [by.total_seconds() for by in s.by] if s.by else None,
                "words": later_words(s),
            }
            for s in made.clocks
        ],
        "zones": [asdict(z) | {"on": z.on or "every reading"} for z in made.zones],
    }
