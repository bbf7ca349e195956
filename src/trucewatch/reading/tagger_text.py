"""A document as the tagger sees it: numbers for every token, and candidate spans with what stands around them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from trucewatch.reading import lexicon
from trucewatch.reading.lemmas import singular
from trucewatch.reading.numerals import word_set
from trucewatch.reading.stand_ins import with_stand_ins

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from trucewatch.model import Span
    from trucewatch.reading.tokens import Token

LONGEST = 16
"""Tokens of the longest mention that is looked for."""
NEAR = 4
"""Tokens between a token and its head that are told apart; further is all one."""
GRAMMAR = ("", "Temporal", "Quantity", "Money")
ARMS = ("", "Weapon", "MilitaryPlatform", "Vehicle")
_LINKS = frozenset({"and", "or", "&"})
_PREPOSITIONS = word_set(
    "in on at from to with by for against near into over under between among after before since during"
)
_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
_RELATIVE = frozenset({"who", "which", "whose", "whom", "that"})


@dataclass(slots=True)
class Stretch:
    """Tokens read together: a sentence with its parse, or one (a dateline, an unparsed sentence) without."""

    tokens: Sequence[Token]
    tags: Sequence[str] = ()
    deps: Sequence[str] = ()
    heads: Sequence[int] = ()


@dataclass(slots=True)
class Seen:
    """All stretches of a document end to end. Heads, `left` and `right` are token numbers; `left` and `right` point
    to the number behind the last token where the stretch ends.
    """

    tokens: list[Token]
    words: list[str]
    """The words as the tagger sees them: one country's name, people and capital for every country's."""
    tags: Any
    deps: Any
    ways: Any
    grammar: Any
    arms: Any
    heads: Any
    left: Any
    right: Any
    first: Any
    last: Any
    """First and last token of each token's stretch."""
    low: Any
    high: Any
    """First and last token of each token's branch of the tree."""
    parsed: Any
    counts: Any
    """Running counts of commas, links, prepositions and clause words before each token: one row more than tokens."""
    exact: dict[tuple[int, int], int]
    """Spans that a grammar or list names exactly: 1 to 3 by `GRAMMAR`, 4 to 6 by `ARMS`."""

    def __len__(self) -> int:
        return len(self.tokens)


def seen(
    stretches: Iterable[Stretch],
    spans: Mapping[Span, str],
    *,
    tags: Mapping[str, int],
    deps: Mapping[str, int],
) -> Seen:
    """Lay the stretches end to end. `spans` are those of the grammars, each to its kind; `tags` and `deps` number
    what the tagger has learned, 0 being anything else and no parse.
    """
    tokens: list[Token] = []
    words: list[str] = []
    tag_ids: list[int] = []
    dep_ids: list[int] = []
    heads: list[int] = []
    finite: list[bool] = []
    edges: list[tuple[int, int]] = []
    parsed: list[bool] = []
    for stretch in stretches:
        at, n = len(tokens), len(stretch.tokens)
        if not n:
            continue
        tokens.extend(stretch.tokens)
        words.extend(with_stand_ins([token.plain for token in stretch.tokens]))
        edges.append((at, at + n))
        if stretch.tags:
            tag_ids += [tags.get(tag, 0) for tag in stretch.tags]
            dep_ids += [deps.get(dep, 0) for dep in stretch.deps]
            heads += [at + head for head in stretch.heads]
            finite += [tag in _FINITE for tag in stretch.tags]
        else:
            tag_ids += [0] * n
            dep_ids += [0] * n
            heads += range(at, at + n)
            finite += [False] * n
        parsed += [bool(stretch.tags)] * n
    n = len(tokens)
    numbers = np.arange(n)
    head = np.array(heads, dtype=np.int64)
    left, right = numbers - 1, numbers + 1
    first, last = np.empty(n, dtype=np.int64), np.empty(n, dtype=np.int64)
    for start, end in edges:
        left[start], right[end - 1] = n, n
        first[start:end], last[start:end] = start, end - 1
    low, high = _branches(head)
    lows = [token.plain.lower() for token in tokens]
    grammar, exact = _grammar(tokens, spans)
    arms = _arms(lows, edges, exact)
    counts = np.zeros((n + 1, 4), dtype=np.int32)
    counts[1:, 0] = [word in ",;:()" or word == "--" for word in lows]
    counts[1:, 1] = [word in _LINKS for word in lows]
    counts[1:, 2] = [word in _PREPOSITIONS for word in lows]
    counts[1:, 3] = [verb or word in _RELATIVE for verb, word in zip(finite, lows, strict=True)]
    is_parsed = np.array(parsed, dtype=bool)
    ways = np.where(is_parsed, np.clip(head - numbers, -NEAR, NEAR) + NEAR + 1, 0)
    return Seen(
        tokens, words, np.array(tag_ids, dtype=np.int64), np.array(dep_ids, dtype=np.int64), ways, grammar, arms, head,
        left, right, first, last, low, high, is_parsed, np.cumsum(counts, axis=0), exact,
    )  # fmt: skip


