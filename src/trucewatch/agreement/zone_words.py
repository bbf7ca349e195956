"""How a place lies to a zone, in words: metres from the edge, where along the line, what doubt, and the verdict."""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING

from trucewatch.geography import shapes
from trucewatch.geography.doubt import number
from trucewatch.model import Within

if TYPE_CHECKING:
    from trucewatch.agreement.zone_shapes import Drawn
    from trucewatch.model import Doubt

_KILOMETRES_FROM_M = 10_000
_SHOWN = 0.01
"""Less of a share, or less missing of it, is not told in figures."""


def margin_words(drawn: Drawn, margin: float) -> str:
    """Return how far a place lies from the edge, and on which side of it."""
    if isinstance(drawn.shape, shapes.Line) or (isinstance(drawn.shape, shapes.Discs) and not drawn.shape.radius_m):
        return f"{metres(-margin)} from {drawn.name}"
    return f"{metres(abs(margin))} {'inside' if margin >= 0 else 'outside'} the edge of {drawn.name}"


def along_words(drawn: Drawn, line: shapes.Line, place: shapes.Along) -> str:
    """Return where a place lies along the zone's line and off it."""
    if place.beyond:
        return f"past an end of the line, {metres(abs(place.offset_m))} from that end"
    off = f"{metres(abs(place.offset_m))}{_side(drawn, line, place.offset_m)} of the centre line"
    return f"{off}, at kilometre {place.along_m / 1000:.1f} from {drawn.counted_from or 'its start'}"


def doubt_words(answer: Within, radius_m: float, edge_m: float, *, vague: bool) -> str:
    """Return what is not known about the place and the edge, and what follows."""
    doubt = f"place known to {metres(radius_m)}, edge drawn to {metres(edge_m)}"
    if vague:
        return f"{doubt}: too vague a place to be called inside"
    match answer:
        case Within.YES:
            return f"{doubt}: wholly inside"
        case Within.NO:
            return f"{doubt}: wholly outside"
        case Within.UNKNOWN:
            return f"{doubt}: cannot tell"


def share_words(share: float, doubt: Doubt | None) -> str:
    """Return how much of where a place may be lies inside the edge as drawn."""
    if doubt is not None and doubt.kind == "settlements":
        told = f"of the {number(doubt):,} settlements listed for it {_part(share)} lie inside"
    else:
        told = f"{_part(share)} of where it may be lies inside"
    return told if 0 < share < 1 else f"{told} the edge as drawn"


def rule_words(share: float, asked: float, side: str) -> str:
    """Return why the house rule calls a place inside or outside although not all of it surely is."""
    return f"{_percent(share)} of where it may be lies {side}; the house rule asks for {_percent(asked)}"


def named_words(name: str, place: str, *, listed: bool) -> str:
    """Return what the name of a place says about a zone that is known by names only."""
    if listed:
        return f"{name} is known by name, and the reported place, {place!r}, is named in it"
    return f"{name} is known by name only and is not drawn, and {place!r} is not named in it, so it cannot be told"


def metres(length: float) -> str:
    """Return a length in metres, from 10 km on in kilometres."""
    return f"{length / 1000:.1f} km" if length >= _KILOMETRES_FROM_M else f"{length:,.0f} m"


def _part(share: float) -> str:
    if share in (0, 1):
        return "all" if share else "none"
    if share < _SHOWN:
        return f"less than {_percent(_SHOWN)}"
    if share > 1 - _SHOWN:
        return f"more than {_percent(1 - _SHOWN)}"
    return f"about {round(100 * share)} %"


def _percent(share: float) -> str:
    """Return whole per cent, rounded down: no rule is met by rounding."""
    return f"{floor(share * 100 + 1e-7)} %"


def _side(drawn: Drawn, line: shapes.Line, offset_m: float) -> str:
    zone = drawn.zone
    if zone.left_m is not None or zone.right_m is not None or zone.side in ("left", "right"):
        return f" {'left' if offset_m >= 0 else 'right'}"
    for one, other in (("north", "south"), ("east", "west")):
        side = shapes.side_of(line, one)
        if side is not None:
            return f" {one if (side == 'left') == (offset_m >= 0) else other}"
    return ""
