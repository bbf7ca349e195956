"""From readings to incidents and tallies, under an analyst's decisions."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from trucewatch.linking.answers import Ground, attach
from trucewatch.linking.clusters import Cluster, Wishes, cluster
from trucewatch.linking.decided import Links, corrected_incident, links, settle
from trucewatch.linking.incidents import build, incident_id
from trucewatch.linking.tallies import tallies
from trucewatch.linking.tellings import Sorted, part_pairs, sort_claims
from trucewatch.model import Incident, Linked, Stance, Tally

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from trucewatch.agreement.terms import Agreement
    from trucewatch.linking.tellings import Said, Telling
    from trucewatch.model import Decision, Reading


def link(readings: Iterable[Reading], *, agreement: Agreement, decisions: Sequence[Decision] = ()) -> Linked:
    """Return incidents and tallies; the order of readings, claims and decisions does not matter.

    Claims are corrected by `decisions` first; whoever shows claims beside the result shows `settle`d ones.

    Raises:
        CaseError: a decision corrects a field that does not exist, or with words that are not JSON.
    """
    ground = Ground(agreement=agreement, zone=ZoneInfo(agreement.home))
    told = sort_claims(settle(tuple(readings), decisions), agreement, ground.zone)
    wanted = links(decisions)
    clusters, answers, flags = _clusters(told, wanted, ground)
    members = {t.claim.id: incident_id(c.tellings[0]) for c in clusters for t in c.tellings}
    for said in told.counting:
        # A part of a toll belongs where the whole does, also without a date of its own.
        for part, whole in part_pairs(said.claim):
            if part not in members and whole in members:
                members[part] = members[whole]
    figures = tallies(told.counting, members)
    by_incident: dict[str | None, list[Tally]] = defaultdict(list)
    for tally in figures:
        by_incident[tally.incident].append(tally)
    incidents = []
    for n, each in enumerate(clusters):
        incident = build(each, answers.get(n, ()), ground)
        incidents.append(replace(incident, tallies=tuple(by_incident.get(incident.id, ()))))
    kept, judged = _judged(incidents, wanted)
    free = tuple(by_incident.get(None, ()))
    totals = tuple(f"{flag} [{tally.id}]" for tally in free for flag in tally.flags if "includes incident" in flag)
    return Linked(incidents=kept, tallies=free, flags=(*told.flags, *flags, *totals, *judged))


def _clusters(
    told: Sorted,
    wanted: Links,
    ground: Ground,
) -> tuple[tuple[Cluster, ...], Mapping[int, list[Said]], tuple[str, ...]]:
    """Cluster twice where needed: a justification that answers nobody tells of its speaker's own act."""
    plain = [t for t in told.tellings if t.claim.stance is not Stance.JUSTIFIES]
    own = [t for t in told.tellings if t.claim.stance is Stance.JUSTIFIES]
    clusters, flags = _cluster(plain, wanted)
    answers, doubts = attach(told.answers, clusters, ground)
    answered = {said.claim.id for group in answers.values() for said in group}
    alone = [t for t in own if t.claim.id not in answered]
    if alone:
        clusters, flags = _cluster(sorted([*plain, *alone], key=lambda t: t.key), wanted)
        answers, doubts = attach(told.answers, clusters, ground)
    return clusters, answers, (*flags, *doubts)


def _cluster(tellings: Sequence[Telling], wanted: Links) -> tuple[tuple[Cluster, ...], tuple[str, ...]]:
    parts = frozenset(frozenset(pair) for t in tellings for pair in part_pairs(t.claim))
    if not wanted.joined and not wanted.parted:
        return cluster(tellings, Wishes(parts=parts))
    # A decision names a claim or an incident; an incident stands for the claims that it has without decisions.
    undecided, _ = cluster(tellings, Wishes(parts=parts))
    group_of = {t.claim.id: c.tellings for c in undecided for t in c.tellings}
    by_name = {incident_id(t): [t.claim.id] for t in tellings}
    joined = {
        frozenset((a, b))
        for one, other in wanted.joined
        for a, b in product(by_name.get(one, [one]), by_name.get(other, [other]))
    }
    parted = {frozenset(pair) for one, other in wanted.parted for pair in _parted(one, other, by_name, group_of)}
    return cluster(tellings, Wishes(joined=frozenset(joined), parted=frozenset(parted), parts=parts))


def _parted(
    one: str,
    other: str,
    by_name: Mapping[str, list[str]],
    group_of: Mapping[str, tuple[Telling, ...]],
) -> Iterable[tuple[str, str]]:
    """Pairs to keep apart: the claim that is split off, against every claim of the incident that it leaves."""
    leaving = by_name.get(other, [other])[0]
    if one not in by_name:
        yield one, leaving
        return
    first = by_name[one][0]
    for telling in group_of.get(first, ()):
        if telling.claim.id != leaving:
            yield telling.claim.id, leaving


def _judged(incidents: Sequence[Incident], wanted: Links) -> tuple[tuple[Incident, ...], tuple[str, ...]]:
    """Take out what an analyst rejected (and say so), and put in what was corrected."""
    changes: dict[str, list[Decision]] = defaultdict(list)
    for decision in wanted.corrected:
        changes[decision.target].append(decision)
    kept = []
    for incident in incidents:
        corrected = incident
        for decision in changes[incident.id]:
            corrected = corrected_incident(corrected, decision)
        if incident.id not in wanted.rejected:
            kept.append(corrected)
    gone = sorted(i.id for i in incidents if i.id in wanted.rejected)
    return tuple(kept), tuple(f"incident {name} was rejected by decision: its claims stay" for name in gone)
