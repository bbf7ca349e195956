"""Train the merger of the MUC-4 bench (`bench/muc4_roles.py`) on the development reports.

    PYTHONPATH=bench python training/roles.py PATH/TO/muc4/dev-1300.json

Needs scikit-learn, which the program itself does not. The reports and their keys are those of
https://github.com/xinyadu/gtt (MIT License, Copyright (c) 2021 xinyadu); no text of theirs is in the weights, which
hold numbers for hashed features. The test documents are never read here. Prints the score in five-fold
cross-validation, with the marks set on the same folds, and writes `bench/muc4_roles.npz`.
"""

from __future__ import annotations

import json
import sys
from concurrent.futures import ProcessPoolExecutor
from itertools import pairwise
from pathlib import Path

import numpy as np
import scipy.sparse as sp
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import SGDClassifier

import muc4_roles as merger
from muc4_candidates import candidates
from muc4_scorer import ROLES, gold_of, score
from trucewatch.model import Document
from trucewatch.reading import work_of

FOLDS = 5
SEED = 0
NEGATIVES = 0.3
"""Share of the candidates that fill nothing that the linear step learns from."""
FEWEST = 4
"""Documents that a feature must occur in."""
ROWS = 26_000
TOPIC_ROWS = 5_000
TREES = {"max_iter": 70, "learning_rate": 0.07, "max_leaf_nodes": 10, "min_samples_leaf": 40, "l2_regularization": 5.0}


def looked_at(record: dict) -> tuple[dict, str]:
    """Return the candidates of a report and its text as read."""
    work = work_of(Document(id=record["docid"], text=record["doctext"], lang="en"))
    return {name: dict(f) for name, f in candidates(work).items()}, work.document.text


def main(arguments: list[str]) -> int:
    """Read, train, measure, write."""
    records = [json.loads(line) for line in Path(arguments[0]).read_text(encoding="utf-8").splitlines()]
    with ProcessPoolExecutor(max_workers=1) as pool:
        looked = list(pool.map(looked_at, records, chunksize=50))
    train([found for found, _ in looked], [text for _, text in looked], [gold_of(record) for record in records])
    return 0


def matrix(lists: list[tuple[list[int], np.ndarray]]) -> sp.csr_matrix:
    """Rows and values as one sparse matrix."""
    starts = np.cumsum([0, *(len(at) for at, _ in lists)])
    at = np.concatenate([np.asarray(at, "int32") for at, _ in lists])
    return sp.csr_matrix((np.concatenate([v for _, v in lists]), at, starts), shape=(len(lists), merger.SIZE))


def linear(x: sp.csr_matrix, y: np.ndarray, alpha: float) -> tuple[np.ndarray, float]:
    """The weights and the bias of one question."""
    learner = SGDClassifier(loss="log_loss", alpha=alpha, max_iter=10, tol=None, average=True, random_state=SEED)
    learner.fit(x, y)
    return learner.coef_[0], float(learner.intercept_[0])


def train(found: list[dict], texts: list[str], gold: list[dict]) -> None:
    """Train both steps, print the cross-validated score, write the weights."""
    names = [list(one) for one in found]
    docs = np.repeat(np.arange(len(found)), [len(one) for one in names])
    truth = np.array(
        [[any(n in e for e in gold[d][role]) for role in ROLES] for d, one in enumerate(names) for n in one]
    )
    x = matrix([merger.rows(f) for one in found for f in one.values()])
    about = matrix([merger.topics(one) for one in found])
    common = np.zeros(merger.SIZE, bool)
    by_document = sp.csr_matrix((np.ones(len(docs)), (docs, np.arange(len(docs)))), shape=(len(found), len(docs))) @ (
        x != 0
    )
    common[np.asarray((by_document != 0).sum(0)).ravel() >= FEWEST] = True
    x, about = x @ sp.diags(common.astype("float32")), about @ sp.diags(common.astype("float32"))
    x, about = x.tocsr().astype("float32"), about.tocsr().astype("float32")
    tells = np.array([[any(g.values()), *(bool(g[role]) for role in ROLES)] for g in gold])
    fold = np.arange(len(found)) * FOLDS // len(found)  # neighbours tell of the same events

    def fitted(of: np.ndarray) -> tuple[np.ndarray, ...]:
        rng = np.random.default_rng(SEED)
        part = of[docs]
        weights, biases = [], []
        for r in range(len(ROLES)):
            keep = np.where(part & (truth[:, r] | (rng.random(len(docs)) < NEGATIVES)))[0]
            w, b = linear(x[keep], truth[keep, r], 4e-5)
            weights.append(w)
            biases.append(b)
        topic = [linear(about[of], tells[of, t], 1e-4) for t in range(tells.shape[1])]
        out = np.array(weights).T, np.array(biases), np.array([w for w, _ in topic]).T, np.array([b for _, b in topic])
        return tuple(np.asarray(one, "float32") for one in out)

    first, topical = np.zeros(truth.shape, "float32"), np.zeros(tells.shape, "float32")
    for f in range(FOLDS):
        w, b, t, tb = fitted(fold != f)
        here = fold[docs] == f
        first[here] = x[here] @ w + b
        topical[fold == f] = about[fold == f] @ t + tb
        print(
            f"fold {f + 1}: reports told apart from those without fillers: "
            f"{100 * ((topical[fold == f, 0] > 0) == tells[fold == f, 0]).mean():.1f} %",
            flush=True,
        )
    bounds = np.searchsorted(docs, np.arange(len(found) + 1))
    seen = np.concatenate(
        [merger.compared(first[a:z], topical[d], found[d]) for d, (a, z) in enumerate(pairwise(bounds))]
    )
    best = np.zeros(truth.shape, bool)
    for a, z in pairwise(bounds):
        for r in range(len(ROLES)):
            best[a + np.argsort(-first[a:z, r], kind="stable")[: merger.BEST], r] = True
    second = np.full(truth.shape, merger.LOWEST, "float32")
    for f in range(FOLDS):
        for r in range(len(ROLES)):
            learn, ask = best[:, r] & (fold[docs] != f), best[:, r] & (fold[docs] == f)
            second[ask, r] = grown(seen[learn], truth[learn, r]).decision_function(seen[ask])
    short = [merger.aliases(text) for text in texts]
    marks, steps = marked(second, bounds, names, gold, short)
    show(second, bounds, names, gold, short, marks, steps)
    trees = [grown(seen[best[:, r]], truth[best[:, r], r]) for r in range(len(ROLES))]
    write(fitted(fold >= 0), trees, marks, steps)


