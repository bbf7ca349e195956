"""Answers come from decisions, whole; a document is read anew only where it has the name."""

import json

import pytest

from trucewatch.errors import CaseError
from trucewatch.geography import PlaceRow
from trucewatch.linking import settle
from trucewatch.model import Claim, Decision, Document, Place, Reading, Speaker
from trucewatch.pipeline.answered import answers, bearing_on, changes_of

ROW = PlaceRow(id="balyun", name="Balyun", kind="settlement", lon=36.5, lat=35.7, radius_m=700.0, country="SY")


def decided(number, name, action="is", *, row=ROW, **more):
    return Decision(
        id=f"d-{number}",
        what="place",
        target=name,
        action=action,
        changes=changes_of(row) if action == "is" else (),
        by="A. Analyst",
        at=f"2026-01-01T00:00:{number:02}+00:00",
        reason="r",
        **more,
    )


def undone(number, other):
    return Decision(
        id=f"d-{number}", what="place", target=other, action="undo", by="A", at=f"2026-01-01T00:01:{number:02}+00:00",
        reason="r", replaces=other,
    )  # fmt: skip


def text(words):
    return Document(id="x", text=words)


def test_a_decision_holds_the_place_whole():
    (answer,) = answers([decided(1, "Behun")])

    assert (answer.name, answer.decision, answer.row) == ("Behun", "d-1", ROW)


def test_names_that_stay_open_or_are_none_have_no_row():
    held = answers([decided(1, "Behun", "stays-open"), decided(2, "Kremlin", "no-place")])

    assert [(a.name, a.row) for a in held] == [("Behun", None), ("Kremlin", None)]


def test_a_later_answer_to_a_name_wins_and_taken_back_gives_the_earlier_one_back():
    first, second = decided(1, "Behun"), decided(2, "behun", "stays-open")

    assert [a.decision for a in answers([first, second])] == ["d-2"]
    assert [a.decision for a in answers([first, second, undone(3, "d-2")])] == ["d-1"]
    assert answers([first, undone(3, "d-1")]) == ()


def test_an_answer_bears_on_a_document_that_has_the_name_in_any_writing_and_on_no_other():
    (answer,) = held = answers([decided(1, "al-Behun")])

    assert bearing_on(text("Shells fell on BEHUN\ntoday."), held) == [answer.decision]
    assert bearing_on(text("Shells fell near al-\nBéhun."), held) == [answer.decision]
    assert bearing_on(text("Shells fell on Balyun."), held) == []
    assert bearing_on(text("Behun"), ()) == []


def test_an_answer_that_holds_no_place_says_how_to_take_it_back():
    broken = Decision(**{**{f: getattr(decided(1, "Behun"), f) for f in Decision.__slots__}, "changes": ()})

    with pytest.raises(CaseError, match="--undo"):
        answers([broken])


def reading(*places):
    claims = tuple(
        Claim(id=f"x.{n}", document="x", span=(0, 1), quote="x", speaker=Speaker(name="x"), place=place)
        for n, place in enumerate(places)
    )
    return Reading(document=text("x"), claims=claims)


def test_a_name_of_no_place_leaves_the_claim_and_an_open_one_loses_its_position():
    at = {"lon": 36.5, "lat": 35.7, "radius_m": 700.0, "ref": "b", "method": "case"}
    held = reading(
        Place(name="Kremlin", **at), Place(name="the Behun", relation="near", **at), Place(name="Ariha", **at)
    )

    (settled,) = settle([held], [decided(1, "Kremlin", "no-place"), decided(2, "Behun", "stays-open")])

    places = [claim.place for claim in settled.claims]
    assert places[0] is None
    assert (places[1].name, places[1].relation, places[1].located, places[1].ref) == ("the Behun", "near", False, None)
    assert places[2].located


def test_what_a_decision_holds_is_plain_json():
    assert {name: json.loads(value) for name, value in decided(1, "Behun").changes} == {
        "ref": "balyun",
        "name": "Balyun",
        "kind": "settlement",
        "lon": 36.5,
        "lat": 35.7,
        "radius_m": 700.0,
        "country": "SY",
    }
