"""Words for times, figures, places; acts that have a name."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from trucewatch.model import Place, Support, Tally, When, Window
from trucewatch.publishing import wording

DAMASCUS = ZoneInfo("Asia/Damascus")


def tally(**bounds):
    return Tally(id="t", kind="killed", source="s", claim="c", document="d", **bounds)


@pytest.mark.parametrize(
    ("bounds", "words"),
    [
        ({"at_least": 15, "at_most": 15}, "15"),
        ({"at_least": 301}, "at least 301"),
        ({"at_most": 999_999}, "at most 999,999"),
        ({"at_least": 14, "at_most": 16}, "14 to 16"),
        ({}, "no number given"),
    ],
)
def test_a_figure_never_says_more_than_its_bounds(bounds, words):
    assert wording.figure(tally(**bounds)) == words


def test_a_deadline_with_two_possible_instants_shows_both():
    due = wording.deadline("2020-03-12T15:00+03:00/2020-03-13T00:00+03:00", DAMASCUS)

    assert due == (
        "between 12 March 2020, 12:00 UTC (14:00 Asia/Damascus) and 12 March 2020, 21:00 UTC (23:00 Asia/Damascus)"
    )


def test_an_instant_on_another_day_in_the_readers_zone_shows_that_day():
    late = datetime(2020, 3, 5, 22, 1, tzinfo=UTC)

    assert wording.moment(late, DAMASCUS) == "5 March 2020, 22:01 UTC (6 March 2020, 00:01 Asia/Damascus)"


def test_a_clock_without_an_offset_is_said_to_be_unnamed():
    assert wording.written("2020-03-06T00:01") == "6 March 2020, 00:01 (clock not named)"


def test_a_window_that_opens_on_an_uncertain_day_says_so():
    window = Window(start="2019-12-01", start_latest="2019-12-31", end="2020-03-05")

    assert wording.window(window) == "some day between 1 December 2019 and 31 December 2019 to 5 March 2020"


def test_a_place_that_was_not_found_stays_a_name_and_says_so():
    assert wording.place(Place(name="Green Hill", relation="near")) == "near Green Hill (not located)"


def test_an_act_dated_to_two_days_belongs_to_no_single_day():
    assert wording.first_day(When(start="2020-03-08", end="2020-03-09"), DAMASCUS) is None


def test_a_written_instant_keeps_the_zone_that_stands_in_brackets():
    assert wording.written("2020-03-05[Europe/Moscow]") == "5 March 2020 (Europe/Moscow)"
    assert wording.written("2020-03-06T00:01[Europe/Moscow]") == "6 March 2020, 00:01 (Europe/Moscow)"


def test_a_reader_on_utc_is_given_no_second_clock():
    assert wording.moment(datetime(2020, 3, 5, 22, 1, tzinfo=UTC), ZoneInfo("Etc/UTC")) == "5 March 2020, 22:01 UTC"


@pytest.mark.parametrize(
    ("origins", "words"),
    [(("A",), "single source"), (("A", "B"), "2 sources, not corroborated"), ((), "single source")],
)
def test_several_sources_that_do_not_corroborate_are_not_called_one(origins, words):
    assert wording.level(Support(element="occurrence", level="single", origins=origins)) == words


def test_one_of_several_named_authors_is_named_with_the_element():
    assert wording.element("authorship: rebels") == "who is said to have done it (“rebels”)"
