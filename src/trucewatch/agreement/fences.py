"""A literate file's fences, and errors that point at the line, with a caret under the words and the way out."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, TypeVar

from trucewatch.agreement.time_errors import ExpressionError
from trucewatch.errors import AgreementError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

T = TypeVar("T")

_TOML_PLACE = re.compile(r"\(at (?:line (\d+), column (\d+)|end of document)\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fence:
    """The inside of one fence. `line` is the file's line of its first line; `excerpt` the quotation above it."""

    text: str
    line: int
    excerpt: str | None = None

    @property
    def lines(self) -> list[str]:
        """The fence's lines."""
        return self.text.splitlines()


class Locator:
    """Lines of one file, from `line` on: makes errors that show the line that they are about."""

    def __init__(self, name: str, lines: list[str], line: int) -> None:
        """Take the file's name, the lines to look in, and the number of the first."""
        self.name = name
        self.lines = lines
        self.line = line

    def find(self, words: str | None) -> tuple[int, int]:
        """Return (line number, column) of `words`: as a key first, then anywhere; the first line if nowhere."""
        if words:
            key = re.compile(rf"(?<![\w-])(?P<w>{re.escape(words)})\s*(?==|\]|\.)")
            for pattern in (key, re.compile(rf"(?P<w>{re.escape(words)})")):
                for i, text in enumerate(self.lines):
                    if found := pattern.search(text):
                        return self.line + i, found.start("w")
        return self.line, 0

    def error(self, message: str | AgreementError, words: str | None) -> AgreementError:
        """Return an error at the line that holds `words`; one in a time expression of that line is marked in it."""
        number, column = self.find(words)
        shown = self.lines[number - self.line] if self.lines else ""
        width = len(words) if words and shown[column:].startswith(words) else max(len(shown.strip()), 1)
        if isinstance(message, ExpressionError) and message.expression in shown[column:]:
            first, after = message.columns
            column = shown.index(message.expression, column) + first
            width = max(after - first, 1)
        gutter = f"{number} | "
        caret = " " * (len(gutter) - 2) + "| " + " " * column + "^" * width
        return AgreementError(f"{message}\n  {gutter}{shown}\n  {caret}", where=f"{self.name}:{number}")

    def unknown(self, word: str, known: Iterable[str], message: str) -> AgreementError:
        """Return an error about a word that is not among `known`, with the nearest of them or all of them."""
        names = sorted(known)
        near = get_close_matches(word, names, n=1, cutoff=0.6)
        way_out = f"Did you mean {near[0]}?" if near else f"Known: {', '.join(names) or 'none'}."
        return self.error(f"{message} {way_out}", word)

    def guarded(self, words: str, step: Callable[[], T]) -> T:
        """Return `step()`; an AgreementError from it that has no place yet gets the line that holds `words`."""
        try:
            return step()
        except AgreementError as error:
            if error.where is not None:
                raise
            raise self.error(error, words) from None


def fences(markdown: str, info: str) -> tuple[Fence, ...]:
    """Return the fences whose info string is `info`, each with the last block quotation since the heading above it."""
    from markdown_it import MarkdownIt

    found, quoted, depth = [], None, 0
    for token in MarkdownIt("commonmark").parse(markdown):
        match token.type:
            case "heading_open":
                quoted = None
            case "blockquote_open":
                depth += 1
            case "blockquote_close":
                depth -= 1
            case "inline" if depth:
                quoted = " ".join(token.content.split())
            case "fence" if token.info.strip() == info and token.map:
                found.append(Fence(text=token.content, line=token.map[0] + 2, excerpt=quoted))
    return tuple(found)


def toml_of(fence: Fence, name: str) -> dict[str, Any]:
    """Return the TOML of a fence.

    Raises:
        AgreementError: it is not TOML; the error points at the line.
    """
    try:
        return tomllib.loads(fence.text)
    except tomllib.TOMLDecodeError as error:
        place = _TOML_PLACE.search(str(error))
        number = int(place[1]) if place and place[1] else len(fence.lines)
        what = _TOML_PLACE.sub("", str(error)).strip()
        at = Locator(name, fence.lines[number - 1 : number], fence.line + number - 1)
        raise at.error(f"this is not TOML: {what}. Strings stand in double quotes, lists in [ ].", None) from None
