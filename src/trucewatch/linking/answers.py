"""Which incident a denial, a justification, a retraction or a "no comment" answers, and what it disputes.

A general or standing denial ("similar earlier claims", "no violations at all") answers no incident in particular.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from trucewatch.agreement.actors import affiliation, name_key
from trucewatch.linking.acts import likeness
from trucewatch.linking.blanket import covered, is_blanket
from trucewatch.linking.decided import CORRECTED
from trucewatch.linking.tellings import PRECISE_M
from trucewatch.model import Dispute, Stance
from trucewatch.model.together import CLOCK_DOUBT, allowed, distance_m

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import tzinfo

    from trucewatch.agreement.terms import Agreement
    from trucewatch.linking.clusters import Cluster
    from trucewatch.linking.tellings import Said, Telling
    from trucewatch.model import Claim, Place

_STANDING = re.compile(
    r"\b(?:similar|previous|previously|earlier|prior|past|repeatedly|consistently|always|routinely|never)\b",
    re.IGNORECASE,
)
_ADJACENT = 600
_SPECIFIC = timedelta(days=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What answering is compared on."""

    agreement: Agreement
    zone: tzinfo


def attach(
    answers: Sequence[Said],
    clusters: Sequence[Cluster],
    ground: Ground,
) -> tuple[dict[int, list[Said]], tuple[str, ...]]:
    """Return the answers of each cluster by its position, and flags for answers that fit more than one."""
    told = _index(clusters)
    found: dict[int, list[Said]] = {}
    flags = []
    for said in answers:
        if is_blanket(said.claim):
            for n in covered(said, clusters, ground.agreement, ground.zone):
                found.setdefault(n, []).append(said)
            continue
        fits = _fitting(said, told, ground)
        if len(fits) == 1:
            found.setdefault(fits.pop(), []).append(said)
        elif fits:
            ids = sorted(clusters[n].tellings[0].claim.id for n in fits)
            flags.append(f"{said.claim.id} could answer {' or '.join(ids)}: joined to neither")
    return found, tuple(flags)


