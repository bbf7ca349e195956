"""How a place lies to a zone, in words: metres from the edge, where along the line, what doubt, and the verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.geography import shapes
from trucewatch.model import Within

if TYPE_CHECKING:
    from trucewatch.agreement.zone_shapes import Drawn

_KILOMETRES_FROM_M = 10_000


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


def named_words(name: str, place: str, *, listed: bool) -> str:
    """Return what the name of a place says about a zone that is known by names only."""
    if listed:
        return f"{name} is known by name, and the reported place, {place!r}, is named in it"
    return f"{name} is known by name only and is not drawn, and {place!r} is not named in it, so it cannot be told"


def metres(length: float) -> str:
    """Return a length in metres, from 10 km on in kilometres."""
    return f"{length / 1000:.1f} km" if length >= _KILOMETRES_FROM_M else f"{length:,.0f} m"


def _side(drawn: Drawn, line: shapes.Line, offset_m: float) -> str:
    zone = drawn.zone
    if zone.left_m is not None or zone.right_m is not None or zone.side in ("left", "right"):
        return f" {'left' if offset_m >= 0 else 'right'}"
    for one, other in (("north", "south"), ("east", "west")):
        side = shapes.side_of(line, one)
        if side is not None:
            return f" {one if (side == 'left') == (offset_m >= 0) else other}"
    return ""
