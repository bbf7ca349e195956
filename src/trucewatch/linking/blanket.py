"""A blanket denial ("no violation of any kind since the start"): it disputes every act that it covers, and no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.agreement import clocks
from trucewatch.linking.acts import VIOLENT
from trucewatch.model import Stance, first_instant
from trucewatch.model.together import LATER, allowed, distance_m, known_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime, tzinfo

    from trucewatch.agreement.terms import Agreement
    from trucewatch.linking.clusters import Cluster
    from trucewatch.linking.tellings import Said, Telling
    from trucewatch.model import Claim

COUNTED = "violations-counted"


def is_blanket(claim: Claim) -> bool:
    """Say whether the claim says that there were no violations at all (never what it says of earlier accusations)."""
    denies = claim.negated or claim.stance in (Stance.DENIES, Stance.REJECTS)
    return claim.act == COUNTED and denies and claim.responds_to is None


def covered(said: Said, clusters: Sequence[Cluster], agreement: Agreement, zone: tzinfo) -> list[int]:
    """Return the positions of the acts that end before the denial and after its start, in its area.

    A denial that names no area denies violations anywhere.
    """
    until = known_by(said.claim, said.document, zone)
    since = _since(said.claim, agreement, zone)
    if until == LATER or since is None:
        return []
    return [
        n
        for n, cluster in enumerate(clusters)
        if any(_covers(said.claim, telling, since, until) for telling in cluster.tellings)
    ]


def _covers(claim: Claim, telling: Telling, since: datetime, until: datetime) -> bool:
    span, area, place = telling.span, claim.place, telling.place
    if span is None or span.hi is None or not since < span.hi <= until or telling.act not in VIOLENT:
        return False
    if area is None:
        return True
    if place is None or not area.located or not place.located:
        return False
    return distance_m(area, place) <= (area.radius_m or 0.0)


def _since(claim: Claim, agreement: Agreement, zone: tzinfo) -> datetime | None:
    """Since when: as the claim says, or since the terms began, for before that there was nothing to violate."""
    if claim.when is not None and claim.when.start is not None:
        return allowed(claim.when, zone).lo
    if claim.window is not None and claim.window.start is not None:
        return first_instant(claim.window.start, zone)
    return min(_starts(agreement), default=None)


def _starts(agreement: Agreement) -> Iterable[datetime]:
    choice = tuple(sorted((reading.id, reading.options[0][0]) for reading in agreement.readings))
    for term in agreement.prohibitions:
        start = clocks.evaluate(agreement, term.from_, choice).interval if term.from_ else None
        if start is not None and start.lo is not None:
            yield start.lo
