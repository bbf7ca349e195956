"""What a user may set from outside, and where things lie. Read by the doors; rooms get values as arguments."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Limits and folders. `document_bytes` is the largest document taken in; `document_seconds` the longest
    that reading one document may take before it is set aside for retry; `workers` the processes used. `data` is the
    user's own folder: what is imported for all cases lies there.
    """

    document_bytes: int = 30_000_000
    document_seconds: float = 60.0
    workers: int = 2
    shared: Path = Path("../shared")
    data: Path | None = None

    @property
    def gazetteers(self) -> Path | None:
        """Where gazetteers for all cases are kept."""
        return None if self.data is None else self.data / "gazetteer"


def load() -> Settings:
    """Return the settings, changed by `TRUCEWATCH_WORKERS`, `TRUCEWATCH_SHARED` and `TRUCEWATCH_DATA` where set."""
    return Settings(
        workers=int(os.environ.get("TRUCEWATCH_WORKERS") or min(os.cpu_count() or 1, 8)),
        shared=Path(os.environ.get("TRUCEWATCH_SHARED") or "../shared"),
        data=_data(),
    )


def _data() -> Path | None:
    """Return the user's folder: `TRUCEWATCH_DATA`, else `trucewatch` where the system keeps such data (XDG)."""
    if named := os.environ.get("TRUCEWATCH_DATA"):
        return Path(named).expanduser()
    base = os.environ.get("LOCALAPPDATA" if sys.platform == "win32" else "XDG_DATA_HOME")
    # The XDG rules say that a relative path there counts for nothing.
    if base and Path(base).is_absolute():
        return Path(base) / "trucewatch"
    try:
        return Path.home() / ".local" / "share" / "trucewatch"
    except RuntimeError:
        return None  # a user without a home has no such folder
