"""Places told by their relation to others: "6 km south of X", "the outskirts of X", "between A and B".

Each becomes a disc that holds all that the words allow, and where they tell more than a disc can, a sector, a corridor,
a polygon or a set of settlements in it as the place's doubt; the method says how. `docs/explanation/where.md` lists all
of them with their numbers.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from trucewatch.geography.borders import pair_meant, why_not
from trucewatch.geography.divisions import by_settlements
from trucewatch.geography.gazetteer import Gazetteer, Located, locate
from trucewatch.geography.relation_asked import Asked
from trucewatch.geography.relations_beside import (
    NEAR,
    OPPOSITE,
    OUTSKIRTS,
    centre,
    near,
    opposite,
    outskirts,
    part,
    raion,
    rural,
    turned,
)
from trucewatch.geography.relations_between import BETWEEN, SEVERAL, between, border, half_way, of_two, several
from trucewatch.geography.relations_far import AWAY, INSIDE, SIDE_OF, away, inside, side_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from trucewatch.geography.rows import LonLat

_IN = re.compile(
    r"^(?:in(?!\sand\s)|inside|within(?!\s(?:~|\d|(?:a|some|about|around|one|two|three|four|five|ten)\s)))\s(?=\S)",
    re.IGNORECASE,
)
_LONGEST = 200
"""Code points; longer words are no place phrase, and patterns stay quick on them."""
_ROUTE_ONLY = re.compile(r"(?:along|on)\s.+", re.IGNORECASE)
_NO_NAMES = (AWAY, BETWEEN, SEVERAL, NEAR, OPPOSITE, OUTSKIRTS, SIDE_OF, INSIDE, _ROUTE_ONLY)
"""What reads as one of these is no name of its own; "southern X" and "X countryside" may be."""
_RELATED = re.compile(r"[\s,]\S", re.IGNORECASE)
"""A single word tells no relation."""

_RULES: tuple[Callable[[str, Asked], Located | None], ...] = (
    away, half_way, several, between, of_two, border, inside, near, opposite, outskirts, side_of, centre, part, rural,
    raion,
)  # fmt: skip


def locate_phrase(
    words: str, *, gazetteer: Gazetteer, country: str | None = None, near: LonLat | None = None
) -> Located | None:
    """Find what a place phrase means, with its relation; None where a name in it is not found or not settled.

    A name of the case that holds the whole phrase ("southern Idlib countryside") goes before its relation. A route
    without ends ("along the M4") has no disc. A border is found where the case has its line, or where the words and the
    country settle which of the built-in ones is meant.
    """
    phrase = turned(_IN.sub("", " ".join(words.split()).strip(" ,.;")))
    if len(phrase) > _LONGEST:
        return None
    whole = locate(phrase, gazetteer=gazetteer, country=country, near=near) if not _is_relation(phrase) else None
    if _RELATED.search(phrase) and (whole is None or "by-sound" in whole.method):
        asked = Asked(gazetteer=gazetteer, country=country, near=near)
        related = next((found for rule in _RULES if (found := rule(phrase, asked)) is not None), None)
        whole = related or whole
    return None if whole is None else replace(by_settlements(whole, gazetteer), name=words)


def why_no_border(words: str, *, country: str | None = None) -> str | None:
    """Return why the border that a phrase speaks of ("near the border with Israel") is not offered; None otherwise."""
    parts = words.split()
    pairs = (pair_meant(" ".join(parts[at:]), country=country) for at in range(len(parts)))
    pair = next((pair for pair in pairs if pair is not None), None)
    reason = why_not(pair) if pair is not None else None
    return (
        None if pair is None or reason is None else f"the border of {pair[0]} and {pair[1]} is not built in: {reason}"
    )


def _is_relation(phrase: str) -> bool:
    return _RELATED.search(phrase) is not None and any(pattern.fullmatch(phrase) for pattern in _NO_NAMES)
