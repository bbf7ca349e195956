"""Import a generated gazetteer and look names up in it: seconds, memory, and milliseconds a look-up.

    python bench/gazetteer.py [--rows 1000000] [--names 1000000] [--lookups 1000000] [--keep FOLDER]

The rows are made up: names of two to five syllables in Latin and Arabic letters, in the columns of GeoNames' dumps,
over the world's countries in about the real proportions (a fifth of the rows in one country). CPU time counts; the
import runs in a process of its own, so that the peak of its memory is its own.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trucewatch.geography import Gazetteer, locate
from trucewatch.geography.names import fold, skeleton
from trucewatch.store import ImportedPlaces

if TYPE_CHECKING:
    from collections.abc import Iterator

_CONSONANTS = ["b", "d", "f", "g", "h", "j", "k", "l", "m", "n", "r", "s", "t", "w", "y", "z", "sh", "kh", "gh", "q"]
_VOWELS = ["a", "i", "u", "e", "ai", "ou"]
_ARABIC = "بتثجحخدذرزسشصضطظعغفقكلمنهوي"
_COUNTRIES = ("CN", *(chr(65 + one) + chr(65 + other) for one in range(26) for other in range(0, 26, 7)))
_ALL_ROWS = 12_000_000


def name(rng: random.Random) -> str:
    """Return a made-up name."""
    words = [
        "".join(rng.choice(_CONSONANTS) + rng.choice(_VOWELS) for _ in range(rng.randint(1, 3))).capitalize()
        for _ in range(rng.choice((1, 1, 2)))
    ]
    return rng.choice(("", "", "Al ", "Tall ")) + " ".join(words)


def rows(count: int) -> Iterator[str]:
    """Yield lines of a dump."""
    rng = random.Random(5)  # noqa: S311  (runs must repeat)
    for number in range(1, count + 1):
        called = name(rng)
        others = [name(rng), "".join(rng.choice(_ARABIC) for _ in range(rng.randint(4, 9)))][: rng.randint(0, 2)]
        country = "CN" if rng.random() < 0.2 else rng.choice(_COUNTRIES)
        code, feature = ("PPL", "P") if rng.random() < 0.7 else rng.choice((("HLL", "T"), ("FRM", "S"), ("ADM3", "A")))
        admin = [str(rng.randint(1, 20)), str(rng.randint(1, 30)), str(rng.randint(1, 40)), ""]
        people = str(int(rng.paretovariate(0.7) * 10)) if rng.random() < 0.2 else "0"
        point = (f"{rng.uniform(-60, 70):.5f}", f"{rng.uniform(-180, 180):.5f}")
        start = [str(number), called, called, ",".join(others), *point, feature, code, country, ""]
        yield "\t".join([*start, *admin, people, "", "0", "Etc/UTC", "2024-01-01"]) + "\n"


def further(count: int, of: int) -> Iterator[str]:
    """Yield lines of alternate names; a third are of places that the dump does not hold."""
    rng = random.Random(6)  # noqa: S311
    for number in range(1, count + 1):
        yield "\t".join([str(number), str(rng.randint(1, of * 3 // 2)), "ar", name(rng), "", "", "", "", "", ""]) + "\n"


def imported(folder: Path, files: list[Path]) -> dict[str, Any]:
    """Import in a process of its own; return what it says, with its CPU seconds and peak MiB."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    command = [sys.executable, "-c", "from trucewatch.cli import main; main()", "gazetteer", "import", "--json"]
    done = subprocess.run(
        [*command, *map(str, files)],
        check=True,
        stdout=subprocess.PIPE,
        env=os.environ | {"TRUCEWATCH_DATA": str(folder)},
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    (told,) = json.loads(done.stdout)
    return told | {
        "cpu_s": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
        "wall_s": time.monotonic() - start,
        "peak_mib": after.ru_maxrss / 1024,
    }


def asked(folder: Path, count: int) -> dict[str, float]:
    """Look up names that are there and names that are not; milliseconds each."""
    path = next((folder / "gazetteer").glob("*.db"))
    rng = random.Random(7)  # noqa: S311
    held = []
    for line in rows(200_000):
        fields = line.split("\t")
        held.append((fold(fields[1]), fields[8]))
    figures: dict[str, float] = {}
    places = ImportedPlaces([path])
    took, found = [], 0
    for _ in range(count):
        key, country = rng.choice(held) if rng.random() < 0.7 else (fold(name(rng)), rng.choice(_COUNTRIES))
        start = time.perf_counter()
        found += bool(places.named(key, frozenset({country})))
        took.append(time.perf_counter() - start)
    figures |= _told("named", took) | {"named_found": found / count}
    took = []
    for _ in range(count // 100):
        key, country = rng.choice(held)
        start = time.perf_counter()
        places.sounding(frozenset({skeleton(key)}), frozenset({country}))
        took.append(time.perf_counter() - start)
    figures |= _told("sounding", took)
    gazetteer = Gazetteer(further=places)
    took = []
    for _ in range(count // 100):
        key, country = rng.choice(held)
        start = time.perf_counter()
        locate(key, gazetteer=gazetteer, country=country)
        took.append(time.perf_counter() - start)
    return figures | _told("locate", took)


def _told(what: str, took: list[float]) -> dict[str, float]:
    cuts = statistics.quantiles(took, n=100)
    return {
        f"{what}_median_ms": 1000 * cuts[49],
        f"{what}_p99_ms": 1000 * cuts[98],
        f"{what}_most_ms": 1000 * max(took),
    }


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--names", type=int, default=1_000_000)
    parser.add_argument("--lookups", type=int, default=1_000_000)
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as given:
        folder = options.keep or Path(given)
        dump, names = folder / "allCountries.txt", folder / "alternateNamesV2.txt"
        with dump.open("w", encoding="utf-8") as file:
            file.writelines(rows(options.rows))
        with names.open("w", encoding="utf-8") as file:
            file.writelines(further(options.names, options.rows))
        told = imported(folder, [dump, names])
        size = sum(path.stat().st_size for path in (folder / "gazetteer").glob("*.db"))
        print(f"rows {told['rows']:,}, keys {told['names']:,}, faults {told['faults']:,}, file {size / 1e6:,.0f} MB")
        print(" ".join(f"import_{what} {told[what]:.1f}" for what in ("cpu_s", "wall_s", "peak_mib")))
        if (scale := _ALL_ROWS / options.rows) > 1:
            print(
                f"at the same pace 12 million rows take {told['cpu_s'] * scale / 60:.0f} min of a core and "
                f"{size * scale / 1e9:.1f} GB; not measured"
            )
        for figure, value in asked(folder, options.lookups).items():
            print(f"{figure} {value:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
