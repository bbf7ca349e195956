"""The words that go to the model: a fixed text of the package, and the passage between marks that it cannot close."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib import resources

from trucewatch.asking.schema import json_schema
from trucewatch.model.acts import ACTS


@cache
def instructions() -> str:
    """Return the fixed text, with the vocabulary of acts as this version of the program has it."""
    text = (resources.files("trucewatch.asking") / "data" / "prompt.md").read_text(encoding="utf-8")
    codes = "\n".join(f"- {code}: {act.label}" for code, act in ACTS.items())
    return text.replace("$acts", codes)


@cache
def version() -> str:
    """Return a short digest of all that is asked beside the passage: another one makes kept answers void."""
    whole = instructions() + json.dumps(json_schema(), sort_keys=True) + wrapped("")
    return hashlib.sha256(whole.encode()).hexdigest()[:12]


def digest(passage: str) -> str:
    """Return the SHA-256 of a passage; half letters (lone surrogates) count by their escapes."""
    return hashlib.sha256(passage.encode("utf-8", "backslashreplace")).hexdigest()


def wrapped(passage: str) -> str:
    """Return a passage between two marker lines. The mark follows from the passage, so that no passage can hold it."""
    mark = digest(passage)[:16]
    return f"The passage, between the lines of {mark}:\n\n<<<{mark}\n{passage}\n{mark}>>>\n\nThe JSON of its claims:"
