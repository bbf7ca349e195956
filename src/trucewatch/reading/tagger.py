"""Mentions as learned: which spans of a text are a person, a body, a place. `training/train-tagger` makes the weights.

Every word has a vector from its form and the word lists that hold it; what stands around it, its tag and its relation
change that vector (three convolutions and one step along the parse). Then spans are judged: those whose first word may
begin and whose last word may end a mention. Spans may nest and never cross. Only numpy at run time; a sentence without
parse is judged by its words alone.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any
from zlib import crc32

import numpy as np

from trucewatch.geography.names import fold
from trucewatch.reading.syntax import threads
from trucewatch.reading.tagger_text import LONGEST, Seen, Stretch, seen, spans_of
from trucewatch.reading.tagger_words import LISTS, form

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from trucewatch.model import Span

_SOME = 0.02
"""A span is judged where its first word begins and its last word ends a mention with at least this probability."""
_MOST_WORDS = 40_000
"""Word vectors kept; then the store is emptied, so that memory stays flat."""
_STEPS = 127
"""Word vectors are stored as whole numbers of this part of 1."""
_PLACE = LISTS.index("place-name")


@dataclass(slots=True)
class Found:
    """A span that is a mention, and how sure that is (0 to 1)."""

    span: Span
    kind: str
    sure: float


class Tagger:
    """The weights, and vectors of words already met."""

    def __init__(self, weights: Mapping[str, Any], words: Iterable[str], facts: Mapping[str, Any]) -> None:
        """Take the learned arrays, the vocabulary in the order of its rows (from 1), and kinds, tags, relations."""
        self._w = {name: np.asarray(array, dtype=np.float32) for name, array in weights.items() if name != "places"}
        self._w["vector"] /= _STEPS
        self._places = frozenset(weights["places"].tolist())
        self._rows = {word: row for row, word in enumerate(words, start=1)}
        self.kinds: list[str] = list(facts["kinds"])
        self.tags = {tag: number for number, tag in enumerate(facts["tags"], start=1)}
        self.deps = {dep: number for number, dep in enumerate(facts["deps"], start=1)}
        self.least = np.array([facts["least"][kind] for kind in self.kinds], dtype=np.float32)
        self._vectors: dict[str, Any] = {}

    def is_place(self, words: str) -> bool:
        """Say whether the built-in gazetteer holds a name."""
        return crc32(fold(words).encode()) in self._places

    def _vector(self, word: str) -> Any:
        """The vector of a word by itself."""
        w, f = self._w, form(word)
        lists = [*f.lists, _PLACE] if word[:1].isupper() and self.is_place(word) else list(f.lists)
        row = self._rows.get(f.plain, 0)
        joined = np.concatenate(
            [
                w["vector"][row],
                w["word"][row if row < len(w["word"]) else 0],
                w["head"][f.head],
                w["tail"][f.tail],
                w["shape"][f.shape],
                w["lists"][lists].sum(axis=0),
            ]
        )
        return _largest(joined @ w["type"] + w["type_bias"])

    def encode(self, doc: Seen) -> Any:
        """Return one row a token, and a row of zeros behind the last."""
        w, store = self._w, self._vectors
        if len(store) > _MOST_WORDS:
            store.clear()
        rows = []
        for word in doc.words:
            row = store.get(word)
            if row is None:
                row = store[word] = self._vector(word)
            rows.append(row)
        width = w["tag"].shape[1]
        h = np.zeros((len(rows) + 1, width), dtype=np.float32)
        h[:-1] = np.array(rows)
        h[:-1] += w["tag"][doc.tags] + w["dep"][doc.deps] + w["way"][doc.ways] + w["grammar"][doc.grammar]
        h[:-1] += w["arm"][doc.arms] + w["edge"][(doc.left == len(rows)).astype(np.int64)]
        layer = 0
        while f"around{layer}" in w:
            around = np.concatenate([h[doc.left], h[:-1], h[doc.right]], axis=1)
            h[:-1] += _largest(around @ w[f"around{layer}"] + w[f"around{layer}_bias"])
            if layer == 0:
                up = h[doc.heads] @ w["up"] + w["up_bias"]
                h[:-1] += np.maximum(up, 0) * doc.parsed[:, None]
            layer += 1
        return h

    def candidates(self, doc: Seen, h: Any) -> tuple[Any, Any]:
        """Return the first and the last token of each span worth judging."""
        w, n = self._w, len(doc)
        edge = _odds(_SOME)
        begins = np.flatnonzero(h[:n] @ w["begin"] + w["begin_bias"] > edge)
        ends = np.flatnonzero(h[:n] @ w["end"] + w["end_bias"] > edge)
        low = np.searchsorted(ends, begins)
        high = np.searchsorted(ends, np.minimum(begins + LONGEST - 1, doc.last[begins]), side="right")
        many = high - low
        first = np.repeat(begins, many)
        within = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
        return first, ends[np.repeat(low, many) + within]

    def judge(self, doc: Seen, h: Any, first: Any, last: Any) -> Any:
        """Return for each span the probability of each kind, and in column 0 that of no mention."""
        w = self._w
        words, is_place = doc.words, self.is_place
        places = np.zeros(len(first), dtype=bool)
        for k, (i, j) in enumerate(zip(first.tolist(), last.tolist(), strict=True)):
            if i < j < i + 4 and words[i][:1].isupper() and words[j][:1].isupper():
                places[k] = is_place(" ".join(words[i : j + 1]))
        features, root = spans_of(doc, first, last, places)
        inner = (h @ w["from"])[first] + (h @ w["to"])[last] + (h @ w["root"])[root]
        inner += w["span"][features].sum(axis=1) + w["span_bias"]
        sums = np.zeros((len(doc) + 1, inner.shape[1]), dtype=np.float32)
        np.cumsum(h[:-1] @ w["inside"], axis=0, out=sums[1:])
        inner += (sums[last + 1] - sums[first]) / (last + 1 - first).astype(np.float32)[:, None]
        scores = np.maximum(inner, 0) @ w["kind"] + w["kind_bias"]
        scores = np.exp(scores - scores.max(axis=1, keepdims=True))
        return scores / scores.sum(axis=1, keepdims=True)

    def mentions(self, stretches: Iterable[Stretch], spans: Mapping[Span, str]) -> list[Found]:
        """Return the mentions of a text. `spans` are those that the grammars of times and numbers found."""
        doc = seen(stretches, spans, tags=self.tags, deps=self.deps)
        if not len(doc):
            return []
        with threads().limit(limits=1, user_api="blas"):
            h = self.encode(doc)
            first, last = self.candidates(doc, h)
            if not len(first):
                return []
            odds = self.judge(doc, h, first, last)
        return chosen(doc, first, last, odds, self.kinds, self.least)


def chosen(doc: Seen, first: Any, last: Any, odds: Any, kinds: list[str], least: Any) -> list[Found]:
    """Take the surest spans first, and none that crosses one taken; one kind a span."""
    kind = odds[:, 1:].argmax(axis=1)
    sure = odds[np.arange(len(odds)), kind + 1]
    good = np.flatnonzero(sure >= least[kind])
    taken: list[Found] = []
    near: dict[int, list[tuple[int, int]]] = {}
    for k in good[np.argsort(-sure[good], kind="stable")].tolist():
        i, j = int(first[k]), int(last[k])
        beside = near.setdefault(int(doc.first[i]), [])
        if any(a < i <= b < j or i < a <= j < b for a, b in beside):
            continue
        beside.append((i, j))
        span = (doc.tokens[i].start, doc.tokens[j].end)
        taken.append(Found(span, kinds[int(kind[k])], float(sure[k])))
    return taken


def _largest(x: Any) -> Any:
    """The larger of the two halves of each row."""
    half = x.shape[-1] // 2
    return np.maximum(x[..., :half], x[..., half:])


def _odds(probability: float) -> float:
    return float(np.log(probability / (1 - probability)))


@cache
def tagger() -> Tagger:
    """Return the package's tagger, loaded when first asked."""
    folder = resources.files("trucewatch.reading") / "weights" / "tagger"
    facts = json.loads((folder / "facts.json").read_text(encoding="utf-8"))
    words = (folder / "words.txt").read_text(encoding="utf-8").split("\n")
    with resources.as_file(folder / "weights.npz") as path, np.load(path, allow_pickle=False) as weights:
        return Tagger(dict(weights), words, facts)
