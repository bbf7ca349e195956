"""Several places of one name: which of them the context holds, which the bare word means, or that they are a tie."""

from __future__ import annotations

from dataclasses import replace

from trucewatch.geography.imported import NEAR_M
from trucewatch.geography.names import fold, without_article
from trucewatch.geography.rows import AREAS, SETTLEMENTS, LonLat, PlaceRow, apart_m

_KNOWN_EVERYWHERE = 1_000_000
_LARGE, _OUTWEIGHS, _NEARER = 100_000, 20, 3.0


def in_context(rows: tuple[PlaceRow, ...], country: str | None, near: LonLat | None) -> tuple[PlaceRow, ...]:
    """Keep the places of the context; where there are none, only what is known everywhere."""
    if country is None and near is None:
        return rows
    if country is not None:
        return tuple(row for row in rows if row.country == country) or _known_everywhere(rows)
    inside = tuple(row for row in rows if near and apart_m(near, (row.lon, row.lat)) <= NEAR_M + row.radius_m)
    if not inside:
        return _known_everywhere(rows)
    # Nearness alone does not beat a namesake that the whole world knows: both stay, and are a tie.
    most = max(map(_weight, inside))
    return inside + tuple(row for row in rows if row not in inside and is_known(row) and _weight(row) > most)


def _known_everywhere(rows: tuple[PlaceRow, ...]) -> tuple[PlaceRow, ...]:
    """Keep a country, a capital or a city of a million that outweighs all its namesakes, whatever is spoken of."""
    rows = without_what_lies_in_another(rows)
    row = heaviest(rows)
    if row is None:
        return ()
    return (row,) if is_known(row) else ()


def is_known(row: PlaceRow) -> bool:
    """Say whether a bare name may mean it in any report of the world: a country, a capital, a city of a million."""
    return row.kind in {"country", "capital"} or _weight(row) >= _KNOWN_EVERYWHERE


def without_what_lies_in_another(rows: tuple[PlaceRow, ...]) -> tuple[PlaceRow, ...]:
    """Of a province and the city in it that bear one name, keep the province: the bare word may mean either.

    The name of a country's capital is the city's: its province is called one. A region across a border that is listed
    for both countries is one.
    """
    kept = []
    rows = tuple({(row.kind, row.lat, row.lon, row.radius_m): row for row in reversed(rows)}.values())[::-1]
    areas = [row for row in rows if row.kind in AREAS]
    for row in rows:
        held = [other for other in rows if other is not row and _holds(row, other)] if row.kind in AREAS else []
        if row.kind != "country" and any(other.kind == "capital" for other in held):
            continue
        if row.kind == "capital" or not any(_holds(other, row) for other in areas if other is not row):
            people = max([row.population or 0, *(other.population or 0 for other in held)])
            reach_m = max([row.radius_m, *(other.radius_m for other in held)])
            kept.append(replace(row, population=people, radius_m=reach_m) if held else row)
    return tuple(kept)


def by_their_own_name(rows: tuple[PlaceRow, ...], name: str) -> tuple[PlaceRow, ...]:
    """Keep the provinces that are called so, where all else that bears the name is small and called otherwise first."""
    folded = without_article(fold(name).removeprefix("the "))
    own = tuple(row for row in rows if row.kind in AREAS and without_article(fold(row.name)) == folded)
    others = [row for row in rows if row not in own]
    small = all(row.kind in SETTLEMENTS and _weight(row) < _LARGE for row in others)
    return own if own and small and not any(without_article(fold(row.name)) == folded for row in others) else rows


def _holds(area: PlaceRow, row: PlaceRow) -> bool:
    """Say whether an area's circle holds the middle of a settlement, or of a smaller area, of the same country."""
    return (
        area.kind in AREAS
        and (row.kind not in AREAS or row.radius_m < area.radius_m)
        and row.country == area.country
        and apart_m((row.lon, row.lat), (area.lon, area.lat)) <= area.radius_m
    )


def _weight(row: PlaceRow) -> int:
    return row.population or 0


def nearest(rows: tuple[PlaceRow, ...], near: LonLat) -> PlaceRow | None:
    """Return the one of several that is so much nearer that it is meant; None where the next is not three times off."""
    ranked = sorted((apart_m(near, (row.lon, row.lat)), number) for number, row in enumerate(rows))
    return rows[ranked[0][1]] if ranked[1][0] >= _NEARER * max(ranked[0][0], rows[ranked[0][1]].radius_m) else None


def heaviest(rows: tuple[PlaceRow, ...]) -> PlaceRow | None:
    """Return the one that is so much larger that nobody means another by the bare name; a country before its like."""
    if len(rows) < 2:  # noqa: PLR2004
        return rows[0] if rows else None
    countries = [row for row in rows if row.kind == "country"]
    if countries:
        others_are_small = all(row.kind in SETTLEMENTS for row in rows if row is not countries[0])
        return countries[0] if others_are_small else None
    first, second, *_ = sorted(rows, key=_weight, reverse=True)
    outweighs = _weight(first) >= max(_LARGE, _OUTWEIGHS * _weight(second))
    # An area without people counted may be as large as any.
    uncounted = any(row.kind in AREAS and not row.population for row in rows)
    return first if outweighs and not uncounted else None
