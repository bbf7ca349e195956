"""The words of a relation: sides of the compass and lengths, and what they come to in degrees and metres. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

SIDE = (
    r"(?:(?:(?:north|south|east|west)[\s-])?(?:north|south)[\s-]?(?:east|west)|north|south|east|west)(?:ern)?(?!\w)"
    r"|(?-i:[NS][NS][EW]|[EW][NS][EW]|[NS][EW]|[NSEW])(?![\w.'’-])"
)
"""A side of the compass in words or letters; the letters only in capitals."""
_WINDS = ("n", "nne", "ne", "ene", "e", "ese", "se", "sse", "s", "ssw", "sw", "wsw", "w", "wnw", "nw", "nnw")
_UNITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_NUMBERS = (
    {"half a": 0.5, "a": 1.0, "an": 1.0, "a hundred": 100.0}
    | {word: float(n) for n, word in enumerate((*_UNITS, *_TEENS), 1)}
    | {word: 10.0 * n for n, word in enumerate(_TENS, 2)}
)
_TENS_AND_UNITS = rf"(?:{'|'.join(_TENS)})(?:[\s-](?:{'|'.join(_UNITS)}))?"
NUMBER = (
    r"(?:\d{1,3}(?:,\d{3})+|\d{1,4}(?:[.,]\d{1,3})?"
    rf"|half\sa|an?\shundred|{_TENS_AND_UNITS}|{'|'.join((*_TEENS, *_UNITS))}|an?)"
)
UNIT = r"(?:nautical\smiles?|nmi?|kms?|kilomet(?:re|er)s?|miles?|mi|met(?:re|er)s?|m|yards?|feet|foot)(?![\w])\.?"
_METRES = (
    ("nautical", 1852.0), ("nm", 1852.0), ("k", 1000.0), ("mi", 1609.344), ("m", 1.0), ("yard", 0.9144), ("f", 0.3048),
)  # fmt: skip
"""By how the unit begins, the longest first."""
OPEN = r"(?:more\sthan|at\sleast|over|beyond|upwards\sof|(?:no|not)\s(?:less|closer|nearer)\sthan)"
MOST = r"(?:less\sthan|fewer\sthan|under|up\sto|at\smost|within|(?:no|not)\s(?:more|further|farther)\sthan)"
ABOUT = (
    r"(?:about|around|some|roughly|approximately|approx\.?|nearly|almost|just|only|barely|an\sestimated|circa|ca\.?|~)"
)
FEW = r"(?:(?:a\s)?(?:few|couple\sof)|several)(?P<hundreds>\shundred)?"
LENGTH = (
    rf"(?:(?:(?P<open>{OPEN})|(?P<most>{MOST}))\s)?(?:{ABOUT}\s?)*"
    rf"(?:(?:between\s)?(?P<number>{NUMBER})(?:\s?(?:[-–—]|to|and|or)\s?(?P<upper>{NUMBER}))?[\s-]?|(?P<few>{FEW})\s)(?P<unit>{UNIT})"
    rf"(?:\s\([^)]{{1,30}}\)|,?\sor\s(?:{ABOUT}\s)?{NUMBER}[\s-]?{UNIT},?)?"
)
"""A length with what bounds it and the same again in other units: groups open, most, number, upper, few, unit."""

_ROUNDED = 0.1
"""Of a distance: what rounding may have taken or added, but no less than half a unit of its last digit."""
_FEW = 10.0
"""Units that "a few" stays below; hundreds of units for "a few hundred"."""


class Length(NamedTuple):
    """A length in metres: the least and the most that the words allow, and the middle of what they say."""

    least_m: float
    most_m: float
    by_m: float


def bearing(side: str) -> float:
    """Return degrees from north of a side as `SIDE` matches it."""
    low = re.sub(r"[\s-]|ern$", "", side.lower())
    return 22.5 * _WINDS.index(re.sub(r"(north|south|east|west)", lambda word: word.group()[0], low))


def length(told: Mapping[str, str | None]) -> Length | None:
    """Return the length that the groups of `LENGTH` tell, None where it has no upper end ("more than 6 km")."""
    if told["open"]:
        return None
    unit = (told["unit"] or "").lower()
    unit_m = next(metres for start, metres in _METRES if unit.startswith(start))
    if told["few"]:
        most_m = _FEW * unit_m * (100.0 if told["hundreds"] else 1.0)
        return Length(0.0, most_m, most_m / 2)
    low_m, slack_m = _rounded(told["number"] or "", unit_m)
    if told["most"]:
        most_m = _rounded(told["upper"] or told["number"] or "", unit_m)[0]
        return Length(0.0, most_m, most_m / 2)
    high_m, more_m = _rounded(told["upper"], unit_m) if told["upper"] else (low_m, slack_m)
    return Length(low_m - slack_m, high_m + more_m, (low_m + high_m) / 2)


def _rounded(words: str, unit_m: float) -> tuple[float, float]:
    """Return metres, and what rounding may have taken or added."""
    by_m = _value(words) * unit_m
    digits = re.sub(r",(?=\d{3}(?!\d))", "", words).replace(",", ".")
    decimals = len(digits.partition(".")[2])
    return by_m, max(_ROUNDED * by_m, 0.5 * unit_m / 10**decimals)


def _value(words: str) -> float:
    if words[0].isdigit():
        # "1,500 metres" are thousands; "1,5 km" is a comma for a point.
        return float(re.sub(r",(?=\d{3}(?!\d))", "", words).replace(",", "."))
    low = re.sub(r"\s+", " ", words.lower()).replace("an hundred", "a hundred")
    known = _NUMBERS.get(low)
    return known if known is not None else sum(_NUMBERS[word] for word in re.split(r"[\s-]", low))
