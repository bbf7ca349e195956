"""How a duty stands under one choice of readings, and what several ways of judging it share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.compliance.situate import span_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trucewatch.agreement.clocks import Clock
    from trucewatch.agreement.readings import Choice
    from trucewatch.compliance.live import Known, Word


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """How a duty stands under one choice of readings. `unsure` names facts that would settle it.

    `breaches` and `perhaps` are the incidents that are, or may be, reported breaches of a duty to keep something up.
    """

    choice: Choice
    state: str
    clock: Clock
    words: tuple[Word, ...] = ()
    unsure: tuple[str, ...] = ()
    why: str
    breaches: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()


def first_of(words: Sequence[Word], now: Known) -> str:
    """Return the first word in words: who, and when it was."""
    word = min(words, key=lambda w: w.key)
    return f"{word.by}, {'; '.join(span_of(word.claim.when, word.known, now).words)}"


def named(words: Sequence[Word]) -> str:
    """Return whose words they are, each once."""
    return ", ".join(dict.fromkeys(word.by for word in words))
