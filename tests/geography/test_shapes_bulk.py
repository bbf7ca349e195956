"""A million points are measured as one is: the same metres, the same answers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.geography.bulk import NO, UNKNOWN, YES, judged_all, margins_m
from trucewatch.geography.shapes import (
    Area,
    Band,
    Corridor,
    Difference,
    Discs,
    Intersection,
    Line,
    Strip,
    Union,
    judged,
    margin_m,
    outline,
)
from trucewatch.model import Within

CODE = {Within.YES: YES, Within.NO: NO, Within.UNKNOWN: UNKNOWN}
some = settings(max_examples=15, deadline=None)

SQUARE = Area(((((36.0, 35.0), (37.0, 35.0), (37.0, 36.0), (36.0, 36.0), (36.0, 35.0)),),))
ROAD = Line(((36.8, 35.8), (36.5, 35.7), (36.2, 35.9), (35.9, 35.6)))
SHAPES = {
    "area": SQUARE,
    "line": ROAD,
    "corridor": Corridor(line=ROAD, left_m=6_000, right_m=6_000),
    "one-sided": Corridor(line=ROAD, left_m=0, right_m=6_000),
    "belt": Corridor(line=ROAD, left_m=10_000, right_m=10_000, round_ends=True),
    "band": Band(line=ROAD, from_m=2_000, to_m=9_000, side="left"),
    "strip": Strip(ROAD, Line(((36.8, 35.9), (35.9, 35.9)))),
    "sites": Discs(((36.1, 35.2), (36.6, 35.4)), 1_500),
    "point": Discs(((36.1, 35.2),)),
    "difference": Difference(SQUARE, (Discs(((36.5, 35.5),), 20_000),)),
    "union": Union((SQUARE, Discs(((37.1, 35.5),), 20_000))),
    "nothing": Intersection((Discs(((36.1, 35.2),), 100), Discs(((36.9, 35.2),), 100))),
}


def cloud(seed: int, count: int, *, around: float):
    rng = np.random.default_rng(seed)
    return rng.uniform(36.4 - around, 36.4 + around, count), rng.uniform(35.6 - around, 35.6 + around, count)


@pytest.mark.parametrize("name", SHAPES)
def test_margins_of_many_are_those_of_each(name):
    lons, lats = cloud(1, 200, around=1.5)
    many = margins_m(SHAPES[name], lons, lats)

    assert many == pytest.approx([margin_m(SHAPES[name], p) for p in zip(lons, lats, strict=True)], abs=1e-3)


@pytest.mark.parametrize("name", SHAPES)
def test_answers_of_many_are_those_of_each_whatever_the_doubt(name):
    """Crowded, so that whole cells are settled at once; with doubts from nothing to more than the zone is wide."""
    lons, lats = cloud(2, 20_000, around=0.8)
    doubts = np.random.default_rng(3).choice([0.0, 200.0, 3_000.0, 40_000.0], len(lons))
    many = judged_all(SHAPES[name], lons, lats, doubts)
    margins = margins_m(SHAPES[name], lons, lats)

    assert np.array_equal(many, [CODE[judged(m, d)] for m, d in zip(margins, doubts, strict=True)])


@pytest.mark.parametrize("name", ["corridor", "area", "belt", "sites"])
def test_a_place_on_the_very_limit_gets_the_answer_of_one(name):
    """Many incidents at one place, whose doubt is its distance to the edge to the last digit."""
    lons, lats = cloud(4, 40, around=0.6)
    doubts = np.array([abs(margin_m(SHAPES[name], p)) for p in zip(lons, lats, strict=True)])
    for nudge in (-1e-9, 0.0, 1e-9):
        many = judged_all(SHAPES[name], np.repeat(lons, 50), np.repeat(lats, 50), np.repeat(doubts + nudge, 50))
        one = [
            CODE[judged(margin_m(SHAPES[name], p), d + nudge)]
            for p, d in zip(zip(lons, lats, strict=True), doubts, strict=True)
        ]

        assert np.array_equal(many, np.repeat(one, 50))


def test_places_all_over_the_world_are_told_from_the_zone_too():
    rng = np.random.default_rng(5)
    lons, lats = rng.uniform(-180, 180, 3_000), np.degrees(np.arcsin(rng.uniform(-1, 1, 3_000)))
    edges = np.array([[180.0, -180.0, -143.6, 36.4, 0.0, 0.0], [35.6, 35.6, -35.6, 35.6, 90.0, -90.0]])
    lons, lats = np.concatenate((lons, edges[0])), np.concatenate((lats, edges[1]))
    many = judged_all(SHAPES["area"], lons, lats, 3_000.0)

    assert np.array_equal(
        many,
        [CODE[judged(margin_m(SHAPES["area"], p), 3_000.0)] for p in zip(lons, lats, strict=True)],
    )


def test_no_points_have_no_answers():
    assert len(judged_all(SQUARE, [], [], 5.0)) == 0
    assert len(margins_m(SQUARE, [], [])) == 0


@some
@given(st.floats(-179, 179), st.floats(-80, 80), st.floats(500, 60_000), st.integers(0, 10_000))
def test_answers_agree_at_every_latitude(lon, lat, width, seed):
    line = Line(((lon, lat), (lon + 0.4, lat + 0.1), (lon + 0.5, lat - 0.4)))
    shape = Corridor(line=line, left_m=width, right_m=width)
    rng = np.random.default_rng(seed)
    lons, lats = rng.uniform(lon - 1, lon + 1, 4_000), rng.uniform(lat - 1, lat + 1, 4_000)
    many = judged_all(shape, lons, lats, 700.0)
    margins = margins_m(shape, lons, lats)

    assert np.array_equal(many, np.where(np.abs(margins) > 700, margins > 0, -1))


def test_a_drawn_outline_lies_on_the_edge():
    for polygon in outline(SHAPES["band"]):
        for ring in polygon:
            lons, lats = zip(*ring, strict=True)

            assert np.abs(margins_m(SHAPES["band"], lons, lats)).max() < 3
