"""Coordinates as the place of what is told, once they agree with the place that is named beside them.

A point in a text is what somebody wrote. It is taken where it is the only one of its sentence and lies where the words
say. Where it contradicts them, neither is taken: the name stays a name and the claim says so in its `review`. Right
behind a name, coordinates may be those of the village, not of the act: the radius then holds the village too.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from trucewatch.geography import Gazetteer, PlaceRow, locate_phrase
from trucewatch.geography.rows import apart_m
from trucewatch.geography.seed import seed
from trucewatch.model import Place
from trucewatch.reading.clauses import case_of
from trucewatch.reading.given_points import Given, given_in
from trucewatch.reading.phrases import phrase
from trucewatch.reading.placing import RELATIONS, locate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trucewatch.geography.rows import LonLat
    from trucewatch.model import Span
    from trucewatch.reading.syntax import Sentence
    from trucewatch.reading.work import Work

MARGIN_M = 2_000.0
"""Beyond both radii, points still agree: tables put one place in 20 more than 1.7 km from another table's point."""
OWN_M = 800.0
"""So near to a table's point, coordinates may be another table's of the same place: nine in ten lie so near."""
UNLISTED_M = 1_500.0
"""Radius of a named place that no table has, as of the smallest ones in the built-in table."""
_CASE_M = 300_000.0
"""From the middle of a case's places; further off is not its ground."""
_ELSEWHERE = frozenset({"from", "of", "off", "toward", "towards"})
"""Prepositions before coordinates of somewhere else: where fire came from, what a distance is measured from."""
_LOOSE = frozenset({"near", "outskirts of"})
_SWAPPED = "latitude and longitude may be swapped"


class Found(NamedTuple):
    """The place of what is told, why a person should look at it, and where its coordinates stand, if it has any."""

    place: Place | None
    review: tuple[str, ...] = ()
    words: Span | None = None


def pinpointed(work: Work, s: Sentence, tokens: Iterable[int], place: Place | None, *, alone: bool = False) -> Found:
    """Return the place with the point that the text gives for it, if it gives one; else as it is.

    Args:
        work: The document.
        s: The sentence of what is told.
        tokens: The tokens of its clause.
        place: Where it happened by the names in it.
        alone: Nothing else is told in the sentence: coordinates anywhere in it belong to this.
    """
    if not work.given:
        return Found(place)
    inside = frozenset(tokens)
    here = given_in(s, work.sentences, work.given)
    given = [one for one in here if _is_of(work, s, one, inside, place, alone=alone)]
    if not given:
        return Found(place)
    usable = [one for one in given if one.point.problem is None]
    notes = tuple(_unusable(one, place) for one in given if one.point.problem is not None)
    one = _only_place(usable)
    if one is None:
        several = (f"{len(usable)} coordinates in one sentence: none of them is taken as the place",)
        return Found(place, (*notes, *several) if usable else notes)
    found = _taken(work, s, place, one)
    return found._replace(review=(*notes, *found.review))


def with_coordinates(work: Work, span: Span, words: Span | None) -> Span:
    """Return the span of a claim with the coordinates that stand right before or behind it, as they prove its place."""
    if words is None:
        return span
    text = work.document.text
    if words[0] >= span[1] and not text[span[1] : words[0]].strip(" ,"):
        return span[0], words[1]
    if words[1] <= span[0] and not text[words[1] : span[0]].strip(" ,"):
        return words[0], span[1]
    return span


def _is_of(work: Work, s: Sentence, one: Given, inside: frozenset[int], place: Place | None, *, alone: bool) -> bool:
    """Say whether coordinates belong to what is told: they stand in its clause, by its place, or have nobody else."""
    if _beside(work, place, one) or _anchor(s, one) in inside:
        return True
    return alone and (place is None or not place.located) and _name_before(s, one) is None


def _name_before(s: Sentence, one: Given) -> int | None:
    """The name that coordinates stand right behind, without a preposition of their own."""
    anchor = _anchor(s, one)
    right_behind = s.tokens[anchor].end <= one.frame[0] and not s.text[s.tokens[anchor].end : one.frame[0]].strip()
    return anchor if not one.case and right_behind and s.is_name(anchor) else None


def _taken(work: Work, s: Sentence, place: Place | None, one: Given) -> Found:
    """Take coordinates as the place, unless the words around them say that they are somewhere else."""
    if _beside(work, place, one):
        return _checked(work, place, one)
    name = _name_before(s, one)
    if _is_elsewhere(s, one) or (name is not None and not _is_place_hit(s, place, name)):
        return Found(place, (f"coordinates “{one.words}” are not those of the act: not taken as its place",))
    if name is not None:
        hit = phrase(s, name)
        place = Place(name=hit.name, span=hit.span, relation="in", method="not found")
    return _checked(work, place, one)


def _is_place_hit(s: Sentence, place: Place | None, name: int) -> bool:
    """Say whether a name that coordinates follow is what was hit ("shelled Zorbaqan (…)"), where no place is told."""
    return place is None and case_of(s, name) == "" and phrase(s, name).kind in (None, "place")


def _only_place(given: list[Given]) -> Given | None:
    """Return the finest where all are one place written in several ways, None where they are several places."""
    if not given:
        return None
    best = min(given, key=_radius)
    same = all(apart_m(_point(best), _point(one)) <= _radius(best) + _radius(one) + 1 for one in given)
    return best if same else None


def _point(one: Given) -> LonLat:
    return one.point.lon or 0.0, one.point.lat or 0.0


def _radius(one: Given) -> float:
    return one.point.radius_m or 0.0


def _unusable(one: Given, place: Place | None) -> str:
    note = f"coordinates “{one.words}” give no point: {one.point.problem}"
    swapped = one.point.swapped
    if place is not None and place.located and swapped is not None and not _contradicts(place, swapped, 0.0):
        return f"{note}; {_SWAPPED}"
    return note


