"""Places told beside the act in its own sentence: of the "when" clause, of the verb that carries it, of who heard it.

An act that names no place happened where its circumstances did: "two soldiers were wounded when a shell hit their post
near X". One named place may stand there and no second; else the act has none.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from trucewatch.model import Place
from trucewatch.model.acts import HARM
from trucewatch.reading import lexicon
from trucewatch.reading.clauses import case_of, has_passive_marks
from trucewatch.reading.finer_places import finer
from trucewatch.reading.placing import (
    at,
    candidates_in,
    is_somewhere,
    locate,
    passed,
    place_at,
    place_hit,
    place_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from trucewatch.reading.syntax import Sentence
    from trucewatch.reading.work import Event, Work

ON_GROUND = HARM | {
    "arrest",
    "displaced",
    "return",
    "facilitate-return",
    "troop-movement",
    "withdrawal",
    "post-established",
    "overflight",
    "patrol",
    "patrol-cut-short",
    "obstruction",
    "exercise",
    "protest",
    "aid-delivery",
}
"""Acts that are done at a place; words, agreements and answers are given anywhere."""
OUTCOMES = frozenset({"killed", "wounded"})
_MEANWHILE = frozenset({"when", "as", "while", "where"})
_AWAY = frozenset({"to", "toward", "towards", "from"})
_HERE = frozenset({"in", "at", "near", "inside", "outside", "around", "on"})


def beside(work: Work, s: Sentence, event: Event, events: list[Event]) -> Place | None:
    """The one place that the sentence leaves for an act whose clause names none, with a method that says whence."""
    if event.act not in ON_GROUND or event.future or event.possible or event.conditional:
        return None
    for clause, word in _circumstances(s, event):
        found = _only(_told_in(work, s, clause, event, events))
        if found is not None:
            return replace(found, method=f"{found.method}, the only place of the clause “{word} …” beside the act")
    return _of_its_verb(work, s, event) or _heard(work, s, event)


def _circumstances(s: Sentence, event: Event) -> Iterator[tuple[int, str]]:
    """Heads of the clauses that tell what went on when the act was done, each with its first word."""
    words = _MEANWHILE | {"after"} if event.act in OUTCOMES else _MEANWHILE
    verbs = [event.trigger, *event.joined]
    up = s.heads[event.trigger]
    if not event.verbal and s.is_a(event.trigger, "nsubj", "obj") and s.is_verb(up):
        verbs.append(up)
    if s.lemmas[up] == "hear":
        return  # what went on where it was heard
    for verb in verbs:
        for k in s.children(verb, "advcl"):
            first = next(m for m in s.subtree(k) if not s.is_a(m, "punct"))
            if s.low(first) in words and s.is_verb(k):
                yield k, s.low(first)
    for k in sorted(event.tokens):
        for clause in s.children(k, "acl:relcl"):
            if any(s.low(m) == "where" for m in s.kids[clause]):
                yield clause, "where"


def _told_in(work: Work, s: Sentence, clause: int, event: Event, events: list[Event]) -> list[Place]:
    """The places of a clause: those of the acts in it, else every named one that it has."""
    inside = frozenset(s.subtree(clause)) - event.tokens
    heads = [k for kind, k in candidates_in(work, s, sorted(inside)) if kind == 0 and not _leads_away(s, k)]
    if any(s.is_a(k, "conj") for k in heads):
        return []  # "in A and in B"
    acts = [e for e in events if e.trigger in inside and e.act in ON_GROUND]
    places = [p for e in acts if (p := finer(place_of(work, s, e), place_hit(work, s, e))) is not None]
    if places:
        named = (p for p in places if not (p.method or "").startswith("description"))
        return [p for p in named if p.relation not in _AWAY]
    goals = (k for t in inside if s.is_verb(t) for k in passed(s, t))
    heads += [k for k in goals if k not in heads and is_somewhere(work, s, k)]
    return [place_at(work, s, k) for k in not_within(s, heads)]


def _leads_away(s: Sentence, k: int) -> bool:
    """Say whether a place is only a goal or a source, or lies where one does: "heading to the airport in X"."""
    return any(case_of(s, m) in _AWAY for m in (k, *s.ancestors(k)) if s.is_noun(m))


def not_within(s: Sentence, heads: Iterable[int]) -> list[int]:
    """The places among `heads` that do not only say where another of them lies."""
    heads = list(heads)
    return [k for k in heads if not any(up in heads for up in s.ancestors(k) if s.is_noun(up))]


def _only(places: list[Place]) -> Place | None:
    return places[0] if len({p.ref or p.name for p in places}) == 1 else None


def _of_its_verb(work: Work, s: Sentence, event: Event) -> Place | None:
    """Read "attended the withdrawal of arms from the depot at X": the place within what stands beside the noun."""
    verb = s.heads[event.trigger]
    carried = not event.verbal and s.is_a(event.trigger, "obj", "nsubj") and s.is_verb(verb)
    if not carried or (s.lemmas[verb], "v") in lexicon.cues():
        return None
    beside_it = (k for k in s.children(verb, "obl") if case_of(s, k) in _HERE | {"from"})
    inner = [m for k in beside_it for m in s.children(k, "nmod") if case_of(s, m) in _HERE]
    heads = [k for kind, k in candidates_in(work, s, inner) if kind == 0]
    if len(heads) != 1:
        return None
    found = place_at(work, s, heads[0])
    return replace(found, method=f"{found.method}, the only place beside the verb of the act")


def _heard(work: Work, s: Sentence, event: Event) -> Place | None:
    """The place of an act that was only heard: from where it was heard to come, else near those who heard it."""
    verb = s.heads[event.trigger]
    if event.verbal or s.lemmas[verb] != "hear" or not s.is_a(event.trigger, "obj", "nsubj"):
        return None
    if has_passive_marks(s, verb):
        able = any(s.low(k) in ("can", "could") for k in s.children(verb, "aux"))  # "can be heard from" is a listener's
        origins = [k for k in s.children(verb, "obl") if case_of(s, k) == "from"]
        known = origins if len(origins) == 1 and not able else []
        heads = [k for k in known if lexicon.noun_kind(s.lemmas[k]) == "place" or is_somewhere(work, s, k)]
        how = "where it was heard to come from"
    else:
        inner = (m for k in s.children(verb, "nsubj") for m in s.children(k, "nmod") if case_of(s, m) in _HERE)
        heads = [k for kind, k in candidates_in(work, s, inner) if kind == 0]
        how = _LISTENER
    if len(heads) != 1:
        return None
    found = replace(place_at(work, s, heads[0]), relation="in")
    if how is _LISTENER and found.located:
        near = locate(work, f"near {found.name}")
        bare = Place(name=found.name, span=found.span, method="relation not located")
        found = bare if near is None else at(bare, near)
    relation = "near" if how is _LISTENER else "in"
    return replace(found, relation=relation, method=f"{found.method}, {how}")


_LISTENER = "where it was heard, not where it was"
