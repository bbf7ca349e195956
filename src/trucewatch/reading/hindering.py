"""Ways barred and places taken: acts that a plain verb tells only with the right object beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.reading import lexicon
from trucewatch.reading.clauses import case_of, is_negated, is_passive, objects_of
from trucewatch.reading.parties import bare_event, set_parties
from trucewatch.reading.phrases import phrase
from trucewatch.reading.subjects import by_agents, subject_of

if TYPE_CHECKING:
    from trucewatch.reading.syntax import Sentence
    from trucewatch.reading.work import Event, Work

_BARS = frozenset({"prevent", "keep", "stop", "bar", "hinder", "block", "prohibit", "forbid", "restrain"})
_POINTS = frozenset({"checkpoint", "roadblock", "crossing", "barricade", "border"})
_REFUSES = frozenset({"deny", "refuse"})
_PASSAGE = frozenset({"access", "entry", "passage", "permission"})


def hindrance(work: Work, s: Sentence, i: int) -> Event | None:
    """Read "kept ambulances from reaching", "could not reach the village", "was stopped at a checkpoint"."""
    subject = subject_of(s, i)
    if _bars(s, i):
        passive = is_passive(s, i)
        agents = by_agents(s, i) if passive else [subject] if subject is not None else []
        patients = ([subject] if passive and subject is not None else objects_of(s, i)) or []
        patients = [k for k in patients if s.lemmas[k] not in _PASSAGE] or s.children(i, "iobj")
        return _obstruction(work, s, i, agents, patients)
    if s.lemmas[i] in lexicon.words("going") and subject is not None and _may_not(s, i):
        event = _obstruction(work, s, i, [], [subject])
        event.possible = event.negated = False  # the way is what is barred: "could not reach" tells of the bar
        return event
    return taking(work, s, i)


def _bars(s: Sentence, i: int) -> bool:
    """Say whether the verb bars a way: from going, at a checkpoint, or access itself."""
    if s.lemmas[i] in _REFUSES:
        things = (*s.children(i, "obj", "nsubj:pass"),)
        return any(s.lemmas[k] in _PASSAGE for k in things)
    if s.lemmas[i] not in _BARS:
        return False
    if any(s.lemmas[k] in _POINTS and case_of(s, k) == "at" for k in s.children(i, "obl")):
        return True
    below = s.children(i, "advcl", "obl", "xcomp", "acl", "nmod")
    below += [g for k in objects_of(s, i) for g in s.children(k, "acl", "advcl", "nmod")]
    return any(s.lemmas[k] in lexicon.words("going") and case_of(s, k) == "from" for k in below)


def _may_not(s: Sentence, i: int) -> bool:
    """Say whether going is barred: "could not", "may not", "unable to", "not allowed to"."""
    allowed = any(s.low(k) in ("could", "can", "may", "ca") for k in s.children(i, "aux")) and is_negated(s, i)
    up = s.heads[i]
    unable = s.is_a(i, "xcomp") and (
        s.lemmas[up] == "unable" or (s.lemmas[up] in ("allow", "permit") and is_negated(s, up))
    )
    return bool(s.children(i, "obj")) and (allowed or unable)


def _obstruction(work: Work, s: Sentence, i: int, agents: list[int], patients: list[int]) -> Event:
    event = bare_event(s, i, "obstruction", verbal=True)
    set_parties(work, s, event, agents, patients)
    return event


def taking(work: Work, s: Sentence, i: int) -> Event | None:
    """Read "fighters took the town": a force that takes a place; "took the bus", "took power" is no advance."""
    subject = subject_of(s, i)
    if s.lemmas[i] != "take" or subject is None or is_passive(s, i):
        return None
    places = [k for k in objects_of(s, i) if lexicon.noun_kind(s.lemmas[k]) == "place" or _is_open_name(s, k)]
    armed = lexicon.noun_kind(s.lemmas[subject]) in ("force", "group") or s.lemmas[subject] in lexicon.words("armed")
    if not places or not armed:
        return None
    event = bare_event(s, i, "ground-advance", verbal=True)
    set_parties(work, s, event, [subject], places)
    return event


def _is_open_name(s: Sentence, k: int) -> bool:
    """Say whether the object is a name that no list knows for a person, a body or a writing."""
    return s.is_name(k) and phrase(s, k).kind in (None, "place")
