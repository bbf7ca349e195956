"""What is said, asked of the words where parses are most often wrong: "said on Friday in X that …", "A, he said, B"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.reading import lexicon
from trucewatch.reading.clauses import is_time_word
from trucewatch.reading.phrases import phrase

if TYPE_CHECKING:
    from trucewatch.reading.syntax import Sentence

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_ADDRESSING = frozenset({"tell", "inform", "assure", "remind"})
"""Verbs of saying right after which stands to whom it is said."""
_FAR = 10
"""Tokens between a verb of saying and its "that": an addressee, a day, a place."""


def that_clause(s: Sentence, i: int) -> list[int]:
    """Read "said on Friday in the town of X, that …": from "that" to the end of the clause; empty where none stands."""
    for k in range(i + 1, min(i + _FAR, len(s) - 2)):
        if s.is_verb(k) or s.tags[k] == "MD" or s.word(k) in ('"', ";", ":"):
            return []
        if s.low(k) == "that":
            # After a noun that is no day, place or addressee, "that" may be the relative "the deal that …".
            opens = s.tags[k] == "IN" or s.tags[k + 1] not in _FINITE
            is_mark = opens and (k == i + 1 or s.word(k - 1) == "," or is_time_word(s, k - 1) or s.is_name(k - 1))
            return list(range(k, clause_end(s, k))) if is_mark else []
    return []


def bare_clause(s: Sentence, who: int | None, i: int) -> list[int]:
    """Read "said the words “divide” the town", "says the firm “reports nothing”": a clause right after the verb."""
    starts = i + 1 < len(s) and s.tags[i + 1] in ("DT", "PRP", "PRP$", "NN", "NNS", "NNP", "NNPS", "CD")
    if not starts or who is None or who > i or s.lemmas[i] in _ADDRESSING or is_time_word(s, i + 1):
        return []
    for k in range(i + 2, min(i + 2 + _FAR, len(s))):
        if s.tags[k] in _FINITE:
            return list(range(i + 1, clause_end(s, i + 1)))
        if not (s.word(k)[0].isalnum() or s.word(k) in "-'\""):
            return []
    return []


def clause_end(s: Sentence, k: int) -> int:
    """Where a clause from `k` ends: at the full stop, a semicolon, or a comma before another word of saying."""
    for at in range(k, len(s)):
        if s.word(at) == ";":
            return at
        if s.word(at) == "," and at + 1 < len(s) and _says_on(s, at + 1):
            return at
    return len(s) - 1 if s.deps[len(s) - 1] == "punct" and s.word(len(s) - 1) != '"' else len(s)


def _says_on(s: Sentence, k: int) -> bool:
    """Say whether another saying begins at `k`: "adding that", "according to"."""
    return s.low(k) == "according" or (s.tags[k] == "VBG" and (s.lemmas[k], "v") in lexicon.cues())


def around_aside(s: Sentence, who: int | None, i: int) -> list[int]:
    """Read "Acts of protest, he said, are acts of love": words before and after the aside make one clause."""
    if who is None or not s.is_verb(i):
        return []
    named = phrase(s, who)
    first, last = min(named.first, i), max(named.last, i)
    while first > 0 and s.is_a(first - 1, "det", "amod", "compound", "nmod:desc") and s.heads[first - 1] >= first - 1:
        first -= 1
    if not (2 <= first < len(s) and last + 2 < len(s)) or s.word(first - 1) != "," or s.word(last + 1) != ",":  # noqa: PLR2004
        return []
    before = range(first - 1)
    halves = s.tags[last + 2] in _FINITE and not any(s.tags[k] in _FINITE for k in before)
    open_ended = s.tags[first - 2] in _FINITE or s.low(first - 2) in ("that", "and", "but")
    if not (halves or open_ended):
        return []
    return [*before, *range(last + 2, clause_end(s, last + 2))]
