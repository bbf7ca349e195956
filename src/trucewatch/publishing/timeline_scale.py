"""Where an instant lies on a drawing: to scale if everything can then be told apart, else with long gaps shortened."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

_APART = 14.0
"""Units of the drawing that two instants should lie apart at least."""

_POWERS = (1.0, 0.5, 0.35, 0.2, 0.0)
"""Gaps are drawn as a power of their length: 1 is to scale, 0 draws all gaps alike. The first that serves is taken."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Instants and where each lies, both rising. `to_scale` says whether equal times are equal lengths."""

    keys: tuple[datetime, ...]
    xs: tuple[float, ...]
    to_scale: bool

    def x(self, moment: datetime) -> float:
        """Return where an instant lies; one between two keys lies between them in proportion."""
        if moment <= self.keys[0]:
            return self.xs[0]
        for (a, b), (left, right) in zip(pairwise(self.keys), pairwise(self.xs), strict=True):
            if moment <= b:
                return left + (right - left) * ((moment - a) / (b - a))
        return self.xs[-1]


def scale_for(instants: Iterable[datetime], left: float, right: float) -> Scale:
    """Return the scale that draws all these instants from `left` to `right`; there must be at least one."""
    keys = tuple(sorted(set(instants)))
    gaps = [(b - a).total_seconds() for a, b in pairwise(keys)]
    if not gaps:
        return Scale(keys, ((left + right) / 2,), to_scale=True)
    apart = min(_APART, (right - left) / len(gaps) / 2)
    power = next(p for p in _POWERS if min(_lengths(gaps, p, right - left)) >= apart)
    xs = [left]
    for length in _lengths(gaps, power, right - left):
        xs.append(xs[-1] + length)
    return Scale(keys, tuple(xs), to_scale=power == 1.0)


def _lengths(gaps: list[float], power: float, room: float) -> list[float]:
    """Share `room` among gaps (seconds), each to that power."""
    widths = [gap**power for gap in gaps]
    return [room * width / sum(widths) for width in widths]


def spaced(scale: Scale, apart: float, first: Iterable[datetime] = ()) -> tuple[datetime, ...]:
    """Return the keys that can be labelled without touching: those of `first` before others, then from the left."""
    wanted = [*first, *scale.keys]
    kept: list[datetime] = []
    for key in wanted:
        if all(abs(scale.x(key) - scale.x(other)) >= apart for other in kept):
            kept.append(key)
    return tuple(sorted(kept))
