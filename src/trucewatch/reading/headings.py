"""Headings that are only a place, and their items: "2. Nayrab, evening.", "Mostar: 14 incidents", "Kherson region".

Bulletins, situation reports and live pages name the place once, before what happened there. Such a heading stands in
a list: one alone may be a dateline, a label or somebody who speaks, and is none. Nor is a country: countries speak.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TYPE_CHECKING

from trucewatch.model import Place
from trucewatch.reading import lexicon
from trucewatch.reading.phrases import without_the
from trucewatch.reading.placing import at, locate
from trucewatch.reading.times_words import FULL_MONTHS, FULL_WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trucewatch.reading.syntax import Sentence
    from trucewatch.reading.work import Work

_WORD = r"(?:[a-z]{2,3}-)?[A-Z][\w’'-]*"
_MARK = re.compile(r"(?:[•*·▪‣●–—-]|\(?\d{1,2}[.)]|\(?[a-h]\))\s+")
_HEADING = re.compile(
    rf"(?P<name>{_WORD}(?:\s(?:{_WORD}|de|of|[a-z]+(?=\s?(?:[:,.–—-]|$)))){{0,3}})"
    r"(?P<beside>,\s[\w’' -]{2,30}(?::\d\d)?)?(?P<end>:|\.(?=\s)|\s[–—-](?=\s|$)|$)"
)
_LABEL = re.compile(r"[A-Z][\w’'-]*(?: [\w’'-]+){0,4}:(?=\s|$)")
_LINE = 60
"""Code points of a line without a full stop that is a heading of some kind, at most."""
_QUOTES = "“\"‘'«„"


@dataclass(frozen=True, slots=True)
class Heading:
    """A place that heads an item: as a record, with its words and their form, and the sentence that it opens."""

    place: Place
    words: str
    form: str
    sentence: int
    line: bool


@dataclass(slots=True)
class _Paragraph:
    """What opens a paragraph: headings by sentence, whether it begins something else, and whether it bears a mark."""

    sentences: list[Sentence]
    headings: dict[int, Heading] = field(default_factory=dict)
    ends: bool = False
    marked: bool = False


def items(work: Work) -> dict[int, Heading]:
    """Return the headings by the number of each sentence for which they hold: until the next, and never beyond.

    The last item of a list ends with its paragraph, as nothing says how far it goes.
    """
    if work.turns or sum(_looks_like_one(work, s) for s in work.sentences) < 2:  # noqa: PLR2004  (as below)
        return {}
    paragraphs = [_opened(work, list(group)) for _, group in groupby(work.sentences, key=lambda s: s.paragraph)]
    if sum(len(p.headings) for p in paragraphs) < 2:  # noqa: PLR2004  (one heading is no list)
        return {}
    bounded = _bounded(paragraphs)
    holds: dict[int, Heading] = {}
    current: Heading | None = None
    for i, here in enumerate(paragraphs):
        before = paragraphs[i - 1] if i else None
        if here.ends and not (current is not None and current.line and here.marked):
            current = None
        elif current is not None and not here.headings and not bounded[i]:
            right_under = before is not None and before.sentences[0].number == current.sentence
            current = current if current.line and (right_under or here.marked) else None
        for s in here.sentences:
            current = here.headings.get(s.number, current)
            if current is not None:
                holds[s.number] = current
    return holds


def _looks_like_one(work: Work, s: Sentence) -> bool:
    """Say whether a sentence begins in the form of a heading, whatever its words mean: most texts hold none."""
    text = work.document.text
    mark = _MARK.match(text, *s.span)
    return _HEADING.match(text, mark.end() if mark is not None else s.span[0], s.span[1] + 1) is not None


def _bounded(paragraphs: Sequence[_Paragraph]) -> list[bool]:
    """Say of each paragraph whether the next that opens anything opens an item with a place of its own."""
    found: list[bool] = []
    ahead = False
    for here in reversed(paragraphs):
        found.append(ahead)
        if here.headings or here.ends:
            ahead = bool(here.headings)
    return found[::-1]


def _opened(work: Work, sentences: list[Sentence]) -> _Paragraph:
    """Look at how a paragraph begins, and at the sentences in it that begin with a place and a colon."""
    here = _Paragraph(sentences)
    text = work.document.text
    start, end = sentences[0].span[0], sentences[-1].span[1]
    before = work.sentences[sentences[0].number - 1].span[1] if sentences[0].number else 0
    mark = _MARK.match(text, start, end)
    here.marked = mark is not None
    first = mark.end() if mark is not None else start
    heading = _heading(work, sentences, first, end, marked=here.marked)
    if heading is not None:
        here.headings[heading.sentence] = heading
    short = end - start <= _LINE and text[end - 1] not in ".!?…”\"'" and len(sentences) == 1
    stamped = text[before:start].strip() != ""
    here.ends = heading is None and (here.marked or stamped or short or _LABEL.match(text, first, end) is not None)
    for s in sentences[1:]:
        inner = _heading(work, sentences, s.span[0], s.span[1], marked=False)
        if inner is not None and inner.form == ":" and s.number not in here.headings:
            here.headings[s.number] = inner
    return here


def _heading(work: Work, sentences: list[Sentence], start: int, end: int, *, marked: bool) -> Heading | None:
    """Read the heading at `start`, if what stands there is one and its words are a place."""
    match = _HEADING.match(work.document.text, start, end)
    if match is None:
        return None
    name, beside, form = without_the(match["name"]), (match["beside"] or "").strip(" ,"), match["end"].strip()
    line = match.end() == end
    after = work.document.text[match.end() : end].lstrip()[:1]
    if (after and after in _QUOTES) or (name.isupper() and not line) or (form == "" and (not line or beside)):
        return None
    told = _tells_when(beside) or (beside != "" and locate(work, beside) is not None)
    if beside and not told:
        return None
    area = lexicon.noun_kind(name.split()[-1].lower()) == "place" or name.split()[-1].lower() in lexicon.words("front")
    if form in ("–", "—", "-") and not area:
        return None  # a dateline: "BEIRUT – …"
    if form == "." and not told and not area:
        return None
    place = _place(work, name, match.start("name"), sure=area or (told and marked))
    if place is None:
        return None
    number = next(s.number for s in sentences if s.span[1] > match.start("name"))
    return Heading(place, match.group().strip(" :.–—-"), form or "line", number, line)


def _tells_when(words: str) -> bool:
    known = lexicon.words("time") | FULL_MONTHS | FULL_WEEKDAYS | {"early", "late", "overnight", "midday", "today"}
    return words != "" and all(w.lower() in known or w[0].isdigit() for w in words.split())


def _place(work: Work, name: str, start: int, *, sure: bool) -> Place | None:
    """The record of a heading's name, None where nothing says that it is a place, or it is a country or a person."""
    low = name.lower()
    lands = lexicon.countries()
    if low in lands.names or low in lands.demonyms or low in work.people or low in FULL_MONTHS | FULL_WEEKDAYS:
        return None
    if not sure and (f" {low} " in work.document.text or not _may_be_place(work, name, start)):
        return None  # a word of the language: "Prices:"
    found = locate(work, name.title() if name.isupper() else name)
    if found is not None and "by-sound" in (found.method or "") and not sure:
        found = None
    if found is None and not sure and not _told_elsewhere(work, name, start):
        return None
    place = Place(name=name, span=(start, start + len(name)), relation="in", method="not found")
    return place if found is None else at(place, found)


def _may_be_place(work: Work, name: str, start: int) -> bool:
    """Say whether the tagger takes the name for a place, here or elsewhere: far cheaper than to ask a gazetteer."""
    places = (m for m in work.mentions if m.kind == "Location")
    return any(m.span[0] <= start < m.span[1] or without_the(m.name) == name for m in places)


def _told_elsewhere(work: Work, name: str, start: int) -> bool:
    """Say whether the document names the same place again, where a preposition of place stands before it."""
    for m in work.mentions:
        if m.kind == "Location" and m.span[0] != start and without_the(m.name) == name:
            before = work.document.text[: m.span[0]].split()[-1:]
            if before and before[0].lower() in lexicon.words("place-case"):
                return True
    return False


def under(heading: Heading) -> Place:
    """The place of an act in the item of `heading`, with a method that says so."""
    return replace(
        heading.place, method=f"{heading.place.method}, carried from the heading “{heading.words}” of its item"
    )
