"""Places carried from further up to an act that names none: from the sentence before, or from the heading of its item.

Only where one place is possible: neither the act's sentence nor, for an item, what was told in it before names another,
and no word ("elsewhere", "separately") turns to something else. The method of such a place says whence it was carried.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from trucewatch.model import Stance
from trucewatch.model.acts import HARM
from trucewatch.reading import lexicon
from trucewatch.reading.headings import under
from trucewatch.reading.nearby import beginning_in
from trucewatch.reading.phrases import without_the
from trucewatch.reading.places_beside import ON_GROUND, OUTCOMES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trucewatch.model import Claim, Place
    from trucewatch.reading.headings import Heading
    from trucewatch.reading.syntax import Sentence
    from trucewatch.reading.work import Event, Work

_TOLD = frozenset(
    {
        Stance.ASSERTS,
        Stance.DENIES,
        Stance.ACCUSES,
        Stance.ADMITS,
        Stance.CLAIMS_RESPONSIBILITY,
        Stance.JUSTIFIES,
        Stance.REJECTS,
        Stance.RETRACTS,
    }
)
"""Stances to what is said to have been done or not; what is feared or promised may be anywhere."""
_LONGEST_DAYS = 2
"""A count over more days may be of more places than its item."""
_BACK_DAYS = 60
"""What was done longer before the report is background, and may have been elsewhere."""


def carried(
    work: Work, s: Sentence, claim: Claim, event: Event | None, before: Sequence[Claim], heading: Heading | None
) -> Claim:
    """Return the claim with the one place that the text above leaves for it, else as it is.

    Args:
        work: The document.
        s: The sentence of the claim.
        claim: What is told there.
        event: Its act; None for a figure that stands by itself.
        before: The claims of the sentences above, of its paragraph or its item, in order.
        heading: The heading that holds for the sentence.
    """
    if claim.place is not None or not _may_be_anywhere(work, s, claim, event):
        return claim
    place = _of_sentence_before(work, s, claim, event, before)
    if place is None and heading is not None:
        place = _of_item(work, s, heading, before)
    return claim if place is None else replace(claim, place=place)


def _may_be_anywhere(work: Work, s: Sentence, claim: Claim, event: Event | None) -> bool:
    """Say whether an act was done on the ground, lately, and nothing in the sentence says where."""
    if claim.act not in ON_GROUND or claim.stance not in _TOLD:
        return False
    if event is not None and (event.future or event.possible or event.conditional):
        return False
    return not _is_long(claim) and not _is_past(work, claim) and not _turns_away(s)


def _is_long(claim: Claim) -> bool:
    if not claim.cumulative:
        return False
    window = claim.window
    if window is None or window.start is None or window.end is None:
        return window is not None or len(claim.counts) == 0
    return (date.fromisoformat(window.end[:10]) - date.fromisoformat(window.start[:10])).days > _LONGEST_DAYS


def _is_past(work: Work, claim: Claim) -> bool:
    told, now = claim.when and (claim.when.end or claim.when.start), work.document.published.start
    if not told or not now:
        return False
    return (date.fromisoformat(now[:10]) - date.fromisoformat(told[:10])).days > _BACK_DAYS


def _turns_away(s: Sentence) -> bool:
    return any(s.low(k) in lexicon.words("elsewhere") for k in range(len(s)))


def _others(work: Work, s: Sentence, place: Place) -> bool:
    """Say whether a sentence names a place besides `place`; a country may hold it, and says nothing else."""
    lands = lexicon.countries().names
    names = (without_the(m.name) for m in beginning_in(work.mentions, s.span) if m.kind == "Location")
    known = place.name.lower()
    return any(
        not name.islower() and name.lower() not in lands and name.lower() not in known and known not in name.lower()
        for name in names
    )


def _of_item(work: Work, s: Sentence, heading: Heading, before: Sequence[Claim]) -> Place | None:
    """The place of the heading, if neither the sentence nor an act told before in the item names another."""
    told = (c.place for c in before if c.act in ON_GROUND and c.place is not None)
    other = any(p.method != "description" and p.name.lower() != heading.place.name.lower() for p in told)
    return None if other or _others(work, s, heading.place) else under(heading)


def _of_sentence_before(
    work: Work, s: Sentence, claim: Claim, event: Event | None, before: Sequence[Claim]
) -> Place | None:
    """The one place of the sentence before, for its casualties and for an act that takes it up: "the blast"."""
    if s.number == 0 or not _takes_up(s, claim, event):
        return None
    above = work.sentences[s.number - 1]
    if above.paragraph != s.paragraph:
        return None
    acts = [c for c in before if above.span[0] <= c.span[0] < above.span[1] and c.act in HARM]
    places = [c.place for c in acts if c.place is not None and c.stance in _TOLD and not c.negated]
    if not places or len(places) < len(acts) or any(p.method == "description" for p in places):
        return None
    if len({p.ref or p.name for p in places}) != 1 or _others(work, s, places[0]) or _others(work, above, places[0]):
        return None
    method = places[0].method or ""
    if "carried from" in method:
        return places[0]
    return replace(places[0], method=f"{method}, carried from the sentence before as its only place")


def _takes_up(s: Sentence, claim: Claim, event: Event | None) -> bool:
    """Say whether a claim goes on with what was told: casualties by nobody new, "the attack", or "they"."""
    if event is None:
        return claim.act in OUTCOMES and not claim.cumulative
    if event.verbal:
        who = [a.name.lower() for a in claim.actors]
        bare = event.act in OUTCOMES and not event.perfect and not claim.cumulative
        return bare and all(name in ("they", "it") for name in who)
    return event.act in HARM and any(s.low(k) in ("the", "this") for k in s.children(event.trigger, "det"))
