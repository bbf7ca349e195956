"""A term that ends with an event holds until the event is reported; one that begins with it cannot be told before."""

from __future__ import annotations

import pytest

from trucewatch.agreement.scenarios import as_readings, scenarios_of
from trucewatch.agreement.tables import read
from trucewatch.compliance import check
from trucewatch.linking import link
from trucewatch.model import Within

TERMS = """
```terms
[agreement]
id = "until-peace"
title = "Until a settlement"
sources = ["made up"]
parties = ["north", "south"]
encoded_by = "nobody"

[clock]
home = "UTC"

[[party]]
id = "north"
name = "Northland"
role = "party"

[[party]]
id = "south"
name = "Southland"
role = "party"

[[event]]
id = "start"
at = "2021-01-01T00:00"

[[event]]
id = "settlement"
observe = { act = "agreement", all_of = ["north", "south"], subject = "settlement" }

[[phase]]
id = "truce"
from = "start"
until = "settlement"

[[prohibit]]
id = "fire"
who = ["north", "south"]
acts = ["shelling"]
during = "truce"

[[prohibit]]
id = "posts"
who = ["north", "south"]
acts = ["shelling"]
from = "settlement"

[[duty]]
id = "orders"
who = ["north"]
must = "leave orders alone"
kind = "maintenance"
from = "start"
until = "settlement"
breached_by = { act = "order", actor = "north" }
```
"""

SHELLING = 'act = "shelling"\nactors = ["Northland"]\nwhen = "2021-03-01T12:00[UTC]"\nknown = "2021-03-01T15:00[UTC]"'
ORDER = 'act = "order"\nactors = ["Northland"]\nwhen = "2021-03-01T12:00[UTC]"\nknown = "2021-03-01T15:00[UTC]"'
PEACE = 'act = "agreement"\nactors = ["Northland", "Southland"]\nsubject = "settlement"\nwhen = "2021-02-01T12:00[UTC]"'


@pytest.fixture(scope="module")
def told():
    """The findings of reports by term, at the end of March."""
    agreement, errors = read(TERMS, name="until-peace.truce.md", sources=None, fetch=lambda _: "")
    assert [str(e) for e in errors] == []

    def run(*reports):
        lines = "\n".join(f'[[reports]]\nsource = "A paper"\n{report}' for report in reports)
        fence = f'```scenario\nid = "x"\n{lines}\n[[check]]\nas_of = "2021-04-01T00:00[UTC]"\n```\n'
        (scenario,) = scenarios_of(fence, agreement)
        when = scenario.checks[-1].as_of
        readings = as_readings(scenario, known_by=when)
        findings = check(agreement, link(readings, agreement=agreement), readings, as_of=when)
        return {finding.term: finding for finding in findings}

    return run


def test_a_term_holds_while_nobody_has_reported_the_event_that_ends_it(told):
    found = told(SHELLING)["fire"]

    assert found.engaged is Within.YES
    assert any("settlement has not been reported" in reason.text for reason in found.reasons)


def test_it_has_ended_once_the_event_is_reported(told):
    found = told(f'{PEACE}\nknown = "2021-02-01T15:00[UTC]"', SHELLING)["fire"]

    assert found.engaged is Within.NO
    assert found.outside == ("after the end",)


def test_a_breach_counts_while_nobody_has_reported_the_end(told):
    assert told(ORDER)["orders"].state == "1 breach reported"
    assert told(f'{PEACE}\nknown = "2021-02-01T15:00[UTC]"', ORDER)["orders"].state == "no breach reported"


def test_a_term_that_begins_with_an_event_cannot_be_told_before_its_report(told):
    assert told(SHELLING)["posts"].engaged is Within.UNKNOWN
