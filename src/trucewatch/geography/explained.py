"""What became of each place that a name might have meant: its score, whether it was taken, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.geography.answered import METHOD
from trucewatch.geography.gazetteer import Gazetteer, Located, kind_fits, locate, own_sounding, split_kind
from trucewatch.geography.imported import NEAR_M, REACH_M, bare, sound_scores
from trucewatch.geography.names import fold
from trucewatch.geography.rows import LonLat, PlaceRow, apart_m
from trucewatch.geography.seed import countries_near, seed
from trucewatch.geography.sounding import LEAD, LEAST, LEAST_OF_TOWNS, of_country

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trucewatch.geography.sounding import Scores

_FAINT = 0.65
"""What sounds less like the name than this is not listed."""
_HOW = {
    "case": "one of the case's own places bears the name",
    "geonames": "a built-in place bears the name",
    "naturalearth": "a built-in division bears the name",
    "region": "a built-in region bears the name; its circle is our own estimate",
    "imported": "an imported place bears the name",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A place that the name might mean. `score` is 1 where it bears the name, below where it only sounds like it:
    from `least` on it is taken, unless another is as likely.

    `table` is where it is listed: `case`, `built-in`, or the name of an imported table. `away_m` are metres from what
    is spoken of, None where that is not known or the place has no point.
    """

    row: PlaceRow
    score: float
    table: str
    away_m: float | None
    taken: bool
    why: str
    least: float = LEAST


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """What `locate` answers, and every candidate, the likeliest first."""

    found: Located | None
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """The question, with what decides it."""

    folded: str
    core: str
    wanted: str | None
    country: str | None
    near: LonLat | None
    found: Located | None
    own: frozenset[str]
    bearing: Scores
    scores: Scores


def explain(name: str, *, gazetteer: Gazetteer, country: str | None = None, near: LonLat | None = None) -> Explained:
    """Say what a name was found to be, and of every other place why it was not taken; arguments as of `locate`."""
    folded = fold(name).removeprefix("the ")
    core, wanted = split_kind(folded)
    near = near or gazetteer.middle
    own = gazetteer.own(folded) or gazetteer.own(core)
    bearing: Scores = {row.id: (1.0, row) for row in own}
    bearing = _bearing(core, gazetteer, country, near) | bearing
    asked = _Asked(
        folded=folded,
        core=core,
        wanted=None if gazetteer.own(folded) else wanted,
        country=country,
        near=near,
        found=locate(name, gazetteer=gazetteer, country=country, near=near),
        own=frozenset(row.id for row in gazetteer.rows),
        bearing=bearing,
        scores=_sounding(core, gazetteer, country, near) | bearing,
    )
    ranked = sorted(asked.scores.values(), key=lambda scored: (-scored[0], _away(scored[1], near) or 0.0))
    told = [_told(row, score, asked) for score, row in ranked if score >= _FAINT]
    return Explained(found=asked.found, candidates=tuple(sorted(told, key=lambda one: not one.taken)))


def _bearing(core: str, gazetteer: Gazetteer, country: str | None, near: LonLat | None) -> Scores:
    """Return the imported and built-in places that bear the name, wherever they are."""
    rows: list[PlaceRow] = []
    if gazetteer.further is not None and (country or near):
        rows.extend(gazetteer.further.named(core, _countries(country, near, NEAR_M)))
    if gazetteer.world:
        rows.extend(seed().named(core))
    return {row.id: (1.0, row) for row in reversed(rows)}


def _sounding(core: str, gazetteer: Gazetteer, country: str | None, near: LonLat | None) -> Scores:
    """Return the places of the case and of the context that only sound like the name."""
    found: Scores = dict(own_sounding(gazetteer).scores(core))
    for code in sorted(_countries(country, near, REACH_M)):
        if gazetteer.further is not None:
            found |= sound_scores(core, code, gazetteer.further, world=gazetteer.world) or {}
        elif gazetteer.world:
            found |= of_country(code).scores(core)
    return found


def _countries(country: str | None, near: LonLat | None, within_m: float) -> frozenset[str]:
    if country is not None:
        return frozenset({country})
    return countries_near(round(near[0], 1), round(near[1], 1), within_m) if near else frozenset()


