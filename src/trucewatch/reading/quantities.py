"""How many: the quantities of a text with their bounds, and nothing that only looks like one. Pure.

Dates, clock times, ages, calibres, names with numbers, money, shares, ordinals, years and list numbers are left out.
A bound is never widened or narrowed: "more than 300" is at least 301, "nearly 50" at most 49, "about 50" has no bound.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from trucewatch.reading.numerals import SCALES, SMALL, TENS, number_at, tokens
from trucewatch.reading.quantities_words import (
    AFTER_NUMBER,
    AFTER_SCORES,
    METRES,
    MODIFIER_STARTS,
    MODIFIERS,
    NOT_AFTER_A,
    NOT_AFTER_NO,
    NOT_AFTER_ONE,
    VAGUE,
)
from trucewatch.reading.quantity_looks import is_no_count, unit_after
from trucewatch.reading.times import find_times

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trucewatch.model import Span
    from trucewatch.reading.numerals import Tokens

_MOST_MODIFIERS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A quantity as the text has it.

    `kind`: `number`, `vague` ("dozens": no bounds), `none` ("no", "no one", "none": 0), `article` ("a", "another",
    "one" before a noun: 1, for the caller to use or not), `measure` (a distance or another measured amount, with
    `unit`, and `metres` where it is a length). `at_least` and `at_most` are inclusive; None is an open bound.
    `exact` where both are known and equal, `approx` where the words say "about". `value` is the number as written,
    None for what is vague. The span holds the words that bound it ("more than 300"), not what is counted.
    """

    span: Span
    words: str
    kind: str
    at_least: int | None = None
    at_most: int | None = None
    exact: bool = False
    approx: bool = False
    value: float | None = None
    unit: str | None = None
    metres: float | None = None


class _Found(NamedTuple):
    j: int
    kind: str
    at_least: int | None = None
    at_most: int | None = None
    approx: bool = False
    value: float | None = None
    unit: str | None = None


def find_quantities(text: str, *, times: Iterable[Span] | None = None) -> tuple[Quantity, ...]:
    """Return the quantities of `text` in order, none overlapping.

    Args:
        text: English text; spans are code points into it. A hard space is a space.
        times: Spans of time phrases, in order, in which no quantity begins; found here where not given.
    """
    spans = list(times) if times is not None else [phrase.span for phrase in find_times(text, anchor=None)]
    starts = [span[0] for span in spans]
    t = tokens(text)
    found: list[Quantity] = []
    free_from = 0
    for i, word in enumerate(t.low):
        if i < free_from or not (word in _STARTS or word.isdecimal()):
            continue
        before = bisect_right(starts, t.start[i]) - 1
        if before >= 0 and t.start[i] < spans[before][1]:
            continue
        quantity = _at(t, i)
        if quantity is None:
            continue
        following = before + 1
        if following < len(spans) and spans[following][0] < t.end[quantity.j - 1]:
            continue  # "some 5 March …": the number belongs to a date
        if quantity.kind != "skip":
            found.append(_quantity(t, i, quantity))
        free_from = quantity.j
    return tuple(found)


def _quantity(t: Tokens, i: int, found: _Found) -> Quantity:
    span = (t.start[i], t.end[found.j - 1])
    metres = METRES.get(found.unit or "")
    return Quantity(
        span=span,
        words=t.text[span[0] : span[1]],
        kind=found.kind,
        at_least=found.at_least,
        at_most=found.at_most,
        exact=found.at_least is not None and found.at_least == found.at_most,
        approx=found.approx,
        value=found.value,
        unit=found.unit,
        metres=None if metres is None or found.value is None else round(found.value * metres, 3),
    )


def _at(t: Tokens, i: int) -> _Found | None:
    return _family(t, i) or _none(t, i) or _vague(t, i) or _bounded(t, i) or _article(t, i)


def _bounded(t: Tokens, i: int) -> _Found | None:
    """Read modifiers and a number, or a range."""
    if t.low[i] == "between":
        return _range(t, i + 1, joiners=("and",))
    bounds: list[str] = []
    j = i
    while t.low[j] in MODIFIER_STARTS and len(bounds) < _MOST_MODIFIERS:
        modifier = next(((words, bound) for words, bound in MODIFIERS[t.low[j]] if _follow(t, j, words)), None)
        if modifier is None:
            break
        j += len(modifier[0])
        bounds.append(modifier[1])
    if bounds:
        vague = _vague(t, j)
        if vague is not None:
            return vague
    ranged = _range(t, j, joiners=("to", "or", "-", "‑", "–", "—"))
    if ranged is not None:
        return ranged._replace(approx="about" in bounds)
    number = _number(t, j)
    if number is None or (bounds and number.kind == "skip"):
        return None if number is None else number
    if not bounds and t.low[j] == "one":
        return None
    return _with_bounds(t, number, bounds)


def _number(t: Tokens, j: int) -> _Found | None:
    """Read one number; kind "skip" says that it is no count, and where it ends."""
    number = number_at(t, j, spaced=True)
    if number is None:
        return None
    if unit_after(t, number[0]) is not None:
        number = number_at(t, j) or number  # "killed 3 200 metres away" holds two numbers
    end, value = number
    if t.raw[j - 1 if j else -1] == "+" and t.glued(j):
        while t.raw[end].isdecimal() or t.raw[end] == "-":
            end += 1  # a telephone number
        return _Found(end, "skip")
    if is_no_count(t, j, end, value):
        return _Found(end, "skip")
    unit = unit_after(t, end)
    if unit is not None:
        return _Found(unit[0], "measure", value=value, unit=unit[1])
    return _Found(end, "number", value=value) if value == int(value) else _Found(end, "skip")


