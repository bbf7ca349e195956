"""Run every bench, print a table against the pinned floors, and fail where one is broken.

    python bench/run.py [NAME…] [--pin] [--allow-regression] [--details]

`bench/floors.toml` holds for each figure the worst value that passes. `--pin` writes what was measured just now as the
new floors; it refuses to make one easier to pass unless `--allow-regression` is given too, so that no floor sinks
unseen. A bench whose data are absent is skipped, and says so; its floors stay.
"""

from __future__ import annotations

import argparse
import math
import sys
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import agreement_mentions
import case
import dispatches
import golden
import intake
import muc4
import places
import polnear
import pud
import re3d
import reading_speed
import seed
import startup
import terms
import unscon

if TYPE_CHECKING:
    from collections.abc import Callable

Figures = dict[str, Any]
FLOORS = Path(__file__).with_name("floors.toml")
HELD_OUT = "held out: totals only, its text is not shown and no rule is written for it"
HEAD = """\
# The worst value that passes, by bench and figure: `least` for what should be high, `most` for what should be low.
# Written by `./run bench -- --pin`, which refuses to make one easier to pass without --allow-regression.
"""


@dataclass(frozen=True)
class Bench:
    """One bench: what measures it (None: no data), which way each figure is better, and which are promised.

    `seen` makes it one of the reading benches (`reading_quality.py`): how far its texts were known to who wrote the
    rules. `measure` then returns beside the figures a table by field (`fields`, else `lines`) and, unless the set is
    held out, the `worst` errors with their text, the worst first.
    """

    name: str
    measure: Callable[[Path], Figures | None]
    high: tuple[str, ...] = ()
    low: tuple[str, ...] = ()
    promises: dict[str, float] = field(default_factory=dict)
    seen: str = ""
    slack: float = 0.0
    """Share of a figure that its floor leaves free: machines add up in another order, and a few parses flip."""


def of_the_case(shared: Path) -> Figures:
    """Compare the readings of the bundled case's dispatches with what a person reads in them."""
    del shared
    return case.measure()


def of_intake(shared: Path) -> Figures:
    """Measure intake on made-up pages and copies, which follow from a seed."""
    del shared
    recall, precision, _ = intake.copies(60)
    return {"recall": recall, "precision": precision, "pages_per_second": intake.pages_per_second(20)}


def of_the_stories(shared: Path) -> Figures:
    """The same on held-out stories. Totals only: nobody tunes the reader on them."""
    del shared
    return held_out(case.measure(golden.STORIES))


def of_the_dispatches(shared: Path) -> Figures | None:
    """The same on the half of the annotated dispatches that may be looked at."""
    del shared
    return dispatches.measure("dev")


def of_the_held_dispatches(shared: Path) -> Figures | None:
    """The same on the other half, in totals."""
    del shared
    figures = dispatches.measure("held")
    return figures and held_out(figures)


def held_out(figures: Figures) -> Figures:
    """Keep the figures and the table by field, and nothing of the text."""
    return {key: value for key, value in figures.items() if key not in ("wrong", "worst")}


def of_the_terms(shared: Path) -> Figures:
    """Judge a million incidents against the Idlib terms, and a sample of them one by one."""
    del shared
    figures = terms.measure()
    return {name: figures[name] for name in ("cpu_seconds", "differing")}


BENCHES = (
    Bench(
        "seed",
        seed.measure,
        high=("right", "facts_right"),
        low=("false_tallies", "chrome_claims", "misquoted"),
        seen="looked at while rules were written, sentence by sentence: a regression, no proof of anything",
    ),
    Bench("case", of_the_case, high=("whole", "keys_right"), slack=0.025, seen="looked at while rules were written"),
    Bench("stories", of_the_stories, high=("whole", "keys_right"), slack=0.025, seen=HELD_OUT),
    Bench(
        "dispatches_dev",
        of_the_dispatches,
        high=("whole", "keys_right"),
        slack=0.025,
        seen="open: may be looked at while rules are written",
    ),
    Bench("dispatches_held", of_the_held_dispatches, high=("whole", "keys_right"), slack=0.025, seen=HELD_OUT),
    Bench(
        "re3d",
        re3d.measure,
        high=("f1", "people_f1"),
        slack=0.025,
        seen="held out: never learned from, figures by kind only, and the errors by their pattern",
    ),
    Bench("agreement", agreement_mentions.measure, high=("f1", "alpha")),
    Bench(
        "places",
        places.measure,
        high=(
            *("pairs_recall", "pairs_precision", "alternates_recall", "alternates_precision", "sheets_recall"),
            *("sheets_precision", "pairs_in_context_recall", "pairs_in_context_precision", "listed_recall"),
        ),
        low=("listed_wrong", "sheets_in_context_wrong", "strangers_taken_per_thousand"),
    ),
    Bench(
        "polnear",
        polnear.measure,
        high=("f1", "precision", "recall", "f1_strict", "f1_held_back", "source_f1", "content_f1"),
        slack=0.025,
        seen="one half looked at while rules were written, the other held back and counted apart",
    ),
    Bench(
        "unscon",
        unscon.measure,
        high=("macro_f1", "criticism_f1", "rebuttal_f1", "macro_f1_held_back"),
        slack=0.1,
        seen="one half looked at while rules were written, the other held back and counted apart",
    ),
    Bench(
        "intake",
        of_intake,
        high=("recall", "precision", "pages_per_second"),
        promises={"pages_per_second": intake.FLOORS["pages_per_second"]},
    ),
    Bench(
        "speed",
        reading_speed.measure,
        high=("words_per_cpu_second", "articles_per_cpu_second", "quiet_articles_per_cpu_second"),
        low=("readings_that_differ", "growth_mib"),
        promises=reading_speed.PROMISES,
    ),
    Bench(
        "muc4",
        muc4.measure,
        high=("f1", "precision", "recall", "alone_f1"),
        slack=0.02,
        seen="its development reports looked at, the test reports never: totals only",
    ),
    Bench("pud", pud.measure, high=("uas", "las"), slack=0.005, seen="test set of the parser: totals only"),
    Bench("terms", of_the_terms, low=("cpu_seconds", "differing"), promises=terms.PROMISES),
    Bench("startup", startup.measure, low=("help_cpu_seconds",), promises=startup.PROMISES),
)

