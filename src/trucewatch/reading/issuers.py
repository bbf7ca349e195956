"""Bulletins: where a body announces at the head of its own text, and has units, "our" and "we" are its words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from trucewatch.model import PUBLISHER
from trucewatch.reading import lexicon
from trucewatch.reading.nearby import overlapping
from trucewatch.reading.phrases import is_armed

if TYPE_CHECKING:
    from trucewatch.model import Claim, Speaker
    from trucewatch.reading.syntax import Sentence
    from trucewatch.reading.work import Work

_HEAD = 3
"""Sentences in which a body announces, if it does."""
_OURS = frozenset({"we", "our", "ours", "us"})


def issuer_of(work: Work) -> Speaker | None:
    """Return the body whose own text this is: it announces at the head, and speaks of its own forces."""
    head = (one for one in work.said if one.sentence < _HEAD and one.verb is not None and not one.quoted)
    issuer = next(
        (
            one.speaker
            for one in head
            if one.speaker.kind in ("group", "force") and _announces(work.sentences[one.sentence], one.verb or 0)
        ),
        None,
    )
    return issuer if issuer is not None and any(_has_forces(work, s) for s in work.sentences) else None


def _announces(s: Sentence, verb: int) -> bool:
    """Say whether a body announces now: what it "announced" is told by somebody else."""
    return s.lemmas[verb] in lexicon.words("announcing") and s.tags[verb] in ("VBZ", "VBP")


def _has_forces(work: Work, s: Sentence) -> bool:
    """Say whether "our units" stands outside quotations: an outlet has correspondents, a party has forces."""
    return any(
        s.low(k) == "our" and is_armed(s, s.heads[k]) and not overlapping(work.quotes, s.span_of((k,)))
        for k in range(len(s))
    )


def by_issuer(s: Sentence, claims: list[Claim], issuer: Speaker) -> list[Claim]:
    """Give the claims of a sentence with "we" or "our" that would be the outlet's to the body that issued the text."""
    if not any(s.low(k) in _OURS for k in range(len(s))):
        return claims
    return [replace(c, speaker=issuer) if c.speaker.name == PUBLISHER and not c.gloss else c for c in claims]
