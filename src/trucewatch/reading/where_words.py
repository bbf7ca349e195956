"""Places told by more than a name ("along the M4 from A to B", "6 km south of X"), found in a text's own words.

Parses of these often fail, and the same words serve a reader that has none. What each phrase means on the ground is the
gazetteer's (`geography.relations`); here stands where the phrase is, what in it is a name, and what is to be asked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from trucewatch.geography.relation_words import LENGTH, SIDE, UNIT
from trucewatch.geography.relations_between import LINKING, ROAD_WORDS
from trucewatch.reading.times_words import FULL_MONTHS, FULL_WEEKDAYS

if TYPE_CHECKING:
    from trucewatch.model import Span

DIRECTION = "a direction, not where it happened"
FRONT = "a front or sector is named for what lies near it"
BORDER = "a border has a line, which is not known"

_DAYS = "|".join(sorted(word.capitalize() for word in FULL_WEEKDAYS | FULL_MONTHS))
_CAPITAL = rf"(?!(?:{_DAYS})\b)(?![a-zß-ÿ])[^\W\d_]\w*(?:['’](?!s\b)\w+)*"
_ARTICLE = r"(?:[Aa]l|[Aa][nrstzd]|[Aa]s?h|[EeUu]l|[Ee][dstrnz]|[Dd]e|[Dd]el|[Dd]u|[Ll]a|[Ll]e)"
_WORD = rf"\b(?:{_ARTICLE}[-\s'’])?{_CAPITAL}(?:-(?:{_ARTICLE}-)?{_CAPITAL})*"
_KIND = r"(?:villages?|towns?|cit(?:y|ies)|settlements?|hamlets?|(?:province|governorate|district|region|oblast)s?)"
_SITE = (
    r"(?:airport|airbase|air\sbase|airfield|base|camp|crossing|checkpoint|junction|river|dam|mountains?|hills?|valley)"
)
NAME = (
    rf"(?:[Tt]he\s)?(?:(?:(?:[a-z]+\s){{0,2}}{_KIND}|port|camp)\sof\s(?:the\s)?)?(?:{_CAPITAL}['’]s\s)?"
    rf"{_WORD}(?:\s{_WORD}){{0,3}}(?:\s(?:{_KIND}|{ROAD_WORDS}|countryside|{_SITE})\b)?"
    rf"(?![\w'’]|\s{_WORD}|\s{_KIND}['’])"
)
"""A place's name with its article and the word for its kind; a day behind it is no part of it, and no owner is one."""
_LED_ROAD = (
    rf"(?:(?:{_WORD}\s?[–—-]?\s?){{0,4}}(?:[a-z]+\s)?(?:{ROAD_WORDS}|way|axis)|[A-Z]{{1,3}}-?\d{{1,4}}"
    rf"(?:\s{ROAD_WORDS})?)"
)
_ON = r"(?:(?P<on>[Aa]long|[Oo]n|[Ii]n|[Aa]t|[Nn]ear|[Oo]ff)\s)?(?:the\s)?"
_STRETCH = r"(?:(?:stretch|section|part|portion|segment)\s(?:of\s(?:the\s)?)?)?"


class Told(NamedTuple):
    """A phrase that tells a place: its span, its name's, and what the gazetteer is asked (None: nothing can be).

    `relation` is the words before the name. `names` are the names that it is told from, `method` says why it has no
    point. `known` phrases are places only where the gazetteer knows every name ("between A and B" may be two people).
    """

    span: Span
    name: Span
    relation: str
    asked: str | None
    names: tuple[str, ...]
    method: str = "relation not located"
    known: bool = False


