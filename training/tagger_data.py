"""What the tagger learns from: our own dispatches and the licensed folders of re3d, as texts with marks.

re3d holds what people marked (confidence above 0) and what a machine proposed (0). Of the machine's we keep what lies
on token edges, inside or outside of what people marked, and is no second kind for the same words; never its vehicles.
The BBC's folder is CC BY-NC: it is measured on, never learned from, and `folders` leaves it out.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "corpora"))

import marks

KINDS = (
    "Person", "Organisation", "Nationality", "Location", "Weapon", "MilitaryPlatform", "Vehicle", "Quantity",
    "Temporal", "Money",
)  # fmt: skip
MEASURE_ONLY = "bbc-online"
HELD_OUT = 5
"""Every fifth dispatch of each set is held out."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A text and its marks `(start, end, kind)`; `source` is a re3d folder or a set of the corpora."""

    name: str
    source: str
    text: str
    marks: frozenset[tuple[int, int, str]]


def re3d(folder: Path, *, people_only: bool = False, cleaned: bool = True) -> list[Marked]:
    """Read one folder of re3d.

    Args:
        folder: With `documents.json` and `entities.json`, a record a line.
        people_only: Leave out what a machine proposed.
        cleaned: Leave out what the machine proposed against the words' edges or people's marks.
    """
    entities: dict[str, list[tuple[int, int, str, float]]] = defaultdict(list)
    for line in (folder / "entities.json").read_text(encoding="utf-8").splitlines():
        e = json.loads(line)
        if e["type"] in KINDS:
            entities[e["documentId"]].append((e["begin"], e["end"], e["type"], float(e["confidence"])))
    found = []
    for line in (folder / "documents.json").read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        text = document["text"]
        trimmed = [(*_trimmed(text, a, b), kind, sure) for a, b, kind, sure in entities[document["_id"]]]
        people = {(a, b, kind) for a, b, kind, sure in trimmed if sure > 0 and b > a}
        kept = set(people)
        if not people_only:
            kept |= {
                (a, b, kind)
                for a, b, kind, sure in trimmed
                if sure == 0 and b > a and (not cleaned or _plausible(text, (a, b, kind), people))
            }
        found.append(Marked(document["_id"], folder.name, text, frozenset(kept)))
    return found


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))


def _plausible(text: str, mark: tuple[int, int, str], people: set[tuple[int, int, str]]) -> bool:
    start, end, kind = mark
    if kind in ("Vehicle", "Money"):
        return False
    if (start and text[start - 1].isalnum()) or text[end : end + 1].isalnum():
        return False
    return not any((a, b) == (start, end) or a < start < b < end or start < a < end < b for a, b, _ in people)


def is_own(marked: Marked) -> bool:
    """Say whether a text is one of our dispatches: they mark a few things otherwise (a number is part of the whole)."""
    return "/" in marked.name


def folders(root: Path) -> list[Marked]:
    """Read the folders of re3d that may be learned from."""
    kept = (folder for folder in sorted(root.iterdir()) if folder.is_dir() and folder.name != MEASURE_ONLY)
    return [one for folder in kept for one in re3d(folder)]


def own(folder: Path) -> list[Marked]:
    """Read our own dispatches; people who are in no body are joined to Organisation."""
    return [
        Marked(
            one.name,
            one.name.split("/", 1)[0],
            one.text,
            frozenset((m.start, m.end, "Organisation" if m.kind == "people" else m.kind) for m in one.marks),
        )
        for one in marks.dispatches(folder)
    ]


def held_out(texts: list[Marked]) -> tuple[list[Marked], list[Marked]]:
    """Part the dispatches into those that are learned from and every fifth of each set, which never is."""
    learn, hold = [], []
    count: dict[str, int] = defaultdict(int)
    for one in texts:
        count[one.source] += 1
        (hold if count[one.source] % HELD_OUT == 0 else learn).append(one)
    return learn, hold
