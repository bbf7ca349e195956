"""Learn what swaps and gaps of letters say about two spellings of a place: `trucewatch/geography/data/spelling-*.csv`.

    OMP_NUM_THREADS=1 PYTHONPATH=src python training/spelling.py [FOLDER]      # about a minute; same input, same tables

Input: the alternative names of the built-in gazetteer (GeoNames, CC BY 4.0) in the countries below. Syria is held out:
its places are what `bench/places.py` asks for. Two steps.

1. Evidence: pairs of names of one place are aligned letter by letter and the alignments counted, four times over, as
   for a pair hidden Markov model with Viterbi training. The evidence of a swap is the log of how much oftener it is
   than two letters would meet by chance; pairs whose evidence is less than 0.4 of their own are no spellings of one
   name (renamings) and do not count.
2. Weights: a logistic regression tells pairs of one place from the four most alike names of other places under the same
   skeletons, more than 20 km away, by the share of evidence kept, by what the pair as a whole looks like, and by a
   correction for each swap and gap.
"""

from __future__ import annotations

import csv
import itertools
import math
import random
import sys
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np

from trucewatch.geography.likeness import NOTHING, is_arabic, is_vowel, kind_of, letters, strict_change
from trucewatch.geography.names import skeleton, sounds
from trucewatch.geography.rows import PlaceRow, apart_m
from trucewatch.geography.seed import seed
from trucewatch.geography.sounding import unders

COUNTRIES = ("IQ", "LB", "JO", "PS", "EG", "SA", "YE", "LY", "KW", "SD", "TN", "TR", "UA", "IL")
PLACES_OF_A_COUNTRY, PAIRS_OF_A_PLACE, PAIRS_OF_A_COUNTRY = 700, 12, 2500
ROUNDS, LEAST_KEPT, LEAST_ALIKE = 4, 0.40, 0.35
CONFUSERS, APART_M = 4, 20_000.0
RARE = 8
"""A swap that fewer pairs show gets no correction."""

Pair = tuple[str, str]
Evidence = dict[tuple[str, str], float]
Change = tuple[str, str]


def places_of(country: str, chance: random.Random) -> list[PlaceRow]:
    """Return some hundred settlements of a country."""
    rows = [row for row in seed().of_country(country) if row.kind in {"settlement", "capital"}]
    return chance.sample(rows, PLACES_OF_A_COUNTRY) if len(rows) > PLACES_OF_A_COUNTRY else rows


def spellings(rows: list[PlaceRow], chance: random.Random) -> list[Pair]:
    """Return pairs of names of one place that do not sound the same; two in Arabic script are told by other means."""
    pairs: list[Pair] = []
    for row in rows:
        mine = [pair for pair in itertools.combinations(row.keys, 2) if is_told_by_sound(pair)]
        chance.shuffle(mine)
        pairs += mine[:PAIRS_OF_A_PLACE]
    chance.shuffle(pairs)
    return pairs[:PAIRS_OF_A_COUNTRY]


def is_told_by_sound(pair: Pair) -> bool:
    """Say whether two names do not sound the same, and are not both in Arabic script."""
    return sounds(pair[0]) != sounds(pair[1]) and not all(map(is_arabic, pair))


