"""One feature of a GeoJSON file as the geometry of a zone, checked so far that shapes can be built from it."""

from __future__ import annotations

import json
from typing import Any

from trucewatch.agreement.parts import Geometry

_DEPTH = {"Point": 0, "MultiPoint": 1, "LineString": 1, "Polygon": 2, "MultiPolygon": 3}
_FEWEST = {"Point": 1, "MultiPoint": 1, "LineString": 2, "Polygon": 4, "MultiPolygon": 4}
_TAKES = {
    "area": ("Polygon", "MultiPolygon"),
    "line": ("LineString",),
    "place": ("Point",),
    "sites": ("Point", "MultiPoint"),
}


def geometry_of(text: str, *, path: str, feature: str, kind: str | None) -> Geometry:
    """Return the feature of that id in a GeoJSON text, for a zone of that kind.

    Raises:
        ValueError: it is not GeoJSON, has no such feature, or the feature is not of a shape that the kind takes.
    """
    try:
        collection = json.loads(text)
        features = collection.get("features", [])
        known = {str(f.get("id") or (f.get("properties") or {}).get("id")): f for f in features}
    except (json.JSONDecodeError, AttributeError, TypeError) as error:
        raise ValueError(f"{path} is not GeoJSON: {error}.") from None
    if feature not in known:
        raise ValueError(f"{path} has no feature {feature!r}. It holds: {', '.join(known) or 'none'}.")
    return _as_geometry(known[feature], collection, kind, f"{path}#{feature}")


def _as_geometry(feature: dict[str, Any], collection: dict[str, Any], kind: str | None, source: str) -> Geometry:
    shape, properties = feature.get("geometry") or {}, feature.get("properties") or {}
    wanted = _TAKES.get(kind or "", ())
    if shape.get("type") not in wanted:
        takes = " or ".join(wanted) or "no geometry of its own"
        raise ValueError(f"{source} is a {shape.get('type')}; a zone of kind {kind} takes {takes}.")
    nested = shape.get("coordinates")
    for _ in range(3 - _DEPTH[shape["type"]]):
        nested = [nested]
    try:
        parts = tuple(tuple(tuple(_pair(p) for p in ring) for ring in part) for part in nested or ())
    except (TypeError, ValueError, IndexError) as error:
        raise ValueError(f"{source} has coordinates that cannot be read ({error}). Write [lon, lat].") from None
    shortest = min((len(ring) for part in parts for ring in part), default=0)
    if shortest < _FEWEST[shape["type"]]:
        raise ValueError(f"{source} has {shortest} points, too few for a {shape['type']}.")
    return Geometry(
        kind=shape["type"],
        parts=parts,
        credit=properties.get("credit") or collection.get("credit"),
        note=properties.get("source"),
    )


def _pair(point: Any) -> tuple[float, float]:
    lon, lat = float(point[0]), float(point[1])
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):  # noqa: PLR2004  (degrees)
        raise ValueError(f"{lon}, {lat} is not on Earth")
    return (lon, lat)
