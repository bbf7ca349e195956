"""One side's word beside the text: reservations, warnings, promises, readings of its own. Never a term."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from trucewatch.drafting.grammar import acting_tokens, mood
from trucewatch.drafting.lists import pattern, words
from trucewatch.drafting.scope import unreal
from trucewatch.drafting.sides import sides_among
from trucewatch.drafting.stopping import exemptions
from trucewatch.drafting.voices import side_speaking
from trucewatch.model.acts import HARM

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trucewatch.drafting.records import Words
    from trucewatch.drafting.side import Side, Who
    from trucewatch.drafting.told import Line, Telling

_RESERVES = re.compile(
    r"\breserv(?:e|es|ed|ing) (?:the|its|their|our) right\b|\bretain\w* (?:the right|“?\"?(?:complete |"
    r"full )?(?:military )?freedom)|\bfreedom of (?:military )?action\b|"
    r"\b(?:not|never)\W{1,4}(?:remain|stay|be|keep|stand) (?:silent|idle|passive|quiet)|\b(?:not|"
    r"never)\W{1,4}(?:remain|stay|stand) [“\"]?(?:silent|idle|by)|"
    r"\bretaliat\w+|\b(?:hit|strike|fire|shoot) back\b|\b(?:respond|react|act|answer|reply|strike)\w* (?:\w+ly|"
    r"with (?:all|full|force)|in kind|to (?:any|every|each|all)|"
    r"against any|if)\b|\bright (?:to|of) (?:respond|self[- ]defen[cs]e|defend|retaliate|strike|act)\b|"
    r"\bresume (?:the )?(?:war|fighting|military|fire|"
    r"operations|strikes)|\bany (?:violation|breach|attack|assault)s?\b|\bfinger on the trigger\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:would|will|shall|reserves?|reserved|reserving|retain\w*|right|if|warn\w*|vow\w*|threat\w*|ready|should)\b|['’]ll\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Declared:
    """What one side says for itself. `effect`: claimed-permission, commitment, interpretation."""

    by: Side
    effect: str
    words: Words


def declarations(telling: Telling, who: Who) -> Iterator[Declared]:
    """Yield reservations and readings of one side."""
    for line in telling.lines:
        if line.scope == "earlier":
            continue
        found = _RESERVES.search(line.text)
        if (
            found
            and _AHEAD.search(line.text)
            and (by := _whose(telling, line, line.token_at(line.start + found.start()), who))
        ):
            at = line.token_at(line.start + found.start())
            said, speaking = telling.words(line, at=at), side_speaking(telling, line, at, who)
            if speaking is not None and speaking != by:
                said = replace(said, speaker=None)  # "he" may be the other leader: nobody is made to say it
            yield Declared(by, "claimed-permission", said)
    for exempt in exemptions(telling, who):
        line = next(one for one in telling.lines if one.s.span[0] <= exempt.words.span[0] < one.s.span[1])
        side = side_speaking(telling, line, line.s.root, who)
        if side is not None:
            yield Declared(side, "interpretation", exempt.words)


def _whose(telling: Telling, line: Line, at: int, who: Who) -> Side | None:
    """Return the one side that reserves something for itself: who is to act, else who speaks."""
    if pattern("deal").search(line.text[:40]) and re.search(r"\b(?:allows?|gives?|grants?)\b", line.text):
        return None  # what the text is told to allow is no one side's word: see `stopping.allowed`
    s = line.s
    verb = next((k for k in (at, *s.ancestors(at)) if s.is_verb(k)), None)
    keeps = verb is not None and s.lemmas[verb] in ("reserve", "retain")
    if verb is None or (mood(s, verb).past and not keeps and not line.voices(at)):
        return None
    speaking = side_speaking(telling, line, at, who)
    acting = [one.side for one in sides_among(s, acting_tokens(line, verb), who) if one.side.kind in ("state", "group")]
    if len(acting) == 1:
        return acting[0] if speaking is None or speaking == acting[0] or line.voices(at) else None
    if speaking is not None and not unreal_demand(line, at):
        return speaking
    before = [one.side for one in sides_among(s, range(at), who) if one.side.kind in ("state", "group")]
    pronoun = any(s.low(k) in ("they", "it", "we", "he", "she") for k in acting_tokens(line, verb))
    if not before and any(s.low(k) in words("group-noun") for k in range(at)):
        before = _only_group(telling, line, who)
    reserves = re.search(r"\breserv(?:e|ed|es|ing)\b|\bretain", line.text)
    return before[0] if len(before) == 1 and (pronoun or reserves) else None


def _only_group(telling: Telling, line: Line, who: Who) -> list[Side]:
    """Whom "the movement" stands for: the one group that the report has named before; nobody, if there are several."""
    named: dict[Side, None] = {}
    for earlier in telling.lines:
        if earlier.start >= line.start:
            break
        named |= {o.side: None for o in sides_among(earlier.s, range(len(earlier.s)), who) if o.side.kind == "group"}
    return list(named) if len(named) == 1 else []


def unreal_demand(line: Line, at: int) -> bool:
    """Say whether the words only demand something of others."""
    around = line.voices(at)
    return bool(around) and around[0].stance.value in ("demands", "hopes", "accuses") and unreal(line, at)


def reported_act(telling: Telling, words: Words) -> bool:
    """Say whether the reader took these words for harm done: then they are news of a strike, no reservation."""
    claims = [c for c in telling.reading.claims if words.span[0] <= c.span[0] < words.span[1]]
    return any(c.act in HARM and c.stance.value == "asserts" and c.counts for c in claims)
