"""The parser from raw text: PUD news, read as any report is read, against the treebank's trees.

    python bench/pud.py

Sentences and words are found by the reader itself. A word of ours answers a word of the treebank where both cover the
same characters; its head is right where the heads do too, its relation where the universal relation is the same.
Punctuation is left out. What we cut otherwise (a name with an article stays one word) counts as wrong, in recall and in
precision: the figures are the F1 of both, as in the CoNLL 2018 shared task. `training/evaluate.py` gives the same with
the treebank's own words. PUD is a test set: nothing was trained on it; the choice of one word (`stand_ins`) was made on
it.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from seed import shared
from trucewatch.model import Document
from trucewatch.reading import work_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Span = tuple[int, int]
FILE = "data/ud/pud-test.conllu"


@dataclass(frozen=True)
class Word:
    """A word with its place in the text, the place of its head (its own for a root), and its universal relation."""

    span: Span
    head: Span
    relation: str


def measure(folder: Path) -> dict[str, Any] | None:
    """Return UAS and LAS over PUD's news texts in per cent, None where the treebank is absent."""
    path = folder / FILE
    if not path.is_file():
        return None
    right = {"uas": 0, "las": 0}
    gold_words = our_words = 0
    for text, gold in texts(path):
        mine = {word.span: word for word in ours(text)}
        gold_words += len(gold)
        our_words += len(mine)
        for word in gold:
            got = mine.get(word.span)
            head = got is not None and got.head == word.head
            right["uas"] += head
            right["las"] += head and got is not None and got.relation == word.relation
    figures = {key: 200 * count / (gold_words + our_words) for key, count in right.items()}
    lines = [f"{key.upper()} from raw text {value:.1f}" for key, value in figures.items()]
    return figures | {"lines": [*lines, f"words: {gold_words} of the treebank, {our_words} of ours"]}


def texts(path: Path) -> Iterator[tuple[str, list[Word]]]:
    """Yield each news document of a treebank as one text and its words, punctuation left out."""
    text, words = "", []
    for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
        notes = dict(line[2:].split(" = ", 1) for line in block.splitlines() if line.startswith("# ") and " = " in line)
        if "newdoc id" in notes and text:
            yield text, words
            text, words = "", []
        if notes["sent_id"].startswith("n"):
            words += _words(block, len(text))
            text += notes["text"] + " "
    if text:
        yield text, words


def _words(block: str, start: int) -> list[Word]:
    """The words of one sentence that begins at `start` of its text."""
    rows = [line.split("\t") for line in block.splitlines() if line and not line.startswith("#")]
    at, spans, inside = start, {}, 0
    for row in rows:
        if "-" in row[0]:  # "don't" is written once; its parts follow without a space between them
            last = int(row[0].partition("-")[2])
            inside, after = last, 0 if "SpaceAfter=No" in row[9] else 1
            continue
        if "." in row[0]:
            continue
        number = int(row[0])
        spans[number] = (at, at + len(row[1]))
        at += len(row[1])
        if number == inside:
            at += after
        elif number > inside:
            at += "SpaceAfter=No" not in row[9]
    parsed = [row for row in rows if row[0].isdigit() and row[7] != "punct"]
    return [
        Word(spans[int(r[0])], spans[int(r[6]) or int(r[0])], "root" if r[6] == "0" else r[7].split(":")[0])
        for r in parsed
    ]


def ours(text: str) -> Iterator[Word]:
    """Yield the words of a text as the reader parses it, punctuation left out."""
    for s in work_of(Document(id="pud", text=text, lang="en")).sentences:
        for i, token in enumerate(s.tokens):
            relation = s.deps[i].lower().split(":")[0]
            if relation != "punct":
                head = s.tokens[s.heads[i]]
                yield Word((token.start, token.end), (head.start, head.end), relation)


def main() -> int:
    """Print the figures."""
    figures = measure(shared())
    print("\n".join(figures["lines"]) if figures else f"no treebank at {shared() / FILE}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
