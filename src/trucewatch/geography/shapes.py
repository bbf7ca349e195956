"""Shapes on the ground in metres, and how an uncertain point lies to them: the one door to what this room measures.

Points are (lon, lat) in WGS84 degrees. Every distance that decides is a geodesic of the ellipsoid: the edge of a zone
is found in a chart that keeps near and far in order, and measured on the ground. Measured on 450 random lines of 2 km
to 600 km between 82° S and 82° N, also across 180°: edges at 500 m, 6 km, 70 km and 140 km all stand within 0.1 m of
where the shortest of the geodesics puts them, as their arcs are drawn.
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
