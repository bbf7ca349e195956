"""The ways to cut a phrase out of a sentence: with its modifiers or without, with what follows it or without."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from trucewatch.reading.arms import match_at
from trucewatch.reading.clauses import case_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trucewatch.reading.syntax import Sentence

Cut = tuple[int, int, str]
"""First token, last token, how it was cut."""
LONGEST = 9
"""Tokens of the longest phrase with what follows it; one without may have two more."""
_PART = 5
_ARTICLES = ("a", "an", "the")
_OTHER_HEADS = ("CD", "JJ", "VBG", "FW")
_ARGUMENTS = ("nsubj", "obj", "nsubj:pass", "obl", "obl:agent", "nmod", "conj", "appos")
_BEFORE = frozenset(
    "compound amod nmod nummod flat goeswith det punct advmod case obl dep appos acl obj".split()  # noqa: SIM905
)
_AFTER = ("nmod", "acl", "appos", "conj")
_STARTERS = ("DT", "IN", "PRP", "RB")


def cuts(s: Sentence) -> dict[int, list[Cut]]:
    """Return the ways to cut each phrase of a sentence, by its head."""
    runs = _runs(s)
    found: dict[int, list[Cut]] = {}
    for head in range(len(s)):
        argument = s.tags[head] in _OTHER_HEADS and s.deps[head] in _ARGUMENTS
        if not s.word(head)[0].isalnum() or not (head in runs or s.is_noun(head) or argument):
            continue
        ways = {(first, last): shape for first, last, shape in (*runs.get(head, ()), *_around(s, head))}
        found[head] = [(a, z, shape) for (a, z), shape in ways.items() if z - a < LONGEST + 2]
    return found


def _around(s: Sentence, head: int) -> Iterator[Cut]:
    """The phrase from each of its modifiers on, its bare head, and with what hangs on it afterwards."""
    first, last = _edges(s, head)
    for left in range(first, head + 1):
        if _can_start(s, left):
            yield left, last, "all" if left == first else "head" if left == head == last else "cut"
    if last > head:
        yield head, head, "bare"
    lefts = {first, head} | {t for t in range(max(first, 1), head) if s.low(t - 1) in _ARTICLES}
    for k in [k for k in s.kids[head] if k > last and s.is_a(k, *_AFTER)][:2]:
        inner = frozenset(g for g in s.kids[k] if g > k and s.is_a(g, *_AFTER, "punct", "obl", "advcl", "parataxis"))
        stops = {max(s.subtree(k)), max(s.subtree(k, without=inner))}
        shape = f"long-{s.deps[k].split(':')[0]}-{case_of(s, k)}"
        for left in sorted(lefts):
            if _can_start(s, left):
                yield from ((left, stop, shape) for stop in stops if stop - left < LONGEST)


def _edges(s: Sentence, head: int) -> tuple[int, int]:
    """The first and the last token of a phrase without what follows it."""
    parts = [k for k in s.kids[head] if k < head and s.deps[k].split(":")[0] in _BEFORE]
    parts += [k for k in s.kids[head] if k > head and s.is_a(k, "flat", "goeswith")]
    inside = {t for k in parts for t in s.subtree(k)}
    first = last = head
    while first - 1 in inside:
        first -= 1
    while last + 1 in inside:
        last += 1
    return first, last


def _can_start(s: Sentence, left: int) -> bool:
    return s.word(left)[0].isalnum() and s.low(left) not in _ARTICLES


def _runs(s: Sentence) -> dict[int, list[Cut]]:
    """Words with capitals side by side, and arms of the list, by their last word: the parse may part or miss them."""
    found: dict[int, list[Cut]] = defaultdict(list)
    i = 0
    while i < len(s):
        end = i
        while end < len(s) and end - i < LONGEST and s.word(end)[0].isupper() and (end or s.tags[0] not in _STARTERS):
            end += 1
        for first in range(i, end):
            for last in range(first, end):
                if last - first < _PART or (first, last) == (i, end - 1):
                    found[last].append((first, last, _part(first, last, i, end)))
        arm = match_at(s, i)
        if arm is not None and arm.kind == "Weapon":
            last = i + len(arm.words) - 1
            found[last].append((i, last, "arm"))
        i = max(end, i + 1)
    return found


def _part(first: int, last: int, start: int, end: int) -> str:
    """Which part of the run `[start, end)` a cut is."""
    if (first, last) == (start, end - 1):
        return "run"
    return "run-end" if last == end - 1 else "run-start" if first == start else "run-part"
