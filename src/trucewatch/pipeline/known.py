"""What could be known at an instant: a report enters the picture once it was published, not before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.model import When, interval

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime, tzinfo

    from trucewatch.model import Document, Observation


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The documents and observations of a case that were there at an instant.

    `later` counts what came after it. `undated` are the ids of documents kept although their publication is not
    known, `straddling` those whose publication may lie before or after the instant.
    """

    documents: tuple[Document, ...]
    observations: tuple[Observation, ...]
    later: int
    undated: tuple[str, ...]
    straddling: tuple[str, ...]


def known_at(
    documents: Iterable[Document], observations: Iterable[Observation], *, as_of: datetime, zone: tzinfo
) -> Known:
    """Return what was known at `as_of`; publications without an offset are read on the clock of `zone`."""
    kept, undated, straddling, later = [], [], [], 0
    for document in documents:
        published = document.published
        lo, hi = _bounds(published.start, published.end or published.start, zone)
        # A stretch that begins at the very instant (the next day, at midnight) lies after it.
        if lo is not None and (lo > as_of or (lo == as_of and lo != hi)):
            later += 1
            continue
        kept.append(document)
        if lo is None and hi is None:
            undated.append(document.id)
        elif hi is None or hi > as_of:
            straddling.append(document.id)
    seen = [o for o in observations if _begun(o, as_of, zone)]
    return Known(
        documents=tuple(kept),
        observations=tuple(seen),
        later=later,
        undated=tuple(undated),
        straddling=tuple(straddling),
    )


def _bounds(start: str | None, end: str | None, zone: tzinfo) -> tuple[datetime | None, datetime | None]:
    try:
        stretch = interval(When(start=start, end=end), zone)
    except ValueError:
        # A date that is none ("2020-02-31") tells no more than no date.
        return None, None
    return stretch.lo, stretch.hi


def _begun(observation: Observation, as_of: datetime, zone: tzinfo) -> bool:
    lo, _ = _bounds(observation.when.start, None, zone)
    return lo is None or lo <= as_of
