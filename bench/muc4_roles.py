"""Which of the phrases of a reading fill which role of the document: two learned steps over `muc4_candidates`.

First each candidate is weighed for each role by what its places show (a linear model over hashed features), and the
document by what it speaks of. Then trees weigh each of the best candidates against the others of its document: ranks,
longer and shorter ways to cut the same phrase, whether the document tells of an attack at all. What passes its role's
mark and calls nobody who was taken already is a filler.

This merger is trained for the bench (`training/roles.py`, on the 1,300 development reports): it answers MUC-4's
question, the fillers of a whole report, which no part of the program asks.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from muc4_candidates import candidates
from muc4_scorer import ROLES, Fillers, normalised

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from muc4_candidates import Features
    from trucewatch.reading.work import Work

    Floats = NDArray[np.float32]

WEIGHTS = Path(__file__).with_name("muc4_roles.npz")
SIZE = 1 << 17
"""Rows that features are hashed into; a row that says little has no weight."""
BEST = 18
"""Candidates of a document that are weighed against each other, for each role."""
LOWEST = -30.0
"""The score of a candidate that is not among the best."""
_TOPICS = ("h=", "up=", "act=")
_SHOWN = (
    *("kind=name", "kind=person", "kind=group", "kind=force", "kind=object", "kind=place", "act=none", "conj"),
    *("r=actor", "r=target", "r=weapon", "r=actor:True", "r=target:True", "r=speaker", "early"),
    *("cut=all", "cut=cut", "cut=bare", "len=1", "len=2", "len=3", "len=4"),
    *("names=1of1", "names=2of2", "names=3of3", "names=0of1", "names=0of2", *(f"sent={n}" for n in range(9))),
)
_SMALL = frozenset({"of", "de", "la", "and", "for", "los", "las", "el", "del"})
_PARENTHESIS = re.compile(r"((?:[\w'\"-]+[ ,]+){1,9})\(\s*\"?([\w-]{2,9})\"?\s*\)")


def row(name: str) -> int:
    """The row of a feature."""
    return zlib.crc32(name.encode()) % SIZE


def rows(features: Features) -> tuple[list[int], Floats]:
    """The rows of a candidate's features and their values, scaled so that many places do not outweigh a telling one."""
    values = np.fromiter((np.log1p(v) if k == "#places" else v for k, v in features.items()), "float32", len(features))
    return [row(k) for k in features], values * (8 / np.sqrt((values**2).sum() + 50)).astype("float32")


def topics(found: Mapping[str, Features]) -> tuple[list[int], Floats]:
    """The rows of what a document speaks of, and their values, of length 1 together."""
    total: Counter[str] = Counter()
    for features in found.values():
        for k, v in features.items():
            if k.startswith(_TOPICS) and "&" not in k:
                total[k] += v
    values = np.log1p(np.fromiter(total.values(), "float32", len(total)))
    return [row(k) for k in total], values / max(float(np.sqrt((values**2).sum())), 1e-6)


def aliases(text: str) -> dict[str, set[str]]:
    """Short forms in parentheses, each with the words before them: "Front of the Hills (FH)"."""
    found: dict[str, set[str]] = defaultdict(set)
    for match in _PARENTHESIS.finditer(text.lower()):
        found[normalised(match[2])].add(normalised(match[1]))
    return found


def compared(first: Floats, about: Floats, found: Mapping[str, Features]) -> Floats:
    """What the second step sees of each candidate: its own scores, the document's, and those of its rivals."""
    names = list(found)
    within, holding = np.full_like(first, -9), np.full_like(first, -9)
    padded = [f" {name} " for name in names]
    by_word: dict[str, list[int]] = defaultdict(list)
    for i, name in enumerate(names):
        for word in set(name.split()):
            by_word[word].append(i)
    for i, name in enumerate(names):
        words = name.split()
        for j in {*by_word[words[0]], *by_word[words[-1]]}:
            if j != i and padded[i] in padded[j]:
                within[i] = np.maximum(within[i], first[j])
                holding[j] = np.maximum(holding[j], first[i])
    most = np.broadcast_to(first.max(0), first.shape)
    ranks = np.argsort(np.argsort(-first, 0, kind="stable"), 0, kind="stable")
    leading = np.broadcast_to(np.sort(first, 0)[-min(6, len(first)) :].mean(0), first.shape)
    shown = np.array([[features.get(k, 0) for k in _SHOWN] for features in found.values()], "float32")
    size = np.array([[np.log1p(f["#places"]), len(n.split())] for n, f in found.items()], "float32")
    document = np.broadcast_to(about, (len(first), len(about)))
    parts = (first, most, first - most, np.minimum(ranks, 30), leading, document)
    return np.concatenate([*parts, within, holding, first - within, first - holding, shown, size], 1).astype("float32")


