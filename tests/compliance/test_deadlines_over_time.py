"""Deadlines that hang on what has not happened yet, and duties that come again by the month."""

from __future__ import annotations

import pytest

from trucewatch.agreement.scenarios import as_readings, scenarios_of
from trucewatch.agreement.tables import read
from trucewatch.compliance import check
from trucewatch.linking import link

TERMS = """
```terms
[agreement]
id = "months"
title = "By the month"
sources = ["made up"]
parties = ["north"]
encoded_by = "nobody"

[clock]
home = "Asia/Beirut"
days = "elapsed"

[[party]]
id = "north"
name = "Northland"
role = "party"

[[event]]
id = "start"
at = "2021-01-31T10:00"

[[event]]
id = "vote"
observe = { act = "election" }

[[duty]]
id = "leave"
who = ["north"]
must = "withdraw"
by = "earlier of vote and 2021-03-01T00:00"
met_by = { act = "withdrawal", actor = "north" }

[[duty]]
id = "report"
who = ["north"]
must = "report"
from = "start"
every = "1 month"
met_by = { act = "statement", actor = "north" }

[[duty]]
id = "after-leaving"
who = ["north"]
must = "hand-over-the-keys"
by = "leave.met + 3 days"
```
"""


@pytest.fixture(scope="module")
def state():
    agreement, errors = read(TERMS, name="months.truce.md", sources=None, fetch=lambda _: "")
    assert [str(e) for e in errors] == []

    def run(term, as_of, *reports):
        told = "\n".join(f'[[reports]]\nsource = "A paper"\nactors = ["Northland"]\n{report}' for report in reports)
        fence = f'```scenario\nid = "x"\n{told}\n[[check]]\nas_of = "{as_of}"\n```\n'
        (scenario,) = scenarios_of(fence, agreement)
        when = scenario.checks[-1].as_of
        readings = as_readings(scenario, known_by=when)
        findings = check(agreement, link(readings, agreement=agreement), readings, as_of=when)
        return next(f.state for f in findings if f.term == term)

    return run


VOTE = 'act = "election"\nwhen = "2021-02-10T12:00[UTC]"\nknown = "2021-02-10T15:00[UTC]"'
LEFT = 'act = "withdrawal"\nwhen = "2021-02-20T12:00[UTC]"\nknown = "2021-02-20T15:00[UTC]"'


def test_the_earlier_of_two_instants_is_open_until_the_one_that_is_fixed(state):
    assert state("leave", "2021-02-28T12:00[UTC]") == "open"
    assert state("leave", "2021-03-02T12:00[UTC]") == "no report of fulfilment by the deadline"


def test_the_other_instant_counts_as_soon_as_it_is_reported(state):
    assert state("leave", "2021-02-11T12:00[UTC]", VOTE) == "no report of fulfilment by the deadline"
    assert state("leave", "2021-02-21T12:00[UTC]", VOTE, LEFT) == "met late"
    assert state("leave", "2021-02-21T12:00[UTC]", LEFT) == "met"


def test_a_deadline_after_a_duty_was_met_waits_for_a_report_of_that(state):
    assert state("after-leaving", "2021-06-01T00:00[UTC]") == "open"
    assert state("after-leaving", "2021-02-23T11:00[UTC]", LEFT) == "open"
    assert state("after-leaving", "2021-02-23T13:00[UTC]", LEFT) == "no report of fulfilment by the deadline"


def test_what_was_done_before_the_truce_began_meets_nothing_and_starts_no_clock(state):
    long_ago = 'act = "withdrawal"\nwhen = "2000-05-24[UTC]"\nknown = "2021-02-10T15:00[UTC]"'

    assert state("leave", "2021-02-20T12:00[UTC]", long_ago) == "open"
    assert state("after-leaving", "2021-02-20T12:00[UTC]", long_ago) == "open"


def test_a_month_ends_on_the_last_day_of_a_short_one_and_comes_back_to_its_day(state):
    """Counted from 31 January, 10:00: to 28 February, then to 31 March."""
    early = 'act = "statement"\nwhen = "2021-02-28T07:59[UTC]"\nknown = "2021-02-28T09:00[UTC]"'
    second = 'act = "statement"\nwhen = "2021-03-31T06:30[UTC]"\nknown = "2021-03-31T09:00[UTC]"'

    assert state("report", "2021-02-28T07:59[UTC]") == "open"
    assert state("report", "2021-02-28T09:30[UTC]", early) == "reported in 1 of 1 periods"
    assert state("report", "2021-03-31T09:30[UTC]", early, second) == "reported in 2 of 2 periods"
