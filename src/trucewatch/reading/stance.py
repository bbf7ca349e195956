"""What the speaker does with the content: from the cue, and from the mood of the clause that tells the act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.model import Stance
from trucewatch.model.acts import act_of
from trucewatch.reading import lexicon
from trucewatch.reading.clauses import mood_of
from trucewatch.reading.pronouns import FIRST

if TYPE_CHECKING:
    from trucewatch.reading.syntax import Sentence
    from trucewatch.reading.work import Event, Said

UNDERTAKEN = frozenset(
    [
        "ceasefire-start",
        "corridor",
        "patrol",
        "agree-corridor-parameters",
        "withdrawal",
        "facilitate-return",
        "return",
        "exchange",
        "aid-delivery",
        "extension",
        "agreement",
        "talks",
        "post-established",
    ]
)
"""Acts that a speaker who says "will" undertakes; others are foretold."""
_FIXED = frozenset(
    {
        Stance.DENIES,
        Stance.REJECTS,
        Stance.ACCUSES,
        Stance.WARNS,
        Stance.DEMANDS,
        Stance.HOPES,
        Stance.PREDICTS,
        Stance.RETRACTS,
        Stance.JUSTIFIES,
        Stance.NO_COMMENT,
        Stance.PROMISES,
        Stance.AGREES,
    }
)
"""Stances that the cue settles, whatever the mood of the clause."""
_OWN = {
    "hope": Stance.HOPES,
    "wish": Stance.HOPES,
    "fear": Stance.PREDICTS,
    "expect": Stance.PREDICTS,
    "doubt": Stance.PREDICTS,
}
_DENIED = (
    ("target", frozenset({"target", "aim", "civilian", "residential"})),
    ("toll", frozenset({"casualty", "toll", "death", "loss", "victim"})),
    (
        "authorship",
        frozenset(
            {
                "responsibility",
                "involvement",
                "carry",
                "accusation",
                "allegation",
                "role",
                "behind",
                "responsible",
                "involve",
                "conduct",
                "blame",
                "charge",
            }
        ),
    ),
)


def stance_of(s: Sentence, event: Event | None, said: Said | None, root: int | None) -> Stance:
    """Return the stance of a claim about `event` (or, with none, about the clause of `root`)."""
    future, possible, conditional = mood(s, event, root)
    if said is None:
        return Stance.HYPOTHETICAL if conditional or possible else Stance.PREDICTS if future else Stance.ASSERTS
    at = event.trigger if event is not None else root
    own = first_person_stance(s, at, future=future or possible)
    if own is not None:
        return own
    if said.negated and said.frame in ("say", "deny"):
        return Stance.NO_COMMENT
    response = event is not None and event.act == "retaliation"
    if response and future and said.stance in (Stance.PROMISES, Stance.ASSERTS):
        return Stance.WARNS
    if said.stance in _FIXED:
        return said.stance
    if conditional or (said.quoted and _would(s, at)):
        return Stance.HYPOTHETICAL
    if future:
        harm = event is not None and act_of(event.act).harm
        if _of_oneself(s, at, said):
            return Stance.WARNS if response or harm else Stance.PROMISES
        return Stance.WARNS if response else _foretold(event)
    return _of_clause(s, event, said, possible=possible)


def _of_clause(s: Sentence, event: Event | None, said: Said, *, possible: bool) -> Stance:
    """The stance of what is told as done or under way."""
    if event is None:
        return Stance.PREDICTS if possible else said.stance
    if event.act == "retaliation" and not event.perfect and event.word != "retaliate":
        return said.stance
    if possible:
        return Stance.PREDICTS
    begins = event.act in ("ceasefire-start", "patrol", "corridor") and said.stance is Stance.ASSERTS
    return Stance.PROMISES if begins and _present(s, event) else said.stance


_SELVES = {
    "person": frozenset({"he", "she", "i", "we", "his", "her", "my", "our"}),
    "group": frozenset({"it", "they", "we", "its", "their", "our"}),
}
"""The words by which a speaker of each kind means itself."""
_NOBODYS = frozenset({"take", "rain", "snow", "seem", "appear", "happen", "become", "cost", "need", "require", "be"})
"""Verbs whose "it" is often nobody ("it would take years")."""


def _of_oneself(s: Sentence, at: int | None, said: Said) -> bool:
    """Say whether a speaker foretells what they or theirs will do: "it would hold its fire", "his side will offer"."""
    selves = _SELVES.get("person" if said.speaker.kind == "person" else "group", frozenset())
    for up in (at, *s.ancestors(at)) if at is not None else ():
        who = s.child(up, "nsubj")
        if who is not None:
            if s.deps[who] == "nsubj:pass" or s.child(up, "cop") is not None:
                return False
            if s.low(who) == "it" and s.lemmas[up] in _NOBODYS:
                return False
            return s.low(who) in selves or any(s.low(k) in selves for k in s.children(who, "nmod:poss"))
        if not s.is_a(up, "xcomp", "conj", "obj", "obl"):
            return False
    return False


def _present(s: Sentence, event: Event) -> bool:
    """Say whether the clause stands in the present: "the truce begins at midnight, he said"."""
    verb = event.trigger if event.verbal else s.heads[event.trigger]
    return s.tags[verb] in ("VBZ", "VBP") and not any(s.is_a(k, "aux") for k in s.kids[verb])


def _would(s: Sentence, at: int | None) -> bool:
    """Say whether a clause in direct speech is in the conditional: there "would" is no reported "will"."""
    chain = [at, *s.ancestors(at)] if at is not None else []
    for up in chain:
        if any(s.low(k) in ("would", "'d") for k in s.children(up, "aux")):
            return True
        if s.is_a(up, "acl:relcl", "ccomp", "root"):
            break
    return False


def mood(s: Sentence, event: Event | None, root: int | None) -> tuple[bool, bool, bool]:
    """(future, possible, conditional) of the event's clause, or of the clause of `root`."""
    if event is not None:
        return event.future, event.possible, event.conditional
    if root is None:
        return False, False, False
    return mood_of(s, root)[:3]


