"""How a point lies to a shape: metres to its edge, and yes, no or cannot tell once the doubt is set against them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.geography.geodesy import moved
from trucewatch.model import Within

if TYPE_CHECKING:
    from trucewatch.geography.kinds import Area, LonLat, Shape

_DRAWN_M = 2.0


def within(shape: Shape, point: LonLat, *, radius_m: float = 0.0, edge_m: float = 0.0) -> Within:
    """Say whether a point with its radius of doubt lies in a shape whose edge is drawn to `edge_m`.

    Yes only if the disc lies wholly inside, however the edge runs; no only if it lies wholly outside.
    """
    return judged(margin_m(shape, point), radius_m + edge_m)


def judged(margin: float, doubt_m: float) -> Within:
    """Turn a signed margin and the metres of doubt about it into an answer; exactly on the limit is cannot tell."""
    if margin > doubt_m:
        return Within.YES
    return Within.NO if -margin > doubt_m else Within.UNKNOWN


def margin_m(shape: Shape, point: LonLat) -> float:
    """Return the distance to the edge in metres: positive inside, negative outside. A line or a point is all edge.

    What holds nothing (two areas that do not meet) is measured to the edges that it is made from: nearer, not farther.
    """
    from trucewatch.geography.bulk import margins_m

    return float(margins_m(shape, [point[0]], [point[1]])[0])


def crossing(area: Area) -> LonLat | None:
    """Return a point near which a ring of the area crosses itself, None where every ring is simple."""
    from trucewatch.geography.laid_out import crossing as found

    return found(area)


def outline(shape: Shape) -> tuple[tuple[tuple[LonLat, ...], ...], ...]:
    """Return the shape as polygons of rings, for a map: within 2 m; nothing where it holds nothing."""
    import shapely

    from trucewatch.geography.laid_out import laid_out

    ground = laid_out(shape)
    body = shapely.simplify(ground.body, _DRAWN_M)

    def turned(ring: object) -> tuple[LonLat, ...]:
        return tuple((lon, lat) for lon, lat in ground.chart.lonlat(shapely.get_coordinates(ring)).tolist())

    pieces = [] if body.is_empty else getattr(body, "geoms", [body])
    return tuple(tuple(turned(ring) for ring in (p.exterior, *p.interiors)) for p in pieces)


def disc(centre: LonLat, radius_m: float, *, corners: int = 64) -> tuple[LonLat, ...]:
    """Return a closed ring around a point, for a map."""
    ring = [moved(centre, 360 * i / corners, radius_m) for i in range(corners)]
    return (*ring, ring[0])
