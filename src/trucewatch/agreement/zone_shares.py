"""How much of where a place may be lies in a zone, and what the house rule of the file makes of it.

A zone whose edge is drawn roughly holds a share between two bounds; so does one made of parts that are not all drawn.
"""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

import numpy as np

from trucewatch.agreement.zone_names import named_in
from trucewatch.agreement.zone_shapes import ByName, Compound, Drawn, Gap, as_drawn, closed
from trucewatch.geography.doubt import doubt_of
from trucewatch.geography.overlap import disc_shares, shared

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy import bool_, float64
    from numpy.typing import NDArray

    from trucewatch.agreement.zone_shapes import Found
    from trucewatch.model import Place

    Floats = NDArray[float64]
    Bounds = tuple[Floats, Floats]

_ROUNDED = 1e-9
"""Sums of shares are rounded; no house rule is that fine."""


def share_of(there: Found, place: Place | None) -> float | None:
    """Return how much of where a place may be lies in the zone as drawn; None for a point, or without a shape."""
    drawn, doubt = as_drawn(there), doubt_of(place) if place is not None else None
    if drawn is None or doubt is None or not closed(drawn.shape) or (doubt.kind == "sector" and not doubt.to_m):
        return None
    return shared(doubt, drawn.shape, edge_m=0.0).drawn


def bounds_of(there: Found, place: Place) -> tuple[float, float]:
    """Return how much of where a place may be lies in the zone at least, and at most."""
    doubt = doubt_of(place)

    def of_shape(drawn: Drawn) -> Bounds:
        if doubt is None:
            return np.zeros(1), np.ones(1)
        held = shared(doubt, drawn.shape, edge_m=drawn.edge_m)
        return np.array([held.least]), np.array([held.most])

    def of_name(zone: ByName) -> Bounds:
        return np.array([1.0 if named_in(place, zone.places) else 0.0]), np.ones(1)

    least, most = _bounds(there, of_shape, of_name)
    return float(least[0]), float(most[0])


def bounds_of_discs(there: Found, lons: Floats, lats: Floats, radii: Floats) -> Bounds:
    """Return the same for many discs; those have no names."""

    def of_shape(drawn: Drawn) -> Bounds:
        return disc_shares(drawn.shape, lons, lats, radii, edge_m=drawn.edge_m)

    return _bounds(there, of_shape, lambda _: (np.zeros(lons.shape), np.ones(lons.shape)))


def inside(least: Floats | float, asked: float) -> NDArray[bool_]:
    """Say what the house rule calls inside: at least so much of where it may be lies in the zone."""
    found: NDArray[bool_] = np.asarray(least) >= asked - _ROUNDED
    return found


def outside(most: Floats | float, asked: float) -> NDArray[bool_]:
    """Say what the house rule calls outside: no more than the rest lies in the zone."""
    found: NDArray[bool_] = np.asarray(most) <= 1.0 - asked + _ROUNDED
    return found


def _bounds(there: Found, of_shape: Callable[[Drawn], Bounds], of_name: Callable[[ByName], Bounds]) -> Bounds:
    """Return the bounds of a zone from those of its parts: shares of parts may overlap, or lie side by side."""
    match there:
        case Drawn():
            return of_shape(there)
        case Gap():
            return of_name(ByName(name=there.name, places=()))
        case ByName():
            return of_name(there)
        case Compound():
            found = _combined(there.how, [_bounds(part, of_shape, of_name) for part in there.parts])
            if there.whole is None:
                return found
            whole = of_shape(there.whole)
            return np.maximum(found[0], whole[0]), np.minimum(found[1], whole[1])


def _combined(how: str, parts: list[Bounds]) -> Bounds:
    if how == "union":
        least, most = (list(side) for side in zip(*parts, strict=True))
        return reduce(np.maximum, least), np.minimum(sum(most), 1.0)
    if how == "difference":
        parts = [parts[0], *((1.0 - most, 1.0 - least) for least, most in parts[1:])]
    missing = sum(1.0 - least for least, _ in parts)
    return np.maximum(1.0 - missing, 0.0), reduce(np.minimum, [most for _, most in parts])
