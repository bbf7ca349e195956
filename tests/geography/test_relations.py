"""What a relation makes of a place: a sector, a corridor, a stretch of a known road, the settlements of a province."""

from __future__ import annotations

import pickle

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.geography import Gazetteer, Located, PlaceRow, builtin, locate_phrase, rows_from_csv
from trucewatch.geography.divisions import settlements_of
from trucewatch.geography.doubt import reach_m
from trucewatch.geography.named_lines import NamedLine, bare
from trucewatch.geography.rows import apart_m

TABLE = """\
id,name,alternative_names,kind,lat,lon,radius_m,source,licence,note
saraqib,Saraqib,Saraqeb,settlement,35.864,36.806,1500,GeoNames,CC BY 4.0,
ariha,Ariha,,settlement,35.814,36.610,1500,GeoNames,CC BY 4.0,
balyun,Balyun,,settlement,35.696,36.508,700,drawn by us,CC0 1.0,
far,Farland,,settlement,35.2,36.1,700,drawn by us,CC0 1.0,
idlib-city,Idlib city,city of Idlib,city,35.931,36.634,2000,GeoNames,CC BY 4.0,
idlib,Idlib province,Idlib; Idleb; Idlib governorate,governorate,35.85,36.6,45000,drawn by us,CC0 1.0,
zawiya,Jabal al-Zawiya,Zawiya mountain,area,35.7,36.5,12000,drawn by us,CC0 1.0,
m4,M4 highway,M4; the M4,line,,,,drawn by us,CC0 1.0,
"""
M4 = NamedLine(ref="m4", names=frozenset({"m4"}), points=((36.0, 35.80), (36.5, 35.82), (36.95, 35.86)), edge_m=200)
BORDER = NamedLine(ref="b", names=frozenset({"border with turkey"}), points=((36.2, 35.9), (36.4, 36.2)), edge_m=900)
CASE = Gazetteer(rows_from_csv(TABLE), lines=(M4, BORDER))
WITHOUT = Gazetteer(rows_from_csv(TABLE))
SARAQIB, ARIHA = (36.806, 35.864), (36.61, 35.814)


def found(words: str, gazetteer: Gazetteer = CASE) -> Located:
    place = locate_phrase(words, gazetteer=gazetteer)
    assert place is not None
    return place


def test_a_distance_and_a_bearing_are_a_sector_of_a_ring():
    """Rounded by a tenth, from the edges of the town, 22.5 degrees to either side."""
    doubt = found("6 km south of Saraqib").doubt

    assert (doubt.kind, doubt.points, doubt.bearing, doubt.half_angle) == ("sector", (SARAQIB,), 180, 22.5)
    assert (doubt.from_m, doubt.to_m) == (6_000 - 600 - 1_500, 6_000 + 600 + 1_500)


def test_miles_are_rounded_as_miles():
    doubt = found("3.7 miles north-west of Saraqib").doubt

    assert (doubt.bearing, doubt.to_m) == (315, round(1.1 * 3.7 * 1609.344 + 1_500))
    assert found("1 mile from Saraqib").doubt.to_m == round(1.5 * 1609.344 + 1_500)


def test_a_distance_without_a_bearing_is_a_ring():
    doubt = found("15 km from Saraqib").doubt

    assert (doubt.from_m, doubt.to_m, doubt.half_angle) == (12_000, 18_000, 180)


def test_near_a_place_is_a_disc():
    near = found("near Saraqib")

    assert (near.doubt, near.radius_m) == (None, 6_500)


def test_outskirts_are_a_ring_about_the_town():
    doubt, eastern = found("the outskirts of Saraqib").doubt, found("the eastern outskirts of Saraqib").doubt

    assert (doubt.from_m, doubt.to_m, doubt.half_angle) == (750, 3_500, 180)
    assert (eastern.bearing, eastern.half_angle) == (90, 45)


