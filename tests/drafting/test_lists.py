"""The word lists: known acts, patterns that hold; no conflict, land or leader stands in them or in the code."""

import ast
import csv
import re
from pathlib import Path

import pytest

from trucewatch import drafting
from trucewatch.drafting.lists import acts, duties, pattern, words
from trucewatch.model.acts import ACTS
from trucewatch.reading import lexicon

ROOM = Path(drafting.__file__).parent
LISTS = sorted((ROOM / "data").glob("*.csv"))
NAMES = {name.lower() for name in lexicon.countries().names if len(name) > 3}


def rows(path):
    return list(csv.reader(path.read_text(encoding="utf-8").splitlines()))[1:]


def test_acts_are_of_the_vocabulary():
    told = [act for row in rows(ROOM / "data" / "acts.csv") for act in row[1].split()]
    told += [act for row in rows(ROOM / "data" / "duties.csv") for act in row[4].split("|") if act]

    assert [act for act in told if act not in ACTS] == []
    assert acts()[0].acts
    assert {duty.must for duty in duties()} == {row[0] for row in rows(ROOM / "data" / "duties.csv")}


def test_every_set_is_used_and_every_set_that_is_used_is_there():
    sets = {row[0] for row in rows(ROOM / "data" / "words.csv")}
    code = " ".join(path.read_text(encoding="utf-8") for path in ROOM.glob("*.py"))
    calls = re.findall(
        r"(?<!lexicon\.)(?<!desk\.)(?<!self\.)\b(?:words|pattern|has|finds)\(((?:\"[\w-]+\"(?:, )?)+)", code
    )
    used = {name for call in calls for name in re.findall(r"\"([\w-]+)\"", call)}

    assert sets == used


def test_every_set_is_described_with_its_source():
    text = (ROOM / "data" / "README.md").read_text(encoding="utf-8")
    sets = {row[0] for row in rows(ROOM / "data" / "words.csv")}

    assert [name for name in sorted(sets) if f"`{name}`" not in text] == []


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.name)
def test_no_land_is_named_in_a_word_list(path):
    told = " ".join(" ".join(row) for row in rows(path)).lower()

    assert [name for name in NAMES if re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", told)] == []


def test_no_land_is_named_in_the_code():
    told = []
    for path in ROOM.glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        notes = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        told += [
            node.value.lower()
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in notes
        ]

    assert [name for name in NAMES for one in told if re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", one)] == []


def test_a_word_of_a_list_is_found_whole_and_in_any_case():
    assert pattern("truce").search("a CEASEFIRE")
    assert not pattern("truce").search("truceless")
    assert "agree" in words("agree")
