"""Answers come from decisions, whole; a document is read anew only where it has the name."""

import dataclasses
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.errors import CaseError
from trucewatch.geography import PlaceRow
from trucewatch.linking import place_answers, settle
from trucewatch.model import Claim, Decision, Document, Place, Published, Reading, Speaker
from trucewatch.pipeline.answered import answers, bearing_on, by_document, changes_of
from trucewatch.pipeline.run import picture

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


def within(decision, *documents):
    """Return the same answer, given for these documents alone."""
    return dataclasses.replace(decision, changes=(*decision.changes, ("documents", json.dumps(documents))))


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


def ids(held):
    return [answer.decision for answer in held]


def test_an_answer_in_some_documents_goes_before_that_for_all_of_them_whichever_came_later():
    early, late = within(decided(1, "Nayrab"), "a", "b"), decided(2, "Nayrab", "stays-open")
    for decisions in ([early, late], [dataclasses.replace(late, at="2025-01-01T00:00:00+00:00"), early]):
        held = by_document(decisions)

        assert ids(held.of("a")) == ids(held.of("b")) == ["d-1"]
        assert ids(held.of("c")) == ids(answers(decisions)) == ["d-2"]


def test_each_of_two_answers_is_taken_back_for_itself():
    both = [decided(1, "Nayrab"), within(decided(2, "Nayrab", "no-place"), "a")]

    assert ids(by_document([*both, undone(3, "d-2")]).of("a")) == ["d-1"]
    held = by_document([*both, undone(3, "d-1")])
    assert (ids(held.of("a")), ids(held.of("c"))) == (["d-2"], [])


def test_of_two_answers_in_one_document_the_later_holds_there_and_the_earlier_in_its_others():
    held = by_document([within(decided(1, "Nayrab"), "a", "b"), within(decided(2, "nayrab", "stays-open"), "b")])

    assert [ids(held.of(document)) for document in ("a", "b", "c")] == [["d-1"], ["d-2"], []]


def test_an_answer_in_a_document_leaves_those_to_other_names_as_they_are():
    held = by_document([decided(1, "Behun"), decided(2, "Nayrab"), within(decided(3, "al-Nayrab"), "a")])

    assert ids(held.of("a")) == ["d-1", "d-3"]
    assert ids(held.of("b")) == ["d-1", "d-2"]


def test_where_an_answer_holds_is_told_with_where_another_goes_before_it():
    decisions = [decided(1, "Nayrab"), within(decided(2, "al-Nayrab"), "b", "a"), within(decided(3, "Nayrab"), "b")]

    told = {decision.id: (alone, elsewhere) for decision, alone, elsewhere in place_answers(decisions).each()}

    assert told == {"d-1": ((), ("a", "b")), "d-2": (("a", "b"), ()), "d-3": (("b",), ())}


def test_an_answer_in_some_documents_that_names_none_says_how_to_take_it_back():
    for wrong in ("[]", "nothing", "7", '["a", 7]'):
        broken = dataclasses.replace(decided(1, "Behun", "no-place"), changes=(("documents", wrong),))

        with pytest.raises(CaseError, match="d-1 --undo"):
            by_document([broken])


def test_a_name_of_no_place_in_one_document_is_a_place_in_another():
    at = {"lon": 36.5, "lat": 35.7, "radius_m": 700.0, "ref": "b", "method": "case"}
    here, there = reading(Place(name="Kremlin", **at), Place(name="Ariha", **at)), reading(Place(name="Kremlin", **at))
    there = dataclasses.replace(there, claims=tuple(dataclasses.replace(c, document="y") for c in there.claims))
    decisions = [
        within(decided(1, "Kremlin", "no-place"), "x"),
        within(decided(2, "Ariha", "stays-open"), "x"),
        decided(3, "Ariha", "no-place"),
    ]

    first, second = settle([here, there], decisions)

    assert [claim.place and claim.place.located for claim in first.claims] == [None, False]
    assert [claim.place.located for claim in second.claims] == [True]


