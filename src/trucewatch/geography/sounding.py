"""Places by the sound of their names: looked up under a skeleton, decided by likeness, given up between ties."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from trucewatch.geography.names import fold, likeness, skeleton
from trucewatch.geography.rows import apart_m
from trucewatch.geography.seed import seed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trucewatch.geography.rows import PlaceRow

    Scores = dict[str, tuple[float, PlaceRow]]

# Measured by `bench/places.py` on 66 pairs of spellings and 200 look-alikes: at 0.92 precision is .98 and recall .91,
# at 0.84 .90 and .96. A wrong village is worse than one left to the analyst.
LEAST = 0.92
LEAD = 0.05
_SAME_SKELETON, _OTHER_SKELETON = 0.08, -0.05
_SHORT = 2
_SHORT_LEAST = 1.0
"""A skeleton of one or two consonants says little: there the sounds must agree but for a vowel."""


class Sounding:
    """Some places, to be found by names that sound like theirs."""

    def __init__(self, rows: Iterable[PlaceRow]) -> None:
        """Index the rows under their skeletons, and under those with one consonant left out."""
        self._under: dict[str, list[tuple[str, PlaceRow]]] = defaultdict(list)
        for row in rows:
            for key in dict.fromkeys((fold(row.name), *map(fold, row.alternative_names), *row.keys)):
                for under in unders(skeleton(key)):
                    self._under[under].append((key, row))

    def best(self, folded: str) -> tuple[PlaceRow, float] | None:
        """Return the place whose name sounds most like it, and how much; None below the limit or between ties."""
        return chosen(folded, self.scores(folded))

    def scores(self, folded: str) -> Scores:
        """Return by id how much each place under the name's skeletons sounds like it."""
        scores: Scores = {}
        for under in unders(skeleton(folded)):
            for key, row in self._under.get(under, ()):
                score = score_of(folded, key)
                if row.id not in scores or scores[row.id][0] < score:
                    scores[row.id] = (score, row)
        return scores


def chosen(folded: str, scores: Scores) -> tuple[PlaceRow, float] | None:
    """Return the place that sounds most like it, and how much; None below the limit or between ties."""
    ranked = sorted(scores.values(), key=lambda scored: -scored[0])
    if not ranked or ranked[0][0] < least_for(folded):
        return None
    score, row = ranked[0]
    for other_score, other in ranked[1:]:
        if score - other_score >= LEAD:
            break
        if not apart_m((row.lon, row.lat), (other.lon, other.lat)) <= row.radius_m + other.radius_m:
            return None  # also where one of them has no point
    return row, min(score, 1.0)


def least_for(folded: str) -> float:
    """Return the least score that is enough for a name."""
    return _SHORT_LEAST if len(skeleton(folded)) <= _SHORT else LEAST


def score_of(one: str, other: str) -> float:
    """Return the likeness of two folded names with what their skeletons add or take."""
    return likeness(one, other) + (_SAME_SKELETON if skeleton(one) == skeleton(other) else _OTHER_SKELETON)


def unders(bones: str) -> set[str]:
    """Return the skeleton, and those with one of its consonants left out."""
    return {bones} | {bones[:at] + bones[at + 1 :] for at in range(len(bones)) if len(bones) > _SHORT}


@lru_cache(maxsize=16)
def of_country(country: str) -> Sounding:
    """Return the built-in settlements and divisions of a country; made when first asked."""
    return Sounding(row for row in seed().of_country(country) if row.kind != "country")
