"""Head words: how the scorer compares who and what: "forces of X" and "the forces" agree, "soldiers" do not.

Head words alone would let "Turkish aircraft" pass for "Russian aircraft", so capitalised modifiers must not contradict.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+")
_DETERMINERS = frozenset(
    ("a", "an", "the", "another", "this", "these", "some", "its", "his", "her", "their", "our", "several", "more")
)
_CUT = re.compile(
    r"\s*(?:[,(\[]| of | for | in | on | from | near | who | which | that | and (?:their|its|his|her) )", re.IGNORECASE
)
_POSSESSIVE = re.compile(r"['\u2019]s?(?=\s|$)")
_PREFIX = re.compile(r"\b(?:al|el|ul|ad|an|ar|as|at|az)[-\u2010\u2011](?=\w)", re.IGNORECASE)
_SPELLING_LETTERS = 7  # a name this long may be spelled two ways in one text ("Ahelbarra" has nine letters)
_IRREGULAR = {"children": "child", "people": "person", "persons": "person", "men": "man", "women": "woman"}


@dataclass(frozen=True)
class Name:
    """A name by its head word (folded, singular) and its capitalised modifiers (folded)."""

    head: str
    modifiers: frozenset[str]


def fold(text: str) -> str:
    """Return lower case with straight quotes and single spaces."""
    return " ".join(text.replace("\u2019", "'").replace("\u2018", "'").lower().split())


def singular(word: str) -> str:
    """Return the word without its plural ending; crude, and the same crudeness on both sides."""
    word = word.lower()
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("ies") and len(word) > 4:  # ("ties" and "dies" stay)
        return word[:-3] + "y"
    plural = word.endswith("s") and not word.endswith("ss") and len(word) > 3  # ("US" and "gas" stay)
    return word[:-1] if plural else word


def name(phrase: str) -> Name | None:
    """Return the head of a noun phrase: the last word before a comma, a preposition or a relative clause."""
    phrase = _PREFIX.sub("", _POSSESSIVE.sub("", _cut(phrase)))
    words = [w for w in _WORD.findall(phrase) if w.lower() not in _DETERMINERS]
    if not words:
        return None
    return Name(singular(words[-1]), frozenset(w.lower() for w in words[:-1] if w[0].isupper()))


def names(phrase: str) -> list[Name]:
    """Return several names where `and` joins proper names ("X and Y"), else the one."""
    parts = re.split(r" and (?=[A-Z])", _cut(phrase))
    return [n for n in map(name, parts) if n]


def _cut(phrase: str) -> str:
    found = _CUT.search(phrase.strip())
    return phrase.strip()[: found.start()] if found and found.start() > 0 else phrase.strip()


def same_name(expected: Name, got: Name, text: str) -> bool:
    """Say whether two names have one head and no contradicting modifiers; `text` settles two spellings."""
    if expected.modifiers and got.modifiers and not expected.modifiers & got.modifiers:
        return False
    return expected.head == got.head or _two_spellings(expected.head, got.head, text)


def _two_spellings(a: str, b: str, text: str) -> bool:
    """Both spellings stand in the text, both are long, and one letter apart (not a plural)."""
    folded = text.lower()
    return min(len(a), len(b)) >= _SPELLING_LETTERS and a in folded and b in folded and _one_letter_apart(a, b)


def _one_letter_apart(a: str, b: str) -> bool:
    shorter, longer = sorted((a, b), key=len)
    if len(longer) - len(shorter) > 1:
        return False
    at = next((i for i, (x, y) in enumerate(zip(shorter, longer, strict=False)) if x != y), len(shorter))
    rest = shorter[at:] if len(longer) > len(shorter) else shorter[at + 1 :]
    return longer[at + 1 :] == rest


def words_of(phrase: str) -> frozenset[str]:
    """Return every word, folded and singular."""
    return frozenset(singular(w) for w in _WORD.findall(_PREFIX.sub("", phrase)))
