"""Sides: who may be bound, broker or watch, and what one report tells of who is who."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Side:
    """Somebody who may be bound, or broker, or watch. `kind`: state, group, body (an organ that is no party), person,
    described.
    """

    name: str
    kind: str

    @property
    def id(self) -> str:
        """The id that a table would bear."""
        return slug(self.name)


@dataclass(frozen=True, slots=True)
class Found:
    """A side where it stands in a sentence: its first and last token."""

    side: Side
    first: int
    last: int


@dataclass(slots=True)
class Who:
    """What one report tells of who is who."""

    persons: dict[str, Side] = field(default_factory=dict)
    """Last names to the side that a person speaks for."""
    short: dict[str, str] = field(default_factory=dict)
    """Abbreviations to full names."""
    people: dict[str, str] = field(default_factory=dict)
    """Last names to the full names of persons."""
    places: frozenset[str] = frozenset()
    """Names that the reader takes for places only."""
    officials: set[str] = field(default_factory=set)
    """Last names of persons whom the report names with an office."""
    government: Side | None = None
    """The state meant by "the government", where the report leaves only one."""


def slug(name: str) -> str:
    """Return an id for a name: letters and digits, joined by hyphens, a letter first."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    joined = re.sub(r"[^a-z0-9]+", "-", re.sub(r"['’.]", "", bare.lower())).strip("-")
    joined = re.sub(r"^the-", "", joined)
    return joined if joined[:1].isalpha() else f"x-{joined}" if joined else "unnamed"


def trimmed(name: str) -> str:
    """Return a name without article and marks around it."""
    return re.sub(r"^(?:the|The|A|An)\s+", "", name).strip(" ,.;:'’\"“”")
