"""Ways barred: acts that a plain verb tells only where somebody bars the way, or a bar stands in it.

Snow, a law and a busy court keep people from places too: who or what bars has to be told, and it has to be a place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.reading import lexicon
from trucewatch.reading.clauses import case_of, is_negated, is_passive, objects_of
from trucewatch.reading.parties import bare_event, set_parties
from trucewatch.reading.phrases import is_somebody
from trucewatch.reading.subjects import by_agents, subject_of

if TYPE_CHECKING:
    from trucewatch.reading.syntax import Sentence
    from trucewatch.reading.work import Event, Work

_BARS = frozenset({"prevent", "keep", "stop", "bar", "hinder", "block", "prohibit", "forbid"})
_REFUSES = frozenset({"deny", "refuse"})
_PASSAGE = frozenset({"access", "entry", "passage"})
_CAUSES = frozenset({"because", "due", "as", "since"})


def hindrance(work: Work, s: Sentence, i: int) -> Event | None:
    """Read "kept ambulances from reaching the camp", "not allowed to enter the town", "stopped at a checkpoint"."""
    subject = subject_of(s, i)
    passive = is_passive(s, i)
    if _bars(s, i):
        agents = by_agents(s, i) if passive else [subject] if subject is not None else []
        if not all(is_somebody(s, k) for k in agents):
            return None
        patients = [subject] if passive and subject is not None else objects_of(s, i)
        patients = [k for k in patients if s.lemmas[k] not in _PASSAGE] or s.children(i, "iobj")
        return _obstruction(work, s, i, agents, patients)
    if subject is not None and _goes_to_a_place(s, i) and (_is_forbidden(s, i) or _is_barred(s, i)):
        event = _obstruction(work, s, i, [], [subject])
        event.possible = event.negated = False  # the way is what is barred: "could not reach" tells of the bar
        return event
    return None


def _bars(s: Sentence, i: int) -> bool:
    """Say whether the verb bars a way: from going to a place, at a checkpoint, or access itself."""
    if s.lemmas[i] in _REFUSES:
        ways = [k for k in s.children(i, "obj", "nsubj:pass") if s.lemmas[k] in _PASSAGE]
        to = [m for k in (*ways, i) for m in s.children(k, "nmod", "obl") if case_of(s, m) == "to"]
        return bool(ways) and all(_is_place(s, m) or is_somebody(s, m) for m in to)
    if s.lemmas[i] not in _BARS:
        return False
    if s.lemmas[i] in ("stop", "block"):
        at = (k for k in s.children(i, "obl") if case_of(s, k) == "at")
        if any(s.lemmas[k] in lexicon.words("post", "barrier") for k in at):
            return True
    below = s.children(i, "advcl", "obl", "xcomp", "acl", "nmod")
    below += [g for k in objects_of(s, i) for g in s.children(k, "acl", "advcl", "nmod")]
    return any(case_of(s, k) == "from" and _goes_to_a_place(s, k) for k in below)


def _goes_to_a_place(s: Sentence, i: int) -> bool:
    """Say whether the verb goes to, through or out of a place; "enter a verdict", "leave the party" do not."""
    if s.lemmas[i] not in lexicon.words("going"):
        return False
    beside = (k for k in s.children(i, "obl") if case_of(s, k) in ("to", "into", "through", "in"))
    return any(_is_place(s, k) for k in (*s.children(i, "obj"), *beside))


def _is_place(s: Sentence, k: int) -> bool:
    kind = lexicon.noun_kind(s.lemmas[k])
    return kind == "place" or s.lemmas[k] in lexicon.words("barrier") or (s.is_name(k) and kind is None)


def _is_forbidden(s: Sentence, i: int) -> bool:
    """Say whether going is not allowed: "were not allowed to", "may not … without a pass"."""
    up = s.heads[i]
    if s.is_a(i, "xcomp") and s.lemmas[up] in ("allow", "permit"):
        return is_negated(s, up)
    may = any(s.low(k) == "may" for k in s.children(i, "aux")) and is_negated(s, i)
    return may and any(s.low(k) in ("without", "unless") for k in s.subtree(i))


def _is_barred(s: Sentence, i: int) -> bool:
    """Read "could not reach the village because mines lay on the road": what bars is told with it."""
    able = any(s.low(k) in ("could", "can", "ca") for k in s.children(i, "aux")) and is_negated(s, i)
    unable = s.is_a(i, "xcomp") and s.lemmas[s.heads[i]] == "unable"
    if not (able or unable):
        return False
    cause = next((k for k in range(i + 1, len(s)) if s.low(k) in _CAUSES), len(s))
    return any(s.lemmas[k] in lexicon.words("post", "barrier") for k in range(cause, len(s)))


def _obstruction(work: Work, s: Sentence, i: int, agents: list[int], patients: list[int]) -> Event:
    event = bare_event(s, i, "obstruction", verbal=True)
    set_parties(work, s, event, agents, patients)
    return event
