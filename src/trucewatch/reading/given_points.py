"""Coordinates that a text gives: found before it is parsed, blanked for the parse, and the words around them kept."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from trucewatch.geography.coordinates import find_coordinates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trucewatch.geography.coordinates import Coordinates
    from trucewatch.model import Span
    from trucewatch.reading.syntax import Sentence

_NOUNS = r"(?:co-?ordinates?|coords?|grid(?:\s(?:reference|ref\.?|square))?|MGRS|UTM|GPS)"
_BEFORE = re.compile(
    r"(?:\b(?P<case>at|in|near|around|from|to|towards?|outside|off|of|on|with)\s"
    r"(?:(?:the|a|an|exact|approximate|following)\s)*(?:(?:position|location|point|spot)[\s,:]+)?)?"
    rf"(?:(?:the|these|following)\s)*(?:\b{_NOUNS}[\s:=]*)*(?:\b(?:of|are|is|at)\s)?[\s:=]*$",
    re.IGNORECASE,
)
_LABEL_NOUN = (
    r"(?:co-?ordinates?|coords?|geo-?locat(?:ion|ions|ed)|(?:impact\s|strike\s)?(?:location|position|site|point)|gps|mgrs|utm"
    r"|grid(?:\s(?:reference|ref\.?))?|lat(?:itude)?[/,\s]{1,2}lon\w*)"
)
_LABEL = re.compile(
    r"(?:^|(?<=[\n.!?;)\]]))[ \t]*(?:[-–—•*·▪‣📍(\[]\s*)?"
    rf"(?P<label>(?:the\s|exact\s|approximate\s|approx\.?\s|precise\s|GPS\s)*{_LABEL_NOUN}"
    r"(?:\s(?:data|reference))?(?:\s(?:of|for)(?:\s[\w’'-]+){1,4}?)?(?:\s(?:is|are|was|were|at|to|as))*[\s:=–—-]*[(\[]?\s*)$",
    re.IGNORECASE,
)
"""What opens a sentence or a line that tells coordinates and nothing else."""
_REACH = 60
"""Code points before coordinates in which the words that lead to them stand."""
_LONGEST_LABEL = 100
_JOINS = re.compile(r"[\s,;/|)(\[\]]*(?:and\b)?[\s(\[]*")
_OPEN, _CLOSE = "([", ")]"
_ENDERS = ".!?:"


class Given(NamedTuple):
    """Coordinates, the words that belong to them ("at grid …", brackets), and the preposition among these.

    `labelled` says that a word for coordinates or a bracket marks them as belonging to what stands before.
    """

    point: Coordinates
    frame: Span
    case: str
    words: str
    labelled: bool = False


def given_points(text: str) -> tuple[Given, ...]:
    """Return the coordinates of a text with the words that belong to them; mostly there are none."""
    return tuple(_framed(text, point) for point in find_coordinates(text))


def _framed(text: str, point: Coordinates) -> Given:
    start, end = point.span
    words = text[slice(*point.span)]
    label = _LABEL.search(text, max(0, start - _LONGEST_LABEL), start)
    if label is not None:
        begins = label.start("label")
        opened = text[:begins].rstrip(" ")[-1:] in ("(", "[") or text[begins:start].rstrip()[-1:] in ("(", "[")
        closed = opened and text[end : end + 1] in (")", "]")
        return Given(point, (_opening(text, begins), end + 1 if closed else end), "", words, labelled=True)
    match = _BEFORE.search(text, max(0, start - _REACH), start)
    # A line of its own before them is no part of them.
    begins = start if match is None or "\n" in match.group() else match.start()
    case = (match["case"] or "").lower() if match is not None and begins < start else ""
    before = len(text[:begins].rstrip(" "))
    if text[before - 1 : before] in _OPEN and before and text[end : end + 1] and text[end : end + 1] in _CLOSE:
        return Given(point, (before - 1, end + 1), case, words, labelled=True)
    if text[before - 1 : before] == "," and before:
        begins = before - 1
    return Given(point, (begins, end), case, words, labelled=not case and any(map(str.isalpha, text[begins:start])))


def _opening(text: str, begins: int) -> int:
    """Return where the bracket before a label stands, else where the label begins."""
    before = len(text[:begins].rstrip(" "))
    return before - 1 if before and text[before - 1] in _OPEN else begins


def stands_alone(sentences: Sequence[Sentence], one: Given) -> bool:
    """Say whether coordinates are in no sentence: they stand in one of their own, or on a line of their own."""
    return not any(_is_in(s, sentences, one) and any(token.plain[0].isalnum() for token in s.tokens) for s in sentences)


def blanked(text: str, given: tuple[Given, ...]) -> str:
    """Return the text with spaces for coordinates and what belongs to them: no parse, quotation or count is in them."""
    spans = [one.frame for one in given]
    spans += [
        (a.frame[1], b.frame[0])
        for a, b in pairwise(given)
        if a.frame[1] < b.frame[0]
        and "\n" not in text[a.frame[1] : b.frame[0]]
        and _JOINS.fullmatch(text, a.frame[1], b.frame[0])
    ]
    if not spans:
        return text
    letters = list(text)
    for start, end in spans:
        letters[start:end] = " " * (end - start)
    return "".join(letters)


def given_in(s: Sentence, sentences: Sequence[Sentence], given: tuple[Given, ...]) -> list[Given]:
    """Return the coordinates that stand in a sentence, or at its edge, where blanking has put them outside."""
    return [one for one in given if _is_in(s, sentences, one)]


def _is_in(s: Sentence, sentences: Sequence[Sentence], one: Given) -> bool:
    start, end = s.span
    text = s.text
    if start <= one.frame[0] < end:
        # Behind a full stop they are a sentence of their own, though none that the parser can see.
        return one.frame[0] == start or text[start : one.frame[0]].rstrip()[-1:] not in _ENDERS
    if one.frame[0] >= end:
        between = text[end : one.frame[0]]
        ended = text[end - 1 : end] in _ENDERS
        last = s.number + 1 == len(sentences) or sentences[s.number + 1].span[0] >= one.frame[1]
        return not ended and last and not between.strip() and "\n" not in between
    between = text[one.frame[1] : start]
    first = s.number == 0 or sentences[s.number - 1].span[1] <= one.frame[0]
    opens = s.number == 0 or _opens(text, sentences[s.number - 1].span[1], one.frame[0])
    return first and opens and not between.strip() and "\n" not in between


def _opens(text: str, before: int, start: int) -> bool:
    """Say whether coordinates behind a sentence begin the next one: it has ended, or its line has."""
    return text[before - 1 : before] in _ENDERS or "\n" in text[before:start]
