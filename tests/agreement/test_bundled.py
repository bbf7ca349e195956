"""Every bundled agreement: it can be executed, its scenarios hold, it reads back as it was reviewed, its files fit."""

from __future__ import annotations

from pathlib import Path

import pytest

from trucewatch.agreement import available, check, load, load_scenarios, readback
from trucewatch.agreement.readings import HOLE
from trucewatch.agreement.terms import names_of
from trucewatch.compliance import trial
from trucewatch.geography.rows import rows_from_csv
from trucewatch.linking import link

ROOT = Path(__file__).parents[2] / "agreements"
BUNDLED = {ident: path for ident, _, path in available([ROOT])}
LEAST = {"idlib-2020": 12, "lebanon-2024": 12, "donbas-2020": 12}
NINE = {
    *("idlib-2020", "minsk-2015", "donbas-2020", "hodeidah-2018", "libya-2020", "karabakh-2020", "jeddah-2023"),
    *("lebanon-2024", "gaza-2025-10"),
}

EACH = pytest.mark.parametrize("ident", sorted(BUNDLED))


def scenarios():
    agreements = {ident: load(path) for ident, path in BUNDLED.items()}
    return [(agreements[i], s) for i, path in BUNDLED.items() for s in load_scenarios(path, agreements[i])]


def test_the_nine_are_there():
    assert set(BUNDLED) >= NINE


@EACH
def test_it_can_be_executed(ident):
    assert [str(e) for e in check(BUNDLED[ident])] == []


@EACH
def test_it_has_worked_examples_enough(ident):
    agreement = load(BUNDLED[ident])

    assert len(load_scenarios(BUNDLED[ident], agreement)) >= LEAST.get(ident, 5)


@pytest.mark.parametrize(("agreement", "scenario"), scenarios(), ids=lambda x: getattr(x, "id", None))
def test_its_scenarios_hold(agreement, scenario):
    (result,) = trial.run(agreement, [scenario], link=link)

    assert result.holds, result.told()


@EACH
def test_it_reads_back_as_it_was_reviewed(ident):
    golden = Path(__file__).parent / f"readback-{ident}.txt"

    assert "\n".join(readback(load(BUNDLED[ident]))) + "\n" == golden.read_text(encoding="utf-8")


@EACH
def test_no_sentence_leaves_a_reading_unspoken(ident):
    told = [HOLE.findall(sentence) for sentence in readback(load(BUNDLED[ident]))]

    assert [hole for holes in told for hole in holes] == []


@EACH
def test_its_places_are_a_gazetteer_with_a_source_and_a_radius_for_each_row(ident):
    table = BUNDLED[ident].parent / "places.csv"
    rows = rows_from_csv(table.read_text(encoding="utf-8"))

    assert rows
    assert [row.id for row in rows if not row.source or (row.placed and not row.licence)] == []
    assert len({row.id for row in rows}) == len(rows)


@EACH
def test_no_source_is_both_of_a_side_and_of_none(ident):
    agreement = load(BUNDLED[ident])

    assert agreement.sources
    assert [s.name for s in agreement.sources if s.affiliated and s.unaffiliated] == []


@EACH
def test_every_drawn_shape_says_where_it_comes_from_and_how_far_off_it_may_be(ident):
    agreement = load(BUNDLED[ident])
    drawn = [z for z in agreement.zones if z.geometry is not None]

    assert [z.id for z in drawn if not z.geometry.note] == []
    assert [z.id for z in drawn if z.kind in ("area", "line") and z.edge_m is None] == []


@EACH
def test_every_rule_names_the_clause_that_it_stands_for(ident):
    agreement = load(BUNDLED[ident])
    rules = (*agreement.prohibitions, *agreement.permits, *agreement.exemptions, *agreement.duties)

    assert [rule.id for rule in rules if not rule.clause] == []


@EACH
def test_every_name_leads_to_one_party(ident):
    agreement = load(BUNDLED[ident])

    for party in agreement.parties:
        assert {agreement.party_of(name) for name in names_of(party)} == {party.id}
