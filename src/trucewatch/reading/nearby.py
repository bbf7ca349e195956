"""What of a document's quotations, quantities and time phrases lies in a stretch: found by halving, never by scanning.

A table of a thousand lines has a thousand quantities; each sentence must look only at its own.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trucewatch.model import Span


class Spanned(Protocol):
    """Anything with a span."""

    @property
    def span(self) -> Span:
        """The span in the document."""
        ...


T = TypeVar("T", bound=Spanned)


def beginning_in(items: Sequence[T], span: Span) -> Sequence[T]:
    """The items, sorted by span, that begin in `span`."""
    first = bisect_left(items, span[0], key=lambda item: item.span[0])
    last = bisect_left(items, span[1], lo=first, key=lambda item: item.span[0])
    return items[first:last]


def overlapping(spans: Sequence[Span], span: Span) -> Sequence[Span]:
    """The spans, sorted and apart from each other, that share a code point with `span`."""
    first = bisect_right(spans, span[0], key=lambda one: one[1])
    last = bisect_left(spans, span[1], lo=first, key=lambda one: one[0])
    return spans[first:last]