Floors = dict[str, dict[str, dict[str, float]]]
Measured = dict[str, dict[str, float]]


def main(arguments: list[str]) -> int:
    """Measure, print, compare or pin. Returns 1 where a floor is broken or a pin refused."""
    wanted = _arguments(arguments)
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    measured: Measured = {}
    for bench in BENCHES:
        if wanted.names and bench.name not in wanted.names:
            continue
        figures = bench.measure(seed.shared())
        if figures is None:
            print(f"{bench.name:<15} skipped: its data are not under {seed.shared()} (set TRUCEWATCH_SHARED)")
            continue
        measured[bench.name] = {key: figures[key] for key in (*bench.high, *bench.low)}
        if wanted.details:
            print("\n".join(figures.get("lines", ())))
    print(table(measured, floors))
    if wanted.pin:
        return _pin(measured, floors, allow=wanted.allow_regression)
    broken = breaks(measured, floors)
    print("\n".join(f"BROKEN: {line}" for line in broken) or "bench: every floor holds")
    return 1 if broken else 0


def _arguments(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench/run.py", description="Measure and compare with the pinned floors.")
    parser.add_argument("names", nargs="*", help=f"which benches: {', '.join(b.name for b in BENCHES)}; default all")
    parser.add_argument("--pin", action="store_true", help="write what is measured as the new floors")
    parser.add_argument("--allow-regression", action="store_true", help="let --pin make a floor easier to pass")
    parser.add_argument("--details", action="store_true", help="print each bench's own lines too")
    return parser.parse_args(arguments)


def _direction(bench: str, figure: str) -> str:
    return "least" if figure in next(b.high for b in BENCHES if b.name == bench) else "most"


def _floor(floors: Floors, bench: str, figure: str) -> float | None:
    return floors.get(bench, {}).get(_direction(bench, figure), {}).get(figure)


def breaks(measured: Measured, floors: Floors) -> list[str]:
    """Return a line for every figure that is worse than its floor. A figure without floor is broken: pin it first."""
    lines = []
    for bench, figures in measured.items():
        for figure, value in figures.items():
            floor, least = _floor(floors, bench, figure), _direction(bench, figure) == "least"
            if floor is None:
                lines.append(f"{bench}.{figure} = {value:g} has no floor; say: ./run bench -- --pin")
            elif value < floor if least else value > floor:
                lines.append(f"{bench}.{figure} = {value:g}, pinned at {'least' if least else 'most'} {floor:g}")
    return lines


def pinned(measured: Measured, floors: Floors) -> tuple[Floors, list[str]]:
    """Return the new floors, and a line for each that would become easier to pass.

    A figure that is promised (seconds differ from run to run) is pinned at its promise, not at what was measured.
    """
    new = {bench: {way: dict(values) for way, values in ways.items()} for bench, ways in floors.items()}
    easier = []
    for bench, figures in measured.items():
        promises = next(b.promises for b in BENCHES if b.name == bench)
        for figure, value in (figures | {k: v for k, v in promises.items() if k in figures}).items():
            way, old = _direction(bench, figure), _floor(floors, bench, figure)
            slack = next(b.slack for b in BENCHES if b.name == bench)
            value = _rounded(value * (1 - slack) if way == "least" else value, way)  # noqa: PLW2901
            if old is not None and (value < old if way == "least" else value > old):
                easier.append(f"{bench}.{figure}: {way} {old:g} would become {value:g}")
            new.setdefault(bench, {}).setdefault(way, {})[figure] = value
    return new, easier


def _rounded(value: float, way: str) -> float:
    """Three decimals, towards what passes: the figure itself must always pass the floor that it was pinned at."""
    thousandths = math.floor(value * 1000) if way == "least" else math.ceil(value * 1000)
    return thousandths / 1000


def _pin(measured: Measured, floors: Floors, *, allow: bool) -> int:
    new, easier = pinned(measured, floors)
    if easier and not allow:
        print("\n".join(f"REFUSED: {line}" for line in easier))
        print("To lower a floor on purpose: ./run bench -- --pin --allow-regression, and say why in the commit.")
        return 1
    FLOORS.write_text(written(new), encoding="utf-8")
    print(f"pinned in {FLOORS.name}")
    return 0


def written(floors: Floors) -> str:
    """Return the floors as TOML, in order."""
    parts = [HEAD]
    for bench, ways in sorted(floors.items()):
        for way, values in sorted(ways.items()):
            parts.append(
                f"\n[{bench}.{way}]\n" + "".join(f"{key} = {value:g}\n" for key, value in sorted(values.items()))
            )
    return "".join(parts)


def table(measured: Measured, floors: Floors) -> str:
    """Return one line a figure: bench, figure, measured, pinned."""
    rows = [f"{'bench':<15} {'figure':<20} {'measured':>10}  pinned"]
    for bench, figures in measured.items():
        for figure, value in figures.items():
            floor, way = _floor(floors, bench, figure), _direction(bench, figure)
            rows.append(f"{bench:<15} {figure:<20} {value:>10.4g}  {'none' if floor is None else f'{way} {floor:g}'}")
    return "\n".join(rows)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
