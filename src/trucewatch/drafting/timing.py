"""When the ceasefire begins, how long it lasts, on which day it was agreed, how it is renewed: as one report tells it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from trucewatch.drafting.lists import pattern, words
from trucewatch.drafting.moments import AFTER, CLOCK, LENGTH, WITHIN, Length, Moment, length_of, moment_of
from trucewatch.drafting.scope import begins
from trucewatch.drafting.told import mood

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trucewatch.drafting.records import Words
    from trucewatch.drafting.told import Line, Telling
    from trucewatch.reading.times import TimePhrase

_NEAR = 70
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
_LASTS = re.compile(
    rf"\b(?:for|lasts?|lasting|last for|lasted|period of|duration of|remain in (?:effect|force) for|"
    rf"initial period of)\s+"
    rf"(?:an? (?:initial |first )?(?:period of )?|the next |at least |an initial )?{LENGTH}",
    re.IGNORECASE,
)
_LONG = re.compile(
    rf"\b{LENGTH}[\s-]+(?:long |renewable |initial |humanitarian |temporary |nationwide |bilateral |[\w-]+ ){{0,3}}?$",
    re.IGNORECASE,
)
_STAYS = re.compile(
    r"\b(?:peacekeep\w+|contingent|mission|mandate|observers?|monitors?|permanence|stay|deploy\w*|force)\b",
    re.IGNORECASE,
)
_RENEWED = re.compile(
    r"\b(?:(?:can|could|may|might|to) be (?:extended|renewed|prolonged)|renewable|"
    r"automatic\w*(?: [\w-]+)? (?:renew\w*|exten\w*|prolong\w*)|"
    r"(?:renew\w*|exten\w*|prolong\w*)(?: \w+)? automatic\w*|tacitly extended)\b",
    re.IGNORECASE,
)
_EXTENDED = re.compile(
    r"\b(?:extend(?:ed|s|ing)?|prolong(?:ed|s|ing)?|renew(?:ed|s|ing)?|extension of)\b", re.IGNORECASE
)
_NOTICE = re.compile(
    rf"\b(?:at least |no less than )?{LENGTH}(?:['’]s?)?(?: prior| advance)? (?:notice|before|in advance)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Start:
    """How one sentence tells the beginning: `how` is at, immediate or after (`length` after something)."""

    how: str
    words: Words
    moment: Moment | None = None
    length: Length | None = None
    dayless: str | None = None
    """The clock time, where the words name no day and one had to be taken from the report's."""


@dataclass(frozen=True, slots=True)
class Last:
    """How long it holds: a length or a last moment. `of` is truce or mandate; `upto` the word before the moment."""

    of: str
    words: Words
    length: Length | None = None
    moment: Moment | None = None
    upto: str = ""


@dataclass(frozen=True, slots=True)
class Renewal:
    """That it can be, or is by itself, renewed. `period` and `notice` where told."""

    automatic: bool
    words: Words
    of: str
    period: Length | None = None
    notice: Length | None = None


@dataclass(frozen=True, slots=True)
class Extension:
    """That it was made longer."""

    words: Words
    length: Length | None = None
    moment: Moment | None = None


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
    future = any(mood(s, k).owed or s.tags[k] in ("VBG", "VBZ", "VBP") for k in verbs) or not verbs
    phrase = (_phrase_for(telling, line, triggers) if triggers else None) or _phrase_after_truce(line)
    if phrase is not None:
        start = _start_at(telling, line, phrase, future=future)
        if start is not None:
            yield start
            return
    if triggers and (after := AFTER.search(line.text)) and (length := length_of(after, line.start)).base == "signed":
        yield Start("after", telling.words(line), length=length)
    elif (found := _IMMEDIATE.search(line.text)) and line.start + found.start() < line.upto and truces:
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


