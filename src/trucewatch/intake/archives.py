"""WARC archives: every HTML, text, feed or PDF response becomes a document.

Read by fastwarc or warcio (extra `trucewatch[warc]`). Both end a cut-off file without an error, so each record's
bytes are counted against its Content-Length.
"""

from __future__ import annotations

import io
import re
import zlib
from dataclasses import dataclass, replace
from importlib import import_module
from typing import TYPE_CHECKING, Any

from trucewatch.errors import DocumentError, UnreadableError
from trucewatch.intake.dating import written_instant
from trucewatch.intake.taken import Given, TakenIn, part_id
from trucewatch.model import Claim, Document, Published

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_READABLE = re.compile(r"(?i)\b(?:text/html|application/xhtml|text/plain|application/pdf|rss|atom|xml)\b")
_MOST_RECORDS = 100_000
_TIMES_LARGER = 20  # the unpacked archive against the limit for one document


@dataclass(frozen=True, slots=True, kw_only=True)
class _Response:
    number: int
    uri: str
    date: str | None
    block: bytes
    whole: bool


def read_archive(data: bytes, given: Given, *, take: Callable[[bytes, Given], TakenIn]) -> TakenIn:
    """Take in the responses of a WARC file; `take` reads one payload.

    Raises:
        DocumentError: neither fastwarc nor warcio is installed.
        UnreadableError: the archive holds no page that can be read.
    """
    documents: list[Document] = []
    claims: list[Claim] = []
    problems: list[str] = []
    total = 0
    for response in _responses(data, given):
        total += len(response.block)
        if total > _TIMES_LARGER * given.max_bytes:
            problems.append(
                f"{given.name}: unpacks to over {total // 1_000_000} MB: "
                f"the rest from record {response.number} is not read"
            )
            break
        try:
            taken = _taken(response, given, take)
        except DocumentError as error:
            problems.append(f"{given.name}: record {response.number}: {error}")
            continue
        if not response.whole:
            problems.append(f"{given.name}: record {response.number} ({response.uri}) is cut off")
        documents += taken.documents
        claims += taken.claims
        problems += taken.problems
    if not documents:
        raise UnreadableError("; ".join(problems[:3]) or "no page in the archive", document=given.name)
    return TakenIn(documents=tuple(documents), claims=tuple(claims), problems=tuple(problems))


def _taken(response: _Response, given: Given, take: Callable[[bytes, Given], TakenIn]) -> TakenIn:
    payload = _payload(response.block, given.max_bytes)
    if payload is None:
        return TakenIn()
    one = replace(given, name=response.uri, url=response.uri, document_id=part_id(given.id, response.uri), title=None)
    taken = take(payload, one)
    captured = written_instant(response.date or "")
    if captured is None:
        return taken
    # The capture is no publication, but the page was there by then.
    bound = Published(end=captured, method="archived: not later than")
    documents = tuple(
        replace(d, published=bound) if d.published.start is None and d.published.end is None else d
        for d in taken.documents
    )
    return replace(taken, documents=documents)


def _responses(data: bytes, given: Given) -> Iterator[_Response]:
    records = _by_fastwarc(data) or _by_warcio(data)
    if records is None:
        raise DocumentError(
            "reading WARC needs fastwarc or warcio. Install one: pip install 'trucewatch[warc]'", document=given.name
        )
    number = 0
    try:
        for number, record in enumerate(records, 1):
            if number > _MOST_RECORDS:
                return
            if record is not None:
                yield replace(record, number=number)
    except (OSError, EOFError, ValueError, zlib.error, UnicodeDecodeError) as error:
        raise UnreadableError(
            f"damaged after record {number} ({error}). Download it again", document=given.name
        ) from error


def _by_fastwarc(data: bytes) -> Iterator[_Response | None] | None:
    try:
        warc = import_module("fastwarc.warc")
    except ImportError:
        return None

    def each() -> Iterator[_Response | None]:
        for record in warc.ArchiveIterator(io.BytesIO(data), parse_http=False):
            if record.record_type == warc.WarcRecordType.response:
                yield _response(record.headers, record.reader.read())
            else:
                yield None

    return each()


def _by_warcio(data: bytes) -> Iterator[_Response | None] | None:
    try:
        warc = import_module("warcio.archiveiterator")
    except ImportError:
        return None

    def each() -> Iterator[_Response | None]:
        for record in warc.ArchiveIterator(io.BytesIO(data), no_record_parse=True):
            if record.rec_type == "response":
                yield _response(dict(record.rec_headers.headers), record.raw_stream.read())
            else:
                yield None

    return each()


def _response(headers: Any, block: bytes) -> _Response:
    named = {str(key).casefold(): str(value) for key, value in headers.items()}
    said = named.get("content-length", "")
    whole = not said.isdecimal() or len(block) >= int(said)
    uri = named.get("warc-target-uri", "").strip("<>") or "unknown address"
    return _Response(number=0, uri=uri, date=named.get("warc-date"), block=block, whole=whole)


def _payload(block: bytes, most: int) -> bytes | None:
    """Return the decoded body of an HTTP response, None where it is no page (an image, an error, a redirect)."""
    head, _, body = block.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    named = {key.strip().casefold(): value.strip() for key, _, value in (line.partition(":") for line in lines[1:])}
    if not re.match(r"HTTP/\d(?:\.\d)? 2\d\d", lines[0]) or not _READABLE.search(
        named.get("content-type", "text/html")
    ):
        return None
    if "chunked" in named.get("transfer-encoding", "").casefold():
        body = _joined(body)
    if named.get("content-encoding", "").casefold() in {"gzip", "x-gzip", "deflate"}:
        body = _unpacked(body, most)
    return body


def _joined(body: bytes) -> bytes:
    """Join the chunks of a chunked transfer; as it stands where the archiver joined them already."""
    parts: list[bytes] = []
    at = 0
    while at < len(body):
        size = re.compile(rb"([0-9A-Fa-f]{1,8})[^\r\n]{0,200}\r\n").match(body, at)
        if size is None:
            return body if not parts else b"".join(parts)
        length = int(size[1], 16)
        if length == 0:
            break
        parts.append(body[size.end() : size.end() + length])
        at = size.end() + length + 2
    return b"".join(parts)


def _unpacked(body: bytes, most: int) -> bytes:
    """Unpack gzip or deflate up to one byte more than the limit, so that the limit speaks."""
    for width in (zlib.MAX_WBITS | 32, -zlib.MAX_WBITS):
        try:
            return zlib.decompressobj(width).decompress(body, most + 1)
        except zlib.error:
            continue
    return body
