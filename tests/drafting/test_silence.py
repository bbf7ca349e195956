"""Nothing is drafted from a report that announces no ceasefire, nor from what is hoped, demanded or long past."""

import pytest

from trucewatch.drafting import write

NONE = ["none-demand", "none-talks", "none-if", "none-violation", "none-history", "none-vow"]


@pytest.mark.parametrize("name", NONE)
def test_nothing_is_proposed_from_a_report_that_announces_no_ceasefire(draft, name):
    proposal = draft(name)

    assert not proposal.announced
    assert proposal.tables == ()
    assert proposal.parties == ()
    assert [question.asks for question in proposal.questions] == [
        "No report tells of a ceasefire that was agreed, announced or begun: nothing is proposed."
    ]


@pytest.mark.parametrize("name", NONE)
def test_beside_an_announcement_it_adds_no_term_and_is_named(draft, asked, name):
    alone, beside = draft("litani"), draft("litani", name)

    assert [table.keys for table in beside.tables] == [table.keys for table in alone.tables]
    assert any(question.startswith(f"{name}.txt announces no ceasefire") for question in asked(beside))


SILENT = [
    "The mediator hopes for a ceasefire between Chad and Libya by Friday.",
    "Chad has rejected a ceasefire with Libya that was to start on Friday.",
    "No ceasefire was agreed between Chad and Libya on Friday.",
    "Chad and Libya are close to agreeing on a ceasefire.",
    "Chad and Libya may agree on a ceasefire next week, diplomats said.",
    "Chad denied that it had agreed to a ceasefire with Libya.",
    "If both agree, a ceasefire between Chad and Libya will start on Friday.",
    "Would Chad accept a ceasefire? Its president has not said.",
    "The European Union called on Chad and Libya to agree to a ceasefire at once.",
    "A ceasefire between Chad and Libya, agreed in 2019, collapsed within a month.",
    "Chad accused Libya of breaking the ceasefire on Friday.",
]


@pytest.mark.parametrize("text", SILENT)
def test_what_is_hoped_demanded_refused_or_past_announces_nothing(drafted, text):
    assert not drafted(text).announced


TOLD = [
    "Chad and Libya have agreed on a ceasefire.",
    "A ceasefire between Chad and Libya took effect at noon on Friday.",
    "Chad declared a unilateral ceasefire on Friday.",
    "Chad and Libya will start a truce on Sunday, the mediators said.",
    "Chad and Libya will cease fire as of 6 a.m. on Sunday, the mediators said.",
    "The guns between Chad and Libya fall silent at noon: a truce was signed in Cairo on Friday.",
]


@pytest.mark.parametrize("text", TOLD)
def test_a_truce_that_was_agreed_announced_or_begun_is_drafted(drafted, text):
    assert drafted(text).announced


def test_nothing_is_written_but_the_question(draft):
    text = write(draft("none-talks"))

    assert "[[" not in text
    assert "nothing is proposed" in text
