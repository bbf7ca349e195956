"""How a TOML value becomes what a record holds: what each kind of value takes, says of itself, and is in JSON Schema.

A `Turn` is called with the TOML value; it returns what the record holds, or raises ValueError with what was expected.
Its `json` describes the very values that it takes, for editors; a test holds the two together.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_ID = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*")
_ALTERNATIVES = re.compile(r"\(([^()]*)\)")


@dataclass(frozen=True, slots=True)
class Turn:
    """One kind of value. `called` names it for people; `json` is its JSON Schema; `words` gives each word a meaning."""

    take: Callable[[Any], Any]
    called: str
    json: Mapping[str, Any]
    words: Mapping[str, str] | None = None
    keys: Mapping[str, Key] | None = None
    required: tuple[str, ...] = ()

    def __call__(self, value: Any) -> Any:
        """Return what the record holds; ValueError says what was expected."""
        return self.take(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One key of a table: how its value is taken, what it means in one line, a value that it may have.

    `field` is the field of the record, None where it is called as the key is.
    """

    turn: Turn
    means: str
    example: Any
    field: str | None = None


Keys = dict[str, Key]


def key(turn: Turn, means: str, example: Any, *, field: str | None = None) -> Key:
    """Return a key, written on one line."""
    return Key(turn=turn, means=means, example=example, field=field)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f'a text in double quotes, e.g. "{value}"')  # noqa: TRY004  (one kind of refusal for all)
    return value


def _ident(value: Any) -> str:
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise ValueError('an id of letters, digits and hyphens, e.g. "front-belt"')
    return value


def _day(value: Any) -> str:
    try:
        return date.fromisoformat(_text(value)).isoformat()
    except ValueError:
        raise ValueError('a day that exists, in quotes, e.g. "2020-03-06"') from None


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ValueError('a list of texts, e.g. ["turkey", "russia"]')
    return tuple(value)


def _one_or_more(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else _texts(value)


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        raise ValueError("a number of 0 or more, without quotes")
    return float(value)


def _most_of(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0.5 < value <= 1:  # noqa: PLR2004
        raise ValueError("a share above 0.5, at most 1, e.g. 0.95")
    return float(value)


def _whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError("a whole number of 0 or more")
    return value


def _yes_or_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("true or false, without quotes")  # noqa: TRY004
    return value


def _pairs(value: Any) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict) or not value or not all(isinstance(v, str) for v in value.values()):
        raise ValueError('an inline table of texts, e.g. { area = "idlib-dea", belt = "front-belt" }')
    return tuple(value.items())


def _pairs_of_lists(value: Any) -> tuple[tuple[str, tuple[str, ...]], ...]:
    if not isinstance(value, dict):
        raise ValueError('an inline table of lists, e.g. { announced = ["usa"] }')  # noqa: TRY004
    return tuple((name, _texts(item)) for name, item in value.items())


def spelled_out(name: str) -> list[str]:
    """Return every name that alternatives in parentheses stand for."""
    pieces = _ALTERNATIVES.split(name)
    options = [piece.split("|") if i % 2 else [piece] for i, piece in enumerate(pieces)]
    return [" ".join("".join(chosen).split()) for chosen in product(*options)]


def _aliases(value: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for item in _texts(value) for name in spelled_out(item)))


_STRING = {"type": "string"}
_STRINGS = {"type": "array", "items": _STRING}
_DAY = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
ACT = {"$ref": "#/$defs/act"}
"""An act: its words are listed once, see `json_schema`."""

