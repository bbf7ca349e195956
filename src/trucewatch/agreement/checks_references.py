"""Every id, act and option that a table names exists; an error names the nearest one that does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from trucewatch.agreement.readings import HOLE, conditions_in, strings_in
from trucewatch.agreement.terms import Amend, Declare, Duty, Party, Pattern, Permit, Phase, Prohibit, Term, Zone
from trucewatch.model.acts import ACTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from trucewatch.agreement.fences import Locator
    from trucewatch.agreement.terms import Agreement
    from trucewatch.errors import AgreementError

PROTECTED = frozenset({"civilians", "civilian-object"})
"""Words that may stand for a target beside the parties."""

_ACTS = frozenset({*ACTS, "none"})
"""What may stand for an act: a code, or no act at all as an option of a reading."""

_SETTABLE = ("by", "from", "until")


def holes(agreement: Agreement, term: Term, at: Locator) -> Iterator[AgreementError]:
    """Yield each `{reading}` and `only_if` that names no open reading or none of its options."""
    by_id = {r.id: r for r in agreement.readings}
    for hole in dict.fromkeys(h for text in strings_in(term) for h in HOLE.findall(text)):
        if hole not in by_id:
            yield at.unknown(hole, by_id, f"{{{hole}}} is not an open reading.")
    for condition in conditions_in(term):
        reading, _, option = (part.strip() for part in condition.partition("="))
        if reading not in by_id:
            yield at.unknown(reading, by_id, f"only_if names {reading!r}, which is not an open reading.")
        elif option not in dict(by_id[reading].options):
            yield at.unknown(option, dict(by_id[reading].options), f"{option!r} is not an option of {reading}.")


def references(agreement: Agreement, term: Term, at: Locator) -> Iterator[AgreementError]:
    """Yield each id that leads nowhere."""
    for names, known, what in _named(agreement, term):
        # a reading on which nobody or nothing is meant has `none` for that
        values = [v for name in names for v in values_of(agreement, name) if v != "none" or name == v]
        yield from missing(dict.fromkeys(values), known, at, what)
    if isinstance(term, Amend):
        yield from _set(agreement, term, at)


_Named = tuple[tuple[str, ...], set[str], str]


def _named(agreement: Agreement, term: Term) -> Iterator[_Named]:
    """Yield ids that a term names, those that they may be, and what they should be in words."""
    parties = {p.id for p in agreement.parties}
    zones = {z.id for z in agreement.zones}
    for field in ("who", "undertakes_for", "answers"):
        yield _listed(term, field), parties, "a party"
    for field in ("where", "beyond", "territory"):
        yield _listed(term, field), zones, "a zone"
    for pattern in patterns_in(term):
        yield (*_listed(pattern, "actor"), *pattern.all_of), parties, "a party"
        yield _listed(pattern, "where"), zones, "a zone"
        yield pattern.against, parties | zones | PROTECTED, "a party or a zone"
    for field in ("competent_for", "linked", "bears_on", "suspends", "terminates"):
        yield _listed(term, field), {t.id for t in agreement.terms}, "a term"
    yield _listed(term, "from_term"), {p.id for p in agreement.prohibitions}, "a prohibition"
    if isinstance(term, Prohibit | Permit | Duty):
        yield term.against, parties | zones | PROTECTED, "a party or a zone"
        yield from _of_rule(agreement, term, parties, zones)
    else:
        yield from _of_definition(agreement, term, parties, zones)


def _of_rule(
    agreement: Agreement, term: Prohibit | Permit | Duty, parties: set[str], zones: set[str]
) -> Iterator[_Named]:
    rules = {t.id for t in (*agreement.prohibitions, *agreement.permits, *agreement.duties, *agreement.phases)}
    match term:
        case Prohibit():
            yield term.target, parties | PROTECTED, "a party or civilians"
            yield _listed(term, "during"), {p.id for p in agreement.phases}, "a phase"
        case Permit():
            yield term.overrides, rules, "a prohibition or a duty"
            yield tuple(s.actor for s in term.after if s.actor), parties, "a party"
        case Duty():
            yield term.after, {d.id for d in agreement.duties}, "a duty"
            yield tuple(who for who, _ in term.measured_from), parties, "a party"
            yield tuple(zone for _, zone in term.measured_from), zones, "a zone"


def _of_definition(agreement: Agreement, term: Term, parties: set[str], zones: set[str]) -> Iterator[_Named]:
    match term:
        case Party():
            yield _listed(term, "of"), parties, "a party"
        case Zone():
            yield (*term.of, *term.between, *_listed(term, "map"), *(z for _, z in term.cases)), zones, "a zone"
            if term.kind == "by-party":
                yield tuple(who for who, _ in term.cases), parties, "a party"
        case Declare():
            yield (term.by,), parties, "a party"
        case Phase(renew=renew) if renew is not None:
            yield tuple(e for e in (renew.unless, renew.upon) if e), {e.id for e in agreement.events}, "an event"


def acts(agreement: Agreement, term: Term, at: Locator) -> Iterator[AgreementError]:
    """Yield each act that is not in the vocabulary."""
    told = [a for value in getattr(term, "acts", ()) for a in values_of(agreement, value)]
    told += [a for pattern in patterns_in(term) for value in pattern.acts for a in values_of(agreement, value)]
    told += [step.act for step in term.after if step.act] if isinstance(term, Permit) else []
    for act in told:
        if act not in _ACTS and "{" not in act:
            yield at.unknown(act, _ACTS, f"{act!r} is not in the act vocabulary.")


def missing(ids: Iterable[str], known: set[str], at: Locator, what: str) -> Iterator[AgreementError]:
    """Yield an error for each id that is not known; one that a reading decides is looked at elsewhere."""
    for ident in ids:
        if ident not in known and "{" not in ident:
            yield at.unknown(ident, known, f"{ident!r} is not {what} of this file.")


def patterns_in(term: Term) -> Iterator[Pattern]:
    """Yield what reports must show for a term."""
    for field in ("met_by", "part_met_by", "breached_by"):
        yield from getattr(term, field, ())
    observe = getattr(term, "observe", None)
    if observe is not None:
        yield observe


def values_of(agreement: Agreement, value: str) -> list[str]:
    """Return what a value may come to: itself, or every option of the reading that it is."""
    hole = HOLE.fullmatch(value)
    reading = next((r for r in agreement.readings if hole and r.id == hole[1]), None)
    return [v for _, v in reading.options] if reading else [value]


def _set(agreement: Agreement, amend: Amend, at: Locator) -> Iterator[AgreementError]:
    for target, _ in amend.sets:
        term, _, key = target.partition(".")
        yield from missing((term,), {t.id for t in agreement.terms}, at, "a term")
        if key not in _SETTABLE:
            yield at.error(f"{target!r} cannot be set. Write TERM.by, TERM.from or TERM.until.", target)


def _listed(record: Any, field: str) -> tuple[str, ...]:
    value = getattr(record, field, None)
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)
