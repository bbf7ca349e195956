"""Where: corridors and zones with their widths, lines that are named, and how far the ceasefire is said to reach."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.drafting.grammar import mood
from trucewatch.drafting.lists import pattern
from trucewatch.reading import lexicon
from trucewatch.reading.numerals import SMALL, TENS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trucewatch.drafting.records import Words
    from trucewatch.drafting.told import Line, Telling

_NUMBERS = {**{word: n for word, n in SMALL.items() if n}, **TENS}
_N = rf"(?:\d{{1,4}}(?:[.,]\d{{1,2}})?|{'|'.join(_NUMBERS)})"
_UNIT = r"(?:km|kms|kilomet(?:re|er)s?|miles?|met(?:re|er)s?|m)"
_CONV = r"(?:\s*\([^)]{1,24}\))?"
_FAR = rf"(?P<n>{_N})(?:\s?(?:-|–|to)\s?(?P<top>{_N}))?[\s-]?(?P<unit>{_UNIT})\b{_CONV}"
_METRES = {"k": 1000.0, "mi": 1609.344, "m": 1.0}
_SIDES = ("north", "south", "east", "west")
_ZONE = re.compile(
    r"\b(?:(?:[\w’'-]+|[A-Z]\w+) ){0,3}?(?P<noun>corridors?|buffer zones?|demilitari[sz]ed (?:zone|strip|area|"
    r"belt)|safe zones?|security zones?|"
    r"no-fly zones?|safe areas?|de-escalation zones?|disengagement zones?|buffers?|security (?:belt|strip)|"
    r"separation zones?|weapons-free zones?)\b",
    re.IGNORECASE,
)
_SIDED = re.compile(
    rf"{_FAR}\s+(?:deep\s+)?(?:to\s+)?(?:the\s+)?(?P<side>north|south|east|west)(?:(?=\s+(?:of|"
    rf"from)\s+(?P<line>[^,.;]{{2,60}}))|)",
    re.IGNORECASE,
)
_EITHER = re.compile(
    rf"{_FAR}\s+(?:on|to|at)\s+(?:either|each|both)\s+sides?(?:\s+of\s+(?P<line>[^,.;]{{2,60}}))?", re.IGNORECASE
)
_WIDE = re.compile(
    rf"{_FAR}[\s-]*(?P<way>wide|deep|width|depth|long|strip|belt|buffer|demilitari[sz]ed|security|zone|corridor)?",
    re.IGNORECASE,
)
_ALONG = re.compile(
    r"\b(?:along|on either side of|on both sides of|around|astride)\s+(?:(?:the|a|an|either side of|"
    r"both sides of)\s+)*(?P<line>[^,.;]{2,60})",
    re.IGNORECASE,
)
_LINE_END = re.compile(
    r"\s+(?:in|and|to|for|by|within|which|that|will|would|from|as|where|between|with|on|at|until|after|before|"
    r"under|is|are|was|be|shall|must|also|"
    r"should|has|have|had)\b",
    re.IGNORECASE,
)
_LINES = re.compile(
    r"\b(?:the )?(?P<name>(?:[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)* )?(?:line of contact|contact line|"
    r"line of control|front ?lines?|border|frontier|"
    r"highway|motorway|road|river|line of demarcation|demarcation line|ceasefire line|boundary)|(?:Blue|Green|"
    r"Yellow|Purple|Red) Line|"
    r"(?:[A-Z][\w’'-]+ )+(?:River|Line|Highway|Road|Canal|Strait)|line of (?:contact|control|demarcation))\b"
)
_BEYOND = re.compile(
    r"\b(?P<side>north|south|east|west) of the (?P<name>(?:[A-Z][\w’'-]+)(?: [A-Z][\w’'-]+)*(?: (?:line|border|"
    r"river|highway))?)"
)
_IN = re.compile(
    r"\b(?:in|across|throughout|inside|over|within)\s+(?:the\s+|all of\s+|all\s+)?"
    r"(?:(?:[\w’'-]+\s+){0,5}(?:city|port|province|region|governorate|town|district|area|areas|state|enclave|"
    r"territory)\s+of\s+(?:the\s+)?)?"
    r"(?P<place>(?:(?:(?:north|south|east|west) and (?=north|south|east|west))?"
    r"(?:eastern|western|northern|southern|central|north-?\w*|south-?\w*|east|"
    r"west)\s+)?[A-Z][\w’'-]+(?:[ -](?:of |de |and the )?[A-Z][\w’'-]+){0,4}"
    r"(?:\s+(?:province|region|governorate|area|strip|district|peninsula|de-escalation zone|conflict zone))?)"
)
_GOAL = re.compile(r"\b(?:goals?|aims?|aimed|purpose|hopes?|dream\w*|wants?)\b", re.IGNORECASE)
_ALL = re.compile(
    r"\b(?:entire|whole)(?: of the)? (?:national )?(?:territory|country)\b(?! of)|\bacross the country\b|"
    r"\b(?:nation-?wide|country-?wide|national(?=[\w\", ]* cease-?fire))\b|\b(?:nationwide|countrywide)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Area:
    """A zone as told: `noun` its kind in words, sides and metres where told, the line that it follows, its words."""

    noun: str
    name: str
    words: Words
    metres: tuple[tuple[str, float], ...] = ()
    line: str | None = None
    range_m: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Reach:
    """How far the ceasefire is said to reach: a place, or the whole country (`place` empty)."""

    place: str
    words: Words
    signed: bool = False
    """Whether the sentence says "signed … in": then it may be where it was signed."""


def areas(telling: Telling) -> Iterator[Area]:
    """Yield corridors and zones that the agreement is told to draw."""
    zone_before: str | None = None
    for line in telling.lines:
        if line.scope == "earlier":
            continue
        text = line.text[: line.upto - line.start]
        noun = _ZONE.search(text)
        if _GOAL.search(text):
            continue
        wide = bool(_SIDED.search(text) or _EITHER.search(text) or _width(text))
        if noun and (wide or _is_new(line, noun)):
            yield _area(telling, line, noun["noun"], _named(text, noun))
        elif (
            wide
            and zone_before
            and _SIDED.search(text)
            and re.search(r"\b(?:stretch|reach|extend|run|deep|wide)\w*", text)
        ):
            yield _area(telling, line, zone_before, f"the {zone_before}")
        zone_before = noun["noun"] if noun else None


def _is_new(line: Line, noun: re.Match[str]) -> bool:
    """Say whether a zone without a width is told to be made, or is named after a place."""
    before = line.text[max(0, noun.start() - 60) : noun.end()]
    made = re.search(
        r"\b(?:establish|create|set up|form|creat\w+|establish\w+|demilitari[sz]ed|buffer)\w*\b", before, re.IGNORECASE
    )
    owed = any(
        mood(line.s, k).owed or line.s.lemmas[k] in ("agree", "establish")
        for k in range(len(line.s))
        if line.s.is_verb(k)
    )
    return bool(made) and owed


def _named(text: str, noun: re.Match[str]) -> str:
    """Return what a zone is called, from its article or its first capital on."""
    head = text[: noun.end()]
    told = re.search(
        r"(?:(?:(?<=\ba )|(?<=\ban )|(?<=\bthe )|(?<=^A )|(?<=^The ))(?:[\w’'-]+ ){0,3}|(?:[A-Z][\w’'-]+ ){1,3})?"
        + re.escape(noun["noun"])
        + r"$",
        head,
    )
    name = told[0] if told else noun["noun"]
    name = re.sub(rf"^(?:{_N}[\s-]?{_UNIT}[\s-]*(?:wide|deep|long)?\s*)", "", name, flags=re.IGNORECASE)
    return re.sub(r"^(?:wide|deep|long|kilomet\w+|km|The|A)\s+", "", name).strip() or noun["noun"]


def _area(telling: Telling, line: Line, noun: str, name: str) -> Area:
    text = line.text[: line.upto - line.start]
    sided = list(_SIDED.finditer(text))
    along = _line_of(text, sided, text.find(noun))
    if sided:
        metres = tuple((m["side"].lower(), _metres(m["n"], m["unit"])) for m in sided)
        return Area(noun.lower(), name, telling.words(line), metres, along)
    if either := _EITHER.search(text):
        return Area(noun.lower(), name, telling.words(line), (("both", _metres(either["n"], either["unit"])),), along)
    wide = _width(text)
    several = [m for m in _WIDE.finditer(text) if m["way"] and m["way"].lower() in ("wide", "deep", "width", "depth")]
    if len(several) > 1:
        metres = tuple(("width", _metres(m["n"], m["unit"])) for m in several)
        return Area(noun.lower(), name, telling.words(line), metres, along)
    if wide and wide["top"]:
        ends = (_metres(wide["n"], wide["unit"]), _metres(wide["top"], wide["unit"]))
        return Area(noun.lower(), name, telling.words(line), (), along, ends)
    metres = (("width", _metres(wide["n"], wide["unit"])),) if wide and (wide["way"] or "").lower() != "long" else ()
    return Area(noun.lower(), name, telling.words(line), metres, along)


def _width(text: str) -> re.Match[str] | None:
    """Return a width: "5-km-wide", "15-20 km deep", "(5 km)"; "within 700 metres of X" is none."""
    for wide in _WIDE.finditer(text):
        before = text[max(0, wide.start() - 8) : wide.start()].lower()
        if not before.rstrip().endswith(("within", "about", "some")) and (wide["way"] or before.endswith("(")):
            return wide
    return None


def _line_of(text: str, sided: list[re.Match[str]], noun: int) -> str | None:
    """Return the line that a zone follows; what is done along the zone itself says nothing of its line."""
    itself = re.search(r"\b(?:along|around) (?:the |a )?(?:[\w’'-]+ ){0,3}$", text[: max(noun, 0)])
    told = [match["line"] for match in reversed(sided) if match["line"]] + [
        match["line"] for match in _ALONG.finditer(text) if not itself or match.start() > noun
    ]
    names = [name for one in told if (name := _cut(one))]
    return next((name for name in names if re.search(r"[A-Z0-9]", name)), names[0] if names else None)


def _cut(name: str) -> str | None:
    short = _LINE_END.split(name)[0].strip(" ,.;:”“\"’'")
    short = re.sub(r"^(?:the|a|an)\s+", "", short)
    short = re.sub(r"^[A-Z]\w+['’]s (?=[A-Z])", "", short)
    return None if short.lower() in ("it", "its", "this", "them", "") else short


def _metres(number: str, unit: str) -> float:
    low = number.lower()
    count = float(_NUMBERS[low]) if low in _NUMBERS else float(low.replace(",", "."))
    factor = next(f for start, f in _METRES.items() if unit.lower().startswith(start))
    return round(count * factor, 1)


def lines_named(telling: Telling) -> Iterator[tuple[str, str, Words]]:
    """Yield (side or empty, name of a line, words) where somebody is to go behind a line, or act along one."""
    for line in telling.lines:
        if line.scope == "earlier":
            continue
        text = line.text[: line.upto - line.start]
        for match in _BEYOND.finditer(text):
            if lexicon.countries().of(match["name"]) is None:
                yield match["side"].lower(), match["name"], telling.words(line)
        for match in re.finditer(r"\balong (?:the )?", text):
            if (found := _LINES.match(text, match.end())) or (found := _LINES.match(text, match.end() - 4)):
                yield "", found["name"], telling.words(line)


def reaches(telling: Telling) -> Iterator[Reach]:
    """Yield where the ceasefire is said to hold."""
    for line in telling.lines:
        if line.scope != "announces":
            continue
        text = line.text
        for noun in line.finds("truce"):
            behind = text[noun.end() : noun.end() + 60]
            hoped = re.search(r"\b(?:could|may|might|would|hopes? to)\s+$", text[: noun.start()])
            behind = re.sub(r"^\s+(?:agreement|deal|accord|regime)\b", "", behind)
            place = None if hoped else _IN.match(behind.lstrip(" ”\"’'")) or _IN.search(noun[0])
            if place and not _when_or_venue(place["place"]):
                signed = re.search(r"\b(?:sign(?:ed|s)?|initial(?:l?ed)?)\b", text[: noun.start()]) is not None
                name = re.sub(r"^[A-Z]\w+['’]s (?=[A-Z])", "", place["place"])
                yield Reach(name, telling.words(line), signed=signed)
            begun = re.search(r"\b(?:effect|force)(?: at midnight| immediately)? (?=in )", text[noun.end() :])
            if place is None and begun and (place := _IN.match(text[noun.end() + begun.end() :])):
                yield Reach(place["place"], telling.words(line))
            before = text[max(0, noun.start() - 40) : noun.start()]
            if _ALL.search(before) or _ALL.search(behind):
                yield Reach("", telling.words(line))


def along(telling: Telling) -> Iterator[tuple[str, str, Words]]:
    """Yield (line, area or empty, words) where the ceasefire is said to hold along a line."""
    for line in telling.lines:
        if line.scope != "announces":
            continue
        for match in re.finditer(r"\balong (?:the )?", line.text):
            found = _LINES.match(line.text, match.end()) or _LINES.match(line.text, match.end() - 4)
            if found:
                area = _IN.match(line.text[found.end() :].lstrip())
                yield (
                    found["name"],
                    area["place"] if area and not _when_or_venue(area["place"]) else "",
                    telling.words(line),
                )


def _when_or_venue(place: str) -> bool:
    first = place.split(maxsplit=1)[0].lower()
    return (
        first in lexicon.words("time")
        or bool(
            re.match(
                r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
                r"Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Ramadan|Eid)\b",
                place,
            )
        )
        or bool(pattern("deal").fullmatch(place))
    )