def _with_bounds(t: Tokens, number: _Found, bounds: list[str]) -> _Found:
    j = number.j
    if number.kind == "number":
        for words, bound in AFTER_NUMBER:
            if _follow(t, j, words):
                bounds, j = [*bounds, bound], j + len(words)
                break
    approx = "about" in bounds
    hard = next((bound for bound in bounds if bound != "about"), None)
    if number.kind == "measure" or number.value is None:
        return number._replace(approx=approx)
    value = int(number.value)
    at_least, at_most = {
        None: (None, None) if approx else (value, value),
        "more": (value + 1, None),
        "least": (value, None),
        "most": (None, value),
        "fewer": (None, value - 1),
    }[hard]
    return number._replace(j=j, at_least=at_least, at_most=at_most, approx=approx)


def _range(t: Tokens, i: int, joiners: tuple[str, ...]) -> _Found | None:
    """Read "20 to 30", "20-30", "three or four": the first must be the smaller. "From 20 to 30" is a change."""
    first = number_at(t, i)
    if first is None or t.low[first[0]] not in joiners or (i and t.low[i - 1] == "from"):
        return None
    dashed = t.raw[first[0]] in "-‑–—"
    second = number_at(t, first[0] + 1)
    if second is None or (dashed and not (t.glued(first[0]) and t.glued(first[0] + 1))):
        return None
    if t.raw[second[0]] in {"-", "/"} and t.glued(second[0]) and t.raw[second[0] + 1].isdecimal():
        end = second[0]
        while (t.raw[end] in {"-", "/"} or t.raw[end].isdecimal()) and t.glued(end):
            end += 1
        return _Found(end, "skip")  # a telephone number, a reference
    lo, hi = first[1], second[1]
    if is_no_count(t, first[0] + 1, second[0], hi) or is_no_count(t, i, first[0], lo):
        return _Found(second[0], "skip")
    if lo < hi and t.low[second[0] - 1] in SCALES and lo < SCALES[t.low[second[0] - 1]] and first[0] == i + 1:
        lo *= SCALES[t.low[second[0] - 1]]  # "two to three million"
    if lo >= hi or lo != int(lo) or hi != int(hi):
        return _Found(second[0], "skip") if dashed else None
    unit = unit_after(t, second[0])
    if unit is not None:
        return _Found(unit[0], "measure", value=hi, unit=unit[1], approx=True)
    return _Found(second[0], "number", int(lo), int(hi))


def _family(t: Tokens, i: int) -> _Found | None:
    """Read "a family of five"."""
    if t.low[i] not in {"a", "one", "another"} or t.low[i + 1] != "family" or t.low[i + 2] != "of":
        return None
    number = number_at(t, i + 3)
    if number is None or number[1] != int(number[1]):
        return None
    return _Found(number[0], "number", int(number[1]), int(number[1]), value=number[1])


def _none(t: Tokens, i: int) -> _Found | None:
    word, j = t.low[i], i + 1
    if word in {"nobody", "none"}:
        return _Found(j, "none", 0, 0, value=0)
    if word == "not" and (t.low[j] == "one" or t.low[j : j + 2] == ["a", "single"]):
        return _Found(j + (1 if t.low[j] == "one" else 2), "none", 0, 0, value=0)
    if word != "no":
        return None
    if t.low[j] == "one" or (t.raw[j] == "-" and t.low[j + 1] == "one"):
        return _Found(j + (1 if t.low[j] == "one" else 2), "none", 0, 0, value=0)
    if not t.raw[j].isalpha() or t.low[j] in NOT_AFTER_NO:
        return None
    return _Found(j, "none", 0, 0, value=0)


def _vague(t: Tokens, i: int) -> _Found | None:
    if t.low[i] not in VAGUE or (i and t.low[i - 1] in {"how", "too", "so"}):
        return None
    for words in VAGUE[t.low[i]]:
        if _follow(t, i, words):
            break
    else:
        return None
    j = i + len(words)
    if words == ("scores",) and t.low[j] not in AFTER_SCORES:
        return None
    if unit_after(t, j) is not None or t.low[j] in {"hours", "days", "weeks", "months", "years", "minutes", "times"}:
        return None
    # The span holds the number's words, not the "of" behind them.
    j -= words[-1] == "of"
    return _Found(j, "vague", at_least=2 if "couple" in words else None)


def _article(t: Tokens, i: int) -> _Found | None:
    word, following = t.low[i], t.low[i + 1]
    if word not in {"a", "an", "one", "another"} or not following.isalpha():
        return None
    if word == "one" and (following in NOT_AFTER_ONE or (i and t.low[i - 1] in {"no", "any", "some", "every"})):
        return None
    if following in NOT_AFTER_A and following not in {"single", "great", "large", "small"}:
        return None
    if t.raw[i] == "A" and t.glued(i + 1):
        return None
    return _Found(i + 1, "article", 1, 1, value=1)


def _follow(t: Tokens, i: int, words: tuple[str, ...]) -> bool:
    return all(t.low[i + step] == word for step, word in enumerate(words))


_STARTS = frozenset(
    {"a", "an", "another", "half", "no", "not", "none", "nobody", "between", *SMALL, *TENS}
    | MODIFIER_STARTS
    | VAGUE.keys()
)
