"""Our own short rendering of one coded row as text, so that its claims have spans to point into."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.intake.persons import private_persons
from trucewatch.model import Copy, Document, NotBody

if TYPE_CHECKING:
    from trucewatch.model import Published, Span


class Sheet:
    """A text that grows line by line, "Label: value"; each line gives the span of its value."""

    def __init__(self, heading: str) -> None:
        self._parts = [heading]
        self._length = len(heading)

    def add(self, label: str, value: str) -> Span | None:
        """Append a line and return where its value stands; an empty value adds nothing."""
        if not value:
            return None
        line = f"\n{label}: {value}"
        start = self._length + len(line) - len(value)
        self._parts.append(line)
        self._length += len(line)
        return (start, start + len(value))

    @property
    def text(self) -> str:
        """The rendering so far."""
        return "".join(self._parts)


def row_document(
    sheet: Sheet, *, document_id: str, sha256: str, publisher: str | None, published: Published, review: tuple[str, ...]
) -> Document:
    """Return a row's document. All of it is marked as no body: its claims come with it, nothing is left to read."""
    text = sheet.text
    return Document(
        id=document_id,
        title=text.split("\n", 1)[0],
        publisher=publisher,
        copy=Copy(),
        published=published,
        lang=None,
        not_body=(NotBody(span=(0, len(text)), reason="coded row: its claims come with it"),),
        private_persons=private_persons(text),
        sha256=sha256,
        text=text,
        review=review,
    )
