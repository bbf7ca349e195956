"""The data's way: what was known at the instant is linked and checked, decisions come in as data."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from trucewatch import pipeline
from trucewatch.agreement import load
from trucewatch.model import Decision, Document, Finding, Observation, Place, Published, When, Within, from_plain
from trucewatch.pipeline.view import in_force

END_OF_MARCH = datetime(2020, 3, 31, tzinfo=UTC)


def decide(case, target, action, what="claim", changes=(), ident="d1", at="2026-01-01T00:00:00+00:00"):
    case.decide(
        Decision(id=ident, what=what, target=target, action=action, changes=changes, by="ana", at=at, reason="checked")
    )


def engaged(made):
    return {f.incident: f.engaged for f in made.findings if f.engaged is not None}


def test_one_act_told_twice_is_one_incident_with_both_tolls(case, report):
    report("a", day="2020-03-09", published="2020-03-09")
    report("b", day="2020-03-09", published="2020-03-10", publisher="Other", speaker="Local council")
    made = pipeline.run(case, as_of=END_OF_MARCH)
    (incident,) = made.linked.incidents

    assert {t.source for t in incident.tallies} == {"Rescuers", "Local council"}
    assert set(engaged(made).values()) == {Within.YES}


def test_what_was_published_later_is_not_in_the_picture(case, report):
    report("a", day="2020-03-09", published="2020-03-09")
    report("b", day="2020-03-20", published="2020-03-20", place=(36.9, 35.9))
    made = pipeline.run(case, as_of=datetime(2020, 3, 12, tzinfo=UTC))

    assert [d.id for d in made.documents] == ["a"]
    assert pipeline.summary(made)["later"] == 1
    assert len(made.linked.incidents) == 1


def test_the_same_case_and_instant_give_the_same_picture(case, report):
    report("a", day="2020-03-09", published="2020-03-09")
    report("b", day="2020-03-20", published="2020-03-20", place=(36.9, 35.9))

    assert pipeline.run(case, as_of=END_OF_MARCH) == pipeline.picture(case, as_of=END_OF_MARCH)


def test_a_run_leaves_its_findings_in_the_case(case, report):
    report("a", day="2020-03-09", published="2020-03-09")
    made = pipeline.run(case, as_of=END_OF_MARCH)

    stored = case.results(END_OF_MARCH.isoformat(), "finding")
    assert tuple(from_plain(Finding, plain) for plain in stored) == made.findings
    assert case.last_run() == (END_OF_MARCH.isoformat(), pipeline.summary(made))


def test_a_rejected_claim_is_left_out_until_the_decision_is_taken_back(case, report):
    claim = report("a", day="2020-03-09", published="2020-03-09")
    decide(case, claim.id, "reject")
    without = pipeline.run(case, as_of=END_OF_MARCH)
    decide(case, "d1", "undo", ident="d2", at="2026-01-02T00:00:00+00:00")
    again = pipeline.run(case, as_of=END_OF_MARCH)

    assert without.linked.incidents == ()
    assert len(again.linked.incidents) == 1


def test_a_corrected_claim_is_checked_as_corrected(case, report):
    claim = report("a", day="2020-03-09", published="2020-03-09")
    decide(case, claim.id, "correct", changes=(("when", '{"start": "2020-03-01", "end": "2020-03-01"}'),))
    made = pipeline.run(case, as_of=END_OF_MARCH)

    assert set(engaged(made).values()) == {Within.NO}


def test_an_observation_is_checked_like_any_report(case):
    case.observe(
        Observation(
            id="o1",
            observer="Team 4",
            means="heard",
            position=Place(name="Ariha", lon=36.6, lat=35.8, radius_m=50.0),
            when=When(start="2020-03-09T10:00+03:00", end="2020-03-09T10:00+03:00"),
            what="explosions",
            act="explosion",
            bearing_deg=0.0,
            distance_m=1000.0,
            distance_error_m=100.0,
            unit="explosion",
            count=3,
        )
    )
    made = pipeline.run(case, as_of=END_OF_MARCH)

    assert set(engaged(made).values()) == {Within.YES}
    assert made.linked.incidents[0].claims == ("o1.1",)


def test_an_unread_language_is_counted_and_says_nothing(case):
    document = Document(id="ar", lang="ar", published=Published(start="2020-03-09"), text="قصف")
    case.add([document], original=None, kind="report")
    made = pipeline.run(case, as_of=END_OF_MARCH)

    assert [d.id for d in made.unread] == ["ar"]
    assert pipeline.summary(made)["claims"] == 0


def test_a_deadline_that_passed_in_silence_is_not_called_missed(case):
    made = pipeline.run(case, as_of=END_OF_MARCH)
    (duty,) = (f for f in made.findings if f.duty)

    assert duty.state == "no report of fulfilment by the deadline"


@pytest.mark.parametrize(
    ("as_of", "states"),
    [
        (datetime(2020, 3, 5, 21, 0, tzinfo=UTC), {"no"}),
        (datetime(2020, 3, 5, 22, 0, tzinfo=UTC), {"yes", "no"}),
        (datetime(2020, 3, 6, 0, 1, tzinfo=UTC), {"yes"}),
    ],
)
def test_what_holds_is_said_once_where_all_readings_agree(case, as_of, states):
    made = pipeline.picture(case, as_of=as_of)
    held = list(in_force(made.agreement, as_of))

    assert {h.state.value for h in held} == states
    assert [h.readings for h in held] == ([()] if len(states) == 1 else [("clock=istanbul",), ("clock=utc",)])


def test_a_view_carries_the_start_over_all_readings(case):
    made = pipeline.picture(case, as_of=END_OF_MARCH)
    view = pipeline.view(made, title="River", zone="UTC", folder=case.agreement_folder)

    assert view.start.lo == datetime(2020, 3, 5, 21, 1, tzinfo=UTC)
    assert view.start.hi == datetime(2020, 3, 6, 0, 1, tzinfo=UTC)
    assert view.sentence("P1")


@pytest.mark.parametrize(
    ("ident", "term", "states"),
    [("lebanon-2024", "L2c", {"yes", "no"}), ("gaza-2025-10", "G4b", {"cannot-tell"})],
    ids=["a term of one reading only", "a term that waits for a report"],
)
def test_a_term_is_not_said_to_hold_where_a_reading_lacks_it_or_nobody_has_reported_its_beginning(ident, term, states):
    agreement = load(Path(__file__).parents[2] / "agreements" / ident)

    held = [h for h in in_force(agreement, datetime(2025, 12, 1, tzinfo=UTC)) if h.term == term]

    assert {h.state.value for h in held} == states
