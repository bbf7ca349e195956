"""The language of a text; None where the text is too short to tell."""

from __future__ import annotations

from functools import cache
from typing import Any

_SAMPLE = 6_000  # code points
_FEWEST_LETTERS = 12
_SURE = 0.9


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def language_of(text: str, *, said: str | None = None) -> str | None:
    """Return the ISO 639-1 code; `said` (an HTML `lang`) decides only where the text alone does not."""
    sample = text[:_SAMPLE]
    letters = sum(letter.isalpha() for letter in sample)
    declared = said.strip().casefold().split("-")[0].split("_")[0] if said else None
    if letters < _FEWEST_LETTERS:
        return declared
    code, probability = _identifier().classify(sample)
    if probability < _SURE:
        return declared
    return str(code)
