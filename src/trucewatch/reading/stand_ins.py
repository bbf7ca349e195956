"""Who is named, and how harshly, is nothing to grammar: before parsing, such words give way to one word of their kind.

A parser learns words, and reads a sentence better with some than with others; whoever is accused, or whoever words the
accusation, would then decide what is read. So the parser sees one country's name, people and capital for every
country's, and "killed" for "slaughtered". What the words mean is asked of the word lists, which see the text's own.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from trucewatch.reading import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def with_stand_ins(words: Sequence[str]) -> list[str]:
    """Return as many words as the sentence has; a name of several words ("Saudi Arabia") stays as it is."""
    kept = {k for start, end in _long_names(words) for k in range(start, end)}
    return [w if k in kept else _stand_in(w) for k, w in enumerate(words)]


def _stand_in(word: str) -> str:
    """What the parser sees for a word, with capitals as the word has them."""
    low = word.lower()
    names, _ = _names()
    if low in _plainer():
        other = _plainer()[low]
        other = other.capitalize() if word[0].isupper() else other
    elif low in names and word[0].isupper() and word != "Us":  # without a capital it is no name: "us", "turkey"
        other = names[low]
    else:
        return word
    return other.upper() if word.isupper() and len(word) > LONGEST_ABBREVIATION else other


LONGEST_ABBREVIATION = 4
"""Letters and stops: "U.S." and "UAE" are written so everywhere, "TURKEY" only in a headline."""


def _long_names(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    _, long = _names()
    low = [w.lower() for w in words]
    for i, first in enumerate(low):
        for name in long.get(first, ()):
            if tuple(low[i : i + len(name)]) == name:
                yield i, i + len(name)


@cache
def _plainer() -> dict[str, str]:
    """Harsh words, each with the plain one for the same."""
    return {row["word"]: row["plain"] for row in lexicon.rows("harsher.csv")}


@cache
def _names() -> tuple[dict[str, str], dict[str, list[tuple[str, ...]]]]:
    """Single words, each with what stands in for it, and names of several words by their first."""
    rows = lexicon.rows("countries.csv")
    (chosen,) = lexicon.words("stand-in")
    model = next(row for row in rows if row["name"] == chosen)
    people = model["demonyms"].split(";")
    single: dict[str, str] = {}
    long: dict[str, list[tuple[str, ...]]] = {}
    for row in rows:
        demonyms = row["demonyms"].lower().split(";")
        kinds = [(name, model["name"]) for name in (row["name"], *row["other_names"].split(";"))]
        kinds += [(d, people[1] if d.endswith("s") and d[:-1] in demonyms else people[0]) for d in demonyms]
        kinds += [(capital, model["capital"]) for capital in row["capital"].split(";")]
        for phrase, stand_in in kinds:
            words = tuple(phrase.lower().split())
            if len(words) == 1:
                single.setdefault(words[0], stand_in)
            elif words:
                long.setdefault(words[0], []).append(words)
    return single, long
