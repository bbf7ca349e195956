"""Whether a case is still what its custody log says it is: one line for every fault."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from trucewatch.store import custody, evidence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

_SIGNED = frozenset({"decide", "observe", "enter"})
"""Actions whose entry holds the SHA-256 of the record."""


def originals(folder: Path, held: Mapping[str, str], log: Sequence[custody.Entry]) -> Iterator[str]:
    """Yield the faults of the originals `held` (SHA-256 to name) in `folder`."""
    taken_in = {entry.subject for entry in log if entry.action == "intake"}
    for sha256 in sorted(taken_in - held.keys()):
        yield f"original {sha256}: was taken in, its row is gone"
    for sha256, name in held.items():
        if sha256 not in taken_in:
            yield f"original {sha256} ({name}): the custody log knows nothing of it"
        if wrong := evidence.fault(folder, sha256):
            yield f"{wrong} ({name})"


def altered(made: Sequence[tuple[str, str, Any]], log: Sequence[custody.Entry]) -> Iterator[str]:
    """Yield the records (action, id, plain) that are not what was logged, and those that are gone."""
    signed = {(e.action, e.subject): e.detail.get("sha256") for e in log if e.action in _SIGNED}
    for action, record_id, plain in made:
        if signed.pop((action, record_id), None) != custody.digest_of(plain):
            yield f"{record_id}: is not what the custody log says was recorded ({action})"
    for action, record_id in signed:
        yield f"{record_id}: was recorded ({action}), its row is gone"