_GATE = re.compile(
    r"\b(?:[Bb]etween|k(?:m|ms|ilomet\w+)\b|miles?\b|met(?:re|er)s\b|yards\b|nmi?\b|[Nn]orth|[Ss]outh|[Ee]ast|[Ww]est"
    r"|[NSEW]{1,3}\sof\b|road|highway|motorway|route|railway|axis|way\b|[A-Z]\d|stretch|section|[Oo]pposite|direction"
    r"|front|[Aa]cross\s|coasts?\sof|[Tt]owards?\b|[Dd]owntown|cent(?:re|er)\sof|heart\sof|vicinity|environs"
    r"|surroundings|edges?\sof|outskirts|and\saround|suburb|entrance|border|sector)"
)
_CASE = r"(?:of|from|off|outside|away\sfrom|inland\sfrom)(?:\sthe\s(?:coast|shores?|cent(?:re|er))\sof)?"
_FAR = re.compile(
    rf"(?P<relation>(?<![\w.,-])(?i:{LENGTH}\s(?:(?:to\s)?(?:the\s)?(?:due\s)?(?P<side>{SIDE})\s)?{_CASE}"
    rf"|(?P<to>to\sthe\s)?(?P<beside>(?:{SIDE})(?:(?:,|,?\s(?:and|or))\s(?:{SIDE}))*)\sof))\s(?P<name>{NAME})"
)
_BETWEEN = re.compile(
    rf"(?:{_ON}(?P<what>{_STRETCH}{_LED_ROAD}|borders?|borderline|frontier|boundary|front\s?lines?|line\sof\scontact"
    r"|contact\sline|ceasefire\sline|line|area|zone|triangle|outskirts|countryside)\s)?"
    rf"(?P<half>(?:[Hh]alf|[Mm]id)[\s-]?way\s)?[Bb]etween\s(?P<names>(?P<one>{NAME})"
    rf"(?P<more>(?:,\s{NAME}){{0,2}}),?\sand\s(?P<other>{NAME}))"
)
_FROM_TO = re.compile(
    rf"{_ON}(?P<what>{_STRETCH}{_LED_ROAD}|stretch|section)\s(?P<how>from|{LINKING})\s(?P<one>{NAME})\s"
    rf"(?P<joint>and|to|with)\s(?P<other>{NAME})"
)
_ROAD = re.compile(rf"{_STRETCH}{_LED_ROAD}")
_OF_TWO = re.compile(
    rf"{_ON}(?P<one>{_WORD}(?:\s{_WORD}){{0,2}})(?:\s?[–—/-]\s?|\s(?:and|to)\s)(?P<other>{_WORD}(?:\s{_WORD}){{0,2}})\s"
    rf"(?:[a-z]+\s)?(?P<what>{ROAD_WORDS}|axis|fronts?|front\s?lines?|directions?|sector|borders?|frontier)\b"
)
_FRONT = re.compile(rf"{_ON}(?P<one>{_WORD}(?:\s{_WORD}){{0,2}})\s(?P<what>front|axis|direction|sector)\b")
_TOWARD = re.compile(
    r"(?P<relation>[Ii]n\sthe\s(?:general\s)?direction\sof|[Tt]owards?|(?:[Oo]n\s|[Aa]long\s)?the\s(?P<way>road|way)\sto)\s"
    rf"(?P<name>{NAME})"
)
_BESIDE = re.compile(
    r"(?P<relation>[Oo]pposite|[Aa]cross\s(?:the\s(?:border|frontier|river)\s)?from|[Oo]ff\sthe\scoasts?\sof"
    rf"|(?:vicinity|surroundings|environs)\sof|[Ii]n\sand\saround)\s(?P<name>{NAME})"
)
_AND_AROUND = re.compile(
    rf"(?P<name>{NAME}),?\sand\s(?:its|the)\s(?:surroundings|surrounding\s[a-z]+|environs|vicinity|outskirts)\b"
)
_PART = re.compile(
    rf"(?:[Dd]owntown|(?:city\s)?cent(?:re|er)\sof|heart\sof|(?i:(?:(?:{SIDE})\s)?(?:outskirts|suburbs?|edges?|entrances?"
    rf"|fringes)|(?<=the\s)(?:{SIDE}))\sof|entrances?\sto)\s(?P<name>{NAME})"
)
_LEANS = re.compile(rf"(?:\b(?:{SIDE})|{UNIT}\)?|\baway)\s(?:of|from|off)\s(?:the\s)?$", re.IGNORECASE)
_REACH = 40
"""Code points before a phrase in which the words of a distance from it stand."""
_SIDES = re.compile(SIDE, re.IGNORECASE)
_BORDERS = frozenset({"border", "borders", "borderline", "frontier", "boundary"})
_FRONTS = frozenset(
    {"front", "fronts", "front line", "front lines", "frontline", "frontlines", "direction", "directions", "sector"}
)
_KINDS_OF = re.compile(
    r"^(?:villages|towns|cities|settlements|hamlets)\sof\s(?:the\s)?|\s(?:village|town|citie|settlement|hamlet|province|governorate|district|region|oblast)s$"
)
_KIND_OF = re.compile(rf"^(?:[Tt]he\s)?(?:[a-z]+\s){{0,2}}?(?={_KIND}\sof\s)")


def told_in(text: str, span: Span) -> tuple[Told, ...]:
    """Return the place phrases of a stretch of text in order, none overlapping; of two the earlier, then the longer."""
    if _GATE.search(text, *span) is None:
        return ()
    found = [told for form in _FORMS for match in form[0].finditer(text, *span) if (told := form[1](match)) is not None]
    kept: list[Told] = []
    for told in sorted(found, key=lambda one: (one.span[0], -one.span[1])):
        if not kept or told.span[0] >= kept[-1].span[1]:
            kept.append(told)
    return tuple(_leaning(text, told) for told in kept)


