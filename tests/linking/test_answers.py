"""Denials, justifications, retractions: which incident they answer, and over which element."""

from __future__ import annotations

import pytest

from trucewatch.linking import link
from trucewatch.model import Place, When


def disputed(linked):
    return [(i.claims[0], d.by, d.element) for i in linked.incidents for d in i.disputed_by]


def test_a_denial_by_the_accused_that_answers_a_claim_disputes_its_authorship(agreement, say, report):
    readings = [
        report("d1", say("a", actors=["Northern jets"], by="TM")),
        report("d2", say("b", None, on=None, at=None, by="Northern military", stance="denies", responds_to="a")),
    ]

    assert disputed(link(readings, agreement=agreement)) == [("a", "Northern military", "authorship")]


def test_a_denial_says_itself_what_it_denies(agreement, say, report):
    denial = say("b", None, by="Northland", stance="denies", responds_to="a", denies_what=("occurrence", "target"))
    readings = [report("d1", say("a", actors=["Northern jets"])), report("d2", denial)]

    assert [d[2] for d in disputed(link(readings, agreement=agreement))] == ["occurrence", "target"]


def test_a_denial_of_the_same_act_day_and_place_elsewhere_answers_it(agreement, say, report):
    readings = [
        report("d1", say("a", "air-strike", actors=["Northern jets"])),
        report("d2", say("b", "air-strike", by="Northern military", stance="denies", actors=["Northern jets"])),
    ]

    assert disputed(link(readings, agreement=agreement)) == [("a", "Northern military", "authorship")]


@pytest.mark.parametrize(
    "changed",
    [{"at": "Duwayla"}, {"on": "2020-03-12"}, {"act": "shelling"}, {"at": "Idlib province"}, {"on": None}],
    ids=["another place", "another day", "another act", "the whole province", "no time"],
)
def test_a_denial_of_something_else_disputes_nothing_here(agreement, say, report, changed):
    denial = {"act": "air-strike", "by": "Northern military", "stance": "denies", **changed}
    readings = [report("d1", say("a", "air-strike", actors=["Northern jets"])), report("d2", say("b", **denial))]

    assert disputed(link(readings, agreement=agreement)) == []


def test_a_standing_denial_of_similar_earlier_claims_never_disputes_an_incident(agreement, say, report):
    standing = say(
        "b",
        None,
        on=None,
        at=None,
        by="Northern military",
        stance="denies",
        pos=40,
        quote="it has staunchly denied similar previous claims",
    )
    readings = [report("d1", say("a", actors=["Northern jets"], by="activists"), standing)]

    assert disputed(link(readings, agreement=agreement)) == []


def test_a_denial_right_after_the_accusation_in_one_text_answers_it(agreement, say, report):
    denial = say("b", None, on=None, at=None, by="Northern military", stance="denies", pos=60)
    readings = [report("d1", say("a", actors=["Northern jets"], by="activists"), denial)]

    assert disputed(link(readings, agreement=agreement)) == [("a", "Northern military", "authorship")]


def test_no_comment_is_kept_with_the_incident_and_disputes_nothing(agreement, say, report):
    silent = say("b", None, on=None, at=None, by="Northern military", stance="no-comment", pos=60)
    readings = [report("d1", say("a", actors=["Northern jets"], by="activists"), silent)]

    linked = link(readings, agreement=agreement)

    assert linked.incidents[0].claims == ("a", "b")
    assert disputed(linked) == []


def test_a_justification_disputes_that_the_act_was_wrong_not_that_it_was(agreement, say, report):
    readings = [
        report("d1", say("a", actors=["Northern guns"])),
        report("d2", say("b", actors=["Northern guns"], by="Northern military", stance="justifies")),
    ]

    assert disputed(link(readings, agreement=agreement)) == [("a", "Northern military", "justified")]


def test_a_justification_that_answers_nobody_tells_of_its_speakers_own_act(agreement, say, report):
    reading = report("d1", say("a", actors=["Northern guns"], by="Northern military", stance="justifies"))

    assert disputed(link([reading], agreement=agreement)) == [("a", "Northern military", "justified")]


def test_a_retraction_is_kept_with_its_incident_and_disputes_nothing(agreement, say, report):
    readings = [
        report("d1", say("a", by="TM")),
        report("d2", say("b", by="TM", stance="retracts", responds_to="a"), published="2020-03-12T00:00+00:00"),
    ]

    linked = link(readings, agreement=agreement)

    assert linked.incidents[0].claims == ("a", "b")
    assert disputed(linked) == []


def test_a_denial_that_fits_two_incidents_is_joined_to_neither(agreement, say, report):
    morning, evening = "2020-03-10T06:00+00:00", "2020-03-10T18:00+00:00"
    readings = [
        report("d1", say("a", on=_at(morning), actors=["Northern guns"])),
        report("d2", say("b", on=_at(evening), actors=["Northern guns"])),
        report("d3", say("c", by="Northern military", stance="denies")),
    ]

    linked = link(readings, agreement=agreement)

    assert disputed(linked) == []
    assert "c could answer a or b: joined to neither" in linked.flags


def blanket(say, **given):
    fields = {"on": None, "at": "Idlib province", "by": "Northern minister", "negated": True, **given}
    return say("n", "violations-counted", quote="there was no violation of any kind", **fields)


def test_a_blanket_denial_disputes_every_act_before_it_in_its_area_and_since_its_start(agreement, say, report):
    since = When(start="2020-03-06", end="2020-03-09")
    readings = [
        report("d1", say("before", on="2020-03-05")),
        report("d2", say("one", on="2020-03-06"), say("two", on="2020-03-08", at="Ariha", pos=40)),
        report("d3", say("after", on="2020-03-10")),
        report("d4", say("away", on="2020-03-08", at=Place(name="Far", lon=40.0, lat=35.0, radius_m=500.0))),
        report("d5", blanket(say, on=since), published="2020-03-09T12:00+00:00"),
    ]

    assert disputed(link(readings, agreement=agreement)) == [
        ("one", "Northern minister", "occurrence"),
        ("two", "Northern minister", "occurrence"),
    ]


def test_a_denial_of_violations_is_no_violation_and_no_figure(agreement, say, report):
    linked = link([report("d5", blanket(say))], agreement=agreement)

    assert (linked.incidents, linked.tallies) == ((), ())


def _at(instant):
    return When(start=instant, end=instant)


def test_a_toll_may_be_disputed_by_others_than_the_accused_where_one_was_told(agreement, say, report):
    doubt = say("b", None, on=None, at=None, by="two sources", stance="denies", pos=80, denies_what=("toll",))
    told = say("a", "roadside-bomb", actors=["Northern militants"], wounded=3)
    untold = say("a", "roadside-bomb", actors=["Northern militants"])

    assert disputed(link([report("d1", told, doubt)], agreement=agreement)) == [("a", "two sources", "toll")]
    assert disputed(link([report("d1", untold, doubt)], agreement=agreement)) == []
