"""How much of where a place may be lies in a zone, told where metres decide nothing, and the house rule on it."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.agreement import readback, zone_words, zones
from trucewatch.agreement.parts import Geometry
from trucewatch.agreement.tables import read
from trucewatch.agreement.terms import Agreement, HouseRule, Party, Zone
from trucewatch.geography.geodesy import moved
from trucewatch.model import Doubt, Place, Within

YES, NO, OPEN = Within.YES, Within.NO, Within.UNKNOWN
CODE = {NO: 0, OPEN: -1, YES: 1}
EDGE = (36.5, 35.5)
"""On the western edge of `one`, in its middle."""


def square(west, south, side):
    ring = ((west, south), (west + side, south), (west + side, south + side), (west, south + side), (west, south))
    return {"kind": "area", "geometry": Geometry(kind="Polygon", parts=((ring,),))}


GROUND = (
    Zone(id="one", name="the area", **square(36.5, 35.0, 1.0)),
    Zone(id="rough", name="the rough area", edge_m=500, **square(36.5, 35.0, 1.0)),
    Zone(id="west", **square(35.5, 35.0, 1.0)),
    Zone(id="city", kind="named", places=("X",)),
    Zone(id="open", kind="undefined"),
    Zone(id="both", kind="union", of=("one", "west")),
    Zone(id="rough-both", kind="union", of=("rough", "west")),
    Zone(id="perhaps", kind="union", of=("one", "open")),
    Zone(id="common", kind="intersection", of=("rough", "one")),
    Zone(id="less", kind="difference", of=("one", "open")),
    Zone(id="rest", kind="difference", of=("rough", "west")),
    Zone(id="named-too", kind="intersection", of=("one", "city")),
    Zone(
        id="line",
        kind="line",
        edge_m=100,
        geometry=Geometry(kind="LineString", parts=((((36.5, 35.0), (36.5, 36.0)),),)),
    ),
    Zone(id="then", valid_until="2020-05-31", **square(36.5, 35.0, 1.0)),
    Zone(id="dated", kind="dated", of=("then",)),
)


def agreement(inside_share=1.0, threshold=25_000.0):
    return Agreement(
        id="t",
        title="T",
        version="1",
        encoded_by="tests",
        home="UTC",
        parties=(Party(id="a", name="A", role="party"),),
        house=HouseRule(place_threshold_m=threshold, inside_share=inside_share),
        zones=GROUND,
    )


WHOLLY, MOSTLY = agreement(), agreement(0.95)


def place(east_m, radius_m, **more):
    """Return a place so many metres east of the edge."""
    lon, lat = moved(EDGE, 90, east_m)
    return Place(name="X", lon=lon, lat=lat, radius_m=radius_m, **more)


def test_the_share_is_told_where_it_cannot_be_told_by_place():
    told = zones.locate(WHOLLY, "one", place(300, 3_000))

    assert (told.answer, round(told.share, 2)) == (OPEN, 0.56)
    assert told.words.endswith("cannot tell; about 56 % of where it may be lies inside")


@pytest.mark.parametrize("east_m", [5_000, -5_000])
def test_no_share_is_told_where_metres_answer(east_m):
    told = zones.locate(WHOLLY, "one", place(east_m, 3_000))

    assert told.answer is not OPEN
    assert (told.share, "of where it may be" in told.words) == (None, False)


def test_no_share_is_told_of_a_point_a_line_or_a_name():
    """A known point near a rough edge has no doubt of its own; a line and a name have no inside."""
    told = [
        zones.locate(WHOLLY, "rough", place(100, 0)),
        zones.locate(WHOLLY, "line", place(100, 3_000)),
        zones.locate(WHOLLY, "open", place(100, 3_000)),
        zones.locate(WHOLLY, "one", Place(name="X")),
    ]

    assert [(t.answer, t.share) for t in told] == [(OPEN, None)] * 4


@pytest.mark.parametrize(
    ("east_m", "told"),
    [
        (3_100, "all of where it may be lies inside the edge as drawn"),
        (-3_100, "none of where it may be lies inside the edge as drawn"),
        (2_950, "more than 99 % of where it may be lies inside"),
        (-2_950, "less than 1 % of where it may be lies inside"),
    ],
)
def test_a_share_is_never_rounded_to_none_or_all(east_m, told):
    assert zones.locate(WHOLLY, "rough", place(east_m, 3_000)).words.endswith(told)


def test_a_finer_doubt_is_weighed_where_it_is_known():
    """The eastern outskirts of a town on the edge lie in the area; a province's settlements are counted."""
    east = Doubt(kind="sector", points=(EDGE,), from_m=500, to_m=3_000, bearing=90, half_angle=45)
    towns = Doubt(kind="settlements", points=(moved(EDGE, 90, 100), moved(EDGE, 270, 100), moved(EDGE, 270, 900)))

    outskirts = zones.locate(WHOLLY, "one", place(0, 3_000, doubt=east))
    province = zones.locate(WHOLLY, "one", place(0, 3_000, doubt=towns))

    assert (outskirts.answer, outskirts.share) == (OPEN, 1)
    assert province.words.endswith("of the 3 settlements listed for it about 33 % lie inside")


@pytest.mark.parametrize(
    ("east_m", "mostly"), [(2_700, YES), (-2_700, NO), (2_000, OPEN), (-2_000, OPEN), (4_000, YES), (-4_000, NO)]
)
def test_the_house_rule_calls_most_of_it_inside_or_outside(east_m, mostly):
    """A straight edge at nine tenths of the radius cuts off 1.9 %, at two thirds 11 %."""
    wholly = zones.locate(WHOLLY, "one", place(east_m, 3_000)).answer

    assert wholly is (OPEN if abs(east_m) < 3_000 else mostly)
    assert zones.locate(MOSTLY, "one", place(east_m, 3_000)).answer is mostly


