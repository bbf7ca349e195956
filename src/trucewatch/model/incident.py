"""What claims tell of the same act, kept side by side; and figures, each with its window and source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trucewatch.model.claim import Named, Window
    from trucewatch.model.when import When
    from trucewatch.model.where import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """One figure by one source. Never added to, averaged with or replaced by another.

    `source` is who gives the figure, `origin` the independent origin it counts under, `area` the words or place it
    covers. `incident` is None for a cumulative figure. `superseded_by` is the id of a later tally by the same
    source of the same thing (both stay).
    """

    id: str
    kind: str
    of: str | None = None
    unit: str | None = None
    at_least: int | None = None
    at_most: int | None = None
    words: str | None = None
    source: str
    origin: str | None = None
    window: Window | None = None
    area: str | None = None
    cumulative: bool = False
    incident: str | None = None
    claim: str
    document: str
    part_of: str | None = None
    said_at: str | None = None
    superseded_by: str | None = None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorByClaim:
    """Whom one claim names as the author; empty `actors` where it names nobody."""

    claim: str
    source: str
    actors: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """An independent origin of an incident's claims: copies of one story, or one monitor quoted twice, count once.

    `affiliated` is the id of the party that the source belongs to, None where unknown (which is not neutral);
    `unaffiliated` is True only where a source list says so.
    """

    name: str
    affiliated: str | None = None
    unaffiliated: bool = False
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """Who disputes which element: occurrence, authorship, target, toll, or justified."""

    by: str
    element: str
    claim: str
    words: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One reported act. `first_reported` bounds `when`: an event is not later than the first report of it."""

    id: str
    act: str
    when: When | None = None
    place: Place | None = None
    first_reported: str | None = None
    actors: tuple[ActorByClaim, ...] = ()
    targets: tuple[Named, ...] = ()
    tallies: tuple[Tally, ...] = ()
    claims: tuple[str, ...] = ()
    origins: tuple[Origin, ...] = ()
    disputed_by: tuple[Dispute, ...] = ()
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """What linking hands over: incidents, and the figures that belong to no single incident."""

    incidents: tuple[Incident, ...] = ()
    tallies: tuple[Tally, ...] = ()
    flags: tuple[str, ...] = ()