def _phrase_for(telling: Telling, line: Line, triggers: list[int]) -> TimePhrase | None:
    """Choose the phrase that says when: the nearest behind a verb of beginning, else a clock, else one before it."""
    told = [
        p
        for p in line.times
        if p.kind in ("instant", "from", "between") and not _of_saying(line, p) and p.span[0] < line.upto
    ]
    told = [p for p in told if p.start or "clock-without-day" in p.method]
    for trigger in triggers:
        behind = [p for p in told if -2 <= p.span[0] - trigger < _NEAR or (p.span[0] <= trigger < p.span[1])]
        if behind:
            clocked = [p for p in behind if "T" in (p.start or "")]
            return _with_day(line, (clocked or behind)[0], told)
    clocked = [p for p in told if "T" in (p.start or "") or "clock" in p.method]
    if clocked:
        return clocked[0]
    return told[0] if len(told) == 1 and told[0].span[0] < triggers[0] else None


def _with_day(line: Line, phrase: TimePhrase, told: list[TimePhrase]) -> TimePhrase:
    """A clock whose day stands in the same sentence has borrowed it already; keep the clock."""
    return phrase


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
                and p.start
                and p.span[0] < line.upto
            ):
                return p
    return None


def _of_saying(line: Line, phrase: TimePhrase) -> bool:
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
    found = [one for line in told if line.has("truce") for one in _agreed_in(telling, line, ("agree", "announce"))]
    found = found or [one for line in told for one in _agreed_in(telling, line, ("agree", "announce"))]
    found = found or [one for line in telling.lines if not line.scope for one in _agreed_in(telling, line, ("agree",))]
    yield from found


def _agreed_in(telling: Telling, line: Line, sets: tuple[str, ...]) -> Iterator[tuple[Moment, Words]]:
    s = line.s
    for k in range(len(s)):
        if not s.is_verb(k) or s.lemmas[k] not in words(*sets) or s.tokens[k].start >= line.upto or s.tags[k] == "VB":
            continue
        at = s.tokens[k]
        for p in line.times:
            near = 0 <= p.span[0] - at.end < 30 or 0 <= at.start - p.span[1] < 30  # noqa: PLR2004  (a word or two)
            between = line.text[min(at.end, p.span[1]) - line.start : max(at.start, p.span[0]) - line.start]
            past = p.kind == "instant" and p.start and p.start[:10] <= (telling.day or "9999")
            ahead = (p.ahead and "T" in (p.start or "")) or "night" in p.words.lower()
            if near and past and not ahead and not pattern("truce").search(between) and "from" not in between.split():
                moment = moment_of(telling, line, p, future=False)
                if moment is not None and not _long_ago(telling, moment):
                    yield moment, telling.words(line, at=k)
                    return


def _long_ago(telling: Telling, moment: Moment) -> bool:
    return telling.day is not None and date.fromisoformat(moment.day) < date.fromisoformat(telling.day) - timedelta(
        days=8
    )


def lasts(telling: Telling) -> Iterator[Last]:
    """Yield how long the truce, or the stay of those who watch it, is told to last."""
    before = None
    for line in telling.lines:
        goes_on = before is not None and before.scope in ("announces", "terms")
        before = line
        if line.scope == "earlier":
            continue
        yield from _lasts_in(telling, line, goes_on=goes_on)


def _lasts_in(telling: Telling, line: Line, *, goes_on: bool) -> Iterator[Last]:
    text, found = line.text, False
    nouns = list(line.finds("truce"))
    for noun in nouns:
        long = _LONG.search(text[: noun.start()])
        if long and not _wild(line, noun.start()):
            found = True
            yield Last("truce", telling.words(line), length=length_of(long, line.start))
            break
    stays = _STAYS.search(text) is not None
    if (lasting := _LASTS.search(text)) and line.start + lasting.start() < line.upto and not found:
        since = re.match(r"\s*(?:of (?:war|fighting|conflict)|ago)", text[lasting.end() :])
        about = bool(nouns) or (
            goes_on and bool(re.match(r"(?:it|the (?:deal|agreement|pause))\b", text.lstrip("“\"'"), re.IGNORECASE))
        )
        owed = any(mood(line.s, k).owed or line.s.lemmas[k] == "last" for k in range(len(line.s)) if line.s.is_verb(k))
        announced = line.scope == "announces"
        if (stays and not nouns and owed) and not since:
            yield Last("mandate", telling.words(line), length=length_of(lasting, line.start))
        elif about and (announced or owed) and not since and not _past_length(line, lasting):
            found = True
            yield Last("truce", telling.words(line), length=length_of(lasting, line.start))
    elif (
        stays
        and not nouns
        and (kept := re.search(rf"\b(?:limited to|mandate of|period of|{LENGTH}[\s-]mandate)\b", text, re.IGNORECASE))
    ):
        more = re.compile(LENGTH, re.IGNORECASE).search(text, max(0, kept.start() - 2))
        if more:
            yield Last("mandate", telling.words(line), length=length_of(more, line.start))
    if not found and line.scope == "announces":
        yield from _until(telling, line)


