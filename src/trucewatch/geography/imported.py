"""Places beyond the case's own and the built-in ones: whoever holds them says which bear a name, or sound like it.

They are asked inside a context only: a table of one country must not make its villages the only ones of their name in
the world.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from trucewatch.geography.names import skeleton
from trucewatch.geography.rows import SETTLEMENTS, LonLat, PlaceRow, apart_m
from trucewatch.geography.seed import countries_near
from trucewatch.geography.sounding import LEAST, LEAST_OF_TOWNS, Sounding, chosen, of_country, unders

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trucewatch.geography.sounding import Scores

Box = tuple[float, float, float, float]
"""West, south, east, north, in degrees."""

NEAR_M = 300_000.0
"""A place farther from what is spoken of is not meant by a bare name."""
REACH_M = 150_000.0
"""By sound, only the countries that have a place within this reach are searched."""

_CELL_DEGREES, _CELL_M = 0.25, 25_000.0
"""A quarter of a degree of latitude is more than 27 km: small places that are one lie in cells side by side."""
_FIRST = SETTLEMENTS | {"country", "province", "governorate", "region", "oblast"}
"""What a bare name means before anything else that bears it: a subdistrict, a hill, a camp."""


class FurtherPlaces(Protocol):
    """A table of places that can be asked for a name (`trucewatch.store.ImportedPlaces` is one)."""

    def named(self, folded: str, countries: frozenset[str]) -> tuple[PlaceRow, ...]:
        """Return the places of the countries (ISO codes of two letters) that bear a folded name, article or not."""
        ...

    def sounding(self, skeletons: frozenset[str], countries: frozenset[str]) -> tuple[PlaceRow, ...] | None:
        """Return the places of the countries with a name of one of the skeletons; None where they are too many."""
        ...

    def with_id(self, ref: str) -> PlaceRow | None:
        """Return the place of an id, None where it is not listed."""
        ...

    def outline(self, ref: str) -> bytes | None:
        """Return the outline of an area as WKB in (lon, lat), None where none is held."""
        ...


@runtime_checkable
class DividedPlaces(Protocol):
    """A table that can also say which settlements it puts into a division, or has in a box; not every one can."""

    def settlements(
        self, countries: frozenset[str], *, admin: str | None = None, box: Box | None = None
    ) -> tuple[PlaceRow, ...] | None:
        """Return the settlements of the countries: those with a first-level division's code, or in a box.

        None where they are too many to be weighed.
        """
        ...


def further_named(
    folded: str, further: FurtherPlaces, builtin: tuple[PlaceRow, ...], context: tuple[str | None, LonLat | None]
) -> tuple[PlaceRow, ...]:
    """Return the places that bear a name, the further ones first; the built-in ones alone outside any context."""
    country, near = context
    if country is not None:
        countries = frozenset({country})
    elif near is not None:
        countries = countries_near(round(near[0], 1), round(near[1], 1), NEAR_M)
    else:
        return builtin
    rows = further.named(folded, countries)
    ids = {row.id for row in rows}
    return gathered((*rows, *(row for row in builtin if row.id not in ids)))


def bare(rows: tuple[PlaceRow, ...]) -> tuple[PlaceRow, ...]:
    """Keep what a name without "district" or "hill" means: settlements and provinces, others where there are none."""
    return tuple(row for row in rows if row.kind in _FIRST) or rows


def gathered(rows: Iterable[PlaceRow]) -> tuple[PlaceRow, ...]:
    """Put together what two tables list of one place: namesakes of one kind, one within the other's circle.

    The first table's row stays; its circle grows until it holds the points of the others.
    """
    kept: list[PlaceRow] = []
    # Of a common name there are thousands: only those are compared that can be one.
    near: dict[tuple[str, str | None, int], list[int]] = defaultdict(list)
    wide: list[int] = []
    for row in rows:
        kind, cell = _class(row), math.floor(row.lat / _CELL_DEGREES)
        if row.radius_m > _CELL_M:
            others: Iterable[int] = range(len(kept))
        else:
            beside = (at for c in (cell - 1, cell, cell + 1) for at in near[kind, row.country, c])
            others = sorted({*beside, *wide})
        at = next((at for at in others if _are_one(kept[at], row)), None)
        if at is None:
            (wide if row.radius_m > _CELL_M else near[kind, row.country, cell]).append(len(kept))
            kept.append(row)
            continue
        held = kept[at]
        people = max(held.population or 0, row.population or 0)
        radius_m = max(held.radius_m, apart_m((held.lon, held.lat), (row.lon, row.lat)))
        kept[at] = replace(held, radius_m=radius_m, population=people or None)
    return tuple(kept)


def _are_one(held: PlaceRow, row: PlaceRow) -> bool:
    if _class(held) != _class(row) or held.country != row.country:
        return False
    return apart_m((held.lon, held.lat), (row.lon, row.lat)) <= max(held.radius_m, row.radius_m)


def _class(row: PlaceRow) -> str:
    return "settlement" if row.kind in SETTLEMENTS else row.kind


def further_by_sound(
    folded: str, country: str, further: FurtherPlaces, *, world: bool
) -> tuple[PlaceRow, float] | None:
    """Return the place of a country that sounds most like a name, among the further and the built-in ones."""
    scores = sound_scores(folded, country, further, world=world)
    if scores is None:
        return None
    first: Scores = {i: scored for i, scored in scores.items() if scored[1].kind in _FIRST}
    close = any(score >= LEAST for score, _ in first.values())
    found = chosen(first if close else scores)
    # What no table of villages lists is found as where there is none.
    return None if found is not None and found[0].imported is None and found[1] < LEAST_OF_TOWNS else found


def sound_scores(folded: str, country: str, further: FurtherPlaces, *, world: bool) -> Scores | None:
    """Return by id how much each place of a country sounds like a name; None where too many lie under its skeleton."""
    rows = further.sounding(frozenset(unders(skeleton(folded))), frozenset({country}))
    if rows is None:
        return None
    scores = Sounding(rows).scores(folded)
    if world:
        scores = scores | {i: s for i, s in of_country(country).scores(folded).items() if i not in scores}
    return scores
