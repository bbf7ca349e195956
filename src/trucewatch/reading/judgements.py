"""Where whoever publishes accuses or contradicts in so many words: "a flagrant breach of the law", "that is not true".

A report of harm stays a report, however grave: only a word that judges ("unlawful", "cynically", "is to blame for")
makes it an accusation in the publisher's own voice. Such words inside what somebody else says are theirs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.model import PUBLISHER, Cue, Speaker, Stance
from trucewatch.model.acts import act_of
from trucewatch.reading import lexicon
from trucewatch.reading.clauses import case_of, clause_tokens, is_negated
from trucewatch.reading.nearby import overlapping
from trucewatch.reading.pronouns import FIRST
from trucewatch.reading.work import Said

if TYPE_CHECKING:
    from trucewatch.reading.syntax import Sentence
    from trucewatch.reading.work import Work

_AVERTING = frozenset({"prevent", "avert", "avoid", "deter", "thwart", "protect", "refrain", "renounce", "halt"})
_UNSHARED = frozenset(
    {"truth", "basis", "foundation", "substance", "believe", "accept", "agree", "share", "recognise", "recognize"}
)
_DEMONSTRATIVE = frozenset({"that", "this", "it", "these", "those", "which"})


def judged(work: Work, s: Sentence, found: list[Said]) -> list[Said]:
    """Return the publisher's own accusations and rebuttals in a sentence, at most one of each kind a clause."""
    theirs = [one for one in found if one.speaker.kind != PUBLISHER]
    taken = {t for one in theirs for t in one.content[s.number]} | {one.verb for one in theirs}
    said: list[Said] = []
    for i in range(len(s)):
        if i in taken or any(i in one.content[s.number] for one in said) or overlapping(work.quotes, s.span_of((i,))):
            continue
        accuses = _accuses(s, i) and not _only_named(s, i)
        stance = Stance.REJECTS if _contradicts(s, i) else Stance.ACCUSES if accuses else None
        if stance is None:
            continue
        around = clause_tokens(s, _clause(s, i))
        if stance is Stance.REJECTS and s.low(i) == "contrary" and _own_words(s, i):
            stance = Stance.RETRACTS
        elif stance is Stance.REJECTS and (s.low(i) == "contrary" or s.is_a(i, "advmod")):
            around = s.subtree(i)  # "contrary to his claim, the army left" contradicts the claim, not that it left
        tokens = frozenset(around) - taken | {i}
        span = s.span_of(tokens)
        said.append(
            Said(
                speaker=Speaker(name=PUBLISHER, kind=PUBLISHER),
                cue=Cue(words=s.word(i), span=s.span_of((i,))),
                stance=stance,
                frame="judgement",
                sentence=s.number,
                verb=None,
                content={s.number: tokens},
                content_span=span,
            )
        )
    return said


def _clause(s: Sentence, i: int) -> int:
    """The main word of the clause around `i`."""
    for up in (i, *s.ancestors(i)):
        if (
            (s.is_verb(up) and not s.is_a(up, "amod", "acl", "xcomp"))
            or s.child(up, "cop") is not None
            or s.heads[up] == up
        ):
            return up
    return i


def _own_words(s: Sentence, i: int) -> bool:
    """Say whether it is one's own words that are taken back: "contrary to what we reported"."""
    return any(s.low(k) in (*FIRST, "our", "my") for k in range(i + 1, min(i + 6, len(s))))


def _only_named(s: Sentence, i: int) -> bool:
    """Say whether the wrong is denied, forestalled or set as a condition: "no provocation", "to prevent aggression"."""
    for up in (i, *s.ancestors(i)):
        lows = {s.low(k) for k in s.kids[up]}
        if lows & {"no", "nothing", "without"} or (up != i and s.lemmas[up] in _AVERTING):
            return True
        if s.is_verb(up) or s.child(up, "cop") is not None:
            return bool(lows & {"not", "n't", "never", "if"}) and not s.is_a(i, "advmod")
    return False


def _accuses(s: Sentence, i: int) -> bool:
    """Say whether the word at `i` accuses where it stands."""
    low, lemma = s.low(i), s.lemmas[i]
    if low in lexicon.words("judging"):
        return not any(s.low(k) in ("not", "no", "n't") for k in s.kids[i])
    if s.is_verb(i):
        return _wrongs(s, i) and not is_negated(s, i)
    if s.is_noun(i):
        return lemma in lexicon.words("wrongdoing") or (lemma in lexicon.words("breach") and _of_law(s, i))
    if low in ("contrary", "incompatible", "inconsistent"):
        return any(s.low(k) in ("to", "with") for k in range(i + 1, min(i + 2, len(s)))) and any(
            _names_law(s, t) for t in range(i + 1, min(i + 8, len(s)))
        )
    return low == "responsible" and any(case_of(s, k) == "for" and _is_harm(s, k) for k in s.children(i, "obl", "nmod"))


