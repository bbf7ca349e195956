"""Space: a place as a text names it, and the point with its radius of doubt where one was found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trucewatch.model.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an act happened, as far as the words say.

    `name` keeps the words of the source. `relation` is how the act lies to the named place (`in`, `near`,
    `south of`, `between`, `along`, …). `lon` and `lat` are WGS84 degrees, `radius_m` the radius of doubt in metres;
    all three are None where the place was not found: it stays a name, it is never guessed. `ref` is the id of a
    gazetteer row or of a zone.
    """

    name: str
    span: Span | None = None
    relation: str | None = None
    lon: float | None = None
    lat: float | None = None
    radius_m: float | None = None
    method: str | None = None
    ref: str | None = None

    @property
    def located(self) -> bool:
        """Say whether a point and its radius are known."""
        return self.lon is not None and self.lat is not None and self.radius_m is not None
