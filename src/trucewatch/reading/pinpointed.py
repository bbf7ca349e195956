"""Which coordinates of a sentence are the place of what it tells.

A point in a text is what somebody wrote. It is taken where it is the only one of its sentence, belongs to what is told
and agrees with the place that is named beside it (`agreeing`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.model import Place
from trucewatch.reading.agreeing import Found, checked, settled, stands_beside
from trucewatch.reading.clauses import case_of
from trucewatch.reading.given_points import Given, given_in
from trucewatch.reading.phrases import phrase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trucewatch.model import Span
    from trucewatch.reading.syntax import Sentence
    from trucewatch.reading.work import Work

_ELSEWHERE = frozenset({"from", "of", "off", "toward", "towards"})
"""Prepositions before coordinates of somewhere else: where fire came from, what a distance is measured from."""


def pinpointed(work: Work, s: Sentence, tokens: Iterable[int], place: Place | None, *, alone: bool = False) -> Found:
    """Return the place with the point that the text gives for it, if it gives one; else as it is.

    Args:
        work: The document.
        s: The sentence of what is told.
        tokens: The tokens of its clause.
        place: Where it happened by the names in it.
        alone: Nothing else is told in the sentence: coordinates anywhere in it belong to this.
    """
    if not work.given:
        return Found(place)
    inside = frozenset(tokens)
    here = given_in(s, work.sentences, work.given)
    given = [one for one in here if _is_of(work, s, one, inside, place, alone=alone)]
    if not given:
        return Found(place)
    return settled(given, place, lambda one: _taken(work, s, place, one))


def with_coordinates(work: Work, span: Span, words: Span | None) -> Span:
    """Return the span of a claim with the coordinates that stand right before or behind it, as they prove its place."""
    if words is None:
        return span
    text = work.document.text
    if words[0] >= span[1] and not text[span[1] : words[0]].strip(" ,"):
        return span[0], words[1]
    if words[1] <= span[0] and not text[words[1] : span[0]].strip(" ,"):
        return words[0], span[1]
    return span


def _is_of(work: Work, s: Sentence, one: Given, inside: frozenset[int], place: Place | None, *, alone: bool) -> bool:
    """Say whether coordinates belong to what is told: they stand in its clause, by its place, or have nobody else."""
    if stands_beside(work, place, one) or _anchor(s, one) in inside:
        return True
    return alone and (place is None or not place.located) and _name_before(s, one) is None


def _name_before(s: Sentence, one: Given) -> int | None:
    """The name that coordinates stand right behind, without a preposition of their own."""
    anchor = _anchor(s, one)
    right_behind = s.tokens[anchor].end <= one.frame[0] and not s.text[s.tokens[anchor].end : one.frame[0]].strip()
    return anchor if not one.case and right_behind and s.is_name(anchor) else None


def _taken(work: Work, s: Sentence, place: Place | None, one: Given) -> Found:
    """Take coordinates as the place, unless the words around them say that they are somewhere else."""
    if stands_beside(work, place, one):
        return checked(work, place, one)
    name = _name_before(s, one)
    if _is_elsewhere(s, one) or (name is not None and not _is_place_hit(s, place, name)):
        return Found(place, (f"coordinates “{one.words}” are not those of the act: not taken as its place",))
    if name is not None:
        hit = phrase(s, name)
        place = Place(name=hit.name, span=hit.span, relation="in", method="not found")
    return checked(work, place, one)


def _is_place_hit(s: Sentence, place: Place | None, name: int) -> bool:
    """Say whether a name that coordinates follow is what was hit ("shelled Zorbaqan (…)"), where no place is told."""
    return place is None and case_of(s, name) == "" and phrase(s, name).kind in (None, "place")


def _anchor(s: Sentence, one: Given) -> int:
    """The token that coordinates lean on: the last before them, the first of a sentence that they open."""
    return max((k for k in range(len(s)) if s.tokens[k].end <= one.frame[0]), default=_first_word(s))


def _first_word(s: Sentence) -> int:
    return next((k for k in range(len(s)) if s.word(k)[0].isalnum()), 0)


def _is_elsewhere(s: Sentence, one: Given) -> bool:
    """Say whether coordinates tell where something came from or went, not where it was done."""
    if one.case in _ELSEWHERE:
        return True
    anchor = _anchor(s, one)
    return one.case == "at" and s.is_noun(anchor) and case_of(s, anchor) in _ELSEWHERE - {"of"}
