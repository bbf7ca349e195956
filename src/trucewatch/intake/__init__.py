"""Intake: bytes, HTML or text come in, documents with their provenance go out.

In: a file, page, feed, archive or table as bytes, or text that the caller has already. Out: `Document` records whose
text every later span counts into, marked with what is not body, who published first and when, how that is known, and
whom to protect; for tables that are coded already, their claims too. A part that cannot be read is named, never
dropped in silence. Nothing here judges what a text says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.intake.taken import MAX_BYTES, Given, TakenIn

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from trucewatch.model import Document

__all__ = ["TakenIn", "mark_copies", "take_in", "take_in_html", "take_in_log", "take_in_text"]


def take_in(  # noqa: PLR0913  (what the caller knows about a source, all of it optional)
    data: bytes,
    *,
    name: str,
    url: str | None = None,
    publisher: str | None = None,
    published: str | None = None,
    title: str | None = None,
    document_id: str | None = None,
    max_bytes: int = MAX_BYTES,
) -> TakenIn:
    """Take in one source of any kind (`readers.READERS`); what the caller gives wins over what is found.

    `document_id` is the id of the document, or the prefix of the ids where the source holds several; without it
    `name` is.

    Raises:
        UnreadableError: empty, binary, over `max_bytes`, or in an encoding that cannot be settled.
        DocumentError: readable, but not usable as it is; the message says the way out.
    """
    from trucewatch.intake.readers import read

    return read(
        data,
        Given(
            name=name,
            url=url,
            publisher=publisher,
            published=published,
            title=title,
            document_id=document_id,
            max_bytes=max_bytes,
        ),
    )


def take_in_text(
    text: str,
    *,
    document_id: str,
    url: str | None = None,
    publisher: str | None = None,
    published: str | None = None,
    title: str | None = None,
) -> Document:
    """Take in a text as it stands: `document.text` is exactly `text`.

    Raises:
        UnreadableError: there is nothing in it.
    """
    from trucewatch.errors import UnreadableError
    from trucewatch.intake.provenance import describe

    if not text.strip():
        raise UnreadableError("empty: nothing to read", document=document_id)
    return describe(text, Given(name=document_id, url=url, publisher=publisher, published=published, title=title))


def take_in_html(
    html: str,
    *,
    document_id: str,
    url: str | None = None,
    publisher: str | None = None,
    published: str | None = None,
    title: str | None = None,
) -> Document:
    """Take in a page that is decoded already; `document.text` is the extracted article.

    Raises:
        UnreadableError: the page holds no text.
    """
    from trucewatch.errors import UnreadableError
    from trucewatch.intake.pages import document_of

    if not html.strip():
        raise UnreadableError("empty: nothing to read", document=document_id)
    given = Given(name=document_id, url=url, publisher=publisher, published=published, title=title)
    return document_of(html, given, original=html)


def take_in_log(  # noqa: PLR0913  (what a log's map may say)
    data: bytes,
    *,
    name: str,
    analyst: str | None = None,
    columns: Mapping[str, str] | None = None,
    acts: Mapping[str, str] | None = None,
    sheet: str | None = None,
    header_row: int | None = None,
    document_id: str | None = None,
    max_bytes: int = MAX_BYTES,
) -> TakenIn:
    """Take in an analyst's own incident log, CSV or XLSX: one document and its claims a row.

    `columns` maps our names to the log's headers, e.g. `{"date": "Datum", "what": "Ereignis"}`; what it leaves out
    is guessed from the headers (`incident_log.FIELDS`). `acts` maps the log's words to codes of the act vocabulary.
    `sheet` names the sheet of a workbook, `header_row` the row of the headers (from 1); without them it is the first
    filled sheet, and the row among the first that holds the most headers we know.

    Raises:
        DocumentError: a needed column, the sheet or the header row is missing; the message shows the map to write.
        UnreadableError: no table, or too large.
    """
    from trucewatch.intake.tables import read_log

    given = Given(
        name=name,
        publisher=analyst,
        document_id=document_id,
        columns=dict(columns or {}),
        acts=dict(acts or {}),
        sheet=sheet,
        header_row=header_row,
        max_bytes=max_bytes,
    )
    return read_log(data, given)


def mark_copies(documents: Iterable[Document]) -> tuple[Document, ...]:
    """Return the documents in the same order, those that repeat an earlier one marked as its copies.

    A document is never a copy of a later one, and the order of the input does not matter.
    """
    from trucewatch.intake.syndication import marked

    return marked(tuple(documents))
