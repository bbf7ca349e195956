"""Clocks: what a time expression comes to, in UTC and in words, under each reading."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.agreement import combinations
from trucewatch.agreement.clocks import before, deadline_of, evaluate, not_before, written, zone_of
from trucewatch.agreement.terms import Agreement, Amend, Duty, Event, OpenReading
from trucewatch.errors import AgreementError
from trucewatch.model import Interval, Within

CLOCK = OpenReading(id="clock", question="Whose?", options=(("moscow", "Europe/Moscow"), ("damascus", "Asia/Damascus")))
WEEK = OpenReading(id="week", question="How?", options=(("after", "exclusive"), ("elapsed", "elapsed")))


def agreement(**more) -> Agreement:
    fields = {
        "id": "test",
        "title": "A test",
        "version": "test@0",
        "encoded_by": "nobody",
        "home": "Europe/Moscow",
        "readings": (CLOCK, WEEK),
        "events": (
            Event(id="signature", at="2020-03-05[Europe/Moscow]"),
            Event(id="start", at="2020-03-06T00:01[{clock}]"),
            Event(id="withdrawal"),
        ),
        "duties": (Duty(id="D2", who=(), must="agree", by="signature + 7 days ({week})"),),
    }
    return Agreement(**(fields | more))


TEST = agreement()


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def span(expression: str, choice=(), **kwargs) -> tuple[datetime | None, datetime | None]:
    found = evaluate(TEST, expression, choice, **kwargs).interval
    assert found is not None
    return (found.lo, found.hi)


def test_an_instant_is_read_on_the_clock_in_brackets():
    at = utc("2020-03-05T21:01")

    assert span("2020-03-06T00:01[Europe/Moscow]") == (at, at)


def test_the_start_comes_an_hour_later_on_the_clock_of_damascus():
    moscow, damascus = (span("start", choice)[0] for choice in combinations(TEST, ["clock"]))

    assert (moscow, damascus) == (utc("2020-03-05T21:01"), utc("2020-03-05T22:01"))


def test_the_arithmetic_is_told_in_words():
    words = evaluate(TEST, "start", (("clock", "moscow"),)).steps

    assert words == ("00:01 on 6 March 2020 in Europe/Moscow (UTC+03:00) = 21:01 UTC on 5 March 2020",)


def test_a_day_is_the_whole_civil_day():
    assert span("2020-03-05[Asia/Damascus]") == (utc("2020-03-04T22:00"), utc("2020-03-05T22:00"))


def test_without_a_zone_the_agreements_own_holds():
    assert span("2020-03-05T12:00") == span("2020-03-05T12:00[Europe/Moscow]")


def test_the_end_of_a_day_is_midnight_after_it():
    assert span("end of 2020-03-15 [Europe/Moscow]") == (utc("2020-03-15T21:00"),) * 2


@pytest.mark.parametrize(
    ("rule", "lo", "hi"),
    [
        ("exclusive", "2020-03-12T21:00", "2020-03-12T21:00"),
        ("inclusive", "2020-03-11T21:00", "2020-03-11T21:00"),
        ("elapsed", "2020-03-11T21:00", "2020-03-12T21:00"),
    ],
)
def test_seven_days_after_a_day_end_by_the_rule(rule, lo, hi):
    assert span(f"signature + 7 days ({rule})") == (utc(lo), utc(hi))


def test_without_a_rule_the_agreements_own_holds():
    assert span("signature + 7 days") == span("signature + 7 days (exclusive)")


def test_a_deadline_is_evaluated_once_per_reading():
    answers = {choice: span("D2.by", choice) for choice in combinations(TEST, ["week"])}

    assert len(set(answers.values())) == 2


def test_hours_are_counted_from_the_instant():
    assert span("2020-03-06T00:01[Europe/Moscow] + 72 hours")[0] == utc("2020-03-08T21:01")


def test_days_elapsed_do_not_follow_a_change_of_clocks_and_civil_days_do():
    # Damascus went to summer time on 27 March 2020: that civil day had 23 hours
    assert span("2020-03-26T12:00[Asia/Damascus] + 1 days (elapsed)")[0] == utc("2020-03-27T10:00")
    assert span("2020-03-26T12:00[Asia/Damascus] + 1 days (exclusive)")[0] == utc("2020-03-27T21:00")
    assert span("2020-03-27[Asia/Damascus]") == (utc("2020-03-26T22:00"), utc("2020-03-27T21:00"))


def test_an_hour_that_occurs_twice_allows_both():
    lo, hi = span("2020-10-25T02:30[Europe/Berlin]")

    assert (lo, hi) == (utc("2020-10-25T00:30"), utc("2020-10-25T01:30"))


def test_an_hour_that_clocks_skip_is_refused():
    with pytest.raises(AgreementError, match="does not exist"):
        evaluate(TEST, "2020-03-27T00:30[Asia/Damascus]")


def test_no_deadline_is_no_instant():
    assert evaluate(TEST, "none").interval is None
    assert evaluate(TEST, None).interval is None


def test_an_event_to_be_observed_exists_once_it_is_reported():
    waiting = evaluate(TEST, "withdrawal + 5 days")
    seen = Interval(lo=utc("2020-04-01T10:00"), hi=utc("2020-04-01T11:00"))

    assert (waiting.interval, waiting.waits_for) == (None, "withdrawal")
    assert span("withdrawal + 5 hours", observed={"withdrawal": seen}) == (
        utc("2020-04-01T15:00"),
        utc("2020-04-01T16:00"),
    )


def test_an_amendment_counts_from_when_it_was_known():
    later = Amend(
        id="A1", at="2020-03-10", known_at="2020-03-11T10:00[UTC]", sets=(("D2.by", "end of 2020-03-20 [UTC]"),)
    )
    amended = agreement(amendments=(later,))
    asked = [deadline_of(amended, "D2", "by", as_of=utc(f"2020-03-{day}T12:00")) for day in ("10", "11")]

    assert asked == [("signature + 7 days ({week})", None), ("end of 2020-03-20 [UTC]", later)]
    assert evaluate(amended, "D2.by", as_of=utc("2020-03-12T00:00")).interval == Interval(
        lo=utc("2020-03-21T00:00"), hi=utc("2020-03-21T00:00")
    )


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("midnight 24/25 Feb", "midnight belongs to two days"),
        ("2020-02-30[UTC]", "2020-02-30 is not a date"),
        ("2020-03-06T24:01[UTC]", "not a time of day"),
        ("2020-03-06T00:01[Europe/Moskow]", "did you mean Europe/Moscow"),
        ("2020-03-06T00:01[Europe]", "is not a time zone"),
        ("signatur + 7 days", "Did you mean signature"),
        ("signature + 7 days (sharp)", "does not count days"),
        ("signature + 7 hours (exclusive)", "does not count hours"),
        ("signature + 99999999 days", "beyond the calendar"),
        ("tonight, at twelve", "not a time expression"),
        ("start", "not settled"),
        ("D9.by", "not the id of a term"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_way_out(expression, words):
    with pytest.raises(AgreementError, match=words):
        evaluate(TEST, expression)


def test_events_that_wait_for_each_other_are_refused():
    events = (Event(id="a", at="b + 1 days"), Event(id="b", at="a + 1 days"))

    with pytest.raises(AgreementError, match="circle"):
        evaluate(agreement(events=events), "a")


def test_before_and_after_are_sure_only_for_every_instant():
    day = Interval(lo=utc("2020-03-04T22:00"), hi=utc("2020-03-05T22:00"))
    instant = Interval(lo=utc("2020-03-05T21:01"), hi=utc("2020-03-05T21:01"))
    second_before = Interval(lo=utc("2020-03-05T21:00:59"), hi=utc("2020-03-05T21:00:59"))

    assert not_before(day, instant) is Within.UNKNOWN
    assert not_before(second_before, instant) is Within.NO
    assert not_before(instant, instant) is Within.YES
    assert before(second_before, instant) is Within.YES
    assert before(instant, instant) is Within.NO
    assert not_before(Interval(lo=None, hi=None), instant) is Within.UNKNOWN


def test_an_instant_is_written_in_the_readers_zone():
    assert written(utc("2020-03-05T21:01"), "Asia/Damascus") == "23:01 on 5 March 2020 in Asia/Damascus"


days = st.dates(min_value=datetime(2015, 1, 1).date(), max_value=datetime(2025, 12, 31).date())
zones = st.sampled_from(["Europe/Moscow", "Asia/Damascus", "Europe/Kyiv", "Asia/Beirut", "America/Bogota", "UTC"])


@settings(max_examples=80, deadline=None)
@given(days, zones, st.integers(0, 400))
def test_exclusive_ends_one_civil_day_after_inclusive_and_elapsed_between_them(day, zone, count):
    base = f"{day.isoformat()}[{zone}] + {count} days"
    late, early = (span(f"{base} ({rule})")[0] for rule in ("exclusive", "inclusive"))
    elapsed = span(f"{base} (elapsed)")

    assert timedelta(hours=23) <= late - early <= timedelta(hours=25)
    assert early - timedelta(hours=2) <= elapsed[0] <= elapsed[1] <= late + timedelta(hours=2)


@settings(max_examples=80, deadline=None)
@given(days, zones)
def test_the_end_of_a_day_is_where_the_next_begins(day, zone):
    following = (day + timedelta(days=1)).isoformat()

    assert span(f"end of {day.isoformat()} [{zone}]")[0] == span(f"{following}[{zone}]")[0]
    assert zone_of(zone).key == zone