def test_between_two_places_is_the_corridor_between_them():
    doubt = found("between Saraqib and Ariha").doubt

    assert (doubt.kind, doubt.points) == ("corridor", (SARAQIB, ARIHA))
    assert doubt.to_m == pytest.approx(0.1 * apart_m(SARAQIB, ARIHA), abs=1)


@pytest.mark.parametrize(
    "words",
    [
        "along the M4 from Saraqib to Ariha",
        "the M4 highway between Saraqib and Ariha",
        "M4 between Ariha and Saraqib",
        "on the M4 between Saraqib and Ariha",
        "along the road M4 from Saraqib to Ariha",
    ],
)
def test_a_stretch_of_a_known_road_lies_along_its_line(words):
    doubt = found(words).doubt

    assert (doubt.kind, doubt.to_m) == ("corridor", 250)
    assert all(35.815 < lat < 35.86 for _, lat in doubt.points)


def test_a_stretch_of_a_road_whose_line_is_not_known_is_the_corridor_between_its_ends():
    plain = found("between Saraqib and Ariha", WITHOUT)

    assert found("along the M4 from Saraqib to Ariha", WITHOUT).doubt == plain.doubt
    assert found("along the M5 from Saraqib to Ariha").doubt == plain.doubt


def test_a_road_that_does_not_pass_the_place_has_no_stretch_there():
    """Balyun lies 14 km off the M4."""
    assert found("along the M4 from Saraqib to Balyun").method == "between-case"


def test_a_border_is_found_where_the_case_has_its_line_and_stays_a_name_elsewhere():
    border, near = found("the border with Turkey"), found("near the border with Turkey")

    assert (border.ref, border.doubt.points, border.doubt.to_m) == ("b", BORDER.points, 900)
    assert near.doubt.to_m == 5_900
    assert locate_phrase("the border with Turkey", gazetteer=WITHOUT) is None
    assert locate_phrase("the border with Iraq", gazetteer=CASE) is None


def test_a_road_without_ends_stays_a_name():
    assert locate_phrase("the M4", gazetteer=CASE) is None
    assert locate_phrase("along the M4", gazetteer=CASE) is None


def test_the_southern_countryside_of_a_town_is_its_southern_side():
    doubt = found("southern countryside of Saraqib").doubt

    assert (doubt.kind, doubt.bearing, doubt.half_angle, doubt.to_m) == ("sector", 180, 75, 25_000)


def test_the_countryside_of_a_town_leaves_the_town_out():
    doubt = found("the countryside of Saraqib").doubt

    assert (doubt.from_m, doubt.to_m, doubt.half_angle) == (750, 25_000, 180)


def test_a_named_mountain_is_its_disc():
    assert (found("Jabal al-Zawiya").doubt, found("Zawiya mountain").radius_m) == (None, 12_000)


@pytest.mark.parametrize("words", ["Idlib province", "Idlib", "Idlib governorate", "rural Idlib", "in Idlib", "Idleb"])
def test_a_province_is_its_settlements_each_alike(words):
    """Of the case, and built in: Ma'arrat al-Nu'man is not in the table above."""
    place = found(words)

    assert (place.ref, place.kind, place.doubt.kind, place.doubt.weights) == ("idlib", "governorate", "settlements", ())
    assert {SARAQIB, ARIHA, (36.508, 35.696)} <= set(place.doubt.points)
    assert any(apart_m(point, (36.668, 35.648)) < 2_000 for point in place.doubt.points)


@pytest.mark.parametrize("words", ["the city of Idlib", "Idlib city", "city of Idlib"])
def test_a_city_is_no_province(words):
    place = found(words)

    assert (place.ref, place.radius_m, place.doubt) == ("idlib-city", 2_000, None)


def test_a_province_holds_no_settlement_of_another():
    points = found("Idlib province").doubt.points

    assert (36.1, 35.2) not in points
    assert all(apart_m(point, (37.161, 36.201)) > 5_000 for point in points)


