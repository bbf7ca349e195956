"""Judge a million made-up incidents against the Idlib terms on every open reading, and check a sample one by one.

    python bench/terms.py [N]

Incidents lie about the de-escalation area in March 2020, some to the second, some to the day, some without a place;
actors and targets are listed parties, strangers or nobody. CPU seconds of one core; the sample must agree with `check`.
"""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from trucewatch.agreement import load
from trucewatch.compliance import check
from trucewatch.compliance.columns import Columns
from trucewatch.compliance.sweep import NO, NO_MATTER, UNKNOWN, YES, sweep
from trucewatch.linking import link
from trucewatch.model import Claim, Document, Named, Place, Published, Reading, Speaker, When, Within

MILLION = 1_000_000
PROMISES = {"cpu_seconds": 20.0, "differing": 0}
SAMPLE = 400
AS_OF = datetime(2020, 6, 1, tzinfo=UTC)

_START = datetime(2020, 3, 5, 18, tzinfo=UTC).timestamp()
_ACTS = ("shelling", "air-strike", "attack", "landmine", "armed-clash", "overflight", "abduction")
_ACTORS = ("Syrian army", "Russian aircraft", "rebels", "Hay'at Tahrir al-Sham", "US forces", "Nobody Known", "jets")
_TARGETS = ("civilians", "HTS", "Turkish troops", "a market", "Turkistan Islamic Party")
_CODES = {Within.YES: YES, Within.UNKNOWN: UNKNOWN, Within.NO: NO}


def main() -> int:
    """Print the figures."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else MILLION
    for name, figure in measure(size).items():
        sys.stdout.write(f"{name} {figure}\n")
    return 0


def measure(size: int = MILLION) -> dict[str, Any]:
    """Return CPU seconds for `size` incidents, and how many of a sample differ from the judgement one by one."""
    agreement = load(Path(__file__).parents[1] / "agreements" / "idlib-2020")
    sweep(agreement, made(10), as_of=AS_OF)  # projections and shapes are laid out once
    columns = made(size)
    before = time.process_time()
    found = sweep(agreement, columns, as_of=AS_OF)
    spent = time.process_time() - before
    rows = np.linspace(0, size - 1, min(SAMPLE, size)).astype(int)
    differing = sum(one_by_one(agreement, columns, int(row)) != found["I1"][row] for row in rows)
    answers = {name: int((found["I1"] == code).sum()) for name, code in (("yes", YES), ("open", UNKNOWN), ("no", NO))}
    return {"incidents": size, "cpu_seconds": round(spent, 2), "differing": int(differing), **answers}


def made(size: int, seed: int = 20200305) -> Columns:
    """Return made-up incidents; everything follows from the seed."""
    rng = np.random.default_rng(seed)
    lo = _START + rng.integers(0, 40 * 86_400, size).astype(float)
    lo[: size // 4] = _START + rng.integers(0, 8 * 3_600, size // 4)  # about the start, where readings differ
    exact = rng.random(size) < 0.5
    hi = np.where(exact, lo, lo + 86_400.0)
    radius = rng.choice([100.0, 700.0, 3_000.0, 20_000.0], size)
    lost = rng.random(size) < 0.05
    lon, lat = rng.uniform(36.0, 37.3, size), rng.uniform(35.2, 36.5, size)
    actors = ((), *((Named(name=name, kind="force"),) for name in _ACTORS))
    targets = ((), *((Named(name=name, kind="group"),) for name in _TARGETS))
    return Columns(
        lo=lo,
        hi=hi,
        known=hi + rng.choice([3_600.0, 86_400.0], size),
        day=np.floor(lo / 86_400).astype(np.int64),
        lon=np.where(lost, np.nan, lon),
        lat=np.where(lost, np.nan, lat),
        radius_m=np.where(lost, np.nan, radius),
        acts=_ACTS,
        act=rng.integers(0, len(_ACTS), size),
        actors=actors,
        actor=rng.integers(0, len(actors), size),
        targets=targets,
        target=rng.integers(0, len(targets), size),
        weapons=((),),
        weapon=np.zeros(size, np.int64),
    )


def one_by_one(agreement: Any, columns: Columns, row: int) -> int:
    """Return the answer of `check` for one row, told by one report."""
    reading = as_reading(columns, row)
    findings = check(agreement, link((reading,), agreement=agreement), (reading,), as_of=AS_OF)
    engaged = next((f.engaged for f in findings if f.term == "I1"), None)
    return NO_MATTER if engaged is None else _CODES[engaged]


def as_reading(columns: Columns, row: int) -> Reading:
    """Return one row as what reading a report of it would have given."""
    lo, hi = (datetime.fromtimestamp(float(t[row]), UTC) for t in (columns.lo, columns.hi))
    known = datetime.fromtimestamp(float(columns.known[row]), UTC).isoformat()
    place = None
    if not np.isnan(columns.lon[row]):
        lon, lat, radius = (float(c[row]) for c in (columns.lon, columns.lat, columns.radius_m))
        place = Place(name="there", lon=lon, lat=lat, radius_m=radius)
    claim = Claim(
        id="row",
        document="report",
        span=(0, 5),
        quote="words",
        speaker=Speaker(name="A paper", kind="group"),
        act=columns.acts[columns.act[row]],
        actors=columns.actors[columns.actor[row]],
        targets=columns.targets[columns.target[row]],
        weapons=columns.weapons[columns.weapon[row]],
        when=When(start=lo.isoformat(), end=hi.isoformat()),
        place=place,
    )
    document = Document(id="report", publisher="A paper", published=Published(start=known, end=known), text="words")
    return Reading(document=document, claims=(claim,))


if __name__ == "__main__":
    raise SystemExit(main())
