"""Places told by their relation to others: "6 km south of X", "the outskirts of X", "between A and B".

Each becomes a disc that holds all that the words allow, and where they tell more than a disc can, a sector, a corridor
or a set of settlements in it as the place's doubt; the method says how.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from trucewatch.geography import doubt
from trucewatch.geography.divisions import by_settlements
from trucewatch.geography.gazetteer import Gazetteer, Located, locate
from trucewatch.geography.named_lines import line_called
from trucewatch.geography.rows import AREAS, LonLat, apart_m, moved

if TYPE_CHECKING:
    from trucewatch.geography.named_lines import NamedLine
    from trucewatch.model import Doubt

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
_STRETCH = re.compile(
    r"(?:(?:along|on)\s)?(?:the\sroad\s)?(?P<road>.{1,40}?)\s(?:between|from)\s(?P<one>.+?)\s(?:and|to)\s(?P<other>.+)",
    re.IGNORECASE,
)
_BORDER = re.compile(
    r"(?:(?:along|on|at)\s)?(?:the\s)?(?P<line>(?:[\w-]+\s){0,3}(?:border|frontier)(?:\swith\s.+)?)", re.IGNORECASE
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
_RURAL = re.compile(
    r"(?:the\s)?(?:countryside\sof|rural)\s(?P<of>.+)|(?P<name>.+?)(?:'s|’s)?\scountryside", re.IGNORECASE
)
_IN = re.compile(r"^(?:in|inside|within)\s(?=\S)", re.IGNORECASE)

_LONGEST = 200
"""Code points; longer words are no place phrase, and patterns stay quick on them."""
_NEAR_M = 5_000.0
_OUTSKIRTS_M = 2_000.0
_COUNTRYSIDE_M = 25_000.0
_SIDE_OF_M = 10_000.0
_BEARING_DOUBT = 0.4
"""Of the distance: "south" is said of anything within 22.5 degrees, and distances are rounded."""
_BEARING_DEG = 22.5
_SIDE_DEG = 45.0
"""The outskirts on a side reach half way to the next."""
_PART_DEG = 75.0
"""The part on a side is its half, without what hardly lies to that side: it begins a quarter of the radius out."""
_ROUNDED = 0.1
"""Of a distance: what rounding may have taken or added, but no less than half a unit of its last digit."""
_STRAY = 0.1
"""Of the way between two places: how far what lies between them may lie off the straight way."""
_EDGE = 0.5
"""Of a town's radius: its edge lies no nearer to its middle, for the radius holds the doubt about the middle too."""
_ON_ROAD_M = 250.0
"""A place on a road lies this near to it, where the road is drawn better than that."""
_BY_ROAD_M = 5_000.0
"""A town is an end of a stretch of road where the road passes its edge no farther off."""
_ROUTE_ONLY = re.compile(r"(?:along|on)\s.+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """Who is asked for the names inside a phrase."""

    gazetteer: Gazetteer
    country: str | None
    near: LonLat | None

    def place(self, name: str) -> Located | None:
        return locate(name, gazetteer=self.gazetteer, country=self.country, near=self.near)

    def line(self, name: str) -> NamedLine | None:
        return line_called(name, self.gazetteer.lines)


def locate_phrase(
    words: str, *, gazetteer: Gazetteer, country: str | None = None, near: LonLat | None = None
) -> Located | None:
    """Find what a place phrase means, with its relation; None where a name in it is not found or not settled.

    A name of the case that holds the whole phrase ("southern Idlib countryside") goes before its relation. A route
    without ends ("along the M4") has no disc. A border is found only where the case has a line that bears its name.
    """
    phrase = _IN.sub("", " ".join(words.split()).strip(" ,.;"))
    if len(phrase) > _LONGEST:
        return None
    whole = locate(phrase, gazetteer=gazetteer, country=country, near=near) if not _is_relation(phrase) else None
    if whole is None or "by-sound" in whole.method:
        asked = _Asked(gazetteer=gazetteer, country=country, near=near)
        related = next((found for rule in _RULES if (found := rule(phrase, asked)) is not None), None)
        whole = related or whole
    return None if whole is None else replace(by_settlements(whole, gazetteer), name=words)


def _is_relation(phrase: str) -> bool:
    return any(pattern.fullmatch(phrase) for pattern in (_AWAY, _BETWEEN, _NEAR, _OUTSKIRTS, _SIDE_OF, _ROUTE_ONLY))


def _away(phrase: str, asked: _Asked) -> Located | None:
    match = _AWAY.fullmatch(phrase)
    place = asked.place(match["name"]) if match else None
    if match is None or place is None:
        return None
    unit_m = _METRES[(match["unit"].lower().rstrip("s") or "m").replace("kilometer", "kilometre")]
    number = match["number"].replace(",", ".")
    by_m = float(number) * unit_m
    off_m = max(_ROUNDED * by_m, 0.5 * unit_m / 10 ** len(number.partition(".")[2])) + place.radius_m
    at = (place.lon, place.lat)
    if match["side"] is None:
        ring = doubt.sector(at, from_m=by_m - off_m, to_m=by_m + off_m)
        return _told(place, (at, place.radius_m + 1.1 * by_m), "distance-from", ring)
    bearing = _bearing(match["side"])
    there = moved(at, bearing=bearing, by_m=by_m)
    part = doubt.sector(at, from_m=by_m - off_m, to_m=by_m + off_m, bearing=bearing, half_angle=_BEARING_DEG)
    return _told(place, (there, place.radius_m + _BEARING_DOUBT * by_m), "distance-and-bearing-from", part)


def _stretch(phrase: str, asked: _Asked) -> Located | None:
    """Read "the M4 from A to B": the part of the road, where the case knows its line and it passes both."""
    match = _STRETCH.fullmatch(phrase)
    line = asked.line(match["road"]) if match else None
    one, other = (asked.place(match["one"]), asked.place(match["other"])) if match and line else (None, None)
    if line is None or one is None or other is None:
        return None
    from trucewatch.geography import shapes

    road = shapes.Line(line.points)
    for end in (one, other):
        if abs(shapes.along(road, (end.lon, end.lat)).offset_m) > end.radius_m + line.edge_m + _BY_ROAD_M:
            return None
    part = shapes.part(road, (one.lon, one.lat), (other.lon, other.lat))
    held = doubt.corridor(part.points, max(line.edge_m, _ON_ROAD_M))
    return _told(one, _disc_of_both(one, other), "along-a-line-between", held)


def _between(phrase: str, asked: _Asked) -> Located | None:
    match = _BETWEEN.fullmatch(phrase)
    one, other = (asked.place(match["one"]), asked.place(match["other"])) if match else (None, None)
    if one is None or other is None:
        return None
    ends = (one.lon, one.lat), (other.lon, other.lat)
    if ends[0] == ends[1]:
        return _told(one, _disc_of_both(one, other), "between")
    half_m = max(one.radius_m, other.radius_m, _STRAY * apart_m(*ends))
    return _told(one, _disc_of_both(one, other), "between", doubt.corridor(ends, half_m))


def _disc_of_both(one: Located, other: Located) -> tuple[LonLat, float]:
    start, end = (one.lon, one.lat), (other.lon, other.lat)
    # The middle in degrees is good enough for a disc that holds both ends.
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    return middle, max(apart_m(middle, start) + one.radius_m, apart_m(middle, end) + other.radius_m)


def _border(phrase: str, asked: _Asked) -> Located | None:
    match = _BORDER.fullmatch(phrase)
    line = asked.line(match["line"]) if match else None
    return None if line is None else _on_line(line, max(line.edge_m, _ON_ROAD_M), "on-a-line")


def _on_line(line: NamedLine, half_m: float, method: str) -> Located:
    lons, lats = [lon for lon, _ in line.points], [lat for _, lat in line.points]
    middle = ((min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2)
    held = doubt.corridor(line.points, half_m)
    return Located(
        name=line.ref,
        lon=round(middle[0], 5),
        lat=round(middle[1], 5),
        radius_m=round(doubt.reach_m(held, middle)),
        ref=line.ref,
        method=f"{method}-agreement",
        kind="line",
        doubt=held,
    )


def _near(phrase: str, asked: _Asked) -> Located | None:
    match = _NEAR.fullmatch(phrase)
    if match is None:
        return None
    border = _BORDER.fullmatch(match["name"])
    line = asked.line(border["line"]) if border else None
    if line is not None:
        return _on_line(line, line.edge_m + _NEAR_M, "near-a-line")
    place = asked.place(match["name"])
    return None if place is None else _told(place, ((place.lon, place.lat), place.radius_m + _NEAR_M), "near")


def _outskirts(phrase: str, asked: _Asked) -> Located | None:
    match = _OUTSKIRTS.fullmatch(phrase)
    place = asked.place(match["name"]) if match else None
    if match is None or place is None:
        return None
    at, out_m = (place.lon, place.lat), place.radius_m + _OUTSKIRTS_M
    bearing, half_angle = (_bearing(match["side"]), _SIDE_DEG) if match["side"] else (0.0, doubt.ALL_AROUND)
    ring = doubt.sector(at, from_m=_EDGE * place.radius_m, to_m=out_m, bearing=bearing, half_angle=half_angle)
    return _told(place, (at, out_m), "outskirts-of", ring)


def _side_of(phrase: str, asked: _Asked) -> Located | None:
    """Read "south of X": beside it, no further than ten kilometres from its middle."""
    match = _SIDE_OF.fullmatch(phrase)
    place = asked.place(match["name"]) if match else None
    if match is None or place is None:
        return None
    at, bearing = (place.lon, place.lat), _bearing(match["side"])
    there = moved(at, bearing=bearing, by_m=_SIDE_OF_M / 2)
    out_m = max(_SIDE_OF_M, place.radius_m)
    part = doubt.sector(at, from_m=_EDGE * place.radius_m, to_m=out_m, bearing=bearing, half_angle=_BEARING_DEG)
    return _told(place, (there, place.radius_m + _SIDE_OF_M / 2), "beside", part)


def _part(phrase: str, asked: _Asked) -> Located | None:
    """Read "southern Idlib", "the southern countryside of Idlib": what lies beyond a quarter of the radius."""
    match = _PART.fullmatch(phrase)
    if match is None:
        return None
    rural = match["rural"] or re.search(r"\b(?:countryside|rural)\b", phrase, re.IGNORECASE)
    name = match["name"]
    place = (asked.place(f"{name} countryside") or asked.place(name)) if rural else asked.place(name)
    if place is None:
        return None
    radius_m = max(place.radius_m, _COUNTRYSIDE_M) if rural and place.kind not in AREAS else place.radius_m
    at, bearing = (place.lon, place.lat), _bearing(match["side"])
    part = doubt.sector(at, from_m=0.0, to_m=radius_m, bearing=bearing, half_angle=_PART_DEG)
    whole = by_settlements(place, asked.gazetteer).doubt
    held = doubt.within(whole, part) if whole is not None else None
    return _told(place, (moved(at, bearing=bearing, by_m=radius_m / 4), 0.97 * radius_m), "part-of", held or part)


def _rural(phrase: str, asked: _Asked) -> Located | None:
    match = _RURAL.fullmatch(phrase)
    place = asked.place(match["of"] or match["name"]) if match else None
    if place is None:
        return None
    at = (place.lon, place.lat)
    if place.kind in AREAS:
        return _told(by_settlements(place, asked.gazetteer), (at, place.radius_m), "countryside-of")
    out_m = max(place.radius_m, _COUNTRYSIDE_M)
    ring = doubt.sector(at, from_m=_EDGE * place.radius_m, to_m=out_m)
    return _told(place, (at, out_m), "countryside-of", ring)


def _told(place: Located, disc: tuple[LonLat, float], method: str, held: Doubt | None = None) -> Located:
    """Return a place told from another: the disc, grown where it does not reach all of the doubt."""
    middle, radius_m = disc
    reach_m = doubt.reach_m(held, middle) if held is not None and held.kind != "settlements" else 0.0
    return replace(
        place,
        lon=round(middle[0], 5),
        lat=round(middle[1], 5),
        radius_m=round(max(radius_m, reach_m)),
        method=f"{method}-{place.method}",
        doubt=held if held is not None else place.doubt,
    )


def _bearing(side: str) -> float:
    return _BEARINGS[re.sub(r"[\s-]|ern$", "", side.lower())]


_RULES = (_away, _stretch, _between, _border, _near, _outskirts, _side_of, _part, _rural)
