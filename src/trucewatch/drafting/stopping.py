"""What must stop, against whom it need not, and what the text is said to allow all the same."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.drafting.grammar import acting_tokens, mood, subject_tokens
from trucewatch.drafting.lists import acts, pattern
from trucewatch.drafting.scope import unreal
from trucewatch.drafting.sides import sides_among

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trucewatch.drafting.records import Words
    from trucewatch.drafting.side import Side, Who
    from trucewatch.drafting.told import Line, Telling

_STOP = re.compile(
    r"\b(?:ceas(?:e|es|ed|ing|ation)\b(?!-?\s?fire)|halt\w*|stop\w*|suspen\w+|end(?:ing|s|ed)?|refrain\w*|"
    r"ban(?:s|ned)?|prohibit\w*|forbid\w*|freeze|freezes|freezing|paus\w+|abstain\w*|"
    r"not (?:to )?(?:seek|carry|conduct|use|open|undertake|launch|fly|deploy|attack|exploit)|no (?:more |"
    r"further )?(?=\w+))\b",
    re.IGNORECASE,
)
_EXEMPT = re.compile(
    r"\b(?:(?:does|do|did|will|would|shall) not (?:apply to|include|cover|extend to|affect|concern)|"
    r"exclud(?:es|ing|ed)|"
    r"not covered by the (?:truce|cease-?fire|deal|agreement)|with the exception of|except(?:ing)?(?: for)?|"
    r"exempt\w*(?: from the \w+)?)\b",
    re.IGNORECASE,
)
_GROUPS = re.compile(
    r"(?P<name>(?:(?:UN|U\.N\.|United Nations|Security Council|internationally)?[- ]?(?:designated|listed|"
    r"recognised|recognized|proscribed)\s+)?"
    r"(?:terrorist|jihadist|extremist|radical|militant|armed|Islamist)\s+(?:groups?|organi[sz]ations?|"
    r"factions?|fighters?|networks?))",
    re.IGNORECASE,
)
_LISTED = frozenset({"designated", "listed", "proscribed"})
_ALLOWS = re.compile(
    r"\b(?:inherent )?right (?:to|of) (?:self[- ]defen[cs]e|defend (?:itself|themselves))|"
    r"\bself[- ]defen[cs]e\b|\bright to (?:respond|strike|act|"
    r"retaliate)|\breturn fire\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Stop:
    """That acts must stop. `whose` are those named for it, empty where the truce says who; `general`: the truce."""

    acts: tuple[str, ...]
    offensive: bool
    general: bool
    whose: tuple[Side, ...]
    words: Words


@dataclass(frozen=True, slots=True)
class Exemption:
    """Whom the ceasefire is told not to cover: a named side or a kind of groups in words."""

    name: str
    designated: bool
    words: Words


@dataclass(frozen=True, slots=True)
class Allowed:
    """A right that the text itself is told to keep. `whose` is empty where the words name nobody ("either side")."""

    whose: tuple[Side, ...]
    says: str
    words: Words


def stops(telling: Telling, who: Who) -> Iterator[Stop]:
    """Yield what must stop: by the truce as a whole, and by what the terms spell out."""
    for line in telling.lines:
        if line.scope == "earlier":
            continue
        yield from _stops_in(telling, line, who)


def _stops_in(telling: Telling, line: Line, who: Who) -> Iterator[Stop]:
    text = line.text[: line.upto - line.start]
    if line.scope == "announces" and line.has("truce"):
        yield Stop(acts()[0].acts, offensive=False, general=True, whose=(), words=telling.words(line))
    for found in () if _EXEMPT.search(text) else _STOP.finditer(text):
        at = line.token_at(line.start + found.start())
        before = text[max(0, found.start() - 30) : found.start()]
        if not _owed(line, at) or unreal(line, at) or re.search(r"\b(?:if|unless|violations? of)\b", before):
            continue
        stopped = list(_spelled_out(telling, line, found, at, who))
        yield from stopped
        if stopped:
            return


def _spelled_out(telling: Telling, line: Line, found: re.Match[str], at: int, who: Who) -> Iterator[Stop]:
    """Yield what the words behind (or before) a word of stopping spell out: the wide acts, and the single ones."""
    rows, text = acts(), line.text[: line.upto - line.start]
    behind = re.split(r"[.;]", text[found.end() :])[0]
    if line.s.is_verb(at) and not any(row.pattern.search(behind[:_CLOSE]) for row in rows[1:]):
        before = [t for t in subject_tokens(line.s, at) if t < at]
        behind = line.s.words_of(before[0], before[-1]) if before else behind
    told = [row for row in rows[1:] if (m := row.pattern.search(behind)) and _near(m, found[0])]
    wide = [row for row in told if row is rows[1] or row is rows[2]][:1]
    narrow = [row for row in told if row not in rows[1:3]]
    taken = wide[0].acts if wide else ()
    named = tuple(one.side for one in sides_among(line.s, acting_tokens(line, at), who)) if line.s.is_verb(at) else ()
    words = telling.words(line, at=at)
    single = tuple(dict.fromkeys(act for row in narrow for act in row.acts if act not in taken))
    if single:
        whose = () if wide else named
        offensive = not wide and any(row.offensive for row in narrow)
        yield Stop(single, offensive=offensive, general=False, whose=whose, words=words)
    if wide:
        yield Stop(taken, offensive=wide[0].offensive, general=False, whose=named, words=words)


def _near(match: re.Match[str], stop: str) -> bool:
    """Say whether what stops stands close enough behind the word; a ban may go on in a list."""
    return match.start() < (_IN_A_LIST if stop.lower().startswith(("ban", "prohib")) else _CLOSE)


_CLOSE, _IN_A_LIST = 90, 220
"""Code points behind a word of stopping in which what stops must begin."""


def _owed(line: Line, at: int) -> bool:
    """Say whether stopping is told as agreed or owed, by the announcement itself or by a verb of duty."""
    s = line.s
    under = pattern("under", "frame").search(line.text) is not None
    if s.is_verb(at):
        told = mood(s, at)
        if told.conditional or told.possible or told.negated:
            return False
        agreed = any(
            s.lemmas[k] in ("agree", "accept", "vow", "undertake", "pledge", "commit", "have") for k in s.ancestors(at)
        )
        return told.owed or agreed or (under and line.has("deal", "truce"))
    verbs = [k for k in range(len(s)) if s.is_verb(k) and k != at]
    return (under or line.scope == "announces") and not any(mood(s, k).conditional for k in verbs[:1])


def exemptions(telling: Telling, who: Who) -> Iterator[Exemption]:
    """Yield whom the ceasefire is told to leave out."""
    for line in telling.lines:
        if line.scope == "earlier":
            continue
        for found in _EXEMPT.finditer(line.text):
            about = (
                pattern("truce", "deal").search(line.text[: found.start()])
                or found[0].lower().startswith("not covered")
                or re.match(r"\W*(?:it|this)\W+$", line.text[: found.start()], re.IGNORECASE)
                or (pattern("truce").match(_FROM_THE.sub("", line.text[found.end() :])))
            )
            if not about and line.scope != "announces":
                continue
            behind = re.split(r"[.;]", line.text[found.end() :])[0]
            at = line.token_at(line.start + found.end())
            passive = at > 0 and re.match(r"\s+from\b", behind) and line.s.tags[at - 1] == "VBN"
            if passive and not pattern("truce", "deal").match(_FROM_THE.sub("", line.text[found.end() :])):
                continue  # "civilians are exempted from attacks"
            if passive and (left := subject_tokens(line.s, at - 1)):
                yield Exemption(_plain_name(line, left), designated=False, words=telling.words(line))
                continue
            region = [
                k for k in range(at, len(line.s)) if line.s.tokens[k].start < line.start + found.end() + len(behind)
            ]
            stop = next(
                (k for k in region if line.s.tags[k] in ("MD", "VBD", "VBZ", "VBP") or line.s.low(k) in _LISTED),
                len(line.s),
            )
            for one in sides_among(line.s, [k for k in region if k < stop], who):
                again = one.first > 1 and line.s.words_of(max(0, one.first - 3), one.first - 1).lower().rstrip(
                    " the"
                ).endswith("known as")
                if one.side.kind in ("group", "described") and not _GROUPS.fullmatch(one.side.name) and not again:
                    yield Exemption(one.side.name, designated=False, words=telling.words(line))
            if kind := _GROUPS.search(behind):
                designated = bool(
                    re.search(r"designated|listed|proscribed|\bUN\b|U\.N\.|United Nations|Security Council", behind)
                )
                yield Exemption(" ".join(kind["name"].split()), designated, telling.words(line))


_FROM_THE = re.compile(r"^\s+from (?:the|this|its|their) (?=\w)", re.IGNORECASE)


def _plain_name(line: Line, tokens: list[int]) -> str:
    """The words of those who are "excluded from the ceasefire", without what says it."""
    told = line.s.words_of(tokens[0], tokens[-1])
    named = re.sub(r"^(?:(?:.*\b(?:say|said|that)\s+)?(?:the\s+)?)", "", told, flags=re.IGNORECASE)
    return re.sub(r"\s+(?:is|are|were|was|will be|would be|has been|have been)$", "", named)


def allowed(telling: Telling, who: Who) -> Iterator[Allowed]:
    """Yield rights that the agreement, not a speaker, is told to keep."""
    for line in telling.lines:
        found = _ALLOWS.search(line.text) if line.scope != "earlier" else None
        if found is None or not _in_the_text(line, found.start()):
            continue
        whose = tuple(
            one.side
            for one in sides_among(line.s, range(line.token_at(line.start + found.start())), who)
            if one.side.kind in ("state", "group")
        )
        yield Allowed(whose, found[0], telling.words(line, at=line.token_at(line.start + found.start())))


def _in_the_text(line: Line, offset: int) -> bool:
    """Say whether the words before make the agreement the one that allows."""
    before = line.text[:offset]
    return bool(
        re.search(
            r"\b(?:deal|agreement|accord|pact|truce|cease-?fire|text|terms|document|commitments?|provisions?|"
            r"measures)\b[^.;]{0,60}"
            r"\b(?:allows?|gives?|grants?|permits?|recogni[sz]es?|preserves?|keeps?|affirms?|"
            r"do(?:es)? not (?:prevent|preclude|restrict|prohibit)|"
            r"would allow|will allow|would give|enshrines?|includes?|states?)\b",
            before,
            re.IGNORECASE,
        )
        or re.match(r"\W*return fire\b.*\b(?:allowed|permitted)\b", line.text, re.IGNORECASE)
    )
