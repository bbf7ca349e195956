"""Sums that do not fit their parts: flagged for review, never repaired, because nobody knows which number is wrong.

Parts that are more than their whole never fit. Parts that are fewer fit, unless a colon and the end of the sentence
close them in, so that they are meant to be all of it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from trucewatch.reading import lexicon

if TYPE_CHECKING:
    from trucewatch.model import Claim, Count

_INCLUDING = re.compile(r"\b(?:includ|among)", re.IGNORECASE)
_END = re.compile(r"([^.;\n]*)(?:\.|\n|$)")
_ROW = 60
"""Code points of a row of a list, fewer than this."""
_NOUN = 3
"""Words of the noun of the last part with its adjectives, at most."""


def compared(text: str, claims: list[Claim]) -> list[Claim]:
    """Return the claims; a whole that its parts do not make up says so in its `review`."""
    parts: dict[str, list[Count]] = {}
    for count in (c for claim in claims for c in claim.counts if c.part_of is not None):
        parts.setdefault(count.part_of or "", []).append(count)
    return [_with_note(text, claim, parts[claim.id]) if claim.id in parts else claim for claim in claims]


def _with_note(text: str, claim: Claim, parts: list[Count]) -> Claim:
    """Mark `claim` where the parts of its count do not fit it."""
    parts = sorted((p for p in parts if p.span is not None), key=lambda p: p.span or (0, 0))
    first = parts[0].span if parts else None
    whole = [c for c in claim.counts if first and c.span and c.kind == parts[0].kind and c.span[1] <= first[0]]
    if not whole or any(p.kind != parts[0].kind for p in parts) or _fits(text, whole[-1], parts):
        return claim
    note = f"“{whole[-1].words}” does not fit its parts ({', '.join(str(p.words) for p in parts)})"
    return replace(claim, review=(*claim.review, note))


def _fits(text: str, whole: Count, parts: list[Count]) -> bool:
    lows, highs = [p.at_least for p in parts], [p.at_most for p in parts]
    least = sum(low or 0 for low in lows)
    if _closed(text, whole, parts):
        most = None if None in highs else sum(high or 0 for high in highs)
        too_few = most is not None and whole.at_least is not None and most < whole.at_least
        return not too_few and (whole.at_most is None or least <= whole.at_most)
    if not all(part.of in lexicon.words("apart") for part in parts):
        # "20 people, including 15 civilians and eight children": some may be both.
        least = max((low or 0 for low in lows), default=0)
    return whole.at_most is None or least <= whole.at_most


def _closed(text: str, whole: Count, parts: list[Count]) -> bool:
    """Say whether a colon opens the parts and nothing but their nouns stands between the last and the end."""
    spans = [p.span for p in parts if p.span is not None]
    if whole.span is None or not spans:
        return False
    between, after = text[whole.span[1] : spans[0][0]], text[spans[-1][1] :]
    end = _END.match(after)
    if not re.search(r"[:\n]", between) or _INCLUDING.search(between) or end is None or _goes_on(after[end.end() :]):
        return False
    rest = end[1].split()
    return not rest or (len(rest) <= _NOUN and rest[-1] == parts[-1].of and "and" not in rest)


def _goes_on(after: str) -> bool:
    """Say whether the next line looks like another row, which was not read."""
    line = after.lstrip().partition("\n")[0]
    return len(line) < _ROW and any(character.isdigit() for character in line)
