"""Find criticism and rebuttal in speeches to the Security Council: macro-F1, from the stances that the reader gives.

    python bench/unscon.py [--errors N]

UNSCon (dev: 53 speeches of four meetings, $TRUCEWATCH_SHARED/data/unscon) labels sentences. `A0` (direct or indirect
negative evaluation of a country, a group, a law or the Council) is criticism; `B1` is rebuttal, both the words of the
other that are challenged (Challenge) and the speaker's own that set them right (Correction); all else is none. The
sheet parts sentences into tokens; they are put together as print has them, and each speech is read as one document.

The delegation that speaks publishes its speech, so its voice is the publisher's, or that of its country by name. A
sentence is predicted a rebuttal where that voice denies, rejects or retracts something in it, else a criticism where
it accuses, else none. What others are told to say in it counts for nothing. No word of the bench looks at the text.

The speeches are parted by the hash of their name: rules were written on one half, of the other only totals are seen.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import re
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

from seed import shared
from trucewatch.model import PUBLISHER, Claim, Document, Speaker, Stance
from trucewatch.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

Figures = dict[str, Any]
_FILE = re.compile(r"_spch\d+_(.+?)(?:_neg)?(?:_|%20)(\d+)(?:_GD)?\.txt$")
"""The country that speaks and the number of the stretch of its speech: the sheet's own column is out of step."""
LABELS = ("criticism", "rebuttal", "none")
REBUTS = frozenset({Stance.DENIES, Stance.REJECTS, Stance.RETRACTS})
_GLUE = (
    (re.compile(r"\s+([,.;:?!)])"), r"\1"),
    (re.compile(r"\(\s+"), "("),
    (re.compile(r"\s+('s|'re|'ve|'ll|n't)\b"), r"\1"),
    (re.compile(r"(?<=[a-z]) - (?=[a-z])"), "-"),
    (re.compile(r"\bcan not\b"), "cannot"),
    (re.compile(r"\s+"), " "),
)


def main(arguments: list[str]) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print N errors of the half developed on")
    options = parser.parse_args(arguments)
    result = measure(shared())
    if result is None:
        print(f"unscon: no speeches under {shared() / 'data' / 'unscon'}; nothing to measure (set TRUCEWATCH_SHARED).")
        return 0
    print("\n".join([*result["errors"][: options.errors], *result["lines"]]))
    return 0


def measure(folder: Path) -> Figures | None:
    """Return the figures, in percent, and the printed lines; None where the sheet is absent."""
    sheet = folder / "data" / "unscon" / "sentences-dev.csv"
    if not sheet.is_file():
        return None
    pairs: dict[bool, list[tuple[str, str]]] = {False: [], True: []}
    errors: list[str] = []
    for name, country, rows in speeches(sheet):
        kept = held_back(name)
        sentences = [glued(row["sentence_text"]) for row in rows]
        for row, sentence, found in zip(rows, sentences, predicted(name, country, sentences), strict=True):
            pairs[kept].append((label_of(row), found))
            if not kept and label_of(row) != found:
                errors.append(f"{label_of(row):9} read as {found:9} | {sentence}")
    everything = [*pairs[False], *pairs[True]]
    lines = [
        line(name, held)
        for name, held in (("developed on", pairs[False]), ("held back", pairs[True]), ("all", everything))
    ]
    figures = figures_of(everything) | {"macro_f1_held_back": figures_of(pairs[True])["macro_f1"]}
    return figures | {"lines": lines, "errors": errors}


def held_back(name: str) -> bool:
    """Say whether a speech belongs to the half that is only counted."""
    return hashlib.sha256(name.encode()).digest()[0] % 2 == 1


def speeches(sheet: Path) -> Iterable[tuple[str, str, list[dict[str, str]]]]:
    """Yield each speech: its name, the country that speaks, its rows in order."""
    with sheet.open(encoding="utf-8", newline="") as table:
        held: dict[str, list[dict[str, str]]] = {}
        for row in csv.DictReader(table):
            held.setdefault(row["basename"] + row["speech_id"], []).append(row)
    for name, rows in held.items():
        stretches = {row["file_id"]: _FILE.search(row["file_id"]) for row in rows}
        rows.sort(key=lambda row: match[2] if (match := stretches[row["file_id"]]) else "")
        country = next((match[1] for match in stretches.values() if match), "")
        yield name, country.replace("_", " "), rows


def glued(sentence: str) -> str:
    """Put a sentence in tokens together as print has it."""
    for pattern, by in _GLUE:
        sentence = pattern.sub(by, sentence)
    return sentence.strip()


def label_of(row: dict[str, str]) -> str:
    """The gold label of a row; no row of the sheet bears both."""
    return "rebuttal" if row["B1"] != "_" else "criticism" if row["A0"] != "_" else "none"


def predicted(name: str, country: str, sentences: list[str]) -> list[str]:
    """The label of each sentence of a speech, from the stances of the claims whose words stand in it."""
    text = "\n\n".join(sentences)
    claims = [c for c in read(Document(id=name, text=text, lang="en")).claims if is_own(c.speaker, country)]
    found = []
    here = 0
    for sentence in sentences:
        end = here + len(sentence)
        found.append(label_from([c for c in claims if here <= c.span[0] < end]))
        here = end + 2
    return found


def is_own(speaker: Speaker, country: str) -> bool:
    """Say whether the delegation itself speaks: the publisher's voice, or its country's or government's name."""
    name = speaker.name.lower()
    return speaker.kind == PUBLISHER or name in (country.lower(), "my government", "government", "my delegation")


def label_from(claims: list[Claim]) -> str:
    """A rebuttal where something is denied or rejected, else a criticism where somebody is accused, else none."""
    stances = {c.stance for c in claims}
    return "rebuttal" if stances & REBUTS else "criticism" if Stance.ACCUSES in stances else "none"


def figures_of(pairs: list[tuple[str, str]]) -> Figures:
    """F1 of each label and their mean, in percent."""
    right = Counter(gold for gold, found in pairs if gold == found)
    gold = Counter(g for g, _ in pairs)
    found = Counter(f for _, f in pairs)
    each = {
        name: 200 * right[name] / (gold[name] + found[name]) if gold[name] + found[name] else 0.0 for name in LABELS
    }
    return {"macro_f1": round(sum(each.values()) / 3, 1)} | {f"{name}_f1": round(each[name], 1) for name in LABELS}


def line(name: str, pairs: list[tuple[str, str]]) -> str:
    """One line of figures."""
    shown = " ".join(f"{key} {value:.1f}" for key, value in figures_of(pairs).items())
    counts = Counter(f"{gold}>{found}" for gold, found in pairs)
    return f"{name:12} {len(pairs):4} sentences  {shown}  {' '.join(f'{k} {n}' for k, n in sorted(counts.items()))}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
