"""Every kind of zone: what words make of it on the ground, what it answers, and why."""

from __future__ import annotations

from datetime import date

import pytest
from pyproj import Geod

from trucewatch.agreement import zones
from trucewatch.agreement.parts import Geometry
from trucewatch.agreement.terms import Agreement, OpenReading, Party, Zone
from trucewatch.errors import AgreementError
from trucewatch.geography import shapes
from trucewatch.model import Place, Within

YES, NO, OPEN = Within.YES, Within.NO, Within.UNKNOWN
GEOD = Geod(ellps="WGS84")
WEST, EAST = (36.0, 35.5), (36.5, 35.5)


def moved(point, bearing, metres):
    lon, lat, _ = GEOD.fwd(*point, bearing, metres)
    return (lon, lat)


def line(ident, *points, **more):
    return Zone(id=ident, kind="line", geometry=Geometry(kind="LineString", parts=((points,),)), **more)


def point(ident, *points, kind="place", **more):
    return Zone(id=ident, kind=kind, geometry=Geometry(kind="MultiPoint", parts=((points,),)), **more)


def square(ident, lon, lat, side=0.2, **more):
    ring = ((lon, lat), (lon + side, lat), (lon + side, lat + side), (lon, lat + side), (lon, lat))
    return Zone(id=ident, kind="area", geometry=Geometry(kind="Polygon", parts=((ring,),)), **more)


def bow(ident):
    ring = ((36.0, 35.0), (37.0, 36.0), (37.0, 35.0), (36.0, 36.0), (36.0, 35.0))
    return Zone(id=ident, kind="area", geometry=Geometry(kind="Polygon", parts=((ring,),)))


def zone(ident, kind, **more):
    return Zone(id=ident, kind=kind, **more)


ZONES = (
    line("road", WEST, EAST, edge_m=100, counted_from="the bridge"),
    line("river", (36.2, 35.0), (36.2, 36.0), edge_m=50),
    line("rear", (36.0, 35.6), (36.5, 35.6), edge_m=300),
    square("west", 36.0, 35.0, edge_m=200),
    square("east", 36.2, 35.0, edge_m=500),
    square("middle", 36.1, 35.0),
    point("camp", (36.3, 35.3), radius_m=2_000, name="the camp"),
    point("post", (36.3, 35.3)),
    point("ports", (36.1, 35.3), (36.4, 35.3), kind="sites", radius_m=1_000),
    zone("city", "named", name="the city", places=("city of Portville", "Harbour district")),
    zone("belt", "undefined", name="the buffer zone", until="D2.met", note="Parameters within a week."),
    zone("five", "buffer", of=("road",), both_m=5_000),
    zone("half", "buffer", of=("road",), width_m=5_000),
    zone("north", "buffer", of=("road",), north_m=5_000),
    zone("left", "buffer", of=("road",), left_m=5_000, ends="round"),
    zone("east-bank", "buffer", of=("river",), east_m=5_000),
    zone("ring", "buffer", of=("west",), both_m=3_000),
    zone("outer", "buffer", of=("camp",), both_m=3_000),
    zone("band", "band", of=("road",), from_m=5_000, to_m=10_000, side="north"),
    zone("between", "strip", between=("road", "rear"), name="the land between"),
    zone("both", "union", of=("west", "east")),
    zone("turned", "union", of=("east", "west")),
    zone("common", "intersection", of=("west", "middle")),
    zone("rest", "difference", of=("west", "middle")),
    zone("partly", "union", of=("west", "belt")),
    zone("share", "intersection", of=("west", "belt")),
    zone("without", "difference", of=("west", "city")),
    square("then", 36.0, 35.0, valid_from="2020-01-01", valid_until="2020-05-31"),
    square("later", 36.2, 35.0, valid_from="2020-06-01", valid_until="superseded"),
    zone("moving", "dated", of=("then", "later"), name="the front area"),
    zone("moving-edge", "buffer", of=("moving",), both_m=1_000),
    zone("lines", "by-party", cases=(("one", "west"), ("two", "east")), name="the withdrawal zone"),
    zone("range", "by-weapon", cases=(("mlrs", "ring"), ("Heavy artillery", "west")), name="the weapons zone"),
    zone("mapped", "buffer", of=("road",), both_m=1, map="west", name="the sector"),
    zone("on-belt", "buffer", of=("belt",), both_m=5),
    zone("either", "buffer", of=("{which}",), both_m=1_000),
)
AGREEMENT = Agreement(
    id="t",
    title="T",
    version="1",
    encoded_by="tests",
    home="UTC",
    parties=(
        Party(id="one", name="Northland", role="party"),
        Party(id="two", name="Southland", role="party"),
        Party(id="army", name="Northland army", role="organ-of", of="one"),
        Party(id="third", name="Others", role="excluded"),
    ),
    readings=(OpenReading(id="which", question="?", options=(("a", "road"), ("b", "river"))),),
    zones=ZONES,
)