def disputes(said: Said, tellings: Iterable[Telling], agreement: Agreement) -> tuple[Dispute, ...]:
    """Return what an answer disputes: nothing for a retraction or a "no comment", one record for each element."""
    claim = said.claim
    by = said.source or claim.speaker.name
    return tuple(
        Dispute(by=by, element=element, claim=claim.id, words=claim.quote)
        for element in _elements(claim, tellings, agreement)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """The clusters by what an answer may point at: a claim's id, its document, a day in UTC."""

    clusters: Sequence[Cluster]
    position: Mapping[str, int]
    by_document: Mapping[str, list[Telling]]
    by_day: Mapping[str, set[int]]


def _index(clusters: Sequence[Cluster]) -> _Told:
    by_document: dict[str, list[Telling]] = {}
    by_day: dict[str, set[int]] = {}
    for n, cluster in enumerate(clusters):
        for telling in cluster.tellings:
            by_document.setdefault(telling.document.id, []).append(telling)
            for day in _days_of(telling):
                by_day.setdefault(day, set()).add(n)
    position = {t.claim.id: n for n, cluster in enumerate(clusters) for t in cluster.tellings}
    return _Told(clusters=clusters, position=position, by_document=by_document, by_day=by_day)


def _elements(claim: Claim, tellings: Iterable[Telling], agreement: Agreement) -> tuple[str, ...]:
    if claim.stance in (Stance.RETRACTS, Stance.NO_COMMENT):
        return ()
    if claim.stance is Stance.JUSTIFIES:
        return ("justified", *claim.denies_what)
    if claim.denies_what:
        return claim.denies_what
    if is_blanket(claim):
        return ("occurrence",)
    # A bare denial by the accused disputes at least its authorship; whether it also disputes the act is not said.
    speaker = _speaks_for(claim, agreement)
    accused = {key for telling in tellings for key in telling.actors}
    return ("authorship",) if speaker in accused else ("occurrence",)


def _speaks_for(claim: Claim, agreement: Agreement) -> str:
    return affiliation(claim.speaker, agreement) or name_key(claim.speaker, agreement)


def _fitting(said: Said, told: _Told, ground: Ground) -> set[int]:
    claim = said.claim
    if claim.id in told.position:
        return {told.position[claim.id]}
    if _is_standing(claim):
        return set()
    if claim.responds_to is not None:
        answered = told.position.get(claim.responds_to)
        return set() if answered is None else {answered}
    near = _told_before(said, told.by_document.get(said.document.id, ()), ground)
    if near is not None:
        return {told.position[near.claim.id]}
    days = _own_days(claim, ground.zone)
    on_these_days = set().union(*(told.by_day.get(day, set()) for day in days))
    return {n for n in on_these_days if _is_same(said, told.clusters[n], ground)}


def _is_standing(claim: Claim) -> bool:
    if claim.method is not None and claim.method.startswith(CORRECTED):
        return False
    denies = claim.stance in (Stance.DENIES, Stance.REJECTS) or claim.negated
    return claim.cumulative or (denies and _STANDING.search(claim.quote) is not None)


def _told_before(said: Said, tellings: Iterable[Telling], ground: Ground) -> Telling | None:
    """The telling that an answer in one text directly follows, if nothing in the answer speaks of something else."""
    claim = said.claim
    before = [
        t
        for t in tellings
        if 0 <= claim.span[0] - t.claim.span[1] <= _ADJACENT or (t.claim.span[0] <= claim.span[0] < t.claim.span[1])
    ]
    if not before or (claim.negated and claim.stance not in (Stance.DENIES, Stance.REJECTS)):
        return None
    nearest = max(before, key=lambda t: (t.claim.span[1], t.claim.id))
    speaks_of_it = (
        (claim.act is None or likeness(claim.act, nearest.act) is not None)
        and _time_touches(claim, nearest, ground.zone, default=True)
        and not _apart(claim.place, nearest.place, default=False)
    )
    return nearest if speaks_of_it and _has_a_say(said, nearest, ground.agreement) else None


def _has_a_say(said: Said, telling: Telling, agreement: Agreement) -> bool:
    """Whether the speaker is the accused or the one hit; where nobody is named, anybody. Only the source retracts.

    A toll may be disputed by whoever counts, so who says so matters less there than that a toll was told.
    """
    claim = said.claim
    if claim.denies_what == ("toll",) and claim.stance is Stance.DENIES:
        return bool(telling.claim.counts)
    if claim.stance is Stance.RETRACTS:
        return said.source is not None and said.source == telling.source
    if not telling.actors and not telling.targets:
        return True
    speaker = _speaks_for(claim, agreement)
    return speaker in telling.actors | telling.targets or not telling.actors


def _is_same(said: Said, cluster: Cluster, ground: Ground) -> bool:
    claim = said.claim
    return any(
        claim.act is not None
        and likeness(claim.act, t.act) is not None
        and _time_touches(claim, t, ground.zone, default=False)
        and not _apart(claim.place, t.place, default=True)
        and _has_a_say(said, t, ground.agreement)
        for t in cluster.tellings
    )


def _time_touches(claim: Claim, telling: Telling, zone: tzinfo, *, default: bool) -> bool:
    if claim.when is None or telling.span is None:
        return default
    own = allowed(claim.when, zone)
    lo, hi = telling.span.lo, telling.span.hi
    if own.lo is not None and hi is not None and hi + CLOCK_DOUBT < own.lo:
        return False
    return not (own.hi is not None and lo is not None and own.hi + CLOCK_DOUBT < lo)


def _own_days(claim: Claim, zone: tzinfo) -> tuple[str, ...]:
    """The days that an answer speaks of, none where it speaks of a long stretch or of no time."""
    own = allowed(claim.when, zone) if claim.when is not None else None
    if own is None or own.lo is None or own.hi is None or own.hi - own.lo > _SPECIFIC:
        return ()
    first, last = (own.lo - CLOCK_DOUBT).date(), (own.hi + CLOCK_DOUBT).date()
    return tuple((first + timedelta(days=n)).isoformat() for n in range((last - first).days + 1))


def _days_of(telling: Telling) -> tuple[str, ...]:
    span = telling.span
    if span is None or span.lo is None or span.hi is None or span.hi - span.lo > 2 * _SPECIFIC:
        return ()
    return tuple(
        (span.lo.date() + timedelta(days=n)).isoformat() for n in range((span.hi.date() - span.lo.date()).days + 1)
    )


def _apart(one: Place | None, other: Place | None, *, default: bool) -> bool:
    """Whether two places are surely or, with `default`, possibly different ones."""
    if one is None or other is None:
        return default
    if one.located and other.located:
        reach = (one.radius_m or 0.0) + (other.radius_m or 0.0)
        if default and reach > 2 * PRECISE_M:
            return True
        return distance_m(one, other) > reach
    return one.name.casefold() != other.name.casefold() if default else False
