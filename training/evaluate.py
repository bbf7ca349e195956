"""Measure the parser on a test treebank with gold tokens: UAS and LAS over universal relations, without punctuation."""

from __future__ import annotations

import argparse
from pathlib import Path

import spacy
from convert import join_names, sentences
from spacy.tokens import Doc


def score(nlp: spacy.Language, path: Path, *, news: bool) -> tuple[int, int, int]:
    """Return (tokens, right heads, right heads and relations). `news` keeps PUD's news sentences (ids n…) only."""
    ids = [
        line[12:].strip() for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("# sent_id = ")
    ]
    rows = [join_names(r) for r, i in zip(sentences(path), ids, strict=True) if not news or i.startswith("n")]
    docs = [Doc(nlp.vocab, words=[t.word for t in r], sent_starts=[k == 0 for k in range(len(r))]) for r in rows]
    total = heads = both = 0
    for gold, doc in zip(rows, nlp.pipe(docs, batch_size=64), strict=True):
        for i, (row, token) in enumerate(zip(gold, doc, strict=True)):
            if row.dep == "punct":
                continue
            head = i if token.head.i == i else token.head.i
            dep = "root" if token.dep_ == "ROOT" else token.dep_
            right = head == row.head
            total += 1
            heads += right
            both += right and dep.split(":")[0] == row.dep.split(":")[0]
    return total, heads, both


def main() -> None:
    """Print one line a treebank."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("ud", type=Path)
    options = parser.parse_args()
    nlp = spacy.load(options.model)
    for name, news in (
        ("pud-test.conllu", True),
        ("pud-test.conllu", False),
        ("gum-permissive-test.conllu", False),
        ("ewt-test.conllu", False),
    ):
        total, heads, both = score(nlp, options.ud / name, news=news)
        label = "PUD news" if news else name
        print(f"{label:28} tokens {total:6}  UAS {100 * heads / total:.1f}  LAS {100 * both / total:.1f}")


if __name__ == "__main__":
    main()
