"""The texts of our own dispatches (`corpora/`), without the lines that describe them and without their marks."""

from __future__ import annotations

import re
from pathlib import Path

CORPORA = Path(__file__).parents[1] / "corpora"
_INNERMOST = re.compile(r"\{\S ([^{}]*)\}")


def text_of(file: str, folder: Path = CORPORA) -> str:
    """Return what a reader of `file` ("a/02-slug.txt") sees: paragraphs with an empty line between them."""
    return plain((folder / file).read_text(encoding="utf-8"))


def plain(marked: str) -> str:
    """Return a dispatch without its `# key: value` lines and its `{K words}` marks."""
    lines = marked.splitlines()
    while lines and lines[0].startswith("#"):
        lines.pop(0)
    text = "\n".join(lines).strip("\n")
    while (bare := _INNERMOST.sub(r"\1", text)) != text:
        text = bare
    return text
