"""Who is told to watch over the ceasefire: missions, committees, mechanisms, states."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.drafting.grammar import acting_tokens, mood
from trucewatch.drafting.lists import words
from trucewatch.drafting.scope import unreal
from trucewatch.drafting.sides import sides_among

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trucewatch.drafting.records import Words
    from trucewatch.drafting.side import Side, Who
    from trucewatch.drafting.told import Line, Telling

_BY = re.compile(
    r"\b(?P<verb>monitored|supervised|overseen|verified|policed|observed|guaranteed)\s+by\s+", re.IGNORECASE
)
_VERBS = words("watch")
_VERBAL = re.compile(r",?\s+(?:will|would|shall|must|is|are|was|were|has|have|to|led by)\b.*$", re.IGNORECASE)
_MECHANISM = re.compile(
    r"\b(?:monitoring|verification|observation|supervision|oversight|follow-up|tripartite|joint(?: monitoring|"
    r" military)?|ceasefire|coordination)\s+"
    r"(?:mechanism|committee|commission|mission|centre|center|body|team|force|panel|cell|group)\b",
    re.IGNORECASE,
)
_INVOLVES = re.compile(
    r"\bmonitoring of the (?:cease-?fire|truce|deal|agreement) (?:will|would|is to) (?:involve|include|fall to|"
    r"be (?:done|carried out) by)\s+",
    re.IGNORECASE,
)
_MONITORING = re.compile(r"\b(?:monitoring|verification|supervision)\b[^.;]{0,90}?\bby\s+(?=(?:the |an? )?[A-Z])")
_OBJECT = re.compile(
    r"\b(?:cease-?fires?|truce|deal|agreement|accord|implementation|compliance|adherence|violations?|"
    r"arrangement|pact|calm|withdrawal)\b",
    re.IGNORECASE,
)
_STOP = re.compile(
    r"[,.;:”\"(]|\s+(?:which|who|that|in|at|to|from|through|referring|led|based|and will|and would|under|"
    r"during|with|for|after|if|it|of (?!the\s+(?:United Nations|UN|European|African|Arab)\b))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Watcher:
    """Who watches, by name as told; `members` are the sides named in it; `verifies` only where the words say so."""

    name: str
    members: tuple[Side, ...]
    verifies: bool
    words: Words


def watchers(telling: Telling, who: Who) -> Iterator[Watcher]:
    """Yield who is told to watch."""
    for line in telling.lines:
        if line.scope == "earlier":
            continue
        found = list(_in_line(telling, line, who))
        yield from found[:1]


def _in_line(telling: Telling, line: Line, who: Who) -> Iterator[Watcher]:
    yield from _told_by(telling, line, who)
    yield from _watching(telling, line, who)
    yield from _made(telling, line)


def _told_by(telling: Telling, line: Line, who: Who) -> Iterator[Watcher]:
    """Read "monitored by X", "the monitoring of the truce will involve X"."""
    s, text = line.s, line.text[: line.upto - line.start]
    for match in (*_BY.finditer(text), *_INVOLVES.finditer(text), *_MONITORING.finditer(text)):
        goes_on = text.lstrip("“\"'").startswith(("It ", "This ", "They "))
        about = _OBJECT.search(text[: match.end()]) or line.scope == "announces" or goes_on
        verb = line.token_at(line.start + match.start())
        if not about or unreal(line, verb) or (s.is_verb(verb) and mood(s, verb).negated):
            continue
        yield from _named(
            telling, line, text[match.end() :], line.start + match.end(), who, verifies="verif" in match[0].lower()
        )


def _watching(telling: Telling, line: Line, who: Who) -> Iterator[Watcher]:
    """Read "X will monitor the ceasefire"."""
    s, text = line.s, line.text[: line.upto - line.start]
    for k in range(len(s)):
        if not s.is_verb(k) or s.lemmas[k] not in _VERBS or s.tokens[k].start >= line.upto:
            continue
        told = mood(s, k)
        behind = text[s.tokens[k].end - line.start :][:60]
        settled = told.owed and not (told.negated or told.conditional or told.possible)
        if not settled or not (_OBJECT.search(behind) or re.match(r"\W+it\b", behind)) or unreal(line, k):
            continue
        region = acting_tokens(line, k)
        name = _clean(_VERBAL.sub("", _LEAD.sub("", s.words_of(region[0], region[-1])))) if region else ""
        if name:
            yield Watcher(name, _members(line, region, who), s.lemmas[k] == "verify", telling.words(line, at=k))


def _made(telling: Telling, line: Line) -> Iterator[Watcher]:
    """Read "a committee to supervise it", "a monitoring mission will be set up"; an offer is none."""
    text = line.text[: line.upto - line.start]
    if (made := _TO_WATCH.search(text)) and not unreal(line, line.token_at(line.start + made.start("verb"))):
        at = line.token_at(line.start + made.start("name"))
        name = re.sub(r"^(?:.*\b(?:of|a|an|the)\s+)", "", made["name"])
        if not _OFFERED.search(text[: made.end("name")]):
            yield Watcher(name, (), made["verb"].lower() == "verify", telling.words(line, at=at))
    named = _MECHANISM.search(text)
    if named is None or not _SET_UP.search(text) or _OFFERED.search(text[: named.end()]):
        return
    at = line.token_at(line.start + named.start())
    if not unreal(line, at) and (line.has("truce", "deal") or line.scope == "announces"):
        yield Watcher(_clean(named[0]), (), "verif" in named[0].lower(), telling.words(line, at=at))


_LEAD = re.compile(r"^(?:In order|To|As|Under|According|Meanwhile)\b.*,\s+(?=(?:the|an?)\s)")
_OFFERED = re.compile(
    r"\b(?:ready|willing|prepared|offer(?:s|ed|ing)?|propos(?:e|es|ed|ing)|hop(?:es?|ed|ing)|could|may|might)\b",
    re.IGNORECASE,
)
_SET_UP = re.compile(r"\b(?:will|would|to|establish\w*|set up|form\w*|includes?|created?)\b")
_TO_WATCH = re.compile(
    r"\b(?P<name>(?:[\w-]+ ){0,3}(?:committee|commission|mechanism|mission|body|team|centre|center|panel|force))\b"
    r"[^.;]{0,90}?\bto (?P<verb>supervise|oversee|monitor|verify|police)\b",
    re.IGNORECASE,
)


def _named(telling: Telling, line: Line, behind: str, offset: int, who: Who, *, verifies: bool) -> Iterator[Watcher]:
    raw = behind
    quoted = re.match(r"(?:an? |the )?(?:[\w-]+ )?[“\"']([^”\"']+)[”\"']", raw)
    name = quoted[1] if quoted else _clean(_STOP.split(raw, maxsplit=1)[0])
    if not name or not re.search(r"[A-Za-z]", name):
        return
    first = line.token_at(offset)
    last = line.token_at(min(offset + len(behind), line.upto) - 1)
    members = _members(line, list(range(first, min(last + 1, first + 24))), who)
    yield Watcher(name, members, verifies or "verif" in name.lower(), telling.words(line, at=first))


def _members(line: Line, region: list[int], who: Who) -> tuple[Side, ...]:
    return tuple(one.side for one in sides_among(line.s, region, who) if one.side.kind in ("state", "body", "group"))


def _clean(name: str) -> str:
    short = re.sub(r"^(?:(?:an?|the|joint)\s+)+", "", " ".join(name.split()), flags=re.IGNORECASE).strip(" ,.;:”“\"'-–")
    short = re.sub(r"\s+(?:led|headed|chaired|backed|made up)$", "", short)
    return re.sub(r"^mediators?\s+", "", short, flags=re.IGNORECASE)
