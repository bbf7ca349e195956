"""By when and how much: the times of a sentence that bound a duty, and the figure that it is measured by."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from trucewatch.drafting.duty import Limit
from trucewatch.drafting.lists import pattern, words
from trucewatch.drafting.moments import AFTER, CLOCK, WITHIN, Length, Moment, length_of, moment_of
from trucewatch.drafting.timing import of_saying
from trucewatch.reading import lexicon
from trucewatch.reading.numerals import SMALL, TENS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trucewatch.drafting.lists import DutyWord
    from trucewatch.drafting.told import Line, Telling
    from trucewatch.model import Span
    from trucewatch.reading.times import TimePhrase

_TENS = "|".join(TENS)
_SMALL_ = "|".join(word for word, n in SMALL.items() if n > 1)
_LIMIT = re.compile(
    r"(?P<bound>at least|up to|a minimum of|a maximum of|no more than|no fewer than|not more than|more than|"
    r"some|about|around)?\s*"
    rf"(?<![\w-])(?P<n>\d[\d,]*|(?:{_TENS})(?:-(?:{_SMALL_}))?|{_SMALL_})\s+(?:[\w-]+\s+){{0,4}}?"
    r"(?P<of>trucks?|lorry|lorries|ships?|vessels?|flights?|tankers?|convoys?|troops|soldiers|peacekeepers|"
    r"prisoners|hostages|detainees|"
    r"captives|monitors|observers|personnel|patrols?|people|bodies|litres|tonnes)",
    re.IGNORECASE,
)
_PER = re.compile(
    r"\b(?:a|per|each|every)\s+(?P<per>day|week|month)\b|\b(?P<adv>daily|weekly|monthly)\b", re.IGNORECASE
)
_PERIODS = {"daily": "day", "weekly": "week", "monthly": "month"}


@dataclass(frozen=True, slots=True)
class Bound:
    """The time that bounds a duty: a deadline, a beginning, or a length; `about` are the places that it is for."""

    by: Moment | None = None
    start: Moment | None = None
    length: Length | None = None
    about: tuple[str, ...] = ()


_Told = tuple[int, str, "Moment | Length"]
"""Where a time stands, which field of a bound it fills, what it means."""


def _bound(told: _Told | None, about: tuple[str, ...] = ()) -> Bound:
    if told is None:
        return Bound(about=about)
    _, key, value = told
    if isinstance(value, Length):
        return Bound(length=value, about=about)
    return Bound(by=value, about=about) if key == "by" else Bound(start=value, about=about)


def when_of(telling: Telling, line: Line, at: int, clause: Span, *, places: bool) -> Iterator[Bound]:
    """Yield the time told for a duty; with `places`, one for each place, where several are told in turn."""
    every = _times_of(telling, line)
    told = [one for one in every if clause[0] <= one[0] < clause[1]]
    if not told and line.s.is_noun(at) and line.s.is_a(at, "nsubj"):
        told = [one for one in every if one[1] == "length"][-1:] or every[:1]
    here = line.s.tokens[at].start
    nearest = min(told, key=lambda one: abs(one[0] - here), default=None)
    last = [one for one in told if one[1] == "by" and one[0] > here]
    if not places:
        yield _bound(nearest)
        return
    if not last:
        yield _bound(nearest, _names(line.s.text[here : clause[1]]))
    behind = here
    for one in last:
        yield _bound(one, _names(line.s.text[behind : one[0]]))
        behind = one[0]


def _names(text: str) -> tuple[str, ...]:
    """Names in words, without days, months and countries: those only say when, and to whom."""
    found = re.findall(r"[A-Z][\w’'-]+(?:[ -][A-Z][\w’'-]+)*", text)
    return tuple(name for name in found if name not in _CALENDAR and lexicon.countries().of(name) is None)


_ELSEWHERE = re.compile(
    r"\bafter (?:that|which|this)\b|\bonce\b|\bafter the (?:withdrawal|release|exchange|handover|approval)\b",
    re.IGNORECASE,
)
_CALENDAR = words("calendar")


def _times_of(telling: Telling, line: Line) -> list[_Told]:
    """The times of a sentence that may bound a duty: where each stands, which key it fills, what it means."""
    found = _lengths_of(line)
    for p in line.times:
        if p.kind not in ("instant", "from", "deadline") or p.span[0] >= line.upto:
            continue
        counted = any(key == "length" and abs(offset - p.span[0]) < _BESIDE for offset, key, _ in found)
        if (
            (counted and p.kind != "from")
            or re.search("within|relative", p.method)
            or _of_the_truce(line, p.span[0])
            or of_saying(line, p)
        ):
            continue
        if p.kind == "deadline":
            found += [(p.span[0], "by", end)] if (end := _end_of(p)) else []
        elif p.start:
            when = moment_of(telling, line, p, future=True)
            if when is not None and when.day > (telling.day or ""):
                found.append((p.span[0], "start" if p.kind == "from" else "by", when))
    return found


_BESIDE = 40
"""Code points within which a length and a phrase of time are one ("within three months from today")."""


def _end_of(phrase: TimePhrase) -> Moment | None:
    if not phrase.end:
        return None
    exact = "T" in phrase.end
    expression = f"{phrase.end[:16]}{CLOCK}" if exact else f"end of {phrase.end[:10]} {CLOCK}"
    return Moment((expression,), exact=exact, zoned=False, lo=phrase.end[:10], hi=phrase.end[:10], span=phrase.span)


def _lengths_of(line: Line) -> list[_Told]:
    """The lengths of time of a sentence; one that runs from something else than the ceasefire is told as such."""
    text, found = line.text, list[_Told]()
    for match in WITHIN.finditer(text):
        length = length_of(match, line.start)
        elsewhere = not length.base and _ELSEWHERE.search(text)
        if line.start + match.start() < line.upto:
            found.append((length.span[0], "length", replace(length, base="other") if elsewhere else length))
    for match in AFTER.finditer(text):
        length = length_of(match, line.start)
        if length.base not in ("", "other") and line.start + match.start() < line.upto:
            found.append((length.span[0], "length", length))
    return found


def _of_the_truce(line: Line, offset: int) -> bool:
    """Say whether a time right behind a truce is that of the truce ("a ceasefire in X starting on Sunday")."""
    for noun in pattern("truce").finditer(line.text):
        between = line.text[noun.end() : offset - line.start]
        near = 0 <= offset - line.start - noun.end() < _BESIDE
        if near and not re.search(r"\b(?:and|to|will|would|with)\b|[,;]", between):
            return True
    return False


def limit_of(clause: str, entry: DutyWord) -> Limit | None:
    """Return the number that a duty is measured by, with its period where one stands right behind it."""
    for found in _LIMIT.finditer(clause):
        if not entry.themes.search(found["of"]):  # a number of something else that the same sentence speaks of
            continue
        number = found["n"].lower().replace(",", "")
        count = int(number) if number.isdigit() else _spelled(number)
        behind = re.split(r"[,;]| and ", clause[found.end() :])[0][:40]
        per = _PER.search(behind)
        period = (per["per"] or _PERIODS[(per["adv"] or "").lower()]).lower() if per else None
        at_most = (found["bound"] or "").lower() in ("up to", "a maximum of", "no more than", "not more than")
        measure = found["of"].lower()
        measure = {"lorry": "lorries"}.get(
            measure, measure if measure.endswith("s") or measure in ("people", "personnel") else f"{measure}s"
        )
        return Limit(measure, None if at_most else count, count if at_most else None, period)
    return None


def _spelled(words_: str) -> int:
    """Return the number of "thirty-three"."""
    return sum(SMALL.get(part) or TENS.get(part) or 0 for part in re.split(r"[-\s]", words_))
