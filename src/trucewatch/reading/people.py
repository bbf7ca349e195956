"""Persons, groups and offices of the document by their fullest names, and what a noun phrase names."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from trucewatch.model import Named
from trucewatch.model.acts import act_of
from trucewatch.reading import lexicon
from trucewatch.reading.phrases import phrase, without_the

if TYPE_CHECKING:
    from trucewatch.model import Span, Speaker
    from trucewatch.reading.phrases import Phrase
    from trucewatch.reading.syntax import Sentence
    from trucewatch.reading.work import Work

_HONORIFICS = frozenset({"mr", "mrs", "ms", "miss", "sir", "lord", "lady"})


def register(work: Work) -> None:
    """Collect full names by last name, and who holds which office."""
    for s in work.sentences:
        for i in range(len(s)):
            if s.is_noun(i) and s.word(i)[0].isupper() and not s.is_a(i, "flat", "compound", "goeswith"):
                _register_group(work, s, phrase(s, i))
            if s.is_name(i) and not s.is_a(i, "flat", "compound", "nmod:desc", "goeswith"):
                _register_name(work, s, i)


def _register_group(work: Work, s: Sentence, found: Phrase) -> None:
    """Keep the longest name of each group under each of its head words."""
    if found.kind not in ("group", "force") or found.last == found.first:
        return
    for k in range(found.first, found.last + 1):
        if lexicon.noun_kind(s.low(k)) not in ("group", "force"):
            continue
        names = work.groups.setdefault(s.low(k), [])
        inside = next((n for n in names if n in found.name or found.name in n), None)
        if inside is None:
            names.append(found.name)
        elif len(found.name) > len(inside):
            names[names.index(inside)] = found.name


def _register_name(work: Work, s: Sentence, i: int) -> None:
    """Keep a name of two words or more that its title, its speaking or an apposition shows to be a person's."""
    found = phrase(s, i)
    named = name_tokens(s, found)
    titled = found.kind == "person"
    speaks = s.is_a(i, "nsubj") and ("v" in _pos_of_cue(s, s.heads[i]))
    if len(named) >= 2 and found.kind in ("person", None) and (titled or speaks or _looks_personal(s, found)):  # noqa: PLR2004
        full = " ".join(s.word(k) for k in named)
        last = _last_name(s, named)
        if len(full) > len(work.people.get(last, "")):
            work.people[last] = full
    titled = titled or bool(_offices_of(s, i))
    if titled and named:
        last = _last_name(s, named)
        work.people.setdefault(last, " ".join(s.word(k) for k in named))
        for country, office in _offices_of(s, i):
            work.offices.setdefault((country, office), work.people[last])


def _last_name(s: Sentence, named: list[int]) -> str:
    """The last name, without an article: al-Assad and Assad are one."""
    return bare_name(s.word(named[-1]))


def bare_name(word: str) -> str:
    """Strip a hyphenated article from a name and lower it."""
    low = word.lower()
    head, _, rest = low.partition("-")
    return rest if rest and len(head) <= 2 else low  # noqa: PLR2004  (al, el, as, …)


def _pos_of_cue(s: Sentence, i: int) -> str:
    return "".join(pos for pos in "vn" if (s.lemmas[i], pos) in lexicon.cues()) if s.is_verb(i) else ""


def _looks_personal(s: Sentence, found: Phrase) -> bool:
    """Say whether an apposition or an age marks a person: "Raja Androon, a 65-year-old Syrian"."""
    for k in s.children(found.head, "appos"):
        if lexicon.noun_kind(s.lemmas[k]) == "person" or s.low(k) in lexicon.titles():
            return True
    return False


def name_tokens(s: Sentence, found: Phrase) -> list[int]:
    """The proper-noun tokens of a phrase, without titles, offices and nationalities before them."""
    owned = {t for k in s.children(found.head, "nmod:poss") for t in s.subtree(k)}
    tokens = [
        k
        for k in range(found.first, found.last + 1)
        if k not in owned and (s.is_name(k) or s.word(k) in ("-", "de", "van", "von", "bin"))
    ]
    gaps = [n for n in range(1, len(tokens)) if tokens[n] - tokens[n - 1] > 1]
    tokens = tokens[gaps[-1] :] if gaps and found.head >= tokens[gaps[-1]] else tokens
    while len(tokens) > 1 and (
        _is_title(s.low(tokens[0])) or s.low(tokens[0]) in lexicon.countries().demonyms or not s.is_name(tokens[0])
    ):
        tokens = tokens[1:]
    if found.kind in ("person", None):
        # "Presidency Minister Ada Quill": what stands before an office belongs to it.
        office = [n for n, k in enumerate(tokens[:-1]) if _is_title(s.low(k)) and _is_office(s.low(k))]
        tokens = tokens[office[-1] + 1 :] if office else tokens
    return [k for k in tokens if s.low(k) not in lexicon.countries().demonyms or len(tokens) == 1]


