"""Coordinates as the place of an act: checked against the name beside them, kept from counts, chosen by nobody."""

from __future__ import annotations

import pytest

from trucewatch.geography import Gazetteer, PlaceRow
from trucewatch.model import Claim, Document
from trucewatch.reading import Context, read


def claim_of(read_text, text: str, act: str = "shelling") -> Claim:
    (claim,) = [c for c in read_text(text).claims if c.act == act]
    return claim


SITES = {
    "The army shelled a farm at 35.8300, 36.8400.": ("35.8300, 36.8400", "in", 7.2),
    "The army shelled a farm near Saraqib (35.8300, 36.8400).": ("Saraqib", "near", 7.2),
    "The army shelled a farm outside Saraqib (coordinates: 35.8300, 36.8000).": ("Saraqib", "outskirts of", 7.2),
    "The army shelled a farm in Idlib province at 35.8300, 36.8400 on Monday.": ("Idlib province", "in", 7.2),
    "The army shelled a farm (35°49'48\"N 36°50'24\"E) on Monday.": ("35°49'48\"N 36°50'24\"E", "in", 19.9),
    "The army shelled a position at grid 37S CV 04892 67246.": ("37S CV 04892 67246", "in", 5.0),
    "The army shelled a position at grid 37SCV0489267246.": ("37SCV0489267246", "in", 5.0),
    "The army shelled a farm at N35 49.800 E036 50.400.": ("N35 49.800 E036 50.400", "in", 5.0),
    "At 35.8300, 36.8400, the army shelled a farm.": ("35.8300, 36.8400", "in", 7.2),
    "The army shelled a farm at coordinates ٣٥٫٨٣٠٠، ٣٦٫٨٤٠٠.": ("٣٥٫٨٣٠٠، ٣٦٫٨٤٠٠", "in", 7.2),
    "The army shelled a farm 6 km south of Saraqib (35.8100, 36.8059).": ("Saraqib", "6 km south of", 7.2),
    "The army shelled a farm at 35.8300, 36.8400 (37S CV 0489 6724).": ("37S CV 0489 6724", "in", 7.1),
}


@pytest.mark.parametrize(("text", "place"), SITES.items())
def test_coordinates_place_the_act_to_the_radius_of_their_digits(read_text, text, place):
    found = claim_of(read_text, text).place

    assert (found.name, found.relation) == place[:2]
    assert found.radius_m == pytest.approx(place[2], abs=0.2)
    assert found.lat == pytest.approx(35.81 if "35.8100" in text else 35.83, abs=0.0002)
    assert found.method.startswith("coordinates in the text (")


def test_a_point_near_coordinates_is_as_wide_as_near_a_place(read_text):
    place = claim_of(read_text, "The army shelled a farm near 35.8300, 36.8400.").place

    assert (place.relation, place.radius_m) == ("near", pytest.approx(5_007, abs=1))


OWN = {
    "The army shelled Saraqib (35.8645, 36.8059).": 1_500,
    "Four people were killed in Saraqib, 35.8645, 36.8059, on Monday.": 1_500,
    "The army shelled a farm near Saraqib (35.8645, 36.8059).": 6_500,
    "The army shelled Zorbaqan (35.8645, 36.8059).": 1_500,
    "The army shelled a farm near Zorbaqan (35.8645, 36.8059).": 6_500,
}


@pytest.mark.parametrize(("text", "radius_m"), OWN.items())
def test_coordinates_that_may_be_the_villages_own_keep_the_radius_of_what_is_said(read_text, text, radius_m):
    (place,) = {c.place for c in read_text(text).claims if c.place}

    assert (place.lat, place.lon, place.radius_m) == (35.8645, 36.8059, radius_m)
    assert place.method.endswith("which may be those of the place named")


def test_coordinates_of_the_name_that_a_distance_is_told_from_do_not_move_the_act(read_text):
    text = "The army shelled a farm 6 km south of Saraqib (35.8645, 36.8059)."
    claim = claim_of(read_text, text)
    same = claim_of(read_text, text.replace(" (35.8645, 36.8059)", ""))

    assert (claim.place, claim.review) == (same.place, ())


def test_coordinates_far_from_the_place_named_leave_a_name_and_a_note(read_text):
    claim = claim_of(read_text, "The army shelled a farm near Saraqib (35.1318, 36.7578).")

    assert (claim.place.name, claim.place.located) == ("Saraqib", False)
    assert claim.review == (
        "coordinates “35.1318, 36.7578” lie 82 km from “Saraqib”, the place named: neither is taken",
    )


@pytest.mark.parametrize("away_km", [1, 3, 5, 7, 8])
def test_what_both_radii_and_the_margin_allow_is_no_contradiction(read_text, away_km):
    lat = 35.864 + away_km / 110.95
    claim = claim_of(read_text, f"The army shelled a farm near Saraqib ({lat:.4f}, 36.8060).")

    assert claim.place.located
    assert claim.review == ()


def test_just_beyond_both_radii_and_the_margin_is_one(read_text):
    lat = 35.864 + 8.6 / 110.95

    assert not claim_of(read_text, f"The army shelled a farm near Saraqib ({lat:.4f}, 36.8060).").place.located


