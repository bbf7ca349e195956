"""What a zone comes to on the ground, in every world that is open: kept for as long as the agreement is."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import ref

from trucewatch.agreement.zone_choosers import worlds
from trucewatch.agreement.zone_shapes import found

if TYPE_CHECKING:
    from trucewatch.agreement.terms import Agreement
    from trucewatch.agreement.zone_choosers import World
    from trucewatch.agreement.zone_shapes import Found

_MOST = 4096
_KEPT: dict[int, tuple[ref[Agreement], dict[tuple[str, World], tuple[Found, ...]]]] = {}
"""By identity: an agreement is compared and hashed by all its terms, which takes longer than the question."""


def ways(agreement: Agreement, zone_id: str, world: World) -> tuple[Found, ...]:
    """Return what the zone is in each world: one thing, or several where a day, party or weapon is open.

    Raises:
        AgreementError: the zone or one it derives from is missing, or is not of the kind that is needed.
    """
    kept = _kept(agreement)
    key = (zone_id, world)
    if key not in kept:
        if len(kept) >= _MOST:
            kept.clear()
        kept[key] = tuple(found(agreement, zone_id, way) for way in worlds(agreement, zone_id, world))
    return kept[key]


def _kept(agreement: Agreement) -> dict[tuple[str, World], tuple[Found, ...]]:
    known = _KEPT.get(id(agreement))
    if known is not None and known[0]() is agreement:
        return known[1]
    number = id(agreement)
    kept: dict[tuple[str, World], tuple[Found, ...]] = {}
    _KEPT[number] = (ref(agreement, lambda _: _KEPT.pop(number, None)), kept)
    return kept
