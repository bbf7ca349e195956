"""Where words stand in a document: exactly, letter by letter, at the borders of words. What is not there is not found.

One white space stands for any other (a hard space, a line break), one for one, so that offsets hold; nothing else is
made alike: a straight quotation mark is no curly one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from trucewatch.model import Span, covers

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST = 200
"""So many places of the same words are looked at; further ones decide nothing."""


def _spaced(text: str) -> str:
    return "".join(" " if c.isspace() else c for c in text)


@dataclass(slots=True)
class Anchors:
    """The text to look in."""

    text: str
    _plain: str = field(init=False)

    def __post_init__(self) -> None:
        """Make the form that words are looked for in: as long as the text."""
        self._plain = _spaced(self.text)

    def places(self, words: str, within: Span | None = None) -> list[Span]:
        """Return every place of the words in a stretch (the whole text, if none is given), in order."""
        wanted = _spaced(words).strip()
        start, end = within or (0, len(self._plain))
        found: list[Span] = []
        at = self._plain.find(wanted, start, end) if wanted else -1
        while at != -1 and len(found) < _MOST:
            span = (at, at + len(wanted))
            if self._is_whole(span):
                found.append(span)
            at = self._plain.find(wanted, at + 1, end)
        return found

    def only(self, words: str, within: Span | None = None) -> Span | None:
        """Return the one place of the words, None where there is none or more than one."""
        found = self.places(words, within)
        return found[0] if len(found) == 1 else None

    def nearest(self, words: str, quote: Span, stretches: Sequence[Span]) -> Span | None:
        """Return the place of the words in the quote, else the one nearest to it in the first stretch that has any.

        Of two places as near, the one before the quote is taken.
        """
        for stretch in (quote, *stretches):
            found = self.places(words, stretch)
            if found:
                return min(found, key=lambda span: (_apart(span, quote), span))
        return None

    def _is_whole(self, span: Span) -> bool:
        """Say whether no word is cut at either end."""
        start, end = span
        cut_before = start > 0 and self._plain[start - 1].isalnum() and self._plain[start].isalnum()
        cut_behind = end < len(self._plain) and self._plain[end - 1].isalnum() and self._plain[end].isalnum()
        return not cut_before and not cut_behind


def _apart(a: Span, b: Span) -> int:
    return 0 if covers(b, a) else max(b[0] - a[1], a[0] - b[1], 0)


def located(anchors: Anchors, quote: str, around: str | None, parts: Sequence[Span]) -> Span | int:
    """Return where a quote stands: at one place of the document, inside one paragraph of the passage; else how often.

    Args:
        anchors: The document.
        quote: The words.
        around: Longer words that hold the quote and stand once, or None.
        parts: The paragraphs that the model was shown.
    """
    found = anchors.places(quote)
    if len(found) > 1 and around is not None and (whole := anchors.only(around)) is not None:
        found = anchors.places(quote, whole)
    if len(found) != 1:
        return len(found)
    return found[0] if any(covers(part, found[0]) for part in parts) else 0
