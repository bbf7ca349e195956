"""When a phase ends as known on a day, and when an amendment keeps a term from holding. Dates worked out by hand."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from trucewatch.agreement.clocks import evaluate
from trucewatch.agreement.parts import Renew
from trucewatch.agreement.phases import end_of, standing
from trucewatch.agreement.terms import Agreement, Amend, Event, OpenReading, Phase, Prohibit
from trucewatch.errors import AgreementError
from trucewatch.model import Interval, Within

TOOK = OpenReading(id="took", question="Did it take effect?", options=(("yes", "it did"), ("no", "it did not")))

FIVE_YEARS = Phase(
    id="mission",
    from_="start",
    until="start + 5 years (elapsed)",
    renew=Renew(period="5 years", automatic=True, unless="notice", notice="6 months"),
)
"""From 10 November 2020, 00:00 in Moscow: notice by 10 May 2025, 00:00 in Moscow, is 21:00 UTC on the 9th."""

SEVEN_DAYS = Phase(
    id="truce",
    from_="lull",
    until="lull + 7 days (elapsed)",
    renew=Renew(period="5 days", upon="extension", notice="48 hours"),
)
"""From 22 May 2023, 21:45 in Khartoum (19:45 UTC), to 29 May, 19:45 UTC."""


def agreement(**more) -> Agreement:
    fields = {
        "id": "test",
        "title": "A test",
        "version": "test@0",
        "encoded_by": "nobody",
        "home": "Europe/Moscow",
        "readings": (TOOK,),
        "events": (
            Event(id="start", at="2020-11-10T00:00[Europe/Moscow]"),
            Event(id="lull", at="2023-05-22T21:45[Africa/Khartoum]"),
            Event(id="notice"),
            Event(id="extension"),
            Event(id="resumption"),
        ),
        "phases": (FIVE_YEARS, SEVEN_DAYS),
        "prohibitions": (Prohibit(id="L1", who=(), acts=("shelling",)),),
    }
    return Agreement(**(fields | more))


TEST = agreement()


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def at(text: str) -> Interval:
    return Interval(lo=utc(text), hi=utc(text))


def end(phase: Phase, as_of: str | None, of: Agreement = TEST, choice=(), **observed: Interval) -> Interval:
    return end_of(of, phase, choice, observed=observed, as_of=as_of and utc(as_of)).interval


def told(phase: Phase, as_of: str, of: Agreement = TEST, **observed: Interval) -> str:
    return "; ".join(end_of(of, phase, observed=observed, as_of=utc(as_of)).steps)


# --- renewed by itself unless notice is given


@pytest.mark.parametrize(
    ("as_of", "ends"),
    [
        (None, "2025-11-09T21:00"),
        ("2021-01-01T00:00", "2025-11-09T21:00"),
        ("2025-05-09T20:59", "2025-11-09T21:00"),
        ("2025-05-09T21:00", "2030-11-09T21:00"),
        ("2026-01-01T00:00", "2030-11-09T21:00"),
        ("2030-05-09T20:59", "2030-11-09T21:00"),
        ("2030-05-09T21:00", "2035-11-09T21:00"),
    ],
)
def test_a_phase_renews_itself_once_the_last_moment_for_notice_has_passed(as_of, ends):
    assert end(FIVE_YEARS, as_of) == at(ends)


def test_before_that_moment_no_renewal_is_claimed():
    words = told(FIVE_YEARS, "2025-05-01T00:00")

    assert "whether it is renewed for 5 years is not known before 21:00 UTC on 9 May 2025" in words
    assert "the present period ends at 21:00 UTC on 9 November 2025" in words


def test_silence_is_told_as_silence():
    words = told(FIVE_YEARS, "2025-06-01T12:00")

    assert "renewed for 5 years, to 21:00 UTC on 9 November 2030: no report of notice" in words
    assert "at least 6 months before the end, known by 12:00 UTC on 1 June 2025" in words


@pytest.mark.parametrize(
    ("given", "as_of", "ends"),
    [
        ("2025-05-09T21:00", "2025-12-01T00:00", "2025-11-09T21:00"),  # at the very moment
        ("2025-05-09T21:01", "2025-12-01T00:00", "2030-11-09T21:00"),  # a minute late
        ("2024-02-01T00:00", "2024-03-01T00:00", "2025-11-09T21:00"),
        ("2024-02-01T00:00", "2040-01-01T00:00", "2025-11-09T21:00"),
        ("2025-07-01T00:00", "2031-01-01T00:00", "2030-11-09T21:00"),  # too late for the first period, not the second
    ],
)
def test_notice_in_time_ends_it_with_the_period(given, as_of, ends):
    assert end(FIVE_YEARS, as_of, notice=at(given)) == at(ends)


def test_notice_is_told_with_its_day_and_what_was_asked():
    early = told(FIVE_YEARS, "2025-12-01T00:00", notice=at("2025-01-02T00:00"))
    late = told(FIVE_YEARS, "2025-12-01T00:00", notice=at("2025-07-02T00:00"))

    assert "not renewed: notice was reported for 00:00 UTC on 2 January 2025, at least 6 months before" in early
    assert "notice was reported only for 00:00 UTC on 2 July 2025, and had to come at least 6 months before" in late


def test_notice_that_may_have_come_too_late_leaves_both_ends_possible():
    doubtful = Interval(lo=utc("2025-05-09T00:00"), hi=utc("2025-05-10T00:00"))

    assert end(FIVE_YEARS, "2025-06-01T00:00", notice=doubtful) == Interval(
        lo=utc("2025-11-09T21:00"), hi=utc("2030-11-09T21:00")
    )
    assert "cannot tell whether it was renewed" in told(FIVE_YEARS, "2025-06-01T00:00", notice=doubtful)


def test_a_period_that_ends_with_a_day_goes_on_ending_with_that_day():
    monthly = Renew(period="1 month", automatic=True, unless="notice", notice="5 days")
    phase = Phase(id="calm", until="end of 2021-01-31 [UTC]", renew=monthly)
    ends = [end(phase, day, of=agreement(phases=(phase,))) for day in ("2021-01-25", "2021-01-27", "2021-02-24")]

    # 31 January, 28 February, 28 March: a month after the last day of a shorter month is that day of the next
    assert ends == [at("2021-02-01T00:00"), at("2021-03-01T00:00"), at("2021-03-29T00:00")]


def test_a_period_keeps_its_hour_of_the_clock_unless_it_counts_hours():
    by_day = Phase(
        id="calm", until="2021-10-28T12:00[Asia/Damascus]", renew=Renew(period="1 day", automatic=True, unless="notice")
    )
    by_hour = Phase(
        id="calm",
        until="2021-10-28T12:00[Asia/Damascus]",
        renew=Renew(period="1 day (elapsed)", automatic=True, unless="notice"),
    )

    # the clocks of Damascus went back in the night
    assert end(by_day, "2021-10-28T12:00") == at("2021-10-29T10:00")
    assert end(by_hour, "2021-10-28T12:00") == at("2021-10-29T09:00")


def test_many_renewals_are_counted_and_not_all_told():
    weekly = Phase(
        id="calm", until="2020-01-01T00:00[UTC]", renew=Renew(period="1 week", automatic=True, unless="notice")
    )
    clock = end_of(TEST, weekly, as_of=utc("2022-01-01T00:00"))

    assert clock.interval == at("2022-01-05T00:00")
    assert "and so on, renewed 105 times in all" in clock.steps
    assert len(clock.steps) < 12


def test_a_phase_without_notice_to_watch_renews_itself_by_its_text():
    plain = Phase(id="calm", until="2020-01-01T00:00[UTC]", renew=Renew(period="1 year", automatic=True))

    assert end(plain, "2020-06-01T00:00") == at("2021-01-01T00:00")
    assert "the text renews it by itself" in told(plain, "2020-06-01T00:00")


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ("0 days", "is renewed for 0 days, which is no time"),
        ("a while", "'a' stands where a whole number"),
        ("1 minute", "has renewed itself 10,000 times by"),
    ],
)
def test_a_period_that_leads_nowhere_is_refused(period, words):
    phase = Phase(id="calm", until="2020-01-01T00:00[UTC]", renew=Renew(period=period, automatic=True))

    with pytest.raises(AgreementError, match=words):
        end_of(TEST, phase, as_of=utc("2022-01-01T00:00"))


# --- renewed only upon a report


def test_without_a_report_of_an_extension_the_present_period_is_the_last_known():
    assert end(SEVEN_DAYS, "2023-06-10T00:00") == at("2023-05-29T19:45")
    assert "no report of extension known by 00:00 UTC on 10 June 2023" in told(SEVEN_DAYS, "2023-06-10T00:00")


def test_an_extension_reported_before_the_end_adds_one_period():
    agreed = at("2023-05-29T16:00")

    assert end(SEVEN_DAYS, "2023-05-29T17:00", extension=agreed) == at("2023-06-03T19:45")
    assert end(SEVEN_DAYS, "2023-07-01T00:00", extension=agreed) == at("2023-06-03T19:45")


def test_an_extension_later_than_the_notice_asks_for_is_told_as_late():
    early = told(SEVEN_DAYS, "2023-06-01T00:00", extension=at("2023-05-27T19:45"))
    late = told(SEVEN_DAYS, "2023-06-01T00:00", extension=at("2023-05-29T16:00"))

    assert "later than 48 hours before the end" not in early
    assert "later than 48 hours before the end" in late


def test_an_extension_reported_after_the_end_does_not_renew():
    agreed = at("2023-05-29T19:45")

    assert end(SEVEN_DAYS, "2023-06-01T00:00", extension=agreed) == at("2023-05-29T19:45")
    assert "after the end" in told(SEVEN_DAYS, "2023-06-01T00:00", extension=agreed)


def test_an_extension_on_the_day_of_the_end_at_an_unknown_hour_leaves_both_possible():
    day = Interval(lo=utc("2023-05-28T22:00"), hi=utc("2023-05-29T22:00"))

    assert end(SEVEN_DAYS, "2023-06-01T00:00", extension=day) == Interval(
        lo=utc("2023-05-29T19:45"), hi=utc("2023-06-03T19:45")
    )


# --- what follows, amended and ended phases


def test_the_end_of_a_phase_is_a_time_like_any_other():
    known = utc("2023-06-01T00:00")
    seen = {"extension": at("2023-05-29T16:00")}

    assert evaluate(TEST, "truce.until", observed=seen, as_of=known).interval == at("2023-06-03T19:45")
    assert evaluate(TEST, "truce.until - 48 hours", observed=seen, as_of=known).interval == at("2023-06-01T19:45")
    assert evaluate(TEST, "truce.until", observed=seen).interval == at("2023-05-29T19:45")


def test_what_is_counted_from_a_renewed_end_says_from_when():
    steps = evaluate(TEST, "truce.until - 48 hours", as_of=utc("2023-06-01T00:00")).steps

    assert steps[-1] == "48 hours back, hour by hour, from 19:45 UTC on 29 May 2023 = 19:45 UTC on 27 May 2023"


def test_an_amended_end_is_the_one_that_renews():
    shorter = Amend(id="A1", at="2022-01-01", sets=(("mission.until", "2023-11-10T00:00[Europe/Moscow]"),))
    amended = agreement(amendments=(shorter,))

    assert end(FIVE_YEARS, "2021-12-01T00:00", of=amended) == at("2025-11-09T21:00")
    assert end(FIVE_YEARS, "2022-02-01T00:00", of=amended) == at("2023-11-09T21:00")
    assert end(FIVE_YEARS, "2023-06-01T00:00", of=amended) == at("2028-11-09T21:00")


def test_an_extension_by_some_time_is_counted_from_the_end_as_it_was_then():
    longer = Amend(id="A1", at="2026-01-01T00:00[UTC]", sets=(("mission.until", "mission.until + 1 year (elapsed)"),))
    amended = agreement(amendments=(longer,))

    assert end(FIVE_YEARS, "2025-12-31T00:00", of=amended) == at("2030-11-09T21:00")
    assert end(FIVE_YEARS, "2026-01-01T00:00", of=amended) == at("2031-11-09T21:00")
    assert end(FIVE_YEARS, "2031-06-01T00:00", of=amended) == at("2036-11-09T21:00")


def test_a_terminated_phase_ends_when_it_was_terminated_and_not_before_that_is_known():
    ended = Amend(id="A1", at="2024-06-12T10:00[UTC]", known_at="2024-06-13T08:00[UTC]", terminates=("mission",))
    amended = agreement(amendments=(ended,))

    assert end(FIVE_YEARS, "2024-06-13T07:59", of=amended) == at("2025-11-09T21:00")
    assert end(FIVE_YEARS, "2024-06-13T08:00", of=amended) == at("2024-06-12T10:00")
    assert end(FIVE_YEARS, "2026-01-01T00:00", of=amended) == at("2024-06-12T10:00")


def test_a_termination_that_may_not_have_taken_effect_counts_on_that_option_only():
    ended = Amend(id="A1", at="2024-06-12T10:00[UTC]", terminates=("mission",), only_if="took=yes")
    amended = agreement(amendments=(ended,))
    ends = [end(FIVE_YEARS, "2024-07-01T00:00", of=amended, choice=(("took", option),)) for option in ("yes", "no")]

    assert ends == [at("2024-06-12T10:00"), at("2025-11-09T21:00")]


# --- suspended and ended terms


def suspended(**fields) -> Agreement:
    return agreement(amendments=(Amend(**({"id": "S1", "at": "2024-03-01T12:00[UTC]", "suspends": ("L1",)} | fields)),))


def test_a_term_is_suspended_from_when_it_was_agreed_until_somebody_says_otherwise():
    stretch = standing(suspended(), "L1", as_of=utc("2024-04-01T00:00"))[0]

    assert (stretch.kind, stretch.amend, stretch.from_, stretch.until) == (
        "suspended", "S1", at("2024-03-01T12:00"), None,
    )  # fmt: skip
    assert stretch.words[-1] == "no end of it known by 00:00 UTC on 1 April 2024"
    assert stretch.holds(at("2024-03-01T11:59")) is Within.NO
    assert stretch.holds(at("2024-03-01T12:00")) is Within.YES


def test_an_act_at_an_unknown_hour_of_the_day_of_suspension_cannot_be_told():
    day = Interval(lo=utc("2024-03-01T00:00"), hi=utc("2024-03-02T00:00"))
    stretch = standing(suspended(), "L1", as_of=utc("2024-04-01T00:00"))[0]

    assert stretch.holds(day) is Within.UNKNOWN


def test_a_suspension_ends_with_the_resumption_that_is_reported():
    paused = suspended(until="resumption")
    waiting = standing(paused, "L1", as_of=utc("2024-04-01T00:00"))[0]
    known = standing(
        paused, "L1", observed={"resumption": at("2024-03-20T06:00")}, as_of=utc("2024-04-01T00:00")
    )[0]  # fmt: skip

    assert waiting.until is None
    assert waiting.words[-1] == "until resumption: no report of it known by 00:00 UTC on 1 April 2024"
    assert known.until == at("2024-03-20T06:00")
    assert [known.holds(at(f"2024-03-{day}T06:00")) for day in ("19", "20")] == [Within.YES, Within.NO]


def test_a_resumption_from_before_the_suspension_does_not_end_it():
    seen = {"resumption": at("2024-01-20T06:00")}
    stretch = standing(suspended(until="resumption"), "L1", observed=seen, as_of=utc("2024-04-01T00:00"))[0]

    assert stretch.until is None
    assert "before it began" in stretch.words[-1]


def test_a_later_amendment_can_set_the_end_of_a_suspension():
    resumed = Amend(id="S2", at="2024-05-01T00:00[UTC]", sets=(("S1.until", "2024-05-02T00:00[UTC]"),))
    both = agreement(amendments=(*suspended().amendments, resumed))

    assert standing(both, "L1", as_of=utc("2024-04-30T00:00"))[0].until is None
    assert standing(both, "L1", as_of=utc("2024-05-01T00:00"))[0].until == at("2024-05-02T00:00")


def test_a_suspension_counts_from_when_it_is_known():
    late = suspended(known_at="2024-03-03T00:00[UTC]", retroactive="disputed")

    assert standing(late, "L1", as_of=utc("2024-03-02T23:59")) == ()
    assert "whether it reaches back to before it was known: disputed" in standing(
        late, "L1", as_of=utc("2024-03-03T00:00")
    )[0].words  # fmt: skip


def test_a_suspension_that_may_not_have_taken_effect_counts_on_that_option_only():
    doubted = suspended(only_if="took=yes")
    found = [standing(doubted, "L1", (("took", option),), as_of=utc("2024-04-01T00:00")) for option in ("yes", "no")]

    assert [len(stretches) for stretches in found] == [1, 0]
    assert standing(doubted, "L1", as_of=utc("2024-04-01T00:00")) == ()


def test_a_suspension_that_waits_for_an_event_has_not_begun():
    assert standing(suspended(from_="resumption"), "L1", as_of=utc("2024-04-01T00:00")) == ()


def test_a_terminated_term_has_ended_for_good():
    ended = suspended(suspends=(), terminates=("L1",), from_="2024-03-05T00:00[UTC]")
    stretch = standing(ended, "L1", as_of=utc("2024-04-01T00:00"))[0]

    assert (stretch.kind, stretch.from_, stretch.until) == ("ended", at("2024-03-05T00:00"), None)
    assert stretch.holds(at("2030-01-01T00:00")) is Within.YES
    assert standing(ended, "L2", as_of=utc("2024-04-01T00:00")) == ()
