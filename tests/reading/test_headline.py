"""A headline makes no claims; it is flagged where its casualty figures are not the body's."""

import pytest

from trucewatch.model import Document, Published
from trucewatch.reading import read


def titled(title, text):
    return read(Document(id="d", title=title, text=text, published=Published(start="2020-02-28", end="2020-02-28")))


def test_a_headline_with_another_toll_is_flagged_and_claims_nothing():
    reading = titled(
        "22 soldiers killed in air strike", "At least 33 soldiers were killed in an air strike on Thursday."
    )

    assert reading.document.review == ("the headline has killed “22”, the body does not",)
    assert [count.at_least for claim in reading.claims for count in claim.counts] == [33]


def test_a_headline_that_says_what_the_body_says_is_not_flagged():
    reading = titled("Three killed in shelling", "Three people were killed in shelling on Thursday, the mayor said.")

    assert reading.document.review == ()


@pytest.mark.parametrize("title", ["AIR STRIKE KILLS 25 IN IDLIB", "STRIKE KILLS 25, WOUNDS NINE"])
def test_a_headline_in_capitals_with_another_toll_is_flagged(title):
    reading = titled(title, "An air strike killed 22 people and wounded nine in Idlib on Thursday.")

    assert reading.document.review == ("the headline has killed “25”, the body does not",)


@pytest.mark.parametrize("title", ["AIR STRIKE KILLS 22 IN IDLIB", "ISRAELI STRIKE KILLS 22, WOUNDS NINE"])
def test_a_headline_in_capitals_that_says_what_the_body_says_is_not_flagged(title):
    reading = titled(title, "An Israeli air strike killed 22 people and wounded nine in Idlib on Thursday.")

    assert reading.document.review == ()
