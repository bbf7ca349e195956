"""Is a term engaged if it was as reported? Yes, no or cannot tell, never surer than clock, place and evidence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from trucewatch.agreement.parts import Designation
from trucewatch.agreement.terms import Permit

NEAR_FRONT = "{ lon = 36.72, lat = 35.90, radius_m = 500 }"


def scenario(act="shelling", when="2020-03-10T10:00[Asia/Damascus]", place=NEAR_FRONT, reports="", **fields):
    given = "".join(f", {name} = {value}" for name, value in fields.items())
    reports = reports or '{ source = "SNHR", known = "2020-03-10T15:00[UTC]" }'
    return f'id = "x"\nincident = {{ act = "{act}", when = "{when}", place = {place}{given} }}\nreports = [{reports}]'


@pytest.mark.parametrize(
    ("when", "engaged", "outside", "decides"),
    [
        ("2020-03-06T00:00:59[Europe/Moscow]", "no", ("before the start",), ()),
        ("2020-03-06T00:01:00[Europe/Moscow]", "cannot-tell", (), ("reading:clock",)),
        ("2020-03-06T00:00:59[Asia/Damascus]", "cannot-tell", (), ("reading:clock",)),
        ("2020-03-06T00:01:00[Asia/Damascus]", "yes", (), ()),
    ],
)
def test_the_first_minute_depends_on_the_clock_that_the_text_does_not_name(shelling, when, engaged, outside, decides):
    finding = shelling(when=when, known="2020-03-06T09:00[UTC]")

    assert (finding.engaged, finding.outside, finding.decides) == (engaged, outside, decides)


def test_an_act_is_not_later_than_its_first_report(shelling):
    same_evening = shelling(when="2020-03-05[Asia/Damascus]", known="2020-03-05T20:00[UTC]")
    next_morning = shelling(when="2020-03-05[Asia/Damascus]", known="2020-03-06T09:00[UTC]")

    assert (same_evening.engaged, same_evening.outside) == ("no", ("before the start",))
    assert (next_morning.engaged, next_morning.decides) == ("cannot-tell", ("reading:clock", "fact:time"))


def test_a_place_far_behind_the_front_depends_on_the_reach(found):
    finding = found(scenario(place="{ lon = 36.45, lat = 36.05, radius_m = 500 }", actors='["Syrian army"]'))["I1"]

    assert (finding.engaged, finding.decides) == ("cannot-tell", ("reading:reach",))


def test_a_place_outside_the_area_is_outside_on_every_reading(found):
    finding = found(scenario(place="{ lon = 35.93, lat = 35.36, radius_m = 1500 }"))["I1"]

    assert (finding.engaged, finding.outside) == ("no", ("beyond the area",))


def test_a_vague_place_decides(shelling):
    finding = shelling(radius_m=30_000)

    assert finding.engaged == "cannot-tell"
    assert "fact:place" in finding.decides


def test_a_place_that_was_not_found_stays_a_name_and_cannot_tell(found):
    finding = found(scenario(place='{ name = "Maarrat Mukhas" }'))["I1"]

    assert (finding.engaged, finding.decides) == ("cannot-tell", ("fact:place",))


def test_an_unattributed_explosion_in_force_and_in_reach_engages_the_term(found):
    finding = found(scenario(act="explosion"))["I1"]

    assert (finding.engaged, finding.attribution.kind) == ("yes", "unattributed")


def test_jets_of_nobody_named_are_unattributed(found):
    finding = found(scenario(act="air-strike", actors='["warplanes"]'))["I1"]

    assert (finding.engaged, finding.attribution.kind) == ("yes", "unattributed")


def test_an_attack_by_who_is_not_bound_is_outside_the_agreement(found):
    finding = found(scenario(act="attack", actors='["HTS"]', targets='["Russian forces"]'))["I1"]

    assert (finding.engaged, finding.outside) == ("no", ("actor not bound",))


def test_two_suspects_of_whom_one_is_not_bound_leave_the_actor_to_decide(found):
    finding = found(scenario(act="attack", actors='["HTS", "rebels"]', targets='["Syrian army"]'))["I1"]

    assert (finding.engaged, finding.decides, finding.attribution.kind) == ("cannot-tell", ("fact:actor",), "several")


def test_a_name_that_no_list_knows_may_be_bound_or_not(found):
    finding = found(scenario(actors='["the Grey Brigade"]'))["I1"]

    assert (finding.engaged, finding.decides) == ("cannot-tell", ("fact:actor",))


def test_a_strike_on_a_designated_group_turns_on_a_reading(found):
    finding = found(scenario(act="air-strike", actors='["Russian jets"]', targets='["HTS"]'))["I1"]

    assert (finding.engaged, finding.decides) == ("cannot-tell", ("reading:designated",))


def test_an_exemption_needs_every_reported_target_to_be_exempt(found):
    finding = found(scenario(act="air-strike", actors='["Russian jets"]', targets='["HTS", "civilians"]'))["I1"]

    assert (finding.engaged, finding.outside) == ("yes", ())
    assert any("the exemption does not carry" in reason.text for reason in finding.reasons)


def test_a_buried_mine_turns_on_a_reading(found):
    finding = found(scenario(act="landmine"))["I1"]

    assert finding.decides == ("reading:mines",)


def test_an_act_that_only_one_reading_prohibits_turns_on_that_reading(found, agreement):
    mines = next(r for r in agreement.readings if r.id == "mines")
    widened = replace(mines, options=(("counted", "overflight"), ("not-counted", "none")))
    readings = tuple(widened if r.id == "mines" else r for r in agreement.readings)

    finding = found(scenario(act="overflight"), of=replace(agreement, readings=readings))["I1"]

    assert (finding.engaged, finding.decides) == ("cannot-tell", ("reading:mines",))


def test_violence_of_another_kind_is_outside_because_of_its_kind(found):
    finding = found(scenario(act="abduction"))["I1"]

    assert (finding.engaged, finding.outside) == ("no", ("act not of the kind",))


@pytest.mark.parametrize("act", ["talks", "statement", "protest", "condolences", "patrol"])
def test_what_is_no_act_of_force_gives_no_finding(found, act):
    assert "I1" not in found(scenario(act=act))


def test_recitals_and_declarations_never_yield_a_finding(found):
    findings = found(scenario(act="air-strike", actors='["Russian jets"]', targets='["civilians"]'))

    assert set(findings) == {"I1", "D2", "D3"}


def test_a_denial_is_a_dispute_and_changes_neither_term_nor_support(found):
    one = '{ source = "SNHR", known = "2020-03-10T15:00[UTC]" }'
    denial = '{ source = "SANA", says = "denies", known = "2020-03-11T15:00[UTC]" }'
    alone = found(scenario(actors='["Syrian army"]', reports=one))["I1"]
    denied = found(scenario(actors='["Syrian army"]', reports=f"{one}, {denial}"))["I1"]

    assert (denied.engaged, denied.support) == (alone.engaged, alone.support)
    assert [(d.by, d.element) for d in denied.disputed_by] == [("SANA", "authorship")]


JUSTIFIED = scenario(
    actors='["Turkish army"]',
    targets='["Syrian army"]',
    reports='{ source = "SANA", known = "2020-03-10T15:00[UTC]" },'
    '{ source = "Turkish MoD", says = "justifies", known = "2020-03-10T16:00[UTC]" }',
)


def test_a_justification_by_a_word_beside_the_text_disputes_nothing_in_it_and_that_is_said(found):
    finding = found(JUSTIFIED)["I1"]

    assert (finding.engaged, finding.disputed_by) == ("yes", ())
    assert any("declaration S-respond only, not a term" in reason.text for reason in finding.reasons)


def test_a_justification_under_a_permit_of_the_text_disputes_its_condition(found, agreement):
    permit = Permit(id="L4", who=("turkey",), acts=("shelling",), overrides=("I1",), condition="under attack")

    finding = found(JUSTIFIED, of=replace(agreement, permits=(permit,)))["I1"]

    assert finding.engaged == "yes"
    assert [(d.by, d.element) for d in finding.disputed_by] == [("Turkish MoD", "justified")]
    assert any("permit L4 invoked by Turkish MoD: its condition (under attack)" in r.text for r in finding.reasons)


def test_a_designation_counts_only_from_its_day(found, agreement):
    later = [
        replace(p, designation=(Designation(list_="L", from_="2020-05-01"),))
        for p in agreement.parties
        if p.id == "hts"
    ]
    parties = tuple(p for p in agreement.parties if p.id != "hts") + tuple(later)
    strike = scenario(act="air-strike", actors='["Russian jets"]', targets='["HTS"]')

    assert found(strike, of=replace(agreement, parties=parties))["I1"].engaged == "yes"


def test_the_reasons_carry_clause_clock_metres_and_quotes(shelling):
    finding = shelling(when="2020-03-06T00:01:00[Europe/Moscow]", known="2020-03-06T09:00[UTC]")
    text = "\n".join(reason.text for reason in finding.reasons)

    assert "I1 (item 1): “Cease all military actions" in text
    assert "00:01 on 6 March 2020 in Europe/Moscow (UTC+03:00) = 21:01 UTC on 5 March 2020" in text
    assert "m inside the edge of the Idlib de-escalation area" in text or "km inside the edge" in text
    assert "on clock=damascus: not engaged (before the start)" in text
    assert "SNHR says, 09:00 UTC on 6 March 2020: “SNHR asserts: Syrian army, shelling.”" in text


def test_a_finding_keeps_its_id_whatever_becomes_known(shelling):
    assert shelling().id == shelling(radius_m=4000).id
