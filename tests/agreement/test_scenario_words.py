"""Scenarios in the words that they were first written in go on holding; what has no place any more says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from trucewatch.agreement import load
from trucewatch.agreement.scenarios import as_readings, scenarios_of
from trucewatch.compliance import trial
from trucewatch.errors import AgreementError
from trucewatch.linking import link
from trucewatch.model import Within

IDLIB = load(Path(__file__).parents[2] / "agreements" / "idlib-2020")

OLD = """```scenario
id = "at one past midnight in Damascus"
incident = { act = "airstrike", actor = "russia", target = ["civilians"], time = "2020-03-06T00:01:00[Asia/Damascus]", \
place = { lon = 36.75, lat = 35.85 }, claims = [{ source = "SNHR", affiliated = "nobody", says = "asserts", \
known = "2020-03-06T09:00[UTC]" }] }
expect = { I1 = "%s" }
decides = { I1 = [] }
```
"""


def one(text):
    (scenario,) = scenarios_of(text.replace("\\\n", ""), IDLIB)
    return scenario


def test_an_incident_in_old_words_is_the_same_incident():
    scenario = one(OLD % "alleged violation")
    (claim,) = as_readings(scenario)[0].claims

    assert (claim.act, [a.name for a in claim.actors], [t.name for t in claim.targets]) == (
        "air-strike",
        ["russia"],
        ["civilians"],
    )
    assert scenario.checks[0].expected[0].engaged is Within.YES
    assert trial.run(IDLIB, [scenario], link=link)[0].holds


def test_a_level_of_the_old_kind_is_looked_at_in_its_parts():
    assert not trial.run(IDLIB, [one(OLD % "outside the terms")], link=link)[0].holds


def test_a_ledger_of_a_duty_needs_no_source_and_its_checks_give_states():
    scenario = one("""```scenario
id = "a first patrol"
duty = "D3"
ledger = [{ act = "patrol", actors = ["turkey", "russia"], time = "2020-03-15T12:00[Asia/Damascus]", \
known = "2020-03-15T14:00[UTC]" }]
checks = [{ asof = "2020-03-14T12:00[UTC]", expect = "open" }]
```
""")

    assert scenario.reports[0].source == "a report"
    assert scenario.checks[0].expected[0].state == "open"
    assert trial.run(IDLIB, [scenario], link=link)[0].holds


def test_a_short_expectation_is_whether_the_term_is_engaged():
    assert one(OLD % "yes").checks[0].expected[0].engaged is Within.YES


def test_edges_in_old_words_are_answers():
    scenario = one("""```scenario
id = "edge"
zone = "security-corridor"
points = [
  { place = { km = 12, offset_m = 6000 }, expect = "edge" },
  { place = { km = 12, offset_m = 1 }, expect = "in" },
]
```
""")

    assert [p.expect for p in scenario.points] == [Within.UNKNOWN, Within.YES]


def test_a_recital_can_only_be_expected_to_yield_nothing():
    with pytest.raises(AgreementError, match=r'P-civ is a recital: it yields no finding. Write nothing = \["P-civ"\]'):
        one((OLD % "yes").replace("expect = { I1", "expect = { P-civ").replace("decides = { I1", "decides = { P-civ"))
