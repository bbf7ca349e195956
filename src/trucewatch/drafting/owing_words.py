"""Who is to do what: the verbs and nouns that tell a duty, who bears it, and whether the words make it a term."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from trucewatch.drafting.duty import Duty
from trucewatch.drafting.grammar import (
    acting_tokens,
    agrees,
    by_whom,
    mood,
    names_from,
    own_clause,
    subject_of,
    subject_tokens,
    without_asides,
)
from trucewatch.drafting.lists import duties, pattern, words
from trucewatch.drafting.owing_times import limit_of, when_of
from trucewatch.drafting.scope import unreal
from trucewatch.drafting.sides import sides_among
from trucewatch.drafting.voices import may_tell_terms, side_speaking
from trucewatch.reading.clauses import is_time_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from trucewatch.drafting.grammar import Mood
    from trucewatch.drafting.lists import DutyWord
    from trucewatch.drafting.side import Side, Who
    from trucewatch.drafting.told import Line, Telling
    from trucewatch.reading.syntax import Sentence

_JOINT = re.compile(
    r"\b(?:joint(?:ly)?|together|both|each other|mutual|the two (?:sides|countries|defen[cs]e))\b", re.IGNORECASE
)
_GOAL = re.compile(
    r"\b(?:goals?|aims?|aimed|designed|purpose|intended|hopes?|so that|in order to|to allow for|towards?)\b",
    re.IGNORECASE,
)
_WITHDRAW_FROM = re.compile(
    r"\b(?:withdraw|pull out|back out)\w* from (?:it|the (?:deal|agreement|talks|accord))\b", re.IGNORECASE
)


def _clause_text(line: Line, at: int) -> tuple[str, int]:
    """The words around a verb or noun that belong to it: from the clause's start to the next verb of another clause."""
    s = line.s
    opens, first, last = own_clause(s, at, line.first), at, at
    listed = s.tags[at] == "VBG" and at > 0 and (s.word(at - 1) in (",", "and") or s.low(at - 1) == "as")
    while not listed and first > opens and s.word(first - 1) not in (";", ":") and at - first < 24:  # noqa: PLR2004
        first -= 1
        if s.low(first) in ("that", "while", "but", "which") or (s.word(first) == "," and s.low(first + 1) == "with"):
            first += 1
            break
    while last + 1 < len(s) and s.word(last + 1) not in (";", ":") and last - at < 26:  # noqa: PLR2004
        last += 1
        if (
            s.is_verb(last)
            and s.tags[last] in ("VBD", "VBZ", "VBP", "MD")
            and last - at > 2  # noqa: PLR2004  (the verb and what hangs on it)
            and s.low(last) not in ("is", "are", "held")
        ):
            last -= 1
            break
        if s.word(last) == "," and last + 1 < len(s) and s.low(last + 1) == "with":
            last -= 1
            break
        if (
            s.low(last) in ("and", "while", "but")
            and last + 1 < len(s)
            and (s.is_verb(last + 1) or _new_clause(line, last + 1))
        ):
            last -= 1
            break
    return s.words_of(first, last), s.tokens[first].start


def _new_clause(line: Line, at: int) -> bool:
    s = line.s
    return any(
        s.tags[k] == "MD" or (s.low(k) == "to" and k + 1 < len(s) and s.tags[k + 1] == "VB")
        for k in range(at, min(at + 6, len(s)))
    )


def by_verb(telling: Telling, line: Line, verb: int, who: Who, *, framed: bool) -> Iterator[Duty]:
    """Yield the duty that a verb tells: one of the kinds, owed by its mood, in the mouth of one who tells terms."""
    s = line.s
    entries = _entries(line, verb, who)
    if not entries:
        return
    told = mood(s, verb)
    if told.conditional or told.possible or told.negated or told.past or unreal(line, verb) or _is_provided(s, verb):
        return
    if not _binding(line, verb, told, framed=framed):
        return
    offset = s.tokens[verb].start - line.start
    if _GOAL.search(line.text[:offset]) or _WITHDRAW_FROM.search(line.text[offset:]):
        return
    if _TO_TALK.search(line.text[:offset]) and entries[0].must != "hold-talks":
        return
    region = _actors(line, verb)
    for entry in entries:
        if s.lemmas[verb] in ("deploy", "station") and not region:
            region = subject_tokens(s, verb)
        yield from _duty(telling, line, entry, verb, region, who)