def _branches(heads: Any) -> tuple[Any, Any]:
    """First and last token under each token, itself included."""
    low = np.arange(len(heads))
    high = low.copy()
    while True:
        below, above = low.copy(), high.copy()
        np.minimum.at(below, heads, low)
        np.maximum.at(above, heads, high)
        if (below == low).all() and (above == high).all():
            return low, high
        low, high = below, above


def _grammar(tokens: Sequence[Token], spans: Mapping[Span, str]) -> tuple[Any, dict[tuple[int, int], int]]:
    """For each token 0, or the kind of the grammar's span that begins (odd) or goes on (even) there."""
    ids = np.zeros(len(tokens), dtype=np.int64)
    starts = {token.start: i for i, token in enumerate(tokens)}
    ends = {token.end: i for i, token in enumerate(tokens)}
    exact: dict[tuple[int, int], int] = {}
    for (start, end), kind in spans.items():
        i, j = starts.get(start), ends.get(end)
        if i is None or j is None or j < i:
            continue
        number = GRAMMAR.index(kind)
        exact[i, j] = number
        ids[i], ids[i + 1 : j + 1] = 2 * number - 1, 2 * number
    return ids, exact


def _arms(lows: Sequence[str], edges: Iterable[tuple[int, int]], exact: dict[tuple[int, int], int]) -> Any:
    """The same for the phrases of the list of arms, the longest at each place."""
    ids = np.zeros(len(lows), dtype=np.int64)
    table = lexicon.arms()
    for start, end in edges:
        i = start
        while i < end:
            phrases = table.get(lows[i]) or table.get(singular(lows[i])) or ()
            arm = next((a for a in phrases if a.kind and _stands(lows, i, end, a.words)), None)
            if arm is None:
                i += 1
                continue
            last = i + len(arm.words) - 1
            number = ARMS.index(arm.kind)
            exact.setdefault((i, last), number + 3)
            ids[i], ids[i + 1 : last + 1] = 2 * number - 1, 2 * number
            i = last + 1
    return ids


def _stands(lows: Sequence[str], i: int, end: int, words: Sequence[str]) -> bool:
    n = len(words)
    return i + n <= end and all(w in (lows[i + k], singular(lows[i + k])) for k, w in enumerate(words))


# What is said of a candidate span: one number out of each of these, all laid behind each other.
SIZES = {
    "length": LONGEST,
    "roots": 5,
    "left": 3,
    "right": 3,
    "from-end": 6,
    "after-links": 3,
    "commas": 3,
    "links": 3,
    "prepositions": 3,
    "clauses": 3,
    "exact": 7,
    "cuts": 4,
    "place": 2,
}
_OFFSETS = dict(zip(SIZES, np.cumsum([0, *SIZES.values()]).tolist(), strict=False))
FEATURES = sum(SIZES.values())


def spans_of(doc: Seen, first: Any, last: Any, places: Any) -> tuple[Any, Any]:
    """Return for each candidate `[first, last]` the features' numbers (one row each) and the token that heads it.

    `places` says which candidates are the name of a place of the world.
    """
    n = len(doc)
    offsets = np.arange(LONGEST)
    inside = first[:, None] + offsets
    held = inside <= last[:, None]
    inside = np.minimum(inside, n - 1)
    heads = doc.heads[inside]
    out = held & ((heads < first[:, None]) | (heads > last[:, None]) | (heads == inside))
    parsed = doc.parsed[first]
    root = np.where(parsed, first + out.argmax(axis=1), last)
    lengths = last - first
    counts = doc.counts[last + 1] - doc.counts[first]
    right = doc.right[last]
    linked = np.where(right < n, doc.heads[np.minimum(right, n - 1)], n)
    begun, going = doc.grammar[first], doc.grammar[np.minimum(right, n - 1)]
    cut_left = (begun > 0) & (begun % 2 == 0)
    cut_right = (right < n) & (going > 0) & (going % 2 == 0)
    get = doc.exact.get
    exact = [get(pair, 0) for pair in zip(first.tolist(), last.tolist(), strict=True)]
    parts = {
        "length": lengths,
        "roots": np.where(parsed, np.minimum(out.sum(axis=1), 4), 0),
        "left": np.where(parsed, np.where(doc.low[root] >= first, 1, 2), 0),
        "right": np.where(parsed, np.where(doc.high[root] <= last, 1, 2), 0),
        "from-end": np.where(parsed, 1 + np.minimum(last - root, 4), 0),
        "after-links": np.where(parsed, 1 + ((linked >= first) & (linked <= last)), 0),
        "commas": np.minimum(counts[:, 0], 2),
        "links": np.minimum(counts[:, 1], 2),
        "prepositions": np.minimum(counts[:, 2], 2),
        "clauses": np.minimum(counts[:, 3], 2),
        "exact": np.array(exact, dtype=np.int64),
        "cuts": cut_left + 2 * cut_right,
        "place": places.astype(np.int64),
    }
    return np.stack([parts[name] + _OFFSETS[name] for name in SIZES], axis=1), root
