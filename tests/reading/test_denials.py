"""What a denial is about: which element of the act, and whom it leaves out of it."""

import pytest


def test_a_denial_of_having_done_it_is_about_authorship_and_names_the_speaker_as_cleared(expect):
    expect("The army denied it had carried out the attack.", stance="denies", denies=["authorship"], actors=["army"])


def test_a_denial_of_the_act_is_about_its_occurrence(expect):
    expect("The army denied that the attack had taken place.", stance="denies", denies=["occurrence"], actors=[])


def test_a_denial_of_a_figure_is_about_the_toll(expect):
    expect("The army denied that 12 people had been killed.", stance="denies", denies=["toll"])


@pytest.mark.xfail(raises=AssertionError, reason="the subject of “was the target” is read as who acts")
def test_what_is_denied_to_have_been_the_target_is_not_who_acts(expect):
    expect("The army denied that a hospital was the target.", denies=["target"], targets=["hospital"], actors=[])
