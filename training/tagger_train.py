"""Train the tagger, or measure it by cross-validation. `training/train-tagger` calls it; see `training/README.md`.

python training/tagger_train.py CORPORA RE3D --ud UD --muc MUC4 (--out FOLDER | --folds 5)
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

os.environ.setdefault("XLA_FLAGS", "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1")

import jax
import numpy as np
import optax
from tagger_data import KINDS, folders, held_out, own
from tagger_model import Settings, Weights, fresh, loss
from tagger_pieces import Facts, Text, Vocabulary, batches, facts_of, pieces, place_hashes, read, stand_ins
from tagger_vectors import STEPS, unmarked_texts, vectors

from trucewatch.reading.tagger import Tagger

if TYPE_CHECKING:
    from collections.abc import Sequence

LEAST = 0.4
"""A span is a mention from this probability on: on the held-out dispatches F1 changes by at most 0.5 between 0.25 and
0.5."""
MEAN = 0.995
"""Weights are averaged over the steps, each mean keeping this share of the one before."""
Vectors = tuple[list[str], np.ndarray]


def train(texts: Sequence[Text], given: Vectors, s: Settings) -> tuple[Weights, list[str], Facts]:
    """Return weights, the vocabulary in the order of its rows, and what the numbers stand for."""
    facts = facts_of(texts)
    groups = [(pieces(text, facts, parsed=True), pieces(text, facts, parsed=False)) for text in texts]
    often = Counter(word for parsed, _ in groups for piece in parsed for word in piece.words)
    words = sorted(word for word, n in often.items() if n >= s.least)
    vocabulary = Vocabulary(
        {word: row for row, word in enumerate(words, start=1)},
        {word: row for row, word in enumerate(given[0], start=1)},
        often,
        stand_ins(facts),
    )
    weights = fresh(s, len(words), given[1], len(facts.tags), len(facts.deps))
    steps = s.epochs * sum(1 for _ in batches(groups, vocabulary, s, np.random.default_rng(s.seed)))
    rate = optax.warmup_cosine_decay_schedule(0.0, s.rate, steps // 20 + 1, steps, s.rate / 50)
    optimizer = optax.chain(optax.clip_by_global_norm(5.0), optax.adamw(rate, weight_decay=0.01))

    @jax.jit
    def step(weights: Weights, state: Any, mean: Weights, batch: dict[str, Any], key: Any) -> Any:
        value, gradient = jax.value_and_grad(loss)(weights, batch, key, s)
        updates, state = optimizer.update(gradient, state, weights)
        weights = optax.apply_updates(weights, updates)
        return weights, state, jax.tree.map(lambda m, w: MEAN * m + (1 - MEAN) * w, mean, weights), value

    state, mean = optimizer.init(weights), weights
    rng, key = np.random.default_rng(s.seed), jax.random.key(s.seed)
    for epoch in range(s.epochs):
        values = []
        for batch in batches(groups, vocabulary, s, rng):
            key, now = jax.random.split(key)
            weights, state, mean, value = step(weights, state, mean, batch, now)
            values.append(float(value))
        print(f"epoch {epoch + 1}: {np.mean(values):.3f}", file=sys.stderr, flush=True)
    kept = {name: np.asarray(array) for name, array in mean.items()}
    # One vocabulary: first the words that have a row of their own, then those that only have a vector.
    rest = [word for word in given[0] if word not in vocabulary.learned]
    every = [*words, *rest]
    kept["vector"] = np.concatenate([np.zeros((1, given[1].shape[1])), given[1]])[
        [0, *(vocabulary.given.get(word, 0) for word in every)]
    ]
    return kept, every, facts


def finished(weights: Weights, facts: Facts, *, as_own: bool) -> tuple[dict[str, np.ndarray], dict[str, Any]]:
    """Return what is stored: arrays of half precision for a tagger that marks as our dispatches or as re3d does."""
    kept = {name: array.astype(np.float16) for name, array in weights.items() if name != "source"}
    kept["edge"] = (weights["edge"] + weights["source"][int(as_own)]).astype(np.float16)
    kept["vector"] = np.round(weights["vector"] * STEPS).astype(np.int8)
    kept["places"] = place_hashes()
    return kept, {"kinds": list(KINDS), "tags": facts.tags, "deps": facts.deps, "least": dict.fromkeys(KINDS, LEAST)}


def f1(tagger: Tagger, texts: Sequence[Text]) -> dict[str, tuple[int, int, int]]:
    """Return right, wrong and missed by kind."""
    right, wrong, missed = Counter[str](), Counter[str](), Counter[str]()
    for text in texts:
        found = {(*one.span, one.kind) for one in tagger.mentions(text.stretches, text.spans)}
        right.update(mark[2] for mark in found & text.marked.marks)
        wrong.update(mark[2] for mark in found - text.marked.marks)
        missed.update(mark[2] for mark in text.marked.marks - found)
    return {kind: (right[kind], wrong[kind], missed[kind]) for kind in KINDS}


def told(counts: Sequence[dict[str, tuple[int, int, int]]]) -> str:
    """Return F1 over all kinds, then by kind, in per cent."""
    total = {kind: np.sum([one[kind] for one in counts], axis=0) for kind in KINDS}

    def per_cent(c: Any) -> str:
        return f"{200 * c[0] / max(2 * c[0] + c[1] + c[2], 1):.1f}"

    return per_cent(sum(total.values())) + "  " + "  ".join(f"{kind} {per_cent(c)}" for kind, c in total.items())


def main(arguments: list[str]) -> int:
    """Train on everything but what is held out, or train once a fold of re3d."""
    a = _arguments(arguments)
    learn, hold = held_out(own(a.corpora))
    theirs = [read(one) for one in folders(a.re3d)]
    ours, unseen = [read(one) for one in learn], [read(one) for one in hold]
    texts = [text.marked.text for text in (*theirs, *ours)]
    given = vectors([*unmarked_texts(a.ud, a.muc), *(line for text in texts for line in text.splitlines())])
    s = Settings()
    if a.out:
        weights, words, facts = train([*theirs, *ours], given, s)
        arrays, facts_json = finished(weights, facts, as_own=False)
        write(a.out, arrays, words, facts_json)
        print("held-out dispatches:", told([f1(Tagger(arrays, words, facts_json), unseen)]))
        own_way = Tagger(finished(weights, facts, as_own=True)[0], words, facts_json)
        print("held-out dispatches, marked their own way:", told([f1(own_way, unseen)]))
        return 0
    scores, ours_scores = [], []
    for fold in range(a.folds):
        test = [text for n, text in enumerate(theirs) if n % a.folds == fold]
        rest = [text for n, text in enumerate(theirs) if n % a.folds != fold]
        weights, words, facts = train([*rest, *ours], given, s)
        for as_own, into, over in ((False, scores, test), (True, ours_scores, unseen)):
            arrays, facts_json = finished(weights, facts, as_own=as_own)
            into.append(f1(Tagger(arrays, words, facts_json), over))
    print(f"re3d without the BBC, {a.folds} folds:", told(scores))
    print(f"held-out dispatches, {a.folds} times:", told(ours_scores))
    return 0


def write(folder: Path, arrays: dict[str, np.ndarray], words: list[str], facts: dict[str, Any]) -> None:
    """Write the three files of the tagger; the same content gives the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(folder / "weights.npz", **dict(sorted(arrays.items())))
    (folder / "words.txt").write_text("\n".join(words), encoding="utf-8")
    (folder / "facts.json").write_text(json.dumps(facts, indent=0, sort_keys=True) + "\n", encoding="utf-8")


def _arguments(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tagger_train.py", description="Train or cross-validate the tagger.")
    parser.add_argument("corpora", type=Path, help="our own dispatches")
    parser.add_argument("re3d", type=Path, help="re3d; its BBC folder is never read")
    for name in ("ud", "muc"):
        parser.add_argument(f"--{name}", type=Path, required=True, help="text for the word vectors")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--out", type=Path, help="where the weights go")
    what.add_argument("--folds", type=int, help="measure by so many folds of re3d instead")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
