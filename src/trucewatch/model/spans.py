"""Spans: `[start, end)`, half-open, in code points of the stored `document.text`."""

from __future__ import annotations

Span = tuple[int, int]


def touches(a: Span, b: Span) -> bool:
    """Say whether two spans share at least one code point."""
    return a[0] < b[1] and b[0] < a[1]


def covers(outer: Span, inner: Span) -> bool:
    """Say whether `inner` lies wholly in `outer`."""
    return outer[0] <= inner[0] and inner[1] <= outer[1]
