"""Marked texts in numbers: stretches with every span up to the longest, and batches of a fixed size."""

from __future__ import annotations

import gzip
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from importlib import resources
from typing import TYPE_CHECKING, Any
from zlib import crc32

import numpy as np
from tagger_data import KINDS, Marked, is_own

from trucewatch.geography.names import fold
from trucewatch.model import Document
from trucewatch.reading import lexicon
from trucewatch.reading.context import Context
from trucewatch.reading.mentions import grammar_spans, stretches_of
from trucewatch.reading.prepare import prepare
from trucewatch.reading.tagger_text import LONGEST, SIZES, Seen, Stretch, seen, spans_of
from trucewatch.reading.tagger_words import LISTS, form
from trucewatch.reading.work import Work

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tagger_model import Settings

TOKENS, SPANS = 640, 4608
"""Of a batch: a fixed size, so that the model is compiled once."""
LARGE = 30_000
"""Inhabitants from which a settlement's name is known to the tagger."""
SWAPPED = 0.3
"""Share of the names of places that another stands for, each time they are learned from."""
_PLACE_LISTS = [LISTS.index(name) for name in ("country", "capital", "place-name")]
_SWAPPED = (KINDS.index("Location") + 1, KINDS.index("Organisation") + 1)
_TOKEN_NUMBERS = ("tags", "deps", "ways", "grammar", "arms")


@dataclass(frozen=True, slots=True)
class Text:
    """A marked text as the reader sees it: its stretches and the grammars' spans."""

    marked: Marked
    stretches: list[Stretch]
    spans: dict[Any, str]


@dataclass(frozen=True, slots=True)
class Facts:
    """What the numbers stand for: tags and relations in the order of their rows, hashes of known places' names."""

    tags: list[str]
    deps: list[str]
    places: frozenset[int]

    def place(self, words: str) -> bool:
        """Say whether the built-in gazetteer's larger places have such a name."""
        return crc32(fold(words).encode()) in self.places


@dataclass(frozen=True, slots=True)
class Piece:
    """One stretch: its words, its tokens in numbers, and every span with its kind (0: none).

    `hard` spans begin or end where a mark does: they are always learned from, of the others a share.
    """

    words: list[str]
    forms: Any
    lists: Any
    doc: Seen
    first: Any
    last: Any
    features: Any
    root: Any
    labels: Any
    hard: Any
    begins: Any
    ends: Any
    named: Any
    """Tokens that alone name a place or the body seated there: another such name may stand for them."""
    own: bool


def read(marked: Marked) -> Text:
    """Tokenise and parse a text, as the reader does."""
    work = Work(document=Document(id=marked.name, text=marked.text, lang="en"), context=Context())
    prepare(work)
    return Text(marked, stretches_of(work), grammar_spans(work))


def facts_of(texts: Sequence[Text]) -> Facts:
    """Return the tags and relations that occur, and the places."""
    tags = sorted({tag for text in texts for stretch in text.stretches for tag in stretch.tags})
    deps = sorted({dep for text in texts for stretch in text.stretches for dep in stretch.deps})
    return Facts(tags, deps, frozenset(place_hashes().tolist()))


def place_hashes() -> Any:
    """Return hashes of the folded Latin names of countries, first-level divisions and larger settlements."""
    packed = resources.files("trucewatch.geography").joinpath("data/places.tsv.gz").read_bytes()
    names: set[str] = set()
    for line in gzip.decompress(packed).decode("utf-8").splitlines():
        fields = line.split("\t")
        if fields[2] != "settlement" or int(fields[8] or 0) >= LARGE:
            names.update(name for name in fields[9].split("|") if name.isascii() and len(name) > 2)
    return np.array(sorted({crc32(name.encode()) for name in names}), dtype=np.uint32)


