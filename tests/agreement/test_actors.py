"""Whom a name means: a side's own arms and men are its own, those it backs are not, and nothing else is guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from trucewatch.agreement import load
from trucewatch.agreement.actors import is_unnamed, listed_source, parties_in, party_behind, party_called
from trucewatch.model import Named


@pytest.fixture(scope="module")
def agreement():
    return load(Path(__file__).parents[2] / "agreements" / "idlib-2020")


@pytest.mark.parametrize(
    ("name", "party"),
    [
        ("Russian jets", "russia"),
        ("Turkish armoured convoy", None),
        ("Turkish army convoy units", "turkey"),
        ("Turkish-backed rebels", "armed-opposition"),
        ("Russian-backed somebody", None),
        ("Government of Russia (Soviet Union)", "russia"),
        ("militants", None),
    ],
)
def test_a_name_means_a_party_only_where_the_file_says_so(agreement, name, party):
    assert party_called(name, agreement) == party


@pytest.mark.parametrize(
    ("name", "parties"),
    [
        ("Turkish and Russian troops", {"turkey", "russia"}),
        ("Turkish-Russian patrol", {"turkey", "russia"}),
        ("Turkish and Martian troops", set()),
    ],
)
def test_a_joint_name_means_its_parties_only_where_all_are_known(agreement, name, parties):
    assert parties_in(Named(name=name), agreement) == parties


@pytest.mark.parametrize(
    ("name", "unnamed"),
    [("warplanes", True), ("unidentified gunmen", True), ("an explosive device", True), ("militants", False)],
)
def test_arms_and_men_of_nobody_are_no_author(name, unnamed):
    assert is_unnamed(Named(name=name)) is unnamed


def test_an_official_may_have_a_title_before_the_name(agreement):
    assert listed_source("Rear Admiral Oleg Zhuravlev", agreement).affiliated == "russia"
    assert listed_source("a rival of SANA", agreement) is None


def test_the_forces_that_a_data_set_gives_a_state_are_the_states_own(agreement):
    named = [Named(name=f"{what} of Syria (2000-2024)", kind="force") for what in ("Government", "Military Forces")]

    assert {party_behind(one, agreement) for one in named} == {"syrian-government"}
    assert party_behind(Named(name="Military Forces of Nowhere (2000-2024)", kind="force"), agreement) is None
