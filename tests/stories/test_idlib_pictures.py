"""The Idlib case as of five instants: five pictures, each against what was written down by hand before any run.

What the machine does not see yet stands in the case's README, by name, and may differ; nothing else may.
`./run stories --accept` writes the readable pictures beside this file anew and strikes from that list what is seen.
"""

from __future__ import annotations

import os
import re
import tomllib
from datetime import UTC, datetime
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from trucewatch.model import Within, end_instant

CASE = Path(__file__).resolve().parents[2] / "cases" / "idlib-2020"
GOLDEN = tomllib.loads((CASE / "expected.toml").read_text(encoding="utf-8"))
INSTANTS = [picture["as_of"] for picture in GOLDEN["picture"]]
AGREED, ONE_WEEK, FIRST_PATROL, FIRST_MONTH, ALL = INSTANTS
START = datetime(2020, 3, 5, 21, 1, tzinfo=UTC)
ROW = re.compile(r"^\| `([\w-]+)` \|.*\n", re.MULTILINE)
HEADING = "## What the machine does not yet see here"
ACCEPT = bool(os.environ.get("ACCEPT_STORIES"))
PRIVATE = sorted(name for entry in GOLDEN["document"] for name in entry.get("private_persons", []))
UNNAMED = ("R. Haddad", "N. Karam")
"""The observer and the analyst whose log it is."""


def not_yet_seen():
    """Return the incidents and duties that the case's README lists as not yet seen."""
    text = (CASE / "README.md").read_text(encoding="utf-8").partition(HEADING)[2]
    return set(ROW.findall(text))


def wanted_findings():
    return [
        pytest.param(p["as_of"], f, id=f"{p['as_of']} {f['incident']}")
        for p in GOLDEN["picture"]
        for f in p["findings"]
    ]


def wanted_duties():
    return [pytest.param(p["as_of"], d, id=f"{p['as_of']} {d['id']}") for p in GOLDEN["picture"] for d in p["duties"]]


def differing(pictures):
    """Return the incidents and duties that differ from the golden in some picture."""
    found = {
        f["incident"] for p in GOLDEN["picture"] for f in p["findings"] if any(pictures[p["as_of"]].differences(f))
    }
    return found | {
        d["id"] for p in GOLDEN["picture"] for d in p["duties"] if pictures[p["as_of"]].duties[d["id"]] != d["state"]
    }


# ---------------------------------------------------------------- the pictures


@pytest.mark.parametrize("as_of", INSTANTS)
def test_the_picture_reads_as_it_was_accepted(pictures, as_of):
    file = Path(__file__).parent / "idlib-2020" / f"{as_of.replace(':', '').replace('+', '-')}.txt"
    if ACCEPT:
        file.parent.mkdir(exist_ok=True)
        file.write_text(pictures[as_of].text(), encoding="utf-8")

    assert pictures[as_of].text() == file.read_text(encoding="utf-8"), "review it, then ./run stories --accept"


def test_no_two_pictures_are_the_same(pictures):
    bodies = {as_of: pictures[as_of].text().partition("\n")[2] for as_of in INSTANTS}

    assert all(bodies[one] != bodies[other] for one, other in combinations(INSTANTS, 2))


def test_each_picture_knows_more_than_the_one_before(pictures):
    known = [{d.id for d in pictures[as_of].made.documents} for as_of in INSTANTS]

    assert all(earlier < later for earlier, later in pairwise(known))


def test_what_was_published_later_is_not_known_yet(pictures):
    known = {d.id for d in pictures[ONE_WEEK].made.documents}

    assert not known & {"19-first-week.txt", "20-un-update.html"}
    assert "19-first-week.txt" in {d.id for d in pictures[FIRST_PATROL].made.documents}


# ---------------------------------------------------------------- duties


@pytest.mark.parametrize(("as_of", "duty"), wanted_duties())
def test_a_duty_stands_as_the_golden_says(pictures, as_of, duty):
    if duty["id"] not in not_yet_seen():
        assert pictures[as_of].duties[duty["id"]] == duty["state"]


def test_before_its_deadline_nothing_is_owed(pictures):
    assert pictures[AGREED].duties == {"D2": "open", "D3": "open"}


def test_on_the_last_day_of_the_week_the_state_depends_on_how_a_week_is_counted(pictures):
    (parameters,) = [f for f in pictures[ONE_WEEK].made.findings if f.duty == "D2"]

    assert parameters.decides == ("reading:week",)
    assert "due on week=elapsed" in parameters.state