def pieces(text: Text, facts: Facts, *, parsed: bool) -> list[Piece]:
    """Return the stretches of a text, with their parse or all without."""
    kinds: dict[int, dict[int, int]] = defaultdict(dict)
    for start, end, kind in sorted(text.marked.marks, key=lambda m: KINDS.index(m[2])):
        kinds[start].setdefault(end, KINDS.index(kind) + 1)
    tags = {tag: n for n, tag in enumerate(facts.tags, start=1)}
    deps = {dep: n for n, dep in enumerate(facts.deps, start=1)}
    found = []
    for stretch in text.stretches:
        doc = seen([stretch if parsed else Stretch(stretch.tokens)], text.spans, tags=tags, deps=deps)
        if len(doc):
            found.append(_piece(doc, kinds, facts, own=is_own(text.marked)))
    return found


def _lists(words: Sequence[str], facts: Facts) -> Any:
    """A row a word: 1 for each list that holds it."""
    rows = np.zeros((len(words), len(LISTS)), np.float32)
    for i, word in enumerate(words):
        rows[i, list(form(word).lists)] = 1
        rows[i, LISTS.index("place-name")] = word[:1].isupper() and facts.place(word)
    return rows


def _piece(doc: Seen, kinds: dict[int, dict[int, int]], facts: Facts, *, own: bool) -> Piece:
    n = len(doc)
    first = np.repeat(np.arange(n), LONGEST)
    last = first + np.tile(np.arange(LONGEST), n)
    first, last = first[last < n], last[last < n]
    pairs = list(zip(first.tolist(), last.tolist(), strict=True))
    labels = np.array([kinds.get(doc.tokens[i].start, {}).get(doc.tokens[j].end, 0) for i, j in pairs])
    plain = [token.plain for token in doc.tokens]

    names = [
        i < j < i + 4 and plain[i][:1].isupper() and plain[j][:1].isupper() and facts.place(" ".join(plain[i : j + 1]))
        for i, j in pairs
    ]
    features, root = spans_of(doc, first, last, np.array(names))
    begins, ends = np.zeros(n, np.float32), np.zeros(n, np.float32)
    begins[first[labels > 0]], ends[last[labels > 0]] = 1, 1
    forms = [form(word) for word in plain]
    lists = _lists(plain, facts)
    single = {i: int(label) for (i, j), label in zip(pairs, labels, strict=True) if i == j and label}
    return Piece(
        words=[one.plain for one in forms],
        forms=np.array([one[1:4] for one in forms]),
        lists=lists,
        doc=doc,
        first=first,
        last=last,
        features=features.astype(np.int16),
        root=root,
        labels=labels,
        hard=(labels > 0) | (begins[first] > 0) | (ends[last] > 0),
        begins=begins,
        ends=ends,
        named=np.array(
            [i for i, kind in single.items() if kind in _SWAPPED and lists[i, _PLACE_LISTS].any()], dtype=np.int64
        ),
        own=own,
    )


@dataclass(frozen=True, slots=True)
class Name:
    """A word in numbers, to stand for another."""

    word: str
    forms: Any
    lists: Any


