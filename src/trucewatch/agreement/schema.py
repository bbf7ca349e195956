"""The tables of a terms file: their keys, and how each value becomes a field of a record.

A key is (field, turn): `turn` takes the TOML value and returns what the record holds, raising ValueError with what
was expected. Adding a key to the language is one line here and one field in `terms`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Any

from trucewatch.agreement import parts, terms

Turn = Callable[[Any], Any]
Keys = dict[str, tuple[str, Turn]]

_ID = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*")
_ALTERNATIVES = re.compile(r"\(([^()]*)\)")


def text(value: Any) -> str:
    """Take a string."""
    if not isinstance(value, str):
        raise ValueError(f'a text in double quotes, e.g. "{value}"')  # noqa: TRY004  (one kind of refusal for all)
    return value


def ident(value: Any) -> str:
    """Take an id: letters, digits and single hyphens, a letter first."""
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise ValueError('an id of letters, digits and hyphens, e.g. "front-belt"')
    return value


def day(value: Any) -> str:
    """Take a day written year-month-day, which compares as text."""
    try:
        return date.fromisoformat(text(value)).isoformat()
    except ValueError:
        raise ValueError('a day that exists, in quotes, e.g. "2020-03-06"') from None


def day_or_later(value: Any) -> str | None:
    """Take a day, or `superseded` for a drawing that holds until a later one."""
    return None if value == "superseded" else day(value)


def texts(value: Any) -> tuple[str, ...]:
    """Take a list of strings."""
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ValueError('a list of texts, e.g. ["turkey", "russia"]')
    return tuple(value)


def one_or_more(value: Any) -> tuple[str, ...]:
    """Take a string or a list of strings."""
    return (value,) if isinstance(value, str) else texts(value)


def aliases(value: Any) -> tuple[str, ...]:
    """Take a list of names; `Turkish (army|troops|)` stands for each alternative, an empty one for leaving it out."""
    return tuple(dict.fromkeys(name for item in texts(value) for name in spelled_out(item)))


def spelled_out(name: str) -> list[str]:
    """Return every name that alternatives in parentheses stand for."""
    pieces = _ALTERNATIVES.split(name)
    options = [piece.split("|") if i % 2 else [piece] for i, piece in enumerate(pieces)]
    return [" ".join("".join(chosen).split()) for chosen in product(*options)]


def number(value: Any) -> float:
    """Take a number that is not negative."""
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        raise ValueError("a number of 0 or more, without quotes")
    return float(value)


def whole(value: Any) -> int:
    """Take a whole number that is not negative."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError("a whole number of 0 or more")
    return value


def yes_or_no(value: Any) -> bool:
    """Take true or false."""
    if not isinstance(value, bool):
        raise ValueError("true or false, without quotes")  # noqa: TRY004
    return value


def one_of(*values: str) -> Turn:
    """Return a turn that takes one of these words."""

    def turn(value: Any) -> str:
        if value not in values:
            raise ValueError(f"one of {', '.join(values)}")
        return str(value)

    return turn


def pairs(value: Any) -> tuple[tuple[str, str], ...]:
    """Take an inline table of strings, in file order."""
    if not isinstance(value, dict) or not value or not all(isinstance(v, str) for v in value.values()):
        raise ValueError('an inline table of texts, e.g. { area = "idlib-dea", belt = "front-belt" }')
    return tuple(value.items())


