"""The built-in land borders between two countries, and which of them words mean: "the Turkish border", said of Syria.

The lines are Natural Earth's (public domain); `data/LICENCE.md` says how far off they are. A border that parties draw
in different places is none of them: `data/borders.csv` says why, and the words stay a name.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
from functools import lru_cache
from importlib import resources
from itertools import product
from typing import TYPE_CHECKING

from trucewatch.geography.named_lines import NamedLine
from trucewatch.geography.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Pair = tuple[str, str]
"""Two ISO 3166 codes, in the order of the alphabet."""

TABLE = "border-natural-earth"
_UNITS = 1000
"""Of a degree, in the packed lines."""
_KIND = r"(?:(?:land|common|shared|joint|international|state) )?(?:border|frontier|borderline|border line)"
_WITH = re.compile(rf"(?:(?P<one>.+?) )?{_KIND} with (?P<other>.+)")
_BETWEEN = re.compile(rf"{_KIND} (?:between|separating|dividing|of) (?P<both>.+)")
_BEFORE = re.compile(rf"(?P<both>.+?) {_KIND}")
_POSSESSIVE = re.compile(r"['’]s?(?=\s|$)")
_ARTICLE = re.compile(r"\bthe ")


def border_called(words: str, own: Iterable[NamedLine], *, country: str | None, built_in: bool) -> NamedLine | None:
    """Return the border that words mean: the case's own line of it, else the built-in one; None where not settled.

    "The Turkish border" and "the border with Turkey" are settled where `country`, the one that is spoken of, has such
    a border, or is Turkey and has one neighbour. Words that name both countries need no other.
    """
    pair = pair_meant(words, country=country)
    if pair is None:
        return None
    known = [line for line in own if any(pair_meant(name, country=country) == pair for name in line.names)]
    if known:
        return known[0] if len(known) == 1 else None
    return border_between(pair) if built_in else None


def pair_meant(words: str, *, country: str | None) -> Pair | None:
    """Return the two countries whose border words mean, also where it is not offered; None where none or several."""
    plain = _ARTICLE.sub("", fold(_POSSESSIVE.sub("", words)))
    found: set[Pair] = set()
    for one, other in _readings(plain):
        found.update(_pairs(one, other, country))
    return found.pop() if len(found) == 1 else None


def border_between(pair: Pair) -> NamedLine | None:
    """Return a built-in border, None where there is none or it is not offered; `edge_m` holds the drawings known."""
    drawn = _lines().get(pair)
    if drawn is None:
        return None
    half_m, steps = drawn
    return NamedLine(
        ref=f"border:{pair[0]}-{pair[1]}",
        names=frozenset(),
        points=tuple(_points(steps)),
        edge_m=half_m,
        table=TABLE,
    )


def why_not(pair: Pair) -> str | None:
    """Return why the border of two neighbours is not offered, None where it is."""
    return _neighbours()[pair] or None


def _readings(plain: str) -> Iterator[tuple[str, str]]:
    """Give what may be the two names in the folded words; the first is empty where there is but one."""
    told = _WITH.fullmatch(plain)
    if told is not None:
        yield told["one"] or "", told["other"]
        return
    told = _BETWEEN.fullmatch(plain)
    if told is not None:
        yield from _parted(told["both"], needed=True)
        return
    told = _BEFORE.fullmatch(plain)
    if told is not None:
        yield "", told["both"]
        yield from _parted(told["both"])


def _parted(both: str, *, needed: bool = False) -> Iterator[tuple[str, str]]:
    """Give every way to part words in two, at an "and" or "from" where one is `needed`."""
    words = both.split()
    for at in range(1, len(words)):
        if words[at] in {"and", "from"}:
            yield " ".join(words[:at]), " ".join(words[at + 1 :])
        elif not needed:
            yield " ".join(words[:at]), " ".join(words[at:])


def _pairs(one: str, other: str, country: str | None) -> Iterator[Pair]:
    """Give the neighbours that two names mean, or one name and the country that is spoken of."""
    called = _called()
    others = called.get(other, frozenset())
    if one:
        ones = called.get(one, frozenset())
    elif country in others:
        ones = frozenset(code for pair in _neighbours() if country in pair for code in pair if code != country)
        others = frozenset({country}) if country and len(ones) == 1 else frozenset()
    else:
        ones = frozenset({country}) if country else frozenset()
    for first, second in product(ones, others):
        pair = (min(first, second), max(first, second))
        if pair in _neighbours():
            yield pair


def _points(steps: str) -> Iterator[tuple[float, float]]:
    x = y = 0
    for step in steps.split(" "):
        dx, _, dy = step.partition(",")
        x, y = x + int(dx), y + int(dy)
        yield x / _UNITS, y / _UNITS


def _text(name: str) -> io.StringIO:
    return io.StringIO(_bytes(name).decode("utf-8"))


def _bytes(name: str) -> bytes:
    return resources.files("trucewatch.geography").joinpath(f"data/{name}").read_bytes()


@lru_cache(maxsize=1)
def _called() -> dict[str, frozenset[str]]:
    """Return the countries that a folded name or adjective may mean."""
    found: dict[str, frozenset[str]] = {}
    for row in csv.DictReader(_text("country_words.csv")):
        for word in filter(None, (*row["names"].split("|"), *row["adjectives"].split("|"))):
            key = _ARTICLE.sub("", fold(word))
            found[key] = found.get(key, frozenset()) | {row["country"]}
    return found


@lru_cache(maxsize=1)
def _neighbours() -> dict[Pair, str]:
    """Return all pairs of neighbours, with why their border is not offered; empty where it is."""
    return {(row["one"], row["other"]): row["not_offered"] for row in csv.DictReader(_text("borders.csv"))}


@lru_cache(maxsize=1)
def _lines() -> dict[Pair, tuple[float, str]]:
    """Return half the width and the packed line of each border that is offered."""
    rows = (line.split("\t") for line in gzip.decompress(_bytes("borders.tsv.gz")).decode("ascii").split("\n"))
    return {(one, other): (float(half_m), steps) for one, other, half_m, steps in rows}
