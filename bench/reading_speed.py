"""How fast the reader reads, what it costs to start it, and how much memory it holds.

    python bench/reading_speed.py [--documents 300]

Articles of 900 words are our own retelling in the tutorial, and a quiet text in which nothing of interest happens, read
as the pipeline reads: past the gate before the parser (its rate without the gate is about that of the other).
Seconds are CPU seconds of one core. Beside each figure stands its ratio to what the reader aims at; over 1 is better.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trucewatch.intake import take_in_text
from trucewatch.model import Document, Published, to_plain
from trucewatch.reading import Context, read

if TYPE_CHECKING:
    from collections.abc import Callable

TEXT = Path(__file__).parents[1] / "docs" / "tutorial" / "retelling.txt"
WORDS = 900
RUNS = 4
DOCUMENTS = 2000
WARM = 30
"""Documents after which the word lists and the parser's own tables are full: memory should not grow from there."""
QUIET = (
    "Snow closed two roads in the hills, and the mayor asked drivers to stay at home until noon.",
    "A school in the old town opened its new library, which holds four thousand books in three languages.",
    "Olive oil is dear this winter: growers say that rain came too late for the small trees on the slopes.",
    "The national team drew its match at home, and the coach praised the young keeper.",
    "A museum on the coast shows glass from Roman graves until the end of May, with free entry on Sundays.",
    "Train fares rise by a tenth in spring, the company wrote, because power costs more than last year.",
)
PROMISES = {
    "words_per_cpu_second": 2500.0,
    "articles_per_cpu_second": 5.0,
    "quiet_articles_per_cpu_second": 100.0,
    "growth_mib": 20.0,
}
"""Promises, not measurements: seconds differ from machine to machine, so pinning keeps to these."""
AIMS = {
    "articles_per_cpu_second": 12.0,
    "quiet_articles_per_cpu_second": 100.0,
    "words_per_cpu_second": 12.0 * WORDS,
    "load_cpu_seconds": 1.5,
    "peak_mib": 500.0,
    "growth_mib": 20.0,
}
"""What the reader aims at; the first two are the reading room's own aims, the others keep a laptop usable."""
_LESS = ("load_cpu_seconds", "peak_mib", "growth_mib")
_LOAD = """\
import time
start = time.process_time()
from trucewatch.model import Document
from trucewatch.reading import read
read(Document(id="first", text="The army left.", lang="en"))
print(time.process_time() - start)
"""


def article(sentences: tuple[str, ...]) -> Document:
    """Return a document of about 900 words made of the given paragraphs, over and over."""
    parts: list[str] = []
    for part in cycle(sentences):
        if sum(len(p.split()) for p in parts) >= WORDS:
            break
        parts.append(part)
    published = Published(start="2020-03-05", end="2020-03-05")
    return Document(id="article", text="\n\n".join(parts), lang="en", published=published)


def rate(document: Document, runs: int = RUNS) -> float:
    """Return how often a CPU second holds the reading of `document`."""
    context = Context(pass_quiet=True)
    read(document, context=context)
    start = time.process_time()
    for _ in range(runs):
        read(document, context=context)
    return runs / (time.process_time() - start)


def measure(shared: Path | None = None) -> dict[str, Any]:
    """Return words and articles a CPU second, and how many of the repeated readings differ from the first."""
    del shared
    document = take_in_text(TEXT.read_text(encoding="utf-8"), document_id="retelling")
    first = json.dumps(to_plain(read(document)))
    start = time.process_time()
    again = [json.dumps(to_plain(read(document))) for _ in range(RUNS)]
    seconds = time.process_time() - start
    return {
        "words_per_cpu_second": RUNS * len(document.text.split()) / seconds,
        "articles_per_cpu_second": rate(article(tuple(document.text.split("\n\n")))),
        "quiet_articles_per_cpu_second": rate(article(QUIET), runs=50 * RUNS),
        "growth_mib": memory(DOCUMENTS)["growth_mib"],
        "readings_that_differ": sum(one != first for one in again),
    }


def load_seconds() -> float:
    """Return the CPU seconds from nothing to the first sentence read, in a process of its own."""
    done = subprocess.run([sys.executable, "-c", _LOAD], check=True, capture_output=True, text=True)
    return float(done.stdout)


def memory(count: int) -> dict[str, float]:
    """Return the peak in MiB over `count` different documents, and how much of it came after the first ones."""
    paragraphs = TEXT.read_text(encoding="utf-8").split("\n\n")
    warm = 0.0
    for n, first in enumerate(islice(cycle(range(len(paragraphs))), count)):
        turned = [*paragraphs[first:], *paragraphs[:first]][:4]
        read(Document(id=f"d{n}", text=f"Number {n}.\n\n" + "\n\n".join(turned), lang="en"))
        if n + 1 == min(WARM, count):
            warm = _peak_mib()
    return {"peak_mib": _peak_mib(), "growth_mib": _peak_mib() - warm}


def _peak_mib() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (2**20 if sys.platform == "darwin" else 2**10)


def main(arguments: list[str], *, out: Callable[[str], None] = print) -> int:
    """Measure all and print each figure with its ratio to the aim."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--documents", type=int, default=DOCUMENTS, help="documents for the memory figures")
    options = parser.parse_args(arguments)
    figures = {"load_cpu_seconds": load_seconds(), **measure(), **memory(options.documents)}
    out(f"{'figure':<30} {'measured':>10} {'aim':>8} {'ratio':>6}")
    for name, aim in AIMS.items():
        value = figures[name]
        ratio = aim / max(value, 0.1) if name in _LESS else value / aim
        out(f"{name:<30} {value:>10.4g} {aim:>8.4g} {ratio:>6.2f}")
    out(f"readings that differ: {figures['readings_that_differ']} of {RUNS}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
