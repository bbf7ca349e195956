"""An analyst's decisions come in as data: they correct, reject, join and part; they are replaced and undone."""

from __future__ import annotations

import pytest

from trucewatch.errors import CaseError
from trucewatch.linking import link, settle
from trucewatch.model import Decision, Doubt, Place


def decide(name, what, target, action, *changes, replaces=None):
    at = f"2020-04-01T00:00:{int(name):02}+00:00"
    return Decision(
        id=name,
        what=what,
        target=target,
        action=action,
        changes=changes,
        by="N.",
        at=at,
        reason="r",
        replaces=replaces,
    )


@pytest.fixture
def two(say, report):
    return [report("d1", say("a")), report("d2", say("b", at="Duwayla"))]


def groups(readings, agreement, *decisions):
    return sorted(sorted(i.claims) for i in link(readings, agreement=agreement, decisions=decisions).incidents)


def test_a_rejected_claim_founds_nothing(agreement, two):
    assert groups(two, agreement, decide("1", "claim", "a", "reject")) == [["b"]]


def test_an_undone_decision_has_no_effect_and_an_undone_undo_restores_it(agreement, two):
    reject, undo = decide("1", "claim", "a", "reject"), decide("2", "claim", "1", "undo")
    again = decide("3", "claim", "2", "undo")

    assert groups(two, agreement, reject, undo) == [["a"], ["b"]]
    assert groups(two, agreement, reject, undo, again) == [["b"]]


def test_a_decision_takes_the_place_of_the_one_it_replaces(agreement, two):
    first = decide("1", "claim", "a", "correct", ("act", '"air-strike"'))
    second = decide("2", "claim", "a", "correct", ("act", '"ambush"'), replaces="1")

    (claim,) = settle(two[:1], [second, first])[0].claims

    assert claim.act == "ambush"
    assert claim.method == "corrected by N."


def test_merge_and_split_stand_above_every_score(agreement, two, say, report):
    merge = decide("1", "link", "a", "merge", ("with", '"b"'))
    alike = [two[0], report("d3", say("c"))]
    split = decide("2", "link", "a", "split", ("with", '"c"'))

    assert groups(two, agreement, merge) == [["a", "b"]]
    assert groups(alike, agreement) == [["a", "c"]]
    assert groups(alike, agreement, split) == [["a"], ["c"]]


def test_incidents_can_be_merged_and_split_by_their_ids(agreement, two, say, report):
    first, second = link(two, agreement=agreement).incidents
    merge = decide("1", "link", first.id, "merge", ("with", f'"{second.id}"'))
    alike = [two[0], report("d3", say("c"))]
    split = decide("2", "link", first.id, "split", ("with", '"c"'))

    assert groups(two, agreement, merge) == [["a", "b"]]
    assert groups(alike, agreement, split) == [["a"], ["c"]]


def test_a_corrected_place_moves_every_claim_of_that_name_and_a_rejected_one_stays_a_name(agreement, two):
    moved = decide("1", "place", "Duwayla", "correct", ("lon", "36.7138"), ("lat", "35.9566"))
    rejected = decide("2", "place", "b", "reject")

    assert groups(two, agreement, moved) == [["a", "b"]]
    assert not settle(two, [rejected])[1].claims[0].place.located


def test_a_place_that_is_moved_is_no_longer_where_it_was_thought_to_be(agreement, say, report):
    """A correction of its words keeps what is known of it."""
    known = Doubt(kind="sector", points=((36.7, 35.9),), to_m=2_000)
    told = [report("d1", say("a", at=Place(name="Duwayla", lon=36.7, lat=35.9, radius_m=2_000, doubt=known)))]
    moved = decide("1", "place", "Duwayla", "correct", ("lon", "36.7138"), ("lat", "35.9566"))
    renamed = decide("2", "place", "Duwayla", "correct", ("relation", '"near"'))

    assert settle(told, [moved])[0].claims[0].place.doubt is None
    assert settle(told, [renamed])[0].claims[0].place.doubt == known


def test_a_rejected_incident_is_named_and_its_claims_stay(agreement, two):
    first, second = link(two, agreement=agreement).incidents

    linked = link(two, agreement=agreement, decisions=[decide("1", "incident", first.id, "reject")])

    assert [i.id for i in linked.incidents] == [second.id]
    assert linked.flags == (f"incident {first.id} was rejected by decision: its claims stay",)


def test_a_correction_of_an_unknown_field_says_which_fields_there_are(two):
    with pytest.raises(CaseError, match=r"decision 1 corrects 'akt' of claim a.*Write one of: act, actors"):
        settle(two, [decide("1", "claim", "a", "correct", ("akt", '"x"'))])
