"""Time: what a text or a term says about when, and the interval in UTC that it allows.

A written instant is ISO local civil time: `2020-03-05` is a whole civil day, `2020-03-06T00:01` a minute on a
clock whose zone is not known, `2020-03-06T00:01+03:00` one whose offset is known. As an end, a bare date is
inclusive (the day belongs to it) and an instant with a clock time is exclusive.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import tzinfo

    from trucewatch.model.spans import Span

_BARE_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """When an act happened or is due, as far as the words say.

    `start` and `end` are written instants (see the module); None is open on that side. `zone` is an IANA name or
    an offset where the text or its source settles it, None where the clock is an open question. `method` names
    how the words became an interval, e.g. `weekday-before-document-date`.
    """

    start: str | None = None
    end: str | None = None
    zone: str | None = None
    words: str | None = None
    span: Span | None = None
    method: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Interval:
    """Instants in UTC, `[lo, hi)`; `lo == hi` is one exact instant. None is unbounded on that side.

    A point event known to the minute is `[00:01, 00:02)`.
    """

    lo: datetime | None
    hi: datetime | None


def is_bare_date(written: str) -> bool:
    """Say whether a written instant is a whole civil day."""
    return _BARE_DATE.fullmatch(written) is not None


def first_instant(written: str, zone: tzinfo) -> datetime:
    """Return the first instant in UTC that `written` allows; `zone` is used only where it has no offset.

    Raises:
        ValueError: `written` is not an ISO date or date and time.
    """
    moment = datetime.fromisoformat(written)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone)
    return moment.astimezone(UTC)


def end_instant(written: str, zone: tzinfo) -> datetime:
    """Return the exclusive end in UTC: midnight after a bare date, the instant itself with a clock time."""
    if is_bare_date(written):
        next_day = datetime.fromisoformat(written) + timedelta(days=1)
        return next_day.replace(tzinfo=zone).astimezone(UTC)
    return first_instant(written, zone)


def interval(when: When, zone: tzinfo) -> Interval:
    """Return the UTC interval that `when` allows if a clock without offset is read in `zone`.

    An exact clock time written as both start and end yields `lo == hi`.
    """
    lo = first_instant(when.start, zone) if when.start else None
    hi = end_instant(when.end, zone) if when.end else None
    return Interval(lo=lo, hi=hi)
