"""Claims of what is said where no act of the vocabulary stands in its main clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.model import Claim, Stance
from trucewatch.reading import lexicon
from trucewatch.reading.clauses import is_negated, objects_of
from trucewatch.reading.excerpts import claim_span, quote_of, with_cue
from trucewatch.reading.gate import is_of_the_field
from trucewatch.reading.people import named_at, unique
from trucewatch.reading.phrases import coordinated
from trucewatch.reading.pinpointed import pinpointed
from trucewatch.reading.placing import place_in
from trucewatch.reading.pronouns import FIRST, resolved
from trucewatch.reading.stance import denied_elements
from trucewatch.reading.subjects import subject_of
from trucewatch.reading.timing import as_when, in_sentence, said_when_of
from trucewatch.reading.voices import HARM_FRAMES, speaker_and_stance

if TYPE_CHECKING:
    from trucewatch.model import Named
    from trucewatch.reading.syntax import Sentence
    from trucewatch.reading.work import Event, Said, Work

_CLAUSE = 4
"""Tokens of the shortest clause that says something by itself."""
_SETTLED = (*HARM_FRAMES, "deny", "no-comment", "retract", "ruleout")
"""Frames whose cue settles the stance, whatever the mood of the content."""


def sayings_of(work: Work, s: Sentence, events: list[Event], said: list[Said]) -> list[Claim]:
    """What is said where no act of the vocabulary stands in its main clause."""
    claims = []
    for one in said:
        tokens = one.content.get(s.number)
        if not tokens or one.frame == "none":
            continue
        root = _content_root(s, tokens)
        root = _own_mind(s, root, tokens)
        if _covered(s, root, one, events, tokens) or not _of_interest(s, one):
            continue
        claims.append(_saying(work, s, one, tokens, root))
    return claims


def _of_interest(s: Sentence, one: Said) -> bool:
    """Say whether a plain assertion says something: a clause, or at least a word of the field.

    "Thank you" and "Comment" stay attributions; a denial, a warning, a promise is a claim whatever its words.
    """
    tokens = [k for k in one.content[s.number] if not s.is_a(k, "punct")]
    clause = any(s.is_verb(k) or s.tags[k] == "MD" for k in tokens) and len(tokens) >= _CLAUSE
    if one.stance is not Stance.ASSERTS or clause:
        return True
    return any(_names_the_field(s, k) for k in range(len(s)) if k != one.verb)


def _names_the_field(s: Sentence, k: int) -> bool:
    low = s.low(k)
    kind = lexicon.noun_kind(s.lemmas[k])
    return (
        kind in ("force", "place", "group")
        or is_of_the_field(low)
        or (s.is_name(k) and lexicon.countries().of(low) is not None)
        or s.lemmas[k] in lexicon.words("armed", "aid", "post")
    )


def _content_root(s: Sentence, tokens: frozenset[int]) -> int:
    """The token of the content that hangs on something outside it, a verb first."""
    tops = [
        k
        for k in sorted(tokens)
        if (s.heads[k] not in tokens or s.heads[k] == k) and not s.is_a(k, "punct", "mark", "cc", "case")
    ]
    return next(
        (k for k in tops if s.is_verb(k) or s.child(k, "cop", "nsubj") is not None), tops[0] if tops else min(tokens)
    )


def _own_mind(s: Sentence, root: int, tokens: frozenset[int]) -> int:
    """Go from "I think" to what is thought."""
    who = s.child(root, "nsubj")
    if who is not None and s.low(who) in FIRST and (s.lemmas[root], "v") in lexicon.cues():
        inner = next((k for k in s.children(root, "ccomp", "xcomp") if k in tokens), None)
        return inner if inner is not None else root
    return root


def _covered(s: Sentence, root: int, one: Said, events: list[Event], tokens: frozenset[int]) -> bool:
    """Say whether an act of the vocabulary already tells what is said."""
    if one.frame == "no-comment":
        return False
    for event in events:
        if event.trigger == root or root in event.joined or (event.trigger in tokens and root in event.tokens):
            return True
        if (
            not event.verbal
            and event.trigger in tokens
            and s.heads[event.trigger] == root
            and s.is_a(event.trigger, "obj", "nsubj")
        ):
            return True
        if one.frame in HARM_FRAMES and event.trigger in tokens:
            return True
    return False


def _saying(work: Work, s: Sentence, one: Said, tokens: frozenset[int], root: int) -> Claim:
    """The claim of what is said in `tokens`, whose main word is `root`."""
    _, _, stance = speaker_and_stance(s, None, root, [one])
    if one.frame in _SETTLED and stance is not Stance.NO_COMMENT:
        stance = one.stance
    says_no = stance is not Stance.NO_COMMENT and (_root_negated(s, root) or _starts_negated(s, tokens))
    whens = [t for t in in_sentence(work, s) if t.kind == "instant"]
    span = claim_span(s, with_cue(s, tokens, one))
    where = pinpointed(work, s, tokens, place_in(work, s, sorted(tokens), root))
    return Claim(
        id=f"s{s.number}.{root:03}.{one.verb if one.verb is not None else 0:03}",
        document=work.document.id,
        span=span,
        quote=quote_of(work, span),
        speaker=one.speaker,
        cue=one.cue,
        content_span=one.content_span,
        stance=stance,
        denies_what=denied_elements(s, tokens) if stance in (Stance.DENIES, Stance.REJECTS) else (),
        actors=tuple(unique(resolved(one, _actors(work, s, one, tokens, root)))),
        targets=tuple(unique(resolved(one, _targets(work, s, one, tokens, root)))),
        negated=says_no or (one.negated and stance is Stance.CLAIMS_RESPONSIBILITY),
        place=where.place,
        when=as_when(work, whens[0], future=False) if whens else None,
        said_when=said_when_of(work, one),
        method=one.method,
        review=where.review,
    )


def _actors(work: Work, s: Sentence, one: Said, tokens: frozenset[int], root: int) -> list[Named]:
    """Who is accused; else the subject of what is said, and for a relative clause the noun before it."""
    if one.accused:
        actors = list(one.accused)
    else:
        subject = subject_of(s, root) if s.is_verb(root) else s.child(root, "nsubj")
        heads = coordinated(s, subject) if subject is not None and subject in tokens else []
        actors = [named_at(work, s, k) for k in heads if s.is_noun(k) or s.tags[k] == "PRP"]
    if one.antecedent is not None and all(a.name.lower() in ("which", "that", "who") for a in actors):
        return [named_at(work, s, one.antecedent)]
    return actors


def _targets(work: Work, s: Sentence, one: Said, tokens: frozenset[int], root: int) -> list[Named]:
    """Who is warned or called upon; else the objects of what is said."""
    if one.verb is not None and one.stance in (Stance.WARNS, Stance.DEMANDS):
        addressed = [k for k in s.children(one.verb, "obj", "iobj") if k not in tokens and s.is_noun(k)]
        if addressed:
            return [named_at(work, s, k) for k in addressed]
    objects = objects_of(s, root) if s.is_verb(root) else []
    return [named_at(work, s, m) for k in objects for m in coordinated(s, k) if s.is_noun(m)]


def _starts_negated(s: Sentence, tokens: frozenset[int]) -> bool:
    """Say whether a content without a subject of its own begins with a negation: "can no longer handle"."""
    first = sorted(tokens)[:4]
    lows = [s.low(k) for k in first]
    return lows[0] in ("can", "will", "would", "could", "has", "had", "is", "was", "does", "did") and (
        "not" in lows or "n't" in lows or ("no" in lows and "longer" in lows)
    )


def _root_negated(s: Sentence, root: int) -> bool:
    """Say whether the main word of a content is negated, or a negation itself ("unable")."""
    if s.is_verb(root):
        return is_negated(s, root)
    return s.lemmas[root] in ("unable", "impossible", "unwilling") or any(
        s.low(k) in ("not", "n't", "never", "no") for k in s.kids[root]
    )
