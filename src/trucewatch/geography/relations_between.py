"""Places told from two or more others: a stretch of road, between A and B, half way, a triangle; a border's line."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, NamedTuple

from trucewatch.geography import doubt
from trucewatch.geography.relation_asked import ON_ROAD_M, on_line, told
from trucewatch.geography.rows import SETTLEMENTS, apart_m, moved

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from trucewatch.geography.gazetteer import Located
    from trucewatch.geography.named_lines import NamedLine
    from trucewatch.geography.relation_asked import Asked
    from trucewatch.geography.rows import LonLat

ROAD_WORDS = r"(?:road|highway|motorway|freeway|expressway|route|railway|railroad|rail\sline|corridor)"
LINKING = r"(?:(?:that|which)\s)?(?:link|connect|join)(?:ing|s|ed)?|(?:running|leading|stretching)\s(?:between|from)"
BETWEEN = re.compile(
    r"(?:(?:along|on|in|at)\s)?(?:the\s)?(?:(?P<what>.{1,80}?)\s)?"
    rf"(?P<how>between|from|{LINKING})\s(?P<one>.+?)\s(?P<joint>and|to|with)\s(?P<other>.+)",
    re.IGNORECASE,
)
HALF_WAY = re.compile(r"(?:half[\s-]?way|mid[\s-]?way)\sbetween\s(?P<one>.+?)\sand\s(?P<other>.+)", re.IGNORECASE)
OF_TWO = re.compile(
    r"(?:(?:along|on|in)\s)?(?:the\s)?(?P<ends>.+?)(?:\s(?:international|main|strategic|old|coastal|desert|supply))?\s"
    rf"(?P<what>{ROAD_WORDS}|axis)",
    re.IGNORECASE,
)
SEVERAL = re.compile(
    r"(?:(?:in|inside|within)\s)?(?:the\s)?(?:(?:triangle|area|zone|region|countryside|land|pocket)\s)?"
    r"(?:between|formed\sby|bounded\sby|enclosed\sby)\s(?P<names>[^,]+(?:,\s[^,]+?){1,3}?,?\sand\s.+)",
    re.IGNORECASE,
)
TRIANGLE = re.compile(r"(?:(?:in|inside|within)\s)?(?:the\s)?(?P<names>.+)\s(?:triangle|quadrangle)", re.IGNORECASE)
BORDER = re.compile(
    r"(?:(?:along|on|at)\s)?(?:the\s)?(?:(?P<line>(?:\S+\s){0,7}(?:border|frontier)(?:\swith\s.+)?)"
    r"|(?:border|frontier)\sbetween\s(?P<one>.+)\sand\s(?P<other>.+))",
    re.IGNORECASE,
)
_JOINTS = re.compile(r"\s?[–—/‒]\s?|(?<=\w)-(?=\w)|\s(?:-|--|and|to)\s", re.IGNORECASE)
_OF_A_ROAD = re.compile(
    rf"(?:.*\s)?(?:{ROAD_WORDS}|axis|way|area|outskirts|countryside|street|stretch|somewhere|lands?|fields?|hills?|point)"
    r"|.*\b[A-Z]{1,3}-?\d+",
    re.IGNORECASE,
)
_ROAD = re.compile(rf"(?:.*\s)?(?:{ROAD_WORDS}|axis|way)|.*\b[A-Z]{{1,3}}-?\d+", re.IGNORECASE)
_FRONT = re.compile(r".*\b(?:line|lines|front|frontline|frontlines)", re.IGNORECASE)
_EDGE_OF_LANDS = re.compile(r"\b(?:borders?|frontiers?|boundary|boundaries|crossings?)\b", re.IGNORECASE)
_STRETCH_OF = re.compile(r"(?:stretch|section|part|portion|segment)\sof\s(?:the\s)?", re.IGNORECASE)
_KINDS = re.compile(
    r"(?:the\s)?(?:villages|towns|cities|hamlets|settlements|communities|neighbou?rhoods)\sof\s", re.IGNORECASE
)
_KINDS_BEHIND = re.compile(
    r"\s(?P<kind>village|town|citie|hamlet|settlement|province|governorate|district|region)s", re.IGNORECASE
)
_ONE_OF = {"citie": "city"}

_STRAY = 0.1
"""Of the way between two places: how far what lies between them may lie off the straight way."""
_ROAD_STRAY = 0.2
"""The same for a road known by its ends alone: of 14 between cities, the towns on 13 stray 0.15 or less, Ibb 0.16."""
_HALF_WAY = 0.15
"""Of the way, from its middle: a tenth along it, as of any distance, and a tenth across it."""
_BY_ROAD_M = 5_000.0
"""A town is an end of a stretch of road where the road passes its edge no farther off."""
_RIM = 16
"""Corners of the ring about a place; they stand so far out that the ring's sides touch its circle."""
_ROUNDING_M = 2.0
"""What the rounding of a corner may take from the ring."""
_MOST_JOINTS = 6


