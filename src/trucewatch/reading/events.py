"""Who did what to whom, with what: acts told by verbs and nominals, with the parties around them.

A clause without an agent leaves it empty. An act that another act's verb carries out ("a strike killed five") is told
once; "hit" or "killed" is never read as targeted.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from trucewatch.reading import lexicon
from trucewatch.reading.arms import arms_in, match_at, refine
from trucewatch.reading.lexicon import ActWord
from trucewatch.reading.people import beside_name, named_at
from trucewatch.reading.phrases import coordinated, phrase
from trucewatch.reading.roles import (
    LIGHT,
    REPORTING,
    STARTS,
    about_parties,
    agent_of_noun,
    case_of,
    clause_tokens,
    governed_by_light,
    idiom_at,
    is_generic,
    is_passive,
    mood_of,
    objects_of,
    patient_of_noun,
)
from trucewatch.reading.speech import by_agents, is_negated, subject_of
from trucewatch.reading.work import Event

if TYPE_CHECKING:
    from trucewatch.model import Named
    from trucewatch.reading.syntax import Sentence
    from trucewatch.reading.work import Work

_HARM = frozenset({"killed", "wounded", "demolition", "attack"})
_OUTCOMES = frozenset({"killed", "wounded", "demolition", "displaced"})
_CAUSES = frozenset(
    {
        "cause",
        "leave",
        "claim",
        "trigger",
        "result",
        "lead",
        "hit",
        "strike",
        "target",
        "continue",
        "occur",
        "happen",
        "erupt",
        "break",
        "resume",
        "take",
    }
)
_CEASEFIRE = frozenset({"ceasefire", "cease-fire", "truce", "armistice"})
_ZONED = frozenset({"corridor", "zone", "patrol", "ceasefire", "cease-fire", "truce", "buffer", "line"})
_HURTS = frozenset({"injury", "wound", "concussion", "burn", "bruise", "fracture"})
_NEUTRALISED = frozenset({"neutralise", "neutralize", "eliminate"})
"""Said of the killed, wounded and captured together: never a count of deaths."""
_ENDING = frozenset({"stop", "halt", "cease", "end", "pause", "subside"})
_AGREED = _CEASEFIRE | {
    "deal",
    "agreement",
    "accord",
    "pact",
    "memorandum",
    "protocol",
    "treaty",
    "plan",
    "corridor",
    "pause",
    "cessation",
    "settlement",
}


def find_events(work: Work) -> None:
    """Fill `work.events`, in the order of the text."""
    for number, s in enumerate(work.sentences):
        found: dict[int, Event] = {}
        for i in range(len(s)):
            event = _verbal(work, number, s, i) if s.is_verb(i) else _nominal(work, number, s, i)
            if event is not None:
                found[i] = event
        work.events.extend(_told_once(work, s, found))


# ---------------------------------------------------------------- verbs


def _verbal(work: Work, number: int, s: Sentence, i: int) -> Event | None:
    idiom = idiom_at(s, i)
    word = lexicon.acts().get((s.lemmas[i], "v"))
    if idiom is not None:
        word = idiom
    if s.lemmas[i] in ("suffer", "sustain") and any(s.lemmas[k] in _HURTS for k in objects_of(s, i)):
        word = ActWord("wounded", "sufferer")
    if word is None:
        return _movement(work, number, s, i)
    if word.roles == "none" or (s.is_a(i, "amod", "compound") and s.tags[i] != "VBN") or s.is_a(i, "aux"):
        return None
    if s.is_a(i, "amod"):
        return None
    event = _event(number, s, i, word.act, verbal=True)
    if idiom is not None and idiom.roles == "negated-idiom":
        event.negated = False
    _fill_verb(work, s, i, word, event)
    return event if _stands(s, i, word, event) else None


def _event(number: int, s: Sentence, i: int, act: str, *, verbal: bool) -> Event:
    verb = i if verbal else governing_verb(s, i)
    tokens = clause_tokens(s, i)
    if not verbal and s.is_verb(s.heads[i]) and s.lemmas[s.heads[i]] in LIGHT | STARTS and s.is_a(i, "obj", "nsubj"):
        tokens = sorted({*tokens, *clause_tokens(s, s.heads[i])})
    event = Event(sentence=number, trigger=i, act=act, word=s.lemmas[i], verbal=verbal, tokens=frozenset(tokens))
    if verb is not None:
        event.negated = is_negated(s, verb)
        event.future, event.possible, event.conditional, event.perfect = mood_of(s, verb)
    return event


def governing_verb(s: Sentence, i: int) -> int | None:
    """The verb whose argument a noun is, if it is one."""
    for up in s.ancestors(i):
        if s.is_verb(up):
            return up
    return None


def _fill_verb(work: Work, s: Sentence, i: int, word: ActWord, event: Event) -> None:
    """Put agent and patient where the verb's roles say."""
    passive = is_passive(s, i)
    reduced = s.deps[i] == "acl" and s.tags[i] == "VBN" and s.child(i, "aux", "nsubj") is None
    subject = s.heads[i] if reduced else subject_of(s, i)
    passive = passive or reduced
    agents = by_agents(s, i) if passive else ([subject] if subject is not None else [])
    patients = [subject] if passive and subject is not None else objects_of(s, i)
    match word.roles:
        case "sufferer" | "return" | "cross":
            agents, patients = [], ([subject] if subject is not None else [])
            if word.roles == "return" and objects_of(s, i):
                patients = objects_of(s, i)
        case "agent" if event.act == "ceasefire-start":
            agents, patients = [], []
        case "agent" | "respond" | "negated-idiom" | "threat" | "answer":
            patients = patients or [
                p for k in (i, *s.children(i, "xcomp")) for p in about_parties(s, k, ("against", "to", "on", "at"))
            ]
            patients = [m for k in patients for m in (agent_of_noun(s, k) if _is_act_noun(s, k) else [k])]
            agents = agents if not passive else by_agents(s, i)
        case "mutual":
            patients = about_parties(s, i, ("with", "against"))
            if passive:
                agents = by_agents(s, i)
        case "announce":
            patients = []
        case "move":
            pass
        case "fire":
            patients = about_parties(s, i, ("at", "on", "into", "toward", "towards", "against"))
        case _:
            patients = patients or about_parties(s, i, ("on", "at", "against", "into"))
    _set_parties(work, s, event, agents, patients)
    if word.roles == "move":
        event.actors, event.targets = _movers(work, s, i, subject, passive=passive)
    event.weapons = arms_in(s, event.tokens)
    event.act = refine(s, event, i)
    if event.act == "return" and (helper := _helper(s, i)) is not None:
        event.act = "facilitate-return"
        subject = subject_of(s, helper)
        event.actors = [named_at(work, s, k) for k in (coordinated(s, subject) if subject is not None else [])]
        event.joined.append(helper)


