"""What analysts answered to names of places: for all documents of a case, or for some alone, where it goes first."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from trucewatch.errors import CaseError
from trucewatch.geography.names import fold, without_article

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from trucewatch.model import Decision

IS, NO_PLACE, OPEN = "is", "no-place", "stays-open"
"""What an analyst answers about a name: it is this place; it is the name of no place; it stays a name, not located."""

DOCUMENTS = "documents"
"""The change of an answer that holds in some documents alone: their ids, as a JSON list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceAnswers:
    """The answers that stand, in order of time, one a name: `everywhere`, and `within` documents that have their own.

    In a document its own answer to a name goes before that for all, whichever came later.
    """

    everywhere: tuple[Decision, ...]
    within: dict[str, tuple[Decision, ...]]
    _index: dict[str | None, dict[str, Decision]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Index the answers by their names, with and without article."""
        index: dict[str | None, dict[str, Decision]] = {None: _by_name(self.everywhere)}
        index |= {document: _by_name(held) for document, held in self.within.items()}
        object.__setattr__(self, "_index", index)

    def to(self, name: str, document: str) -> Decision | None:
        """Return the answer to a name as a document has it, None where nobody answered."""
        folded = folded_name(name)
        for held in (self._index.get(document, {}), self._index[None]):
            found = held.get(folded) or held.get(without_article(folded))
            if found is not None:
                return found
        return None

    def of(self, document: str) -> tuple[Decision, ...]:
        """Return the answers that hold in a document."""
        own = self.within.get(document)
        if own is None:
            return self.everywhere
        taken = {without_article(folded_name(decision.target)) for decision in own}
        rest = (d for d in self.everywhere if without_article(folded_name(d.target)) not in taken)
        return (*rest, *own)

    def each(self) -> tuple[tuple[Decision, tuple[str, ...], tuple[str, ...]], ...]:
        """Return each answer with the documents that it holds in alone, and those where another goes before it.

        An answer for all documents has none of the first, one for some none of the second.
        """
        alone: dict[str, tuple[Decision, list[str]]] = {d.id: (d, []) for d in self.everywhere}
        elsewhere: dict[str, list[str]] = {}
        for document, own in self.within.items():
            for decision in own:
                alone.setdefault(decision.id, (decision, []))[1].append(document)
            for gone in set(self.everywhere) - set(self.of(document)):
                elsewhere.setdefault(gone.id, []).append(document)
        found = sorted(alone.values(), key=lambda pair: (pair[0].at, pair[0].id))
        return tuple((d, tuple(sorted(held)), tuple(sorted(elsewhere.get(d.id, ())))) for d, held in found)


def gathered(holding: Iterable[Decision]) -> PlaceAnswers:
    """Return the answers among decisions that stand, given in order of time: of one name and document the later stays.

    Raises:
        CaseError: an answer does not say for which documents it holds.
    """
    everywhere: dict[str, Decision] = {}
    within: dict[str, dict[str, Decision]] = {}
    for decision in holding:
        if decision.what != "place" or decision.action not in {IS, NO_PLACE, OPEN}:
            continue
        documents = documents_of(decision)
        for held in [within.setdefault(d, {}) for d in documents] if documents else [everywhere]:
            name = folded_name(decision.target)
            held.pop(name, None)
            held[name] = decision
    return PlaceAnswers(
        everywhere=tuple(everywhere.values()),
        within={document: tuple(held.values()) for document, held in within.items()},
    )


def documents_of(decision: Decision) -> tuple[str, ...]:
    """Return the documents in which alone an answer holds, none where it holds in all.

    Raises:
        CaseError: what it holds is no list of ids; the message says how to take it back.
    """
    told = next((text for name, text in decision.changes if name == DOCUMENTS), None)
    if told is None:
        return ()
    try:
        found = json.loads(told)
    except json.JSONDecodeError:
        found = None
    if not isinstance(found, list) or not found or not all(isinstance(one, str) for one in found):
        raise CaseError(
            f"decision {decision.id} answers {decision.target!r} in some documents, and names none ({told}). "
            f"Take it back: `trucewatch decide DIR {decision.id} --undo`."
        )
    return tuple(found)


def folded_name(name: str) -> str:
    """Return the form in which two writings of a name are the same, the article of English left out."""
    return fold(name).removeprefix("the ")


def _by_name(decisions: Sequence[Decision]) -> dict[str, Decision]:
    named = {folded_name(decision.target): decision for decision in decisions}
    return {without_article(name): decision for name, decision in named.items()} | named
