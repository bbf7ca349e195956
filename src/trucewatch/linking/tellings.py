"""Which claims tell of an act that happened, which answer another claim, and which count over a stretch of time.

A telling carries what matching compares: the act, the time in UTC, the place, the people, and the source.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from trucewatch.agreement.actors import name_key, origin_name, source_name
from trucewatch.agreement.readings import combinations, readings_of, settled
from trucewatch.agreement.terms import fold_name
from trucewatch.linking.acts import DEATHS, TOLL_ONLY, VIOLENT
from trucewatch.model import Interval, Stance, is_bare_date
from trucewatch.model.together import allowed, has_clock, known_by, public_by

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, tzinfo

    from trucewatch.agreement.terms import Agreement
    from trucewatch.model import Claim, Document, Place, Reading, When

_TELLS = frozenset({Stance.ASSERTS, Stance.ACCUSES, Stance.ADMITS, Stance.CLAIMS_RESPONSIBILITY, Stance.JUSTIFIES})
_ANSWERS = frozenset({Stance.DENIES, Stance.NO_COMMENT, Stance.JUSTIFIES, Stance.REJECTS, Stance.RETRACTS})

PRECISE_M = 6_000.0
"""A place with a larger radius of doubt is an area: two acts in it need not be one."""

_EXACT = timedelta(hours=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One claim that an act happened, prepared for comparing. `key` orders tellings whatever order they came in.

    One that is not `anchored` gives neither a time nor a place: it founds no incident, but may be told beside one.
    """

    claim: Claim
    document: Document
    act: str
    span: Interval | None
    day: str | None
    exact: bool
    clocked: bool
    place_key: str | None
    precise: bool
    anchored: bool
    actors: frozenset[str]
    targets: frozenset[str]
    known: datetime
    source: str | None
    origin: str | None

    @property
    def key(self) -> tuple[datetime, str]:
        """The earlier known first, then by id."""
        return self.known, self.claim.id

    @property
    def place(self) -> Place | None:
        """Where, as the claim has it."""
        return self.claim.place


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A claim with its document, where no act is compared."""

    claim: Claim
    document: Document
    known: datetime
    source: str | None
    origin: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """Every claim by what it can do: found an incident, answer one, or give a figure."""

    tellings: tuple[Telling, ...]
    answers: tuple[Said, ...]
    counting: tuple[Said, ...]
    flags: tuple[str, ...]


def sort_claims(readings: Sequence[Reading], agreement: Agreement, zone: tzinfo) -> Sorted:
    """Put every claim where it belongs; what founds no incident for lack of date and place is named in `flags`."""
    founding = VIOLENT | _prohibited(agreement) | _breaching(agreement)
    tellings: list[Telling] = []
    answers: list[Said] = []
    counting: list[Said] = []
    flags: list[str] = []
    for reading in readings:
        document = reading.document
        known = public_by(document, zone)
        for claim in reading.claims:
            said = Said(
                claim=claim,
                document=document,
                known=known,
                source=source_name(claim, document, agreement),
                origin=origin_name(claim, document, agreement),
            )
            if claim.counts and tells(claim):
                counting.append(said)
            if claim.stance in _ANSWERS or (claim.negated and claim.stance in _TELLS):
                answers.append(said)
            act = claim.act or _act_of_toll(claim)
            if act not in founding or not tells(claim) or claim.cumulative:
                continue
            telling = _telling(said, act, agreement, zone)
            if act != DEATHS or telling.anchored:
                tellings.append(telling)
            elif not part_pairs(claim):
                flags.append(unplaced(telling))
    return Sorted(
        tellings=tuple(sorted(tellings, key=lambda t: t.key)),
        answers=tuple(sorted(answers, key=lambda s: (s.known, s.claim.id))),
        counting=tuple(sorted(counting, key=lambda s: (s.known, s.claim.id))),
        flags=tuple(sorted(flags)),
    )


def _prohibited(agreement: Agreement) -> set[str]:
    """Every act that a term prohibits on some reading."""
    return {
        act
        for term in agreement.prohibitions
        for choice in combinations(agreement, readings_of(agreement, term))
        for act in settled(agreement, term, choice).acts
    }


def _breaching(agreement: Agreement) -> set[str]:
    """Every act that breaches a duty to keep something up: each report of it has to be an incident to be counted."""
    return {act for duty in agreement.duties for pattern in duty.breached_by for act in pattern.acts}


def tells(claim: Claim) -> bool:
    """Say whether the claim says that something happened (not that it will, may, should or did not)."""
    return claim.stance in _TELLS and not claim.negated


def part_pairs(claim: Claim) -> tuple[tuple[str, str], ...]:
    """Return (this claim, the claim whose count includes one of its counts), for each such claim but itself."""
    wholes = {count.part_of for count in claim.counts if count.part_of is not None}
    return tuple((claim.id, whole) for whole in sorted(wholes) if whole != claim.id)


def _act_of_toll(claim: Claim) -> str | None:
    kinds = {count.kind for count in claim.counts}
    return next((kind for kind in ("killed", "wounded") if kind in kinds), None)


def _has_anchor(claim: Claim, act: str) -> bool:
    if act in TOLL_ONLY:
        return _dated(claim.when)
    return _dated(claim.when) or claim.place is not None


def unplaced(telling: Telling) -> str:
    """Say that a claim founds no incident, for want of what."""
    missing = "a date" if telling.act in TOLL_ONLY else "a date or a place"
    return f"{telling.claim.id} tells of {telling.act} without {missing}: kept as a claim, joined to no incident"


def _dated(when: When | None) -> bool:
    return when is not None and (when.start is not None or when.end is not None)


def _telling(said: Said, act: str, agreement: Agreement, zone: tzinfo) -> Telling:
    claim = said.claim
    when = claim.when
    span = allowed(when, zone) if when is not None and _dated(when) else None
    place = claim.place
    return Telling(
        claim=claim,
        document=said.document,
        act=act,
        span=span,
        day=_single_day(when),
        exact=span is not None and span.lo is not None and span.hi is not None and span.hi - span.lo <= _EXACT,
        clocked=when is not None and has_clock(when),
        place_key=(place.ref or fold_name(place.name)) if place else None,
        precise=place is not None and place.located and (place.radius_m or 0.0) <= PRECISE_M,
        anchored=_has_anchor(claim, act),
        actors=frozenset(name_key(actor, agreement) for actor in claim.actors),
        targets=frozenset(name_key(target, agreement) for target in claim.targets),
        known=known_by(said.claim, said.document, zone),
        source=said.source,
        origin=said.origin,
    )


def _single_day(when: When | None) -> str | None:
    if when is None or when.start is None or when.start != when.end or not is_bare_date(when.start):
        return None
    return when.start