def _leaning(text: str, told: Told) -> Told:
    """Take the question from "6 km south of the road between A and B": where that is, no rule tells."""
    leans = _LEANS.search(text, max(0, told.span[0] - _REACH), told.span[0])
    return told._replace(asked=None) if leans is not None else told


def _far(match: re.Match[str]) -> Told | None:
    relation = match["relation"]
    if match["beside"]:
        before = match.string[: match.start()]
        if not match["to"] and before[-4:].lower() == "the ":
            return None
        relation = relation[len(match["to"] or "") :]
    elif match["side"] is None and match["most"] is None and relation.lower().endswith(" of"):
        return None
    return _told(match, match.span("name"), relation, f"{relation} {_asked(match['name'])}", (match["name"],))


def _between(match: re.Match[str]) -> Told | None:
    what = " ".join((match["what"] or "").lower().split())
    names = (match["one"], *filter(None, re.split(r",\s", match["more"])), match["other"])
    ends = ", ".join(map(_asked, names[:-1])) + f" and {_asked(names[-1])}"
    if what in _BORDERS:
        whole = (match.start("what"), match.end())
        return _told(match, whole, _on(match), f"{what} between {ends}", names, BORDER)
    if match["half"] and len(names) == 2:  # noqa: PLR2004
        return _told(match, match.span("names"), "halfway between", f"halfway between {ends}", names, known=True)
    lead = f"{match['what']} " if match["what"] else ""
    road = _ROAD.fullmatch(match["what"] or "") is not None
    return _told(match, match.span("names"), "between", f"{lead}between {ends}", names, known=not road)


def _from_to(match: re.Match[str]) -> Told | None:
    how, joint = match["how"], match["joint"]
    if how == "from" and joint != "to":
        return None
    one, other = _asked(match["one"]), _asked(match["other"])
    asked = f"{match['what']} {how} {one} {joint} {other}"
    return _told(match, (match.start("what"), match.end()), "along", asked, (match["one"], match["other"]))


def _of_two(match: re.Match[str]) -> Told | None:
    what = " ".join(match["what"].lower().split())
    name, names = (match.start("one"), match.end()), (match["one"], match["other"])
    if what in _FRONTS:
        return _told(match, name, _on(match), None, names, FRONT)
    method = BORDER if what in _BORDERS else "relation not located"
    relation = _on(match) if what in _BORDERS else "along"
    return _told(match, name, relation, match.string[slice(*name)], names, method)


def _front(match: re.Match[str]) -> Told | None:
    if not match["on"] or _SIDES.fullmatch(match["one"]):
        return None
    return _told(match, (match.start("one"), match.end()), _on(match), None, (match["one"],), FRONT)


def _toward(match: re.Match[str]) -> Told | None:
    if match["way"]:
        return _told(match, (match.start("way"), match.end()), "on", None, (match["name"],), DIRECTION)
    return _told(match, match.span("name"), match["relation"].lower(), None, (match["name"],), DIRECTION)


def _beside(match: re.Match[str]) -> Told | None:
    relation = match["relation"].lower()
    return _told(match, match.span("name"), relation, f"{relation} {_asked(match['name'])}", (match["name"],))


def _and_around(match: re.Match[str]) -> Told | None:
    return _told(match, match.span("name"), "around", f"around {_asked(match['name'])}", (match["name"],), known=True)


def _part(match: re.Match[str]) -> Told | None:
    the = "the " if match.string[: match.start()].endswith("the ") else ""
    return _told(match, match.span(), "in", the + match.group(), (match["name"],), known=True)


_FORMS = (
    (_FAR, _far),
    (_BETWEEN, _between),
    (_FROM_TO, _from_to),
    (_OF_TWO, _of_two),
    (_FRONT, _front),
    (_TOWARD, _toward),
    (_BESIDE, _beside),
    (_AND_AROUND, _and_around),
    (_PART, _part),
)


def _told(
    match: re.Match[str],
    name: Span,
    relation: str,
    asked: str | None,
    names: tuple[str, ...],
    method: str = "relation not located",
    *,
    known: bool = False,
) -> Told:
    start, end = name
    if match.string[start : start + 4].lower() == "the ":
        start += 4
    bare = tuple(_KINDS_OF.sub("", _asked(one)) for one in names)
    return Told(match.span(), (start, end), " ".join(relation.split()), asked, bare, method, known)


def _on(match: re.Match[str]) -> str:
    return (match["on"] or "on").lower()


def _asked(name: str) -> str:
    """Return a name as the gazetteer knows it: without its article, an adjective, and the country that it is of."""
    bare = re.sub(rf"^(?:[Tt]he\s)?{_CAPITAL}['’]s\s", "", _KIND_OF.sub("", name))
    return bare[4:] if bare[:4].lower() == "the " else bare
