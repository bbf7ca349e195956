"""Noun phrases: what a name or description is called, which words it covers, and what kind of thing it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.reading import lexicon

if TYPE_CHECKING:
    from trucewatch.model import Span
    from trucewatch.reading.syntax import Sentence

LEFT = ("compound", "amod", "nmod:poss", "nmod:desc", "flat", "goeswith", "nmod:unmarked", "det:predet")
_OF_HEADS = ("group", "force", "writing")
_OF_NAMES = ("place", "object")
_LEANING = frozenset(
    ["ally", "proxy", "supporter", "backer", "militia", "militias", "partner", "affiliate", "force", "forces"]
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: its head, the tokens it covers, and the words by which it is called."""

    head: int
    first: int
    last: int
    name: str
    span: Span
    kind: str | None


def phrase(s: Sentence, head: int) -> Phrase:
    """Return the phrase around `head`: modifiers before it, the rest of a name after it, no clauses."""
    members = {head}
    for k in s.kids[head]:
        if (k < head and (s.is_a(k, *LEFT) or s.deps[k] in LEFT)) or (k > head and s.is_a(k, "flat", "goeswith")):
            members.update(s.subtree(k))
        elif k > head and s.is_a(k, "nmod") and _belongs(s, head, k):
            members.update(phrase_members(s, k))
        elif k > head and s.is_a(k, "conj") and _leans_on(s, k):
            members.update(range(head, k + 1))
    first = last = head
    while first - 1 in members or (first > 0 and s.word(first - 1) == "-" and first - 2 in members):
        first -= 1
    while last + 1 in members or (
        last + 2 in members and s.is_a(last + 1, "case", "det", "punct") and s.heads[last + 1] in members
    ):
        last += 1
    while first < head and _drops(s, first):
        first += 1
    last = _to_end_of_name(s, head, last)
    return Phrase(head, first, last, s.words_of(first, last), s.span_of((first, last)), kind_of(s, head, first, last))


def _to_end_of_name(s: Sentence, head: int, last: int) -> int:
    """Take "for Human Rights" to "Syrian Observatory", whatever the parse says: only a name goes on in capitals."""
    if not s.word(head)[0].isupper() or lexicon.noun_kind(s.low(head)) not in ("group", "force"):
        return last
    end = last
    k = last + 1
    while k < len(s) and (_capital(s, k) or (s.low(k) in ("for", "of", "and", "the") and k + 1 < len(s))):
        if _capital(s, k):
            end = k
        elif s.low(k) == "and" and not (end == k - 1 and k > last + 1):
            break
        k += 1
    return end if any(s.low(m) in ("for", "of") for m in range(last + 1, end)) or end == last else last


def _capital(s: Sentence, k: int) -> bool:
    return s.word(k)[0].isupper() and s.tags[k][:2] in ("NN", "JJ", "VB")


def phrase_members(s: Sentence, head: int) -> list[int]:
    """The tokens of the phrase around `head`, with its preposition and article."""
    inner = phrase(s, head)
    return sorted({*range(inner.first, inner.last + 1), *s.children(head, "case", "det")})


def _drops(s: Sentence, i: int) -> bool:
    """Say whether a word at the left edge is no part of what the phrase is called."""
    return (
        s.low(i) in lexicon.words("dropped")
        or s.tags[i] in ("CD", "PRP$", "DT", "''", "``", "RB", "POS", ",", "-LRB-")
        or s.word(i) in "\"'-,("
    )


def _belongs(s: Sentence, head: int, k: int) -> bool:
    """Say whether "of X", "for X" after the head belong to the name: "Ministry of Defence", "forces of the regime"."""
    case = s.child(k, "case")
    if case is None or s.low(case) not in ("of", "for"):
        return False
    if s.word(head)[0].isupper() and s.is_name(k) and s.is_name(head):
        return True
    kind = lexicon.noun_kind(s.lemmas[head])
    if s.low(case) == "of" and s.low(head) in lexicon.titles() and s.is_noun(k):
        return True
    if s.child(k, "nummod") is not None or (s.lemmas[k], "n") in lexicon.acts():
        return False
    return s.low(case) == "of" and s.is_noun(k) and (kind in _OF_HEADS or (kind in _OF_NAMES and s.is_name(k)))


def kind_of(s: Sentence, head: int, first: int, last: int) -> str | None:
    """Return person, group, force, object, place or writing, as far as words alone tell; else None."""
    if s.is_name(head):
        return _kind_of_name(s, head, first, last)
    return lexicon.noun_kind(s.lemmas[head])


def _kind_of_name(s: Sentence, head: int, first: int, last: int) -> str | None:
    """The kind of a proper name: by its title, as a country or outlet, by a common noun in it, or as an acronym."""
    words = [s.low(i) for i in range(first, last + 1)]
    name = " ".join(words)
    if any(s.deps[k] == "nmod:desc" and s.low(k) in lexicon.titles() for k in s.kids[head]):
        return "person"
    if words[0] in lexicon.titles() and len(words) > 1 and lexicon.nouns().get(words[-1]) not in _OF_HEADS:
        return "person"  # "General Kaya"; "Defence Ministry" and "Foreign Office" begin like a title and are none
    if lexicon.countries().names.get(name) or lexicon.countries().capitals.get(name):
        return "group"
    if s.words_of(first, last) in lexicon.media():
        return "publisher"
    for word in (words[-1], *words):
        kind = lexicon.nouns().get(word) or lexicon.nouns().get(word.removesuffix("s"))
        if kind in ("group", "force", "place"):
            return kind
    if name in lexicon.countries().demonyms:
        return "group"
    if len(words) == 1 and s.word(head).isupper() and len(name) > 1:
        return "group"
    return None


def _leans_on(s: Sentence, k: int) -> bool:
    """Say whether a conjunct only exists through the first: "government forces and their allies"."""
    if s.lemmas[k] not in _LEANING:
        return False
    return any(s.low(g) in ("their", "its", "his", "her", "allied") for g in s.children(k, "nmod:poss", "amod"))


def coordinated(s: Sentence, head: int) -> list[int]:
    """The head and what is joined to it by "and" or "or": "Turkey and Russia"."""
    joined = [head]
    for k in s.children(head, "conj"):
        if _leans_on(s, k) or (k > 0 and s.low(k - 1) in ("voiced", "expressed")):
            continue
        if s.is_noun(k) or s.tags[k] in ("PRP", "CD", "JJ", "DT"):
            joined.extend(coordinated(s, k))
    return joined


def is_armed(s: Sentence, k: int) -> bool:
    """Say whether a phrase names a force or armed people."""
    return any(
        lexicon.noun_kind(s.lemmas[m]) == "force" or s.lemmas[m] in lexicon.words("armed") for m in coordinated(s, k)
    )


def is_somebody(s: Sentence, k: int) -> bool:
    """Say whether a token heads people, a body or a force; rain, laws and records do nothing."""
    if s.tags[k] == "PRP":
        return s.low(k) != "it"
    return s.is_name(k) or lexicon.noun_kind(s.lemmas[k]) in ("person", "group", "force")


def without_the(name: str) -> str:
    """A name without its article: "the Red Cross" is the Red Cross."""
    return name.removeprefix("the ").removeprefix("The ")
