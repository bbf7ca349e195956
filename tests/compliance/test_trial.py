"""The scenarios of an agreement run, and one that fails says what it expected and what it found."""

from __future__ import annotations

from pathlib import Path

import pytest

from trucewatch.agreement import load, load_scenarios
from trucewatch.agreement.scenarios import scenarios_of
from trucewatch.compliance import trial
from trucewatch.linking import link

FOLDER = Path(__file__).parents[2] / "agreements" / "idlib-2020"


def scenarios():
    return load_scenarios(FOLDER, load(FOLDER))


@pytest.mark.parametrize("scenario", scenarios(), ids=lambda s: s.id)
def test_the_scenarios_of_the_idlib_agreement_hold(scenario):
    (result,) = trial.run(load(FOLDER), [scenario], link=link)

    assert result.holds, result.told()


WRONG = """
```scenario
id = "wrong on purpose"
incident = { act = "shelling", when = "2020-03-10T10:00[Asia/Damascus]", place = { lon = 36.72, lat = 35.90 } }
reports = [{ source = "SNHR", known = "2020-03-10T15:00[UTC]" }]
nothing = ["D2"]
[expect.I1]
engaged = "no"
support = { occurrence = "corroborated" }
because = ["the moon"]
```
"""


def test_a_scenario_that_fails_says_what_was_expected_and_what_was_found(agreement):
    (result,) = trial.run(agreement, scenarios_of(WRONG, agreement), link=link)

    told = result.told()
    assert not result.holds
    assert told.startswith("FAIL  wrong on purpose (line ")
    assert "D2: expected no finding, found open" in told
    assert "I1: engaged: expected no, found yes" in told
    assert "I1: support of occurrence: expected corroborated, found single" in told
    assert "I1: a reason: expected one that says “the moon”, found none; the reasons are:\n        I1 (item 1)" in told


def test_a_point_that_fails_says_how_far_it_lies(agreement):
    text = """
```scenario
id = "corridor"
zone = "security-corridor"
points = [{ place = { km = 12, offset_m = 5000 }, expect = "no" }]
```
"""
    (result,) = trial.run(agreement, scenarios_of(text, agreement), link=link)

    assert "security-corridor at km 12, +5000 m, known to 0 m: expected no, found yes" in result.told()
