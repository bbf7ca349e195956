"""Read every document of a folder and compare it with its hand-written expectations, key by key.

    python bench/case.py [FOLDER] [--wrong] [--only WORDS]

FOLDER (the Idlib case, unless given) holds `expected.toml` and its documents with their `index.csv`, either in
`documents/` or beside it; `bench/stories` is such a folder. An expected claim names the words that the claim's span
must touch and only the keys that matter: what it leaves out is not scored. `--wrong` prints each claim that is not
wholly right; `--only` keeps files whose name holds WORDS.
"""

from __future__ import annotations

import argparse
import csv
import sys
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

from assignment import assign
from seed_scorer import CHECKS, Context, private_names, touches
from trucewatch.intake import take_in
from trucewatch.model import Document, to_plain
from trucewatch.reading import read

Plain = dict[str, Any]
CASE = Path(__file__).parents[1] / "cases" / "idlib-2020"


def main(arguments: list[str]) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=CASE)
    parser.add_argument("--wrong", action="store_true", help="print each claim that is not wholly right")
    parser.add_argument("--only", default="", metavar="WORDS", help="keep files whose name holds WORDS")
    options = parser.parse_args(arguments)
    result = measure(options.folder, only=options.only)
    if options.wrong:
        print("\n".join(result["wrong"]))
    print("\n".join(result["lines"]))
    return 0


def documents(file: str, index: dict[str, dict[str, str]], folder: Path) -> tuple[Document, ...]:
    """Take one file of a folder in, with what its index says of it."""
    said = index.get(file, {})
    data = (folder / file).read_bytes()
    known = {key: said.get(key) or None for key in ("url", "publisher", "published", "title")}
    return take_in(data, name=file, **known).documents


def measure(folder: Path = CASE, *, only: str = "") -> Plain:
    """Return figures, lines and the claims that are not wholly right."""
    expected = tomllib.loads((folder / "expected.toml").read_text(encoding="utf-8"))
    held = folder / "documents" if (folder / "documents").is_dir() else folder
    with (held / "index.csv").open(encoding="utf-8") as f:
        index = {row["file"]: row for row in csv.DictReader(f)}
    keys: Counter[str] = Counter()
    right_keys: Counter[str] = Counter()
    whole = total = 0
    wrong: list[str] = []
    for wanted in expected["document"]:
        if only not in wanted["file"]:
            continue
        docs = documents(wanted["file"], index, held)
        readings = [to_plain(read(d)) for d in docs]
        for claim, answer in _answers(wanted.get("claims", []), readings):
            total += 1
            scored = [k for k in claim if k in CHECKS]
            keys.update(scored)
            bad = answer if answer is not None else dict.fromkeys(scored, "no claim touches it")
            right_keys.update(k for k in scored if k not in bad)
            whole += not bad
            if bad:
                wrong.append(f"{wanted['file'][:28]:28} {claim['at'][:60]!r}")
                wrong += [f"      {k}: {why}" for k, why in bad.items()]
    lines = [f"{key:12} {right_keys[key]:4} of {keys[key]:4}" for key in sorted(keys)]
    lines.append(f"whole claims {whole:4} of {total:4}; keys {sum(right_keys.values())} of {sum(keys.values())}")
    return {
        "whole": whole,
        "claims": total,
        "keys_right": sum(right_keys.values()),
        "keys": sum(keys.values()),
        "lines": lines,
        "wrong": wrong,
    }


def _answers(wanted: list[Plain], readings: list[Plain]) -> list[tuple[Plain, dict[str, str] | None]]:
    """Give each expected claim the best claim that touches its words, one to one."""
    options = [(c, r) for r in readings for c in r["claims"]]
    table: list[list[dict[str, str] | None]] = []
    for claim in wanted:
        row: list[dict[str, str] | None] = []
        for got, reading in options:
            text = reading["document"]["text"]
            at = " ".join(text.split()).find(claim["at"]) if claim["at"] not in text else text.find(claim["at"])
            span = [at, at + len(claim["at"])]
            if at < 0 or not touches(span, got["span"]):
                row.append(None)
                continue
            context = Context(text=text, private=private_names(reading, text), not_scored=frozenset())
            row.append({k: why for k in claim if k in CHECKS and (why := CHECKS[k](claim[k], got, context))})
        table.append(row)
    scored = [[0.0 if a is None else 1000.0 * (not a) + 100 - len(a) for a in row] for row in table]
    pairs = assign(scored) if scored and scored[0] else {}
    return [(claim, table[i][pairs[i]] if i in pairs else None) for i, claim in enumerate(wanted)]


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
