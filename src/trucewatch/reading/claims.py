"""Claims: each act that somebody tells, and each content that somebody says, with the quote that proves it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from trucewatch.model import PUBLISHER
from trucewatch.reading.act_claims import claim_of
from trucewatch.reading.answers import answered
from trucewatch.reading.casualties import TOLL
from trucewatch.reading.figures import figures_of
from trucewatch.reading.headings import items
from trucewatch.reading.issuers import by_issuer, issuer_of
from trucewatch.reading.lists import listed, without_items
from trucewatch.reading.places_carried import carried
from trucewatch.reading.sayings import sayings_of
from trucewatch.reading.standing_apart import with_points_apart
from trucewatch.reading.sums import compared
from trucewatch.reading.totals import loose_figures, parts_of

if TYPE_CHECKING:
    from trucewatch.model import Claim
    from trucewatch.reading.counts import Figure
    from trucewatch.reading.headings import Heading
    from trucewatch.reading.syntax import Sentence
    from trucewatch.reading.work import Event, Said, Work


def make_claims(work: Work) -> None:
    """Fill `work.claims`, numbered in the order of the text."""
    drafts: list[Claim] = []
    events: dict[int, list[Event]] = {}
    said: dict[int, list[Said]] = {}
    for event in work.events:
        events.setdefault(event.sentence, []).append(event)
    for one in work.said:
        for number in one.content:
            said.setdefault(number, []).append(one)
    issuer = issuer_of(work)
    carrying = _Carrying(work)
    for s in work.sentences:
        found = _of_sentence(carrying, s, events.get(s.number, []), said.get(s.number, []))
        drafts.extend(by_issuer(s, found, issuer) if issuer is not None else found)
    rows = listed(work, drafts)
    drafts = [*without_items(drafts, rows), *rows]
    drafts = with_points_apart(work, drafts) if work.given else drafts
    drafts.sort(key=lambda claim: (claim.span, claim.id))
    numbers = {claim.id: f"{work.document.id}#{n}" for n, claim in enumerate(drafts, 1)}
    work.claims = compared(work.document.text, answered([_renumbered(claim, numbers) for claim in drafts]))


def _renumbered(claim: Claim, numbers: dict[str, str]) -> Claim:
    counts = tuple(replace(c, part_of=numbers.get(c.part_of)) if c.part_of else c for c in claim.counts)
    return replace(claim, id=numbers[claim.id], counts=counts)


class _Carrying:
    """What was told before in the item or paragraph that is being read, for acts that name no place."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.headings = items(work)
        self.heading: Heading | None = None
        self.told: list[Claim] = []

    def go_to(self, s: Sentence) -> None:
        """Begin a sentence; a new item forgets what was told before."""
        heading = self.headings.get(s.number)
        if heading is not self.heading:
            self.told = []
        self.heading = heading

    def place(self, s: Sentence, claim: Claim, event: Event | None) -> Claim:
        """Return the claim with a place from above, if it has none and one is sure."""
        return carried(self.work, s, claim, event, self.told, self.heading)


def _of_sentence(carrying: _Carrying, s: Sentence, events: list[Event], said: list[Said]) -> list[Claim]:
    """The claims of one sentence: its acts, figures of their own, parts of figures, then what is only said."""
    work = carrying.work
    carrying.go_to(s)
    figures = figures_of(work, s, events)
    by_event: dict[int, Claim] = {}
    for event in events:
        if _says_nothing(event, figures):
            continue
        own = [f for f in figures if f.event is event and not f.part and f.method != TOLL]
        claim = claim_of(work, s, event, events, said, own)
        if not _only_mentions(event, claim):
            by_event[event.trigger] = carrying.place(s, claim, event)
    loose = [carrying.place(s, claim, None) for claim in loose_figures(work, s, said, figures)]
    claims = [*by_event.values(), *loose]
    carrying.told.extend(claims)
    claims.extend(parts_of(work, s, figures, by_event, claims))
    claims.extend(sayings_of(work, s, events, [a for a in said if a.sentence == s.number]))
    return claims


def _only_mentions(event: Event, claim: Claim) -> bool:
    """Say whether the outlet only mentions an act ("tough counter-attacks"): nobody, nowhere, no time, no number."""
    told = claim.actors or claim.targets or claim.counts or claim.place or claim.when or claim.negated or claim.review
    return not event.verbal and claim.speaker.kind == PUBLISHER and not told


def _says_nothing(event: Event, figures: list[Figure]) -> bool:
    """Say whether a bare "injured" or "killed" names nobody and counts nothing: its figure stands elsewhere."""
    bare = event.act in ("killed", "wounded") and not event.actors and not event.targets
    return bare and event.verbal and not any(f.event is event for f in figures)
