"""What a scenario holds: reports as they might come in, and what must then be found; and the reports as readings."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from trucewatch.agreement import clocks
from trucewatch.model import (
    Claim,
    Copy,
    Count,
    Document,
    Named,
    Place,
    Published,
    Reading,
    Speaker,
    Stance,
    Weapon,
    When,
    Within,
)
from trucewatch.model.claim import PUBLISHER

if TYPE_CHECKING:
    from trucewatch.agreement.readings import Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A point as a scenario gives it: degrees, or kilometres along a zone's line and metres off it."""

    lon: float | None = None
    lat: float | None = None
    radius_m: float = 0.0
    name: str | None = None
    km: float | None = None
    offset_m: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One source's word. `known` is when it was published, an instant in UTC; `when` a time expression."""

    source: str
    known: datetime
    says: Stance = Stance.ASSERTS
    denies: tuple[str, ...] = ()
    act: str | None = None
    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    when: str | None = None
    place: Spot | None = None
    origin: str | None = None
    subject: str | None = None
    route: tuple[str, ...] = ()
    weapons: tuple[Weapon, ...] = ()
    counts: tuple[Count, ...] = ()
    answers_report: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What the finding under `term` must say. None is "not looked at"; an empty tuple is "none"."""

    term: str
    engaged: Within | None = None
    state: str | None = None
    act: str | None = None
    attribution: str | None = None
    outside: tuple[str, ...] | None = None
    decides: tuple[str, ...] | None = None
    support: tuple[tuple[str, str], ...] = ()
    disputed: tuple[tuple[str, tuple[str, ...]], ...] | None = None
    breaches: int | None = None
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What must hold as of an instant. `nothing` lists terms that must yield no finding."""

    as_of: datetime
    expected: tuple[Expected, ...] = ()
    nothing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PointCheck:
    """Whether a spot lies in the zone, under `choice` (empty: over all readings)."""

    place: Spot
    expect: Within
    choice: Choice = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """One fence. Exactly one of `reports` with checks, and `zone` with points, is filled."""

    id: str
    line: int
    duty: str | None = None
    zone: str | None = None
    reports: tuple[Report, ...] = ()
    checks: tuple[Check, ...] = ()
    points: tuple[PointCheck, ...] = field(default=())


def as_readings(scenario: Scenario, *, known_by: datetime | None = None) -> tuple[Reading, ...]:
    """Return the reports as what reading them would have given: one document and one claim each.

    With `known_by`, only the reports published by then.
    """
    held = [r for r in scenario.reports if known_by is None or r.known <= known_by]
    return tuple(_reading(report, i) for i, report in enumerate(held, start=1))


def _reading(report: Report, number: int) -> Reading:
    ident = f"report-{number}"
    told = ", ".join((*report.actors, report.act or "a statement", *report.targets, *report.route))
    text = f"{report.source} {report.says}: {told}."
    known = report.known.astimezone(UTC).isoformat()
    copied = report.origin is not None
    document = Document(
        id=ident,
        publisher=report.source,
        origin=report.origin,
        copy=Copy(is_copy=copied, reason=f"repeats {report.origin}" if copied else None),
        published=Published(start=known, end=known, method="scenario"),
        text=text,
    )
    claim = Claim(
        id=f"{ident}-1",
        document=ident,
        span=(0, len(text)),
        quote=text,
        # a copy says it in the outlet's own voice; what counts is whose story it is
        speaker=Speaker(name=PUBLISHER, kind=PUBLISHER) if copied else Speaker(name=report.source, kind="group"),
        stance=report.says,
        denies_what=report.denies,
        responds_to=f"report-{report.answers_report}-1" if report.answers_report else None,
        act=report.act,
        actors=tuple(Named(name=n, kind="force") for n in report.actors),
        targets=tuple(Named(name=n, kind="group") for n in (*report.targets, *_about(report))),
        weapons=report.weapons,
        counts=report.counts,
        place=_place(report),
        when=_when(report.when),
        said_when=When(start=known, end=known, zone="UTC", method="scenario"),
        method="scenario",
    )
    return Reading(document=document, claims=(claim,))


def _about(report: Report) -> tuple[str, ...]:
    return (report.subject,) if report.subject else ()


def _place(report: Report) -> Place | None:
    if report.place is None:
        return Place(name=" – ".join(report.route), relation="along") if report.route else None
    spot = report.place
    return Place(
        name=spot.name or f"{spot.lat}, {spot.lon}",
        lon=spot.lon,
        lat=spot.lat,
        radius_m=spot.radius_m,
        method="scenario",
    )


def _when(expression: str | None) -> When | None:
    if expression is None:
        return None
    moment, _, zone = expression.partition("[")
    name = zone.rstrip("]") or None
    if name is None or "T" not in moment:
        return When(start=moment, end=moment, zone=name, words=expression, method="scenario")
    exact = datetime.fromisoformat(moment).replace(tzinfo=clocks.zone_of(name)).isoformat()
    return When(start=exact, end=exact, zone=name, words=expression, method="scenario")
