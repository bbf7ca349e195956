"""What must hold between the tables of an agreement: every reference leads somewhere, every clock and shape works."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from trucewatch.agreement import clocks, zones
from trucewatch.agreement.readings import HOLE, combinations, conditions_in, readings_of, strings_in
from trucewatch.agreement.schema import FIELDS
from trucewatch.agreement.terms import Duty, Party, Pattern, Permit, Term, Zone, fold_name, names_of
from trucewatch.errors import AgreementError
from trucewatch.model.acts import ACTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from trucewatch.agreement.fences import Locator
    from trucewatch.agreement.terms import Agreement

_TIMES = (("from_", "from"), ("until", "until"), ("by", "by"), ("at", "at"), ("known_at", "known_at"))
_CIVILIAN = frozenset({"civilians", "civilian-object"})
_ACTS = frozenset({*ACTS, "none"})
"""What may stand for an act: a code, or no act at all as an option of a reading."""


def problems_of(agreement: Agreement, places: Mapping[tuple[str, str], Locator]) -> Iterator[AgreementError]:
    """Yield every error between tables. `places` says where each (kind, id) stands."""
    yield from _head(agreement, places)
    yield from _one_party_a_name(agreement, places)
    for (kind, ident), at in places.items():
        term = _term(agreement, kind, ident)
        if term is None:
            continue
        holes = list(_holes(agreement, term, at))
        yield from holes
        yield from _organ(term, at)
        yield from _references(agreement, term, at)
        yield from _acts(agreement, term, at)
        if not holes:
            yield from _times(agreement, term, at)
            yield from _ground(agreement, term, at)


def _term(agreement: Agreement, kind: str, ident: str) -> Term | None:
    if kind not in FIELDS:
        return None
    return next((t for t in getattr(agreement, FIELDS[kind]) if t.id == ident), None)


def _head(agreement: Agreement, places: Mapping[tuple[str, str], Locator]) -> Iterator[AgreementError]:
    parties = {p.id for p in agreement.parties}
    at = places["head", "agreement"]
    yield from _missing(agreement.parties_to, parties, at, "a party")
    try:
        clocks.zone_of(agreement.home)
    except AgreementError as error:
        yield places["head", "clock"].error(str(error), agreement.home)
    if ("head", "sources") in places:
        named = [s.affiliated for s in agreement.sources if s.affiliated]
        yield from _missing(dict.fromkeys(named), parties, places["head", "sources"], "a party")


def _one_party_a_name(agreement: Agreement, places: Mapping[tuple[str, str], Locator]) -> Iterator[AgreementError]:
    seen: dict[str, str] = {}
    for party in agreement.parties:
        for name in names_of(party):
            other = seen.setdefault(fold_name(name), party.id)
            if other != party.id:
                yield places["party", party.id].error(f"{name!r} names both {other} and {party.id}. Drop one.", name)


def _holes(agreement: Agreement, term: Term, at: Locator) -> Iterator[AgreementError]:
    by_id = {r.id: r for r in agreement.readings}
    for hole in dict.fromkeys(h for text in strings_in(term) for h in HOLE.findall(text)):
        if hole not in by_id:
            yield at.unknown(hole, by_id, f"{{{hole}}} is not an open reading.")
    for condition in conditions_in(term):
        reading, _, option = condition.partition("=")
        if reading.strip() not in by_id:
            yield at.unknown(
                reading.strip(), by_id, f"only_if names {reading.strip()!r}, which is not an open reading."
            )
        elif option.strip() not in dict(by_id[reading.strip()].options):
            options = dict(by_id[reading.strip()].options)
            yield at.unknown(option.strip(), options, f"{option.strip()!r} is not an option of {reading.strip()}.")


def _organ(term: Term, at: Locator) -> Iterator[AgreementError]:
    if isinstance(term, Party) and (term.role == "organ-of") != (term.of is not None):
        yield at.error('an organ has role = "organ-of" and of = the party it belongs to; nobody else has of.', "role")


def _references(agreement: Agreement, term: Term, at: Locator) -> Iterator[AgreementError]:
    parties = {p.id for p in agreement.parties}
    zone_ids = {z.id for z in agreement.zones}
    rules = {t.id for t in (*agreement.prohibitions, *agreement.duties)}
    for field in ("who", "undertakes_for", "answers", "by", "actor", "all_of"):
        if field == "by" and isinstance(term, Duty):
            continue
        yield from _missing(_listed(term, field), parties, at, "a party")
    for pattern in _patterns(term):
        yield from _missing((*_listed(pattern, "actor"), *pattern.all_of), parties, at, "a party")
    yield from _missing(_listed(term, "target"), parties | _CIVILIAN, at, "a party or civilians")
    for field in ("where", "of", "between"):
        known = parties if isinstance(term, Party) else zone_ids
        for value in _listed(term, field):
            yield from _missing(_values(agreement, value), known, at, "a zone" if known is zone_ids else "a party")
    yield from _missing(_listed(term, "from_term"), {p.id for p in agreement.prohibitions}, at, "a prohibition")
    for field in ("competent_for", "linked", *(("overrides",) if isinstance(term, Permit) else ())):
        yield from _missing(_listed(term, field), rules, at, "a prohibition or a duty")
    for target, _ in getattr(term, "sets", ()):
        yield from _missing((target.partition(".")[0],), {t.id for t in agreement.terms}, at, "a term")


def _acts(agreement: Agreement, term: Term, at: Locator) -> Iterator[AgreementError]:
    told = [a for value in getattr(term, "acts", ()) for a in _values(agreement, value)]
    told += [a for pattern in _patterns(term) for a in pattern.acts]
    for act in told:
        if act not in _ACTS and "{" not in act:
            yield at.unknown(act, _ACTS, f"{act!r} is not in the act vocabulary.")


def _times(agreement: Agreement, term: Term, at: Locator) -> Iterator[AgreementError]:
    for field, key in _TIMES:
        expression = getattr(term, field, None)
        if not expression or (key == "by" and not isinstance(term, Duty)):  # a declaration is by somebody
            continue
        for choice in combinations(agreement, readings_of(agreement, term)):
            try:
                clocks.evaluate(agreement, expression, choice)
            except AgreementError as error:
                yield at.error(str(error), key)
                break


def _ground(agreement: Agreement, term: Term, at: Locator) -> Iterator[AgreementError]:
    if not isinstance(term, Zone) or term.kind == "place":
        return
    if circle := _circle(agreement, term, ()):
        yield at.error(f"zone {' -> '.join(circle)} goes round in a circle. Give one of them a geometry.", "of")
        return
    for choice in combinations(agreement, readings_of(agreement, term)):
        try:
            zones.shape_of(agreement, term.id, choice)
        except AgreementError as error:
            yield at.error(str(error), term.id)
            return


def _circle(agreement: Agreement, zone: Zone, above: tuple[str, ...]) -> tuple[str, ...]:
    """Return the way from a zone back to itself through what it derives from, empty where there is none."""
    if zone.id in above:
        return (*above, zone.id)
    bases = _values(agreement, zone.of) if zone.of else []
    under = [z for z in agreement.zones if z.id in bases]
    return next((found for z in under if (found := _circle(agreement, z, (*above, zone.id)))), ())


def _patterns(term: Term) -> Iterator[Pattern]:
    for field in ("met_by", "part_met_by"):
        yield from getattr(term, field, ())
    observe = getattr(term, "observe", None)
    if observe is not None:
        yield observe


def _values(agreement: Agreement, value: str) -> list[str]:
    """Return what a value may come to: itself, or every option of the reading that it is."""
    hole = HOLE.fullmatch(value)
    reading = next((r for r in agreement.readings if hole and r.id == hole[1]), None)
    return [v for _, v in reading.options] if reading else [value]


def _listed(record: Any, field: str) -> tuple[str, ...]:
    value = getattr(record, field, None)
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)


def _missing(ids: Iterable[str], known: set[str], at: Locator, what: str) -> Iterator[AgreementError]:
    for ident in ids:
        if ident not in known and "{" not in ident:
            yield at.unknown(ident, known, f"{ident!r} is not {what} of this file.")
