"""Coordinates as the places of a model's claims, by the rules reader's own checks: placed no better and no worse."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from trucewatch.model import touches
from trucewatch.reading.agreeing import checked, settled
from trucewatch.reading.pinpointed import pinpointed
from trucewatch.reading.standing_apart import with_points_apart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trucewatch.model import Claim
    from trucewatch.reading.agreeing import Found
    from trucewatch.reading.syntax import Sentence
    from trucewatch.reading.work import Work


def with_points(work: Work, claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims with the coordinates that the text gives for them, where these agree with the places named.

    `claims` are all of the document's: in a sentence that tells several things, coordinates belong to what they follow.
    """
    if not work.given:
        return list(claims)
    found = [(claim, _found(work, claim, claims)) for claim in claims]
    placed = [
        replace(claim, place=at.place, review=tuple(dict.fromkeys((*claim.review, *at.review))))
        if at is not None
        else claim
        for claim, at in found
    ]
    return with_points_apart(work, placed)


def _found(work: Work, claim: Claim, claims: Sequence[Claim]) -> Found | None:
    """Hold a claim's place against the coordinates of its sentence; None where the quote is in no sentence."""
    place = claim.place
    own = [one for one in work.given if place is not None and place.span == one.point.span]
    if own:
        return settled(own, None, lambda one: checked(work, None, one))
    s = _sentence_of(work, claim)
    if s is None:
        return None
    start, end = claim.span
    tokens = [k for k, token in enumerate(s.tokens) if start <= token.start < end]
    alone = sum(touches(other.span, s.span) for other in claims) == 1
    return pinpointed(work, s, tokens, place, alone=alone)


def _sentence_of(work: Work, claim: Claim) -> Sentence | None:
    """Return the sentence of the quote that names the place, else its first."""
    touched = [s for s in work.sentences if touches(s.span, claim.span)]
    span = claim.place.span if claim.place is not None else None
    named = [s for s in touched if span is not None and touches(s.span, span)]
    return next(iter(named or touched), None)
