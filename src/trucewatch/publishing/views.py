"""Read models: everything that a page or an export shows, gathered once, frozen, as of one instant."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from trucewatch.agreement.terms import Agreement
    from trucewatch.model import (
        Claim,
        Decision,
        Document,
        Finding,
        Incident,
        Interval,
        Linked,
        Observation,
        Reading,
        Tally,
        Within,
    )

Ring = tuple[tuple[float, float], ...]
"""(lon, lat) pairs in WGS84 degrees."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A document that was not read: `kind` is unread (a language or format we do not read), failed or retry."""

    document: str
    kind: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """Whether a term holds at the cut-off under `readings` (`clock=moscow`, …; empty: under every reading).

    `since` and `until` are the instants, as [lo, hi) in UTC, at which the term begins and ceases to hold.
    """

    term: str
    state: Within
    since: Interval | None = None
    until: Interval | None = None
    readings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """A place that the map may label; a larger `rank` is labelled first."""

    name: str
    lon: float
    lat: float
    rank: int = 0
    credit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """A drawn thing of the agreement. `kind`: road, corridor, area, line-of-contact.

    `rings` are lines, or closed rings where `closed`. `edge_m` is the uncertainty of the drawn edge in metres,
    `valid_from` and `valid_until` the written days it is drawn for, `prohibits` whether any prohibition uses it.
    """

    id: str
    name: str
    kind: str
    rings: tuple[Ring, ...]
    closed: bool = False
    edge_m: float | None = None
    valid_from: str | None = None
    valid_until: str | None = None
    prohibits: bool = False
    note: str | None = None
    credit: str | None = None


@dataclass(frozen=True, kw_only=True)
class CaseView:
    """One case as of one instant. `zone` is the reader's IANA zone, in which deadlines and days are shown.

    `start` is the instant, as [lo, hi) in UTC over all open readings, at which the agreement takes effect;
    `sentences` are (term id, its terms read back in words); `baseline_days` is the length of the comparison
    before the start.
    """

    title: str
    agreement: Agreement
    as_of: datetime
    zone: str
    documents: tuple[Document, ...] = ()
    readings: tuple[Reading, ...] = ()
    linked: Linked
    findings: tuple[Finding, ...] = ()
    decisions: tuple[Decision, ...] = ()
    observations: tuple[Observation, ...] = ()
    problems: tuple[Problem, ...] = ()
    places: tuple[Settlement, ...] = ()
    layers: tuple[Layer, ...] = ()
    in_force: tuple[InForce, ...] = ()
    start: Interval | None = None
    sentences: tuple[tuple[str, str], ...] = ()
    baseline_days: int = 30

    @property
    def tz(self) -> ZoneInfo:
        """The reader's zone."""
        return ZoneInfo(self.zone)

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """Every claim by its id."""
        return {claim.id: claim for reading in self.readings for claim in reading.claims}

    @cached_property
    def document(self) -> dict[str, Document]:
        """Every document by its id: those taken in, and those only known from a reading."""
        return {d.id: d for d in (*(r.document for r in self.readings), *self.documents)}

    @cached_property
    def incidents(self) -> dict[str, Incident]:
        """Every incident by its id."""
        return {incident.id: incident for incident in self.linked.incidents}

    @cached_property
    def findings_of(self) -> dict[str, tuple[Finding, ...]]:
        """The findings of each incident, by the incident's id."""
        grouped: dict[str, list[Finding]] = {}
        for finding in self.findings:
            if finding.incident is not None:
                grouped.setdefault(finding.incident, []).append(finding)
        return {key: tuple(found) for key, found in grouped.items()}

    @cached_property
    def tallies(self) -> tuple[Tally, ...]:
        """Every figure once: those of single incidents first, then those that belong to none."""
        every = [*(t for incident in self.linked.incidents for t in incident.tallies), *self.linked.tallies]
        return tuple({tally.id: tally for tally in every}.values())

    @cached_property
    def parts(self) -> dict[str, tuple[Tally, ...]]:
        """The figures that are part of another ("including two children"), by what they are part of."""
        grouped: dict[str, list[Tally]] = {}
        for tally in self.tallies:
            if tally.part_of is not None:
                grouped.setdefault(tally.part_of, []).append(tally)
        return {key: tuple(found) for key, found in grouped.items()}

    def claims_of(self, ids: Iterable[str]) -> tuple[Claim, ...]:
        """Return the claims with these ids that the case holds, in the order given."""
        return tuple(self.claims[i] for i in ids if i in self.claims)

    def sentence(self, term: str) -> str | None:
        """Return a term read back in words, without its id and clause in front; None where nobody supplied it."""
        words = dict(self.sentences).get(term)
        if words is None or not words.startswith(term):
            return words
        return words.partition(": ")[2] or words
