"""Bulletins: where a body announces at the head of its own text, "our units" and "we" further down are its words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from trucewatch.model import PUBLISHER
from trucewatch.reading import lexicon
from trucewatch.reading.nearby import overlapping

if TYPE_CHECKING:
    from trucewatch.model import Claim, Speaker
    from trucewatch.reading.syntax import Sentence
    from trucewatch.reading.work import Work

_HEAD = 3
"""Sentences in which a body announces, if it does."""
_OURS = frozenset({"we", "our", "ours", "us"})


def issuer_of(work: Work) -> Speaker | None:
    """Return the body whose own text this is: it announces at the head, and "we" stands outside quotations."""
    head = (one for one in work.said if one.sentence < _HEAD and one.verb is not None and not one.quoted)
    issuer = next(
        (
            one.speaker
            for one in head
            if one.speaker.kind in ("group", "force")
            and work.sentences[one.sentence].lemmas[one.verb or 0] in lexicon.words("announcing")
        ),
        None,
    )
    if issuer is None or not any(_is_ours(work, s) for s in work.sentences):
        return None
    return issuer


def _is_ours(work: Work, s: Sentence) -> bool:
    return any(s.low(k) in _OURS and not overlapping(work.quotes, s.span_of((k,))) for k in range(len(s)))


def by_issuer(s: Sentence, claims: list[Claim], issuer: Speaker) -> list[Claim]:
    """Give the claims of a sentence with "we" or "our" that would be the outlet's to the body that issued the text."""
    if not any(s.low(k) in _OURS for k in range(len(s))):
        return claims
    return [replace(c, speaker=issuer) if c.speaker.name == PUBLISHER and not c.gloss else c for c in claims]
