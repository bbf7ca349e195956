"""Yes, no, cannot tell: the only three answers to "in force?", "in reach?", "engaged?"."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Within(StrEnum):
    """A three-valued answer. UNKNOWN is a value, never a guess and never a missing key."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "cannot-tell"

    def __invert__(self) -> Within:
        """Swap yes and no; cannot tell stays."""
        match self:
            case Within.YES:
                return Within.NO
            case Within.NO:
                return Within.YES
            case Within.UNKNOWN:
                return Within.UNKNOWN


def all_of(answers: Iterable[Within]) -> Within:
    """Yes only if every answer is yes; no as soon as one is no (strong Kleene "and")."""
    seen = set(answers)
    if Within.NO in seen:
        return Within.NO
    return Within.UNKNOWN if Within.UNKNOWN in seen else Within.YES


def any_of(answers: Iterable[Within]) -> Within:
    """Yes as soon as one answer is yes; no only if every answer is no (strong Kleene "or")."""
    seen = set(answers)
    if Within.YES in seen:
        return Within.YES
    return Within.UNKNOWN if Within.UNKNOWN in seen else Within.NO


def over_readings(answers: Iterable[Within]) -> Within:
    """Combine the answers of every open reading: one answer only where all readings agree."""
    seen = set(answers)
    return seen.pop() if len(seen) == 1 else Within.UNKNOWN
