"""Write the table of base forms that the suffix rule gets wrong, from the treebanks' own lemmas."""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from pathlib import Path

from trucewatch.reading.lemmas import by_rule

TREEBANKS = ("ewt-train.conllu", "gum-permissive-train.conllu")
LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz-'")


def main() -> None:
    """Count form, kind and lemma; keep the most frequent lemma where the rule differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ud", type=Path, help="folder with the CoNLL-U files")
    parser.add_argument("out", type=Path, help="the table to write")
    options = parser.parse_args()
    seen: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    for name in TREEBANKS:
        for line in (options.ud / name).read_text(encoding="utf-8").splitlines():
            cells = line.split("\t")
            if len(cells) != 10 or "-" in cells[0]:
                continue
            form, base, tag = cells[1].lower().replace("’", "'"), cells[2].lower(), cells[4]
            kind = "V" if tag.startswith("VB") or tag == "MD" else "N" if tag == "NNS" else ""
            if kind and LETTERS.issuperset(form) and LETTERS.issuperset(base):
                seen[form, kind, tag][base] += 1
    table = {
        (form, kind): bases.most_common(1)[0][0]
        for (form, kind, tag), bases in sorted(seen.items())
        if bases.most_common(1)[0][0] != by_rule(form, tag)
    }
    lines = [f"{form}\t{kind}\t{base}" for (form, kind), base in sorted(table.items())]
    options.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(len(lines), "forms")


if __name__ == "__main__":
    main()
