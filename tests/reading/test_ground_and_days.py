"""Where and when, as reports put it: distances and directions, nights, clocks, and no event after its report."""

import pytest

from trucewatch.geography import Gazetteer, rows_from_csv
from trucewatch.geography.named_lines import NamedLine
from trucewatch.model import Document
from trucewatch.reading import Context, read

RELATIVE = {
    "The army shelled a farm 6 km south of Saraqib.": ("Saraqib", "6 km south of"),
    "Four people were killed at a checkpoint east of Binnish.": ("Binnish", "east of"),
    "The army shelled a road between Binnish and Sarmin.": ("Binnish and Sarmin", "between"),
}


@pytest.mark.parametrize(("text", "wanted"), RELATIVE.items())
def test_a_distance_a_direction_or_a_stretch_between_is_kept_with_its_place(read_text, text, wanted):
    assert wanted in [(c.place.name, c.place.relation) for c in read_text(text).claims if c.place]


def test_a_distance_is_nothing_that_is_shelled(told):
    (claim,) = told("The army shelled a farm 6 km south of Saraqib.")

    assert claim["targets"] == ["farm"]


WORDED = {
    "Four people were killed six kilometres north-east of Binnish.": "six kilometres north-east of",
    "A drone struck a car about 10 km from Saraqib.": "about 10 km from",
    "Two soldiers were killed to the south of Saraqib.": "south of",
}


@pytest.mark.parametrize(("text", "relation"), WORDED.items())
def test_a_relation_has_the_words_of_the_text_and_a_disc_that_holds_what_they_allow(read_text, text, relation):
    (place,) = {c.place for c in read_text(text).claims}

    assert place.relation == relation
    assert place.radius_m > 3_000
    assert place.method.endswith("-geonames")


def test_a_distance_that_is_only_a_least_one_has_no_disc(read_text):
    (place,) = {c.place for c in read_text("Four people were killed more than 10 km south of Saraqib.").claims}

    assert (place.name, place.relation, place.located) == ("Saraqib", "more than 10 km south of", False)
    assert place.method == "relation not located"


def test_a_name_goes_before_the_place_that_it_is_told_from(told):
    (claim,) = told("Four people were killed in Zorbaqan, 6 km south of Saraqib.")

    assert claim["place"] == "Zorbaqan"


@pytest.mark.parametrize("word", ["the village of Binnish", "Binnish"])
def test_what_happened_inside_a_place_is_not_beside_it(read_text, word):
    places = {c.place.relation for c in read_text(f"Four people were killed in the south of {word}.").claims if c.place}

    assert "south of" not in places


def test_a_stretch_of_a_road_lies_along_the_road_where_its_line_is_known():
    rows = "id,name,kind,lat,lon,radius_m\na,Zorbaqan,settlement,35.8,36.6,900\nb,Tel Mard,settlement,35.8,36.8,900\n"
    bend = NamedLine(ref="m4", names=frozenset({"m4"}), points=((36.6, 35.8), (36.7, 35.83), (36.8, 35.8)), edge_m=300)
    text = "Four people were killed on the M4 highway between Zorbaqan and Tel Mard."

    def place(*lines):
        known = Context(gazetteer=Gazetteer(rows_from_csv(rows), lines=lines))
        (found,) = {claim.place for claim in read(Document(id="d", text=text, lang="en"), context=known).claims}
        return found

    assert (36.7, 35.83) in place(bend).doubt.points
    assert place().doubt.points == ((36.6, 35.8), (36.8, 35.8))


def test_talks_between_two_capitals_are_at_no_place_between_them(told):
    assert all(c["place"] is None for c in told("Talks between Damascus and Ankara began on Monday."))


@pytest.mark.parametrize(
    "text", ["The army shelled the southern Idlib countryside.", "Shelling hit the southern countryside of Idlib."]
)
def test_a_part_of_a_province_is_handed_on_by_name(told, text):
    (claim,) = told(text)

    assert "Idlib" in claim["place"]


def test_a_part_of_a_province_keeps_its_side_also_after_of(told):
    (claim,) = told("Shelling hit the southern countryside of Idlib.")

    assert "southern" in claim["place"]


NIGHTS = {
    "Clashes broke out overnight into Thursday.": ("2020-03-04", "2020-03-05"),
    "Four people were killed in Binnish on the night of 3 March.": ("2020-03-03", "2020-03-04"),
}


@pytest.mark.parametrize(("text", "night"), NIGHTS.items())
def test_a_night_is_two_days(told, text, night):
    assert [c["when"] for c in told(text)] == [night]


def test_a_clock_time_without_a_zone_leaves_the_zone_open(read_text):
    (claim,) = read_text("Four people were killed in Binnish at 14:30 on Monday.").claims

    assert (claim.when.start, claim.when.zone) == ("2020-03-02T14:30", None)


def test_a_clock_time_with_a_zone_has_its_offset(read_text):
    (claim,) = read_text("Four people were killed in Binnish at 14:30 Moscow time on Monday.").claims

    assert (claim.when.start, claim.when.zone) == ("2020-03-02T14:30+03:00", "Europe/Moscow")


DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@pytest.mark.parametrize("day", DAYS)
def test_what_happened_is_not_later_than_the_report_of_it(told, day):
    """The report is of a Thursday; a Friday in it is the one before."""
    (claim,) = told(f"Shelling killed four people in Binnish on {day}.")

    assert claim["when"][0] <= "2020-03-05"


def test_what_happened_after_an_hour_is_not_later_than_the_report_of_it(told):
    (claim,) = told("Four people were killed after midnight on Monday.")

    assert claim["when"][0] <= "2020-03-05"


def test_a_truce_that_takes_effect_after_a_day_still_lies_ahead(told):
    (claim,) = told("The truce will begin after midnight on Friday.")

    assert claim["when"][0] == "2020-03-06T00:00"
