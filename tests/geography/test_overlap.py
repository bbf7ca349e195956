"""How much of where a place may be lies in a shape: worked by hand, and as properties."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.geography import shapes
from trucewatch.geography.doubt import corridor, disc, polygon, sector, settlements, weights
from trucewatch.geography.geodesy import moved
from trucewatch.geography.overlap import disc_shares, share, shared
from trucewatch.model import Doubt

MIDDLE = (36.6, 35.8)
some = settings(max_examples=60, deadline=None)


def ring(west, south, east, north):
    return ((west, south), (east, south), (east, north), (west, north), (west, south))


def area(*bounds):
    return shapes.Area(((ring(*bounds),),))


def box(west_m, south_m, east_m, north_m):
    """Return a box around the middle whose sides lie so many metres off it."""
    west, east = moved(MIDDLE, 270, west_m)[0], moved(MIDDLE, 90, east_m)[0]
    return area(west, moved(MIDDLE, 180, south_m)[1], east, moved(MIDDLE, 0, north_m)[1])


LARGE = 40_000.0
EAST = box(0, LARGE, LARGE, LARGE)
"""Its western edge runs through the middle, straight north."""
ROAD = shapes.Corridor(
    line=shapes.Line((moved(MIDDLE, 270, LARGE), moved(MIDDLE, 90, LARGE))), left_m=6000, right_m=6000
)


def within_chord(cut: float) -> float:
    """Return how much of a disc of radius 1 lies on the near side of a straight edge `cut` from its centre."""
    return 1 - (math.acos(cut) - cut * math.sqrt(1 - cut**2)) / math.pi


def test_an_edge_through_the_middle_of_a_disc_halves_it():
    assert share(disc(MIDDLE, 5_000), EAST) == pytest.approx(0.5, abs=1e-4)


def test_a_corner_on_the_middle_of_a_disc_quarters_it():
    assert share(disc(MIDDLE, 3_000), box(0, 0, LARGE, LARGE)) == pytest.approx(0.25, abs=2e-3)


def test_a_disc_on_the_edge_of_the_corridor_lies_half_in_it():
    on_edge = disc(moved(MIDDLE, 0, 6_000), 1_000)

    assert share(on_edge, ROAD) == pytest.approx(0.5, abs=2e-3)


def test_a_disc_half_its_radius_within_the_corridors_edge_lies_four_fifths_in_it():
    near_edge = disc(moved(MIDDLE, 180, 5_500), 1_000)

    assert share(near_edge, ROAD) == pytest.approx(within_chord(0.5), abs=2e-3)
    assert within_chord(0.5) == pytest.approx(0.8045, abs=1e-4)


def test_a_whole_disc_outside_holds_nothing_and_one_inside_all():
    assert share(disc(moved(MIDDLE, 270, 5_001), 5_000), EAST) == 0
    assert share(disc(moved(MIDDLE, 90, 5_001), 5_000), EAST) == 1


def test_a_sector_to_the_east_lies_in_the_east_and_one_to_the_north_half():
    east, north = (sector(MIDDLE, from_m=5_000, to_m=7_000, bearing=b, half_angle=22.5) for b in (90, 0))

    assert share(east, EAST) == 1
    assert share(north, EAST) == pytest.approx(0.5, abs=1e-4)


def test_a_ring_has_no_share_of_its_hole():
    hole = disc(MIDDLE, 900)
    inner = shapes.Discs((MIDDLE,), 1_000)

    assert share(hole, inner) == 1
    assert share(sector(MIDDLE, from_m=1_000, to_m=2_000), inner) == pytest.approx(0, abs=1e-4)
    # the disc of 2 km holds four times the ground of the disc of 1 km
    assert share(disc(MIDDLE, 2_000), inner) == pytest.approx(0.25, abs=1e-3)


def test_a_corridor_stops_square_at_its_ends():
    """4 km of the way lie west of the edge, 6 km east of it."""
    way = corridor((moved(MIDDLE, 270, 4_000), moved(MIDDLE, 90, 6_000)), 500)

    assert share(way, EAST) == pytest.approx(0.6, abs=1e-4)


def test_a_polygon_has_the_share_of_its_area():
    west, east = moved(MIDDLE, 270, 1_000)[0], moved(MIDDLE, 90, 3_000)[0]

    assert share(polygon(ring(west, 35.7, east, 35.9)[:-1]), EAST) == pytest.approx(0.75, abs=1e-3)


def test_settlements_count_by_their_weight():
    inside, outside = moved(MIDDLE, 90, 100), moved(MIDDLE, 270, 100)
    weighed = Doubt(kind="settlements", points=(inside, outside, outside), weights=(0.7, 0.2, 0.1))

    assert share(settlements([inside, outside, moved(MIDDLE, 270, 9_000)]), EAST) == pytest.approx(1 / 3)
    assert share(weighed, EAST) == pytest.approx(0.7)
    assert share(settlements([inside, moved(MIDDLE, 90, 50)]), EAST) == 1


def test_a_point_lies_in_a_shape_or_not():
    assert [share(disc(moved(MIDDLE, b, 10), 0), EAST) for b in (90, 270)] == [1, 0]


def test_a_line_holds_nothing_and_a_rough_one_perhaps_all():
    line = shapes.Line(ROAD.line.points)

    assert share(disc(MIDDLE, 500), line) == 0
    assert tuple(shared(disc(MIDDLE, 500), line, edge_m=200.0)) == (0, 0, 1)


def test_a_rough_edge_leaves_the_share_between_two_bounds():
    """The edge may run 500 m farther in or out: a tenth of the radius on both sides of the middle."""
    held = shared(disc(MIDDLE, 5_000), EAST, edge_m=500.0)

    assert held.least == pytest.approx(1 - within_chord(0.1), abs=2e-3)
    assert held.most == pytest.approx(within_chord(0.1), abs=2e-3)


spots = st.tuples(st.floats(36.2, 37.0), st.floats(35.5, 36.1))
ZONES = (EAST, ROAD, box(3_000, 9_000, 8_000, 1_000), shapes.Discs((MIDDLE,), 7_000.0))
zones = st.sampled_from(ZONES)
doubts = st.one_of(
    st.builds(disc, spots, st.floats(1, 30_000)),
    st.builds(
        lambda at, from_m, more_m, bearing, half: sector(
            at, from_m=from_m, to_m=from_m + more_m, bearing=bearing, half_angle=half
        ),
        spots, st.floats(0, 9_000), st.floats(10, 9_000), st.floats(0, 359), st.floats(5, 180),
    ),
    st.builds(lambda one, length, turn, half: corridor((one, moved(one, turn, length)), half),
              spots, st.floats(200, 20_000), st.floats(0, 359), st.floats(10, 3_000)),
    st.builds(settlements, st.lists(spots, min_size=1, max_size=12)),
)  # fmt: skip


@some
@given(doubts, zones)
def test_a_share_is_a_part_of_the_whole(doubt, zone):
    held = shared(doubt, zone, edge_m=300.0)

    assert 0 <= held.least <= held.drawn + 1e-9
    assert held.drawn <= held.most + 1e-9
    assert held.most <= 1


@some
@given(doubts)
def test_all_of_a_place_lies_in_what_holds_all_of_it(doubt):
    assert share(doubt, area(35.0, 34.5, 38.5, 37.5)) == 1


@some
@given(spots, zones, st.floats(1, 20_000), st.floats(1, 20_000))
def test_a_wider_doubt_never_raises_the_share_to_all(spot, zone, one, other):
    narrow, wide = (share(disc(spot, radius_m), zone) for radius_m in sorted((one, other)))

    assert wide < 1 or narrow == 1


@some
@given(spots, zones, st.floats(0, 5_000), st.floats(0, 5_000), st.floats(0, 5_000))
def test_a_wider_ring_never_raises_the_share_to_all(spot, zone, from_m, deep_m, more_m):
    narrow = share(sector(spot, from_m=from_m, to_m=from_m + deep_m + 10), zone)
    wide = share(sector(spot, from_m=from_m, to_m=from_m + deep_m + more_m + 20), zone)

    assert wide < 1 or narrow == 1


@some
@given(doubts, zones, zones)
def test_a_union_holds_no_less_than_each_of_its_parts_and_no_more_than_both(doubt, one, other):
    parts, both = [share(doubt, one), share(doubt, other)], share(doubt, shapes.Union((one, other)))

    assert max(parts) <= both + 1e-6
    assert both <= sum(parts) + 1e-6


@some
@given(doubts, zones)
def test_what_lies_in_a_shape_and_what_lies_in_the_rest_is_all(doubt, zone):
    everything = area(35.0, 34.5, 38.5, 37.5)
    rest = share(doubt, shapes.Difference(everything, (zone,)))

    assert share(doubt, zone) + rest == pytest.approx(1, abs=1e-4)


@some
@given(st.lists(spots, min_size=1, max_size=600, unique=True))
def test_the_weights_of_settlements_are_one_together(points):
    held = settlements(points)

    assert sum(weights(held)) == pytest.approx(1)
    assert len(held.points) <= 256


@some
@given(st.lists(st.tuples(spots, st.sampled_from([0.0, 50.0, 4_000.0])), min_size=1, max_size=20), zones)
def test_many_discs_have_the_shares_that_each_has(discs, zone):
    """A place with a negligible radius is a point."""
    lons, lats, radii = [d[0][0] for d in discs], [d[0][1] for d in discs], [d[1] for d in discs]
    least, most = disc_shares(zone, lons, lats, radii, edge_m=200.0)
    each = [
        shared(Doubt(kind="sector", points=((lon, lat),), to_m=radius_m), zone, edge_m=200.0)
        for lon, lat, radius_m in zip(lons, lats, radii, strict=True)
    ]

    assert least.tolist() == pytest.approx([held.least for held in each], abs=1e-9)
    assert most.tolist() == pytest.approx([held.most for held in each], abs=1e-9)


def test_more_settlements_than_can_be_carried_are_put_together_where_they_lie_close():
    """A thousand in the west, ten in the east: their shares stay what they were."""
    crowd = [(36.0 + i % 40 / 1_000, 35.5 + i // 40 / 1_000) for i in range(1_000)]
    few = [(36.9, 35.5 + i / 100) for i in range(10)]

    held = settlements([*crowd, *few])

    assert len(held.points) <= 256
    assert share(held, EAST) == pytest.approx(10 / 1_010)
