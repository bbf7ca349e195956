"""Was the act against those whom the term protects: as its reported target, or by where it struck?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.agreement import zones
from trucewatch.agreement.actors import parties_in
from trucewatch.agreement.terms import fold_name
from trucewatch.compliance.situate import Step
from trucewatch.model import Reason, Within, any_of, over_readings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trucewatch.agreement.readings import Choice
    from trucewatch.agreement.terms import Agreement, Prohibit
    from trucewatch.compliance.live import Held, Word
    from trucewatch.model import Named, Place

_PLAIN = frozenset({"civilian", "civilians"})


def target_covered(term: Prohibit, case: Held, agreement: Agreement) -> Step:
    """Say whether a reported target is one whom the term protects; yes where it names nobody."""
    if not term.target:
        return Step(answer=Within.YES)
    targets = targets_of(case.tellings)
    wanted = ", ".join(term.target)
    if not targets:
        reason = Reason(kind="actor", text=f"the term is about acts against {wanted}; no target is reported")
        return Step(answer=Within.UNKNOWN, reasons=(reason,))
    names = ", ".join(target.name for target in targets)
    reason = Reason(kind="actor", text=f"reported target: {names}; the term is about acts against {wanted}")
    return Step(answer=_one_is(targets, term.target, agreement), reasons=(reason,), outside="target not covered")


def against_covered(term: Prohibit, case: Held, choice: Choice, agreement: Agreement) -> Step:
    """Say whether the act was against one of `against`: a reported target of theirs, or an impact on their land."""
    if not term.against:
        return Step(answer=Within.YES)
    answer, told = was_against(term.against, case.tellings, case.place, choice, agreement)
    reason = Reason(kind="geometry", text=f"the term is about acts against {', '.join(term.against)}; {told}")
    return Step(answer=answer, reasons=(reason,), outside="not against those protected")


def was_against(
    wanted: Sequence[str], words: Sequence[Word], place: Place | None, choice: Choice, agreement: Agreement
) -> tuple[Within, str]:
    """Return whether an act was against one of `wanted` (parties, zones, civilians), and why.

    A reported target or the place of impact suffices. Where neither is known it cannot be told.
    """
    targets = targets_of(words)
    told = [f"reported target: {', '.join(target.name for target in targets)}" if targets else "no target is reported"]
    # Somebody may be hit away from home: that no target is told says nothing about whom it was against.
    answers = [by_target(wanted, words, agreement)]
    for zone in lands_of(wanted, agreement):
        sited = zones.locate(agreement, zone, place, choice)
        answers.append(sited.answer)
        told.append(f"place of impact: {sited.words}")
    return any_of(answers), "; ".join(told)


def by_target(wanted: Sequence[str], words: Sequence[Word], agreement: Agreement) -> Within:
    """Say whether a reported target is one of `wanted`; cannot tell where none is reported."""
    targets = targets_of(words)
    return _one_is(targets, wanted, agreement) if targets else Within.UNKNOWN


def targets_of(words: Sequence[Word]) -> list[Named]:
    """Return the targets that live claims name, once each."""
    seen: dict[str, Named] = {}
    for word in words:
        for target in word.claim.targets:
            seen.setdefault(fold_name(target.name), target)
    return list(seen.values())


def lands_of(wanted: Sequence[str], agreement: Agreement) -> tuple[str, ...]:
    """Return the zones where an impact is against one of `wanted`: zones named there, and parties' territories."""
    zone_ids = {z.id for z in agreement.zones}
    homes = {p.id: p.territory for p in agreement.parties if p.territory is not None}
    return tuple(dict.fromkeys(land for one in wanted if (land := homes.get(one, one)) in zone_ids))


def _one_is(targets: Sequence[Named], wanted: Sequence[str], agreement: Agreement) -> Within:
    answers = [_is_one_of(target, wanted, agreement) for target in targets]
    return Within.YES if Within.YES in answers else over_readings(answers)


def _is_one_of(target: Named, wanted: Sequence[str], agreement: Agreement) -> Within:
    parties = parties_in(target, agreement)
    over = {p.of for p in agreement.parties if p.id in parties and p.of is not None}
    words = set(fold_name(target.name).split())
    if (parties | over) & set(wanted) or fold_name(target.name) in {fold_name(w) for w in wanted}:
        return Within.YES
    if words & _PLAIN and _PLAIN & set(wanted):
        return Within.YES
    return Within.NO if parties else Within.UNKNOWN
