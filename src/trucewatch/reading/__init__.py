"""One document in, everything that it says out: mentions, who says what, and claims.

`read` is a pure function of the document (and of what the case knows of places): it touches no disk but the
package's own word lists and weights, and gives the same records for the same text. Its passes run in the order of
`PASSES`; each adds to the work of those before and removes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.model import Document, Reading
from trucewatch.reading.context import Context

if TYPE_CHECKING:
    from collections.abc import Callable

    from trucewatch.reading.work import Work

LANGUAGES = frozenset({"en"})
"""Languages that the reader reads (ISO 639-1). A document in another is stored and marked unread."""

VERSION = "1"
"""Raised whenever the same text may give other records: cached readings of another version are made again."""


def passes() -> tuple[Callable[[Work], None], ...]:
    """The passes in their order (imported here, because the parser is heavy and `--help` is not)."""
    from trucewatch.reading.claims import make_claims
    from trucewatch.reading.events import find_events
    from trucewatch.reading.mentions import find_mentions
    from trucewatch.reading.prepare import prepare
    from trucewatch.reading.speech import find_speech

    return (prepare, find_mentions, find_speech, find_events, make_claims)


def read(document: Document, *, context: Context | None = None) -> Reading:
    """Return everything that `document` says. One in a language that is not read comes back without claims."""
    from trucewatch.reading.mentions import attributions_of
    from trucewatch.reading.work import Work

    work = Work(document=document, context=context or Context())
    if document.lang is not None and document.lang not in LANGUAGES:
        return Reading(document=document)
    for step in passes():
        step(work)
    return Reading(
        document=document,
        mentions=tuple(work.mentions),
        attributions=attributions_of(work),
        claims=tuple(work.claims),
    )


__all__ = ["LANGUAGES", "VERSION", "Context", "passes", "read"]
