"""Public offices: whoever carries one is no private person."""

from __future__ import annotations

import re
from functools import cache

from trucewatch.intake.lexicon import alternation, words

# Behind these, an office is somebody else's: "the wife of an official", "a nurse at the General Hospital".
_FURTHER = re.compile(r"\b(?:of|from|in|at|with|for|to|by|near|whose|who(?!\s(?:is|was)\b)|where|after|when)\b")


@cache
def _office() -> re.Pattern[str]:
    ranks = alternation(words("persons", "ranks"))
    # "a major road": a rank in small letters ends its phrase.
    titles = "|".join(
        re.escape(r[0].upper() + r[1:]) for r in sorted(words("persons", "ranks"), key=lambda r: (-len(r), r))
    )
    return re.compile(
        rf"(?i:\b{alternation(words('persons', 'office'))}\b)|\b(?:{titles})\b(?!\s(?:Hospital|Assembly))|"
        rf"(?i:\b{ranks}(?=\Z|,|\s(?:in|of|who|from|with|at|and)\b))"
    )


def has_office(phrase: str) -> bool:
    """Say whether the head of a phrase is a public office: "the head of the council", not "wife of an official"."""
    found = _office().search(phrase)
    if found is None:
        return False
    further = _FURTHER.search(phrase)
    return further is None or found.start() < further.start()
