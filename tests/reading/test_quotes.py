"""Quotations: where they begin and end, in every kind of mark, also over paragraphs."""

import pytest

from trucewatch.reading.quotes import find_quotes
from trucewatch.reading.tokens import paragraphs


def quoted(text: str) -> list[str]:
    return [text[a:b] for a, b in find_quotes(text, list(paragraphs(text)))]


@pytest.mark.parametrize("marks", ["“”", '""', "«»", "„“"])
def test_a_quotation_runs_from_mark_to_mark(marks):
    text = f"He said: {marks[0]}We will stay.{marks[1]} Then he left."

    assert quoted(text) == [f"{marks[0]}We will stay.{marks[1]}"]


def test_two_quotations_in_one_sentence_are_two():
    assert quoted("“We stay,” he said, “until they go.”") == ["“We stay,”", "“until they go.”"]


def test_an_apostrophe_opens_no_quotation():
    assert quoted("Syria’s army and Turkey's army don’t talk.") == []


def test_a_quotation_that_the_next_paragraph_takes_up_runs_to_the_end_of_its_own():
    text = "“We stay.\n\n“And they go,” he said."

    assert quoted(text) == ["“We stay.", "“And they go,”"]


def test_a_straight_mark_that_is_never_closed_opens_nothing():
    assert quoted('The 12" gun fired.\n\nThe army left.') == []


def test_an_unclosed_quotation_never_reaches_into_another_paragraph():
    text = "He said “we stay and fight.\n\nThe army left."

    assert all("army" not in quote for quote in quoted(text))


def test_an_unclosed_quotation_without_end_is_given_up():
    assert quoted("“" + "on and on " * 2000) == []


def test_an_inch_mark_or_a_lone_mark_does_not_turn_the_rest_into_speech():
    text = 'A 5" shell fell. “It was loud,” she said.'

    assert "“It was loud,”" in quoted(text)


def test_a_text_without_marks_has_no_quotation():
    assert quoted("The army left.") == []
    assert quoted("") == []
