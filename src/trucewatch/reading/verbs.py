"""Acts told by verbs, with agent and patient where the verb's roles put them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.reading import lexicon
from trucewatch.reading.arms import arms_in, refine
from trucewatch.reading.clauses import about_parties, is_passive, objects_of
from trucewatch.reading.deeds import deed
from trucewatch.reading.devices import act_of_placing, standing_at
from trucewatch.reading.hindering import hindrance
from trucewatch.reading.idioms import idiom_at
from trucewatch.reading.lexicon import ActWord
from trucewatch.reading.munitions import impact, used
from trucewatch.reading.parties import bare_event, can_be_party, is_act_noun, set_parties
from trucewatch.reading.people import named_at
from trucewatch.reading.phrases import coordinated, is_armed
from trucewatch.reading.roles import agent_of_noun
from trucewatch.reading.senses import stands
from trucewatch.reading.subjects import by_agents, subject_of

if TYPE_CHECKING:
    from trucewatch.reading.syntax import Sentence
    from trucewatch.reading.work import Event, Work

_HURTS = frozenset({"injury", "wound", "concussion", "burn", "bruise", "fracture"})

_FIRED_AT = ("at", "on", "into", "toward", "towards", "against")


def act_of_verb(work: Work, s: Sentence, i: int) -> Event | None:
    """The act that the verb at `i` tells, with its parties; None where it tells none."""
    idiom = idiom_at(s, i)
    word = idiom or lexicon.acts().get((s.lemmas[i], "v"))
    if s.lemmas[i] in ("suffer", "sustain") and any(s.lemmas[k] in _HURTS for k in objects_of(s, i)):
        word = ActWord("wounded", "sufferer")
    if word is None or s.lemmas[i] in lexicon.words("placing"):
        placed = act_of_placing(work, s, i)
        if placed is not None or word is None:
            return placed or impact(work, s, i) or used(work, s, i) or _movement(work, s, i) or _other(work, s, i)
    if word.roles == "cross" and (barred := hindrance(work, s, i)) is not None:
        return barred
    if word.roles == "none" or s.is_a(i, "amod", "aux") or (s.is_a(i, "compound") and s.tags[i] != "VBN"):
        return None
    event = bare_event(s, i, word.act, verbal=True)
    if idiom is not None and idiom.roles == "negated-idiom":
        event.negated = False
    _fill(work, s, i, word, event)
    return event if stands(work, s, i, word, event) else _other(work, s, i)


def _other(work: Work, s: Sentence, i: int) -> Event | None:
    """The act that the verb tells by what stands around it."""
    return hindrance(work, s, i) or deed(work, s, i)


def _fill(work: Work, s: Sentence, i: int, word: ActWord, event: Event) -> None:
    """Put agent and patient where the verb's roles say, then weapons and the form that they give the act."""
    agents, patients = _agents_and_patients(s, i, word)
    set_parties(work, s, event, agents, patients)
    if word.roles == "move":
        event.actors, event.targets = [named_at(work, s, k) for a in agents for k in coordinated(s, a)], []
    hit = {t for k in event.sufferers for t in s.subtree(k)} if word.roles == "fire" else set()
    event.weapons = arms_in(s, event.tokens - hit)
    event.act = refine(s, event, i)
    if event.act == "abduction":
        event.outcomes = dict.fromkeys(event.sufferers, "abduction")
    if event.act == "return" and (helper := _helper(s, i)) is not None:
        event.act = "facilitate-return"
        subject = subject_of(s, helper)
        event.actors = [named_at(work, s, k) for k in (coordinated(s, subject) if subject is not None else [])]
        event.joined.append(helper)


