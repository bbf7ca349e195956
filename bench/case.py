"""Read every document of a folder and compare it with its hand-written expectations, key by key.

    python bench/case.py [FOLDER] [--half dev|held] [--wrong] [--only WORDS]

FOLDER (the Idlib case, unless given) is one that `golden.py` knows: `bench/stories`, `bench/dispatches`. An expected
claim names the words that the claim's span must touch and only the keys that matter: what it leaves out is not scored.
`--wrong` prints each claim that is not wholly right, but not of a set that is held out; `--only` keeps files whose name
holds WORDS; `--half` says which half of the dispatches: `dev` may be looked at, `held` is held out.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assignment import assign
from golden import DISPATCHES, HALVES, STORIES, Golden, documents, of_dispatches, of_folder
from seed_scorer import CHECKS, Context, private_names, same_count, touches
from trucewatch.model import to_plain
from trucewatch.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["documents", "main", "measure", "score", "touches", "where"]

Plain = dict[str, Any]
Bad = dict[str, str]
CASE = Path(__file__).parents[1] / "cases" / "idlib-2020"
AROUND = 60
"""Code points of the document shown on either side of the words of a wrong claim."""


@dataclass(slots=True)
class Tally:
    """What was counted over the texts so far.

    `wrong` holds, per claim, how many keys were and the lines to print; `unasked` and `false_tallies` are of the
    `exhaustive` texts.
    """

    claims: int = 0
    whole: int = 0
    exhaustive: int = 0
    unasked: int = 0
    false_tallies: int = 0
    keys: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    wrong: list[tuple[int, list[str]]] = field(default_factory=list)


def main(arguments: list[str]) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=CASE)
    parser.add_argument("--half", choices=HALVES, default="dev", help="which half of the dispatches (default: dev)")
    parser.add_argument("--wrong", action="store_true", help="print each claim that is not wholly right")
    parser.add_argument("--only", default="", metavar="WORDS", help="keep files whose name holds WORDS")
    options = parser.parse_args(arguments)
    dispatches = options.folder.resolve() == DISPATCHES
    held_out = options.half == "held" if dispatches else options.folder.resolve() == STORIES
    if options.wrong and held_out:
        parser.error("this set is held out and measured in totals only; --wrong would spend it")
    texts = of_dispatches(options.half) if dispatches else of_folder(options.folder)
    result = score(text for text in texts if options.only in text.file)
    if options.wrong:
        print("\n".join(result["wrong"]))
    print("\n".join(result["lines"]))
    return 0


def measure(folder: Path = CASE) -> Plain:
    """Return the figures, lines and wrong claims of a folder that holds its own documents."""
    return score(of_folder(folder))


def score(texts: Iterable[Golden]) -> Plain:
    """Return figures, lines, the claims that are not wholly right, and of these the worst first."""
    tally = Tally()
    for text in texts:
        _add(tally, text)
    keys, right = tally.keys.total(), tally.right.total()
    lines = [f"{key:12} {tally.right[key]:4} of {tally.keys[key]:4}" for key in sorted(tally.keys)]
    lines.append(f"whole claims {tally.whole:4} of {tally.claims:4}; keys {right} of {keys}")
    if tally.exhaustive:
        lines.append(
            f"claims that nobody asked for {tally.unasked} ({tally.unasked / tally.exhaustive:.1f} a text); "
            f"killed counts that nobody gave {tally.false_tallies}"
        )
    return {
        "whole": tally.whole,
        "claims": tally.claims,
        "keys_right": right,
        "keys": keys,
        "unasked": tally.unasked,
        "false_tallies": tally.false_tallies,
        "lines": lines,
        "wrong": [line for _, shown in tally.wrong for line in shown],
        "worst": ["\n".join(shown) for _, shown in sorted(tally.wrong, key=lambda w: -w[0])],
    }


def _add(tally: Tally, text: Golden) -> None:
    """Count one text's claims, keys and what was told beyond them."""
    readings = [to_plain(read(d)) for d in text.documents]
    options = [(c, r) for r in readings for c in r["claims"]]
    for claim, answer in _answers(text.claims, options):
        scored = [k for k in claim if k in CHECKS]
        tally.claims += 1
        tally.keys.update(scored)
        missed = answer is None
        bad = dict.fromkeys(scored, "no claim touches it") if answer is None else answer
        tally.right.update(k for k in scored if k not in bad)
        tally.whole += not bad
        if bad:
            shown = [f"{text.file[:28]:28} {_in_context(claim['at'], readings)}"]
            tally.wrong.append((len(bad) + missed, shown + [f"      {k}: {why}" for k, why in bad.items()]))
    if not text.exhaustive:
        return
    tally.exhaustive += 1
    for got, reading in options:
        whose = [c for c in text.claims if touches(where(c["at"], reading["document"]["text"]), got["span"])]
        tally.unasked += not whose
        tally.false_tallies += _false_tallies(got, whose, text.claims)


def _false_tallies(got: Plain, whose: list[Plain], wanted: Iterable[Plain]) -> int:
    """How many killed counts of one act no expected claim gives; not where the claims it touches leave counts open."""
    if got["cumulative"] or (whose and not any("counts" in c for c in whose)):
        return 0
    given = [count for c in wanted for count in c.get("counts", [])]
    return sum(c["kind"] == "killed" and not any(same_count(g, c) for g in given) for c in got["counts"])


def where(words: str, text: str) -> tuple[int, int]:
    """The span of an expected claim's words; an empty one at 0, which touches nothing, where they are not there."""
    found = re.search(r"\s+".join(map(re.escape, words.split())), text)
    return found.span() if found else (0, 0)


def _in_context(words: str, readings: list[Plain]) -> str:
    """The words between guillemets, with the document's own around them."""
    for reading in readings:
        text = reading["document"]["text"]
        start, end = where(words, text)
        if end:
            before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
            return " ".join(f"…{before}«{text[start:end]}»{after}…".split())
    return f"«{words}» (not in the text)"


def _answers(wanted: Iterable[Plain], options: list[tuple[Plain, Plain]]) -> list[tuple[Plain, Bad | None]]:
    """Give each expected claim the best claim that touches its words, one to one."""
    wanted = list(wanted)
    table: list[list[Bad | None]] = []
    for claim in wanted:
        row: list[Bad | None] = []
        for got, reading in options:
            text = reading["document"]["text"]
            if not touches(where(claim["at"], text), got["span"]):
                row.append(None)
                continue
            context = Context(text=text, private=private_names(reading, text), not_scored=frozenset())
            row.append({k: why for k in claim if k in CHECKS and (why := CHECKS[k](claim[k], got, context))})
        table.append(row)
    scored = [[0.0 if a is None else 1000.0 * (not a) + 100 - len(a) for a in row] for row in table]
    pairs = assign(scored) if scored and scored[0] else {}
    return [(claim, table[i][pairs[i]] if i in pairs else None) for i, claim in enumerate(wanted)]


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
