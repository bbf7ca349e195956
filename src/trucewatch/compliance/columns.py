"""Incidents as columns: one row an incident, as one source tells it; names are kept once and referred to by number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.compliance.live import Held, Word
from trucewatch.model import Claim, Document, Incident, Named, Speaker, Weapon, When
from trucewatch.model.together import LATER

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Incidents in columns of one length.

    `lo` and `hi` are the ends of the stretch in which the act lies, `known` the instant by which the first report was
    out: seconds since 1970 in UTC, NaN where open. `day` is the first civil day as written, in days since 1970, or -1.
    `lon`, `lat` are degrees and `radius_m` the doubt in metres, NaN where the place was not found. `act`, `actor`,
    `target` and `weapon` are row numbers of `acts`, `actors`, `targets` and `weapons`: each entry of the last three
    holds what one report names, and is empty where it names nobody and nothing.
    """

    lo: NDArray[np.float64]
    hi: NDArray[np.float64]
    known: NDArray[np.float64]
    day: NDArray[np.int64]
    lon: NDArray[np.float64]
    lat: NDArray[np.float64]
    radius_m: NDArray[np.float64]
    acts: tuple[str, ...]
    act: NDArray[np.int64]
    actors: tuple[tuple[Named, ...], ...]
    actor: NDArray[np.int64]
    targets: tuple[tuple[Named, ...], ...]
    target: NDArray[np.int64]
    weapons: tuple[tuple[Weapon, ...], ...]
    weapon: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.lo)


def held_as(
    act: str = "attack",
    *,
    actors: tuple[Named, ...] = (),
    targets: tuple[Named, ...] = (),
    weapons: tuple[Weapon, ...] = (),
    day: str | None = None,
) -> Held:
    """Return an incident that one source tells of, with these names and nothing else."""
    when = When(start=day, end=day) if day else None
    claim = Claim(
        id="row",
        document="table",
        span=(0, 0),
        quote="",
        speaker=Speaker(name="table"),
        act=act,
        actors=actors,
        targets=targets,
        weapons=weapons,
        when=when,
    )
    word = Word(claim=claim, document=Document(id="table"), source=None, origin=None, known=LATER)
    return Held(
        incident=Incident(id="row", act=act),
        tellings=(word,),
        answers=(),
        retracted=(),
        disputes=(),
        when=when,
        place=None,
    )
