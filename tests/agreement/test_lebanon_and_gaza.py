"""Lebanon 2024 and Gaza 2025 as encoded: each paragraph has a table, each ambiguity a reading, each place its side."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from trucewatch.agreement import load, load_scenarios, zones
from trucewatch.agreement.readings import combinations, readings_of
from trucewatch.model import Place, Within

BUNDLES = Path(__file__).parents[2] / "agreements"
LEBANON, GAZA = BUNDLES / "lebanon-2024", BUNDLES / "gaza-2025-10"
BOTH = pytest.mark.parametrize("home", [LEBANON, GAZA], ids=lambda home: home.name)


def places(home: Path) -> dict[str, Place]:
    """Return the places of the table that have a point, by id."""
    with (home / "places.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["lat"]]
    return {
        row["id"]: Place(
            name=row["name"], lon=float(row["lon"]), lat=float(row["lat"]), radius_m=float(row["radius_m"] or 0)
        )
        for row in rows
    }


def sides(home: Path, zone: str, ids: str, **choice: str) -> set[Within]:
    """Return the answers for these places (ids with spaces between), over all readings but those chosen."""
    agreement, known = load(home), places(home)
    term = next(z for z in agreement.zones if z.id == zone)
    choices = [c for c in combinations(agreement, readings_of(agreement, term)) if set(choice.items()) <= set(c)]
    return {zones.locate(agreement, zone, known[i], c).answer for i in ids.split() for c in choices}


@BOTH
def test_quotations_are_brief(home):
    assert max(len(t.excerpt.split()) for t in load(home).terms if t.excerpt) < 30


@BOTH
def test_every_shape_says_how_it_was_drawn(home):
    (path,) = (home / "geo").glob("*.geojson")
    collection = json.loads(path.read_text(encoding="utf-8"))

    assert "© OpenStreetMap contributors, ODbL 1.0" in collection["credit"]
    assert all(feature["properties"]["source"] for feature in collection["features"])
    assert len(collection["features"]) == len([z for z in load(home).zones if z.geometry])


@BOTH
def test_every_place_has_a_source_and_a_licence(home):
    with (home / "places.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    assert {row["licence"] for row in rows} <= {"ODbL 1.0", "CC BY 4.0", "CC0 1.0"}
    assert all(row["source"] for row in rows)


@BOTH
def test_neither_a_guarantor_nor_a_host_answers_for_anybody(home):
    agreement = load(home)
    beside = {p.id for p in agreement.parties if p.role in ("guarantor", "excluded")}

    assert not any(beside & set(ban.who) for ban in agreement.prohibitions)
    assert all(p.undertakes_for == () for p in agreement.parties)


def test_lebanon_has_a_table_for_each_of_the_thirteen_paragraphs():
    clauses = {t.clause.split(",")[0].split(" (")[0] for t in load(LEBANON).terms if t.clause}

    numbers = {int(n) for c in clauses if c.startswith("paragraph") for n in c.split()[1:] if n.isdigit()}
    assert numbers == set(range(1, 14))


def test_lebanon_has_an_example_of_each_rule_that_can_be_judged():
    agreement = load(LEBANON)
    scenarios = load_scenarios(LEBANON, agreement)
    told = {e.term for s in scenarios for c in s.checks for e in c.expected}

    assert len(scenarios) >= 16
    assert {"L2a", "L2b", "L2c", "L5", "L6", "L8", "L12a", "L12b"} <= told


def test_gaza_has_a_table_for_each_of_the_six_steps():
    clauses = " ".join(t.clause for t in load(GAZA).terms if t.clause)

    assert all(f"step {n}" in clauses for n in range(1, 7))
    assert len(load_scenarios(GAZA, load(GAZA))) >= 8


def test_what_the_second_phase_leaves_open_stays_open():
    agreement = load(GAZA)
    anywhere = places(GAZA)["gaza-city"]

    assert {z.id for z in agreement.zones if z.kind == "undefined"} == {"later-lines", "perimeter"}
    assert zones.within(agreement, "later-lines", anywhere) is Within.UNKNOWN


def test_towns_of_the_south_lie_south_of_the_litani_and_those_beyond_it_do_not():
    south = "khiam haris tayr-debba qantara majdal-zoun markaba naqoura bint-jbeil marjayoun"

    assert sides(LEBANON, "south-of-litani", south) == {Within.YES}
    assert sides(LEBANON, "south-of-litani", "nabatieh jarjouh baysariyah sidon beirut hermel") == {Within.NO}


def test_towns_lie_on_their_side_of_the_blue_line():
    lebanese = "khiam haris aitaroun tyre naqoura sidon beirut hermel baalbek janta taraya jarjouh"

    assert sides(LEBANON, "lebanon-territory", lebanese) == {Within.YES}
    assert sides(LEBANON, "lebanon-territory", "nahariya kiryat-shmona") == {Within.NO}
    assert sides(LEBANON, "israel-territory", "nahariya kiryat-shmona") == {Within.YES}
    assert sides(LEBANON, "israel-territory", "haris tyre beirut") == {Within.NO}


def test_a_village_on_the_line_cannot_be_told():
    assert sides(LEBANON, "lebanon-territory", "kfar-kila") == {Within.UNKNOWN}


def test_places_beyond_the_agreed_line_were_not_vacated():
    assert sides(GAZA, "vacated", "shati-camp") == {Within.YES}
    assert sides(GAZA, "vacated", "khuzaa fukhari shoka abasan") == {Within.NO}
    assert sides(GAZA, "vacated", "shujaiya tuffah qarara bureij") == {Within.UNKNOWN}


def test_all_of_the_strip_is_the_strip():
    named = "shati-camp nuseirat deir-al-balah jabalia-camp khuzaa zawaida"

    assert sides(GAZA, "gaza", named) == {Within.YES}
    assert sides(GAZA, "gaza", "sderot ashkelon") == {Within.NO}
    assert sides(GAZA, "israel-near-gaza", "sderot ashkelon") == {Within.YES}
