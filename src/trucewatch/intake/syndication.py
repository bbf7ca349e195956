"""Copies: an inverted index of sampled five-word shingles, containment with direction, verified.

The earliest published is the original. A rewrite shares quotations with another report, not its sentences: words
inside quotation marks do not count while enough others are there.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from trucewatch.intake.origins import same_outlet
from trucewatch.model import Copy, Document, end_instant, first_instant

_WORDS = 5  # a shingle
_SAMPLE = 8  # one shingle in eight is indexed …
_SHORT = 250  # … but all of a text with fewer shingles
_FEWEST = 12  # shingles below which a text is too short to be told a copy
_FEWEST_OWN = 25  # shingles outside quotations, below which quotations count too
_MOST_HOLDERS = 64  # per shingle, the earliest: what more documents share tells nothing
_COPY = 0.65  # of the later text's shingles stand in the earlier one
_WHOLE = 0.8  # of the earlier text stands in the later one …
_WITH_ADDITIONS = 0.35  # … which may then add up to this much of its own
_SAME_OUTLET = 0.8  # a bulletin's fixed phrases are no copy of yesterday's
_PARTLY = 0.25
_QUOTED = re.compile(r"“[^”\n]{1,1000}”|\"[^\"\n]{1,1000}\"|«[^»\n]{1,1000}»|„[^“”\n]{1,1000}[“”]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_WORD = re.compile(r"\w+")
_EARLY = datetime.min.replace(tzinfo=UTC)
_LATE = datetime.max.replace(tzinfo=UTC)
_MARK = "same words as"


@dataclass(frozen=True, slots=True)
class _Text:
    """A document's place in time and its shingles, quotations left out where enough remains."""

    at: int
    document: Document
    shingles: frozenset[int]
    whole: frozenset[int]
    numbers: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Match:
    """How much of the later text stands in the earlier one, and the other way round."""

    earlier: _Text
    of_later: float
    of_earlier: float


def marked(documents: tuple[Document, ...]) -> tuple[Document, ...]:
    """Return the documents with `copy` and `origin` filled in, in the order given."""
    order = sorted(range(len(documents)), key=lambda i: _age(documents[i]))
    holders: dict[int, list[_Text]] = {}
    done: dict[int, Document] = {}
    by_id: dict[str, Document] = {}
    for i in order:
        text = _text(i, documents[i])
        best = _best(text, holders)
        done[i] = _marked(text, best, by_id) if best else documents[i]
        by_id.setdefault(documents[i].id, done[i])
        for shingle in text.whole if len(text.whole) < _SHORT else (s for s in text.whole if s % _SAMPLE == 0):
            held = holders.setdefault(shingle, [])
            if len(held) < _MOST_HOLDERS:
                held.append(text)
    return tuple(done[i] for i in range(len(documents)))


def _age(document: Document) -> tuple[datetime, datetime, int, int, str, str]:
    """Sort by last possible instant: a bare date may be as late as midnight, an undated text as late as today.

    Of two that may be equally old, one that credits nobody goes first, then the longer.
    """
    lo, hi = _bounds(document)
    return (hi, lo, int(document.copy.is_copy), -len(document.text), document.id, document.text)


def _bounds(document: Document) -> tuple[datetime, datetime]:
    published = document.published
    try:
        hi = end_instant(published.end, UTC) if published.end else _LATE
        # Known only as "not later than": it may be as late as that.
        lo = first_instant(published.start, UTC) if published.start else hi
    except (ValueError, OverflowError):
        return _LATE, _LATE
    return lo, hi


def _text(at: int, document: Document) -> _Text:
    body = _body(document)
    whole = _shingles(body)
    own = _shingles(_QUOTED.sub(" \x00 ", body))
    numbers = frozenset(re.findall(r"(?<![\w.,])\d{1,6}(?![\w])", body))
    return _Text(at, document, own if len(own) >= _FEWEST_OWN else whole, whole, numbers)


