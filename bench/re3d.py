"""Mentions of the field's kinds on the BBC part of re3d, which nothing of ours has learned from.

    python bench/re3d.py [--errors]

A mention is right where span and kind are exactly those of re3d; figures are micro F1 over all ten kinds of the record.
re3d's entities were partly marked by people (confidence above 0) and partly proposed by a machine (confidence 0), which
took names out of longer phrases ("Damascus" in "west of Damascus") and also erred. Two golds therefore:

* `f1`, the headline: all entities of our kinds, as published. Nothing is picked, and whoever measures with the file as
  it is gets this figure. What the machine proposed wrongly counts against us.
* `people_f1`: people's entities, and of the machine's those that no person's mark overlaps. A name inside a longer
  phrase, which people left to the machine, counts against us here where we mark it.

The BBC's texts are CC BY-NC: measured on, never trained on; the errors' words are printed only with `--errors`, and
nobody writes rules from them.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any, NamedTuple

import seed
from trucewatch.model import Document
from trucewatch.reading import read

FOLDER = Path("data") / "re3d" / "bbc-online"
KINDS = (
    "Person", "Organisation", "Nationality", "Location", "Weapon", "MilitaryPlatform", "Vehicle", "Quantity",
    "Temporal", "Money",
)  # fmt: skip
WORST = 10
"""Kinds of error printed, the most frequent first."""

Key = tuple[int, int, str]


class Gold(NamedTuple):
    """A document's entities: all of them, and those of people with the machine's that stand alone."""

    text: str
    every: frozenset[Key]
    people: frozenset[Key]


class Score(NamedTuple):
    """Counts by kind."""

    right: Counter[str]
    wrong: Counter[str]
    missed: Counter[str]

    def f1(self, kind: str | None = None) -> float:
        """Return F1 in per cent, of one kind or over all."""
        right, wrong, missed = (c[kind] if kind else c.total() for c in self)
        return 200 * right / max(2 * right + wrong + missed, 1)


def measure(shared: Path) -> dict[str, Any] | None:
    """Return the figures and the printed lines, None where re3d is absent."""
    if not (shared / FOLDER / "entities.json").is_file():
        return None
    golds = gold(shared / FOLDER)
    found = [mentions(one.text) for one in golds]
    every = scored([(f, g.every) for f, g in zip(found, golds, strict=True)])
    people = scored([(f, g.people) for f, g in zip(found, golds, strict=True)])
    right, wrong, missed = (c.total() for c in every)
    return {
        "f1": every.f1(),
        "precision": 100 * right / max(right + wrong, 1),
        "recall": 100 * right / max(right + missed, 1),
        "people_f1": people.f1(),
        "lines": [*table(every, people), *worst([(f, g) for f, g in zip(found, golds, strict=True)])],
    }


def gold(folder: Path) -> list[Gold]:
    """Read documents and entities; spaces at an entity's edges are dropped."""
    entities: dict[str, list[tuple[Key, float]]] = defaultdict(list)
    texts = {}
    for line in (folder / "documents.json").read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        texts[document["_id"]] = document["text"]
    for line in (folder / "entities.json").read_text(encoding="utf-8").splitlines():
        e = json.loads(line)
        words = texts[e["documentId"]][e["begin"] : e["end"]]
        if e["type"] in KINDS and words.strip():
            start = e["begin"] + len(words) - len(words.lstrip())
            entities[e["documentId"]].append(((start, start + len(words.strip()), e["type"]), float(e["confidence"])))
    golds = []
    for name, text in texts.items():
        people = {key for key, sure in entities[name] if sure > 0}
        alone = {key for key, sure in entities[name] if sure == 0 and not any(_touch(key, p) for p in people)}
        golds.append(Gold(text, frozenset(key for key, _ in entities[name]), frozenset(people | alone)))
    return golds


def _touch(one: Key, other: Key) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def mentions(text: str) -> frozenset[Key]:
    """Return what the reader finds in a text."""
    return frozenset((*m.span, m.kind) for m in read(Document(id="re3d", text=text, lang="en")).mentions)


def scored(pairs: list[tuple[frozenset[Key], frozenset[Key]]]) -> Score:
    """Count what is right, wrong and missed by kind."""
    score = Score(Counter(), Counter(), Counter())
    for found, wanted in pairs:
        score.right.update(key[2] for key in found & wanted)
        score.wrong.update(key[2] for key in found - wanted)
        score.missed.update(key[2] for key in wanted - found)
    return score


def table(every: Score, people: Score) -> list[str]:
    """Return one line a kind: how many, F1, and F1 against people's entities."""
    lines = [f"{'kind':<18}{'entities':>9}{'F1':>7}{'people':>9}{'F1':>7}"]
    for kind in (*KINDS, None):
        counts = [
            s.right[kind] + s.missed[kind] if kind else s.right.total() + s.missed.total() for s in (every, people)
        ]
        lines.append(f"{kind or 'all':<18}{counts[0]:>9}{every.f1(kind):>7.1f}{counts[1]:>9}{people.f1(kind):>7.1f}")
    return lines


def worst(pairs: list[tuple[frozenset[Key], Gold]], *, words: bool = False) -> list[str]:
    """Return the most frequent kinds of error; `words` adds what was marked or missed."""
    kinds: dict[str, list[str]] = defaultdict(list)
    for found, one in pairs:
        for key in sorted(found - one.every):
            kinds[_error(key, one.every, found, "marked")].append(one.text[key[0] : key[1]])
        for key in sorted(one.every - found):
            if not any(key[:2] == other[:2] for other in found - one.every):  # told above as another kind
                kinds[_error(key, found, one.every, "missed")].append(one.text[key[0] : key[1]])
    most = sorted(kinds.items(), key=lambda item: (-len(item[1]), item[0]))[:WORST]
    return [f"{len(cases):>4}  {kind}" + (f": {'; '.join(cases)}" if words else "") for kind, cases in most]


def _error(key: Key, others: frozenset[Key], own: frozenset[Key], verb: str) -> str:
    """Name an error by its pattern."""
    same = next((o for o in others if o[:2] == key[:2]), None)
    if same is not None:
        return f"{same[2]} taken for {key[2]}"
    near = next((o for o in others - own if o[2] == key[2] and _touch(o, key)), None)
    if near is None:
        around = next((o for o in others & own if o[2] == key[2] and _touch(o, key)), None)
        return f"{key[2]} {verb}{' in or around one that is right' if around else ''}"
    longer = near[1] - near[0] < key[1] - key[0]
    edge = "left" if near[1] == key[1] else "right" if near[0] == key[0] else "both edges"
    return f"{key[2]} {verb} {'longer' if longer else 'shorter'} ({edge}) than the other"


def main(arguments: list[str]) -> int:
    """Print the table and the worst kinds of error."""
    result = measure(seed.shared())
    if result is None:
        print(f"re3d: nothing under {seed.shared() / FOLDER} (set TRUCEWATCH_SHARED)")
        return 0
    print("\n".join(result["lines"]))
    if "--errors" in arguments:
        print("\n".join(worst([(mentions(g.text), g) for g in gold(seed.shared() / FOLDER)], words=True)))
    print(f"F1 {result['f1']:.1f} (precision {result['precision']:.1f}, recall {result['recall']:.1f})", end="; ")
    print(f"people's entities {result['people_f1']:.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
