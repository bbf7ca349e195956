"""What a change does on the ground: zones that both versions have, drawn otherwise on some reading."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.agreement.options import common_choices, grouped, part_of
from trucewatch.agreement.readings import readings_of
from trucewatch.agreement.zones import shape_of
from trucewatch.errors import AgreementError
from trucewatch.geography.comparing import Moved, moved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trucewatch.agreement.readings import Choice
    from trucewatch.agreement.terms import Agreement, Zone
    from trucewatch.geography.shapes import Shape


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneShift:
    """A zone that is not where it was, on the readings `on` (empty: on every reading).

    `moved` is None where one side has no shape: left open, or known by name.
    """

    zone: str
    on: str
    drawn_before: bool
    drawn_after: bool
    moved: Moved | None


def zone_shifts(before: Agreement, after: Agreement) -> tuple[ZoneShift, ...]:
    """Return every zone that both have and that is not where it was, on the readings that both have."""
    held = {zone.id: zone for zone in before.zones}
    both = [(held[zone.id], zone) for zone in after.zones if zone.id in held]
    return tuple(shift for old, new in both for shift in _shifts((before, old), (after, new)))


def _shifts(was: tuple[Agreement, Zone], now: tuple[Agreement, Zone]) -> Iterator[ZoneShift]:
    sides = [(agreement, zone, readings_of(agreement, zone)) for agreement, zone in (was, now)]
    touched = {reading for _, _, readings in sides for reading in readings}
    answers = []
    for choice in common_choices(touched, was[0], now[0]):
        first, second = (_shape(agreement, zone, part_of(choice, readings)) for agreement, zone, readings in sides)
        answers.append((choice, (first, second)))
    for (first, second), on in grouped(answers):
        if first != second:
            change = moved(first, second) if first is not None and second is not None else None
            yield ZoneShift(zone=now[1].id, on=on, drawn_before=bool(first), drawn_after=bool(second), moved=change)


def _shape(agreement: Agreement, zone: Zone, choice: Choice) -> Shape | None:
    try:
        return shape_of(agreement, zone.id, choice)
    except AgreementError:  # a point, or what the text leaves open, has no shape to compare
        return None
