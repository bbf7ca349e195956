"""Time phrases: each means an interval, never a narrower one than its words."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.reading.times import TimePhrase, find_times, resolve
from trucewatch.reading.times_words import CITY_ZONES

THURSDAY = date(2020, 3, 5)


def only(text: str, *, anchor: date | None = THURSDAY) -> TimePhrase:
    phrases = find_times(text, anchor=anchor)
    assert len(phrases) == 1, [phrase.words for phrase in phrases]
    assert text[slice(*phrases[0].span)] == phrases[0].words
    return phrases[0]


DAYS = {
    "He spoke on Thursday.": "2020-03-05",
    "Thursday’s talks went on": "2020-03-05",
    "They met on Wednesday": "2020-03-04",
    "They met last Thursday": "2020-02-27",
    "It fell yesterday": "2020-03-04",
    "said earlier on Thursday": "2020-03-05",
    "said earlier in the day": "2020-03-05",
    "on 5 March 2020 he": "2020-03-05",
    "on March 4, 2020, he": "2020-03-04",
    "on Tuesday, March 3, he": "2020-03-03",
    "on 3 Mar. it": "2020-03-03",
    "dated 2020-03-01": "2020-03-01",
    "am 05.03.2020 gezeichnet": "2020-03-05",
    "on 25/12/2019 he": "2019-12-25",
    "on the 1st of March it": "2020-03-01",
    "two days ago they": "2020-03-03",
}


@pytest.mark.parametrize(("text", "day"), DAYS.items())
def test_a_day_is_found_and_settled(text, day):
    phrase = only(text)

    assert (phrase.kind, phrase.start, phrase.end) == ("instant", day, day)


STRETCHES = {
    "shells fell Thursday night": ("2020-03-05T18:00", "2020-03-06T06:00"),
    "overnight into Friday, 6 March 2020, shells": ("2020-03-05T18:00", "2020-03-06T08:00"),
    "late Monday, shells": ("2020-03-02T17:00", "2020-03-03T00:00"),
    "early on Tuesday, shells": ("2020-03-03T00:00", "2020-03-03T09:00"),
    "in last December’s raids": ("2019-12-01", "2019-12-31"),
    "last month shells": ("2020-02-01", "2020-02-29"),
    "in February shells": ("2020-02-01", "2020-02-29"),
    "in late February shells": ("2020-02-21", "2020-02-29"),
    "mid-2019 was quiet": ("2019-05-01", "2019-08-31"),
    "between 3 and 5 March": ("2020-03-03", "2020-03-05"),
    "from March 1 to 5": ("2020-03-01", "2020-03-05"),
    "28 February – 2 March 2020": ("2020-02-28", "2020-03-02"),
    "from 14:00 to 16:00 on 3 March": ("2020-03-03T14:00", "2020-03-03T16:00"),
    "between the evenings of 1 and 3 March": ("2020-03-01T17:00", "2020-03-04T00:00"),
    "earlier this month": ("2020-03-01", "2020-03-05"),
    "six months ago": ("2019-08-21", "2019-09-20"),
}


@pytest.mark.parametrize(("text", "stretch"), STRETCHES.items())
def test_a_stretch_of_time_keeps_both_its_ends(text, stretch):
    phrase = only(text)

    assert (phrase.start, phrase.end) == stretch


WINDOWS = {
    "Since last December, more": ("2019-12-01", "2019-12-31"),
    "since the beginning of February to 59": ("2020-02-01", None),
    "since the beginning of this year": ("2020-01-01", None),
    "since 1 February": ("2020-02-01", None),
    "so far this year": ("2020-01-01", None),
    "since 2011": ("2011-01-01", "2011-12-31"),
    "since Thursday night": ("2020-03-05T18:00", "2020-03-05"),
    "since Monday": ("2020-03-02", None),
}


@pytest.mark.parametrize(("text", "starts"), WINDOWS.items())
def test_a_window_runs_from_its_start_to_the_document(text, starts):
    """A start that is only known to the month lies somewhere in that month."""
    phrase = only(text)

    assert (phrase.kind, phrase.end) == ("since", "2020-03-05")
    assert (phrase.start, phrase.start_latest) == starts


def test_a_window_that_begins_with_an_event_has_no_start_of_its_own():
    phrase = only("since the truce began, 40 breaches")

    assert (phrase.kind, phrase.start, phrase.end, phrase.method) == ("since", None, "2020-03-05", "since-event")


def test_since_as_a_reason_is_no_time():
    assert find_times("since the army left and since he was there", anchor=THURSDAY) == ()


AHEAD = {
    "within a week": ("deadline", "2020-03-05", "2020-03-12"),
    "within 72 hours": ("deadline", "2020-03-05", "2020-03-08"),
    "by Friday": ("deadline", "2020-03-05", "2020-03-06"),
    "no later than 10 March": ("deadline", "2020-03-05", "2020-03-10"),
    "by the end of March": ("deadline", "2020-03-05", "2020-03-31"),
    "as of March 15": ("from", "2020-03-15", None),
    "from 00:01 on Friday": ("from", "2020-03-06T00:01", None),
    "until Friday": ("between", None, "2020-03-06"),
}


@pytest.mark.parametrize(("text", "expected"), AHEAD.items())
def test_a_limit_or_a_beginning_lies_ahead(text, expected):
    phrase = only(f"patrols {text}.")

    assert (phrase.kind, phrase.start, phrase.end) == expected


PAST = {
    "over the past 24 hours": "2020-03-04",
    "in the last three days": "2020-03-02",
    "in the previous week": "2020-02-27",
    "in recent days": None,
}


@pytest.mark.parametrize(("text", "start"), PAST.items())
def test_the_time_just_gone_ends_with_the_document(text, start):
    phrase = only(f"{text}, shells fell")

    assert (phrase.kind, phrase.start, phrase.end) == ("within-past", start, "2020-03-05")


def test_the_past_hours_are_exact_where_the_instant_is_known():
    published = datetime(2020, 3, 5, 20, 30, tzinfo=UTC)

    phrase = find_times("over the past 24 hours", anchor=THURSDAY, anchor_instant=published)[0]

    assert (phrase.start, phrase.end) == ("2020-03-04T20:30+00:00", "2020-03-05T20:30+00:00")


CLOCKS = {
    "At 00.01 tonight": ("2020-03-06T00:01", None),
    "at 8:30 tonight": ("2020-03-05T20:30", None),
    "at midnight tonight": ("2020-03-06T00:00", None),
    "0645 GMT on Wednesday": ("2020-03-04T06:45+00:00", "UTC"),
    "6 a.m. local time on Thursday": ("2020-03-05T06:00", None),
    "at 10:30 p.m. on Tuesday": ("2020-03-03T22:30", None),
    "at 7.30pm on Tuesday": ("2020-03-03T19:30", None),
    "around 08:50 Moscow time (0550 GMT) on Wednesday": ("2020-03-04T08:50+03:00", "Europe/Moscow"),
    "at 14:00 Khartoum time on Tuesday": ("2020-03-03T14:00+02:00", "Africa/Khartoum"),
    "at 14:00 Colombian time on Tuesday": ("2020-03-03T14:00-05:00", "America/Bogota"),
    "at 14:00 Russian time on Tuesday": ("2020-03-03T14:00", None),
    "at 14:00 Palestinian time on Tuesday": ("2020-03-03T14:00", None),
    "at 3 p.m. (12:00 GMT) today": ("2020-03-05T15:00+03:00", "+03:00"),
    "at noon on Monday": ("2020-03-02T12:00", None),
    "on 6 March 2020 at 00:01 (UTC+3)": ("2020-03-06T00:01+03:00", "+03:00"),
    "2020-03-05T21:45+03:00": ("2020-03-05T21:45+03:00", "+03:00"),
    "2020-03-05 21:45": ("2020-03-05T21:45", None),
}


@pytest.mark.parametrize(("text", "expected"), CLOCKS.items())
def test_a_clock_time_on_a_day_is_an_instant(text, expected):
    """A zone is written only where the words settle it."""
    phrase = only(text)

    assert phrase.start == phrase.end
    assert (phrase.start, phrase.zone) == expected


@pytest.mark.parametrize("zone", sorted({zone for zone in CITY_ZONES.values() if zone}))
def test_every_zone_of_the_word_list_is_one_of_the_tz_database(zone):
    assert ZoneInfo(zone).key == zone


def test_two_clocks_that_do_not_agree_are_said_not_to():
    phrase = only("at 08:50 Moscow time (0650 GMT) on Wednesday")

    assert phrase.method.endswith("two-clocks-disagree")


def test_midnight_on_a_day_covers_both_its_midnights():
    phrase = only("to begin at midnight on Thursday")

    assert (phrase.start, phrase.end) == ("2020-03-05T00:00", "2020-03-06T00:01")
    assert phrase.method.endswith("midnight-at-either-end")


def test_a_lone_clock_time_borrows_the_day_of_its_sentence_only():
    text = "At 00.01 tonight, as in, from midnight, it holds. The raid came at 06:30."

    first, second, third = find_times(text, anchor=THURSDAY)

    assert first.start == "2020-03-06T00:01"
    assert (second.kind, second.start, second.method) == ("from", None, "clock-without-day")
    assert (third.start, third.method) == (None, "clock-without-day")
    day = find_times("It was 5 a.m. when it struck on Tuesday.", anchor=THURSDAY)[0]
    assert (day.start, day.day) == ("2020-03-03T05:00", "Tuesday")


def test_a_slash_date_is_settled_only_where_one_reading_is_left():
    assert only("on 05/03/2020").start == "2020-03-05"
    assert only("on 02/03/2020").start is None
    assert only("on 02/03/2020").method == "day-first-or-month-first"


def test_a_weekday_that_does_not_fit_its_date_is_said_not_to():
    phrase = only("on Monday, 5 March 2020")

    assert phrase.start == "2020-03-05"
    assert phrase.method.endswith("weekday-does-not-fit")


def test_what_hangs_on_the_story_is_not_settled():
    phrases = find_times("a week earlier; days later; the next day; since then", anchor=THURSDAY)

    assert [phrase.words for phrase in phrases] == ["a week earlier", "days later", "the next day", "since then"]
    assert {(phrase.start, phrase.method) for phrase in phrases} == {(None, "relative-to-story")}


def test_a_duration_has_no_interval():
    phrases = find_times("It lasted six hours. A 72-hour truce. The nine-year war. For three days.", anchor=THURSDAY)

    assert [phrase.kind for phrase in phrases] == ["duration"] * 4
    assert {phrase.start for phrase in phrases} == {None}


NOT_TIMES = [
    "the M4 and the F-16 and the T-72 on Route 60",
    "some 300 May have died; at least 5 May have died",
    "they march 5 km, they may come, he sat down for a second strike",
    "2,000 people in 2000 homes",
    "a 65-year-old man, aged 12, and his 3-month-old son",
    "by 2 soldiers, until the army came, from the village",
    "a rise of 10.50 per cent, a ratio of 3:2, COVID-19",
    "Mr. March and Sun Tzu; General May",
]


@pytest.mark.parametrize("text", NOT_TIMES)
def test_what_only_looks_like_a_time_is_left_alone(text):
    assert find_times(text, anchor=THURSDAY) == ()


def test_without_a_document_date_relative_words_stay_open_and_dates_do_not():
    phrases = find_times("On Thursday and on 5 March 2020, within a week", anchor=None)

    assert [(phrase.start, phrase.method) for phrase in phrases] == [
        (None, "no-document-date"),
        ("2020-03-05", "calendar-date"),
        (None, "no-document-date"),
    ]


def test_the_caller_says_whether_a_day_lies_ahead():
    phrase = only("The leaders will meet on Monday")

    assert phrase.ahead
    assert phrase.start == "2020-03-02"
    assert resolve(phrase, anchor=THURSDAY, future=True).start == "2020-03-09"
    assert resolve(only("They met on Monday"), anchor=THURSDAY, future=False).start == "2020-03-02"
    assert not only("They met on Monday").ahead


def test_a_day_without_a_year_can_be_told_past_or_ahead():
    phrase = only("on 10 March it")

    assert resolve(phrase, anchor=THURSDAY, future=False).start == "2019-03-10"
    assert resolve(phrase, anchor=THURSDAY, future=True).start == "2020-03-10"


def test_no_phrase_runs_across_a_paragraph():
    assert [phrase.words for phrase in find_times("on Thursday\n\n5 March 2020", anchor=THURSDAY)] == [
        "Thursday",
        "5 March 2020",
    ]


def test_a_hard_space_is_a_space_and_offsets_stay():
    phrase = only("on\xa05\xa0March\xa02020")

    assert (phrase.start, phrase.span) == ("2020-03-05", (3, 15))


@pytest.mark.parametrize("piece", ["1 ", "since ", "5-", "1:", "2 to ", "from 1 ", "'", "two hundred ", "a", "\n "])
def test_a_line_of_a_megabyte_is_read_in_a_second(piece):
    line = piece * (1_000_000 // len(piece))
    begun = time.process_time()

    find_times(line, anchor=THURSDAY)

    # One second on a free core; twice that leaves room for a busy one.
    assert time.process_time() - begun < 2.0


@given(st.text(alphabet="0123456789 :./-,()’apmMTWtSF", max_size=60))
def test_any_text_gives_ordered_spans_that_prove_themselves(text):
    end = 0
    for phrase in find_times(text, anchor=THURSDAY):
        assert phrase.span[0] >= end
        assert text[slice(*phrase.span)] == phrase.words
        end = phrase.span[1]


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 1, 1)), st.integers(min_value=0, max_value=6))
def test_a_weekday_is_within_a_week_on_the_side_that_is_told(anchor, index):
    name = date(2024, 1, 1 + index).strftime("%A")
    phrase = find_times(f"on {name}", anchor=anchor)[0]
    past = date.fromisoformat(phrase.start or "")
    ahead = date.fromisoformat(resolve(phrase, anchor=anchor, future=True).start or "")

    assert past.weekday() == ahead.weekday() == index
    assert timedelta() <= anchor - past < timedelta(days=7)
    assert timedelta() <= ahead - anchor < timedelta(days=7)


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2099, 12, 31)))
def test_every_written_form_of_a_day_means_that_day(day):
    forms = [f"{day:%d %B %Y}", f"{day:%B} {day.day}, {day.year}", day.isoformat(), f"{day:%d.%m.%Y}"]

    assert {find_times(f"It fell on {form}.", anchor=None)[0].start for form in forms} == {day.isoformat()}
