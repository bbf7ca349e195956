"""Figures by place: "six firings: Latakia - 4, Idlib - 2", one line, cell or item each, as bulletins print them.

After a colon the sign may be missing ("Latakia 4; Idlib 2") or in words ("in Latakia four times and in Idlib twice").

Each is a claim of its own, part of the counted claim that stands before the list; without one the list is left alone,
because nothing says what its numbers count.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from trucewatch.model import Claim, Place, covers
from trucewatch.reading.numerals import number_at, tokens
from trucewatch.reading.placing import at, locate
from trucewatch.reading.times_words import MONTHS

if TYPE_CHECKING:
    from trucewatch.model import Span
    from trucewatch.reading.work import Work

_NAME = r"[A-Z][\w\u2019'-]*(?: [A-Z][\w\u2019'-]*){0,3}"
_ITEM = re.compile(
    rf"(?<![\w-])({_NAME})(?: (?:province|governorate|region))?"
    r" ?(?: - | \u2013 | \u2014 | \| |: ?|-|\u2013) ?"
    r"(\d{1,3}(?:,\d{3})*)(?![\w:.]\d|\d| [A-Z][a-z]+ \d)"
)
_BARE = re.compile(rf"(?<![\w-])({_NAME}) (\d{{1,3}}(?:,\d{{3}})*)(?=[,;.\n]|$| and )")
_TIMES = re.compile(rf"\b(?:in|at|near|around) ({_NAME}) ([a-z]+|\d{{1,3}})(?: times\b|(?<=once)\b|(?<=twice)\b)")
_AFTER_COLON = (_BARE, _TIMES)
_ADVERBS = {"once": 1, "twice": 2}
_NEAR = 400
"""Code points between a counted claim and its list, at most."""
_KINDS = ("events", "munitions", "killed", "wounded", "displaced")


def listed(work: Work, claims: list[Claim]) -> list[Claim]:
    """Return the claims of every list of two or more items."""
    if not any(_heads_a_list(claim) for claim in claims):
        return []
    text = work.document.text
    hidden = [part.span for part in work.document.not_body]
    found: list[Claim] = []
    for form in (_ITEM, *_AFTER_COLON):
        items = [m for m in form.finditer(text) if not any(a <= m.start() < b for a, b in hidden) and _value(m)]
        for run in _runs(text, items):
            whole = _counted_before(claims, run[0].start())
            if whole is None or (form in _AFTER_COLON and not _follows_colon(text, run)):
                continue
            found.extend(_item(work, whole, match) for match in run)
    return found


def without_items(claims: list[Claim], items: list[Claim]) -> list[Claim]:
    """Return the claims without the places and numbers that belong to an item of a list."""
    spans = [item.span for item in items]
    return [_without(claim, spans) for claim in claims] if spans else claims


def _without(claim: Claim, spans: list[Span]) -> Claim:
    counts = tuple(c for c in claim.counts if c.span is None or not any(covers(span, c.span) for span in spans))
    place = claim.place
    named = place.span if place is not None else None
    if named is not None and any(covers(span, named) for span in spans):
        place = None
    return replace(claim, counts=counts, place=place)


def _value(match: re.Match[str]) -> int | None:
    """The number of an item; None for a word that is none, and for a day of a month."""
    if match.re is _BARE and match[1].lower() in MONTHS:
        return None
    if match[2] in _ADVERBS:
        return _ADVERBS[match[2]]
    words = tokens(match[2])
    number = number_at(words, 0) if words.raw[0] else None
    return int(number[1]) if number is not None else None


def _follows_colon(text: str, run: list[re.Match[str]]) -> bool:
    return text[: run[0].start()].rstrip().endswith(":")


def _runs(text: str, items: list[re.Match[str]]) -> list[list[re.Match[str]]]:
    """Group items that only separators part."""
    runs: list[list[re.Match[str]]] = []
    for match in items:
        if runs and not re.sub(r"[\s,;.\u2022*\u2013\u2014-]|and|in", "", text[runs[-1][-1].end() : match.start()]):
            runs[-1].append(match)
        else:
            runs.append([match])
    return [run for run in runs if len(run) > 1]


def _counted_before(claims: list[Claim], at: int) -> Claim | None:
    """The last counted claim that ends near before the code point `at`: what the numbers of a list count."""
    near = [c for c in claims if _heads_a_list(c) and c.span[0] < at and at - c.span[1] < _NEAR]
    return max(near, key=lambda c: c.span[0], default=None)


def _heads_a_list(claim: Claim) -> bool:
    return bool(claim.counts) and claim.counts[0].kind in _KINDS


def _item(work: Work, whole: Claim, match: re.Match[str]) -> Claim:
    """The claim of one item, with its place and its number."""
    number = _value(match)
    span, name = match.span(), match[1]
    located = locate(work, name)
    place = Place(name=name, span=match.span(1), relation="in", method="not found")
    if located is not None:
        place = at(place, located)
    count = replace(
        whole.counts[0], at_least=number, at_most=number, words=match[2], span=match.span(2), part_of=whole.id
    )
    return replace(
        whole,
        id=f"l{span[0]:06}",
        span=span,
        quote=work.document.text[span[0] : span[1]],
        place=place,
        counts=(count,),
        method="list",
        review=(),
    )
