"""What asking cost and what became of the answers: figures that add up over documents and processes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trucewatch.asking.endpoint import Endpoint

_MILLION = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """Figures of one document or of many.

    `requests` counts everything sent, `retries` what of it was sent again; `cached` the passages answered from the
    cache, `damaged` the entries of the cache that could not be used. `untold` are answers whose server did not count
    its tokens, so that `tokens_in` and `tokens_out` are lower bounds. `rejected` holds (reason, how many claims),
    `dropped` how many fields were left out of claims that were kept.
    """

    documents: int = 0
    failed: int = 0
    requests: int = 0
    retries: int = 0
    cached: int = 0
    damaged: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    untold: int = 0
    kept: int = 0
    dropped: int = 0
    rejected: tuple[tuple[str, int], ...] = ()

    def __add__(self, other: Usage) -> Usage:
        counted = Counter(dict(self.rejected))
        counted.update(dict(other.rejected))
        numbers = {f.name: getattr(self, f.name) + getattr(other, f.name) for f in fields(self) if f.name != "rejected"}
        return Usage(**numbers, rejected=tuple(sorted(counted.items())))

    def cost(self, endpoint: Endpoint) -> float | None:
        """Return what the tokens cost at the endpoint's prices, None where a price is not known."""
        if endpoint.price_in is None or endpoint.price_out is None:
            return None
        return (self.tokens_in * endpoint.price_in + self.tokens_out * endpoint.price_out) / _MILLION
