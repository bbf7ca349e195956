"""What differs between two versions of an agreement, and what an amendment changes, on every reading."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.agreement import load
from trucewatch.agreement.diff import difference, without
from trucewatch.agreement.diff_clocks import later_words, shifts
from trucewatch.agreement.diff_zones import zone_shifts
from trucewatch.agreement.parts import Geometry
from trucewatch.agreement.terms import Agreement, Amend, Duty, Event, OpenReading, Party, Phase, Prohibit, Zone
from trucewatch.errors import AgreementError

AGREEMENTS = Path(__file__).resolve().parents[2] / "agreements"
LATER = datetime(2030, 1, 1, tzinfo=UTC)
COUNT = OpenReading(id="count", question="How?", options=(("civil", "exclusive"), ("hours", "elapsed")))
RULE = Prohibit(id="P", clause="item 1", who=("north",), acts=("shelling", "attack"), from_="start")
DUTY = Duty(id="D", who=("north",), must="leave", by="start + 60 days ({count})", kind="achieve")
PHASE = Phase(id="sixty", from_="start", until="D.by")
OLD = Agreement(
    id="test",
    title="A test",
    version="test@0",
    encoded_by="nobody",
    home="UTC",
    readings=(COUNT,),
    parties=(Party(id="north", name="North", role="party"), Party(id="south", name="South", role="party")),
    events=(Event(id="start", at="2024-11-27T04:00"),),
    prohibitions=(RULE,),
    duties=(DUTY,),
    phases=(PHASE,),
)
EXTENSION = Amend(id="A1", at="2025-01-26", known_at="2025-01-26T23:00", sets=(("D.by", "end of 2025-02-18"),))


def clocks(before: Agreement, after: Agreement) -> list[tuple[str, str, str, str | None]]:
    return [(s.term, s.what, s.on, later_words(s)) for s in shifts(before, after, as_of=LATER)]


def test_an_agreement_does_not_differ_from_itself():
    found = difference(OLD, OLD)

    assert (found.head, found.added, found.gone, found.changed) == ((), (), (), ())
    assert clocks(OLD, OLD) == []
    assert zone_shifts(OLD, OLD) == ()


def test_where_a_table_stands_in_its_file_is_no_difference():
    moved_down = replace(OLD, duties=(replace(DUTY, line=99),))

    assert difference(OLD, moved_down).changed == ()


def test_terms_added_and_gone_are_read_back():
    new = replace(OLD, prohibitions=(), duties=(DUTY, Duty(id="E", who=("south",), must="help")))
    found = difference(OLD, new)

    assert [(t.kind, t.id, t.after) for t in found.gone] == [("prohibit", "P", None)]
    assert found.gone[0].before.startswith("P (item 1): North must not do any of these: shelling, attack")
    assert [(t.kind, t.id, t.after) for t in found.added] == [("duty", "E", "E: South must help, without a deadline.")]


def test_a_changed_list_says_what_came_and_what_went():
    new = replace(OLD, prohibitions=(replace(RULE, who=("north", "south"), acts=("attack", "air-strike")),))
    found = difference(OLD, new)

    assert [(t.id, c.added, c.removed) for t, c in found.of_list("who")] == [("P", ("south",), ())]
    assert [(t.id, c.added, c.removed) for t, c in found.of_list("acts")] == [("P", ("air-strike",), ("shelling",))]


def test_keys_are_called_as_the_file_calls_them():
    new = replace(OLD, title="Another", home="Asia/Beirut", prohibitions=(replace(RULE, from_="2024-11-27T05:00"),))
    found = difference(OLD, new)

    assert [(c.key, c.before, c.after) for c in found.head] == [
        ("title", "A test", "Another"),
        ("home", "UTC", "Asia/Beirut"),
    ]
    assert [(c.key, c.before, c.after) for c in found.changed[0].keys] == [("from", "start", "2024-11-27T05:00")]


def test_the_order_of_a_list_counts_only_where_it_says_something():
    turned = replace(OLD, prohibitions=(replace(RULE, acts=("attack", "shelling")),))
    part = Zone(id="part", kind="line", of=("road",), between=("a", "b"))
    back = replace(part, between=("b", "a"))

    assert difference(OLD, turned).changed == ()
    (change,) = difference(replace(OLD, zones=(part,)), replace(OLD, zones=(back,))).changed[0].keys

    assert (change.key, change.before, change.after) == ("between", "a; b", "b; a")


def test_an_extension_moves_a_deadline_and_what_is_counted_from_it():
    """60 days from 27 November 04:00: hour by hour to 26 January 04:00, by civil days to the end of 26 January."""
    assert clocks(OLD, replace(OLD, amendments=(EXTENSION,))) == [
        ("sixty", "end", "count=civil", "23 days later"),
        ("sixty", "end", "count=hours", "23 days 20 hours later"),
        ("D", "deadline", "count=civil", "23 days later"),
        ("D", "deadline", "count=hours", "23 days 20 hours later"),
    ]


def test_an_amendment_that_is_not_known_yet_moves_nothing():
    new = replace(OLD, amendments=(EXTENSION,))

    assert shifts(OLD, new, as_of=datetime(2025, 1, 26, 22, 59, tzinfo=UTC)) == ()
    assert shifts(OLD, new, as_of=datetime(2025, 1, 26, 23, 0, tzinfo=UTC)) != ()


def test_an_agreement_without_an_amendment_is_the_one_before_it():
    assert without(replace(OLD, amendments=(EXTENSION,)), "A1") == OLD

    with pytest.raises(AgreementError, match=r"no amendment 'A2'\. Known: A1"):
        without(replace(OLD, amendments=(EXTENSION,)), "A2")


def test_a_suspension_is_a_change_of_clocks():
    stop = Amend(id="A2", at="2025-01-01T12:00", until="2025-01-03T12:00", suspends=("P",))
    found = shifts(OLD, replace(OLD, amendments=(stop,)), as_of=LATER)

    assert [(s.term, s.what, s.before) for s in found] == [
        ("P", "suspended by A2 from", None),
        ("P", "suspended by A2 until", None),
    ]


def test_an_instant_known_to_a_day_moves_by_two_bounds():
    vague = replace(OLD, events=(Event(id="start", at="2024-11-28"),))

    (shift,) = [s for s in shifts(OLD, vague, as_of=LATER) if s.what == "instant"]

    assert shift.by == (timedelta(hours=-4) + timedelta(days=1), timedelta(hours=20) + timedelta(days=1))
    assert later_words(shift) == "20 hours later to 1 day 20 hours later"


def test_a_reading_that_only_one_version_has_is_compared_on_each_of_its_options():
    settled = replace(OLD, readings=(), duties=(replace(DUTY, by="start + 60 days (elapsed)"),))

    assert [c for c in clocks(OLD, settled) if c[0] == "D"] == [("D", "deadline", "count=civil", "20 hours earlier")]


LINE = Geometry(kind="LineString", parts=((((36.0, 35.0), (36.1, 35.0)),),))
ZONES = (
    Zone(id="road", kind="line", geometry=LINE),
    Zone(id="belt", kind="buffer", of=("road",), both_m=1000.0),
)


def test_a_zone_whose_line_is_drawn_anew_has_moved_though_its_table_is_the_same():
    """A hundredth of a degree of latitude at 35° N is 1,109 m."""
    north = Geometry(kind="LineString", parts=((((36.0, 35.01), (36.1, 35.01)),),))
    old = replace(OLD, zones=ZONES)
    new = replace(OLD, zones=(replace(ZONES[0], geometry=north), ZONES[1]))

    found = {shift.zone: shift for shift in zone_shifts(old, new)}

    assert [t.id for t in difference(old, new).changed] == ["road"]
    assert found["belt"].moved.edge_m == pytest.approx(1109, rel=2e-3)
    assert found["belt"].moved.gained_m2 == pytest.approx(found["belt"].moved.lost_m2, rel=2e-3)


def test_a_zone_on_one_reading_moves_on_that_reading_only():
    ends = OpenReading(id="ends", question="Which?", options=(("road", "road"), ("other", "other")))
    zones = (
        *ZONES,
        Zone(id="other", kind="line", geometry=LINE),
        Zone(id="c", kind="buffer", of=("{ends}",), both_m=1.0),
    )
    old = replace(OLD, readings=(ends,), zones=zones)
    short = Geometry(kind="LineString", parts=((((36.0, 35.0), (36.05, 35.0)),),))
    new = replace(old, zones=(replace(ZONES[0], geometry=short), *zones[1:]))

    assert [(s.zone, s.on) for s in zone_shifts(old, new)] == [("road", ""), ("belt", ""), ("c", "ends=road")]


def test_the_protocol_of_2020_adds_what_the_memorandum_of_2018_had_not():
    found = difference(load(AGREEMENTS / "idlib-2018"), load(AGREEMENTS / "idlib-2020"))

    assert {"I1", "D2", "D3"} <= {t.id for t in found.added}
    assert {"S6", "S5"} <= {t.id for t in found.gone}


@given(st.integers(-5000, 5000), st.integers(-5000, 5000))
def test_there_and_back_again_is_the_same_shift_turned_round(first, second):
    moments = [datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=m) for m in (first, second)]
    one, other = (replace(OLD, events=(Event(id="start", at=f"{m:%Y-%m-%dT%H:%M}"),)) for m in moments)
    there, back = shifts(one, other, as_of=LATER), shifts(other, one, as_of=LATER)

    assert [(s.term, s.what, s.by and tuple(-b for b in s.by)) for s in there] == [(s.term, s.what, s.by) for s in back]
