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
            if i + n <= len(s) and all(_is_word(s, i + k, w) for k, w in enumerate(arm.words)):
                return arm
    return None


def _is_word(s: Sentence, i: int, word: str) -> bool:
    """Say whether a token is the word, or its plural; "a drone struck" is no drone strike."""
    return s.low(i) == word or (s.lemmas[i] == word and not s.is_verb(i))


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
            left = len(words) - first
            whole = left > 1 or len(arm.words) == 1  # ("fighters" are no fighter jets)
            if arm.act and arm.kind == "MilitaryPlatform" and left <= len(arm.words) and whole:
                return arm.act
    return ""


def refine(s: Sentence, event: Event, i: int) -> str:
    """Return the act, with the form that the words beside it give: "rocket attack", "jets bombed", "a car bombing"."""
    settled = _form_beside(s, event, i) or _form_by_object(s, event, i)
    if settled is not None:
        return settled
    act = event.act
    aimed = act == "shelling" and event.word in _LAUNCHED | {"pound", "pummel", "batter"}
    if not aimed and act not in ("attack", "", "killed", "wounded"):
        return act
    forms = [a for k in _instrument_heads(s, i, event) if (a := _form_of(s, k))]
    if not forms:
        return act
    told_by_weapon = act in ("killed", "wounded") and event.verbal and not event.actors
    return forms[0] if event.word in _LAUNCHED or told_by_weapon or act in ("attack", "shelling") else act


def _form_beside(s: Sentence, event: Event, i: int) -> str | None:
    """The form that a word before the act gives: "rocket attack", "car bombing"."""
    if event.act not in ("attack", "", "explosion"):
        return None
    before = (k for k in s.kids[i] if s.is_a(k, "compound", "amod"))
    return next((form for k in before if (form := lexicon.forms().get(s.lemmas[k]))), None)


def _form_by_object(s: Sentence, event: Event, i: int) -> str | None:
    """The act that the object makes of a verb: people seized, an aircraft destroyed, a truce extended."""
    if event.word in ("extend", "prolong", "renew") and event.verbal:
        return "extension" if any(s.lemmas[k] in _EXTENDED for k in s.children(i, "obj", "nsubj")) else ""
    taken = event.word in ("seize", "capture", "take")
    if taken and any(lexicon.noun_kind(s.lemmas[k]) == "person" for k in event.sufferers):
        return "abduction"
    if event.act == "demolition" and _is_aircraft(s, event):
        return "shoot-down"
    return "roadside-bomb" if event.act == "explosion" and _is_planted(s, i, event) else None


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


def is_weapon(name: str) -> bool:
    """Say whether a name ends in a weapon of the list: "a mine", "two mortar shells"."""
    words = name.lower().split()
    ends = {tuple(words[k:]) for k in range(len(words))}
    ends |= {(*end[:-1], end[-1].removesuffix("s")) for end in ends}
    return any(arm.kind == "Weapon" and arm.words in ends for end in ends for arm in lexicon.arms().get(end[0], ()))
