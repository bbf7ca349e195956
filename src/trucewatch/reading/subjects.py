"""Who does what a verb says: its subject, its own or a shared one, and the agents after "by"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.reading import lexicon
from trucewatch.reading.pronouns import RELATIVE

if TYPE_CHECKING:
    from trucewatch.reading.syntax import Sentence


def subject_of(s: Sentence, i: int) -> int | None:
    """The subject of a verb, its own or the one it shares; a relative pronoun gives its antecedent."""
    for_whom = _for_whom(s, i)
    if for_whom is not None:
        return for_whom
    for _ in range(len(s)):
        own = [k for k in s.kids[i] if s.is_a(k, "nsubj", "csubj")]
        if own:
            # Where the parse gives a verb of saying two subjects, the one that stands by it is the speaker.
            return _antecedent(s, i, min(own, key=lambda k: (k > i, abs(k - i))))
        if s.deps[i] == "acl":
            if (
                s.tags[i] in ("VB", "VBN")
                and lexicon.noun_kind(s.lemmas[s.heads[i]]) == "person"
                and not s.child(i, "aux:pass")
            ):
                return s.heads[i] if s.tags[i] == "VB" else None
            if s.tags[i] != "VBG":
                return None
            if (
                lexicon.noun_kind(s.lemmas[s.heads[i]]) != "writing"
                and (s.lemmas[s.heads[i]], "n") not in lexicon.cues()
            ):
                return s.heads[i]
            verb = next((a for a in s.ancestors(i) if s.is_verb(a)), None)
            if verb is None:
                return None
            i = verb
        elif s.is_a(i, "conj") and (governor := _governor_past_modal(s, i)) is not None:
            i = governor
        elif s.is_a(i, "conj", "xcomp", "advcl", "parataxis") and s.heads[i] != i:
            if s.is_a(i, "advcl") and s.tags[i] in ("VBD", "VBZ", "VBP"):
                return None
            if s.is_a(i, "xcomp") and (controller := s.child(s.heads[i], "obj", "iobj")) is not None and controller < i:
                return controller
            i = s.heads[i]
        else:
            return None
    return None


def _for_whom(s: Sentence, i: int) -> int | None:
    """The subject of "for four million civilians to cross"."""
    if s.tags[i] != "VB" or i < 3 or s.low(i - 1) != "to" or not s.is_noun(i - 2):  # noqa: PLR2004
        return None
    return i - 2 if any(s.low(k) == "for" for k in s.children(i - 2, "case")) else None


def _governor_past_modal(s: Sentence, i: int) -> int | None:
    """ "X said Y would go, and warned …": a past verb joined to a bare one belongs to the verb of saying above."""
    up = s.heads[i]
    if s.tags[i] not in ("VBD", "VBN") or s.tags[up] != "VB" or s.child(i, "aux") is not None:
        return None
    return next((a for a in s.ancestors(up) if s.tags[a] in ("VBD", "VBN", "VBZ")), None)


def _antecedent(s: Sentence, i: int, own: int) -> int:
    if s.low(own) in RELATIVE:
        for up in (i, *s.ancestors(i)):
            if s.is_a(up, "acl:relcl"):
                return s.heads[up]
    return own


def by_agents(s: Sentence, i: int) -> list[int]:
    """The agents after "by" of a passive verb or a nominal."""
    agents = []
    for k in s.children(i, "obl", "nmod"):
        case = s.child(k, "case")
        if s.deps[k] == "obl:agent" or (case is not None and s.low(case) == "by" and not _is_manner(s, k)):
            agents.append(k)
    return agents


def _is_manner(s: Sentence, k: int) -> bool:
    return s.tags[k] == "CD" or s.low(k) in (
        "%",
        "percent",
        "air",
        "land",
        "sea",
        "road",
        "phone",
        "telephone",
        "email",
    )
