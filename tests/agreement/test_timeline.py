"""Timelines: what holds when, on which readings, and what waits for a report."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from trucewatch.agreement import load
from trucewatch.agreement.options import grouped
from trucewatch.agreement.parts import Renew
from trucewatch.agreement.readings import combinations
from trucewatch.agreement.terms import Agreement, Amend, Duty, Event, OpenReading, Permit, Phase, Prohibit
from trucewatch.agreement.timeline import timeline
from trucewatch.agreement.timeline_words import first_day, in_short, variant_words
from trucewatch.model import Interval

AGREEMENTS = Path(__file__).resolve().parents[2] / "agreements"
UTC_ZONE = ZoneInfo("UTC")
CLOCK = OpenReading(
    id="clock", question="Whose?", options=(("moscow", "Europe/Moscow"), ("istanbul", "Asia/Istanbul"), ("utc", "UTC"))
)
COUNT = OpenReading(id="count", question="How?", options=(("civil", "exclusive"), ("hours", "elapsed")))
TERMS = {
    "id": "test",
    "title": "A test",
    "version": "test@0",
    "encoded_by": "nobody",
    "home": "UTC",
    "readings": (CLOCK, COUNT),
    "events": (Event(id="start", at="2020-03-06T00:01[{clock}]"), Event(id="approval")),
}


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def told(term_id: str, *, as_of: str = "2030-01-01", observed=None, **more) -> dict[str, str]:
    """Return the words of each variant of one term, by the readings that lead to it."""
    agreement = Agreement(**(TERMS | more))
    row = next(r for r in timeline(agreement, as_of=at(as_of), observed=observed).rows if r.term.id == term_id)
    return {variant.on: variant_words(variant, UTC_ZONE) for variant in row.variants}


def test_options_that_give_the_same_instant_are_told_together():
    assert told("start") == {
        "clock=moscow|istanbul": "2020-03-05 21:01",
        "clock=utc": "2020-03-06 00:01",
    }


def test_a_reading_that_does_not_touch_the_clock_is_not_told():
    rule = Prohibit(id="P", who=("north",), acts=("shelling", "{count}"), from_="2020-03-06T00:01")

    assert told("P", prohibitions=(rule,)) == {"": "from 2020-03-06 00:01, no end stated"}


def test_a_deadline_at_midnight_is_called_by_the_day_that_it_ends():
    duties = (Duty(id="D", who=(), must="leave", by="2020-03-05T10:00 + 7 days ({count})"),)

    assert told("D", duties=duties) == {
        "count=civil": "by the end of 2020-03-12",
        "count=hours": "by 2020-03-12 10:00",
    }


def test_what_depends_on_an_event_waits_until_it_is_reported():
    duties = (Duty(id="D", who=(), must="leave", by="approval + 24 hours"),)
    seen = {"approval": Interval(lo=at("2025-10-10T01:00"), hi=at("2025-10-10T01:00"))}

    assert told("D", duties=duties) == {"": "no deadline before approval is reported (approval + 24 hours)"}
    assert told("approval") == {"": "not before approval is reported"}
    assert told("D", duties=duties, observed=seen) == {"": "by 2025-10-11 01:00"}


def test_a_rule_may_start_with_one_event_and_end_with_another():
    rule = Prohibit(id="P", who=(), acts=(), from_="2020-03-06T00:01", until="approval")

    assert told("P", prohibitions=(rule,)) == {"": "from 2020-03-06 00:01, until approval is reported"}


def test_a_rule_on_one_reading_only_does_not_hold_on_the_others():
    rule = Prohibit(id="P", who=(), acts=(), from_="2020-03-06T00:01", only_if="count=hours")

    assert told("P", prohibitions=(rule,)) == {
        "count=civil": "does not hold",
        "count=hours": "from 2020-03-06 00:01, no end stated",
    }


def test_a_rule_during_a_phase_has_the_time_of_the_phase():
    phase = Phase(id="first", from_="start", until="2020-04-17T00:00")
    rule = Prohibit(id="P", who=(), acts=(), during="first")

    words = told("P", phases=(phase,), prohibitions=(rule,))

    assert words == told("first", phases=(phase,))
    assert words["clock=utc"] == "from 2020-03-06 00:01, until the end of 2020-04-16"


AMENDED = {
    "duties": (Duty(id="D", who=(), must="leave", by="end of 2025-01-26"),),
    "amendments": (
        Amend(id="A1", at="2025-01-26", known_at="2025-01-27T01:00", sets=(("D.by", "end of 2025-02-18"),)),
    ),
}


def test_an_extension_is_told_beside_the_deadline_that_it_replaced():
    assert told("D", **AMENDED) == {"": "at first by the end of 2025-01-26; by the end of 2025-02-18 (A1)"}


def test_an_amendment_counts_from_when_it_was_known():
    agreement = Agreement(**(TERMS | AMENDED))

    before = timeline(agreement, as_of=at("2025-01-27T00:59"))

    assert before.later == ("A1",)
    assert told("D", as_of="2025-01-27T00:59", **AMENDED) == {"": "by the end of 2025-01-26"}
    assert timeline(agreement, as_of=at("2025-01-27T01:00")).later == ()


def test_a_suspension_and_an_end_are_told_on_the_readings_on_which_they_took_effect():
    rule = Prohibit(id="P", who=(), acts=(), from_="2020-03-06T00:01")
    stop = Amend(id="A1", at="2020-04-01T12:00", until="2020-04-03T12:00", suspends=("P",), only_if="count=hours")
    over = Amend(id="A2", at="2020-05-01T12:00", terminates=("P",))

    assert told("P", prohibitions=(rule,), amendments=(stop, over)) == {
        "count=civil": "from 2020-03-06 00:01, no end stated; ended 2020-05-01 12:00 (A2)",
        "count=hours": "from 2020-03-06 00:01, no end stated; "
        "suspended from 2020-04-01 12:00, until 2020-04-03 12:00 (A1); ended 2020-05-01 12:00 (A2)",
    }


def test_a_deadline_that_an_event_may_bring_forward_says_so():
    duties = (Duty(id="D", who=(), must="leave", by="earlier of 2020-04-01T12:00 and approval"),)

    assert told("D", duties=duties) == {"": "by 2020-04-01 12:00 at the latest, or earlier with approval"}


def test_a_phase_ends_as_its_renewals_are_known():
    """Five years, renewed by itself unless a notice is reported six months before the end."""
    renew = Renew(period="5 years", automatic=True, unless="approval", notice="6 months")
    phase = Phase(id="term", from_="2020-11-10T00:00", until="2025-11-10T00:00", renew=renew)
    given_notice = {"approval": Interval(lo=at("2025-01-01"), hi=at("2025-01-01"))}

    assert told("term", as_of="2025-01-01", phases=(phase,))[""].endswith("until the end of 2025-11-09")
    assert told("term", as_of="2025-12-01", phases=(phase,))[""].endswith("until the end of 2030-11-09")
    assert told("term", as_of="2025-12-01", observed=given_notice, phases=(phase,))[""].endswith("2025-11-09")


def test_a_rule_stops_with_the_suspension_of_the_phase_that_it_holds_in():
    phase = Phase(id="first", from_="2020-03-06T00:01", until="2020-04-17T12:00")
    rule = Prohibit(id="P", who=(), acts=(), during="first")
    stop = Amend(id="A", at="2020-03-20T12:00", suspends=("first",))

    assert told("P", phases=(phase,), prohibitions=(rule,), amendments=(stop,)) == {
        "": "from 2020-03-06 00:01, until 2020-04-17 12:00; suspended from 2020-03-20 12:00, no resumption known (A)"
    }


def test_a_permit_has_no_time_of_its_own_and_stands_behind_what_it_overrides():
    rules = (
        Prohibit(id="P1", who=(), acts=(), from_="2020-03-06T00:01"),
        Prohibit(id="P2", who=(), acts=(), from_="2021-03-06T00:01"),
    )
    agreement = Agreement(
        **(TERMS | {"prohibitions": rules, "permits": (Permit(id="S", who=(), acts=(), overrides=("P1",)),)})
    )

    rows = timeline(agreement, as_of=at("2022-01-01")).rows

    assert [row.term.id for row in rows] == ["start", "P1", "S", "P2", "approval"]
    assert variant_words(rows[2].variants[0], UTC_ZONE) == "as long as what it overrides"


def test_the_day_of_a_deadline_is_the_day_that_it_ends():
    agreement = Agreement(**(TERMS | AMENDED))
    rows = {row.term.id: row for row in timeline(agreement, as_of=at("2025-01-01")).rows}

    assert first_day(rows["D"], UTC_ZONE) == "2025-01-26"
    assert first_day(rows["start"], UTC_ZONE) == "2020-03-05"
    assert first_day(rows["approval"], UTC_ZONE) is None


def test_idlib_holds_from_the_first_minute_on_three_clocks_at_two_instants():
    agreement = load(AGREEMENTS / "idlib-2020")
    rows = timeline(agreement, as_of=at("2020-03-13")).rows

    assert [row.term.id for row in rows] == ["signature", "S-respond", "start", "I1", "D2", "D3"]
    assert [[v.on for v in row.variants] for row in rows][2:4] == [["clock=moscow|istanbul", "clock=damascus"]] * 2
    assert [variant_words(v, ZoneInfo("Europe/Moscow")) for v in rows[4].variants] == [
        "by the end of 2020-03-12",
        "by the end of 2020-03-11",
        "by some time on 2020-03-12",
    ]


def test_a_rule_is_told_in_short_with_the_acts_that_there_is_room_for():
    rule = Prohibit(id="P", who=("north",), acts=("shelling", "air-strike", "attack", "ambush", "explosion"))

    assert in_short(Agreement(**TERMS), rule) == "north: no shelling, air strike, attack, ambush and 1 more"


def test_what_follows_the_fulfilment_of_a_duty_waits_for_a_report_of_it():
    duties = (Duty(id="D1", who=(), must="leave"), Duty(id="D2", who=(), must="release", by="D1.met + 72 hours"))
    met = {"D1.met": Interval(lo=at("2025-10-10T12:00"), hi=at("2025-10-10T12:00"))}

    assert told("D2", duties=duties) == {"": "no deadline before D1 is reported met (D1.met + 72 hours)"}
    assert told("D2", duties=duties, observed=met) == {"": "by 2025-10-13 12:00"}


def test_an_act_that_a_reading_decides_is_called_by_its_options():
    mines = OpenReading(id="mines", question="?", options=(("counted", "landmine"), ("not-counted", "none")))
    rule = Prohibit(id="P", who=("north",), acts=("shelling", "{mines}"))

    assert in_short(Agreement(**(TERMS | {"readings": (mines,)})), rule) == "north: no shelling, landmine"


def test_an_expression_is_told_with_the_option_that_was_taken():
    which = OpenReading(id="which", question="?", options=(("one", "approval"), ("other", "start")))
    duties = (Duty(id="D", who=(), must="leave", by="{which} + 24 hours"),)

    words = told("D", duties=duties, readings=(CLOCK, which))

    assert words["which=one"] == "no deadline before approval is reported (approval + 24 hours)"
    assert words["clock=utc, which=other"] == "by 2020-03-07 00:01"


@given(st.data())
def test_the_words_for_readings_name_exactly_the_choices_of_the_answer(data):
    """Read back, the words of each answer select the very choices that led to it."""
    agreement = Agreement(**TERMS)
    choices = combinations(agreement, ["clock", "count"])
    answers = [(choice, data.draw(st.integers(0, 2))) for choice in choices]

    for answer, words in grouped(answers):
        meant = {choice for choice in choices if _selected(words, dict(choice))}

        assert meant == {choice for choice, given_answer in answers if given_answer == answer}


def _selected(words: str, choice: dict[str, str]) -> bool:
    return any(
        all(choice[axis.partition("=")[0]] in axis.partition("=")[2].split("|") for axis in box.split(", ") if axis)
        for box in words.split(" or ")
    )


@given(st.integers(-400, 400))
def test_rows_stand_in_the_order_of_time_wherever_the_calendar_is_shifted(days):
    shift = timedelta(days=days)
    moments = [at("2020-03-06T00:01") + shift, at("2020-03-09T10:00") + shift, at("2020-03-30T10:00") + shift]
    events = tuple(Event(id=f"e{i}", at=f"{m:%Y-%m-%dT%H:%M}[UTC]") for i, m in enumerate(reversed(moments)))
    rows = timeline(replace(Agreement(**TERMS), events=events), as_of=at("2030-01-01")).rows

    assert [row.instants[0] for row in rows] == moments
    assert all(a.instants <= b.instants for a, b in pairwise(rows))
