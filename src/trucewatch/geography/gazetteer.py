"""A set of places, and the one question to it: where is this name? Answered with a radius, or not at all."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from trucewatch.geography.answered import METHOD, Answer, answer_to, by_name
from trucewatch.geography.exonyms import exonyms, folded_names
from trucewatch.geography.imported import (
    NEAR_M,
    REACH_M,
    FurtherPlaces,
    bare,
    further_by_sound,
    further_named,
)
from trucewatch.geography.likeness import SAME_SOUND
from trucewatch.geography.names import fold, without_article
from trucewatch.geography.namesakes import (
    by_their_own_name,
    heaviest,
    in_context,
    is_known,
    nearest,
    without_what_lies_in_another,
)
from trucewatch.geography.rows import AREAS, SETTLEMENTS, LonLat, PlaceRow, apart_m
from trucewatch.geography.seed import countries_near, seed
from trucewatch.geography.sounding import LEAD, Sounding, of_country

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trucewatch.geography.named_lines import NamedLine
    from trucewatch.model import Doubt

_AREA_WORDS = "(?:province|governorate|governate|muhafazah|region|oblast|district|state|department|countryside)"
_CITY_WORDS = r"(?:city|town|village|municipality|settlement|hamlet|township)"
_TAIL = re.compile(rf"(?P<core>.+?) (?:(?P<area>{_AREA_WORDS})|{_CITY_WORDS})")
_HEAD = re.compile(
    rf"(?:the )?(?:(?P<area>{_AREA_WORDS})|(?:old |border |rebel held )?{_CITY_WORDS}|capital(?: city)?) of "
    r"(?P<core>.+)"
)
_ROUTE = re.compile(r"[a-z]{1,3} ?\d+(?: .*)?|(?:route|highway|road|motorway) .*|.* (?:highway|road|motorway|corridor)")
_REGION_M = 1_000_000.0
"""As far as this a place that bears the very name may be meant, though another country is spoken of."""
_NEARLY = 0.85
"""Two names so alike are as good as one: odds of 13 to one."""
_ROWS_THAT_PLACE_A_CASE = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """A place found: its point and radius of doubt (WGS84 degrees, metres), its row, and how it was found.

    `score` is 1 where the name is the place's own, below where it only sounds like it. `doubt` says where in the disc
    it may be, where a phrase tells more than the disc.
    """

    name: str
    lon: float
    lat: float
    radius_m: float
    ref: str
    method: str
    kind: str
    country: str | None = None
    score: float = 1.0
    doubt: Doubt | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Gazetteer:
    """The places of a case, before those of the built-in table (unless `world` is off).

    A case's own places need no other context: their names are looked for first, and their middle tells which of
    several built-in namesakes is near. `further` are places that the user imported, asked beside the built-in ones.
    `answers` are an analyst's: they go before everything. `lines` are the roads and borders that the case knows the
    course of.
    """

    rows: tuple[PlaceRow, ...] = ()
    world: bool = True
    further: FurtherPlaces | None = None
    answers: tuple[Answer, ...] = ()
    lines: tuple[NamedLine, ...] = ()
    _named: dict[str, tuple[PlaceRow, ...]] = field(init=False, repr=False)
    _answered: dict[str, Answer] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Index the rows by every folded name, with and without article."""
        named: dict[str, tuple[PlaceRow, ...]] = {}
        for row in self.rows:
            keys = folded_names(row)
            for key in dict.fromkeys([*keys, *map(without_article, keys)]):
                named[key] = (*named.get(key, ()), row)
        borne = set(named)
        for row in self.rows:
            for key in exonyms(row):
                if key not in borne:  # another place of the case bears it
                    named[key] = (*named.get(key, ()), row)
        object.__setattr__(self, "_named", named)
        object.__setattr__(self, "_answered", by_name(self.answers))

    def answer(self, folded: str) -> Answer | None:
        """Return what an analyst answered that a folded name means, None where nobody did."""
        return answer_to(folded, self._answered) if self.answers else None

    def own(self, folded: str) -> tuple[PlaceRow, ...]:
        """Return the case's places that bear a folded name."""
        return self._named.get(folded) or self._named.get(without_article(folded), ())

    @property
    def middle(self) -> LonLat | None:
        """Return where the case is, from the median of its places; None with fewer than five."""
        points = [(row.lon, row.lat) for row in self.rows if row.kind in SETTLEMENTS and row.placed]
        if len(points) < _ROWS_THAT_PLACE_A_CASE:
            return None
        half = len(points) // 2
        return sorted(lon for lon, _ in points)[half], sorted(lat for _, lat in points)[half]

    def adding(self, rows: Iterable[PlaceRow]) -> Gazetteer:
        """Return a gazetteer with more places; of one id the later row stays."""
        by_id = {row.id: row for row in (*self.rows, *rows)}
        return replace(self, rows=tuple(by_id.values()))


