"""Name the weights by one hash over all their files, so that a figure always belongs to a known result."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path


def digest(weights: Path) -> str:
    """Return the SHA-256 over path and content of every file of `parser/`, in order, and of `lemmas.tsv`."""
    whole = hashlib.sha256()
    for path in [*sorted(p for p in (weights / "parser").rglob("*") if p.is_file()), weights / "lemmas.tsv"]:
        whole.update(path.relative_to(weights).as_posix().encode())
        whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def main() -> None:
    """Write `parser.sha256` beside the weights."""
    weights = Path(sys.argv[1])
    (weights / "parser.sha256").write_text(digest(weights) + "\n", encoding="ascii")
    print("pinned", digest(weights))


if __name__ == "__main__":
    main()
