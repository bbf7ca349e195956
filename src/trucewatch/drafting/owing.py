"""Duties told by a report: each sentence that makes something owed, one telling of each duty."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from trucewatch.drafting.grammar import agrees, mood
from trucewatch.drafting.lists import pattern, words
from trucewatch.drafting.owing_words import by_noun, by_verb
from trucewatch.drafting.scope import unreal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trucewatch.drafting.duty import Duty
    from trucewatch.drafting.side import Who
    from trucewatch.drafting.told import Line, Telling


def owed(telling: Telling, who: Who) -> Iterator[Duty]:
    """Yield the duties that a report tells, in the order of its text."""
    listing, framed_before = False, False
    for line in telling.lines:
        if line.scope == "earlier":
            framed_before = False
            continue
        listing = bool(pattern("listing").search(line.text)) or (listing and line.bullet)
        goes_on = framed_before and bool(_GOES_ON.match(line.text.lstrip("“\"'")))
        framed = _framed(line) or (listing and line.bullet) or goes_on
        framed_before = framed
        yield from _best(list(_in_line(telling, line, who, framed=framed)))


_GOES_ON = re.compile(r"(?:this|it|these|they|the (?:two )?(?:sides|parties))\b", re.IGNORECASE)


def _best(found: list[Duty]) -> Iterator[Duty]:
    """Yield one telling of each duty of a sentence: the one that says most. Different days or places are different."""
    chosen: list[Duty] = []
    for duty in found:
        other = next((n for n, one in enumerate(chosen) if _again(one, duty)), None)
        if other is None:
            chosen.append(duty)
        elif _weight(duty) > _weight(chosen[other]):
            chosen[other] = duty
    yield from chosen


def _again(one: Duty, other: Duty) -> bool:
    """Say whether two tellings in one sentence may be one duty: nothing that both tell differs."""
    days = one.by is None or other.by is None
    places = not one.about or not other.about or one.about == other.about
    bearers = not one.whose or not other.whose or bool(set(one.whose) & set(other.whose))
    return one.must == other.must and days and places and bearers


def _weight(duty: Duty) -> int:
    timed = duty.by is not None or duty.start is not None or duty.length is not None
    return 4 * bool(duty.whose) + 2 * bool(duty.together) + 2 * timed + bool(duty.limit)


def _in_line(telling: Telling, line: Line, who: Who, *, framed: bool) -> Iterator[Duty]:
    s = line.s
    for k in range(line.first, len(s)):
        if s.tokens[k].start >= line.upto:
            return
        if s.is_verb(k):
            yield from by_verb(telling, line, k, who, framed=framed)
        elif s.is_noun(k):
            yield from by_noun(telling, line, k, who, framed=framed)


def _framed(line: Line) -> bool:
    """Say whether the sentence says that what it holds are terms."""
    text = line.text[: line.upto - line.start]
    if pattern("under").search(text):
        return True
    s = line.s
    for noun in pattern("deal", "truce", "clause").finditer(text):
        at = line.token_at(line.start + noun.end() - 1)
        for k in range(at + 1, min(at + 12, len(s))):
            if s.lemmas[k] in words("frame") or s.low(k) in _FRAME_FORMS:
                return True
            if s.word(k) == ";":
                break
    return any(agrees(line, k) and not mood(s, k).negated and not unreal(line, k) for k in range(len(s))) or bool(
        re.match(
            r"\W*(?:it|they) (?:also )?(?:calls?|provides?|requires?|includes?|said|say|allows?)\b", text, re.IGNORECASE
        )
    )


_FRAME_FORMS = words("frame-form")
