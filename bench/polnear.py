"""Find who says what in the PolNeAR development set: precision, recall and F1 of whole attributions.

    python bench/polnear.py [--errors N]

PolNeAR v1.0.0 (dev: 84 articles of seven American publishers, $TRUCEWATCH_SHARED/data/polnear) states no licence: it is
measured on, never shipped, and no weights are trained on it. No sentence is printed but by `--errors`, and that only
from the half that rules were written on: the articles are parted by the hash of their name, and of the other half
nobody looks at more than its totals.

A gold attribution and one of ours match where their sources and their contents both overlap with a Dice of at least
a half, counted in code points; pairs are one to one, as many as can be. `source` and `content` count pairs by one of
the two alone (a source only where the contents touch).

What is left out, and why:

* 128 gold attributions without a source ("was accused of …"): they ask for nothing that our record would name, since
  the words stay the outlet's. One of ours with such a content is neither right nor wrong;
* one of ours that stands wholly inside the content of a gold attribution ("he said that *she had promised …*"):
  PolNeAR annotates each token once, so attributions within attributions are never in the gold. It is left out unless
  it matches. `precision_strict` and `f1_strict` leave nothing of ours out.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from assignment import assign
from seed import shared
from trucewatch.model import Document, Span
from trucewatch.reading import read

if TYPE_CHECKING:
    from pathlib import Path

Figures = dict[str, Any]
HALF = 0.5
CUES = {
    "say, tell": r"say|says|said|saying|tells?|told|telling",
    "according to": r"according",
    "other saying": r"add|ask|write|wrote|written|note|call|argu|claim|announc|report|suggest|describ|warn|promis|urg"
    r"|accus|den[iy]|tweet|stat(?:e|es|ed|ing)\b|insist|expla|respond|mention|cit(?:e|es|ed|ing)\b",
    "mind and intent": r"th(?:ink|ought)|believ|kn[eo]w|want|hop(?:e|es|ed|ing)\b|expect|plan|need|support|see|like"
    r"|feel|felt",
}
"""Kinds of cues by how a word in them begins, the first that fits."""
PRONOUNS = re.compile(r"he|she|it|they|we|i|you|who|which|that|his|her|their|its|my|our", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Gold:
    """One attribution of the corpus: code points of source and content, and the words of its cue."""

    source: frozenset[int]
    content: frozenset[int]
    cue: str


@dataclass(frozen=True, slots=True)
class Ours:
    """One attribution of the reader, as code points; `whole` holds cue, source and content."""

    source: frozenset[int]
    content: frozenset[int]
    whole: frozenset[int]
    cue: str


@dataclass(slots=True)
class Tally:
    """Pairs and what they are out of; `ours_judged` leaves out what the gold cannot judge."""

    gold: int = 0
    ours: int = 0
    ours_judged: int = 0
    pairs: int = 0
    sources: int = 0
    contents: int = 0
    by_kind: dict[str, Counter[str]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)


def main(arguments: list[str]) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print N errors of the half developed on")
    options = parser.parse_args(arguments)
    result = measure(shared())
    if result is None:
        print(
            f"polnear: no articles under {shared() / 'data' / 'polnear'}; nothing to measure (set TRUCEWATCH_SHARED)."
        )
        return 0
    print("\n".join(result["errors"][: options.errors]))
    print("\n".join(result["lines"]))
    return 0


def measure(folder: Path) -> Figures | None:
    """Return the figures, in percent, and the printed lines; None where the corpus is absent."""
    dev = folder / "data" / "polnear" / "dev"
    if not dev.is_dir():
        return None
    halves = {"developed on": Tally(), "held back": Tally()}
    for article in sorted((dev / "text").glob("*.txt")):
        half = halves["held back" if held_back(article.stem) else "developed on"]
        score(half, *of_article(article, dev / "attributions"))
    everything = together(list(halves.values()))
    lines = [line(name, tally) for name, tally in (*halves.items(), ("all", everything))]
    lines += by_kind(everything)
    figures = figures_of(everything)
    figures["f1_held_back"] = figures_of(halves["held back"])["f1"]
    return figures | {"lines": lines, "errors": halves["developed on"].errors}


def held_back(name: str) -> bool:
    """Say whether an article belongs to the half that is only counted, by the hash of its name."""
    return hashlib.sha256(name.encode()).digest()[0] % 2 == 1


def of_article(article: Path, folder: Path) -> tuple[str, list[Gold], list[Gold], list[Ours]]:
    """Return the text, the gold with a source, the gold without, and what the reader attributes."""
    text = article.read_bytes().decode("utf-8")
    file = next(iter(sorted(folder.glob(f"{glob_escaped(article.stem)}_*.ann"))))
    gold = parse(file.read_text(encoding="utf-8"))
    made = read(Document(id=article.stem, text=text, lang="en"))
    ours = [
        Ours(
            points(a.speaker.span),
            points(a.content_span),
            points(a.speaker.span) | points(a.content_span) | points(a.cue.span if a.cue else None),
            a.cue.words if a.cue else "",
        )
        for a in made.attributions
    ]
    return text, [g for g in gold if g.source], [g for g in gold if not g.source], ours


def glob_escaped(name: str) -> str:
    """Escape what a file pattern would read as its own."""
    return re.sub(r"([*?\[])", r"[\1]", name)


def points(span: Span | None) -> frozenset[int]:
    """The code points of a span."""
    return frozenset(range(*span)) if span else frozenset()


def parse(annotations: str) -> list[Gold]:
    """Read a standoff file: each event of an attribution with its source, cue and content, in one or several pieces."""
    spans: dict[str, frozenset[int]] = {}
    words: dict[str, str] = {}
    found = []
    lines = [entry.split("\t") for entry in annotations.splitlines() if entry]
    for entry in lines:
        if entry[0].startswith("T"):
            pieces = entry[1].partition(" ")[2].split(";")
            spans[entry[0]] = frozenset().union(*(range(*map(int, piece.split())) for piece in pieces))
            words[entry[0]] = entry[2]
    for entry in lines:
        parts = [part.split(":") for part in entry[1].split()] if entry[0].startswith("E") else []
        if not parts or not parts[0][0].startswith("Attribution"):
            continue
        roles: dict[str, list[str]] = {}
        for role, name in parts[1:]:
            roles.setdefault(role.rstrip("0123456789"), []).append(name)
        held = {role: frozenset().union(*(spans[n] for n in names)) for role, names in roles.items()}
        cue = " ".join(words[n] for n in roles.get("Cue", ()))
        if held.get("Content"):
            found.append(Gold(held.get("Source", frozenset()), held["Content"], cue))
    return found


def dice(a: frozenset[int], b: frozenset[int]) -> float:
    """Twice the shared part over the sum of both, 0 where either is empty."""
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def score(tally: Tally, text: str, gold: list[Gold], sourceless: list[Gold], ours: list[Ours]) -> None:
    """Add one article to a tally."""
    content = [[dice(g.content, o.content) for o in ours] for g in gold]
    source = [
        [dice(g.source, o.source) if content[r][c] else 0.0 for c, o in enumerate(ours)] for r, g in enumerate(gold)
    ]
    rows = range(len(gold))
    both = [
        [1000 + s + t if s >= HALF and t >= HALF else 0.0 for s, t in zip(source[r], content[r], strict=True)]
        for r in rows
    ]
    pairs = assign(both)
    matched = set(pairs.values())
    tally.gold += len(gold)
    tally.ours += len(ours)
    tally.pairs += len(pairs)
    tally.sources += len(assign([[1000 + t if t >= HALF else 0.0 for t in row] for row in source]))
    tally.contents += len(assign([[1000 + t if t >= HALF else 0.0 for t in row] for row in content]))
    for c, one in enumerate(ours):
        unjudged = any(one.whole <= g.content for g in (*gold, *sourceless)) or any(
            dice(g.content, one.content) >= HALF for g in sourceless
        )
        tally.ours_judged += c in matched or not unjudged
        if c not in matched and not unjudged:
            tally.errors.append(_shown("spurious", text, one.source, one.cue, one.content))
    for r, wanted in enumerate(gold):
        for kind in kinds_of(wanted, text):
            held = tally.by_kind.setdefault(kind, Counter())
            held["gold"] += 1
            held["right"] += r in pairs
        if r not in pairs:
            best = max(range(len(ours)), key=lambda c: content[r][c] + source[r][c], default=None)
            why = "missed"
            if best is not None and content[r][best]:
                s, t = source[r][best] >= HALF, content[r][best] >= HALF
                why = "source" if t and not s else "content" if s and not t else "both wrong" if not s else "taken"
            tally.errors.append(_shown(why, text, wanted.source, wanted.cue, wanted.content))
            if why != "missed" and best is not None:
                one = ours[best]
                tally.errors.append(_shown("    ours", text, one.source, one.cue, one.content))


def kinds_of(wanted: Gold, text: str) -> tuple[str, str, str]:
    """The kinds of an attribution for the table: of its cue, of its source, and whether its content is quoted."""
    named = (kind for kind, pattern in CUES.items() if re.search(rf"\b(?:{pattern})", wanted.cue, re.IGNORECASE))
    cue = next(named, "other words") if any(c.isalnum() for c in wanted.cue) else "a mark only"
    source = _words(text, wanted.source)
    who = "pronoun" if PRONOUNS.fullmatch(source) else "name" if source[:1].isupper() else "other"
    first, last = min(wanted.content), max(wanted.content)
    quoted = any(mark in text[max(0, first - 1) : last + 2] for mark in '"“”')
    return f"cue: {cue}", f"source: {who}", f"content: {'with quotation marks' if quoted else 'without'}"


def _shown(why: str, text: str, source: frozenset[int], cue: str, content: frozenset[int]) -> str:
    return f"{why:10} | {_words(text, source)} | {cue} | {_words(text, content)}"


def _words(text: str, held: frozenset[int]) -> str:
    return "".join(text[k] for k in sorted(held)).replace("\n", " ")


def together(tallies: list[Tally]) -> Tally:
    """Sum tallies."""
    whole = Tally()
    for one in tallies:
        for name in ("gold", "ours", "ours_judged", "pairs", "sources", "contents"):
            setattr(whole, name, getattr(whole, name) + getattr(one, name))
        for kind, counts in one.by_kind.items():
            whole.by_kind.setdefault(kind, Counter()).update(counts)
    return whole


def figures_of(tally: Tally) -> Figures:
    """Precision, recall and F1 of a tally, in percent."""
    return {
        "precision": percent(tally.pairs, tally.ours_judged),
        "recall": percent(tally.pairs, tally.gold),
        "f1": f1(tally.pairs, tally.ours_judged, tally.gold),
        "precision_strict": percent(tally.pairs, tally.ours),
        "f1_strict": f1(tally.pairs, tally.ours, tally.gold),
        "source_f1": f1(tally.sources, tally.ours_judged, tally.gold),
        "content_f1": f1(tally.contents, tally.ours_judged, tally.gold),
    }


def percent(part: int, whole: int) -> float:
    """A share in percent, one decimal; 0 of nothing is 0."""
    return round(100 * part / whole, 1) if whole else 0.0


def f1(pairs: int, ours: int, gold: int) -> float:
    """F1 in percent: twice the pairs over both sides."""
    return percent(2 * pairs, ours + gold)


def line(name: str, tally: Tally) -> str:
    """One line of figures."""
    shown = " ".join(f"{key} {value:.1f}" for key, value in figures_of(tally).items())
    return (
        f"{name:12} gold {tally.gold:4} ours {tally.ours:4} judged {tally.ours_judged:4} right {tally.pairs:4}  {shown}"
    )


def by_kind(tally: Tally) -> list[str]:
    """Recall by kind of cue, source and content."""
    return [
        f"{kind:32} {counts['right']:4} of {counts['gold']:4}  {percent(counts['right'], counts['gold']):5.1f} %"
        for kind, counts in sorted(tally.by_kind.items())
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
