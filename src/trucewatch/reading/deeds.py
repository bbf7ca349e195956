"""Deeds that a plain verb tells only with the right things around it: posts set up, places left, aid that arrives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.reading import lexicon
from trucewatch.reading.clauses import case_of, is_passive, objects_of
from trucewatch.reading.parties import bare_event, set_parties
from trucewatch.reading.phrases import coordinated
from trucewatch.reading.subjects import by_agents, subject_of

if TYPE_CHECKING:
    from trucewatch.reading.syntax import Sentence
    from trucewatch.reading.work import Event, Work

_ARRIVES = frozenset({"reach", "arrive", "enter"})


def deed(work: Work, s: Sentence, i: int) -> Event | None:
    """Read "set up a post", "left the airfield", "delivered 60 tonnes of flour", "lost an arm"; else None."""
    subject = subject_of(s, i)
    passive = is_passive(s, i)
    objects = [subject] if passive and subject is not None else objects_of(s, i)
    agents = by_agents(s, i) if passive else [subject] if subject is not None else []
    act, patients = _told(s, i, agents, objects)
    if not act:
        return None
    event = bare_event(s, i, act, verbal=True)
    set_parties(work, s, event, agents if act != "wounded" else [], patients)
    return event


def _told(s: Sentence, i: int, agents: list[int], objects: list[int]) -> tuple[str, list[int]]:
    """The act, and whom or what it befalls."""
    lemma = s.lemmas[i]
    put_up = lemma in ("set", "put") and any(s.low(k) == "up" for k in s.kids[i])
    if (put_up or lemma in lexicon.words("establishing")) and any(_is(s, k, "post") for k in objects):
        return "post-established", []
    armed = any(is_armed(s, k) for k in agents)
    if lemma in ("leave", "vacate", "quit", "abandon") and armed and any(_is_place(s, k) for k in objects):
        return "withdrawal", []
    if lemma in lexicon.words("delivered") and any(_holds(s, k, "aid") for k in objects):
        return "aid-delivery", []
    if lemma in _ARRIVES and any(_holds(s, k, "aid") for k in agents):
        return "aid-delivery", []
    if lemma == "lose" and any(_is(s, k, "limb") for k in objects):
        return "wounded", agents
    return "", []


def is_armed(s: Sentence, k: int) -> bool:
    """Say whether a phrase names a force or armed people."""
    return any(
        lexicon.noun_kind(s.lemmas[m]) == "force" or s.lemmas[m] in lexicon.words("armed") for m in coordinated(s, k)
    )


def _is(s: Sentence, k: int, words: str) -> bool:
    return any(s.lemmas[m] in lexicon.words(words) for m in coordinated(s, k))


def _holds(s: Sentence, k: int, words: str) -> bool:
    """Say whether the phrase at `k`, with what stands in it before a clause, holds one of the words."""
    inside = [k, *s.children(k, "compound", "nmod"), *(g for m in s.children(k, "nmod") for g in s.children(m, "conj"))]
    return any(s.lemmas[t] in lexicon.words(words) for t in inside if t == k or case_of(s, t) in ("of", "with", ""))


def _is_place(s: Sentence, k: int) -> bool:
    return lexicon.noun_kind(s.lemmas[k]) == "place" or s.is_name(k)
