"""When the ceasefire begins, and on which day it was agreed, as one report tells it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from trucewatch.drafting.grammar import agrees, mood
from trucewatch.drafting.lists import pattern, words
from trucewatch.drafting.moments import AFTER, CLOCK, LENGTH, Length, Moment, length_of, moment_of
from trucewatch.drafting.scope import begins, enters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trucewatch.drafting.records import Words
    from trucewatch.drafting.told import Line, Telling
    from trucewatch.reading.times import TimePhrase

_NEAR = 70
_SLACK = 2
_SAYS = re.compile(
    r"\b(?:said|says|told|announced|agreed|signed|reached|declared|confirmed|met|meeting|talks|added)\W*(?:on|"
    r"late|early)?\W*$",
    re.IGNORECASE,
)
_IMMEDIATE = re.compile(
    r"\b(?:takes? effect|took effect|(?:comes?|came|goes|went|enters?|entered) into (?:force|effect)|starts?|"
    r"begins?|effective|will start|"
    r"would start|start) immediately|\bimmediate effect|\bimmediate(?:,| and| \w+)* (?:cease-?fire|truce|halt|"
    r"cessation|end)",
    re.IGNORECASE,
)
_MINUTE = re.compile(r"\b(?:one|a) minute (?:after|past) midnight\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Start:
    """How one sentence tells the beginning: `how` is at, immediate or after (`length` after something)."""

    how: str
    words: Words
    moment: Moment | None = None
    length: Length | None = None
    dayless: str | None = None
    """The clock time, where the words name no day and one had to be taken from the report's."""


def starts(telling: Telling) -> Iterator[Start]:
    """Yield every telling of the beginning."""
    for line, goes_on in _lines(telling):
        yield from _starts_in(telling, line, goes_on=goes_on)


def _lines(telling: Telling) -> Iterator[tuple[Line, bool]]:
    before = None
    for line in telling.lines:
        goes_on = before is not None and before.scope == "announces"
        if line.scope == "announces" or (line.scope == "" and goes_on and line.has("truce", "deal")):
            yield line, goes_on
        before = line


def _starts_in(telling: Telling, line: Line, *, goes_on: bool) -> Iterator[Start]:
    s = line.s
    truces = list(line.finds("truce", "deal"))
    verbs = [
        k
        for k in range(len(s))
        if s.is_verb(k) and s.lemmas[k] in words("begin") and begins(line, k, truces, goes_on=goes_on)
    ]
    if minute := _MINUTE.search(line.text):
        yield _clock_only(telling, line, "00:01", (line.start + minute.start(), line.start + minute.end()))
        return
    triggers = [s.tokens[k].start for k in verbs]
    if relative := _in_hours(line, verbs):
        yield Start("after", telling.words(line), length=relative)
        return
    triggers += [
        line.start + m.end() for m in re.finditer(r"\b(?:with effect|effective|in effect)\b", line.text) if truces
    ]
    triggers += [line.start + found.start()] if truces and (found := enters(line)) else []
    future = any(mood(s, k).owed or s.tags[k] in ("VBG", "VBZ", "VBP") for k in verbs)
    future = future or (not verbs and not re.search(r"\b(?:was|were|came|went) (?:effective|in effect)\b", line.text))
    phrase = (_phrase_for(line, triggers) if triggers else None) or _phrase_after_truce(line)
    if phrase is not None:
        start = _start_at(telling, line, phrase, future=future)
        if start is not None:
            yield start
            return
    if triggers and (after := AFTER.search(line.text)) and (length := length_of(after, line.start)).base == "signed":
        yield Start("after", telling.words(line), length=length)
    elif (found := _IMMEDIATE.search(line.text)) and line.start + found.start() < line.upto and (truces or verbs):
        yield Start("immediate", telling.words(line))


def _in_hours(line: Line, verbs: list[int]) -> Length | None:
    """Read "to take effect in 72 hours": so long after it was agreed. "Within" is a bound, no beginning."""
    for verb in verbs:
        behind = line.s.tokens[verb].end - line.start
        found = re.compile(rf"(?:\W+\w+){{0,3}}?\W+(?:in|after) {LENGTH}(?! of)", re.IGNORECASE).match(
            line.text, behind
        )
        if found:
            return length_of(found, line.start)
    return None


def _start_at(telling: Telling, line: Line, phrase: TimePhrase, *, future: bool) -> Start | None:
    if "clock-without-day" in phrase.method and (clock := re.search(r"T(\d\d:\d\d)", _clock(phrase))):
        return _clock_only(telling, line, clock[1], phrase.span)
    moment = moment_of(telling, line, phrase, future=future)
    return Start("at" if moment is not None else "vague", telling.words(line), moment=moment)


def _clock(phrase: TimePhrase) -> str:
    """Return the clock of a phrase that names no day, as read on some day."""
    from trucewatch.reading.times import find_times

    again = find_times(f"{phrase.words} on 2 January 2000", anchor=date(2000, 1, 1))
    return next((p.start for p in again if p.start and "T" in p.start), "")


def _clock_only(telling: Telling, line: Line, clock: str, span: tuple[int, int]) -> Start:
    """Take the first such clock after the report's day began: that day, or the next where it must have passed."""
    if telling.day is None:
        return Start("at", telling.words(line), dayless=clock)
    day = date.fromisoformat(telling.day)
    days = [day + timedelta(days=1)] if clock <= "00:01" else [day, day + timedelta(days=1)]
    local = [f"{d.isoformat()}T{clock}" for d in days]
    moment = Moment(
        tuple(f"{one}{CLOCK}" for one in local), exact=True, zoned=False, lo=local[0], hi=local[-1], span=span
    )
    return Start("at", telling.words(line), moment=moment, dayless=clock)


