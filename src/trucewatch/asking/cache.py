"""Answers kept by what was asked: an entry a passage, so that a run that was broken off pays for nothing twice.

An entry's name is a digest of the prompt's version, the model and the passage. It holds the model's words, which quote
the passage: keep the folder as close as the reports themselves. Neither key nor address is in it.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class Lack(Enum):
    """Why there is no kept answer: none was kept, or one that cannot be used."""

    NOTHING = "nothing"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One kept answer: what the model said, and the tokens it took (None where the server did not say)."""

    content: str
    tokens_in: int | None
    tokens_out: int | None


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of answers, made when the first is kept."""

    folder: Path

    def get(self, *, prompt: str, model: str, passage: str) -> Entry | Lack:
        """Return what is kept, or why nothing is.

        Args:
            prompt: Version of the prompt.
            model: Name of the model.
            passage: SHA-256 of the passage.
        """
        asked = {"prompt": prompt, "model": model, "passage": passage}
        try:
            kept = json.loads(self._path(asked).read_bytes())
        except FileNotFoundError:
            return Lack.NOTHING
        except (OSError, ValueError, RecursionError):
            return Lack.DAMAGED
        if not isinstance(kept, dict) or kept.get("asked") != asked or not isinstance(kept.get("content"), str):
            return Lack.DAMAGED
        tokens = [kept.get(name) for name in ("tokens_in", "tokens_out")]
        if any(isinstance(n, bool) or not isinstance(n, (int, type(None))) for n in tokens):
            return Lack.DAMAGED
        return Entry(content=kept["content"], tokens_in=tokens[0], tokens_out=tokens[1])

    def put(self, entry: Entry, *, prompt: str, model: str, passage: str) -> None:
        """Keep an answer, whole or not at all; two processes that keep the same one do not disturb each other."""
        asked = {"prompt": prompt, "model": model, "passage": passage}
        path = self._path(asked)
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{path.name}.{os.getpid()}.part")
        plain = {
            "asked": asked,
            "content": entry.content,
            "tokens_in": entry.tokens_in,
            "tokens_out": entry.tokens_out,
        }
        try:
            part.write_text(json.dumps(plain), encoding="ascii")
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)

    def _path(self, asked: dict[str, str]) -> Path:
        name = hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()
        return self.folder / name[:2] / f"{name}.json"
