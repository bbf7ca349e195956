"""The Idlib agreement as it lies in the repository, with a source list of our own, and reports as scenarios."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from trucewatch.agreement import load
from trucewatch.agreement.scenarios import as_readings, scenarios_of
from trucewatch.agreement.terms import Source
from trucewatch.compliance import check
from trucewatch.linking import link

ROOT = Path(__file__).parents[2]

SOURCES = (
    Source(name="SNHR", unaffiliated=True),
    Source(name="OCHA", unaffiliated=True),
    Source(name="SANA", affiliated="syrian-government"),
    Source(name="Activists", affiliated="armed-opposition"),
    Source(name="Russian MoD", aliases=("Russian Defence Ministry",), affiliated="russia"),
    Source(name="Turkish MoD", affiliated="turkey"),
)


@pytest.fixture(scope="session")
def agreement():
    return replace(load(ROOT / "agreements" / "idlib-2020"), sources=SOURCES)


@pytest.fixture(scope="session")
def found(agreement):
    """The findings of one scenario fence, as of its last check (or a day after the last report), by term."""

    def run(text, *, of=None, as_of=None):
        terms = of or agreement
        (scenario,) = scenarios_of(f"```scenario\n{text}\n```\n", terms)
        when = as_of or scenario.checks[-1].as_of
        readings = as_readings(scenario, known_by=when)
        findings = check(terms, link(readings, agreement=terms), readings, as_of=when)
        return {finding.term: finding for finding in findings}

    return run


SHELLING = """
id = "a shelling near Saraqib"
[incident]
act = "shelling"
actors = ["Syrian army"]
when = "%s"
place = { lon = 36.72, lat = 35.90, radius_m = %s }
[[reports]]
source = "SNHR"
known = "%s"
"""


@pytest.fixture(scope="session")
def shelling(found):
    """One report of one shelling: only what a test is about is given."""

    def run(when="2020-03-10T10:00[Asia/Damascus]", radius_m=500, known="2020-03-10T15:00[UTC]", **given):
        return found(SHELLING % (when, radius_m, known), **given)["I1"]

    return run
