"""The finer of several places that an act's words name: "the base at A in the countryside of B" tells of the base."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from trucewatch.reading.clauses import case_of

if TYPE_CHECKING:
    from trucewatch.model import Place
    from trucewatch.reading.syntax import Sentence

FINE_M = 20_000
"""A place known to this radius is a settlement or an area, a wider one a province or a country."""


def coarseness(place: Place) -> int:
    """0 for a place found finely, 1 for a name not found, 2 for a province or a country."""
    if not place.located or place.radius_m is None:
        return 1
    return 0 if place.radius_m <= FINE_M else 2


def finer(named: Place | None, hit: Place | None) -> Place | None:
    """The place that was hit, if it is known more finely than the place that the clause names beside it."""
    if named is None or hit is None:
        return named or hit
    if hit.located:
        return hit if coarseness(hit) < coarseness(named) else named
    # "In A, shells struck the B market": the market lies in A, and its name says more.
    return within(hit, named) if hit.method == "not found" and named.relation == "in" else named


def outermost(s: Sentence, found: list[tuple[int, Place, int]], best: tuple[int, Place, int]) -> Place:
    """Go from the wider place to the named one that the text says lies in it: "the base at A in the region of B"."""
    _, place, head = best
    while s.is_a(head, "nmod") and case_of(s, head) in _LIES:
        outer = next((f for f in found if f[2] == s.heads[head] and f[0] == 0), None)
        if outer is None:
            break
        place, head = within(outer[1], place), outer[2]
    return place


_LIES = frozenset({"in", "near", "at", "inside"})
"""Prepositions that say where the named place before them lies."""


def within(fine: Place, wide: Place) -> Place:
    """The finer of two places, which the text says lies in or by the wider; found where that is, at worst."""
    if fine.located or not wide.located:
        return fine
    there = f"{wide.relation} {wide.name}" if wide.relation not in (None, "in") else wide.name
    return replace(wide, name=fine.name, span=fine.span, relation=fine.relation, method=f"{wide.method}, for {there}")