@lru_cache(maxsize=1)
def builtin() -> Gazetteer:
    """Return the built-in places alone."""
    return Gazetteer()


def locate(
    name: str, *, gazetteer: Gazetteer, country: str | None = None, near: LonLat | None = None
) -> Located | None:
    """Find the place that a name means; None where there is none, or more than one that fits as well.

    In this order: an analyst's answer; a case's own name; the same name in the imported and built-in tables, in the
    context; a case's name that sounds like it; an imported or built-in name of the context that does. By sound nothing
    is found where a place over the border, within 1,000 km, bears the very name. Words such as "province" and "city
    of" tell an area from a settlement; a bare name that both bear means the wider one. A road is found only where the
    case lists it.

    Args:
        name: As the text has it.
        gazetteer: Where to look.
        country: ISO code of two letters of the country that is spoken of.
        near: (lon, lat) that the text is about; by default the middle of the case's own places.
    """
    folded = fold(name).removeprefix("the ")
    if not folded:
        return None
    core, wanted = split_kind(folded)
    answer = _answer(folded, core, wanted, gazetteer)
    if answer is not None:
        return None if answer.row is None else _located(name, answer.row, 1.0, f"{METHOD}{answer.decision}")
    whole = gazetteer.own(folded)
    if whole:
        return _settled(name, whole, None, None, "case")
    own = _of_kind(gazetteer.own(core), wanted)
    if own:
        return _settled(name, own, wanted, None, "case")
    if _ROUTE.fullmatch(folded):
        return None
    near = near or gazetteer.middle
    bearing = listed(core, wanted, gazetteer, (country, near))
    inside = in_context(bearing, country, near)
    if inside:
        world = _settled(name, inside, wanted, near if country is None else None, "geonames")
        return None if world is None else _as_the_case_has_it(core, world, inside, gazetteer)
    heard = _by_sound(name, core, wanted, gazetteer, (country, near))
    over_the_border = near is not None and any(apart_m(near, (row.lon, row.lat)) <= _REGION_M for row in bearing)
    return None if heard is not None and heard.score < SAME_SOUND and over_the_border else heard


def _answer(folded: str, core: str, wanted: str | None, gazetteer: Gazetteer) -> Answer | None:
    """Return the answer to the whole name, else to what is left of it without "village of" or "province"."""
    whole = gazetteer.answer(folded)
    if whole is not None or gazetteer.own(folded):
        return whole
    bare = gazetteer.answer(core)
    return bare if bare is not None and bare.fits(wanted) else None


def listed(
    core: str, wanted: str | None, gazetteer: Gazetteer, context: tuple[str | None, LonLat | None]
) -> tuple[PlaceRow, ...]:
    """Return the imported and built-in places that bear a name and are of the kind that is wanted."""
    rows = seed().named(core) if gazetteer.world else ()
    if gazetteer.further is not None:
        rows = further_named(core, gazetteer.further, rows, context)
    rows = _of_kind(rows, wanted)
    if wanted is None:
        return bare(rows)
    return rows if gazetteer.further is None else without_what_lies_in_another(rows)


def _as_the_case_has_it(
    core: str, world: Located, inside: tuple[PlaceRow, ...], gazetteer: Gazetteer
) -> Located | None:
    """Return the case's own row where it lists the same place under another spelling.

    Where it lists another place whose name sounds nearly the same, either may be meant: None.
    """
    if world.kind not in SETTLEMENTS or not gazetteer.rows:
        return world
    sounding = own_sounding(gazetteer)
    for key in next(_keys(row) for row in inside if row.id == world.ref):
        heard = sounding.best(key)
        if heard is not None and heard[0].placed and heard[0].kind in SETTLEMENTS:
            row = heard[0]
            if apart_m((row.lon, row.lat), (world.lon, world.lat)) <= row.radius_m + world.radius_m:
                return _located(world.name, row, 1.0, f"case-through-{world.method.removesuffix('-of-several')}")
    rivals = (row for score, row in sounding.scores(core).values() if score >= _NEARLY)
    nearly = any(row.placed and row.kind in SETTLEMENTS for row in rivals)
    return None if nearly else world


