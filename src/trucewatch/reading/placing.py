"""Where an act happened: the place that its clause names, with its relation, located where the gazetteer knows it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from trucewatch.model import Place
from trucewatch.reading import lexicon
from trucewatch.reading.clauses import case_of
from trucewatch.reading.distances import are_lands, stands_for, told_at
from trucewatch.reading.phrases import phrase
from trucewatch.reading.times_words import FULL_MONTHS, FULL_WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trucewatch.geography import Located
    from trucewatch.reading.syntax import Sentence
    from trucewatch.reading.where_words import Told
    from trucewatch.reading.work import Event, Work

_DAYS = FULL_MONTHS | FULL_WEEKDAYS
RELATIONS = {
    "near": "near",
    "around": "near",
    "outside": "outskirts of",
    "along": "along",
    "between": "between",
    "across": "in",
    "over": "in",
    "on": "in",
    "at": "in",
    "into": "in",
    "inside": "in",
    "to": "in",
    "within": "in",
}
"""How an act lies to a place, by the preposition before the place's name."""


def place_of(work: Work, s: Sentence, event: Event) -> Place | None:
    """The place of an act: a named place in its clause before a described one, the nearest first."""
    candidates = _candidates(work, s, event.tokens)
    if event.act == "withdrawal":
        left = [k for k in s.children(event.trigger, "obl", "obj") if case_of(s, k) in ("from", "of", "out", "")]
        candidates += [(0, k) for k in left if lexicon.noun_kind(s.lemmas[k]) == "place" or is_place(work, s, k)]
    if not candidates and event.act != "statement":
        candidates = [
            c
            for c in _candidates(work, s, range(len(s)))
            if c[0] == 0 and s.is_a(c[1], "obl") and _same_clause_place(s, c[1], event)
        ]
    if not candidates:
        return None
    spans = {n.span for n in event.actors}
    usable = [c for c in candidates if phrase(s, c[1]).span not in spans] or []
    if not usable:
        return None
    near = sorted(usable, key=lambda c: (c[0], abs(c[1] - event.trigger)))[:4]
    found = [(kind, place_at(work, s, head), head) for kind, head in near]
    return min(found, key=lambda f: (f[0], _rank(work, s, f[2], f[1]), abs(f[2] - event.trigger)))[1]


def _rank(work: Work, s: Sentence, head: int, place: Place) -> int:
    """How finely a place is known; one that is only told from another ("6 km south of X") is no finer than a name."""
    return max(_coarseness(place), 1 if told_at(work, s, head) is not None else 0)


def place_in(work: Work, s: Sentence, tokens: Iterable[int], near: int) -> Place | None:
    """The named place among `tokens`, the nearest to `near`, for what is said without an act of the vocabulary."""
    named = [k for kind, k in _candidates(work, s, tokens) if kind == 0]
    return place_at(work, s, min(named, key=lambda k: abs(k - near))) if named else None


_FINE_M = 20_000
"""A place known to this radius is a settlement or an area, a wider one a province or a country."""


def _coarseness(place: Place) -> int:
    """0 for a place found finely, 1 for a name not found, 2 for a province or a country."""
    if not place.located or place.radius_m is None:
        return 1
    return 0 if place.radius_m <= _FINE_M else 2


_HITS = frozenset(
    {
        "shelling",
        "attack",
        "air-strike",
        "drone-strike",
        "missile-launch",
        "ground-advance",
        "offensive",
        "obstruction",
        "overflight",
    }
)


def place_hit(work: Work, s: Sentence, event: Event) -> Place | None:
    """The place that is itself the target: "shelled Binnish", "an attack on a village"."""
    if event.act not in _HITS:
        return None
    for k in event.sufferers:
        kind = phrase(s, k).kind
        if lexicon.noun_kind(s.lemmas[k]) == "place":
            return place_at(work, s, k)
        if s.is_name(k) and kind in (None, "place") and s.low(k) not in _DAYS:
            found = place_at(work, s, k)
            if found.located or event.word in lexicon.words("falling"):
                return found
    return None


def finer(named: Place | None, hit: Place | None) -> Place | None:
    """The place that was hit, if it is known more finely than the place that the clause names beside it."""
    if named is None or hit is None:
        return named or hit
    return hit if hit.located and _coarseness(hit) < _coarseness(named) else named


def _same_clause_place(s: Sentence, k: int, event: Event) -> bool:
    return s.heads[k] == event.trigger or s.heads[k] in s.ancestors(event.trigger)


def _candidates(work: Work, s: Sentence, tokens: Iterable[int]) -> list[tuple[int, int]]:
    """(0 for a name, 1 for a description; head) of each place phrase among `tokens`."""
    found = []
    for k in tokens:
        told = told_at(work, s, k)
        if told is not None and is_told(work, told):
            if s.is_noun(k) and (0, stands_for(s, told)) not in found:
                found.append((0, stands_for(s, told)))
            continue
        if not s.is_noun(k) or s.is_a(k, "flat", "compound", "nmod:desc"):
            continue
        if is_place(work, s, k):
            found.append((0 if _named(s, k) else 1, k))
    return found


def _named(s: Sentence, k: int) -> bool:
    found = phrase(s, k)
    inside = range(found.first, found.last + 1)
    return any(s.is_noun(t) and s.word(t)[0].isupper() and (s.is_name(t) or t > 0) for t in inside)


