"""Originals by their SHA-256: written once, never over, never changed."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_PIECE = 1 << 20


def path_of(folder: Path, sha256: str) -> Path:
    """Return where the original of that hash lies."""
    return folder / sha256[:2] / sha256


def keep(folder: Path, data: bytes) -> str:
    """Write `data` under its hash, whole or not at all, and return the hash. Held bytes are left alone."""
    sha256 = hashlib.sha256(data).hexdigest()
    path = path_of(folder, sha256)
    if path.exists():
        return sha256
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".taking-in-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o444)  # noqa: PTH101  (a name, not a Path)
        os.replace(name, path)  # noqa: PTH105
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)  # noqa: PTH108
        raise
    return sha256


def fault(folder: Path, sha256: str) -> str | None:
    """Return what is wrong with an original, None where its bytes still have the hash."""
    path = path_of(folder, sha256)
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                digest.update(piece)
    except OSError as error:
        return f"{path}: the original cannot be read ({error.strerror})"
    if digest.hexdigest() != sha256:
        return f"{path}: the original was changed: its bytes now have SHA-256 {digest.hexdigest()}"
    return None
