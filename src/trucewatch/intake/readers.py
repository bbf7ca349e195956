"""Which reader takes which kind of source: a table one can read, and a door for readers of others.

A reader is a plain callable `(data: bytes, given: Given) -> TakenIn`. Others add theirs as an entry point of the
group `trucewatch.readers` whose name is the file ending they read, e.g. `eml = "my_package:read_mail"`; a built-in
ending cannot be taken over.
"""

from __future__ import annotations

import re
from functools import cache, partial
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, TypeAlias

from trucewatch.errors import UnreadableError
from trucewatch.intake.archives import read_archive
from trucewatch.intake.encoding import decode
from trucewatch.intake.feeds import read_feed
from trucewatch.intake.files import read_pdf, read_text
from trucewatch.intake.pages import read_page
from trucewatch.intake.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Callable

    from trucewatch.intake.taken import Given, TakenIn

    Reader: TypeAlias = Callable[[bytes, Given], TakenIn]

GROUP = "trucewatch.readers"


def _read_archive(data: bytes, given: Given) -> TakenIn:
    return read_archive(data, given, take=read)


READERS: dict[str, Reader] = {
    "html": read_page,
    "feed": read_feed,
    "pdf": read_pdf,
    "warc": _read_archive,
    "csv": partial(read_table, kind="csv"),
    "xlsx": partial(read_table, kind="xlsx"),
    "text": read_text,
}
"""Built-in readers by media kind."""

ENDINGS: dict[str, str] = {
    "html": "html",
    "htm": "html",
    "xhtml": "html",
    "rss": "feed",
    "atom": "feed",
    "xml": "feed",
    "pdf": "pdf",
    "warc": "warc",
    "warc.gz": "warc",
    "csv": "csv",
    "tsv": "csv",
    "xlsx": "xlsx",
    "txt": "text",
    "text": "text",
    "md": "text",
}
"""Media kind by file ending; what the bytes themselves say goes first."""


def read(data: bytes, given: Given) -> TakenIn:
    """Take in one source by the reader of its kind.

    Raises:
        UnreadableError: empty, too large, or of a kind that no reader takes.
        DocumentError: the reader's own reason.
    """
    if len(data) > given.max_bytes:
        raise UnreadableError(
            f"{len(data) / 1e6:.1f} MB is over the limit of {given.max_bytes / 1e6:.1f} MB. "
            "Split it, or raise the limit",
            document=given.name,
        )
    if not data.strip():
        raise UnreadableError("empty: nothing to read. Check the download", document=given.name)
    kind = kind_of(data, given.name)
    reader = READERS.get(kind) or others().get(kind)
    if reader is None:
        # Text of an unknown ending is text; anything else says what it is.
        decode(data, document=given.name)
        reader = read_text
    return reader(data, given)


def kind_of(data: bytes, name: str) -> str:
    """Return the media kind by the first bytes, else by the ending of the name, else the ending itself."""
    ending = ending_of(name)
    if ending in others() and ending not in ENDINGS:
        return ending
    return _by_bytes(data, ending) or ENDINGS.get(ending, ending)


def ending_of(name: str) -> str:
    """Return the ending of a path or an address, in lower case, without its dot."""
    plain = re.split(r"[?#]", name, maxsplit=1)[0].casefold()
    if plain.endswith(".warc.gz"):
        return "warc.gz"
    last = plain.rsplit("/", 1)[-1]
    return last.rsplit(".", 1)[-1] if "." in last else ""


@cache
def others() -> dict[str, Reader]:
    """Return the readers that other packages bring, by file ending."""
    return {point.name.casefold(): point.load() for point in entry_points(group=GROUP)}


def _by_bytes(data: bytes, ending: str) -> str | None:
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith(b"WARC/"):
        return "warc"
    if head.startswith(b"PK\x03\x04"):
        return "xlsx" if b"xl/" in data[-100_000:] or b"xl/" in data[:100_000] else None
    low = head[:2048].lower()
    if re.search(rb"<(?:rss|feed|rdf:rdf)[\s>]", low) and b"<html" not in low:
        return "feed"
    if ENDINGS.get(ending) in {"csv", "text"}:
        return None
    if re.search(rb"<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]|<article[\s>]", low):
        return "html"
    return None
