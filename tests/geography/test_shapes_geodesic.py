"""Shapes against geodesics: an edge stands to the metre wherever on Earth its line runs, and however long it is.

The witness shares nothing with what it checks but pyproj: it searches every geodesic of a line for its nearest point,
by golden section, with no map projection at all.
"""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

from trucewatch.geography.shapes import Area, Corridor, Discs, Line, along, at, length_m, margin_m, within
from trucewatch.model import Within

GEOD = Geod(ellps="WGS84")
GOLDEN = (sqrt(5) - 1) / 2
SAMPLES = 200
some = settings(max_examples=40, deadline=None)


def moved(point, bearing, metres):
    lon, lat, _ = GEOD.fwd(*point, bearing, metres)
    return (lon, lat)


def shortest_m(line: Line, point) -> float:
    """The distance to the nearest point of the geodesics between the line's points."""
    return min(_shortest(a, b, point) for a, b in zip(line.points, line.points[1:], strict=False))


def _shortest(a, b, point):
    bearing, _, length = GEOD.inv(*a, *b)
    steps = np.linspace(0, length, SAMPLES)
    full = np.ones(SAMPLES)
    lons, lats, _ = GEOD.fwd(a[0] * full, a[1] * full, bearing * full, steps)
    nearest = int(GEOD.inv(lons, lats, point[0] * full, point[1] * full)[2].argmin())
    low, high = steps[max(nearest - 1, 0)], steps[min(nearest + 1, SAMPLES - 1)]

    def away(metres):
        return GEOD.inv(*moved(a, bearing, metres), *point)[2]

    while high - low > 0.01:
        one, other = high - GOLDEN * (high - low), low + GOLDEN * (high - low)
        low, high = (low, other) if away(one) < away(other) else (one, high)
    return away((low + high) / 2)


@st.composite
def lines(draw):
    """Lines of two to five points from 2 km to 600 km long, anywhere between 82° S and 82° N, across 180° too."""
    points = [(draw(st.floats(-180, 180)), draw(st.floats(-82, 82)))]
    bearing, leg = draw(st.floats(0, 360)), draw(st.sampled_from([2_000, 20_000, 150_000]))
    for _ in range(draw(st.integers(1, 4))):
        bearing += draw(st.floats(-120, 120))
        points.append(moved(points[-1], bearing, leg * draw(st.floats(0.3, 1.0))))
    return Line(tuple(points))


widths = st.sampled_from([500.0, 6_000.0, 20_000.0, 70_000.0])
around = st.tuples(st.floats(0, 360), st.floats(0.05, 1.6))


@some
@given(lines(), st.floats(0, 1), widths, around)
def test_a_place_lies_as_far_from_a_line_as_its_nearest_geodesic_point(line, share, width, turned):
    near = at(line, along_m=length_m(line) * share)
    place = moved(near, turned[0], width * turned[1])
    true = shortest_m(line, place)

    assert abs(along(line, place).offset_m) == pytest.approx(true, abs=0.1)
    assert margin_m(line, place) == pytest.approx(-true, abs=0.1)


@some
@given(lines(), st.floats(0, 1), widths, around)
def test_an_edge_stands_to_the_metre_at_every_width_and_latitude(line, share, width, turned):
    """Outside it is the distance less the width; inside no less than the width less the distance."""
    near = at(line, along_m=length_m(line) * share)
    place = moved(near, turned[0], width * turned[1])
    margin = margin_m(Corridor(line=line, left_m=width, right_m=width, round_ends=True), place)
    exact = width - shortest_m(line, place)

    if exact < 0:
        assert margin == pytest.approx(exact, abs=0.3)
    else:
        assert margin >= exact - 0.3


@some
@given(lines(), st.floats(0.02, 0.98), st.floats(-1_000, 1_000), st.sampled_from([1, -1]))
def test_an_edge_at_six_kilometres_stands_square_off_a_line_to_the_metre(line, share, over, side):
    place = at(line, along_m=length_m(line) * share, offset_m=side * (6_000 + over))
    margin = margin_m(Corridor(line=line, left_m=6_000, right_m=6_000, round_ends=True), place)

    assert abs(margin) == pytest.approx(abs(over), abs=1) or margin > -over - 1  # another stretch may be nearer


@some
@given(st.floats(-180, 180), st.floats(-90, 90), st.sampled_from([10.0, 5_000.0, 300_000.0]), around)
def test_a_disc_is_every_place_within_its_radius(lon, lat, radius, turned):
    place = moved((lon, lat), turned[0], radius * turned[1])

    assert margin_m(Discs(((lon, lat),), radius), place) == pytest.approx(radius * (1 - turned[1]), abs=0.3)


# places worked out by hand, at 80° N, across 180°, at a pole, and far from everything


