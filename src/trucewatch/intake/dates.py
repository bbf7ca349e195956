"""Written dates: a date line's own grammar. Ambiguous numbers stay two readings; a year is never made up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from trucewatch.intake.lexicon import alternation, ordinal_of, words

if TYPE_CHECKING:
    from trucewatch.model import Span

_YEAR = r"(?P<y>(?:19|20)\d\d)"


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    month = _month_words()
    return (
        ("iso", re.compile(rf"(?<!\d){_YEAR}-(?P<m>\d\d?)-(?P<d>\d\d?)(?!\d)")),
        ("iso", re.compile(rf"(?<!\d){_YEAR}/(?P<m>\d\d?)/(?P<d>\d\d?)(?!\d)")),
        ("dmy", re.compile(rf"(?<![\d.])(?P<d>\d\d?)\.(?P<m>\d\d?)\.{_YEAR}(?!\d)")),
        ("numeric", re.compile(rf"(?<![\d/.-])(?P<d>\d\d?)[/-](?P<m>\d\d?)[/-]{_YEAR}(?!\d)")),
        (
            "words",
            re.compile(
                rf"(?i)(?<!\d)(?P<d>\d\d?)(?:st|[nr]d|th|er|º|\.)?,?\s(?:of\s|de\s)?{month},?\s(?:de\s)?{_YEAR}(?!\d)"
            ),
        ),
        ("words", re.compile(rf"(?i)\b{month}\s(?P<d>\d\d?)(?:st|[nr]d|th)?,?\s{_YEAR}(?!\d)")),
    )


@cache
def _yearless() -> tuple[re.Pattern[str], ...]:
    month = _month_words()
    return (
        re.compile(rf"(?i)\b{month}\s(?P<d>\d\d?)(?:st|[nr]d|th)?(?![\d:])"),
        re.compile(rf"(?i)(?<![\d:])(?P<d>\d\d?)(?:st|[nr]d|th|\.)?\s(?:of\s)?{month}"),
    )


@cache
def _month_words() -> str:
    return rf"(?P<mon>{alternation(frozenset(ordinal_of('months')))})\b\.?"


_CLOCK = re.compile(
    r"(?P<h>\d{1,2})[:.h](?P<min>\d{2})(?::(?P<s>\d{2}))?(?:\.\d{1,6})?\s?(?P<half>[ap]\.?m\.?)?\s?"
    r"(?P<zone>Z\b|GMT(?![+-])|UTC(?![+-])|(?:GMT|UTC)?\s?[+-]\d{1,2}:?(?:\d{2})?)?",
    re.IGNORECASE,
)
_LINE_WORDS = 22
_JOINING = frozenset(("by", "and", "in", "on", "at", "of", "the", "von", "par", "por", "le", "am", "el", "min", "read"))
_LEFT_OVER = 40  # code points that may stand beside a date on a date line: a name, a label we do not know


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One written date. `other` is the second reading of an ambiguous numeric date; `clock` an ISO time or None.

    `year` is None where the text gives none; then `day` stands in the leap year 2000.
    """

    span: Span
    day: date
    year: int | None
    other: date | None = None
    clock: str | None = None
    order: str = "words"

    def instant(self) -> str:
        """Return the written instant: a bare date, or date and time with the offset only where it is known."""
        return f"{self.day.isoformat()}T{self.clock}" if self.clock else self.day.isoformat()


def find(text: str, *, limit: int = 50) -> tuple[Written, ...]:
    """Return the full dates in a text in reading order, at most `limit`."""
    found: list[Written] = []
    for order, pattern in _patterns():
        for match in pattern.finditer(text[:100_000]):
            if len(found) >= limit:
                break
            if not any(w.span[0] < match.end() and match.start() < w.span[1] for w in found):
                written = _read(match, order, text)
                found += [written] if written else []
    return tuple(sorted(found, key=lambda written: written.span))


def find_yearless(text: str) -> Written | None:
    """Return the first day and month without a year, e.g. of a dateline."""
    for pattern in _yearless():
        for match in pattern.finditer(text[:1_000]):
            month = _month(match["mon"])
            if month and (day := _day(2000, month, int(match["d"]))):
                return Written(span=match.span(), day=day, year=None)
    return None


