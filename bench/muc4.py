"""Who did what to whom, with what: the role fillers of MUC-4's reports, as the reader reads them.

    python bench/muc4.py [FILE…] [--alone] [--json]

Measured on the 200 reports of `$TRUCEWATCH_SHARED/data/muc4/tst1-tst2-200.json` (TST1 and TST2; lower-cased newswire of
1989–91, from https://github.com/xinyadu/gtt), or on other files of that shape (`templates`, or GRIT's `extracts`), with
the published score (`muc4_scorer`). Rules, word lists and the merger were made on the 1,300 development reports only;
of the test reports nothing but totals was ever looked at. GRIT's published 54.5 is on TST3 and TST4, not kept here.

Two figures, and they are not the same thing. `alone` is what the program itself says: actors, targets and weapons of
its claims of harm, put under the roles by a fixed table. `merged` adds `muc4_roles`, a merger trained for this bench,
which chooses the main fillers of a whole report among the phrases of the reading. Only texts are read, never keys.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import muc4_roles
from muc4_scorer import ROLES, Fillers, Tally, entity, gold_of, normalised, score
from seed import shared
from trucewatch.model import Document
from trucewatch.model.acts import HARM
from trucewatch.reading import work_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from trucewatch.reading.work import Work

TEST = "tst1-tst2-200.json"
_GROUPS = frozenset({"group", "force"})
_THINGS = frozenset({"object", "group", "place"})
_BATTLES = frozenset({"armed-clash", "ground-advance", "offensive", "shoot-down"})


def main(arguments: list[str]) -> int:
    """Print the table of each file asked for, else of the test reports."""
    files = [Path(a) for a in arguments if not a.startswith("--")] or [shared() / "data" / "muc4" / TEST]
    for file in files:
        if not file.is_file():
            print(f"muc4: no reports at {file}; nothing to score (set TRUCEWATCH_SHARED).")
            continue
        figures = of_file(file)
        if "--json" in arguments:
            print(json.dumps({key: value for key, value in figures.items() if key != "lines"}))
        else:
            print("\n".join(figures["lines"]))
    return 0


def measure(folder: Path) -> dict[str, Any] | None:
    """Return the figures of the test reports and the printed lines, None where they are absent."""
    file = folder / "data" / "muc4" / TEST
    return of_file(file) if file.is_file() else None


def of_file(file: Path) -> dict[str, Any]:
    """Read each report once; score what the reader says alone, and what the merger makes of it."""
    records = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    gold = {record["docid"]: gold_of(record) for record in records}
    start = time.process_time()
    alone: dict[str, Fillers] = {}
    merged: dict[str, Fillers] = {}
    for record in records:
        work = work_of(Document(id=record["docid"], text=record["doctext"], lang="en"))
        alone[work.document.id] = told(work)
        merged[work.document.id] = muc4_roles.model().fill(work)
    seconds = time.process_time() - start
    tables = {"alone": score(alone, gold), "merged": score(merged, gold)}
    lines = [f"{file.name}: {len(records)} reports read in {seconds:.0f} CPU seconds"]
    for name, tallies in tables.items():
        lines += [f"{name:<7}{line}" for line in _lines(tallies)]
    micro = {name: tallies["micro"] for name, tallies in tables.items()}
    return {
        "f1": micro["merged"].f1,
        "precision": micro["merged"].precision,
        "recall": micro["merged"].recall,
        "alone_f1": micro["alone"].f1,
        "cpu_seconds": seconds,
        "lines": lines,
    }


def told(work: Work) -> Fillers:
    """Return the fillers that the claims of harm tell, without any learned choice.

    MUC-4 asks for attacks, bombings, kidnappings, arson, not for battles of armies; for organisations by name; for the
    names of people harmed and not for the nameless. So does this table.
    """
    found: dict[str, list[str]] = {role: [] for role in ROLES}
    for claim in (c for c in work.claims if c.act in HARM - _BATTLES and not c.negated):
        for one in claim.actors:
            if one.kind == "person":
                found["PerpInd"].append(one.name)
            elif one.kind in _GROUPS and one.name[:1].isupper():
                found["PerpOrg"].append(one.name)
        for one in claim.targets:
            if one.kind in _THINGS:
                found["Target"].append(one.name)
            elif one.kind == "person" and one.name[:1].isupper():
                found["Victim"].append(one.name)
        found["Weapon"].extend(weapon.name for weapon in claim.weapons)
    return {role: _entities(names) for role, names in found.items()}


def _entities(names: Iterable[str]) -> list[frozenset[str]]:
    return [entity([name]) for name in dict.fromkeys(normalised(name) for name in names) if name]


def _lines(tallies: dict[str, Tally]) -> list[str]:
    show: Callable[[str, Tally], str] = lambda role, t: (  # noqa: E731
        f"{role:<8} precision {t.precision:5.1f}  recall {t.recall:5.1f}  F1 {t.f1:5.1f}"
        f"  ({t.right} right of {t.predicted}, {t.expected} expected)"
    )
    return [show(role, tally) for role, tally in tallies.items()]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
