"""The place that heads an item holds for the acts of the item that name none, until the next heading, never beyond."""

import pytest

REGIONS = (
    "Kharkiv region: three people were injured.\n\nDonetsk region: Russian forces shelled a house. Two men died.\n\n"
)
NUMBERED = (
    "1. Nayrab, dawn. Turkish troops cleared the road. They opened fire on protesters.\n\n"
    "2. Binnish, evening. A drone struck a car.\n\n"
    "3. (Our own volunteers) An explosion was heard. A school was hit."
)
LINES = (
    "Tyre district\nIsraeli artillery shelled a farm.\n"
    "Sidon district\nA drone struck a car.\n"
    "Background\nA bridge was bombed."
)
BULLETS = (
    "• Kupiansk direction – six attacks were repelled.\n• Lyman direction: Russian forces attacked a village post.\n"
)
ONE_PARAGRAPH = "Tuzla: quiet. A battalion delivered 60 tonnes of flour. Mostar: 14 incidents, one child wounded."


def places(read_text, text):
    """The acts of a text in order, each with the name of its place."""
    return [(c.act, c.place.name if c.place else None) for c in read_text(text).claims if c.act]


def test_a_place_with_a_colon_holds_for_its_paragraph(read_text):
    assert places(read_text, REGIONS) == [
        ("wounded", "Kharkiv region"),
        ("shelling", "Donetsk region"),
        ("killed", "Donetsk region"),
    ]


def test_the_last_item_ends_with_its_paragraph(read_text):
    assert places(read_text, f"{REGIONS}A school was hit.")[-1] == ("attack", None)


def test_a_label_that_is_no_place_ends_the_item(read_text):
    text = "Kharkiv region: quiet.\n\nPrices: bread is dear.\n\nA school was hit.\n\nDonetsk region: quiet."

    assert places(read_text, text) == [("attack", None)]


def test_a_paragraph_between_two_headings_belongs_to_the_first(read_text):
    text = "Kharkiv region: quiet.\n\nA school was hit at noon.\n\nDonetsk region: quiet."

    assert places(read_text, text) == [("attack", "Kharkiv region")]


def test_a_numbered_item_may_be_headed_by_a_place_that_no_gazetteer_has(read_text):
    found = dict(places(read_text, NUMBERED))

    assert found["small-arms-fire"] == "Nayrab"
    assert found["drone-strike"] == "Binnish"


def test_an_item_without_a_place_takes_none_from_the_item_before(read_text):
    assert dict(places(read_text, NUMBERED))["attack"] is None


def test_a_line_that_is_only_a_place_holds_until_the_next_line_of_its_kind(read_text):
    assert places(read_text, LINES)[:2] == [("shelling", "Tyre district"), ("drone-strike", "Sidon district")]


def test_a_line_that_is_no_place_ends_what_the_line_before_held(read_text):
    assert "Sidon district" not in [place for _, place in places(read_text, LINES)[2:]]


def test_a_direction_of_the_front_is_a_place_and_no_point(read_text):
    found = [c.place for c in read_text(BULLETS).claims if c.act == "attack"]

    assert [(p.name, p.located) for p in found] == [("Kupiansk direction", False), ("Lyman direction", False)]


def test_headings_may_follow_each_other_in_one_paragraph(read_text):
    with_country = f"{ONE_PARAGRAPH} Bosnian officials were absent."
    found = dict(places(read_text, with_country))

    assert (found["aid-delivery"], found["wounded"]) == ("Tuzla", "Mostar")


def test_a_carried_place_says_that_its_heading_gave_it(read_text):
    (first, *_) = [c.place for c in read_text(REGIONS).claims]

    assert first.method == "geonames, carried from the heading “Kharkiv region” of its item"
    assert REGIONS[slice(*first.span)] == "Kharkiv region"


ALONE = (
    "BEIRUT – Warplanes bombed a bridge. Two people were killed.",
    "KARACHI: Two people were killed in an explosion.\n\nLAHORE: A bomb went off.",
    "Gaza: what we know\n\nAircraft struck a house. Twelve people were killed.",
    "Lebanon: two people were killed.\n\nSyria: a convoy was attacked.",
    "14:05 Beirut: “We will not stop,” the minister said.\n\n14:20 Damascus: “Nor will we.” A bomb went off.",
)


@pytest.mark.parametrize("text", ALONE)
def test_a_dateline_a_title_a_country_or_a_voice_heads_no_item(read_text, text):
    found = [c.place for c in read_text(text).claims if c.act and c.place]

    assert [place.name for place in found if place.method != "description"] == []


def test_an_act_that_names_its_own_place_keeps_it(read_text):
    text = "Kharkiv region: shells hit a farm near Izium.\n\nDonetsk region: quiet."

    assert places(read_text, text) == [("shelling", "Izium")]


def test_after_an_act_elsewhere_in_an_item_nothing_is_carried(read_text):
    text = "Kharkiv region: shells hit a farm near Izium. Troops opened fire.\n\nDonetsk region: quiet."

    assert places(read_text, text)[-1] == ("small-arms-fire", None)


def test_a_word_that_turns_elsewhere_ends_what_is_carried(read_text):
    text = "Kharkiv region: quiet. Elsewhere, a bridge was destroyed.\n\nDonetsk region: quiet."

    assert places(read_text, text) == [("demolition", None)]


def test_what_is_old_or_only_feared_takes_no_place_from_a_heading(read_text):
    text = "Kharkiv region: In 2014 two people were killed. An attack may follow.\n\nDonetsk region: quiet."

    assert [place for _, place in places(read_text, text) if place] == []
