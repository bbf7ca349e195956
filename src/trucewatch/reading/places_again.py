"""Places named again by a word: "the village" and "there" are the one settlement that the paragraph named before."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from trucewatch.model import Place
from trucewatch.reading import lexicon
from trucewatch.reading.finer_places import FINE_M
from trucewatch.reading.nearby import beginning_in
from trucewatch.reading.phrases import without_the

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trucewatch.model import Mention
    from trucewatch.reading.syntax import Sentence
    from trucewatch.reading.work import Work

_VILLAGE_M = 5_000
"""And to this one a village; a city is wider."""

_FAR = 20
"""Sentences; from further down a paragraph nothing is taken to point to its beginning."""


def again(work: Work, s: Sentence, tokens: Iterable[int], told: Place | None) -> Place | None:
    """The place of an act, where its words only point back: a word for a settlement, or "there" and no place."""
    pointing = _pointing_back(s, tokens, told)
    if pointing is None:
        return told
    found = _only_settlement(work, s, pointing)
    if found is None:
        return told
    words = s.words_of(pointing, pointing)
    the = "" if words == "there" else "the "
    return Place(
        name=found.name,
        span=found.span,
        relation=told.relation if told is not None else "in",
        lon=found.lon,
        lat=found.lat,
        radius_m=found.radius_m,
        ref=found.ref,
        method=f"named before as the only settlement of the paragraph, here “{the}{words}”",
    )


def _pointing_back(s: Sentence, tokens: Iterable[int], told: Place | None) -> int | None:
    """The token of "the village" that `told` is made of, or of "there" among `tokens` where nothing is told."""
    if told is None:
        return min((k for k in tokens if s.tags[k] == "RB" and s.low(k) == "there"), default=None)
    if told.located or told.relation not in (None, "in") or told.name.lower() not in lexicon.words("settlement"):
        return None
    head = next((k for k in range(len(s)) if s.span_of((k,)) == told.span), None)
    if head is None:
        return None
    after = any(s.is_a(k, "nmod", "acl", "acl:relcl", "appos", "flat") for k in s.kids[head])
    return head if any(s.low(k) == "the" for k in s.kids[head]) and not after else None


def _only_settlement(work: Work, s: Sentence, pointing: int) -> Mention | None:
    """The settlement named before in the paragraph, if just one can be meant; a name not found may be another."""
    near = work.sentences[max(0, s.number - _FAR) : s.number + 1]
    first = next(other for other in near if other.paragraph == s.paragraph)
    if first is near[0] and first.number > 0 and work.sentences[first.number - 1].paragraph == s.paragraph:
        return None
    named = beginning_in(work.mentions, (first.span[0], s.tokens[pointing].start))
    word = s.low(pointing)
    found: dict[str, Mention] = {}
    for one in named:
        if one.kind != "Location" or _speaks(work, one):
            continue
        bare = without_the(one.name)
        if one.radius_m is None:
            if bare[:1].isupper():
                return None
        elif one.radius_m <= (_VILLAGE_M if word in ("village", "hamlet") else FINE_M):
            found.setdefault(one.ref or bare, replace(one, name=bare, span=(one.span[1] - len(bare), one.span[1])))
        elif word in ("city", "town") and lexicon.countries().of(bare) is None:
            return None
    return next(iter(found.values())) if len(found) == 1 else None


def _speaks(work: Work, one: Mention) -> bool:
    """Say whether a capital stands for its government: no preposition of place before it."""
    if lexicon.countries().of(one.name) is None:
        return False
    before = work.document.text[: one.span[0]].split()[-1:]
    return not before or before[0].lower() not in lexicon.words("place-case")