text = Turn(_text, "text", _STRING)
texts = Turn(_texts, "list of texts", _STRINGS)
one_or_more = Turn(_one_or_more, "text or list of texts", {"anyOf": [_STRING, _STRINGS]})
ident = Turn(_ident, "id", {"type": "string", "pattern": f"^{_ID.pattern}$"})
ref = Turn(_text, "id of a table", _STRING)
refs = Turn(_texts, "list of ids", _STRINGS)
ref_or_refs = Turn(_one_or_more, "id or list of ids", {"anyOf": [_STRING, _STRINGS]})
acts = Turn(_texts, "list of acts", {"type": "array", "items": ACT})
act_or_acts = Turn(_one_or_more, "act or list of acts", {"anyOf": [ACT, {"type": "array", "items": ACT}]})
act = Turn(_text, "act", ACT)
time = Turn(_text, "time expression", _STRING)
condition = Turn(_text, "reading=option", {"type": "string", "pattern": "="})
zone_name = Turn(_text, "IANA zone", _STRING)
duration = Turn(_text, "length of time", {"type": "string", "pattern": r"^\s*\d+\s"})
day = Turn(_day, "day", _DAY)
day_or_later = Turn(
    lambda value: None if value == "superseded" else _day(value),
    "day, or superseded",
    {"anyOf": [{"enum": ["superseded"]}, _DAY]},
)
aliases = Turn(_aliases, "list of names, (a|b) for alternatives", _STRINGS)
number = Turn(_number, "number", {"type": "number", "minimum": 0})
most_of = Turn(_most_of, "number", {"type": "number", "exclusiveMinimum": 0.5, "maximum": 1})
whole = Turn(_whole, "whole number", {"type": "integer", "minimum": 0})
yes_or_no = Turn(_yes_or_no, "true or false", {"type": "boolean"})
pairs = Turn(_pairs, "inline table of texts", {"type": "object", "minProperties": 1, "additionalProperties": _STRING})
pairs_of_lists = Turn(
    _pairs_of_lists, "inline table of lists of texts", {"type": "object", "additionalProperties": _STRINGS}
)


def one_of(words: Mapping[str, str]) -> Turn:
    """Return a turn that takes one of these words; each has its meaning."""

    def take(value: Any) -> str:
        if value not in words:
            raise ValueError(f"one of {', '.join(words)}")
        return str(value)

    return Turn(take, "one word", {"enum": list(words)}, words=words)


def some_of(words: Mapping[str, str]) -> Turn:
    """Return a turn that takes a list of texts and knows these words; others are taken too."""
    return Turn(_texts, "list of words", {"type": "array", "items": {"anyOf": [{"enum": list(words)}, _STRING]}}, words)


def record(make: Callable[..., Any], keys: Keys, *required: str) -> Turn:
    """Return a turn that takes an inline table with these keys."""

    def take(value: Any) -> Any:
        if not isinstance(value, dict):
            raise ValueError(f"an inline table with {', '.join(keys)}")  # noqa: TRY004
        for name in (*value, *required):
            if name not in keys or name not in value:
                raise ValueError(f"an inline table with {', '.join(keys)} (not as {name!r} has it)")
        return make(**{keys[name].field or name: keys[name].turn(item) for name, item in value.items()})

    return Turn(take, "inline table", table_json(keys, required), keys=keys, required=required)


def several(turn: Turn, called: str = "inline table, or a list of them") -> Turn:
    """Return a turn that takes one value or a list of them."""

    def take(value: Any) -> tuple[Any, ...]:
        return tuple(turn(item) for item in (value if isinstance(value, list) else [value]))

    json = {"anyOf": [turn.json, {"type": "array", "items": turn.json}]}
    return Turn(take, called, json, keys=turn.keys, required=turn.required)


def table_json(keys: Mapping[str, Key], required: tuple[str, ...]) -> dict[str, Any]:
    """Return the JSON Schema of a table: every key with its meaning and an example, and no other key."""
    return {
        "type": "object",
        "properties": {name: key_json(held) for name, held in keys.items()},
        "required": list(required),
        "additionalProperties": False,
    }


def key_json(held: Key) -> dict[str, Any]:
    """Return the JSON Schema of one key."""
    words = "".join(f"\n{word}: {meaning}." for word, meaning in (held.turn.words or {}).items())
    return {"description": held.means + words, **held.turn.json, "examples": [held.example]}