def _is_title(low: str) -> bool:
    bare = low.rstrip(".")
    return bare in lexicon.titles() or f"{bare}." in lexicon.titles() or bare in _HONORIFICS


def _is_office(low: str) -> bool:
    """Say whether a title ends what stands before a name; "Deputy Head" and "foreign" go on."""
    return low.rstrip(".") in lexicon.words("office") or lexicon.titles().get(low) == "rank"


def _offices_of(s: Sentence, i: int) -> list[tuple[str, str]]:
    """(country, office) pairs before a name: "Turkish President Recep Tayyip Erdogan"."""
    pairs: list[tuple[str, str]] = []
    before = [k for k in s.subtree(i) if k < i]
    titles = [(k, before) for k in before if s.low(k) in lexicon.words("office")][-1:]
    titles += [(k, s.subtree(k)) for k in s.children(i, "appos") if s.low(k) in lexicon.words("office")]
    if s.is_a(i, "appos") and s.low(s.heads[i]) in lexicon.words("office"):
        titles.append((s.heads[i], [k for k in s.subtree(s.heads[i]) if k < i]))
    for office, around in titles:
        lands = [c for k in around if (c := lexicon.countries().of(s.word(k)))]
        pairs.extend((land, s.low(office)) for land in lands or [""])
    return pairs


def named_at(work: Work, s: Sentence, head: int) -> Named:
    """Return what the phrase at `head` names: the fullest name of a known person, else the words themselves."""
    head = beside_name(s, head)
    found = phrase(s, head)
    person = _person(work, s, found)
    if person:
        return Named(name=person, span=found.span, kind="person")
    full = _full_group(work, s, found) or _only_group(work, s, found)
    if full:
        return Named(name=full, span=found.span, kind=found.kind)
    land = lexicon.countries().demonyms.get(found.name.lower())
    if land and s.tags[head].startswith("JJ"):
        return Named(name=land, span=found.span, kind="group")
    return Named(name=found.name, span=found.span, kind=found.kind or ("person" if _unknown_person(s, found) else None))


def _full_group(work: Work, s: Sentence, found: Phrase) -> str | None:
    """The full name of "the ministry", "the Observatory", if just one group of the document is called so."""
    if (
        found.first != found.last
        or not any(s.low(k) == "the" for k in s.kids[found.head])
        or s.tags[found.head] in ("NNS", "NNPS")
    ):
        return None
    names = work.groups.get(s.low(found.head), [])
    return names[0] if len(names) == 1 else None


def _only_group(work: Work, s: Sentence, found: Phrase) -> str | None:
    """The name of "the group", where the document has named just one body before that is no state's."""
    the = any(s.low(k) == "the" for k in s.kids[found.head])
    if found.first != found.last or not the or s.low(found.head) not in lexicon.words("any-group"):
        return None
    if any(s.is_a(k, "nmod", "acl", "acl:relcl", "appos") for k in s.kids[found.head]):
        return None
    if work.only_body is None:
        return None
    name, first, last = work.only_body
    return name if first <= found.span[0] < last else None


def only_body(work: Work) -> tuple[str, int, int] | None:
    """The first body that "the group" may mean, and the stretch from where it is told to fight to another's naming.

    One that only visits, treats or calls for calm is no "group", or an attack "by the group" would become its own.
    """
    bodies = [one for one in work.mentions if one.kind == "Organisation"]
    last_of = {one.span[1]: one.span[0] for one in bodies}
    only: str | None = None
    start: int | None = None
    for one in bodies:
        name = without_the(one.name)
        several = " and " in name and last_of[one.span[1]] > one.span[0]
        if several or not _is_body(name):
            continue
        if only is not None and name not in only and only not in name:
            return None if start is None else (only, start, one.span[0])
        only = name if only is None or len(name) > len(only) else only
        if start is None and _fights(work, one.span):
            start = one.span[1]
    return None if only is None or start is None else (only, start, len(work.document.text))


