"""Who is said to have done it, and is that actor bound? Does the text except acts against whom it hit?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.agreement.actors import is_unnamed, name_key, parties_in, party_behind
from trucewatch.agreement.readings import holds
from trucewatch.agreement.terms import fold_name
from trucewatch.compliance.against import targets_of
from trucewatch.compliance.situate import Step
from trucewatch.model import Attributed, Reason, Within, all_of, over_readings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from trucewatch.agreement.parts import Designation
    from trucewatch.agreement.readings import Choice
    from trucewatch.agreement.terms import Agreement, Exempt, Prohibit
    from trucewatch.compliance.live import Held
    from trucewatch.model import Named

# Words for people and things that are no armed group: an exemption for a group never covers them.
_CIVILIAN = frozenset(
    {
        *("civilian", "civilians", "woman", "women", "child", "children", "family", "families", "resident"),
        *("residents", "people", "person", "farmer", "farmers", "refugee", "refugees", "displaced", "medic", "medics"),
        *("journalist", "journalists", "village", "villages", "town", "city", "house", "houses", "home", "homes"),
        *("hospital", "school", "market", "mosque", "farm", "camp", "tents", "settlement", "settlements", "road"),
        *("passers", "bystanders", "students", "teachers", "workers", "worker", "infrastructure", "crowd"),
    },
)


def attributed(case: Held, agreement: Agreement) -> Attributed:
    """Return whom the live claims name as authors, in the sources' words; nobody is added."""
    named = _suspects(case)
    by_key: dict[str, Named] = {}
    for one in named:
        by_key.setdefault(name_key(one, agreement), one)
    kind = {0: "unattributed", 1: "named"}.get(len(by_key), "several")
    refs = [party for one in by_key.values() if (party := party_behind(one, agreement)) is not None]
    return Attributed(kind=kind, names=tuple(one.name for one in by_key.values()), refs=tuple(refs))


def actor_bound(term: Prohibit, case: Held, agreement: Agreement) -> Step:
    """Say whether whoever is named is bound. An act of nobody named stands, unattributed, and engages the term."""
    suspects = _suspects(case)
    if not suspects:
        reason = Reason(kind="actor", text="no claim names an author: recorded as unattributed")
        return Step(answer=Within.YES, reasons=(reason,))
    told = {name_key(one, agreement): (one, _is_bound(one, term, agreement)) for one in suspects}
    reasons = tuple(
        Reason(kind="actor", text=f"{one.name}: {_binding(one, answer, agreement)}") for one, answer in told.values()
    )
    return Step(
        answer=over_readings(answer for _, answer in told.values()),
        reasons=reasons,
        outside="actor not bound",
    )


def not_exempt(term: Prohibit, case: Held, choice: Choice, agreement: Agreement) -> Step:
    """Say whether the act is outside every exemption; an exemption needs all reported targets to be exempt."""
    answers, reasons = [], []
    for exempt in agreement.exemptions:
        if exempt.from_term != term.id or not holds(exempt.only_if, choice):
            continue
        answer = _exempt(exempt, case, agreement)
        answers.append(~answer)
        if answer is not Within.NO or _touches(exempt, case, agreement):
            reasons.append(Reason(kind="exemption", text=_exemption(exempt, case, answer)))
    return Step(answer=all_of(answers), reasons=tuple(reasons), outside="exempt")


def _suspects(case: Held) -> list[Named]:
    return [actor for word in case.tellings for actor in word.claim.actors if not is_unnamed(actor)]


def _is_bound(one: Named, term: Prohibit, agreement: Agreement) -> Within:
    parties = parties_in(one, agreement)
    if not parties:
        # Nobody on the list: a name that the file does not know may be somebody who is bound.
        return Within.UNKNOWN
    return over_readings(Within.YES if _of(party, agreement) & set(term.who) else Within.NO for party in parties)


def _of(party: str, agreement: Agreement) -> set[str]:
    """The party, and whose organ it is."""
    over = next((p.of for p in agreement.parties if p.id == party), None)
    return {party} if over is None else {party, over}


def _binding(one: Named, answer: Within, agreement: Agreement) -> str:
    match answer:
        case Within.YES:
            roles = {p.id: p.role for p in agreement.parties}
            return f"bound ({', '.join(sorted(roles[p] for p in parties_in(one, agreement)))})"
        case Within.NO:
            return "not bound by this term"
        case Within.UNKNOWN:
            return "not on the agreement's list, so whether it is bound cannot be told"


def _exempt(exempt: Exempt, case: Held, agreement: Agreement) -> Within:
    by = [_among(one, exempt.who, agreement) for one in _suspects(case)] if exempt.who else [Within.YES]
    standing = _designated_then(exempt.target, case, agreement)
    against = [_among(one, standing, agreement) for one in targets_of(case.tellings)] if exempt.target else [Within.YES]
    if not by or not against:
        return Within.NO
    return all_of([*by, *against])


def _designated_then(listed: Sequence[str], case: Held, agreement: Agreement) -> list[str]:
    """The listed parties but those whose designation did not stand on the day: lists change."""
    day = case.when.start[:10] if case.when is not None and case.when.start is not None else None
    dated = {p.id: p.designation for p in agreement.parties if p.designation}
    return [p for p in listed if day is None or p not in dated or any(_stood(entry, day) for entry in dated[p])]


def _stood(entry: Designation, day: str) -> bool:
    return (entry.from_ is None or entry.from_ <= day) and (entry.until is None or day <= entry.until)


def _among(one: Named, listed: Iterable[str], agreement: Agreement) -> Within:
    parties = parties_in(one, agreement)
    if parties:
        return all_of(Within.YES if party in set(listed) else Within.NO for party in parties)
    if set(fold_name(one.name).split()) & _CIVILIAN or one.kind in ("person", "place", "object"):
        return Within.NO
    return Within.UNKNOWN


def _touches(exempt: Exempt, case: Held, agreement: Agreement) -> bool:
    return any(_among(one, exempt.target, agreement) is not Within.NO for one in targets_of(case.tellings))


def _exemption(exempt: Exempt, case: Held, answer: Within) -> str:
    names = ", ".join(target.name for target in targets_of(case.tellings)) or "no target reported"
    end = {
        Within.YES: "every reported target is exempt",
        Within.NO: "not every reported target is exempt, so the exemption does not carry",
        Within.UNKNOWN: "whether every reported target is exempt cannot be told",
    }
    basis = f" ({exempt.basis})" if exempt.basis else ""
    return f"exemption {exempt.id}{basis}: {names}; {end[answer]}"
