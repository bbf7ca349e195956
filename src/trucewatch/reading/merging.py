"""One act told once: the noun and the verb, the cause and the outcomes of the same act become one event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.reading import lexicon
from trucewatch.reading.clauses import case_of, is_passive
from trucewatch.reading.subjects import by_agents, subject_of

if TYPE_CHECKING:
    from trucewatch.reading.syntax import Sentence
    from trucewatch.reading.work import Event, Work

_HARM = frozenset({"killed", "wounded", "demolition", "attack"})
_OUTCOMES = frozenset({"killed", "wounded", "demolition", "displaced"})


def told_once(work: Work, s: Sentence, found: dict[int, Event]) -> list[Event]:
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
    if event.act not in _HARM and event.word not in lexicon.words("cause"):
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
    told = s.is_verb(verb) and (
        s.lemmas[verb] in lexicon.words("light", "start", "cause") or s.is_a(i, "nsubj", "obj", "csubj")
    )
    return not (
        told
        or event.actors
        or event.targets
        or s.is_a(i, "root", "conj", "parataxis", "appos", "ccomp")
        or bool(s.children(i, "nummod"))
    )
