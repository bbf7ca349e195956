"""Places told from another, in a parsed sentence: which token stands for the phrase, and whether it tells a place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from trucewatch.geography.relation_words import UNIT
from trucewatch.model import touches
from trucewatch.reading import lexicon
from trucewatch.reading.phrases import phrase
from trucewatch.reading.where_words import told_in

if TYPE_CHECKING:
    from trucewatch.model import Span
    from trucewatch.reading.syntax import Sentence
    from trucewatch.reading.where_words import Told
    from trucewatch.reading.work import Work

_NO_PLACES = frozenset({"person", "publisher", "writing", "force"})
_UNIT = re.compile(UNIT, re.IGNORECASE)


def told_at(work: Work, s: Sentence, k: int) -> Told | None:
    """Return the place phrase of more than a name ("between A and B") that a token stands in, None where there is none.

    The words before its name, "6 km south of", belong to it too.
    """
    at = s.tokens[k].start
    return next((told for told in _of(work, s) if told.span[0] <= at < told.span[1]), None)


def told_over(work: Work, span: Span) -> Told | None:
    """Return the place phrase of more than a name that a stretch of the text touches, None where there is none."""
    return next(
        (told for s in work.sentences if touches(s.span, span) for told in _of(work, s) if touches(told.span, span)),
        None,
    )


def _of(work: Work, s: Sentence) -> tuple[Told, ...]:
    known = work.told_places.get(s.number)
    if known is None:
        found = told_in(s.text, s.span)
        known = work.told_places[s.number] = tuple(told for told in found if _is_of_a_place(s, told))
    return known


def _is_of_a_place(s: Sentence, told: Told) -> bool:
    """Say whether the only name of a phrase is nobody's, and no part of another noun ("6 km from Hamas posts")."""
    if len(told.names) > 1:
        return True
    k = stands_for(s, told)
    up = s.heads[k]
    outside = s.tokens[up].start >= told.name[1]
    return not (outside and s.is_a(k, "compound", "amod")) and phrase(s, k).kind not in _NO_PLACES


def stands_for(s: Sentence, told: Told) -> int:
    """Return the token that a phrase is known by: of its name's, the one that all others hang on."""
    inside = [k for k, token in enumerate(s.tokens) if told.name[0] <= token.start < told.name[1]]
    return next((k for k in inside if s.heads[k] not in inside or s.heads[k] == k), inside[0])


def are_lands(told: Told) -> bool:
    """Say whether a phrase is told from a country or a capital: "between Damascus and Ankara" lies no place."""
    return told.known and any(lexicon.countries().of(name) is not None for name in told.names)


def is_length(s: Sentence, k: int) -> bool:
    """Say whether a token is the unit of a distance ("6 km"): nobody, and nothing that is hit."""
    return k > 0 and s.tags[k - 1] == "CD" and _UNIT.fullmatch(s.low(k)) is not None
