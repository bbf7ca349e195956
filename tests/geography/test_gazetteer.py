"""Where a name is: found with a radius of doubt, or not at all; never guessed."""

from __future__ import annotations

import math
import pickle
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.errors import WrongUseError
from trucewatch.geography import Gazetteer, Located, PlaceRow, builtin, locate, locate_phrase, rows_from_csv
from trucewatch.geography.rows import apart_m, moved

TABLE = """\
id,name,alternative_names,name_ar,kind,lat,lon,radius_m,source,licence,note
saraqib,Saraqib,Saraqeb; Sarakib,سراقب,settlement,35.864,36.806,1500,GeoNames,CC BY 4.0,
maarrat,Ma'arrat al-Numan,,معرة النعمان,settlement,35.648,36.668,1500,GeoNames,CC BY 4.0,
ariha,Ariha,,أريحا,settlement,35.814,36.610,1500,GeoNames,CC BY 4.0,
balyun,Balyun,Balyoun,بليون,settlement,35.696,36.508,700,drawn by us,CC0 1.0,
nayrab,An-Nayrab,Neirab,النيرب,settlement,35.867,36.717,700,drawn by us,CC0 1.0,
idlib-city,Idlib city,city of Idlib,,city,35.931,36.634,2000,GeoNames,CC BY 4.0,
idlib,Idlib province,Idlib; Idleb,,governorate,35.85,36.6,45000,drawn by us,CC0 1.0,
m4,M4 highway,M4; the M4,,line,,,,drawn by us,CC0 1.0,a line
ernaz,Ernaz,,,settlement,,,,not found,CC0 1.0,stays a name
"""
CASE = Gazetteer(rows_from_csv(TABLE))


def ref(name: str, *, gazetteer: Gazetteer = CASE, **context: object) -> str | None:
    found = locate(name, gazetteer=gazetteer, **context)
    return None if found is None else found.ref


@pytest.mark.parametrize(
    ("spelling", "place"),
    [
        ("Saraqeb", "saraqib"),
        ("SARAQIB", "saraqib"),
        ("Sarāqib", "saraqib"),
        ("سراقب", "saraqib"),
        ("Serakeb", "saraqib"),
        ("Maarat al-Numan", "maarrat"),
        ("Maaret el Noman", "maarrat"),
        ("Ma‘arrat an Nu‘mān", "maarrat"),
        ("Nayrab", "nayrab"),
        ("al-Nairab", "nayrab"),
        ("Balioun", "balyun"),
        ("the village of Balyun", "balyun"),
        ("town of Ariha", "ariha"),
    ],
)
def test_a_place_is_found_in_every_spelling(spelling, place):
    assert ref(spelling) == place


def test_province_and_city_of_one_name_are_told_apart_by_their_words():
    assert ref("Idlib province") == "idlib"
    assert ref("Idlib governorate") == "idlib"
    assert ref("city of Idlib") == "idlib-city"
    assert ref("Homs province", country="SY") == "geonames:SY.11"
    assert ref("city of Homs", country="SY") == "geonames:169577"


def test_a_bare_name_that_both_bear_means_the_wider():
    assert ref("Idlib") == "idlib"
    assert ref("Homs", gazetteer=builtin(), country="SY") == "geonames:SY.11"


@pytest.mark.parametrize("road", ["the M4", "M4", "M5", "the M4 highway", "Route 60", "the Aleppo highway"])
def test_a_road_is_no_settlement(road):
    assert ref(road) is None


def test_a_name_listed_without_a_point_stays_a_name():
    """Also where another place sounds like it."""
    assert ref("Ernaz") is None
    assert ref("Irnaz") is None


def test_namesakes_elsewhere_are_rejected_by_the_context():
    assert ref("Tripoli", gazetteer=builtin(), country="LB") == "geonames:266826"
    assert ref("Tripoli", gazetteer=builtin(), country="LY") != ref("Tripoli", gazetteer=builtin(), country="LB")
    assert ref("Damascus", gazetteer=builtin(), country="SY") == "geonames:170654"
    assert ref("Zahlé", gazetteer=builtin(), country="UA") is None
    assert ref("Harim", gazetteer=builtin(), country="IQ") is None


@pytest.mark.parametrize("name", ["Tripoli", "Springfield", "Georgia", "San Pedro"])
def test_between_ties_nothing_is_chosen(name):
    assert ref(name, gazetteer=builtin()) is None


def test_what_the_world_knows_is_found_from_anywhere():
    assert ref("Baghdad", country="SY") == "geonames:98182"
    assert ref("Turkey", country="SY") == "geonames:TR"
    assert ref("Paris") == "geonames:2988507"


def test_a_place_by_sound_needs_a_context():
    assert ref("Khan Sheykhun", gazetteer=builtin(), country="SY") is not None
    assert ref("Khan Sheykhun", gazetteer=builtin()) is None


