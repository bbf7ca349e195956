"""One act told once: the noun and the verb, the cause and the outcomes of the same act become one event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.reading import lexicon
from trucewatch.reading.clauses import case_of, is_passive
from trucewatch.reading.subjects import by_agents, subject_of

if TYPE_CHECKING:
    from trucewatch.reading.syntax import Sentence
    from trucewatch.reading.work import Event

_HARM = frozenset({"killed", "wounded", "demolition", "attack"})
_OUTCOMES = frozenset({"killed", "wounded", "demolition", "displaced"})
_AGREED_ON = frozenset({"agree-corridor-parameters", "ceasefire-start", "exchange", "extension", "withdrawal"})
_NEAR = 12
"""Tokens between an act and the relative pronoun that takes it up, fewer than this."""


def told_once(s: Sentence, found: dict[int, Event]) -> list[Event]:
    """Join what a verb of outcome and its cause tell of the same act; leave the rest as it is."""
    gone: set[int] = set()
    _join_nouns(s, found, gone)
    _join_causes(s, found, gone)
    _join_outcomes(s, found, gone)
    return [event for i, event in found.items() if i not in gone and not _only_names(s, i, event)]


def _join_nouns(s: Sentence, found: dict[int, Event], gone: set[int]) -> None:
    """Let a verb take over the noun that says what its act is."""
    for i, event in found.items():
        above = (found[k] for k in (s.heads[i], *s.ancestors(i)) if k in found and k != i and found[k].verbal)
        verb = None if event.verbal else next(above, None)
        if verb is not None and verb.act == "obstruction" and i in verb.sufferers:
            gone.add(i)  # a patrol that could not pass: told as what was barred
            continue
        if verb is None or not _names_what_the_verb_tells(s, event, verb):
            continue
        extension = verb.act == "extension"
        _take_over(verb, event)
        verb.act = "extension" if extension else verb.act
        gone.add(i)


def _join_causes(s: Sentence, found: dict[int, Event], gone: set[int]) -> None:
    """Let an outcome take over the act that caused it."""
    for i, event in found.items():
        if i in gone:
            continue
        cause = _cause_of(s, i, event, found)
        if cause is not None and cause not in gone:
            _take_over(event, found[cause])
            gone.add(cause)


def _join_outcomes(s: Sentence, found: dict[int, Event], gone: set[int]) -> None:
    """Give an act the outcomes that go on from it, and those that go on from these."""
    for i, event in found.items():
        waiting = [i] if event.verbal and i not in gone else []
        while waiting:
            for k in _outcomes_after(s, waiting.pop(), found):
                if k not in gone and k != i:
                    _join_outcome(event, found[k])
                    gone.add(k)
                    waiting.append(k)


def _names_what_the_verb_tells(s: Sentence, noun: Event, verb: Event) -> bool:
    """Say whether the noun says what the verb's act is: "the ceasefire takes effect", "agree on the parameters"."""
    if s.heads[noun.trigger] != verb.trigger:
        return False
    return verb.act in (noun.act, "extension") or (verb.word == "agree" and noun.act in _AGREED_ON)


def _cause_of(s: Sentence, i: int, event: Event, found: dict[int, Event]) -> int | None:
    """The nominal act behind a verb of harm: its subject, its "by", or "in an attack"."""
    if event.act not in _HARM and event.word not in lexicon.words("cause"):
        return None
    if event.verbal:
        subject = subject_of(s, i)
        places = by_agents(s, i) if is_passive(s, i) else [subject] if subject is not None else []
        places += [
            k
            for k in s.children(i, "obl", "advcl")
            if case_of(s, k) in ("in", "during", "by", "from", "after", "amid", "when", "as", "of", "")
        ]
        if s.deps[i] == "acl" and s.tags[i] == "VBG":
            places.append(s.heads[i])
    else:
        places = [k for k in s.children(i, "nmod") if case_of(s, k) in ("in", "from", "during", "by")]
    if (told := _told_in_relative(s, i, event, found)) is not None:
        places.append(told)
    causes = (k for k in places if k in found and k != i and not found[k].verbal and found[k].act not in _OUTCOMES)
    return next(causes, None)


def _told_in_relative(s: Sentence, i: int, event: Event, found: dict[int, Event]) -> int | None:
    """The nearest act before the relative pronoun: "an attack on a village, which they said killed"."""
    relative = next((t for t in range(i - 1, max(i - 6, 0), -1) if s.low(t) in ("which", "that")), None)
    if relative is None or event.act not in _OUTCOMES:
        return None
    return next(
        (k for k in sorted(found, reverse=True) if relative - _NEAR < k < relative and not found[k].verbal), None
    )


def _take_over(event: Event, cause: Event) -> None:
    """Give an event the act of its cause, and the parties that it does not name itself."""
    event.act = cause.act
    event.actors = event.actors or cause.actors
    event.targets = event.targets or cause.targets
    event.tokens = event.tokens | cause.tokens
    event.weapons = event.weapons or cause.weapons
    event.joined.append(cause.trigger)


def _outcomes_after(s: Sentence, i: int, found: dict[int, Event]) -> list[int]:
    """Outcome verbs that continue the act of `i`: joined by "and", or a participle after a comma."""
    return [
        k
        for k, other in found.items()
        if k > i
        and other.verbal
        and other.word not in ("flee", "cross")
        and not _OUTCOMES.isdisjoint(other.outcomes.values())
        and s.heads[k] == i
        and s.is_a(k, "conj", "advcl")
        and _shares_subject(s, k)
        and (not other.actors or not found[i].actors or other.actors == found[i].actors)
    ]


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
    """Add to an event those whom another outcome of the same act befell."""
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
        or _is_blamed_for(s, i)
        or s.is_a(i, "root", "conj", "parataxis", "appos", "ccomp")
        or bool(s.children(i, "nummod"))
    )


def _is_blamed_for(s: Sentence, i: int) -> bool:
    """Say whether somebody is accused of, or denies, what the noun names: "blamed them for the shelling"."""
    frames = ("accuse", "blame", "responsible", "condemn", "deny")
    cues = (lexicon.cues().get((s.lemmas[k], "v")) for k in s.ancestors(i) if s.is_verb(k))
    first = next((cue for cue in cues if cue is not None), None)
    return first is not None and first.frame in frames and case_of(s, i) in ("for", "of", "")
