"""Who is who in a report: abbreviations, for whom its named persons stand, and which of them are officials."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from trucewatch.drafting.lists import pattern, words
from trucewatch.drafting.side import Side, Who, trimmed
from trucewatch.drafting.sides import lands_in, scan
from trucewatch.reading import lexicon
from trucewatch.reading.people import bare_name

if TYPE_CHECKING:
    from trucewatch.drafting.told import Telling

_ABBREVIATED = re.compile(
    r"((?:[A-Z][\w'’.-]*\s+(?:(?:of|for|the|and|to|in)\s+)*){1,8})[(\[]([A-Z][A-Z0-9+/.-]{1,9})[)\]]"
)
_STATE_OFFICES = words("state-office")


def who_is_who(telling: Telling) -> Who:
    """Collect the abbreviations of a report, and for whom its named persons stand."""
    who = Who(people=dict(telling.work.people))
    for mention in telling.reading.mentions:
        names = mention.name.split()
        if mention.kind == "Person" and len(names) > 1 and all(name[:1].isupper() for name in names):
            who.people.setdefault(bare_name(names[-1]), mention.name)
    bodies = {mention.name for mention in telling.reading.mentions if mention.kind == "Organisation"}
    text = telling.reading.document.text
    places = {m.name for m in telling.reading.mentions if m.kind == "Location"} - bodies
    who.places = frozenset(name for name in places if not _acts(name, text))
    for match in _ABBREVIATED.finditer(telling.reading.document.text):
        full, short = " ".join(match[1].split()), match[2]
        initials = [w[0] for w in re.split(r"[\s-]+", full) if w[:1].isupper()]
        start = next((n for n in range(len(initials)) if "".join(initials[n:]).startswith(short[:2])), None)
        name = " ".join(_from_capital(full.split(), start)) if start is not None else full.rpartition(" and ")[2]
        who.short.setdefault(short, trimmed(name))
    for line in telling.lines:
        scan(line.s, range(len(line.s)), who, learn=True)
    who.government = _government(telling, who)
    _find_officials(telling, who)
    for (land, office), name in telling.work.offices.items():
        if land and office in _STATE_OFFICES:
            who.persons.setdefault(bare_name(name.split()[-1]), Side(land, "state"))
    return who


def _acts(name: str, text: str) -> bool:
    """Say whether a name that the reader took for a place is a group's: "the rebel group X", "X's leader"."""
    called, heads = (
        "|".join(sorted(words("group-noun") - {"party"})),
        "leader|chief|spokes\\w+|commander|negotiator|mediator",
    )
    bare = re.escape(name)
    beside = rf"\bgovernment and {bare}\b|\b{bare} and (?:the )?(?:[\w-]+ )?government\b"
    return bool(re.search(rf"{beside}|\b(?:{called}) {bare}\b|\b{bare}['’]s? (?:[\w-]+ ){{0,2}}(?:{heads})\b", text))


def _government(telling: Telling, who: Who) -> Side | None:
    """Whom "the government" means: the one land of which the report says it, else the only land that it names."""
    said, named = set[Side](), set[Side]()
    for line in telling.lines:
        s = line.s
        for one in scan(s, range(line.first, len(s)), who, learn=False):
            if one.side.kind == "state":
                of = one.first > 1 and s.low(one.first - 1) == "of" and s.low(one.first - 2) == "government"
                if of or any(s.low(k) == "government" for k in range(one.first, one.last + 1)):
                    said.add(one.side)
        named |= {Side(land, "state") for land in lands_in(s, line.first)}
    title = telling.reading.document.title or ""
    for match in re.finditer(r"((?:[A-Z][\w.]*\s)*[A-Z][\w.]*)(?:['’]s)? government\b", title):
        if land := lexicon.countries().of(match[1]):
            said.add(Side(land, "state"))
    chosen = said or named
    return next(iter(chosen)) if len(chosen) == 1 else None


def _find_officials(telling: Telling, who: Who) -> None:
    """Note the persons named beside an office anywhere: "UN envoy Hans Grundberg" later only "Grundberg"."""
    for line in telling.lines:
        s = line.s
        for k in range(len(s)):
            if bare_name(s.word(k)) in who.people and s.word(k)[:1].isupper():
                near = s.words_of(max(0, k - 8), min(len(s) - 1, k + 8))
                if pattern("official").search(re.split(r"[;.]", near)[0] if ";" in near else near):
                    who.officials.add(bare_name(s.word(k)))


def _from_capital(parts: list[str], n: int) -> list[str]:
    capitals = [k for k, part in enumerate(parts) if part[:1].isupper()]
    return parts[capitals[n] :] if n < len(capitals) else parts
