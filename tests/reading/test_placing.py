"""Where: the place that the act's own clause names, with its relation, and never one that nobody named."""

import pytest

PLACES = {
    "The army shelled a school in Binnish.": ("Binnish", "in"),
    "Clashes broke out near Saraqib.": ("Saraqib", "near"),
    "Four people were killed in the village of Hazarin.": ("village of Hazarin", "in"),
    "A bomb exploded on the outskirts of Idlib.": ("outskirts of Idlib", "in"),
    "The army shelled Binnish.": ("Binnish", "in"),
    "An air strike on Binnish killed four people.": ("Binnish", "in"),
    "The army shelled a farm outside Saraqib.": ("Saraqib", "outskirts of"),
}


@pytest.mark.parametrize(("text", "place"), PLACES.items())
def test_a_place_keeps_the_words_of_the_text(read_text, text, place):
    found = [c.place for c in read_text(text).claims if c.place]

    assert place[0] in [p.name for p in found], found


@pytest.mark.parametrize(("text", "place"), [p for p in PLACES.items() if p[1][1] in ("near", "outskirts of")])
def test_a_place_keeps_its_relation(read_text, text, place):
    assert place[1] in [c.place.relation for c in read_text(text).claims if c.place]


def test_a_direction_from_a_place_is_kept(read_text):
    (place,) = {c.place for c in read_text("The army shelled a farm south of Saraqib.").claims if c.place}

    assert (place.name, place.relation) == ("Saraqib", "south of")


def test_a_place_that_no_gazetteer_has_stays_a_name_without_a_point(read_text):
    (place,) = {c.place for c in read_text("The army shelled a school in Zorbaqan.").claims if c.place}

    assert (place.name, place.lon, place.lat, place.radius_m, place.method) == (
        "Zorbaqan",
        None,
        None,
        None,
        "not found",
    )


def test_a_place_that_is_found_has_a_point_and_a_doubt(read_text):
    (place,) = {c.place for c in read_text("The army shelled a school in Aleppo.").claims if c.place}

    assert place.lon == pytest.approx(37.3, abs=0.4)
    assert place.lat == pytest.approx(36.2, abs=0.4)
    assert place.radius_m > 0


NOWHERE = (
    "The army killed four people.",
    "The army killed four people on Monday.",
    "The army killed four people in March.",
    "Four people were killed in the attack.",
    "Four people were killed in a statement-like tone.",
)


@pytest.mark.parametrize("text", NOWHERE)
def test_where_no_place_is_named_none_is_given(read_text, text):
    assert not any(c.place and c.place.located for c in read_text(text).claims)


def test_a_capital_that_speaks_is_no_place_of_the_act(told):
    text = "Damascus accused Ankara of shelling the village."

    assert all(c["place"] not in ("Damascus", "Ankara") for c in told(text))


def test_who_comes_from_a_country_does_not_place_the_act_there(told):
    assert all(c["place"] is None for c in told("Turkish soldiers killed four people."))


def test_two_acts_keep_their_own_places(told):
    text = "The army shelled a school in Binnish and the rebels attacked a checkpoint in Saraqib."
    where = {c["act"]: c["place"] for c in told(text) if c["act"]}

    assert where["shelling"] == "Binnish"
    assert where["attack"] == "Saraqib"


def test_a_place_of_another_sentence_is_not_borrowed(told):
    text = "The minister spoke in Aleppo. The army killed four people."

    assert all(c["place"] is None for c in told(text) if c["act"] == "killed")


def test_a_description_is_never_the_village_that_happens_to_be_called_so(read_text):
    for text in ("One million people were uprooted inside the country.", "Two men were killed in the market."):
        (claim,) = read_text(text).claims
        assert not claim.place.located


TARGETS = (
    ("The centre delivered four tonnes of food to Binnish.", "aid-delivery", "Binnish"),
    ("The soldiers kept ambulances from reaching the al-Damj quarter.", "obstruction", "al-Damj quarter"),
    ("A convoy of buses left eastern Aleppo at noon.", "withdrawal", "eastern Aleppo"),
    ("On Friday gunmen killed a commander, known as Abu Salim, in al-Dadat street.", "killed", "al-Dadat street"),
    ("In Zorbaqan, four shells struck the Budonivskyi market.", "shelling", "Budonivskyi market"),
    ("Drones were destroyed near the Hmeimim air base in the countryside of Jableh.", "shoot-down", "Hmeimim air base"),
    ("The rebels shelled posts on the axes of Binnish and Hazarin.", "shelling", "axes of Binnish"),
)


@pytest.mark.parametrize(("text", "act", "place"), TARGETS)
def test_what_was_reached_left_or_hit_is_the_place(read_text, text, act, place):
    assert [c.place.name for c in read_text(text).claims if c.act == act and c.place] == [place]


def test_a_site_in_a_city_keeps_its_name_and_lies_in_the_city(read_text):
    (place,) = {c.place for c in read_text("In Aleppo, shells struck the Budonivskyi market.").claims if c.place}
    (city,) = {c.place for c in read_text("In Aleppo, shells struck a market.").claims if c.place}

    assert place.name == "Budonivskyi market"
    assert (place.lon, place.lat, place.radius_m) == (city.lon, city.lat, city.radius_m)
    assert place.method == f"{city.method}, for Aleppo"


def test_an_axis_of_two_places_is_at_neither(read_text):
    (place,) = {c.place for c in read_text(TARGETS[-1][0]).claims if c.place}

    assert not place.located


def test_a_hospital_in_which_somebody_died_is_not_where_they_were_hit(read_text):
    assert not any(c.place for c in read_text("A driver died in the Kosevo hospital.").claims)


def test_coming_to_a_person_is_no_place(read_text):
    assert not any(c.place for c in read_text("The centre delivered four tonnes of food to General Salim.").claims)
