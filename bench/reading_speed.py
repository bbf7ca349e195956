"""How many words the reader reads in a second of CPU, weights loaded; and whether it says the same each time."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

from trucewatch.intake import take_in_text
from trucewatch.model import to_plain
from trucewatch.reading import read

TEXT = Path(__file__).parents[1] / "docs" / "tutorial" / "retelling.txt"
RUNS = 4
PROMISES = {"words_per_cpu_second": 500.0}
"""A promise, not a measurement: seconds differ from machine to machine, so pinning keeps to this."""


def measure(shared: Path | None = None) -> dict[str, Any]:
    """Return words a CPU second, and how many of the repeated readings differ from the first."""
    del shared
    document = take_in_text(TEXT.read_text(encoding="utf-8"), document_id="retelling")
    first = json.dumps(to_plain(read(document)))
    start = time.process_time()
    again = [json.dumps(to_plain(read(document))) for _ in range(RUNS)]
    seconds = time.process_time() - start
    return {
        "words_per_cpu_second": RUNS * len(document.text.split()) / seconds,
        "readings_that_differ": sum(one != first for one in again),
    }