def _told(row: PlaceRow, score: float, asked: _Asked) -> Candidate:
    taken = asked.found is not None and asked.found.ref == row.id
    table = "case" if row.id in asked.own else row.imported or "built-in"
    why = _why_taken(asked.found) if taken and asked.found else _why_not(row, score, asked)
    return Candidate(
        row=row,
        score=round(score, 3),
        table=table,
        away_m=_away(row, asked.near),
        taken=taken,
        why=why,
        least=_least(row, asked),
    )


def _why_taken(found: Located) -> str:
    if found.method.startswith(METHOD):
        return f"an analyst answered so ({found.method.removeprefix(METHOD)})"
    start, _, rest = found.method.partition("-")
    if rest == "by-sound":
        return f"its name sounds like it ({found.score}), and no other place's does within the lead"
    if rest.startswith("through"):
        return "the case lists under another spelling what the tables know by this name"
    how = _HOW.get(start, found.method)
    return f"{how}, and outweighs or is nearer than its namesakes" if rest == "of-several" else f"{how}, in the context"


def _why_not(row: PlaceRow, score: float, asked: _Asked) -> str:
    if not row.placed:
        return "it is listed without a point: the name stays a name"
    if not kind_fits(row, asked.wanted):
        return f"the words ask for {'an area' if asked.wanted == 'area' else 'a settlement'}, this is a {row.kind}"
    exact = [other for _, other in asked.bearing.values() if other.id != row.id]
    if row.id not in asked.own and any(other.id in asked.own for other in exact):
        return "the case's own places go first"
    if (elsewhere := _elsewhere(row, asked)) is not None:
        return elsewhere
    if score < (least := _least(row, asked)):
        return f"its score is below {least}" + (", for a table of towns" if least == LEAST_OF_TOWNS else "")
    if asked.wanted is None and row not in bare((row, *exact)):
        return f"a settlement or province of the name goes before a {row.kind}"
    return _beside(row, score, asked)


def _least(row: PlaceRow, asked: _Asked) -> float:
    return LEAST if row.id in asked.own or row.imported is not None else LEAST_OF_TOWNS


def _elsewhere(row: PlaceRow, asked: _Asked) -> str | None:
    if row.id in asked.own:
        return None
    if asked.country is not None and row.country != asked.country:
        return f"it lies in {row.country}, and {asked.country} is spoken of"
    away = _away(row, asked.near)
    if asked.country is None and away is not None and away > NEAR_M + row.radius_m:
        return f"it is {away / 1000:.0f} km from what is spoken of; more than {NEAR_M / 1000:.0f} km is too far"
    if asked.country is None and asked.near is None:
        return "nothing says which country is spoken of: give --country or --near"
    return None


def _beside(row: PlaceRow, score: float, asked: _Asked) -> str:
    """Say why a place that fits was not taken: another fits better, is the same place, or fits as well."""
    if asked.found is None:
        rivals = sorted(_rivals(row, score, asked), key=lambda other: apart_m(_point(row), _point(other)))
        names = ", ".join(f"{other.name} ({other.id})" for other in rivals[:3])
        return f"it fits no better than {names}: between ties nothing is chosen" if names else "nothing settles it"
    gap = apart_m(_point(row), (asked.found.lon, asked.found.lat))
    if gap <= max(row.radius_m, asked.found.radius_m):
        return f"{asked.found.ref} is taken for the same place or holds it, {gap:.0f} m apart"
    if score < asked.found.score or (asked.found.ref in asked.bearing and row.id not in asked.bearing):
        return f"{asked.found.ref} bears the name or sounds more like it"
    return f"{asked.found.ref} outweighs it or is much nearer"


def _rivals(row: PlaceRow, score: float, asked: _Asked) -> Iterable[PlaceRow]:
    for other_score, other in asked.scores.values():
        fits = kind_fits(other, asked.wanted) and other.placed and _elsewhere(other, asked) is None
        if other.id != row.id and fits and other_score > score - LEAD:
            yield other


def _away(row: PlaceRow, near: LonLat | None) -> float | None:
    return apart_m(near, _point(row)) if near is not None and row.placed else None


def _point(row: PlaceRow) -> LonLat:
    return row.lon, row.lat
