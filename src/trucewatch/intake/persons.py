"""Ordinary people in a report: found by how they are introduced, then marked wherever they are named.

A public office anywhere beside the name wins: such a person is never private. Doubt goes the other way too: who is
introduced by age or by an ordinary trade is marked, and a person may take the mark off.
"""

from __future__ import annotations

import re
from functools import cache

from trucewatch.intake.lexicon import alternation, words
from trucewatch.intake.names import NAME, Places, said, surname, tidy
from trucewatch.intake.offices import has_office
from trucewatch.model import PrivatePerson

_MOST_LEADS = 5_000  # names with an introduction before them: a text with more is no report
AGE = "introduced with an age"
ORDINARY = "introduced as an ordinary person"
_NAME = re.compile(NAME)
_BEFORE_PLACE = re.compile(
    r"(?i)\b(?:in|near|outside|around|towards?|into|(?:town|city|village|camp|province|district)(?:\sof)?)\s\Z"
)
_DESCRIBED = re.compile(r",\san?\s(?P<d>[a-z][^.;:—–()\n\"“”]{2,160}?)(?=,\s(?:said|told|says)\b|[.;—–(\"”]|,\s[“\"])")
_SAYS_BEFORE = re.compile(r"\b(?:said|says|told|asked|recalled|added|explained|wondered|remembered|according\sto)\s\Z")
_SAYS_BEHIND = re.compile(r",\s(?:said|told|says)\b")
_FOR_A_BODY = re.compile(r"\b(?:with|at|for|of)\s(?:the\s|its\s|their\s)?[A-Z]")
_NUMBERS = r"(?:\d{1,3}|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen))"
_AGE = r"\d{1,3}(?:-|\s)(?:years?|months?)(?:-|\s)old"
_SELF_NAMED = (
    r"(?:gave|giving)\s(?:only\s)?(?:his|her|their)\s(?:first\s|full\s|nick)?name\s?(?:only\s)?(?:as|,)",
    r"(?:identified|identifies)\s(?:only\s)?(?:himself|herself|themselves)\s(?:only\s)?as",
    r"(?:be\s)?identified\sonly\s(?:as|by\s(?:his|her|their)\s(?:first\sname|nickname|last\sname))",
    r"who\s(?:only\s)?goes\sby(?:\sthe\sname)?",
)


@cache
def _behind() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the introductions that stand behind a name."""
    role = alternation(words("persons", "private"))
    kin = alternation(words("persons", "kin"))
    lived = alternation(words("persons", "lived"))
    plain = r"[^,.;:—–()\n\"“”]"
    return tuple(
        (why, re.compile(pattern))
        for why, pattern in (
            (AGE, rf",?\s(?:who\sis\s|now\s)?(?:an?\s|the\s)?{_AGE}\b"),
            (AGE, r",?\s(?:aged|age)\s\d{1,3}\b"),
            (AGE, r",\s(?:who\sis\s|now\s)?\d{1,3}(?=[,.;)]|\s(?:and|from|of|who)\b)"),
            (AGE, r"\s\(\d{1,3}\)(?=[\s,.;])"),
            (AGE, rf",\s(?:an?\s|the\s)[^,.;:()\n]{{0,50}}?\b{_AGE}\b"),
            (
                ORDINARY,
                rf",\s(?:himself\s|herself\s)?(?:an?|the|one\sof\sthe)\s(?P<d>{plain}{{0,80}}?\b{role}s?\b(?!\s{said()}\b){plain}{{0,80}})(?=[,.;—–(\"”])",
            ),
            (
                "introduced by a relative or a home",
                rf",[^.;:\n\"“”]{{0,60}}?\bwhose\s(?:{_NUMBERS}\s|[\w-]{{3,15}}\s)?{kin}\b",
            ),
            (
                "introduced by what happened to them",
                rf",\swho\s(?:also\s|now\s|has\s|had\s|himself\s|herself\s)?{lived}\b",
            ),
        )
    )


@cache
def _ahead() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the introductions that stand before a name; each ends where the name begins."""
    role = alternation(words("persons", "private"))
    relative = alternation(words("persons", "relatives"))
    return tuple(
        (why, re.compile(pattern))
        for why, pattern in (
            (AGE, rf"\b{_AGE}(?:\s[a-z][\w-]{{1,19}}){{0,4}}\s(?:(?:named|called)\s)?\Z"),
            (AGE, rf"\b{_AGE}(?:\s[\w-]{{2,20}}){{0,5}},\s(?:(?:named|called)\s)?\Z"),
            (ORDINARY, rf"(?i)(?:\A|[\s,“\"])(?P<d>{role}(?:[\s-]of[\s-]\w{{2,9}})?),?\s(?:(?:named|called)\s)?\Z"),
            (
                "introduced as a relative",
                rf"(?i)\b(?:his|her|their|my|our)\s(?:[\w-]{{2,15}}\s){{0,2}}?{relative},?\s(?:named\s|called\s)?\Z",
            ),
            ("named with care for their safety", rf"(?:{'|'.join(_SELF_NAMED)})\s\Z"),
        )
    )