def pairs_of_lists(value: Any) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Take an inline table of lists of strings."""
    if not isinstance(value, dict):
        raise ValueError('an inline table of lists, e.g. { announced = ["usa"] }')  # noqa: TRY004
    return tuple((key, texts(item)) for key, item in value.items())


def record(make: Callable[..., Any], keys: Keys, *required: str) -> Turn:
    """Return a turn that takes an inline table with these keys."""

    def turn(value: Any) -> Any:
        if not isinstance(value, dict):
            raise ValueError(f"an inline table with {', '.join(keys)}")  # noqa: TRY004
        for key in (*value, *required):
            if key not in keys or key not in value:
                raise ValueError(f"an inline table with {', '.join(keys)} (not as {key!r} has it)")
        return make(**{keys[key][0]: keys[key][1](item) for key, item in value.items()})

    return turn


def several(turn: Turn) -> Turn:
    """Return a turn that takes one inline table or a list of them."""

    def turned(value: Any) -> tuple[Any, ...]:
        return tuple(turn(item) for item in (value if isinstance(value, list) else [value]))

    return turned


def _same(names: str, turn: Turn) -> Keys:
    return {name: (name, turn) for name in names.split()}


def step(value: Any) -> parts.Step:
    """Take a step in words, or an inline table of the words and of what a report of it would show."""
    made: parts.Step = parts.Step(step=value) if isinstance(value, str) else _STEP(value)
    return made


_PATTERN = record(
    terms.Pattern,
    {"act": ("acts", one_or_more), "against": ("against", one_or_more), "at_least": ("at_least", number)}
    | _same("all_of route", texts)
    | _same("actor subject where only_if", text),
    "act",
)
_STEP = record(parts.Step, _same("step act actor", text), "step")
_DESIGNATION = record(
    parts.Designation,
    {"list": ("list_", text), "from": ("from_", day), "until": ("until", day)} | _same("entry note", text),
    "list",
)
_CALIBRE = record(dict, _same("at_least at_most", number))


def _weapon_class(
    class_: str | None = None, systems: tuple[str, ...] = (), calibre: dict[str, float] | None = None
) -> parts.WeaponClass:
    bounds = {f"calibre_mm_{end}": metres for end, metres in (calibre or {}).items()}
    return parts.WeaponClass(class_=class_, systems=systems, **bounds)


_WEAPON = record(
    _weapon_class, {"class": ("class_", text), "system": ("systems", one_or_more), "calibre_mm": ("calibre", _CALIBRE)}
)
_LIMIT = record(parts.Limit, _same("measure per", text) | _same("at_least at_most", number), "measure")


def _renewal(*, automatic: bool | None = None, **told: Any) -> parts.Renew:
    """A phase that ends unless something happens is renewed by itself."""
    return parts.Renew(automatic="unless" in told if automatic is None else automatic, **told)


_RENEW = record(_renewal, _same("period unless upon notice", text) | {"automatic": ("automatic", yes_or_no)}, "period")
_VALID = record(dict, {"from": ("from", day), "until": ("until", day_or_later)}, "from")
_LANGUAGES = record(dict, _same("authentic translations", texts))
_CORROBORATED = record(dict, _same("independent neutral", whole), "independent", "neutral")
_SPAN = {"from": ("from_", text), "until": ("until", text)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One kind of table: the record it makes (None: it is spread over the agreement), its keys, which must be there."""

    make: Callable[..., Any] | None
    keys: Keys
    required: tuple[str, ...]


def _table(make: Callable[..., Any], keys: Keys, *required: str) -> Table:
    common = {"id": ("id", ident), "clause": ("clause", text), "where": ("where", text)}
    return Table(make=make, keys=common | keys, required=("id", *required))


SINGLE: dict[str, Table] = {
    "agreement": Table(
        make=None,
        keys={
            "id": ("id", ident),
            "sources": ("texts", texts),
            "parties": ("parties_to", texts),
            "amends": ("amends_agreement", text),
            "languages": ("languages", _LANGUAGES),
        }
        | _same("title encoded_by", text)
        | _same("signed_by unpublished", texts),
        required=("id", "title", "sources", "parties", "encoded_by"),
    ),
    "clock": Table(
        make=None,
        keys={"home": ("home", text), "days": ("days", one_of("exclusive", "inclusive", "elapsed"))},
        required=("home",),
    ),
    "evidence": Table(
        make=None,
        keys={
            "corroborated": ("corroborated", _CORROBORATED),
            "silence": ("silence", one_of("no-report", "open")),
            "place_threshold_m": ("place_threshold_m", number),
        },
        required=(),
    ),
}

ZONE_KINDS = (
    *("area", "line", "place", "sites", "named", "buffer", "band", "strip", "union", "intersection", "difference"),
    *("dated", "by-party", "by-weapon", "undefined"),
)

