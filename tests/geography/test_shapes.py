"""Shapes: metres that hold on the ellipsoid, three-valued membership, and corridors that end where their line ends."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

from trucewatch.geography.shapes import (
    Area,
    Corridor,
    Line,
    along,
    at,
    disc,
    distance_m,
    farthest_m,
    judged,
    length_m,
    margin_m,
    north_is_left,
    outline,
    part,
    within,
)
from trucewatch.model import Within

GEOD = Geod(ellps="WGS84")

# Hand-made ground near 36°N, 36.5°E: a straight road westward, and one with a right angle in it.
WESTWARD = Line(((36.8, 35.8), (36.4, 35.8)))
BENT = Line(((36.8, 35.8), (36.5, 35.8), (36.5, 35.6)))

lons, lats = st.floats(36.0, 37.0), st.floats(35.4, 36.2)
points = st.tuples(lons, lats)
lines = st.lists(points, min_size=2, max_size=6, unique=True).map(lambda p: Line(tuple(p)))
metres = st.floats(100, 12_000)
RANK = {Within.NO: 0, Within.UNKNOWN: 1, Within.YES: 2}
few = settings(max_examples=60, deadline=None)


def corridor(line: Line, width_m: float, *, round_ends: bool = False) -> Corridor:
    return Corridor(line=line, left_m=width_m, right_m=width_m, round_ends=round_ends)


def moved(point, bearing, metres_):
    lon, lat, _ = GEOD.fwd(*point, bearing, metres_)
    return (lon, lat)


# hand-worked places


@pytest.mark.parametrize(
    ("offset_m", "answer"),
    [(5_999, Within.YES), (6_001, Within.NO), (-5_999, Within.YES), (-6_001, Within.NO), (6_000, Within.UNKNOWN)],
)
def test_an_edge_at_six_kilometres_stands_to_the_metre(offset_m, answer):
    spot = at(WESTWARD, along_m=15_000, offset_m=offset_m)

    doubt = 0.5

    assert within(corridor(WESTWARD, 6_000), spot, edge_m=doubt) is answer


def test_an_edge_agrees_with_the_geodesic_to_twenty_centimetres():
    for km in (2, 10, 20, 34):
        for offset in (5_990, -5_990, 6_010, -6_010):
            spot = at(WESTWARD, along_m=km * 1_000, offset_m=offset)

            assert margin_m(corridor(WESTWARD, 6_000), spot) == pytest.approx(6_000 - abs(offset), abs=0.2)


def test_nine_kilometres_beyond_the_eastern_end_lie_outside():
    beyond = moved(WESTWARD.points[0], 90, 9_000)

    assert within(corridor(WESTWARD, 6_000), beyond) is Within.NO
    assert margin_m(corridor(WESTWARD, 6_000), beyond) == pytest.approx(-9_000, abs=20)


def test_just_beyond_a_square_end_is_outside_and_inside_a_round_one():
    beyond = moved(WESTWARD.points[0], 90, 1_000)

    assert within(corridor(WESTWARD, 6_000), beyond) is Within.NO
    assert within(corridor(WESTWARD, 6_000, round_ends=True), beyond) is Within.YES


def test_a_bend_near_an_end_does_not_bulge_past_it():
    hooked = Line(((36.8, 35.8), (36.5, 35.8), (36.49, 35.801)))
    beyond = moved(hooked.points[-1], 275, 2_000)

    assert within(corridor(hooked, 6_000), beyond) is Within.NO


def test_the_outer_side_of_a_bend_is_round():
    joint = BENT.points[1]
    outside = moved(joint, 315, 5_900)
    corner = moved(joint, 315, 6_100)

    assert within(corridor(BENT, 6_000), outside) is Within.YES
    assert within(corridor(BENT, 6_000), corner) is Within.NO
    assert margin_m(corridor(BENT, 6_000), outside) == pytest.approx(100, abs=0.5)


def test_the_inner_side_of_a_bend_is_measured_to_the_nearer_leg():
    inner = moved(moved(BENT.points[1], 90, 4_000), 180, 5_000)

    assert margin_m(corridor(BENT, 6_000), inner) > 2_000 - 5
    assert abs(along(BENT, inner).offset_m) == pytest.approx(4_000, abs=5)


def test_each_side_has_its_own_width():
    lopsided = Corridor(line=WESTWARD, left_m=1_000, right_m=6_000)
    south, north = (at(WESTWARD, along_m=10_000, offset_m=o) for o in (3_000, -3_000))

    assert within(lopsided, south) is Within.NO
    assert within(lopsided, north) is Within.YES


def test_a_place_is_counted_along_the_line_and_off_it():
    spot = at(BENT, along_m=12_000, offset_m=-700)
    place = along(BENT, spot)

    assert place.along_m == pytest.approx(12_000, abs=0.5)
    assert place.offset_m == pytest.approx(-700, abs=0.5)
    assert not place.beyond


def test_past_an_end_is_said_so():
    assert along(WESTWARD, moved(WESTWARD.points[0], 45, 500)).beyond
    assert along(WESTWARD, moved(WESTWARD.points[-1], 300, 500)).beyond


def test_no_kilometre_is_made_up_beyond_the_line():
    with pytest.raises(ValueError, match="beyond the line"):
        at(WESTWARD, along_m=99_000)


def test_north_has_a_side_only_on_a_line_that_runs_east_or_west():
    assert north_is_left(WESTWARD) is False
    assert north_is_left(Line(tuple(reversed(WESTWARD.points)))) is True
    assert north_is_left(Line(((36.5, 35.5), (36.5, 36.0)))) is None


def test_a_part_runs_from_the_first_place_to_the_second():
    east, west = moved((36.7, 35.8), 0, 900), moved((36.5, 35.75), 90, 800)
    stretch = part(BENT, west, east)

    assert along(BENT, stretch.points[0]).along_m > along(BENT, stretch.points[-1]).along_m
    assert length_m(stretch) == pytest.approx(length_m(part(BENT, east, west)), abs=0.01)
    assert BENT.points[1] in stretch.points


def test_a_hole_is_outside():
    ring = ((36.0, 35.5), (37.0, 35.5), (37.0, 36.0), (36.0, 36.0), (36.0, 35.5))
    hole = ((36.4, 35.7), (36.6, 35.7), (36.6, 35.8), (36.4, 35.8), (36.4, 35.7))
    area = Area(((ring, hole),))

    assert within(area, (36.2, 35.75)) is Within.YES
    assert within(area, (36.5, 35.75)) is Within.NO


def test_a_line_has_no_inside():
    assert within(WESTWARD, at(WESTWARD, along_m=9_000), radius_m=10) is Within.UNKNOWN
    assert within(WESTWARD, (36.6, 35.9), radius_m=10) is Within.NO


def test_an_outline_closes_and_keeps_one_piece():
    rings = outline(corridor(BENT, 6_000))

    assert [len(polygon) for polygon in rings] == [1]
    assert rings[0][0][0] == pytest.approx(rings[0][0][-1])
    assert all(distance_m((36.5, 35.8), p) == pytest.approx(2_000, abs=1) for p in disc((36.5, 35.8), 2_000))


def test_how_far_a_drawn_line_strays_is_measured():
    assert farthest_m(
        WESTWARD, Line((at(WESTWARD, along_m=9_000, offset_m=150), at(WESTWARD, along_m=20_000)))
    ) == pytest.approx(150, abs=1)


# properties


@few
@given(lines, points, metres, metres)
def test_a_wider_corridor_never_loses_a_place(line, point, one, other):
    narrow, wide = sorted((one, other))
    for round_ends in (False, True):
        before = within(corridor(line, narrow, round_ends=round_ends), point, edge_m=3)
        after = within(corridor(line, wide + 1, round_ends=round_ends), point, edge_m=3)

        assert RANK[after] >= RANK[before]


@few
@given(lines, points, metres, st.floats(0, 5_000), st.floats(0, 5_000))
def test_a_vaguer_place_never_turns_cannot_tell_into_yes_or_no(line, point, width, one, other):
    sharp, vague = sorted((one, other))
    margin = margin_m(corridor(line, width), point)

    assert judged(margin, vague) in {judged(margin, sharp), Within.UNKNOWN}


@few
@given(lines, points, metres)
def test_a_corridor_lies_the_same_from_either_end(line, point, width):
    back = Line(tuple(reversed(line.points)))

    assert margin_m(corridor(line, width), point) == pytest.approx(margin_m(corridor(back, width), point), abs=0.5)


@few
@given(lines, metres, st.floats(0.02, 0.98))
def test_a_point_on_the_centre_line_lies_inside(line, width, share):
    spot = at(line, along_m=length_m(line) * share)

    assert margin_m(corridor(line, width, round_ends=True), spot) > 0


@few
@given(lines, points, metres)
def test_round_ends_are_exactly_the_distance_to_the_line(line, point, width):
    away = abs(along(line, point).offset_m)

    assert margin_m(corridor(line, width, round_ends=True), point) <= width - away + 3 or away < width
    if away > width:
        assert margin_m(corridor(line, width, round_ends=True), point) == pytest.approx(width - away, abs=3)


@few
@given(points, points)
def test_distance_is_symmetric_and_nothing_to_itself(one, other):
    assert distance_m(one, other) == pytest.approx(distance_m(other, one))
    assert distance_m(one, one) == 0


@few
@given(lines, points)
def test_the_nearest_point_is_no_farther_than_any_vertex(line, point):
    assert abs(along(line, point).offset_m) <= min(distance_m(point, v) for v in line.points) + 1


def test_off_the_outside_of_a_hairpin_a_point_lies_on_the_outer_side_whichever_arm_is_asked():
    # A line runs east along 36° N to 37° E and back west-north-west: it turns left, so its right side is the outer one.
    hairpin = Line(((36.0, 36.0), (37.0, 36.0), (36.0, 36.1)))

    # 900 m due east of the bend, and the same to the north-east and the south-east of it.
    for lon, lat in ((37.01, 36.0), (37.007, 36.006), (37.007, 35.994)):
        there = along(hairpin, (lon, lat))
        assert there.nearest == pytest.approx((37.0, 36.0), abs=1e-6)
        assert there.offset_m < 0

    # Between the arms is the left side.
    assert along(hairpin, (36.5, 36.02)).offset_m > 0