_TO_TALK = re.compile(r"\b(?:meet|meetings?|talks|discuss\w*|negotiat\w*)(?:\s+[\w-]+){0,5}\s*$", re.IGNORECASE)


def _is_provided(s: Sentence, verb: int) -> bool:
    """Say whether "provided" opens a condition: "provided the other party respects it"."""
    return (
        s.low(verb) in ("provided", "providing")
        and verb + 1 < len(s)
        and (s.tags[verb + 1] in ("DT", "PRP") or s.low(verb + 1) == "that")
    )


_ALONE = frozenset({"disarm"})
"""Duties whose noun says all: "disarmament"."""
_SHARED = words("shared")
"""Duties that one verb may bear together: "allow 18 ships … and two flights a week"."""
_GOING = re.compile(r"withdraw|pull|retreat|redeploy|evacuate|vacate|quit", re.IGNORECASE)


def _entries(line: Line, at: int, who: Who) -> list[DutyWord]:
    s = line.s
    clause, start = _clause_text(line, at)
    if any(s.is_a(k, "aux:pass") for k in s.kids[at]) and (left := subject_tokens(s, at)):
        first = min(s.tokens[left[0]].start, start)  # "all routes that carry aid will be opened"
        clause, start = s.text[first : start + len(clause)], first
    here = s.tokens[at].start - start
    chosen: list[DutyWord] = []
    taken: list[tuple[int, int]] = []
    for entry in duties():
        if not (entry.verbs.fullmatch(s.lemmas[at]) or entry.verbs.match(clause, here)):
            continue
        if chosen and not (entry.must in _SHARED and chosen[0].must in _SHARED):
            continue
        own = entry.must in ("hold-patrols", "hold-talks")
        themes = [m for m in entry.themes.finditer(clause) if own or m.start() != here]
        themes = [m for m in themes if not any(a < m.end() and m.start() < b for a, b in taken)]
        goes = entry.must == "withdraw-forces" and _GOING.match(s.lemmas[at]) and sides_among(s, _actors(line, at), who)
        if themes or goes:
            chosen.append(entry)
            taken += [m.span() for m in themes]
    return chosen


def _binding(line: Line, verb: int, told: Mood, *, framed: bool) -> bool:
    """Say whether the mood makes it owed: will, must, is to; within terms an infinitive or a gerund too."""
    s = line.s
    if told.owed or (
        s.tags[verb] == "VBG"
        and s.low(verb - 1) == "with"
        and any(s.lemmas[k] in ("task", "charge", "entrust") for k in range(verb))
    ):
        return True
    if told.purpose or (s.low(verb - 1) == "to" and verb > 1 and is_time_word(s, verb - 2)):
        return False
    bare = s.tags[verb] in ("VB", "VBG", "VBN") or s.tags[verb] == "VBP"
    return framed and bare and not told.past


_BEARING = words("bearing")


def _actors(line: Line, verb: int) -> list[int]:
    """The tokens of those who are to do it: also what stands between "requires", "calls for" and an infinitive."""
    s = line.s
    if by := by_whom(s, verb):
        return by
    if s.tags[verb] == "VBG" and (s.word(verb - 1) in (",", "and") or s.low(verb - 1) == "as"):
        return []  # one of a list: whoever stands before it may be the object of another
    if s.low(verb - 1) == "to" and s.is_a(verb, "conj") and s.low(s.heads[verb] - 1) == "to":
        return _actors(line, s.heads[verb])
    if s.low(verb - 1) == "to" or s.tags[verb] == "VBG":
        above = [
            k for k in range(verb - 1, line.first - 1, -1) if s.is_verb(k) and s.lemmas[k] not in ("be", "have", "will")
        ]
        for k in above:
            between = without_asides(s, range(_past_with(s, k + 1, verb), verb))
            if any(s.is_noun(n) for n in between):
                return between
            if k == above[-1] or s.lemmas[k] not in _BEARING:
                if s.lemmas[k] in words("frame") - words("agree") - _BEARING:
                    return []  # its subject is the agreement
                shared = s.lemmas[k] in words("agree") or s.lemmas[k] in _BEARING
                return acting_tokens(line, k) if shared else acting_tokens(line, verb)
    return acting_tokens(line, verb)


