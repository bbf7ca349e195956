"""Places told by their relation to others: "6 km south of X", "the outskirts of X", "between A and B".

Each becomes a disc that holds all that the words allow, as far as a disc can; the method says how.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from trucewatch.geography.gazetteer import Gazetteer, Located, locate
from trucewatch.geography.rows import AREAS, LonLat, apart_m, moved

if TYPE_CHECKING:
    from collections.abc import Callable

_BEARINGS = {
    "north": 0.0, "northeast": 45.0, "east": 90.0, "southeast": 135.0, "south": 180.0, "southwest": 225.0,
    "west": 270.0, "northwest": 315.0,
}  # fmt: skip
_METRES = {
    "km": 1000.0,
    "kilometre": 1000.0,
    "kilometer": 1000.0,
    "mile": 1609.344,
    "metre": 1.0,
    "meter": 1.0,
    "m": 1.0,
}

_SIDE = r"(?P<side>(?:north|south)[\s-]?(?:east|west)|north|south|east|west)(?:ern)?"
_AWAY = re.compile(
    r"(?:(?:about|around|some|roughly|approximately|nearly)\s)?"
    r"(?P<number>\d{1,4}(?:[.,]\d{1,3})?)[\s-]?(?P<unit>km|kms|kilomet(?:re|er)s?|miles?|met(?:re|er)s?|m)\s"
    rf"(?:\([^)]{{1,30}}\)\s)?(?:to\sthe\s)?(?:{_SIDE})?\s?(?:of|from|outside|away\sfrom)\s(?P<name>.+)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"(?:(?:the\s)?(?:road|highway|area|axis|line)\s)?(?:along\s.{1,40}?\s)?(?:between|from)\s(?P<one>.+?)\s(?:and|to)\s"
    r"(?P<other>.+)",
    re.IGNORECASE,
)
_NEAR = re.compile(
    r"(?:near|close\sto|around|in\sthe\svicinity\sof|the\svicinity\sof|vicinity\sof|next\sto|outside|not\sfar\sfrom)\s"
    r"(?P<name>.+)",
    re.IGNORECASE,
)
_OUTSKIRTS = re.compile(
    rf"(?:on\s|in\s)?(?:the\s)?(?:{_SIDE}\s)?(?:outskirts|suburbs?|edges?|entrance|periphery)\sof\s(?P<name>.+)",
    re.IGNORECASE,
)
_SIDE_OF = re.compile(rf"(?:just\s)?(?:to\sthe\s)?{_SIDE}\sof\s(?P<name>.+)", re.IGNORECASE)
_PART = re.compile(
    rf"(?:in\s)?(?:the\s)?(?:(?:rural|countryside\sof)\s)?{_SIDE}\s(?:(?:parts?|countryside|areas?|districts?)\sof\s)?"
    r"(?P<name>.+?)(?P<rural>\scountryside)?",
    re.IGNORECASE,
)
_RURAL = re.compile(r"(?:the\s)?countryside\sof\s(?P<of>.+)|(?P<name>.+?)(?:'s|’s)?\scountryside", re.IGNORECASE)

_LONGEST = 200
"""Code points; longer words are no place phrase, and patterns stay quick on them."""
_NEAR_M = 5_000.0
_OUTSKIRTS_M = 2_000.0
_COUNTRYSIDE_M = 25_000.0
_SIDE_OF_M = 10_000.0
_BEARING_DOUBT = 0.4
"""Of the distance: "south" is said of anything within 22.5 degrees, and distances are rounded."""
_ROUTE_ONLY = re.compile(r"(?:along|on)\s.+", re.IGNORECASE)


def locate_phrase(
    words: str, *, gazetteer: Gazetteer, country: str | None = None, near: LonLat | None = None
) -> Located | None:
    """Find what a place phrase means, with its relation; None where a name in it is not found or not settled.

    A name of the case that holds the whole phrase ("southern Idlib countryside") goes before its relation. A route
    without ends ("along the M4") has no disc.
    """
    phrase = " ".join(words.split()).strip(" ,.;")
    if len(phrase) > _LONGEST:
        return None
    whole = locate(phrase, gazetteer=gazetteer, country=country, near=near) if not _is_relation(phrase) else None
    if whole is None or "by-sound" in whole.method:

        def ask(name: str) -> Located | None:
            return locate(name, gazetteer=gazetteer, country=country, near=near)

        related = next((found for rule in _RULES if (found := rule(phrase, ask)) is not None), None)
        whole = related or whole
    return None if whole is None else replace(whole, name=words)


def _is_relation(phrase: str) -> bool:
    return any(pattern.fullmatch(phrase) for pattern in (_AWAY, _BETWEEN, _NEAR, _OUTSKIRTS, _SIDE_OF, _ROUTE_ONLY))


if TYPE_CHECKING:
    Ask = Callable[[str], Located | None]


def _away(phrase: str, ask: Ask) -> Located | None:
    match = _AWAY.fullmatch(phrase)
    place = ask(match["name"]) if match else None
    if match is None or place is None:
        return None
    unit = match["unit"].lower().rstrip("s") or "m"
    by_m = float(match["number"].replace(",", ".")) * _METRES[unit.replace("kilometer", "kilometre")]
    if match["side"] is None:
        return _disc(place, (place.lon, place.lat), place.radius_m + 1.1 * by_m, "distance-from")
    there = moved((place.lon, place.lat), bearing=_bearing(match["side"]), by_m=by_m)
    return _disc(place, there, place.radius_m + _BEARING_DOUBT * by_m, "distance-and-bearing-from")


def _between(phrase: str, ask: Ask) -> Located | None:
    match = _BETWEEN.fullmatch(phrase)
    one, other = (ask(match["one"]), ask(match["other"])) if match else (None, None)
    if one is None or other is None:
        return None
    start, end = (one.lon, one.lat), (other.lon, other.lat)
    # The middle in degrees is good enough for a disc that holds both ends.
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    reach = max(apart_m(middle, start) + one.radius_m, apart_m(middle, end) + other.radius_m)
    return _disc(one, middle, reach, "between")


def _near(phrase: str, ask: Ask) -> Located | None:
    match = _NEAR.fullmatch(phrase)
    place = ask(match["name"]) if match else None
    return None if place is None else _disc(place, (place.lon, place.lat), place.radius_m + _NEAR_M, "near")


def _outskirts(phrase: str, ask: Ask) -> Located | None:
    match = _OUTSKIRTS.fullmatch(phrase)
    place = ask(match["name"]) if match else None
    return (
        None if place is None else _disc(place, (place.lon, place.lat), place.radius_m + _OUTSKIRTS_M, "outskirts-of")
    )


def _side_of(phrase: str, ask: Ask) -> Located | None:
    """Read "south of X": beside it, no further than ten kilometres from its edge."""
    match = _SIDE_OF.fullmatch(phrase)
    place = ask(match["name"]) if match else None
    if match is None or place is None:
        return None
    there = moved((place.lon, place.lat), bearing=_bearing(match["side"]), by_m=_SIDE_OF_M / 2)
    return _disc(place, there, place.radius_m + _SIDE_OF_M / 2, "beside")


def _part(phrase: str, ask: Ask) -> Located | None:
    """Read "southern Idlib", "the southern countryside of Idlib": what lies beyond a quarter of the radius."""
    match = _PART.fullmatch(phrase)
    if match is None:
        return None
    rural = match["rural"] or "countryside" in phrase.lower()
    place = (ask(f"{match['name']} countryside") or ask(match["name"])) if rural else ask(match["name"])
    if place is None:
        return None
    radius_m = max(place.radius_m, _COUNTRYSIDE_M) if rural and place.kind not in AREAS else place.radius_m
    there = moved((place.lon, place.lat), bearing=_bearing(match["side"]), by_m=radius_m / 4)
    return _disc(place, there, 0.97 * radius_m, "part-of")


def _rural(phrase: str, ask: Ask) -> Located | None:
    match = _RURAL.fullmatch(phrase)
    place = ask(match["of"] or match["name"]) if match else None
    if place is None:
        return None
    radius_m = place.radius_m if place.kind in AREAS else max(place.radius_m, _COUNTRYSIDE_M)
    return _disc(place, (place.lon, place.lat), radius_m, "countryside-of")


def _disc(place: Located, middle: LonLat, radius_m: float, method: str) -> Located:
    return replace(
        place,
        lon=round(middle[0], 5),
        lat=round(middle[1], 5),
        radius_m=round(radius_m),
        method=f"{method}-{place.method}",
    )


def _bearing(side: str) -> float:
    return _BEARINGS[re.sub(r"[\s-]|ern$", "", side.lower())]


_RULES = (_away, _between, _near, _outskirts, _side_of, _part, _rural)
