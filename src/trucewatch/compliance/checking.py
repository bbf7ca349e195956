"""Every incident against every prohibition, and every duty, as of an instant."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from trucewatch.compliance.duties import judge_duty
from trucewatch.compliance.live import held, known
from trucewatch.compliance.patterns import observed
from trucewatch.compliance.rules import judge, options

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from trucewatch.agreement.terms import Agreement
    from trucewatch.model import Finding, Linked, Reading


def check(agreement: Agreement, linked: Linked, readings: Iterable[Reading], *, as_of: datetime) -> tuple[Finding, ...]:
    """Return the findings: incidents by term in the order of both, then the duties in the order of the file.

    `readings` are the ones that were linked, with an analyst's decisions settled (`linking.settle`). What was
    published after `as_of` does not count.

    Raises:
        AgreementError: a term's time or zone cannot be evaluated.
    """
    told_in = {actor.claim: incident for incident in linked.incidents for actor in incident.actors}
    now = replace(known(agreement, readings, as_of), told_in=told_in)
    seen = observed(now)
    cases = [case for incident in linked.incidents if (case := held(incident, now)) is not None]
    rules = [(term, options(term, now, seen)) for term in agreement.prohibitions]
    of_incidents = (judge(term, under, case, now) for case in cases for term, under in rules)
    of_duties = (judge_duty(duty, now, seen, cases) for duty in agreement.duties)
    return (*(finding for finding in of_incidents if finding is not None), *of_duties)
