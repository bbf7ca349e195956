"""In whose mouth words make a term: the text's, both sides', a mediator's; and in whose only one side's word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from trucewatch.drafting.lists import pattern, words
from trucewatch.drafting.sides import sides_among
from trucewatch.reading.people import bare_name

if TYPE_CHECKING:
    from trucewatch.drafting.side import Side, Who
    from trucewatch.drafting.told import Line, Telling

_DISTANT = re.compile(
    r"\b(?:analysts?|experts?|correspondents?|activists?|residents?|observers?|critics?|observatory|"
    r"journalists?|opposition)\b",
    re.IGNORECASE,
)


def side_speaking(telling: Telling, line: Line, at: int, who: Who) -> Side | None:
    """Return the one side for which the speaker of a token speaks; None for the report, a text, several, or nobody."""
    around = line.voices(at)
    if not around or around[0].speaker.kind in ("publisher", "writing"):
        return None
    said = around[0]
    if pattern("deal").search(said.speaker.name):
        return None
    key = bare_name(said.speaker.name.split()[-1]) if said.speaker.name else ""
    if key in who.persons:
        return who.persons[key]
    s = telling.work.sentences[said.sentence]
    if said.who is not None and said.who < len(s):
        branch = [k for k in s.subtree(said.who) if not s.is_a(k, "acl:relcl")]
        named = [one.side for one in sides_among(s, branch, who)]
        if len(named) == 1 and named[0].kind in ("state", "group") and named[0].name.lower() not in words("neutral"):
            return named[0]
    return None


_WISH = re.compile(r"\b(?:I|we|he|she|they) (?:think|hope|believe|expect|want)s?\b|\b(?:be )?able to\b", re.IGNORECASE)


def may_tell_terms(line: Line, at: int, who: Who) -> bool:
    """Say whether the speaker of a token is one who tells terms: the report, an official, a text; not an onlooker."""
    around = line.voices(at)
    if _WISH.search(line.text):
        return False
    if not around or around[0].speaker.kind in ("publisher", "writing", "group", "force"):
        return True
    said = around[0]
    if said.stance.value in (
        "predicts",
        "hopes",
        "hypothetical",
        "rejects",
        "denies",
        "accuses",
        "warns",
        "no-comment",
    ):
        return False
    name = said.speaker.name
    s = line.s
    near = (
        s.words_of(max(0, (said.who or 0) - 6), min(len(s) - 1, (said.who or 0) + 8))
        if said.who is not None and said.sentence == s.number
        else name
    )
    if _DISTANT.search(near) or _DISTANT.search(name):
        return False
    last = bare_name(name.split()[-1]) if name else ""
    last = next((key for key, full in who.people.items() if full.split()[0] == name), last)
    return bool(pattern("official", "neutral").search(f"{name} {near}")) or last in who.officials or last in who.persons
