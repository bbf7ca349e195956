"""Our retelling of the report on the talks of 5 March 2020, drafted: what it must find, what it must ask."""

from pathlib import Path

import pytest

from trucewatch.agreement import check
from trucewatch.drafting import propose, write

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = Path(__file__).with_name("draft-idlib.truce.md")


@pytest.fixture(scope="module")
def idlib(readings):
    return propose(readings("retelling"), ident="idlib-draft")


def test_the_draft_is_the_one_that_is_kept(idlib):
    assert write(idlib) == GOLDEN.read_text(encoding="utf-8")


def test_the_draft_can_be_executed_as_far_as_it_goes():
    assert check(GOLDEN) == []


def test_the_truce_begins_a_minute_after_midnight_on_a_clock_that_stays_open(idlib, tables):
    (start,) = [event for event in tables(idlib, "event") if event["id"] == "start"]

    assert start["at"] == "2020-03-06T00:01[{clock}]"
    assert idlib.home is None


def test_the_corridor_has_its_width_on_each_side_and_no_course(idlib, tables):
    (corridor,) = [zone for zone in tables(idlib, "zone") if zone["id"] == "corridor"]
    (proposed,) = [table for table in idlib.of("zone") if table.id == "corridor"]

    assert corridor["kind"] == "undefined"
    assert corridor["note"] == "Told as 6,000 m to the north and 6,000 m to the south of the M4 highway; not drawn"
    assert 'of = "m4-highway", north_m = 6000, south_m = 6000' in proposed.remarks[0]


def test_patrols_parameters_and_the_return_of_refugees_are_owed_by_both(idlib, duty):
    both = ["russia", "turkey"]

    assert duty(idlib, "hold-patrols", who=both)["from"] == "2020-03-15[{clock}]"
    assert duty(idlib, "agree-corridor-parameters", who=both)["by"] == "{counted-from} + 7 days ({count})"
    assert "by" not in duty(idlib, "facilitate-return", who=both)


def test_turkeys_reservation_is_its_own_word_and_permits_nothing(idlib, tables):
    (reserved,) = tables(idlib, "declare")

    assert (reserved["by"], reserved["effect"]) == ("turkey", "claimed-permission")
    assert "remain silent" in reserved["says"]
    assert tables(idlib, "permit") == []


@pytest.mark.parametrize(
    ("wanted", "key"),
    [
        ("In which time zone", "[clock] home"),
        ("Where does the corridor begin and end", "between"),
        ("Who on the ground is bound", "undertakes_for"),
        ("How does the text count its days", "[clock] days"),
        ("On which day does 00:01 fall", "[[event]] start at"),
    ],
)
def test_what_the_report_leaves_open_is_asked_with_the_key_that_it_fills(idlib, wanted, key):
    asked = [question for question in idlib.questions if question.asks.startswith(wanted)]

    assert [key in question.fills for question in asked] == [True]


def test_the_refugees_threat_to_europe_and_the_dead_are_no_terms(idlib):
    told = {words.quote for table in idlib.tables for words in table.words}

    assert not any("Europe" in quote or "condolences" in quote or "killed" in quote for quote in told)


def test_what_the_draft_finds_stands_in_the_file_made_from_the_text(idlib, tables):
    held = (ROOT / "agreements" / "idlib-2020" / "idlib-2020.truce.md").read_text(encoding="utf-8")
    (corridor,) = [table for table in idlib.of("zone") if table.id == "corridor"]

    assert "north_m = 6000" in held
    assert "north_m = 6000" in corridor.remarks[0]
    assert 'at = "2020-03-06T00:01[{clock}]"' in held
    assert 'must = "agree-corridor-parameters"' in held
    assert "2020-03-15 [{clock}]" in held


def test_what_stands_only_in_the_preamble_is_asked_about(idlib):
    (asked,) = [question for question in idlib.questions if "words of its preamble" in question.asks]

    assert "facilitate return" in asked.asks
    assert "[[recital]]" in asked.fills
