"""Who was asked and said nothing: "declined to comment", "no immediate comment from …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.model import Cue, Stance
from trucewatch.reading.clauses import case_of, is_negated
from trucewatch.reading.speakers import cue_of, speaker_of
from trucewatch.reading.subjects import subject_of
from trucewatch.reading.work import Said

if TYPE_CHECKING:
    from trucewatch.reading.pronouns import Discourse
    from trucewatch.reading.syntax import Sentence
    from trucewatch.reading.work import Work

COMMENTS = frozenset({"comment", "response", "reaction", "statement"})
_DECLINING = frozenset({"decline", "refuse"})


def is_no_comment(s: Sentence, i: int) -> bool:
    """ "had no immediate comment", "declined to comment", "did not respond to requests for comment" """
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


def no_comment(work: Work, number: int, s: Sentence, i: int, discourse: Discourse) -> Said | None:
    speaker = speaker_of(work, s, subject_of(s, i), i, discourse)
    if speaker is None:
        return None
    tokens = [t for t in s.subtree(i, without=frozenset(s.children(i, "conj", "cc", "parataxis")))]
    return Said(
        speaker,
        cue_of(s, i),
        Stance.NO_COMMENT,
        "no-comment",
        number,
        i,
        {number: frozenset(tokens)},
        s.span_of(tokens),
    )


def no_comment_from(work: Work, number: int, s: Sentence, i: int, discourse: Discourse) -> Said | None:
    """ "There was no immediate comment from X" """
    who = next((k for k in s.children(i, "nmod", "obl") if case_of(s, k) in ("from", "by")), None)
    speaker = speaker_of(work, s, who, i, discourse)
    if speaker is None:
        return None
    tokens = s.subtree(i)
    return Said(
        speaker,
        Cue(words=s.word(i), span=s.span_of((i,))),
        Stance.NO_COMMENT,
        "no-comment",
        number,
        i,
        {number: frozenset(tokens)},
        s.span_of(tokens),
    )