def voiced(pair: Pair) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return both names as letters."""
    return letters(sounds(pair[0])), letters(sounds(pair[1]))


def learn_evidence(pairs: list[Pair]) -> Evidence:
    """Count what stands against what, again and again with what the last count taught."""
    names = [voiced(pair) for pair in pairs if not kind_of(*pair).mixed]
    often = Counter(letter for both in names for name in both for letter in name)
    total = sum(often.values())
    share = {letter: count / total for letter, count in often.items() if count >= 20}
    evidence = first_guess(share)
    for _ in range(ROUNDS):
        counts: Counter[Change] = Counter()
        for one, other in names:
            if not set(one + other) <= set(share):
                continue
            kept, changes = align(one, other, evidence)
            if kept * 2 >= LEAST_KEPT * (own(one, evidence) + own(other, evidence)):
                counts.update(changes)
        evidence = estimate(counts, share)
    return evidence


def first_guess(share: dict[str, float]) -> Evidence:
    """Begin with: the same letter speaks for, another vowel hardly, another consonant against."""
    guess: Evidence = {}
    for one in share:
        guess[change(one, NOTHING)] = -1.0 if is_vowel(one) else -3.0
        for other in share:
            vowels = is_vowel(one) and is_vowel(other)
            guess[change(one, other)] = 3.0 if one == other else 0.5 if vowels else -3.0
    return guess


def estimate(counts: Counter[Change], share: dict[str, float], seen: float = 200.0) -> Evidence:
    """Turn counts into evidence; as if `seen` changes more had been seen, spread as chance would."""
    total = sum(counts.values()) + seen
    found: Evidence = {}
    for one, often in share.items():
        gap = counts[change(one, NOTHING)] / 2 + seen * 0.02 * often
        found[change(one, NOTHING)] = math.log(gap / total / often)
        for other, as_often in share.items():
            chance = often * as_often
            swaps = counts[change(one, other)] / (1 if one == other else 2)
            found[change(one, other)] = math.log((swaps + seen * chance * (20 if one == other else 1)) / total / chance)
    return found


def change(one: str, other: str) -> Change:
    """Return a swap or gap, the same both ways."""
    return (one, other) if one <= other else (other, one)


def own(name: tuple[str, ...], evidence: Evidence) -> float:
    """Return the evidence of a name against itself."""
    return sum(evidence[letter, letter] for letter in name)


def align(one: tuple[str, ...], other: tuple[str, ...], evidence: Evidence) -> tuple[float, list[Change]]:
    """Return the most evidence that an alignment keeps, and its changes."""
    gaps = {letter: evidence[change(letter, NOTHING)] for letter in (*one, *other)}
    row = [0.0, *itertools.accumulate(gaps[letter] for letter in other)]
    rows = [row]
    for letter in one:
        above, row = row, [row[0] + gaps[letter]]
        for at, across in enumerate(other):
            swap = above[at] + evidence[change(letter, across)]
            row.append(max(swap, above[at + 1] + gaps[letter], row[at] + gaps[across]))
        rows.append(row)
    left, right, changes = len(one), len(other), []
    while left or right:
        here = rows[left][right]
        if left and right and here == rows[left - 1][right - 1] + evidence[change(one[left - 1], other[right - 1])]:
            changes.append(change(one[left - 1], other[right - 1]))
            left, right = left - 1, right - 1
        elif left and here == rows[left - 1][right] + gaps[one[left - 1]]:
            changes.append(change(one[left - 1], NOTHING))
            left -= 1
        else:
            changes.append(change(other[right - 1], NOTHING))
            right -= 1
    return rows[-1][-1], changes


def kept_share(pair: Pair, evidence: Evidence) -> float:
    """Return how much of their own evidence two names keep against each other; 0 with a letter never seen."""
    one, other = voiced(pair)
    if not (one and other) or any((letter, letter) not in evidence for letter in (*one, *other)):
        return 0.0
    return align(one, other, evidence)[0] * 2 / (own(one, evidence) + own(other, evidence))


def confusers(rows: list[PlaceRow], evidence: Evidence) -> list[Pair]:
    """Return each Latin name with the most alike names of other places that would be looked at beside it."""
    under: dict[str, list[tuple[str, PlaceRow]]] = defaultdict(list)
    for row in rows:
        for key in row.keys:
            for bones in sorted(unders(skeleton(key))):
                under[bones].append((key, row))
    pairs: list[Pair] = []
    for row in rows:
        for key in filter(str.isascii, row.keys):
            others = {
                name: None
                for bones in sorted(unders(skeleton(key)))
                for name, other in under[bones]
                if sounds(name) != sounds(key)
                and not set(row.keys) & set(other.keys)
                and apart_m((row.lon, row.lat), (other.lon, other.lat)) > APART_M
            }
            ranked = sorted(others, key=lambda name: (-kept_share((key, name), evidence), name))
            pairs += [(key, name) for name in ranked[:CONFUSERS] if kept_share((key, name), evidence)]
    return pairs


def features(pair: Pair, evidence: Evidence) -> Counter[str | Change]:
    """Return what the regression sees of a pair: the changes, and what `likeness` adds for whole names."""
    one, other = voiced(pair)
    kept, changes = align(one, other, evidence)
    whole = (own(one, evidence) + own(other, evidence)) / 2
    kind, bones = kind_of(*pair), skeleton(pair[0])
    found: Counter[str | Change] = Counter()
    for changed in changes:
        if changed[0] == changed[1]:
            continue
        if kind.mixed and NOTHING in changed and all(is_vowel(letter) for letter in changed if letter != NOTHING):
            found["unwritten_vowel"] += 1
            continue
        found[changed] += 1
        if kind.strict:
            found[strict_change(*changed)] += 1
    found.update({"bias": 1, "share": kept / whole, "evidence": kept / 10, "length": whole / 10})
    if bones == skeleton(pair[1]):
        found.update({"skeleton": 1, "skeleton_letter": min(len(bones), 7) - 3})
    found.update({"words": abs(pair[0].count(" ") - pair[1].count(" ")), "mixed": kind.mixed, "strict": kind.strict})
    return found


def regress(seen: list[Counter[str | Change]], same: np.ndarray) -> dict[str | Change, float]:
    """Return the weights of a logistic regression; corrections are drawn to 0, the others hardly."""
    often = Counter(name for counted in seen for name in counted)
    names = [name for name in sorted(often, key=str) if isinstance(name, str) or often[name] >= RARE]
    at = {name: number for number, name in enumerate(names)}
    table = np.zeros((len(seen), len(names)))
    for number, counted in enumerate(seen):
        for name, value in counted.items():
            if name in at:
                table[number, at[name]] = value
    drawn = np.array([0.01 if isinstance(name, str) else 4.0 for name in names])
    weights = np.zeros(len(names))
    for _ in range(30):
        odds = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (odds - same) + drawn * weights
        curve = (table * (odds * (1 - odds) + 1e-6)[:, None]).T @ table + np.diag(drawn)
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    return dict(zip(names, map(float, weights), strict=True))


def main(folder: Path) -> None:
    """Learn both steps and write both tables."""
    chance = random.Random(1)
    rows = {country: places_of(country, chance) for country in COUNTRIES}
    pairs = [pair for country in COUNTRIES for pair in spellings(rows[country], chance)]
    evidence = learn_evidence(pairs)
    alike = [pair for pair in pairs if kept_share(pair, evidence) > LEAST_ALIKE]
    unlike: list[Pair] = []
    for country in COUNTRIES:
        mine = confusers(rows[country], evidence)
        chance.shuffle(mine)
        unlike += mine[: 2 * PAIRS_OF_A_COUNTRY]
    weights = regress(
        [features(pair, evidence) for pair in (*alike, *unlike)], np.array([1.0] * len(alike) + [0.0] * len(unlike))
    )
    with (folder / "spelling-costs.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("one", "other", "evidence", "correction"))
        table.writerows(
            (*pair, f"{evidence[pair]:.3f}", f"{weights.get(pair, 0.0):.3f}")
            for pair in sorted(evidence)
            if pair[0] <= pair[1]
        )
    with (folder / "spelling-weights.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("name", "weight"))
        table.writerows((name, f"{weights[name]:.3f}") for name in sorted(n for n in weights if isinstance(n, str)))
    sys.stdout.write(f"{len(alike):,} pairs of one place, {len(unlike):,} of two; {len(evidence):,} changes\n")


if __name__ == "__main__":
    main(Path(sys.argv[1] if sys.argv[1:] else "src/trucewatch/geography/data"))
