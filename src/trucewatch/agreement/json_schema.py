"""The JSON Schema (2020-12) of a `terms` fence, for editors; made of the very tables that parse it."""

from __future__ import annotations

from typing import Any

from trucewatch.agreement.schema import MANY, SINGLE
from trucewatch.agreement.turns import table_json
from trucewatch.model.acts import ACTS


def json_schema() -> dict[str, Any]:
    """Return the schema. A fence holds any of the tables, so none is required; an unknown table or key is refused.

    What goes across tables (references, clocks, shapes, contradictions) is for `trucewatch agreement check`.
    """
    single = {kind: {"description": held.means} | table_json(held.keys, held.required) for kind, held in SINGLE.items()}
    many = {
        kind: {
            "description": held.means,
            "type": "array",
            "items": {"description": held.means} | table_json(held.keys, held.required),
        }
        for kind, held in MANY.items()
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A terms fence of a Trucewatch agreement",
        "description": "One fence of an ID.truce.md file: any of the tables of the language.",
        "type": "object",
        "properties": single | many,
        "additionalProperties": False,
        "$defs": {"act": _act()},
    }


def _act() -> dict[str, Any]:
    """An act of the vocabulary, none, or a reading whose options are acts."""
    return {
        "description": "An act of the vocabulary; none as an option of a reading; {id} for a reading of acts.",
        "anyOf": [{"enum": [*ACTS, "none"]}, {"type": "string", "pattern": r"^\{[a-z0-9-]+\}$"}],
    }
