"""Devices that somebody places, throws or sets off: who did it, with what, and what stood there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.reading import lexicon
from trucewatch.reading.arms import arms_in, match_at
from trucewatch.reading.clauses import case_of, is_passive, objects_of
from trucewatch.reading.parties import bare_event, set_parties
from trucewatch.reading.subjects import by_agents, subject_of

if TYPE_CHECKING:
    from trucewatch.reading.lexicon import Arm
    from trucewatch.reading.syntax import Sentence
    from trucewatch.reading.work import Event, Work

_DEVICES = frozenset({"bomb", "ied", "grenade", "incendiary", "mine"})
_FORMS = {"bomb": "roadside-bomb", "ied": "roadside-bomb", "grenade": "grenade", "mine": "landmine"}
"""What a device of a class is the act of, where the list says nothing more exact."""
_THROWN = frozenset({"throw", "hurl", "toss"})
_THERE = ("at", "in", "inside", "outside", "under", "beneath", "against", "on", "near", "into", "beside")


def act_of_placing(work: Work, s: Sentence, i: int) -> Event | None:
    """Read "planted a bomb under a lorry", "grenades were thrown at the house"; None where no device is placed."""
    if s.lemmas[i] not in lexicon.words("placing"):
        return None
    reduced = s.deps[i] == "acl" and s.tags[i] == "VBN"
    passive = reduced or is_passive(s, i)
    subject = subject_of(s, i)
    placed = [s.heads[i]] if reduced else ([subject] if subject is not None else []) if passive else objects_of(s, i)
    device = next((arm for k in placed if (arm := _device(s, k)) is not None), None)
    if device is None:
        return None
    act = device.act or ("attack" if s.lemmas[i] in _THROWN else _FORMS.get(device.class_, "attack"))
    event = bare_event(s, i, act, verbal=True)
    agents = by_agents(s, i) if passive else [subject] if subject is not None else []
    set_parties(work, s, event, agents, standing_at(s, i))
    event.weapons = arms_in(s, {*event.tokens, *(t for k in placed for t in s.subtree(k))})
    return event if event.actors or event.targets or passive else None


def _device(s: Sentence, k: int) -> Arm | None:
    """The device that a noun phrase names: "a car bomb", "200 kg of dynamite"."""
    for t in (k, *s.children(k, "compound", "nmod")):
        arm = match_at(s, t)
        if arm is not None and arm.kind == "Weapon" and arm.class_ in _DEVICES:
            return arm
    return None


def standing_at(s: Sentence, i: int) -> list[int]:
    """Things and people where a device went off or was placed: "at the bank", "in front of a school"."""
    found = []
    for k in s.children(i, "obl", "nmod"):
        if case_of(s, k) not in _THERE:
            continue
        there = next((g for g in s.children(k, "nmod") if s.lemmas[k] == "front" and case_of(s, g) == "of"), k)
        if lexicon.noun_kind(s.lemmas[there]) in ("object", "person") or lexicon.noun_kind(s.low(there)) == "object":
            found.append(there)
    return found
