"""A model's place goes through the rules reader's own checks: the same phrase, the same point, the same refusal."""

import pytest

from trucewatch.reading import read

SHELLED = {
    # A text to the words that the model quotes and those that it calls the place.
    "The army shelled a farm near Saraqib (35.8300, 36.8400).": ("The army shelled a farm near Saraqib", "Saraqib"),
    "The army shelled Saraqib (35.8645, 36.8059).": ("The army shelled Saraqib", "Saraqib"),
    "The army shelled a farm near Saraqib (36.8059, 35.8645).": ("The army shelled a farm near Saraqib", "Saraqib"),
    "The army shelled a farm near Saraqib (35.1318, 36.7578).": ("The army shelled a farm near Saraqib", "Saraqib"),
    "The army shelled a farm near Saraqib (coordinates 136.8059, 35.8645).": (
        "The army shelled a farm near Saraqib",
        "Saraqib",
    ),
    "The army shelled a farm 6 km south of Saraqib (35.8645, 36.8059).": (
        "The army shelled a farm 6 km south of Saraqib",
        "Saraqib",
    ),
    "The army shelled a farm at 35.8300, 36.8400.": ("The army shelled a farm at 35.8300, 36.8400", None),
    "The army shelled a farm near Saraqib. Coordinates: 35.8300, 36.8400.": (
        "The army shelled a farm near Saraqib",
        "Saraqib",
    ),
    "The army shelled a farm near Saraqib.\n(GPS 36.8059, 35.8645)": (
        "The army shelled a farm near Saraqib",
        "Saraqib",
    ),
    "The army shelled a farm on the road linking Saraqib to Binnish.": (
        "The army shelled a farm on the road linking Saraqib to Binnish",
        "Binnish",
    ),
    "The army shelled a farm 6 km south of Saraqib.": ("The army shelled a farm 6 km south of Saraqib", "Saraqib"),
    "The army shelled a farm between Saraqib and Binnish.": (
        "The army shelled a farm between Saraqib and Binnish",
        "Saraqib and Binnish",
    ),
    "The army shelled a farm in the direction of Saraqib.": (
        "The army shelled a farm in the direction of Saraqib",
        "Saraqib",
    ),
}


@pytest.mark.parametrize(("text", "told"), SHELLED.items())
def test_a_model_places_an_act_as_the_rules_reader_does(asked, model, say, document, text, told):
    quote, place = told
    model.script = [say.claims(say.told(quote, act="shelling", place=place))]
    (claim,) = asked(text).reading.claims
    (rules,) = [c for c in read(document(text)).claims if c.act == "shelling"]

    assert claim.place == rules.place
    assert [note for note in claim.review if "coordinates" in note] == list(rules.review)


@pytest.mark.parametrize("place", ["35.8300, 36.8400", "a farm at 35.8300, 36.8400", "Zorbaqan (35.8300, 36.8400)"])
def test_coordinates_among_the_words_of_a_place_are_its_point(asked, model, say, place):
    text = "The army shelled a farm at 35.8300, 36.8400." if "Zorbaqan" not in place else f"The army shelled {place}."
    model.script = [say.claims(say.told(text.removesuffix("."), act="shelling", place=place))]
    (claim,) = asked(text).reading.claims

    assert (claim.place.lat, claim.place.lon) == (35.83, 36.84)
    assert text[slice(*claim.place.span)] == claim.place.name


def test_what_the_model_is_shown_and_quotes_is_the_text_with_its_coordinates(asked, model, say):
    text = "The army shelled a farm at 35.8300, 36.8400."
    model.script = [say.claims(say.told("shelled a farm at 35.8300, 36.8400", act="shelling"))]
    reading = asked(text).reading

    assert reading.document.text == text
    assert [claim.quote for claim in reading.claims] == ["shelled a farm at 35.8300, 36.8400"]


def test_two_claims_of_one_sentence_do_not_share_coordinates_that_stand_by_one_place(asked, model, say):
    text = "The army shelled Binnish (35.9570, 36.7140) and the rebels attacked a checkpoint in Saraqib."
    model.script = [
        say.claims(
            say.told("The army shelled Binnish", act="shelling", place="Binnish"),
            say.told("the rebels attacked a checkpoint in Saraqib", act="attack", place="Saraqib"),
        )
    ]
    by_act = {claim.act: claim.place for claim in asked(text).reading.claims}

    assert by_act["shelling"].lat == 35.957
    assert by_act["attack"].method == "geonames"
