"""Acts told by nouns: "shelling by X", "launched an attack on Y"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from trucewatch.reading import lexicon
from trucewatch.reading.arms import arms_in, refine
from trucewatch.reading.clauses import about_parties, is_passive
from trucewatch.reading.parties import bare_event, can_be_party, counted, is_act_noun
from trucewatch.reading.people import named_at
from trucewatch.reading.phrases import coordinated
from trucewatch.reading.roles import (
    agent_of_noun,
    governed_by_light,
    is_generic,
    patient_of_noun,
)
from trucewatch.reading.subjects import by_agents, subject_of

if TYPE_CHECKING:
    from trucewatch.model import Named
    from trucewatch.reading.syntax import Sentence
    from trucewatch.reading.work import Event, Work

_ZONED = frozenset({"corridor", "zone", "patrol", "ceasefire", "cease-fire", "truce", "buffer", "line"})
_ENDING = frozenset({"stop", "halt", "cease", "end", "pause", "subside"})


def act_of_noun(work: Work, number: int, s: Sentence, i: int) -> Event | None:
    if s.tags[i] not in ("NN", "NNS", "VBG") or s.is_a(i, "compound", "amod"):
        return None
    word = lexicon.acts().get((s.lemmas[i], "n"))
    if word is None or (s.lemmas[i] == "detail" and not any(k in _ZONED for k in s.lemmas)):
        return None
    if (
        word.roles in ("mutual", "place", "respondnoun")
        and word.act != "armed-clash"
        and not governed_by_light(s, i, word.act)
    ):
        return None
    if is_generic(s, i):
        return None
    event = bare_event(number, s, i, word.act, verbal=False)
    event.negated |= any(s.low(k) == "no" for k in s.kids[i]) or (
        s.lemmas[s.heads[i]] in _ENDING and s.is_a(i, "nsubj", "obj")
    )
    _fill_noun(work, s, i, event)
    event.weapons = arms_in(s, event.tokens)
    event.act = refine(s, event, i)
    return event if event.act else None


def _agent_name(work: Work, s: Sentence, i: int, k: int) -> Named:
    """Name an agent; in "Syrian army fire" and "regime shelling" the adjective belongs to the force."""
    named = named_at(work, s, k)
    if (
        s.is_a(k, "compound")
        and s.heads[k] == i
        and k > 0
        and s.heads[k - 1] == i
        and s.is_a(k - 1, "amod", "compound")
    ):
        return replace(named, name=s.words_of(k - 1, k), span=s.span_of((k - 1, k)))
    return named


def _fill_noun(work: Work, s: Sentence, i: int, event: Event) -> None:
    for k in agent_of_noun(s, i):
        named = _agent_name(work, s, i, k)
        if named.kind not in ("place",) and named not in event.actors:
            event.actors.append(named)
    patients = patient_of_noun(s, i)
    event.sufferers = [k for p in patients for k in coordinated(s, p)]
    event.outcomes = dict.fromkeys(event.sufferers, event.act)
    event.targets = [named_at(work, s, counted(s, k)) for k in event.sufferers if can_be_party(s, k)]
    verb = s.heads[i]
    if s.is_verb(verb) and s.lemmas[verb] in lexicon.words("light", "start"):
        if s.is_a(i, "obj") and not event.actors and s.lemmas[verb] not in lexicon.words("reporting"):
            subject = subject_of(s, verb)
            if subject is not None:
                event.actors = [
                    named_at(work, s, k)
                    for k in coordinated(s, subject)
                    if can_be_party(s, k) and not is_act_noun(s, k)
                ]
        elif is_passive(s, verb) and s.lemmas[verb] not in lexicon.words("reporting"):
            event.actors = event.actors or [named_at(work, s, k) for a in by_agents(s, verb) for k in coordinated(s, a)]
        if not event.targets:
            event.sufferers = about_parties(
                s, verb, ("on", "against", "at", "to") if event.act == "condolences" else ("on", "against", "at")
            )
            event.targets = [named_at(work, s, k) for k in event.sufferers if can_be_party(s, k)]
