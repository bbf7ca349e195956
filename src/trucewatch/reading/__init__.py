"""One document in, everything that it says out: mentions, who says what, and claims.

`read` is a pure function of the document (and of what the case knows of places): it touches no disk but the
package's own word lists and weights, and gives the same records for the same text. It runs `PASSES` in their order;
each adds to the `Work` of those before and removes nothing:

* `prepare` parts the text into parsed sentences and finds quotations, times, quantities and people;
* `find_mentions` names places, persons, groups and weapons;
* `find_speech` finds who says what (`attributions`, `speakers`, `contents`, `accusations`, `silence`, `quotations`);
* `find_events` finds who did what to whom (`verbs`, `nominals`, `parties`, `senses`), one act told once (`merging`);
* `make_claims` gives each act and each saying its voice, place, time and figures (`act_claims`, `sayings`, `totals`,
  `lists`).

The headline goes through the same passes for one question only: whether its figures are those of the body.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from trucewatch.model import Document, Reading
from trucewatch.reading.attributed import attributions_of
from trucewatch.reading.claims import make_claims
from trucewatch.reading.context import Context
from trucewatch.reading.events import find_events
from trucewatch.reading.headline import headline_flags
from trucewatch.reading.mentions import find_mentions
from trucewatch.reading.prepare import prepare
from trucewatch.reading.speech import find_speech
from trucewatch.reading.work import Work

if TYPE_CHECKING:
    from collections.abc import Callable

LANGUAGES = frozenset({"en"})
"""Languages that the reader reads (ISO 639-1). A document in another is stored and marked unread."""

PASSES: tuple[Callable[[Work], None], ...] = (prepare, find_mentions, find_speech, find_events, make_claims)
"""What is done to a document, in this order."""

VERSION = "1"
"""Raised whenever the same text may give other records: cached readings of another version are made again."""


def read(document: Document, *, context: Context | None = None) -> Reading:
    """Return everything that `document` says. One in a language that is not read comes back without claims.

    Claims come from the body; a headline with other casualty figures is flagged in the document's `review`.
    """
    if document.lang is not None and document.lang not in LANGUAGES:
        return Reading(document=document)
    work = _passed(document, context or Context())
    if document.title:
        headline = replace(document, text=document.title, not_body=(), private_persons=(), title=None)
        flags = headline_flags(_passed(headline, work.context).claims, work.claims)
        document = replace(document, review=tuple(dict.fromkeys((*document.review, *flags))))
    return Reading(
        document=document,
        mentions=tuple(work.mentions),
        attributions=attributions_of(work),
        claims=tuple(work.claims),
    )


def _passed(document: Document, context: Context) -> Work:
    """The document after every pass."""
    work = Work(document=document, context=context)
    for step in PASSES:
        step(work)
    return work


__all__ = ["LANGUAGES", "PASSES", "VERSION", "Context", "read"]
