"""Noun phrases: what somebody or something is called, and what kind of thing it is."""

import pytest

from trucewatch.reading.phrases import coordinated, phrase

NAMES = {
    "The Syrian Observatory for Human Rights said so.": ("Observatory", "Syrian Observatory for Human Rights", "group"),
    "The Russian Defence Ministry said so.": ("Ministry", "Russian Defence Ministry", "group"),
    "The Ministry of Defence said so.": ("Ministry", "Ministry of Defence", "group"),
    "At least twelve civilians fled.": ("civilians", "civilians", "person"),
    "Several Syrian government forces fled.": ("forces", "Syrian government forces", "force"),
    "The two villages fell.": ("villages", "villages", "place"),
    "Its spokesman resigned.": ("spokesman", "spokesman", "person"),
    "The army fled.": ("army", "army", "force"),
    "A nearby hospital burned.": ("hospital", "nearby hospital", "object"),
    "Reuters reported it.": ("Reuters", "Reuters", "publisher"),
    "Turkey denied it.": ("Turkey", "Turkey", "group"),
    "President Bashar al-Assad denied it.": ("al-Assad", "President Bashar al-Assad", "person"),
    "NATO denied it.": ("NATO", "NATO", "group"),
}


@pytest.mark.parametrize(("text", "wanted"), NAMES.items())
def test_a_phrase_is_called_by_its_own_words_without_article_or_number(parsed, text, wanted):
    (s,) = parsed(text)
    word, name, kind = wanted
    at = next(i for i in range(len(s)) if s.word(i) == word)
    found = phrase(s, at if not s.is_a(at, "flat") else s.heads[at])

    assert (found.name, found.kind) == (name, kind)
    assert text[slice(*found.span)] == name


def test_a_clause_about_somebody_is_no_part_of_the_name(parsed):
    (s,) = parsed("The brigade that held the town fled.")

    assert phrase(s, 1).name == "brigade"


def test_two_that_are_joined_are_two(parsed):
    (s,) = parsed("Turkey and Russia signed it.")

    assert [s.word(k) for k in coordinated(s, 0)] == ["Turkey", "Russia"]


def test_three_that_are_joined_are_three(parsed):
    (s,) = parsed("Turkey, Russia and Iran signed it.")

    assert [s.word(k) for k in coordinated(s, 0)] == ["Turkey", "Russia", "Iran"]


def test_allies_that_are_only_known_through_the_first_belong_to_its_name(parsed):
    (s,) = parsed("Government forces and their allies attacked.")
    head = next(i for i in range(len(s)) if s.word(i) == "forces")

    assert coordinated(s, head) == [head]
    assert phrase(s, head).name.endswith("and their allies")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Presidency Minister Ada Quill was murdered on Friday.", "Ada Quill"),
        ("Msgr. Tom Rask was murdered by unidentified men.", "Tom Rask"),
    ],
)
def test_an_office_before_a_name_is_no_part_of_it(told, text, name):
    assert [claim["targets"] for claim in told(text)] == [[name]]
