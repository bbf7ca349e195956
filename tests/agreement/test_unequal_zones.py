"""Sets of sites, and zones of parts that are not drawn equally well: what is sure in a part is sure in the union."""

from __future__ import annotations

import json

import numpy as np
import pytest

from trucewatch.agreement import zones
from trucewatch.agreement.tables import read
from trucewatch.model import Place, Within

HEAD = """
```terms
[agreement]
id = "demo"
title = "A demonstration"
sources = ["made up"]
parties = []
encoded_by = "nobody"

[clock]
home = "UTC"

[[zone]]
id = "town"
kind = "area"
geometry = "geo/a.geojson#town"
edge_m = 500

[[zone]]
id = "province"
kind = "area"
geometry = "geo/a.geojson#province"
edge_m = 20000

[[zone]]
id = "ports"
kind = "sites"
geometry = "geo/a.geojson#ports"
radius_m = 2000
edge_m = 500

[[zone]]
id = "all"
kind = "union"
of = ["town", "province", "ports"]

[[zone]]
id = "without-town"
kind = "difference"
of = ["province", "town"]
```
"""
# One degree is about 111 km here: the town reaches 11 km into the province from its western edge at 0° E.
BOX = {"town": (0.0, 0.0, 0.1, 0.1), "province": (0.0, -1.0, 1.0, 1.0)}


def _square(west, south, east, north):
    return [[[west, south], [east, south], [east, north], [west, north], [west, south]]]


def _geojson():
    shapes = {name: {"type": "Polygon", "coordinates": _square(*box)} for name, box in BOX.items()}
    shapes["ports"] = {"type": "MultiPoint", "coordinates": [[-0.5, 0.0], [-0.5, 0.5]]}
    features = [{"type": "Feature", "id": i, "properties": {}, "geometry": g} for i, g in shapes.items()]
    return json.dumps({"type": "FeatureCollection", "features": features})


@pytest.fixture(scope="module")
def demo():
    """An agreement with a town drawn to 500 m in a province drawn to 20 km."""
    agreement, errors = read(HEAD, name="demo", sources=None, fetch=lambda _: _geojson())
    assert not errors
    return agreement


def at(demo, zone, lon, lat):
    return zones.locate(demo, zone, Place(name="there", lon=lon, lat=lat)).answer


def test_a_set_of_sites_takes_several_points_each_a_disc(demo):
    """0.01° of latitude is about 1.1 km."""
    assert at(demo, "ports", -0.5, 0.01) is Within.YES
    assert at(demo, "ports", -0.5, 0.51) is Within.YES
    assert at(demo, "ports", -0.5, 0.018) is Within.UNKNOWN
    assert at(demo, "ports", -0.5, 0.25) is Within.NO


def test_what_lies_surely_in_a_well_drawn_part_lies_in_the_union(demo):
    """5.5 km inside the town, and 5.5 km from the province's edge, which may be 20 km off."""
    assert at(demo, "province", 0.05, 0.05) is Within.UNKNOWN
    assert at(demo, "all", 0.05, 0.05) is Within.YES


def test_adding_a_coarse_part_turns_no_answer_of_a_fine_one(demo):
    for lon, lat in ((0.05, 0.05), (-0.5, 0.0), (-0.5, 0.5)):
        told = {at(demo, "town", lon, lat), at(demo, "ports", lon, lat)}
        assert Within.YES in told
        assert at(demo, "all", lon, lat) is Within.YES


def test_what_is_taken_out_keeps_its_own_edge(demo):
    """0.15° E is 5.5 km past the town: not in the town, and within the doubt of the province."""
    assert at(demo, "without-town", 0.05, 0.05) is Within.NO
    assert at(demo, "without-town", 0.5, 0.0) is Within.YES
    assert at(demo, "without-town", 0.15, 0.05) is Within.UNKNOWN


def test_many_points_at_once_are_answered_like_one(demo):
    lons = np.array([0.05, 0.5, -0.5, -0.5, 3.0, np.nan])
    lats = np.array([0.05, 0.0, 0.51, 0.25, 0.0, 0.0])
    told = zones.answers(demo, "all", lons, lats, 0.0)
    one = [
        zones.locate(demo, "all", Place(name="there", lon=x, lat=y)).answer
        for x, y in zip(lons[:5], lats[:5], strict=True)
    ]
    assert list(told) == [*({Within.YES: 1, Within.NO: 0, Within.UNKNOWN: -1}[a] for a in one), -1]


def test_a_union_of_unequal_parts_has_a_shape_for_the_map(demo):
    assert zones.shape_of(demo, "all") is not None
    assert zones.edge_of(demo, "all") == 20000
