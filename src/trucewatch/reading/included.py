"""Figures that are part of another: "15 people, including five women", "seven civilians, four of them children"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.reading import lexicon
from trucewatch.reading.counts import Figure, count_of, tokens_of
from trucewatch.reading.tokens import DASH

if TYPE_CHECKING:
    from trucewatch.reading.quantities import Quantity
    from trucewatch.reading.syntax import Sentence

_INCLUDING = frozenset({"including", "included", "among", "inclusive"})


def included(s: Sentence, here: list[Quantity], taken: dict[tuple[int, int], Figure]) -> None:
    """ "15 people, including five women and two children": each a figure of its own, part of the one before."""
    for i in range(len(s)):
        if s.low(i) == "among" and i + 1 < len(s) and s.low(i + 1) in ("them", "those"):
            _among_before(s, here, i, taken)
        if s.low(i) == "of" and i + 1 < len(s) and s.low(i + 1) in ("whom", "them"):
            _of_them(s, here, i, taken)
        if s.low(i) not in _INCLUDING and not (
            s.low(i) == "of" and i + 1 < len(s) and s.low(i + 1) in ("whom", "them", "which")
        ):
            continue
        before = [f for span, f in taken.items() if span[1] <= s.tokens[i].start and not f.part]
        if not before:
            continue
        whole = max(before, key=lambda f: f.count.span or (0, 0))
        for quantity in here:
            tokens = tokens_of(s, quantity)
            if (
                quantity.span in taken
                or not tokens
                or tokens[0] <= i
                or not _same_list(s, i, tokens[0])
                or quantity.kind == "measure"
            ):
                continue
            noun = next((k for k in range(tokens[-1] + 1, min(tokens[-1] + 4, len(s))) if s.is_noun(k)), None)
            if noun is None or (quantity.kind == "article" and lexicon.noun_kind(s.lemmas[noun]) != "person"):
                continue
            noun = s.heads[noun] if s.is_a(noun, "compound") and s.heads[noun] > noun else noun
            count = count_of(quantity, whole.count.kind, s.low(noun), "person")
            taken[quantity.span] = Figure(count, whole.event, part=True)


def _of_them(s: Sentence, here: list[Quantity], i: int, taken: dict[tuple[int, int], Figure]) -> None:
    """ "seven civilians, four of them children" """
    quantity = next((q for q in here if tokens_of(s, q)[-1:] == [i - 1]), None)
    before = [f for span, f in taken.items() if span[1] <= s.tokens[i].start and not f.part]
    noun = next((k for k in range(i + 2, min(i + 5, len(s))) if s.is_noun(k)), None)
    if quantity is None or noun is None or not before or quantity.span in taken:
        return
    whole = max(before, key=lambda f: f.count.span or (0, 0))
    taken[quantity.span] = Figure(count_of(quantity, whole.count.kind, s.low(noun), "person"), whole.event, part=True)


def _among_before(s: Sentence, here: list[Quantity], i: int, taken: dict[tuple[int, int], Figure]) -> None:
    """ "300 civilians, at least 100 children among them" """
    start = next((k for k in range(i - 1, -1, -1) if s.word(k) in (",", DASH, ";") and not _in_number_list(s, k)), -1)
    before = [f for span, f in taken.items() if span[1] <= s.tokens[max(start, 0)].start and not f.part]
    for quantity in here:
        tokens = tokens_of(s, quantity)
        if (
            not before
            or not tokens
            or quantity.span in taken
            or not start < tokens[0] < i
            or quantity.kind == "measure"
        ):
            continue
        whole = max(before, key=lambda f: f.count.span or (0, 0))
        noun = next((k for k in range(tokens[-1] + 1, min(tokens[-1] + 4, len(s))) if s.is_noun(k)), None)
        if noun is not None:
            taken[quantity.span] = Figure(
                count_of(quantity, whole.count.kind, s.low(noun), "person"), whole.event, part=True
            )


def _in_number_list(s: Sentence, k: int) -> bool:
    """Say whether a comma only parts "five women, two children"."""
    return (
        k + 1 < len(s) and s.tags[k + 1] == "CD" and k > 1 and any(s.tags[m] == "CD" for m in range(max(k - 3, 0), k))
    )


def _same_list(s: Sentence, i: int, first: int) -> bool:
    """Say whether only list words lie between "including" and the number."""
    between = range(i + 1, first)
    return not any(s.is_verb(k) or s.word(k) in ";." for k in between) and first - i < 14  # noqa: PLR2004  (a list, not a new clause)
