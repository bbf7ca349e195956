"""Geometries of a gazetteer: a point, or the outline of an area, simplified to what its doubt needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

SIMPLIFIED_DEGREES = 0.001
"""An outline's corners may move so far, 111 m at most; small against the width of any area."""
_METRES_PER_DEGREE = 111_000.0


def drawn(shape: Mapping[str, Any]) -> tuple[float, float, float, bytes | None]:
    """Return longitude, latitude, radius in metres, and outline as WKB (None for a point) of a GeoJSON geometry.

    The radius holds the outline, wherever its middle is.

    Raises:
        ValueError: it is empty, no geometry, not in degrees, or neither point nor area.
    """
    import shapely
    from shapely.geometry import shape as made

    from trucewatch.geography.rows import apart_m

    try:
        geometry = made(shape)
    except (AttributeError, KeyError, TypeError, ValueError, IndexError, shapely.errors.ShapelyError) as error:
        raise ValueError(f"has a geometry that is none ({type(error).__name__})") from error
    if geometry.is_empty:
        raise ValueError("has an empty geometry")
    west, south, east, north = geometry.bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):  # noqa: PLR2004
        raise ValueError("has a geometry that is not in degrees; save it as WGS84 (EPSG:4326)")
    if geometry.geom_type in {"Point", "MultiPoint"}:
        point = geometry.centroid
        return point.x, point.y, 0.0, None
    if "Polygon" not in geometry.geom_type:
        raise ValueError(f"has a {geometry.geom_type}; a place is a point or an area")
    outline = shapely.force_2d(shapely.simplify(shapely.make_valid(geometry), SIMPLIFIED_DEGREES))
    middle = geometry.representative_point() if not geometry.contains(geometry.centroid) else geometry.centroid
    corners = shapely.get_coordinates(geometry)
    reach = max(apart_m((middle.x, middle.y), (lon, lat)) for lon, lat in corners)
    return round(middle.x, 5), round(middle.y, 5), round(reach + SIMPLIFIED_DEGREES * _METRES_PER_DEGREE), outline.wkb
