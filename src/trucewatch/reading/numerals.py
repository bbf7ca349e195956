"""Words and numbers of an English text, with their places: the ground under `times` and `quantities`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

# A blank line is a token of its own, so that no phrase runs across a paragraph.
_TOKEN = re.compile(r"\d+|[^\W\d_]+|\n[^\S\n]*\n|[^\w\s]|_")
_PADDING = 12
_LONGEST = 15
"""Digits; a longer run is no number of a news text."""
_KEPT_LENGTH = 100_000
"""Characters; the words of a longer text are millions of objects, not worth keeping alive after their use."""

_SMALL_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
SMALL = {word: value for value, word in enumerate(_SMALL_WORDS.split())}
TENS = {word: 10 * value for value, word in enumerate(_TENS_WORDS.split(), start=2)}
SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "dozen": 12}
_SHORT_SCALES = {"mn": 1_000_000, "bn": 1_000_000_000, "k": 1_000}


def word_set(words: str) -> frozenset[str]:
    """Return the words of a list written as one string."""
    return frozenset(words.split())


@dataclass(frozen=True, slots=True)
class Tokens:
    """Words, numbers and marks of `text`; `low` is folded to lower case. Padded with empty words behind the end."""

    text: str
    raw: list[str] = field(repr=False)
    low: list[str] = field(repr=False)
    start: list[int] = field(repr=False)
    end: list[int] = field(repr=False)

    @property
    def padding(self) -> int:
        """How many empty words stand behind the last one, so that looking ahead needs no check."""
        return _PADDING

    def glued(self, index: int) -> bool:
        """Say whether nothing stands between this token and the one before."""
        return index > 0 and self.start[index] == self.end[index - 1]

    def number(self, index: int) -> int | None:
        """Return a bare run of digits as a number; None where it is part of a name (M4, F-16) or of a decimal."""
        raw = self.raw[index]
        if not raw.isdecimal() or not raw.isascii() or len(raw) > _LONGEST:
            return None
        if self.glued(index) and not self._may_stand_before_a_number(index - 1):
            return None
        return int(raw)

    def _may_stand_before_a_number(self, index: int) -> bool:
        mark, before = self.raw[index], self.raw[index - 1] if self.glued(index) else ""
        if mark in "-‐‑–—":
            return not before.isalpha()  # "20-30" holds two numbers, "F-16" none
        if mark in "/.,:":
            return not before[-1:].isalnum()
        if mark == "T" and before.isdecimal():
            return True  # 2020-03-05T00:01
        return not mark[-1:].isalnum() and mark != "_"


def tokens(text: str) -> Tokens:
    """Cut `text` into words, numbers and single marks; offsets are code points."""
    return _tokens_kept(text) if len(text) <= _KEPT_LENGTH else _tokens(text)


@lru_cache(maxsize=2)  # times and quantities ask for the same text, one after the other
def _tokens_kept(text: str) -> Tokens:
    return _tokens(text)


def _tokens(text: str) -> Tokens:
    raw, starts, ends = [], [], []
    # one at a time: a million matches kept at once set off the collection of garbage again and again
    for match in _TOKEN.finditer(text):
        raw.append(match[0])
        starts.append(match.start())
        ends.append(match.end())
    pad, last = [""] * _PADDING, [len(text)] * _PADDING
    return Tokens(text, raw + pad, [word.lower() for word in raw] + pad, starts + last, ends + last)


def number_at(t: Tokens, i: int, *, spaced: bool = False) -> tuple[int, float] | None:
    """Read a number that begins at token `i`: "612", "1,200", "2.5 million", "fifty-nine", "two-and-a-half".

    Args:
        t: The text's tokens.
        i: Where the number begins.
        spaced: Also take a space as the mark of thousands ("1 200"); off where dates may stand before numbers.

    Returns:
        The token after the number, and its value; None where no number begins here.
    """
    if t.raw[i].isdecimal():
        return _digits_at(t, i, spaced=spaced)
    if t.low[i] in {"a", "an", "half"}:
        return _article_number_at(t, i)
    return _words_at(t, i)


def _digits_at(t: Tokens, i: int, *, spaced: bool) -> tuple[int, float] | None:
    if t.number(i) is None:
        return None
    digits, j = t.raw[i], i + 1
    if len(digits) <= 3:  # noqa: PLR2004
        while _continues_thousands(t, j, spaced=spaced):
            step = 1 if t.raw[j].isdecimal() else 2
            digits += t.raw[j + step - 1]
            j += step
    value = float(digits) if len(digits) > _LONGEST else int(digits)
    if t.raw[j] == "." and t.glued(j) and t.raw[j + 1].isdecimal() and t.glued(j + 1):
        if t.raw[j + 2] in {".", ":", "/"} and t.glued(j + 2) and t.raw[j + 3].isdecimal() and t.glued(j + 3):
            return None  # 05.03.2020, 10.0.0.1
        value, j = float(f"{digits}.{t.raw[j + 1][:_LONGEST]}"), j + 2
    return _scaled(t, j, value)


def _continues_thousands(t: Tokens, j: int, *, spaced: bool) -> bool:
    if t.raw[j] == "," and t.glued(j):
        return _three_digits(t, j + 1) and t.glued(j + 1)
    gap = t.start[j] - t.end[j - 1]
    return spaced and gap == 1 and t.text[t.end[j - 1]] != "\n" and _three_digits(t, j)


def _three_digits(t: Tokens, j: int) -> bool:
    return len(t.raw[j]) == 3 and t.raw[j].isdecimal() and not (t.raw[j + 1].isalnum() and t.glued(j + 1))  # noqa: PLR2004


def _scaled(t: Tokens, j: int, value: float) -> tuple[int, float]:
    if t.raw[j] in {"-", "‑"} and t.glued(j) and t.low[j + 1] in SCALES and t.glued(j + 1):
        j += 1
    if t.low[j] in SCALES:
        return j + 1, _tidy(value * SCALES[t.low[j]])
    if t.low[j] in _SHORT_SCALES and t.glued(j) and not t.glued(j + 1):
        return j + 1, _tidy(value * _SHORT_SCALES[t.low[j]])
    return j, value


def _article_number_at(t: Tokens, i: int) -> tuple[int, float] | None:
    """Read "a million", "half a million", "a hundred and five", "half a dozen"."""
    if t.low[i] == "half":
        if t.low[i + 1] in {"a", "-"} and t.low[i + 2] in SCALES:
            return i + 3, SCALES[t.low[i + 2]] // 2
        return None
    if t.low[i] == "a" and t.low[i + 1] in SCALES:
        return _tail(t, i + 2, 1, SCALES[t.low[i + 1]])
    return None


def _words_at(t: Tokens, i: int, *, below: int = 10**12) -> tuple[int, float] | None:
    small = _below_hundred(t, i)
    if small is None:
        return None
    j, value = small
    scale_at = j + 1 if t.raw[j] == "-" and t.low[j + 1] in SCALES else j
    if SCALES.get(t.low[scale_at], below) < below:
        return _tail(t, scale_at + 1, value, SCALES[t.low[scale_at]], below=below)
    return _half(t, j, value)


def _tail(t: Tokens, j: int, value: int, scale: int, *, below: int = 10**12) -> tuple[int, float]:
    """Go on after "two hundred": a larger scale ("thousand") `below` what went before, "and fifty", or nothing."""
    total = value * scale
    if t.low[j] in SCALES and scale < SCALES[t.low[j]] < below and t.low[j] != "dozen":
        return _tail(t, j + 1, total, SCALES[t.low[j]], below=below)
    k = j + 1 if t.low[j] == "and" else j
    rest = _words_at(t, k, below=scale) if scale != SCALES["dozen"] else None
    if rest is not None and rest[1] < scale:
        return rest[0], total + rest[1]
    return j, total


def _below_hundred(t: Tokens, i: int) -> tuple[int, int] | None:
    word = t.low[i]
    if word in SMALL:
        return i + 1, SMALL[word]
    if word not in TENS:
        return None
    k = i + 2 if t.raw[i + 1] in {"-", "‑"} and t.glued(i + 1) else i + 1
    if 0 < SMALL.get(t.low[k], 0) < 10:  # noqa: PLR2004
        return k + 1, TENS[word] + SMALL[t.low[k]]
    return i + 1, TENS[word]


def _half(t: Tokens, j: int, value: int) -> tuple[int, float]:
    words = [word for word in t.low[j : j + 6] if word != "-"]
    if words[:3] == ["and", "a", "half"]:
        k = j + t.low[j : j + 6].index("half") + 1
        return _scaled(t, k, value + 0.5)
    return j, value


def _tidy(value: float) -> float:
    return int(value) if value == int(value) else value
