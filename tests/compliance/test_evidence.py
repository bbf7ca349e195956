"""Support is weighed per element: copies count once, sides count as sides, dispute lowers nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from trucewatch.agreement.terms import Monitor

INCIDENT = (
    'incident = { act = "shelling", actors = ["Syrian army"], when = "2020-03-10T10:00[Asia/Damascus]", '
    "place = { lon = 36.72, lat = 35.90, radius_m = 500 } }"
)


def levels(finding):
    return {s.element: s.level for s in finding.support}


def of(found, *reports, **given):
    lines = ", ".join(f"{{ {report} }}" for report in reports)
    return found(f'id = "x"\n{INCIDENT}\nreports = [{lines}]', **given)["I1"]


SNHR = 'source = "SNHR", known = "2020-03-10T15:00[UTC]"'
OCHA = 'source = "OCHA", known = "2020-03-12T15:00[UTC]"'
SIDE = 'source = "Activists", known = "2020-03-10T16:00[UTC]"'
SANA = 'source = "SANA", known = "2020-03-10T16:00[UTC]"'


@pytest.mark.parametrize(
    ("reports", "level"),
    [
        ((SNHR,), "single"),
        ((SNHR, SIDE), "corroborated"),
        ((SNHR, OCHA), "corroborated"),
        ((SIDE, SANA), "single"),
        ((SIDE, 'source = "Some outlet", known = "2020-03-10T15:00[UTC]"'), "single"),
        ((SIDE, 'source = "rebels", known = "2020-03-10T15:00[UTC]"'), "single"),
    ],
    ids=["one", "side and neutral", "two neutral", "two sides", "affiliation not known", "two of one side"],
)
def test_the_house_rule_wants_two_independent_origins_of_which_one_is_listed_as_neutral(found, reports, level):
    assert levels(of(found, *reports))["occurrence"] == level


def test_four_outlets_with_one_wire_story_are_one_origin(found):
    copies = [f'source = "Outlet {n}", origin = "SNHR", known = "2020-03-10T1{n}:00[UTC]"' for n in range(4)]

    finding = of(found, *copies)

    assert levels(finding)["occurrence"] == "single"
    assert finding.support[0].origins == ("SNHR",)


def test_two_sources_that_agree_on_a_place_do_not_corroborate_its_author(found):
    finding = of(found, SNHR, OCHA + ", actors = []")

    assert levels(finding) == {"occurrence": "corroborated", "authorship": "single"}


def test_two_sources_that_name_two_authors_support_each_alone(found):
    finding = of(found, SNHR, OCHA + ', actors = ["rebels"]')

    assert levels(finding) == {
        "occurrence": "corroborated",
        "authorship: Syrian army": "single",
        "authorship: rebels": "single",
    }


@pytest.mark.parametrize(
    ("may", "competent", "level"),
    [(("monitor", "verify"), ("I1",), "verified"), (("monitor",), ("I1",), "single"), (("verify",), ("X",), "single")],
)
def test_only_a_monitor_that_may_verify_that_term_raises_to_verified(found, agreement, may, competent, level):
    monitor = Monitor(id="mission", name="The Mission", may=may, competent_for=competent)
    terms = replace(agreement, monitors=(monitor,))

    finding = of(found, 'source = "The Mission", known = "2020-03-10T15:00[UTC]"', of=terms)

    assert levels(finding)["occurrence"] == level
    assert finding.support[0].by == ("The Mission" if level == "verified" else None)


RETRACTED = """
id = "12"
incident.act = "shelling"
incident.when = "2020-03-06T08:00[Asia/Damascus]"
incident.place = { lon = 36.72, lat = 35.90, radius_m = 500 }
reports = [
  { source = "Activists", known = "2020-03-06T12:00[UTC]" },
  { source = "OCHA", known = "2020-03-19T12:00[UTC]" },
  { source = "OCHA", says = "retracts", known = "2020-04-01T12:00[UTC]" },
]
[[check]]
as_of = "%s"
"""


@pytest.mark.parametrize(
    ("as_of", "level"),
    [
        ("2020-03-06T06:00[UTC]", None),
        ("2020-03-08T12:00[UTC]", "single"),
        ("2020-03-20T12:00[UTC]", "corroborated"),
        ("2020-04-02T12:00[UTC]", "single"),
    ],
)
def test_late_evidence_and_a_retraction_count_from_their_dates(found, as_of, level):
    findings = found(RETRACTED % as_of)

    assert (levels(findings["I1"])["occurrence"] if "I1" in findings else None) == level


def test_a_retraction_keeps_the_words_that_it_takes_back(found):
    finding = found(RETRACTED % "2020-04-02T12:00[UTC]")["I1"]

    assert any("retracted by OCHA, 12:00 UTC on 1 April 2020; the words stay: “" in r.text for r in finding.reasons)


def test_when_everything_is_taken_back_nothing_is_said_to_be_engaged(found):
    finding = of(found, SNHR, 'source = "SNHR", says = "retracts", known = "2020-03-11T15:00[UTC]"')

    assert (finding.engaged, finding.decides, finding.support) == ("cannot-tell", ("fact:occurrence",), ())
