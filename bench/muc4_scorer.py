"""CEAF-REE, the published score for role fillers of a document (Du, Rush and Cardie 2021: GRIT), written anew.

In each document and role the gold entities and the predicted ones are paired one to one so that as many pairs as
possible agree; a pair agrees where every mention of the predicted entity is a mention of the gold one. Pairs are summed
over documents: precision over what was predicted, recall over what was expected, `micro` over the five roles together.
Mentions are compared as the published scorer does: in lower case, without ASCII punctuation, without "a", "an" and
"the", spaces squeezed.
"""

from __future__ import annotations

import re
import string
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assignment import assign

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
"""Individuals and organisations that did it, things and people it befell, and what it was done with."""

Entity = frozenset[str]
Fillers = dict[str, list[Entity]]

_NO_PUNCTUATION = str.maketrans("", "", string.punctuation)
_ARTICLE = re.compile(r"\b(?:a|an|the)\b")


@dataclass(frozen=True)
class Tally:
    """How many entities were predicted, how many expected, and how many pairs agree."""

    right: int = 0
    predicted: int = 0
    expected: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.right + other.right, self.predicted + other.predicted, self.expected + other.expected)

    @property
    def precision(self) -> float:
        """In per cent; 0 where nothing was predicted."""
        return 100 * self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """In per cent; 0 where nothing was expected."""
        return 100 * self.right / self.expected if self.expected else 0.0

    @property
    def f1(self) -> float:
        """In per cent."""
        total = self.predicted + self.expected
        return 200 * self.right / total if total else 0.0


def normalised(mention: str) -> str:
    """Return a mention as it is compared."""
    return " ".join(_ARTICLE.sub(" ", mention.lower().translate(_NO_PUNCTUATION)).split())


def entity(mentions: Iterable[str]) -> Entity:
    """Return an entity from the words by which it is called."""
    return frozenset(normalised(mention) for mention in mentions)


def agreeing(predicted: Sequence[Entity], gold: Sequence[Entity]) -> int:
    """Return how many pairs agree at best, each entity in one pair at most."""
    return len(assign([[float(guess <= true) for guess in predicted] for true in gold]))


def score(predicted: Mapping[str, Fillers], gold: Mapping[str, Fillers]) -> dict[str, Tally]:
    """Return the tally of each role and of all (`micro`), over the documents of `gold`.

    Raises:
        KeyError: a document of `gold` was not predicted at all (predict it empty instead).
    """
    tallies = dict.fromkeys((*ROLES, "micro"), Tally())
    for document, fillers in gold.items():
        for role in ROLES:
            guesses, truths = predicted[document].get(role, []), fillers.get(role, [])
            tally = Tally(agreeing(guesses, truths), len(guesses), len(truths))
            tallies[role] += tally
            tallies["micro"] += tally
    return tallies


def gold_of(record: Mapping[str, object]) -> Fillers:
    """Return the entities of a document's record, as GRIT's preparation makes them of the templates.

    Entities of one role go together from all templates in their order; one whose words are all among those of an
    entity already there, or the other way round, is left out. A record that holds `extracts` is taken as it is.
    """
    extracts = record.get("extracts")
    templates = record["templates"] if extracts is None else [extracts]
    fillers: Fillers = {role: [] for role in ROLES}
    for template in templates:  # type: ignore[attr-defined]
        for role in ROLES:
            for mentions in template[role]:
                words = frozenset(mention[0] for mention in mentions)
                if not words:
                    continue
                if extracts is not None or not any(words <= one or one <= words for one in fillers[role]):
                    fillers[role].append(words)
    return {role: [entity(words) for words in entities] for role, entities in fillers.items()}
