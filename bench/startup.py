"""How much CPU `trucewatch --help` takes, as a process of its own: heavy libraries must not be loaded for it."""

from __future__ import annotations

import resource
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

RUNS = 5
PROMISES = {"help_cpu_seconds": 0.4}
"""A promise, not a measurement: seconds differ from machine to machine, so pinning keeps to this."""


def measure(shared: Path | None = None) -> dict[str, float]:
    """Return the CPU seconds (user and system) of the quickest of five runs after one that fills the caches."""
    del shared
    help_cpu_seconds()
    return {"help_cpu_seconds": min(help_cpu_seconds() for _ in range(RUNS))}


def help_cpu_seconds() -> float:
    """Return the CPU seconds of one `trucewatch --help`.

    Raises:
        subprocess.CalledProcessError: it failed.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-c", "from trucewatch.cli import main; main()", "--help"]
    subprocess.run(command, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
