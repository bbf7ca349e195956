"""Headlines: never a source of claims, but flagged where their figures are not those of the body.

Copies are often printed under a headline that was true an hour before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trucewatch.model import Claim, Count


def headline_flags(headline: Iterable[Claim], body: Iterable[Claim]) -> tuple[str, ...]:
    """Return a note for each casualty figure of the headline's claims that no claim of the body gives."""
    told = {_figure(count) for claim in body for count in claim.counts}
    differing = [
        count for claim in headline for count in claim.counts if _is_figure(count) and _figure(count) not in told
    ]
    return tuple(f"the headline has {count.kind} “{count.words}”, the body does not" for count in differing)


def _is_figure(count: Count) -> bool:
    return count.kind in ("killed", "wounded", "displaced") and (count.at_least, count.at_most) != (None, None)


def _figure(count: Count) -> tuple[str, int | None, int | None]:
    return count.kind, count.at_least, count.at_most
