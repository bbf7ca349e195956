"""Two drawings compared: square kilometres that can be reckoned by hand, and an edge that moved."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.geography.comparing import moved
from trucewatch.geography.shapes import Area, Corridor, Line

EQUATOR = Line(((0.0, 0.0), (0.1, 0.0)))
"""11,132 m: a tenth of a degree of the equator."""


def corridor(left: float, right: float, line: Line = EQUATOR) -> Corridor:
    return Corridor(line=line, left_m=left, right_m=right)


def box(west: float, south: float, east: float, north: float) -> Area:
    return Area(((((west, south), (east, south), (east, north), (west, north), (west, south)),),))


def test_a_corridor_that_grows_by_a_kilometre_gains_its_length_in_square_kilometres():
    change = moved(corridor(1000, 1000), corridor(2000, 1000))

    assert change.before_m2 == pytest.approx(2 * 11.132e6, rel=1e-3)
    assert change.gained_m2 == pytest.approx(11.132e6, rel=1e-3)
    assert change.lost_m2 == pytest.approx(0, abs=1e3)
    assert change.edge_m == pytest.approx(1000, rel=1e-3)


def test_a_corridor_that_moves_to_the_other_side_gains_and_loses_the_same():
    change = moved(corridor(2000, 0.001), corridor(0.001, 2000))

    assert change.gained_m2 == pytest.approx(change.lost_m2, rel=1e-3)
    assert change.gained_m2 == pytest.approx(2 * 11.132e6, rel=1e-3)
    assert change.edge_m == pytest.approx(2000, rel=1e-3)


def test_a_line_holds_no_ground_and_moves_by_what_its_points_move():
    """A hundredth of a degree of latitude at the equator is 1,105.7 m."""
    change = moved(EQUATOR, Line(((0.0, 0.01), (0.1, 0.01))))

    assert (change.before_m2, change.after_m2) == (0, 0)
    assert change.edge_m == pytest.approx(1105.7, rel=1e-3)


def test_a_shape_across_the_180th_meridian_is_as_large_as_the_same_shape_elsewhere():
    here, there = box(20.0, 10.0, 21.0, 11.0), box(179.5, 10.0, 180.5, 11.0)
    split = box(179.5, 10.0, -179.5, 11.0)

    for shape in (split, there):
        assert moved(shape, shape).before_m2 == pytest.approx(moved(here, here).before_m2, rel=1e-6)


widths = st.floats(100, 20_000)


@given(widths, widths, widths)
def test_what_is_gained_less_what_is_lost_is_what_the_area_grew_by(left, right, new_left):
    change = moved(corridor(left, right), corridor(new_left, right))

    assert change.after_m2 - change.before_m2 == pytest.approx(change.gained_m2 - change.lost_m2, abs=10)
    assert change.edge_m == pytest.approx(abs(new_left - left), abs=max(1.0, abs(new_left - left) * 1e-3))


@given(widths, widths)
def test_a_shape_is_not_moved_from_itself(left, right):
    change = moved(corridor(left, right), corridor(left, right))

    assert (change.gained_m2, change.lost_m2, change.edge_m) == pytest.approx((0, 0, 0), abs=1e-6)
