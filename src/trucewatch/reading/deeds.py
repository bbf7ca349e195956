"""Deeds that a plain verb tells only with the right things around it: posts set up, places taken and left, aid.

Everybody leaves, builds, brings and loses things: a force, a place that is known for one, or goods that are aid have to
stand beside the verb.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.reading import lexicon
from trucewatch.reading.clauses import case_of, is_passive, is_time_word, objects_of
from trucewatch.reading.parties import bare_event, counted, set_parties
from trucewatch.reading.phrases import coordinated, is_armed, phrase
from trucewatch.reading.placing import locate
from trucewatch.reading.subjects import by_agents, subject_of

if TYPE_CHECKING:
    from trucewatch.reading.syntax import Sentence
    from trucewatch.reading.work import Event, Work

_ARRIVES = frozenset({"reach", "arrive", "enter"})
_DELIVERS = frozenset({"deliver", "distribute", "unload", "airdrop"})
_GIVES_UP = frozenset({"leave", "vacate", "quit", "abandon"})
_GOES_OUT = frozenset({"for", "to", "on"})


def deed(work: Work, s: Sentence, i: int) -> Event | None:
    """Read "set up a post", "took the town", "left the airfield", "delivered flour", "lost an arm"; else None."""
    subject = subject_of(s, i)
    passive = is_passive(s, i)
    objects = [subject] if passive and subject is not None else objects_of(s, i)
    agents = by_agents(s, i) if passive else [subject] if subject is not None else []
    act, patients = _told(work, s, i, agents, objects)
    if not act:
        return None
    event = bare_event(s, i, act, verbal=True)
    set_parties(work, s, event, agents if act != "wounded" else [], patients)
    return event


def _told(work: Work, s: Sentence, i: int, agents: list[int], objects: list[int]) -> tuple[str, list[int]]:
    """The act, and whom or what it befalls."""
    lemma = s.lemmas[i]
    armed = any(is_armed(s, k) for k in agents)
    put_up = lemma in ("set", "put") and any(s.low(k) == "up" for k in s.kids[i])
    if put_up or lemma in lexicon.words("establishing"):
        return ("post-established" if _is_post(s, objects, agents, armed=armed) else ""), []
    if (
        armed
        and lemma == "pull"
        and any(s.low(g) in ("out", "back") for k in s.kids[i] for g in (k, *s.children(k, "case")))
    ):
        return "withdrawal", []
    if armed and lemma == "take":
        taken = [counted(s, k) for k in objects]
        led = any(case_of(s, k) in ("to", "into") for k in s.children(i, "obl"))  # "took him to the station"
        return ("ground-advance", taken) if not led and any(_is_place(work, s, k) for k in taken) else ("", [])
    if armed and lemma in _GIVES_UP and any(_is_place(work, s, k) for k in objects):
        beside = (k for k in s.children(i, "obl", "xcomp", "advcl") if not is_time_word(s, k))
        out = any(case_of(s, k) in _GOES_OUT for k in beside)
        return ("" if out else "withdrawal"), []
    if lemma in _DELIVERS and any(_is_aid(s, k) for k in objects):
        return "aid-delivery", []
    if lemma in _ARRIVES and any(_carries_aid(s, k) for k in agents):
        return "aid-delivery", []
    if lemma == "lose" and any(_is(s, k, "limb") for k in objects) and _are_people(s, agents):
        return "wounded", agents
    return "", []


def _is_post(s: Sentence, objects: list[int], agents: list[int], *, armed: bool) -> bool:
    """Say whether a post is set up: one that is only military, or a base by a force or a state, no business company."""
    armed = armed and not any(s.lemmas[k] in lexicon.words("everyday") for k in agents)
    state = any(lexicon.countries().of(s.word(k)) is not None for k in agents)
    return any(_is(s, k, "post") for k in objects) or (
        (armed or state) and any(s.lemmas[k] in ("base", "position", "headquarters") for k in objects)
    )


def _are_people(s: Sentence, heads: list[int]) -> bool:
    return any(lexicon.noun_kind(s.lemmas[k]) == "person" or phrase(s, k).kind == "person" for k in heads)


def _is(s: Sentence, k: int, words: str) -> bool:
    return any(s.lemmas[m] in lexicon.words(words) for m in coordinated(s, k))


def _is_aid(s: Sentence, k: int) -> bool:
    """Say whether a phrase is aid or its goods: "relief", "60 tonnes of flour", "medical supplies"."""
    inside = [k, *s.children(k, "compound", "nmod"), *(g for m in s.children(k, "nmod") for g in s.children(m, "conj"))]
    return any(s.lemmas[t] in lexicon.words("aid") for t in inside if t == k or case_of(s, t) in ("of", "with", ""))


def _carries_aid(s: Sentence, k: int) -> bool:
    """Say whether what arrives is aid, or lorries that carry it; water and fuel arrive by themselves."""
    if s.lemmas[k] in ("aid", "relief", "assistance"):
        return True
    return s.lemmas[k] in lexicon.words("carrier") and _is_aid(s, k)


def _is_place(work: Work, s: Sentence, k: int) -> bool:
    """Say whether a phrase is a place: a noun for one, or a name that the gazetteer knows."""
    if lexicon.noun_kind(s.lemmas[k]) == "place":
        return True
    return (
        s.is_name(k) and phrase(s, k).kind in (None, "place", "group") and locate(work, phrase(s, k).name) is not None
    )
