"""Who did what to the evidence, when: an append-only log in which each entry's hash covers the one before.

Changing, removing or inserting an entry breaks the chain from there on. Cutting off its end does not: note the
last hash (`trucewatch verify` prints it) somewhere else to prove that too.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, NamedTuple

from trucewatch.store.tables import custody

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Connection

START = "0" * 64
"""What the first entry takes as the hash of the one before it."""


class Entry(NamedTuple):
    """One entry. `action`: create, intake, observe, decide, run, export; `subject` is an id or a SHA-256."""

    n: int
    at: str
    who: str
    action: str
    subject: str
    detail: dict[str, Any]
    previous: str
    hash: str


def append(connection: Connection, *, at: str, who: str, action: str, subject: str, detail: dict[str, Any]) -> str:
    """Add an entry inside the caller's write transaction and return its hash."""
    last = connection.execute(custody.select().order_by(custody.c.n.desc()).limit(1)).one_or_none()
    previous = last.hash if last else START
    body = {"at": at, "who": who, "action": action, "subject": subject, "detail": detail, "previous": previous}
    digest = digest_of(body)
    connection.execute(custody.insert().values(n=(last.n + 1 if last else 1), hash=digest, **body))
    return digest


def entries(connection: Connection) -> Iterator[Entry]:
    """Yield the entries, first to last."""
    for row in connection.execute(custody.select().order_by(custody.c.n)):
        yield Entry(**row._mapping)  # noqa: SLF001  (SQLAlchemy's public name for it)


def broken(log: Iterable[Entry]) -> Iterator[str]:
    """Yield one line for each entry that does not fit the one before it."""
    previous, n = START, 0
    for entry in log:
        body = entry._asdict()
        body.pop("n")
        body.pop("hash")
        if entry.n != n + 1 or entry.previous != previous or entry.hash != digest_of(body):
            yield f"custody entry {entry.n} ({entry.at}, {entry.action} {entry.subject}): the chain is broken here"
        previous, n = entry.hash, entry.n


def digest_of(plain: object) -> str:
    """Return the SHA-256 of a JSON value, keys sorted."""
    return hashlib.sha256(json.dumps(plain, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