def _phrase_for(line: Line, triggers: list[int]) -> TimePhrase | None:
    """Choose the phrase that says when: the nearest behind a verb of beginning, else a clock, else one before it."""
    told = [
        p
        for p in line.times
        if p.kind in ("instant", "from", "between") and not of_saying(line, p) and p.span[0] < line.upto
    ]
    told = [p for p in told if p.start or "clock-without-day" in p.method]
    for trigger in triggers:
        behind = [p for p in told if -_SLACK <= p.span[0] - trigger < _NEAR or (p.span[0] <= trigger < p.span[1])]
        if behind:
            clocked = [p for p in behind if "T" in (p.start or "")]
            return (clocked or behind)[0]
    clocked = [p for p in told if "T" in (p.start or "") or "clock" in p.method]
    if clocked:
        return clocked[0]
    return told[0] if len(told) == 1 and told[0].span[0] < triggers[0] else None


def _phrase_after_truce(line: Line) -> TimePhrase | None:
    """Return "from Monday" or "starting Sunday" behind a truce that somebody agreed."""
    for noun in line.finds("truce"):
        for p in line.times:
            gap = p.span[0] - (line.start + noun.end())
            opens = re.match(r"(?:starting|beginning|effective|as of|with effect)\b", p.words, re.IGNORECASE)
            first, last = (line.token_at(at) for at in (line.start + noun.end(), p.span[0]))
            alone = opens and not any(line.s.tags[k] in ("VBD", "VBZ", "VBP", "MD") for k in range(first, last))
            if (
                p.kind in ("from", "between")
                and 0 <= gap < (3 * _NEAR if alone else _NEAR)
                and (p.start or "clock-without-day" in p.method)
                and p.span[0] < line.upto
            ):
                return p
    return None


def of_saying(line: Line, phrase: TimePhrase) -> bool:
    """Say whether a phrase tells when something was said, signed or talked about."""
    if phrase.kind != "instant":
        return False
    before = line.text[max(0, phrase.span[0] - line.start - 24) : phrase.span[0] - line.start]
    behind = line.text[phrase.span[1] - line.start :]
    agreed = re.match(r"\s+(?:also |jointly )?(\w+)", behind)
    return bool(_SAYS.search(before)) or bool(
        agreed and re.match(r"(?:agreed|signed|said|announced|reached|declared|confirmed)\b", agreed[1])
    )


def agreed_on(telling: Telling) -> Iterator[tuple[Moment, Words]]:
    """Yield the days on which the report says that it was agreed, signed or made known; else that terms of it were."""
    told = [line for line in telling.lines if line.scope == "announces"]
    found = [one for line in told if line.has("truce") for one in _agreed_in(telling, line)]
    found = found or [one for line in told for one in _agreed_in(telling, line)]
    found = found or [
        one for line in telling.lines if not line.scope for one in _agreed_in(telling, line, announced=False)
    ]
    yield from found


def _agreed_in(telling: Telling, line: Line, *, announced: bool = True) -> Iterator[tuple[Moment, Words]]:
    s = line.s
    for k in range(len(s)):
        if s.tags[k] == "VBG" and s.low(k - 1) != "after":
            continue  # "aimed at reaching an agreement"
        told = agrees(line, k) or (announced and s.is_verb(k) and s.lemmas[k] in words("announce"))
        if not told or s.tokens[k].start >= line.upto or s.tags[k] == "VB":
            continue
        at = s.tokens[k]
        for p in line.times:
            between = line.text[min(at.end, p.span[1]) - line.start : max(at.start, p.span[0]) - line.start]
            near = len(between) < 30 and not pattern("truce").search(between)  # noqa: PLR2004  (a word or two)
            past = p.kind == "instant" and p.start and p.start[:10] <= (telling.day or "9999")
            ahead = (p.ahead and "T" in (p.start or "")) or re.search(r"\b(?:midnight|tonight)\b", p.words.lower())
            fresh = p.span[0] > at.end and len(between) < _NEAR and _just_now(telling, p)
            if re.match(r"\s+(?:[\w-]+ )?(?:talks|meeting|session|summit)\b", line.text[p.span[1] - line.start :]):
                continue
            if (near or fresh) and past and not ahead and "from" not in between.split():
                moment = moment_of(telling, line, p, future=False)
                if moment is not None and not _long_ago(telling, moment):
                    yield moment, telling.words(line, at=k)
                    return


def _just_now(telling: Telling, phrase: TimePhrase) -> bool:
    """Say whether a phrase names the report's day or the one before: then "agreed to a truce on Friday" dates that."""
    if telling.day is None or not phrase.start or (phrase.end or phrase.start)[:10] != phrase.start[:10]:
        return False
    gap = date.fromisoformat(telling.day) - date.fromisoformat(phrase.start[:10])
    return timedelta(0) <= gap <= timedelta(days=1) and "T" not in phrase.start


def _long_ago(telling: Telling, moment: Moment) -> bool:
    return telling.day is not None and date.fromisoformat(moment.day) < date.fromisoformat(telling.day) - timedelta(
        days=8
    )