def _helper(s: Sentence, i: int) -> int | None:
    """The verb of helping above "return"."""
    return next(
        (a for a in list(s.ancestors(i))[:2] if s.lemmas[a] in ("help", "facilitate", "enable", "assist")), None
    )


def _movers(work: Work, s: Sentence, i: int, subject: int | None, *, passive: bool) -> tuple[list[Named], list[Named]]:
    agents = by_agents(s, i) if passive else ([subject] if subject is not None else [])
    return [named_at(work, s, k) for a in agents for k in coordinated(s, a)], []


def _movement(work: Work, number: int, s: Sentence, i: int) -> Event | None:
    """ "sent thousands of troops into", "moved a convoy to": a movement where the object is a force."""
    if s.lemmas[i] not in ("send", "dispatch", "move", "pour", "mass", "bring", "rush"):
        return None
    moved = [k for k in objects_of(s, i) if _is_force(s, k)]
    if not moved:
        return None
    event = _event(number, s, i, "troop-movement", verbal=True)
    subject = subject_of(s, i)
    if subject is not None and not is_passive(s, i):
        event.actors = [named_at(work, s, k) for k in coordinated(s, subject) if _can_be_party(s, k)]
    event.sufferers = moved
    event.outcomes = dict.fromkeys(moved, "troop-movement")
    return event


def _is_force(s: Sentence, k: int) -> bool:
    heads = [k, *s.children(k, "nmod")]
    return any(
        lexicon.noun_kind(s.lemmas[h]) == "force" or s.lemmas[h] in ("soldier", "fighter", "tank") for h in heads
    )


