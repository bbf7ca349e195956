"""Shapes on the ground in metres, and how an uncertain point lies to them: the one door to what this room measures.

Points are (lon, lat) in WGS84 degrees. Every distance that decides is a geodesic of the ellipsoid: the edge of a zone
is found in a chart that keeps near and far in order, and measured on the ground. Measured on random lines of up to
600 km between 80° S and 80° N, also across 180°: an edge at 6 km stands within 0.2 m of the shortest of dense
geodesics, one at 140 km within 0.5 m.
"""

from __future__ import annotations

from trucewatch.geography.geodesy import distance_m
from trucewatch.geography.kinds import (
    Area,
    Around,
    Band,
    Corridor,
    Difference,
    Discs,
    Intersection,
    Line,
    LonLat,
    Shape,
    Strip,
    Union,
)
from trucewatch.geography.lines import Along, along, at, farthest_m, length_m, north_is_left, part, side_of
from trucewatch.geography.measuring import crossing, disc, judged, margin_m, outline, within

__all__ = [
    "Along",
    "Area",
    "Around",
    "Band",
    "Corridor",
    "Difference",
    "Discs",
    "Intersection",
    "Line",
    "LonLat",
    "Shape",
    "Strip",
    "Union",
    "along",
    "at",
    "crossing",
    "disc",
    "distance_m",
    "farthest_m",
    "judged",
    "length_m",
    "margin_m",
    "north_is_left",
    "outline",
    "part",
    "side_of",
    "within",
]
