"""Weapons, platforms and vehicles in a clause, and the form that they give an attack of unstated form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.model import Weapon
from trucewatch.reading import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trucewatch.reading.lexicon import Arm
    from trucewatch.reading.syntax import Sentence
    from trucewatch.reading.work import Event

_OPEN = frozenset({"attack", "", "killed", "wounded", "ambush"})
_EXTENDED = frozenset({"ceasefire", "cease-fire", "truce", "agreement", "deal", "pause", "armistice", "mandate"})
_LAUNCHED = frozenset({"launch", "fire", "lob", "hurl", "drop", "rain"})


def match_at(s: Sentence, i: int) -> Arm | None:
    """The longest phrase of the list that begins at token `i`."""
    for form in (s.low(i), s.lemmas[i]):
        for arm in lexicon.arms().get(form, ()):
            n = len(arm.words)
            if i + n <= len(s) and all(w in (s.low(i + k), s.lemmas[i + k]) for k, w in enumerate(arm.words)):
                return arm
    return None


def arms_in(s: Sentence, tokens: Iterable[int]) -> list[Weapon]:
    """The weapons and platforms named among `tokens`; a vehicle is none."""
    found = []
    covered: set[int] = set()
    for i in sorted(tokens):
        if i in covered:
            continue
        arm = match_at(s, i)
        if arm is not None and arm.kind in ("Weapon", "MilitaryPlatform") and s.is_noun(i + len(arm.words) - 1):
            last = i + len(arm.words) - 1
            covered.update(range(i, last + 1))
            found.append(Weapon(name=s.words_of(i, last), span=s.span_of((i, last)), class_=arm.class_))
    return found


def form_of_name(name: str) -> str:
    """The form of attack that a named platform gives: "Russian aircraft" an air strike, "a drone" a drone strike."""
    words = name.lower().split()
    for first in range(len(words)):
        for arm in lexicon.arms().get(words[first].removesuffix("s"), lexicon.arms().get(words[first], [])):
            if arm.act and arm.kind == "MilitaryPlatform" and len(words) - first <= len(arm.words):
                return arm.act
    return ""


def refine(s: Sentence, event: Event, i: int) -> str:
    """Return the act, with the form that the words beside it give: "rocket attack", "jets bombed", "a car bombing"."""
    act = event.act
    if event.word in ("extend", "prolong", "renew") and event.verbal:
        return "extension" if any(s.lemmas[k] in _EXTENDED for k in s.children(i, "obj", "nsubj")) else ""
    if act in ("attack", "", "explosion"):
        for k in s.kids[i]:
            if s.is_a(k, "compound", "amod") and (form := lexicon.forms().get(s.lemmas[k])):
                return form
    if act == "demolition" and _is_aircraft(s, event):
        return "shoot-down"
    if act == "explosion" and _is_planted(s, i, event):
        return "roadside-bomb"
    if act not in ("attack", "", "shelling", "killed", "wounded") or (
        act == "shelling" and event.word not in ("fire", "pound", "pummel", "batter")
    ):
        return act
    forms = [a for k in _instrument_heads(s, i, event) if (a := _form_of(s, k))]
    if event.word in _LAUNCHED:
        return forms[0] if forms else act
    if forms and act in ("killed", "wounded") and event.verbal and not event.actors:
        return forms[0]
    return forms[0] if forms and act in ("attack", "shelling") else act


def _is_aircraft(s: Sentence, event: Event) -> bool:
    """Say whether what was destroyed is an aircraft or a drone."""
    return any(
        (arm := match_at(s, k)) is not None and arm.class_ in ("aircraft", "drone", "helicopter")
        for k in event.sufferers
    )


def _is_planted(s: Sentence, i: int, event: Event) -> bool:
    """Say whether what exploded is a device or a bomb that somebody placed."""
    subject = s.children(i, "nsubj")
    if event.word in ("explosion", "blast", "detonation"):
        subject += s.children(i, "nmod")
    return any(
        (arm := match_at(s, t)) is not None and arm.class_ in ("ied", "bomb")
        for k in subject
        for t in (k, *s.children(k, "compound", "amod"))
    )


def _form_of(s: Sentence, k: int) -> str:
    for t in (k, *[c for c in s.kids[k] if s.is_a(c, "compound", "amod")]):
        arm = match_at(s, t)
        if arm is not None and arm.act:
            return arm.act
    return ""


def _instrument_heads(s: Sentence, i: int, event: Event) -> list[int]:
    """Where an instrument stands: the agent, the object of firing, "with rockets", "from a drone"."""
    heads = [
        k
        for k in s.children(i, "nsubj", "obl", "nmod")
        if s.child(k, "case") is None or s.low(s.child(k, "case") or k) in ("by", "with", "from", "using", "of", "in")
    ]
    if event.word in _LAUNCHED or event.act == "":
        heads += s.children(i, "obj")
    spans = {named.span for named in event.actors}
    heads += [
        k for k in range(len(s)) if s.is_noun(k) and any(sp and sp[0] <= s.tokens[k].start < sp[1] for sp in spans)
    ]
    return heads
