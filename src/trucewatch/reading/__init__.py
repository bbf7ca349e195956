"""One document in, everything that it says out: mentions, who says what, and claims.

`read` is a pure function of the document (and of what the case knows of places): it touches no disk but the
package's own word lists and weights, and gives the same records for the same text. It runs `PASSES` in their order;
each adds to the `Work` of those before and removes nothing:

* before all, a text without capitals, or with nothing else, gets them back for the time of reading (`casing`), and
  coordinates are found and blanked out (`given_points`), as no parse, count or quotation is in them;
* `prepare` parts the text into parsed sentences and finds quotations, times, quantities and people;
* `find_mentions` marks persons, bodies, places, arms, times and numbers (`tagger`);
* `find_speech` finds who says what (`attributions`, `speakers`, `contents`, `spoken`, `accusations`, `silence`,
  `dialogue`, `quotations`), what somebody wants or thinks (`attitudes`), and where the publisher's own words accuse or
  contradict (`judgements`); `attributed` and `sources` make the records;
* `find_events` finds who did what to whom (`verbs`, `nominals`, `parties`, `senses`), one act told once (`merging`);
* `make_claims` gives each act and each saying its voice, place, time and figures (`act_claims`, `sayings`, `totals`,
  `lists`); coordinates place it where they agree with the place named (`pinpointed`, `standing_apart`, `agreeing`).

Where `Context.pass_quiet` asks for it, `gate` first looks for any word of the field; a text without one is not parsed.
The headline goes through the same passes for one question only: whether its figures are those of the body.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from trucewatch.model import Document, Reading
from trucewatch.reading.attributed import attributions_of
from trucewatch.reading.casing import recased
from trucewatch.reading.claims import make_claims
from trucewatch.reading.context import Context
from trucewatch.reading.events import find_events
from trucewatch.reading.gate import is_quiet
from trucewatch.reading.given_points import blanked, given_points
from trucewatch.reading.headline import headline_flags
from trucewatch.reading.mentions import find_mentions
from trucewatch.reading.prepare import prepare
from trucewatch.reading.speech import find_speech
from trucewatch.reading.stored import as_stored
from trucewatch.reading.work import Work

if TYPE_CHECKING:
    from collections.abc import Callable

LANGUAGES = frozenset({"en"})
"""Languages that the reader reads (ISO 639-1). A document in another is stored and marked unread."""

PASSES: tuple[Callable[[Work], None], ...] = (prepare, find_mentions, find_speech, find_events, make_claims)
"""What is done to a document, in this order."""

VERSION = "6"
"""Raised whenever the same text may give other records: cached readings of another version are made again."""


def read(document: Document, *, context: Context | None = None) -> Reading:
    """Return everything that `document` says. One in a language that is not read comes back without claims.

    Claims come from the body; a headline with other casualty figures is flagged in the document's `review`.
    """
    if document.lang is not None and document.lang not in LANGUAGES:
        return Reading(document=document)
    context = context or Context()
    if context.pass_quiet and is_quiet(f"{document.title or ''}\n{document.text}"):
        return Reading(document=document, quiet=True)
    work = as_stored(work_of(document, context), document.text)
    if document.title:
        headline = replace(document, text=document.title, not_body=(), private_persons=(), title=None)
        work.flags += headline_flags(work_of(headline, work.context).claims, work.claims)
    if work.flags:
        document = replace(document, review=tuple(dict.fromkeys((*document.review, *work.flags))))
    return Reading(
        document=document,
        mentions=tuple(work.mentions),
        attributions=attributions_of(work),
        claims=tuple(work.claims),
    )


def work_of(document: Document, context: Context | None = None) -> Work:
    """The document after every pass, with capitals restored and coordinates blanked: for `read`, and for benches."""
    given = given_points(document.text)
    text = blanked(recased(document.text), given)
    work = Work(document=replace(document, text=text), context=context or Context(), given=given)
    for step in PASSES:
        step(work)
    return work


__all__ = ["LANGUAGES", "PASSES", "VERSION", "Context", "read"]
