"""Where an act happened: the place that its clause names, with its relation, located where the gazetteer knows it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from trucewatch.model import Place
from trucewatch.reading import lexicon
from trucewatch.reading.clauses import case_of
from trucewatch.reading.distances import are_lands, stands_for, told_at
from trucewatch.reading.finer_places import coarseness, outermost
from trucewatch.reading.nearby import beginning_in
from trucewatch.reading.phrases import coordinated, phrase
from trucewatch.reading.times_words import FULL_MONTHS, FULL_WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trucewatch.geography import Located
    from trucewatch.reading.phrases import Phrase
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
    candidates = [*candidates_in(work, s, event.tokens), *((0, k) for k in gone_to(work, s, event))]
    if event.act == "withdrawal":
        left = [k for k in s.children(event.trigger, "obl", "obj") if case_of(s, k) in ("from", "of", "out", "")]
        candidates += [
            (0, k)
            for k in left
            if lexicon.noun_kind(s.lemmas[k]) == "place" or is_place(work, s, k) or is_somewhere(work, s, k)
        ]
    if not candidates and event.act != "statement":
        candidates = [
            c
            for c in candidates_in(work, s, range(len(s)))
            if c[0] == 0
            and s.is_a(c[1], "obl")
            and _same_clause_place(s, c[1], event)
            and (not _is_thing(s, c[1]) or place_at(work, s, c[1]).located)
        ]
    if not candidates:
        return None
    spans = {n.span for n in event.actors}
    usable = [c for c in candidates if phrase(s, c[1]).span not in spans and not _is_of_another(s, c[1], event)]
    if not usable:
        return None
    near = sorted(usable, key=lambda c: (c[0], abs(c[1] - event.trigger)))[:4]
    found = [(kind, place_at(work, s, head), head) for kind, head in near]
    best = min(found, key=lambda f: (f[0], _rank(work, s, f[2], f[1]), abs(f[2] - event.trigger)))
    return outermost(s, found, best)


def _is_of_another(s: Sentence, k: int, event: Event) -> bool:
    """Say whether a place is where somebody died of it later, or perhaps of a clause that the parse does not part."""
    if event.word in _LATER and s.lemmas[k] in lexicon.words("infirmary"):
        return True
    between = range(event.trigger + 1, k)
    parted = any(s.word(t) == ";" or (s.word(t) == "," and s.low(t + 1) in ("and", "but")) for t in between)
    return parted and _is_thing(s, k)


def _is_thing(s: Sentence, k: int) -> bool:
    """Say whether only the tagger makes a phrase a place ("the Kosevo hospital"): its noun is no place, nor a name."""
    return not s.is_name(k) and lexicon.noun_kind(s.lemmas[k]) != "place"


_LATER = frozenset({"die", "succumb", "treat", "death"})
"""Words of what comes after the act, in another place than it."""


def _rank(work: Work, s: Sentence, head: int, place: Place) -> int:
    """How finely a place is known; one that is only told from another ("6 km south of X") is no finer than a name."""
    return max(coarseness(place), 1 if told_at(work, s, head) is not None else 0)


def place_in(work: Work, s: Sentence, tokens: Iterable[int], near: int) -> Place | None:
    """The named place among `tokens`, the nearest to `near`, for what is said without an act of the vocabulary."""
    named = [k for kind, k in candidates_in(work, s, tokens) if kind == 0]
    return place_at(work, s, min(named, key=lambda k: abs(k - near))) if named else None


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


def _same_clause_place(s: Sentence, k: int, event: Event) -> bool:
    return s.heads[k] == event.trigger or s.heads[k] in s.ancestors(event.trigger)


def candidates_in(work: Work, s: Sentence, tokens: Iterable[int]) -> list[tuple[int, int]]:
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
            found.append((0 if is_named(s, k) else 1, k))
    return found


def is_named(s: Sentence, k: int) -> bool:
    """Say whether a phrase holds a name, or a capital that does not only open the sentence."""
    found = phrase(s, k)
    inside = (t for t in range(found.first, found.last + 1) if s.is_noun(t))
    return any(not s.word(t).islower() if s.is_name(t) else t > 0 and s.word(t)[0].isupper() for t in inside)


def _case(s: Sentence, k: int) -> str:
    """The preposition of a phrase, also where the parse hangs it on the name in front: "in" of "in al-Dadat street"."""
    return case_of(s, k) or next((c for m in s.children(k, "compound") if (c := case_of(s, m))), "")


def is_place(work: Work, s: Sentence, k: int) -> bool:
    """Say whether a noun stands as a place: a name or place noun after a preposition of place."""
    case = _case(s, k)
    told = told_at(work, s, k)
    if told is not None and is_told(work, told):
        return True
    if s.is_a(k, "conj") and s.heads[k] != k:
        return is_place(work, s, s.heads[k])
    if case not in lexicon.words("place-case") or s.low(k) in _DAYS:
        return False
    kind = phrase(s, k).kind
    if lexicon.noun_kind(s.lemmas[k]) == "place":
        return not (case in ("of", "to", "from", "by") and not is_named(s, k))
    capital = k > 0 and s.word(k)[0].isupper()
    if kind in ("person", "publisher", "writing", "force"):
        return False
    if not (s.is_name(k) or capital):
        one = s.tags[k] == "NN" and not _are_several(s, k)
        return case in _AT and one and is_named(s, k) and is_marked(work, s, k)
    if case in ("of", "by", "to", "against", "from", "between"):
        land = lexicon.countries().of(phrase(s, k).name)
        return case in ("of", "to", "from") and land is None and s.lemmas[s.heads[k]] in lexicon.words("of-place")
    low = s.low(k)
    if case in ("on", "over", "through", "off", "by", "within"):
        return locate(work, phrase(s, k).name) is not None
    return low not in lexicon.countries().demonyms and not any(
        s.low(t) in lexicon.titles() for t in s.subtree(k) if t < k
    )


_AT = frozenset({"at", "in", "inside", "near", "outside", "around"})
"""Prepositions after which a common noun with a name is a place if the tagger says so: "near the Hmeimim air base"."""


def is_marked(work: Work, s: Sentence, k: int) -> bool:
    """Say whether the tagger takes the whole phrase for a place."""
    start, end = phrase(s, k).span
    around = beginning_in(work.mentions, (start - _ARTICLE, start + 1))
    return any(m.kind == "Location" and m.span[1] == end for m in around)


def _are_several(s: Sentence, k: int) -> bool:
    """Read "the departments of A and B": two places, and one name for both."""
    return any(len(coordinated(s, m)) > 1 for m in s.children(k, "nmod") if case_of(s, m) == "of")


_ARTICLE = 5
"""Code points that a mention may begin before its phrase: its article."""


def is_somewhere(work: Work, s: Sentence, k: int) -> bool:
    """Say whether a phrase is a place by itself, whatever stands before it: one with a name, no force and no person."""
    if s.low(k) in _DAYS or not s.is_noun(k) or phrase(s, k).kind in ("person", "publisher", "writing", "force"):
        return False
    if not is_named(s, k):
        return False
    return lexicon.noun_kind(s.lemmas[k]) == "place" or is_marked(work, s, k)


_BROUGHT = frozenset({"aid-delivery", "return", "facilitate-return", "troop-movement"})


def gone_to(work: Work, s: Sentence, event: Event) -> list[int]:
    """Where aid, people or forces were brought, and whither a way was barred: "delivered food to X"."""
    if event.act == "obstruction":
        below = s.children(event.trigger, "advcl", "xcomp", "ccomp")
        barred = [k for k in below if s.lemmas[k] in lexicon.words("going")]
        heads = [m for k in (*barred, event.trigger) for m in whither(s, k)]
    elif event.act in _BROUGHT:
        heads = whither(s, event.trigger)
    else:
        return []
    return [k for k in heads if is_somewhere(work, s, k)]


def whither(s: Sentence, verb: int) -> list[int]:
    """What stands as the goal of a verb of going or bringing: after "to", or as its object."""
    beside = [*s.children(verb, "obl"), *(m for k in s.children(verb, "obj") for m in s.children(k, "nmod"))]
    return [k for k in beside if case_of(s, k) == "to"] + passed(s, verb)


def passed(s: Sentence, verb: int) -> list[int]:
    """Where somebody is who passes, enters or leaves it: the object of a verb of going."""
    return s.children(verb, "obj") if s.lemmas[verb] in lexicon.words("going") else []


def place_at(work: Work, s: Sentence, head: int) -> Place:
    """The place record of a phrase, located if the gazetteer is sure."""
    told = told_at(work, s, head)
    if told is not None and is_told(work, told):
        return place_told(work, told)
    head = _part_of(s, head)
    found = _without_case(s, phrase(s, head))
    case = _case(s, head)
    name = found.name
    asked = tuple(n for n in (f"{case} {name}" if case in _BESIDE else None, name, _name_inside(s, head)) if n)
    is_front = s.lemmas[head] in lexicon.words("front-line")
    if case == "between" or is_front:
        asked = ()  # what lies between a place and another is not in the first; a front before it is not in it
    relation = RELATIONS.get(case, case or None)
    located = next((there for words in asked if (there := locate(work, words)) is not None), None)
    if located is None:
        method = "relation not located" if is_front else "not found" if is_named(s, head) else "description"
        return Place(name=name, span=found.span, relation=relation, method=method)
    return at(Place(name=name, span=found.span, relation=relation), located)


def _without_case(s: Sentence, found: Phrase) -> Phrase:
    """A phrase without the preposition that the parse hangs on the name in front."""
    if s.tags[found.first] != "IN" or found.first == found.last:
        return found
    first = found.first + 1
    return replace(found, first=first, name=s.words_of(first, found.last), span=s.span_of((first, found.last)))


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
