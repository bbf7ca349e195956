"""Every "who says what" as a record: the whole source, the whole quotation, and attitudes that make no claim."""

import pytest


@pytest.fixture(scope="module")
def said(read_text):
    """Return (words of the source, words of the content) of each attribution of a text."""

    def of(text: str) -> list[tuple[str | None, str]]:
        made = read_text(text).attributions
        return [(text[slice(*a.speaker.span)] if a.speaker.span else None, text[slice(*a.content_span)]) for a in made]

    return of


SOURCES = {
    "A spokesman for the ministry said the road was open.": "A spokesman for the ministry",
    "Karim Haddad, the governor of the province, said the road was open.": "Karim Haddad, the governor of the province",
    "The road was open, said Sara Khaled, a nurse at the clinic.": "Sara Khaled, a nurse at the clinic",
    "“The road is open,” Rep. Karim Haddad (R-Ohio) said Friday.": "Rep. Karim Haddad (R-Ohio)",
    "Karim Haddad, speaking in the capital, said the road was open.": "Karim Haddad",
    "According to a report published by the union, the road was open.": "a report published by the union",
}


@pytest.mark.parametrize(("text", "source"), SOURCES.items())
def test_the_source_is_all_the_words_that_tell_who_speaks_and_no_others(said, text, source):
    assert [who for who, _ in said(text)] == [source]


def test_the_words_of_a_relative_clause_stand_under_their_pronoun_and_the_name_stays(read_text):
    text = "The engineer, who said the bridge was safe, left the town."
    made = [(a.speaker.name, text[slice(*a.speaker.span)]) for a in read_text(text).attributions]

    assert made == [("engineer", "who")]


def test_a_quotation_in_two_halves_is_one_attribution_from_its_first_to_its_last_word(said):
    text = "“The bridge is open,” the mayor said. “Cars may cross it. Lorries may not.”"

    assert said(text) == [("the mayor", text)]


def test_a_quotation_whose_speaker_comes_at_its_end_is_one_attribution(said):
    text = "“The bridge is open. Cars may cross it. Lorries may not,” the mayor said."
    ((source, content),) = said(text)

    assert source == "the mayor"
    assert content.startswith("“The bridge")
    assert "Lorries may not" in content


def test_only_the_longer_half_is_kept_where_more_stands_between_than_is_quoted(said):
    text = "“No,” said Karim Haddad, who has led the council of the province for eleven years now. “Never again.”"
    ((_, content),) = said(text)

    assert content == "“Never again.”"


def test_marks_of_two_strokes_are_quotation_marks(said):
    text = "''The bridge is open,'' the mayor said. ''Cars may cross it.''"

    assert said(text) == [("the mayor", text)]


def test_what_is_said_ends_where_the_speaker_says_something_else(said):
    text = "The mayor said the bridge was safe for cars, adding that lorries had to wait."
    contents = [content for _, content in said(text)]

    assert contents == ["the bridge was safe for cars", "that lorries had to wait"]


def test_what_follows_that_is_said_though_a_day_and_a_place_stand_between(said):
    text = "The mayor said during a Friday evening walk in Harim that the bridge was “the pride” of the valley."

    assert ("The mayor", "that the bridge was “the pride” of the valley") in said(text)


def test_words_before_and_after_an_aside_are_said_together(said):
    ((source, content),) = said("The bridge, the mayor said, would open on Monday.")

    assert source == "the mayor"
    assert content == "The bridge, the mayor said, would open on Monday"


ATTITUDES = {
    "The union wants to shut the bridge.": ("The union", "to shut the bridge"),
    "The minister praised the engineers.": ("The minister", "the engineers"),
    "The mayor called for an inquiry into the fire.": ("The mayor", "for an inquiry into the fire"),
    "Engineers are sure that the bridge is safe.": ("Engineers", "that the bridge is safe"),
    "The council raised questions about the cost.": ("The council", "about the cost"),
    "The mayor defended her plan to shut the bridge.": ("The mayor", "her plan to shut the bridge"),
    "The plan was praised by the union.": ("the union", "The plan"),
    "Lawmakers have not said when they will vote.": ("Lawmakers", "when they will vote"),
}


@pytest.mark.parametrize(("text", "wanted"), ATTITUDES.items())
def test_what_somebody_wants_thinks_or_backs_is_an_attribution(said, text, wanted):
    assert wanted in said(text)


def test_an_attitude_makes_no_claim(read_text):
    assert read_text("The minister praised the engineers.").claims == ()


def test_an_attitude_inside_what_is_said_is_a_part_of_that(said):
    ((source, _),) = said("The mayor said the union wanted to shut the bridge.")

    assert source == "The mayor"


def test_a_thing_holds_no_view(said):
    assert said("The lever allows the crew to stop the bridge.") == []


def test_what_should_be_said_has_not_been_said(said):
    assert said("The minister should condemn the arrests.") == []


def test_no_day_of_the_week_speaks(said):
    for text in ("“The road is open,” said on Friday.", "The road was open, the mayor said Friday."):
        assert all(source != "Friday" for source, _ in said(text))
