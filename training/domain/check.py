"""Check the domain treebank: well-formed trees, known labels and tags, tokens as the reader makes them.

Run it from the repository's root: `python training/domain/check.py`. It prints what is wrong, one line a fault,
and ends with status 1 if anything is.
"""

from __future__ import annotations

import sys
from pathlib import Path

from trucewatch.reading.tokens import tokenise

FOLDER = Path(__file__).parent
HELD_OUT = 6
"""Every sixth sentence is held out."""

_RELATIONS = """
    acl acl:relcl advcl advcl:relcl advmod amod appos aux aux:pass case cc cc:preconj ccomp compound compound:prt
    conj cop csubj csubj:pass det det:predet discourse expl fixed flat iobj list mark nmod nmod:desc nmod:poss
    nmod:unmarked nsubj nsubj:outer nsubj:pass nummod obj obl obl:agent obl:unmarked orphan parataxis punct root
    vocative xcomp"""
RELATIONS = frozenset(_RELATIONS.split())
_TAGS = """# $ '' , -LRB- -RRB- . : AFX CC CD DT EX FW HYPH IN JJ JJR JJS MD NN NNP NNPS NNS PDT POS PRP PRP$ RB RBR RBS
    RP SYM TO UH VB VBD VBG VBN VBP VBZ WDT WP WP$ WRB ``"""
TAGS = frozenset(_TAGS.split())
_PARTS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X"
PARTS_OF_SPEECH = frozenset(_PARTS.split())
LEAVES = frozenset({"aux", "aux:pass", "case", "cc", "cop", "mark", "punct", "det", "fixed"})
"""Relations whose dependents have no dependents of their own, but for the relations in `UNDER_LEAVES`."""

UNDER_LEAVES = frozenset(
    {"fixed", "advmod", "conj", "cc", "punct", "obl:unmarked", "case", "compound", "nmod:unmarked"}
)
CROSSING = 5
"""Sentences that may have crossing arcs: relative clauses with a verb of saying in between."""


def blocks(path: Path) -> list[tuple[dict[str, str], list[list[str]]]]:
    """Return each sentence's comments and its rows of ten columns."""
    found = []
    for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
        lines = block.split("\n")
        said = dict(line[2:].split(" = ", 1) for line in lines if line.startswith("# "))
        found.append((said, [line.split("\t") for line in lines if not line.startswith("#")]))
    return found


def shape(heads: list[int]) -> list[str]:
    """Return what keeps `heads` (1-based, 0 for the root) from being a tree."""
    faults = []
    if heads.count(0) != 1:
        faults.append(f"{heads.count(0)} roots")
    for i, head in enumerate(heads, 1):
        if not 0 <= head <= len(heads) or head == i:
            return [*faults, f"head of {i} out of range"]
    for i in range(1, len(heads) + 1):
        here, steps = i, 0
        while here and steps <= len(heads):
            here, steps = heads[here - 1], steps + 1
        if here:
            return [*faults, f"{i} hangs in a cycle"]
    return faults


def crossings(heads: list[int]) -> list[tuple[int, int]]:
    """Return the pairs of dependents whose arcs cross."""
    arcs = [(min(i, h), max(i, h), i) for i, h in enumerate(heads, 1) if h]
    return [(a[2], b[2]) for a in arcs for b in arcs if a[0] < b[0] < a[1] < b[1]]


def labels(rows: list[list[str]]) -> list[str]:
    """Return unknown labels and tags, and function words that govern."""
    faults = []
    for row in rows:
        known = row[3] in PARTS_OF_SPEECH and row[4] in TAGS and row[7] in RELATIONS
        if not known or (row[6] == "0") != (row[7] == "root"):
            faults.append(f"token {row[0]} {row[1]}: {row[3]} {row[4]} {row[7]}")
        above = rows[int(row[6]) - 1] if row[6] != "0" else None
        if above and above[7] in LEAVES and row[7] not in UNDER_LEAVES:
            faults.append(f"token {row[0]} {row[1]} ({row[7]}) hangs on {above[1]} ({above[7]})")
    for relation in ("nsubj", "obj", "nsubj:pass"):
        heads = [row[6] for row in rows if row[7] == relation]
        faults += [f"two {relation} of {rows[int(h) - 1][1]}" for h in set(heads) if heads.count(h) > 1]
    return faults


def main() -> int:
    """Check the whole and the split; return the exit status."""
    whole = blocks(FOLDER / "domain.conllu")
    wrong: list[str] = []
    crossing = 0
    for said, rows in whole:
        name, text = said["sent_id"], said["text"]
        heads = [int(row[6]) for row in rows]
        faults = [f"row {row[0]} has {len(row)} columns" for row in rows if len(row) != 10] + shape(heads)
        faults += labels(rows)
        if [row[1] for row in rows] != [token.plain for token in tokenise(text, 0, len(text))]:
            faults.append("tokens differ from the reader's")
        if crossed := crossings(heads):
            crossing += 1
            if any("punct" in (rows[a - 1][7], rows[b - 1][7]) for a, b in crossed):
                faults.append(f"punctuation crosses an arc: {crossed}")
            print(f"note: {name} has crossing arcs: {text}")
        wrong += [f"{name}: {fault}" for fault in faults]
    texts = [said["text"] for said, _ in whole]
    wrong += [f"twice: {text}" for text in set(texts) if texts.count(text) > 1]
    if crossing > CROSSING:
        wrong.append(f"{crossing} sentences have crossing arcs")
    for name, kept in (("domain-train", False), ("domain-dev", True)):
        expected = [said["sent_id"] for k, (said, _) in enumerate(whole, 1) if (k % HELD_OUT == 0) is kept]
        if [said["sent_id"] for said, _ in blocks(FOLDER / f"{name}.conllu")] != expected:
            wrong.append(f"{name}.conllu is not the split of domain.conllu")
    print("\n".join(wrong) or f"{len(whole)} sentences, {sum(len(rows) for _, rows in whole)} tokens: sound")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