def between(phrase: str, asked: Asked) -> Located | None:
    """Read "between A and B" and "the M4 from A to B": along the road, where its line is known and passes both.

    Nothing lies between two countries' middles. A front between two places is found where both are settlements, a
    border not at all: it has a line, or it stays a name. "From A to B" without a road tells of a way, not of a place.
    """
    match = BETWEEN.fullmatch(phrase)
    if match is None:
        return None
    what = _STRETCH_OF.sub("", match["what"] or "")
    joins = match["how"].lower() != "between" or _ROAD.fullmatch(what) is not None
    ends = _ends(match["one"], match["other"], asked, towns=joins) if _may_lie_between(what, match) else None
    if ends is None:
        return None
    if _FRONT.fullmatch(what) and not all(end.kind in SETTLEMENTS for end in ends):
        return None
    line = asked.line(re.sub(r"^(?:along|on)\s(?:the\s)?|^(?:the\s)?road\s(?=\S)", "", what)) if what else None
    found = _along(line, *ends) if line is not None else None
    stray = _ROAD_STRAY if match["how"].lower() not in ("between", "from") else _STRAY
    return found or _straight(*ends, stray)


def _may_lie_between(what: str, match: re.Match[str]) -> bool:
    if _EDGE_OF_LANDS.search(what):
        return False
    how, joint = match["how"].lower(), match["joint"].lower()
    of_a_road = _OF_A_ROAD.fullmatch(what) is not None
    if how == "between":
        return joint == "and" and (of_a_road or not what or _FRONT.fullmatch(what) is not None)
    if how == "from":
        return joint == "to" and (of_a_road or (what != "" and match.string[:6].lower() == "along "))
    return of_a_road


def half_way(phrase: str, asked: Asked) -> Located | None:
    """Read "halfway between A and B": a disc about the middle."""
    match = HALF_WAY.fullmatch(phrase)
    ends = _ends(match["one"], match["other"], asked) if match else None
    if ends is None:
        return None
    start, end = ((one.lon, one.lat) for one in ends)
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    reach_m = _HALF_WAY * apart_m(start, end) + max(one.radius_m for one in ends)
    return told(ends[0], (middle, reach_m), "between-halfway", doubt.disc(middle, round(reach_m)))


def of_two(phrase: str, asked: Asked) -> Located | None:
    """Read "the A–B road": by its line, where the case has one of that name or it passes both, else between A and B."""
    match = OF_TWO.fullmatch(phrase)
    parted = _parted(match["ends"], asked) if match else None
    if match is None or parted is None:
        return None
    whole = re.sub(r"^(?:along|on|in)\s", "", phrase, flags=re.IGNORECASE)
    line = asked.line(whole) or asked.line(match["ends"])
    found = _along(line, *parted) if line is not None else None
    return found or _straight(*parted, _STRAY if match["what"].lower() == "axis" else _ROAD_STRAY)


def several(phrase: str, asked: Asked) -> Located | None:
    """Read "the triangle between A, B and C": the polygon that holds the circles of all of them."""
    match = SEVERAL.fullmatch(phrase) or TRIANGLE.fullmatch(phrase)
    if match is None:
        return None
    names = [
        _KINDS.sub("", name).strip() for name in re.split(r",\s(?:and\s)?|\sand\s|[–—]|(?<=\w)-(?=\w)", match["names"])
    ]
    places = [asked.place(name) for name in names]
    held = [place for place in places if place is not None and place.kind != "country"]
    if len(held) < len(places) or len(held) < _CORNERS:
        return None
    rims = [_rim(place) for place in held]
    ring = _hull(point for rim in rims for point in rim)
    lons, lats = [one.lon for one in held], [one.lat for one in held]
    middle = (sum(lons) / len(lons), sum(lats) / len(lats))
    return told(held[0], (middle, 0.0), "between-several", doubt.polygon(ring))