def test_a_place_listed_twice_is_one_settlement():
    """The built-in Saraqib lies some metres off the case's."""
    points = settlements_of(CASE, "idlib")

    assert [point for point in points if apart_m(point, SARAQIB) < 1_500] == [SARAQIB]


def test_a_built_in_province_has_its_settlements_by_its_code():
    homs = locate_phrase("Homs province", gazetteer=builtin(), country="SY")

    assert homs is not None
    assert (homs.doubt.kind, len(homs.doubt.points)) == ("settlements", 26)


def test_a_part_of_a_province_is_the_settlements_on_its_side():
    """The province's middle lies at 35.85 degrees north."""
    whole, south = found("Idlib province").doubt, found("southern Idlib").doubt

    assert set(south.points) < set(whole.points)
    assert all(lat < 35.85 for _, lat in south.points)
    assert (36.508, 35.696) in south.points


def test_an_area_with_an_imported_outline_is_the_settlements_in_it():
    district = PlaceRow(id="d", name="Ariha district", kind="district", lat=35.8, lon=36.6, radius_m=20_000)

    class Outlines:
        def __init__(self, *bounds):
            self.box = shapely.box(*bounds)

        def named(self, folded, countries):
            return ()

        def sounding(self, skeletons, countries):
            return ()

        def outline(self, ref):
            return self.box.wkb if ref == "d" else None

    rows = (*CASE.rows, district)
    held = found("Ariha district", Gazetteer(rows, further=Outlines(36.4, 35.6, 36.9, 35.9))).doubt
    bare_ = found("Ariha district", Gazetteer(rows, further=Outlines(36.4, 35.69, 36.55, 35.7))).doubt

    assert {SARAQIB, ARIHA, (36.508, 35.696)} <= set(held.points)
    assert all(36.4 <= lon <= 36.9 and 35.6 <= lat <= 35.9 for lon, lat in held.points)
    assert (bare_.kind, set(bare_.points)) == (
        "polygon", {(36.4, 35.69), (36.55, 35.69), (36.55, 35.7), (36.4, 35.7)}
    )  # fmt: skip
    assert found("Ariha district", Gazetteer(rows)).doubt is None


PHRASES = (
    "{number} km {side} of {name}", "{number} miles {side} of {name}", "{number} km from {name}", "{side} of {name}",
    "the {side}ern outskirts of {name}", "the {side}ern countryside of {name}", "{side}ern {name}", "rural {name}",
    "near {name}", "between {name} and Ariha", "along the M4 from {name} to Ariha", "the outskirts of {name}",
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(PHRASES),
    st.sampled_from(["1", "6", "3.7", "15", "80"]),
    st.sampled_from(["north", "south", "east", "west", "north-east", "southwest"]),
    st.sampled_from(["Saraqib", "Balyun", "Idlib city", "Jabal al-Zawiya"]),
)
def test_the_disc_holds_all_of_the_doubt(phrase, number, side, name):
    """To 1 %: reach is measured on a sphere."""
    place = found(phrase.format(number=number, side=side, name=name))

    assert place.doubt is None or reach_m(place.doubt, (place.lon, place.lat)) <= place.radius_m * 1.01 + 1


def test_a_gazetteer_with_lines_travels_and_grows():
    again = pickle.loads(pickle.dumps(CASE))  # noqa: S301
    more = CASE.adding([PlaceRow(id="hill", name="Hill 315", kind="settlement", lat=35.7, lon=36.5, radius_m=500)])

    assert found("M4 between Saraqib and Ariha", again).doubt == found("M4 between Saraqib and Ariha", more).doubt


@pytest.mark.parametrize(
    ("name", "core"), [("the M4 highway", "m4"), ("M4", "m4"), ("road M4", "m4"), ("the Blue Line", "blue line")]
)
def test_a_line_is_known_without_its_highway(name, core):
    assert bare(name) == core
