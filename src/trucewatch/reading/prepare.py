"""The first pass: sentences of the body, parsed; quotations, time phrases and quantities of the whole text."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from trucewatch.reading.lexicon import countries
from trucewatch.reading.people import register
from trucewatch.reading.quantities import find_quantities
from trucewatch.reading.quotes import find_quotes
from trucewatch.reading.syntax import Sentence, parse
from trucewatch.reading.times import find_times
from trucewatch.reading.times_words import FULL_MONTHS, FULL_WEEKDAYS
from trucewatch.reading.tokens import paragraphs, sentences, tokenise

if TYPE_CHECKING:
    from trucewatch.reading.work import Work


_DATELINE = re.compile(
    r"[A-Z][A-Za-z.'’/ -]{1,40}?(?:, [A-Z][A-Za-z.' ]{1,30}?){0,2}"
    r"(?:, (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)(?:,? \d{4})?)?"
    r"(?: \([A-Za-z /.-]{2,30}\))? ?(?:–|—|--| - ) ?(?=[“\"A-Z])"
)


LONGEST_PARAGRAPH = 60_000
"""Code points of a paragraph that are read; no prose is longer, and a line of data must not hold up the others."""


def _dateline(paragraph: str) -> int:
    """Code points of a dateline that opens a paragraph ("BEIRUT, March 5 (Agency) –"), else 0."""
    match = _DATELINE.match(paragraph)
    if match is None:
        return 0
    head = match.group().split(",")[0].split("(")[0].strip(" –—-")
    dated = any(c.isdigit() for c in match.group()) or "(" in match.group()
    return match.end() if head.isupper() or dated else 0


_DAYS = "|".join(sorted(word.capitalize() for word in FULL_WEEKDAYS | FULL_MONTHS))
_STAMP = re.compile(
    r"[\[(]?(?:(?:[01]?\d|2[0-3])[:h][0-5]\d|(?:[01]?\d|2[0-3])\.[0-5]\d(?= ?(?:[ap]\.?m\b|GMT|UTC|[–—-])))"
    r"(?: ?[ap]\.?m\.?)?(?: (?:GMT|UTC|[A-Z]{2,4}T))?[\])]?"
    rf"(?: ?[–—:|-]+ ?| +)(?=[A-Z“\"‘'])(?!(?:{_DAYS})\b)"
)
"""The hour of an entry; "1.25 Million" is none, and in "07:30 Monday" it tells when."""


def _opening(paragraph: str) -> int:
    """Code points of what opens a paragraph and is no part of its first sentence: a dateline, the hour of an entry."""
    stamp = _STAMP.match(paragraph)
    return stamp.end() if stamp else _dateline(paragraph)


def prepare(work: Work) -> None:
    """Fill sentences, quotes, times, quantities and people."""
    text = work.document.text
    whole = list(paragraphs(text, [part.span for part in work.document.not_body]))
    spans = [(start, min(end, start + LONGEST_PARAGRAPH)) for start, end in whole]
    for (_, end), (_, last) in zip(spans, whole, strict=True):
        if last > end:  # spaces, so that offsets hold
            text = text[:end] + " " * (last - end) + text[last:]
            work.flags.append(f"one paragraph is longer than {LONGEST_PARAGRAPH:,} characters; not read from {end} on")
    for number, (start, end) in enumerate(spans):
        tokens = tokenise(text, start + _opening(text[start:end]), end)
        for first, after in sentences(tokens):
            work.sentences.append(
                Sentence(text=text, tokens=tokens[first:after], paragraph=number, number=len(work.sentences))
            )
    work.quotes = find_quotes(text, spans)
    anchor = work.document.published.start
    work.times = list(find_times(text, anchor=date.fromisoformat(anchor[:10]) if anchor else None))
    work.quantities = list(find_quantities(text, times=[t.span for t in work.times]))
    parse(work.sentences)
    register(work)
    words = {token.plain.lower() for s in work.sentences for token in s.tokens}
    named = {countries().names.get(word) for word in words} | {countries().demonyms.get(word) for word in words}
    work.countries = tuple(sorted(countries().codes[land] for land in named if land))
