"""Places that are beside, around or part of another: "near X", "X's southern outskirts", "southern X", "rural X"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from trucewatch.geography import doubt
from trucewatch.geography.divisions import by_settlements
from trucewatch.geography.relation_asked import EDGE, on_line, told
from trucewatch.geography.relation_words import SIDE, bearing
from trucewatch.geography.relations_between import border_line
from trucewatch.geography.rows import AREAS, moved

if TYPE_CHECKING:
    from trucewatch.geography.gazetteer import Located
    from trucewatch.geography.relation_asked import Asked

_AROUND = r"(?:surroundings|surrounding\s(?:area|countryside|village|town)s?|environs|vicinity|outskirts|approaches)"
NEAR = re.compile(
    r"(?:(?:in\sand\s)?around|near(?:by)?|close\sto|(?:right\s|just\s)?next\sto|adjacent\sto|beside|not\sfar\sfrom"
    r"|(?:just\s|right\s|immediately\s)?outside(?:\sof)?|(?:in\s|on\s)?(?:the\s)?(?:immediate\s|close\s)?"
    r"(?:vicinity|surroundings|environs|proximity)\sof|(?:on\s|at\s)?(?:the\s)?(?:approaches|entrances?)\sto"
    r"|(?:in\s)?(?:the\s)?areas?\s(?:around|near|surrounding))\s(?P<name>.+)"
    rf"|(?:the\s)?(?P<with>.+?),?\sand\s(?:its|the)\s{_AROUND}"
    r"|(?:the\s)?(?P<area>.+)\sarea",
    re.IGNORECASE,
)
OPPOSITE = re.compile(r"(?:just\s|directly\s)?(?:opposite|across\sfrom)\s(?P<name>.+)", re.IGNORECASE)
_RIM_WORDS = r"(?:outskirts|suburbs?|edges?|entrances?|periphery|fringes|gates|perimeter)"
OUTSKIRTS = re.compile(
    rf"(?:on\s|in\s|at\s)?(?:the\s)?(?:(?P<side>{SIDE})\s)?{_RIM_WORDS}\sof\s(?P<name>.+)", re.IGNORECASE
)
_PART = re.compile(
    rf"(?:in\s)?(?:the\s)?(?:(?P<first>rural|countryside\sof)\s)?(?P<side>{SIDE})\s"
    r"(?:(?:parts?|(?P<land>countryside)|areas?|districts?|half|sectors?|(?P<before>rural))\s(?:of\s)?)?"
    r"(?P<name>.+?)(?P<rural>\scountryside)?",
    re.IGNORECASE,
)
_SIDE_IN = re.compile(rf"(?:in\s)?the\s(?P<side>{SIDE})\sof\s(?P<name>.+)", re.IGNORECASE)
_RURAL = re.compile(
    r"(?:the\s)?(?:countryside\sof|rural)\s(?P<of>.+)|(?P<name>.+?)(?:'s|’s)?\scountryside", re.IGNORECASE
)
_CENTRE = re.compile(
    r"(?:in\s)?(?:the\s)?(?:downtown(?:\sof)?|(?:city|town)?\s?(?:cent(?:re|er))\sof|heart\sof|old\scity\sof)\s(?P<of>.+)"
    r"|(?:the\s)?(?P<name>.+?)\s(?:proper|(?:city|town)\scent(?:re|er)|downtown|old\s(?:city|town))",
    re.IGNORECASE,
)
_MIDDLE = re.compile(r"(?:in\s)?(?:the\s)?(?:central|inner)\s(?:parts?\sof\s)?(?P<name>.+)", re.IGNORECASE)
_RAION = re.compile(
    r"(?:the\s)?(?P<name>.+)\s(?:raion|rayon|caza|qada)|(?:the\s)?(?:raion|rayon|caza|qada)\sof\s(?P<of>.+)",
    re.IGNORECASE,
)
_OWNED = re.compile(
    rf"(?P<name>.+?)['’]s?\s(?P<part>(?:(?:{SIDE})\s)?(?:{_RIM_WORDS}|countryside|(?:city\s|town\s)?cent(?:re|er)|vicinity"
    rf"|surroundings|parts?)|(?:the\s)?(?P<in>{SIDE}))",
    re.IGNORECASE,
)
_TOWN_BEFORE = re.compile(r"(?:the\s)?(?:city|town|village|settlement|hamlet)\sof\s(?=\S)", re.IGNORECASE)

_NEAR_M = 5_000.0
_OUTSKIRTS_M = 2_000.0
_COUNTRYSIDE_M = 25_000.0
_SIDE_DEG = 45.0
"""The outskirts on a side reach half way to the next."""
_PART_DEG = 75.0
"""The part on a side is its half, without what hardly lies to that side: it begins a quarter of the radius out."""


def turned(phrase: str) -> str:
    """Return "the southern outskirts of X" for "X's southern outskirts", "the south of X" for "X's south"."""
    match = _OWNED.fullmatch(phrase)
    return f"the {match['part'].removeprefix('the ')} of {match['name']}" if match else phrase


def near(phrase: str, asked: Asked) -> Located | None:
    """Read "near X", "around X", "the X area": no further than five kilometres from its edge."""
    match = NEAR.fullmatch(phrase)
    if match is None:
        return None
    name = match["name"] or match["with"] or match["area"]
    line = border_line(name, asked)
    if line is not None:
        return on_line(line, line.edge_m + _NEAR_M, "near-a-line")
    place = asked.place(name)
    if place is None or (match["area"] and place.kind in AREAS):
        return place
    return told(place, ((place.lon, place.lat), place.radius_m + _NEAR_M), "near")


def opposite(phrase: str, asked: Asked) -> Located | None:
    """Read "opposite X": near it, and not in its middle."""
    match = OPPOSITE.fullmatch(phrase)
    place = asked.place(match["name"]) if match else None
    if place is None or place.kind in AREAS:
        return None
    at, out_m = (place.lon, place.lat), place.radius_m + _NEAR_M
    return told(place, (at, out_m), "near-opposite", doubt.sector(at, from_m=EDGE * place.radius_m, to_m=out_m))


def outskirts(phrase: str, asked: Asked) -> Located | None:
    """Read "the eastern outskirts of X": from half its radius to two kilometres beyond its edge."""
    match = OUTSKIRTS.fullmatch(phrase)
    place = asked.place(match["name"]) if match else None
    if match is None or place is None:
        return None
    at, out_m = (place.lon, place.lat), place.radius_m + _OUTSKIRTS_M
    turn, half_angle = (bearing(match["side"]), _SIDE_DEG) if match["side"] else (0.0, doubt.ALL_AROUND)
    ring = doubt.sector(at, from_m=EDGE * place.radius_m, to_m=out_m, bearing=turn, half_angle=half_angle)
    return told(place, (at, out_m), "outskirts-of", ring)


def part(phrase: str, asked: Asked) -> Located | None:
    """Read "southern Idlib", "the southern countryside of Idlib": what lies beyond a quarter of the radius."""
    match = _SIDE_IN.fullmatch(phrase) or _PART.fullmatch(phrase)
    if match is None:
        return None
    held_of = match.groupdict()
    rural = any(held_of.get(word) for word in ("first", "land", "before", "rural"))
    name = match["name"]
    place = (asked.place(f"{name} countryside") or asked.place(name)) if rural else asked.place(name)
    if place is None:
        return None
    radius_m = max(place.radius_m, _COUNTRYSIDE_M) if rural and place.kind not in AREAS else place.radius_m
    at, turn = (place.lon, place.lat), bearing(match["side"])
    side = doubt.sector(at, from_m=0.0, to_m=radius_m, bearing=turn, half_angle=_PART_DEG)
    whole = by_settlements(place, asked.gazetteer).doubt
    held = doubt.within(whole, side) if whole is not None else None
    return told(place, (moved(at, bearing=turn, by_m=radius_m / 4), 0.97 * radius_m), "part-of", held or side)


def rural(phrase: str, asked: Asked) -> Located | None:
    """Read "the countryside of X": a province's settlements, about a town a ring of 25 km."""
    match = _RURAL.fullmatch(phrase)
    place = asked.place(match["of"] or match["name"]) if match else None
    if place is None:
        return None
    at = (place.lon, place.lat)
    if place.kind in AREAS:
        return told(by_settlements(place, asked.gazetteer), (at, place.radius_m), "countryside-of")
    out_m = max(place.radius_m, _COUNTRYSIDE_M)
    ring = doubt.sector(at, from_m=EDGE * place.radius_m, to_m=out_m)
    return told(place, (at, out_m), "countryside-of", ring)


def centre(phrase: str, asked: Asked) -> Located | None:
    """Read "downtown X", "X proper": the town, no finer, for its radius holds the doubt about its middle too.

    "Central X" of an area may be its middle or its town: it stays the whole area.
    """
    match = _CENTRE.fullmatch(phrase)
    if match is not None:
        place = asked.town(_TOWN_BEFORE.sub("", match["of"] or match["name"]))
    else:
        match = _MIDDLE.fullmatch(phrase)
        place = asked.place(match["name"]) if match else None
    return None if place is None else told(place, ((place.lon, place.lat), place.radius_m), "part-of-centre")


def raion(phrase: str, asked: Asked) -> Located | None:
    """Read a word of another language for a district: that district, never the town that it is named for."""
    match = _RAION.fullmatch(phrase)
    place = asked.place(f"{match['name'] or match['of']} district") if match else None
    return place if place is not None and place.kind in AREAS else None