def _can_be_party(s: Sentence, k: int) -> bool:
    return s.is_noun(k) or s.tags[k] in ("PRP", "CD", "JJ")


def _stands(s: Sentence, i: int, word: ActWord, event: Event) -> bool:
    """Say whether the verb is used in the sense of the act."""
    if word.roles == "announce":
        return any(s.lemmas[k] in _AGREED for k in s.children(i, "obj", "nsubj:pass"))
    if s.lemmas[i] in ("meet", "discuss", "negotiate"):
        return bool(event.actors)
    if word.roles == "extend":
        return event.act == "extension"
    if word.roles == "answer":
        near = [*s.children(i, "obj", "nsubj"), *s.children(i, "obl")]
        return any(_is_act_noun(s, k) or s.lemmas[k] in ("force", "fire") for k in near)
    if word.act == "patrol-cut-short":
        return any(lemma in ("patrol", "route", "convoy", "it", "run") for lemma in s.lemmas)
    if word.roles == "relation":
        return bool(event.actors)
    if word.roles == "violate":
        return any(
            s.lemmas[t] in _CEASEFIRE or s.lemmas[t] in ("agreement", "deal", "line", "airspace") for t in s.subtree(i)
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
            s.lemmas[t] in _CEASEFIRE or s.lemmas[t] in ("agreement", "deal")
            for k in s.children(i, "nsubj")
            for t in s.subtree(k)
        )
    if word.act in ("support",):
        reduced = s.deps[i] == "acl" and s.child(i, "aux", "nsubj") is None
        return bool(event.actors and event.targets) and not reduced
    if word.roles == "threat" and s.child(i, "xcomp", "ccomp") is not None and not event.targets:
        return bool(event.actors)
    if s.lemmas[i] in (
        "hit",
        "strike",
        "storm",
        "raid",
        "level",
        "block",
        "arm",
        "back",
        "down",
        "advance",
        "burn",
        "respond",
        "hurt",
        "extend",
    ):
        return bool(event.targets or event.actors) and not _is_figurative(s, i)
    return True


def _is_figurative(s: Sentence, i: int) -> bool:
    objects = objects_of(s, i)
    if s.lemmas[i] in ("respond", "answer"):
        objects = [*objects, *s.children(i, "obl"), *(g for k in s.children(i, "obl") for g in s.children(k, "nmod"))]
    if any(
        s.lemmas[k]
        in (
            "deal",
            "agreement",
            "balance",
            "record",
            "tone",
            "low",
            "high",
            "year",
            "interest",
            "economy",
            "question",
            "comment",
            "call",
            "request",
            "letter",
            "note",
            "bargain",
            "effort",
            "proposal",
            "plan",
            "idea",
            "bill",
            "resolution",
        )
        for k in objects
    ):
        return True
    return s.lemmas[i] == "back" and any(s.low(k) == "down" for k in s.kids[i])


def _set_parties(work: Work, s: Sentence, event: Event, agents: list[int], patients: list[int]) -> None:
    event.sufferers = [k for p in patients for k in coordinated(s, p)]
    event.outcomes = dict.fromkeys(event.sufferers, "neutralised" if event.word in _NEUTRALISED else event.act)
    for k in (k for a in agents for k in coordinated(s, beside_name(s, a))):
        if _can_be_party(s, k) and not _is_act_noun(s, k):
            event.actors.extend(named_at(work, s, _counted(s, m)) for m in _behind_weapon(s, k))
    for k in event.sufferers:
        if event.act in ("explosion",) and (arm := match_at(s, k)) is not None and arm.kind == "Weapon":
            continue
        if _can_be_party(s, k) and not _is_act_noun(s, k):
            event.targets.append(named_at(work, s, _counted(s, k)))


def _behind_weapon(s: Sentence, k: int) -> list[int]:
    """Who stands behind "a bomb planted by militants"; a weapon that nobody is said to have used is no author."""
    arm = match_at(s, phrase(s, k).first)
    if (
        arm is None
        or lexicon.noun_kind(s.lemmas[k]) == "person"
        or phrase(s, k).name.lower() not in (" ".join(arm.words), f"{' '.join(arm.words)}s", s.low(k))
    ):
        return [k]
    bare = (
        all(t == k or s.is_a(t, "det", "nummod", "compound", "acl", "punct", "amod") for t in s.kids[k])
        and arm.kind == "Weapon"
    )
    users = [m for t in s.children(k, "acl") for a in by_agents(s, t) for m in coordinated(s, a)]
    return users if users or bare else [k]


