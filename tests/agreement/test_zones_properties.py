"""Zones wherever a place lies: widening loses nothing, vagueness decides nothing, and many are answered as one is."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.agreement import zones
from trucewatch.agreement.parts import Geometry
from trucewatch.agreement.terms import Agreement, HouseRule, Party, Zone
from trucewatch.model import Place, Within, all_of, any_of

RANK = {Within.NO: 0, Within.UNKNOWN: 1, Within.YES: 2}
CODE = {Within.NO: 0, Within.UNKNOWN: -1, Within.YES: 1}
some = settings(max_examples=40, deadline=None)
few = settings(max_examples=12, deadline=None)


def drawn(kind, geometry, parts):
    return {"kind": kind, "geometry": Geometry(kind=geometry, parts=parts)}


def square(lon, lat, side):
    return ((lon, lat), (lon + side, lat), (lon + side, lat + side), (lon, lat + side), (lon, lat))


GROUND = (
    Zone(id="road", edge_m=150, **drawn("line", "LineString", ((((35.9, 35.5), (36.3, 35.6), (36.7, 35.4)),),))),
    Zone(id="rear", edge_m=50, **drawn("line", "LineString", ((((35.9, 35.7), (36.7, 35.7)),),))),
    Zone(id="one", edge_m=300, **drawn("area", "Polygon", ((square(36.0, 35.3, 0.3),),))),
    Zone(id="two", **drawn("area", "Polygon", ((square(36.2, 35.2, 0.3),),))),
    Zone(id="sites", radius_m=4_000, **drawn("sites", "MultiPoint", ((((36.1, 35.6), (36.6, 35.5)),),))),
    Zone(id="open", kind="undefined"),
    Zone(id="city", kind="named", places=("X",)),
    Zone(id="buffer", kind="buffer", of=("road",), north_m=5_000, south_m=2_000),
    Zone(id="belt", kind="buffer", of=("road",), both_m=8_000, ends="round"),
    Zone(id="band", kind="band", of=("road",), from_m=3_000, to_m=9_000, side="south"),
    Zone(id="strip", kind="strip", between=("road", "rear")),
    Zone(id="around", kind="buffer", of=("one",), both_m=2_500),
    Zone(id="union", kind="union", of=("one", "two", "sites")),
    Zone(id="turned", kind="union", of=("sites", "two", "one")),
    Zone(id="common", kind="intersection", of=("one", "two")),
    Zone(id="rest", kind="difference", of=("one", "two")),
    Zone(id="partly", kind="union", of=("one", "open")),
    Zone(id="less", kind="difference", of=("one", "open", "two")),
    Zone(id="by-party", kind="by-party", cases=(("a", "one"), ("b", "two"))),
    Zone(id="by-weapon", kind="by-weapon", cases=(("mlrs", "belt"), ("guns", "buffer"))),
    Zone(id="then", valid_until="2020-05-31", **drawn("area", "Polygon", ((square(36.0, 35.3, 0.3),),))),
    Zone(id="now", valid_from="2020-06-01", **drawn("area", "Polygon", ((square(36.1, 35.3, 0.3),),))),
    Zone(id="dated", kind="dated", of=("then", "now")),
)


def agreement(*more, threshold=25_000.0):
    return Agreement(
        id="t",
        title="T",
        version="1",
        encoded_by="tests",
        home="UTC",
        parties=(Party(id="a", name="A", role="party"), Party(id="b", name="B", role="party")),
        house=HouseRule(place_threshold_m=threshold),
        zones=(*GROUND, *more),
    )


TEST = agreement(threshold=6_000.0)
points = st.tuples(st.floats(35.7, 36.9), st.floats(35.0, 35.9))
radii = st.one_of(st.just(0.0), st.floats(0, 8_000))


def answer(held, ident, spot, radius_m, **under):
    place = Place(name="X town", lon=spot[0], lat=spot[1], radius_m=radius_m)
    return zones.locate(held, ident, place, **under).answer


@some
@given(points, radii, st.floats(500, 9_000), st.floats(10, 9_000), st.sampled_from(["both", "north", "left"]))
def test_widening_a_buffer_never_turns_yes_to_no(spot, radius_m, width, more, side):
    before, after = (
        agreement(Zone(id="z", kind="buffer", of=("road",), **{f"{side}_m": metres}))
        for metres in (width, width + more)
    )

    assert RANK[answer(after, "z", spot, radius_m)] >= RANK[answer(before, "z", spot, radius_m)]


@some
@given(points, radii, st.floats(500, 9_000), st.floats(10, 9_000), st.floats(0, 1))
def test_widening_a_band_never_turns_yes_to_no(spot, radius_m, to_m, more, share):
    narrow = Zone(id="z", kind="band", of=("road",), from_m=to_m * share * 0.9, to_m=to_m)
    wide = Zone(id="z", kind="band", of=("road",), from_m=to_m * share * 0.8, to_m=to_m + more)
    before, after = (answer(agreement(zone), "z", spot, radius_m) for zone in (narrow, wide))

    assert RANK[after] >= RANK[before]


@some
@given(st.sampled_from([z.id for z in GROUND]), points, st.floats(0, 12_000), st.floats(0, 12_000))
def test_a_vaguer_place_never_turns_cannot_tell_into_yes_or_no(ident, spot, one, other):
    sharp, vague = sorted((one, other))
    before, after = answer(TEST, ident, spot, sharp), answer(TEST, ident, spot, vague)

    assert after in {before, Within.UNKNOWN}


@some
@given(points, radii)
def test_a_union_is_no_less_than_its_parts_whatever_their_order(spot, radius_m):
    """Each part is as sure in the union as it is alone, however coarsely another is drawn."""
    parts = [answer(TEST, part, spot, radius_m) for part in ("one", "two", "sites")]
    whole = answer(TEST, "union", spot, radius_m)

    assert RANK[whole] >= RANK[any_of(parts)]
    assert whole is answer(TEST, "turned", spot, radius_m)


@some
@given(points, radii)
def test_a_difference_and_what_was_taken_away_never_hold_the_same_place(spot, radius_m):
    held = answer(TEST, "rest", spot, radius_m), answer(TEST, "two", spot, radius_m)

    assert all_of(held) is not Within.YES


@few
@given(st.sampled_from([z.id for z in GROUND]), st.integers(0, 10_000), st.booleans())
def test_many_points_are_answered_as_each_is(ident, seed, known):
    """The columns hold points with no position, repeated ones, and doubts on both sides of the house's threshold."""
    rng = np.random.default_rng(seed)
    lons, lats = rng.uniform(35.7, 36.9, 300), rng.uniform(35.0, 35.9, 300)
    lons[::50], lats[7::50], lons[100:120], lats[100:120] = np.nan, np.nan, lons[100], lats[100]
    doubts = rng.choice([0.0, 500.0, 3_000.0, 7_000.0], 300)
    under = {"on": date(2020, 3, 1), "parties": ("a",), "weapons": ("mlrs",)} if known else {}
    many = zones.answers(TEST, ident, lons, lats, doubts, **under)
    each = [
        CODE[zones.locate(TEST, ident, _place(lon, lat, doubt), **under).answer]
        for lon, lat, doubt in zip(lons.tolist(), lats.tolist(), doubts.tolist(), strict=True)
    ]

    assert many.dtype == np.int8
    assert np.array_equal(many, each)


def _place(lon, lat, radius_m):
    if np.isnan(lon) or np.isnan(lat):
        return Place(name="Y")
    return Place(name="Y", lon=lon, lat=lat, radius_m=radius_m)


@pytest.mark.parametrize("ident", ["belt", "one", "rest"])
def test_a_crowd_is_answered_as_one_is(ident):
    rng = np.random.default_rng(7)
    lons, lats = rng.uniform(35.7, 36.9, 20_000), rng.uniform(35.0, 35.9, 20_000)
    many = zones.answers(TEST, ident, lons, lats, 700.0)
    few_of_them = rng.integers(0, 20_000, 400)

    assert [many[i] for i in few_of_them] == [
        CODE[zones.locate(TEST, ident, _place(float(lons[i]), float(lats[i]), 700.0)).answer] for i in few_of_them
    ]