def _anchor(s: Sentence, one: Given) -> int:
    """The token that coordinates lean on: the last before them, the first of a sentence that they open."""
    return max((k for k in range(len(s)) if s.tokens[k].end <= one.frame[0]), default=_first_word(s))


def _first_word(s: Sentence) -> int:
    return next((k for k in range(len(s)) if s.word(k)[0].isalnum()), 0)


def _beside(work: Work, place: Place | None, one: Given) -> bool:
    """Say whether coordinates stand right behind the place's own words."""
    if place is None or place.span is None or place.span[1] > one.frame[0]:
        return False
    return not work.document.text[place.span[1] : one.frame[0]].strip(" '’s")


def _is_elsewhere(s: Sentence, one: Given) -> bool:
    """Say whether coordinates tell where something came from or went, not where it was done."""
    if one.case in _ELSEWHERE:
        return True
    anchor = _anchor(s, one)
    return one.case == "at" and s.is_noun(anchor) and case_of(s, anchor) in _ELSEWHERE - {"of"}


def _checked(work: Work, place: Place | None, one: Given) -> Found:
    """Hold the point against the place named, and give the place that both allow."""
    point, radius_m = _point(one), _radius(one)
    if place is not None and place.located:
        if not _contradicts(place, point, radius_m):
            return _agreed(work, place, one)
        own = _named_alone(work, place)
        if own is not None and place.relation not in (None, "in") and not _contradicts(own, point, radius_m):
            return Found(place)  # the coordinates of the name that the distance is told from
        return _conflict(place, one)
    if place is not None and place.method == "relation not located":
        own = _named_alone(work, place)
        if own is None or not _contradicts(own, point, radius_m):
            return Found(place)
    swapped = one.point.swapped
    if swapped is not None and _only_swapped_is_here(work, point, swapped):
        note = f"coordinates “{one.words}” lie outside the ground that is spoken of; {_SWAPPED}"
        kept = place or Place(name=one.words, span=one.point.span, relation="in", method="coordinates not taken")
        return Found(kept, (note,))
    return _agreed(work, place, one)


def _contradicts(place: Place, point: LonLat, radius_m: float) -> bool:
    """Say whether a point lies further off than both radii and the margin allow."""
    apart = apart_m((place.lon or 0.0, place.lat or 0.0), point)
    return apart > (place.radius_m or 0.0) + radius_m + MARGIN_M


def _conflict(place: Place, one: Given) -> Found:
    apart = apart_m((place.lon or 0.0, place.lat or 0.0), _point(one))
    km = f"{apart / 1000:.0f}" if apart >= 10_000 else f"{apart / 1000:.1f}"  # noqa: PLR2004
    note = f"coordinates “{one.words}” lie {km} km from “{place.name}”, the place named: neither is taken"
    swapped = one.point.swapped
    if swapped is not None and not _contradicts(place, swapped, _radius(one)):
        note = f"{note}; {_SWAPPED}"
    how = "coordinates contradict the name"
    unplaced = replace(place, lon=None, lat=None, radius_m=None, ref=None, method=how, kind=None, doubt=None)
    return Found(unplaced, (note,))


def _agreed(work: Work, place: Place | None, one: Given) -> Found:
    """The place at the coordinates, with the radius of their digits, or wider where they may be the village's own."""
    told = f"coordinates in the text ({one.point.method})"
    lon, lat = _point(one)
    if place is not None and place.method != "description" and _glosses(work, place, one):
        own = _named_alone(work, place)
        own_m = UNLISTED_M if own is None or own.radius_m is None else own.radius_m
        reach = _around(one, max(own_m, _radius(one)), place.relation)
        if reach is not None:
            method = f"{told}, which may be those of the place named"
            here = replace(place, lon=lon, lat=lat, radius_m=reach, method=method, doubt=None)
            return Found(here, words=one.frame)
        if place.located:
            return Found(place)
        note = f"coordinates “{one.words}” may be those of “{place.name}”, from which the place is told: not taken"
        return Found(place, (note,))
    relation = RELATIONS.get(one.case, "in")
    reach = _around(one, _radius(one), relation)
    here = place or Place(name=one.words, span=one.point.span, relation=relation)
    # A point is neither the place named, nor anywhere else in what was known of that.
    bare = replace(here, kind=None, doubt=None)
    return Found(replace(bare, lon=lon, lat=lat, radius_m=reach or _radius(one), method=told), words=one.frame)


def _glosses(work: Work, place: Place, one: Given) -> bool:
    """Say whether coordinates behind a name may be the named place's own, not those of the act there."""
    again = (place.method or "").startswith("named before")
    if one.case or not (again or _beside(work, place, one)):
        return False
    own = _named_alone(work, place)
    if own is None:
        return True
    apart = apart_m((own.lon or 0.0, own.lat or 0.0), _point(one))
    return apart <= OWN_M + _radius(one)


def _around(one: Given, radius_m: float, relation: str | None) -> float | None:
    """The radius about the point that holds "near" or "on the outskirts of" a place so wide, None for a distance."""
    if relation in (None, "in"):
        return radius_m
    if relation not in _LOOSE:
        return None
    lon, lat = _point(one)
    row = PlaceRow(id="coordinates", name="There", kind="settlement", lon=lon, lat=lat, radius_m=radius_m)
    found = locate_phrase(f"{relation} There", gazetteer=Gazetteer((row,), world=False))
    return None if found is None else found.radius_m


def _named_alone(work: Work, place: Place) -> Place | None:
    """The place that a name means without its relation; of "A and B" the one that coordinates stand behind."""
    for words in dict.fromkeys((place.name, place.name.rpartition(" and ")[2])):
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
