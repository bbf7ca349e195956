"""What was known as of an instant: live claims, answers, and what its own source has taken back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from trucewatch.agreement.actors import origin_name, source_name
from trucewatch.agreement.terms import fold_name
from trucewatch.model import Stance
from trucewatch.model.together import allowed, known_by, narrowest_place, narrowest_when, public_from

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime, tzinfo

    from trucewatch.agreement.terms import Agreement
    from trucewatch.model import Claim, Dispute, Document, Incident, Place, Reading, When

TELLS = frozenset({Stance.ASSERTS, Stance.ACCUSES, Stance.ADMITS, Stance.CLAIMS_RESPONSIBILITY, Stance.JUSTIFIES})
"""Stances that say that something happened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A claim as evidence: whose word it is, the origin it counts under (None: nobody knows), by when it was given."""

    claim: Claim
    document: Document
    source: str | None
    origin: str | None
    known: datetime

    @property
    def key(self) -> tuple[datetime, str]:
        """The earlier word first."""
        return self.known, self.claim.id

    @property
    def by(self) -> str:
        """The source in words for people."""
        return self.source or f"an unnamed source ({self.document.id})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Every claim that was public as of an instant, by id. `zone` reads bare dates of publication.

    `told_in` is the incident that a claim tells of, `responses` the words that answer a claim, by the claim's id.
    """

    agreement: Agreement
    as_of: datetime
    zone: tzinfo
    words: Mapping[str, Word]
    told_in: Mapping[str, Incident] = field(default_factory=dict)
    responses: Mapping[str, tuple[Word, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One incident as far as it was known. `retracted` pairs a word with the one that took it back."""

    incident: Incident
    tellings: tuple[Word, ...]
    answers: tuple[Word, ...]
    retracted: tuple[tuple[Word, Word], ...]
    disputes: tuple[Dispute, ...]
    when: When | None
    place: Place | None

    @property
    def first_known(self) -> datetime:
        """The instant by which the first report was out, taken back or not: the act is not later."""
        return min(w.known for w in (*self.tellings, *(w for w, _ in self.retracted)))


def known(agreement: Agreement, readings: Iterable[Reading], as_of: datetime) -> Known:
    """Return the claims of documents that may have been out by `as_of`; one without a date counts always."""
    zone = ZoneInfo(agreement.home)
    words = {}
    for reading in readings:
        out = public_from(reading.document, zone)
        if out is not None and out > as_of:
            continue
        for claim in reading.claims:
            if out is None and _tells_of_later(claim, as_of, zone):
                continue
            words[claim.id] = Word(
                claim=claim,
                document=reading.document,
                source=source_name(claim, reading.document, agreement),
                origin=origin_name(claim, reading.document, agreement),
                known=known_by(claim, reading.document, zone),
            )
    responses: dict[str, tuple[Word, ...]] = {}
    for word in sorted(words.values(), key=lambda w: w.key):
        if word.claim.responds_to is not None:
            responses[word.claim.responds_to] = (*responses.get(word.claim.responds_to, ()), word)
    return Known(agreement=agreement, as_of=as_of, zone=zone, words=words, responses=responses)


def _tells_of_later(claim: Claim, as_of: datetime, zone: tzinfo) -> bool:
    """Whether a claim without a date of publication tells of what had not happened: it cannot have been out."""
    if claim.when is None or claim.stance not in TELLS:
        return False
    start = allowed(claim.when, zone).lo
    return start is not None and start > as_of


def held(incident: Incident, now: Known) -> Held | None:
    """Return the incident as it stood, None where nobody had told of it yet."""
    told_ids = {actor.claim for actor in incident.actors}
    words = sorted((now.words[c] for c in incident.claims if c in now.words), key=lambda w: w.key)
    told = [w for w in words if w.claim.id in told_ids]
    if not told:
        return None
    answers = [w for w in words if w.claim.id not in told_ids]
    back = {w.claim.id: r for r in answers if r.claim.stance is Stance.RETRACTS for w in told if _takes_back(r, w)}
    live = tuple(w for w in told if w.claim.id not in back)
    whole = len(live) == len(told_ids)
    return Held(
        incident=incident,
        tellings=live,
        answers=tuple(a for a in answers if a.claim.stance is not Stance.RETRACTS),
        retracted=tuple((w, back[w.claim.id]) for w in told if w.claim.id in back),
        disputes=tuple(d for d in incident.disputed_by if d.claim in now.words),
        # An analyst's correction of the incident holds as long as its evidence is whole.
        when=incident.when if whole else narrowest_when([w.claim.when for w in live if w.claim.when], now.zone),
        place=incident.place if whole else narrowest_place([w.claim.place for w in live if w.claim.place]),
    )


def _takes_back(retraction: Word, word: Word) -> bool:
    if retraction.claim.responds_to is not None:
        return retraction.claim.responds_to == word.claim.id
    same = retraction.source is not None and word.source is not None
    return same and fold_name(retraction.by) == fold_name(word.by) and word.known <= retraction.known
