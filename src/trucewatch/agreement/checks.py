"""What must hold between the tables of an agreement: every reference leads somewhere, every clock and shape works."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.agreement import clocks, zones
from trucewatch.agreement.checks_against import contradictions
from trucewatch.agreement.checks_references import acts, holes, missing, references, values_of
from trucewatch.agreement.readings import combinations, readings_of
from trucewatch.agreement.schema import FIELDS
from trucewatch.agreement.terms import Duty, Party, Phase, Term, Zone, fold_name, names_of
from trucewatch.agreement.time_grammar import duration
from trucewatch.errors import AgreementError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from trucewatch.agreement.fences import Locator
    from trucewatch.agreement.terms import Agreement

_TIMES = (("from_", "from"), ("until", "until"), ("by", "by"), ("at", "at"), ("known_at", "known_at"))
_SHAPELESS = frozenset({"place", "sites", "named", "undefined", "dated", "by-party", "by-weapon"})


def problems_of(agreement: Agreement, places: Mapping[tuple[str, str], Locator]) -> Iterator[AgreementError]:
    """Yield every error between tables. `places` says where each (kind, id) stands."""
    found = [*_head(agreement, places), *_one_party_a_name(agreement, places)]
    for (kind, ident), at in places.items():
        term = _term(agreement, kind, ident)
        if term is not None:
            found += _of_one(agreement, term, at)
    yield from found
    if not found:
        yield from contradictions(agreement, places)


def _of_one(agreement: Agreement, term: Term, at: Locator) -> Iterator[AgreementError]:
    open_ends = list(holes(agreement, term, at))
    yield from open_ends
    yield from _organ(term, at)
    yield from references(agreement, term, at)
    yield from acts(agreement, term, at)
    if not open_ends:
        yield from _times(agreement, term, at)
        yield from _durations(term, at)
        yield from _ground(agreement, term, at)


def _term(agreement: Agreement, kind: str, ident: str) -> Term | None:
    if kind not in FIELDS:
        return None
    return next((t for t in getattr(agreement, FIELDS[kind]) if t.id == ident), None)


def _head(agreement: Agreement, places: Mapping[tuple[str, str], Locator]) -> Iterator[AgreementError]:
    parties = {p.id for p in agreement.parties}
    at = places["head", "agreement"]
    yield from missing(agreement.parties_to, parties, at, "a party")
    try:
        clocks.zone_of(agreement.home)
    except AgreementError as error:
        yield places["head", "clock"].error(str(error), agreement.home)
    if ("head", "sources") in places:
        named = [s.affiliated for s in agreement.sources if s.affiliated]
        yield from missing(dict.fromkeys(named), parties, places["head", "sources"], "a party")


def _one_party_a_name(agreement: Agreement, places: Mapping[tuple[str, str], Locator]) -> Iterator[AgreementError]:
    seen: dict[str, str] = {}
    for party in agreement.parties:
        for name in names_of(party):
            other = seen.setdefault(fold_name(name), party.id)
            if other != party.id:
                yield places["party", party.id].error(f"{name!r} names both {other} and {party.id}. Drop one.", name)


def _organ(term: Term, at: Locator) -> Iterator[AgreementError]:
    if isinstance(term, Party) and (term.role == "organ-of") != (term.of is not None):
        yield at.error('an organ has role = "organ-of" and of = the party it belongs to; nobody else has of.', "role")


def _times(agreement: Agreement, term: Term, at: Locator) -> Iterator[AgreementError]:
    told = [(getattr(term, field, None), key) for field, key in _TIMES]
    told += [(expression, target) for target, expression in getattr(term, "sets", ())]
    for expression, key in told:
        if not expression or (key == "by" and not isinstance(term, Duty)):  # a declaration is by somebody
            continue
        for choice in combinations(agreement, readings_of(agreement, term)):
            try:
                clocks.evaluate(agreement, expression, choice)
            except AgreementError as error:
                yield at.error(error, key)
                break


def _durations(term: Term, at: Locator) -> Iterator[AgreementError]:
    renew = term.renew if isinstance(term, Phase) else None
    told = [("every", getattr(term, "every", None))]
    told += [("renew", renew.period), ("renew", renew.notice)] if renew else []
    for key, length in told:
        if length is None:
            continue
        try:
            duration(length)
        except AgreementError:
            yield at.error(f'{length!r} is not a length of time. Write e.g. "7 days", "48 hours", "6 months".', key)


def _ground(agreement: Agreement, term: Term, at: Locator) -> Iterator[AgreementError]:
    if not isinstance(term, Zone):
        return
    yield from _parts(term, at)
    if circle := _circle(agreement, term, ()):
        yield at.error(f"zone {' -> '.join(circle)} goes round in a circle. Give one of them a geometry.", "of")
        return
    if term.kind in _SHAPELESS:
        return
    for choice in combinations(agreement, readings_of(agreement, term)):
        try:
            zones.shape_of(agreement, term.id, choice)
        except AgreementError as error:
            yield at.error(str(error), term.id)
            return


_NEEDS = {
    "area": ("geometry",),
    "place": ("geometry",),
    "sites": ("geometry", "radius_m"),
    "named": ("places",),
    "buffer": ("of",),
    "band": ("of", "to_m"),
    "strip": ("between",),
    "union": ("of",),
    "intersection": ("of",),
    "difference": ("of",),
    "dated": ("of",),
    "by-party": ("cases",),
    "by-weapon": ("cases",),
}


def _parts(zone: Zone, at: Locator) -> Iterator[AgreementError]:
    """What a zone of a kind cannot do without. A map in its place needs nothing else."""
    for key in _NEEDS.get(zone.kind, ()):
        if not getattr(zone, key) and zone.map is None:
            yield at.error(f"a zone of kind {zone.kind} has no {key}. Add it.", zone.kind)
    if zone.kind == "band" and zone.to_m is not None and (zone.from_m or 0) >= zone.to_m:
        yield at.error("the band ends before it begins: from_m must be less than to_m.", "to_m")
    if zone.kind in ("union", "intersection", "difference", "dated") and len(zone.of) == 1:
        yield at.error(f'a zone of kind {zone.kind} is made of several: of = ["one", "another"].', "of")
    if zone.between and len(zone.between) != 2:  # noqa: PLR2004  (two ends)
        yield at.error("between names two: one and the other.", "between")
    if zone.valid_from and zone.valid_until and zone.valid_until < zone.valid_from:
        yield at.error("the drawing ends before it begins: valid.until must not be earlier than valid.from.", "valid")


def _circle(agreement: Agreement, zone: Zone, above: tuple[str, ...]) -> tuple[str, ...]:
    """Return the way from a zone back to itself through what it derives from, empty where there is none."""
    if zone.id in above:
        return (*above, zone.id)
    named = (*zone.of, *zone.between, *(z for _, z in zone.cases), *((zone.map,) if zone.map else ()))
    bases = {base for value in named for base in values_of(agreement, value)}
    under = [z for z in agreement.zones if z.id in bases]
    return next((found for z in under if (found := _circle(agreement, z, (*above, zone.id)))), ())