def _agents_and_patients(s: Sentence, i: int, word: ActWord) -> tuple[list[int], list[int]]:
    """Heads of who acts and of whom or what it befalls."""
    passive, subject, agents, patients = _around(s, i)
    match word.roles:
        case "sufferer" | "cross":
            return [], _who_suffers(s, i, word, subject)
        case "burn":
            return agents, _set_fire_to(s, i, patients)
        case "return":
            return [], objects_of(s, i) or subject
        case "agent" if word.act == "ceasefire-start":
            return [], []
        case "agent" | "respond" | "negated-idiom" | "threat" | "answer":
            return agents, _aimed_at(s, i, patients)
        case "mutual":
            return agents, about_parties(s, i, ("with", "against"))
        case "announce":
            return agents, []
        case "move":
            return agents, patients
        case "fire":
            return agents, subject if passive and _fired_upon(s, i) else about_parties(s, i, _FIRED_AT)
        case _:
            return agents, patients or about_parties(s, i, _beside(word, passive=passive))


def _beside(word: ActWord, *, passive: bool) -> tuple[str, ...]:
    """The prepositions after which whom it befalls stands, where the verb has no object."""
    return ("with", "by") if word.act == "support" and not passive else ("on", "at", "against", "into")


def _who_suffers(s: Sentence, i: int, word: ActWord, subject: list[int]) -> list[int]:
    """The subject; where something exploded, what stood there too."""
    return [*subject, *standing_at(s, i)] if word.act == "explosion" else subject


def _fired_upon(s: Sentence, i: int) -> bool:
    """Read "were fired on": whoever is the subject is the target."""
    return any(s.low(k) in ("on", "at", "upon") and s.is_a(k, "compound:prt") for k in s.kids[i])


def _set_fire_to(s: Sentence, i: int, patients: list[int]) -> list[int]:
    """What burns: "set the house on fire", "set fire to the house"."""
    return [k for k in (*patients, *about_parties(s, i, ("to",))) if s.lemmas[k] != "fire"]


def _around(s: Sentence, i: int) -> tuple[bool, list[int], list[int], list[int]]:
    """Whether the verb is passive, its subject, who acts and whom it befalls, by grammar alone."""
    reduced = s.deps[i] == "acl" and s.tags[i] == "VBN" and s.child(i, "aux", "nsubj") is None
    passive = reduced or is_passive(s, i)
    found = s.heads[i] if reduced else subject_of(s, i)
    subject = [found] if found is not None else []
    patients = subject if passive and subject else objects_of(s, i)
    return passive, subject, by_agents(s, i) if passive else subject, patients


def _aimed_at(s: Sentence, i: int, patients: list[int]) -> list[int]:
    """Against whom an act is threatened or answered; "responded to X's shelling" aims at X."""
    aims = patients or [
        p for k in (i, *s.children(i, "xcomp")) for p in about_parties(s, k, ("against", "to", "on", "at"))
    ]
    return [m for k in aims for m in (agent_of_noun(s, k) if is_act_noun(s, k) else [k])]


def _helper(s: Sentence, i: int) -> int | None:
    """The verb of helping above "return"."""
    return next(
        (a for a in list(s.ancestors(i))[:2] if s.lemmas[a] in ("help", "facilitate", "enable", "assist")), None
    )


def _movement(work: Work, s: Sentence, i: int) -> Event | None:
    """Read "sent thousands of troops into", "moved a convoy to": a movement where the object is a force."""
    if s.lemmas[i] not in ("send", "dispatch", "move", "pour", "mass", "bring", "rush"):
        return None
    moved = [k for k in objects_of(s, i) if _is_force(s, k)]
    if not moved:
        return None
    event = bare_event(s, i, "troop-movement", verbal=True)
    subject = subject_of(s, i)
    if subject is not None and not is_passive(s, i):
        event.actors = [named_at(work, s, k) for k in coordinated(s, subject) if can_be_party(s, k)]
    event.sufferers = moved
    event.outcomes = dict.fromkeys(moved, "troop-movement")
    return event


def _is_force(s: Sentence, k: int) -> bool:
    return any(is_armed(s, h) or s.lemmas[h] == "tank" for h in (k, *s.children(k, "nmod")))
