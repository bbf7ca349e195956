"""Places told from another: "6 km south of X", "between A and B", found in the words: parses of these often fail."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from trucewatch.reading import lexicon
from trucewatch.reading.clauses import case_of
from trucewatch.reading.numerals import SMALL, TENS
from trucewatch.reading.phrases import phrase

if TYPE_CHECKING:
    from trucewatch.reading.phrases import Phrase
    from trucewatch.reading.syntax import Sentence

_NUMBERS = {**{word: n for word, n in SMALL.items() if n}, **TENS}
_UNIT = r"(?:km|kms|kilomet(?:re|er)s?|miles?|met(?:re|er)s?|m)"
_SIDE = r"(?:(?:north|south)[\s-]?(?:east|west)|north|south|east|west)"
_BEFORE = re.compile(
    rf"\b(?:(?P<far>(?:(?:(?P<over>more\sthan|at\sleast|over)|about|around|some|roughly|approximately|nearly)\s)?"
    rf"(?P<number>\d{{1,4}}(?:[.,]\d{{1,3}})?|{'|'.join(_NUMBERS)})[\s-]?{_UNIT}\s(?:\([^)]{{1,30}}\)\s)?)"
    rf"(?:(?:to\sthe\s)?{_SIDE}\s(?:of|from)|of|from|outside|away\sfrom)"
    rf"|(?P<to>to\sthe\s)?{_SIDE}\sof)\s(?:the\s)?$",
    re.IGNORECASE,
)
_ROAD = re.compile(
    r"(?P<road>(?:[A-Z][\w’'-]*\s){0,3}(?:[A-Z]{1,3}-?\d+(?:\s(?:highway|road|motorway))?|highway|road|motorway))\s"
    r"between\s(?:the\s)?$"
)
_CASES = frozenset({"of", "from", "outside", "away"})
_REACH = 80
"""Code points before a name in which its relation stands."""


class Relation(NamedTuple):
    """How something lies to a name: the words, and what the gazetteer is to be asked before the name, if anything."""

    words: str
    asked: str | None


def relation_before(s: Sentence, head: int) -> Relation | None:
    """Read the distance or the direction right before the phrase at `head`; a side that lies within is none."""
    if case_of(s, head) not in _CASES:
        return None
    at = phrase(s, head).span[0]
    before = s.text[max(s.span[0], at - _REACH) : at]
    match = _BEFORE.search(before)
    if match is None or (match["far"] is None and not match["to"] and before[: match.start()].lower().endswith("the ")):
        return None
    words = match.group().strip().removesuffix(" the")
    if match["far"] is None:
        words = words.removeprefix(match["to"] or "")
        return Relation(words, words)
    number = match["number"]
    asked = words[match.start("number") - match.start() :]
    asked = f"{_NUMBERS.get(number.lower(), number)}{asked[len(number) :]}"
    return Relation(words, None if match["over"] else asked)


def ends_of(s: Sentence, head: int) -> tuple[Phrase, Phrase] | None:
    """The two names of "between A and B", asked of either; countries and capitals are sides, not ends of a road."""
    one = s.heads[head] if s.is_a(head, "conj") else head
    others = s.children(one, "conj")
    if case_of(s, one) != "between" or len(others) != 1:
        return None
    ends = phrase(s, one), phrase(s, others[0])
    if all(s.is_name(end.head) and lexicon.countries().of(end.name) is None for end in ends):
        return ends
    return None


def road_before(s: Sentence, one: Phrase) -> str | None:
    """Return the road of "the M4 highway between A and B", as the text calls it."""
    before = s.text[max(s.span[0], one.span[0] - _REACH) : one.span[0]]
    match = _ROAD.search(before)
    return match["road"] if match else None


def is_length(s: Sentence, k: int) -> bool:
    """Say whether a token is the unit of a distance ("6 km"): nobody, and nothing that is hit."""
    return k > 0 and s.tags[k - 1] == "CD" and re.fullmatch(_UNIT, s.low(k)) is not None
