"""A new agreement to begin with: an invented one that holds every table, each key with its meaning from the schema."""

from __future__ import annotations

import json
import re
import textwrap
from importlib import resources
from typing import TYPE_CHECKING, Any

from trucewatch.agreement.schema import MANY, SINGLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from importlib.resources.abc import Traversable

    from trucewatch.agreement.turns import Key

_HEADER = re.compile(r"\[\[?([a-z]+)\]\]?")
_KEY = re.compile(r"([a-z_]+) = ")
_COMMON = ("id", "clause", "where")
_WIDTH = 118


def template(ident: str) -> dict[str, str]:
    """Return the files of a new agreement of that id: path within its folder, and text."""
    root = resources.files("trucewatch.agreement").joinpath("data/template")
    return {
        name.replace("ID", ident): _explained(text) if name.endswith(".truce.md") else text
        for name, text in ((name, re.sub(r"\bID\b", ident, text)) for name, text in _files(root, ""))
    }


def _files(folder: Traversable, path: str) -> Iterator[tuple[str, str]]:
    for held in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if held.is_dir():
            yield from _files(held, f"{path}{held.name}/")
        else:
            yield path + held.name, held.read_text(encoding="utf-8")


def _explained(text: str) -> str:
    """Put its meaning above each key that stands first in its kind of table, and after the table the keys left out."""
    tables, used = SINGLE | MANY, _keys_used(text)
    told: set[tuple[str, str]] = set()
    out: list[str] = []
    kind, first = "", False
    for line in text.splitlines():
        if found := _HEADER.fullmatch(line):
            first = (found[1], "") not in told
            kind = found[1]
            told.add((kind, ""))
            out += _comment(tables[kind].means) if first else []
        elif kind and (not line or line == "```"):
            out += _left_out(tables[kind].keys, used[kind]) if first else []
            kind = ""
        elif kind and (key := _KEY.match(line)) and (named := _place(kind, key[1])) not in told:
            told.add(named)
            out += _comment(_meaning(tables[kind].keys[key[1]]))
        out.append(line)
    return "\n".join(out) + "\n"


def _place(kind: str, name: str) -> tuple[str, str]:
    """Return where a key is explained: what every table has, once in the file."""
    return ("", name) if name in _COMMON and kind in MANY else (kind, name)


def _keys_used(text: str) -> dict[str, set[str]]:
    """Return which keys each kind of table has somewhere in the file."""
    used: dict[str, set[str]] = {}
    kind = ""
    for line in text.splitlines():
        if found := _HEADER.fullmatch(line):
            kind = found[1]
        elif key := _KEY.match(line):
            used.setdefault(kind, set()).add(key[1])
    return used


def _meaning(key: Key) -> str:
    words = f" One of: {', '.join(key.turn.words)}." if key.turn.words else ""
    inner = f" Its keys: {', '.join(key.turn.keys)}." if key.turn.keys else ""
    return key.means + words + inner


def _left_out(keys: Mapping[str, Key], used: set[str]) -> Iterator[str]:
    """Yield the keys that no table of the kind has, switched off, each with its meaning."""
    for name, key in keys.items():
        if name not in used and name not in _COMMON:
            yield from _comment(_meaning(key))
            yield f"# {name} = {_toml(key.example)}"


def _comment(words: str) -> list[str]:
    return textwrap.wrap(words, _WIDTH, initial_indent="# ", subsequent_indent="# ", break_on_hyphens=False)


def _toml(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{name} = {_toml(item)}" for name, item in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(_toml(item) for item in value) + "]"
    return json.dumps(value, ensure_ascii=False)
