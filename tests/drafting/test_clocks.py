"""The start, its clock, its day: what the words settle is told, what they leave open is a hole or a question."""

import pytest

AGREED = "Chad and Libya agreed on Saturday to a ceasefire"

STARTS = [
    ("that takes effect at noon on 12 May", "2031-05-12T12:00[{clock}]"),
    ("that takes effect at 12:00 GMT on 12 May", "2031-05-12T12:00[UTC]"),
    ("that takes effect at 12:00 Tripoli time on 12 May", "2031-05-12T12:00[Africa/Tripoli]"),
    ("starting at 00:01 on 12 May", "2031-05-12T00:01[{clock}]"),
    ("from 00:01 on 12 May", "2031-05-12T00:01[{clock}]"),
    ("with effect from 24:00 hours on 12 May", "2031-05-13T00:00[{clock}]"),
    ("to begin on Monday", "2031-05-12[{clock}]"),
    ("that will begin at midnight on 12 May", "{midnight}[{clock}]"),
    ("that is to take effect in 72 hours", "announced + 72 hours"),
    ("that takes effect immediately", "announced"),
]


@pytest.mark.parametrize(("words", "at"), STARTS)
def test_the_start_is_what_the_words_settle(drafted, tables, words, at):
    starts = [event["at"] for event in tables(drafted(f"{AGREED} {words}."), "event") if event["id"] == "start"]

    assert starts == [at]


OPEN = ["", " that will begin soon", " that will take effect within days"]


@pytest.mark.parametrize("words", OPEN)
def test_a_start_that_is_not_told_is_asked_for_and_never_filled(drafted, tables, asked, words):
    proposal = drafted(f"{AGREED}{words}.")

    assert "start" not in {event["id"] for event in tables(proposal, "event")}
    assert "from" not in tables(proposal, "prohibit")[0]
    assert any(question.startswith("When does the ceasefire begin") for question in asked(proposal))


def test_an_hour_without_a_day_is_that_day_or_the_next(drafted, tables, asked):
    proposal = drafted("Chad and Libya agreed to a ceasefire that takes effect at 6 p.m.")
    (day,) = [one for one in tables(proposal, "reading") if one["id"] == "day"]

    assert sorted(day["options"].values()) == ["2031-05-10T18:00", "2031-05-11T18:00"]
    assert any(question.startswith("On which day does 18:00 fall?") for question in asked(proposal))


def test_an_hour_falls_on_the_day_that_the_sentence_before_names(drafted, tables):
    proposal = drafted(f"{AGREED} that starts on Monday. The truce will begin at 7 a.m., the mediators said.")

    assert "2031-05-12T07:00[{clock}]" in [event["at"] for event in tables(proposal, "event")]


@pytest.mark.parametrize(
    ("words", "zones"),
    [
        ("at noon on 12 May", ["Africa/Ndjamena", "Africa/Tripoli"]),
        ("at noon on 12 May, Egypt's foreign minister said", ["Africa/Cairo", "Africa/Ndjamena", "Africa/Tripoli"]),
    ],
)
def test_an_unnamed_clock_may_be_that_of_any_land_that_is_named(drafted, tables, words, zones):
    (clock,) = [
        one for one in tables(drafted(f"{AGREED} that takes effect {words}."), "reading") if one["id"] == "clock"
    ]

    assert sorted(clock["options"].values()) == zones


def test_days_are_counted_in_each_of_the_three_ways(drafted, tables):
    proposal = drafted(f"{AGREED} for 30 days that starts on 12 May.")
    (count,) = [one for one in tables(proposal, "reading") if one["id"] == "count"]

    assert sorted(count["options"].values()) == ["elapsed", "exclusive", "inclusive"]


PERIODS = [
    ("within 72 hours of signing", "announced + 72 hours"),
    ("within ten days of the start of the ceasefire", "start + 10 days ({count})"),
    ("within two weeks", "{counted-from} + 14 days ({count})"),
    ("by 20 May", "end of 2031-05-20 [{clock}]"),
    ("within a month of a final peace treaty", None),
    ("soon", None),
]


@pytest.mark.parametrize(("words", "by"), PERIODS)
def test_a_deadline_runs_from_what_the_words_say(drafted, duty, words, by):
    proposal = drafted(f"{AGREED} that starts on 12 May. Under the deal, Chad's army will withdraw {words}.")

    assert duty(proposal, "withdraw-forces").get("by") == by