def _fights(work: Work, span: Span) -> bool:
    """Say whether what is named at `span` is told to do harm there."""
    at = bisect_right(work.sentences, span[0], key=lambda s: s.span[0]) - 1
    s = work.sentences[at] if at >= 0 else None
    if s is None:
        return False
    inside = (k for k, t in enumerate(s.tokens) if span[0] <= t.start < span[1] and s.deps[k] == "nsubj")
    verbs = (lexicon.acts().get((s.lemmas[s.heads[k]], "v")) for k in inside)
    return any(word is not None and act_of(word.act).harm for word in verbs)


def _is_body(name: str) -> bool:
    """Say whether words are the name of a body that "the group" may mean: no state, army, ministry or outlet."""
    words = name.lower().split()
    return (
        name[0].isupper()
        and not name.rsplit(maxsplit=1)[-1].islower()
        and name not in lexicon.media()
        and lexicon.countries().of(name) is None
        and lexicon.nouns().get(words[-1]) != "force"
        and words[-1] not in lexicon.words("any-group", "state-body")
        and words[0] not in lexicon.words("state-body")
    )


def as_named(speaker: Speaker) -> Named:
    """A speaker as somebody named in a claim, without the media between."""
    return Named(name=speaker.name, span=speaker.span, kind=speaker.kind)


def longest_name(work: Work, name: str) -> str:
    """The full name of a group of which `name` is the beginning: "Syrian Observatory" of "… for Human Rights"."""
    return next((n for names in work.groups.values() for n in names if n.startswith(f"{name} ")), name)


def beside_name(s: Sentence, head: int) -> int:
    """Go from a common noun to the name right after it: "counterpart Vladimir Putin", "organisation White Helmets"."""
    if s.is_name(head) or not s.is_noun(head):
        return head
    apposed = next((k for k in s.children(head, "appos") if s.is_name(k)), None)
    if apposed is not None and (lexicon.noun_kind(s.lemmas[head]) == "person" or s.low(head) in lexicon.titles()):
        return apposed
    if head + 1 >= len(s) or not s.is_name(head + 1):
        return head
    if lexicon.noun_kind(s.lemmas[head]) not in ("person", "group", "force") and s.low(head) not in lexicon.titles():
        return head
    inside = [k for k in range(head + 1, len(s)) if s.is_name(k) and all(s.is_name(m) for m in range(head + 1, k))]
    tops = [k for k in inside if s.heads[k] not in inside]
    return tops[0] if tops else head


def _person(work: Work, s: Sentence, found: Phrase) -> str | None:
    """The fullest name of the person that a phrase names, by last name or by an office that only one holds."""
    named = name_tokens(s, found)
    if s.is_name(found.head) and named:
        known = work.people.get(bare_name(s.word(named[-1])))
        if known and found.kind in ("person", None):
            return known if bare_name(known.split()[-1]) == bare_name(s.word(named[-1])) else None
        return " ".join(s.word(k) for k in named) if found.kind == "person" else None
    office = s.low(found.head)
    if (
        office in lexicon.words("office")
        and s.kids[found.head]
        and not any(s.low(k) in ("a", "an", "another") for k in s.kids[found.head])
    ):
        lands = [c for k in s.subtree(found.head) if k < found.head and (c := lexicon.countries().of(s.word(k)))]
        for land in lands:
            if (land, office) in work.offices:
                return work.offices[land, office]
        holders = {name for (_, held), name in work.offices.items() if held == office}
        if not lands and len(holders) == 1:
            return next(iter(holders))
    return None


def _unknown_person(s: Sentence, found: Phrase) -> bool:
    named = name_tokens(s, found)
    if s.is_name(found.head) and s.low(found.first).rstrip(".") in _HONORIFICS and found.first < found.last:
        return True
    return s.is_name(found.head) and len(named) >= 2 and not any(s.low(k) == "the" for k in s.kids[found.head])  # noqa: PLR2004


def unique(named: list[Named]) -> list[Named]:
    """Keep the first of each name, in any letter case."""
    seen: dict[str, Named] = {}
    for one in named:
        seen.setdefault(one.name.lower(), one)
    return list(seen.values())


def without_others(targets: list[Named]) -> list[Named]:
    """Leave "others" out where somebody is named."""
    named = [t for t in targets if t.name.lower() not in ("others", "other", "one", "many", "several", "dozens")]
    return named or targets


def of_one_country(a: str, b: str) -> bool:
    """Say whether two names carry the same country: "Russian aircraft", "Russian Defence Ministry"."""
    lands = [{land for word in name.split() if (land := lexicon.countries().of(word))} for name in (a, b)]
    return bool(lands[0] & lands[1])
