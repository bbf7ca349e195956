"""Places told by how far they lie from another, and to which side: "6 km south of X", "a few miles from X"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from trucewatch.geography import doubt
from trucewatch.geography.relation_asked import EDGE, ON_ROAD_M, on_line, told
from trucewatch.geography.relation_words import LENGTH, SIDE, bearing, length
from trucewatch.geography.rows import AREAS, moved

if TYPE_CHECKING:
    from trucewatch.geography.gazetteer import Located
    from trucewatch.geography.relation_asked import Asked

_DUE = r"(?:just|immediately|directly|due|straight)"
_TO_SIDE = rf"(?:to\s)?(?:the\s)?(?:{_DUE}\s)?"
AWAY = re.compile(
    rf"{LENGTH}\s(?:{_TO_SIDE}(?P<side>{SIDE})\s)?"
    r"(?:of|from|off|outside|away\sfrom|inland\sfrom)\s(?:the\s(?:coast|shores?|coastline|centre|center)\sof\s)?"
    r"(?P<name>.+)",
    re.IGNORECASE,
)
SIDE_OF = re.compile(
    rf"(?:{_DUE}\s)?(?:to\sthe\s)?(?P<side>{SIDE})(?P<other>(?:(?:,|,?\s(?:and|or))\s(?:{SIDE}))+)?\sof\s(?P<name>.+)",
    re.IGNORECASE,
)
INSIDE = re.compile(rf"(?:{LENGTH}\s|deep\s|just\s|well\s)(?:inside|into|within)\s(?P<name>.+)", re.IGNORECASE)

_BEARING_DOUBT = 0.4
"""Of the distance: "south" is said of anything within 22.5 degrees, and distances are rounded."""
_BEARING_DEG = 22.5
_AREA_DEG = 75.0
"""Of a province or a country: what is south of its edge, or of the town of its name, need not be so of its middle."""
_SIDE_OF_M = 10_000.0


def away(phrase: str, asked: Asked) -> Located | None:
    """Read "6 km south of X": a sector; without a side a ring; from a line that the case knows, all along it."""
    match = AWAY.fullmatch(phrase)
    far = length(match.groupdict()) if match else None
    if match is None or far is None or (match["side"] is None and match["most"] is None and _is_bare_of(match)):
        return None
    place = asked.place(match["name"])
    if place is None:
        line = asked.line(match["name"])
        return on_line(line, max(line.edge_m, ON_ROAD_M) + far.most_m, "distance-from-a-line") if line else None
    at = (place.lon, place.lat)
    from_m, to_m = far.least_m - place.radius_m, far.most_m + place.radius_m
    if far.least_m == 0:
        from_m = 0.0
    if match["side"] is None:
        return told(place, (at, to_m), "distance-from", doubt.sector(at, from_m=from_m, to_m=to_m))
    turn = bearing(match["side"])
    there = moved(at, bearing=turn, by_m=far.by_m)
    part = doubt.sector(at, from_m=from_m, to_m=to_m, bearing=turn, half_angle=_half_angle(place))
    return told(place, (there, place.radius_m + _BEARING_DOUBT * far.by_m), "distance-and-bearing-from", part)


def _is_bare_of(match: re.Match[str]) -> bool:
    """Say whether "10 km of X" tells a stretch of X, not a distance from it."""
    between = match.string[match.end("unit") : match.start("name")]
    return re.search(r"\b(?:from|off|outside)\b", between, re.IGNORECASE) is None


def side_of(phrase: str, asked: Asked) -> Located | None:
    """Read "south of X": beside it, no further than ten kilometres from its middle; of two sides, all around."""
    match = SIDE_OF.fullmatch(phrase)
    place = asked.place(match["name"]) if match else None
    if match is None or place is None:
        return None
    at, turn = (place.lon, place.lat), bearing(match["side"])
    if place.kind in AREAS:
        out_m, edge_m = place.radius_m + _SIDE_OF_M, 0.0
    else:
        out_m, edge_m = max(_SIDE_OF_M, place.radius_m), EDGE * place.radius_m
    if match["other"]:
        return told(place, (at, out_m), "beside", doubt.sector(at, from_m=edge_m, to_m=out_m))
    there = moved(at, bearing=turn, by_m=_SIDE_OF_M / 2)
    part = doubt.sector(at, from_m=edge_m, to_m=out_m, bearing=turn, half_angle=_half_angle(place))
    return told(place, (there, place.radius_m + _SIDE_OF_M / 2), "beside", part)


def _half_angle(place: Located) -> float:
    return _AREA_DEG if place.kind in AREAS else _BEARING_DEG


def inside(phrase: str, asked: Asked) -> Located | None:
    """Read "two kilometres inside X": somewhere in X, for how deep is told from a border that is not drawn."""
    match = INSIDE.fullmatch(phrase)
    place = asked.place(match["name"]) if match else None
    return None if place is None else told(place, ((place.lon, place.lat), place.radius_m), "part-of")
