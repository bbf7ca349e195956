"""Read the marks of our own dispatches, and say where one is wrong.

    python corpora/marks.py            # every set of this folder; ends with status 1 where a mark is wrong

`README.md` beside it says what the marks mean.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent
SECOND = "second"
"""The folder of what a second person marked in the same texts: `second/<set>/<the same name>`."""

KINDS = {
    "P": "Person",
    "O": "Organisation",
    "G": "people",
    "L": "Location",
    "N": "Nationality",
    "W": "Weapon",
    "M": "MilitaryPlatform",
    "V": "Vehicle",
    "Q": "Quantity",
    "T": "Temporal",
    "$": "Money",
}
_FROM_FAR = ("wire", "agency", "bulletin", "monitor", "un", "ngo")
_FROM_NEAR = ("local", "broadcast", "live", "brief", "analysis", "interview")
STYLES = frozenset((*_FROM_FAR, *_FROM_NEAR))
HEAD = ("style", "region", "decade", "written by")
_OPEN = re.compile(r"\{(\S) ")
_FINAL = ".,;:!?"


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark: a half-open span of code points in the text without marks, and its kind."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Dispatch:
    """A text without its marks, the marks in the order of the text, and what its head says."""

    name: str
    head: dict[str, str]
    text: str
    marks: tuple[Mark, ...]


class MarkError(ValueError):
    """A mark or a head that cannot be read; the message says `file:line: what, and the way out`."""


def dispatch(path: Path) -> Dispatch:
    """Read one file.

    Raises:
        MarkError: Where a mark is not closed, not opened or of no known kind, or where the head lacks something.
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    head: dict[str, str] = {}
    for number, line in enumerate(lines):
        if not line.startswith("#"):
            break
        key, colon, value = line.lstrip("# ").partition(":")
        if not colon:
            raise MarkError(f"{path}:{number + 1}: a head line reads `# key: value`, not {line!r}")
        head[key.strip()] = value.strip()
    missing = [key for key in HEAD if key not in head]
    if missing:
        raise MarkError(f"{path}:1: the head lacks {', '.join(missing)}; write `# {missing[0]}: …`")
    if head["style"] not in STYLES:
        raise MarkError(f"{path}:1: no style {head['style']!r}; choose one of {', '.join(sorted(STYLES))}")
    body = "\n".join(lines[len(head) :])
    skipped = len(body) - len(body.lstrip("\n"))
    text, marks = unmarked(body.strip("\n"), where=str(path), line=len(head) + 1 + skipped)
    return Dispatch(f"{path.parent.name}/{path.stem}", head, text, marks)


def unmarked(marked: str, *, where: str = "text", line: int = 1) -> tuple[str, tuple[Mark, ...]]:
    """Return the text without its marks, and the marks, outer ones before inner ones.

    Raises:
        MarkError: Where braces do not pair, a kind is unknown, or a mark holds nothing.
    """
    out: list[str] = []
    found: list[Mark] = []
    waiting: list[tuple[int, str, int]] = []
    length = i = 0
    while i < len(marked):
        sign = marked[i]
        if sign == "{":
            opened = _OPEN.match(marked, i)
            if opened is None or opened[1] not in KINDS:
                known = " ".join(KINDS)
                raise MarkError(
                    f"{where}:{line}: {marked[i : i + 12]!r} opens no mark; write {{K words}}, K one of {known}"
                )
            waiting.append((length, KINDS[opened[1]], line))
            i = opened.end()
            continue
        if sign == "}":
            if not waiting:
                raise MarkError(f"{where}:{line}: a }} without its {{ after {''.join(out)[-20:]!r}")
            start, kind, _ = waiting.pop()
            words = "".join(out)[start:] if start < length else ""
            if not words.strip() or words != words.strip():
                raise MarkError(f"{where}:{line}: the {kind} mark {words!r} is empty or has a space at its edge")
            found.append(Mark(start, length, kind))
        else:
            out.append(sign)
            length += 1
        line += sign == "\n"
        i += 1
    if waiting:
        start, kind, opened_at = waiting[0]
        raise MarkError(f"{where}:{opened_at}: the {kind} mark {''.join(out)[start : start + 20]!r} is never closed")
    return "".join(out), tuple(sorted(found, key=lambda m: (m.start, -m.end)))


def doubts(one: Dispatch) -> list[str]:
    """Return what is readable but against the rules: a final stop or a possessive inside, one span marked twice."""
    said = []
    for mark in one.marks:
        words = one.text[mark.start : mark.end]
        if words[-1] in _FINAL and not re.search(r"(?:^|[ .])\w{1,5}\.$", words):
            said.append(f"the {mark.kind} mark {words!r} ends with punctuation; end it before")
        if words.endswith(("'s", "’s")):
            said.append(f"the {mark.kind} mark {words!r} ends with a possessive; end it before")
        if "\n" in words:
            said.append(f"the {mark.kind} mark {words!r} runs over a line end")
    twice = Counter((m.start, m.end, m.kind) for m in one.marks)
    said += [f"{one.text[a:b]!r} is marked {kind} twice" for (a, b, kind), n in twice.items() if n > 1]
    return said


def dispatches(folder: Path = FOLDER) -> list[Dispatch]:
    """Return every dispatch of every set, in order; the second annotation is left out.

    Raises:
        MarkError: Where a file cannot be read.
    """
    paths = sorted(p for p in folder.glob("*/*.txt") if p.parent.name != SECOND)
    return [dispatch(path) for path in paths]


def main() -> int:
    """Print every fault, then how much there is of what."""
    faults = 0
    kinds: Counter[str] = Counter()
    read = 0
    for path in sorted(FOLDER.rglob("*.txt")):
        try:
            one = dispatch(path)
        except MarkError as error:
            print(error)
            faults += 1
            continue
        read += 1
        for doubt in doubts(one):
            print(f"{path}: {doubt}")
            faults += 1
        kinds.update(m.kind for m in one.marks)
    print(f"{read} dispatches, {sum(kinds.values())} marks:", ", ".join(f"{k} {n}" for k, n in kinds.most_common()))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