def _counted(s: Sentence, k: int) -> int:
    """ "dozens of his troops": the troops; "thousands of people": the people."""
    if s.tags[k] == "CD" or s.lemmas[k] in (
        "dozen",
        "hundred",
        "thousand",
        "score",
        "number",
        "million",
        "majority",
        "group",
        "handful",
        "couple",
        "ten",
    ):
        inner = next((m for m in s.children(k, "nmod") if case_of(s, m) == "of"), None)
        if inner is not None:
            return inner
    if s.lemmas[k] == "control":
        return next((m for m in s.children(k, "nmod") if case_of(s, m) in ("of", "over")), k)
    if s.lemmas[k] in ("member", "unit", "element", "soldier", "fighter", "personnel"):
        inner = next((m for m in s.children(k, "nmod") if case_of(s, m) == "of"), None)
        if inner is not None and (s.is_name(inner) or lexicon.noun_kind(s.lemmas[inner]) in ("group", "force")):
            return inner
    return k


def _is_act_noun(s: Sentence, k: int) -> bool:
    word = lexicon.acts().get((s.lemmas[k], "n"))
    return s.is_noun(k) and word is not None and word.roles in ("deverbal", "mutual") and word.act not in ("protest",)


# ---------------------------------------------------------------- nominals


def _nominal(work: Work, number: int, s: Sentence, i: int) -> Event | None:
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
    event = _event(number, s, i, word.act, verbal=False)
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
    event.targets = [named_at(work, s, _counted(s, k)) for k in event.sufferers if _can_be_party(s, k)]
    verb = s.heads[i]
    if s.is_verb(verb) and s.lemmas[verb] in LIGHT | STARTS:
        if s.is_a(i, "obj") and not event.actors and s.lemmas[verb] not in REPORTING:
            subject = subject_of(s, verb)
            if subject is not None:
                event.actors = [
                    named_at(work, s, k)
                    for k in coordinated(s, subject)
                    if _can_be_party(s, k) and not _is_act_noun(s, k)
                ]
        elif is_passive(s, verb) and s.lemmas[verb] not in REPORTING:
            event.actors = event.actors or [named_at(work, s, k) for a in by_agents(s, verb) for k in coordinated(s, a)]
        if not event.targets:
            event.sufferers = about_parties(
                s, verb, ("on", "against", "at", "to") if event.act == "condolences" else ("on", "against", "at")
            )
            event.targets = [named_at(work, s, k) for k in event.sufferers if _can_be_party(s, k)]


# ---------------------------------------------------------------- one act, told once


def _told_once(work: Work, s: Sentence, found: dict[int, Event]) -> list[Event]:
    """Join what a verb of outcome and its cause tell of the same act; leave the rest as it is."""
    gone: set[int] = set()
    for i, event in found.items():
        same = next((k for k in (s.heads[i], *s.ancestors(i)) if k in found and k != i and found[k].verbal), None)
        if not event.verbal and same is not None and _names_what_the_verb_tells(s, event, found[same]):
            act = found[same].act
            _take_over(found[same], event)
            found[same].act = act if act == "extension" else found[same].act
            gone.add(i)
    for i, event in found.items():
        if i in gone:
            continue
        cause = _cause_of(s, i, event, found)
        if cause is not None and cause not in gone:
            _take_over(event, found[cause])
            gone.add(cause)
    for i, event in found.items():
        if i in gone or not event.verbal:
            continue
        waiting = [i]
        while waiting:
            for k in _outcomes_after(s, waiting.pop(), found):
                if k not in gone and k != i:
                    _join_outcome(event, found[k])
                    gone.add(k)
                    waiting.append(k)
    return [event for i, event in found.items() if i not in gone and not _only_names(s, i, event)]


def _names_what_the_verb_tells(s: Sentence, noun: Event, verb: Event) -> bool:
    """ "the ceasefire will take effect", "agree on the parameters": the noun says what the verb's act is."""
    if s.heads[noun.trigger] != verb.trigger:
        return False
    return (
        noun.act == verb.act
        or verb.act == "extension"
        or (
            verb.word == "agree"
            and noun.act in ("agree-corridor-parameters", "ceasefire-start", "exchange", "extension", "withdrawal")
        )
    )


