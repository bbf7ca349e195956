"""Terms that cannot stand together: times that end before they begin, drawings that overlap, rules that contradict."""

from __future__ import annotations

from itertools import combinations as pairs
from typing import TYPE_CHECKING, NamedTuple

from trucewatch.agreement import clocks
from trucewatch.agreement.readings import combinations, described, readings_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from trucewatch.agreement.fences import Locator
    from trucewatch.agreement.readings import Choice
    from trucewatch.agreement.terms import Agreement, Permit, Phase, Prohibit, Term, Zone
    from trucewatch.errors import AgreementError

_KINDS = {"Prohibit": "prohibit", "Permit": "permit", "Duty": "duty", "Phase": "phase", "Amend": "amend"}


class _Stretch(NamedTuple):
    start: datetime
    end: datetime


def contradictions(agreement: Agreement, places: Mapping[tuple[str, str], Locator]) -> Iterator[AgreementError]:
    """Yield every pair of terms, or ends of one term, that cannot both hold."""
    yield from _backwards(agreement, places)
    yield from _crossing_phases(agreement, places)
    yield from _drawn_twice(agreement, places)
    yield from _permitted_and_prohibited(agreement, places)
    yield from _protected_and_exempt(agreement, places)
    yield from _set_twice(agreement, places)


def _backwards(agreement: Agreement, places: Mapping[tuple[str, str], Locator]) -> Iterator[AgreementError]:
    for term in (*agreement.prohibitions, *agreement.duties, *agreement.phases):
        start, last = getattr(term, "from_", None), getattr(term, "until", None) or getattr(term, "by", None)
        if not start or not last:
            continue
        for choice in combinations(agreement, readings_of(agreement, term)):
            lo, hi = _edge(agreement, start, choice, latest=False), _edge(agreement, last, choice, latest=True)
            # a time that ends in the instant in which it begins holds nothing; a duty may be due at once
            if lo is not None and hi is not None and (hi < lo or (hi == lo and getattr(term, "until", None))):
                under = f" on {described(agreement, choice)}" if choice else ""
                message = f"{term.id} ends{under} at {hi.isoformat()}, before it has begun at {lo.isoformat()}."
                key = "until" if getattr(term, "until", None) else "by"
                yield _at(places, term).error(f"{message} Correct one of the two.", key)
                break


def _crossing_phases(agreement: Agreement, places: Mapping[tuple[str, str], Locator]) -> Iterator[AgreementError]:
    """Phases follow or hold one another; two that cross leave open which one holds."""
    for one, other in pairs(agreement.phases, 2):
        touched = {*readings_of(agreement, one), *readings_of(agreement, other)}
        for choice in combinations(agreement, touched):
            a, b = _stretch(agreement, one, choice), _stretch(agreement, other, choice)
            if a is None or b is None:
                continue
            first, second = sorted((a, b))
            if first.start < second.start < first.end < second.end:
                message = f"phases {one.id} and {other.id} overlap: the second begins before the first has ended."
                yield _at(places, other).error(f'{message} Write from = "{one.id}.until".', "from")
                break


def _stretch(agreement: Agreement, phase: Phase, choice: Choice) -> _Stretch | None:
    if not phase.from_ or not phase.until:
        return None
    start, end = (_edge(agreement, e, choice, latest=True) for e in (phase.from_, phase.until))
    return None if start is None or end is None else _Stretch(start, end)


def _edge(agreement: Agreement, expression: str, choice: Choice, *, latest: bool) -> datetime | None:
    interval = clocks.evaluate(agreement, expression, choice).interval
    if interval is None:
        return None
    return interval.hi if latest else interval.lo


def _drawn_twice(agreement: Agreement, places: Mapping[tuple[str, str], Locator]) -> Iterator[AgreementError]:
    drawn = {z.id: z for z in agreement.zones}
    for zone in agreement.zones:
        if zone.kind != "dated":
            continue
        parts = [drawn[z] for z in zone.of if z in drawn]
        for part in parts:
            if part.valid_from is None:
                message = f"{part.id} has no valid = {{ from = … }}, so {zone.id} cannot tell its days."
                yield places["zone", part.id].error(f"{message} Add it.", part.id)
        for one, other in pairs([p for p in parts if p.valid_from is not None], 2):
            if _overlap(one, other):
                message = f"{one.id} and {other.id} are both drawn for some days of {zone.id}."
                yield places["zone", zone.id].error(f"{message} End one before the other begins.", "of")


def _overlap(one: Zone, other: Zone) -> bool:
    """Whether two drawings hold on one day. One that holds until a later one ends where that begins."""
    first, second = sorted((one, other), key=lambda z: z.valid_from or "")
    if first.valid_until is None:
        return first.valid_from == second.valid_from
    return (second.valid_from or "") <= first.valid_until


def _permitted_and_prohibited(
    agreement: Agreement, places: Mapping[tuple[str, str], Locator]
) -> Iterator[AgreementError]:
    for permit in agreement.permits:
        for rule in agreement.prohibitions:
            if rule.id not in permit.overrides and _same_matter(permit, rule):
                message = f"{permit.id} permits {permit.who[0]} what {rule.id} prohibits, and neither goes first."
                way_out = f'Add "{rule.id}" to overrides, or say where or against whom it permits.'
                yield _at(places, permit).error(f"{message} {way_out}", "overrides")


def _same_matter(permit: Permit, rule: Prohibit) -> bool:
    same = set(permit.who) & set(rule.who) and set(permit.acts) & set(rule.acts)
    apart = permit.where is not None and permit.where != rule.where
    return bool(same) and not apart and not permit.against


def _protected_and_exempt(agreement: Agreement, places: Mapping[tuple[str, str], Locator]) -> Iterator[AgreementError]:
    rules = {p.id: p for p in agreement.prohibitions}
    for exempt in agreement.exemptions:
        rule = rules.get(exempt.from_term)
        both = set(exempt.target) & {*rule.target, *rule.against} if rule else set()
        if both and exempt.only_if is None:
            message = f"{exempt.id} takes acts against {', '.join(sorted(both))} out of {exempt.from_term}, "
            way_out = "which is about acts against them. Drop one, or keep one to a reading with only_if."
            yield places["exempt", exempt.id].error(message + way_out, "target")


def _set_twice(agreement: Agreement, places: Mapping[tuple[str, str], Locator]) -> Iterator[AgreementError]:
    for one, other in pairs(agreement.amendments, 2):
        if one.only_if or other.only_if or (one.known_at or one.at) != (other.known_at or other.at):
            continue
        values = dict(one.sets)
        for target, expression in other.sets:
            if values.get(target, expression) != expression:
                message = f"{one.id} and {other.id} set {target} at the same time to different instants."
                yield _at(places, other).error(f"{message} Give one a later known_at, or make it a reading.", target)


def _at(places: Mapping[tuple[str, str], Locator], term: Term) -> Locator:
    return places[_KINDS[type(term).__name__], term.id]
