"""Who was asked and said nothing: "declined to comment", "no immediate comment from …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.model import Cue, Stance
from trucewatch.reading.clauses import case_of, is_negated
from trucewatch.reading.speakers import cue_of, speaker_of
from trucewatch.reading.subjects import subject_of
from trucewatch.reading.work import Said

if TYPE_CHECKING:
    from trucewatch.model import Speaker
    from trucewatch.reading.pronouns import Discourse
    from trucewatch.reading.syntax import Sentence
    from trucewatch.reading.work import Work

COMMENTS = frozenset({"comment", "response", "reaction", "statement"})
_DECLINING = frozenset({"decline", "refuse"})


def is_no_comment(s: Sentence, i: int) -> bool:
    """Read "had no immediate comment", "declined to comment", "did not respond to requests for comment"."""
    if s.lemmas[i] == "deny" and _neither_nor(s, i):
        return True
    for k in s.children(i, "obj"):
        if s.lemmas[k] in COMMENTS and any(s.low(g) == "no" for g in s.kids[k]):
            return True
    if s.lemmas[i] in _DECLINING:
        return any(s.lemmas[k] in ("comment", "respond") for k in s.children(i, "xcomp"))
    if s.lemmas[i] in ("comment", "respond", "reply") and is_negated(s, i):
        return s.lemmas[i] == "comment" or any(
            s.lemmas[t] in ("request", "comment", "question", "call", "inquiry", "enquiry") for t in s.subtree(i)
        )
    return s.lemmas[i] == "reach" and is_negated(s, i) and any(s.lemmas[t] == "comment" for t in s.subtree(i))


def _neither_nor(s: Sentence, i: int) -> bool:
    """Read "has neither confirmed nor denied", "would not confirm or deny", whatever follows."""
    up = s.heads[i]
    joined = s.is_a(i, "conj") and s.lemmas[up] == "confirm"
    return joined and any(s.low(k) in ("neither", "nor", "not", "n't") for k in (*s.kids[up], *s.kids[i]))


def no_comment(work: Work, s: Sentence, i: int, discourse: Discourse) -> Said | None:
    """The silence that the verb at `i` tells of, whoever is silent."""
    top = s.heads[i] if s.lemmas[i] == "deny" else i
    tokens = s.subtree(top, without=frozenset(s.children(i, "conj", "cc", "parataxis")))
    who = subject_of(s, i)
    return _silence(s, i, speaker_of(work, s, who, i, discourse), cue_of(s, i), tokens, who)


def no_comment_from(work: Work, s: Sentence, i: int, discourse: Discourse) -> Said | None:
    """Read "there was no immediate comment from X"."""
    who = next((k for k in s.children(i, "nmod", "obl") if case_of(s, k) in ("from", "by")), None)
    cue = Cue(words=s.word(i), span=s.span_of((i,)))
    return _silence(s, i, speaker_of(work, s, who, i, discourse), cue, s.subtree(i), who)


def _silence(s: Sentence, i: int, speaker: Speaker | None, cue: Cue, tokens: list[int], who: int | None) -> Said | None:
    """The record of a silence; none where nobody is named as silent."""
    if speaker is None:
        return None
    return Said(
        speaker=speaker,
        cue=cue,
        stance=Stance.NO_COMMENT,
        frame="no-comment",
        sentence=s.number,
        verb=i,
        content={s.number: frozenset(tokens)},
        content_span=s.span_of(tokens),
        who=who,
    )
