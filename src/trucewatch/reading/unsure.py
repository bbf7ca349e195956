"""Numbers of people of whom the text leaves open what befell them: "12 killed or wounded", "14 casualties".

None of the kinds of count fits such a number, so it is no count at all: the claim stands without it and says so in
its `review`. What is told of the same people beside it ("14 casualties, four of them dead") counts as ever.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from trucewatch.reading import lexicon
from trucewatch.reading.casualties import TOLL
from trucewatch.reading.counts import TOLLS, tokens_of
from trucewatch.reading.numerals import word_set

if TYPE_CHECKING:
    from trucewatch.model import Span
    from trucewatch.reading.counts import Figure
    from trucewatch.reading.quantities import Quantity
    from trucewatch.reading.syntax import Sentence

_PEOPLE = frozenset({"killed", "wounded", "missing", "captured", "displaced"})
_LOSSES = frozenset({"casualty"})
_AUXILIARIES = frozenset({"are", "been", "had", "has", "have", "is", "was", "were"})
_BETWEEN_WORDS = 3
"""Tokens between two casualty words that share a number, at most: "killed or have been wounded"."""
_AFTER = 10
"""Tokens between a number and the casualty word that counts it, at most."""
_BOUNDS = word_set("of some about up to at least more than over nearly almost around an another estimated")
"""Words that may stand between a casualty word and the number that it counts."""


def set_apart(s: Sentence, here: list[Quantity], taken: dict[Span, Figure]) -> None:
    """Mark each figure whose words leave its kind open as unsure, with a note that says which words these are."""
    pairs = _alternatives(s)
    for quantity in here:
        figure = taken.get(quantity.span)
        tokens = tokens_of(s, quantity)
        if figure is None or not figure.sure or not tokens or figure.part:
            continue
        words = _words_of_kind(s, figure, tokens, pairs)
        if words is not None:
            taken[quantity.span] = unsure(figure, words)


def unsure(figure: Figure, words: str) -> Figure:
    """The figure as no count, because its `words` ("killed or wounded") name no one kind."""
    note = f"“{figure.count.words}” is no count: “{words}” leaves open how many of each"
    return replace(figure, sure=False, review=note)


def unbounded(figure: Figure, words: str) -> Figure:
    """The figure as its words alone, because "neutralised" sums up killed, wounded and captured as one thing done."""
    note = f"“{figure.count.words}” has no bounds: “{words}” leaves open how many of each"
    return replace(figure, count=replace(figure.count, at_least=None, at_most=None), review=note)


def _words_of_kind(s: Sentence, figure: Figure, tokens: list[int], pairs: dict[int, int]) -> str | None:
    """The words that leave open what befell those whom the number counts, if they do."""
    noun = next((k for k in range(tokens[-1] + 1, min(tokens[-1] + 4, len(s))) if s.lemmas[k] in _LOSSES), None)
    if noun is not None and s.low(noun) == figure.count.of:
        return s.word(noun)
    if figure.count.kind not in _PEOPLE:
        return None
    at = _in_toll(s, tokens[0]) if figure.method == TOLL else _casualty_word(s, tokens)
    first = next((a for a, b in pairs.items() if at is not None and a <= at <= b), None)
    return s.words_of(first, pairs[first]) if first is not None else None


def _alternatives(s: Sentence) -> dict[int, int]:
    """First and last token of each two casualty words of different kinds that "or" or a bare "and" joins."""
    kinds = lexicon.casualties()
    found: dict[int, int] = {}
    words = [k for k in range(len(s)) if s.low(k) in kinds]
    for a, b in pairwise(words):
        between = [s.low(k) for k in range(a + 1, b)]
        either = between[:1] == ["or"] and len(between) <= _BETWEEN_WORDS and set(between[1:]) <= _AUXILIARIES
        both = between in (["and"], ["and", "/", "or"], ["/"])
        if kinds[s.low(a)] != kinds[s.low(b)] and (either or both):
            found[a] = b
    return found


def _in_toll(s: Sentence, first: int) -> int | None:
    """The last casualty word between a toll and its number ("the toll of killed or wounded rose to 59")."""
    toll = next((k for k in range(first - 1, -1, -1) if s.lemmas[k] in TOLLS), first)
    return next((k for k in range(first - 1, toll, -1) if s.low(k) in lexicon.casualties()), None)


def _casualty_word(s: Sentence, tokens: list[int]) -> int | None:
    """The casualty word that counts a number: right before it, else the next before another number begins."""
    kinds = lexicon.casualties()
    for k in range(tokens[0] - 1, -1, -1):
        if s.low(k) in kinds:
            return k
        if s.low(k) not in _BOUNDS:
            break
    for k in range(tokens[-1] + 1, min(tokens[-1] + _AFTER, len(s))):
        if s.low(k) in kinds:
            return k
        if s.tags[k] == "CD" or s.word(k) in (";", ":"):
            return None
    return None
