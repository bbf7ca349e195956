"""The schema for editors and the table that parses are one: what editors accept is what the parser takes."""

from __future__ import annotations

import operator
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.agreement.fences import fences, toml_of
from trucewatch.agreement.json_schema import json_schema
from trucewatch.agreement.schema import MANY, SINGLE
from trucewatch.agreement.turns import Key, key_json

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json_schema()
TABLES = SINGLE | MANY


def every_key(keys=None, name="") -> list[tuple[str, Key]]:
    """Return each key of each table and of each inline table in it, by its full name."""
    if keys is None:
        return [pair for kind, held in TABLES.items() for pair in every_key(held.keys, kind)]
    found = []
    for word, held in keys.items():
        found.append((f"{name}.{word}", held))
        found += every_key(held.turn.keys, f"{name}.{word}") if held.turn.keys else []
    return found


KEYS = dict(every_key())

KINDS = {"string": str, "array": list, "object": dict, "boolean": bool, "number": (int, float), "integer": int}


BOUNDS = {
    "minimum": (operator.lt, "less than"),
    "exclusiveMinimum": (operator.le, "no more than"),
    "maximum": (operator.gt, "more than"),
}


def faults(value: Any, schema: dict[str, Any], at: str = "") -> list[str]:
    """Return what is wrong with a value: a small judge of the words of JSON Schema that ours uses."""
    if "$ref" in schema:
        schema = SCHEMA["$defs"][schema["$ref"].removeprefix("#/$defs/")]
    kind = schema.get("type")
    if kind and (not isinstance(value, KINDS[kind]) or (isinstance(value, bool) and kind != "boolean")):
        return [f"{at}: not of type {kind}"]
    found = []
    if "enum" in schema and value not in schema["enum"]:
        found.append(f"{at}: {value!r} is not one of the words")
    if "anyOf" in schema and all(faults(value, one, at) for one in schema["anyOf"]):
        found.append(f"{at}: {value!r} is none of what it may be")
    if "pattern" in schema and not re.search(schema["pattern"], value):
        found.append(f"{at}: {value!r} is not of the form {schema['pattern']}")
    for word, (misses, how) in BOUNDS.items():
        if word in schema and misses(value, schema[word]):
            found.append(f"{at}: {how} {schema[word]}")
    for i, item in enumerate(value if "items" in schema else ()):
        found += faults(item, schema["items"], f"{at}[{i}]")
    if isinstance(value, dict):
        found += _faults_of_object(value, schema, at)
    return found


def _faults_of_object(value: dict[str, Any], schema: dict[str, Any], at: str) -> list[str]:
    found = [f"{at}: no {name}" for name in schema.get("required", ()) if name not in value]
    found += [f"{at}: too few keys"] if len(value) < schema.get("minProperties", 0) else []
    known, more = schema.get("properties", {}), schema.get("additionalProperties", True)
    for name, item in value.items():
        if name in known:
            found += faults(item, known[name], f"{at}.{name}")
        elif more is False:
            found.append(f"{at}: unknown key {name}")
        elif isinstance(more, dict):
            found += faults(item, more, f"{at}.{name}")
    return found


def words_of(schema: Any) -> set[str]:
    """Return every word of JSON Schema that is used."""
    if isinstance(schema, list):
        return {word for item in schema for word in words_of(item)}
    if not isinstance(schema, dict):
        return set()
    inner = [*schema.get("properties", {}).values(), *schema.get("$defs", {}).values()]
    inner += [schema[word] for word in ("items", "additionalProperties", "anyOf") if word in schema]
    return set(schema).union(*(words_of(item) for item in inner))


def test_the_judge_of_this_test_knows_every_word_that_the_schema_uses():
    judged = {"$ref", "type", "enum", "anyOf", "pattern", "minimum", "items", "required", "minProperties"}
    judged |= {"exclusiveMinimum", "maximum", "properties", "additionalProperties", "$defs"}

    assert words_of(SCHEMA) - judged == {"$schema", "title", "description", "examples"}


@pytest.mark.parametrize("name", KEYS)
def test_every_key_says_in_one_line_what_it_means(name):
    means = KEYS[name].means

    assert 10 < len(means) <= 110
    assert means.endswith(".")
    assert "\n" not in means
    assert key_json(KEYS[name])["description"].startswith(means)