def _wild(line: Line, at: int) -> bool:
    token = line.token_at(line.start + at)
    return any(line.s.low(k) == "previous" for k in range(max(0, token - 4), token))


def _past_length(line: Line, match: re.Match[str]) -> bool:
    before = line.text[: match.start()]
    return bool(re.search(r"\b(?:lasted|raged|fought|held|after)\b[^,]*$", before + match[0][:6]))


def _until(telling: Telling, line: Line) -> Iterator[Last]:
    """Read "until Friday", "from 4 to 11 May": the last moment of the truce."""
    for p in line.times:
        if p.kind != "between" or not p.end or p.span[0] >= line.upto:
            continue
        if not any(line.start + noun.end() <= p.span[0] for noun in line.finds("truce")):
            continue
        first = p.words.split()[0].lower()
        clock = "T" in p.end
        expression = f"{p.end[:16]}{CLOCK}" if clock else f"end of {p.end[:10]} {CLOCK}"
        moment = Moment((expression,), exact=clock, zoned=False, lo=p.end[:10], hi=p.end[:10], span=p.span)
        yield Last("truce", telling.words(line), moment=moment, upto=first)
        return


def renewals(telling: Telling) -> Iterator[Renewal]:
    """Yield how the truce, or a mandate, may be or is renewed."""
    for line in telling.lines:
        found = _RENEWED.search(line.text) if line.scope != "earlier" else None
        if not found or line.start + found.start() >= line.upto:
            continue
        automatic = "automatic" in found[0].lower() or "tacit" in found[0].lower()
        after = line.text[found.start() :]
        notice = _NOTICE.search(after)
        around = line.text[found.start() : found.end() + 60]
        period = re.search(
            rf"\b(?:for|periods? of|beyond the|further|another|additional|automatic) (?:a |an |the |further |"
            rf"additional |another )*{LENGTH}",
            around,
            re.IGNORECASE,
        )
        length = length_of(period, line.start + found.start()) if period else None
        told = length_of(notice, line.start + found.start()) if notice else None
        of = "mandate" if _STAYS.search(line.text) and not line.has("truce") else "truce"
        yield Renewal(
            automatic,
            telling.words(line),
            of,
            period=None if told and length and told.span == length.span else length,
            notice=told,
        )


def extensions(telling: Telling) -> Iterator[Extension]:
    """Yield each telling that the truce was made longer."""
    for line in telling.lines:
        found = _EXTENDED.search(line.text) if line.scope != "earlier" and line.has("truce", "deal") else None
        if not found or _RENEWED.search(line.text):
            continue
        verb = line.token_at(line.start + found.start())
        told = mood(line.s, verb)
        agreed = line.s.tags[verb] in ("VBD", "VBN") and not told.owed
        agreed = agreed or any(line.s.lemmas[k] in words("agree") for k in line.s.ancestors(verb))
        if told.negated or told.possible or told.conditional or not agreed:
            continue
        until = next((p for p in line.times if p.kind in ("between", "deadline") and p.end), None)
        length = (
            WITHIN.search(line.text)
            or _LASTS.search(line.text)
            or re.search(rf"\bby (?:an? )?{LENGTH}", line.text, re.IGNORECASE)
        )
        if until is not None and until.end:
            clock = "T" in until.end
            expression = f"{until.end[:16]}{CLOCK}" if clock else f"end of {until.end[:10]} {CLOCK}"
            moment = Moment(
                (expression,), exact=clock, zoned=False, lo=until.end[:10], hi=until.end[:10], span=until.span
            )
            yield Extension(telling.words(line), moment=moment)
        elif length is not None:
            yield Extension(telling.words(line), length=length_of(length, line.start))
