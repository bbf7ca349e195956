"""RSS and Atom: one document an entry, with the full content where the feed has it."""

from __future__ import annotations

import calendar
import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from trucewatch.errors import DocumentError, UnreadableError
from trucewatch.intake.dating import exactly, written_instant
from trucewatch.intake.encoding import decode
from trucewatch.intake.origins import same_outlet
from trucewatch.intake.pages import plain_text
from trucewatch.intake.provenance import Known, describe
from trucewatch.intake.taken import Given, TakenIn, fingerprint, part_id
from trucewatch.model import Document, Published

_MOST_ENTRIES = 5_000


def read_feed(data: bytes, given: Given) -> TakenIn:
    """Take in the entries of a feed; an entry without text is a problem, not the end.

    Raises:
        DocumentError: the feed declares its own XML entities.
        UnreadableError: no feed, or one without entries.
    """
    import feedparser

    text, notes = decode(data, document=given.name)
    if re.search(r"<!ENTITY", text, re.IGNORECASE):
        raise DocumentError(
            "the feed declares its own XML entities, which can blow up without end. Remove its <!DOCTYPE …> block",
            document=given.name,
        )
    feed = feedparser.parse(
        re.sub(r"\A\s{0,1000}<\?xml[^>]{0,300}\?>", "", text.lstrip("\ufeff")).encode("utf-8", "replace")
    )
    entries = feed.entries[:_MOST_ENTRIES]
    if not entries:
        raise UnreadableError("no entries: no RSS or Atom feed, or an empty one", document=given.name)
    publisher = given.publisher or _clean(feed.feed.get("title"))
    shared = Known(publisher=publisher, sha256=fingerprint(data), review=notes, lang=feed.feed.get("language"))
    documents: list[Document] = []
    problems: list[str] = []
    for number, entry in enumerate(entries, 1):
        document = _document(entry, given, shared)
        if document is None:
            problems.append(
                f"{given.name}: entry {number} holds no text; open {entry.get('link') or 'its page'} instead"
            )
        else:
            documents.append(document)
    if feed.bozo and feed.get("bozo_exception") is not None:
        why = type(feed.bozo_exception).__name__
        problems.append(f"{given.name}: the feed is damaged ({why}): {len(documents)} entries were read")
    return TakenIn(documents=tuple(documents), problems=tuple(problems))


def _document(entry: Any, given: Given, shared: Known) -> Document | None:
    full = "\n\n".join(plain_text(part.get("value") or "") for part in entry.get("content") or ()).strip()
    summary = plain_text(entry.get("summary") or "").strip()
    text = full if len(full) >= len(summary) else summary
    if not text:
        return None
    link = entry.get("link")
    notes = () if full and text == full else (f"only the feed's summary: the report is at {link}",)
    source = _clean((entry.get("source") or {}).get("title"))
    own = Known(
        title=_clean(plain_text(entry.get("title") or "")),
        publisher=shared.publisher,
        published=_published(entry),
        updated=written_instant(_own(entry, "updated") or "") if _own(entry, "published") else None,
        authors=tuple(name for author in entry.get("authors") or () if (name := _clean(author.get("name")))),
        lang=shared.lang,
        origin=source if source and shared.publisher and not same_outlet(source, shared.publisher) else None,
        sha256=shared.sha256,
        extracted=True,
        review=(*shared.review, *notes),
    )
    key = str(entry.get("id") or link or f"{entry.get('title')}{text[:200]}")
    return describe(text, replace(given, url=link or given.url, document_id=part_id(given.id, key), title=None), own)


def _published(entry: Any) -> Published | None:
    """Return the entry's date with its offset; the raw words stay in the method."""
    for field in ("published", "updated", "created"):
        raw = _own(entry, field)
        if not raw:
            continue
        method = f"feed {field}: {raw.strip()[:60]!r}"
        if instant := written_instant(raw):
            return exactly(instant, method)
        if parsed := _own(entry, f"{field}_parsed"):
            return exactly(datetime.fromtimestamp(calendar.timegm(parsed), UTC).isoformat(), method)
        return Published(method=f"{method} cannot be read")
    return None


def _own(entry: Any, field: str) -> Any:
    # feedparser's own lookup would answer "updated" with "published".
    return dict.get(entry, field)


def _clean(text: str | None) -> str | None:
    return re.sub(r"\s+", " ", text).strip() or None if text else None