@pytest.mark.parametrize("start", [(20.0, 80.0), (179.9, 10.0), (-60.0, -79.9), (179.95, 79.0)])
def test_on_the_side_and_past_a_flat_and_a_round_end(start):
    end = moved(start, 90, 30_000)
    line = Line((start, moved(start, 90, 15_000), end))
    flat = Corridor(line=line, left_m=6_000, right_m=6_000)
    round_ = Corridor(line=line, left_m=6_000, right_m=6_000, round_ends=True)
    heading = GEOD.inv(*end, *line.points[1])[0] + 180
    ahead = moved(end, heading, 1_000)
    corner = moved(moved(end, heading - 90, 6_000), heading - 45, 1_000)

    for offset, margin in ((5_900, 100), (-6_100, -100), (2_000, 4_000)):
        assert margin_m(flat, at(line, along_m=7_000, offset_m=offset)) == pytest.approx(margin, abs=0.2)
    assert margin_m(flat, ahead) == pytest.approx(-1_000, abs=0.2)
    assert margin_m(round_, ahead) == pytest.approx(5_000, abs=0.2)
    assert margin_m(flat, corner) == pytest.approx(-1_000, abs=1)
    assert within(flat, moved(end, heading, 1)) is Within.NO
    assert within(round_, moved(end, heading, 5_999)) is Within.YES
    assert within(round_, moved(end, heading, 6_001)) is Within.NO


def test_an_inner_bend_is_square_and_an_outer_one_round():
    joint = (30.0, 80.0)
    line = Line((moved(joint, 180, 40_000), joint, moved(joint, 90, 40_000)))
    corridor = Corridor(line=line, left_m=6_000, right_m=6_000)

    assert margin_m(corridor, moved(joint, 315, 5_900)) == pytest.approx(100, abs=0.3)
    assert margin_m(corridor, moved(joint, 315, 6_100)) == pytest.approx(-100, abs=0.3)
    # 100 m beyond the inner corner, both edges are 100 m / sqrt(2) away: the diagonal of the square is 6 km sqrt(2)
    inner = moved(joint, 135, 6_000 * sqrt(2) + 100)
    assert margin_m(corridor, inner) == pytest.approx(-100 / sqrt(2), abs=15)
    assert margin_m(corridor, moved(joint, 135, 6_000 * sqrt(2) - 500)) > 0


def test_a_bend_that_hardly_turns_leaves_no_hole_beside_it():
    """Sectors a fraction of a millimetre wide once made the overlay drop 60 ha of ground that two strips cover."""
    points = (
        (146.72794981046243, 0.0),
        (146.73424174350853, 0.01694195471992507),
        (146.7423498052727, 0.013048543610070),
    )
    line = Line((*points, (146.75248488231514, 0.008181779738245439), (146.76474861987842, 0.021399962291464596)))
    corridor = Corridor(line=line, left_m=6_000, right_m=6_000, round_ends=True)

    for bearing in range(0, 360, 15):
        assert margin_m(corridor, moved(points[0], bearing, 3_000)) > 2_990


def test_an_area_cut_at_the_antimeridian_has_no_seam():
    west = ((179.0, 10.0), (180.0, 10.0), (180.0, 11.0), (179.0, 11.0), (179.0, 10.0))
    east = ((-180.0, 10.0), (-179.0, 10.0), (-179.0, 11.0), (-180.0, 11.0), (-180.0, 10.0))
    area = Area(((west,), (east,)))

    assert margin_m(area, (180.0, 10.5)) == pytest.approx(margin_m(area, (-180.0, 10.5)), abs=0.01)
    assert margin_m(area, (180.0, 10.5)) > 54_000
    assert margin_m(area, (-178.9, 10.5)) == pytest.approx(-GEOD.inv(-178.9, 10.5, -179, 10.5)[2], abs=5)


def test_a_cap_around_the_pole_holds_the_pole():
    cap = Area((((*((float(lon), 89.0) for lon in range(-180, 180, 3)), (-180.0, 89.0)),),))

    assert margin_m(cap, (0.0, 90.0)) == pytest.approx(GEOD.inv(0, 90, 0, 89)[2], abs=200)
    assert within(cap, (77.0, 89.1)) is Within.YES
    assert within(cap, (77.0, 88.9)) is Within.NO


def test_a_place_in_the_middle_of_the_chart_and_one_opposite_to_it_are_measured_too():
    middle, opposite = (40.0, 36.0), (-140.0, -36.0)
    ring = Discs((middle,), 5_000)

    assert margin_m(ring, middle) == pytest.approx(5_000, abs=0.2)
    assert margin_m(ring, opposite) == pytest.approx(5_000 - GEOD.inv(*middle, *opposite)[2], abs=5_000)


def test_far_from_a_long_line_a_distance_is_never_understated_nor_five_kilometres_too_long():
    line = Line(((20.0, 10.0), (60.0, 30.0), (70.0, 60.0)))

    for place in ((-150.0, -20.0), (100.0, -70.0), (25.0, -40.0), (-60.0, 50.0)):
        true = shortest_m(line, place)
        assert true - 0.1 <= -margin_m(line, place) <= true + 5_000
