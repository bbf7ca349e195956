"""Which lines of a plain-text page are the article: a maximum-sum block over scored lines, then credits and chrome."""

from __future__ import annotations

from dataclasses import dataclass

from trucewatch.intake.lexicon import folded
from trucewatch.intake.lines import Kind, Line, kind_of, lines_of
from trucewatch.model import NotBody

_LONGEST_GAIN = 40.0
_SCORES = {"short": -3.0, "teaser": -3.0, "item": 2.0, "chrome": -4.0, "caption": -1.0, "credit": -1.0, "date": -2.0}
_HEAD = 12  # lines in which a title is looked for
_FEWEST_TITLE_WORDS = 3
_MOST_TITLE_WORDS = 30
_PARAGRAPH = 12  # words


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A text line by line. `body` are the article's lines, `captions` and `credits` the lines of these kinds.

    `title` is the headline as its line has it, perhaps still with a publisher's name behind it. `teasers` are the
    lines below a heading such as "Check Also".
    """

    lines: tuple[Line, ...]
    kinds: tuple[Kind, ...]
    body: tuple[Line, ...]
    not_body: tuple[NotBody, ...]
    title: str | None = None
    teasers: tuple[Line, ...] = ()

    def of_kind(self, name: str) -> tuple[Line, ...]:
        """Return the lines of one kind."""
        return tuple(line for line, kind in zip(self.lines, self.kinds, strict=True) if kind.name == name)

    def chrome(self, reason: str) -> tuple[Line, ...]:
        """Return the chrome lines of one reason, e.g. "source link"."""
        return tuple(line for line, kind in zip(self.lines, self.kinds, strict=True) if kind.reason == reason)


def lay_out(text: str, *, title: str | None = None, extracted: bool = False) -> Layout:
    """Say of every line whether it is the article. `title` is the headline where it is known.

    `extracted` says that an extractor took the article out of its page already: then only what the lexicons know is
    marked, and short lines at either end stay.
    """
    lines = lines_of(text)
    kinds = tuple(kind_of(line) for line in lines)
    cut = _cut(lines, kinds)
    first, last = (0, len(lines) - 1) if extracted else _block(lines[:cut], kinds[:cut])
    headline, title_lines = _title(lines[:cut], kinds[:cut], first, title)
    reasons: dict[int, str] = {}
    heading = ""
    for i, kind in enumerate(kinds):
        heading = lines[i].text[:40] if kind.cuts and i >= cut else heading
        if reason := _reason(kind, inside=first <= i <= last, below=heading):
            reasons[i] = reason
    reasons |= _boxes(lines, kinds, cut) | dict.fromkeys(title_lines, "title")
    return Layout(
        lines=lines,
        kinds=kinds,
        body=tuple(line for i, line in enumerate(lines) if i not in reasons),
        not_body=tuple(NotBody(span=lines[i].span, reason=reasons[i]) for i in sorted(reasons)),
        title=headline,
        teasers=lines[cut + 1 :],
    )


def _gain(line: Line, kind: Kind) -> float:
    if kind.name == "sentence":
        return min(float(line.count), _LONGEST_GAIN)
    if kind.name == "prose":
        return min(line.count / 2, _LONGEST_GAIN)
    return _SCORES[kind.name]


def _block(lines: tuple[Line, ...], kinds: tuple[Kind, ...]) -> tuple[int, int]:
    """Return the first and the last line of the run with the greatest sum; all lines where nothing is prose."""
    if not any(kind.name in {"sentence", "prose"} for kind in kinds):
        return 0, len(lines) - 1
    best, total, start, span = 0.0, 0.0, 0, (0, len(lines) - 1)
    for i, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        if total <= 0:
            total, start = 0.0, i
        total += _gain(line, kind)
        if total > best:
            best, span = total, (start, i)
    return span


def _cut(lines: tuple[Line, ...], kinds: tuple[Kind, ...]) -> int:
    """Return the index of the heading below which the article is over, past the end if there is none.

    A "Related" box in the middle of an article is no cut: more of the article stands below it than above, or two
    whole paragraphs follow each other, as teasers never do.
    """
    prose = [line.count if kind.name in {"sentence", "prose"} else 0 for line, kind in zip(lines, kinds, strict=True)]
    forms = [i for i, kind in enumerate(kinds) if kind.reason == "comments"]
    whole, above = sum(prose), 0
    for i, kind in enumerate(kinds):
        # A comment form says "Leave a Reply" and more: readers may have written more than the article has.
        form = kind.reason == "comments" and i != forms[-1]
        if kind.cuts and above > 0 and (form or above >= whole - above) and not _goes_on(lines, kinds, i):
            return i
        above += prose[i]
    return len(lines)


def _goes_on(lines: tuple[Line, ...], kinds: tuple[Kind, ...], heading: int) -> bool:
    """Say whether the article goes on below a heading such as "Read more": two whole paragraphs in a row."""
    if kinds[heading].reason != "related":
        return False
    run = 0
    for line, kind in zip(lines[heading + 1 :], kinds[heading + 1 :], strict=True):
        if kind.cuts:
            return False
        run = run + 1 if kind.name in {"sentence", "prose"} and line.count >= _PARAGRAPH else 0
        if run > 1:
            return True
    return False


def _reason(kind: Kind, *, inside: bool, below: str) -> str | None:
    """Say why a line is not the article, None where it is. `below` is the heading that ended the article."""
    if kind.name in {"chrome", "caption", "credit"}:
        return kind.reason
    if below:
        return f"below {below!r}"
    if kind.name == "date":
        return None if inside else kind.reason
    # A full sentence outside the block stays: a claim lost is worse than a sentence of chrome read.
    return None if inside or kind.name in {"sentence", "prose", "item"} else "beside the article"


def _boxes(lines: tuple[Line, ...], kinds: tuple[Kind, ...], cut: int) -> dict[int, str]:
    """Return the short lines under a heading such as "Related" in the middle of an article."""
    found: dict[int, str] = {}
    heading: str | None = None
    for i, kind in enumerate(kinds[:cut]):
        if kind.cuts and kind.reason == "related":
            heading = lines[i].text[:40]
        elif kind.name not in {"short", "teaser", "date"}:
            heading = None
        elif heading:
            found[i] = f"below {heading!r}"
    return found


def _title(
    lines: tuple[Line, ...], kinds: tuple[Kind, ...], first: int, given: str | None
) -> tuple[str | None, tuple[int, ...]]:
    """Return the headline and the lines that hold it."""
    if given:
        same = (i for i in range(min(_HEAD, len(lines))) if _says(lines[i].text, given))
        # A first sentence that begins with the words of the headline is the article.
        return given, tuple(i for i in same if kinds[i].name != "sentence" or folded(lines[i].text) == folded(given))
    head = [
        i for i in range(min(first + 1, len(lines), _HEAD)) if _may_be_title(lines[i], kinds[i], alone=len(lines) == 1)
    ]
    for i in head:
        repeats = tuple(j for j in head if j != i and _says(lines[j].text, lines[i].text))
        if repeats:
            return lines[i].text, tuple(sorted({i, *repeats}))
    # A line with figures below a date line belongs to a bulletin.
    head = [i for i in head if kinds[i].name == "short" or not any(kind.name == "date" for kind in kinds[:i])]
    if not head or not any(kind.name in {"sentence", "prose"} for kind in kinds):
        return None, ()
    # The line nearest above the article is its headline unless a longer one stands higher up.
    best = max(head, key=lambda i: (lines[i].count, i))
    return lines[best].text, (best,)


def _may_be_title(line: Line, kind: Kind, *, alone: bool) -> bool:
    return not alone and kind.name in {"short", "item"} and _FEWEST_TITLE_WORDS <= line.count <= _MOST_TITLE_WORDS


def _says(line: str, title: str) -> bool:
    """Say whether a line is the title, perhaps behind a breadcrumb or before a publisher's name."""
    a, b = folded(line), folded(title)
    if not b or len(b.split()) < _FEWEST_TITLE_WORDS:
        return a == b
    return a == b or ((a.endswith(b) or a.startswith(b)) and len(a) <= 2 * len(b) + 40)
