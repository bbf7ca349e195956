"""Turn Universal Dependencies files into spaCy training documents, tokenised the way the reader tokenises.

What is changed on the way, and why:

* typographic quotes become plain and dashes "--", because the reader normalises them before it parses;
* hyphenated proper names are joined ("al - Assad" becomes "al-Assad"), because the reader keeps them whole;
* a share of the sentences is repeated without final punctuation, as headlines are printed;
* a share is repeated with other words of the same tag in the place of nouns, names, nationalities and verbs, from the
  reader's own word lists and from invented names: the tree stays, the words become those of the field, and no name is
  tied to a place in the sentence.
"""

from __future__ import annotations

import argparse
import random
from dataclasses import dataclass
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin
from substitute import Words

from trucewatch.reading.tokens import DASH

PLAIN = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "\u00a0": " "})
HEADLINE_SHARE = 0.06
SUBSTITUTED_SHARE = 0.45
DOMAIN_COPIES = 12
"""How often each sentence of the small domain treebank is taken, each time with other words."""


@dataclass(slots=True)
class Row:
    """One token of a sentence: head is an index into the sentence, its own for the root."""

    word: str
    tag: str
    upos: str
    head: int
    dep: str
    space: bool


def sentences(path: Path) -> list[list[Row]]:
    """Read a CoNLL-U file, leaving out multi-word lines and empty nodes."""
    found: list[list[Row]] = []
    rows: list[Row] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line:
            if rows:
                found.append(rows)
            rows = []
        elif not line.startswith("#"):
            cells = line.split("\t")
            if "-" in cells[0] or "." in cells[0]:
                continue
            head = int(cells[6]) - 1 if cells[6] != "0" else int(cells[0]) - 1
            word = cells[1].translate(PLAIN).replace(" ", "")
            lone = word == "-" and (not rows or rows[-1].space) and "SpaceAfter=No" not in cells[9]
            word = DASH if word in ("–", "—") or word.startswith("--") or lone else word
            rows.append(
                Row(
                    word,
                    cells[4],
                    cells[3],
                    head,
                    cells[7] if cells[6] != "0" else "root",
                    "SpaceAfter=No" not in cells[9],
                )
            )
    if rows:
        found.append(rows)
    return found


def join_names(rows: list[Row]) -> list[Row]:
    """Join "Abu - Bakr" to one token where both ends are proper names without spaces between."""
    group = list(range(len(rows)))
    for i in range(1, len(rows) - 1):
        left, dash, right = rows[i - 1], rows[i], rows[i + 1]
        glued = dash.word == "-" and not left.space and not dash.space
        if glued and left.upos == "PROPN" and right.upos == "PROPN":
            group[i] = group[i - 1]
            group[i + 1] = group[i - 1]
    members: dict[int, list[int]] = {}
    for i, g in enumerate(group):
        members.setdefault(g, []).append(i)
    place = {g: n for n, g in enumerate(members)}
    joined = []
    for ids in members.values():
        outside = next((i for i in ids if rows[i].head == i or rows[i].head not in ids), ids[0])
        top = rows[outside]
        head = place[group[top.head]]
        joined.append(Row("".join(rows[i].word for i in ids), top.tag, top.upos, head, top.dep, rows[ids[-1]].space))
    return joined


def headline(rows: list[Row]) -> list[Row]:
    """Drop a final full stop that nothing hangs on."""
    if len(rows) > 3 and rows[-1].word == "." and all(r.head != len(rows) - 1 for r in rows):
        return rows[:-1]
    return rows


def main() -> None:
    """Write train.spacy and dev.spacy."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ud", type=Path, help="folder with the CoNLL-U files")
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    vocab = spacy.blank("en").vocab
    shuffled = random.Random(2020)
    words = Words(shuffled)
    domain = Path(__file__).parent / "domain"
    parts = {
        "train": [
            options.ud / "ewt-train.conllu",
            options.ud / "gum-permissive-train.conllu",
            domain / "domain-train.conllu",
        ],
        "dev": [options.ud / "ewt-dev.conllu", options.ud / "gum-permissive-dev.conllu", domain / "domain-dev.conllu"],
    }
    for part, paths in parts.items():
        docs = DocBin()
        for path in paths:
            if not path.exists():
                print("left out:", path.name)
                continue
            for rows in sentences(path):
                variants = [join_names(rows)]
                if part == "train" and path.parent == domain:
                    variants += [words.substituted(variants[0], share=0.5) for _ in range(DOMAIN_COPIES)]
                elif part == "train" and shuffled.random() < SUBSTITUTED_SHARE:
                    variants.append(words.substituted(variants[0], share=0.5))
                if part == "train" and shuffled.random() < HEADLINE_SHARE:
                    variants.append(headline(join_names(rows)))
                for variant in variants:
                    docs.add(
                        Doc(
                            vocab,
                            words=[r.word for r in variant],
                            spaces=[r.space for r in variant],
                            tags=[r.tag for r in variant],
                            heads=[r.head for r in variant],
                            deps=[r.dep for r in variant],
                            sent_starts=[i == 0 for i in range(len(variant))],
                        )
                    )
        docs.to_disk(options.out / f"{part}.spacy")
        print(part, len(docs), "sentences")


if __name__ == "__main__":
    main()