def is_date_line(line: str) -> bool:
    """Say whether a line tells only when something was published: a date, labels, perhaps a byline."""
    if len(line.split()) > _LINE_WORDS or not re.search(r"\d", line):
        return False
    found = find(line, limit=3)
    if not found:
        return False
    rest = _rest(line, found)
    # What is left may be a byline or a section; words in small letters tell something ("two shells hit Kolvar").
    small = [word for word in re.findall(r"[^\W\d_]+", rest) if word.islower() and word not in _JOINING]
    return len(rest) <= _LEFT_OVER and not small


def is_update(line: str, written: Written) -> bool:
    """Say whether the label before a date calls it a change."""
    before = line[max(0, written.span[0] - 40) : written.span[0]].casefold()
    labels = words("calendar", "published") | words("calendar", "updated")
    nearest = re.findall(rf"\b{alternation(labels)}\b", before)[-1:]
    return bool(nearest) and nearest[0] in words("calendar", "updated")


def weekdays(text: str, *, english_on: bool = False) -> dict[int, int]:
    """Return how often each weekday (0 is Monday) is named. `english_on` asks for "on" before English names."""
    names = ordinal_of("weekdays")
    long = frozenset(name for name in names if len(name) > 4 or not name.isascii())  # noqa: PLR2004  ("sun", "mon", "sat" are words)
    before = r"(?:on\s|since\s|late\s|early\s)" if english_on else r"\b"
    counts: dict[int, int] = {}
    for match in re.finditer(rf"(?i){before}({alternation(long)})\b", text):
        day = names[match[1].casefold()]
        counts[day] = counts.get(day, 0) + 1
    return counts


def own_weekday(line: str) -> int | None:
    """Return the weekday that a short line names, e.g. beside its date."""
    for word in re.findall(r"[^\W\d_]{3,12}", line):
        if (day := ordinal_of("weekdays").get(word.casefold())) is not None:
            return day
    return None


def _rest(line: str, found: tuple[Written, ...]) -> str:
    rest = line
    for written in reversed(found):
        rest = rest[: written.span[0]] + rest[written.span[1] :]
    rest = _CLOCK.sub(" ", rest)
    labels = words("calendar", "published") | words("calendar", "updated") | frozenset(ordinal_of("weekdays"))
    rest = re.sub(rf"(?i)\b{alternation(labels)}\b", " ", rest)
    return re.sub(r"\s+", " ", rest).strip(" |,:;–—-·•/()[]")


def _read(match: re.Match[str], order: str, text: str) -> Written | None:
    year, number = int(match["y"]), int(match["d"])
    if order == "words":
        month = _month(match["mon"])
        day, other = (_day(year, month, number) if month else None), None
    else:
        month = int(match["m"])
        day = _day(year, month, number)
        other = _day(year, number, month) if order == "numeric" else None
        if day is None:
            day, other = other, None
    if day is None:
        return None
    clock, end = _clock(text, match.end())
    return Written(
        span=(match.start(), end), day=day, year=year, other=None if other == day else other, clock=clock, order=order
    )


def _month(word: str) -> int | None:
    return ordinal_of("months").get(word.casefold())


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _clock(text: str, at: int) -> tuple[str | None, int]:
    """Read a clock time after a date; the end moves behind it."""
    gap = re.compile(r"[T,|\s–—-]{0,4}(?:at\s|um\s|à\s|в\s)?").match(text, at)
    match = _CLOCK.match(text, gap.end()) if gap else None
    if match is None:
        return None, at
    hour, minute = int(match["h"]), int(match["min"])
    half = (match["half"] or "").casefold()[:1]
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59:  # noqa: PLR2004
        return None, at
    seconds = f":{match['s']}" if match["s"] else ""
    return f"{hour:02d}:{minute:02d}{seconds}{_offset(match['zone'])}", match.end()


def _offset(zone: str | None) -> str:
    """Return "+03:00" for what stands after a clock time, nothing where no offset is said."""
    if not zone:
        return ""
    signed = re.search(r"([+-])(\d{1,2}):?(\d{2})?", zone)
    return f"{signed[1]}{int(signed[2]):02d}:{signed[3] or '00'}" if signed else "+00:00"