def test_latitude_and_longitude_that_may_be_swapped_are_told_and_not_repaired(read_text):
    claim = claim_of(read_text, "The army shelled a farm near Saraqib (36.8059, 35.8645).")

    assert not claim.place.located
    assert claim.review[0].endswith("latitude and longitude may be swapped")


def test_coordinates_outside_the_globe_leave_the_place_as_named(read_text):
    claim = claim_of(read_text, "The army shelled a farm near Saraqib (coordinates 136.8059, 35.8645).")

    assert (claim.place.lat, claim.place.radius_m) == (35.864, 6_500)
    assert claim.review == ("coordinates “136.8059, 35.8645” give no point: latitude beyond 90°",)


PLACES = Gazetteer(
    tuple(
        PlaceRow(id=f"p{n}", name=f"Place {n}", kind="village", lat=35.8 + n / 50, lon=36.7, radius_m=700)
        for n in range(5)
    )
)


@pytest.mark.parametrize("context", [Context(gazetteer=PLACES), Context(country="SY")])
def test_a_point_that_lies_in_the_case_only_when_swapped_is_not_taken(context):
    text = "The army shelled a farm at 39.5123, 35.8645."
    (claim,) = read(Document(id="d", text=text, lang="en"), context=context).claims

    assert (claim.place.name, claim.place.located) == ("39.5123, 35.8645", False)
    assert "latitude and longitude may be swapped" in claim.review[0]


@pytest.mark.parametrize("context", [Context(gazetteer=PLACES), Context(country="SY"), Context()])
def test_a_point_that_fits_in_neither_order_is_taken_as_written(context):
    text = "The army shelled a farm at 12.5123, 15.8645."
    (claim,) = read(Document(id="d", text=text, lang="en"), context=context).claims

    assert (claim.place.lat, claim.review) == (12.5123, ())


def test_of_several_coordinates_none_is_chosen(read_text):
    claim = claim_of(
        read_text, "The army shelled farms at 35.8300, 36.8400; 35.8400, 36.8500 and 35.8700, 36.8000 on Monday."
    )

    assert claim.place is None
    assert claim.review == ("3 coordinates in one sentence: none of them is taken as the place",)


ELSEWHERE = (
    "Rockets fired from 35.1234, 36.2345 hit a farm.",
    "The army shelled a farm from a base at 35.1234, 36.2345.",
    "Residents of Zorbaqan (35.8645, 36.8059) were killed in an attack.",
    "The army shelled a farm 6 km south of 35.8645, 36.8059.",
)


@pytest.mark.parametrize("text", ELSEWHERE)
def test_coordinates_of_somewhere_else_are_not_the_place(read_text, text):
    claims = read_text(text).claims

    assert not any(c.place and c.place.located for c in claims)
    assert any("not those of the act" in note for c in claims for note in c.review)


def test_where_somebody_spoke_is_not_where_it_happened(read_text):
    text = "Speaking in Damascus (33.5102, 36.2913), the minister said the army shelled a farm."

    assert claim_of(read_text, text).place is None


def test_coordinates_of_another_clause_do_not_move_the_place(read_text):
    text = "The army shelled Binnish (35.9570, 36.7140) and the rebels attacked a checkpoint in Saraqib."

    assert claim_of(read_text, text, "attack").place.method == "geonames"
    assert claim_of(read_text, text).place.lat == 35.957


def test_coordinates_of_another_sentence_are_not_borrowed(read_text):
    text = "The army shelled a farm. The market at 35.8300, 36.8400 was closed."

    assert claim_of(read_text, text).place is None


@pytest.mark.parametrize("words", ["35°49'48\"N 36°50'24\"E", "35.8300, 36.8400", "N35 49.800 E036 50.400"])
def test_digits_of_coordinates_are_no_count_and_their_marks_no_quotation(read_text, words):
    with_them = claim_of(read_text, f"The army shelled a farm at {words} on Monday, the ministry said.")
    without = claim_of(read_text, "The army shelled a farm on Monday, the ministry said.")

    assert (with_them.counts, with_them.when.words, with_them.speaker.name) == ((), "Monday", without.speaker.name)


@pytest.mark.parametrize("text", [*SITES, *OWN, *ELSEWHERE])
def test_every_span_holds_its_words(read_text, check_spans, text):
    check_spans(read_text(text))


@pytest.mark.parametrize("text", SITES)
def test_the_quote_holds_the_coordinates_that_place_the_act(read_text, text):
    claim = claim_of(read_text, text)

    assert any(char.isdigit() for char in claim.quote)


def test_a_text_in_small_letters_is_placed_by_its_coordinates_too(read_text):
    claim = claim_of(read_text, "soldiers shelled the town of saraqib at 35.8700, 36.8200 on monday, a witness said.")

    assert (claim.place.lat, claim.place.radius_m) == (35.87, pytest.approx(7.2, abs=0.1))


def test_numbers_that_are_no_coordinates_leave_a_reading_as_it_is(read_text):
    claims = read_text("A 122 mm shell hit a house in Saraqib on 5.3.2020; 37 people were wounded.").claims

    assert {c.place.method for c in claims if c.place} == {"geonames"}
    assert ("wounded", 37, 37) in [(n.kind, n.at_least, n.at_most) for c in claims for n in c.counts]
