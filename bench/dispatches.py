"""Golden claims over our own dispatches: the reader's figures, and beside them how far two people agree.

    python bench/dispatches.py [dev|held]

Two people annotated dispatches of `corpora/`, each alone; some they both did. Over those, their claims are matched one
to one as the scorer matches (words that touch; of several, those with the most keys alike), and every key that both
state is compared twice: by the scorer's own rule, as if the second person were the reader ("same"), which is what the
reader's share is to be held against, and as Krippendorff's alpha, which takes off what chance would give. An annotator
leaves out a key on which the text leaves a choice, so agreement on what both state is high by design; "with open" is
alpha over all claims that both found, with a key left out as a value of its own.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import case
from agreement import alpha, apart
from assignment import assign
from golden import DISPATCHES, HALVES, Golden, by_two, of_dispatches
from seed_scorer import CHECKS, Context
from seed_words import name, names

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

Plain = dict[str, Any]
Pair = tuple[Plain, Plain, str]


def main(arguments: list[str]) -> int:
    """Print one half, or both."""
    for half in arguments or HALVES:
        figures = measure(half)
        print(f"--- {half}", *(figures["lines"] if figures else ["no golden claims here"]), sep="\n")
    return 0


def measure(half: str, folder: Path = DISPATCHES) -> Plain | None:
    """Return the reader's figures over one half, with the two people's agreement; None where nothing is annotated."""
    if not all((folder / f"expected-{number}.toml").is_file() for number in (1, 2)):
        return None
    figures = case.score(of_dispatches(half, folder))
    figures["lines"] += agreement(*by_two(folder))
    return figures


def agreement(first: dict[str, Golden], second: dict[str, Golden]) -> list[str]:
    """Return the lines that say how far two people agree over the files that both annotated."""
    files = sorted(set(first) & set(second))
    pairs: list[Pair] = []
    alone = 0
    for file in files:
        text = first[file].documents[0].text
        matched = match(first[file].claims, second[file].claims, text)
        pairs += [(a, b, text) for a, b in matched]
        alone += len(first[file].claims) + len(second[file].claims) - 2 * len(matched)
    found = 2 * len(pairs) / max(2 * len(pairs) + alone, 1)
    lines = [
        f"two people over {len(files)} dispatches: {len(pairs)} claims found by both, {alone} by one (F1 {found:.2f})",
        f"{'key':12} {'same':>4} of {'both':>4}  one only  alpha  with open",
    ]
    keys = {key for a, b, _ in pairs for key in (*a, *b)} & set(CHECKS)
    return lines + [_line(key, pairs) for key in sorted(keys)]


def match(first: Iterable[Plain], second: Iterable[Plain], text: str) -> list[tuple[Plain, Plain]]:
    """Pair claims whose words touch, one to one, so that as many keys as can be are alike."""
    ours, theirs = list(first), list(second)
    worth = [[_worth(a, b, text) for b in theirs] for a in ours]
    return [(ours[i], theirs[j]) for i, j in assign(worth).items()]


def _worth(a: Plain, b: Plain, text: str) -> float:
    if not case.touches(case.where(a["at"], text), case.where(b["at"], text)):
        return 0.0
    return 1000.0 + sum(alike(key, a, b, text) for key in CHECKS if key in a and key in b)


def _line(key: str, pairs: Sequence[Pair]) -> str:
    stated = [(a, b, text) for a, b, text in pairs if key in a and key in b]
    same = sum(alike(key, a, b, text) for a, b, text in stated)
    one_only = sum((key in a) != (key in b) for a, b, _ in pairs)
    figure = alpha([(value(key, a[key]), value(key, b[key])) for a, b, _ in stated], apart)
    either = [(_or_open(key, a), _or_open(key, b)) for a, b, _ in pairs]
    shown = ["    –" if f is None else f"{f:5.2f}" for f in (figure, alpha(either, apart))]
    return f"{key:12} {same:4} of {len(stated):4} {one_only:9}  {shown[0]}  {shown[1]:>9}"


def _or_open(key: str, claim: Plain) -> frozenset[Any]:
    return value(key, claim[key]) if key in claim else frozenset(["left open"])


def alike(key: str, a: Plain, b: Plain, text: str) -> bool:
    """Say whether the scorer would take what the second person wrote under `key` for what the first did."""
    if a[key] == b[key]:
        return True
    context = Context(text=text, private=(), not_scored=frozenset())
    return not CHECKS[key]([_bare(c) for c in a[key]] if key == "counts" else a[key], _as_claim(b), context)


def value(key: str, written: Any) -> frozenset[Any]:
    """What was written under `key` as a set to compare: heads of names, figures by kind and bounds, else the one value.

    A set of one is the same as another or wholly apart from it, as categories are.
    """
    if key in ("actors", "targets"):
        return frozenset(n.head for n in map(name, written) if n)
    if key == "speaker":
        return frozenset(n.head for n in names(written))
    if key == "place":
        return frozenset(n.head for n in [name(written)] if n)
    if key == "counts":
        return frozenset((c["kind"], c.get("at_least"), c.get("at_most")) for c in written)
    return frozenset([tuple(sorted(written.items())) if isinstance(written, dict) else written])


def _bare(count: Plain) -> Plain:
    """A figure without the words that an annotator may give or leave out."""
    return {key: count.get(key) for key in ("kind", "at_least", "at_most")}


def _as_claim(written: Plain) -> Plain:
    """An annotated claim in the form of one that was read."""
    speaker = written.get("speaker")
    return written | {
        "speaker": {"name": speaker, "kind": "publisher" if speaker == "publisher" else None},
        "actors": [{"name": n} for n in written.get("actors", ())],
        "targets": [{"name": n} for n in written.get("targets", ())],
        "place": {"name": written.get("place")},
        "when": {"start": written.get("when"), "end": written.get("deadline")},
    }


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
