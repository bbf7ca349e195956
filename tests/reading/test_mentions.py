"""Mentions: which spans of a text are marked as what. None of these sentences is in the training text."""

import pytest

from trucewatch.reading.tagger import tagger
from trucewatch.reading.tagger_text import Stretch
from trucewatch.reading.tokens import tokenise

SENTENCES = {
    "On Tuesday two Turkish soldiers were killed near Idlib.": {
        "Temporal": ["Tuesday"],
        "Nationality": ["Turkish"],
        "Location": ["Idlib"],
    },
    "President Recep Arslan met the defence minister in Ankara.": {
        "Person": ["President Recep Arslan", "Recep Arslan", "the defence minister"],
        "Location": ["Ankara"],
    },
    "The Syrian army shelled a hospital in Aleppo with rockets.": {
        "Organisation": ["The Syrian army"],
        "Nationality": ["Syrian"],
        "Weapon": ["rockets"],
    },
    "He said they had fired mortars at the village.": {
        "Person": ["He"],
        "Organisation": ["they"],
        "Weapon": ["mortars"],
        "Location": ["the village"],
    },
    "A drone hit an ambulance on the road.": {
        "MilitaryPlatform": ["A drone"],
        "Vehicle": ["an ambulance"],
        "Location": ["the road"],
    },
    "The ministry pledged $5 million for at least 300 families.": {
        "Organisation": ["The ministry"],
        "Money": ["$5 million"],
        "Quantity": ["at least 300"],
    },
}


@pytest.mark.parametrize(("text", "wanted"), SENTENCES.items())
def test_whole_phrases_are_marked_and_the_names_in_them(read_text, text, wanted):
    """With article and title; a title before a name, and a nation before a body, give two marks."""
    found = {(m.kind, m.name) for m in read_text(text).mentions}

    assert {(kind, name) for kind, names in wanted.items() for name in names} <= found


def test_mentions_lie_in_one_another_and_never_cross(read_text, check_spans):
    made = read_text(" ".join(SENTENCES))
    spans = [m.span for m in made.mentions]

    check_spans(made)
    assert not any(a < c < b < d for a, b in spans for c, d in spans)
    assert len(set(spans)) == len(spans)


def test_a_named_place_has_its_position_and_a_described_one_has_none(read_text):
    mentions = {m.name: m for m in read_text("A bridge in Damascus fell. Syrian officials came to Damascus.").mentions}

    assert mentions["Damascus"].ref is not None
    assert mentions["Damascus"].lat == pytest.approx(33.5, abs=0.1)
    assert mentions["Syrian"].ref == "Syria"
    assert all(m.lat is None for name, m in mentions.items() if name.lower().startswith("a bridge"))


def test_what_stands_in_a_dateline_is_marked_too(read_text):
    mentions = {(m.kind, m.name) for m in read_text("KHARTOUM, June 3 (Agency) – The market was shelled.").mentions}

    assert ("Temporal", "June 3") in mentions


def test_a_sentence_without_parse_is_marked_by_its_words():
    text = "On Tuesday Turkish soldiers shelled the village of Saraqib."
    found = tagger().mentions([Stretch(tokenise(text, 0, len(text)))], {(3, 10): "Temporal"})

    assert {(one.kind, text[slice(*one.span)]) for one in found} >= {
        ("Temporal", "Tuesday"),
        ("Nationality", "Turkish"),
        ("Location", "Saraqib"),
    }


def test_a_text_without_words_has_no_mentions():
    assert tagger().mentions([], {}) == []
    assert tagger().mentions([Stretch([])], {}) == []


@pytest.mark.parametrize("nation", ["Turkey Turkish Ankara", "Ukraine Ukrainian Kyiv", "Jordan Jordanian Amman"])
def test_mentions_are_the_same_whichever_country_is_named(read_text, nation):
    """A place is told from the body seated there by what stands around it, never by which one it is."""
    country, people, capital = nation.split()
    text = f"{country} said {people} soldiers had left for talks in {capital}. Officials in {country} denied it."
    found = [(m.kind, m.name) for m in read_text(text).mentions]

    assert found == [
        ("Organisation", country),
        ("Nationality", people),
        ("Organisation", f"{people} soldiers"),
        ("Location", capital),
        ("Organisation", "Officials"),
        ("Location", country),
    ]
