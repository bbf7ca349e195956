"""Find places in other spellings, and do not find places of like names: recall and precision of the gazetteer.

    python bench/places.py

Names alone, without a context and without the built-in table:

* `pairs`: 66 pairs of spellings (`$TRUCEWATCH_SHARED/data/geography/spelling-pairs.txt`), the first known, the second
  asked for; and 200 look-alikes: pairs of different places in Syria, Iraq, Lebanon and Turkey whose names are most
  alike by difflib, the first known, the second asked for;
* `alternates`: each Latin name of a Syrian place in the built-in table, asked for while one name in six is left out of
  all places (our own thinned table, so not to be set beside figures on all of GeoNames' alternatives);
* `sheets`: the places of the fact sheets, each asked for by its other spellings while only its first is known.

`places_in_context.py` measures the same as the program asks, and its speed.

Looked at while the rules and limits were made: the pairs, the strangers, and names of countries other than Syria (the
evidence is learned from them by `training/spelling.py`; limits were set on their alternatives left out, on look-alikes
in Egypt, Jordan, Palestine, Saudi Arabia, Yemen and Libya, and on Ukrainian, Turkish and Israeli places that the
built-in table lacks). The look-alikes here, Syria's alternatives and the sheets were not, but for their totals.
"""

from __future__ import annotations

import csv
import os
import sys
from difflib import SequenceMatcher
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import places_in_context
from places_in_context import SHEETS
from trucewatch.geography import Gazetteer, PlaceRow, locate
from trucewatch.geography.names import fold
from trucewatch.geography.rows import apart_m
from trucewatch.geography.seed import seed

if TYPE_CHECKING:
    from collections.abc import Iterable

LOOK_ALIKES = 200
FOLDS = 6

Figures = dict[str, Any]


def main() -> int:
    """Print the figures."""
    result = measure(Path(os.environ.get("TRUCEWATCH_SHARED") or "../shared"))
    if result is None:
        sys.stdout.write("places: no spelling pairs there; nothing to measure (set TRUCEWATCH_SHARED).\n")
        return 0
    sys.stdout.write("\n".join(result.pop("lines")) + "\n")
    sys.stdout.write("\n".join(f"{name} {figure}" for name, figure in result.items()) + "\n")
    return 0


def measure(folder: Path) -> Figures | None:
    """Return the figures, None where the pairs are absent."""
    file = folder / "data" / "geography" / "spelling-pairs.txt"
    if not file.is_file():
        return None
    lines: list[str] = []
    pairs = [tuple(line.split("|")) for line in file.read_text(encoding="utf-8").splitlines() if "|" in line]
    sheets = {folder / "facts" / name: country for name, country in SHEETS.items()}
    figures = of_pairs(pairs, lines) | of_alternates(lines) | of_sheets([*sheets], lines)
    figures |= places_in_context.measure(folder, pairs, look_alikes(), lines)
    return {**figures, "lines": lines}


