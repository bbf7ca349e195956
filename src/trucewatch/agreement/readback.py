"""The terms read back in plain English, one sentence each, so that a person can see what the machine will execute."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from trucewatch.agreement import readback_rules as rules
from trucewatch.agreement.readback_words import ground, grounds, joined, moment, people, shown
from trucewatch.agreement.readings import HOLE
from trucewatch.agreement.terms import (
    Amend,
    Annex,
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

    from trucewatch.agreement.parts import Designation
    from trucewatch.agreement.terms import Agreement

_ROLES = {
    "party": "is a party",
    "guarantor": "signed as a guarantor",
    "bound-through": "did not sign and is bound through others",
    "excluded": "is not bound",
    "organ-of": "is an organ of",
    "signatory-disputed": "signed in a capacity that is disputed",
}
_SIDES = ("north", "south", "east", "west", "left", "right")


def readback(agreement: Agreement) -> tuple[str, ...]:
    """Return one sentence for every term: who, when, where; what is ruled; what stays open; what binds nobody."""
    head = f"{agreement.title} ({agreement.id}), encoded by {agreement.encoded_by}."
    asked = agreement.house.inside_share
    if asked < 1:
        told = f"{100 * asked:g} % of where it may be lies inside, and outside where so much of it lies outside"
        head += f" House rule of those who encoded it: a place is called inside a zone where {told}."
    return (head, *(sentence(agreement, term) for term in _in_reading_order(agreement)))


def sentence(agreement: Agreement, term: Term) -> str:
    """Return one term as a sentence, its clause first."""
    body = _spelled_out(agreement, _BODIES[type(term)](agreement, term))
    lead = f"{term.id} ({term.clause}): " if term.clause else f"{term.id}: "
    return lead + body


def _spelled_out(agreement: Agreement, told: str) -> str:
    """Put every option in place of a `{reading}` that stands in somebody's words."""
    options = {r.id: [f"{value} [{r.id}={name}]" for name, value in r.options] for r in agreement.readings}
    return HOLE.sub(lambda m: joined(options[m[1]], "or") if m[1] in options else m[0], told)


def _in_reading_order(agreement: Agreement) -> Iterable[Term]:
    definitions = (*agreement.parties, *agreement.readings, *agreement.zones, *agreement.events)
    held = set(map(id, definitions))
    return (*definitions, *(term for term in agreement.terms if id(term) not in held))


def _party(agreement: Agreement, term: Party) -> str:
    told = f"{term.name} {_ROLES[term.role]}" + (f" {people(agreement, (term.of,))}" if term.of else "")
    if term.excluded_by:
        told += f" ({term.excluded_by})"
    if term.undertakes_for:
        told += f"; it undertakes the observance of {people(agreement, term.undertakes_for)}, whose acts stay their own"
    if term.designation:
        told += f"; designated: {'; '.join(_entry(d) for d in term.designation)}"
    if term.territory:
        told += f"; its territory is {ground(agreement, term.territory)}"
    return f"{told}." + (f" {term.note}." if term.note else "")


def _entry(one: Designation) -> str:
    entry = " ".join(filter(None, (one.list_, one.entry)))
    until = f" to {one.until}" if one.until else ""
    return f"{entry}, from {one.from_ or 'an unknown day'}{until}"


def _reading(_: Agreement, term: OpenReading) -> str:
    return f"open: {term.question} Options: {', '.join(f'{n} = {v}' for n, v in term.options)}."


def _zone(agreement: Agreement, term: Zone) -> str:
    told = f"{term.name or term.id} {_shape(agreement, term)}"
    if term.radius_m is not None:
        told += f", to {term.radius_m:,.0f} m around"
    if term.edge_m is not None:
        told += f", drawn to {term.edge_m:,.0f} m"
    if term.valid_from:
        told += f", as of {term.valid_from}" + (f" until {term.valid_until}" if term.valid_until else "")
    if term.map:
        told += f"; the map {ground(agreement, term.map)} goes before these words"
    return f"{told}." + (f" {term.note}." if term.note else "")


def _shape(agreement: Agreement, term: Zone) -> str:
    told = _derived(agreement, term) or _listed(agreement, term)
    if told:
        return told
    if term.between:
        return f"is the part of {grounds(agreement, term.of)} from {' to '.join(term.between)}"
    return f"is {'an' if term.kind == 'area' else 'a'} {term.kind}"


def _derived(agreement: Agreement, term: Zone) -> str | None:
    of = grounds(agreement, term.of)
    match term.kind:
        case "buffer":
            return f"reaches {_widths(term)} of {of}, its ends {term.ends}"
        case "band":
            side = "" if term.side == "both" else f" on the {term.side}"
            return f"lies between {term.from_m or 0:,.0f} m and {term.to_m or 0:,.0f} m from {of}{side}"
        case "strip":
            return f"is the land between {grounds(agreement, term.between)}"
        case "union":
            return f"is {of} together"
        case "intersection":
            return f"is what {of} have in common"
        case "difference":
            return f"is {grounds(agreement, term.of[:1])} without {grounds(agreement, term.of[1:])}"
        case _:
            return None


def _listed(agreement: Agreement, term: Zone) -> str | None:
    match term.kind:
        case "dated":
            return f"is, by the day, {grounds(agreement, term.of, 'or')}"
        case "by-party":
            return f"is {joined([f'{ground(agreement, z)} for {people(agreement, (who,))}' for who, z in term.cases])}"
        case "by-weapon":
            return f"is {joined([f'{ground(agreement, zone)} for {weapon}' for weapon, zone in term.cases])}"
        case "named":
            return f"is known by name only: {joined(term.places)}"
        case "undefined":
            until = f", until {term.until}" if term.until else ""
            return f"is left by the text to be agreed{until}: whether a place lies in it cannot be told"
        case "sites":
            return "is a set of sites"
        case _:
            return None


def _widths(term: Zone) -> str:
    if term.width_m is not None:
        return f"{term.width_m / 2:,.0f} m either side"
    if term.both_m is not None:
        return f"{term.both_m:,.0f} m either side"
    sides = [(side, metres) for side in _SIDES if (metres := getattr(term, f"{side}_m")) is not None]
    if [side for side, _ in sides] == ["north", "south"] and sides[0][1] == sides[1][1]:
        return f"{sides[0][1]:,.0f} m either side"
    return joined([f"{metres:,.0f} m {side}" for side, metres in sides])


def _event(agreement: Agreement, term: Event) -> str:
    if term.at is None:
        return f"an instant that exists once it is reported: {shown(agreement, term.observe)}."
    return f"{moment(agreement, term, term.at)}."


_BODIES: dict[type[Term], Callable[[Agreement, Any], str]] = {
    Party: _party,
    OpenReading: _reading,
    Zone: _zone,
    Event: _event,
    Prohibit: rules.prohibit,
    Permit: rules.permit,
    Exempt: rules.exempt,
    Recital: rules.recital,
    Duty: rules.duty,
    Declare: rules.declare,
    Monitor: rules.monitor,
    Dispute: rules.dispute,
    Phase: rules.phase,
    Amend: rules.amend,
    Annex: rules.annex,
}
