"""Name the weights by a hash over their files, so that a figure always belongs to a known result."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

PINNED = {"parser": ("parser", "lemmas.tsv"), "tagger": ("tagger",)}
"""What each hash covers: files, and folders with all that is in them."""


def digest(weights: Path, parts: tuple[str, ...]) -> str:
    """Return the SHA-256 over path and content of every file of `parts`: folders first to last, each in order."""
    whole = hashlib.sha256()
    for part in parts:
        held = weights / part
        for path in sorted(p for p in held.rglob("*") if p.is_file()) if held.is_dir() else [held]:
            whole.update(path.relative_to(weights).as_posix().encode())
            whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def main() -> None:
    """Write `parser.sha256` and `tagger.sha256` beside the weights."""
    weights = Path(sys.argv[1])
    for name, parts in PINNED.items():
        (weights / f"{name}.sha256").write_text(digest(weights, parts) + "\n", encoding="ascii")
        print("pinned", name, digest(weights, parts))


if __name__ == "__main__":
    main()