@pytest.mark.parametrize("as_of", [FIRST_PATROL, FIRST_MONTH, ALL])
def test_parameters_agreed_on_13_march_are_met_and_never_met_in_time(pictures, as_of):
    assert pictures[as_of].duties["D2"] in {"met late", "met, perhaps late"}


def test_a_patrol_cut_short_begins_the_patrols_and_is_no_whole_route(pictures):
    for as_of in (FIRST_PATROL, FIRST_MONTH):
        assert pictures[as_of].duties["D3"] == "met on begin=first-patrol, part met on begin=whole-route"


# ---------------------------------------------------------------- item 1


@pytest.mark.parametrize(("as_of", "wanted"), wanted_findings())
def test_an_incident_stands_under_item_1_as_the_golden_says(pictures, as_of, wanted):
    if wanted["incident"] not in not_yet_seen():
        assert list(pictures[as_of].differences(wanted)) == []


def test_the_list_of_what_is_not_yet_seen_names_nothing_that_is_seen(pictures):
    seen = not_yet_seen() - differing(pictures)
    if ACCEPT and seen:
        head, heading, rows = (CASE / "README.md").read_text(encoding="utf-8").partition(HEADING)
        kept = ROW.sub(lambda row: "" if row[1] in seen else row[0], rows)
        (CASE / "README.md").write_text(head + heading + kept, encoding="utf-8")

    assert not_yet_seen() <= differing(pictures), "strike it from the list: ./run stories --accept"


def test_while_nothing_is_in_force_every_incident_lies_before_the_start(pictures):
    findings = [f for f in pictures[AGREED].made.findings if f.incident]

    assert len(findings) > 4
    assert {(f.engaged, f.outside) for f in findings} == {(Within.NO, ("before the start",))}


@pytest.mark.parametrize("as_of", INSTANTS)
def test_what_was_reported_before_the_start_stays_before_the_start(pictures, as_of):
    told = pictures[as_of]
    early = [f for f in told.made.findings if f.incident and reported_by(told, f) < START]

    assert len(early) >= 4
    assert all(f.engaged is Within.NO and "before the start" in f.outside for f in early)


def reported_by(told, finding):
    """Return when the incident was first told of; the last of its reports where none has a day."""
    first = told.view.incidents[finding.incident].first_reported
    return end_instant(first, told.view.tz) if first else datetime.max.replace(tzinfo=UTC)


@pytest.mark.parametrize("as_of", INSTANTS)
def test_a_cannot_tell_says_what_would_settle_it_and_an_outside_says_why(pictures, as_of):
    for finding in pictures[as_of].made.findings:
        if finding.incident:
            assert (finding.engaged is Within.UNKNOWN) == bool(finding.decides)
            assert (finding.engaged is Within.NO) == bool(finding.outside)


def test_a_day_without_an_hour_on_the_eve_of_the_start_cannot_be_told_and_names_the_clock(pictures):
    told = pictures[ALL]
    row = next(f for f in told.made.findings if "45-events-ged.csv/ucdp-990001#1" in f.claims)

    assert row.engaged is Within.UNKNOWN
    assert "reading:clock" in row.decides


def test_a_first_patrol_is_no_matter_of_item_1(pictures):
    for as_of in INSTANTS:
        acts = {f.act for f in pictures[as_of].made.findings if f.incident}
        assert not acts & {"patrol", "patrol-cut-short", "agreement", "statement", "protest", "obstruction"}


def test_the_map_knows_the_corridor_for_no_prohibition_and_both_areas_that_item_1_may_mean_for_one(pictures):
    prohibits = {layer.id: layer.prohibits for layer in pictures[ALL].view.layers}

    assert prohibits["idlib-area"]
    assert prohibits["front-belt"]
    assert not prohibits["security-corridor"]


# ---------------------------------------------------------------- sources and figures


@pytest.mark.parametrize("as_of", INSTANTS)
def test_every_figure_is_one_count_of_one_claim_and_none_is_a_sum(pictures, as_of):
    view = pictures[as_of].view
    for tally in view.tallies:
        claim = view.claims[tally.claim]
        figures = {(c.kind, c.of, c.at_least, c.at_most, c.words) for c in claim.counts}
        assert (tally.kind, tally.of, tally.at_least, tally.at_most, tally.words) in figures
    assert len({(t.claim, t.id) for t in view.tallies}) == len(view.tallies)


def test_differing_tolls_of_one_night_stand_side_by_side(pictures):
    view = pictures[ALL].view
    dead = {
        (t.at_least, t.at_most)
        for t in view.tallies
        if t.kind == "killed" and t.document in {"02-night-of-27-february.html", "15-akar-no-violation.html"}
    }

    assert {(33, None), (36, None), (9, 9)} <= dead
    assert not {(9 + 22 + 29 + 33, None), (33 + 36, None), (42, None)} & dead


