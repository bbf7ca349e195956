"""What an analyst answered that a name means: asked before any table, and never guessed on from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.geography.names import fold, without_article
from trucewatch.geography.rows import AREAS, SETTLEMENTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trucewatch.geography.rows import PlaceRow

METHOD = "analyst:"
"""How the method of a place that an analyst set begins; the id of the decision follows, by which it is found again."""

_BY_WHOM = re.compile(rf"{METHOD}(d-[0-9a-f]+)")

POINT = "point"
"""Kind of a place of which only a point and its radius were given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """`name` means `row`; without a row it stays a name, whatever the tables list. `decision` is the id of who says so.

    It holds for this name alone, with and without article and whatever its case or marks; for a name that only sounds
    like it nobody has answered.
    """

    name: str
    row: PlaceRow | None
    decision: str

    @property
    def key(self) -> str:
        """The folded name."""
        return fold(self.name).removeprefix("the ")

    def fits(self, wanted: str | None) -> bool:
        """Say whether it answers a name with a word such as "province" or "village" beside it."""
        if wanted is None or self.row is None:
            return wanted is None
        return self.row.kind in (AREAS if wanted == "area" else SETTLEMENTS | {POINT})


def by_name(answers: Iterable[Answer]) -> dict[str, Answer]:
    """Return the answers under their folded names, with and without article; the later one of a name stays."""
    held = tuple(answers)
    return {without_article(a.key): a for a in held} | {a.key: a for a in held}


def answer_to(folded: str, answers: dict[str, Answer]) -> Answer | None:
    """Return the answer to a folded name, None where nobody gave one."""
    return answers.get(folded) or answers.get(without_article(folded))


def decision_of(method: str | None) -> str | None:
    """Return the decision by which a place was set, by its method; None where no analyst set it."""
    found = _BY_WHOM.search(method or "")
    return found[1] if found else None
