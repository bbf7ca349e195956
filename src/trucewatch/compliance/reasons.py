"""The argument in sentences: the clause, what each source said, what was taken back, what was claimed in answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.agreement.actors import affiliation, parties_in
from trucewatch.compliance.live import TELLS
from trucewatch.compliance.situate import span_of, utc
from trucewatch.model import Reason, Stance
from trucewatch.model.acts import act_of
from trucewatch.model.together import LATER

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trucewatch.agreement.parts import Step
    from trucewatch.agreement.terms import Declare, Permit, Prohibit, Term
    from trucewatch.compliance.live import Held, Known, Word
    from trucewatch.model import Dispute, Incident

_SAYS = {
    Stance.ASSERTS: "says",
    Stance.ACCUSES: "accuses",
    Stance.ADMITS: "admits",
    Stance.CLAIMS_RESPONSIBILITY: "claims responsibility",
    Stance.DENIES: "denies",
    Stance.JUSTIFIES: "justifies",
    Stance.REJECTS: "rejects",
    Stance.NO_COMMENT: "does not comment",
    Stance.RETRACTS: "retracts",
}


def clause_reason(term: Term) -> Reason:
    """Say which clause it is, in its own words where the file quotes them."""
    where = f" ({term.clause})" if term.clause else ""
    excerpt = term.excerpt.strip(' "“”') if term.excerpt else ""
    return Reason(kind="clause", text=f"{term.id}{where}: “{excerpt}”" if excerpt else f"{term.id}{where}")


def evidence_reasons(case: Held) -> list[Reason]:
    """Quote every live word, then what was retracted, with the date of it."""
    found = [quoted(word) for word in (*case.tellings, *case.answers)]
    for word, retraction in case.retracted:
        text = f"retracted by {retraction.by}, {_when(retraction)}; the words stay: “{word.claim.quote}”"
        found.append(Reason(kind="evidence", text=text, claim=word.claim.id))
    return found


def quoted(word: Word) -> Reason:
    """Quote one word with its source and its date."""
    says = _SAYS.get(word.claim.stance, word.claim.stance.value)
    text = f"{word.by} {says}, {_when(word)}: “{word.claim.quote}”"
    return Reason(kind="evidence", text=text, claim=word.claim.id)


def unseen_reasons(term: Term, now: Known) -> list[Reason]:
    """Name the papers beside the text that bear on a term and were not seen."""
    unseen = [a for a in now.agreement.annexes if not a.seen and term.id in a.bears_on]
    return [Reason(kind="clause", text=f"{a.id} bears on this term and was not seen: {a.title}") for a in unseen]


def disputes_of(term: Prohibit, case: Held, now: Known) -> tuple[Dispute, ...]:
    """Return the disputes about this term: a justification disputes a permit's condition, or nothing in the text."""
    permitted = {w.claim.id for w in _justifying(case) if _permits(term, w, now)}
    return tuple(d for d in case.disputes if d.element != "justified" or d.claim in permitted)


def response_reasons(term: Prohibit, case: Held, now: Known) -> list[Reason]:
    """Say what a justification leans on: a permit in the text, or a word beside it that permits nothing."""
    found = []
    for word in _justifying(case):
        permits = _permits(term, word, now)
        for p in permits:
            found.append(Reason(kind="permit", text=_permitted(p, word), claim=word.claim.id))
            found += [Reason(kind="permit", text=_step(p, step, case, now)) for step in p.after]
        if permits:
            continue
        parties = _justified(word, now)
        declared = [d for d in now.agreement.declarations if d.by in parties and _claims_permission(d, case)]
        found += [Reason(kind="declaration", text=_declared(d, word), claim=word.claim.id) for d in declared]
        if not declared:
            text = f"justified by {word.by}; the text has no term that permits it, so nothing in it is disputed by that"
            found.append(Reason(kind="declaration", text=text, claim=word.claim.id))
    return found


def chain_reasons(case: Held, now: Known) -> list[Reason]:
    """Say which act this one is told as an answer to, and which act is told as an answer to it.

    It is the word of the source that says so; one act never excuses another here.
    """
    found = []
    for word in case.tellings:
        before = now.told_in.get(word.claim.responds_to or "")
        if before is not None and before.id != case.incident.id:
            text = f"told by {word.by} as an answer to {_incident(before)}"
            found.append(Reason(kind="response", text=text, claim=word.claim.id))
    for word in (answer for told in case.tellings for answer in now.responses.get(told.claim.id, ())):
        after = now.told_in.get(word.claim.id)
        if after is not None and after.id != case.incident.id:
            text = f"{_incident(after)} is told by {word.by} as an answer to this"
            found.append(Reason(kind="response", text=text, claim=word.claim.id))
    return found


def _incident(one: Incident) -> str:
    where = f" at {one.place.name}" if one.place is not None else ""
    return f"{act_of(one.act).label.lower()}{where} ({one.id})"


def _justifying(case: Held) -> list[Word]:
    return [word for word in (*case.tellings, *case.answers) if word.claim.stance is Stance.JUSTIFIES]


def _permits(term: Prohibit, word: Word, now: Known) -> list[Permit]:
    parties = _justified(word, now)
    return [p for p in now.agreement.permits if term.id in p.overrides and parties & set(p.who)]


def _justified(word: Word, now: Known) -> set[str]:
    own = affiliation(word.claim.speaker, now.agreement)
    named: Iterable[str] = (p for actor in word.claim.actors for p in parties_in(actor, now.agreement))
    return {*named, *({own} if own else ())}


def _claims_permission(declared: Declare, case: Held) -> bool:
    acts = {w.claim.act for w in (*case.tellings, *case.answers)}
    return declared.effect == "claimed-permission" and (not declared.acts or bool(acts & set(declared.acts)))


def _permitted(permit: Permit, word: Word) -> str:
    condition = f": its condition ({permit.condition}) is what is disputed" if permit.condition else ""
    return f"permit {permit.id} invoked by {word.by}{condition}; the term stays engaged as reported"


def _step(permit: Permit, step: Step, case: Held, now: Known) -> str:
    """Whether a step that must come first was reported, of a time before the act; silence proves nothing."""
    lead = f"permit {permit.id} asks for a step first: {step.step}"
    if step.act is None:
        return f"{lead}; whether it was taken is for those who dispute it"
    latest = span_of(case.when, case.first_known, now).interval.hi
    words = [w for w in now.words.values() if w.claim.act == step.act and w.claim.stance in TELLS]
    told = [w for w in words if not w.claim.negated and _by(w, step.actor, now)]
    spans = [(w, span_of(w.claim.when, w.known, now).interval.lo) for w in sorted(told, key=lambda w: w.key)]
    found = [w for w, begun in spans if begun is None or latest is None or begun <= latest]
    if not found:
        return f"{lead}; no report of it is known, which does not say that it was not taken"
    return f"{lead}; reported by {', '.join(dict.fromkeys(w.by for w in found))}"


def _by(word: Word, actor: str | None, now: Known) -> bool:
    return actor is None or any(actor in parties_in(named, now.agreement) for named in word.claim.actors)


def _declared(declared: Declare, word: Word) -> str:
    return f"declaration {declared.id} only, not a term: {word.by} justifies the act; “{declared.says}” permits nothing"


def _when(word: Word) -> str:
    return "date not known" if word.known == LATER else utc(word.known)
