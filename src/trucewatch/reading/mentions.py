"""Mentions of the field's kinds, as the tagger marks them; nations and places with what is known of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.model import Mention
from trucewatch.reading import lexicon
from trucewatch.reading.people import only_body
from trucewatch.reading.phrases import without_the
from trucewatch.reading.placing import locate
from trucewatch.reading.syntax import ARTICLE_NAME
from trucewatch.reading.tokens import paragraphs, tokenise

if TYPE_CHECKING:
    from trucewatch.model import Span
    from trucewatch.reading.tagger_text import Stretch
    from trucewatch.reading.work import Work

_SMALL = frozenset({"of", "and", "de", "la", "el", "al", "du", "da", "do", "del", "le", "los", "las", "en", "sur"})
"""Words that a place's name may hold without a capital."""


def find_mentions(work: Work) -> None:
    """Fill `work.mentions`, in the order of the text (they may nest, and never cross), and `work.only_body`."""
    from trucewatch.reading.tagger import tagger

    found = tagger().mentions(stretches_of(work), grammar_spans(work))
    work.mentions = [_mention(work, one.span, one.kind) for one in sorted(found, key=lambda f: (f.span, f.kind))]
    work.only_body = only_body(work)


def grammar_spans(work: Work) -> dict[Span, str]:
    """The spans that the grammars of times and quantities found, each to its kind."""
    spans = {
        q.span: "Money" if q.kind == "money" else "Quantity"
        for q in work.quantities
        if q.kind not in ("article", "none")
    }
    return spans | {t.span: "Temporal" for t in work.times}


def stretches_of(work: Work) -> list[Stretch]:
    """The sentences with their parse, and what stands before the first one of a paragraph (a dateline) without."""
    from trucewatch.reading.tagger_text import Stretch

    text = work.document.text
    starts = [start for start, _ in paragraphs(text, [part.span for part in work.document.not_body])]
    found: list[Stretch] = []
    paragraph = -1
    for s in work.sentences:
        if s.paragraph != paragraph:
            paragraph = s.paragraph
            if starts[paragraph] < s.span[0]:
                found.append(Stretch(tokenise(text, starts[paragraph], s.span[0])))
        found.append(Stretch(s.tokens, s.tags, s.deps, s.heads))
    return found


def _mention(work: Work, span: Span, kind: str) -> Mention:
    """The record of a mention: a nationality with its country, a named place with its position where that is sure."""
    name = work.document.text[slice(*span)]
    if kind == "Nationality":
        return Mention(span=span, kind=kind, name=name, ref=lexicon.countries().demonyms.get(name.lower()))
    bare = without_the(name)
    located = locate(work, bare) if kind == "Location" and _is_named(bare) else None
    if located is None:
        return Mention(span=span, kind=kind, name=name)
    at = {"lon": located.lon, "lat": located.lat, "radius_m": located.radius_m}
    return Mention(span=span, kind=kind, name=name, ref=located.ref, **at)


def _is_named(words: str) -> bool:
    """Say whether words are a name and nothing else: a described place ("a bridge in Taiz") is somewhere within."""
    parts = words.split()
    return parts[0][:1].isupper() and all(
        part[:1].isupper() or part in _SMALL or ARTICLE_NAME.match(part) for part in parts
    )