def _keys(row: PlaceRow) -> tuple[str, ...]:
    """Return the folded names of an imported or built-in place."""
    return row.keys or folded_names(row)


def split_kind(folded: str) -> tuple[str, str | None]:
    """Part "idlib province" or "city of idlib" into the name and "area" or "settlement"; None where neither is said."""
    for pattern in (_HEAD, _TAIL):
        match = pattern.fullmatch(folded)
        if match is not None:
            return match["core"], "area" if match["area"] else "settlement"
    return folded, None


def _of_kind(rows: Iterable[PlaceRow], wanted: str | None) -> tuple[PlaceRow, ...]:
    return tuple(row for row in rows if kind_fits(row, wanted))


def kind_fits(row: PlaceRow, wanted: str | None) -> bool:
    """Say whether a place is of a kind as `split_kind` returns it."""
    kinds = {"area": AREAS, "settlement": SETTLEMENTS}.get(wanted or "")
    return kinds is None or row.kind in kinds


def _settled(
    name: str, rows: tuple[PlaceRow, ...], wanted: str | None, near: LonLat | None, method: str
) -> Located | None:
    """Settle on one of several namesakes, or on none; a name listed without a point stays a name."""
    if not all(row.placed for row in rows):
        return None
    rows = by_their_own_name(without_what_lies_in_another(rows), name) if wanted is None else rows
    if len(rows) > 1:
        known = any(map(is_known, rows))
        chosen = nearest(rows, near) if near is not None and not known else heaviest(rows)
        if chosen is None:
            return None
        rows, method = (chosen,), f"{method}-of-several"
    return _located(name, rows[0], 1.0, method)


def _by_sound(
    name: str, core: str, wanted: str | None, gazetteer: Gazetteer, context: tuple[str | None, LonLat | None]
) -> Located | None:
    found = own_sounding(gazetteer).best(core)
    if found is not None and not found[0].placed:
        return None
    heard = _heard_around(core, wanted, gazetteer, context)
    if found is not None and kind_fits(found[0], wanted):
        return None if any(_goes_before(hit, found) for hit in heard) else _located(name, *found, "case-by-sound")
    return _located(name, *heard[0], "geonames-by-sound") if len(heard) == 1 else None


def _goes_before(heard: tuple[PlaceRow, float], own: tuple[PlaceRow, float]) -> bool:
    """Say whether another place sounds so much more like the name that the case's own is not meant."""
    apart = apart_m((heard[0].lon, heard[0].lat), (own[0].lon, own[0].lat))
    return heard[1] - own[1] >= LEAD and apart > heard[0].radius_m + own[0].radius_m


def _heard_around(
    core: str, wanted: str | None, gazetteer: Gazetteer, context: tuple[str | None, LonLat | None]
) -> list[tuple[PlaceRow, float]]:
    """Return of each country of the context the imported or built-in place that sounds like the name."""
    country, near = context
    if not (gazetteer.world or gazetteer.further) or (country is None and near is None):
        return []
    if country is not None:
        countries = frozenset({country})
    else:
        lon, lat = near or (0.0, 0.0)
        countries = countries_near(round(lon, 1), round(lat, 1), REACH_M)
    heard = [hit for code in sorted(countries) if (hit := _heard(core, code, gazetteer)) and kind_fits(hit[0], wanted)]
    if near is not None and country is None:
        heard = [hit for hit in heard if apart_m(near, (hit[0].lon, hit[0].lat)) <= NEAR_M]
    return heard


def _heard(core: str, country: str, gazetteer: Gazetteer) -> tuple[PlaceRow, float] | None:
    if gazetteer.further is None:
        return of_country(country).best(core)
    return further_by_sound(core, country, gazetteer.further, world=gazetteer.world)


@lru_cache(maxsize=8)
def own_sounding(gazetteer: Gazetteer) -> Sounding:
    """Return the case's own places by sound; made when first asked."""
    return Sounding(gazetteer.rows)


def _table_of(row: PlaceRow) -> str:
    """Return the word by which a method says which table a place was taken from."""
    if row.imported:
        return "imported"
    table = row.id.partition(":")[0]
    return table if table in {"naturalearth", "region"} else "geonames"


def _located(name: str, row: PlaceRow, score: float, method: str) -> Located:
    return Located(
        name=name,
        lon=row.lon,
        lat=row.lat,
        radius_m=row.radius_m,
        ref=row.id,
        method=method.replace("geonames", _table_of(row)),
        kind=row.kind,
        country=row.country,
        score=round(score, 3),
    )