def at(spot, radius_m=0.0, name="X", **more):
    return Place(name=name, lon=spot[0], lat=spot[1], radius_m=radius_m, **more)


def sited(ident, spot, radius_m=0.0, *, on=None, parties=(), weapons=(), choice=()):
    return zones.locate(AGREEMENT, ident, at(spot, radius_m), choice, on=on, parties=parties, weapons=weapons)


def answer(ident, spot, radius_m=0.0, **more):
    return sited(ident, spot, radius_m, **more).answer


def off_road(metres):
    """A place so many metres north of the middle of the road, negative to the south."""
    return shapes.at(shapes.Line((WEST, EAST)), along_m=20_000, offset_m=metres)


def with_zone(*more):
    return Agreement(id="t", title="T", version="1", encoded_by="t", home="UTC", zones=(*ZONES, *more))


# buffers and bands


@pytest.mark.parametrize(
    ("ident", "inside", "outside"),
    [
        ("five", (4_800, -4_800), (5_200, -5_200)),
        ("half", (2_300, -2_300), (2_700, -2_700)),
        ("north", (4_800, 200), (-200, 5_200)),
        ("left", (4_800, 200), (-200, 5_200)),
        ("band", (5_200, 9_800), (4_800, 10_200, -7_000)),
    ],
)
def test_a_width_is_measured_on_the_sides_that_the_words_name(ident, inside, outside):
    assert [answer(ident, off_road(m)) for m in inside] == [YES] * len(inside)
    assert [answer(ident, off_road(m)) for m in outside] == [NO] * len(outside)


def test_within_the_error_of_the_line_an_edge_cannot_be_told():
    assert [answer("north", off_road(m)) for m in (4_950, 5_050, 50, -50)] == [OPEN] * 4


def test_a_line_that_runs_north_has_an_east_bank():
    east, west = moved((36.2, 35.5), 90, 3_000), moved((36.2, 35.5), 270, 3_000)

    assert (answer("east-bank", east), answer("east-bank", west)) == (YES, NO)


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        (zone("z", "buffer", of=("river",), north_m=5), "runs north–south: it has no north side. Use east and west"),
        (zone("z", "buffer", of=("road",), east_m=5), "runs east–west: it has no east side. Use north and south"),
        (zone("z", "band", of=("road",), to_m=5, side="west"), "it has no west side"),
        (zone("z", "buffer", of=("road",)), "has no width"),
        (zone("z", "buffer", of=("road",), both_m=5, north_m=5), "widths of several kinds"),
        (zone("z", "buffer", of=("road",), left_m=5, north_m=6), "mixes north, left"),
        (zone("z", "buffer", of=("west",), north_m=5), "which is not a line: it has no sides. Use both_m"),
        (zone("z", "buffer", of=("west",), width_m=5), "which is not a line: it has no sides. Use both_m"),
        (zone("z", "buffer", of=("road", "rear"), both_m=5), "derives from 2 zones"),
        (zone("z", "buffer", both_m=5), "does not say which line"),
        (zone("z", "band", of=("west",), to_m=5), "lies along west, which is not a line"),
        (zone("z", "band", of=("road",)), "Give to_m"),
        (zone("z", "strip", between=("road", "west")), "lies along west, which is not a line"),
        (zone("z", "union", of=("west", "road")), "made of road, which has no inside. Write a buffer"),
        (zone("z", "union", of=("west", "post")), "made of post, which has no inside"),
        (zone("z", "line", of=("road",), between=("camp", "west")), "west is of kind area; a place is needed"),
        (zone("z", "area"), "has no geometry"),
        (bow("z"), "outline of zone z crosses itself near 36.5"),
    ],
)
def test_what_means_nothing_on_the_ground_is_said_with_the_way_out(bad, says):
    with pytest.raises(AgreementError, match=says):
        zones.shape_of(with_zone(bad), "z")


