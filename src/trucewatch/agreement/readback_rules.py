"""The rules of a text in sentences: what is prohibited, permitted, exempt, owed, declared, watched, changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.agreement.readback_words import (
    any_shown,
    arms,
    bound,
    deeds,
    end,
    ground,
    joined,
    moment,
    people,
    shown,
)
from trucewatch.agreement.terms import Pattern

if TYPE_CHECKING:
    from trucewatch.agreement.parts import Renew, Step
    from trucewatch.agreement.terms import (
        Agreement,
        Amend,
        Annex,
        Declare,
        Dispute,
        Duty,
        Exempt,
        Monitor,
        Permit,
        Phase,
        Prohibit,
        Recital,
    )


def prohibit(agreement: Agreement, term: Prohibit) -> str:
    """Say who must not do what, against whom, with what, where, from when until when."""
    told = f"{people(agreement, term.who)} must not do any of these: {deeds(agreement, term.acts)}"
    if term.target:
        told += f", against {people(agreement, term.target)}"
    if term.against:
        told += f", against {people(agreement, term.against, 'or')} or what lies there"
    if term.weapon:
        told += f", only with {arms(term.weapon)}"
    if term.where:
        told += f", in {ground(agreement, term.where)}"
    if term.during:
        told += f", during {term.during}"
    if term.from_:
        told += f", from {moment(agreement, term, term.from_)}"
    if not term.during:
        told += f", until {end(agreement, term, term.until)}" if term.until else ", without an end"
    told += f", on the reading {term.only_if} only" if term.only_if else ""
    told += "." + ("" if term.force == "operative" else f" Its force is {term.force}.")
    if term.qualifier:
        told += f" The text says “{term.qualifier}”; whether an act was so is not decided here."
    return told + (f" {people(agreement, (term.answers,))} answers for its observance." if term.answers else "")


def permit(agreement: Agreement, term: Permit) -> str:
    """Say who may do what in spite of which term, on what condition, after which steps."""
    condition = f", if {term.condition}" if term.condition else ""
    against = f" against {people(agreement, term.against, 'or')}" if term.against else ""
    told = (
        f"{people(agreement, term.who)} may do {deeds(agreement, term.acts)}{against} in spite of "
        f"{joined(term.overrides)}{condition}"
    )
    if term.after:
        told += f", after {joined([_step(agreement, s) for s in term.after])}"
    return f"{told}."


def _step(agreement: Agreement, step: Step) -> str:
    if step.act is None:
        return f"this step: {step.step}"
    pattern = Pattern(acts=(step.act,), actor=step.actor)
    return f"this step: {step.step} ({shown(agreement, pattern)})"


def exempt(agreement: Agreement, term: Exempt) -> str:
    """Say which acts fall outside which term."""
    who = f"acts by {people(agreement, term.who)}" if term.who else "acts"
    target = f" whose every target is {people(agreement, term.target, 'or')}" if term.target else ""
    under = f" under the reading {term.only_if}" if term.only_if else ""
    basis = f" ({term.basis})" if term.basis else ""
    return f"{who}{target} fall outside {term.from_term}{under}{basis}."


def recital(_: Agreement, term: Recital) -> str:
    """Say what the preamble, or a general principle, says."""
    where = "preamble" if term.clause is None or "preamble" in term.clause.lower() else "text"
    return f"the {where} says: {term.says} It gives context and yields no finding."


def duty(agreement: Agreement, term: Duty) -> str:
    """Say who must do what by when, and what would show it."""
    told = f"{people(agreement, term.who)} must {term.must.replace('-', ' ')}{_direction(agreement, term)}"
    if term.where:
        told += f", {_on_line(agreement, term.where)} {ground(agreement, term.where)}"
    if term.limit:
        told += f", {bound(term.limit)}"
    if term.every:
        told += f", again every {term.every}"
    if term.from_:
        told += f", from {moment(agreement, term, term.from_)}"
    if term.until:
        told += f", until {end(agreement, term, term.until)}"
    timed = term.by is not None and term.by != "none"
    if timed or term.kind == "achieve":
        told += f", by {moment(agreement, term, term.by or 'none')}" if timed else ", without a deadline"
    only = f", on the reading {term.only_if} only" if term.only_if else ""
    return f"{told}{_conditions(term)}{only}{_evidence(agreement, term)}."


def _on_line(agreement: Agreement, zone_id: str) -> str:
    kind = next((z.kind for z in agreement.zones if z.id == zone_id), None)
    return "along" if kind == "line" else "in"


def _direction(agreement: Agreement, term: Duty) -> str:
    told = f" by {people(agreement, term.of)}" if term.of else ""
    told += f" against {people(agreement, term.against)}" if term.against else ""
    told += f" to {people(agreement, term.to)}" if term.to else ""
    return told + (f" beyond {ground(agreement, term.beyond)}" if term.beyond else "")


def _conditions(term: Duty) -> str:
    told = f", once {joined(term.after)} {'is' if len(term.after) == 1 else 'are'} met" if term.after else ""
    told += f", if {term.condition}" if term.condition else ""
    return told + (f", together with {joined(term.linked)}" if term.linked else "")


def _evidence(agreement: Agreement, term: Duty) -> str:
    told = f"; met by {any_shown(agreement, term.met_by)}" if term.met_by else ""
    if term.part_met_by:
        told += f"; met in part by {any_shown(agreement, term.part_met_by)}"
    if term.breached_by:
        told += f"; each of these is a reported breach: {any_shown(agreement, term.breached_by)}"
    elif term.kind == "maintenance":
        told += "; a state to keep up, each breach counts"
    elif term.kind == "standing":
        told += "; without a finish"
    return told + (f"; how often again: {term.recurs}" if term.recurs else "")


def declare(agreement: Agreement, term: Declare) -> str:
    """Say what one side declared beside the text, and that it is no term."""
    source = f" ({term.source})" if term.source else ""
    return (
        f"beside the text, {people(agreement, (term.by,))} declared: {term.says}{source}. It is "
        f"{'an' if term.effect[0] in 'aeiou' else 'a'} {term.effect.replace('-', ' ')}, no term, and turns no "
        "prohibited act into a permitted one."
    )


def monitor(_: Agreement, term: Monitor) -> str:
    """Say who watches what, and what its word is worth."""
    power = "its finding makes evidence verified" if "verify" in term.may else "its word is one source's"
    return f"{term.name or term.id} may {joined(term.may)} on {joined(term.competent_for)}; {power}."


def dispute(_: Agreement, term: Dispute) -> str:
    """Say where disputes go."""
    beside = f", without prejudice to {joined(term.without_prejudice)}" if term.without_prejudice else ""
    return f"disputes go to {joined(term.route)}{beside}; consequence: {term.consequence or 'unstated'}."


def phase(agreement: Agreement, term: Phase) -> str:
    """Say from when until when a phase lasts, and how it is renewed."""
    start = moment(agreement, term, term.from_) if term.from_ else "an open start"
    last = end(agreement, term, term.until) if term.until else "an open end"
    told = f"a phase from {start} to {last}."
    if term.renew:
        told += f" {_renewal(term.renew)}."
    return told + (f" After it: {term.after}." if term.after else "")


def _renewal(renew: Renew) -> str:
    if renew.automatic:
        notice = f" at least {renew.notice} before the end" if renew.notice else " before the end"
        unless = f" unless {renew.unless} is reported{notice}" if renew.unless else ""
        return f"It is renewed by itself for {renew.period} each time{unless}"
    upon = f" only if {renew.upon} is reported before the end" if renew.upon else ""
    asked = f"; the text asks for notice {renew.notice} before it" if renew.notice else ""
    return f"It is renewed for {renew.period}{upon}{asked}"


def amend(_: Agreement, term: Amend) -> str:
    """Say what changed, when, and since when that is known."""
    changes = [f"{target} becomes {expression}" for target, expression in term.sets]
    if term.suspends:
        until = f" until {term.until}" if term.until else ", nobody has said until when"
        changes.append(f"{joined(term.suspends)} suspended from {term.from_ or term.at}{until}")
    if term.terminates:
        changes.append(f"{joined(term.terminates)} ended from {term.from_ or term.at}")
    under = f", on the reading {term.only_if} only" if term.only_if else ""
    told = "; ".join(changes) or "no clock changes"
    known = f" It was known from {term.known_at}." if term.known_at else ""
    return (
        f"changed on {term.at}: {told}{under}. Retroactive: {term.retroactive or 'unstated'}.{known}"
        " Earlier findings are kept."
    )


def annex(_: Agreement, term: Annex) -> str:
    """Say whether a paper beside the text was seen, and what it bears on."""
    seen = "was seen" if term.seen else "is known of and was not seen"
    bears = f"; it bears on {joined(term.bears_on)}" if term.bears_on else ""
    source = f" ({term.source})" if term.source else ""
    says = f" It says: {term.says}" if term.says else ""
    return f"{term.title} {seen}{source}{bears}.{says}" + (f" {term.note}." if term.note else "")
