"""Whether a place that a report names lies in a zone that is known by the names of places only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from trucewatch.geography.names import fold, without_article

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trucewatch.model import Place

_IN = frozenset({None, "in", "at", "within", "inside"})
_TOWN = "(?:city|town|village|municipality|settlement|hamlet|township)"
_TOWN_OF = re.compile(rf"(?:old )?{_TOWN} of (?P<core>.+)|(?P<town>.+) {_TOWN}")
_CUT = re.compile(r"\s*[,()]\s*|\s+(?:in|within|inside)\s+")


def named_in(place: Place, names: Iterable[str]) -> bool:
    """Say whether a report's place is one of `names`, or is told to be in one ("Hays, Hudaydah governorate").

    Names are compared folded (case, marks, article); another spelling is another name: list both. "Hudaydah" listed
    takes the town and what lies in the area of that name; "city of Hudaydah" takes the town alone, and no report of
    "Hudaydah", which may mean the area. What is near a place, or at a distance from it, is not in it.
    """
    if place.relation not in _IN:
        return False
    listed = {_key(name) for name in names}
    told = [_key(words) for words in _CUT.split(place.name) if words]
    return any(key in listed or (key.town and _Key(key.name, town=False) in listed) for key in told)


class _Key(NamedTuple):
    name: str
    town: bool


def _key(name: str) -> _Key:
    """Return a folded name, without the word that makes it a town's, and whether it has one."""
    folded = fold(name).removeprefix("the ")
    match = _TOWN_OF.fullmatch(folded)
    return _Key(without_article((match["core"] or match["town"]) if match else folded), town=match is not None)