def test_widths_alike_on_both_sides_need_no_compass():
    alike = zone("z", "buffer", of=("river",), north_m=5_000, south_m=5_000)

    assert zones.shape_of(with_zone(alike), "z") == zones.shape_of(
        with_zone(zone("z", "buffer", of=("river",), both_m=5_000)), "z"
    )


def test_a_buffer_around_an_area_reaches_outward_and_one_around_a_place_is_a_wider_disc():
    assert answer("ring", moved((36.0, 35.1), 270, 2_700)) is YES
    assert answer("ring", moved((36.0, 35.1), 270, 3_300)) is NO
    assert answer("outer", moved((36.3, 35.3), 45, 4_999)) is YES
    assert answer("outer", moved((36.3, 35.3), 45, 5_001)) is NO


# places, sites, strips, compositions


def test_a_place_with_a_radius_is_a_disc_and_one_without_is_a_point():
    near = moved((36.3, 35.3), 10, 1_900)

    assert answer("camp", near) is YES
    assert answer("post", near) is NO
    assert sited("post", near, 2_000).answer is OPEN
    assert "1,900 m from post" in sited("post", near).words


def test_sites_are_discs_each():
    assert [answer("ports", p) for p in ((36.1, 35.3), (36.4, 35.305), (36.25, 35.3))] == [YES, YES, NO]


def test_the_land_between_two_lines():
    assert [answer("between", (36.25, lat)) for lat in (35.45, 35.55, 35.65)] == [NO, YES, NO]


def test_parts_put_together_cut_and_taken_away():
    spots = ((36.05, 35.1), (36.15, 35.1), (36.35, 35.1), (36.5, 35.1))

    assert [answer("both", s) for s in spots] == [YES, YES, YES, NO]
    assert [answer("common", s) for s in spots] == [NO, YES, NO, NO]
    assert [answer("rest", s) for s in spots] == [YES, NO, NO, NO]


def test_areas_of_a_union_that_adjoin_have_no_edge_between_them():
    assert answer("both", (36.2, 35.1), 3_000) is YES
    assert zones.shape_of(AGREEMENT, "both") == zones.shape_of(AGREEMENT, "turned")


def test_the_error_of_an_edge_is_its_own_else_the_largest_of_its_parts():
    told = {z: zones.edge_of(AGREEMENT, z) for z in ("both", "five", "between", "common", "lines", "ring", "mapped")}

    assert told == {
        "both": 500,
        "five": 100,
        "between": 300,
        "common": 200,
        "lines": 500,
        "ring": 200,
        "mapped": 200,
    }
    assert sited("both", (36.05, 35.1)).doubt_m == 500
    assert zones.edge_of(with_zone(zone("z", "union", of=("west", "east"), edge_m=7)), "z") == 7


# what is not drawn


def test_what_the_text_leaves_open_cannot_be_told_and_says_so():
    told = sited("belt", (36.1, 35.1))

    assert told.answer is OPEN
    assert told.words == (
        "the text leaves the buffer zone to be agreed until D2.met (Parameters within a week), "
        "so whether a place lies in it cannot be told"
    )
    assert sited("on-belt", (36.1, 35.1)).answer is OPEN
    assert "on-belt derives from the buffer zone, and the text leaves" in sited("on-belt", (36.1, 35.1)).words


def test_a_part_that_is_left_open_decides_nothing_that_the_others_settle():
    inside, outside = (36.1, 35.1), (36.9, 35.1)

    assert (answer("partly", inside), answer("partly", outside)) == (YES, OPEN)
    assert (answer("share", inside), answer("share", outside)) == (OPEN, NO)
    assert (answer("without", inside), answer("without", outside)) == (OPEN, NO)
    assert "partly, part by part: " in sited("partly", outside).words


