"""How alike two names of places are: what is known of how people write them, learned from pairs of spellings.

A name is taken letter by letter as it sounds (`names.sounds`). One name is turned into the other by swaps and gaps,
each of which speaks for or against their being one name. What each says was learned from GeoNames' alternative names
of the region but Syria (`training/spelling.py`): how often one writer's letter is another's, and how well that tells
two spellings of one place from the most alike names of two places.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from trucewatch.geography.names import skeleton, sounds, without_article

NOTHING = "-"
"""What a letter stands against where the other name has none."""
VOWELS = frozenset("aeiuwy")
_PLAIN_VOWELS = frozenset("eo")
_LONG_VOWELS = dict.fromkeys(map(ord, "اوي"))
_MOST, _SPREAD = 5.0, 16.0
"""Log odds of 5 and more are a likeness of .99, those of -11 and less 0; between them it is linear."""
SAME_SOUND, SAME = 0.995, 1.0
_STRANGE = (3.0, -6.0, -4.0)
"""Evidence of a letter that no training name had: the same in both, another, none."""

Letters = tuple[str, ...]
Costs = dict[str, dict[str, tuple[float, float]]]


@dataclass(frozen=True, slots=True)
class Alignment:
    """What tells in which tables a pair of names is looked up: scripts, and writing without e and o."""

    mixed: bool
    strict: bool


def likeness(one: str, other: str) -> float:
    """Return how alike two folded names are, 0 to 1: 1 for the same letters, .995 for the same sounds.

    Two names in Arabic script are 0 unless they are written with the same consonants: there is one way to write each.

    Below that it grows with the log odds that both are spellings of one name rather than the most alike names of two
    places: even odds are .69, odds of ten to one .83.
    """
    return _likeness(one, other) if one <= other else _likeness(other, one)


@lru_cache(maxsize=65_536)
def _likeness(one: str, other: str) -> float:
    if one == other:
        return SAME
    if is_arabic(one) and is_arabic(other) and _written(one) != _written(other):
        return 0.0
    first, second = sounds(one), sounds(other)
    if first == second:
        return SAME_SOUND
    odds = _odds(one, other, letters(first), letters(second)) if first and second else -_SPREAD
    return min(max(0.0, (odds + _SPREAD - _MOST) / _SPREAD), 0.99)


@lru_cache(maxsize=65_536)
def letters(voiced: str) -> Letters:
    """Part a name as it sounds into letters; a vowel is another letter where writers treat it otherwise.

    `<a` begins the name, `a>` ends it, `~a` is the first vowel in an open syllable, which speech drops (Bidama, Bdama).
    """
    last, found = len(voiced) - 1, []
    for at, letter in enumerate(voiced):
        if letter in VOWELS:
            if at == 0:
                letter = f"<{letter}"  # noqa: PLW2901
            elif at == last:
                letter = f"{letter}>"  # noqa: PLW2901
            elif at == 1 and last > 2 and voiced[2] not in VOWELS and voiced[3] in VOWELS:  # noqa: PLR2004
                letter = f"~{letter}"  # noqa: PLW2901
        found.append(letter)
    return tuple(found)


def kind_of(one: str, other: str) -> Alignment:
    """Say in which way two folded names are written: one in Arabic script only; or both as maps do, without e and o."""
    arabic = one.isascii() + other.isascii() == 1 and is_arabic(one) != is_arabic(other)
    return Alignment(arabic, one.isascii() and other.isascii() and not _PLAIN_VOWELS & {*one, *other})


def is_vowel(letter: str) -> bool:
    """Say whether a letter of `letters` is a vowel, wherever it stands."""
    return letter.strip("<>~") in VOWELS


def is_arabic(folded: str) -> bool:
    """Say whether a folded name is in Arabic script."""
    return not folded.isascii() and any("\u0600" <= letter <= "\u06ff" for letter in folded)


def _written(arabic: str) -> str:
    """Return the consonants of a folded name in Arabic script, without articles."""
    return "".join(without_article(word).removesuffix("ه") for word in arabic.split()).translate(_LONG_VOWELS)


def _odds(one: str, other: str, first: Letters, second: Letters) -> float:
    """Return the log odds of the best way to turn one name into the other."""
    weights, costs = _weights(), _tables()[kind_of(one, other)]
    whole = (_evidence(first) + _evidence(second)) / 2
    part = weights["share"] / whole + weights["evidence"] / 10
    against = costs[NOTHING]
    gaps = [_worth(against.get(letter), part, _STRANGE[2]) for letter in second]
    row = [0.0]
    for gap in gaps:
        row.append(row[-1] + gap)
    for letter in first:
        swaps = costs.get(letter, {})
        gap = _worth(against.get(letter), part, _STRANGE[2])
        above, left = row, row[0] + gap
        row = [left]
        for at, across in enumerate(second):
            cost = swaps.get(across)
            swap = above[at] + (cost[0] * part + cost[1] if cost else part * _STRANGE[letter != across])
            if (over := above[at + 1] + gap) > swap:
                swap = over
            if (left := left + gaps[at]) < swap:
                left = swap
            row.append(left)
    return row[-1] + weights["bias"] + weights["length"] * whole / 10 + _whole_names(one, other, weights)


def _whole_names(one: str, other: str, weights: dict[str, float]) -> float:
    bones, others = skeleton(one), skeleton(other)
    found = weights["words"] * abs(one.count(" ") - other.count(" "))
    if bones == others:
        found += weights["skeleton"] + weights["skeleton_letter"] * (min(len(bones), 7) - 3)
    kind = kind_of(one, other)
    return found + weights["mixed"] * kind.mixed + weights["strict"] * kind.strict


def _worth(cost: tuple[float, float] | None, part: float, strange: float) -> float:
    return cost[0] * part + cost[1] if cost else strange * part


def _evidence(name: Letters) -> float:
    plain = _tables()[Alignment(mixed=False, strict=False)]
    return sum(plain[letter][letter][0] if letter in plain else _STRANGE[0] for letter in name)


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    return {line["name"]: float(line["weight"]) for line in _table("spelling-weights.csv")}


@lru_cache(maxsize=1)
def _tables() -> dict[Alignment, Costs]:
    """Return (evidence, correction) of a letter against a letter, in the three ways that names are written."""
    kinds = [Alignment(mixed, strict) for mixed, strict in ((False, False), (True, False), (False, True))]
    tables: dict[Alignment, Costs] = {kind: {} for kind in kinds}
    weights = _weights()
    for line in _table("spelling-costs.csv"):
        one, other, evidence, correction = (
            line["one"],
            line["other"],
            float(line["evidence"]),
            float(line["correction"]),
        )
        for kind in kinds:
            cost = evidence, correction_in(kind, one, other, correction, weights)
            tables[kind].setdefault(one, {})[other] = cost
            tables[kind].setdefault(other, {})[one] = cost
    return tables


def correction_in(kind: Alignment, one: str, other: str, correction: float, weights: dict[str, float]) -> float:
    """Return what a swap or gap adds to the log odds beside its evidence, in one of the ways that names are written."""
    if one == other:
        return 0.0
    if kind.mixed and NOTHING in {one, other} and is_vowel(one if other == NOTHING else other):
        return weights["unwritten_vowel"]
    return correction + (weights[strict_change(one, other)] if kind.strict else 0.0)


def strict_change(one: str, other: str) -> str:
    """Return the name of the weight that a change has between two names that are written as maps do."""
    vowels = all(is_vowel(letter) for letter in (one, other) if letter != NOTHING)
    return f"strict_{'gap' if NOTHING in {one, other} else 'swap'}_{'vowel' if vowels else 'consonant'}"


def _table(name: str) -> list[dict[str, str]]:
    text = resources.files("trucewatch.geography").joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text)))
