"""One run at a time on one case. The operating system lets go of a dead run's lock, so none is ever stale."""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from trucewatch.errors import CaseError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def hold(path: Path, *, who: str, since: str) -> Iterator[None]:
    """Hold the lock at `path`, or raise CaseError naming who holds it.

    A record lock (`lockf`), since child processes do not inherit it: a worker that outlives a killed run holds
    nothing up.
    """
    with path.open("a+", encoding="utf-8") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            file.seek(0)
            holder = file.read().strip() or "another process"
            raise CaseError(
                f"{path.parent}: a run is going on ({holder}); wait until it ends, then run the command again"
            ) from error
        file.seek(0)
        file.truncate()
        file.write(f"{who}, process {os.getpid()}, since {since}")
        file.flush()
        try:
            yield
        finally:
            file.seek(0)
            file.truncate()
