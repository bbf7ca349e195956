"""Where a place may be, drawn: a sector, a corridor, an outline, or settlements as marks whose size says the weight."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from trucewatch.geography.doubt import number, weights
from trucewatch.geography.rows import apart_m, moved
from trucewatch.publishing import wording
from trucewatch.publishing.ground import path

if TYPE_CHECKING:
    from trucewatch.model import Doubt
    from trucewatch.publishing.ground import XY, Frame, Sheet

MOST_SETS = 8
"""So many sets of settlements have marks of their own; more would not be told apart."""

_STEP = 4.0
"""Degrees of a turn between two points of an arc: at a hand's width it is off by less than a line."""
_MARK, _LEAST_MARK, _MOST_MARK = 3.1, 1.8, 9.0
"""Half the width of the mark of a settlement of middling weight, in drawing units, and its bounds."""
_LEAST_WIDTH = 3.0
_BROAD = 75.0
"""Drawing units: a sector that reaches farther is filled faintly, for much lies in it."""
_ALL_AROUND = 180.0
_SHAPES = 4


def finer(doubt: Doubt | None) -> bool:
    """Say whether a doubt is more than a disc, which is drawn anyway."""
    return doubt is not None and not (doubt.kind == "sector" and doubt.half_angle >= _ALL_AROUND and not doubt.from_m)


def shape(doubt: Doubt, sheet: Sheet, mark: int) -> str:
    """Return the SVG of a doubt, true to scale; `mark` numbers the set, for settlements."""
    match doubt.kind:
        case "settlements":
            spots = zip(doubt.points, sizes(doubt), strict=True)
            return "".join(sign(sheet.xy(*point), mark, size) for point, size in spots)
        case "corridor":
            width = max(2 * doubt.to_m * sheet.per_m, _LEAST_WIDTH)
            line = path([doubt.points], sheet.xy, closed=False)
            return f'<path class="along" stroke-width="{width:.1f}" d="{line}"/>'
        case "polygon":
            return f'<path class="within" d="{path([doubt.points], sheet.xy, closed=True)}"/>'
        case _:
            rings, broad = _sector(doubt), " broad" if doubt.to_m * sheet.per_m > _BROAD else ""
            return f'<path class="within{broad}" fill-rule="evenodd" d="{path(rings, sheet.xy, closed=True)}"/>'


def seen(doubt: Doubt, sheet: Sheet, frame: Frame) -> bool:
    """Say whether a corner, an end or a settlement of a doubt lies on the sheet."""
    points = [p for ring in _sector(doubt) for p in ring] if doubt.kind == "sector" else doubt.points
    return any(frame.holds(*sheet.xy(*point)) for point in points)


def sizes(doubt: Doubt) -> tuple[float, ...]:
    """Return half the width of the mark of each settlement: its area is in proportion to the weight."""
    shares = weights(doubt)
    return tuple(min(max(_MARK * math.sqrt(w * len(shares)), _LEAST_MARK), _MOST_MARK) for w in shares)


def sign(at: XY, mark: int, half: float) -> str:
    """Return the mark of a settlement: one of four shapes, filled for the first four sets, hollow for the next."""
    x, y = at
    kind = f'class="one set-{mark % _SHAPES}{"" if mark < _SHAPES else " hollow"}"'
    match mark % _SHAPES:
        case 0:
            return f'<circle {kind} cx="{x:.1f}" cy="{y:.1f}" r="{half:.1f}"/>'
        case 1:
            return f'<path {kind} d="M{x - half:.1f} {y - half:.1f}h{2 * half:.1f}v{2 * half:.1f}h{-2 * half:.1f}z"/>'
        case 2:
            high, wide = 1.2 * half, 1.3 * half
            return f'<path {kind} d="M{x:.1f} {y - high:.1f}l{wide:.1f} {2 * high:.1f}h{-2 * wide:.1f}z"/>'
        case _:
            tall = 1.4 * half
            across = f"{tall:.1f} {tall:.1f}l{-tall:.1f} {tall:.1f}l{-tall:.1f} {-tall:.1f}"
            return f'<path {kind} d="M{x:.1f} {y - tall:.1f}l{across}z"/>'


def words(doubt: Doubt) -> str:
    """Return where a place may be, in words that stand beside the map."""
    match doubt.kind:
        case "settlements":
            if len(set(weights(doubt))) > 1:
                return f"one of {number(doubt):,} settlements, put together at {len(doubt.points):,} points"
            return f"one of {wording.count(len(doubt.points), 'settlement', 'settlements')}, each as likely"
        case "corridor":
            long_m = sum(apart_m(*pair) for pair in zip(doubt.points, doubt.points[1:], strict=False))
            return f"within {wording.distance(doubt.to_m)} of a line {wording.distance(long_m)} long"
        case "polygon":
            return "anywhere inside an outline"
        case _:
            lon, lat = doubt.points[0]
            far = wording.distance(doubt.to_m)
            far = f"{wording.distance(doubt.from_m)} to {far}" if doubt.from_m else f"up to {far}"
            turn = f", bearing {doubt.bearing:.3g}° ± {doubt.half_angle:.3g}°" if doubt.half_angle < _ALL_AROUND else ""
            return f"{far} from {lat:.4f} N {lon:.4f} E{turn}"


def _sector(doubt: Doubt) -> list[list[tuple[float, float]]]:
    """Return the rings of a sector in degrees; a whole ring has an outer and an inner one."""
    centre, around = doubt.points[0], doubt.half_angle >= _ALL_AROUND
    steps = max(math.ceil(2 * doubt.half_angle / _STEP), 1)
    turns = [doubt.bearing + doubt.half_angle * (2 * i / steps - 1) for i in range(steps if around else steps + 1)]
    outer = [moved(centre, bearing=turn, by_m=doubt.to_m) for turn in turns]
    inner = [moved(centre, bearing=turn, by_m=doubt.from_m) for turn in turns] if doubt.from_m else []
    if around:
        return [outer, inner] if inner else [outer]
    return [[*outer, *(reversed(inner) if inner else [centre])]]
