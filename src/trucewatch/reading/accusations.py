"""Whom an accusation names, and who claims responsibility."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.model import Cue, Named, Stance
from trucewatch.model.acts import act_of
from trucewatch.reading import lexicon
from trucewatch.reading.clauses import case_of, has_passive_marks, is_negated
from trucewatch.reading.people import as_named, named_at
from trucewatch.reading.phrases import coordinated
from trucewatch.reading.speakers import speaker_of
from trucewatch.reading.subjects import by_agents, subject_of
from trucewatch.reading.work import Said

if TYPE_CHECKING:
    from trucewatch.reading.lexicon import CueWord
    from trucewatch.reading.pronouns import Discourse
    from trucewatch.reading.syntax import Sentence
    from trucewatch.reading.work import Work


def accuses_somebody(s: Sentence, i: int, cue: CueWord) -> bool:
    """Say whether a verb of blame or condemnation has somebody or something to blame."""
    if cue.frame == "responsible":
        return any(s.low(k) == "responsible" for k in s.subtree(i))
    return bool(s.children(i, "obj", "obl", "nsubj:pass", "advcl"))


def accused_by(work: Work, s: Sentence, i: int, cue: CueWord) -> list[Named]:
    """Whom an accusation names: "blamed X for", "blamed it on X", "accused X of", "X was accused of"."""
    heads = [k for k in s.children(i, "nsubj:pass") if s.deps[k] == "nsubj:pass"]
    if cue.frame == "blame":
        heads = [k for k in s.children(i, "obl") if case_of(s, k) == "on"] or heads
    if s.deps[i] == "acl" and s.tags[i] == "VBN":
        heads = [s.heads[i]]
    heads = heads or s.children(i, "obj")[:1]
    return [named_at(work, s, k) for head in heads for k in coordinated(s, head) if s.is_noun(k) or s.tags[k] == "JJ"]


def claims_responsibility(s: Sentence, i: int) -> bool:
    """Say whether the verb at `i` claims, takes or admits responsibility."""
    objects = s.children(i, "obj", "nsubj:pass")
    if s.lemmas[i] == "claim" and any(
        act_of(lexicon.acts()[key].act).harm for k in objects if (key := (s.lemmas[k], "n")) in lexicon.acts()
    ):
        return True
    return s.lemmas[i] in ("claim", "take", "accept", "assume", "admit") and any(
        s.lemmas[k] in ("responsibility", "credit") for k in objects
    )


def responsibility_of(work: Work, s: Sentence, i: int, discourse: Discourse) -> Said | None:
    """Read "X claimed responsibility for the attack", "no group has claimed responsibility"."""
    who = subject_of(s, i) if not has_passive_marks(s, i) else next(iter(by_agents(s, i)), None)
    speaker = speaker_of(work, s, who, i, discourse)
    if speaker is None:
        return None
    claimed = s.children(i, "obj", "nsubj:pass")[0]
    parts = [claimed] if s.lemmas[claimed] not in ("responsibility", "credit") else []
    parts += [
        k for k in (*s.children(claimed, "nmod", "acl"), *s.children(i, "obl", "advcl")) if case_of(s, k) == "for"
    ]
    tokens = [t for k in parts for t in s.subtree(k)] or s.subtree(claimed)
    return Said(
        speaker,
        Cue(words=s.words_of(min(i, claimed), max(i, claimed)), span=s.span_of((i, claimed))),
        Stance.CLAIMS_RESPONSIBILITY,
        "responsible",
        s.number,
        i,
        {s.number: frozenset(tokens)},
        s.span_of(tokens),
        accused=(as_named(speaker),),
        who=who,
        negated=is_negated(s, i),
    )
