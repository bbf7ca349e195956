"""Whether a verb is used in the sense of its act: "struck a village", not "struck a deal"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.reading import lexicon
from trucewatch.reading.clauses import case_of, objects_of
from trucewatch.reading.idioms import idiom_at
from trucewatch.reading.parties import is_act_noun

if TYPE_CHECKING:
    from trucewatch.reading.lexicon import ActWord
    from trucewatch.reading.syntax import Sentence
    from trucewatch.reading.work import Event

CEASEFIRE = frozenset({"ceasefire", "cease-fire", "truce", "armistice"})


def stands(s: Sentence, i: int, word: ActWord, event: Event) -> bool:
    """Say whether the verb is used in the sense of the act."""
    if word.roles == "announce":
        return any(s.lemmas[k] in lexicon.words("agreement") for k in s.children(i, "obj", "nsubj:pass"))
    if s.lemmas[i] in ("meet", "discuss", "negotiate"):
        return bool(event.actors)
    if word.roles == "extend":
        return event.act == "extension"
    if word.roles == "answer":
        near = [*s.children(i, "obj", "nsubj"), *s.children(i, "obl")]
        return any(is_act_noun(s, k) or s.lemmas[k] in ("force", "fire") for k in near)
    if word.act == "patrol-cut-short":
        return any(lemma in ("patrol", "route", "convoy", "it", "run") for lemma in s.lemmas)
    if word.roles == "relation":
        return bool(event.actors)
    if word.roles == "violate":
        return any(
            s.lemmas[t] in CEASEFIRE or s.lemmas[t] in ("agreement", "deal", "line", "airspace") for t in s.subtree(i)
        )
    if (event.act == "" and word.roles != "relation") or (
        word.roles == "fire" and not (event.weapons or event.targets)
    ):
        return False
    if word.act in ("return",) or word.roles == "cross":
        return (word.roles != "cross" or any(case_of(s, k) in ("into", "to") for k in s.children(i, "obl"))) and any(
            lexicon.noun_kind(s.lemmas[k]) == "person" or s.low(k) in ("they", "who") for k in event.sufferers
        )
    if word.act == "ceasefire-start" and idiom_at(s, i) is not None:
        return any(
            s.lemmas[t] in CEASEFIRE or s.lemmas[t] in ("agreement", "deal")
            for k in s.children(i, "nsubj")
            for t in s.subtree(k)
        )
    if word.act in ("support",):
        reduced = s.deps[i] == "acl" and s.child(i, "aux", "nsubj") is None
        return bool(event.actors and event.targets) and not reduced
    if word.roles == "threat" and s.child(i, "xcomp", "ccomp") is not None and not event.targets:
        return bool(event.actors)
    if s.lemmas[i] in lexicon.words("two-sensed"):
        return bool(event.targets or event.actors) and not _is_figurative(s, i)
    return True


def _is_figurative(s: Sentence, i: int) -> bool:
    objects = objects_of(s, i)
    if s.lemmas[i] in ("respond", "answer"):
        objects = [*objects, *s.children(i, "obl"), *(g for k in s.children(i, "obl") for g in s.children(k, "nmod"))]
    if any(s.lemmas[k] in lexicon.words("figurative") for k in objects):
        return True
    return s.lemmas[i] == "back" and any(s.low(k) == "down" for k in s.kids[i])
