"""Person names as they are written: capitalised words with their particles, bounded so that no text makes it slow."""

from __future__ import annotations

import re
from functools import cache

from trucewatch.intake.lexicon import alternation, words

_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽĿŁŃŅŇŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽȘȚА-ЯЁ"
_SMALL = r"(?:al|el|ad|as|ash|at|an|ar|az|bin|bint|ibn|abu|umm|um|de|del|della|di|da|la|le|van|von|der|den|ben|ould)"
_PREFIX = r"(?:(?:[Aa]l|[Ee]l|[Aa]d|[Aa]s|[Aa]sh|[Aa]t|[Aa]n|[Aa]r|[Aa]z)[-‑])?"
_STEM = rf"[{_UPPER}]\w{{0,30}}(?:(?:[-‑]|['’](?!s\b))\w{{1,30}}){{0,3}}"
_INITIAL = rf"[{_UPPER}]\."
NAME = rf"(?<![\w’'-]){_PREFIX}{_STEM}(?:[ \xa0](?:{_SMALL}[ \xa0-]){{0,2}}(?:{_PREFIX}{_STEM}|{_INITIAL})){{0,4}}"
"""One to five capitalised words; a possessive 's is no part of it."""

PLACE = (
    rf"(?:the\s(?:\w{{2,20}}[\s-]){{0,4}}?(?:town|city|village|province|capital|region|border)\sof\s)?(?P<place>{NAME})"
)


def tidy(name: str) -> str:
    """Return a name without the word that only begins its sentence, and without a final full stop."""
    parts = re.split(r"[ \xa0]+", name.strip().rstrip("."))
    while len(parts) > 1 and parts[0].casefold().rstrip(".") in words("persons", "openers"):
        parts = parts[1:]
    return " ".join(parts)


def surname(name: str) -> str:
    """Return the part by which later sentences call a person: the last word; "Abu Ahmad" stays whole."""
    parts = name.split()
    if len(parts) > 1 and parts[-2].casefold() in {"abu", "umm", "um", "bin", "bint", "ibn", "van", "von", "de", "ben"}:
        return " ".join(parts[-2:])
    return parts[-1]


@cache
def said() -> str:
    """Return an expression for a verb of speech."""
    return alternation(words("persons", "said"))
