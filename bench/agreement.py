"""Krippendorff's alpha: how far people who coded the same units agree beyond chance.

1 is perfect agreement, 0 what chance would give, below 0 worse than chance. K. Krippendorff, Computing Krippendorff's
Alpha-Reliability (2011). Any distance between two values will do: 0 or 1 for categories, `apart` for sets.
"""

from __future__ import annotations

from collections import Counter
from itertools import combinations, permutations
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

Value = TypeVar("Value")


def alpha(
    units: Iterable[Sequence[Value | None]], distance: Callable[[Value, Value], float] | None = None
) -> float | None:
    """Return alpha over units, each the values that its coders gave, None where one gave none.

    `distance` is symmetrical and 0 between equal values; without it two values are the same or wholly apart. A unit
    with fewer than two values says nothing. None where nothing can be said: no pairs, or no variation to agree on.
    """
    far = distance or _differ
    coded = [given for unit in units if len(given := [v for v in unit if v is not None]) > 1]
    values = [v for unit in coded for v in unit]
    if not values:
        return None
    observed = sum(sum(far(a, b) for a, b in permutations(unit, 2)) / (len(unit) - 1) for unit in coded) / len(values)
    pairs = len(values) * (len(values) - 1) / 2
    if distance is None:  # counted, since a text has thousands of words
        expected = 1 - sum(n * (n - 1) / 2 for n in Counter(values).values()) / pairs
    else:
        expected = sum(far(a, b) for a, b in combinations(values, 2)) / pairs
    return 1 - observed / expected if expected else None


def apart(a: frozenset[Hashable], b: frozenset[Hashable]) -> float:
    """Return how far two sets are apart: 0 for the same, 1 for nothing in common, else the share not in common."""
    return 1 - len(a & b) / len(a | b) if a | b else 0.0


def _differ(a: object, b: object) -> float:
    return float(a != b)
