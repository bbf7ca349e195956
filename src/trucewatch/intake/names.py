"""Person names as they are written: capitalised words with their particles, bounded so that no text makes it slow."""

from __future__ import annotations

import re
from collections import defaultdict
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

_TOKEN = re.compile(r"\w+(?:[-‑]\w+)*")


def tidy(name: str) -> str:
    """Return a name without the word that only begins its sentence, and without a final full stop."""
    if " " not in name:
        return name
    parts = name.rstrip(".").split()
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


class Places:
    """Where each word of a text stands, so that thousands of names are found in one pass."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts: defaultdict[str, list[int]] = defaultdict(list)
        for match in _TOKEN.finditer(text):
            self._starts[match.group()].append(match.start())

    def of(self, phrase: str) -> list[tuple[int, int]]:
        """Return the spans of a phrase as whole words."""
        first = _TOKEN.match(phrase)
        if first is None:
            return []
        size = len(phrase)
        return [
            (start, start + size)
            for start in self._starts.get(first.group(), ())
            if self.text.startswith(phrase, start) and not self.text[start + size : start + size + 1].isalnum()
        ]
