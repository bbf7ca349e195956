"""What falls, is fired and is used: acts that a munition or an arm tells, whoever stands behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.reading import lexicon
from trucewatch.reading.arms import arms_in, match_at
from trucewatch.reading.clauses import about_parties, case_of, objects_of
from trucewatch.reading.parties import bare_event, set_parties
from trucewatch.reading.phrases import coordinated, phrase
from trucewatch.reading.subjects import by_agents, subject_of

if TYPE_CHECKING:
    from trucewatch.reading.lexicon import Arm
    from trucewatch.reading.syntax import Sentence
    from trucewatch.reading.work import Event, Work

_WHERE = ("on", "in", "into", "at", "near", "onto", "across")
_ROUNDS = frozenset({"round", "projectile", "munition", "shell"})
"""Words for what was fired that are no arm by themselves ("a round of talks")."""


def impact(work: Work, s: Sentence, i: int) -> Event | None:
    """Read "shells landed on a market", "rounds came down near a school": what fell tells the act and names nobody."""
    down = s.lemmas[i] == "come" and any(s.low(k) in ("down", "in") for k in s.kids[i])
    if s.lemmas[i] not in lexicon.words("falling") and not down:
        return None
    subject = s.child(i, "nsubj")
    arm = munition_at(s, subject) if subject is not None else None
    if subject is None or (arm is None and not _are_rounds(s, subject)):
        return None
    event = bare_event(s, i, arm.act if arm is not None and arm.act else "shelling", verbal=True)
    set_parties(work, s, event, [], about_parties(s, i, _WHERE))
    event.weapons = arms_in(s, event.tokens)
    return event


def _are_rounds(s: Sentence, k: int) -> bool:
    """Say whether bare "rounds" or "shells" were fired; "rounds of talks" and "the final round" were not."""
    return (
        s.lemmas[k] in _ROUNDS and s.tags[k] == "NNS" and not any(case_of(s, m) == "of" for m in s.children(k, "nmod"))
    )


def used(work: Work, s: Sentence, i: int) -> Event | None:
    """Read "the enemy used mortars and grenade launchers": the first arm that has an act of its own tells it."""
    if s.lemmas[i] in lexicon.words("counting"):
        return _counted(s, i)
    if s.lemmas[i] not in ("use", "employ") or s.tags[i] not in ("VBD", "VBN"):
        return None  # "using rockets" only tells how, "uses rockets" what somebody has
    if s.child(i, "xcomp", "advcl") is not None or any(case_of(s, k) == "for" for k in s.children(i, "obl")):
        return None  # "used drones to deliver medicine"
    subject = subject_of(s, i)
    told = [arm for k in objects_of(s, i) for m in coordinated(s, k) if (arm := munition_at(s, m)) is not None]
    act = next((arm.act for arm in told if arm.act), None)
    if act is None or subject is None:
        return None
    event = bare_event(s, i, act, verbal=True)
    agents = by_agents(s, i) if s.deps[subject] == "nsubj:pass" else [subject]
    set_parties(work, s, event, agents, about_parties(s, i, ("against", "on")))
    event.weapons = arms_in(s, event.tokens)
    return event


def _counted(s: Sentence, i: int) -> Event | None:
    """Read "counted 27 barrel bombs, dropped by …": somebody counts what was dropped or fired; a stock is no act."""
    if not any(s.lemmas[k] in lexicon.words("firing") for k in range(i + 1, len(s))):
        return None
    counted = [k for k in objects_of(s, i) if s.tags[k] == "NNS" and s.child(k, "nummod") is not None]
    arm = next((arm for k in counted if _is_munition(s, k) and (arm := munition_at(s, k)) is not None), None)
    if arm is None or not arm.act:
        return None
    event = bare_event(s, i, arm.act, verbal=True)
    event.trigger = counted[0]
    event.weapons = arms_in(s, event.tokens)
    return event


def munition_at(s: Sentence, k: int) -> Arm | None:
    """The weapon that the phrase at `k` names ("twelve mortar rounds", "one wire-guided missile")."""
    found = phrase(s, k)
    for t in range(found.first, k + 1):
        arm = match_at(s, t)
        if arm is not None and arm.kind == "Weapon":
            return arm
        if arm is not None and t + len(arm.words) > k:
            return None  # "water cannon" is no cannon
    return None


def counted_munitions(s: Sentence, event: Event) -> list[int]:
    """The heads of munitions that an act of force used, for whoever counts them: subject, object, "by" and "with"."""
    if not event.verbal:
        return []
    i = event.trigger
    if s.is_noun(i):
        return [i]
    beside = [k for k in s.children(i, "obl") if case_of(s, k) in ("by", "with", "of") or s.is_a(k, "obl:agent")]
    heads = [m for k in (*s.children(i, "nsubj", "obj"), *beside) for m in coordinated(s, k)]
    return [k for k in heads if s.lemmas[k] in _ROUNDS or _is_munition(s, k)]


def _is_munition(s: Sentence, k: int) -> bool:
    """Say whether the phrase is a munition that is counted, and no launcher or gun."""
    arm = munition_at(s, k)
    return arm is not None and s.lemmas[k] in lexicon.words("munition")
