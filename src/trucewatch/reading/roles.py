"""Where agents and patients stand around nominal acts, and whether a noun only names one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.reading import lexicon
from trucewatch.reading.arms import match_at
from trucewatch.reading.clauses import case_of, is_negated, is_time_word
from trucewatch.reading.lexicon import ActWord
from trucewatch.reading.phrases import coordinated

if TYPE_CHECKING:
    from trucewatch.reading.syntax import Sentence

_MADE = {
    "agreement": ("light",),
    "ceasefire-start": ("light", "start"),
    "corridor": ("light", "start", "laid-out"),
    "talks": ("light", "start", "attended"),
    "agree-corridor-parameters": ("settled",),
    "aid-delivery": ("delivered",),
    "retaliation": ("light",),
    "exchange": ("light", "start"),
}
"""Acts whose nouns often only name them, each with the sets of verbs under which the noun tells of one."""


def agent_of_noun(s: Sentence, i: int) -> list[int]:
    """Who carried out a nominal act: "by X", "X's", "Russian strikes", "government shelling"."""
    agents = [m for k in s.children(i, "nmod", "obl") if case_of(s, k) == "by" for m in coordinated(s, k)]
    for k in s.children(i, "nmod:poss"):
        if not s.tags[k].startswith("PRP") and not is_time_word(s, k) and not _suffers(s, i, k):
            agents.extend(coordinated(s, k))
    agents.extend(
        k
        for k in s.children(i, "amod", "compound")
        if k < i
        and (_is_demonym(s, k) or (lexicon.noun_kind(s.lemmas[k]) in ("group", "force") and match_at(s, k) is None))
    )
    done = s.child(i, "acl")
    if done is not None and s.tags[done] == "VBN":
        agents.extend(m for k in s.children(done, "obl") if case_of(s, k) == "by" for m in coordinated(s, k))
    between = [
        m
        for k in s.children(i, "nmod")
        if case_of(s, k) == "between" and lexicon.acts().get((s.lemmas[i], "n"), ActWord("", "")).roles == "mutual"
        for m in coordinated(s, k)
    ]
    compounds = [k for k in agents if s.is_a(k, "compound")]
    agents = [k for k in agents if not (s.is_a(k, "amod") and any(c == k + 1 for c in compounds))]
    return agents + between


_BEFALLS = frozenset({"murder", "assassination", "death", "kidnapping", "kidnaping", "abduction", "killing", "slaying"})


def _suffers(s: Sentence, i: int, k: int) -> bool:
    """Say whether the possessor is the one it befell: "the mayor's murder"; not in "the army's killing of …"."""
    of = any(case_of(s, m) == "of" for m in s.children(i, "nmod"))
    side = lexicon.noun_kind(s.lemmas[k]) in ("group", "force") or lexicon.countries().of(s.word(k)) is not None
    return s.lemmas[i] in _BEFALLS and not of and not side


def _is_demonym(s: Sentence, k: int) -> bool:
    return s.low(k) in lexicon.countries().demonyms


def patient_of_noun(s: Sentence, i: int) -> list[int]:
    """To whom or what a nominal act was done: "on X", "against X", "of X", "killing of"."""
    found = [
        k
        for k in s.children(i, "nmod:poss")
        if not s.tags[k].startswith("PRP") and not is_time_word(s, k) and _suffers(s, i, k)
    ]
    for k in s.children(i, "nmod"):
        case = case_of(s, k)
        if case in ("on", "against", "of", "at", "among", "to", "with") and not is_time_word(s, k):
            if case == "of" and not _takes_of(s, i, k):
                continue
            found.append(k)
    return found


def _takes_of(s: Sentence, i: int, k: int) -> bool:
    return lexicon.acts().get((s.lemmas[k], "n")) is None and s.lemmas[i] not in ("violation", "breach", "ceasefire")


def governed_by_light(s: Sentence, i: int, act: str) -> bool:
    """Say whether a nominal that often only names something is said to be made, begun or held here."""
    sets = _MADE.get(act)
    if sets is None or (
        act == "ceasefire-start" and s.lemmas[s.heads[i]] in ("break", "report", "record", "continue", "run")
    ):
        return False
    up = s.heads[i]
    while s.is_a(i, "conj") and up != i:
        i, up = up, s.heads[up]
    return s.is_verb(up) and s.lemmas[up] in lexicon.words(*sets) and s.is_a(i, "obj", "nsubj", "obl")


def is_generic(s: Sentence, i: int) -> bool:
    """Say whether a nominal speaks of acts in general: "any attack", "further strikes", "on attacks by …"."""
    up = s.heads[i]
    cue = lexicon.cues().get((s.lemmas[up], "v"))
    denied = s.is_verb(up) and s.is_a(i, "obj") and (is_negated(s, up) or (cue is not None and cue.frame == "deny"))
    modifiers = [s.low(k) for k in s.kids[i] if s.is_a(k, "det", "amod")]
    if any(low in lexicon.words("generic") and not (denied and low == "any") for low in modifiers):
        return True
    if s.lemmas[i] == "patrol" and not s.is_a(i, "root"):
        top = counting_head(s, i)
        carries = s.lemmas[s.heads[top]] in lexicon.words("light", "start", "reporting")
        # A patrol that drives is told of; one that is attacked, or beside which something happens, is only named.
        return s.deps[top] != "nsubj" and not (carries and s.is_a(top, "obj", "nsubj"))
    for up in s.ancestors(i):
        if s.lemmas[up] in lexicon.words("forestalling"):
            return True
        if s.is_verb(up):
            break
    return False


def counting_head(s: Sentence, i: int) -> int:
    """The noun that only says which or how many: "the second of their joint patrols", "a series of patrols"."""
    up = s.heads[i]
    counts = s.tags[up] in ("CD", "JJ", "NN") and (
        s.low(up) in lexicon.words("which-one") or s.lemmas[up] in lexicon.words("number-noun")
    )
    return up if s.is_a(i, "nmod") and case_of(s, i) == "of" and counts else i
