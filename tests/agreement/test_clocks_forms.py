"""Every form of a time expression, against instants worked out by hand."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from trucewatch.agreement import available, combinations, load, readings_of
from trucewatch.agreement.clocks import bound_of, deadline_of, evaluate, possible_zones
from trucewatch.agreement.terms import Agreement, Amend, Duty, Event, OpenReading, Phase, Prohibit
from trucewatch.errors import AgreementError
from trucewatch.model import Interval

ZONES = OpenReading(id="clock", question="Whose?", options=(("moscow", "Europe/Moscow"), ("damascus", "Asia/Damascus")))
EXTENDED = OpenReading(id="extended", question="Was it?", options=(("yes", "agreed"), ("no", "not agreed")))


def agreement(**more) -> Agreement:
    fields = {
        "id": "test",
        "title": "A test",
        "version": "test@0",
        "encoded_by": "nobody",
        "home": "UTC",
        "readings": (EXTENDED,),
        "events": (
            Event(id="signature", at="2020-03-05"),
            Event(id="start", at="2020-03-06T00:01"),
            Event(id="withdrawal"),
            Event(id="approval"),
        ),
        "duties": (
            Duty(id="M2", who=(), must="pull back", by="start + 14 days"),
            Duty(id="M5", who=(), must="hold elections"),
        ),
        "phases": (Phase(id="first", from_="start", until="start + 42 days (elapsed)"),),
        "prohibitions": (Prohibit(id="L1", who=(), acts=("shelling",), from_="start", until="first.until"),),
    }
    return Agreement(**(fields | more))


TEST = agreement()


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def at(text: str) -> Interval:
    return Interval(lo=utc(text), hi=utc(text))


def span(expression: str, *, of: Agreement = TEST, **kwargs) -> tuple[str | None, str | None]:
    found = evaluate(of, expression, **kwargs).interval
    assert found is not None
    return tuple(end and end.strftime("%Y-%m-%dT%H:%M") for end in (found.lo, found.hi))


FORMS = [
    # written
    ("2020-03-06T00:01[Europe/Moscow]", "2020-03-05T21:01", "2020-03-05T21:01"),
    ("2020-03-06T00:01+03:00", "2020-03-05T21:01", "2020-03-05T21:01"),
    ("2020-03-06T00:01-05:00", "2020-03-06T05:01", "2020-03-06T05:01"),
    ("2020-03-06T00:01Z", "2020-03-06T00:01", "2020-03-06T00:01"),
    ("2020-03-06T00:01+03:00[Europe/Moscow]", "2020-03-05T21:01", "2020-03-05T21:01"),
    ("2020-03-06T00:01", "2020-03-06T00:01", "2020-03-06T00:01"),
    ("2020-03-05 [Asia/Damascus]", "2020-03-04T22:00", "2020-03-05T22:00"),
    ("2020-02[Europe/Moscow]", "2020-01-31T21:00", "2020-02-29T21:00"),
    # edges
    ("end of 2020-03-15 [Europe/Moscow]", "2020-03-15T21:00", "2020-03-15T21:00"),
    ("start of 2020-03-15 [Europe/Moscow]", "2020-03-14T21:00", "2020-03-14T21:00"),
    ("end of 2020-12 [Europe/Kyiv]", "2020-12-31T22:00", "2020-12-31T22:00"),
    ("start of 2020-12 [Europe/Kyiv]", "2020-11-30T22:00", "2020-11-30T22:00"),
    ("end of 2020-03-15T10:00", "2020-03-16T00:00", "2020-03-16T00:00"),
    ("end of start", "2020-03-07T00:00", "2020-03-07T00:00"),
    ("start of start", "2020-03-06T00:00", "2020-03-06T00:00"),
    ("end of (start + 30 hours)", "2020-03-08T00:00", "2020-03-08T00:00"),
    ("end of end of 2020-03-15", "2020-03-16T00:00", "2020-03-16T00:00"),
    ("start of M2.by", "2020-03-20T00:00", "2020-03-20T00:00"),
    # sums
    ("start + 90 minutes", "2020-03-06T01:31", "2020-03-06T01:31"),
    ("start + 24 hours + 72 hours", "2020-03-10T00:01", "2020-03-10T00:01"),
    ("start+72 hours", "2020-03-09T00:01", "2020-03-09T00:01"),
    ("start - 12 hours", "2020-03-05T12:01", "2020-03-05T12:01"),
    ("start + 2 weeks", "2020-03-21T00:00", "2020-03-21T00:00"),
    ("start + 2 weeks (inclusive)", "2020-03-20T00:00", "2020-03-20T00:00"),
    ("start + 2 weeks (elapsed)", "2020-03-20T00:01", "2020-03-20T00:01"),
    ("start + 1 day (exclusive)", "2020-03-08T00:00", "2020-03-08T00:00"),
    ("start + 1 day (inclusive)", "2020-03-07T00:00", "2020-03-07T00:00"),
    ("start + 5 years", "2025-03-07T00:00", "2025-03-07T00:00"),
    # what follows the end of a day is counted from that day, not from the midnight after it
    ("end of 2020-03-15 + 3 days", "2020-03-19T00:00", "2020-03-19T00:00"),
    ("2020-03-16T00:00 + 3 days", "2020-03-20T00:00", "2020-03-20T00:00"),
    ("signature + 7 days + 7 days", "2020-03-20T00:00", "2020-03-20T00:00"),
    ("end of 2020-03-15 + 24 hours + 1 day", "2020-03-18T00:00", "2020-03-18T00:00"),
    # back
    ("start - 2 days", "2020-03-04T00:00", "2020-03-04T00:00"),
    ("start - 2 days (inclusive)", "2020-03-05T00:00", "2020-03-05T00:00"),
    ("start - 2 days (elapsed)", "2020-03-04T00:01", "2020-03-04T00:01"),
    ("first.until - 1 month", "2020-03-17T00:00", "2020-03-17T00:00"),
    # names
    ("M2.by", "2020-03-21T00:00", "2020-03-21T00:00"),
    ("M2.by + 1 day", "2020-03-22T00:00", "2020-03-22T00:00"),
    ("first.from", "2020-03-06T00:01", "2020-03-06T00:01"),
    ("first.until", "2020-04-17T00:01", "2020-04-17T00:01"),
    ("L1.until", "2020-04-17T00:01", "2020-04-17T00:01"),
    # one of several
    ("earlier of start and 2020-03-06T10:00", "2020-03-06T00:01", "2020-03-06T00:01"),
    ("later of start and 2020-03-06T10:00", "2020-03-06T10:00", "2020-03-06T10:00"),
    ("later of start and start + 2 hours and start + 1 hour", "2020-03-06T02:01", "2020-03-06T02:01"),
    ("earlier of 2020-03-05T10:00 and signature", "2020-03-05T00:00", "2020-03-05T10:00"),
    ("later of 2020-03-05T10:00 and signature", "2020-03-05T10:00", "2020-03-06T00:00"),
    ("earlier of start and (later of start + 1 hour and start + 2 hours)", "2020-03-06T00:01", "2020-03-06T00:01"),
    ("(later of start and M2.by) + 1 day", "2020-03-22T00:00", "2020-03-22T00:00"),
    ("((start))", "2020-03-06T00:01", "2020-03-06T00:01"),
    ("earlier of M5.by and start", "2020-03-06T00:01", "2020-03-06T00:01"),
]


@pytest.mark.parametrize(("expression", "lo", "hi"), FORMS, ids=[form[0] for form in FORMS])
def test_a_form_comes_to_the_instants_worked_out_by_hand(expression, lo, hi):
    assert span(expression) == (lo, hi)


# real day counts: what the parties or the press gave as the day
@pytest.mark.parametrize(
    ("expression", "end"),
    [
        ("2023-08-03[America/Bogota] + 180 days (inclusive)", "2024-01-30T05:00"),  # "to 29 January 2024"
        ("2018-12-18[Asia/Aden] + 21 days (exclusive)", "2019-01-08T21:00"),  # "8 January"
        ("2025-01-19T08:30[Asia/Gaza] + 16 days (inclusive)", "2025-02-03T22:00"),  # talks on "day 16", 3 February
        ("2024-11-27T04:00[Asia/Beirut] + 60 days (exclusive)", "2025-01-26T22:00"),  # "26 January"
        ("2024-11-27T04:00[Asia/Beirut] + 60 days (inclusive)", "2025-01-25T22:00"),
        ("2024-11-27T04:00[Asia/Beirut] + 60 days (elapsed)", "2025-01-26T02:00"),
        ("2020-10-23T11:15[Europe/Zurich] + 3 months (exclusive)", "2021-01-23T23:00"),
        ("2020-10-23T11:15[Europe/Zurich] + 3 months (inclusive)", "2021-01-22T23:00"),
        ("2020-10-23T11:15[Europe/Zurich] + 3 months (elapsed)", "2021-01-23T10:15"),  # summer time had ended
    ],
)
def test_a_count_of_a_real_ceasefire_ends_on_its_day(expression, end):
    assert span(expression) == (end, end)


@pytest.mark.parametrize(
    ("expression", "end"),
    [
        ("2020-01-31 + 1 month (exclusive)", "2020-03-01T00:00"),
        ("2020-01-31 + 1 month (inclusive)", "2020-03-01T00:00"),  # 31 January to the end of February is a month
        ("2020-01-29 + 1 month (inclusive)", "2020-02-29T00:00"),
        ("2020-03-01 + 1 month (inclusive)", "2020-04-01T00:00"),
        ("2020-01-31T10:00 + 1 month (elapsed)", "2020-02-29T10:00"),
        ("2020-02-29T10:00 + 1 year (elapsed)", "2021-02-28T10:00"),
        ("2020-02-29T10:00 + 4 years (elapsed)", "2024-02-29T10:00"),
        ("2020-08-31 - 6 months", "2020-02-29T00:00"),
        ("end of 2020-01-30 + 1 month (elapsed)", "2020-03-01T00:00"),
        ("2020-12-31 + 2 months", "2021-03-01T00:00"),
    ],
)
def test_a_month_without_that_day_ends_on_its_last_day(expression, end):
    assert span(expression) == (end, end)


def test_that_a_month_has_no_such_day_is_told():
    assert "29 February 2020 (there is no 31st)" in evaluate(TEST, "2020-01-31 + 1 month").steps[-1]


def test_a_day_of_unknown_hour_keeps_its_whole_day_through_months_elapsed():
    # 30 January has 24 hours, and so has the day that it comes to, though 31 January comes to the same one
    assert span("2019-01-30 + 1 month (elapsed)") == ("2019-02-28T00:00", "2019-03-01T00:00")
    assert span("2019-01-31 + 1 month (elapsed)") == ("2019-02-28T00:00", "2019-03-01T00:00")


def test_a_clock_without_a_zone_is_read_in_every_zone_of_the_agreement():
    known = agreement(home="Europe/Moscow", readings=(ZONES,))
    clock = evaluate(known, "2020-03-06T00:01[?]")

    assert possible_zones(known) == ("Europe/Moscow", "Asia/Damascus")
    assert span("2020-03-06T00:01[?]", of=known) == ("2020-03-05T21:01", "2020-03-05T22:01")
    assert clock.zone == "Europe/Moscow"
    assert "the text naming no zone: in Europe/Moscow or Asia/Damascus" in clock.steps[0]


@pytest.mark.parametrize(
    ("expression", "lo", "hi"),
    [
        ("2020-03-05[?]", "2020-03-04T21:00", "2020-03-05T22:00"),
        ("end of 2020-03-05 [?]", "2020-03-05T21:00", "2020-03-05T22:00"),
        ("2020-03-06T00:01[?] + 24 hours", "2020-03-06T21:01", "2020-03-06T22:01"),
        # by the end of the 27th Damascus too is three hours ahead: there is no doubt left
        ("2020-03-20T00:01[?] + 7 days (exclusive)", "2020-03-27T21:00", "2020-03-27T21:00"),
    ],
)
def test_what_is_counted_from_a_clock_without_a_zone_is_counted_in_each(expression, lo, hi):
    assert span(expression, of=agreement(home="Europe/Moscow", readings=(ZONES,))) == (lo, hi)


def test_an_option_that_only_sounds_like_an_old_zone_is_none():
    who = OpenReading(id="who", question="Who?", options=(("a", "Libya"), ("b", "Turkey"), ("c", "north/south")))

    assert possible_zones(agreement(readings=(who,))) == ("UTC",)


def test_the_zone_of_an_offset_is_home_for_counting_days():
    # 22:30 on the 5th in Damascus is 23:30 of that day in Moscow, where days are counted
    known = agreement(home="Europe/Moscow")

    assert span("2020-03-05T22:30+02:00 + 1 day", of=known) == ("2020-03-06T21:00", "2020-03-06T21:00")


def test_an_offset_settles_which_of_two_hours_was_meant():
    assert span("2020-10-25T02:30+01:00[Europe/Berlin]") == ("2020-10-25T01:30", "2020-10-25T01:30")


def test_an_offset_that_the_zone_never_had_is_refused():
    with pytest.raises(AgreementError, match=r"showed 01:01 on 6 March 2020 \(UTC\+03:00\)"):
        evaluate(TEST, "2020-03-06T00:01+02:00[Europe/Moscow]")


def test_the_earlier_of_two_is_bounded_by_the_one_that_is_known():
    """The other may have come already without a report, so nothing is known about how early it is."""
    clock = evaluate(TEST, "earlier of withdrawal and M2.by")

    assert clock.interval == Interval(lo=None, hi=utc("2020-03-21T00:00"))
    assert clock.waits_for == "withdrawal"
    assert "withdrawal not being reported = not later than 00:00 UTC on 21 March 2020" in clock.steps[-1]


def test_the_earlier_of_two_is_settled_once_the_other_is_reported():
    seen = {"withdrawal": at("2020-03-10T08:00")}
    late = {"withdrawal": at("2020-03-25T08:00")}

    assert evaluate(TEST, "earlier of withdrawal and M2.by", observed=seen).interval == at("2020-03-10T08:00")
    assert evaluate(TEST, "earlier of withdrawal and M2.by", observed=late).interval == at("2020-03-21T00:00")


def test_the_later_of_two_waits_for_what_is_not_reported():
    clock = evaluate(TEST, "later of withdrawal and M2.by")

    assert (clock.interval, clock.waits_for) == (None, "withdrawal")


def test_the_later_of_a_time_and_none_never_comes():
    clock = evaluate(TEST, "later of start and M5.by")

    assert (clock.interval, clock.waits_for) == (None, None)


def test_days_after_one_of_two_are_counted_on_the_clock_of_each_where_either_may_be_it():
    # at 22:30 UTC on the 5th it is the 5th in UTC and the 6th in Moscow
    both = "(earlier of 2020-03-05T22:30[UTC] and 2020-03-06[Europe/Moscow]) + 1 day"

    assert span(both) == ("2020-03-07T00:00", "2020-03-07T21:00")
    assert span("(earlier of 2020-03-05T20:30[UTC] and 2020-03-06[Europe/Moscow]) + 1 day") == (
        "2020-03-07T00:00",
        "2020-03-07T00:00",
    )


def test_a_duty_is_met_when_it_was_first_reported_fulfilled():
    waiting = evaluate(TEST, "M2.met + 5 days")
    met = {"M2.met": Interval(lo=utc("2020-03-18T10:00"), hi=utc("2020-03-18T11:00"))}
    known = evaluate(TEST, "M2.met + 5 days", observed=met)

    assert (waiting.interval, waiting.waits_for) == (None, "M2.met")
    assert waiting.steps == ("no fulfilment of M2 has been reported",)
    assert known.interval == at("2020-03-24T00:00")
    assert (
        known.steps[0] == "fulfilment of M2 was reported for 10:00 UTC on 18 March 2020 to 11:00 UTC on 18 March 2020"
    )


def test_an_event_known_only_not_to_be_later_stays_open_on_its_other_side():
    seen = {"withdrawal": Interval(lo=None, hi=utc("2020-03-18T10:00"))}

    assert span("withdrawal + 48 hours", observed=seen) == (None, "2020-03-20T10:00")
    assert span("withdrawal + 2 days", observed=seen) == (None, "2020-03-21T00:00")


def test_an_amendment_can_speak_of_what_it_changes():
    extended = agreement(
        amendments=(
            Amend(id="A1", at="2020-03-20T12:00", sets=(("M2.by", "M2.by + 7 days"),)),
            Amend(id="A2", at="2020-03-27T12:00", sets=(("M2.by", "M2.by + 1 day"),)),
        )
    )
    days = [span("M2.by", of=extended, as_of=utc(f"2020-03-{day}T13:00"))[0] for day in ("19", "20", "27")]

    assert days == ["2020-03-21T00:00", "2020-03-28T00:00", "2020-03-29T00:00"]
    assert deadline_of(extended, "M2", "by", as_of=utc("2020-03-28T00:00"))[1].id == "A2"


def test_an_amendment_of_which_it_is_open_whether_it_took_effect_counts_on_that_option():
    amended = agreement(
        amendments=(Amend(id="A1", at="2020-03-20", sets=(("M2.by", "end of 2020-04-01"),), only_if="extended=yes"),)
    )
    known = utc("2020-03-22T00:00")
    answers = {
        choice: span("M2.by", of=amended, choice=choice, as_of=known)[0]
        for choice in combinations(amended, readings_of(amended, amended.duties[0]))
    }

    assert answers == {(("extended", "yes"),): "2020-04-02T00:00", (("extended", "no"),): "2020-03-21T00:00"}
    assert deadline_of(amended, "M2", "by", as_of=known)[1] is None
    assert deadline_of(amended, "M2", "by", as_of=known, choice=(("extended", "yes"),))[1].id == "A1"


def test_an_amendment_begins_when_it_was_agreed_unless_it_says_otherwise():
    plain = Amend(id="A1", at="2020-03-20", suspends=("L1",), until="2020-04-01")
    dated = Amend(id="A2", at="2020-03-20", from_="2020-03-22", suspends=("L1",))
    both = agreement(amendments=(plain, dated))

    assert [bound_of(both, a, "from").interval.lo for a in (plain, dated)] == [
        utc("2020-03-20T00:00"),
        utc("2020-03-22T00:00"),
    ]
    assert span("A1.until", of=both) == ("2020-04-01T00:00", "2020-04-02T00:00")


def test_each_step_of_a_chain_can_be_read_alone():
    steps = evaluate(TEST, "start + 24 hours + 72 hours").steps

    assert steps == (
        "00:01 on 6 March 2020 in UTC (UTC+00:00) = 00:01 UTC on 6 March 2020",
        "24 hours elapsed, hour by hour, from 00:01 on 6 March 2020 in UTC (UTC+00:00) = 00:01 UTC on 7 March 2020",
        "72 hours elapsed, hour by hour, from 00:01 UTC on 7 March 2020 = 00:01 UTC on 10 March 2020",
    )


def test_no_grammar_is_loaded_before_an_expression_is_read():
    code = "import sys, trucewatch.agreement; raise SystemExit('lark' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


AGREEMENTS = available([Path(__file__).parents[2] / "agreements"])


@pytest.mark.parametrize("path", [path for _, _, path in AGREEMENTS], ids=[ident for ident, _, _ in AGREEMENTS])
def test_every_time_of_every_agreement_comes_to_something_on_every_reading(path):
    known = load(path)
    for term in known.terms:
        times = [getattr(term, field, None) for field in ("at", "from_", "until", "known_at")]
        times += [term.by] if isinstance(term, Duty) else []
        times += [expression for _, expression in getattr(term, "sets", ())]
        for expression in filter(None, times):
            for choice in combinations(known, readings_of(known, term)):
                clock = evaluate(known, expression, choice, as_of=utc("2026-01-01T00:00"))

                assert clock.steps, (term.id, expression)
                assert clock.interval or clock.waits_for or clock.steps[-1] == "no deadline is set"
                if clock.interval and clock.interval.lo and clock.interval.hi:
                    assert clock.interval.lo <= clock.interval.hi
