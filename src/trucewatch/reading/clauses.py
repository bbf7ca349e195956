"""The clause around a verb: its objects, what stands after a preposition, its voice, mood and negation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.reading import lexicon
from trucewatch.reading.times_words import FULL_MONTHS, FULL_WEEKDAYS

if TYPE_CHECKING:
    from trucewatch.reading.syntax import Sentence


def case_of(s: Sentence, k: int) -> str:
    """The preposition or marker of `k` in lower case, or ""."""
    at = s.child(k, "case", "mark")
    return s.low(at) if at is not None else ""


def is_passive(s: Sentence, i: int) -> bool:
    """Say whether a verb is passive, also where a headline or an ellipsis leaves the auxiliary out."""
    if has_passive_marks(s, i):
        return True
    if s.tags[i] == "VBN" and s.child(i, "aux", "obj") is None:
        own = s.child(i, "nsubj")
        joined = s.is_a(i, "conj") and s.heads[i] != i and s.is_verb(s.heads[i])
        return own is not None or (joined and is_passive(s, s.heads[i]))
    return _only_suffers(s, i) or _done_by(s, i)


def _done_by(s: Sentence, i: int) -> bool:
    """Read "27 bombs, dropped by four helicopters" where the parse joins the participle to the clause before."""
    if (
        s.tags[i] not in ("VBN", "VBD")
        or s.child(i, "nsubj", "obj", "aux") is not None
        or not s.is_a(i, "conj", "advcl", "acl")
    ):
        return False
    by = (k for k in s.children(i, "obl") if case_of(s, k) == "by")
    return any(s.is_noun(k) and not is_time_word(s, k) and lexicon.noun_kind(s.lemmas[k]) is not None for k in by)


def _only_suffers(s: Sentence, i: int) -> bool:
    """Read "Two soldiers killed in attack": a verb that needs an object, without one, after people."""
    word = lexicon.acts().get((s.lemmas[i], "v"))
    if (
        word is None
        or word.act not in ("killed", "wounded", "displaced")
        or word.roles != "harm"
        or s.tags[i] not in ("VBD", "VBN")
    ):
        return False
    own = s.child(i, "nsubj")
    return own is not None and s.child(i, "obj", "ccomp") is None and lexicon.noun_kind(s.lemmas[own]) == "person"


def has_passive_marks(s: Sentence, i: int) -> bool:
    """Say whether a verb has the subject or the auxiliary of a passive."""
    return any(s.deps[k] in ("nsubj:pass", "aux:pass") for k in s.kids[i])


def objects_of(s: Sentence, i: int) -> list[int]:
    """The objects of a verb; "killed 15 people and 3 soldiers" gives the first, its conjuncts hang on it."""
    return [k for k in s.children(i, "obj") if not s.is_a(k, "obj:agent")]


def about_parties(s: Sentence, i: int, cases: tuple[str, ...]) -> list[int]:
    """What stands after one of the prepositions `cases`, times left out."""
    return [k for k in s.children(i, "obl", "nmod") if case_of(s, k) in cases and not is_time_word(s, k)]


_DAYS = FULL_MONTHS | FULL_WEEKDAYS | {"today", "tonight", "yesterday"}


def is_time_word(s: Sentence, k: int) -> bool:
    """Say whether a noun is a day, a part of one, or a stretch of time."""
    return s.low(k) in _DAYS or s.tags[k] == "CD" or s.lemmas[k] in lexicon.words("time")


def is_day(s: Sentence, k: int) -> bool:
    """Say whether a noun only tells when ("…, the governor said Friday"): nobody, whatever the parse makes of it."""
    return s.low(k) in _DAYS or (s.is_noun(k) and not s.is_name(k) and s.lemmas[k] in lexicon.words("time"))


def is_due(s: Sentence, i: int) -> bool:
    """Read "Moscow should condemn the attack": it has not."""
    return any(s.low(k) in ("must", "should", "ought", "let") for k in s.children(i, "aux"))


def passed_on(s: Sentence, i: int) -> bool:
    """Say whether the verb is the "saying" of "quoted X as saying that …": what it governs is told with "quoted"."""
    up = s.heads[i]
    quoted = s.lemmas[up] in ("quote", "cite") and not has_passive_marks(s, up)
    return quoted and s.tags[i] == "VBG" and i > 0 and s.low(i - 1) == "as"


def clause_tokens(s: Sentence, i: int) -> list[int]:
    """The tokens of the clause around `i`: its own branch, other clauses under it left out."""
    cut = frozenset(
        k
        for t in s.subtree(i)
        for k in s.kids[t]
        if t != k and s.is_a(k, "ccomp", "parataxis", "acl:relcl", "advcl") and s.deps[k] != "acl" and _is_clause(s, k)
    )
    conj = frozenset(k for k in s.children(i, "conj") if s.is_verb(k))
    return s.subtree(i, without=cut | conj)


def _is_clause(s: Sentence, k: int) -> bool:
    return s.is_verb(k) or s.child(k, "cop") is not None


def mood_of(s: Sentence, verb: int) -> tuple[bool, bool, bool, bool]:
    """(future, possible, conditional, perfect) of the clause around a verb."""
    future = possible = conditional = perfect = False
    for at in _mood_chain(s, verb):
        for k in s.kids[at]:
            low = s.low(k)
            if s.is_a(k, "aux"):
                future |= low in ("will", "would", "shall", "'ll", "'d", "wo", "going")
                possible |= low in ("may", "might", "could")
                perfect |= s.lemmas[k] == "have" or low in ("has", "had", "have", "'ve")
            if s.is_a(k, "mark"):
                conditional |= low in ("if", "unless", "whether", "should")
        future |= s.low(at) == "going" and s.child(at, "xcomp") is not None
        future |= s.is_a(at, "xcomp") and s.lemmas[s.heads[at]] in lexicon.words("prospective")
    return future, possible, conditional, perfect


def _mood_chain(s: Sentence, verb: int) -> list[int]:
    """The verb and those above it whose auxiliaries hold for it too ("will meet and sign")."""
    chain = [verb]
    while s.is_a(chain[-1], "xcomp", "conj", "advcl") and len(chain) < 4:  # noqa: PLR2004  (deeper moods do not carry)
        up = s.heads[chain[-1]]
        if s.is_a(chain[-1], "advcl") and s.child(chain[-1], "nsubj") is not None:
            break
        if s.is_a(chain[-1], "conj") and s.child(chain[-1], "nsubj", "aux") is not None:
            break
        chain.append(up)
    return chain


def _is_a_bound(s: Sentence, no: int) -> bool:
    """Say whether "no" is that of "no fewer than 12": at least 12."""
    return no + 1 < len(s) and s.low(no + 1) in ("fewer", "less", "more")


def is_negated(s: Sentence, i: int) -> bool:
    """Say whether a verb is negated, by a particle or by "unable", "fail", "no longer", "without"."""
    for k in s.kids[i]:
        if s.is_a(k, "nsubj") and any(s.low(g) == "no" and not _is_a_bound(s, g) for g in s.kids[k]):
            return True
        if s.low(k) in ("not", "n't", "never", "neither", "nor") or (
            s.low(k) == "longer" and "no" in (s.low(g) for g in s.kids[k])
        ):
            return True
        if s.is_a(k, "mark", "case") and s.low(k) == "without":
            return True
        if s.is_a(k, "nsubj") and s.low(k) in ("nobody", "none", "no-one", "nothing"):
            return True
    up = s.heads[i]
    return s.is_a(i, "xcomp", "ccomp") and s.lemmas[up] in ("unable", "fail", "refuse", "cease", "stop")