def _cause_of(s: Sentence, i: int, event: Event, found: dict[int, Event]) -> int | None:
    """The nominal act behind a verb of harm: its subject, its "by", or "in an attack"."""
    if event.act not in _HARM and event.word not in _CAUSES:
        return None
    if event.verbal:
        places = [subject_of(s, i)] if not is_passive(s, i) else by_agents(s, i)
        places += [
            k
            for k in s.children(i, "obl", "advcl")
            if case_of(s, k) in ("in", "during", "by", "from", "after", "amid", "when", "as", "of", "")
        ]
        if s.deps[i] == "acl" and s.tags[i] == "VBG":
            places.append(s.heads[i])
    else:
        places = [k for k in s.children(i, "nmod") if case_of(s, k) in ("in", "from", "during", "by")]
    places.append(_told_in_relative(s, i, event, found))
    for k in places:
        if k is not None and k in found and k != i and not found[k].verbal and found[k].act not in _OUTCOMES:
            return k
    return None


def _told_in_relative(s: Sentence, i: int, event: Event, found: dict[int, Event]) -> int | None:
    """ "an attack on a village, which they said killed": the nearest act before the relative pronoun."""
    relative = next((t for t in range(i - 1, max(i - 6, 0), -1) if s.low(t) in ("which", "that")), None)
    if relative is None or event.act not in _OUTCOMES:
        return None
    return next(
        (k for k in sorted(found, reverse=True) if k < relative and relative - k < 12 and not found[k].verbal), None
    )


def _take_over(event: Event, cause: Event) -> None:
    event.act = cause.act
    event.actors = event.actors or cause.actors
    event.targets = event.targets or cause.targets
    event.tokens = event.tokens | cause.tokens
    event.weapons = event.weapons or cause.weapons
    event.joined.append(cause.trigger)


def _outcomes_after(s: Sentence, i: int, found: dict[int, Event]) -> list[int]:
    """Outcome verbs that continue the act of `i`: joined by "and", or a participle after a comma."""
    after = []
    for k, other in found.items():
        if (
            k <= i
            or not set(other.outcomes.values()) & _OUTCOMES
            or not other.verbal
            or other.word in ("flee", "cross")
        ):
            continue
        same_subject = _shares_subject(s, k)
        if (
            s.heads[k] == i
            and s.is_a(k, "conj", "advcl")
            and same_subject
            and (not other.actors or not found[i].actors or other.actors == found[i].actors)
        ):
            after.append(k)
    return after


def _shares_subject(s: Sentence, k: int) -> bool:
    """Say whether an outcome continues the one before: no subject of its own, or only a number of the same people."""
    own = s.child(k, "nsubj")
    return (
        own is None
        or s.low(own) in ("which", "that", "others", "another", "several", "dozens")
        or s.tags[own] == "CD"
        or (any(s.low(g) in ("others", "other", "more", "another") for g in s.subtree(own)))
    )


def _join_outcome(event: Event, other: Event) -> None:
    event.joined.append(other.trigger)
    event.joined.extend(other.joined)
    event.sufferers.extend(k for k in other.sufferers if k not in event.sufferers)
    event.outcomes = {**other.outcomes, **event.outcomes}
    event.targets.extend(t for t in other.targets if t not in event.targets)
    event.weapons = event.weapons or other.weapons
    event.actors = event.actors or other.actors
    event.tokens = event.tokens | other.tokens
    if event.act in ("killed", "wounded", "attack") and other.act not in _OUTCOMES:
        event.act = other.act


def _only_names(s: Sentence, i: int, event: Event) -> bool:
    """Say whether a nominal only names something ("the crisis talks", "after the attack") with nothing told of it."""
    if event.verbal:
        return False
    verb = s.heads[i]
    told = s.is_verb(verb) and (s.lemmas[verb] in LIGHT | STARTS | _CAUSES or s.is_a(i, "nsubj", "obj", "csubj"))
    return not (
        told
        or event.actors
        or event.targets
        or s.is_a(i, "root", "conj", "parataxis", "appos", "ccomp")
        or bool(s.children(i, "nummod"))
    )
