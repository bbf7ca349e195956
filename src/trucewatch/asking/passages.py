"""A document in passages: whole paragraphs up to a size, each asked by itself, none overlapping."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from trucewatch.model import Span
    from trucewatch.reading.work import Work

LONGEST = 3_000
"""Code points of one passage: with the prompt and the answer it fits a context of 8,192 tokens."""
_BETWEEN = "\n\n"


@dataclass(frozen=True, slots=True)
class Passage:
    """Paragraphs (or pieces of one that is too long), as spans of the document."""

    parts: tuple[Span, ...]

    def words(self, text: str) -> str:
        """Return what the model is shown: the document's own words, an empty line between paragraphs."""
        return _BETWEEN.join(text[slice(*part)] for part in self.parts)

    def halves(self) -> tuple[Passage, Passage] | None:
        """Return the passage in two, None where it is one piece."""
        middle = len(self.parts) // 2
        return (Passage(self.parts[:middle]), Passage(self.parts[middle:])) if middle else None


def passages(work: Work) -> Iterator[Passage]:
    """Yield the body's passages, in the order of the text; navigation and credits are not sent."""
    held: list[Span] = []
    size = 0
    for part in _pieces(work):
        own = part[1] - part[0] + len(_BETWEEN)
        if held and size + own > LONGEST:
            yield Passage(tuple(held))
            held, size = [], 0
        held.append(part)
        size += own
    if held:
        yield Passage(tuple(held))


def _pieces(work: Work) -> Iterator[Span]:
    """Yield paragraphs; one that is too long is cut between sentences, a sentence that is too long at its size."""
    by_paragraph: dict[int, list[Span]] = {}
    for sentence in work.sentences:
        by_paragraph.setdefault(sentence.paragraph, []).append(sentence.span)
    for sentences in by_paragraph.values():
        yield from _joined([cut for span in sentences for cut in _cut(span)])


def _cut(span: Span) -> Iterable[Span]:
    start, end = span
    return ((at, min(at + LONGEST, end)) for at in range(start, end, LONGEST))


def _joined(spans: Sequence[Span]) -> Iterator[Span]:
    start = spans[0][0]
    end = start
    for span in spans:
        if end > start and span[1] - start > LONGEST:
            yield start, end
            start = span[0]
        end = span[1]
    yield start, end