def is_place(work: Work, s: Sentence, k: int) -> bool:
    """Say whether a noun stands as a place: a name or place noun after a preposition of place."""
    case = case_of(s, k)
    told = told_at(work, s, k)
    if told is not None and is_told(work, told):
        return True
    if s.is_a(k, "conj") and s.heads[k] != k:
        return is_place(work, s, s.heads[k])
    if case not in lexicon.words("place-case") or s.low(k) in _DAYS:
        return False
    kind = phrase(s, k).kind
    if lexicon.noun_kind(s.lemmas[k]) == "place":
        return not (case in ("of", "to", "from", "by") and not _named(s, k))
    capital = k > 0 and s.word(k)[0].isupper()
    if not (s.is_name(k) or capital) or kind in ("person", "publisher", "writing", "force"):
        return False
    if case in ("of", "by", "to", "against", "from", "between"):
        land = lexicon.countries().of(phrase(s, k).name)
        return case in ("of", "to", "from") and land is None and s.lemmas[s.heads[k]] in lexicon.words("of-place")
    low = s.low(k)
    if case in ("on", "over", "through", "off", "by", "within"):
        return locate(work, phrase(s, k).name) is not None
    return low not in lexicon.countries().demonyms and not any(
        s.low(t) in lexicon.titles() for t in s.subtree(k) if t < k
    )


def place_at(work: Work, s: Sentence, head: int) -> Place:
    """The place record of a phrase, located if the gazetteer is sure."""
    told = told_at(work, s, head)
    if told is not None and is_told(work, told):
        return place_told(work, told)
    head = _part_of(s, head)
    found = phrase(s, head)
    case = case_of(s, head)
    name = found.name
    asked = tuple(n for n in (f"{case} {name}" if case in _BESIDE else None, name, _name_inside(s, head)) if n)
    if case == "between":
        asked = ()  # what lies between a place and another is not in the first
    relation = RELATIONS.get(case, case or None)
    located = next((there for words in asked if (there := locate(work, words)) is not None), None)
    if located is None:
        method = "not found" if _named(s, head) else "description"
        return Place(name=name, span=found.span, relation=relation, method=method)
    return at(Place(name=name, span=found.span, relation=relation), located)


_BESIDE = ("near", "outside", "around")


def at(place: Place, found: Located) -> Place:
    """Put what the gazetteer found into the record of a place; the words stay the text's."""
    return replace(
        place,
        lon=found.lon,
        lat=found.lat,
        radius_m=found.radius_m,
        ref=found.ref,
        method=found.method,
        kind=found.kind,
        doubt=found.doubt,
    )


def is_told(work: Work, told: Told) -> bool:
    """Say whether a phrase of more than a name tells a place; "between Ada and Ben" does not."""
    if are_lands(told):
        return False
    return not told.known or all(locate(work, name) is not None for name in told.names)


def place_told(work: Work, told: Told) -> Place:
    """The record of "between A and B" or "6 km south of X": the gazetteer's shape, never one of its names alone."""
    place = Place(name=work.document.text[slice(*told.name)], span=told.name, relation=told.relation)
    located = locate(work, told.asked) if told.asked is not None else None
    if located is not None:
        return at(place, located)
    lost = not any(locate(work, name) is not None for name in told.names)
    return replace(place, method="not found" if lost and told.method == "relation not located" else told.method)


def _part_of(s: Sentence, head: int) -> int:
    """Go from Idlib to the whole in "the southern countryside of Idlib": the name alone would lose the part."""
    up = s.heads[head]
    part = case_of(s, head) == "of" and s.lemmas[up] in lexicon.words("part-of-place")
    return up if part and phrase(s, up).last >= head else head


def _name_inside(s: Sentence, head: int) -> str | None:
    """The proper name inside "the village of Hazarin", "Syria's Idlib", "Idlib province"."""
    found = phrase(s, head)
    if s.is_name(head):
        names = [t for t in range(found.first, found.last + 1) if s.is_name(t) and not s.is_a(t, "nmod:poss")]
        return s.words_of(names[0], names[-1]) if names else None
    inside = (
        k for k in s.children(head, "nmod", "appos") if case_of(s, k) in ("", "of", "in", "at", "inside", "within")
    )
    of = next((k for k in inside if s.is_name(k)), None)
    if of is not None:
        return phrase(s, of).name
    names = [t for t in range(found.first, found.last + 1) if s.is_name(t) and not s.is_a(t, "nmod:poss")]
    return s.words_of(names[0], head) if names else None


def locate(work: Work, words: str) -> Located | None:
    """Ask the gazetteer for a place phrase; None where it is not sure, and the place stays a name.

    Without a country of the case, a name that several countries share is settled only if just one country that the
    document names has it. Words without any capital are no name: "the country" is not a village that is called so.
    """
    if words == words.lower() and words != words.upper():
        return None
    known = work.places.get(words)
    if words not in work.places:
        known = work.places[words] = _locate(work, words)
    return known


def _locate(work: Work, words: str) -> Located | None:
    """The place of `words`, by the country of the case, else by those that the document names."""
    from trucewatch.geography import builtin, locate_phrase

    gazetteer = work.context.gazetteer or builtin()
    found = locate_phrase(words, gazetteer=gazetteer, country=work.context.country)
    if found is not None:
        return found
    if work.context.country is not None:
        return None
    inside = [f for iso in work.countries if (f := locate_phrase(words, gazetteer=gazetteer, country=iso)) is not None]
    if len({f.ref for f in inside}) != 1:
        return None
    return replace(inside[0], method=f"{inside[0].method}, in a country that the document names")
