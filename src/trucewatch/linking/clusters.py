"""Clusters under constraints: two tellings that exclude each other never meet, also not through a third."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from trucewatch.linking.matching import MARGIN, Match, contradiction, matches
from trucewatch.linking.tellings import unplaced

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from trucewatch.linking.tellings import Telling

_MOST_RIVALS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Tellings of one act, the earliest with a time or place first; `why` explains each joining."""

    tellings: tuple[Telling, ...]
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """Pairs of claim ids that an analyst joined or parted: they stand above every score.

    `parts` are pairs of which one claim counts a part of the other's toll: they tell of one act by their own word.
    """

    parts: frozenset[frozenset[str]] = frozenset()
    joined: frozenset[frozenset[str]] = frozenset()
    parted: frozenset[frozenset[str]] = frozenset()


def cluster(tellings: Sequence[Telling], wishes: Wishes) -> tuple[tuple[Cluster, ...], tuple[str, ...]]:
    """Return the clusters, the earliest first, and what was left apart because it fits more than one act."""
    found = matches(tellings)
    kept, flags = _unambiguous(found)
    groups = {t.claim.id: [t] for t in tellings}
    why: dict[str, list[str]] = defaultdict(list)
    for pairs, reason in (
        (wishes.joined, "joined by decision"),
        (wishes.parts, "one counts a part of the other's toll"),
    ):
        for first, second in _wished(pairs, groups):
            if groups[first] is not groups[second] and frozenset((first, second)) not in wishes.parted:
                _join(groups, first, second)
                why[second].append(f"{second} and {first}: {reason}")
    for match in kept:
        first, second = match.a.claim.id, match.b.claim.id
        if groups[first] is not groups[second] and _may_meet(groups[first], groups[second], wishes):
            _join(groups, first, second)
            why[second].append(match.told())
    clusters = _ordered(groups, why)
    founded = tuple(c for c in clusters if any(t.anchored for t in c.tellings))
    loose = (t for c in clusters if not any(t.anchored for t in c.tellings) for t in c.tellings)
    return founded, (*flags, *sorted(unplaced(t) for t in loose))


def _wished(pairs: frozenset[frozenset[str]], groups: dict[str, list[Telling]]) -> Iterable[tuple[str, str]]:
    for pair in sorted(sorted(pair) for pair in pairs):
        if len(pair) == 2 and pair[0] in groups and pair[1] in groups:  # noqa: PLR2004  (a pair of two claims)
            yield pair[0], pair[1]


def _join(groups: dict[str, list[Telling]], first: str, second: str) -> None:
    merged, other = groups[first], groups[second]
    merged.extend(other)
    for telling in other:
        groups[telling.claim.id] = merged


def _may_meet(one: list[Telling], other: list[Telling], wishes: Wishes) -> bool:
    return all(
        contradiction(a, b) is None and frozenset((a.claim.id, b.claim.id)) not in wishes.parted
        for a in one
        for b in other
    )


def _ordered(groups: dict[str, list[Telling]], why: dict[str, list[str]]) -> tuple[Cluster, ...]:
    # Whatever gives a time or place comes first: it gives the incident its id.
    distinct = {id(group): sorted(group, key=lambda t: (not t.anchored, t.key)) for group in groups.values()}
    return tuple(
        Cluster(tellings=tuple(group), why=tuple(line for t in group for line in why.get(t.claim.id, ())))
        for group in sorted(distinct.values(), key=lambda g: g[0].key)
    )


def _unambiguous(found: list[Match]) -> tuple[list[Match], tuple[str, ...]]:
    """Drop the matches of a telling with acts that exclude each other, where neither fits clearly better."""
    of: dict[str, list[tuple[float, Telling]]] = defaultdict(list)
    for match in found:
        of[match.a.claim.id].append((match.score, match.b))
        of[match.b.claim.id].append((match.score, match.a))
    dropped: set[frozenset[str]] = set()
    flags = []
    for claim, rivals in sorted(of.items()):
        for (score_a, a), (score_b, b) in combinations(rivals[:_MOST_RIVALS], 2):
            if abs(score_a - score_b) < MARGIN and contradiction(a, b) is not None:
                dropped |= {frozenset((claim, a.claim.id)), frozenset((claim, b.claim.id))}
                first, second = sorted((a.claim.id, b.claim.id))
                flags.append(f"{claim} could be the act of {first} or of {second}: left apart")
    kept = [m for m in found if frozenset((m.a.claim.id, m.b.claim.id)) not in dropped]
    return kept, tuple(sorted(set(flags)))
