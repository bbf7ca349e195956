"""A duty as one sentence tells it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trucewatch.drafting.moments import Length, Moment
    from trucewatch.drafting.records import Words
    from trucewatch.drafting.side import Side


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty as one sentence tells it. `whose` is empty where nobody is named; `together` where "both sides" are.

    `one_side` is the side in whose mouth alone it stands: then it is that side's word, no term.
    """

    must: str
    acts: tuple[str, ...]
    whose: tuple[Side, ...]
    together: str
    joint: bool
    words: Words
    by: Moment | None = None
    start: Moment | None = None
    length: Length | None = None
    limit: Limit | None = None
    about: tuple[str, ...] = ()
    """Names in what is to be handed over, opened or left: duties about different places are different duties."""
    one_side: Side | None = None


@dataclass(frozen=True, slots=True)
class Limit:
    """A number that a duty is measured by."""

    measure: str
    at_least: int | None = None
    at_most: int | None = None
    per: str | None = None
