"""Every kind of shape by places worked out by hand, and what holds of them wherever they lie."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

from trucewatch.geography.shapes import (
    Area,
    Around,
    Band,
    Corridor,
    Difference,
    Discs,
    Intersection,
    Line,
    Strip,
    Union,
    along,
    at,
    crossing,
    judged,
    margin_m,
    outline,
    side_of,
    within,
)
from trucewatch.model import Within

GEOD = Geod(ellps="WGS84")
WESTWARD = Line(((36.8, 35.8), (36.4, 35.8)))
"""36 km; south is on its left."""

few = settings(max_examples=40, deadline=None)


def moved(point, bearing, metres):
    lon, lat, _ = GEOD.fwd(*point, bearing, metres)
    return (lon, lat)


def box(lon, lat, metres):
    """A square with a corner at a point, reaching east and north."""
    east = moved((lon, lat), 90, metres)
    north = moved((lon, lat), 0, metres)
    return Area(((((lon, lat), east, (east[0], north[1]), north, (lon, lat)),),))


def off(metres, km=18):
    return at(WESTWARD, along_m=km * 1_000, offset_m=metres)


# bands


@pytest.mark.parametrize(
    ("metres", "margin"),
    [(0, -2_000), (1_900, -100), (2_100, 100), (-3_500, 1_500), (4_900, 100), (-5_100, -100), (9_000, -4_000)],
)
def test_a_band_lies_from_so_far_to_so_far_on_both_sides(metres, margin):
    assert margin_m(Band(line=WESTWARD, from_m=2_000, to_m=5_000), off(metres)) == pytest.approx(margin, abs=0.2)


def test_a_band_on_one_side_leaves_the_other_out():
    band = Band(line=WESTWARD, from_m=2_000, to_m=5_000, side="left")

    assert margin_m(band, off(3_000)) == pytest.approx(1_000, abs=0.2)
    assert margin_m(band, off(-3_000)) == pytest.approx(-5_000, abs=0.5)


def test_a_band_with_flat_ends_stops_square_and_one_with_round_ends_goes_round():
    beyond = moved(WESTWARD.points[0], 90, 3_000)

    assert within(Band(line=WESTWARD, from_m=2_000, to_m=5_000), beyond) is Within.NO
    assert within(Band(line=WESTWARD, from_m=2_000, to_m=5_000, round_ends=True), beyond) is Within.YES


# one side of a line

HAIRPIN = Line(((36.8, 35.8), (36.4, 35.8), (36.8, 35.83)))
"""Westward and back, 3.3 km apart at the open end: the land between is on the right of both legs."""


def test_a_one_sided_corridor_ends_at_its_line():
    north = Corridor(line=WESTWARD, left_m=0, right_m=6_000)

    assert margin_m(north, off(-100)) == pytest.approx(100, abs=0.2)
    assert margin_m(north, off(100)) == pytest.approx(-100, abs=0.2)
    assert margin_m(north, off(-5_950)) == pytest.approx(50, abs=0.2)


def test_what_lies_behind_the_line_is_not_in_front_of_another_stretch_of_it():
    """Within 6 km to the right of one leg lies land beyond the other leg: that is on the left of the line."""
    inside, behind = (36.75, 35.812), (36.75, 35.84)
    one_sided = Corridor(line=HAIRPIN, left_m=0, right_m=6_000)

    assert within(one_sided, inside) is Within.YES
    assert within(one_sided, behind) is Within.NO
    assert within(Corridor(line=HAIRPIN, left_m=6_000, right_m=6_000), behind) is Within.YES


def test_behind_a_sharp_bend_a_place_is_as_far_outside_as_the_line_is():
    """No thread of the one side stays between the two: what lies 2 km behind the line is 2 km out, or farther."""
    one_sided = Corridor(line=HAIRPIN, left_m=0, right_m=6_000)
    behind = [at(HAIRPIN, along_m=36_200 + km * 1_000, offset_m=2_000) for km in (2, 10, 30)]

    assert [margin_m(one_sided, place) for place in behind] == pytest.approx([-2_000] * 3, abs=5)


def test_round_ends_of_two_widths_are_a_quarter_of_a_disc_each():
    lopsided = Corridor(line=WESTWARD, left_m=1_000, right_m=6_000, round_ends=True)
    end = WESTWARD.points[0]

    assert within(lopsided, moved(end, 45, 5_900)) is Within.YES
    assert within(lopsided, moved(end, 135, 5_900)) is Within.NO
    assert within(lopsided, moved(end, 135, 900)) is Within.YES


@pytest.mark.parametrize(
    ("end", "sides"),
    [
        ((37.5, 36.0), {"north": "left", "south": "right", "east": None, "west": None}),
        ((35.5, 36.0), {"north": "right", "south": "left", "east": None, "west": None}),
        ((36.6, 37.0), {"north": None, "south": None, "east": "right", "west": "left"}),
        ((36.6, 35.0), {"north": None, "south": None, "east": "left", "west": "right"}),
    ],
)
def test_a_side_by_compass_is_left_or_right_or_means_nothing(end, sides):
    assert {side: side_of(Line(((36.5, 36.0), end)), side) for side in sides} == sides


# strips

NORTHERN = Line((moved((36.8, 35.8), 0, 4_000), moved((36.4, 35.8), 0, 4_000)))


@pytest.mark.parametrize("other", [NORTHERN, Line(tuple(reversed(NORTHERN.points)))])
def test_a_strip_is_the_land_between_two_lines_whichever_way_they_run(other):
    strip = Strip(WESTWARD, other)

    assert margin_m(strip, off(-2_000)) == pytest.approx(2_000, abs=5)
    assert margin_m(strip, off(-4_300)) == pytest.approx(-300, abs=5)
    assert margin_m(strip, off(1_000)) == pytest.approx(-1_000, abs=1)
    assert within(strip, moved(WESTWARD.points[0], 45, 1_000)) is Within.NO


def test_where_the_lines_of_a_strip_cross_both_pieces_belong_to_it():
    cross = Line(((36.8, 35.78), (36.4, 35.82)))
    strip = Strip(WESTWARD, cross)

    assert within(strip, (36.75, 35.795)) is Within.YES
    assert within(strip, (36.45, 35.805)) is Within.YES
    assert within(strip, (36.75, 35.805)) is Within.NO


# discs, and what lies around a shape


def test_facilities_are_discs_of_their_own():
    sites = Discs(((36.5, 35.8), (36.9, 35.8)), 2_000)

    assert margin_m(sites, (36.9, 35.8)) == pytest.approx(2_000, abs=0.2)
    assert margin_m(sites, moved((36.9, 35.8), 90, 2_500)) == pytest.approx(-500, abs=0.2)
    assert within(sites, (36.7, 35.8)) is Within.NO


def test_a_point_has_no_inside():
    assert margin_m(Discs(((36.5, 35.8),)), moved((36.5, 35.8), 30, 700)) == pytest.approx(-700, abs=0.01)
    assert within(Discs(((36.5, 35.8),)), (36.5, 35.8), radius_m=1) is Within.UNKNOWN


def test_a_buffer_around_an_area_is_straight_along_its_sides_and_round_at_its_corners():
    around = Around(box(36.0, 35.0, 20_000), 3_000)

    assert margin_m(around, moved((36.0, 35.05), 270, 2_900)) == pytest.approx(100, abs=1)
    assert margin_m(around, moved((36.0, 35.0), 225, 2_900)) == pytest.approx(100, abs=1)
    assert margin_m(around, moved((36.0, 35.0), 225, 3_100)) == pytest.approx(-100, abs=1)


def test_a_buffer_around_an_area_with_a_hole_narrows_the_hole():
    holed = Difference(box(36.0, 35.0, 30_000), (box(36.1, 35.1, 6_000),))
    middle = moved(moved((36.1, 35.1), 90, 3_000), 0, 3_000)

    assert margin_m(holed, middle) == pytest.approx(-3_000, abs=5)
    assert margin_m(Around(holed, 1_000), middle) == pytest.approx(-2_000, abs=5)
    assert margin_m(Around(holed, 3_500), middle) > 3_000


# compositions


def test_areas_that_adjoin_are_one_in_a_union():
    west = Area(((((36.0, 35.0), (36.5, 35.0), (36.5, 35.5), (36.0, 35.5), (36.0, 35.0)),),))
    east = Area(((((36.5, 35.0), (37.0, 35.0), (37.0, 35.5), (36.5, 35.5), (36.5, 35.0)),),))

    assert margin_m(Union((west, east)), (36.5, 35.25)) > 27_000


def test_a_difference_ends_where_what_is_taken_away_begins():
    left = Difference(box(36.0, 35.0, 20_000), (Discs(((36.1, 35.1),), 2_000),))

    assert margin_m(left, (36.1, 35.1)) == pytest.approx(-2_000, abs=0.3)
    assert margin_m(left, moved((36.1, 35.1), 0, 2_400)) == pytest.approx(400, abs=0.3)


def test_shapes_that_do_not_meet_have_nothing_in_common_and_say_no_away_from_them():
    nothing = Intersection((box(36.0, 35.0, 5_000), box(36.5, 35.0, 5_000)))

    assert within(nothing, (36.02, 35.02), edge_m=100) is Within.NO
    assert within(nothing, (36.0, 35.02), edge_m=100) is Within.UNKNOWN
    assert outline(nothing) == ()


def test_a_ring_that_crosses_itself_is_found_where_it_does():
    bow = Area(((((36.0, 35.0), (36.2, 35.2), (36.2, 35.0), (36.0, 35.2), (36.0, 35.0)),),))

    assert crossing(box(36.0, 35.0, 5_000)) is None
    assert crossing(bow) == pytest.approx((36.1, 35.1), abs=0.001)


@pytest.mark.parametrize(
    "shape",
    [
        box(36.0, 35.0, 5_000),
        Corridor(line=HAIRPIN, left_m=500, right_m=2_000, round_ends=True),
        Band(line=WESTWARD, from_m=1_000, to_m=2_000),
        Strip(WESTWARD, NORTHERN),
        Discs(((36.5, 35.8),), 2_000),
        Around(box(36.0, 35.0, 5_000), 1_000),
        Union((box(36.0, 35.0, 5_000), box(36.5, 35.0, 5_000))),
        Difference(box(36.0, 35.0, 5_000), (Discs(((36.02, 35.02),), 500),)),
        Intersection((box(36.0, 35.0, 5_000), Discs(((36.0, 35.0),), 3_000))),
    ],
    ids=lambda shape: type(shape).__name__,
)
def test_every_shape_with_an_inside_can_be_drawn(shape):
    rings = [ring for polygon in outline(shape) for ring in polygon]

    assert rings
    for ring in rings:
        assert ring[0] == pytest.approx(ring[-1])
        assert max(abs(margin_m(shape, corner)) for corner in ring) < 3


# properties

points = st.tuples(st.floats(36.0, 37.0), st.floats(35.4, 36.2))
lines = st.lists(points, min_size=2, max_size=5, unique=True).map(lambda p: Line(tuple(p)))
metres = st.floats(200, 12_000)
simple = st.one_of(
    st.builds(lambda line, w, r: Corridor(line=line, left_m=w, right_m=w, round_ends=r), lines, metres, st.booleans()),
    st.builds(lambda line, a, b: Corridor(line=line, left_m=a, right_m=b), lines, metres, metres),
    st.builds(lambda p, m: box(*p, m), points, metres),
    st.builds(lambda p, m: Discs(tuple(p), m), st.lists(points, min_size=1, max_size=3), metres),
    st.builds(lambda line, a, b: Band(line=line, from_m=min(a, b), to_m=max(a, b) + 100), lines, metres, metres),
)
RANK = {Within.NO: 0, Within.UNKNOWN: 1, Within.YES: 2}
CRACK_M = 0.3


@few
@given(simple, simple, points)
def test_a_union_is_no_less_sure_of_a_place_than_any_part(one, other, place):
    union = margin_m(Union((one, other)), place)

    assert union >= max(margin_m(one, place), margin_m(other, place)) - CRACK_M


@few
@given(simple, simple, points)
def test_an_intersection_is_no_surer_of_a_place_than_any_part(one, other, place):
    margins = margin_m(one, place), margin_m(other, place)
    both = margin_m(Intersection((one, other)), place)

    assert (both > CRACK_M) <= (min(margins) > 0)
    if min(margins) > CRACK_M:
        assert both == pytest.approx(min(margins), abs=CRACK_M)


@few
@given(simple, simple, points)
def test_a_difference_holds_nothing_of_what_was_taken_away(one, other, place):
    left, taken = margin_m(Difference(one, (other,)), place), margin_m(other, place)

    assert min(left, taken) <= CRACK_M
    assert left <= margin_m(one, place) + CRACK_M or left < 0


@few
@given(st.lists(simple, min_size=2, max_size=3), points)
def test_the_order_of_a_union_does_not_matter(parts, place):
    backwards = Union(tuple(reversed(parts)))

    assert margin_m(Union(tuple(parts)), place) == pytest.approx(margin_m(backwards, place), abs=0.05)


@few
@given(lines, points, metres, metres, metres, st.booleans())
def test_widening_one_side_never_loses_a_place(line, place, left, right, more, round_ends):
    """A wider right may take a place over from the left, never lose it."""
    before = Corridor(line=line, left_m=left, right_m=right, round_ends=round_ends)
    after = Corridor(line=line, left_m=left, right_m=right + more, round_ends=round_ends)

    assert RANK[within(after, place, edge_m=0.5)] >= RANK[within(before, place, edge_m=1)]


@few
@given(lines, points, metres, st.sampled_from(["left", "right"]))
def test_one_side_of_a_line_holds_whatever_is_nearest_to_the_line_from_there(line, place, width, side):
    there = along(line, place)
    one_sided = Corridor(
        line=line, left_m=width * (side == "left"), right_m=width * (side == "right"), round_ends=False
    )

    if abs(there.offset_m) > width + CRACK_M:
        assert margin_m(one_sided, place) < 0
    elif not there.beyond and (there.offset_m > 0) == (side == "left"):
        assert margin_m(one_sided, place) > -CRACK_M


@few
@given(lines, points, metres, metres, metres)
def test_a_band_that_reaches_farther_or_begins_nearer_never_loses_a_place(line, place, from_m, depth, more):
    before = Band(line=line, from_m=from_m, to_m=from_m + depth)
    wider = Band(line=line, from_m=from_m / 2, to_m=from_m + depth + more)

    assert RANK[within(wider, place, edge_m=0.5)] >= RANK[within(before, place, edge_m=1)]


@few
@given(simple, points, metres, metres)
def test_a_wider_buffer_around_a_shape_never_loses_a_place(shape, place, one, more):
    margins = [margin_m(Around(shape, out), place) for out in (one, one + more)]

    assert margins[1] >= margins[0] - CRACK_M
    assert margins[0] >= margin_m(shape, place) - CRACK_M


@few
@given(simple, points, st.floats(0, 5_000), st.floats(0, 5_000))
def test_a_vaguer_place_never_turns_cannot_tell_into_yes_or_no(shape, place, one, other):
    sharp, vague = sorted((one, other))
    margin = margin_m(shape, place)

    assert judged(margin, vague) in {judged(margin, sharp), Within.UNKNOWN}
