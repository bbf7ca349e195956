"""The gate before the parser: what is not worth parsing, and what a line of data may cost."""

import time

import pytest

from trucewatch.model import Document
from trucewatch.reading import Context, read
from trucewatch.reading.gate import is_quiet
from trucewatch.reading.prepare import LONGEST_PARAGRAPH

SNOW = "Snow closed two roads in the hills, and the mayor asked drivers to stay at home until noon. "
PATROL = "Two soldiers of the joint patrol were killed near the river on Friday, the ministry said."


@pytest.mark.parametrize(
    "text",
    [
        "Two villagers were killed on the road.",
        "SHELLING RESUMED AT DAWN",
        "the truce held on its second day",
        "He was found slain.",
        "Rebels freed eleven hostages.",
        "Tanks rolled into the suburb.",
        "The ministers met and signed the agreement.",
        "Families fled to the north.",
        "Mortar-fire was heard from the hills.",
        "The convoy came under machine-gun fire.",
    ],
)
def test_a_word_of_harm_force_or_truce_opens_the_gate(text):
    assert not is_quiet(text)


@pytest.mark.parametrize(
    "text",
    [
        SNOW,
        "The team drew its match at home, and the coach praised the keeper.",
        "Shares fell after the bank told of lower profits.",
        "The museum returns three vases to the temple in spring.",
    ],
)
def test_everyday_news_does_not_open_the_gate(text):
    assert is_quiet(text)


def test_a_long_text_needs_more_everyday_words():
    words = "The two sides agree on a deal. "
    assert not is_quiet(words)
    assert is_quiet(words + SNOW * 60)


def test_a_quiet_document_says_that_it_was_not_read_further():
    quiet = read(Document(id="d", text=SNOW, lang="en"), context=Context(pass_quiet=True))
    assert quiet.quiet
    assert (quiet.mentions, quiet.attributions, quiet.claims) == ((), (), ())


def test_a_loud_title_is_enough():
    document = Document(id="d", text=SNOW, title="Shelling goes on in the snow", lang="en")
    assert not read(document, context=Context(pass_quiet=True)).quiet


def test_who_reads_one_document_gets_all_of_it_unless_the_gate_is_asked_for():
    text = "The mayor said that snow closed two roads."
    whole = read(Document(id="d", text=text, lang="en"))
    assert not whole.quiet
    assert [a.speaker.name for a in whole.attributions] == ["mayor"]


LINES = "a|7 |1,|a-|1-|a.b@|a+|http://a|al-|U.S.|“|(|– |00:01 |1/|AAA, |two and |one hundred thousand |since "
MORE_LINES = '"|between 1 and |from Monday to |the night of |\u00a0'


@pytest.mark.parametrize("piece", [*LINES.split("|"), *MORE_LINES.split("|")])
def test_a_line_of_a_million_characters_costs_about_a_second(piece):
    line = (piece * 1_000_000)[:1_000_000]
    read(Document(id="warm", text=PATROL, lang="en"))
    start = time.process_time()
    read(Document(id="d", text=line, lang="en"))
    assert time.process_time() - start < 2  # twice the promise: test machines are busy


def test_what_stands_beside_a_line_of_data_is_read_and_the_cut_is_told():
    document = Document(id="d", text=f"{PATROL}\n\n{'7 ' * LONGEST_PARAGRAPH}\n\n{PATROL}", lang="en")
    found = read(document)
    assert [c.counts[0].at_least for c in found.claims] == [2, 2]
    assert len(found.document.review) == 1
    assert "longer than 60,000 characters" in found.document.review[0]
    assert found.document.text == document.text