def _wrongs(s: Sentence, i: int) -> bool:
    """Say whether a verb tells of a wrong: it destabilises, breaches the law, is to blame, must stop its harm."""
    lemma = s.lemmas[i]
    if lemma in lexicon.words("wronging"):
        return True
    if lemma in ("violate", "breach", "infringe", "contravene", "flout"):
        return any(_names_law(s, t) for k in s.children(i, "obj", "obl") for t in s.subtree(k))
    if lemma in ("break", "betray", "renege"):
        return any(s.lemmas[k] in ("commitment", "promise", "word", "pledge") for k in s.children(i, "obj", "obl"))
    if lemma == "bear":
        return any(s.lemmas[k] in ("responsibility", "blame") for k in s.children(i, "obj"))
    if lemma == "blame" and i > 0 and s.low(i - 1) == "to":
        return s.child(i, "nsubj") is not None or s.child(i, "cop") is not None
    if lemma in ("fail", "refuse"):
        return any(s.lemmas[k] in lexicon.words("duty") for k in s.children(i, "xcomp"))
    if lemma in ("stop", "cease", "end", "refrain", "desist"):
        told = any(s.low(k) in ("must", "should") for k in s.children(i, "aux"))
        who = s.child(i, "nsubj")
        named = who is not None and s.low(who) not in FIRST
        return told and named and any(_is_harm(s, t) or _wrongs_at(s, t) for t in s.subtree(i) if t > i)
    return False


def _wrongs_at(s: Sentence, t: int) -> bool:
    return s.low(t) in lexicon.words("judging") or s.lemmas[t] in lexicon.words("wronging", "wrongdoing")


def _is_harm(s: Sentence, k: int) -> bool:
    word = lexicon.acts().get((s.lemmas[k], "n" if s.is_noun(k) else "v"))
    return (word is not None and bool(word.act) and act_of(word.act).harm) or _wrongs_at(s, k)


def _of_law(s: Sentence, i: int) -> bool:
    return any(_names_law(s, t) for t in s.subtree(i) if t != i)


def _names_law(s: Sentence, t: int) -> bool:
    return s.lemmas[t] in lexicon.words("law")


def _contradicts(s: Sentence, i: int) -> bool:
    """Say whether the word at `i` contradicts somebody: "contrary to his claim", "that is not true", "falsely said"."""
    low = s.low(i)
    if low == "contrary" or s.lemmas[i] in _UNSHARED:
        return _dissents(s, i)
    if low in ("falsely", "wrongly", "untruthfully", "mistakenly"):
        return s.is_verb(s.heads[i]) and (s.lemmas[s.heads[i]], "v") in lexicon.cues()
    about = s.child(i, "nsubj", "csubj")
    if about is None or s.child(i, "cop") is None or not (s.low(about) in _DEMONSTRATIVE or _is_claimed(s, about)):
        return False
    negated = any(s.low(k) in ("not", "n't", "never", "hardly") for k in s.kids[i])
    return s.lemmas[i] in lexicon.words("true" if negated else "false")


def _dissents(s: Sentence, i: int) -> bool:
    """Read "contrary to what he claimed", "there is no truth in", "we do not accept"."""
    if s.low(i) == "contrary":
        after = range(i + 1, min(i + 8, len(s)))
        return i + 1 < len(s) and s.low(i + 1) == "to" and any(_is_claimed(s, k) for k in after)
    if s.is_noun(i):
        return any(s.low(k) == "no" for k in s.kids[i]) and any(s.low(k) == "there" for k in s.kids[s.heads[i]])
    who = s.child(i, "nsubj")
    return s.is_verb(i) and who is not None and s.low(who) in FIRST and is_negated(s, i)


def _is_claimed(s: Sentence, k: int) -> bool:
    """Say whether a word names what somebody says: "claims", "assertion", or says it: "what he claimed"."""
    if s.is_noun(k):
        return (s.lemmas[k], "n") in lexicon.cues() or s.lemmas[k] in ("assertion", "argument", "narrative", "version")
    return s.is_verb(k) and (s.lemmas[k], "v") in lexicon.cues()