@pytest.mark.parametrize(
    ("name", "relation", "expected"),
    [
        ("Portville City", "in", YES),
        ("the town of Portville", None, YES),
        ("PORTVILLE city", "at", YES),
        ("the fish market, Portville city", "in", YES),
        ("Dock Street (Harbour District)", "in", YES),
        ("the Harbour district", "in", YES),
        ("Portville", "in", OPEN),
        ("Hillside, Portville", "in", OPEN),
        ("Portville city", "near", OPEN),
        ("Harbour district", "5 km south of", OPEN),
        ("Harbour", "in", OPEN),
        ("the southern countryside of Portville", "in", OPEN),
        ("elsewhere", "in", OPEN),
    ],
)
def test_a_zone_known_by_name_takes_the_places_named_in_it_and_refuses_none(name, relation, expected):
    named = Place(name=name, relation=relation)
    located = at((10.0, 10.0), name=name, relation=relation)

    assert zones.locate(AGREEMENT, "city", named).answer is expected
    assert zones.locate(AGREEMENT, "city", located).answer is expected


def test_a_name_listed_bare_takes_what_is_told_to_lie_there():
    agreement = with_zone(zone("z", "named", places=("Al-Hudaydah",)))
    told = [Place(name=n) for n in ("Hudaydah city", "Hays, Hudaydah", "Hays in al Hudaydah", "Hays")]

    assert [zones.locate(agreement, "z", p).answer for p in told] == [YES, YES, YES, OPEN]


def test_a_zone_known_by_name_says_that_it_is_not_drawn():
    words = zones.locate(AGREEMENT, "city", Place(name="elsewhere")).words

    assert words == (
        "the city is known by name only and is not drawn, and 'elsewhere' is not named in it, so it cannot be told"
    )
    assert zones.locate(AGREEMENT, "city", None).answer is OPEN


# one of several


def test_a_dated_zone_is_the_one_drawn_for_the_day():
    spots = ((36.1, 35.1), (36.3, 35.1), (36.9, 35.1))

    assert [answer("moving", s, on=date(2020, 3, 1)) for s in spots] == [YES, NO, NO]
    assert [answer("moving", s, on=date(2020, 7, 1)) for s in spots] == [NO, YES, NO]
    assert [answer("moving", s, on=date(2019, 7, 1)) for s in spots] == [OPEN, OPEN, OPEN]
    assert [answer("moving", s) for s in spots] == [OPEN, OPEN, NO]
    assert answer("moving-edge", (36.205, 35.1), on=date(2020, 3, 1)) is YES


def test_a_dated_zone_says_which_drawing_it_went_by():
    assert "the edge of the front area as drawn from 2020-01-01 to 2020-05-31" in (
        sited("moving", (36.1, 35.1), on=date(2020, 3, 1)).words
    )
    assert "the front area is drawn from 2020-01-01 to 2020-05-31, from 2020-06-01 to superseded, not for 2019" in (
        sited("moving", (36.1, 35.1), on=date(2019, 3, 1)).words
    )


def test_a_zone_that_derives_from_a_line_drawn_for_other_days_cannot_be_told_either():
    dated = line("front", WEST, EAST, valid_from="2020-03-05")
    agreement = with_zone(dated, zone("z", "buffer", of=("front",), both_m=5_000))
    told = zones.locate(agreement, "z", at(off_road(0)), on=date(2020, 2, 1))

    assert told.answer is OPEN
    assert told.words == "z derives from front, and front is drawn for 2020-03-05 to later, not for 2020-02-01"


def test_a_zone_by_party_is_that_of_the_acting_party():
    spots = ((36.1, 35.1), (36.3, 35.1), (36.9, 35.1))

    assert [answer("lines", s, parties=("one",)) for s in spots] == [YES, NO, NO]
    assert [answer("lines", s, parties=("army",)) for s in spots] == [YES, NO, NO]
    assert [answer("lines", s, parties=("one", "army")) for s in spots] == [YES, NO, NO]
    assert [answer("lines", s, parties=("two",)) for s in spots] == [NO, YES, NO]
    assert "the edge of the withdrawal zone for Northland" in sited("lines", spots[0], parties=("army",)).words


@pytest.mark.parametrize("parties", [(), ("one", "two"), ("one", "third")])
def test_where_nobody_or_several_are_named_the_zones_of_all_must_agree(parties):
    spots = ((36.1, 35.1), (36.3, 35.1), (36.9, 35.1))

    assert [answer("lines", s, parties=parties) for s in spots] == [OPEN, OPEN, NO]
    assert "; or else " in sited("lines", spots[0], parties=parties).words


