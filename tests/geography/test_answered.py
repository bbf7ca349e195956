"""An analyst's answer goes before every table, for that name and for no other."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.geography import Answer, Gazetteer, PlaceRow, explain, locate, locate_phrase
from trucewatch.geography.answered import decision_of
from trucewatch.geography.seed import seed


def row(ident, name, lon, lat, kind="settlement", **more):
    return PlaceRow(id=ident, name=name, kind=kind, lon=lon, lat=lat, radius_m=700.0, **more)


BALYUN = row("balyun", "Balyun", 36.5, 35.7)
TWINS = (row("a", "Nayrab", 36.7, 35.87), row("b", "Nayrab", 37.2, 36.17))
POINT = row("point:36.00000,35.50000", "35.50000, 36.00000", 36.0, 35.5, kind="point")


def asked(*answers, rows=(BALYUN, *TWINS)):
    held = tuple(Answer(name=name, row=place, decision=f"d-{n}") for n, (name, place) in enumerate(answers))
    return Gazetteer(rows=rows, world=False, answers=held)


def test_a_tie_is_settled_by_an_answer_and_by_nothing_else():
    assert locate("Nayrab", gazetteer=asked()) is None

    found = locate("Nayrab", gazetteer=asked(("Nayrab", TWINS[1])))

    assert (found.ref, found.lon, found.method, found.score) == ("b", 37.2, "analyst:d-0", 1.0)


def test_an_answer_goes_before_the_cases_own_name():
    assert locate("Balyun", gazetteer=asked(("Balyun", POINT))).ref == POINT.id


@pytest.mark.parametrize("written", ["Behun", "BEHUN", "al-Behun", "the Behun", "the village of Behun", "Béhun"])
def test_an_answer_holds_for_its_name_however_it_is_written(written):
    assert locate(written, gazetteer=asked(("Behun", POINT))).ref == POINT.id


@pytest.mark.parametrize("written", ["Behan", "Behuna", "Bahun", "Behun province", "New Behun"])
def test_for_a_name_that_is_only_like_it_nobody_has_answered(written):
    assert locate(written, gazetteer=asked(("Behun", POINT), rows=())) is None


def test_a_relation_to_an_answered_name_is_reckoned_from_the_answer():
    found = locate_phrase("6 km south of Behun", gazetteer=asked(("Behun", POINT)))

    assert found.lon == pytest.approx(36.0)
    # A minute of latitude is 1,852 metres: six kilometres are 3.24 minutes, 0.054 degrees.
    assert found.lat == pytest.approx(35.5 - 0.054, abs=0.001)
    assert decision_of(found.method) == "d-0"
    assert found.method.endswith("analyst:d-0")


def test_a_name_that_is_answered_to_be_nowhere_is_sought_in_no_table():
    assert locate("Balyun", gazetteer=asked(("Balyun", None))) is None


def test_the_later_answer_to_a_name_stays():
    assert locate("Behun", gazetteer=asked(("Behun", BALYUN), ("behun", POINT))).ref == POINT.id


def test_adding_rows_keeps_the_answers():
    more = asked(("Behun", POINT)).adding([row("c", "Kansafra", 36.4, 35.6)])

    assert locate("Behun", gazetteer=more).ref == POINT.id


def test_an_explanation_says_that_an_analyst_answered():
    told = explain("Nayrab", gazetteer=asked(("Nayrab", TWINS[0])))

    assert [(one.row.id, one.taken) for one in told.candidates] == [("a", True), ("b", False)]
    assert "an analyst answered so (d-0)" in told.candidates[0].why


def test_a_method_tells_the_decision_wherever_it_stands():
    assert decision_of("analyst:d-12ab34cd") == "d-12ab34cd"
    assert decision_of("near-analyst:d-12ab34cd, by its name") == "d-12ab34cd"
    assert decision_of("case") is None
    assert decision_of(None) is None


@given(st.text(min_size=1, max_size=12), st.sampled_from(["Balyun", "Kansafra", "Saraqib", "no such place"]))
def test_an_answer_to_one_name_changes_no_other(name, other):
    with_it = asked((name, POINT))
    answered = with_it.answer(other.lower()) is not None

    found, without = locate(other, gazetteer=with_it), locate(other, gazetteer=asked())

    assert answered or found == without


def test_a_built_in_place_is_found_by_its_id_whole():
    damascus = locate("Damascus", gazetteer=Gazetteer(), country="SY")

    held = seed().with_id(damascus.ref)

    assert (held.id, held.lon, held.lat) == (damascus.ref, damascus.lon, damascus.lat)
    assert seed().with_id("geonames:nothing") is None
    assert dataclasses.is_dataclass(held)