def _past_with(s: Sentence, first: int, verb: int) -> int:
    """Return the token behind the last "with" of the clause: whoever follows it is to do it, no helper."""
    opens = [k for k in range(first, verb) if s.low(k) == "with" and (k == first or s.word(k - 1) == ",")]
    return opens[-1] + 1 if opens else first


def by_noun(telling: Telling, line: Line, noun: int, who: Who, *, framed: bool) -> Iterator[Duty]:
    """Yield the duty that a noun of action tells ("the withdrawal of all forces") where the words make it a term."""
    s = line.s
    for entry in duties():
        if entry.nouns is None or not entry.nouns.fullmatch(s.low(noun)):
            continue
        before, after = _around_noun(line, noun)
        near = s.words_of(before[0] if before else noun, after[-1] if after else noun)
        themes = [m for m in entry.themes.finditer(near) if m[0].lower() != s.low(noun)]
        meets = (
            entry.must == "hold-talks"
            and _ahead_of(line, noun)
            and not any(s.low(k) == "proposed" for k in range(max(0, noun - 3), noun))
        )
        named = [one for one in sides_among(s, [*before, *after], who) if one.side.kind in ("state", "group")]
        goes = (entry.must == "withdraw-forces" and bool(named)) or entry.must in _ALONE
        if not (themes or meets or goes) or (noun > 0 and s.low(noun - 1) == "in") or unreal(line, noun):
            continue
        if not ((framed and not _under_goal(line, noun)) or _owed_noun(line, noun) or meets):
            continue
        region = [*before, *after]
        end = after[-1] + 1 if after else noun + 1
        if not named and end < len(s) and s.low(end) == "by":
            region = names_from(s, end + 1)
        yield from _duty(telling, line, entry, noun, region, who)
        return


def _around_noun(line: Line, noun: int) -> tuple[list[int], list[int]]:
    """The words that say whose or what a noun of action is: possessors and compounds before it, "of …" behind it."""
    s = line.s
    before: list[int] = []
    for k in range(noun - 1, max(line.first, noun - 7) - 1, -1):
        if s.low(k) in (",", "of", "and", "the", "a", "an", "to", "with", "for", "by") or s.is_verb(k):
            break
        before.insert(0, k)
    after: list[int] = []
    opens = ("of", "to") if s.low(noun) == "access" else ("of",)
    if noun + 1 < len(s) and s.low(noun + 1) not in opens:
        return before, after
    if noun + 1 < len(s) and s.low(noun + 1) == "to":
        return before, [k for k in range(noun + 1, min(noun + 6, len(s))) if s.word(k) not in (",", ".")]
    for k in range(noun + 1, min(noun + 14, len(s))):
        if s.low(k) == "and" and any(
            e.nouns and e.nouns.fullmatch(s.low(m)) for e in duties() for m in range(k + 1, min(k + 3, len(s)))
        ):
            break
        finite = s.tags[k] in ("VBD", "VBZ", "VBP", "MD", "VB") and s.word(k - 1) != "-"
        if (
            s.low(k) in ("from", "to", "in", "within", "with", "by", "on", "alongside", "under", "into", "for")
            or finite
            or s.word(k) in (".", ";")
        ):
            break
        after.append(k)
    return before, after


def _under_goal(line: Line, noun: int) -> bool:
    return bool(_GOAL.search(line.text[: line.s.tokens[noun].start - line.start]))


def _ahead_of(line: Line, noun: int) -> bool:
    """Say whether a meeting has a day still to come right behind it."""
    at = line.s.tokens[noun]
    return any(p.kind == "instant" and p.ahead and 0 <= p.span[0] - at.end < 45 for p in line.times)  # noqa: PLR2004


_CARRIES = words("carries")


