"""Texts with the claims that a careful reader finds in them: what `case.py` scores the reader against.

A folder with `expected.toml` holds its documents too, with their `index.csv`, in `documents/` or beside it. A folder
with `expected-1.toml` and `expected-2.toml` holds what two people found, each alone, in texts of `corpora/`; what both
annotated counts once, as the first has it.
"""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpora import text_of
from trucewatch.intake import take_in

if TYPE_CHECKING:
    from trucewatch.model import Document

Plain = dict[str, Any]
STORIES = Path(__file__).with_name("stories")
"""Held out as a whole."""
DISPATCHES = Path(__file__).with_name("dispatches")
HALVES = {"dev": ("a", "b"), "held": ("c", "d")}
"""The sets of `corpora/` whose golden claims may be looked at while rules are written, and those held out."""


@dataclass(frozen=True, slots=True)
class Golden:
    """One file, the documents that it is taken in as, and the claims expected of them together.

    `exhaustive`: the claims are all that are of interest, so that a claim elsewhere is one too many.
    """

    file: str
    documents: tuple[Document, ...]
    claims: tuple[Plain, ...]
    exhaustive: bool = False


def of_folder(folder: Path) -> list[Golden]:
    """Return the texts of a folder that holds its own documents."""
    held = folder / "documents" if (folder / "documents").is_dir() else folder
    with (held / "index.csv").open(encoding="utf-8") as f:
        index = {row["file"]: row for row in csv.DictReader(f)}
    return [
        Golden(wanted["file"], documents(wanted["file"], index, held), tuple(wanted.get("claims", [])))
        for wanted in _expected(folder / "expected.toml")
    ]


def documents(file: str, index: dict[str, dict[str, str]], folder: Path) -> tuple[Document, ...]:
    """Take one file of a folder in, with what its index says of it."""
    said = index.get(file, {})
    data = (folder / file).read_bytes()
    known = {key: said.get(key) or None for key in ("url", "publisher", "published", "title")}
    return take_in(data, name=file, **known).documents


def of_dispatches(half: str, folder: Path = DISPATCHES) -> list[Golden]:
    """Return the annotated dispatches of one half ("dev", "held")."""
    first, second = by_two(folder)
    return [
        golden
        for file, golden in sorted((second | first).items())
        if file.startswith(tuple(f"{part}/" for part in HALVES[half]))
    ]


def by_two(folder: Path = DISPATCHES) -> tuple[dict[str, Golden], dict[str, Golden]]:
    """Return what the first person found and what the second did, by file."""
    one, two = ({w["file"]: _dispatch(w) for w in _expected(folder / f"expected-{number}.toml")} for number in (1, 2))
    return one, two


def _dispatch(wanted: Plain) -> Golden:
    text = text_of(wanted["file"]).encode()
    taken = take_in(text, name=wanted["file"], published=wanted["published"])
    return Golden(wanted["file"], taken.documents, tuple(wanted.get("claims", [])), exhaustive=True)


def _expected(file: Path) -> list[Plain]:
    return list(tomllib.loads(file.read_text(encoding="utf-8")).get("document", []))
