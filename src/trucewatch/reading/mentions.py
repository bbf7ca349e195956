"""Mentions of the field's kinds: names from the parse and the word lists, numbers and times from their grammars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.model import Mention, touches
from trucewatch.reading import lexicon
from trucewatch.reading.arms import match_at
from trucewatch.reading.people import name_tokens
from trucewatch.reading.phrases import phrase
from trucewatch.reading.placing import is_place, locate

if TYPE_CHECKING:
    from trucewatch.reading.syntax import Sentence
    from trucewatch.reading.work import Work

_KINDS = {
    "person": "Person",
    "group": "Organisation",
    "force": "Organisation",
    "publisher": "Organisation",
    "place": "Location",
}


def find_mentions(work: Work) -> None:
    """Fill `work.mentions`, in the order of the text, spans of one kind never overlapping."""
    found: list[Mention] = []
    for s in work.sentences:
        _arms(s, found)
        for i in range(len(s)):
            if s.low(i) in lexicon.countries().demonyms:
                found.append(
                    Mention(
                        span=s.span_of((i,)),
                        kind="Nationality",
                        name=s.word(i),
                        ref=lexicon.countries().demonyms[s.low(i)],
                    )
                )
            elif (
                s.is_name(i)
                and not s.is_a(i, "flat", "compound", "goeswith", "nmod:desc")
                and _fresh(found, s.span_of((i,)))
            ):
                mention = _name(work, s, i)
                if mention is not None and _fresh(found, mention.span):
                    found.append(mention)
    found.extend(Mention(span=t.span, kind="Temporal", name=t.words) for t in work.times)
    found.extend(
        Mention(span=q.span, kind="Money" if q.kind == "money" else "Quantity", name=q.words)
        for q in work.quantities
        if q.kind not in ("article", "none")
    )
    work.mentions = sorted(found, key=lambda m: (m.span, m.kind))


def _fresh(found: list[Mention], span: tuple[int, int]) -> bool:
    return not any(touches(m.span, span) for m in found[-12:])


def _arms(s: Sentence, found: list[Mention]) -> None:
    """Add weapons, platforms and vehicles, the longest phrase of the list first."""
    i = 0
    while i < len(s):
        arm = match_at(s, i)
        last = i + len(arm.words) - 1 if arm is not None else i
        if arm is not None and arm.kind and s.is_noun(last):
            found.append(Mention(span=s.span_of((i, last)), kind=arm.kind, name=s.words_of(i, last)))
        i = last + 1


def _kind_of_unknown(work: Work, s: Sentence, tokens: list[int], name: str) -> str | None:
    """The kind of a name that no word list tells: a known person, else an organisation if it has several words."""
    if len(tokens) == 1:
        return "Person" if name.lower() in work.people else None
    return "Person" if s.low(tokens[-1]) in {k.lower() for k in work.people} else "Organisation"


def _name(work: Work, s: Sentence, i: int) -> Mention | None:
    """The mention of the name at `i`; None where nothing tells its kind."""
    whole = phrase(s, i)
    tokens = name_tokens(s, whole)
    if not tokens:
        return None
    first, last = tokens[0], tokens[-1]
    name, span = s.words_of(first, last), s.span_of((first, last))
    land = lexicon.countries().names.get(name.lower()) or lexicon.countries().capitals.get(name.lower())
    placed = is_place(work, s, i)
    located = locate(work, name) if placed or land else None
    kind = _KINDS.get(whole.kind or "")
    if land or placed or located is not None:
        kind = "Location"
    if kind is None:
        kind = _kind_of_unknown(work, s, tokens, name)
    if kind is None:
        return None
    if kind == "Location" and located is not None:
        lon, lat, radius, ref, _ = located
        return Mention(span=span, kind=kind, name=name, ref=ref, lon=lon, lat=lat, radius_m=radius)
    return Mention(span=span, kind=kind, name=name)
