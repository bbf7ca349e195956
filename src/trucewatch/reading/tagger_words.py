"""What the tagger knows of a word by itself: its form, and which of the word lists hold it."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple
from zlib import crc32

from trucewatch.reading import lexicon
from trucewatch.reading.lemmas import singular
from trucewatch.reading.numerals import SCALES, SMALL, TENS, word_set

ENDS = 2048
"""Buckets of first three and last three letters."""
SHAPES = 256
NOUN_KINDS = ("person", "group", "force", "object", "place", "writing")
ARM_KINDS = ("Weapon", "MilitaryPlatform", "Vehicle")
_CALENDAR = word_set(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun ramadan "
    "eid"
)
_RUN = re.compile(r"(.)\1{3,}")


class Form(NamedTuple):
    """The form of a word in numbers, and which lists hold it (indices into `LISTS`)."""

    plain: str
    """Lower case, digits as 0: the key of the vocabulary."""
    head: int
    tail: int
    shape: int
    lists: tuple[int, ...]


LISTS = (
    *("country", "country-word", "demonym", "capital", "title", "media-word", "calendar", "number", "time"),
    *("act-noun", "act-verb", "casualty", "number-noun", "office", "of-place", "place-case"),
    *(f"noun-{kind}" for kind in NOUN_KINDS),
    *(f"arm-{kind}" for kind in ARM_KINDS),
    *("place-name", "place-word"),
)
_NUMBER_OF = {name: number for number, name in enumerate(LISTS)}


def shape(word: str) -> str:
    """Return "Xxxx" for "Aleppo": capitals, small letters and digits, at most four alike in a row."""
    out = "".join(
        "X" if c.isupper() else "x" if c.islower() else "d" if c.isdigit() else "w" if c.isalpha() else c for c in word
    )
    return _RUN.sub(r"\1\1\1\1", out)


def normal(word: str) -> str:
    """Return the vocabulary's key of a word."""
    low = word.lower()
    return re.sub(r"\d", "0", low) if any(c.isdigit() for c in low) else low


@cache
def _static() -> dict[str, frozenset[str]]:
    countries = lexicon.countries()
    arms: dict[str, set[str]] = {kind: set() for kind in ARM_KINDS}
    for phrases in lexicon.arms().values():
        for arm in phrases:
            if arm.kind in arms:
                arms[arm.kind].update(arm.words)
    nouns: dict[str, set[str]] = {kind: set() for kind in NOUN_KINDS}
    for word, kind in lexicon.nouns().items():
        nouns.setdefault(kind, set()).add(word)
    return {
        "country": frozenset(countries.names),
        "country-word": frozenset(part for name in countries.names for part in name.split() if len(part) > 3),  # noqa: PLR2004  (no "of", "and")
        "demonym": frozenset(countries.demonyms),
        "capital": frozenset(countries.capitals),
        "title": frozenset(lexicon.titles()),
        "media-word": frozenset(part.lower() for name in lexicon.media() for part in name.split()),
        "calendar": _CALENDAR,
        "number": frozenset((*SMALL, *TENS, *SCALES)),
        "act-noun": frozenset(word for word, pos in lexicon.acts() if pos == "n"),
        "act-verb": frozenset(word for word, pos in lexicon.acts() if pos == "v"),
        "casualty": frozenset(lexicon.casualties()),
        **{name: lexicon.words(name) for name in ("time", "number-noun", "office", "of-place", "place-case")},
        **{f"noun-{kind}": frozenset(words) for kind, words in nouns.items()},
        **{f"arm-{kind}": frozenset(words) for kind, words in arms.items()},
    }


@lru_cache(maxsize=20_000)
def form(word: str) -> Form:
    """Return what a token's plain form tells by itself. Place names are added by whoever holds their list."""
    key = normal(word)
    one = singular(key)
    held = tuple(_NUMBER_OF[name] for name, words in _static().items() if key in words or (one != key and one in words))
    return Form(
        key,
        crc32(b"<" + key[:3].encode()) % ENDS,
        crc32(b">" + key[-3:].encode()) % ENDS,
        crc32(shape(word).encode()) % SHAPES,
        held,
    )
