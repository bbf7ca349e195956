"""Which claim another one answers: a denial, a silence or a justification, to what was just said of that side."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from trucewatch.model import Stance
from trucewatch.model.acts import act_of
from trucewatch.reading.people import of_one_country

if TYPE_CHECKING:
    from trucewatch.model import Claim

_ANSWERS = frozenset({Stance.DENIES, Stance.REJECTS, Stance.NO_COMMENT, Stance.JUSTIFIES})
_TELLS = frozenset({Stance.ACCUSES, Stance.ASSERTS})
_STANDING = re.compile(r"\b(?:similar|previous|previously|earlier|past|such|any)\b", re.IGNORECASE)
_NEAR = 1200
"""Code points between what is answered and the answer, at most: two or three paragraphs."""


def answered(claims: list[Claim]) -> list[Claim]:
    """Return the claims, in the order of the text, with `responds_to` where the answer can only be to one of them.

    A standing denial ("has denied similar claims before") answers none. Nobody is made to answer what was said of
    another side.
    """
    return [
        replace(c, responds_to=_to_which(claims, n, c)) if c.stance in _ANSWERS else c for n, c in enumerate(claims)
    ]


def _to_which(claims: list[Claim], number: int, answer: Claim) -> str | None:
    if _STANDING.search(answer.quote):
        return None
    for said in reversed(claims[:number]):
        if answer.span[0] - said.span[1] > _NEAR:
            return None
        tells = said.stance in _TELLS and act_of(said.act).harm and not said.negated
        if tells and said.span[1] <= answer.span[0] and _is_about(said, answer):
            return said.id
    return None


def _is_about(said: Claim, answer: Claim) -> bool:
    """Say whether the claim names the side that answers as who did it."""
    speaker = answer.speaker.name
    return any(actor.name == speaker or of_one_country(actor.name, speaker) for actor in said.actors)
