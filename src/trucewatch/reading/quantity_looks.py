"""What only looks like a count: shares, money, ages, calibres, years, names and lists with numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.reading.numerals import SMALL, TENS
from trucewatch.reading.quantities_words import (
    CALIBRES,
    COUNTED,
    METRES,
    MODIFIER_STARTS,
    MONEY_AFTER,
    MONEY_BEFORE,
    NAMED_BY_NUMBER,
    ORDINAL_WORDS,
    OTHER_UNITS,
)
from trucewatch.reading.times_words import UNITS

if TYPE_CHECKING:
    from trucewatch.reading.numerals import Tokens

_DASHES = frozenset("-‐‑–")
_OLDEST = 115
"""Years; a number between two commas behind a name is an age up to here."""


def is_no_count(t: Tokens, i: int, j: int, value: float) -> bool:
    """Say whether the number in tokens `[i, j)` counts nothing."""
    return _by_what_follows(t, j) or _by_what_precedes(t, i, value) or _is_year(t, i, j) or _is_age(t, i, j, value)


def unit_after(t: Tokens, j: int) -> tuple[int, str] | None:
    """Read a unit of measure at token `j`: the token after it, and the unit as written in lower case."""
    k = j + 1 if t.raw[j] in _DASHES and t.glued(j) else j
    if t.low[k] == "square" and t.low[k + 1] in METRES:
        return k + 2, f"square {t.low[k + 1]}"
    if t.low[k] == "nautical" and t.low[k + 1] in {"mile", "miles"}:
        return k + 2, "nm"
    if t.low[k] == "mi" and t.raw[k].isupper():
        return None
    if t.low[k] in METRES or t.low[k] in OTHER_UNITS:
        return k + 1, t.low[k]
    return None


def _by_what_follows(t: Tokens, j: int) -> bool:
    word = t.low[j]
    if word in {"%", "percent", "percentage", "°"} or (word == "per" and t.low[j + 1] == "cent"):
        return True
    if word in MONEY_AFTER or t.raw[j] in MONEY_BEFORE or word in CALIBRES or word in UNITS:
        return True
    if t.raw[j] in _DASHES and t.glued(j):
        after = t.low[j + 1]
        if after in UNITS or after in CALIBRES or after in MONEY_AFTER or after in ORDINAL_WORDS:
            return True
        if after.isdecimal() and t.raw[j + 2] in _DASHES and t.glued(j + 2):
            return True  # a telephone number, a reference
    if t.glued(j) and (word in {"st", "nd", "rd", "th", "°"} or (word == "/" and t.raw[j + 1].isalnum())):
        return True
    if word in ORDINAL_WORDS - {"second", "first", "half"}:
        return True
    return t.raw[j].isalpha() and t.glued(j) and word not in METRES and word not in OTHER_UNITS


def _by_what_precedes(t: Tokens, i: int, value: float) -> bool:
    if not i:
        return _is_list_number(t, i)
    before, raw = t.low[i - 1], t.raw[i - 1]
    if before in MONEY_BEFORE - {"us"} or (before == "us" and raw == "US" and t.glued(i)):
        return True
    if raw in {"+", "#", "№", "°", "@", "/"} and t.glued(i):
        return True
    if before in NAMED_BY_NUMBER and _names(t, i):
        return True
    if raw == "." and t.low[i - 2] in {"no", "nos", "art", "para"} and t.raw[i].isdecimal():
        return True
    if before == "in" and t.low[i - 2] == "one":
        return True  # "one in three"
    if before in {"aged", "age"} or (before == "and" and t.low[i - 3] == "aged" and t.raw[i].isdecimal()):
        return True
    if raw[:1].isupper() and raw.isalpha() and t.low[i + 1] in {"news", "channel", "tv", "television"}:
        return True
    if raw in {"[", "("} and t.raw[i + 1] in {"]", ")"} and value < 100:  # noqa: PLR2004
        return True
    return _is_list_number(t, i)


def _names(t: Tokens, i: int) -> bool:
    """Say whether a word that may name by number does ("Route 60", "resolution 2254"; not "on the road 5 people")."""
    return t.raw[i - 1][:1].isupper() or (t.low[i + 1] not in COUNTED and t.low[i - 1] != "no")


def _is_list_number(t: Tokens, i: int) -> bool:
    first_of_line = i == 0 or "\n" in t.text[t.end[i - 1] : t.start[i]] or "\n" in t.raw[i - 1]
    if not first_of_line or not t.raw[i].isdecimal() or len(t.raw[i]) > 2:  # noqa: PLR2004
        return False
    return t.raw[i + 1] in {".", ")"} and t.glued(i + 1) and not t.glued(i + 2)


def _is_year(t: Tokens, i: int, j: int) -> bool:
    raw = t.raw[i]
    if j != i + 1 or len(raw) != 4 or not raw.isdecimal() or not 1900 <= int(raw) < 2100:  # noqa: PLR2004
        return False
    return t.low[j] not in COUNTED and t.low[i - 1 if i else -1] not in MODIFIER_STARTS | {"than", "least", "to"}


def _is_age(t: Tokens, i: int, j: int, value: float) -> bool:
    """Say whether a number is somebody's age: "Salem, 45, said"."""
    if i < 2 or not t.raw[i].isdecimal() or j != i + 1 or value > _OLDEST:  # noqa: PLR2004
        return False
    name = t.raw[i - 2]
    if t.raw[i - 1] != "," or not name[:1].isupper() or not name.isalpha() or name.lower() in SMALL | TENS:
        return False
    return t.raw[j] == ","