def _owed_noun(line: Line, noun: int) -> bool:
    """Say whether a noun is what was agreed ("agreed to a truce and a prisoner swap") or what "must be guaranteed"."""
    s = line.s
    for k in s.ancestors(noun):
        if not s.is_verb(k):
            continue
        told = mood(s, k)
        if told.negated or told.conditional or told.possible:
            return False
        if agrees(line, k) and s.tags[k] != "VB":
            return True
        return told.owed and s.lemmas[k] in _CARRIES
    return False


def _duty(telling: Telling, line: Line, entry: DutyWord, at: int, region: Sequence[int], who: Who) -> Iterator[Duty]:
    s = line.s
    if not may_tell_terms(line, at, who):
        return
    whose, together = _who_in(s, region, who)
    if not whose and any(s.low(k) in words("group-noun") for k in region if k < len(s)):
        whose = _group_before(s, region[0], who)
    if not whose and not together and not _somebody(s, region):
        agreeing = next((k for k in range(at) if agrees(line, k) and not mood(s, k).negated), None)
        if agreeing is not None:
            whose, together = _who_in(s, acting_tokens(line, agreeing), who)
    speaking = side_speaking(telling, line, at, who)
    agreed = any(agrees(line, k) for k in range(at)) or pattern("under").search(line.text)
    one_side = speaking if speaking is not None and not agreed and not _frame_of_text(line) else None
    clause, start = _clause_text(line, at)
    for bound in when_of(telling, line, at, (start, start + len(clause)), places=entry.must in _PLACED):
        yield Duty(
            must=entry.must,
            acts=entry.acts,
            whose=whose,
            together=together,
            joint=bool(_JOINT.search(clause)) or len(whose) > 1,
            words=telling.words(line, at=at),
            one_side=one_side,
            limit=limit_of(clause, entry),
            by=bound.by,
            start=bound.start,
            length=bound.length,
            about=bound.about,
        )


def _somebody(s: Sentence, region: Sequence[int]) -> bool:
    """Say whether the words name some bearer that is no side of ours ("rebel groups"): then nobody else bears it."""
    return any(
        s.low(k) in words("group-noun", "lower-group") or _STRANGERS.fullmatch(s.low(k)) for k in region if k < len(s)
    )


def _group_before(s: Sentence, at: int, who: Who) -> tuple[Side, ...]:
    """Whom "the group" stands for: the one group that the sentence names before it; nobody, if there are several."""
    before = dict.fromkeys(one.side for one in sides_among(s, range(at), who) if one.side.kind == "group")
    return tuple(before) if len(before) == 1 else ()


_PLACED = frozenset({"hand-over-territory"})


def _who_in(s: Sentence, region: Sequence[int], who: Who) -> tuple[tuple[Side, ...], str]:
    """The sides named among tokens, or the word that stands for both."""
    tokens = [k for k in region if k < len(s)]
    named = [one.side for one in sides_among(s, tokens, who) if one.side.kind in ("state", "group")]
    named += [
        one.side
        for one in sides_among(s, tokens, who)
        if one.side.kind == "described" and not _STRANGERS.search(one.side.name)
    ]
    if named:
        return tuple(dict.fromkeys(named)), ""
    nouns = [s.low(k) for k in tokens if s.low(k) in words("collective") and s.word(k)[:1].islower()]
    if nouns:
        return (), nouns[-1]
    return (), "they" if any(s.low(k) in ("they", "their", "both") or _the_two(s, k) for k in tokens) else ""


def _the_two(s: Sentence, k: int) -> bool:
    """Say whether a token is the "two" of "the two will meet": not of "two flights"."""
    return s.low(k) == "two" and k > 0 and s.low(k - 1) == "the" and not (k + 1 < len(s) and s.is_noun(k + 1))


_STRANGERS = re.compile(r"\b(?:foreign|mercenar\w+|fighters?|militants?|forces|gunmen)\b", re.IGNORECASE)


def _frame_of_text(line: Line) -> bool:
    """Say whether the sentence makes the agreement say it ("the deal requires …"), whoever reports that."""
    subject = subject_of(line.s, line.s.root)
    told = pattern("deal", "truce").search(line.text) is not None
    verbs = [k for k in range(len(line.s)) if line.s.lemmas[k] in words("frame") and line.s.is_verb(k)]
    return (told and bool(verbs)) or (subject is not None and bool(pattern("deal").search(line.s.word(subject))))
