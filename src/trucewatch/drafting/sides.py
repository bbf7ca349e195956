"""Who is named: states by names, peoples, capitals, forces and office-holders; armed groups and bodies by name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from trucewatch.drafting.lists import words
from trucewatch.drafting.side import Found, Side, trimmed
from trucewatch.reading import lexicon
from trucewatch.reading.people import bare_name
from trucewatch.reading.syntax import ARTICLE_NAME
from trucewatch.reading.times_words import FULL_MONTHS, FULL_WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from trucewatch.drafting.side import Who
    from trucewatch.reading.syntax import Sentence

_LONGEST_COUNTRY = 7
_JOINS = frozenset({"of", "for", "the", "al", "de", "da", "del", "el", "'s", "’s", "-", "–", "&"})
_TITLE_WORDS = words("title-word")
_LOWER_GROUPS = words("lower-group")
_GROUP_NOUNS = words("group-noun")
_RIVALS = words("rival")
_STATE_WORDS = words("state-word")
_AGAINST = words("against")
_GROUND = words("ground")
_MOSTLY = frozenset({"mainly", "mostly", "largely", "predominantly"})
_LEADERS = re.compile(
    r"(?:chief|leader|commander|negotiator|head|boss|official|spokes\w+|envoy|representative|general)s?", re.IGNORECASE
)
_FORMS_OF_STATE = words("state-form")
_NO_NAMES = words("no-name")
_SKIPPED = FULL_MONTHS | FULL_WEEKDAYS | {"i", "we", "gmt", "utc", "mr", "mrs"}


_BODY = re.compile(
    r"\b(?:Committee|Commission|Mission|Mechanism|Contact Group|Association|Nations|Organi[sz]ation for|Office|"
    r"Agency|Ministry|Department|"
    r"Cabinet|Court|Union|League|Centre|Center|Parliament|Tribunal)\b"
)


def sides_among(s: Sentence, tokens: Sequence[int], who: Who) -> list[Found]:
    """Return the sides named among tokens, in order, each once."""
    found: dict[str, Found] = {}
    for one in scan(s, tokens, who, learn=False):
        found.setdefault(one.side.name.lower(), one)
    return list(found.values())


def scan(s: Sentence, tokens: Sequence[int], who: Who, *, learn: bool) -> list[Found]:
    """Walk over tokens and name every side; with `learn`, note for whom the persons named beside one stand."""
    inside, found, i = set(tokens), [], 0
    ordered = sorted(inside)
    while ordered and i <= ordered[-1]:
        if i not in inside:
            i += 1
            continue
        one, following = _at(s, i, who, learn=learn)
        if one is not None:
            found.append(one)
        i = following
    return found


def _at(s: Sentence, i: int, who: Who, *, learn: bool) -> tuple[Found | None, int]:
    """The side that begins at token `i`, and the token to go on with."""
    if (of := _government_of(s, i)) is not None:
        return of, of.last + 1
    land, last = country_at(s, i)
    if land is not None:
        return _after_country(s, i, last, land, who, learn=learn)
    article = s.low(i) in ("al", "el") and i + 1 < len(s) and s.word(i + 1)[:1].isupper()
    if s.word(i)[:1].isupper() or _code(s.word(i)) or article:
        return _name(s, i, who, learn=learn)
    backed = i > 1 and s.low(i - 1).endswith(("backed", "led", "held")) and s.word(i - 2) == "-"
    if s.low(i) in _LOWER_GROUPS and s.is_noun(i) and not backed and not (i + 1 < len(s) and s.is_noun(i + 1)):
        described = _described(s, i, who)
        return described, described.last + 1
    return None, i + 1


def country_at(s: Sentence, i: int) -> tuple[str | None, int]:
    """Return the country named from token `i` on (name, people or capital) and the last token of its name."""
    if not s.word(i)[:1].isupper():
        return None, i
    table = lexicon.countries()
    for size in range(min(_LONGEST_COUNTRY, len(s) - i), 0, -1):
        name = s.words_of(i, i + size - 1) if size > 1 else s.word(i)
        plain = " ".join(name.replace("’", "'").split())
        for tried in (plain, plain.replace("the ", ""), plain.replace(".", "")):
            land = table.of(tried) if size == 1 or tried.lower() in table.names else table.names.get(tried.lower())
            land = land or table.capitals.get(tried.lower()) or (_people_of(tried) if size > 1 else None)
            if land and tried[:1].isupper():
                return land, i + size - 1
    if s.low(i) in _FORMS_OF_STATE:
        return _long_form(s, i)
    return None, i


def _people_of(name: str) -> str | None:
    """Return the land of an adjective of several words that the list of countries lacks: "Sri Lankan"."""
    names = lexicon.countries().names
    stem = next((name.lower().removesuffix(end) for end in ("ese", "ian", "an", "n", "i") if name.endswith(end)), "")
    return names.get(stem) or names.get(f"{stem}a") if " " in stem else None


def lands_in(s: Sentence, first: int = 0) -> Iterator[str]:
    """Yield the countries that a sentence names from a token on, also in "Rwanda-backed"."""
    k = first
    while k < len(s):
        land, last = country_at(s, k)
        if land:
            yield land
        k = last + 1


def _long_form(s: Sentence, i: int) -> tuple[str | None, int]:
    """Read "the Islamic Republic of X", "the Democratic Republic of Congo"."""
    for k in range(i, min(i + 4, len(s) - 2)):
        if s.low(k) in ("republic", "kingdom", "state", "federation", "union") and s.low(k + 1) == "of":
            at = k + 2 + (s.low(k + 2) == "the")
            if at >= len(s):
                return None, i
            full = f"{s.words_of(i, k)} of the {s.word(at)}".lower()
            if full in lexicon.countries().names:
                return lexicon.countries().names[full], at
            if s.low(at) in _FORMS_OF_STATE:
                return None, i
            land, last = country_at(s, at)
            return (land, last) if land else (None, i)
        if not s.word(k)[:1].isupper():
            break
    return None, i


def _after_country(s: Sentence, i: int, last: int, land: str, who: Who, *, learn: bool) -> tuple[Found | None, int]:
    """Tell a state from a proper name that holds its name ("Libyan National Army"); learn who speaks for it."""
    at = last + 1
    owned = at < len(s) and s.low(at) in ("'s", "’s", "'", "’")
    at += owned
    if at + 1 < len(s) and s.word(at) in ("-", "–") and s.low(at + 1).endswith(("ed", "led", "run", "held")):
        return None, at + 2  # "Rwanda-backed": who backs is not who acts
    run = _run(s, at)
    words_after = [s.low(k) for k in run]
    if run and not owned and set(words_after) <= _GROUND:
        return None, run[-1] + 1  # "the X Strip" is a place
    titled = bool(run) and (_is_title(words_after[0]))
    own_name = len(run) > (0 if owned else 1) or (len(run) == 1 and not owned and s.low(run[0]) in ("army", "front"))
    if run and not titled and own_name and not _state_force(words_after) and not _person(s, run, who):
        name = s.words_of(run[0], run[-1]) if owned else s.words_of(i, run[-1])
        return Found(_called(who.short.get(name, trimmed(name))), i, run[-1]), run[-1] + 1
    if (named := _group_after(s, at)) is not None:
        return named if isinstance(named, tuple) else (None, named)
    if _of_rivals(s, at) or (at < len(s) and s.low(at) in _AGAINST and not owned):
        return None, at + 1  # "the Mozambican rebel leader" speaks for no state
    side = Side(land, "state")
    end = run[-1] if run and (titled or _state_force(words_after) or _person(s, run, who)) else at - 1
    while end + 1 < len(s) and s.low(end + 1) in words("generic") and not s.is_verb(end + 1):
        end += 1
    if learn:
        _learn(s, at, side, who)
    return Found(side, i, max(end, last)), max(end, last) + 1


def _group_after(s: Sentence, at: int) -> tuple[Found, int] | int | None:
    """Go on to "Hamas" in "the Palestinian group Hamas"; take "Syrian rebels" for what it is, no state."""
    for k in range(at, min(at + 4, len(s))):
        if s.word(k)[:1].isupper() or s.tags[k] in ("CC", "IN", "DT") or not (s.word(k).isalpha() or s.word(k) == "-"):
            return None
        named_next = k + 1 < len(s) and (s.word(k + 1)[:1].isupper() or _code(s.word(k + 1)))
        if s.low(k) in _GROUP_NOUNS and named_next:
            return k + 1
        if s.low(k) in _LOWER_GROUPS - _STATE_WORDS and s.is_noun(k) and not (k + 1 < len(s) and s.is_noun(k + 1)):
            name = s.words_of(at - 1, k)
            return Found(Side(name, "described"), at - 1, k), k + 1
    return None


def _of_rivals(s: Sentence, at: int) -> bool:
    """Say whether a country only says whose rivals they are: "Yemen's warring parties"."""
    for k in range(at, min(at + 5, len(s))):
        if s.low(k) in _RIVALS:
            return True
        if s.word(k)[:1].isupper() or not s.word(k).isalpha() or (s.is_verb(k) and s.tags[k] not in ("VBG", "VBN")):
            return False
    return False


def _learn(s: Sentence, at: int, side: Side, who: Who) -> None:
    """Note the name that stands after a nationality and an office: "Turkish president Recep Tayyip Erdogan"."""
    office = False
    for k in range(at, min(at + 9, len(s))):
        low = s.low(k)
        if _is_title(low) or low in words("generic") or _LEADERS.fullmatch(low):
            office = True
            continue
        if s.word(k)[:1].isupper() and office and low not in words("neutral") and country_at(s, k)[0] is None:
            run = _run(s, k)
            names = [s.word(m) for m in run if s.word(m)[:1].isupper()]
            if len(names) >= 2 or (names and bare_name(names[-1]) in who.persons):  # noqa: PLR2004
                who.persons.setdefault(bare_name(names[-1]), side)
            return
        if low not in ("and", ",", "deputy", "acting", "former", "army", "rebel", "top", "of", "staff", "-", "'s"):
            return


def _run(s: Sentence, at: int) -> list[int]:
    """The tokens of a proper name from `at` on: capitals, joined by small words between them."""
    run: list[int] = []
    k = at + (at < len(s) and s.low(at) in ("al", "el"))
    while k < len(s) - 1 and (s.word(k).isdigit() or s.word(k) == "+") and k - at < 3:  # noqa: PLR2004  ("5+5 Commission")
        k += 1
    while k < len(s):
        capital = s.word(k)[:1].isupper() or _code(s.word(k)) or bool(ARTICLE_NAME.match(s.word(k)))
        if capital and s.low(k) not in _SKIPPED:
            run = list(range(at, k + 1))
        elif not (run and s.low(k) in _JOINS and k + 1 < len(s) and k - run[-1] < 3):  # noqa: PLR2004
            break
        k += 1
    return run


def _code(word: str) -> bool:
    """Say whether a word is a name of letters and digits ("M23")."""
    return bool(re.fullmatch(r"[A-Z]+-?\d+", word))


def _name(s: Sentence, i: int, who: Who, *, learn: bool) -> tuple[Found | None, int]:
    """A proper name: a person with title or known, a body, a group."""
    if s.low(i) in _NO_NAMES:
        return None, i + 1
    if (
        not s.is_name(i)
        and not _code(s.word(i))
        and (_opens(s, i) or s.tags[i] in ("DT", "PRP$", "PRP", "RB", "IN", "CC"))
    ):
        return None, i + 1
    run = _run(s, i)
    capitals = s.word(i).isupper() and len(s.word(i)) > 1
    if not run or (len(run) == 1 and not s.is_name(i) and not _code(s.word(i)) and not capitals):
        return None, i + 1
    if _is_title(s.low(run[0])) or (len(run) > 1 and s.low(run[1]) in ("minister", "president")):
        return _titled(s, run, who, learn=learn)
    return _untitled(s, run, who, learn=learn)


def _titled(s: Sentence, run: list[int], who: Who, *, learn: bool) -> tuple[Found | None, int]:
    """A person with an office: of the land named with it, else of whom the report is known to have named."""
    last = bare_name(s.word(run[-1]))
    lands = [land for k in run if (land := country_at(s, k)[0])]
    if lands and learn:
        who.persons.setdefault(last, Side(lands[0], "state"))
    side = Side(lands[0], "state") if lands else who.persons.get(last)
    return (Found(side, run[0], run[-1]) if side else None), run[-1] + 1


def _untitled(s: Sentence, run: list[int], who: Who, *, learn: bool) -> tuple[Found | None, int]:
    """A known person, whom a person is said to lead, else a body or group by its name."""
    if len(run) > 1 and run[0] > 0 and s.low(run[0] - 1) in _MOSTLY:
        run = run[1:]  # "the mainly Muslim X"
    if (side := _person(s, run, who)) is not None:
        return Found(side, run[0], run[-1]), run[-1] + 1
    known = _leads(s, run, who)
    if known is not None:
        return Found(known, run[0], run[-1]), run[-1] + 1
    full = who.people.get(bare_name(s.word(run[-1]))) or _by_first_name(s, run, who)
    if full and bare_name(full.split()[-1]) in who.persons:
        return Found(who.persons[bare_name(full.split()[-1])], run[0], run[-1]), run[-1] + 1
    if full:
        return Found(Side(full, "person"), run[0], run[-1]), run[-1] + 1
    name = trimmed(s.words_of(run[0], run[-1]))
    if name in who.places and name not in who.short:
        return None, run[-1] + 1
    side = _called(who.short.get(name, name))
    if side.kind == "body" and (members := _members_end(s, run)) is not None:
        body = next(k for k in run if s.low(k) == "of")
        return Found(Side(trimmed(s.words_of(run[0], body - 1)), "body"), run[0], members), members + 1
    last = run[-1]
    while last + 1 < len(s) and s.low(last + 1) in _LOWER_GROUPS | _GROUP_NOUNS and s.is_noun(last + 1):
        last += 1  # "the X rebel coalition" is X
    if learn:
        _learn(s, run[-1] + 1, side, who)
    return Found(side, run[0], last), last + 1


def _members_end(s: Sentence, run: list[int]) -> int | None:
    """Return the last token of the members in "the Contact Group of A, B and C": who sits in it is not who acts."""
    if not any(s.low(k) == "of" and country_at(s, k + 1)[0] for k in run[:-1]):
        return None
    last = None
    for k in range(run[-1] + 1, min(run[-1] + 14, len(s))):
        if s.word(k)[:1].isupper():
            last = k if last is not None or s.low(k - 1) in (",", "and", "the") else last
        elif s.low(k) not in (",", "and", "the", "of"):
            break
    return last


def _called(name: str) -> Side:
    body = _BODY.search(name) or name.lower() in words("neutral")
    return Side(name, "body" if body else "group")


def _opens(s: Sentence, i: int) -> bool:
    return i == 0 or s.word(i - 1) in ("“", '"', "‘", "-", "–", "—", ":")


def _by_first_name(s: Sentence, run: list[int], who: Who) -> str | None:
    """Return the full name of a person called by the first of his names, if just one of the report is."""
    if len(run) != 1:
        return None
    called = [full for full in who.people.values() if full.split()[0] == s.word(run[0]) and " " in full]
    return called[0] if len(set(called)) == 1 else None


def _leads(s: Sentence, run: list[int], who: Who) -> Side | None:
    """Return whom a person is said to lead: "X, who commands the paramilitary Y"."""
    after = run[-1] + 1
    rest = s.words_of(after, min(after + 14, len(s) - 1)) if after < len(s) else ""
    led = re.match(r",?\s*who (?:commands|leads|heads|controls) (?:the )?(?:[a-z]+ )*((?:[A-Z][\w'’-]*\s?)+)", rest)
    if led:
        side = Side(trimmed(led[1]), "group")
        who.persons.setdefault(bare_name(s.word(run[-1])), side)
        return side
    return None


def _person(s: Sentence, run: list[int], who: Who) -> Side | None:
    return who.persons.get(bare_name(s.word(run[-1])))


def _is_title(low: str) -> bool:
    bare = low.rstrip(".")
    return low in lexicon.titles() or bare in lexicon.titles() or bare in _TITLE_WORDS or f"{bare}." in lexicon.titles()


def _state_force(lows: list[str]) -> bool:
    joined = " ".join(low for low in lows)
    return any(joined.startswith(force) for force in words("state-force"))


def _described(s: Sentence, i: int, who: Who) -> Found:
    first = i
    while (
        first > 0
        and (s.is_a(first - 1, "amod", "compound") or s.low(first - 1) == "-")
        and s.heads[first - 1] >= first - 1
    ):
        first -= 1
    if s.low(i) == "government" and who.government is not None:
        return Found(who.government, first, i)
    last = i + 1
    while last + 1 < len(s) and s.low(i + 1) == "of" and s.word(last + 1).islower() and s.tags[last + 1] in _PLAIN:
        last += 1  # "the alliance of rebel forces"
    last = last if last > i + 1 else i
    name = s.words_of(first, last)
    return Found(Side(name.lower() if not name[:1].isupper() else name, "described"), first, last)


_PLAIN = frozenset({"NN", "NNS", "JJ"})


def _government_of(s: Sentence, i: int) -> Found | None:
    """Read "the government of X" as the state X."""
    if s.low(i) != "government" or i + 2 >= len(s) or s.low(i + 1) != "of":
        return None
    land, last = country_at(s, i + 2 + (s.low(i + 2) == "the" and i + 3 < len(s)))
    return Found(Side(land, "state"), i, last) if land else None
