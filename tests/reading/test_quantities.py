"""How many: bounds are what the words say, and what only looks like a count is none."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.reading.quantities import Quantity, find_quantities


def counts(text: str) -> list[Quantity]:
    found = [quantity for quantity in find_quantities(text) if quantity.kind != "article"]
    assert all(text[slice(*quantity.span)] == quantity.words for quantity in found)
    return found


BOUNDS = {
    "more than 300": (301, None),
    "over 90": (91, None),
    "at least 100": (100, None),
    "no fewer than 12": (12, None),
    "nearly one million": (None, 999_999),
    "almost 50": (None, 49),
    "close to 20": (None, 19),
    "fewer than 10": (None, 9),
    "up to 40": (None, 40),
    "as many as 40": (None, 40),
    "no more than five": (None, 5),
    "about 50": (None, None),
    "some 300": (None, None),
    "around 1,200": (None, None),
    "at least about 30": (30, None),
    "between 20 and 30": (20, 30),
    "20-30": (20, 30),
    "20 to 30": (20, 30),
    "three or four": (3, 4),
    "two to three million": (2_000_000, 3_000_000),
    "612": (612, 612),
    "1,200": (1200, 1200),
    "1 200": (1200, 1200),
    "1\xa0200": (1200, 1200),
    "four million": (4_000_000, 4_000_000),
    "2.5 million": (2_500_000, 2_500_000),
    "two-and-a-half million": (2_500_000, 2_500_000),
    "fifty-nine": (59, 59),
    "two hundred and five": (205, 205),
    "a dozen": (12, 12),
    "half a dozen": (6, 6),
    "more than a dozen": (13, None),
    "at least one": (1, None),
    "a family of five": (5, 5),
    "50 or more": (50, None),
    "10+": (10, None),
}


@pytest.mark.parametrize(("words", "bounds"), BOUNDS.items())
def test_a_number_has_the_bounds_that_its_words_give(words, bounds):
    (quantity,) = counts(f"The raid hurt {words} civilians in the north.")

    assert quantity.words == words
    assert (quantity.kind, quantity.at_least, quantity.at_most) == ("number", *bounds)
    assert quantity.exact == (bounds[0] is not None and bounds[0] == bounds[1])


@pytest.mark.parametrize("words", ["about", "around", "some", "roughly", "an estimated"])
def test_about_keeps_the_number_and_gives_no_bound(words):
    (quantity,) = counts(f"They saw {words} 50 trucks")

    assert quantity.approx
    assert (quantity.value, quantity.at_least, quantity.at_most) == (50, None, None)


@pytest.mark.parametrize("words", ["dozens", "several", "hundreds", "scores", "a number", "many", "tens of thousands"])
def test_vague_words_have_no_bounds(words):
    of = " of" if words in {"dozens", "hundreds", "scores", "a number", "tens of thousands"} else ""
    (quantity,) = counts(f"It hurt {words}{of} people")

    assert (quantity.words, quantity.kind) == (words, "vague")
    assert (quantity.at_least, quantity.at_most) == (None, None)


def test_a_couple_is_two_or_more():
    (quantity,) = counts("a couple of rockets fell")

    assert (quantity.kind, quantity.at_least, quantity.at_most) == ("vague", 2, None)


@pytest.mark.parametrize("text", ["no casualties", "no one was hurt", "none of them", "not a single shell", "nobody"])
def test_none_is_zero(text):
    (quantity,) = counts(text)

    assert (quantity.kind, quantity.at_least, quantity.at_most) == ("none", 0, 0)


@pytest.mark.parametrize("text", ["no longer there", "no immediate comment", "no doubt"])
def test_a_no_that_counts_nothing_is_left(text):
    assert counts(text) == []


def test_articles_are_flagged_for_the_caller():
    found = find_quantities("A soldier, another officer, one civilian and an attack; one of them, one another")

    assert [(quantity.words, quantity.kind, quantity.at_least) for quantity in found] == [
        ("A", "article", 1),
        ("another", "article", 1),
        ("one", "article", 1),
        ("an", "article", 1),
    ]


NO_COUNTS = [
    "on 5 March 2020, in 2019, at 00:01 and at 6 a.m.",
    "a 65-year-old man, aged 12; Salem, 45, said so",
    "122mm shells and an 82 mm mortar",
    "an F-16, the M4, a T-72 and the S-400",
    "$300 and 40 million dollars, 5,000 lira",
    "12% and 5 per cent, two-thirds of it, one in three",
    "the 5th brigade, the twenty-first attack",
    "the 2018 deal, Resolution 2254, Article 5, Route 60, Observation Point 9",
    "call +90 212 555 1234 or 555-123-4567",
    "open 24/7, six hours a day, for three days",
    "1. First thing",
    "See note [2] and (3)",
]


@pytest.mark.parametrize("text", NO_COUNTS)
def test_what_only_looks_like_a_count_is_left_alone(text):
    assert counts(text) == []


def test_a_distance_is_a_measure_in_metres():
    found = counts("6km (3.7 miles) to the north, some 300 metres off, 10 tonnes of it")

    assert [(quantity.words, quantity.kind, quantity.metres) for quantity in found] == [
        ("6km", "measure", 6000.0),
        ("3.7 miles", "measure", 5954.573),
        ("some 300 metres", "measure", 300.0),
        ("10 tonnes", "measure", None),
    ]


def test_a_rise_from_one_number_to_another_is_no_range():
    found = counts("the toll rose from 20 to 30")

    assert [(quantity.at_least, quantity.at_most) for quantity in found] == [(20, 20), (30, 30)]


def test_a_number_behind_a_date_is_not_swallowed_by_it():
    found = counts("On 4 March 300 people fled; on March 5, 12 returned. Latakia – 4, Idlib – 2")

    assert [quantity.words for quantity in found] == ["300", "12", "4", "2"]


def test_a_year_is_a_number_where_people_are_counted():
    assert [quantity.value for quantity in counts("In 2019 more than 2000 fighters and 2000 civilians left")] == [
        2000,
        2000,
    ]


@pytest.mark.parametrize("piece", ["1 ", "1,200,", "two hundred ", "at least ", "a ", "5-", "about some ", "one and "])
def test_a_line_of_a_megabyte_is_read_in_seconds(piece):
    line = piece * (300_000 // len(piece))
    begun = time.process_time()

    find_quantities(line)

    assert time.process_time() - begun < 3.0


@given(st.text(alphabet="0123456789 ,.-–+%$ankmotf", max_size=60))
def test_any_text_gives_ordered_spans_that_prove_themselves(text):
    end = 0
    for quantity in find_quantities(text):
        assert quantity.span[0] >= end
        assert text[slice(*quantity.span)] == quantity.words
        end = quantity.span[1]


@given(st.integers(min_value=1, max_value=1899) | st.integers(min_value=2100, max_value=9_999_999))
def test_a_written_number_reads_back(number):
    for written in (f"{number}", f"{number:,}"):
        (quantity,) = counts(f"They counted {written} people")

        assert (quantity.at_least, quantity.at_most) == (number, number)
