"""Days and clocks where a country changed them, worked out by hand from the decrees and checked against tzdata."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from trucewatch.agreement.civil import Way, midnight, on_clock
from trucewatch.agreement.clocks import evaluate
from trucewatch.agreement.terms import Agreement
from trucewatch.errors import AgreementError

TEST = Agreement(id="test", title="A test", version="test@0", encoded_by="nobody", home="UTC")


def span(expression: str) -> tuple[str, str]:
    found = evaluate(TEST, expression).interval
    return (found.lo.strftime("%Y-%m-%dT%H:%M"), found.hi.strftime("%Y-%m-%dT%H:%M"))


@pytest.mark.parametrize(
    ("day", "begins", "hours"),
    [
        # Syria: winter time was dropped in October 2022, so 2021 had the last 25-hour day and 2022 the last 23-hour one
        ("2021-10-28[Asia/Damascus]", "2021-10-27T21:00", 25),
        ("2022-03-25[Asia/Damascus]", "2022-03-24T22:00", 23),
        ("2022-10-27[Asia/Damascus]", "2022-10-26T21:00", 24),
        ("2022-10-28[Asia/Damascus]", "2022-10-27T21:00", 24),
        ("2023-03-31[Asia/Damascus]", "2023-03-30T21:00", 24),
        # Lebanon: put off by decree on 23 March 2023 and taken back on the 27th; tzdata keeps the change of the 26th
        ("2023-03-25[Asia/Beirut]", "2023-03-24T22:00", 24),
        ("2023-03-26[Asia/Beirut]", "2023-03-25T22:00", 23),
        ("2023-03-30[Asia/Beirut]", "2023-03-29T21:00", 24),
        # Sudan went from UTC+3 to UTC+2 for good at the end of October 2017
        ("2017-10-31[Africa/Khartoum]", "2017-10-30T21:00", 25),
        ("2017-11-01[Africa/Khartoum]", "2017-10-31T22:00", 24),
        ("2023-05-22[Africa/Khartoum]", "2023-05-21T22:00", 24),
        # Egypt brought summer time back on 28 April 2023
        ("2022-04-29[Africa/Cairo]", "2022-04-28T22:00", 24),
        ("2023-04-28[Africa/Cairo]", "2023-04-27T22:00", 23),
        ("2023-10-26[Africa/Cairo]", "2023-10-25T21:00", 25),
        # Turkey put winter off to 8 November in 2015 and has had none since 2016
        ("2015-10-25[Europe/Istanbul]", "2015-10-24T21:00", 24),
        ("2015-11-08[Europe/Istanbul]", "2015-11-07T21:00", 25),
        ("2016-10-30[Europe/Istanbul]", "2016-10-29T21:00", 24),
        ("2017-03-26[Europe/Istanbul]", "2017-03-25T21:00", 24),
        # Moscow: UTC+4 all year from 2011, UTC+3 from 26 October 2014
        ("2013-10-27[Europe/Moscow]", "2013-10-26T20:00", 24),
        ("2014-10-26[Europe/Moscow]", "2014-10-25T20:00", 25),
        ("2015-03-29[Europe/Moscow]", "2015-03-28T21:00", 24),
        # Ukraine keeps both changes; Crimea's clocks went to Moscow's on 30 March 2014
        ("2015-03-29[Europe/Kyiv]", "2015-03-28T22:00", 23),
        ("2015-10-25[Europe/Kyiv]", "2015-10-24T21:00", 25),
        ("2014-03-30[Europe/Simferopol]", "2014-03-29T22:00", 22),
    ],
)
def test_a_civil_day_is_as_long_as_the_clocks_made_it(day, begins, hours):
    lo, hi = span(day)

    assert lo == begins
    assert datetime.fromisoformat(hi) - datetime.fromisoformat(lo) == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("expression", "instant"),
    [
        # across the last autumn change of Damascus: two days end at the civil midnight, 48 hours do not
        ("2021-10-27T12:00[Asia/Damascus] + 2 days (exclusive)", "2021-10-29T22:00"),
        ("2021-10-27T12:00[Asia/Damascus] + 2 days (inclusive)", "2021-10-28T22:00"),
        ("2021-10-27T12:00[Asia/Damascus] + 2 days (elapsed)", "2021-10-29T09:00"),
        ("2021-10-27T12:00[Asia/Damascus] + 1 month (elapsed)", "2021-11-27T10:00"),
        ("2022-10-26T12:00[Asia/Damascus] + 2 days (exclusive)", "2022-10-28T21:00"),
        ("2022-10-26T12:00[Asia/Damascus] + 2 days (elapsed)", "2022-10-28T09:00"),
        # the day on which Beirut's clocks went forward, and what those who kept the old hour would have written
        ("2023-03-26T10:00[Asia/Beirut]", "2023-03-26T07:00"),
        ("2023-03-26T10:00+02:00", "2023-03-26T08:00"),
        ("2023-03-25T22:00[Asia/Beirut] + 12 hours", "2023-03-26T08:00"),
        ("2023-03-25T22:00[Asia/Beirut] + 1 day (exclusive)", "2023-03-26T21:00"),
        ("2023-03-26T22:00[Asia/Beirut] - 1 day (exclusive)", "2023-03-24T22:00"),
        ("2023-03-26T22:00[Asia/Beirut] - 1 day (elapsed)", "2023-03-25T19:00"),
        # five days over the change of Sudan's zone
        ("2017-10-29T08:00[Africa/Khartoum] + 5 days (exclusive)", "2017-11-03T22:00"),
        ("2017-10-29T08:00[Africa/Khartoum] + 5 days (elapsed)", "2017-11-03T05:00"),
        ("2017-09-29T08:00[Africa/Khartoum] + 2 months (elapsed)", "2017-11-29T06:00"),
        ("end of 2017-10-31 [Africa/Khartoum]", "2017-10-31T22:00"),
        ("2023-04-27T20:00[Africa/Cairo] + 1 day", "2023-04-28T21:00"),
        ("2014-10-24T12:00[Europe/Moscow] + 1 week", "2014-10-31T21:00"),
        ("2014-10-24T12:00[Europe/Moscow] + 1 week (elapsed)", "2014-10-31T08:00"),
        ("2015-02-15T00:00[Europe/Kyiv]", "2015-02-14T22:00"),
        ("2015-02-12[Europe/Minsk] + 30 days", "2015-03-14T21:00"),
        ("end of 2015-12-31 [Europe/Kyiv]", "2015-12-31T22:00"),
        ("2023-05-20T21:45[Africa/Khartoum] + 48 hours", "2023-05-22T19:45"),
        # midnight does not exist on 28 April 2023 in Cairo: the day begins where the clocks go on
        ("end of 2023-04-27 [Africa/Cairo]", "2023-04-27T22:00"),
        ("start of 2023-04-28 [Africa/Cairo]", "2023-04-27T22:00"),
    ],
)
def test_days_follow_the_clocks_and_hours_do_not(expression, instant):
    assert span(expression) == (instant, instant)


@pytest.mark.parametrize(
    ("expression", "first", "second"),
    [
        ("2017-10-31T23:30[Africa/Khartoum]", "2017-10-31T20:30", "2017-10-31T21:30"),
        ("2021-10-28T23:30[Asia/Damascus]", "2021-10-28T20:30", "2021-10-28T21:30"),
        ("2014-10-26T01:30[Europe/Moscow]", "2014-10-25T21:30", "2014-10-25T22:30"),
        ("2015-10-25T03:30[Europe/Kyiv]", "2015-10-25T00:30", "2015-10-25T01:30"),
        # a month after the same hour, where that occurs twice
        ("2015-09-25T03:30[Europe/Kyiv] + 1 month (elapsed)", "2015-10-25T00:30", "2015-10-25T01:30"),
    ],
)
def test_an_hour_that_occurs_twice_allows_both(expression, first, second):
    assert span(expression) == (first, second)


@pytest.mark.parametrize(
    ("expression", "goes_on"),
    [
        ("2023-03-26T00:00[Asia/Beirut]", "2023-03-26T01:00"),
        ("2023-04-28T00:30[Africa/Cairo]", "2023-04-28T01:00"),
        ("2015-03-29T03:30[Europe/Kyiv]", "2015-03-29T04:00"),
        ("2014-03-30T03:59[Europe/Simferopol]", "2014-03-30T04:00"),
    ],
)
def test_an_hour_that_clocks_skip_is_refused_with_the_hour_at_which_they_go_on(expression, goes_on):
    with pytest.raises(AgreementError, match=f"does not exist: .* they go on from {goes_on}"):
        evaluate(TEST, expression)


def test_a_month_that_ends_in_a_skipped_hour_ends_when_the_clocks_skip_it():
    # 26 February 00:30 in Beirut; a month later the clocks go from 00:00 to 01:00, at 22:00 UTC on the 25th
    assert span("2023-02-26T00:30[Asia/Beirut] + 1 month (elapsed)") == ("2023-03-25T22:00", "2023-03-25T22:00")


def test_the_moment_of_a_skip_is_found_to_the_second():
    kyiv = ZoneInfo("Europe/Kyiv")
    skip = datetime(2015, 3, 29, 1, tzinfo=UTC)

    for minute in (0, 1, 29, 59):
        assert on_clock(datetime(2015, 3, 29, 3, minute, 17, 5), kyiv, late=False) == skip
    assert on_clock(datetime(2015, 3, 29, 4, 0), kyiv, late=False) == skip


def test_a_day_that_a_country_left_out_has_no_length():
    # Samoa went from 29 to 31 December 2011
    apia = ZoneInfo("Pacific/Apia")
    days = [datetime(2011, 12, day).date() for day in (30, 31)]

    assert midnight(days[0], apia) == midnight(days[1], apia) == datetime(2011, 12, 30, 10, tzinfo=UTC)


def test_the_end_of_a_day_belongs_to_that_day():
    end = datetime(2020, 3, 13, tzinfo=UTC)

    assert Way(lo=end, hi=end, zone="UTC", closes=True).days == (datetime(2020, 3, 12).date(),) * 2
    assert Way(lo=end, hi=end, zone="UTC").days == (datetime(2020, 3, 13).date(),) * 2
