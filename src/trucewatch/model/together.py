"""Several accounts of one act, put together: the narrowest time and place that none of them contradicts.

Nothing here gets more certain than one of the accounts: where narrow accounts differ, the result covers them all.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from math import asin, cos, radians, sin, sqrt
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from trucewatch.model.when import Interval, When, end_instant, first_instant, interval

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import tzinfo

    from trucewatch.model.claim import Claim
    from trucewatch.model.document import Document
    from trucewatch.model.where import Place

_EARTH_M = 6_371_008.8
_PAST = datetime.min.replace(tzinfo=UTC)
_FUTURE = datetime.max.replace(tzinfo=UTC)

LATER = _FUTURE
"""When a document without a date was out: no instant is known by which it was."""

CLOCK_DOUBT = timedelta(hours=3)
"""How far a clock time without a zone may lie from the zone that it is read in, between neighbouring countries."""


def allowed(when: When, zone: tzinfo) -> Interval:
    """Return the UTC interval of `when`, read on its own clock where it has one and in `zone` where not."""
    return interval(when, _own_clock(when) or zone)


def has_clock(when: When) -> bool:
    """Say whether the instants of `when` are settled: by its zone, or by an offset in every one of them."""
    written = [w for w in (when.start, when.end) if w]
    offsets = all("T" in w and datetime.fromisoformat(w).tzinfo is not None for w in written)
    return offsets or _own_clock(when) is not None


def public_from(document: Document, zone: tzinfo) -> datetime | None:
    """Return the first instant at which the document may have been out, None where no date is known.

    A bare date is a day of `zone`.
    """
    written = document.published.start or document.published.end
    return first_instant(written, zone) if written else None


def public_by(document: Document, zone: tzinfo) -> datetime:
    """Return the instant by which the document was out, `LATER` where no date is known."""
    written = document.published.end or document.published.start
    return end_instant(written, zone) if written else LATER


def known_by(claim: Claim, document: Document, zone: tzinfo) -> datetime:
    """Return the instant by which the claim was made: when it was said, if that is earlier than its report."""
    public = public_by(document, zone)
    if claim.said_when is None or not (claim.said_when.start or claim.said_when.end):
        return public
    return min(public, allowed(claim.said_when, zone).hi or public)


def distance_m(a: Place, b: Place) -> float:
    """Return metres between two located places on a sphere (within 0.6 % of the ellipsoid).

    Raises:
        ValueError: one of them has no position.
    """
    if a.lon is None or a.lat is None or b.lon is None or b.lat is None:
        raise ValueError(f"no position for {a.name!r} or {b.name!r}: ask `located` first")
    lat_a, lat_b = radians(a.lat), radians(b.lat)
    half_lon = radians(b.lon - a.lon) / 2
    chord = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin(half_lon) ** 2
    return 2 * _EARTH_M * asin(min(1.0, sqrt(chord)))


def holds(outer: Place, inner: Place) -> bool:
    """Say whether the disc of doubt of `outer` covers that of `inner` (both located)."""
    return distance_m(outer, inner) + (inner.radius_m or 0.0) <= (outer.radius_m or 0.0)


def narrowest_when(whens: Sequence[When], zone: tzinfo) -> When | None:
    """Return the one account that all others contain, or the stretch that covers the narrow ones where they differ.

    `zone` is used to compare accounts whose clock is not known; the result stays without a zone if theirs do.
    """
    spans = sorted({(*_span(when, zone), when) for when in whens if when.start or when.end}, key=_narrow_first)
    kept: list[tuple[datetime, datetime, When]] = []
    for lo, hi, when in spans:
        if not any(lo <= other_lo and other_hi <= hi for other_lo, other_hi, _ in kept):
            kept.append((lo, hi, when))
    if len(kept) < 2:  # noqa: PLR2004  (one account, or none)
        return kept[0][2] if kept else None
    return _hull(kept)


def narrowest_place(places: Sequence[Place]) -> Place | None:
    """Return the smallest disc that all others contain, grown to touch every small one where they differ.

    A place that was not found is returned only if none was, the first named.
    """
    located = sorted((p for p in places if p.located), key=lambda p: (p.radius_m, p.lon, p.lat, p.name))
    kept: list[Place] = []
    for place in located:
        if not any(holds(place, other) for other in kept):
            kept.append(place)
    if not kept:
        return min(places, key=lambda p: (p.name == "", p.name), default=None)
    first = kept[0]
    if len(kept) == 1:
        return first
    reach = max(distance_m(first, other) + (other.radius_m or 0.0) for other in kept)
    return replace(first, radius_m=reach, method="covers-differing-places", kind=None, doubt=None)


def _own_clock(when: When) -> tzinfo | None:
    if when.zone is None:
        return None
    try:
        return ZoneInfo(when.zone)
    except (ZoneInfoNotFoundError, ValueError):
        pass
    try:
        return datetime.fromisoformat(f"2000-01-01T00:00{when.zone}").tzinfo
    except ValueError:
        return None


def _span(when: When, zone: tzinfo) -> tuple[datetime, datetime]:
    stretch = allowed(when, zone)
    return stretch.lo or _PAST, stretch.hi or _FUTURE


def _narrow_first(item: tuple[datetime, datetime, When]) -> tuple[timedelta, datetime, bool, str, str, str]:
    lo, hi, when = item
    return hi - lo, lo, when.zone is None, when.start or "", when.end or "", repr(when)


def _hull(kept: list[tuple[datetime, datetime, When]]) -> When:
    words = " / ".join(dict.fromkeys(when.words for _, _, when in kept if when.words)) or None
    earliest = min(kept, key=lambda item: item[0])
    latest = max(kept, key=lambda item: item[1])
    zones = {when.zone for _, _, when in kept}
    if len(zones) == 1 and len({has_clock(when) for _, _, when in kept}) == 1:
        return When(
            start=earliest[2].start,
            end=latest[2].end,
            zone=zones.pop(),
            words=words,
            method="covers-differing-times",
        )
    # Some clocks are known and some are not: the unknown ones may be off by hours, so the cover grows by as much.
    lo = min(lo if has_clock(when) or lo == _PAST else lo - CLOCK_DOUBT for lo, _, when in kept)
    hi = max(hi if has_clock(when) or hi == _FUTURE else hi + CLOCK_DOUBT for _, hi, when in kept)
    return When(
        start=None if lo == _PAST else lo.isoformat(),
        end=None if hi == _FUTURE else hi.isoformat(),
        zone="UTC",
        words=words,
        method="covers-differing-times",
    )
