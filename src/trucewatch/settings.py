"""What a user may set from outside, and where things lie. Read by the doors; rooms get values as arguments."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Limits and folders. `document_bytes` is the largest document taken in; `document_seconds` the longest
    that reading one document may take before it is set aside for retry; `workers` the processes used.
    """

    document_bytes: int = 30_000_000
    document_seconds: float = 60.0
    workers: int = 2
    shared: Path = Path("../shared")


def load() -> Settings:
    """Return the settings, changed by `TRUCEWATCH_WORKERS` and `TRUCEWATCH_SHARED` where these are set."""
    return Settings(
        workers=int(os.environ.get("TRUCEWATCH_WORKERS") or min(os.cpu_count() or 1, 8)),
        shared=Path(os.environ.get("TRUCEWATCH_SHARED") or "../shared"),
    )
