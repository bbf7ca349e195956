"""What the speaker does with the content, and which element of an accusation a denial is about."""

import pytest

from trucewatch.model import Stance
from trucewatch.reading.stance import denied_elements

UNDERTAKEN = {
    "Ankara said it would withdraw its troops.": ("withdrawal", "promises"),
    "The minister said the ceasefire would begin at midnight.": ("ceasefire-start", "promises"),
    "The minister said the two armies would patrol the road.": ("patrol", "promises"),
    "The minister said the army would attack the town.": ("attack", "predicts"),
}


@pytest.mark.parametrize(("text", "wanted"), UNDERTAKEN.items())
def test_a_speaker_undertakes_what_a_party_can_promise_and_foretells_the_rest(expect, text, wanted):
    act, stance = wanted
    expect(text, act=act, stance=stance)


DENIED = {
    "Damascus denied that it had targeted civilians.": ["target"],
    "Damascus denied responsibility for the strike.": ["authorship"],
    "Damascus denied that there had been any casualties.": ["toll"],
    "Damascus denied that the strike took place.": ["occurrence"],
}


@pytest.mark.parametrize(("text", "elements"), DENIED.items())
def test_a_denial_says_which_element_it_denies(expect, text, elements):
    expect(text, stance="denies", denies=elements)


def test_a_negated_act_of_the_speakers_own_is_a_denial(expect):
    expect("Russia said it had not attacked the village.", stance="denies", act="attack")


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The rebels said they did not ambush the convoy.", "ambush"),
        ("The army said it had not fired missiles at the town of Goma on Monday.", "missile-launch"),
        ("The army spokesman insisted it had not carried out a drone strike on the village.", "drone-strike"),
    ],
)
def test_any_act_of_harm_of_ones_own_is_denied_alike(expect, text, act):
    expect(text, stance="denies", act=act)


def test_a_route_or_an_it_is_a_patrols_only_where_a_patrol_was_named(told):
    for text in (
        "The airline curtailed the route to Kyiv on Monday.",
        "The president cut short his visit, and it was not clear why.",
        "The army and the rebels held talks on Monday. The minister cut it short.",
    ):
        assert "patrol-cut-short" not in {c["act"] for c in told(text)}
    assert "patrol-cut-short" in {c["act"] for c in told("A joint patrol set out on Monday. It was cut short.")}


def test_a_patrol_that_was_called_off_is_not_read_as_one_that_began(told):
    claims = told("The joint patrol was called off on Monday, the ministry said.")

    assert "patrol-cut-short" not in {c["act"] for c in claims}


def test_a_negated_act_of_the_speakers_own_aircraft_is_a_denial(expect):
    expect("Russia said its aircraft had not bombed the village.", stance="denies", act="air-strike")


def test_a_negated_act_of_somebody_else_is_not_a_denial(told):
    claims = [c for c in told("The Observatory said the rebels had not attacked the village.") if c["act"] == "attack"]

    assert {(c["stance"], c["negated"]) for c in claims} == {("asserts", True)}


MIND = {
    "“I hope the truce will hold,” the minister said.": "hopes",
    "“We fear that the army will attack the town,” the farmer said.": "predicts",
}


@pytest.mark.parametrize(("text", "stance"), MIND.items())
def test_what_a_speaker_says_of_their_own_mind_is_hope_or_fear(told, text, stance):
    assert {c["stance"] for c in told(text)} == {stance}, told(text)


def test_a_threat_not_to_stay_silent_is_a_warning_and_not_a_negated_act(expect):
    expect("Erdogan said Turkey would not remain silent.", act="retaliation", stance="warns", negated=False)


def test_silence_is_no_denial(told):
    for text in ("The ministry declined to comment.", "There was no immediate comment from the ministry."):
        assert {c["stance"] for c in told(text)} == {"no-comment"}


def test_a_rejection_is_no_assertion_of_the_contrary(told):
    for claim in told("Damascus rejected the accusation that it had shelled the village."):
        assert claim["stance"] in ("rejects", "denies")


def test_every_stance_that_is_read_is_one_of_the_record(read_text):
    text = "Ankara accused Damascus of shelling the village. Damascus denied it. Ankara vowed to retaliate."

    assert all(c.stance in Stance for c in read_text(text).claims)


def test_a_denial_that_names_no_element_is_about_the_occurrence(parsed):
    (s,) = parsed("The army shelled the village.")

    assert denied_elements(s, frozenset(range(len(s)))) == ("occurrence",)


def test_the_outlet_itself_predicts_and_supposes(told):
    assert {c["stance"] for c in told("The army will attack the town.") if c["act"]} == {"predicts"}
    assert {c["stance"] for c in told("The army may have attacked the town.") if c["act"]} == {"hypothetical"}


def test_a_condition_inside_speech_stays_a_condition(told):
    text = "The minister said that if the army attacked the town, Turkey would retaliate."

    assert all(c["stance"] != "asserts" for c in told(text) if c["act"]), told(text)
