"""Measure intake: pages a second, copies found, and the facts of a founding report where one is at hand.

Run: python bench/intake.py [--pages N] [--stories N]. A report for the facts is looked for in
`$TRUCEWATCH_SHARED/seed`, default `../shared/seed`.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parent))

from generated import collection, page
from trucewatch.intake import mark_copies, take_in, take_in_text
from trucewatch.settings import load

if TYPE_CHECKING:
    from trucewatch.model import Document

FLOORS = {"pages_per_second": 8.0, "recall": 0.98, "precision": 0.97}


def pages_per_second(count: int) -> float:
    """Return pages of 900 words taken in per second of CPU time."""
    rng = random.Random(1)  # noqa: S311  (runs must repeat)
    made = [page(rng).encode() for _ in range(count)]
    take_in(made[0], name="warm.html")
    start = time.process_time()
    for number, data in enumerate(made):
        take_in(data, name=f"{number}.html")
    return count / (time.process_time() - start)


def copies(stories: int) -> tuple[float, float, float]:
    """Return recall and precision of copies with the right original, and documents per second."""
    made = collection(stories=stories)
    start = time.process_time()
    marked = mark_copies(made.documents)
    seconds = time.process_time() - start
    found = {document.id: document.copy.of for document in marked if document.copy.is_copy}
    right = sum(made.originals.get(one) == of for one, of in found.items())
    return right / len(made.originals), right / max(1, len(found)), len(marked) / seconds


def seed_facts(folder: Path) -> list[tuple[str, bool]]:
    """Return which facts of the expected document came out, empty where the report is not at hand."""
    expected = folder / "expected.json"
    if not expected.exists():
        return []
    facts = json.loads(expected.read_text("utf-8"))["document"]
    text = (folder / facts["file"]).read_text("utf-8")
    document = take_in_text(text, document_id="seed")
    hidden = " ".join(" ".join(text[slice(*mark.span)] for mark in document.not_body).replace("’", "'").split())
    return [
        ("origin publisher", document.origin == facts["origin_publisher"]),
        ("syndicated copy", document.copy.is_copy == facts["is_syndicated_copy"]),
        ("date", document.published.start == document.published.end == facts["document_date"]),
        (
            "date evidence",
            "caption" in (document.published.method or "") and "Thursday" in (document.published.method or ""),
        ),
        ("reporters", list(document.reporters) == facts["reporters"]),
        ("photo credit", document.photo_credit == facts["photo_credit"]),
        ("not body", _hides(hidden, facts["not_body"])),
        ("body kept", _body_words(document) > 800),
        ("private persons", len(document.private_persons) == len(facts["private_persons"])),
    ]


def _hides(hidden: str, parts: list[str]) -> bool:
    """Say whether every part that is quoted by its words is marked; a description is checked by its first words."""
    quoted = [part for part in parts if part[:1].isupper() or part[:1].isdigit()]
    return all(part.split(" and the ")[0] in hidden for part in quoted)


def _body_words(document: Document) -> int:
    marked = sum(len(document.text[slice(*mark.span)].split()) for mark in document.not_body)
    return len(document.text.split()) - marked


def main() -> int:
    """Print the figures; exit 1 where one lies below its floor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=60)
    parser.add_argument("--stories", type=int, default=200)
    options = parser.parse_args()
    speed = pages_per_second(options.pages)
    recall, precision, rate = copies(options.stories)
    print(f"HTML pages of 900 words: {speed:.1f} a CPU second")
    print(f"copies: recall {recall:.3f}, precision {precision:.3f}, {rate:.0f} documents a CPU second")
    facts = seed_facts(load().shared / "seed")
    for fact, right in facts:
        print(f"founding report: {'right' if right else 'WRONG'}  {fact}")
    if not facts:
        print("founding report: not at hand, facts not checked")
    low = speed < FLOORS["pages_per_second"] or recall < FLOORS["recall"] or precision < FLOORS["precision"]
    return 1 if low or not all(right for _, right in facts) else 0


if __name__ == "__main__":
    sys.exit(main())