NAMES = st.sampled_from(["Nayrab", "al-Nayrab", "Behun", "the Behun", "NAYRAB"])
GIVEN = st.lists(st.tuples(NAMES, st.sets(st.sampled_from("abc")), st.booleans()), max_size=8)


@given(GIVEN)
def test_taking_every_answer_back_leaves_none_and_each_undo_touches_no_other_document(told):
    decisions = [
        within(made, *sorted(documents)) if documents else made
        for n, (name, documents, is_place) in enumerate(told)
        for made in [decided(n, name, "is" if is_place else "no-place")]
    ]
    undos = [undone(n, decision.id) for n, decision in enumerate(decisions)]
    assert by_document([*decisions, *undos]).within == {}
    for decision, undo, (_, documents, _) in zip(decisions, undos, told, strict=True):
        before, after = by_document(decisions), by_document([*decisions, undo])
        assert decision.id not in {i for document in "abcd" for i in ids(after.of(document))}
        for document in set("abcd") - documents if documents else ():
            assert before.of(document) == after.of(document)


NAYRABS = (
    "id,name,alternative_names,name_ar,kind,lat,lon,radius_m,source,licence\n"
    "west,Nayrab,,,settlement,35.87,36.70,700,ours,\n"
    "east,Nayrab,,,settlement,36.17,37.20,700,ours,\n"
)


@pytest.fixture
def told_thrice(case):
    """Three reports of shells on a Nayrab, and one of another village, under a list that has two of the name."""
    (case.agreement_folder / "places.csv").write_text(NAYRABS, encoding="utf-8")
    for name, village in (("a", "Nayrab"), ("b", "Nayrab"), ("c", "Nayrab"), ("d", "Ariha")):
        words = f"Shells fell on {village} on Monday, residents said."
        published = Published(start="2020-03-10", end="2020-03-10")
        document = Document(id=name, publisher=f"Wire {name}", published=published, lang="en", text=words)
        case.add([document], original=None, kind="text")
    return case


def run(case):
    """Return which Nayrab each document has, and how many documents were read anew."""
    fresh = []
    made = picture(case, as_of=datetime(2020, 3, 31, tzinfo=UTC), watch=lambda _stage, done, _total: fresh.append(done))
    places = {c.document: c.place.ref for r in made.readings for c in r.claims if c.place and c.place.name == "Nayrab"}
    return places, len(fresh)


def test_a_run_reads_anew_only_the_documents_that_an_answer_was_given_for_and_none_when_it_is_taken_back(told_thrice):
    none = dict.fromkeys("abc")
    assert run(told_thrice) == (none, 4)

    told_thrice.decide(within(decided(1, "Nayrab", row=dataclasses.replace(ROW, id="west")), "a"))
    assert run(told_thrice) == (none | {"a": "west"}, 1)

    told_thrice.decide(decided(2, "Nayrab", row=dataclasses.replace(ROW, id="east")))
    assert run(told_thrice) == ({"a": "west", "b": "east", "c": "east"}, 2)

    told_thrice.decide(undone(3, "d-1"))
    assert run(told_thrice) == ({"a": "east", "b": "east", "c": "east"}, 1)

    told_thrice.decide(undone(4, "d-2"))
    assert run(told_thrice) == (none, 0)


def test_a_claim_that_came_coded_takes_the_answer_of_its_own_document(case, report):
    (case.agreement_folder / "places.csv").write_text(NAYRABS, encoding="utf-8")
    for name in ("a", "b"):
        told = report(name, day="2020-03-09", published="2020-03-10")
        named = dataclasses.replace(told, id=f"{told.id}+", place=Place(name="Nayrab"))
        case.add_claims([named], by="A. Analyst", reason="read by hand")
    case.decide(within(decided(1, "Nayrab", row=dataclasses.replace(ROW, id="west")), "b"))

    assert run(case)[0] == {"a": None, "b": "west"}