def test_a_party_for_whom_the_text_draws_nothing_cannot_be_told():
    told = sited("lines", (36.1, 35.1), parties=("third",))

    assert told.answer is OPEN
    assert told.words == (
        "the withdrawal zone has one zone for each of several, and the text draws no zone of it for Others"
    )


def test_a_zone_by_weapon_is_that_of_the_class():
    spot = moved((36.0, 35.1), 270, 1_500)

    assert answer("range", spot, weapons=("mlrs",)) is YES
    assert answer("range", spot, weapons=("heavy-artillery",)) is NO
    assert answer("range", spot) is OPEN
    assert answer("range", spot, weapons=("mlrs", "heavy artillery")) is OPEN
    assert answer("range", spot, weapons=("small arms",)) is OPEN
    assert "the edge of the weapons zone for mlrs" in sited("range", spot, weapons=("mlrs",)).words


def test_a_map_goes_before_the_words():
    assert answer("mapped", (36.1, 35.1)) is YES
    assert answer("mapped", off_road(0)) is NO
    assert "the edge of the sector as west draws it" in sited("mapped", (36.1, 35.1)).words


# words


def test_the_words_say_metres_side_kilometre_doubt_and_verdict():
    assert sited("north", off_road(3_000), 700).words == (
        "2,000 m inside the edge of north; 3,000 m north of the centre line, at kilometre 20.0 from the bridge; "
        "place known to 700 m, edge drawn to 100 m: wholly inside"
    )


def test_words_about_a_side_seen_along_the_line_say_left_and_right():
    assert "3,000 m right of the centre line" in sited("left", off_road(-3_000)).words
    assert "3,000 m east of the centre line" in sited("east-bank", moved((36.2, 35.5), 90, 3_000)).words


def test_a_place_that_was_not_found_cannot_be_told_in_any_kind():
    for z in ZONES:
        choice = (("which", "a"),) if z.id == "either" else ()

        assert zones.locate(AGREEMENT, z.id, Place(name="a village"), choice).answer is OPEN


# for maps


@pytest.mark.parametrize("ident", [z.id for z in ZONES])
def test_every_kind_with_a_shape_can_be_drawn(ident):
    shape = zones.shape_of(AGREEMENT, ident, (("which", "a"),))

    if ident in {"city", "belt", "on-belt", "share", "without"}:
        assert shape is None
    elif isinstance(shape, shapes.Line) or ident == "post":
        assert shapes.outline(shape) == ()
    else:
        assert shapes.outline(shape)


def test_a_map_shows_a_dated_zone_as_last_drawn_and_the_zones_of_all_parties():
    assert zones.shape_of(AGREEMENT, "moving") == zones.shape_of(AGREEMENT, "later")
    assert zones.shape_of(AGREEMENT, "moving", on=date(2020, 3, 1)) == zones.shape_of(AGREEMENT, "then")
    assert zones.shape_of(AGREEMENT, "moving", on=date(2019, 3, 1)) is None
    assert len(zones.shape_of(AGREEMENT, "lines").parts) == 2


def test_a_spot_is_found_by_its_kilometre_and_metres_north():
    lon, lat = zones.spot_on(AGREEMENT, "north", km=12, offset_m=4_000)

    assert sited("north", (lon, lat)).along_km == pytest.approx(12, abs=0.01)
    assert sited("north", (lon, lat)).offset_m == pytest.approx(4_000, abs=1)
    assert zones.spot_on(AGREEMENT, "river", km=1, offset_m=0)
    with pytest.raises(AgreementError, match="it has no north"):
        zones.spot_on(AGREEMENT, "river", km=1, offset_m=5)
    with pytest.raises(AgreementError, match="has no centre line"):
        zones.spot_on(AGREEMENT, "west", km=1, offset_m=5)
    with pytest.raises(AgreementError, match="lies beyond the line"):
        zones.spot_on(AGREEMENT, "road", km=99, offset_m=0)


def test_a_zone_that_is_not_there_is_named_with_those_that_are():
    with pytest.raises(AgreementError, match=r"there is no zone 'nowhere'\. Known: road, river"):
        zones.locate(AGREEMENT, "nowhere", at(WEST))
