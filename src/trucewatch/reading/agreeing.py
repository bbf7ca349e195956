"""Coordinates held against the place named beside them: taken, kept as the village's own, or refused with a note.

Where they contradict the name, neither is taken: the name stays a name and a note says so. Right behind a name,
coordinates may be those of the village, not of the act: the radius then holds the village too. Nothing is repaired.
Asked of words alone, so that whoever reads them, by rules or by a model, places alike.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from trucewatch.geography import Gazetteer, PlaceRow, locate_phrase
from trucewatch.geography.rows import apart_m
from trucewatch.geography.seed import seed
from trucewatch.model import Place
from trucewatch.reading.placing import RELATIONS, locate
from trucewatch.reading.where_words import BORDER, DIRECTION, FRONT

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from trucewatch.geography.rows import LonLat
    from trucewatch.model import Span
    from trucewatch.reading.given_points import Given
    from trucewatch.reading.work import Work

MARGIN_M = 2_000.0
"""Beyond both radii, points still agree: tables put one place in 20 more than 1.7 km from another table's point."""
OWN_M = 800.0
"""So near to a table's point, coordinates may be another table's of the same place: nine in ten lie so near."""
UNLISTED_M = 1_500.0
"""Radius of a named place that no table has, as of the smallest ones in the built-in table."""
_CASE_M = 300_000.0
"""From the middle of a case's places; further off is not its ground."""
_LOOSE = frozenset({"near", "outskirts of"})
_SWAPPED = "latitude and longitude may be swapped"
_NOT_THERE = frozenset({"relation not located", DIRECTION, FRONT, BORDER})
"""Methods of places that are told from a name and lie elsewhere: coordinates of the name are not theirs."""
_JOINTS = (" and ", " to ", " with ")


class Found(NamedTuple):
    """The place of what is told, why a person should look at it, and where its coordinates stand, if it has any."""

    place: Place | None
    review: tuple[str, ...] = ()
    words: Span | None = None


def point_of(one: Given) -> LonLat:
    """Return the point of coordinates that give one."""
    return one.point.lon or 0.0, one.point.lat or 0.0


def radius_of(one: Given) -> float:
    """Return its radius in metres."""
    return one.point.radius_m or 0.0


def settled(given: Sequence[Given], place: Place | None, take: Callable[[Given], Found]) -> Found:
    """Return the place by the coordinates that belong to it: by what `take` makes of them, if they are one point.

    What gives no point, and several different points, leave the place as it is, and a note.
    """
    usable = [one for one in given if one.point.problem is None]
    notes = tuple(_unusable(one, place) for one in given if one.point.problem is not None)
    one = _only_place(usable)
    if one is None:
        several = (f"{len(usable)} coordinates in one sentence: none of them is taken as the place",)
        return Found(place, (*notes, *several) if usable else notes)
    found = take(one)
    return found._replace(review=(*notes, *found.review))


def _only_place(given: list[Given]) -> Given | None:
    """Return the finest where all are one place written in several ways, None where they are several places."""
    if not given:
        return None
    best = min(given, key=radius_of)
    same = all(apart_m(point_of(best), point_of(one)) <= radius_of(best) + radius_of(one) + 1 for one in given)
    return best if same else None


def _unusable(one: Given, place: Place | None) -> str:
    note = f"coordinates “{one.words}” give no point: {one.point.problem}"
    swapped = one.point.swapped
    if place is not None and place.located and swapped is not None and not contradicts(place, swapped, 0.0):
        return f"{note}; {_SWAPPED}"
    return note


def stands_beside(work: Work, place: Place | None, one: Given) -> bool:
    """Say whether coordinates stand right behind the place's own words."""
    if place is None or place.span is None or place.span[1] > one.frame[0]:
        return False
    return not work.document.text[place.span[1] : one.frame[0]].strip(" '’s")


def checked(work: Work, place: Place | None, one: Given, *, after: bool = False) -> Found:
    """Hold the point against the place named, and give the place that both allow.

    `after` says that the coordinates stand in a sentence of their own behind the place: they may be a village's own.
    """
    point, radius_m = point_of(one), radius_of(one)
    if place is not None and place.located:
        if not contradicts(place, point, radius_m):
            return _agreed(work, place, one, after=after)
        own = _named_alone(work, place)
        if own is not None and place.relation not in (None, "in") and not contradicts(own, point, radius_m):
            return Found(place)  # the coordinates of the name that the distance is told from
        return _conflict(place, one)
    if place is not None and place.method in _NOT_THERE:
        own = _named_alone(work, place)
        if own is None or not contradicts(own, point, radius_m):
            return Found(place)
    swapped = one.point.swapped
    if swapped is not None and _only_swapped_is_here(work, point, swapped):
        note = f"coordinates “{one.words}” lie outside the ground that is spoken of; {_SWAPPED}"
        kept = place or Place(name=one.words, span=one.point.span, relation="in", method="coordinates not taken")
        return Found(kept, (note,))
    return _agreed(work, place, one, after=after)


