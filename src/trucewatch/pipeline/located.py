"""The names of places of a case gathered: how each was located, what waits for an analyst, what was answered."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from trucewatch.geography import explain, locate_phrase
from trucewatch.geography.answered import decision_of
from trucewatch.geography.imported import NEAR_M
from trucewatch.geography.names import fold
from trucewatch.geography.seed import seed
from trucewatch.geography.sounding import LEAD
from trucewatch.linking import place_answers
from trucewatch.linking.naming import IS, OPEN
from trucewatch.publishing.places_views import (
    Answered,
    CandidatePlace,
    Hangs,
    LocatedName,
    PlacesView,
    WaitingName,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from trucewatch.geography import Candidate, Explained, Gazetteer
    from trucewatch.linking.naming import PlaceAnswers
    from trucewatch.model import Claim, Decision, Place
    from trucewatch.publishing import CaseView

_MOST_CANDIDATES = 6
_ABOUT_PLACES = re.compile(r"\b(?:coordinates?|latitude|longitude|mgrs|(?:named|the) place|gazetteer)\b", re.IGNORECASE)
"""A note to review is about the place where it says so; others are about numbers and speakers."""

_LOOKED_UP = re.compile(r"(?:^|[-:])(?:case|geonames|naturalearth|region|imported|analyst)\b")


def places_view(view: CaseView, *, places: Gazetteer) -> PlacesView:
    """Return the names of places of a case; `places` is what a run asked. What is published is redacted before.

    Candidates are those of the tables without the analyst's answers: what was to be chosen from.
    """
    given = place_answers(view.decisions)
    answers = {d.id: _answered(d, documents, elsewhere) for d, documents, elsewhere in given.each()}
    of_claim = _incidents_of(view)
    named: dict[str, list[Claim]] = defaultdict(list)
    described: list[Claim] = []
    claims = tuple(view.claims.values())
    for claim in claims:
        if claim.place is not None:
            (described if _is_description(claim.place) else named[_key(claim.place.name)]).append(claim)
    tables = replace(places, answers=())
    located = [one for held in named.values() for one in _located(held, of_claim, answers, tables)]
    waiting = [one for held in named.values() for one in _waiting(held, of_claim, (given, answers), tables)]
    return PlacesView(
        case=view,
        located=tuple(sorted(located, key=lambda one: (*one.hangs.order, fold(one.name), one.relation or ""))),
        waiting=tuple(sorted(waiting, key=lambda one: (*one.hangs.order, fold(one.name)))),
        answers=tuple(answers.values()),
        described=_hangs(described, of_claim),
        unplaced=sum(claim.place is None for claim in claims),
    )


def _key(name: str) -> str:
    return fold(name).removeprefix("the ")


def _is_description(place: Place) -> bool:
    """Say whether the words name nothing ("a village near the front"): they mean another place in every document."""
    return not place.located and place.name == place.name.lower() and place.name != place.name.upper()


def _incidents_of(view: CaseView) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for incident in view.linked.incidents:
        for claim in incident.claims:
            found[claim] = (*found.get(claim, ()), incident.id)
    return found


def _hangs(claims: Iterable[Claim], of_claim: dict[str, tuple[str, ...]]) -> Hangs:
    held = tuple(claims)
    return Hangs(
        claims=tuple(claim.id for claim in held),
        documents=tuple(dict.fromkeys(claim.document for claim in held)),
        incidents=tuple(dict.fromkeys(incident for claim in held for incident in of_claim.get(claim.id, ()))),
    )


def _located(
    claims: list[Claim], of_claim: dict[str, tuple[str, ...]], answers: dict[str, Answered], tables: Gazetteer
) -> Iterator[LocatedName]:
    """Yield each way in which one name was located."""
    ways: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        at = claim.place
        if at is not None and at.located:
            ways[at.relation, at.ref, at.lon, at.lat, at.radius_m, _looked_up(at.method), at.doubt].append(claim)
    for held in ways.values():
        place = held[0].place
        if place is None or place.lon is None or place.lat is None or place.radius_m is None:
            continue
        yield LocatedName(
            name=place.name,
            relation=place.relation,
            lon=place.lon,
            lat=place.lat,
            radius_m=place.radius_m,
            ref=place.ref,
            row=_row_name(place.ref, tables),
            method=_method(held),
            score=_score(place, tables),
            hangs=_hangs(held, of_claim),
            answered=answers.get(decision_of(place.method) or ""),
            doubt=place.doubt,
        )


def _looked_up(method: str | None) -> str:
    """Return how a name was found, without how an act came by it ("case, carried from the heading …")."""
    return (method or "not stated").partition(", ")[0]


def _method(claims: list[Claim]) -> str:
    """Return how one name was found; and how the acts came by it, where all came by it in one way."""
    methods = {claim.place.method or "not stated" for claim in claims if claim.place is not None}
    return methods.pop() if len(methods) == 1 else _looked_up(min(methods))


def _row_name(ref: str | None, tables: Gazetteer) -> str | None:
    if ref is None:
        return None
    # Not of the imported ones: by id these are searched from end to end.
    row = next((row for row in tables.rows if row.id == ref), None) or seed().with_id(ref)
    return row.name if row is not None else None


def _score(place: Place, tables: Gazetteer) -> float | None:
    """Return how much the name is that of the row: a place keeps how it was found, and the score is asked again."""
    method = place.method or ""
    if _LOOKED_UP.search(method) is None:
        return None
    if "by-sound" not in method:
        return 1.0
    found = locate_phrase(place.name, gazetteer=tables)
    return found.score if found is not None and found.ref == place.ref else None


def _waiting(
    claims: list[Claim],
    of_claim: dict[str, tuple[str, ...]],
    answers: tuple[PlaceAnswers, dict[str, Answered]],
    tables: Gazetteer,
) -> Iterator[WaitingName]:
    """Yield a name that waits: once for each answer that does not reach it, and for the documents that have none."""
    lost: dict[Answered | None, list[Claim]] = defaultdict(list)
    doubted: dict[Answered | None, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.place is None:
            continue
        decision = answers[0].to(claim.place.name, claim.document)
        answer = answers[1][decision.id] if decision is not None else None
        if claim.place.located:
            if _notes([claim]):
                doubted[answer].append(claim)
        elif answer is None or answer.says != OPEN:
            lost[answer].append(claim)
    told = _explained(lost, tables) if lost else None
    for answer, held in lost.items():
        state = "words" if told is None or told.found is not None else _state(told.candidates)
        shown = () if told is None or told.found is not None else told.candidates[:_MOST_CANDIDATES]
        yield _waits(held, state, of_claim, tuple(_candidate(one) for one in shown), answer)
    for answer, held in doubted.items():
        yield _waits(held, "review", of_claim, (), answer)


def _explained(lost: dict[Answered | None, list[Claim]], tables: Gazetteer) -> Explained:
    place = next(iter(lost.values()))[0].place
    return explain(place.name if place is not None else "", gazetteer=tables)


def _waits(
    claims: list[Claim],
    state: str,
    of_claim: dict[str, tuple[str, ...]],
    candidates: tuple[CandidatePlace, ...],
    answer: Answered | None,
) -> WaitingName:
    places = [claim.place for claim in claims if claim.place is not None]
    return WaitingName(
        name=places[0].name,
        state=state,
        relations=tuple(dict.fromkeys(place.relation for place in places if place.relation)),
        hangs=_hangs(claims, of_claim),
        notes=_notes(claims),
        candidates=candidates,
        answered=answer if answer is not None and answer.says == IS else None,
    )


def _state(candidates: tuple[Candidate, ...]) -> str:
    """Say why a name was not located, by what it might have meant."""
    if any(one.score >= 1 and not one.row.placed for one in candidates):
        return "no-point"
    near = [one for one in candidates if one.away_m is None or one.away_m <= NEAR_M + one.row.radius_m]
    best = max((one.score for one in near), default=0.0)
    close = [one for one in near if one.score >= one.least and one.score > best - LEAD]
    return "tie" if len(close) > 1 else "not-found"


def _notes(claims: Iterable[Claim]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(note for claim in claims for note in claim.review if _ABOUT_PLACES.search(note)))


def _candidate(one: Candidate) -> CandidatePlace:
    row = one.row
    return CandidatePlace(
        ref=row.id,
        name=row.name,
        kind=row.kind,
        country=row.country,
        lon=row.lon if row.placed else None,
        lat=row.lat if row.placed else None,
        radius_m=row.radius_m if row.placed else None,
        score=one.score,
        away_m=one.away_m,
        table=one.table,
        why=one.why,
    )


def _answered(decision: Decision, documents: tuple[str, ...], elsewhere: tuple[str, ...]) -> Answered:
    held = {name: json.loads(text) for name, text in decision.changes}
    return Answered(
        decision=decision.id,
        name=decision.target,
        says=decision.action,
        by=decision.by,
        at=decision.at,
        reason=decision.reason,
        ref=held.get("ref"),
        place=held.get("name"),
        lon=held.get("lon"),
        lat=held.get("lat"),
        radius_m=held.get("radius_m"),
        documents=documents,
        elsewhere=elsewhere,
    )