def known(names: Iterable[str]) -> Gazetteer:
    """Return a gazetteer of bare names, far enough apart never to be one place."""
    rows = (
        PlaceRow(id=name, name=name, kind="settlement", lat=float(number // 90), lon=2.0 * (number % 90), radius_m=1e3)
        for number, name in enumerate(names)
    )
    return Gazetteer(tuple(rows), world=False)


def of_pairs(pairs: list[tuple[str, ...]], lines: list[str]) -> Figures:
    """Measure the pairs and the look-alikes."""
    gazetteer = known(dict.fromkeys(first for first, _ in pairs))
    right = wrong = 0
    for first, second in pairs:
        found = locate(second, gazetteer=gazetteer)
        right += found is not None and found.ref == first
        wrong += found is not None and found.ref != first
        if found is None or found.ref != first:
            lines.append(f"pair: {second} is {first}, found {found.ref if found else 'nothing'}")
    for first, second in look_alikes():
        found = locate(second.name, gazetteer=known([first.name]))
        if found is not None:
            wrong += 1
            lines.append(f"look-alike: {second.name} taken for {first.name} ({found.score})")
    return {"pairs_recall": round(right / len(pairs), 3), "pairs_precision": round(right / (right + wrong), 3)}


@cache
def look_alikes() -> list[tuple[PlaceRow, PlaceRow]]:
    """Return the pairs of different built-in places whose names are most alike but not the same."""
    rows = [row for code in ("SY", "IQ", "LB", "TR") for row in seed().of_country(code) if row.kind == "settlement"]
    # One initial and one length, or nearly: what can be most alike, without comparing everything with everything.
    scored = []
    for one, other in combinations(rows, 2):
        first, second = fold(one.name), fold(other.name)
        if (
            first[0] != second[0]
            or abs(len(first) - len(second)) > 1
            or first.replace(" ", "") == second.replace(" ", "")
        ):
            continue
        if set(one.keys) & set(other.keys) or apart_m((one.lon, one.lat), (other.lon, other.lat)) < 30_000:
            continue
        matcher = SequenceMatcher(None, first, second, autojunk=False)
        if matcher.quick_ratio() > 0.8:
            scored.append((matcher.ratio(), one.name, other.name, one, other))
    ranked = sorted(scored, key=lambda pair: pair[:3], reverse=True)
    return [(one, other) for *_, one, other in ranked[:LOOK_ALIKES]]


def of_alternates(lines: list[str]) -> Figures:
    """Measure the built-in names of Syria, a sixth left out at a time."""
    rows = [row for row in seed().of_country("SY") if row.kind in {"settlement", "capital"}]
    asked = right = wrong = 0
    for part in range(FOLDS):
        left_out = [(row, key) for row in rows for n, key in enumerate(row.keys) if n % FOLDS == part and key.isascii()]
        gone = {(row.id, key) for row, key in left_out}
        kept = [
            PlaceRow(
                id=row.id,
                name=(keys := [k for k in row.keys if (row.id, k) not in gone] or ["?"])[0],
                keys=tuple(keys),
                # The table of exonyms would know what was left out of Syria's.
                kind=row.kind, lat=row.lat, lon=row.lon, radius_m=row.radius_m, country="none",
            )
            for row in rows
        ]  # fmt: skip
        gazetteer = Gazetteer(tuple(kept), world=False)
        for row, key in left_out:
            if len(row.keys) < 2:
                continue
            found = locate(key, gazetteer=gazetteer)
            asked += 1
            right += found is not None and found.ref == row.id
            if found is not None and found.ref != row.id:
                wrong += 1
                lines.append(f"alternate: {key} ({row.name}) taken for {found.ref} ({found.score})")
    return {
        "alternates_recall": round(right / asked, 3),
        "alternates_precision": round(right / (right + wrong), 3),
        "alternates_asked": asked,
    }


def of_sheets(files: list[Path], lines: list[str]) -> Figures:
    """Measure the other spellings of the fact sheets' places, only the first being known."""
    asked = right = wrong = 0
    for file in files:
        if not file.is_file():
            continue
        with file.open(encoding="utf-8", newline="") as table:
            places = [row for row in csv.DictReader(table) if row["lat"]]
        gazetteer = known(dict.fromkeys(place["name"] for place in places))
        for place in places:
            for spelling in (place["alternative_spellings"] or "").split(";"):
                if not spelling.strip():
                    continue
                found = locate(spelling.strip(), gazetteer=gazetteer)
                asked += 1
                right += found is not None and found.ref == place["name"]
                if found is not None and found.ref != place["name"]:
                    wrong += 1
                    lines.append(
                        f"{file.stem}: {spelling.strip()} ({place['name']}) taken for {found.ref} ({found.score})"
                    )
    if not asked:
        return {}
    precision = right / (right + wrong) if right + wrong else 0.0
    return {"sheets_recall": round(right / asked, 3), "sheets_precision": round(precision, 3), "sheets_asked": asked}


if __name__ == "__main__":
    sys.exit(main())
