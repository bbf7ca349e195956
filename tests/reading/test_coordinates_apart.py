"""Coordinates in a sentence or on a line of their own: the place of the one act before them, or of none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from trucewatch.model import Document
from trucewatch.model.document import NotBody
from trucewatch.reading import read

if TYPE_CHECKING:
    from trucewatch.model import Claim


def claim_of(read_text, text: str, act: str = "shelling") -> Claim:
    (claim,) = [c for c in read_text(text).claims if c.act == act]
    return claim


FARM = "The army shelled a farm near Saraqib"
BEHIND = (
    f"{FARM}. Coordinates: 35.8300, 36.8400.",
    f"{FARM}. (35.8300, 36.8400)",
    f"{FARM}. Geolocation: 35.8300 36.8400",
    f"{FARM}. Geolocated to 35.8300, 36.8400.",
    f"{FARM}. The exact location is 35.8300, 36.8400.",
    f"{FARM}. Coordinates of the site: 35.8300, 36.8400.",
    f"{FARM}. Lat/lon: 35.8300, 36.8400.",
    f"{FARM}. Grid: 37S CV 04892 67246.",
    f"{FARM}.\n(GPS 35.8300, 36.8400)",
    f"{FARM}\n(GPS 35.8300, 36.8400)",
    f"{FARM}.\n35.8300, 36.8400\nThe road is closed.",
    f"{FARM}.\n  Coordinates: 35.8300, 36.8400\n  Source: a monitor",
    f"{FARM}.\n\nCoordinates: 35.8300, 36.8400\n\nRain fell in the hills.",
    f"- {FARM}. Geolocation: 35.8300 36.8400\n- A drone struck a car in Binnish. Geolocation: 35.9600 36.7140",
    f"{FARM}. Nobody was hurt, the mayor said. Coordinates: 35.8300, 36.8400.",
    f"{FARM}. Coordinates: 35.8300, 36.8400; 37S CV 04892 67246.",
)


@pytest.mark.parametrize("text", BEHIND)
def test_they_are_the_place_of_the_one_act_before_them(read_text, check_spans, text):
    claim = claim_of(read_text, text)

    assert (claim.place.name, claim.place.relation) == ("Saraqib", "near")
    assert (claim.place.lat, claim.place.lon) == (pytest.approx(35.83, abs=0.0002), pytest.approx(36.84, abs=0.0002))
    assert claim.place.radius_m == pytest.approx(6, abs=1.5)
    assert claim.place.method.endswith("in a sentence of their own)")
    assert claim.review == ()
    check_spans(read_text(text))


def test_an_act_without_a_named_place_has_them_as_its_place(read_text):
    claim = claim_of(read_text, "The strike hit a school. Coordinates: 35.8645, 36.8059.", "attack")

    assert (claim.place.name, claim.place.relation, claim.place.lat) == ("35.8645, 36.8059", "in", 35.8645)


def test_each_item_of_a_list_has_its_own(read_text):
    text = BEHIND[13]

    assert claim_of(read_text, text, "drone-strike").place.lat == 35.96


@pytest.mark.parametrize("mark", [". Coordinates: ", ".\nGPS "])
def test_those_near_the_named_towns_own_point_may_be_the_towns(read_text, mark):
    claim = claim_of(read_text, f"The army shelled a farm in Saraqib{mark}35.8645, 36.8059.")

    assert (claim.place.lat, claim.place.radius_m) == (35.8645, 1_500)
    assert claim.place.method.endswith("which may be those of the place named")


def test_those_of_the_name_that_a_distance_is_told_from_do_not_move_the_act(read_text):
    text = "The army shelled a farm 6 km south of Saraqib."
    apart = claim_of(read_text, f"{text} Coordinates: 35.8645, 36.8059.")

    assert apart.place == claim_of(read_text, text).place


def test_where_they_contradict_the_name_neither_is_taken(read_text):
    claim = claim_of(read_text, f"{FARM}. Coordinates: 35.1318, 36.7578.")

    assert (claim.place.name, claim.place.located) == ("Saraqib", False)
    assert claim.review == (
        "coordinates “35.1318, 36.7578” lie 82 km from “Saraqib”, the place named: neither is taken",
    )


def test_latitude_and_longitude_that_may_be_swapped_are_told_and_not_repaired(read_text):
    claim = claim_of(read_text, f"{FARM}. Coordinates: 36.8400, 35.8300.")

    assert not claim.place.located
    assert claim.review[0].endswith("latitude and longitude may be swapped")


def test_those_of_the_sentence_before_are_not_those_of_the_one_before_that(read_text):
    text = "The army shelled Binnish. A drone struck a car in Saraqib. Coordinates: 35.8645, 36.8059."

    assert claim_of(read_text, text, "drone-strike").place.lat == 35.8645
    assert claim_of(read_text, text).place.method == "geonames"


SEVERAL = (
    "The army shelled Binnish and attacked a checkpoint in Saraqib. Coordinates: 35.8645, 36.8059.",
    "The army shelled a farm and attacked a checkpoint. Coordinates: 35.8645, 36.8059.",
)


@pytest.mark.parametrize("text", SEVERAL)
def test_where_several_acts_or_places_may_be_meant_none_takes_them(read_text, text):
    claims = read_text(text).claims

    assert not any((c.place.method if c.place else "").startswith("coordinates") for c in claims)
    assert any("behind more than one act or place: not taken" in note for c in claims for note in c.review)


def test_those_of_another_place_that_was_named_are_no_contradiction(read_text):
    text = "The army shelled farms in Binnish, 13 km from the houses of Saraqib. Coordinates: 35.8645, 36.8059."
    claim = claim_of(read_text, text)

    assert (claim.place.name, claim.place.method) == ("Binnish", "geonames")
    assert claim.review == ("coordinates “35.8645, 36.8059” may be those of “Saraqib”, named before: not taken",)


def test_of_several_points_none_is_chosen(read_text):
    claim = claim_of(read_text, f"{FARM}. Coordinates: 35.8300, 36.8400 and 35.8700, 36.8000.")

    assert claim.place == claim_of(read_text, f"{FARM}.").place
    assert claim.review == ("2 coordinates in one sentence: none of them is taken as the place",)


NOBODYS = (
    "Coordinates: 35.8300, 36.8400. The army shelled a farm near Saraqib.",
    f"{FARM}.\n\n35.8300, 36.8400\n\nRain fell in the hills.",
    f"Rain fell in the hills.\n\n35.8300, 36.8400\n{FARM}.\n35.9600, 36.7140\nA drone struck a car in Binnish.",
    f"{FARM}.\n\nCoordinates: 35.8300, 36.8400\nA drone struck a car in Binnish.",
    "The minister spoke in Aleppo. Coordinates: 36.2000, 37.1600.",
)


@pytest.mark.parametrize("text", NOBODYS)
def test_those_that_may_head_what_follows_or_follow_no_act_are_nobodys_and_the_document_says_so(read_text, text):
    made = read_text(text)

    assert not any((c.place.method if c.place else "").startswith("coordinates") for c in made.claims)
    assert any("stand apart, and no act is told right before them: not taken" in note for note in made.document.review)


def test_what_stands_below_the_article_is_not_its_last_act(read_text):
    """An address in the foot of a page."""
    text = f"{FARM}. Coordinates: 35.8300, 36.8400."
    foot = NotBody(span=(text.index("Coord"), len(text)), reason="foot of the page")
    (claim,) = read(Document(id="d", text=text, lang="en", not_body=(foot,))).claims

    assert claim.place.method == "near-geonames"
