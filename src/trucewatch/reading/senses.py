"""Whether a verb is used in the sense of its act: "struck a village", not "struck a deal"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.reading import lexicon
from trucewatch.reading.clauses import case_of, objects_of
from trucewatch.reading.idioms import idiom_at
from trucewatch.reading.munitions import counted_munitions
from trucewatch.reading.parties import is_act_noun

if TYPE_CHECKING:
    from trucewatch.reading.lexicon import ActWord
    from trucewatch.reading.syntax import Sentence
    from trucewatch.reading.work import Event, Work

_CEASEFIRE = frozenset({"ceasefire", "cease-fire", "truce", "armistice"})
_VIOLATED = _CEASEFIRE | {"agreement", "deal", "line", "airspace"}


def stands(work: Work, s: Sentence, i: int, word: ActWord, event: Event) -> bool:
    """Say whether the verb is used in the sense of the act."""
    match word.roles:
        case "announce":
            return any(s.lemmas[k] in lexicon.words("agreement") for k in s.children(i, "obj", "nsubj:pass"))
        case _ if s.lemmas[i] in ("meet", "discuss", "negotiate"):
            return bool(event.actors)
        case "extend":
            return event.act == "extension"
        case "answer":
            near = s.children(i, "obj", "nsubj", "obl")
            return any(is_act_noun(s, k) or s.lemmas[k] in ("force", "fire") for k in near)
        case _ if word.act == "patrol-cut-short":
            return _is_a_patrol(work, s, i)
        case "relation":
            return bool(event.actors)
        case "move" if s.lemmas[i] == "withdraw":
            return not any(s.lemmas[k] in lexicon.words("retracted") for k in s.children(i, "obj", "nsubj:pass"))
        case "violate":
            return any(s.lemmas[t] in _VIOLATED for t in s.subtree(i))
        case _:
            return _is_told(s, i, word, event)


def _is_a_patrol(work: Work, s: Sentence, i: int) -> bool:
    """Say whether what ended early is a patrol: named so, or "it" and "the route" right after one was named."""
    cut = [*objects_of(s, i), *s.children(i, "nsubj"), *([s.heads[i]] if s.is_a(i, "acl") else [])]
    if any(s.lemmas[t] == "patrol" for k in cut for t in s.subtree(k)):
        return True
    near = work.sentences[max(s.number - 1, 0) : s.number + 1]
    return any(s.lemmas[k] in ("it", "route", "run") for k in cut) and any("patrol" in one.lemmas for one in near)


def _is_told(s: Sentence, i: int, word: ActWord, event: Event) -> bool:
    """Say whether the act has the parties, the means or the place without which its verb means something else."""
    if event.act == "" or (
        word.roles == "fire" and not (event.weapons or event.targets or counted_munitions(s, event))
    ):
        return False
    if word.act == "return" or word.roles == "cross":
        into = any(case_of(s, k) in ("into", "to") for k in s.children(i, "obl"))
        return (into or word.roles != "cross") and any(_are_people(s, k) for k in event.sufferers)
    if word.act == "ceasefire-start" and idiom_at(s, i) is not None:
        subject = (t for k in s.children(i, "nsubj") for t in s.subtree(k))
        return any(s.lemmas[t] in _CEASEFIRE or s.lemmas[t] in ("agreement", "deal") for t in subject)
    if word.act == "support":
        reduced = s.deps[i] == "acl" and s.child(i, "aux", "nsubj") is None
        return bool(event.actors and event.targets) and not reduced
    if word.roles == "threat" and s.child(i, "xcomp", "ccomp") is not None and not event.targets:
        return bool(event.actors)
    if (
        s.lemmas[i] == "strike"
        and not event.targets
        and any(s.lemmas[k] in lexicon.words("labour") for k in s.children(i, "nsubj"))
    ):
        return False
    if s.tags[i] == "VBG" and any(s.lemmas[k] == "be" for k in s.kids[i]) and not (event.targets or event.weapons):
        return s.lemmas[i] not in ("strike", "shoot", "hit")  # "the figures are striking"
    if s.lemmas[i] in lexicon.words("two-sensed"):
        return bool(event.targets or event.actors) and not _is_figurative(s, i)
    return True


def _are_people(s: Sentence, k: int) -> bool:
    return lexicon.noun_kind(s.lemmas[k]) == "person" or s.low(k) in ("they", "who")


def _is_figurative(s: Sentence, i: int) -> bool:
    """Say whether the verb's object takes it out of the field: "hit a record", "responded to questions"."""
    objects = objects_of(s, i)
    if s.lemmas[i] in ("respond", "answer"):
        objects = [*objects, *s.children(i, "obl"), *(g for k in s.children(i, "obl") for g in s.children(k, "nmod"))]
    if any(s.lemmas[k] in lexicon.words("figurative") for k in objects):
        return True
    return s.lemmas[i] == "back" and any(s.low(k) == "down" for k in s.kids[i])
