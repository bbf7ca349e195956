"""Places by the sound of their names: looked up under a skeleton, decided by likeness, given up between ties."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from trucewatch.geography.exonyms import exonyms, folded_names
from trucewatch.geography.likeness import is_arabic, likeness
from trucewatch.geography.names import skeleton
from trucewatch.geography.rows import apart_m
from trucewatch.geography.seed import seed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trucewatch.geography.rows import PlaceRow

    Scores = dict[str, tuple[float, PlaceRow]]

# Tuned on the spelling pairs, on look-alikes and alternatives of countries other than Syria, and on villages that the
# built-in table lacks; `bench/places.py` says what came of it. A wrong village is worse than one left to the analyst.
LEAST = 0.7675
"""Odds of 3.6 to one that both names are one place's rather than the most alike names of two."""
LEAST_OF_TOWNS = 0.86
"""The same where a table lists the towns alone: most names that it lacks are villages, and some sound like a town.

Of 2,353 places in nine countries, left out of the table, 4.5 % were taken for another at `LEAST` and 2.3 % here; of
8,561 other spellings 78 % and 67 % were found.
"""
LEAD = 0.06
"""As much more alike than any other place: odds of 2.6 to one."""
_REMEMBERED = 20_000
"""News names the same places again and again."""
_LEAST_CONSONANTS = 2
"""A skeleton is not thinned below this: all names of two consonants would lie under one letter."""


class Sounding:
    """Some places, to be found by names that sound like theirs."""

    def __init__(self, rows: Iterable[PlaceRow], *, least: float = LEAST) -> None:
        """Index the rows under their skeletons, and under those with one consonant left out."""
        self.least = least
        self._answers: dict[str, tuple[PlaceRow, float] | None] = {}
        self._under: dict[str, list[tuple[str, PlaceRow, bool]]] = defaultdict(list)
        for row in rows:
            keys = dict.fromkeys((*folded_names(row), *exonyms(row)))
            in_arabic = any(map(is_arabic, keys))
            for key in keys:
                for under in unders(skeleton(key)):
                    self._under[under].append((key, row, in_arabic and not is_arabic(key)))

    def best(self, folded: str) -> tuple[PlaceRow, float] | None:
        """Return the place whose name sounds most like it, and how much; None below the limit or between ties."""
        if folded not in self._answers:
            if len(self._answers) >= _REMEMBERED:
                self._answers.clear()
            self._answers[folded] = chosen(self.scores(folded), self.least)
        return self._answers[folded]

    def scores(self, folded: str) -> Scores:
        """Return by id how much each place under the name's skeletons sounds like it."""
        scores: Scores = {}
        asked_in_arabic = is_arabic(folded)
        for under in unders(skeleton(folded)):
            for key, row, has_arabic in self._under.get(under, ()):
                if asked_in_arabic and has_arabic:
                    continue  # its Arabic name tells more than a transcription
                score = likeness(folded, key)
                if row.id not in scores or scores[row.id][0] < score:
                    scores[row.id] = (score, row)
        return scores


def chosen(scores: Scores, least: float = LEAST) -> tuple[PlaceRow, float] | None:
    """Return the place that sounds most like it, and how much; None below the limit or between ties."""
    ranked = sorted(scores.values(), key=lambda scored: -scored[0])
    if not ranked or ranked[0][0] < least:
        return None
    score, row = ranked[0]
    for other_score, other in ranked[1:]:
        if score - other_score >= LEAD:
            break
        if not apart_m((row.lon, row.lat), (other.lon, other.lat)) <= row.radius_m + other.radius_m:
            return None  # also where one of them has no point
    return row, score


def unders(bones: str) -> set[str]:
    """Return the skeleton, and those with one of its consonants left out."""
    return {bones} | {bones[:at] + bones[at + 1 :] for at in range(len(bones)) if len(bones) > _LEAST_CONSONANTS}


@lru_cache(maxsize=16)
def of_country(country: str) -> Sounding:
    """Return the built-in settlements and divisions of a country; made when first asked."""
    rows = (row for row in seed().of_country(country) if row.kind != "country")
    return Sounding(rows, least=LEAST_OF_TOWNS)
