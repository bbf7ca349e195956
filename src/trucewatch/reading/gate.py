"""The gate before the parser: does a text hold any word that could begin a claim of the field?

It only looks for words, in every form that they take, so that a million articles of sport and weather cost minutes
and not days. It errs on the loud side: one plain word of harm, force or truce opens it, and so do two different words
that everyday news uses too ("agreement", "returned"; set `everyday` of `words.csv`), or more where the text is long.
"""

from __future__ import annotations

import re
from functools import cache

from trucewatch.reading import lexicon
from trucewatch.reading.lemmas import other_forms

ENOUGH = 2
"""So many different everyday words open the gate, …"""
WORDS_A_STEP = 500
"""… and one more for each so many words of text: a long one holds some by chance."""
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")


def is_quiet(text: str) -> bool:
    """Say whether no word of `text` could begin a claim of the field; such a text is not worth parsing."""
    loud, everyday = _lists()
    found = _WORD.findall(text.lower())
    words, enough = frozenset(found), ENOUGH + len(found) // WORDS_A_STEP
    parts = words | {part for word in words if "-" in word for part in word.split("-")}
    return parts.isdisjoint(loud) and len({everyday[w] for w in parts & everyday.keys()}) < enough


def is_of_the_field(word: str) -> bool:
    """Say whether a word, in any form, could begin a claim of the field, everyday ones too."""
    loud, everyday = _lists()
    return word in loud or word in everyday


@cache
def _lists() -> tuple[frozenset[str], dict[str, str]]:
    """Forms that open the gate alone, and everyday forms, each with its base form."""
    plain = lexicon.words("everyday")
    acts = {word for word, _ in lexicon.acts()}
    forces = {noun for noun, kind in lexicon.nouns().items() if kind == "force"}
    arms = {arm.words[-1] for phrases in lexicon.arms().values() for arm in phrases if arm.kind != "Vehicle"}
    alone = {form for word in (acts | forces | arms | lexicon.words("armed")) - plain for form in other_forms(word)}
    alone |= lexicon.casualties().keys() - plain
    return frozenset(alone), {form: word for word in plain for form in other_forms(word) if form not in alone}
