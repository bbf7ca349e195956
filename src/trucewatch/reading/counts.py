"""A figure: a quantity as the count of an event, and the tokens where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.model import Count

if TYPE_CHECKING:
    from trucewatch.reading.quantities import Quantity
    from trucewatch.reading.syntax import Sentence
    from trucewatch.reading.work import Event


TOLLS = frozenset({"toll", "number", "count", "total", "tally", "figure", "loss"})
"""Nouns that announce a sum: "the toll rose to 33"."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A count, the event it belongs to (None: found by pattern alone), and whether it is part of another.

    One that is not `sure` counts people of whom its words leave open what befell them, and gives no claim a count.
    """

    count: Count
    event: Event | None
    part: bool = False
    method: str = "parser"
    review: str | None = None
    sure: bool = True


def tokens_of(s: Sentence, quantity: Quantity) -> list[int]:
    """The tokens that a quantity covers; none where it stands in another sentence."""
    return [i for i, t in enumerate(s.tokens) if quantity.span[0] <= t.start < quantity.span[1]]


def quantity_at(s: Sentence, here: list[Quantity], head: int) -> Quantity | None:
    """The quantity that counts the phrase at `head`."""
    for quantity in here:
        tokens = tokens_of(s, quantity)
        if not tokens or quantity.kind in ("measure", "none-measure"):
            continue
        if head in tokens or any(
            s.heads[t] == head and s.is_a(t, "nummod", "det", "amod", "compound", "nmod") for t in tokens
        ):
            return quantity
        if any(s.heads[head] == t and s.is_a(head, "nmod") for t in tokens):
            return quantity
    return None


def noun_after(s: Sentence, tokens: list[int]) -> int | None:
    """The noun within three tokens after a number."""
    return next((k for k in range(tokens[-1] + 1, min(tokens[-1] + 4, len(s))) if s.is_noun(k)), None)


def count_of(quantity: Quantity, kind: str, of: str | None, unit: str | None) -> Count:
    """The quantity as a count of `kind`, of the things called `of`."""
    return Count(
        kind=kind,
        of=of,
        unit=unit,
        at_least=quantity.at_least,
        at_most=quantity.at_most,
        words=quantity.words,
        span=quantity.span,
    )
