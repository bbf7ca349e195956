"""The word lists of `data/`, each read once and made into patterns."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

from trucewatch.model.acts import ACTS


@dataclass(frozen=True, slots=True)
class DutyWord:
    """How a duty is told: one of the verbs, or of their nouns, with one of the themes beside it."""

    must: str
    verbs: re.Pattern[str]
    nouns: re.Pattern[str] | None
    themes: re.Pattern[str]
    acts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActWords:
    """Words that take in acts of the vocabulary; `offensive`: only where they attack."""

    pattern: re.Pattern[str]
    acts: tuple[str, ...]
    offensive: bool


def _rows(name: str) -> list[dict[str, str]]:
    text = (resources.files("trucewatch.drafting") / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _whole(alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{alternatives})(?![\w-])", re.IGNORECASE)


@cache
def words(*sets: str) -> frozenset[str]:
    """Return the words of one or several sets as they stand in the list."""
    return frozenset(row["pattern"] for row in _rows("words.csv") if row["set"] in sets)


@cache
def pattern(*sets: str) -> re.Pattern[str]:
    """Return a pattern for any word of the sets, whole and in any case; the longest alternative first."""
    return _whole("|".join(sorted(words(*sets), key=lambda word: (-len(word), word))))


@cache
def duties() -> tuple[DutyWord, ...]:
    """Return the kinds of duties, in the order in which they are tried."""
    return tuple(
        DutyWord(
            must=row["must"],
            verbs=_whole(row["verbs"]),
            nouns=_whole(row["nouns"]) if row["nouns"] else None,
            themes=_whole(row["themes"]),
            acts=tuple(act for act in row["acts"].split("|") if act in ACTS),
        )
        for row in _rows("duties.csv")
    )


@cache
def acts() -> tuple[ActWords, ...]:
    """Return what words like "all shooting" take in, the widest first."""
    return tuple(
        ActWords(
            pattern=_whole(row["pattern"]),
            acts=tuple(act for act in row["acts"].split() if act in ACTS),
            offensive=row["offensive"] == "yes",
        )
        for row in _rows("acts.csv")
    )
