"""A picture as publishing reads it: with what holds at the cut-off, and the agreement's zones drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.agreement import clocks, zones
from trucewatch.agreement.readback import sentence
from trucewatch.agreement.readings import combinations, readings_of, settled
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
    from trucewatch.agreement.terms import Prohibit, Zone
    from trucewatch.pipeline.run import Picture


def view(made: Picture, *, title: str, zone: str, folder: Path) -> CaseView:
    """Return everything that a page or an export shows; times will be on the clock of `zone`.

    `folder` holds the agreement, for the names that the map may print.
    """
    agreement = made.agreement
    held = tuple(in_force(agreement, made.as_of))
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


def in_force(agreement: Agreement, as_of: datetime) -> Iterator[InForce]:
    """Yield whether each prohibition holds at `as_of`: once where all readings agree, else once a reading."""
    for term in agreement.prohibitions:
        choices = combinations(agreement, readings_of(agreement, term))
        each = [(_held(agreement, term, choice, as_of), choice) for choice in choices]
        if len({held.state for held, _ in each}) == 1:
            first = each[0][0]
            since, until = _hull(h.since for h, _ in each), _hull(h.until for h, _ in each)
            yield InForce(term=term.id, state=first.state, since=since, until=until)
            continue
        for held, choice in each:
            named = tuple(f"{reading}={option}" for reading, option in choice)
            yield InForce(term=term.id, state=held.state, since=held.since, until=held.until, readings=named)


def _held(agreement: Agreement, term: Prohibit, choice: Choice, as_of: datetime) -> InForce:
    chosen = settled(agreement, term, choice)
    since = clocks.evaluate(agreement, chosen.from_, choice, as_of=as_of).interval if chosen.from_ else None
    until = clocks.evaluate(agreement, chosen.until, choice, as_of=as_of).interval if chosen.until else None
    return InForce(term=term.id, state=_state(since, until, as_of), since=since, until=until)


def _state(since: Interval | None, until: Interval | None, as_of: datetime) -> Within:
    if since is not None and since.lo is not None and as_of < since.lo:
        return Within.NO
    if until is not None and until.hi is not None and as_of >= until.hi:
        return Within.NO
    begun = since is None or (since.hi is not None and as_of >= since.hi)
    ended = until is not None and (until.lo is None or as_of >= until.lo)
    return Within.YES if begun and not ended else Within.UNKNOWN


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