def stand_ins(facts: Facts) -> list[Name]:
    """Return countries and capitals of one word: what stands around such a name must tell the place from the body."""
    known = lexicon.countries()
    found = []
    for name in sorted({*known.codes, *(name.title() for name in known.capitals)}):
        one = form(name)
        if name.isalpha():
            found.append(Name(one.plain, np.array(one[1:4]), _lists([name], facts)[0]))
    return found


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Rows of the words that are learned, of those that have a vector, and how often a word was met in marked text."""

    learned: dict[str, int]
    given: dict[str, int]
    often: Counter[str]
    names: list[Name]


def batches(
    groups: Sequence[tuple[list[Piece], list[Piece]]], vocabulary: Vocabulary, s: Settings, rng: np.random.Generator
) -> Iterator[dict[str, Any]]:
    """Yield every stretch once, in a new order, with or without its parse, in batches of `TOKENS` and `SPANS`."""
    chosen = [p for parsed, unparsed in groups for p in (parsed if rng.random() > s.unparsed else unparsed)]
    batch: list[tuple[Piece, Any, Any]] = []
    tokens = spans = 0
    for k in rng.permutation(len(chosen)):
        p = chosen[k]
        take = np.flatnonzero(p.hard | (rng.random(len(p.labels)) < s.easy))
        weight = np.where(p.hard, 1.0, 1 / s.easy)[take]
        if len(p.words) >= TOKENS or len(take) > SPANS:
            continue
        if tokens + len(p.words) >= TOKENS or spans + len(take) > SPANS:
            yield _padded(batch, vocabulary, rng)
            batch, tokens, spans = [], 0, 0
        batch.append((p, take, weight))
        tokens, spans = tokens + len(p.words), spans + len(take)
    if batch:
        yield _padded(batch, vocabulary, rng)


def _with_other_names(p: Piece, names: Sequence[Name], rng: np.random.Generator) -> Piece:
    """Return the stretch with a share of its names of places swapped for those of countries and capitals."""
    swapped = p.named[rng.random(len(p.named)) < SWAPPED]
    if not len(swapped):
        return p
    words, forms, lists = list(p.words), p.forms.copy(), p.lists.copy()
    for i in swapped:
        name = names[rng.integers(len(names))]
        words[i], forms[i], lists[i] = name.word, name.forms, name.lists
    return replace(p, words=words, forms=forms, lists=lists)


def _padded(batch: list[tuple[Piece, Any, Any]], vocabulary: Vocabulary, rng: np.random.Generator) -> dict[str, Any]:
    """Lay pieces end to end. The last token stands for "nothing there"; rare words are now and then unknown ones."""
    whole = ("vector", "word", "head", "tail", "shape", *_TOKEN_NUMBERS, "edge", "own", "heads")
    b: dict[str, Any] = {name: np.zeros(TOKENS, np.int32) for name in whole}
    b |= {name: np.full(TOKENS, TOKENS - 1, np.int32) for name in ("left", "right")}
    b |= {name: np.zeros(TOKENS, np.float32) for name in ("there", "parsed", "begins", "ends")}
    b |= {name: np.zeros(SPANS, np.int32) for name in ("first", "last", "root", "labels")}
    b["lists"] = np.zeros((TOKENS, len(LISTS)), np.float32)
    b["features"] = np.zeros((SPANS, len(SIZES)), np.int32)
    b["weight"] = np.zeros(SPANS, np.float32)
    n = m = 0
    for p, take, weight in batch:
        p = _with_other_names(p, vocabulary.names, rng)  # noqa: PLW2901
        k = len(p.words)
        at, spans = slice(n, n + k), slice(m, m + len(take))
        rare = np.array([0.25 / (0.25 + vocabulary.often[word]) + 0.03 for word in p.words])
        learned = np.array([vocabulary.learned.get(word, 0) for word in p.words])
        given = np.array([vocabulary.given.get(word, 0) for word in p.words])
        b["word"][at] = np.where(rng.random(k) < rare, 0, learned)
        b["vector"][at] = np.where(rng.random(k) < 0.1, 0, given)
        b["head"][at], b["tail"][at], b["shape"][at] = p.forms.T
        b["lists"][at] = p.lists
        for name in _TOKEN_NUMBERS:
            b[name][at] = getattr(p.doc, name)
        b["heads"][at] = p.doc.heads + n
        for name in ("left", "right"):
            beside = getattr(p.doc, name)
            b[name][at] = np.where(beside == k, TOKENS - 1, beside + n)
        b["edge"][at] = p.doc.left == k
        b["own"][at] = p.own
        b["there"][at], b["parsed"][at] = 1, p.doc.parsed
        b["begins"][at], b["ends"][at] = p.begins, p.ends
        b["first"][spans], b["last"][spans], b["root"][spans] = p.first[take] + n, p.last[take] + n, p.root[take] + n
        b["labels"][spans], b["features"][spans], b["weight"][spans] = p.labels[take], p.features[take], weight
        n, m = n + k, m + len(take)
    return b
