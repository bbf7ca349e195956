"""Pronouns: which there are, who was spoken of before them, and whom they stand for; None is better than a guess."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from trucewatch.model import Named
from trucewatch.reading import lexicon
from trucewatch.reading.people import as_named, named_at

if TYPE_CHECKING:
    from trucewatch.model import Speaker
    from trucewatch.reading.syntax import Sentence
    from trucewatch.reading.work import Said, Work

SINGULAR = frozenset({"he", "she"})
PLURAL = frozenset({"they"})
THING = frozenset({"it"})
FIRST = frozenset({"i", "we"})
POSSESSIVE = {"his": "he", "her": "she", "its": "it", "their": "they"}
"""Whose plan it is: "its" stands for whom "it" stands for."""
PERSONAL = SINGULAR | PLURAL | THING
PRONOUNS = PERSONAL | FIRST
RELATIVE = frozenset({"who", "which", "that", "whom"})
_OTHERS = RELATIVE - {"whom"} | {"this", "there", "these", "those", "him", "her", "them", "us", "me", "you", "what"}
"""Pronouns that are never replaced."""
_GROUPS = ("group", "force", "publisher", "writing")


@dataclass(slots=True)
class Discourse:
    """Who was spoken of, latest last; asked before each sentence is added."""

    people: list[Named] = field(default_factory=list)
    groups: list[Named] = field(default_factory=list)
    speakers: list[Named] = field(default_factory=list)

    def heard(self, named: Named, *, speaker: bool = False) -> None:
        """Remember somebody spoken of."""
        (self.people if named.kind == "person" else self.groups).append(named)
        if speaker:
            self.speakers.append(named)

    def resolve(self, pronoun: str) -> Named | None:
        """Return whom a pronoun most likely stands for, or None: nothing is filled in by force."""
        low = pronoun.lower()
        if low in SINGULAR and self.people:
            return self.people[-1]
        if low in PLURAL:
            plural = [n for n in self.speakers if n.kind in _GROUPS] or self.groups
            return plural[-1] if plural else None
        if low in THING and self.groups:
            return self.groups[-1]
        return None


def hear(work: Work, s: Sentence, discourse: Discourse, found: list[Said]) -> None:
    """Remember who was spoken of in this sentence: subjects last, speakers very last."""
    subjects: list[Named] = []
    others: list[Named] = []
    for i in range(len(s)):
        if not s.is_noun(i) or s.is_a(i, "flat", "compound", "nmod:desc", "amod"):
            continue
        named = named_at(work, s, i)
        if named.kind == "person" and s.tags[i] in ("NNS", "NNPS"):
            named = Named(name=named.name, span=named.span, kind="group")
        if named.kind in ("person", "group", "force", "publisher", "writing") and not _is_oblique_country(s, i, named):
            (subjects if s.is_a(i, "nsubj") else others).append(named)
    for named in (*others, *subjects):
        discourse.heard(named)
    for said in found:
        discourse.heard(as_named(said.speaker), speaker=True)


def _is_oblique_country(s: Sentence, i: int, named: Named) -> bool:
    return s.is_a(i, "obl", "nmod") and lexicon.countries().of(named.name) is not None


def resolved(inner: Said | None, named: list[Named]) -> list[Named]:
    """Replace a pronoun by the speaker where it can only be the speaker; drop other pronouns: nothing is guessed."""
    found: list[Named] = []
    for one in named:
        low = one.name.lower()
        if low not in PRONOUNS | _OTHERS:
            found.append(one)
        elif inner is not None and low in PRONOUNS and _same_number(low, inner.speaker):
            found.append(replace(one, name=inner.speaker.name, kind=inner.speaker.kind))
    return found


def _same_number(low: str, speaker: Speaker) -> bool:
    if low in SINGULAR | {"i"}:
        return speaker.kind == "person"
    return low == "we" or (speaker.kind in ("group", "force", "writing") and low in THING | PLURAL)
