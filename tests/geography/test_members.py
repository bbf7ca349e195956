"""Imported settlements are among those of their province: by a shared code, by the area's name, by its outline.

The villages are made up; they lie about the built-in towns of Idlib (code 12 of Syria) and of Hama (code 10).
"""

from __future__ import annotations

import math
import random

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.geography import Gazetteer, PlaceRow, doubt, locate_phrase
from trucewatch.geography.divisions import settlements_of
from trucewatch.geography.members import each_once
from trucewatch.geography.names import fold, skeleton
from trucewatch.geography.rows import SETTLEMENTS, apart_m, moved
from trucewatch.geography.seed import outline_of, seed
from trucewatch.model import Doubt

IDLIB, HAMA = "geonames:SY.12", "geonames:SY.10"
TOWNS = {
    admin: [r for r in seed().of_country("SY") if r.admin == admin and r.kind in SETTLEMENTS] for admin in ("10", "12")
}
BUILT_IN = set(settlements_of(Gazetteer(), IDLIB))


def row(ident, lon, lat, **fields):
    start = {"name": f"Hamlet {ident}", "kind": "village", "radius_m": 1_500.0, "country": "SY", "imported": "ours"}
    return PlaceRow(id=ident, lon=lon, lat=lat, **start | fields)


def villages(admin, count, *, about="12", tag="v", **fields):
    """Return so many made-up villages, each 2.5 km from a town of a province, and so near no other's."""
    rows = []
    for n in range(count):
        town = TOWNS[about][n % len(TOWNS[about])]
        lon, lat = moved((town.lon, town.lat), bearing=37.0 * (n // len(TOWNS[about])), by_m=2_500.0)
        rows.append(row(f"{tag}{n}", lon, lat, admin=admin, **fields))
    return tuple(rows)


class Table:
    """Further places in memory, with outlines of some."""

    def __init__(self, *rows, outlines=(), most=50_000):
        self.rows, self.held, self.most = rows, dict(outlines), most

    def named(self, folded, countries):
        """Return the rows that bear a name."""
        return tuple(r for r in self.rows if r.country in countries and fold(r.name) == folded)

    def sounding(self, skeletons, countries):
        """Return the rows that sound so."""
        return tuple(r for r in self.rows if r.country in countries and skeleton(fold(r.name)) in skeletons)

    def with_id(self, ref):
        """Return the place of an id."""
        return next((r for r in self.rows if r.id == ref), None)

    def outline(self, ref):
        """Return the outline of an area."""
        return self.held.get(ref)

    def settlements(self, countries, *, admin=None, box=None):
        """Return the settlements with a code, or in a box."""
        west, south, east, north = box or (-180, -90, 180, 90)
        found = [
            r
            for r in self.rows
            if r.kind in SETTLEMENTS
            and r.country in countries
            and admin in {None, r.admin}
            and west <= r.lon <= east
            and south <= r.lat <= north
        ]
        return tuple(found) if len(found) <= self.most else None


def points(rows):
    return {(r.lon, r.lat) for r in rows}


def asked(words, *rows, **table):
    return locate_phrase(words, gazetteer=Gazetteer(further=Table(*rows, **table)), country="SY")


def test_a_shared_code_puts_villages_into_their_province_each_alike_and_the_method_says_so():
    held = villages("12", 56)

    found = asked("Idlib province", *held)

    assert set(found.doubt.points) >= {(round(lon, 5), round(lat, 5)) for lon, lat in points(held)}
    assert found.doubt.weights == ()
    assert len(found.doubt.points) == len(BUILT_IN) + 56
    assert found.method == "geonames-with-imported-settlements"


def test_without_imported_villages_the_method_is_what_it_was():
    found = asked("Idlib province", *villages("10", 20, about="10"))

    assert (found.method, set(found.doubt.points)) == ("geonames", BUILT_IN)


def test_a_code_that_means_another_province_in_its_table_adds_nothing():
    """By "12" this table means what the built-in one calls 10."""
    assert set(asked("Idlib province", *villages("12", 40, about="10")).doubt.points) == BUILT_IN


def test_two_tables_that_mean_different_provinces_by_a_code_are_told_apart():
    right, wrong = villages("12", 30), villages("12", 300, about="10", tag="w", imported="theirs")

    found = set(settlements_of(Gazetteer(further=Table(*right, *wrong)), IDLIB))

    assert points(right) <= found
    assert not points(wrong) & found


@pytest.mark.parametrize("name", ["Idlib", "Idleb", "Idlib Governorate", "Idleb governorate"])
def test_a_table_with_codes_of_its_own_is_known_by_the_name_of_its_area(name):
    area = row("SY07", 36.6, 35.85, name=name, kind="province", admin="SY07", radius_m=60_000.0, imported="areas")
    held = villages("SY07", 40)

    assert points(held) <= set(settlements_of(Gazetteer(further=Table(area, *held)), IDLIB))


def test_a_code_whose_settlements_lie_in_the_outline_means_the_province_and_no_other_code_does():
    held, others = villages("SY07", 56), villages("SY08", 56, about="10", tag="w")

    found = set(settlements_of(Gazetteer(further=Table(*held, *others)), IDLIB))

    assert points(held) <= found
    assert not points(others) & found
    assert points(others) <= set(settlements_of(Gazetteer(further=Table(*held, *others)), HAMA))


def test_an_area_of_its_name_whose_settlements_lie_elsewhere_is_not_the_province():
    area = row("a", 36.6, 35.85, name="Idlib", kind="province", admin="A1", radius_m=60_000.0)
    found = settlements_of(Gazetteer(further=Table(area, *villages("A1", 40, about="10"))), IDLIB)

    assert set(found) == BUILT_IN


def test_villages_without_a_code_are_taken_by_the_outline_that_a_table_has_of_the_area():
    """They lie about towns of Hama, in a box that this table calls Idlib."""
    box = shapely.box(36.4, 35.0, 36.8, 35.4)
    area = row("a", 36.6, 35.85, name="Idlib", kind="province", radius_m=60_000.0)
    held = villages(None, 60, about="10")

    found = set(settlements_of(Gazetteer(further=Table(area, *held, outlines={"a": box.wkb})), IDLIB))
    inside = {(r.lon, r.lat) for r in held if box.covers(shapely.Point(r.lon, r.lat))}
    near = {spot for spot in inside if apart_m(spot, (36.621, 35.827)) < 70_000}

    assert near <= found
    assert not (points(held) - inside) & found


def test_villages_without_a_code_are_taken_by_the_built_in_outline_and_by_the_towns_about_them():
    """The ring has kilometres to spare; Khan Shaykhun is Idlib's southernmost town, and Hama's villages begin there."""
    ours, theirs = villages(None, 56), villages(None, 56, about="10", tag="w")

    found = set(settlements_of(Gazetteer(further=Table(*ours, *theirs)), IDLIB))
    ring = shapely.Polygon(outline_of(IDLIB))

    assert {spot for spot in points(ours) if ring.covers(shapely.Point(spot))} <= found
    assert not points(theirs) & found


def test_a_district_with_an_imported_outline_has_the_imported_villages_in_it():
    district = PlaceRow(
        id="d", name="Ariha", kind="district", lon=36.6, lat=35.8, radius_m=20_000, country="SY", imported="ours"
    )
    box = shapely.box(36.5, 35.7, 36.8, 35.95)
    held = villages(None, 60)
    found = asked("Ariha district", district, *held, outlines={"d": box.wkb})

    assert found.method == "imported-with-imported-settlements"
    inside = {(r.lon, r.lat) for r in held if box.covers(shapely.Point(r.lon, r.lat))}
    assert {(round(lon, 5), round(lat, 5)) for lon, lat in inside} <= set(found.doubt.points)
    assert all(box.buffer(1e-5).covers(shapely.Point(point)) for point in found.doubt.points)


def test_a_province_that_is_itself_found_in_an_imported_table_has_its_settlements_too():
    area = row("geonames:173481", 36.62, 35.83, name="Idlib", kind="province", admin="12", radius_m=55_000.0)
    held = villages("12", 20)

    found = asked("Idlib province", area, *held)

    assert found.ref == "geonames:173481"
    assert len(found.doubt.points) == len(BUILT_IN) + 20


def test_what_two_tables_list_is_one_settlement():
    """A built-in town some metres off, under another spelling; and 1.2 km off under its own name."""
    town = next(r for r in TOWNS["12"] if r.name == "Saraqib")
    near = moved((town.lon, town.lat), bearing=90, by_m=200)
    off = moved((town.lon, town.lat), bearing=90, by_m=1_200)
    twin = [
        row("a", *near, name="Whatever", admin="12"),
        row("b", *off, name="Sarāqib", admin="12"),
        row("c", *off, name="Hamlet", admin="12", imported="theirs"),
    ]
    found = set(settlements_of(Gazetteer(further=Table(*twin, *villages("12", 60))), IDLIB))

    assert near not in found
    assert off in found  # the hamlet is another place than the town that it is near


def test_a_village_far_outside_its_province_is_an_error_of_its_table_and_left_out():
    lost = row("lost", 40.0, 33.0, admin="12")

    assert (40.0, 33.0) not in settlements_of(Gazetteer(further=Table(lost, *villages("12", 60))), IDLIB)


def test_a_case_goes_before_an_imported_table():
    own = row("own", 36.5, 35.7, name="Hamlet v3", admin="12", radius_m=900.0, imported=None)
    there = row("v", 36.505, 35.701, name="Hamlet v3", admin="12")

    found = settlements_of(Gazetteer((own,), further=Table(there, *villages("12", 60, tag="w"))), IDLIB)

    assert (36.5, 35.7) in found
    assert (36.505, 35.701) not in found


def test_five_thousand_villages_are_gathered_at_points_and_the_method_says_so():
    rng = random.Random(5)  # noqa: S311  (made-up villages)
    held = []
    for n in range(5_000):
        town = rng.choice(TOWNS["12"])
        spot = moved((town.lon, town.lat), bearing=rng.uniform(0, 360), by_m=rng.uniform(2_000, 6_000))
        held.append(row(f"m{n}", *spot, admin="12", name=f"Place {n}"))

    found = asked("Idlib province", *held)

    assert found.method == "geonames-with-imported-settlements-gathered"
    assert len(found.doubt.points) <= 256
    # 500 m is one place, so that not every one of the crowd counts
    assert 1_500 < sum(found.doubt.weights) <= 5_000 + len(BUILT_IN)
    assert sum(doubt.weights(found.doubt)) == pytest.approx(1)


def test_more_than_can_be_weighed_are_left_out_and_the_method_says_so():
    found = asked("Idlib province", *villages("12", 40), most=39)

    assert found.method == "geonames-without-too-many-imported-settlements"
    assert set(found.doubt.points) == BUILT_IN


def test_a_table_that_knows_no_divisions_adds_nothing():
    class Bare:
        named = sounding = lambda *_: ()
        with_id = outline = lambda *_: None

    assert set(settlements_of(Gazetteer(further=Bare()), IDLIB)) == BUILT_IN


def test_a_side_of_a_province_keeps_the_weights_of_what_was_gathered():
    """Of 100, 30 and 10 settlements at three points the two southern ones stay, three to one."""
    whole = Doubt(kind="settlements", points=((36.0, 36.2), (36.0, 35.8), (36.1, 35.8)), weights=(100.0, 30.0, 10.0))
    south = doubt.sector((36.0, 36.0), from_m=0.0, to_m=90_000.0, bearing=180.0, half_angle=90.0)

    held = doubt.within(whole, south)

    assert held.points == ((36.0, 35.8), (36.1, 35.8))
    assert doubt.weights(held) == (0.75, 0.25)


near_here = st.tuples(st.floats(36.4, 36.6), st.floats(35.7, 35.9))


@settings(max_examples=60, deadline=None)
@given(st.lists(near_here, max_size=40), st.lists(near_here, max_size=40))
def test_no_two_that_are_kept_are_as_near_as_one_point_and_none_is_lost_that_is_far_from_all(first, second):
    kept = [row(f"k{n}", *spot) for n, spot in enumerate(first)]
    more = [row(f"m{n}", *spot) for n, spot in enumerate(second)]

    found = list(each_once(kept, more))

    for n, one in enumerate(found):
        others = (*kept, *found[:n])
        assert all(apart_m((one.lon, one.lat), (other.lon, other.lat)) > 500 for other in others)
    for one in more:
        near = min((apart_m((one.lon, one.lat), (o.lon, o.lat)) for o in (*kept, *found)), default=math.inf)
        assert near <= 1_500


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000))
def test_gathered_settlements_have_their_middle_and_their_number(seed_):
    rng = random.Random(seed_)  # noqa: S311  (made-up spots)
    spots = [(rng.uniform(36, 37), rng.uniform(35, 36)) for _ in range(rng.randint(257, 1_500))]

    held = doubt.settlements(spots)
    shares = doubt.weights(held)

    assert len(held.points) <= 256
    assert sum(held.weights) == len(spots)
    for axis in (0, 1):
        middle = sum(point[axis] * share for point, share in zip(held.points, shares, strict=True))
        assert middle == pytest.approx(sum(s[axis] for s in spots) / len(spots), abs=1e-4)


def test_what_was_gathered_is_counted_as_settlements_and_not_as_points():
    gathered = Doubt(kind="settlements", points=((36.0, 35.0), (36.5, 35.5)), weights=(900.0, 100.0))

    assert doubt.number(gathered) == 1_000
    assert doubt.number(doubt.settlements([(36.0, 35.0), (36.5, 35.5)])) == 2
    # weights that were kept as shares count nobody
    assert doubt.number(Doubt(kind="settlements", points=gathered.points, weights=(0.9, 0.1))) == 2
