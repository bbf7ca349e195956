"""Buffers and bands: what the widths and sides of a zone's words make of the shape they lie around."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.errors import AgreementError
from trucewatch.geography import shapes

if TYPE_CHECKING:
    from trucewatch.agreement.terms import Zone

_SIDES = (("north", "south"), ("east", "west"), ("left", "right"))
_WAY_OUT = "Use {}, left and right (seen along the line), or both_m."


def buffered(zone: Zone, base: shapes.Shape) -> shapes.Shape:
    """Return what lies within the zone's widths of a shape.

    Raises:
        AgreementError: it has no width, or widths that mean nothing around that shape.
    """
    told = {side: width for pair in _SIDES for side in pair if (width := getattr(zone, f"{side}_m")) is not None}
    total = [width for width in (zone.both_m, None if zone.width_m is None else zone.width_m / 2) if width is not None]
    if len(total) + bool(told) > 1:
        raise AgreementError(f"zone {zone.id} has widths of several kinds. Give both_m, or width_m, or one for a side.")
    if not total and not told:
        raise AgreementError(f"zone {zone.id} has no width. Give both_m, width_m, or north_m and south_m.")
    if isinstance(base, shapes.Line):
        left, right = _widths(zone, base, told) if told else (total[0], total[0])
        return shapes.Corridor(line=base, left_m=left, right_m=right, round_ends=zone.ends == "round")
    if zone.both_m is None:
        raise AgreementError(
            f"zone {zone.id} lies around {zone.base}, which is not a line: it has no sides. Use both_m."
        )
    if isinstance(base, shapes.Discs):
        return shapes.Discs(base.points, base.radius_m + zone.both_m)
    return shapes.Around(base, zone.both_m)


def banded(zone: Zone, base: shapes.Shape) -> shapes.Band:
    """Return what lies from `from_m` to `to_m` of a line, on the zone's side.

    Raises:
        AgreementError: it has no width, or a side that means nothing along that line.
    """
    line = line_under(zone, base, zone.base or "")
    if zone.to_m is None:
        raise AgreementError(f"zone {zone.id} does not say how far it reaches. Give to_m, the metres from the line.")
    side = zone.side if zone.side == "both" else left_or_right(zone, line, zone.side)
    return shapes.Band(line=line, from_m=zone.from_m or 0.0, to_m=zone.to_m, side=side, round_ends=zone.ends == "round")


def line_under(zone: Zone, base: shapes.Shape, base_id: str) -> shapes.Line:
    """Return the line that a zone lies along.

    Raises:
        AgreementError: it is not a line.
    """
    if not isinstance(base, shapes.Line):
        raise AgreementError(f"zone {zone.id} lies along {base_id}, which is not a line.")
    return base


def left_or_right(zone: Zone, line: shapes.Line, side: str) -> str:
    """Return which side along the line a side is.

    Raises:
        AgreementError: the line runs the way in which that side has no meaning.
    """
    if side in ("left", "right"):
        return side
    found = shapes.side_of(line, side)
    if found is None:
        runs, others = (
            ("north–south", "east and west") if side in ("north", "south") else ("east–west", "north and south")
        )
        way_out = _WAY_OUT.format(others)
        raise AgreementError(f"{zone.id} lies along a line that runs {runs}: it has no {side} side. {way_out}")
    return found


def _widths(zone: Zone, line: shapes.Line, told: dict[str, float]) -> tuple[float, float]:
    pair = next(pair for pair in _SIDES if set(pair) & set(told))
    if not set(told) <= set(pair):
        raise AgreementError(f"zone {zone.id} mixes {', '.join(told)}: give the widths of one pair of sides.")
    if len(told) == len(pair) and len(set(told.values())) == 1:  # alike on both: no need to know which is which
        return (width := told[pair[0]]), width
    by_side = {left_or_right(zone, line, side): width for side, width in told.items()}
    return by_side.get("left", 0.0), by_side.get("right", 0.0)