_CORNERS = 3


def border(phrase: str, asked: Asked) -> Located | None:
    """Read a border: the line that the case has of it, else the built-in one."""
    line = border_line(phrase, asked)
    return None if line is None else on_line(line, max(line.edge_m, ON_ROAD_M), "on-a-line")


def border_line(phrase: str, asked: Asked) -> NamedLine | None:
    """Return the line of "the border with A", "the border between A and B"; of the latter by either's name too."""
    match = BORDER.fullmatch(phrase)
    if match is None or match["line"]:
        return asked.line(match["line"]) if match else None
    one, other = match["one"], match["other"]
    names = (
        f"border between {one} and {other}",
        f"border between {other} and {one}",
        f"{one}-{other} border",
        f"{other}-{one} border",
        f"border with {one}",
        f"border with {other}",
    )
    return next((line for name in names if (line := asked.line(name)) is not None), None)


class _Ends(NamedTuple):
    one: Located
    other: Located


def _ends(one: str, other: str, asked: Asked, *, towns: bool = False) -> _Ends | None:
    """Return two places, None where one is not found or is a country.

    `towns` takes of a province and a town of one name the town: a road joins towns.
    """
    behind = _KINDS_BEHIND.search(other)
    if behind is not None and behind.end() == len(other):
        kind = _ONE_OF.get(behind["kind"].lower(), behind["kind"])
        one, other = f"{one} {kind}", f"{other[: behind.start()]} {kind}"
    names = [_KINDS.sub("", name) for name in (one, other)]
    places = [(asked.town(name) if towns else None) or asked.place(name) for name in names]
    if any(place is None or place.kind == "country" for place in places):
        return None
    first, second = places
    return _Ends(first, second) if first is not None and second is not None else None


def _parted(words: str, asked: Asked) -> _Ends | None:
    """Return the two places of "A–B", parted where both sides are places; None where that is so in two ways."""
    found: list[_Ends] = []
    for match in list(_JOINTS.finditer(words))[:_MOST_JOINTS]:
        ends = _ends(words[: match.start()], words[match.end() :], asked, towns=True)
        if ends is not None:
            found.append(ends)
    return found[0] if len(found) == 1 else None


def _along(line: NamedLine, one: Located, other: Located) -> Located | None:
    """Return the part of a line between two places, None where it does not pass both."""
    from trucewatch.geography import shapes

    road = shapes.Line(line.points)
    for end in (one, other):
        if abs(shapes.along(road, (end.lon, end.lat)).offset_m) > end.radius_m + line.edge_m + _BY_ROAD_M:
            return None
    part = shapes.part(road, (one.lon, one.lat), (other.lon, other.lat))
    held = doubt.corridor(part.points, max(line.edge_m, ON_ROAD_M))
    return told(one, _disc_of_both(one, other), "along-a-line-between", held)


def _straight(one: Located, other: Located, stray: float) -> Located:
    ends = (one.lon, one.lat), (other.lon, other.lat)
    if ends[0] == ends[1]:
        return told(one, _disc_of_both(one, other), "between")
    half_m = max(one.radius_m, other.radius_m, stray * apart_m(*ends))
    return told(one, _disc_of_both(one, other), "between", doubt.corridor(ends, half_m))


def _disc_of_both(one: Located, other: Located) -> tuple[LonLat, float]:
    start, end = (one.lon, one.lat), (other.lon, other.lat)
    # The middle in degrees is good enough for a disc that holds both ends.
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    return middle, max(apart_m(middle, start) + one.radius_m, apart_m(middle, end) + other.radius_m)


def _rim(place: Located) -> Iterator[LonLat]:
    out_m = place.radius_m / math.cos(math.pi / _RIM) + _ROUNDING_M
    for n in range(_RIM):
        yield moved((place.lon, place.lat), bearing=360.0 * n / _RIM, by_m=out_m)


def _hull(points: Iterable[LonLat]) -> list[LonLat]:
    """Return the ring of the convex hull."""
    import shapely

    return [(lon, lat) for lon, lat in shapely.MultiPoint([*points]).convex_hull.exterior.coords]
