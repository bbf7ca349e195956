"""How far two people agree on the mentions of our dispatches: the ceiling for whoever learns from them.

    python bench/agreement_mentions.py

The second marks lie in `corpora/second/<set>/`, under the names of the first. Two figures: micro F1 of exact span and
kind, and Krippendorff's alpha (nominal) over the words, each word labelled with its innermost mark and whether it
begins it, so that edges count too. Where there is no second folder, nothing is measured.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

CORPORA = Path(__file__).parents[1] / "corpora"
sys.path.insert(0, str(CORPORA))

import marks  # noqa: E402

import re3d  # noqa: E402
from agreement import alpha  # noqa: E402
from trucewatch.reading.tokens import tokenise  # noqa: E402

OUTSIDE = "outside"


def measure(shared: Path | None = None, corpora: Path = CORPORA) -> dict[str, Any] | None:
    """Return agreement in per cent (F1) and as alpha, None where nobody has marked a second time.

    Raises:
        ValueError: Where a text differs from the one that was marked first.
    """
    del shared
    second = sorted((corpora / marks.SECOND).glob("*/*.txt"))
    if not second:
        return None
    spans: list[tuple[frozenset[re3d.Key], frozenset[re3d.Key]]] = []
    labels: list[tuple[str, str]] = []
    for path in second:
        one, other = marks.dispatch(corpora / path.parent.name / path.name), marks.dispatch(path)
        if one.text != other.text:
            at = next((i for i, (a, b) in enumerate(zip(one.text, other.text, strict=False)) if a != b), len(one.text))
            raise ValueError(f"{path}: the text differs from the first one's at {other.text[at : at + 30]!r}")
        spans.append(tuple(frozenset((m.start, m.end, m.kind) for m in d.marks) for d in (one, other)))  # type: ignore[arg-type]
        labels += zip(words(one), words(other), strict=True)
    score = re3d.scored(spans)
    kinds = [k for k in (*re3d.KINDS, "people") if score.right[k] + score.missed[k] + score.wrong[k]]
    return {
        "f1": score.f1(),
        "alpha": alpha(labels),
        "dispatches": len(second),
        "lines": [f"{kind:<18}{score.right[kind] + score.missed[kind]:>6}{score.f1(kind):>7.1f}" for kind in kinds],
    }


def words(one: marks.Dispatch) -> list[str]:
    """Return a label for each word: its innermost mark's kind, and whether the mark begins there."""
    found = []
    for token in tokenise(one.text, 0, len(one.text)):
        inner = min(
            (m for m in one.marks if m.start <= token.start and token.end <= m.end),
            key=lambda m: m.end - m.start,
            default=None,
        )
        begins = inner is not None and inner.start == token.start
        found.append(OUTSIDE if inner is None else f"{inner.kind}{' begins' if begins else ''}")
    return found


def main() -> int:
    """Print agreement by kind, then over all."""
    result = measure()
    if result is None:
        print(f"agreement: no second marks under {CORPORA / marks.SECOND}")
        return 0
    print("\n".join(result["lines"]))
    print(f"{result['dispatches']} dispatches: F1 {result['f1']:.1f}, alpha {result['alpha']:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
