"""Idioms that tell of an act: a verb with the words that make it one, from `idioms.csv`."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from trucewatch.reading import lexicon
from trucewatch.reading.lexicon import ActWord

if TYPE_CHECKING:
    from trucewatch.reading.syntax import Sentence


_HARMING = frozenset({("gun", "down"), ("blow", "up"), ("riddle", "bullet")})


@cache
def _idioms() -> dict[str, list[tuple[tuple[str, ...], str, bool]]]:
    """(words, act, only when negated) of each idiom, by its first word."""
    table: dict[str, list[tuple[tuple[str, ...], str, bool]]] = {}
    for row in lexicon.rows("idioms.csv"):
        words = tuple(row["words"].split())
        table.setdefault(words[0], []).append((words, row["act"], row["with_negation"] == "yes"))
    return table


def _roles_of(words: tuple[str, ...], act: str) -> str:
    """Who stands where around an idiom; one that burns, blows up or guns down takes an object, or "fire to" one."""
    if words in _HARMING or act in ("shoot-down", "support"):
        return "harm"
    if act == "demolition":
        return "burn"
    return "sufferer" if act in ("killed", "return", "attack") else "agent"


def idiom_at(s: Sentence, i: int) -> ActWord | None:
    """The idiom whose verb is at `i` ("remain silent", "take effect", "shoot down"), or whose adjective is its head."""
    for words, act, with_negation in _idioms().get(s.lemmas[i], ()):
        if not act:
            continue
        near = {s.lemmas[k] for k in s.kids[i] if not s.is_a(k, "nsubj")}
        near |= {s.low(g) for k in s.kids[i] for g in s.children(k, "case", "mark")}
        if all(word in near for word in words[1:]):
            if not with_negation:
                return ActWord(act, _roles_of(words, act))
            negated = any(s.low(k) in ("not", "n't", "never") for t in (i, s.heads[i]) for k in s.kids[t])
            if negated:
                return ActWord(act, "negated-idiom")
    return None
