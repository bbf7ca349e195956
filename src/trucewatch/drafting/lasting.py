"""How long it lasts: the length of the truce and of the stay of those who watch it, renewals, extensions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.drafting.grammar import mood
from trucewatch.drafting.lists import words
from trucewatch.drafting.moments import CLOCK, LENGTH, WITHIN, Length, Moment, length_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trucewatch.drafting.records import Words
    from trucewatch.drafting.told import Line, Telling

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
    r"automatic\w*(?: [\w-]+)? (?:renew\w*|extend\w*|extension\w*|prolong\w*)|"
    r"(?:renew\w*|extend\w*|extension\w*|prolong\w*)(?: \w+)? automatic\w*|tacitly extended)\b",
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
    if _EXTENDED.search(text) and not _RENEWED.search(text):
        return  # how long it was made longer is no length of the truce: see `extensions`
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
        phase = re.match(r"\W*the (?:first|initial) (?:phase|stage)\b", text, re.IGNORECASE) is not None
        about = (
            bool(nouns)
            or phase
            or (
                goes_on
                and bool(
                    re.match(
                        r"(?:it|the (?:deal|agreement|pause))\b",
                        text.lstrip("“\"'"),
                        re.IGNORECASE,
                    )
                )
            )
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


_OTHER = frozenset({"previous", "follows", "followed", "following", "after", "reciprocated", "expired"})
"""Words before a truce that make it another one than the one announced."""


def _wild(line: Line, at: int) -> bool:
    token = line.token_at(line.start + at)
    return any(line.s.low(k) in _OTHER for k in range(max(0, token - 6), token))


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
        agreed = agreed or any(line.s.lemmas[k] in words("agree", "announce") for k in line.s.ancestors(verb))
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
        else:
            yield Extension(telling.words(line))
