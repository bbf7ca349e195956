"""An analyst's answers to names of places, as the gazetteer takes them, and which documents they bear on."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.errors import CaseError
from trucewatch.geography import Answer, PlaceRow
from trucewatch.geography.names import fold, without_article
from trucewatch.linking import place_answers
from trucewatch.linking.naming import IS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from trucewatch.model import Decision, Document

_FIELDS = ("ref", "name", "kind", "lon", "lat", "radius_m", "country")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """The answers that stand, in order of time: those that hold `everywhere`, and all that hold in some documents."""

    everywhere: tuple[Answer, ...]
    within: Mapping[str, tuple[Answer, ...]]

    def of(self, document: str) -> tuple[Answer, ...]:
        """Return those that hold in a document: its own go before those for all."""
        return self.within.get(document, self.everywhere)


def by_document(decisions: Sequence[Decision]) -> Answers:
    """Return the answers that stand, for each document.

    Raises:
        CaseError: a decision does not hold a place or its documents; the message says how to take it back.
    """
    held = place_answers(decisions)
    made = {d.id: answer_of(d) for d in (*held.everywhere, *(d for own in held.within.values() for d in own))}
    return Answers(
        everywhere=tuple(made[decision.id] for decision in held.everywhere),
        within={document: tuple(made[decision.id] for decision in held.of(document)) for document in held.within},
    )


def answers(decisions: Sequence[Decision]) -> tuple[Answer, ...]:
    """Return the answers that hold in all documents, one a name, in order of time.

    Raises:
        CaseError: a decision does not hold a place; the message says how to take it back.
    """
    return by_document(decisions).everywhere


def bearing_on(document: Document, held: Iterable[Answer]) -> list[str]:
    """Return the decisions whose name stands in a document: its reading hangs on them, and on no other."""
    named = [(without_article(answer.key), answer.decision) for answer in held]
    if not named:
        return []
    words = fold(f"{document.title or ''}\n{document.text}")
    return [decision for name, decision in named if name in words]


def changes_of(row: PlaceRow) -> tuple[tuple[str, str], ...]:
    """Return a place as a decision holds it: whole, since the table that it was taken from may change."""
    plain = (row.id, row.name, row.kind, row.lon, row.lat, row.radius_m, row.country)
    return tuple((field, json.dumps(value)) for field, value in zip(_FIELDS, plain, strict=True))


def answer_of(decision: Decision) -> Answer:
    """Return the answer that a decision gives.

    Raises:
        CaseError: it does not hold a place; the message says how to take it back.
    """
    if decision.action != IS:
        return Answer(name=decision.target, row=None, decision=decision.id)
    try:
        held = {name: json.loads(text) for name, text in decision.changes}
        row = PlaceRow(
            id=str(held["ref"]),
            name=str(held["name"]),
            kind=str(held["kind"]),
            lon=float(held["lon"]),
            lat=float(held["lat"]),
            radius_m=float(held["radius_m"]),
            country=held.get("country"),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise CaseError(
            f"decision {decision.id} says that {decision.target!r} is a place, and holds none ({error}). "
            f"Take it back: `trucewatch decide DIR {decision.id} --undo`."
        ) from error
    return Answer(name=decision.target, row=row, decision=decision.id)