MANY: dict[str, Table] = {
    "party": _table(
        terms.Party,
        _same("name of excluded_by note", text)
        | {
            "role": (
                "role",
                one_of("party", "guarantor", "bound-through", "excluded", "organ-of", "signatory-disputed"),
            ),
            "aliases": ("aliases", aliases),
            "undertakes_for": ("undertakes_for", texts),
            "designation": ("designation", several(_DESIGNATION)),
            "territory": ("territory", text),
        },
        "name",
        "role",
    ),
    "reading": _table(
        terms.OpenReading, {"question": ("question", text), "options": ("options", pairs)}, "question", "options"
    ),
    "zone": _table(
        terms.Zone,
        _same("name counted_from note geometry map until", text)
        | _same("both_m width_m north_m south_m east_m west_m left_m right_m from_m to_m edge_m radius_m", number)
        | _same("between places", texts)
        | {
            "kind": ("kind", one_of(*ZONE_KINDS)),
            "of": ("of", one_or_more),
            "cases": ("cases", pairs),
            "side": ("side", one_of("both", "north", "south", "east", "west", "left", "right")),
            "ends": ("ends", one_of("flat", "round")),
            "valid": ("valid", _VALID),
        },
        "kind",
    ),
    "event": _table(terms.Event, {"at": ("at", text), "observe": ("observe", _PATTERN)}),
    "prohibit": _table(
        terms.Prohibit,
        {"force": ("force", one_of("operative", "political")), "weapon": ("weapon", _WEAPON)}
        | _same("who acts target", texts)
        | {"against": ("against", one_or_more)}
        | _same("qualifier during answers only_if", text)
        | _SPAN,
        "who",
        "acts",
    ),
    "permit": _table(
        terms.Permit,
        _same("who acts overrides", texts)
        | {
            "condition": ("condition", text),
            "after": ("after", several(step)),
            "against": ("against", one_or_more),
            "burden": ("burden", one_of("claimant", "accuser")),
        },
        "who",
        "acts",
        "overrides",
    ),
    "exempt": _table(terms.Exempt, _same("who target", texts) | _same("from_term basis only_if", text), "from_term"),
    "recital": _table(terms.Recital, {"says": ("says", text)}, "says"),
    "duty": _table(
        terms.Duty,
        _same("who linked after", texts)
        | _same("of against to", one_or_more)
        | _same("must by every condition monitor recurs beyond only_if", text)
        | _SPAN
        | {
            "kind": ("kind", one_of("achieve", "maintenance", "standing")),
            "met_by": ("met_by", several(_PATTERN)),
            "part_met_by": ("part_met_by", several(_PATTERN)),
            "breached_by": ("breached_by", several(_PATTERN)),
            "limit": ("limit", _LIMIT),
            "measured_from": ("measured_from", pairs),
        },
        "who",
        "must",
    ),
    "declare": _table(
        terms.Declare,
        _same("by at says source", text)
        | {
            "effect": ("effect", one_of("claimed-permission", "commitment", "interpretation")),
            "acts": ("acts", texts),
        },
        "by",
        "says",
        "effect",
    ),
    "monitor": _table(
        terms.Monitor,
        _same("name chair", text)
        | _same("members competent_for may means", texts)
        | {"aliases": ("aliases", aliases), "from": ("from_", text)},
        "competent_for",
        "may",
    ),
    "dispute": _table(
        terms.Dispute, _same("route without_prejudice", texts) | {"consequence": ("consequence", text)}, "route"
    ),
    "phase": _table(terms.Phase, {"after": ("after", text), "renew": ("renew", _RENEW)} | _SPAN),
    "amend": _table(
        terms.Amend,
        _same("at known_at source text only_if", text)
        | _same("suspends terminates", texts)
        | _SPAN
        | {
            "agreed_by": ("agreed_by", pairs_of_lists),
            "sets": ("sets", pairs),
            "retroactive": ("retroactive", one_of("yes", "no", "disputed")),
        },
        "at",
    ),
    "annex": _table(
        terms.Annex,
        _same("title source says note", text) | {"seen": ("seen", yes_or_no), "bears_on": ("bears_on", texts)},
        "title",
        "seen",
    ),
}

FIELDS = {
    "party": "parties",
    "reading": "readings",
    "zone": "zones",
    "event": "events",
    "prohibit": "prohibitions",
    "permit": "permits",
    "exempt": "exemptions",
    "recital": "recitals",
    "duty": "duties",
    "declare": "declarations",
    "monitor": "monitors",
    "dispute": "disputes",
    "phase": "phases",
    "amend": "amendments",
    "annex": "annexes",
}
"""Which field of `Agreement` holds the tables of each kind."""
