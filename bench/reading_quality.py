"""Measure how well the reader reads: for each set a table by field, the ten worst errors, and who had seen it before.

    python bench/reading_quality.py [NAME…] [--worst N]

The sets are those benches of `run.py` that say how far they were looked at while rules were written. A set that is held
out shows figures only. The exit status is 1 where a figure is below the floor that `run.py` holds for it.
"""

from __future__ import annotations

import argparse
import sys
import tomllib

import run
import seed


def main(arguments: list[str]) -> int:
    """Print every set, then all figures against their floors."""
    sets = [bench for bench in run.BENCHES if bench.seen]
    parser = argparse.ArgumentParser(prog="bench/reading_quality.py", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("names", nargs="*", help=f"which sets: {', '.join(b.name for b in sets)}; default all")
    parser.add_argument("--worst", type=int, default=10, metavar="N", help="errors shown for each set (default: 10)")
    options = parser.parse_args(arguments)
    if unknown := sorted(set(options.names) - {b.name for b in sets}):
        parser.error(f"no set {', '.join(unknown)}; there are {', '.join(b.name for b in sets)}")
    sets = [bench for bench in sets if not options.names or bench.name in options.names]
    measured: run.Measured = {}
    for bench in sets:
        figures = bench.measure(seed.shared())
        print(f"\n=== {bench.name}: {bench.seen}")
        if figures is None:
            print(f"skipped: its data are not here, nor under {seed.shared()} (set TRUCEWATCH_SHARED)")
            continue
        measured[bench.name] = {key: figures[key] for key in (*bench.high, *bench.low)}
        print("\n".join(lines(figures, worst=options.worst)))
    floors = tomllib.loads(run.FLOORS.read_text(encoding="utf-8"))
    print("\n=== against the pinned floors", run.table(measured, floors), sep="\n")
    broken = run.breaks(measured, floors)
    print("\n".join(f"BROKEN: {line}" for line in broken) or "bench-reading: every floor holds")
    return 1 if broken else 0


def lines(figures: run.Figures, *, worst: int) -> list[str]:
    """Return one set's table by field and its worst errors; a set that is held out has none to show."""
    found = list(figures.get("worst", ()))
    shown = found[:worst]
    head = [f"--- the {len(shown)} worst of {len(found)} errors"] if shown else []
    return [*figures.get("fields", figures.get("lines", ())), *head, *shown]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
