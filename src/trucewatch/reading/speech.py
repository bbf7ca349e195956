"""Who says what, sentence by sentence: `work.said` is filled from words of saying and from quotations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.reading import lexicon
from trucewatch.reading.accusations import claims_responsibility, responsibility_of
from trucewatch.reading.attitudes import attitude_at
from trucewatch.reading.attributions import SPOKEN, according_to, by_noun, by_verb
from trucewatch.reading.dialogue import in_dialogue, labelled, signed, sourced
from trucewatch.reading.judgements import judged
from trucewatch.reading.pronouns import Discourse, hear
from trucewatch.reading.quotations import spread_over_quotes
from trucewatch.reading.silence import is_no_comment, no_comment

if TYPE_CHECKING:
    from trucewatch.reading.syntax import Sentence
    from trucewatch.reading.work import Said, Work


def find_speech(work: Work) -> None:
    """Fill `work.said`, in the order of the text."""
    discourse = Discourse()
    talk = in_dialogue(work)
    work.turns = frozenset(one.sentence for one in talk)
    for s in work.sentences:
        found: list[Said] = []
        for i in range(len(s)):
            said = _at(work, s, i, discourse)
            if said is not None:
                found.append(said)
        work.said.extend(_without_doubles(found))
        heard = {said.verb for said in found}
        felt = (attitude_at(work, s, i, discourse) for i in range(len(s)) if i not in heard)
        work.attitudes.extend(one for one in felt if one is not None)
        work.said.extend(judged(work, s, found))
        hear(work, s, discourse, found)
    work.said.extend(talk)
    work.said.extend(signed(work, discourse))
    work.said.extend(labelled(work, discourse))
    work.said.extend(sourced(work, discourse))
    spread_over_quotes(work)
    work.said.sort(key=lambda said: (said.sentence, said.verb if said.verb is not None else -1))


def _at(work: Work, s: Sentence, i: int, discourse: Discourse) -> Said | None:
    """The attribution that token `i` introduces, if it does."""
    if s.low(i) == "according" and i + 1 < len(s) and s.low(i + 1) == "to":
        return according_to(work, s, i, discourse)
    if i > 0 and s.low(i - 1) in SPOKEN and (s.low(i), "n") in lexicon.cues():
        return by_noun(work, s, i, lexicon.cues()[s.low(i), "n"], discourse)
    if s.is_verb(i):
        if is_no_comment(s, i):
            return no_comment(work, s, i, discourse)
        if claims_responsibility(s, i):
            return responsibility_of(work, s, i, discourse)
        cue = lexicon.cues().get((s.lemmas[i], "v"))
        return by_verb(work, s, i, cue, discourse) if cue and cue.frame != "none" else None
    if s.tags[i] in ("NN", "NNS"):
        return by_noun(work, s, i, lexicon.cues().get((s.lemmas[i], "n")), discourse)
    return None


def _without_doubles(found: list[Said]) -> list[Said]:
    """Drop an attribution whose cue stands in the content of another by the same verb position."""
    kept: list[Said] = []
    for said in found:
        if not any(o.verb == said.verb for o in kept):
            kept.append(said)
    return kept
