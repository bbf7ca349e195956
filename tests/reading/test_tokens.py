"""Text to paragraphs, sentences and tokens: what stays whole, what is split, and offsets that always hold."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.reading.tokens import PLAIN, paragraphs, sentences, tokenise


def plain(text: str) -> list[str]:
    return [token.plain for token in tokenise(text, 0, len(text))]


def split(text: str) -> list[str]:
    tokens = tokenise(text, 0, len(text))
    return [text[tokens[a].start : tokens[b - 1].end] for a, b in sentences(tokens)]


WHOLE = (
    "al-Assad",
    "Deir-ez-Zor",
    "Jisr-ash-Shughur",
    "Al-Bab",
    "F-16",
    "Su-24",
    "BM-21",
    "M4",
    "17th",
    "1990s",
    "1,200",
    "00:01",
    "3.7",
    "YPG/PKK",
    "O’Brien",
    "Ma’arrat",
    "Dr.",
    "Lt.",
    "Gen.",
    "a.m.",
    "U.N.",
    "press@example.org",
)


@pytest.mark.parametrize("word", WHOLE)
def test_a_name_a_figure_or_a_designation_stays_one_token(word):
    assert len(plain(f"then {word} came")) == 3


PARTED = {
    "don’t": ["do", "n't"],
    "don't": ["do", "n't"],
    "Syria’s": ["Syria", "'s"],
    "they’ve": ["they", "'ve"],
    "cannot": ["can", "not"],
    "ceasefire-line": ["ceasefire", "-", "line"],
    "65-year-old": ["65", "-", "year", "-", "old"],
    "“yes”": ['"', "yes", '"'],
    "«yes»": ['"', "yes", '"'],
    "(SOHR)": ["(", "SOHR", ")"],
}


@pytest.mark.parametrize(("word", "parts"), PARTED.items())
def test_clitics_hyphens_and_marks_are_tokens_of_their_own(word, parts):
    assert plain(word) == parts


@pytest.mark.parametrize("dash", ["–", "—", "--", " - "])
def test_every_dash_between_words_takes_one_form(dash):
    assert plain(f"the army{dash}what is left of it")[2] == "--"


def test_a_hyphen_inside_a_word_is_no_dash():
    assert "--" not in plain("a cease-fire and a half-hour")


def test_a_curly_quote_reads_as_a_straight_one_and_keeps_its_offset():
    text = "“We’re here,” he said"
    tokens = tokenise(text, 0, len(text))

    assert [t.plain for t in tokens][:4] == ['"', "We", "'re", "here"]
    assert [text[t.start : t.end] for t in tokens][:4] == ["“", "We", "’re", "here"]


def test_a_narrow_space_parts_words():
    assert plain("5\u00a0March") == ["5", "March"]


def test_tokens_of_a_stretch_count_into_the_whole_text():
    text = "Head. The army left."
    tokens = tokenise(text, 6, len(text))

    assert [text[t.start : t.end] for t in tokens] == ["The", "army", "left", "."]


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="aAl -’'“”.0159,–\n\u00a0é(", max_size=60))
def test_every_token_is_a_stretch_of_the_text_in_order(text):
    tokens = tokenise(text, 0, len(text))

    assert all(0 <= t.start < t.end <= len(text) for t in tokens)
    assert all(a.end <= b.start for a, b in pairwise(tokens))
    words = [text[t.start : t.end].translate(PLAIN) for t in tokens]
    assert all(t.plain in ("--", '"' if word == "''" else word) for t, word in zip(tokens, words, strict=True))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80))
def test_no_text_breaks_the_tokeniser_and_no_letter_is_lost(text):
    tokens = tokenise(text, 0, len(text))
    covered = {k for t in tokens for k in range(t.start, t.end)}

    assert not [c for k, c in enumerate(text) if k not in covered and c.isalnum() and c.isascii()]


TWO = (
    "The army left. The rebels came.",
    "The army left! Nobody wept.",
    "He said “we left.” Nobody wept.",
    "It began at 6 a.m. Nobody wept.",
    "It fell in 2019. Nobody wept.",
    "It fell on Saturday. 12 men died.",
    "Who fired? “Nobody,” he said.",
)


@pytest.mark.parametrize("text", TWO)
def test_a_full_stop_before_a_capital_ends_a_sentence(text):
    assert len(split(text)) == 2


ONE = (
    "Lt. Gen. Ali Haddad left.",
    "Dr. Haddad left with Mr. Saleh.",
    "The U.S. envoy left.",
    "It fell on Jan. 12 at dusk.",
    "It lies at 3.7 km from there.",
    "Mr. A. Haddad left.",
    "He left at 6 a.m. on foot.",
    "The army... what was left of it fled.",
    "“Who fired?” he asked.",
    "“They fled!” cried the guard.",
)


@pytest.mark.parametrize("text", ONE)
def test_a_mark_that_ends_nothing_ends_no_sentence(text):
    assert split(text) == [text]


def test_a_closing_mark_belongs_to_the_sentence_before_it():
    assert split('He said "we left." Nobody wept.')[0] == 'He said "we left."'


def test_an_empty_line_parts_paragraphs():
    text = "One here.\n\nTwo there."

    assert [text[a:b] for a, b in paragraphs(text)] == ["One here.", "Two there."]


def test_a_wrapped_line_goes_on():
    text = "The army shelled the village for the whole of the morning and then\nwithdrew to the hills."

    assert len(list(paragraphs(text))) == 1


def test_a_line_break_after_a_full_stop_parts_paragraphs():
    text = "The army left.\nThe rebels came."

    assert [text[a:b] for a, b in paragraphs(text)] == ["The army left.", "The rebels came."]


def test_a_stretch_that_is_left_out_is_in_no_paragraph():
    text = "Menu Home\n\nThe army left.\n\nSource link"

    assert [text[a:b] for a, b in paragraphs(text, [(0, 9), (27, 38)])] == ["The army left."]


def test_an_empty_text_has_no_paragraph():
    assert list(paragraphs("")) == []
    assert list(paragraphs(" \n\n \n")) == []
