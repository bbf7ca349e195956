"""Which options of the open readings lead to which answer, said as briefly as it can be said truly.

Options that give the same are told together (`clock=moscow|istanbul`); a reading that never changes the answer is
not told at all.
"""

from __future__ import annotations

from itertools import combinations as pairs
from itertools import product
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from trucewatch.agreement.readings import Choice
    from trucewatch.agreement.terms import Agreement

T = TypeVar("T")
_Box = dict[str, frozenset[str]]
"""Choices as a product: for each reading the options that it may take."""


def grouped(answers: Iterable[tuple[Choice, T]]) -> tuple[tuple[T, str], ...]:
    """Return each distinct answer with the options that lead to it in words, in the order of first appearance.

    `answers` holds one answer for every combination of some readings. The words are empty where every combination
    leads to the same.
    """
    told = _without_idle(list(answers))
    held: dict[T, list[Choice]] = {}
    for choice, answer in told:
        held.setdefault(answer, []).append(choice)
    every = [choice for choice, _ in told]
    return tuple((answer, in_words(choices, every)) for answer, choices in held.items())


def in_words(choices: Sequence[Choice], every: Sequence[Choice]) -> str:
    """Return some of `every` combination in words, e.g. `clock=damascus, week=after|with or clock=moscow`.

    Empty where they are all of them.
    """
    axes = {r: tuple(dict.fromkeys(dict(c)[r] for c in every)) for r in dict(every[0] if every else ())}
    boxes = _merged([{reading: frozenset((option,)) for reading, option in choice} for choice in choices])
    return " or ".join(filter(None, (_told(box, axes) for box in boxes)))


def common_choices(reading_ids: Iterable[str], *agreements: Agreement) -> list[Choice]:
    """Return every combination of the options of these readings that all agreements have which have the reading."""
    axes = []
    for ident in sorted(reading_ids):
        lists = [[name for name, _ in r.options] for a in agreements for r in a.readings if r.id == ident]
        axes.append([(ident, name) for name in lists[0] if all(name in names for names in lists)])
    return [tuple(choice) for choice in product(*axes)]


def part_of(choice: Choice, reading_ids: Iterable[str]) -> Choice:
    """Return what a choice says of these readings."""
    wanted = set(reading_ids)
    return tuple(pair for pair in choice if pair[0] in wanted)


def _without_idle(answers: list[tuple[Choice, T]]) -> list[tuple[Choice, T]]:
    """Drop the readings that never change the answer, so that what is told is short and quickly found."""
    for reading in dict(answers[0][0] if answers else ()):
        rest: dict[Choice, T] = {}
        without = [(tuple(pair for pair in choice if pair[0] != reading), answer) for choice, answer in answers]
        if all(rest.setdefault(choice, answer) == answer for choice, answer in without):
            answers = list(rest.items())
    return answers


def _merged(boxes: list[_Box]) -> list[_Box]:
    """Join boxes that differ in one reading only, as long as there are any."""
    joined = True
    while joined:
        joined = False
        for one, other in pairs(boxes, 2):
            differing = [reading for reading in one if one[reading] != other[reading]]
            if len(differing) == 1:
                whole = one | {differing[0]: one[differing[0]] | other[differing[0]]}
                boxes = [whole if box is one else box for box in boxes if box is not other]
                joined = True
                break
    return boxes


def _told(box: _Box, axes: dict[str, tuple[str, ...]]) -> str:
    return ", ".join(
        f"{reading}={'|'.join(option for option in axes[reading] if option in options)}"
        for reading, options in box.items()
        if len(options) < len(axes[reading])
    )
