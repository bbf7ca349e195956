"""Time phrases of a report as time expressions of the language. What the words do not settle is a hole or nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from trucewatch.reading.numerals import SMALL, TENS
from trucewatch.reading.times import resolve
from trucewatch.reading.times_words import CITY_ZONES

if TYPE_CHECKING:
    from trucewatch.drafting.told import Line, Telling
    from trucewatch.model import Span
    from trucewatch.reading.times import TimePhrase

CLOCK = "[{clock}]"
"""Stands for the zone that no report names: the reading `clock` fills it."""

_NUMBERS = {**{word: n for word, n in SMALL.items() if n}, **TENS, "a": 1, "an": 1}
_NUMBER = rf"(?P<n>\d{{1,4}}|{'|'.join(_NUMBERS)})"
_UNIT = r"(?P<unit>hour|day|week|month|year)s?"
LENGTH = rf"{_NUMBER}[\s-]{_UNIT}"
"""A length of time: "60-day", "seven days", "a week"."""
WITHIN = re.compile(
    rf"\b(?:(?:with)?in|no later than|not later than|over)\s+(?:the\s+)?(?:next\s+|first\s+|coming\s+|following\s+)?"
    rf"(?:(?:a\s+)?(?:maximum|period)\s+(?:period\s+)?(?:of\s+)?|no\s+more\s+than\s+|at\s+most\s+|up\s+to\s+)*{LENGTH}"
    rf"(?:\s+(?:of|from|after|following)\s+(?:the\s+|its\s+)?(?P<base>[\w' -]{{3,40}}))?",
    re.IGNORECASE,
)
AFTER = re.compile(
    rf"\b{LENGTH}\s+(?:after|from|following|of)\s+(?:the\s+|its\s+)?(?P<base>(?:[\w'-]+ ?){{1,5}})", re.IGNORECASE
)
_TWENTY_FOUR = re.compile(r"\b(?:24[:.h]00|2400|24 hours)\b")
_START_WORDS = re.compile(
    r"\b(?:cease-?fire|truce|start|begin\w*|effect|entry into|coming into|implementation|deal takes|agreement takes)\b",
    re.IGNORECASE,
)
_SIGNED_WORDS = re.compile(
    r"\b(?:today|now|sign\w*|signature|deal|agreement|announce\w*|date|accord|pact)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Moment:
    """What a phrase comes to: `options` are time expressions, more than one where the words fit several.

    `exact` is a minute, else a day or a month; `zoned` says whether the words name the clock; `lo` and `hi` are the
    local bounds, for telling whether two reports contradict each other.
    """

    options: tuple[str, ...]
    exact: bool
    zoned: bool
    lo: str
    hi: str
    span: Span
    midnight: bool = False

    @property
    def day(self) -> str:
        """The day on which it lies (the first, where several fit)."""
        return self.lo[:10]


def moment_of(telling: Telling, line: Line, phrase: TimePhrase, *, future: bool) -> Moment | None:
    """Return what a phrase means as an instant or a day; None where that is not settled."""
    if future and phrase.kind == "instant" and telling.day and (phrase.ahead or (phrase.start or "") < telling.day):
        phrase = resolve(phrase, anchor=date.fromisoformat(telling.day), future=True)
    if (
        not future
        and phrase.kind == "from"
        and "weekday" in phrase.method
        and (phrase.start or "") > f"{telling.day}T99"
    ):
        phrase = _a_week_before(phrase)
    if not phrase.start or re.search(r"\bweek(?!day)|-season|-year-", phrase.method):
        return None
    if re.search(r"\b(?:evening|tonight|night)\b", phrase.words.lower()) and re.search(r"T0[0-5]:", phrase.start):
        phrase = _night_after(telling, phrase)
    start = phrase.start or ""
    if phrase.zone is None and (zone := _zone_behind(line, phrase)):
        phrase = replace(phrase, zone=zone)
    if "midnight-at-either-end" in phrase.method:
        return _midnight(phrase)
    if (twenty_four := _at_24(line, phrase)) is not None:
        return twenty_four
    clock = "T" in start and not re.search(r"\+(?:early|late|night|morning|afternoon|evening|day|noon)$", phrase.method)
    if clock:
        written = _zoned(start, phrase.zone)
        return Moment(
            (written,), exact=True, zoned=CLOCK not in written, lo=start[:16], hi=start[:16], span=phrase.span
        )
    return _days(phrase)


def _a_week_before(phrase: TimePhrase) -> TimePhrase:
    """Take "was effective as of Sunday" for the Sunday that is past."""
    written = phrase.start or ""
    past = (date.fromisoformat(written[:10]) - timedelta(days=7)).isoformat() + written[10:]
    return replace(phrase, start=past)


def _night_after(telling: Telling, phrase: TimePhrase) -> TimePhrase:
    """Take "12:01 am this evening" for the small hours behind that evening, where the grammar took those before it."""
    written = phrase.start or ""
    if telling.day is None or written[:10] != telling.day:
        return phrase
    after = (date.fromisoformat(telling.day) + timedelta(days=1)).isoformat() + written[10:]
    return replace(phrase, start=after, end=after)


def _zone_behind(line: Line, phrase: TimePhrase) -> str | None:
    """Return the zone that stands behind a phrase: "at midnight on November 10, Moscow time"."""
    behind = line.text[phrase.span[1] - line.start :]
    told = re.match(r"[\s,(]{0,3}(?:local )?([A-Z][\w’']+(?: [A-Z]\w+)?) time\b", behind)
    return CITY_ZONES.get(told[1].lower()) if told else None


def _days(phrase: TimePhrase) -> Moment | None:
    first = (phrase.start or "")[:10]
    last = (phrase.end or first)[:10] if phrase.kind == "instant" else first
    if first == last or "T" in (phrase.start or ""):
        return Moment(
            (f"{first}{CLOCK}",), exact=False, zoned=False, lo=f"{first}T00:00", hi=f"{first}T24:00", span=phrase.span
        )
    after = date.fromisoformat(last) + timedelta(days=1)
    if first.endswith("-01") and after.day == 1 and first[:7] == last[:7]:
        return Moment(
            (f"{first[:7]}{CLOCK}",),
            exact=False,
            zoned=False,
            lo=f"{first}T00:00",
            hi=f"{last}T24:00",
            span=phrase.span,
        )
    return None


def _midnight(phrase: TimePhrase) -> Moment:
    """Midnight of a day may be the one that begins it or the one that ends it."""
    day = date.fromisoformat((phrase.start or "")[:10])
    ends = [f"{d.isoformat()}T00:00" for d in (day, day + timedelta(days=1))]
    options = tuple(_zoned(end, phrase.zone) for end in ends)
    zoned = phrase.zone is not None
    return Moment(options, exact=True, zoned=zoned, lo=ends[0], hi=ends[1], span=phrase.span, midnight=True)


def _at_24(line: Line, phrase: TimePhrase) -> Moment | None:
    """Read "24:00 hours on 28 July": the end of that day, which leaves nothing open."""
    before = line.text[max(0, phrase.span[0] - line.start - 40) : phrase.span[0] - line.start]
    if "T" in (phrase.start or "T") or not _TWENTY_FOUR.search(before):
        return None
    day = date.fromisoformat((phrase.start or "")[:10]) + timedelta(days=1)
    local = f"{day.isoformat()}T00:00"
    first = line.start + max(0, phrase.span[0] - line.start - 40) + next(_TWENTY_FOUR.finditer(before)).start()
    return Moment((f"{local}{CLOCK}",), exact=True, zoned=False, lo=local, hi=local, span=(first, phrase.span[1]))


def _zoned(written: str, zone: str | None) -> str:
    """Return a written instant in the language: with the zone that the words name, else with the hole for one."""
    local, offset = written[:16], written[16:]
    if zone and "/" in zone:
        return f"{local}[{zone}]"
    if offset in ("+00:00", "Z") or zone == "UTC":
        return f"{local}[UTC]"
    return f"{local}{offset}" if offset else f"{local}{CLOCK}"


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time as the language writes it; weeks are told in days. `base`: start, signed, other or empty."""

    words: str
    unit: str
    base: str
    span: Span


def length_of(match: re.Match[str], start: int) -> Length:
    """Return the length that a pattern with `LENGTH` in it found; `start` is where its text begins."""
    number = match["n"].lower()
    count = int(number) if number.isdigit() else _NUMBERS[number]
    unit = match["unit"].lower()
    if unit == "week":
        count, unit = count * 7, "day"
    told = match.groupdict().get("base") or ""
    span = (start + match.start(), start + match.end("unit") + (match.string[match.end("unit") :][:1] == "s"))
    return Length(f"{count} {unit}{'' if count == 1 else 's'}", unit, _base(told), span)


def _base(told: str) -> str:
    if not told.strip():
        return ""
    if re.search(
        r"\b(?:final|future|later|conclusion|approv\w+|ratif\w+|vote|withdraw\w*|release|exchange|arrival|handover)\b",
        told,
        re.IGNORECASE,
    ):
        return "other"
    if _START_WORDS.search(told):
        return "start"
    return "signed" if _SIGNED_WORDS.search(told) else "other"


def counted(length: Length, base: str) -> str:
    """Return `BASE + N days ({count})`: how days are counted is a reading, hours are not."""
    return f"{base} + {length.words}" + ("" if length.unit == "hour" else " ({count})")
