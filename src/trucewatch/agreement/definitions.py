"""What the terms of an agreement are said with: names, parties, open readings, zones, events, what a report shows."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trucewatch.agreement.parts import Designation, Geometry

_DROPPED = re.compile(r"['’‘ʼʿʾ`´.\u200c\u200d]")
_SPACED = re.compile(r"[\s\-‐‑–—_/]+")


@lru_cache(maxsize=65_536)
def fold_name(name: str) -> str:
    """Return `name` without case, accents, apostrophes, hyphens and a leading article, for comparing names."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    spaced = _SPACED.sub(" ", _DROPPED.sub("", bare)).strip().casefold()
    return spaced.removeprefix("the ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """What a report must show: one of `acts`, by `actor` or by `all_of` together, along `route`, about `subject`.

    `against` is a party or zone that the act was against, `where` the zone it happened in, `at_least` the lowest
    number that some count of the report must reach. `only_if` (`reading=option`) keeps the pattern to one option of
    an open reading.
    """

    acts: tuple[str, ...]
    actor: str | None = None
    all_of: tuple[str, ...] = ()
    route: tuple[str, ...] = ()
    subject: str | None = None
    against: tuple[str, ...] = ()
    where: str | None = None
    at_least: float | None = None
    only_if: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """What every table has. `excerpt` is the quotation above the table, `line` its line in the file.

    `where` is the id of a zone, or `{r}` for a reading whose options are zones.
    """

    id: str
    clause: str | None = None
    where: str | None = None
    excerpt: str | None = None
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Party(Term):
    """Somebody named by the text or bound through it.

    `role`: party, guarantor, bound-through, excluded, organ-of, signatory-disputed. `undertakes_for` lists those
    whose observance a guarantor undertakes: it is never attribution of their conduct. `territory` is the zone whose
    being hit counts as an act against the party.
    """

    name: str
    role: str
    aliases: tuple[str, ...] = ()
    of: str | None = None
    undertakes_for: tuple[str, ...] = ()
    excluded_by: str | None = None
    designation: tuple[Designation, ...] = ()
    territory: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenReading(Term):
    """A question that the text does not settle. `options` are (name, value) pairs, exhaustive, in file order."""

    question: str
    options: tuple[tuple[str, str], ...]

    def value(self, option: str) -> str:
        """Return the value that stands in for `{id}` under `option`; KeyError if there is no such option."""
        return dict(self.options)[option]


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone(Term):
    """A place on the ground, by `kind`.

    area, line, place, sites: `geometry` as drawn; a place or site with `radius_m` is a disc. A line with `of` and
    `between` is the part of another line between two places, counted from the first. buffer: what lies within
    `both_m` of `of`, or within metres on one side or each (`north_m`, …, `left_m` seen along the line), or half of
    `width_m` on each side; `ends`: flat (cut square) or round. band: from `from_m` to `to_m` metres of `of`, on one
    `side` or both. strip: the land between the two lines `between`. union, intersection, difference: of the zones
    `of`. dated: the one of `of` that is drawn for the day. by-party, by-weapon: `cases` names a zone for each. named:
    `places` that are known by name only. undefined: what the text leaves to be agreed, until the instant `until`.

    `map` is a zone whose shape goes before this one's words. `edge_m` is the uncertainty of the drawn edge in metres,
    None where it is taken over from what the zone derives from. `valid_from` and `valid_until` are written days or
    None. `counted_from` names the end at which kilometres start.
    """

    kind: str
    name: str | None = None
    geometry: Geometry | None = None
    of: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    cases: tuple[tuple[str, str], ...] = ()
    places: tuple[str, ...] = ()
    map: str | None = None
    until: str | None = None
    radius_m: float | None = None
    both_m: float | None = None
    width_m: float | None = None
    north_m: float | None = None
    south_m: float | None = None
    east_m: float | None = None
    west_m: float | None = None
    left_m: float | None = None
    right_m: float | None = None
    from_m: float | None = None
    to_m: float | None = None
    side: str = "both"
    ends: str = "flat"
    edge_m: float | None = None
    valid_from: str | None = None
    valid_until: str | None = None
    counted_from: str | None = None
    note: str | None = None

    @property
    def base(self) -> str | None:
        """The one zone that it derives from; None where there is none or more than one."""
        return self.of[0] if len(self.of) == 1 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Term):
    """An instant with a name: `at` is a time expression; an event with `observe` exists only once it is reported."""

    at: str | None = None
    observe: Pattern | None = None


def names_of(party: Party) -> Iterable[str]:
    """Return every name that a party goes by, its id included."""
    return chain((party.id, party.name), party.aliases)