@pytest.mark.parametrize("name", KEYS)
def test_every_example_is_taken_by_its_own_key_and_by_its_own_schema(name):
    held = KEYS[name]

    held.turn(held.example)

    assert faults(held.example, key_json(held)) == []


def test_every_word_of_a_choice_has_a_meaning_in_the_schema():
    for name, held in KEYS.items():
        if enum := held.turn.json.get("enum"):
            told = key_json(held)["description"]

            assert all(f"\n{word}: " in told for word in enum), name


def test_every_table_says_what_it_is_for_and_is_closed():
    assert set(SCHEMA["properties"]) == set(TABLES)
    for kind, held in SCHEMA["properties"].items():
        table = held.get("items", held)

        assert table["description"] == TABLES[kind].means
        assert table["required"] == list(TABLES[kind].required)
        assert table["additionalProperties"] is False
        assert set(table["properties"]) == set(TABLES[kind].keys)


def terms_files() -> list[Path]:
    return sorted((ROOT / "agreements").glob("*/*.truce.md"))


@pytest.mark.parametrize("path", terms_files(), ids=lambda p: p.parent.name)
def test_every_fence_of_every_bundled_agreement_is_valid(path):
    found = fences(path.read_text(encoding="utf-8"), "terms")

    assert found
    assert [fault for fence in found for fault in faults(toml_of(fence, path.name), SCHEMA)] == []


@pytest.mark.parametrize(
    ("fence", "fault"),
    [
        ({"prohibits": []}, ": unknown key prohibits"),
        ({"clock": {"hom": "UTC"}}, ".clock: unknown key hom"),
        ({"clock": {}}, ".clock: no home"),
        ({"clock": {"home": "UTC", "days": "working"}}, ".clock.days: 'working' is not one of the words"),
        ({"event": {"id": "start"}}, ".event: not of type array"),
        ({"exempt": [{"id": "X 1", "from_term": "I1"}]}, ".exempt[0].id: 'X 1' is not of the form"),
        ({"evidence": {"inside_share": 0.5}}, ".evidence.inside_share: no more than 0.5"),
        ({"evidence": {"inside_share": 95}}, ".evidence.inside_share: more than 1"),
        ({"zone": [{"id": "z", "kind": "buffer", "both_m": -1}]}, ".zone[0].both_m: less than 0"),
        ({"prohibit": [{"id": "P", "who": ["a"], "acts": ["shoutng"]}]}, ".prohibit[0].acts[0]: 'shoutng' is none"),
    ],
)
def test_what_the_parser_refuses_in_a_table_an_editor_marks(fence, fault):
    assert any(told.startswith(fault) for told in faults(fence, SCHEMA))


def test_an_act_may_hang_on_a_reading():
    rule = {"id": "P", "who": ["a"], "acts": ["shelling", "{mines}"]}

    assert faults({"prohibit": [rule]}, SCHEMA) == []


words = st.sampled_from(["", "a", "start + 7 days", "2020-03-06", "superseded", "shelling", "patrol", "flat", "x=y"])
toml = st.recursive(
    words | st.integers(-2, 3) | st.floats(-1, 2) | st.booleans(),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["act", "from", "list", "a"]), inner),
    max_leaves=4,
)


@given(st.sampled_from(sorted(KEYS)), toml)
def test_what_an_editor_accepts_the_parser_takes(name, value):
    held = KEYS[name]
    if faults(value, key_json(held)):
        return
    refused = None
    try:
        held.turn(value)
    except (ValueError, TypeError) as error:
        refused = error

    assert refused is None


@given(st.sampled_from(sorted(KEYS)), toml)
def test_a_value_of_the_wrong_kind_is_refused_by_both(name, value):
    """A string may be of the right kind and still mean nothing; those are for the editor or for `check` alone."""
    held = KEYS[name]
    try:
        held.turn(value)
    except (ValueError, TypeError):
        assert faults(value, key_json(held))
        return

    assert _only_words(faults(value, key_json(held)))


def _only_words(told: list[str]) -> bool:
    return all("is not of the form" in fault or "is none of what it may be" in fault for fault in told)
