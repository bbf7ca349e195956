"""The Idlib protocol as encoded: three items, seven open readings, and nothing that the text does not say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.agreement import check, combinations, load, load_scenarios, readback, readings_of, zones
from trucewatch.agreement.terms import names_of
from trucewatch.geography import shapes
from trucewatch.model import Place, Within

HOME = Path(__file__).parents[2] / "agreements" / "idlib-2020"
GOLDEN = Path(__file__).parent / "readback-idlib-2020.txt"
IDLIB = load(HOME)
NAMED, ROAD = (("ends", "named"),), (("ends", "road"),)


def spot(name: str, lon: float, lat: float, radius_m: float = 700) -> Place:
    return Place(name=name, lon=lon, lat=lat, radius_m=radius_m)


SARAQIB = spot("Saraqib", 36.80591, 35.86447, 1500)
NAYRAB = spot("An-Nayrab", 36.71665, 35.86667)


def test_it_has_no_errors():
    assert [str(e) for e in check(HOME)] == []


def test_it_has_the_three_items_and_nothing_more():
    assert [(t.id, t.clause) for t in (*IDLIB.prohibitions, *IDLIB.duties)] == [
        ("I1", "item 1"),
        ("D2", "item 2"),
        ("D3", "item 3"),
    ]


def test_the_preamble_is_context_only():
    assert {r.id for r in IDLIB.recitals} == {"P-groups", "P-civ", "P-political", "P-return"}
    assert IDLIB.permits == ()


def test_the_right_to_respond_is_a_word_beside_the_text():
    (declaration,) = IDLIB.declarations

    assert (declaration.by, declaration.effect) == ("turkey", "claimed-permission")


def test_what_the_text_leaves_open_is_a_reading():
    assert [r.id for r in IDLIB.readings] == ["clock", "reach", "designated", "mines", "week", "ends", "begin"]
    assert readings_of(IDLIB, IDLIB.term("I1")) == ("clock", "designated", "mines", "reach")
    assert readings_of(IDLIB, IDLIB.term("D2")) == ("week",)
    assert readings_of(IDLIB, IDLIB.term("D3")) == ("begin", "clock")


def test_every_combination_of_readings_is_met_once():
    choices = combinations(IDLIB, readings_of(IDLIB, IDLIB.term("I1")))

    assert len(choices) == len(set(choices)) == 3 * 2 * 2 * 2


def test_the_corridor_carries_no_prohibition():
    told = next(s for s in readback(IDLIB) if s.startswith("security-corridor"))

    assert all("security-corridor" not in (p.where or "") for p in IDLIB.prohibitions)
    assert "no prohibition of its own" in told


def test_guarantors_undertake_for_others_and_nobody_answers_for_their_acts():
    assert {p.id: p.undertakes_for for p in IDLIB.parties if p.role == "guarantor"} == {
        "turkey": ("armed-opposition",),
        "russia": ("syrian-government",),
    }
    assert all(p.answers is None for p in IDLIB.prohibitions)


def test_a_group_without_a_dated_entry_is_exempted_by_nobody():
    exempt = {party for rule in IDLIB.exemptions for party in rule.target}
    dated = {p.id for p in IDLIB.parties if any(entry.from_ for entry in p.designation)}

    assert exempt == dated == {"hts", "tip", "isil"}
    assert all(
        p.note and "No entry" in p.note for p in IDLIB.parties if p.id in {"hurras-al-din", "rouse-the-believers"}
    )


@pytest.mark.parametrize(
    ("name", "party"),
    [
        ("Russian aircraft", "russia"),
        ("Moscow", "russia"),
        ("Türkiye", "turkey"),
        ("Turkish soldiers", "turkey"),
        ("Ankara", "turkey"),
        ("the Syrian army", "syrian-government"),
        ("regime forces", "syrian-government"),
        ("government forces and their allies", "syrian-government"),
        ("Turkish-backed armed groups", "armed-opposition"),
        ("Syrian rebels", "armed-opposition"),
        ("the National Liberation Front", "armed-opposition"),
        ("Hay’at Tahrir al-Sham", "hts"),
        ("al-Nusra", "hts"),
        ("Turkistan Islamic Party", "tip"),
        ("US forces", "united-states"),
        ("terrorists", None),
        ("militants", None),
        ("radical groups", None),
    ],
)
def test_a_name_leads_to_its_party_and_a_slur_to_nobody(name, party):
    assert IDLIB.party_of(name) == party


def test_no_source_is_both_affiliated_and_unaffiliated():
    assert [s.name for s in IDLIB.sources if s.affiliated and s.unaffiliated] == []
    assert IDLIB.source_of("SOHR").affiliated is None
    assert not IDLIB.source_of("SOHR").unaffiliated
    assert IDLIB.source_of("ocha").unaffiliated
    assert IDLIB.source_of("Erdoğan").affiliated == "turkey"


def test_quotations_are_brief():
    assert max(len(t.excerpt.split()) for t in IDLIB.terms if t.excerpt) < 25


def test_the_terms_read_back_in_plain_sentences():
    """Update by hand: `trucewatch agreement readback idlib-2020 > tests/agreement/readback-idlib-2020.txt`."""
    assert list(readback(IDLIB)) == GOLDEN.read_text(encoding="utf-8").splitlines()


def test_there_are_worked_examples_of_everything():
    scenarios = load_scenarios(HOME, IDLIB)

    assert len(scenarios) >= 12
    assert {"D2", "D3"} <= {s.duty for s in scenarios}
    assert {e.term for s in scenarios for c in s.checks for e in c.expected} == {"I1", "D2", "D3"}


# the ground


def test_every_file_of_the_road_carries_its_credit():
    assert json.loads((HOME / "geo" / "m4.geojson").read_text(encoding="utf-8"))["credit"].startswith("© OpenStreetMap")
    assert next(z for z in IDLIB.zones if z.id == "m4").geometry.credit == "© OpenStreetMap contributors, ODbL 1.0"


def test_the_road_has_about_thirty_vertices_and_counts_from_tronba_westward():
    line = zones.line_of(IDLIB, "m4-named")
    ends = [zones.place_on(IDLIB, p) for p in ("tronba", "ayn-al-hawr")]

    assert 25 <= len(line.points) <= 35
    assert all(shapes.distance_m(a, b) < 1_500 for a, b in zip((line.points[0], line.points[-1]), ends, strict=True))
    assert line.points[0][0] > line.points[-1][0]
    assert shapes.length_m(line) == pytest.approx(70_500, abs=200)


@pytest.mark.parametrize("choice", [NAMED, ROAD])
@pytest.mark.parametrize("side", [1, -1])
def test_the_edge_stands_at_six_kilometres_give_or_take_the_error_of_the_line(choice, side):
    edge = zones.edge_of(IDLIB, "security-corridor", choice)
    answers = []
    for offset in (6_000 - edge - 60, 6_000, 6_000 + edge + 60):
        lon, lat = zones.spot_on(IDLIB, "security-corridor", km=12, offset_m=side * offset, choice=choice)
        answers.append(zones.locate(IDLIB, "security-corridor", spot("", lon, lat, 0), choice).answer)

    assert edge == 200
    assert answers == [Within.YES, Within.UNKNOWN, Within.NO]


def test_beyond_tronba_the_corridors_ends_decide():
    answers = [zones.locate(IDLIB, "security-corridor", SARAQIB, c).answer for c in (NAMED, ROAD)]

    assert answers == [Within.NO, Within.YES]
    assert zones.within(IDLIB, "security-corridor", SARAQIB) is Within.UNKNOWN


def test_the_explanation_is_in_metres_and_kilometres():
    words = zones.locate(IDLIB, "security-corridor", NAYRAB, NAMED).words

    assert words == (
        "4,366 m inside the edge of the security corridor along the M4; 410 m north of the centre line, "
        "at kilometre 4.4 from Tronba; place known to 700 m, edge drawn to 200 m: wholly inside"
    )


@pytest.mark.parametrize(
    ("place", "area", "belt"),
    [
        (NAYRAB, Within.YES, Within.YES),
        (spot("Kafr Nabl", 36.56449, 35.61376, 1500), Within.YES, Within.YES),
        (spot("Kafr Takharim", 36.51522, 36.1168, 1500), Within.YES, Within.NO),
        (spot("Kabani", 36.23338, 35.71754), Within.UNKNOWN, Within.YES),
        (spot("Hmeimim", 35.93333, 35.4), Within.NO, Within.NO),
        (spot("Jableh", 35.92759, 35.36211, 1500), Within.NO, Within.NO),
        (spot("Afrin", 36.86954, 36.51194, 1500), Within.NO, Within.NO),
        (spot("Aleppo", 37.16117, 36.20124, 1500), Within.NO, Within.NO),
        (spot("Deir ez-Zor", 40.14084, 35.33588, 3000), Within.NO, Within.NO),
    ],
)
def test_known_places_lie_where_they_should(place, area, belt):
    answers = [zones.locate(IDLIB, "{reach}", place, (("reach", r),)).answer for r in ("area", "belt")]

    assert answers == [area, belt]


def test_a_place_that_was_not_found_cannot_be_told():
    assert zones.locate(IDLIB, "idlib-area", Place(name="a village")).answer is Within.UNKNOWN
    assert zones.locate(IDLIB, "idlib-area", None).answer is Within.UNKNOWN


def test_a_place_too_vague_is_never_called_inside():
    area = shapes.Area(((((30.0, 30.0), (42.0, 30.0), (42.0, 42.0), (30.0, 42.0), (30.0, 30.0)),),))
    vague = spot("the province", 36.6, 35.9, 26_000)

    assert shapes.within(area, (36.6, 35.9), radius_m=26_000) is Within.YES
    assert zones.locate(IDLIB, "idlib-area", vague).answer is Within.UNKNOWN


def test_a_line_that_moves_does_not_answer_for_days_before_it_was_drawn():
    from datetime import date

    asked = [zones.locate(IDLIB, "line-of-contact", SARAQIB, on=date(2020, m, 1)).words for m in (2, 4)]

    assert "is drawn for 2020-03-05 to later, not for 2020-02-01" in asked[0]
    assert "from the line of contact" in asked[1]


@settings(max_examples=60, deadline=None)
@given(st.floats(36.0, 37.0), st.floats(35.4, 36.3), st.floats(0, 8_000), st.floats(0, 8_000))
def test_a_vaguer_place_never_turns_cannot_tell_into_yes_or_no(lon, lat, one, other):
    sharp, vague = sorted((one, other))
    for zone in ("security-corridor", "idlib-area", "front-belt"):
        before, after = (zones.within(IDLIB, zone, spot("", lon, lat, r)) for r in (sharp, vague))

        assert after in {before, Within.UNKNOWN}


def test_no_name_stands_for_two_parties():
    names = [(n.casefold(), p.id) for p in IDLIB.parties for n in names_of(p)]

    assert len({n for n, _ in names}) == len({(n, p) for n, p in names})
