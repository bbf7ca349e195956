"""Figures that are part of another: "15 people, including five women", "seven civilians, four of them children".

So are the items of a list that says who they were: "12 people: seven men and five women".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.reading import lexicon
from trucewatch.reading.counts import Figure, count_of, noun_after, tokens_of
from trucewatch.reading.tokens import DASH

if TYPE_CHECKING:
    from trucewatch.model import Span
    from trucewatch.reading.quantities import Quantity
    from trucewatch.reading.syntax import Sentence

_OF_PEOPLE = frozenset({"killed", "wounded", "missing", "captured", "displaced"})
_NOUNS = ("person", "force", "group")
_TWO = 2
"""Parts that a list without "including" has at least."""
_INCLUDING = frozenset({"including", "included", "among", "inclusive"})


def included(s: Sentence, here: list[Quantity], taken: dict[Span, Figure]) -> None:
    """Read "15 people, including five women and two children": each a figure of its own, part of the one before."""
    for i in range(len(s)):
        after = s.low(i + 1) if i + 1 < len(s) else ""
        if s.low(i) == "among" and after in ("them", "those"):
            _among_before(s, here, i, taken)
        if s.low(i) == "of" and after in ("whom", "them"):
            _of_them(s, here, i, taken)
        if s.low(i) in _INCLUDING or (s.low(i) == "of" and after in ("whom", "them", "which")):
            _including(s, here, i, taken)


def _whole_before(taken: dict[Span, Figure], at: int) -> Figure | None:
    """The last figure that ends before the code point `at` and is no part itself, if its kind is sure."""
    before = [f for span, f in taken.items() if span[1] <= at and not f.part]
    last = max(before, key=lambda f: f.count.span or (0, 0), default=None)
    return last if last is not None and last.sure else None


def _including(s: Sentence, here: list[Quantity], i: int, taken: dict[Span, Figure]) -> None:
    """Take the numbers of the list that token `i` opens."""
    whole = _whole_before(taken, s.tokens[i].start)
    if whole is None:
        return
    for quantity in here:
        tokens = tokens_of(s, quantity)
        if quantity.span in taken or quantity.kind == "measure" or not tokens or tokens[0] <= i:
            continue
        noun = noun_after(s, tokens) if _same_list(s, i, tokens[0]) else None
        if noun is None or (quantity.kind == "article" and lexicon.noun_kind(s.lemmas[noun]) != "person"):
            continue
        noun = s.heads[noun] if s.is_a(noun, "compound") and s.heads[noun] > noun else noun
        _take(s, quantity, noun, whole, taken)


def _take(s: Sentence, quantity: Quantity, noun: int, whole: Figure, taken: dict[Span, Figure]) -> None:
    count = count_of(quantity, whole.count.kind, s.low(noun), "person")
    taken[quantity.span] = Figure(count, whole.event, part=True)


def _of_them(s: Sentence, here: list[Quantity], i: int, taken: dict[Span, Figure]) -> None:
    """Read "seven civilians, four of them children"."""
    quantity = next((q for q in here if tokens_of(s, q)[-1:] == [i - 1]), None)
    whole = _whole_before(taken, s.tokens[i].start)
    noun = noun_after(s, [i + 1])
    if quantity is not None and noun is not None and whole is not None and quantity.span not in taken:
        _take(s, quantity, noun, whole, taken)


def _among_before(s: Sentence, here: list[Quantity], i: int, taken: dict[Span, Figure]) -> None:
    """Read "300 civilians, at least 100 children among them"."""
    start = next((k for k in range(i - 1, -1, -1) if s.word(k) in (",", DASH, ";") and not _in_number_list(s, k)), -1)
    whole = _whole_before(taken, s.tokens[max(start, 0)].start)
    for quantity in here:
        tokens = tokens_of(s, quantity)
        if whole is None or quantity.span in taken or quantity.kind == "measure":
            continue
        noun = noun_after(s, tokens) if tokens and start < tokens[0] < i else None
        if noun is not None:
            _take(s, quantity, noun, whole, taken)


def _in_number_list(s: Sentence, k: int) -> bool:
    """Say whether a comma only parts "five women, two children"."""
    return (
        k + 1 < len(s) and s.tags[k + 1] == "CD" and k > 1 and any(s.tags[m] == "CD" for m in range(max(k - 3, 0), k))
    )


def _same_list(s: Sentence, i: int, first: int) -> bool:
    """Say whether only list words lie between "including" and the number."""
    between = range(i + 1, first)
    return not any(s.is_verb(k) or s.word(k) in ";." for k in between) and first - i < 14  # noqa: PLR2004  (a list, not a new clause)


def itemised(s: Sentence, here: list[Quantity], taken: dict[Span, Figure]) -> None:
    """Read "12 people: seven men and five women", and "eight soldiers, six officers and two guards, were killed".

    A colon says that what follows is what was counted. Commas say so only where they close around the list and its
    numbers make up the number before it: else it may go on counting others.
    """
    for figure in [f for f in taken.values() if f.sure and not f.part and f.count.kind in _OF_PEOPLE]:
        number = [k for k, t in enumerate(s.tokens) if figure.count.span and t.start < figure.count.span[1]]
        opening = _opening(s, number[-1]) if number else None
        if opening is None:
            continue
        items, end = _items(s, here, opening + 1)
        others = [taken[q.span] for q, _ in items if q.span in taken]
        if len(items) < _TWO or any(f.part or f.event not in (None, figure.event) for f in others):
            continue
        closed = end < len(s) and s.word(end) == "," and _makes_up(figure, items)
        if closed or (s.word(opening) == ":" and not (end < len(s) and s.is_verb(end))):
            for quantity, noun in items:
                _take(s, quantity, noun, figure, taken)


def _opening(s: Sentence, last: int) -> int | None:
    """The colon that a figure runs up to without another number or clause mark, or the comma right behind its noun."""
    noun = noun_after(s, [last])
    for k in range(last + 1, len(s)):
        if s.word(k) == ":" or (s.word(k) == "," and noun is not None and k == noun + 1):
            return k
        if s.tags[k] == "CD" or s.word(k) in (";", ","):
            return None
    return None


def _items(s: Sentence, here: list[Quantity], first: int) -> tuple[list[tuple[Quantity, int]], int]:
    """The numbers, each with the people it counts, that a list from token `first` holds, and the token behind it."""
    items: list[tuple[Quantity, int]] = []
    k = end = first
    while k < len(s):
        found = next(((q, t) for q in here if (t := tokens_of(s, q)) and t[0] == k), None)
        noun = noun_after(s, found[1]) if found is not None else None
        if found is None or noun is None or lexicon.noun_kind(s.lemmas[noun]) not in _NOUNS:
            break
        items.append((found[0], noun))
        k = end = noun + 1
        while k < len(s) and s.low(k) in (",", "and"):
            k += 1
    return items, end


def _makes_up(whole: Figure, items: list[tuple[Quantity, int]]) -> bool:
    """Say whether the numbers of a list are just the number before it."""
    exact = whole.count.at_least is not None and whole.count.at_least == whole.count.at_most
    return exact and sum(q.at_least or 0 for q, _ in items) == whole.count.at_least