def contradicts(place: Place, point: LonLat, radius_m: float) -> bool:
    """Say whether a point lies further off than both radii and the margin allow."""
    apart = apart_m((place.lon or 0.0, place.lat or 0.0), point)
    return apart > (place.radius_m or 0.0) + radius_m + MARGIN_M


def _conflict(place: Place, one: Given) -> Found:
    apart = apart_m((place.lon or 0.0, place.lat or 0.0), point_of(one))
    km = f"{apart / 1000:.0f}" if apart >= 10_000 else f"{apart / 1000:.1f}"  # noqa: PLR2004
    note = f"coordinates “{one.words}” lie {km} km from “{place.name}”, the place named: neither is taken"
    swapped = one.point.swapped
    if swapped is not None and not contradicts(place, swapped, radius_of(one)):
        note = f"{note}; {_SWAPPED}"
    how = "coordinates contradict the name"
    unplaced = replace(place, lon=None, lat=None, radius_m=None, ref=None, method=how, kind=None, doubt=None)
    return Found(unplaced, (note,))


def _agreed(work: Work, place: Place | None, one: Given, *, after: bool) -> Found:
    """The place at the coordinates, with the radius of their digits, or wider where they may be the village's own."""
    told = f"coordinates in the text ({one.point.method}{', in a sentence of their own' if after else ''})"
    lon, lat = point_of(one)
    if place is not None and place.method != "description" and _glosses(work, place, one, after=after):
        own = _named_alone(work, place)
        own_m = UNLISTED_M if own is None or own.radius_m is None else own.radius_m
        reach = _around(one, max(own_m, radius_of(one)), place.relation)
        if reach is not None:
            method = f"{told}, which may be those of the place named"
            here = replace(place, lon=lon, lat=lat, radius_m=reach, method=method, doubt=None)
            return Found(here, words=one.frame)
        if place.located:
            return Found(place)
        note = f"coordinates “{one.words}” may be those of “{place.name}”, from which the place is told: not taken"
        return Found(place, (note,))
    relation = RELATIONS.get(one.case, "in")
    reach = _around(one, radius_of(one), relation)
    here = place or Place(name=one.words, span=one.point.span, relation=relation)
    # A point is neither the place named, nor anywhere else in what was known of that.
    bare = replace(here, kind=None, doubt=None)
    return Found(replace(bare, lon=lon, lat=lat, radius_m=reach or radius_of(one), method=told), words=one.frame)


def _glosses(work: Work, place: Place, one: Given, *, after: bool) -> bool:
    """Say whether coordinates behind a name may be the named place's own, not those of the act there."""
    again = (place.method or "").startswith("named before")
    if one.case or not (after or again or stands_beside(work, place, one)):
        return False
    own = _named_alone(work, place)
    if own is None:
        return True
    apart = apart_m((own.lon or 0.0, own.lat or 0.0), point_of(one))
    return apart <= OWN_M + radius_of(one)


def _around(one: Given, radius_m: float, relation: str | None) -> float | None:
    """The radius about the point that holds "near" or "on the outskirts of" a place so wide, None for a distance."""
    if relation in (None, "in"):
        return radius_m
    if relation not in _LOOSE:
        return None
    lon, lat = point_of(one)
    row = PlaceRow(id="coordinates", name="There", kind="settlement", lon=lon, lat=lat, radius_m=radius_m)
    found = locate_phrase(f"{relation} There", gazetteer=Gazetteer((row,), world=False))
    return None if found is None else found.radius_m


def _named_alone(work: Work, place: Place) -> Place | None:
    """The place that a name means without its relation; of "A and B" the one that coordinates stand behind."""
    for words in dict.fromkeys((place.name, *(place.name.rpartition(joint)[2] for joint in _JOINTS))):
        found = locate(work, words)
        if found is not None:
            return Place(name=words, lon=found.lon, lat=found.lat, radius_m=found.radius_m)
    return None


def _only_swapped_is_here(work: Work, point: LonLat, swapped: LonLat) -> bool:
    """Say whether a point lies off the ground of the case, and on it with latitude and longitude exchanged."""
    grounds = _grounds(work)

    def on(where: LonLat) -> bool:
        return any(apart_m(where, middle) <= radius_m for middle, radius_m in grounds)

    return bool(grounds) and not on(point) and on(swapped)


def _grounds(work: Work) -> list[tuple[LonLat, float]]:
    """Circles that hold what is spoken of: the case's country and places, else the countries that the text names."""
    context = work.context
    middle = context.gazetteer.middle if context.gazetteer is not None else None
    grounds = [] if middle is None else [(middle, _CASE_M)]
    countries = (context.country,) if context.country is not None else () if grounds else work.countries
    rows = (row for country in countries for row in seed().of_country(country) if row.kind == "country")
    return grounds + [((row.lon, row.lat), row.radius_m) for row in rows]
