"""What the map of names numbers: a spot for all names at one place, a letter and a number for a candidate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.publishing.doubt_drawing import finer
from trucewatch.publishing.names import letters

if TYPE_CHECKING:
    from trucewatch.model import Doubt
    from trucewatch.publishing.places_views import CandidatePlace, LocatedName, PlacesView, WaitingName


@dataclass(frozen=True, slots=True)
class Spot:
    """All names located at one point with one radius of doubt, under one number; `doubt` where more is known of it."""

    number: int
    lon: float
    lat: float
    radius_m: float
    doubt: Doubt | None
    names: tuple[LocatedName, ...]

    @property
    def label(self) -> str:
        """The name of the place: of its row where it has one, else as it is written."""
        return self.names[0].row or self.names[0].name


@dataclass(frozen=True, slots=True)
class Maybe:
    """A candidate of a waiting name, under the name's letter and its own number: A1."""

    mark: str
    waiting: WaitingName
    place: CandidatePlace


def spots(view: PlacesView) -> tuple[Spot, ...]:
    """Return where names were located, numbered in the order of the list."""
    grouped: dict[tuple[float, float, float, Doubt | None], list[LocatedName]] = {}
    for one in view.located:
        doubt = one.doubt if finer(one.doubt) else None
        grouped.setdefault((round(one.lon, 5), round(one.lat, 5), one.radius_m, doubt), []).append(one)
    return tuple(Spot(n, *key, tuple(names)) for n, (key, names) in enumerate(grouped.items(), start=1))


def maybes(view: PlacesView) -> tuple[tuple[str, WaitingName, tuple[Maybe, ...]], ...]:
    """Return each waiting name under its letter, with its candidates under theirs."""
    marked = []
    for n, waiting in enumerate(view.waiting):
        letter = letters(n)
        them = tuple(Maybe(f"{letter}{i}", waiting, place) for i, place in enumerate(waiting.candidates, start=1))
        marked.append((letter, waiting, them))
    return tuple(marked)
