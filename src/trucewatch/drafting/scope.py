"""Which sentences tell of the ceasefire that a report announces, which of an earlier one, and whether any does."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from trucewatch.drafting.grammar import mood, subject_of
from trucewatch.drafting.lists import pattern, words

if TYPE_CHECKING:
    from trucewatch.drafting.told import Line, Telling
    from trucewatch.reading.syntax import Sentence

_RECENT = timedelta(days=8)
"""An agreement told of as made longer ago than this is an earlier one: background, not news."""
_BEFORE = 40
"""Code points before a noun in which "earlier", "2018" or "failed" makes it an earlier one."""
_NEAR = 60
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_OPENS = re.compile(r"(?:it|that|this|they|under (?:it|that)|those|the (?:earlier|previous|former))\b", re.IGNORECASE)
_BETWEEN = re.compile(
    r"\b(?:talks?|negotiat\w+|discuss\w*|consider\w*|propos\w+|work(?:ing)? towards?|seek\w*|push\w*|efforts?|"
    r"hopes?|chances?|"
    r"prospects?|bid|details? of|parameters? of|violat\w+|breach\w*|breaking)\b",
    re.IGNORECASE,
)
_NONE = re.compile(
    r"\b(?:no|without|lack of|absence of|instead of|rather than|despite the lack of)\s+(?:an?\s+|any\s+)?$",
    re.IGNORECASE,
)
_EFFECTIVE = re.compile(r"\b(?:with (?:immediate )?effect|effective|in effect)\b", re.IGNORECASE)
_NEEDS_EFFECT = words("needs-effect")
_SHORT_OF = frozenset({"at", "of", "for", "to", "towards", "toward", "without", "before", "about", "on"})
_PLURAL = frozenset({"ceasefires", "cease-fires", "truces"})
_PRONOUNS = frozenset({"it", "this", "which", "that"})


def settle(telling: Telling) -> bool:
    """Mark each sentence with what it is about; return whether the report announces a ceasefire."""
    before: Line | None = None
    for line in telling.lines:
        _earlier(telling, line)
        goes_on = before is not None and before.scope == "earlier" and _OPENS.match(line.text.lstrip("“\"'"))
        if line.scope != "earlier" and goes_on and not line.has("truce"):
            line.scope, line.upto = "earlier", line.start
        before = line
    held = pattern("truce", "zone").search(telling.reading.document.title or "") or any(
        line.has("truce", "zone") for line in telling.lines
    )
    if not held:
        return False
    before = None
    for line in telling.lines:
        if line.scope != "earlier" and announces(telling, line, before):
            line.scope = "announces"
        before = line
    if any(line.scope == "announces" for line in telling.lines):
        _listed_truces(telling)
    return any(line.scope == "announces" for line in telling.lines)


def _listed_truces(telling: Telling) -> None:
    """Take the item of a list that names the truce ("1. A cease-fire starting from …") for a telling of it."""
    for line in telling.lines:
        first = (
            next((m for m in line.finds("truce") if _may_be_news(line, m)), None)
            if line.bullet and not line.scope
            else None
        )
        if first is not None and first.start() < _NEAR and not unreal(line, line.token_at(line.start + first.start())):
            line.scope = "announces"


def _earlier(telling: Telling, line: Line) -> None:
    """Mark a sentence about an agreement that is not the one announced, or cut it off where it turns to one."""
    at = min(
        (m.start() for m in pattern("truce", "deal").finditer(line.text) if _is_earlier(telling, line, m)), default=None
    )
    if at is None:
        return
    head = line.text[:at]
    cut = max(
        (head.rfind(mark) for mark in (", ", " which ", " after ", " following ", " as ", " – ", " — ", " under ")),
        default=-1,
    )
    if cut > 0 and pattern("truce", "deal").search(head[:cut]):
        line.upto = line.start + cut
    else:
        line.scope, line.upto = "earlier", line.start


def _is_earlier(telling: Telling, line: Line, noun: re.Match[str]) -> bool:
    text = line.text
    before = text[max(0, noun.start() - _BEFORE) : noun.start()]
    near = re.split(r"[,;:(“”\"]|\b(?:and|of|that|with|to)\b", before)[-1]
    if pattern("earlier").search(near) or noun[0].lower() in _PLURAL or (_YEAR.search(near) and _old(telling, near)):
        return True
    if re.search(r"\b(?:previously|earlier|already|once)\b", before) and re.search(r"\bha[ds]\b", before):
        return True
    after = text[noun.end() : noun.end() + _NEAR]
    breaks = re.match(r"(?:\W+\w+){0,9}?\W+(\w+)", after)
    if breaks and _broke(line, noun.end()):
        return True
    return _old_phrase(telling, line, noun)


def _broke(line: Line, after: int) -> bool:
    """Say whether the noun before `after` is told to have failed or to run out, by a verb near it."""
    s = line.s
    first = line.token_at(line.start + after)
    for k in range(first, min(first + 14, len(s))):
        if s.low(k) in (";", "."):
            return False
        if s.is_verb(k) and s.lemmas[k] in words("broken") and not mood(s, k).conditional:
            subject = subject_of(s, k)
            gone = s.lemmas[k] in ("expire", "lapse")
            passive = any(s.is_a(c, "aux:pass") for c in s.kids[k])
            told = s.tags[k] in ("VBD", "VBN") or gone
            between = (
                subject is not None
                and subject < first
                and (passive or s.lemmas[k] not in ("violate", "breach", "break"))
            )
            return told and between and not mood(s, k).negated
    return False


def _old(telling: Telling, words_with_year: str) -> bool:
    year = _YEAR.search(words_with_year)
    return bool(year and telling.day and int(year[0]) < int(telling.day[:4]))


def _old_phrase(telling: Telling, line: Line, noun: re.Match[str]) -> bool:
    """Say whether the day right beside an agreement lies well before the report."""
    if telling.day is None:
        return False
    limit = (date.fromisoformat(telling.day) - _RECENT).isoformat()
    for phrase in line.times:
        at = phrase.span[0] - line.start
        if phrase.kind != "instant" or not phrase.end or phrase.end[:10] >= limit:
            continue
        between = line.text[noun.end() : at]
        tied = 0 <= at - noun.end() < _NEAR and re.fullmatch(
            r"(?:\W+(?:that|which|was|were|had|been|signed|reached|agreed|struck|brokered|concluded|announced|"
            r"made|dated|of|in|on|"
            r"by|between|both|sides|earlier|back|from|took|effect|into|force|came|went|entered|the|and|parties|"
            r"since|two))*\W*",
            between,
            re.IGNORECASE,
        )
        if tied or line.start + noun.start() == phrase.span[1] + 1:
            return True
    return False


def announces(telling: Telling, line: Line, before: Line | None) -> bool:
    """Say whether a sentence tells that a ceasefire was agreed or made known, or that it has begun or will begin."""
    s = line.s
    truces = [m for m in line.finds("truce", "deal", "zone") if _may_be_news(line, m)]
    goes_on = before is not None and before.scope == "announces"
    if not truces and not goes_on:
        return False
    for k in range(len(s)):
        if s.tokens[k].start >= line.upto or not s.is_verb(k):
            continue
        if s.lemmas[k] in words("agree", "announce") and truces and _agreed(line, k, truces):
            return not _told_long_ago(telling, line, k)
        if s.lemmas[k] in words("begin") and begins(line, k, truces, goes_on=goes_on):
            return True
    return (
        bool(truces)
        and (bool(_EFFECTIVE.search(line.text)) or enters(line) is not None)
        and not unreal(line, line.token_at(line.start + truces[0].start()))
    )


def enters(line: Line) -> re.Match[str] | None:
    """Find "enters into force" where the parse takes the verb for a noun."""
    found = re.search(r"\b(?:enters?|comes?|goes) into (?:force|effect)\b|\btakes? effect\b", line.text)
    return found if found and not line.s.is_verb(line.token_at(line.start + found.start())) else None


def _may_be_news(line: Line, noun: re.Match[str]) -> bool:
    """Say whether a noun may be the truce that is news: not "no truce", "ceasefire violations", "despite a truce"."""
    before, behind = line.text[: noun.start()], line.text[noun.end() :]
    return not (
        _NONE.search(before) or _unsettled(line, noun) or _OF_ITS_FATE.match(behind) or _SET_AGAINST.search(before)
    )


_OF_ITS_FATE = re.compile(
    r"[\s-]+(?:violations?|breach(?:es)?|monitors?|monitoring|lines?|talks|negotiations|proposals?|efforts?|"
    r"collapse)\b",
    re.IGNORECASE,
)
_SET_AGAINST = re.compile(
    r"\b(?:despite|amid|during|since|after|before|breach(?:es|ed|ing)?(?: of)?|violat\w+(?: of)?|broke|"
    r"breaking)\s+(?:the\s+|an?\s+|this\s+|that\s+|its\s+)?"
    r"(?:[\w-]+\s+){0,3}$",
    re.IGNORECASE,
)


def _told_long_ago(telling: Telling, line: Line, verb: int) -> bool:
    """Say whether the only day near a verb of agreeing lies well before the report ("On July 5, X announced …")."""
    if telling.day is None:
        return False
    limit = (date.fromisoformat(telling.day) - _RECENT).isoformat()
    at = line.s.tokens[verb].start
    near = [
        p
        for p in line.times
        if p.kind in ("instant", "from") and (p.end or p.start) and abs(p.span[0] - at) < 2 * _NEAR
    ]
    days = [(p.end or p.start or "")[:10] for p in near]
    return bool(days) and all(day < limit for day in days)


def _unsettled(line: Line, noun: re.Match[str]) -> bool:
    before = line.text[max(0, noun.start() - 30) : noun.start()]
    near = re.split(r"[,;:(“”\"]|\b(?:and|of|that)\b", before)[-1]
    return bool(pattern("unsettled").search(near))


def _agreed(line: Line, verb: int, truces: list[re.Match[str]]) -> bool:
    s, told = line.s, mood(line.s, verb)
    if told.negated or told.conditional or told.possible or unreal(line, verb) or _only_dates(s, verb, agreed=True):
        return False
    if s.tags[verb] == "VBG" and verb > 0 and s.low(verb - 1) in _SHORT_OF:
        return False  # "talks aimed at reaching a truce", "close to agreeing"
    finite = s.tags[verb] in ("VBD", "VBN", "VBZ", "VBP", "VBG")
    if not finite or (told.owed and s.tags[verb] == "VB"):
        return False
    at = s.tokens[verb].start - line.start
    for noun in truces:
        first, last = sorted(((at, at + len(s.word(verb))), noun.span()))
        between = line.text[first[1] : last[0]]
        if pattern("deal").fullmatch(noun[0]) and (noun[0].lower().endswith("statement") and s.lemmas[verb] != "sign"):
            continue
        if not _BETWEEN.search(between) and not re.match(
            r"\s+(?:proposal|plan|talks|negotiations|violation)", line.text[noun.end() :]
        ):
            return True
    return False


def begins(line: Line, verb: int, truces: list[re.Match[str]], *, goes_on: bool) -> bool:
    """Say whether a verb tells the beginning of a truce named in its sentence (or of "it", after one was announced)."""
    s, told = line.s, mood(line.s, verb)
    if told.negated or told.conditional or told.possible or unreal(line, verb) or _only_dates(s, verb, agreed=False):
        return False
    if any(s.low(k) == "if" for k in range(verb)):
        return False  # "if the other side agrees, the truce would take effect": nobody has agreed
    if told.owed and _starts_it(line, verb, truces):
        return True
    needs = s.lemmas[verb] in _NEEDS_EFFECT
    if (needs and not _with_effect(line, verb)) or not (needs or s.lemmas[verb] in ("begin", "start", "commence")):
        return False
    return _of_the_truce(line, verb, truces, goes_on=goes_on)


def _of_the_truce(line: Line, verb: int, truces: list[re.Match[str]], *, goes_on: bool) -> bool:
    """Say whether it is the truce that a verb of beginning tells of: its subject, or named right before it."""
    s = line.s
    subject = subject_of(s, verb)
    start = s.tokens[verb].start
    relative = subject is not None and s.low(subject) in ("that", "which")
    if subject is not None and s.is_a(verb, "acl") and s.heads[verb] != verb:
        subject = s.heads[verb]
    before = [m for m in truces if line.start + m.end() <= start]
    if (
        before
        and s.low(verb - 1) == "to"
        and not any(s.is_verb(k) for k in range(line.token_at(line.start + before[-1].end()), verb))
    ):
        return start - (line.start + before[-1].end()) < _NEAR  # "a ceasefire in X to begin at midnight"
    if subject is not None:
        at = s.tokens[subject]
        is_truce = any(line.start + m.start() < at.end and at.start < line.start + m.end() for m in truces)
        is_deal = (
            bool(pattern("deal").fullmatch(at.plain))
            or s.low(subject) in words("step")
            or (goes_on and s.low(subject) in _PRONOUNS)
        )
        if is_truce or (is_deal and (truces or goes_on)):
            return True
        if (relative or s.low(subject) in _PRONOUNS) and before:
            return True
        return bool(before) and s.tags[verb] == "VBG" and start - (line.start + before[-1].end()) < _NEAR
    return bool(before) and start - (line.start + before[-1].end()) < _NEAR


def _starts_it(line: Line, verb: int, truces: list[re.Match[str]]) -> bool:
    """Say whether somebody is to begin a truce: "X and Y will start a four-day truce", "will cease fire"."""
    at = line.s.tokens[verb].start - line.start
    behind = next((m for m in truces if m.start() >= at), None)
    if behind is None or pattern("truce").fullmatch(behind[0]) is None:
        return False
    between = line.text[line.s.tokens[verb].end - line.start : behind.start()]
    if behind.start() == at:  # "cease fire" itself
        return True
    starts = line.s.lemmas[verb] in ("begin", "start", "commence", "observe", "enter")
    return starts and re.fullmatch(r"\W+(?:[\w-]+\W+){0,4}", between) is not None and not _BETWEEN.search(between)


def _only_dates(s: Sentence, verb: int, *, agreed: bool) -> bool:
    """Say whether a clause only dates something else: "since the truce began", "hours after it came into force"."""
    marks = (
        ("since", "despite", "when", "until") if agreed else ("since", "after", "when", "until", "before", "despite")
    )
    for at in (verb, *([s.heads[verb]] if s.is_a(verb, "xcomp", "conj") else [])):
        if any(s.low(k) in marks and k < at and s.is_a(k, "mark", "advmod", "case") for k in s.kids[at]):
            return True
    return False


def _with_effect(line: Line, verb: int) -> bool:
    s = line.s
    near = [s.low(k) for k in range(verb + 1, min(verb + 6, len(s)))]
    lemma = s.lemmas[verb]
    if lemma == "put":
        return "place" in near or "effect" in near
    if lemma == "kick":
        return "in" in near
    if lemma == "fall":
        return "silent" in near
    return "effect" in near or "force" in near


def unreal(line: Line, at: int) -> bool:
    """Say whether what a token tells is only wanted, proposed, refused or feared."""
    s = line.s
    around = line.voices(at)
    if (
        around
        and around[0].speaker.kind != "publisher"
        and around[0].stance.value in ("hopes", "demands", "rejects", "denies", "warns", "hypothetical", "accuses")
    ):
        writing = around[0].speaker.kind == "writing" or pattern("deal").search(around[0].speaker.name)
        if not (around[0].stance.value == "demands" and writing):
            return True
    for up in [at, *s.ancestors(at)][:5]:
        if up != at and s.lemmas[up] in words("unreal") and not (s.tags[up] == "NN" or _by_the_text(line, up)):
            return True
    return False


def _by_the_text(line: Line, verb: int) -> bool:
    """Say whether it is the agreement that calls for something: then it is a term."""
    subject = subject_of(line.s, verb)
    return subject is not None and bool(pattern("deal", "truce").search(line.s.word(subject)))
