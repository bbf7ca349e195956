"""Capitals for texts that have none, or nothing else: feeds in lower case, alerts in CAPITALS, text messages.

The parse, the grammars of time and number, and the search for names all read capitals. `recased` therefore writes them
back before anything is read, letter for letter, so that every offset stays what it is; the stored text is untouched.
How a word is written comes from a table of the treebanks and our own word lists, and from a linear model over the words
around it (`training/casing.py`). A text written as usual is returned as it came.
"""

from __future__ import annotations

import gzip
import re
import zlib
from collections import Counter
from functools import cache
from importlib import resources
from itertools import islice
from typing import TYPE_CHECKING, Any

from trucewatch.reading import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LOWER, INITIAL, UPPER = range(3)
SIZE = 1 << 15
"""Rows of the model: features are hashed into so many."""
UNIT = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’][^\W\d_]{2,})*|\d+(?:[.,:]\d+)*|\n\s*\n|[^\w\s]", re.UNICODE)
"""What is written one way: a word, an abbreviation with its stops, a number, a sign, an empty line."""
_LETTERS = 20
"""A text with fewer letters shows nothing about how it is written."""
_FEW = 0.02
"""Of the letters of a usual text, some 4 in 100 are capitals: below this share a text has none…"""
_MOST = 0.8
"""… and above this one, it has nothing else."""
_SAMPLE = 2000
"""Characters at the head of a text that show how it is written, if they are written as usual."""
_LONGEST = 10_000
"""Words from which on a text stays in small letters: no report is longer, and data must not hold up the others."""
_ENDS = frozenset({".", "!", "?", "…"})


def recased(text: str) -> str:
    """Return `text` with its capitals restored where it has none or nothing else; it keeps its length.

    A text that is written as usual, one too short to tell, and letters that have no single other case stay as they are.
    """
    at_head = _share(text[:_SAMPLE])
    if at_head is not None and _FEW < at_head < _MOST:
        return text
    share = _share(text)
    if share is None or _FEW < share < _MOST:
        return text
    small = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    units = [(m.start(), m.group()) for m in islice(UNIT.finditer(small), _LONGEST)]
    forms = _written([word for _, word in units])
    out = list(small)
    for (start, word), form in zip(units, forms, strict=True):
        for k, c in enumerate(word):
            if (form == UPPER or (form == INITIAL and k == 0)) and len(c.upper()) == 1:
                out[start + k] = c.upper()
    return "".join(out)


def _share(text: str) -> float | None:
    """The share of capitals among the letters of a text; None where they are too few to tell."""
    letters = [c for c in text if c.isalpha() and c.lower() != c.upper()]
    return sum(c.isupper() for c in letters) / len(letters) if len(letters) >= _LETTERS else None


def _written(words: Sequence[str]) -> list[int]:
    """How each word is written; the first of a sentence has a capital in any case."""
    forms = _scored(words)
    opens = True
    for i, word in enumerate(words):
        if word[0].isalpha() and opens:
            forms[i] = max(forms[i], INITIAL)
        if word[0].isalnum() or word in _ENDS or word.isspace():
            opens = word.isspace() or (word in _ENDS and not _abbreviates(words, i))
    return forms


def _abbreviates(words: Sequence[str], i: int) -> bool:
    """Say whether the full stop at `i` belongs to the word before it ("gen.", "j.")."""
    before = words[i - 1] if i else ""
    return words[i] == "." and (before in lexicon.words("abbreviation", "before-figure") or len(before) == 1)


def _scored(words: Sequence[str]) -> list[int]:
    """How each word is written inside a sentence, from left to right; then once more with what the text showed."""
    weights = _weights()
    first: list[Any] = []  # scores by word, None for what has no case
    forms: list[int] = []
    for i in range(len(words)):
        if not words[i][0].isalpha():
            first.append(None)
            forms.append(LOWER)
            continue
        scores = weights[features(words, i, forms)].sum(axis=0)
        first.append(scores)
        forms.append(int(scores.argmax()))
    times = Counter(words)
    shown: dict[str, Any] = {}
    for word, scores in zip(words, first, strict=True):
        if scores is not None and times[word] > 1:
            shown[word] = shown.get(word, 0) + scores / times[word]
    for i, (word, scores) in enumerate(zip(words, first, strict=True)):
        if word in shown:
            # A name is a name all through a text: what the word's other places say counts as much as its own.
            forms[i] = int((scores + shown[word]).argmax())
    return forms


def features(words: Sequence[str], i: int, forms: Sequence[int]) -> list[int]:
    """The rows of the model that speak for the word at `i`; `forms` are those of the words before it."""
    return [zlib.crc32(name.encode()) % SIZE for name in feature_names(words, i, forms)]


def feature_names(words: Sequence[str], i: int, forms: Sequence[int]) -> Iterator[str]:
    """What is seen of a word and around it."""
    word, habit = words[i], habits()
    before, before2 = (words[i - 1] if i else "^"), (words[i - 2] if i > 1 else "^")
    after, after2 = (words[i + 1] if i + 1 < len(words) else "$"), (words[i + 2] if i + 2 < len(words) else "$")
    own, near, next_ = (habit.get(w, "") for w in (word, before, after))
    last = "".join(str(form) for form in forms[max(i - 2, 0) : i])
    yield "*"
    yield f"w{word}"
    yield f"h{own}"
    yield f"b{before}"
    yield f"a{after}"
    yield f"B{before2} {before}"
    yield f"A{after} {after2}"
    yield f"bw{before} {word}"
    yield f"wa{word} {after}"
    yield f"l{last}{own}"
    yield f"lb{last[-1:]}{before}"
    yield f"la{last[-1:]}{next_}{own}"
    yield f"hh{near}|{own}|{next_}"
    yield f"hb{own}{before}"
    yield f"ha{own}{after}"
    for n in (1, 2, 3, 4):
        if len(word) > n:
            yield f"s{own}{word[-n:]}"
    yield f"p{own}{word[:3]}"
    yield f"n{own}{min(len(word), 6)}{not set(word) & set('aeiouy')}"
    kind = kind_of_word(word)
    yield f"k{kind}{last[-1:]}"
    yield f"kb{kind_of_word(before)}{own}"
    yield f"ka{kind_of_word(after)}{own}"


@cache
def kind_of_word(word: str) -> str:
    """What our own lists know of a word: country, demonym, title, kind of noun, act."""
    lands = lexicon.countries()
    bare = word.removesuffix("s")
    if word in lands.names or word in lands.capitals:
        return "land"
    if word in lands.demonyms or bare in lands.demonyms:
        return "folk"
    if word in lexicon.titles() or f"{word}." in lexicon.titles():
        return "title"
    kind = lexicon.noun_kind(word)
    if kind:
        return kind
    return "act" if (word, "v") in lexicon.acts() or (bare, "n") in lexicon.acts() else ""


@cache
def habits() -> dict[str, str]:
    """How a word is mostly written inside sentences of the treebanks: l, i or u, with how surely; lists as well."""
    packed = (resources.files("trucewatch.reading") / "weights" / "casing.tsv.gz").read_bytes()
    return dict(line.split("\t") for line in gzip.decompress(packed).decode().splitlines())


@cache
def _weights() -> Any:
    import numpy as np

    with (resources.files("trucewatch.reading") / "weights" / "casing.npz").open("rb") as file:
        stored = np.load(file)
        return stored["weights"].astype("float32") * stored["unit"]