def grown(x: np.ndarray, y: np.ndarray) -> HistGradientBoostingClassifier:
    """The trees of one role."""
    return HistGradientBoostingClassifier(random_state=SEED, early_stopping=False, **TREES).fit(x, y)


def predicted(scores, bounds, names, short, marks, steps):  # noqa: ANN001, ANN201, D103
    return {
        d: merger.chosen(scores[a:z], names[d], marks, steps, short[d]) for d, (a, z) in enumerate(pairwise(bounds))
    }


def marked(scores, bounds, names, gold, short):  # noqa: ANN001, ANN201, D103
    marks, steps = [], []
    truth = dict(enumerate(gold))
    for r, role in enumerate(ROLES):
        tried = []
        for step in (0.0, 0.3, 0.7, 1.2):
            for mark in np.arange(-2.4, 0.8, 0.2):
                only = [1e9] * len(ROLES)
                only[r] = float(mark)
                tally = score(predicted(scores, bounds, names, short, only, [step] * len(ROLES)), truth)[role]
                tried.append((tally.f1, float(mark), step))
        _, mark, step = max(tried)
        marks.append(mark)
        steps.append(step)
    return marks, steps


def show(scores, bounds, names, gold, short, marks, steps):  # noqa: ANN001, ANN201, D103
    print("marks", np.round(marks, 2), "steps", steps)
    for role, tally in score(predicted(scores, bounds, names, short, marks, steps), dict(enumerate(gold))).items():
        print(
            f"{role:<8} P {tally.precision:5.1f}  R {tally.recall:5.1f}  F1 {tally.f1:5.1f}  "
            f"({tally.right} of {tally.predicted} right, {tally.expected} expected)"
        )


def write(first, trees, marks, steps) -> None:  # noqa: ANN001
    """Write what the merger loads: rows that say something in eight bits, trees as flat lists of nodes."""
    w, b, t, tb = first
    stored = {"bias": b, "topics_bias": tb, "marks": np.array(marks), "steps": np.array(steps)}
    for name, table, most in (("linear", w, ROWS), ("topics", t, TOPIC_ROWS)):
        size = np.abs(table).max(1)
        kept = np.sort(np.argsort(-size, kind="stable")[: min(most, int((size > 0).sum()))])
        unit = float(np.quantile(size[kept], 0.999)) / 127
        stored[name] = np.clip(np.round(table[kept] / unit), -127, 127).astype("int8")
        stored[f"{name}_unit"] = np.float32(unit)
        stored[f"{name}_gaps"] = np.diff(kept, prepend=0).astype("uint16")
    nodes = [(r, one[0].nodes) for r, learner in enumerate(trees) for one in learner._predictors]  # noqa: SLF001
    stored["base"] = np.array([float(np.ravel(learner._baseline_prediction)[0]) for learner in trees])  # noqa: SLF001
    stored["tree_roles"] = np.array([r for r, _ in nodes], "uint8")
    stored["tree_sizes"] = np.array([len(one) for _, one in nodes], "uint16")
    every = np.concatenate([one for _, one in nodes])
    leaf = every["is_leaf"].astype(bool)
    stored["tree_feature"] = np.where(leaf, 0, every["feature_idx"]).astype("uint8")
    stored["tree_mark"] = np.where(leaf, 0, every["num_threshold"]).astype("float32")
    stored["tree_left"] = np.where(leaf, 0, every["left"]).astype("uint8")
    stored["tree_right"] = np.where(leaf, 0, every["right"]).astype("uint8")
    stored["tree_value"] = every["value"].astype("float16")
    np.savez_compressed(merger.WEIGHTS, **stored)
    print(f"{merger.WEIGHTS.name}: {merger.WEIGHTS.stat().st_size:,} bytes")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