def _body(document: Document) -> str:
    """Return the article without what is marked as no body; a coded row is nobody's prose and has none."""
    kept, at = [], 0
    for start, end in sorted(mark.span for mark in document.not_body):
        if start > at:
            kept.append(document.text[at:start])
        at = max(at, end)
    kept.append(document.text[at:])
    return "\n".join(kept)


def _shingles(text: str) -> frozenset[int]:
    found: set[int] = set()
    for stretch in text.casefold().split("\x00"):
        words = _WORD.findall(stretch)
        found.update(
            zlib.crc32(" ".join(words[i : i + _WORDS]).encode("utf-8", "replace"))
            for i in range(len(words) - _WORDS + 1)
        )
    return frozenset(found)


def _best(text: _Text, holders: dict[int, list[_Text]]) -> _Match | None:
    """Return the earlier text that holds the most of this one, the earliest of equals."""
    if len(text.whole) < _FEWEST:
        return None
    shared: dict[int, int] = {}
    candidates: dict[int, _Text] = {}
    for shingle in text.whole:
        for earlier in holders.get(shingle, ()):
            shared[earlier.at] = shared.get(earlier.at, 0) + 1
            candidates[earlier.at] = earlier
    likely = sorted(shared, key=lambda at: -shared[at])[:16]
    matches = [_compared(text, candidates[at]) for at in likely if not _is_the_original(text, candidates[at])]
    return max(matches, key=_rank, default=None)


def _rank(match: _Match) -> tuple[float, float, str]:
    _, hi = _bounds(match.earlier.document)
    return (round(match.of_later, 3), -(hi - _EARLY).total_seconds(), match.earlier.document.id)


def _is_the_original(text: _Text, earlier: _Text) -> bool:
    """Say whether the earlier page itself credits the later one's publisher: page times are not always right."""
    origin, publisher = earlier.document.origin, text.document.publisher
    return bool(origin and publisher and same_outlet(origin, publisher))


def _compared(later: _Text, earlier: _Text) -> _Match:
    common = len(later.shingles & earlier.whole)
    back = len(earlier.shingles & later.whole)
    return _Match(earlier, common / max(1, len(later.shingles)), back / max(1, len(earlier.shingles)))


def _marked(text: _Text, match: _Match, by_id: dict[str, Document]) -> Document:
    document, earlier = text.document, match.earlier.document
    if not _is_copy(text, match):
        if match.of_later < _PARTLY or _MARK in (document.copy.reason or ""):
            return document
        return _noted(document, f"{match.of_later:.0%} of its words stand in {earlier.id}: partly the same text")
    root = _root(by_id.get(earlier.id, earlier), by_id)
    own = document.copy.reason if _MARK not in (document.copy.reason or _MARK) else None
    reason = f"{_MARK} {root.id} ({match.of_later:.0%})"
    origin = document.origin or root.origin or root.publisher
    copied = replace(
        document, copy=Copy(is_copy=True, reason=f"{own}; {reason}" if own else reason, of=root.id), origin=origin
    )
    differing = sorted(number for number in text.numbers - match.earlier.numbers if not _YEAR.fullmatch(number))
    return _noted(copied, f"figures not in {earlier.id}: {', '.join(differing[:6])}") if differing else copied


def _is_copy(text: _Text, match: _Match) -> bool:
    a, b = text.document.publisher, match.earlier.document.publisher
    if a and b and same_outlet(a, b):
        return match.of_later >= _SAME_OUTLET and text.numbers <= match.earlier.numbers
    return match.of_later >= _COPY or (match.of_earlier >= _WHOLE and match.of_later >= _WITH_ADDITIONS)


def _root(document: Document, by_id: dict[str, Document]) -> Document:
    """Follow copies to the earliest held version."""
    seen = {document.id}
    while document.copy.of and document.copy.of in by_id and document.copy.of not in seen:
        document = by_id[document.copy.of]
        seen.add(document.id)
    return document


def _noted(document: Document, note: str) -> Document:
    return document if note in document.review else replace(document, review=(*document.review, note))
