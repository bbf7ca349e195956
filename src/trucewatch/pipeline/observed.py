"""A first-hand observation as a claim of its observer: no reader is needed, so it serves any language."""

from __future__ import annotations

from math import ceil, cos, radians, sqrt
from typing import TYPE_CHECKING

from trucewatch.model import Claim, Count, Document, Place, Published, Reading, Speaker

if TYPE_CHECKING:
    from trucewatch.model import Observation

BEARING_DOUBT_DEG = 11.25
"""A bearing by eye or ear is taken to a sixteenth of the circle, half of it to either side."""

_UNITS = {"explosion": "events", "shot": "events", "burst": "events", "strike": "events", "incident": "events"}
_KINDS = frozenset({"killed", "wounded", "displaced", "missing", "captured", "events", "munitions", "personnel"})
_AT_THE_SPOT = "crater"


def observed(observation: Observation) -> Reading:
    """Return a reading with one claim; its document's text is the observation in words, and the quote is all of it."""
    text = observation.text or _in_words(observation)
    document = Document(
        id=observation.id,
        title=f"Observation by {observation.observer}",
        publisher=observation.observer,
        published=Published(start=observation.when.start, end=observation.when.end, method="observed-at"),
        text=text,
    )
    claim = Claim(
        id=f"{observation.id}.1",
        document=observation.id,
        span=(0, len(text)),
        quote=text,
        speaker=Speaker(name=observation.observer, kind="person"),
        act=observation.act,
        place=place_of(observation),
        when=observation.when,
        said_when=observation.when,
        counts=_counts(observation),
        method=f"observation ({observation.means})",
    )
    return Reading(document=document, claims=(claim,))


def place_of(observation: Observation) -> Place | None:
    """Return where the observed thing lies, with a radius that covers the doubt of distance, bearing and position.

    Without a distance there is a direction and no place; without a bearing the place is the whole disc around the
    observer. Only a crater lies where the observer stands. Metres on the WGS84 ellipsoid.
    """
    position, distance = observation.position, observation.distance_m
    if distance is None:
        if observation.means == _AT_THE_SPOT:
            return position
        return Place(name=_direction(observation), method="no distance given")
    reach = (observation.distance_error_m or 0.0) + (position.radius_m or 0.0)
    name = f"{distance:.0f} m {_direction(observation)}"
    if not position.located or position.lon is None or position.lat is None:
        return Place(name=name, method="the observer's position is not known")
    if observation.bearing_deg is None:
        centre = (position.lon, position.lat)
        return Place(name=name, lon=centre[0], lat=centre[1], radius_m=distance + reach, method="distance only")
    from pyproj import Geod

    lon, lat, _ = Geod(ellps="WGS84").fwd(position.lon, position.lat, observation.bearing_deg, distance)
    # The farthest that it can be from the point: at the far end of the distance, off by the whole doubt of bearing.
    far = distance + (observation.distance_error_m or 0.0)
    doubt = sqrt(distance**2 + far**2 - 2 * distance * far * cos(radians(BEARING_DOUBT_DEG)))
    return Place(
        name=name,
        relation="at a bearing from",
        lon=round(float(lon), 6),
        lat=round(float(lat), 6),
        radius_m=float(ceil(doubt + (position.radius_m or 0.0))),
        method=f"bearing ± {BEARING_DOUBT_DEG}° and distance from the observer",
    )


def _direction(observation: Observation) -> str:
    if observation.bearing_deg is None:
        return f"from {observation.position.name}"
    return f"at {observation.bearing_deg:g}° from {observation.position.name}"


def _counts(observation: Observation) -> tuple[Count, ...]:
    if observation.count is None:
        return ()
    unit = observation.unit
    kind = unit if unit in _KINDS else _UNITS.get(unit or "", "events")
    return (Count(kind=kind, of=unit, unit=unit, at_least=observation.count, at_most=observation.count),)


def _in_words(observation: Observation) -> str:
    count = f"{observation.count} " if observation.count is not None else ""
    unit = f" ({observation.unit})" if observation.unit else ""
    where = place_of(observation)
    at = f", {where.name}" if where else ""
    return f"{observation.means.capitalize()}: {count}{observation.what}{unit}{at}."
