"""When whoever publishes accuses or contradicts in its own voice: only where a word judges."""

import pytest

from trucewatch.model import PUBLISHER

NEUTRAL = (
    "A drone strike killed five people in the village.",
    "The army shelled a market, killing nine civilians, four of them children.",
    "Rebels kidnapped a police officer on Monday.",
    "Both sides reported violations of the ceasefire.",
    "The tribunal found no violation of international law.",
    "The patrol was sent to prevent provocations.",
)


@pytest.mark.parametrize("text", NEUTRAL)
def test_a_report_of_harm_is_no_accusation_however_grave(told, text):
    assert all(c["stance"] not in ("accuses", "rejects") for c in told(text)), told(text)


ACCUSING = (
    "The strike was a flagrant violation of international law.",
    "The army unlawfully shelled the village.",
    "The government bears responsibility for the massacre in the village.",
    "The government must stop shelling the town.",
    "We condemn the shelling of the town.",
)


@pytest.mark.parametrize("text", ACCUSING)
def test_words_that_judge_make_an_accusation_in_ones_own_voice(told, text):
    assert ("accuses", PUBLISHER) in {(c["stance"], c["speaker"]) for c in told(text)}, told(text)


def test_a_judging_word_in_what_somebody_says_is_theirs(told):
    claims = told("The ministry said the strike was a flagrant violation of international law.")

    assert {c["speaker"] for c in claims} == {"ministry"}


CONTRADICTING = (
    "The ministry claims that the town was empty. That is not true.",
    "The ministry falsely claimed that the rebels shelled the town.",
    "There is no truth in the allegation that the army shelled the town.",
)


@pytest.mark.parametrize("text", CONTRADICTING)
def test_words_that_contradict_make_a_rejection_in_ones_own_voice(told, text):
    assert ("rejects", PUBLISHER) in {(c["stance"], c["speaker"]) for c in told(text)}, told(text)


def test_what_stands_beside_contrary_to_a_claim_is_not_contradicted(expect):
    expect("Contrary to what the ministry said, the army shelled the town.", act="shelling", stance="asserts")


def test_what_we_reported_ourselves_is_taken_back(expect):
    expect("The army did not shell the town, contrary to what we reported on Monday.", stance="retracts")
    expect("We withdraw that.", stance="retracts", speaker=PUBLISHER)


def test_what_a_reader_or_a_guest_says_of_themselves_is_not_the_publishers(told):
    claims = told("“We condemn the shelling of the town,” the mayor said.")

    assert {c["speaker"] for c in claims} == {"mayor"}
