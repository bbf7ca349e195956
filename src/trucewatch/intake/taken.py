"""What a reader is given beside the bytes, and what it hands back."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from trucewatch.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trucewatch.model import Claim, Document

MAX_BYTES = Settings().document_bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the caller knows already; it wins over anything found in the bytes.

    `name` names the source in messages (a path, a URL). `document_id` is kept as the id of a single document and
    is the prefix of the ids of several. `columns` and `acts` are the map for an analyst's own log (see
    `incident_log`).
    """

    name: str
    url: str | None = None
    publisher: str | None = None
    published: str | None = None
    title: str | None = None
    document_id: str | None = None
    max_bytes: int = MAX_BYTES
    columns: Mapping[str, str] = field(default_factory=dict)
    acts: Mapping[str, str] = field(default_factory=dict)
    sheet: str | None = None
    header_row: int | None = None

    @property
    def id(self) -> str:
        """The id of the document, or the prefix of the ids where the source holds several."""
        return self.document_id or self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """What came of one source. `claims` only where the source is coded already (a table, a log).

    `problems` are the parts that could not be read, one line each: what, where, the way out.
    """

    documents: tuple[Document, ...] = ()
    claims: tuple[Claim, ...] = ()
    problems: tuple[str, ...] = ()


def fingerprint(original: bytes | str) -> str:
    """Return the SHA-256 of the original bytes, of UTF-8 where only text was given."""
    data = original.encode("utf-8", "surrogatepass") if isinstance(original, str) else original
    return hashlib.sha256(data).hexdigest()


def part_id(prefix: str, key: str) -> str:
    """Return the id of one part of a source: the same part has the same id at every intake."""
    return f"{prefix}/{hashlib.sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"
