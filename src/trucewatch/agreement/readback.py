"""The terms read back in plain English, one sentence each, so that a person can see what the machine will execute."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from trucewatch.agreement import clocks
from trucewatch.agreement.readings import HOLE, combinations, described, readings_of
from trucewatch.agreement.terms import (
    Amend,
    Declare,
    Dispute,
    Duty,
    Event,
    Exempt,
    Monitor,
    OpenReading,
    Party,
    Permit,
    Phase,
    Prohibit,
    Recital,
    Term,
    Zone,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from trucewatch.agreement.parts import WeaponClass
    from trucewatch.agreement.terms import Agreement, Pattern

_ROLES = {
    "party": "is a party",
    "guarantor": "signed as a guarantor",
    "bound-through": "did not sign and is bound through others",
    "excluded": "is not bound",
    "organ-of": "is an organ of",
    "signatory-disputed": "signed in a capacity that is disputed",
}


def readback(agreement: Agreement) -> tuple[str, ...]:
    """Return one sentence for every term: who, when, where; what is ruled; what stays open; what binds nobody."""
    head = f"{agreement.title} ({agreement.id}), encoded by {agreement.encoded_by}."
    return (head, *(sentence(agreement, term) for term in _in_reading_order(agreement)))


def sentence(agreement: Agreement, term: Term) -> str:
    """Return one term as a sentence, its clause first."""
    body = _BODIES[type(term)](agreement, term)
    lead = f"{term.id} ({term.clause}): " if term.clause else f"{term.id}: "
    return lead + body


def _in_reading_order(agreement: Agreement) -> Iterable[Term]:
    definitions = (*agreement.parties, *agreement.readings, *agreement.zones, *agreement.events)
    held = set(map(id, definitions))
    return (*definitions, *(term for term in agreement.terms if id(term) not in held))


def _party(agreement: Agreement, term: Party) -> str:
    told = f"{term.name} {_ROLES[term.role]}" + (f" {_names(agreement, (term.of,))}" if term.of else "")
    if term.excluded_by:
        told += f" ({term.excluded_by})"
    if term.undertakes_for:
        told += f"; it undertakes the observance of {_names(agreement, term.undertakes_for)}, whose acts stay their own"
    if term.designation:
        entry = " ".join(filter(None, (term.designation.list_, term.designation.entry)))
        until = f" to {term.designation.until}" if term.designation.until else ""
        told += f"; designated: {entry}, from {term.designation.from_ or 'an unknown day'}{until}"
    return f"{told}." + (f" {term.note}." if term.note else "")


def _reading(_: Agreement, term: OpenReading) -> str:
    return f"open: {term.question} Options: {', '.join(f'{n} = {v}' for n, v in term.options)}."


def _zone(agreement: Agreement, term: Zone) -> str:
    name = term.name or term.id
    match term.kind:
        case "buffer":
            north = term.both_m if term.both_m is not None else term.north_m
            south = term.both_m if term.both_m is not None else term.south_m
            shape = (
                f"{north:,.0f} m north and {south:,.0f} m south" if north != south else f"{north:,.0f} m either side"
            )
            told = f"{name} reaches {shape} of {_where(agreement, term.of)}, its ends {term.ends}"
        case "line" if term.between:
            told = f"{name} is the part of {_where(agreement, term.of)} from {' to '.join(term.between)}"
        case _:
            told = f"{name} is {'an' if term.kind == 'area' else 'a'} {term.kind}"
    if term.edge_m is not None:
        told += f", drawn to {term.edge_m:,.0f} m"
    if term.valid_from:
        told += f", as of {term.valid_from}" + (f" until {term.valid_until}" if term.valid_until else "")
    return f"{told}." + (f" {term.note}." if term.note else "")


def _event(agreement: Agreement, term: Event) -> str:
    if term.at is None:
        return f"an instant that exists once it is reported: {_pattern(agreement, term.observe)}."
    return f"{_moment(agreement, term, term.at)}."


def _prohibit(agreement: Agreement, term: Prohibit) -> str:
    told = f"{_names(agreement, term.who)} must not do any of these: {_acts(agreement, term.acts)}"
    if term.target:
        told += f", against {_names(agreement, term.target)}"
    if term.weapon:
        told += f", only with {_weapon(term.weapon)}"
    if term.where:
        told += f", in {_where(agreement, term.where)}"
    if term.from_:
        told += f", from {_moment(agreement, term, term.from_)}"
    told += f", until {_moment(agreement, term, term.until)}" if term.until else ", without an end"
    return f"{told}." + ("" if term.force == "operative" else f" Its force is {term.force}.")


def _permit(agreement: Agreement, term: Permit) -> str:
    condition = f", if {term.condition}" if term.condition else ""
    return (
        f"{_names(agreement, term.who)} may do {_acts(agreement, term.acts)} in spite of "
        f"{_list(term.overrides)}{condition}."
    )


def _exempt(agreement: Agreement, term: Exempt) -> str:
    who = f"acts by {_names(agreement, term.who)}" if term.who else "acts"
    target = f" whose every target is {_names(agreement, term.target, 'or')}" if term.target else ""
    under = f" under the reading {term.only_if}" if term.only_if else ""
    basis = f" ({term.basis})" if term.basis else ""
    return f"{who}{target} fall outside {term.from_term}{under}{basis}."


def _recital(_: Agreement, term: Recital) -> str:
    return f"the preamble says: {term.says} It gives context and yields no finding."


def _duty(agreement: Agreement, term: Duty) -> str:
    told = f"{_names(agreement, term.who)} must {term.must.replace('-', ' ')}"
    if term.where:
        told += f", along {_where(agreement, term.where)}"
    timed = term.by is not None and term.by != "none"
    told += f", by {_moment(agreement, term, term.by or 'none')}" if timed else ", without a deadline"
    if term.met_by:
        told += f"; met by {' or '.join(_pattern(agreement, p) for p in term.met_by)}"
    if term.part_met_by:
        told += f"; met in part by {' or '.join(_pattern(agreement, p) for p in term.part_met_by)}"
    if term.recurs:
        told += f"; how often again: {term.recurs}"
    return f"{told}."


def _declare(agreement: Agreement, term: Declare) -> str:
    source = f" ({term.source})" if term.source else ""
    return (
        f"beside the text, {_names(agreement, (term.by,))} declared: {term.says}{source}. It is "
        f"{'an' if term.effect[0] in 'aeiou' else 'a'} {term.effect.replace('-', ' ')}, no term, and turns no "
        "prohibited act into a permitted one."
    )


def _monitor(_: Agreement, term: Monitor) -> str:
    power = "its finding makes evidence verified" if "verify" in term.may else "its word is one source's"
    return f"{term.name or term.id} may {_list(term.may)} on {_list(term.competent_for)}; {power}."


def _dispute(_: Agreement, term: Dispute) -> str:
    return f"disputes go to {_list(term.route)}; consequence: {term.consequence or 'unstated'}."


def _phase(agreement: Agreement, term: Phase) -> str:
    start = _moment(agreement, term, term.from_) if term.from_ else "an open start"
    end = _moment(agreement, term, term.until) if term.until else "an open end"
    return f"a phase from {start} to {end}." + (f" After it: {term.after}." if term.after else "")


def _amend(_: Agreement, term: Amend) -> str:
    sets = "; ".join(f"{target} becomes {expression}" for target, expression in term.sets) or "no clock changes"
    return f"changed on {term.at}: {sets}. Retroactive: {term.retroactive or 'unstated'}. Earlier findings are kept."


def _moment(agreement: Agreement, term: Term, expression: str) -> str:
    """Return what a time expression comes to, once per distinct answer, with the readings that lead to it."""
    answers: dict[str, list[str]] = {}
    touched = sorted({h for text in _followed(agreement, expression) for h in HOLE.findall(text)})
    for choice in combinations(agreement, [r for r in readings_of(agreement, term) if r in touched]):
        clock = clocks.evaluate(agreement, expression, choice)
        answers.setdefault(clock.steps[-1], []).append(described(agreement, choice))
    if len(answers) == 1:
        return next(iter(answers))
    return " or ".join(f"{words} [{' | '.join(under)}]" for words, under in answers.items())


def _followed(agreement: Agreement, expression: str) -> list[str]:
    return [expression, *(event.at for event in agreement.events if event.at and event.id in expression)]


def _where(agreement: Agreement, zone_id: str | None) -> str:
    if zone_id is None:
        return "no line"
    hole = HOLE.fullmatch(zone_id)
    reading = next((r for r in agreement.readings if hole and r.id == hole[1]), None)
    names = {z.id: z.name or z.id for z in agreement.zones}
    if reading is None:
        return names.get(zone_id, zone_id)
    return " or ".join(f"{names.get(v, v)} [{reading.id}={n}]" for n, v in reading.options)


def _acts(agreement: Agreement, acts: tuple[str, ...]) -> str:
    told = []
    for act in acts:
        hole = HOLE.fullmatch(act)
        reading = next((r for r in agreement.readings if hole and r.id == hole[1]), None)
        words = (
            [f"{v} [{reading.id}={n}]" for n, v in reading.options if v != "none"]
            if reading is not None
            else [act.replace("-", " ")]
        )
        told += words
    return ", ".join(told)


def _weapon(weapon: WeaponClass) -> str:
    told = _list((weapon.class_,) if weapon.class_ else weapon.systems or ("weapons",), "or")
    return told + (f" of {weapon.calibre_mm_at_least:g} mm or more" if weapon.calibre_mm_at_least else "")


def _pattern(agreement: Agreement, pattern: Pattern | None) -> str:
    if pattern is None:
        return "nothing"
    told = "a report of " + " or ".join(act.replace("-", " ") for act in pattern.acts)
    if pattern.subject:
        told += f" about {pattern.subject}"
    if pattern.actor:
        told += f" by {_names(agreement, (pattern.actor,))}"
    if pattern.all_of:
        told += f" by {_names(agreement, pattern.all_of)} together"
    if pattern.route:
        told += f" from {' to '.join(pattern.route)}"
    return told + (f" [{pattern.only_if}]" if pattern.only_if else "")


def _names(agreement: Agreement, ids: tuple[str, ...], last: str = "and") -> str:
    names = {p.id: p.name for p in agreement.parties}
    return _list(tuple(names.get(i, i) for i in ids), last)


def _list(words: tuple[str, ...], last: str = "and") -> str:
    return f"{', '.join(words[:-1])} {last} {words[-1]}" if len(words) > 1 else "".join(words)


_BODIES: dict[type[Term], Callable[[Agreement, Any], str]] = {
    Party: _party,
    OpenReading: _reading,
    Zone: _zone,
    Event: _event,
    Prohibit: _prohibit,
    Permit: _permit,
    Exempt: _exempt,
    Recital: _recital,
    Duty: _duty,
    Declare: _declare,
    Monitor: _monitor,
    Dispute: _dispute,
    Phase: _phase,
    Amend: _amend,
}