@pytest.mark.parametrize("words", ["", "the", "soldiers", "Erdogan", "White Helmets", "Nowhereville", "…", "ا"])
def test_what_is_no_place_is_not_found(words):
    assert ref(words) is None


def test_the_case_goes_before_the_world():
    assert ref("Saraqib", country="SY") == "saraqib"
    assert ref("Saraqib", gazetteer=builtin(), country="SY") == "geonames:164816"


def test_an_added_alias_is_found_exactly():
    """An analyst's answer becomes a name of the row."""
    more = CASE.adding([PlaceRow(id="hill", name="Hill 315", kind="settlement", lat=35.7, lon=36.5, radius_m=500)])

    assert ref("Hill 315", gazetteer=more) == "hill"
    assert ref("Saraqeb", gazetteer=more) == "saraqib"


def test_a_gazetteer_travels_to_another_process():
    again = pickle.loads(pickle.dumps(CASE))  # noqa: S301

    assert ref("Saraqeb", gazetteer=again) == "saraqib"


def test_a_row_with_a_wrong_number_says_where():
    with pytest.raises(WrongUseError, match=r"mine\.csv:2: .*radius_m"):
        rows_from_csv("id,name,kind,lat,lon,radius_m\na,A,settlement,35.1,36.1,wide\n", name="mine.csv")
    with pytest.raises(WrongUseError, match=r"places\.csv:2"):
        rows_from_csv("id,name,kind,lat,lon,radius_m\na,A,settlement,135.1,36.1,100\n")


def test_the_built_in_table_loads_and_answers_quickly():
    locate("Homs", gazetteer=builtin(), country="SY")
    begun = time.process_time()

    for _ in range(200):
        locate("Homs", gazetteer=builtin(), country="SY")

    assert (time.process_time() - begun) / 200 < 0.001


def test_every_built_in_row_has_a_source_and_a_licence():
    from trucewatch.geography.seed import seed

    sources = {
        "geonames": ("GeoNames", "CC BY 4.0"),
        "naturalearth": ("Natural Earth", "public domain"),
        "region": ("Trucewatch, own estimate", "CC0"),
    }
    for row in (*seed().of_country("SY"), *seed().of_country("CD")):
        assert (row.source, row.licence) == sources[row.id.partition(":")[0]]
        assert row.radius_m >= 1500


def found(words: str) -> Located:
    place = locate_phrase(words, gazetteer=CASE)
    assert place is not None
    assert place.name == words
    return place


def test_a_distance_and_a_bearing_move_the_point_and_widen_the_doubt():
    at, off = found("Saraqib"), found("6 km south of Saraqib")

    assert apart_m((at.lon, at.lat), (off.lon, off.lat)) == pytest.approx(6000, rel=0.01)
    assert off.lat < at.lat
    assert off.radius_m > at.radius_m
    assert off.method == "distance-and-bearing-from-case"


def test_miles_are_read_as_miles():
    at, off = found("Saraqib"), found("3.7 miles north-east of Saraqeb")

    assert apart_m((at.lon, at.lat), (off.lon, off.lat)) == pytest.approx(3.7 * 1609.344, rel=0.01)
    assert (off.lat > at.lat, off.lon > at.lon) == (True, True)


@pytest.mark.parametrize("relation", ["near", "the outskirts of", "south of", "around"])
def test_a_loose_relation_only_widens(relation):
    assert found(f"{relation} Ariha").radius_m > found("Ariha").radius_m


def test_between_two_places_holds_both():
    disc = found("between Saraqib and Ariha")

    for end in (found("Saraqib"), found("Ariha")):
        assert apart_m((disc.lon, disc.lat), (end.lon, end.lat)) + end.radius_m <= disc.radius_m + 1
    assert found("along the M4 from Saraqib to Ariha").radius_m == disc.radius_m


def test_a_part_of_an_area_lies_on_its_side():
    whole, south = found("Idlib province"), found("southern Idlib")

    assert south.lat < whole.lat
    assert found("southern countryside of Idlib").lat < whole.lat


@pytest.mark.parametrize("words", ["along the M4", "near Nowhereville", "between Saraqib and Nowhereville", "x" * 500])
def test_a_relation_to_something_unknown_is_not_found(words):
    assert locate_phrase(words, gazetteer=CASE) is None


@given(
    st.floats(min_value=-179, max_value=179),
    st.floats(min_value=-80, max_value=80),
    st.floats(min_value=0, max_value=359),
    st.floats(min_value=1, max_value=200_000),
)
def test_a_moved_point_is_as_far_away_as_it_was_moved(lon, lat, bearing, by_m):
    assert apart_m((lon, lat), moved((lon, lat), bearing=bearing, by_m=by_m)) == pytest.approx(by_m, rel=1e-3, abs=0.1)


@given(st.text(max_size=40))
def test_any_words_are_answered_without_an_error(words):
    place = locate_phrase(words, gazetteer=CASE)

    assert place is None or math.isfinite(place.radius_m)
