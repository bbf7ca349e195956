"""Texts in lower case or in capitals are read like others; what is stored and quoted stays as it came."""

import pytest

from trucewatch.model import Document
from trucewatch.reading import read
from trucewatch.reading.casing import recased

USUAL = (
    "On Tuesday rebels kidnapped Mayor Anna Keller in Damascus, the interior ministry said. "
    "U.N. monitors said that 12 people were killed by a car bomb on 3 March."
)


@pytest.mark.parametrize("text", [USUAL.lower(), USUAL.upper()], ids=["lower case", "capitals"])
def test_capitals_come_back(text):
    assert recased(text) == USUAL


@pytest.mark.parametrize(
    "text",
    [
        USUAL,
        "",
        "ok",
        "12:30",
        "Rebels attacked the town and the army said that it had driven them back after two hours of fighting.",
    ],
)
def test_a_text_written_as_usual_or_too_short_to_tell_stays(text):
    assert recased(text) == text


@pytest.mark.parametrize(
    "text", ["İSTANBUL'DA PATLAMA, STRASSE UND STRAẞE GESPERRT", "ŉ fire in the town of ﬁrth, ǆ said"]
)
def test_letters_without_a_single_other_case_keep_every_offset(text):
    assert len(recased(text)) == len(text)


def test_a_sentence_after_an_abbreviated_rank_does_not_begin():
    assert "Gen. Holm" in recased("rebels wounded gen. holm near the town. the army said so on monday.")


@pytest.mark.parametrize("text", [USUAL.lower(), USUAL.upper()], ids=["lower case", "capitals"])
def test_a_text_without_usual_capitals_is_read_into_the_same_claims(text, check_spans):
    as_usual = read(Document(id="d", text=USUAL, lang="en"))
    made = read(Document(id="d", text=text, lang="en"))

    assert [(c.act, c.stance, c.span, c.counts[:1] and c.counts[0].at_least) for c in made.claims] == [
        (c.act, c.stance, c.span, c.counts[:1] and c.counts[0].at_least) for c in as_usual.claims
    ]
    check_spans(made)


@pytest.mark.parametrize("text", [USUAL.lower(), USUAL.upper()], ids=["lower case", "capitals"])
def test_names_and_quotes_are_the_stored_words(text):
    made = read(Document(id="d", text=text, lang="en"))
    target = made.claims[0].targets[0]

    assert made.document.text == text
    assert target.kind == "person"
    assert target.name == text[slice(*target.span)][-len(target.name) :]
    assert made.claims[0].quote == text[slice(*made.claims[0].span)]


def test_a_headline_in_capitals_is_compared_with_the_body():
    text = "A car bomb killed four people in the market on Monday, police said."
    same = read(Document(id="d", title="CAR BOMB KILLS FOUR PEOPLE IN MARKET", text=text, lang="en"))
    other = read(Document(id="d", title="CAR BOMB KILLS NINE PEOPLE IN MARKET", text=text, lang="en"))

    assert same.document.review == ()
    assert len(other.document.review) == 1