def test_cumulative_figures_belong_to_no_incident(pictures):
    assert all(t.incident is None for t in pictures[ALL].view.tallies if t.cumulative)


def test_copies_are_known_as_copies_of_their_origin(pictures):
    documents = {d.id: d for d in pictures[ALL].made.documents}
    for story in GOLDEN["copies"]:
        for name in story["copies"]:
            assert documents[name].copy.is_copy, name
        assert not documents[story["origin"]].copy.is_copy


def test_copies_give_an_incident_no_second_origin(pictures):
    told = pictures[ALL]
    files = {"10-first-clashes-wire.html", "11-first-clashes-orontes.html", "12-first-clashes-gulf.txt"}
    of_copies = [i for i in told.made.linked.incidents if files == {told.view.claims[c].document for c in i.claims}]

    assert of_copies
    assert all(len(incident.origins) == 1 for incident in of_copies)


def test_only_the_feeds_own_outlet_stands_behind_its_items(pictures):
    items = [d for d in pictures[ALL].made.documents if d.id.startswith("18-")]

    assert len(items) == 8
    assert not any(d.copy.is_copy or d.origin for d in items)


def test_a_coded_row_adds_no_origin_beside_the_monitor_that_it_repeats(pictures):
    names = {
        origin.name
        for incident in pictures[ALL].made.linked.incidents
        for origin in incident.origins
        if any(c.startswith("45-events-ged.csv") for c in origin.claims)
    }

    assert names == {"Syrian Observatory for Human Rights"}


def test_a_flat_denial_disputes_the_occurrence_of_what_came_before_it_and_of_nothing_after(pictures):
    told = pictures[ONE_WEEK]
    disputed = [f for f in told.made.findings if any(d.by == "Hulusi Akar" for d in f.disputed_by)]

    assert disputed
    for finding in disputed:
        assert {d.element for d in finding.disputed_by} == {"occurrence"}
        assert told.view.incidents[finding.incident].when.start < "2020-03-08"
    assert not [f for f in disputed if "before the start" in f.outside]


def test_a_denial_of_bombing_from_the_air_is_no_denial_of_shelling(pictures):
    shelling = pictures[ALL].finding("ariha-4-november")

    assert shelling is not None
    assert not [d for d in shelling.disputed_by if d.claim.startswith("41-")]


def test_every_dispute_names_its_element_and_the_claim_that_makes_it(pictures):
    for finding in pictures[ALL].made.findings:
        for dispute in finding.disputed_by:
            assert dispute.element in {"occurrence", "authorship", "target", "toll", "justified"}
            assert dispute.claim in pictures[ALL].view.claims


def test_the_post_in_arabic_is_stored_not_read_and_tells_what_a_person_entered(pictures):
    told = pictures[ALL]
    (reading,) = [r for r in told.made.readings if r.document.id == "44-binnish-post-ar.txt"]
    acts = {(c.act, c.place.name, c.method) for c in reading.claims}

    assert reading.document.lang == "ar"
    assert {(act, place) for act, place, _ in acts} == {("air-strike", "Binnish"), ("shelling", "Binnish")}
    assert not reading.mentions
    assert "44-binnish-post-ar.txt.binnish-air" in told.finding("binnish-3-august").claims


# ---------------------------------------------------------------- what nobody must see


@pytest.mark.parametrize("as_of", INSTANTS)
def test_private_persons_are_named_nowhere(pictures, as_of):
    assert PRIVATE
    for name in (*PRIVATE, *UNNAMED):
        for where, text in pictures[as_of].published.items():
            assert name.casefold() not in text.casefold(), (name, where)
            assert not re.search(rf"\b{name.split()[-1]}\b", text, re.IGNORECASE), (name, where)


@pytest.mark.parametrize("as_of", [AGREED, ONE_WEEK])
def test_no_future_patrol_is_published_in_a_reports_words(pictures, as_of):
    told = pictures[as_of]
    ahead = [
        claim
        for claim in told.view.claims.values()
        if claim.act == "patrol" and claim.when and (claim.when.start or "") >= "2020-03-15"
    ]

    assert ahead
    for claim in ahead:
        for where, text in told.published.items():
            assert claim.quote not in text, where


@pytest.mark.parametrize("as_of", INSTANTS)
def test_outside_never_reads_as_lawful(pictures, as_of):
    for text in pictures[as_of].published.values():
        for word in re.findall(r"[^.]{0,60}\blawful\b", text):
            assert re.search(r"\b(?:never|not|nor|no)\b", word), word
