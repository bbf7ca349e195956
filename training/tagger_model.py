"""The tagger's model as it is trained (JAX); `trucewatch.reading.tagger` reckons the same in numpy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax
from tagger_data import KINDS

from trucewatch.reading.tagger_text import FEATURES, NEAR
from trucewatch.reading.tagger_words import ENDS, LISTS, SHAPES


@dataclass(frozen=True, slots=True)
class Settings:
    """Sizes of the model (numbers a row) and how it is trained; `training/README.md` says what was tried."""

    word: int = 24
    end: int = 16
    shape: int = 12
    lists: int = 24
    width: int = 80
    layers: int = 3
    hidden: int = 96
    epochs: int = 24
    rate: float = 0.003
    dropout: float = 0.25
    unparsed: float = 0.25
    """Share of texts whose parse is hidden, so that a sentence without one can be judged too."""
    easy: float = 0.15
    """Share of the spans learned from that neither begin nor end where a mark does."""
    least: int = 2
    """A word met less often in marked text has no row of its own."""
    seed: int = 20200306


Weights = dict[str, Any]


def fresh(s: Settings, learned: int, vectors: np.ndarray, tags: int, deps: int) -> Weights:
    """Return weights to begin with. Row 0 of `word`, `vector`, `tag`, `dep` stands for anything unknown."""
    rng = np.random.default_rng(s.seed)

    def some(*shape: int, scale: float) -> Any:
        return jnp.asarray(rng.normal(0, scale, shape), dtype=jnp.float32)

    d, h, kinds = s.width, s.hidden, len(KINDS) + 1
    wide = vectors.shape[1] + s.word + 2 * s.end + s.shape + s.lists
    weights = {
        "vector": jnp.asarray(np.concatenate([np.zeros((1, vectors.shape[1])), vectors]), dtype=jnp.float32),
        "word": some(learned + 1, s.word, scale=0.1),
        "head": some(ENDS, s.end, scale=0.1),
        "tail": some(ENDS, s.end, scale=0.1),
        "shape": some(SHAPES, s.shape, scale=0.1),
        "lists": some(len(LISTS), s.lists, scale=0.2),
        "type": some(wide, 2 * d, scale=2 * wide**-0.5),
        "type_bias": jnp.zeros(2 * d),
        "tag": some(tags + 1, d, scale=0.1),
        "dep": some(deps + 1, d, scale=0.1),
        "way": some(2 * NEAR + 2, d, scale=0.1),
        "grammar": some(7, d, scale=0.1),
        "arm": some(7, d, scale=0.1),
        "edge": some(2, d, scale=0.1),
        "source": some(2, d, scale=0.1),
        "up": some(d, d, scale=d**-0.5),
        "up_bias": jnp.zeros(d),
        "begin": some(d, scale=0.05),
        "begin_bias": jnp.zeros(()) - 1.0,
        "end": some(d, scale=0.05),
        "end_bias": jnp.zeros(()) - 1.0,
        "from": some(d, h, scale=d**-0.5),
        "to": some(d, h, scale=d**-0.5),
        "root": some(d, h, scale=d**-0.5),
        "inside": some(d, h, scale=d**-0.5),
        "span": some(FEATURES, h, scale=0.1),
        "span_bias": jnp.zeros(h),
        "kind": some(h, kinds, scale=0.5 * h**-0.5),
        "kind_bias": jnp.zeros(kinds).at[0].set(2.0),
    }
    for k in range(s.layers):
        weights[f"around{k}"] = some(3 * d, 2 * d, scale=(3 * d) ** -0.5)
        weights[f"around{k}_bias"] = jnp.zeros(2 * d)
    return weights


def _largest(x: Any) -> Any:
    half = x.shape[-1] // 2
    return jnp.maximum(x[..., :half], x[..., half:])


def _drop(x: Any, key: Any, share: float) -> Any:
    return jnp.where(jax.random.bernoulli(key, 1 - share, x.shape), x / (1 - share), 0)


def encoded(w: Weights, b: dict[str, Any], keys: Any, s: Settings) -> Any:
    """Return a row a token."""
    forms = [w["head"][b["head"]], w["tail"][b["tail"]], w["shape"][b["shape"]], b["lists"] @ w["lists"]]
    given = jax.lax.stop_gradient(w["vector"])[b["vector"]]
    joined = _drop(jnp.concatenate([given, w["word"][b["word"]], *forms], axis=1), keys[0], s.dropout)
    h = _largest(joined @ w["type"] + w["type_bias"])
    h += w["tag"][b["tags"]] + w["dep"][b["deps"]] + w["way"][b["ways"]] + w["grammar"][b["grammar"]]
    h += w["arm"][b["arms"]] + w["edge"][b["edge"]] + w["source"][b["own"]]
    there = b["there"][:, None]
    h = _drop(h, keys[1], s.dropout) * there
    for k in range(s.layers):
        around = jnp.concatenate([h[b["left"]], h, h[b["right"]]], axis=1)
        new = _largest(around @ w[f"around{k}"] + w[f"around{k}_bias"])
        h += _drop(new, keys[k + 2], s.dropout) * there
        if k == 0:
            up = jnp.maximum(h[b["heads"]] @ w["up"] + w["up_bias"], 0)
            h += up * (b["parsed"] * b["there"])[:, None]
    return h


def loss(w: Weights, b: dict[str, Any], key: Any, s: Settings) -> Any:
    """Return what is to be made small: wrong kinds of spans, and half of the wrong first and last words."""
    keys = jax.random.split(key, s.layers + 3)
    h = encoded(w, b, keys, s)
    wrong = optax.sigmoid_binary_cross_entropy
    edges = wrong(h @ w["begin"] + w["begin_bias"], b["begins"]) + wrong(h @ w["end"] + w["end_bias"], b["ends"])
    first, last = b["first"], b["last"]
    inner = (h @ w["from"])[first] + (h @ w["to"])[last] + (h @ w["root"])[b["root"]]
    sums = jnp.concatenate([jnp.zeros((1, s.hidden)), jnp.cumsum(h @ w["inside"], axis=0)])
    inner += (sums[last + 1] - sums[first]) / (last + 1 - first)[:, None]
    inner = jnp.maximum(inner + w["span"][b["features"]].sum(axis=1) + w["span_bias"], 0)
    scores = _drop(inner, keys[-1], s.dropout) @ w["kind"] + w["kind_bias"]
    kinds = optax.softmax_cross_entropy_with_integer_labels(scores, b["labels"])
    tokens = b["there"].sum()
    return (kinds * b["weight"]).sum() / tokens + 0.5 * (edges * b["there"]).sum() / tokens