@cache
def _leads() -> frozenset[str]:
    """Return the words one of which stands right before a name that an introduction leads to."""
    roles = words("persons", "private") | words("persons", "relatives")
    numbers = {"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}
    return frozenset(
        {role.split()[-1] for role in roles}
        | numbers
        | {"named", "called", "as", "name", "only", "by", "nickname", "old"}
    )


def private_persons(text: str, *, public: tuple[str, ...] = ()) -> tuple[PrivatePerson, ...]:
    """Return every mention of every private person in a text, in reading order.

    `public` are names known to be no private person's, e.g. the report's own authors.
    """
    plain = text.replace("\xa0", " ")
    introduced, offices = _introduced(plain)
    places = Places(plain)
    found = {
        name: why
        for name, why in introduced.items()
        if name not in public and not _is_place(places, name) and not _is_public(places, name)
    }
    reserved = offices | {surname(name) for name in introduced if _is_public(places, name)}
    mentions: dict[tuple[int, int], str] = {}
    for name, why in found.items():
        for span in _mentions(places, name, alone=surname(name) not in reserved):
            mentions.setdefault(span, why)
    return tuple(PrivatePerson(span=span, why=mentions[span]) for span in _widest(mentions))


def _introduced(text: str) -> tuple[dict[str, str], set[str]]:
    """Return how each name is introduced as a private person, and the surnames that stand with an office."""
    found: dict[str, str] = {}
    offices: set[str] = set()
    leads = 0
    for match in _NAME.finditer(text):
        # A word that only begins the sentence is no part of the name.
        name = tidy(match.group())
        start = match.end() - len(name)
        if " " in name and any(has_office(part) for part in name.split()):
            # "Colonel Karim Nasser": the title is one of the capitalised words.
            offices.add(surname(name))
            continue
        why = _introduced_behind(text, start, match.end()) if _may_follow(text, match.end()) else None
        if why is None and leads < _MOST_LEADS and _may_lead(text, start):
            leads += 1
            why = _introduced_ahead(text, start, match.end(), name)
        if why and not name.isupper() and name.casefold() not in words("persons", "openers") and not has_office(name):
            found.setdefault(name, why)
    return found, offices


def _may_follow(text: str, end: int) -> bool:
    """Say cheaply whether an introduction may stand behind a name."""
    sign = text[end : end + 3]
    return (
        sign.startswith(", ")
        or (sign[:1] == " " and (sign[1:2].isdigit() or sign[1:2] in {"a", "n", "w"}))
        or (sign.startswith(" (") and sign[2:].isdigit())
    )


def _introduced_behind(text: str, start: int, end: int) -> str | None:
    behind = text[end : end + 200]
    for why, pattern in _behind():
        match = pattern.match(behind)
        if match and "(" in match.group()[:3] and " " not in text[start:end]:
            continue  # "Thirty Polls (4)": one word with a number in brackets is rarely a person
        if match and not _led_by_place(text[max(0, start - 30) : start]):
            return _reason(why, match)
    return _quoted_without_office(text[max(0, start - 30) : start], behind)


def _quoted_without_office(before: str, behind: str) -> str | None:
    """Name somebody who is quoted and described in small letters ("a farm hand who …") as an ordinary person.

    Who speaks in public (a lawyer, an activist, a fighter) or for a body ("a nurse with the Red Cross") is left out.
    """
    found = _DESCRIBED.match(behind)
    if found is None:
        return None
    speaks = _SAYS_BEFORE.search(before) or _SAYS_BEHIND.match(behind, found.end())
    head = re.split(r"\b(?:who|whose|that|where|when)\b", found["d"])[0]
    if not speaks or _FOR_A_BODY.search(head) or has_office(found["d"]):
        return None
    if words("persons", "speaks") & set(re.findall(r"[\w-]+", head)):
        return None
    return f"quoted, described without an office: {found['d'].strip()[:50]!r}"


def _may_lead(text: str, start: int) -> bool:
    """Say cheaply whether an introduction may stand before a name: by its last word, or an age before a comma."""
    before = text[max(0, start - 30) : start]
    last = before.rstrip(" ,").rsplit(" ", 1)[-1].rsplit("-", 1)[-1].strip(',“"(').casefold()
    return last in _leads() or (before.endswith(", ") and "old" in text[max(0, start - 90) : start])


def _introduced_ahead(text: str, start: int, end: int, name: str) -> str | None:
    before, behind = text[max(0, start - 90) : start], text[end : end + 30]
    for why, pattern in _ahead():
        match = pattern.search(before)
        if match is None:
            continue
        # One capitalised word may be a nationality or a place ("a 65-year-old Syrian"): it must speak or stand apart.
        alone = " " not in name and not re.search(r"(?:named|called|,)\s\Z", before)
        if alone and (why == AGE or (why == ORDINARY and not re.match(rf",?\s{said()}\b", behind))):
            continue
        return _reason(why, match)
    return None


def _reason(why: str, match: re.Match[str]) -> str:
    words_said = re.sub(r"\s+", " ", match.group()).strip(" ,.(")
    return f"{why}: {words_said[:60]!r}"


def _led_by_place(before: str) -> bool:
    last = re.search(r"([\w-]+)\s\Z", before[-30:])
    return last is not None and last[1].casefold() in words("persons", "before_place")


def _is_place(places: Places, name: str) -> bool:
    """Say whether the text uses the name as a place: "in Binnish", "the town of Binnish"."""
    return any(
        _BEFORE_PLACE.search(places.text[max(0, start - 30) : start]) and places.text[end : end + 1] not in {"’", "'"}
        for start, end in places.of(name)
    )


def _is_public(places: Places, name: str) -> bool:
    """Say whether a name carries a public office somewhere in the text, before it or behind it."""
    last = surname(name)
    return any(_in_office(places.text, span, in_full=True) for span in places.of(name)) or (
        last != name and any(_in_office(places.text, span, in_full=False) for span in places.of(last))
    )


def _in_office(text: str, mention: tuple[int, int], *, in_full: bool) -> bool:
    # A title stands right before the name: up to three words, no comma between; before a mere surname, the last word.
    ahead = text[max(0, mention[0] - 80) : mention[0]]
    before = re.search(r"((?:[\w.’'-]{1,25}\s){1,3})\Z", ahead)
    if before and has_office(_title_words(before[1]) if in_full else before[1].split()[-1]):
        return True
    apart = re.search(r"\b(?i:the|an?|its|their)\s([\w’' -]{2,50}),\s\Z", ahead)
    if in_full and apart and has_office(apart[1]):
        return True
    behind = re.match(
        r"(?:,\s\d{1,3})?,\s(?:who\s(?:is|was|heads|leads)\s)?"
        r"((?:an?|the|its|their|his|her|[A-Z][\w’'-]{1,20})\s[^,.;\n]{2,90}|[a-z]{4,20}\s(?:of|for|at)\s[^,.;\n]{2,60})",
        text[mention[1] : mention[1] + 130],
    )
    return behind is not None and has_office(behind[1])


def _title_words(before: str) -> str:
    """Keep the words that may belong to a title: "minister told Ahmad" is none of Ahmad's."""
    parts = before.split()
    stop = max(
        (
            i
            for i, part in enumerate(parts)
            if part.casefold()
            in words("persons", "said") | {"to", "of", "by", "with", "and", "from", "against", "for", "that", "as"}
        ),
        default=-1,
    )
    return " ".join(parts[stop + 1 :])


def _mentions(places: Places, name: str, *, alone: bool) -> list[tuple[int, int]]:
    """Return where a person is named: in full, by surname, by first name standing alone."""
    spans = places.of(name)
    parts = name.split()
    if len(parts) == 1 or not alone:
        return spans
    last = surname(name)
    short = {last, last[0].upper() + last[1:], re.sub(r"\A(?i:al|el|ad|as|ash|at|an|ar|az)-", "", last)}
    if parts[0].casefold() not in {"abu", "umm", "um"} and len(parts[0]) > 2:  # noqa: PLR2004  (an initial is no name)
        short.add(parts[0])
    for word in sorted(short):
        spans += [span for span in places.of(word) if _stands_alone(places.text, span)]
    return spans


def _stands_alone(text: str, span: tuple[int, int]) -> bool:
    """Say whether a surname is no part of another person's longer name."""
    before = re.search(r"([\w’'.-]+) \Z", text[max(0, span[0] - 40) : span[0]])
    behind = re.match(r" ([\w’'-]+)", text[span[1] : span[1] + 40])
    opener = before is not None and before[1].casefold().rstrip(".") in words("persons", "openers")
    led = before is not None and before[1][:1].isupper() and not opener
    return not led and not (behind is not None and behind[1][:1].isupper())


def _widest(mentions: dict[tuple[int, int], str]) -> list[tuple[int, int]]:
    """Return the spans in reading order, without those inside another."""
    kept: list[tuple[int, int]] = []
    for span in sorted(mentions, key=lambda s: (s[0], -s[1])):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept
