"""Word vectors from unmarked text, so that the tagger has met more words than the marked texts hold.

For each word how often which word stands one or two places before or after it, as positive pointwise mutual
information, cut down to its largest singular directions (Levy, Goldberg and Dagan 2015). The same text gives the same
vectors.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.linalg import svds

from trucewatch.reading.tagger_words import normal
from trucewatch.reading.tokens import tokenise

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

OFTEN = 4
"""A word seen less often gets no vector."""
NEIGHBOURS = 4_000
"""The most frequent words are what others are told apart by."""
STEPS = 127
"""Vectors are stored as whole numbers of this part of 1: a byte a number."""
PLACES = (-2, -1, 1, 2)
SIZE = 48
_TREEBANKS = ("ewt-train", "gum-permissive-train", "ewt-dev", "gum-permissive-dev")


def unmarked_texts(ud: Path, muc: Path) -> list[str]:
    """Read the treebanks' sentences and MUC-4's development reports (its test sets are left alone)."""
    texts = []
    for name in _TREEBANKS:
        lines = (ud / f"{name}.conllu").read_text(encoding="utf-8").splitlines()
        texts += [line.removeprefix("# text = ") for line in lines if line.startswith("# text = ")]
    for line in (muc / "dev-1300.json").read_text(encoding="utf-8").splitlines():
        for part in re.split(r"\n\s*\n", json.loads(line)["doctext"]):
            texts.append(" ".join(part.split()))
    return texts


def vectors(texts: Iterable[str]) -> tuple[list[str], np.ndarray]:
    """Return the words, the most frequent first, and a vector of length 1 for each."""
    sentences = [[normal(t.plain) for t in tokenise(x, 0, len(x))] for x in texts if x.strip()]
    count = Counter(word for sentence in sentences for word in sentence)
    words = [word for word, n in sorted(count.items(), key=lambda item: (-item[1], item[0])) if n >= OFTEN]
    number = {word: k for k, word in enumerate(words)}
    edge = NEIGHBOURS  # the neighbour that stands for "no word there"
    pairs: Counter[tuple[int, int]] = Counter()
    for sentence in sentences:
        ids = [number.get(word, -1) for word in sentence]
        for i, one in enumerate(ids):
            if one < 0:
                continue
            for k, place in enumerate(PLACES):
                other = ids[i + place] if 0 <= i + place < len(ids) else edge
                if 0 <= other <= edge:
                    pairs[one, k * (edge + 1) + other] += 1
    where = np.array(list(pairs), dtype=np.int64)
    times = np.array(list(pairs.values()), dtype=np.float64)
    total = times.sum()
    row = np.bincount(where[:, 0], times, len(words))
    column = np.bincount(where[:, 1], times, len(PLACES) * (edge + 1)) ** 0.75
    column *= total / column.sum()
    information = np.log(times * total / (row[where[:, 0]] * column[where[:, 1]]))
    kept = information > 0
    table = csr_matrix((information[kept], where[kept].T), shape=(len(words), len(column)))
    left, strength, _ = svds(table, k=SIZE, v0=np.ones(min(table.shape)))
    found = left * np.sqrt(strength)
    found /= np.linalg.norm(found, axis=1, keepdims=True) + 1e-9
    return words, (np.round(found * STEPS) / STEPS).astype(np.float32)
