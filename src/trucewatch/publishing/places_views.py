"""Read models of names of places: each as located, each that waits, each that an analyst answered."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trucewatch.model import Doubt
    from trucewatch.publishing.views import CaseView

STATES = {
    "tie": "several places fit as well",
    "not-found": "in no table, and nothing sounds enough like it",
    "no-point": "listed without a point: a road, a zone, or a place that nobody has found",
    "words": "the name is found, the words around it give no place",
    "review": "located, with a note to review",
}
"""Why a name waits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """An analyst's answer: `says` is `is`, `no-place` or `stays-open`; the place is that of `is`.

    `documents` are those in which alone it holds, none where it holds in all; `elsewhere` are then those in which
    another answer to the name goes before it.
    """

    decision: str
    name: str
    says: str
    by: str
    at: str
    reason: str
    ref: str | None = None
    place: str | None = None
    lon: float | None = None
    lat: float | None = None
    radius_m: float | None = None
    documents: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hangs:
    """What hangs on a name: ids of its claims, of their documents and of the incidents that these claims found."""

    claims: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    incidents: tuple[str, ...] = ()

    @property
    def order(self) -> tuple[int, int]:
        """Sorts what most hangs on first."""
        return -len(self.incidents), -len(self.claims)


@dataclass(frozen=True, slots=True, kw_only=True)
class LocatedName:
    """A name as it was located in one way; a name with several relations ("near", "west of") is there once for each.

    `row` is the name of the gazetteer's row `ref` where that is at hand. `score` is 1 where the name is the row's own,
    below where it only sounds like it, None where no gazetteer was asked (a table gave the point). `doubt` says where
    in the disc the place may be, where more is known than the disc.
    """

    name: str
    relation: str | None
    lon: float
    lat: float
    radius_m: float
    ref: str | None
    row: str | None
    method: str
    score: float | None
    hangs: Hangs
    answered: Answered | None = None
    doubt: Doubt | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidatePlace:
    """A place that a waiting name may mean, and why it was not taken. Without a point `lon` and its kin are None."""

    ref: str
    name: str
    kind: str
    country: str | None
    lon: float | None
    lat: float | None
    radius_m: float | None
    score: float
    away_m: float | None
    table: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingName:
    """A name that waits for an analyst; `state` is a key of `STATES`.

    `answered` is an answer that was given and did not reach it: the reader took other words for the name.
    """

    name: str
    state: str
    relations: tuple[str, ...]
    hangs: Hangs
    notes: tuple[str, ...] = ()
    candidates: tuple[CandidatePlace, ...] = ()
    answered: Answered | None = None


@dataclass(frozen=True, kw_only=True)
class PlacesView:
    """The names of places of a case as of one instant, what most hangs on first.

    `described` are claims whose place is only described ("the village"): these name nothing to look up. `unplaced`
    are claims without any place.
    """

    case: CaseView
    located: tuple[LocatedName, ...] = ()
    waiting: tuple[WaitingName, ...] = ()
    answers: tuple[Answered, ...] = ()
    described: Hangs = field(default_factory=Hangs)
    unplaced: int = 0
