"""The words that scenarios were first written in, turned into the present ones, so that old files go on holding."""

from __future__ import annotations

from typing import Any

_KEYS = {"time": "when", "asof": "as_of", "claims": "reports", "ledger": "reports", "checks": "check"}
_LISTS = {"actor": "actors", "target": "targets"}
_ACTS = {"airstrike": "air-strike"}
_LEVELS: dict[str, dict[str, Any]] = {
    "outside the terms": {"engaged": "no"},
    "possible violation (alleged)": {"engaged": "cannot-tell"},
    "alleged violation": {"engaged": "yes", "attribution": "named"},
    "disputed violation": {"engaged": "yes"},
    "corroborated violation": {"engaged": "yes", "support": {"occurrence": "corroborated"}},
    "unattributed violation": {"engaged": "yes", "attribution": "unattributed"},
}
"""What the one word of a first draft says of the four things that a finding now keeps apart."""

_IN, _EDGE, _OUT = "in", "edge", "out"
_POINTS = {_IN: "yes", _EDGE: "cannot-tell", _OUT: "no"}


def in_present_words(table: dict[str, Any]) -> dict[str, Any]:
    """Return a scenario with present keys and expectations; one that has them already is returned as it is.

    What an incident says of its claims goes to the reports; a claim's own `affiliated` is dropped, because the list
    of sources beside the terms says that.
    """
    told = _renamed(table)
    incident = told.get("incident")
    if isinstance(incident, dict):
        incident = _act(_renamed(incident))
        told["incident"] = incident
        if "reports" in incident:
            told["reports"] = [*told.get("reports", ()), *incident.pop("reports")]
    for key in ("reports", "check", "points"):
        if isinstance(told.get(key), list):
            told[key] = [_one(item) for item in told[key]]
    _expectations(told)
    return told


def _renamed(table: dict[str, Any]) -> dict[str, Any]:
    if isinstance(table.get("ledger"), list):
        unnamed = [{"source": "a report", **item} if isinstance(item, dict) else item for item in table["ledger"]]
        table = {**table, "ledger": unnamed}
    told = {_KEYS.get(key, key): value for key, value in table.items()}
    for old, new in _LISTS.items():
        if old in told:
            value = told.pop(old)
            told[new] = value if isinstance(value, list) else [value]
    return told


def _one(item: Any) -> Any:
    if not isinstance(item, dict):
        return item
    told = _act(_renamed(item))
    told.pop("affiliated", None)
    expect = told.get("expect")
    if isinstance(expect, str) and "place" in told:
        told["expect"] = _POINTS.get(expect, expect)
    elif isinstance(expect, str):
        told["state"] = told.pop("expect")
    elif isinstance(expect, dict):
        told["expect"] = {term: _level(value) for term, value in expect.items()}
    told.pop("why", None)
    return told


def _act(table: dict[str, Any]) -> dict[str, Any]:
    act = table.get("act")
    return {**table, "act": _ACTS[act]} if isinstance(act, str) and act in _ACTS else table


def _expectations(table: dict[str, Any]) -> None:
    expect = table.get("expect")
    if isinstance(expect, dict):
        table["expect"] = {term: _level(value) for term, value in expect.items()}
    decides = table.pop("decides", None)
    if isinstance(decides, dict):
        for term, names in decides.items():
            held = table.setdefault("expect", {}).setdefault(term, {})
            if isinstance(held, dict):
                held["decides"] = names
    elif decides is not None:
        table["decides"] = decides
    table.pop("why", None)


def _level(value: Any) -> Any:
    return dict(_LEVELS[value]) if isinstance(value, str) and value in _LEVELS else value
