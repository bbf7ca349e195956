"""Who agreed, between whom, who brokered, announced, signed and guarantees: as each sentence tells it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.drafting.grammar import acting_tokens, agrees, by_whom, mood, names_from, subject_of
from trucewatch.drafting.lists import pattern, words
from trucewatch.drafting.scope import unreal
from trucewatch.drafting.side import Side
from trucewatch.drafting.sides import country_at, sides_among

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from trucewatch.drafting.records import Words
    from trucewatch.drafting.side import Who
    from trucewatch.drafting.told import Line, Telling
    from trucewatch.reading.syntax import Sentence

_BROKERED = re.compile(
    r"\b(?:brokered|mediated|facilitated|negotiated|hosted|sponsored|overseen)\s+by\b|\bmediation (?:of|by)\b|"
    r"\bauspices of\b|"
    r"\b(?:joint )?mediators?\b|\bmediated by\b|\bwith the (?:support|help|assistance) of\b",
    re.IGNORECASE,
)
_HYPHEN_BROKERED = re.compile(
    r"([A-Z][\w.]*(?: [A-Z][\w.]*)?)[-‑–](?:brokered|mediated|sponsored|facilitated|backed)\b"
)
_GUARANTEE = re.compile(r"\bguarantors?\b|\bguarantee(?:s|d)? by\b", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\b", re.IGNORECASE)
_FIGHT = re.compile(r"\b(?:war|conflict|fighting|hostilities|clashes|violence)\W*$", re.IGNORECASE)
_MEETING = re.compile(r"\b(?:meetings?|talks|negotiations|contacts|lines?|borders?|fighting)\W*$", re.IGNORECASE)
_TALKS = re.compile(r"\b(?:talks|meeting|summit|negotiations)\s+(?:with|between)\b", re.IGNORECASE)
_OBSERVE = words("observe")
_BROKER = words("broker")
_WITH = re.compile(r"^[”\"'’]?\s+(?:(?:deal|agreement|accord|pact|in [A-Z]\w+)\s+)?with\s+(?=\w)", re.IGNORECASE)
_OFFICES = {
    "presidents": "president",
    "leaders": "president premier minister leader",
    "premiers": "premier minister",
    "ministers": "minister",
}


@dataclass(frozen=True, slots=True)
class Told:
    """What a side is told to be: it agreed, signed, brokered, announced, guarantees, is to stop ("bound"), fights the
    other ("opposed") or talked with it.
    """

    side: Side
    how: str
    words: Words
    of_truce: bool = True
    """Whether the sentence is about the ceasefire itself, not one of its terms."""


@dataclass(frozen=True, slots=True)
class Together:
    """That "both sides" or "the two presidents" did: `named` is empty where the report does not settle who they are."""

    noun: str
    words: Words
    named: tuple[Side, ...] = ()
    shown: tuple[Words, ...] = ()
    """The words that show who they are, one for each of `named`."""


def roles(telling: Telling, who: Who) -> Iterator[Told | Together]:
    """Yield who is told to have which part in the agreement announced."""
    for line in telling.lines:
        if line.scope == "earlier":
            continue
        yield from _agreeing(telling, line, who)
        if line.scope == "announces" or line.has("truce"):
            yield from _between(telling, line, who)
        if line.scope == "announces":
            yield from _with(telling, line, who)
        yield from _brokering(telling, line, who)
        yield from _guaranteeing(telling, line, who)
        yield from _talking(telling, line, who)


def _agreeing(telling: Telling, line: Line, who: Who) -> Iterator[Told | Together]:
    s = line.s
    for k in range(len(s)):
        if not s.is_verb(k) or s.tokens[k].start >= line.upto:
            continue
        if s.lemmas[k] in _OBSERVE and line.scope == "announces":
            yield from _observing(telling, line, k, who)
        if (s.lemmas[k] in words("announce") or agrees(line, k)) and _is_done(line, k):
            yield from _agreed_by(telling, line, k, who)


def _is_done(line: Line, verb: int) -> bool:
    """Say whether a verb tells that something was agreed or announced, of this agreement, and not only that it may."""
    s, told = line.s, mood(line.s, verb)
    if told.negated or told.conditional or told.possible or unreal(line, verb) or s.tags[verb] == "VB":
        return False
    if s.tags[verb] == "VBG" and not _behind_after(s, verb):
        return False
    return line.scope == "announces" or (agrees(line, verb) and _about_terms(line, verb))


def _behind_after(s: Sentence, verb: int) -> bool:
    """Say whether it is "X said …, after agreeing to a truce": X agreed."""
    return s.tags[verb] == "VBG" and verb > 0 and s.low(verb - 1) == "after"


def _agreed_by(telling: Telling, line: Line, verb: int, who: Who) -> Iterator[Told | Together]:
    s = line.s
    agreed = agrees(line, verb)
    subject = subject_of(s, verb)
    region = acting_tokens(line, s.root if _behind_after(s, verb) else verb)
    reached = subject is not None and subject < verb and pattern("deal", "truce").fullmatch(s.word(subject))
    if reached and not by_whom(s, verb):
        region = []  # "the deal reached between A and B": see `_between`
    named = [one.side for one in sides_among(s, region, who)]
    agreed = agreed or (s.lemmas[verb] == "declare" and line.has("truce")) or "unilateral" in line.text
    how = ("signed" if s.lemmas[verb] == "sign" else "agreed") if agreed else "announced"
    told = telling.words(line, at=verb)
    if not named and agreed:
        named = _spoken_of(line, verb, region, who)
    for side in named:
        yield Told(side, how, told, of_truce=line.scope == "announces")
    nouns = [s.low(t) for t in region if s.low(t) in words("collective")] if not named and agreed else []
    if nouns or (agreed and subject is not None and s.low(subject) in ("both", "they", "two")):
        noun = nouns[-1] if nouns else "both"
        holders = _holders(telling, noun) or _two_named(telling, line)
        yield Together(noun, told, tuple(holders), tuple(holders.values()))


def _spoken_of(line: Line, verb: int, region: Sequence[int], who: Who) -> list[Side]:
    """Whom "they" stands for in "A and B said that they have agreed": those who say it, if they are several."""
    s = line.s
    if not any(s.low(k) in ("they", "we", "both") for k in region):
        return []
    for up in s.ancestors(verb):
        if s.is_verb(up) and up < verb:
            named = [one.side for one in sides_among(s, acting_tokens(line, up), who)]
            return named if len(named) > 1 else []
    return []


def _two_named(telling: Telling, line: Line) -> dict[Side, Words]:
    """The two states whose people speak together in a sentence: "read by the A and B ministers, the two sides …"."""
    s = line.s
    for k in range(1, len(s) - 2):
        if s.low(k) != "and":
            continue
        one, (other, last) = country_at(s, k - 1)[0], country_at(s, k + 1)
        behind = [s.low(m) for m in range(last + 1, min(last + 4, len(s)))]
        if one and other and one != other and words("collective") & set(behind):
            return {Side(land, "state"): telling.words(line) for land in (one, other)}
    return {}


def _observing(telling: Telling, line: Line, verb: int, who: Who) -> Iterator[Told]:
    """Yield who is told to be about to observe, or to stop: bound, whoever agreed."""
    told = mood(line.s, verb)
    if told.negated or told.conditional or told.possible or not told.owed or unreal(line, verb):
        return
    behind = line.text[line.s.tokens[verb].end - line.start :][:80]
    own = line.s.lemmas[verb] not in ("begin", "start", "enter") or re.match(
        r"\W+(?:(?:an?|the|their)\s+)?(?:[\w“”\"-]+\s+){0,2}(?=(?:cease-?\s?fire|truce|pause)\b(?! talks))", behind
    )
    if (own and pattern("truce").search(behind)) or re.match(
        r"\W+(?:all )?(?:hostilities|fighting|fire|military|attacks|operations)", behind
    ):
        for one in sides_among(line.s, acting_tokens(line, verb), who):
            yield Told(one.side, "bound", telling.words(line, at=verb))


def _about_terms(line: Line, verb: int) -> bool:
    """Say whether an agreeing verb of a sentence without a truce tells of terms: "agreed to …", "agreed that …"."""
    s = line.s
    following = s.low(verb + 1) if verb + 1 < len(s) else ""
    together = any(s.low(k) in ("both", "two") for k in range(max(0, verb - 4), verb))
    clause = any(s.low(k) in ("that", "to") for k in range(verb + 1, len(s)))
    told = following in ("to", "on", "that", "upon", "for") or any(s.is_a(k, "xcomp", "ccomp") for k in s.kids[verb])
    return told or (together and clause)


def _holders(telling: Telling, noun: str) -> dict[Side, Words]:
    """The states whose presidents (leaders, ministers) the report names, if there are just two: "both presidents"."""
    offices = frozenset(_OFFICES.get(noun, "").split())
    lands: dict[Side, Words] = {}
    for line in telling.lines if offices else ():
        s = line.s
        for k in range(len(s)):
            land, last = country_at(s, k)
            near = [s.low(m) for m in range(last + 1, min(last + 4, len(s)))]
            if land and offices & set(near):
                lands.setdefault(Side(land, "state"), telling.words(line, at=k))
    return lands if len(lands) == 2 else {}  # noqa: PLR2004


def _with(telling: Telling, line: Line, who: Who) -> Iterator[Told]:
    """Read "announced a ceasefire with X": whoever announced it and X are its two sides."""
    s = line.s
    for noun in line.finds("truce"):
        found = _WITH.match(line.text[noun.end() :])
        if not found:
            continue
        at = line.token_at(line.start + noun.end() + found.end())
        other = [one.side for one in sides_among(s, names_from(s, at), who) if one.side.kind in ("state", "group")]
        verb = next(
            (k for k in range(at - 1, -1, -1) if s.is_verb(k) and s.lemmas[k] in words("agree", "announce")), None
        )
        one = [one.side for one in sides_among(s, acting_tokens(line, verb), who)] if verb is not None else []
        for side in (*one[:1], *other[:1]) if one and other else ():
            yield Told(side, "agreed", telling.words(line, at=at))


def _between(telling: Telling, line: Line, who: Who) -> Iterator[Told]:
    s = line.s
    for found in _BETWEEN.finditer(line.text):
        before = line.text[max(0, found.start() - 45) : found.start()]
        fight = _FIGHT.search(before) is not None
        dealt = line.has("deal") or any(agrees(line, k) for k in range(len(s)))
        if fight and not (dealt and line.scope == "announces"):
            continue
        about = fight or (pattern("truce", "deal").search(before) and not _MEETING.search(before))
        if line.start + found.start() >= line.upto or not about:
            continue
        at = line.token_at(line.start + found.end())
        named = [one.side for one in sides_among(s, names_from(s, at), who)]
        if len(named) >= 2:  # noqa: PLR2004
            for side in named[:3]:
                yield Told(side, "opposed" if fight else "agreed", telling.words(line, at=at))


def _brokering(telling: Telling, line: Line, who: Who) -> Iterator[Told]:
    s = line.s
    yield from _mediating(telling, line, who)
    for found in _BROKERED.finditer(line.text):
        at = line.token_at(line.start + found.end())
        if re.search(r"\bto be $", line.text[: found.start()]):
            continue
        for one in sides_among(s, names_from(s, at), who):
            yield Told(one.side, "brokered", telling.words(line, at=max(at - 1, 0)))
    if not line.has("truce", "deal") and not re.search(r"\btalks\b", line.text):
        return
    for found in _HYPHEN_BROKERED.finditer(line.text):
        at = line.token_at(line.start + found.start())
        names: Sequence[int] = range(at, line.token_at(line.start + found.end(1)))
        land = country_at(s, at)[0]
        sides = [Side(land, "state")] if land else [one.side for one in sides_among(s, list(names) or [at], who)]
        for side in sides if "backed" not in found[0] else ():
            yield Told(side, "brokered", telling.words(line, at=at))


def _mediating(telling: Telling, line: Line, who: Who) -> Iterator[Told]:
    """Read "A and B mediated the talks"."""
    s = line.s
    for k in range(len(s)):
        told = s.tags[k] in ("VBD", "VBZ", "VBP") or any(s.low(c) in ("has", "have", "had") for c in s.kids[k])
        told = told and not (k > 0 and s.word(k - 1) in ("-", "‑", "–"))  # "a U.S.-brokered truce"
        if s.lemmas[k] not in _BROKER or not told or mood(s, k).negated or s.tokens[k].start >= line.upto:
            continue
        behind = line.text[s.tokens[k].end - line.start :][:40]
        what = pattern("truce", "deal").search(behind) or re.match(r"\W+(?:the )?(?:talks|negotiations)\b", behind)
        if what and not re.match(r"\W+by\b", behind):
            for one in sides_among(s, acting_tokens(line, k), who):
                yield Told(one.side, "brokered", telling.words(line, at=k))


def _guaranteeing(telling: Telling, line: Line, who: Who) -> Iterator[Told]:
    if (found := _GUARANTEE.search(line.text)) is None:
        return
    s, at = line.s, line.token_at(line.start + found.start())
    if found[0].lower().endswith("by"):
        region = names_from(s, line.token_at(line.start + found.end()))
    else:
        region = list(range(max(0, at - 10), min(len(s), at + 12)))
    for one in sides_among(s, region, who):
        yield Told(one.side, "guarantees", telling.words(line, at=at))


def _talking(telling: Telling, line: Line, who: Who) -> Iterator[Told]:
    s = line.s
    for found in _TALKS.finditer(line.text):
        at = line.token_at(line.start + found.end())
        named = sides_among(s, names_from(s, at), who)
        if found[0].lower().endswith("with"):
            named = [*sides_among(s, list(range(at)), who)[:1], *named[:1]]
        if len(named) == 2:  # noqa: PLR2004
            for one in named:
                yield Told(one.side, "talked", telling.words(line, at=at))
