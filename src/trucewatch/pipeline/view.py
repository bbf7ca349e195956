"""A picture as publishing reads it: with what holds at the cut-off, and the agreement's zones drawn."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from trucewatch.agreement import zones
from trucewatch.agreement.readback import sentence
from trucewatch.agreement.readback_words import under
from trucewatch.agreement.readings import combinations, readings_of, settled
from trucewatch.compliance.live import known
from trucewatch.compliance.patterns import observed
from trucewatch.compliance.rules import options
from trucewatch.compliance.situate import Span
from trucewatch.compliance.situate import in_force as time_of
from trucewatch.geography import shapes
from trucewatch.model import Interval, Within
from trucewatch.pipeline.places import settlements
from trucewatch.publishing.views import CaseView, InForce, Layer, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from trucewatch.agreement import Agreement
    from trucewatch.agreement.readings import Choice
    from trucewatch.agreement.terms import Zone
    from trucewatch.compliance.rules import Option
    from trucewatch.model import Reading
    from trucewatch.pipeline.run import Picture


def view(made: Picture, *, title: str, zone: str, folder: Path) -> CaseView:
    """Return everything that a page or an export shows; times will be on the clock of `zone`.

    `folder` holds the agreement, for the names that the map may print.
    """
    agreement = made.agreement
    held = tuple(in_force(agreement, made.as_of, made.readings))
    return CaseView(
        title=title,
        agreement=agreement,
        as_of=made.as_of,
        zone=zone,
        documents=made.documents,
        readings=made.readings,
        linked=made.linked,
        findings=made.findings,
        decisions=made.decisions,
        observations=made.known.observations,
        problems=tuple(_problems(made)),
        places=settlements(folder),
        layers=tuple(_layers(agreement)),
        in_force=held,
        start=_hull(f.since for f in held),
        sentences=tuple((term.id, sentence(agreement, term)) for term in agreement.terms),
    )


def in_force(agreement: Agreement, as_of: datetime, readings: Iterable[Reading] = ()) -> Iterator[InForce]:
    """Yield whether each prohibition holds at `as_of`: once where all readings agree, else once a reading.

    `readings` are the reports known by then: some terms begin or end with an event that must be reported.
    """
    now = known(agreement, readings, as_of)
    seen = observed(now)
    for term in agreement.prohibitions:
        each = [(_held(option, term.id, as_of), option.choice) for option in options(term, now, seen)]
        if len({held.state for held, _ in each}) == 1:
            first = each[0][0]
            since, until = _hull(h.since for h, _ in each), _hull(h.until for h, _ in each)
            yield InForce(term=term.id, state=first.state, since=since, until=until)
            continue
        groups: dict[InForce, list[Choice]] = {}
        for held, choice in each:
            groups.setdefault(held, []).append(choice)
        for held, choices in groups.items():
            for told in under(agreement, choices).split(" | "):
                yield replace(held, readings=tuple(told.split(", ")))


def _held(option: Option, term: str, as_of: datetime) -> InForce:
    """How a term stands under one choice; on one that has no such term it does not hold."""
    if option.term is None:
        return InForce(term=term, state=Within.NO)
    moment = Span(interval=Interval(lo=as_of, hi=as_of), words=())
    ends = {bound.side: bound.clock.interval for bound in option.bounds}
    state = time_of(moment, option.bounds, option.halts).answer
    return InForce(term=term, state=state, since=ends.get("from"), until=ends.get("until"))


def _hull(stretches: Iterable[Interval | None]) -> Interval | None:
    known = [s for s in stretches if s is not None]
    los = [s.lo for s in known if s.lo is not None]
    his = [s.hi for s in known if s.hi is not None]
    return Interval(lo=min(los), hi=max(his)) if los and his else None


def _problems(made: Picture) -> Iterator[Problem]:
    for document in made.unread:
        yield Problem(document=document.id, kind="unread", reason=f"language {document.lang} is not read")
    for problem in made.failed:
        yield Problem(document=problem.subject, kind="failed", reason=problem.reason)


def _layers(agreement: Agreement) -> Iterator[Layer]:
    used = set(_places_of_prohibitions(agreement))
    for zone in agreement.zones:
        if zone.kind == "place" and zone.radius_m is None:
            continue
        choice = combinations(agreement, readings_of(agreement, zone))[0]
        drawn = zones.zone_under(agreement, zone.id, choice)
        shape = zones.shape_of(agreement, zone.id, choice)
        if shape is None:  # left open by the text, or known by name only
            continue
        yield Layer(
            id=zone.id,
            name=drawn.name or zone.id,
            kind=_kind(drawn),
            rings=_rings(shape),
            closed=not isinstance(shape, shapes.Line),
            edge_m=zones.edge_of(agreement, zone.id, choice) or None,
            valid_from=drawn.valid_from,
            valid_until=drawn.valid_until,
            prohibits=zone.id in used,
            note=drawn.note or (drawn.geometry.note if drawn.geometry else None),
            credit=drawn.geometry.credit if drawn.geometry else None,
        )


def _places_of_prohibitions(agreement: Agreement) -> Iterator[str | None]:
    """Yield the zone of every prohibition, on every option of a reading that sets it."""
    for term in agreement.prohibitions:
        for choice in combinations(agreement, readings_of(agreement, term)):
            yield settled(agreement, term, choice).where


def _kind(zone: Zone) -> str:
    if zone.kind == "line":
        # Lines that move are drawn for dates; a road is not.
        return "line-of-contact" if zone.valid_from else "road"
    return "corridor" if zone.kind == "buffer" else "area"


def _rings(shape: shapes.Shape) -> tuple[tuple[tuple[float, float], ...], ...]:
    if isinstance(shape, shapes.Line):
        return (shape.points,)
    return tuple(ring for polygon in shapes.outline(shape) for ring in polygon)