def test_the_house_rule_is_told_with_its_figures():
    inside, outside = (zones.locate(MOSTLY, "one", place(m, 3_000)).words for m in (2_700, -2_700))

    assert inside.endswith("98 % of where it may be lies inside; the house rule asks for 95 %")
    assert outside.endswith("98 % of where it may be lies outside; the house rule asks for 95 %")


def test_the_house_rule_asks_for_the_share_wherever_the_edge_runs():
    """Of 2,700 m the edge may take 500: then 13 % may lie outside."""
    assert zones.locate(MOSTLY, "rough", place(2_700, 3_000)).answer is OPEN
    assert zones.locate(MOSTLY, "rough", place(3_200, 3_000)).answer is YES


def test_a_place_that_is_too_vague_lies_inside_nothing_whatever_its_share():
    strict = agreement(0.95, threshold=2_000.0)
    inside, outside = (zones.locate(strict, "one", place(m, 3_000)).answer for m in (2_700, -2_700))

    assert (inside, outside) == (OPEN, NO)


def test_a_place_on_the_seam_of_two_parts_lies_in_the_whole():
    assert zones.locate(MOSTLY, "both", place(0, 3_000)).answer is YES
    assert zones.locate(WHOLLY, "both", place(0, 3_000)).answer is YES


def test_a_part_that_is_not_drawn_leaves_what_the_drawn_one_decides():
    assert zones.locate(MOSTLY, "perhaps", place(2_700, 3_000)).answer is YES
    assert zones.locate(MOSTLY, "perhaps", place(-2_700, 3_000)).answer is OPEN
    assert zones.locate(MOSTLY, "less", place(-2_700, 3_000)).answer is NO
    assert zones.locate(MOSTLY, "less", place(2_700, 3_000)).answer is OPEN
    assert zones.locate(MOSTLY, "named-too", place(2_700, 3_000)).answer is YES


spots = st.tuples(st.floats(36.3, 36.7), st.floats(34.9, 36.1))
idents = st.sampled_from([zone.id for zone in GROUND if zone.id != "city"])
some = settings(max_examples=60, deadline=None)


@some
@given(idents, spots, st.floats(0, 9_000), st.floats(0.51, 1), st.floats(0.51, 1))
def test_asking_for_less_never_takes_back_an_answer(ident, spot, radius_m, one, other):
    there = Place(name="Y", lon=spot[0], lat=spot[1], radius_m=radius_m)
    less, more = (zones.locate(agreement(asked), ident, there).answer for asked in sorted((one, other)))

    assert more in (less, OPEN)


@some
@given(idents, spots, st.floats(1, 9_000), st.dates(date(2019, 1, 1), date(2020, 5, 31)))
def test_the_day_changes_no_share(ident, spot, radius_m, day):
    there = Place(name="Y", lon=spot[0], lat=spot[1], radius_m=radius_m)

    assert zones.locate(WHOLLY, ident, there, on=day) == zones.locate(WHOLLY, ident, there, on=date(2020, 1, 1))


@settings(max_examples=15, deadline=None)
@given(idents, st.integers(0, 10_000), st.sampled_from([0.6, 0.9, 0.95, 1.0]))
def test_many_points_are_answered_as_each_is(ident, seed, asked):
    rng = np.random.default_rng(seed)
    lons, lats = rng.uniform(36.3, 36.7, 60), rng.uniform(34.9, 36.1, 60)
    radii = rng.choice([0.0, 500.0, 9_000.0, 30_000.0], 60)
    held = agreement(asked)
    each = [
        zones.locate(held, ident, Place(name="Y", lon=lon, lat=lat, radius_m=radius_m)).answer
        for lon, lat, radius_m in zip(lons.tolist(), lats.tolist(), radii.tolist(), strict=True)
    ]

    assert zones.answers(held, ident, lons, lats, radii).tolist() == [CODE[answer] for answer in each]


FILE = """
```terms
[agreement]
id = "demo"
title = "A demonstration"
sources = ["made up"]
parties = ["north"]
encoded_by = "nobody"

[clock]
home = "UTC"

[evidence]
inside_share = {asked}

[[party]]
id = "north"
name = "the North"
role = "party"
```
"""


WHERE = {"name": "demo.truce.md", "sources": None, "fetch": lambda _: ""}


def test_the_house_rule_is_read_and_read_back():
    held, errors = read(FILE.replace("{asked}", "0.95"), **WHERE)
    plain, _ = read(FILE.replace("inside_share = {asked}", ""), **WHERE)

    assert (errors, held.house.inside_share, plain.house.inside_share) == ([], 0.95, 1)
    assert readback(held)[0] == (
        "A demonstration (demo), encoded by nobody. House rule of those who encoded it: a place is called inside a "
        "zone where 95 % of where it may be lies inside, and outside where so much of it lies outside."
    )
    assert readback(plain)[0] == "A demonstration (demo), encoded by nobody."


@pytest.mark.parametrize("asked", ["0.5", "0", "1.2", "95", "true", '"0.95"'])
def test_a_share_that_would_call_a_place_both_inside_and_outside_is_refused(asked):
    _, errors = read(FILE.replace("{asked}", asked), **WHERE)

    assert "demo.truce.md:14" in str(errors[0])
    assert "a share above 0.5, at most 1, e.g. 0.95" in str(errors[0])


def test_settlements_that_were_put_together_are_told_by_their_number():
    held = Doubt(kind="settlements", points=((36.0, 35.0), (36.5, 35.5)), weights=(900.0, 100.0))

    assert zone_words.share_words(0.9, held) == "of the 1,000 settlements listed for it about 90 % lie inside"