def _foretold(event: Event | None) -> Stance:
    return Stance.PROMISES if event is not None and event.act in UNDERTAKEN else Stance.PREDICTS


def first_person_stance(s: Sentence, at: int | None, *, future: bool) -> Stance | None:
    """Read "I hope …", "we fear …", "I think this is going to …": what the speaker says of their own mind."""
    if at is None:
        return None
    for up in (at, *s.ancestors(at)):
        who = next((k for k in s.children(up, "nsubj")), None)
        if who is None or s.low(who) not in FIRST:
            continue
        if s.lemmas[up] in _OWN:
            return _OWN[s.lemmas[up]]
        if s.lemmas[up] in ("think", "believe", "guess", "suppose") and up != at and future:
            return Stance.PREDICTS
        cue = lexicon.cues().get((s.lemmas[up], "v"))
        if cue is not None and up != at and cue.stance is not Stance.ASSERTS:
            return cue.stance
    return None


def denied_elements(s: Sentence, tokens: frozenset[int]) -> tuple[str, ...]:
    """Which element a denial is about: target, toll, authorship; else occurrence."""
    lemmas = {s.lemmas[k] for k in tokens}
    if any(_hurts_anybody(s, k) for k in tokens):
        lemmas.add("toll")
    found = tuple(name for name, words in _DENIED if lemmas & words)
    return found or ("occurrence",)


def _hurts_anybody(s: Sentence, k: int) -> bool:
    """Read "denied that anyone was killed", "that 20 people had died": what is denied is how many were hurt."""
    if s.lemmas[k] not in ("kill", "wound", "injure", "hurt", "die") or not s.is_verb(k):
        return False
    hurt = s.children(k, "nsubj:pass") or (s.children(k, "nsubj") if s.lemmas[k] == "die" else [])
    return any(s.low(m) in ("anyone", "anybody") or s.child(m, "nummod") is not None for m in hurt)