def is_same(a: str, b: str, role: str, short: Mapping[str, Iterable[str]]) -> bool:
    """Say whether two candidates of one role call the same: one inside the other, a short form, the same last word."""
    one, other = set(a.split()) - _SMALL, set(b.split()) - _SMALL
    if a == b or (one and other and (one <= other or other <= one)):
        return True
    if role != "Victim" and (_shortens(a, b, short) or _shortens(b, a, short)):
        return True
    last, last_other = a.rsplit(maxsplit=1)[-1], b.rsplit(maxsplit=1)[-1]
    if role in ("Weapon", "PerpInd"):
        return last.rstrip("s") == last_other.rstrip("s")
    return role == "Victim" and last == last_other


def _shortens(a: str, full: str, short: Mapping[str, Iterable[str]]) -> bool:
    if " " in a:
        return False
    if any(before.endswith(full) for before in short.get(a, ())):
        return True
    initials = Counter(word[0] for word in full.split() if word not in ("of", "the", "and", "for"))
    size = sum(initials.values())
    return len(a) > 2 and size > 2 and not Counter(a) - initials and abs(size - len(a)) <= 1


def chosen(
    scores: Floats, names: Sequence[str], marks: Sequence[float], steps: Sequence[float], short: Mapping[str, set[str]]
) -> Fillers:
    """Take in each role the best candidates above its mark; each one taken raises it by a step, twice at most."""
    fillers: Fillers = {}
    for r, role in enumerate(ROLES):
        taken: list[str] = []
        for i in np.argsort(-scores[:, r], kind="stable")[: 2 * BEST]:
            if scores[i, r] < marks[r] + steps[r] * min(len(taken), 2):
                break
            if not any(is_same(names[i], other, role, short) for other in taken):
                taken.append(names[i])
        fillers[role] = [frozenset([name]) for name in taken]
    return fillers


@dataclass(frozen=True)
class Model:
    """Both steps' weights, as they are used."""

    linear: Floats
    bias: Floats
    topics: Floats
    topics_bias: Floats
    trees: list[list[dict[str, Any]]]
    base: list[float]
    marks: list[float]
    steps: list[float]

    def fill(self, work: Work) -> Fillers:
        """Return the role fillers of a reading."""
        found = candidates(work)
        if not found:
            return {role: [] for role in ROLES}
        first, about = self.first(found)
        scores = self.second(first, compared(first, about, found))
        return chosen(scores, list(found), self.marks, self.steps, aliases(work.document.text))

    def first(self, found: Mapping[str, Features]) -> tuple[Floats, Floats]:
        """The linear scores of each candidate, and the document's."""
        scores = np.empty((len(found), len(ROLES)), "float32")
        for i, features in enumerate(found.values()):
            at, values = rows(features)
            scores[i] = values @ self.linear[at] + self.bias
        at, values = topics(found)
        return scores, values @ self.topics[at] + self.topics_bias

    def second(self, first: Floats, seen: Floats) -> Floats:
        """The trees' scores of the best candidates of each role."""
        scores = np.full_like(first, LOWEST)
        for r in range(len(ROLES)):
            best = np.argsort(-first[:, r], kind="stable")[:BEST]
            scores[best, r] = self.base[r] + sum(_grown(tree, seen[best]) for tree in self.trees[r])
        return scores


def _grown(tree: Mapping[str, Any], seen: Floats) -> Floats:
    """What one tree adds for each row of `seen`."""
    at = np.zeros(len(seen), "int32")
    everyone = np.arange(len(seen))
    while True:
        going = tree["left"][at] > 0
        if not going.any():
            return tree["value"][at].astype("float32")
        below = seen[everyone, tree["feature"][at]] <= tree["mark"][at]
        at = np.where(going, np.where(below, tree["left"][at], tree["right"][at]), at)


@cache
def model() -> Model:
    """The trained merger."""
    stored = np.load(WEIGHTS)
    tables = {}
    for name in ("linear", "topics"):
        table = np.zeros((SIZE, stored[name].shape[1]), "float32")
        table[np.cumsum(stored[f"{name}_gaps"].astype("int64"))] = (
            stored[name].astype("float32") * stored[f"{name}_unit"]
        )
        tables[name] = table
    trees: list[list[dict[str, Any]]] = [[] for _ in ROLES]
    ends = np.cumsum(stored["tree_sizes"])
    for role, start, end in zip(stored["tree_roles"], [0, *ends[:-1]], ends, strict=True):
        fields = ("feature", "mark", "left", "right", "value")
        trees[role].append({field: stored[f"tree_{field}"][start:end] for field in fields})
    return Model(
        linear=tables["linear"],
        bias=stored["bias"],
        topics=tables["topics"],
        topics_bias=stored["topics_bias"],
        trees=trees,
        base=stored["base"].tolist(),
        marks=stored["marks"].tolist(),
        steps=stored["steps"].tolist(),
    )
