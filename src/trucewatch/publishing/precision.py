"""How finely a place is known, in the codes of ACLED (`geo_precision`) and of UCDP GED (`where_prec`).

Both follow from the kind of the place that is named, from its relation and from the radius of doubt; a row that came
from one of the two keeps the code that it had there. The coding is ours, not theirs. UCDP's 7, waters and airspace
that are no state's, cannot be told from a place of ours and is never given.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from trucewatch.geography.rows import AREAS, SETTLEMENTS

if TYPE_CHECKING:
    from trucewatch.model import Place

ACLED_TOWN, ACLED_NEAR, ACLED_REGION = 1, 2, 3
UCDP_EXACT, UCDP_NEAR, UCDP_SECOND, UCDP_FIRST, UCDP_GENERAL, UCDP_COUNTRY = 1, 2, 3, 4, 5, 6

_TOWN_M, _NEAR_M, _UCDP_NEAR_M = 2_500.0, 15_000.0, 25_000.0
_FIRST_LEVEL = frozenset({"province", "governorate", "region", "oblast"})
_RELATED = re.compile(
    r"(?:distance-|along-a-line|on-a-line|near-|between-|outskirts-of-|beside-|part-of-|countryside-of-)"
)
"""How the method of a place begins that is told from another; it is not that other place."""
_CODED = re.compile(r"table:(?:acled geo_precision|ucdp where_prec) (\d)")


def geo_precision(place: Place | None) -> int | None:
    """Return 1 for a town, 2 for what is near one or a small area, 3 for a larger region; None where not found."""
    if place is None or place.radius_m is None:
        return None
    own = _own_code(place, "acled")
    if own is not None:
        return own
    if _is_settlement(place) or (place.kind is None and place.radius_m <= _TOWN_M):
        return ACLED_TOWN
    return ACLED_NEAR if place.radius_m <= _NEAR_M and place.kind not in _FIRST_LEVEL else ACLED_REGION


def where_prec(place: Place | None) -> int | None:
    """Return UCDP's code from 1, the place itself, to 6, the country; None where the place was not found.

    2: known within 25 km. 3 and 4: a division of second or first level. 5: a part of a division, a line, or a region
    that is none; also what is known no better than by a radius above 25 km.
    """
    if place is None or place.radius_m is None:
        return None
    own = _own_code(place, "ucdp")
    if own is not None:
        return own
    if _is_settlement(place) or (place.kind is None and place.radius_m <= _TOWN_M):
        return UCDP_EXACT
    if not _is_related(place):
        division = {"district": UCDP_SECOND, "country": UCDP_COUNTRY}
        code = UCDP_FIRST if place.kind in _FIRST_LEVEL else division.get(place.kind or "")
        if code is not None:
            return code
    elif place.kind in AREAS:
        return UCDP_GENERAL
    return UCDP_NEAR if place.radius_m <= _UCDP_NEAR_M else UCDP_GENERAL


def _is_settlement(place: Place) -> bool:
    """Say whether it is a settlement itself, however large; one that is told from a settlement is not."""
    return place.kind in SETTLEMENTS and not _is_related(place)


def _is_related(place: Place) -> bool:
    return place.relation not in (None, "in") or _RELATED.match(place.method or "") is not None


def _own_code(place: Place, table: str) -> int | None:
    match = _CODED.match(place.method or "")
    return int(match[1]) if match and (place.method or "").startswith(f"table:{table}") else None
