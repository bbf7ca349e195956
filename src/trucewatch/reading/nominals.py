"""Acts told by nouns: "shelling by X", "launched an attack on Y"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from trucewatch.reading import lexicon
from trucewatch.reading.arms import arms_in, refine
from trucewatch.reading.clauses import about_parties, case_of, is_passive
from trucewatch.reading.devices import standing_at
from trucewatch.reading.idioms import idiom_at
from trucewatch.reading.lexicon import ActWord
from trucewatch.reading.parties import bare_event, can_be_party, counted, is_act_noun
from trucewatch.reading.people import named_at
from trucewatch.reading.phrases import coordinated
from trucewatch.reading.roles import (
    agent_of_noun,
    counting_head,
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


def act_of_noun(work: Work, s: Sentence, i: int) -> Event | None:
    """The act that the noun at `i` tells, with its parties; None where it tells none or only names one."""
    if s.tags[i] not in ("NN", "NNS", "VBG") or s.is_a(i, "compound", "amod"):
        return None
    word = lexicon.acts().get((s.lemmas[i], "n")) or _attempted(s, i)
    if s.lemmas[i] == "threat" and not is_gloss(s, i):
        return None
    if word is None or (s.lemmas[i] == "detail" and not any(k in _ZONED for k in s.lemmas)):
        return None
    if (
        word.roles in ("mutual", "place", "respondnoun")
        and word.act != "armed-clash"
        and not governed_by_light(s, i, word.act)
    ):
        return None
    if is_generic(s, i) or is_no_attack(s, i):
        return None
    event = bare_event(s, i, word.act, verbal=False)
    event.negated |= any(s.low(k) == "no" for k in s.kids[i]) or (
        s.lemmas[s.heads[i]] in _ENDING and s.is_a(i, "nsubj", "obj")
    )
    _fill_noun(work, s, i, event)
    event.gloss = is_gloss(s, i)
    event.weapons = arms_in(s, event.tokens)
    event.act = refine(s, event, i)
    return event if event.act else None


def is_no_attack(s: Sentence, i: int) -> bool:
    """Say whether fire is only held, or told by an idiom, or a strike is one of workers."""
    if s.lemmas[i] == "fire":
        return s.lemmas[s.heads[i]] in ("hold", "cease") or idiom_at(s, s.heads[i]) is not None
    if s.lemmas[i] != "strike":
        return False
    around = [*s.children(i, "compound", "amod", "nmod:poss"), *by_agents(s, i)]
    if s.is_a(i, "obj", "xcomp") and s.lemmas[s.heads[i]] in lexicon.words("striking"):
        around += s.children(s.heads[i], "nsubj")
    bare = case_of(s, i) == "on" and s.low(i) == "strike" and s.child(i, "det", "nummod") is None
    return bare or any(s.lemmas[k] in lexicon.words("labour") for k in around)


def _attempted(s: Sentence, i: int) -> ActWord | None:
    """Read "an assassination attempt against": an attack, whatever came of it; "six shooting incidents": a count."""
    if s.lemmas[i] in lexicon.words("case-noun") and s.child(i, "nummod") is not None:
        of = [k for k in s.children(i, "compound", "amod", "nmod") if s.is_a(k, "compound") or case_of(s, k) == "of"]
        told = any((s.lemmas[k], "n") in lexicon.acts() for k in of)
        counts = s.lemmas[s.heads[i]] in lexicon.words("counting", "reporting") and s.is_a(i, "obj", "nsubj")
        return ActWord("violations-counted", "deverbal") if told and counts else None
    if s.lemmas[i] in lexicon.words("burst"):
        fired = any(s.lemmas[k] in ("fire", "gunfire") for k in s.children(i, "nmod", "compound"))
        return ActWord("small-arms-fire", "deverbal") if fired else None
    if s.lemmas[i] not in ("attempt", "bid"):
        return None
    before = (lexicon.acts().get((s.lemmas[k], "n")) for k in s.children(i, "compound"))
    tried = any(word is not None and word.act in ("killed", "abduction", "attack") for word in before)
    return ActWord("attack", "deverbal") if tried else None


def is_gloss(s: Sentence, i: int) -> bool:
    """Say whether the outlet characterises: "a veiled threat", "an apparent attack"."""
    return any(s.low(k) in lexicon.words("gloss") for k in s.children(i, "amod"))


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
    """Put the parties that stand around the noun, then those of the verb that carries its act."""
    for k in agent_of_noun(s, i):
        named = _agent_name(work, s, i, k)
        if named.kind != "place" and named not in event.actors:
            event.actors.append(named)
    event.sufferers = [k for p in patient_of_noun(s, i) for k in coordinated(s, p)]
    event.outcomes = dict.fromkeys(event.sufferers, event.act)
    event.targets = [named_at(work, s, counted(s, k)) for k in event.sufferers if can_be_party(s, k)]
    if event.act == "explosion":
        event.targets.extend(named_at(work, s, k) for k in standing_at(s, i) if k not in event.sufferers)
    top = counting_head(s, i)
    verb = s.heads[top]
    if s.is_verb(verb) and s.lemmas[verb] in lexicon.words("ascribing") and s.is_a(i, "obj", "nsubj"):
        blamed = about_parties(s, verb, ("to",)) or about_parties(s, i, ("to",))
        event.actors = event.actors or [named_at(work, s, k) for k in blamed]
        event.sufferers = [k for k in event.sufferers if k not in blamed]
        event.targets = [t for t in event.targets if t not in event.actors]
    if not s.is_verb(verb) or s.lemmas[verb] not in lexicon.words("light", "start"):
        return
    if s.lemmas[verb] not in lexicon.words("reporting"):
        event.actors = event.actors or _agents_of_light(work, s, top, verb)
    if not event.targets:
        cases = ("on", "against", "at", "to") if event.act == "condolences" else ("on", "against", "at")
        event.sufferers = about_parties(s, verb, cases)
        event.targets = [named_at(work, s, k) for k in event.sufferers if can_be_party(s, k)]


def _agents_of_light(work: Work, s: Sentence, i: int, verb: int) -> list[Named]:
    """Who does what a light verb only carries: "X launched an attack", "an attack was launched by X"."""
    if s.is_a(i, "obj"):
        subject = subject_of(s, verb)
        heads = coordinated(s, subject) if subject is not None else []
        return [named_at(work, s, k) for k in heads if can_be_party(s, k) and not is_act_noun(s, k)]
    if is_passive(s, verb):
        return [named_at(work, s, k) for a in by_agents(s, verb) for k in coordinated(s, a)]
    return []
