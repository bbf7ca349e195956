"""A new agreement shows every table and every key with its meaning, and works as it stands."""

from __future__ import annotations

import re
import tomllib

import pytest

from trucewatch.agreement import check, load, load_scenarios
from trucewatch.agreement.fences import fences
from trucewatch.agreement.schema import MANY, SINGLE
from trucewatch.agreement.template import template
from trucewatch.compliance import trial
from trucewatch.linking import link

FILES = template("lake-2021")
TERMS = FILES["lake-2021.truce.md"]
TABLES = SINGLE | MANY


@pytest.fixture
def folder(tmp_path):
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def tables() -> dict[str, list[str]]:
    """Return for each kind the lines of all its tables, comments too."""
    found: dict[str, list[str]] = {}
    for fence in fences(TERMS, "terms"):
        kind = ""
        for line in fence.lines:
            if header := re.fullmatch(r"\[\[?([a-z]+)\]\]?", line):
                kind = header[1]
                found.setdefault(kind, [])
            elif kind:
                found[kind].append(line)
    return found


def test_it_can_be_executed_and_its_examples_hold(folder):
    assert check(folder) == []

    agreement = load(folder)
    results = trial.run(agreement, load_scenarios(folder, agreement), link=link)

    assert agreement.id == "lake-2021"
    assert len(results) > 4
    assert [r.told() for r in results if not r.holds] == []


def test_it_holds_every_kind_of_table():
    assert set(tables()) == set(TABLES)


@pytest.mark.parametrize("kind", TABLES)
def test_every_key_stands_there_with_its_meaning_above_it(kind):
    """What every table has in common is explained once in the file."""
    lines = tables()[kind]
    told = "\n".join(lines).replace("\n# ", " ")
    for name, key in TABLES[kind].keys.items():
        if name in {"id", "clause", "where"} and kind in MANY:
            continue

        assert any(re.match(rf"(# )?{name} = ", line) for line in lines), name
        assert key.means in told, name


def test_what_is_switched_off_can_be_switched_on():
    for fence in fences(TERMS, "terms"):
        for line in fence.lines:
            if re.match(r"# [a-z_]+ = ", line):
                assert tomllib.loads(line.removeprefix("# "))


def test_its_own_name_stands_wherever_the_name_belongs():
    assert sorted(FILES) == [
        "geo/map.geojson",
        "lake-2021.scenarios.md",
        "lake-2021.truce.md",
        "places.csv",
        "sources.csv",
    ]
    assert 'id = "lake-2021"' in TERMS
    assert not any(re.search(r"\bID\b", text) for text in FILES.values())
