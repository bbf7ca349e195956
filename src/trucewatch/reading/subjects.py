"""Who does what a verb says: its subject, its own or a shared one, and the agents after "by"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.reading import lexicon
from trucewatch.reading.clauses import is_time_word
from trucewatch.reading.pronouns import RELATIVE

if TYPE_CHECKING:
    from trucewatch.reading.syntax import Sentence

_MANNERS = frozenset({"%", "percent", "air", "land", "sea", "road", "phone", "telephone", "email"})


def subject_of(s: Sentence, i: int) -> int | None:
    """The subject of a verb, its own or the one it shares; a relative pronoun gives its antecedent."""
    for_whom = _for_whom(s, i)
    return for_whom if for_whom is not None else _own_or_shared(s, i)


def _own_or_shared(s: Sentence, i: int) -> int | None:
    """The subject under the verb, else that of the verb it is joined to or governed by."""
    own = [k for k in s.kids[i] if s.is_a(k, "nsubj", "csubj")]
    if own:
        # Where the parse gives a verb of saying two subjects, the one that stands by it is the speaker; another verb
        # has its subject first, and what follows it in commas is only part of it.
        says = (s.lemmas[i], "v") in lexicon.cues()
        return _antecedent(s, i, min(own, key=lambda k: (k > i, abs(k - i))) if says else own[0])
    if s.deps[i] == "acl":
        return _of_participle(s, i)
    if s.is_a(i, "conj") and (governor := _governor_past_modal(s, i)) is not None:
        return _own_or_shared(s, governor)
    up = s.heads[i]
    if up == i or not s.is_a(i, "conj", "xcomp", "advcl", "parataxis"):
        return None
    if s.is_a(i, "advcl") and s.tags[i] in ("VBD", "VBZ", "VBP"):
        return None
    if s.tags[i] == "VBG" and (s.lemmas[i], "v") in lexicon.acts() and _accuses(s, up):
        return None  # "accused jets of striking …, and wounding more": not who accuses
    if s.is_a(i, "xcomp") and (controller := s.child(up, "obj", "iobj")) is not None and controller < i:
        return controller
    return _own_or_shared(s, up)


def _accuses(s: Sentence, i: int) -> bool:
    cue = lexicon.cues().get((s.lemmas[i], "v"))
    return cue is not None and cue.frame in ("accuse", "blame", "condemn")


def _of_participle(s: Sentence, i: int) -> int | None:
    """The noun that does what stands after it ("troops advancing"); after a writing, whoever acts above it."""
    noun = s.heads[i]
    if s.tags[i] == "VB":
        person = lexicon.noun_kind(s.lemmas[noun]) == "person"
        return noun if person and not s.child(i, "aux:pass") else None
    if s.tags[i] != "VBG":
        return None
    if lexicon.noun_kind(s.lemmas[noun]) != "writing" and (s.lemmas[noun], "n") not in lexicon.cues():
        return noun
    verb = next((a for a in s.ancestors(i) if s.is_verb(a)), None)
    return _own_or_shared(s, verb) if verb is not None else None


def _for_whom(s: Sentence, i: int) -> int | None:
    """The subject of "for four million civilians to cross"."""
    if s.tags[i] != "VB" or i < 3 or s.low(i - 1) != "to" or not s.is_noun(i - 2):  # noqa: PLR2004  ("for X to")
        return None
    return i - 2 if any(s.low(k) == "for" for k in s.children(i - 2, "case")) else None


def _governor_past_modal(s: Sentence, i: int) -> int | None:
    """Read "X said Y would go, and warned …": a past verb joined to a bare one belongs to the verb of saying above."""
    up = s.heads[i]
    if s.tags[i] not in ("VBD", "VBN") or s.tags[up] != "VB" or s.child(i, "aux") is not None:
        return None
    return next((a for a in s.ancestors(up) if s.tags[a] in ("VBD", "VBN", "VBZ")), None)


def _antecedent(s: Sentence, i: int, own: int) -> int:
    """The noun before a relative clause whose subject is a relative pronoun; else the subject as it is."""
    if s.low(own) in RELATIVE:
        for up in (i, *s.ancestors(i)):
            if s.is_a(up, "acl:relcl"):
                return _not_a_time(s, s.heads[up])
    return own


def _not_a_time(s: Sentence, k: int) -> int:
    """Go from "Monday" to the strikes in "nine strikes since Monday, which destroyed …": a day does nothing."""
    if not is_time_word(s, k) or s.tags[k] == "CD":
        return k
    up = s.heads[k]
    if s.is_noun(up) and up < k:
        return up
    return next((m for m in range(k - 1, -1, -1) if s.heads[m] == up and s.is_a(m, "obj", "nsubj")), k)


def by_agents(s: Sentence, i: int) -> list[int]:
    """The agents after "by" of a passive verb or a nominal."""
    agents = []
    for k in s.children(i, "obl", "nmod"):
        case = s.child(k, "case")
        if s.deps[k] == "obl:agent" or (case is not None and s.low(case) == "by" and not _is_manner(s, k)):
            agents.append(k)
    return agents


def _is_manner(s: Sentence, k: int) -> bool:
    """Say whether "by" tells a way or a measure: "by air", "by phone", "by 10 per cent"."""
    return s.tags[k] == "CD" or s.low(k) in _MANNERS
