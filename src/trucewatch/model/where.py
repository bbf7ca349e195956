"""Space: a place as a text names it, the point with its radius of doubt where one was found, and any finer doubt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trucewatch.model.spans import Span


LonLat = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Where a place may be, where more is known than its disc. Points are WGS84 (lon, lat), lengths metres.

    `kind` says what `points` are, and all that the words allow is as likely as any other of it:

    * `sector`: one point; the place lies from `from_m` to `to_m` of it, at most `half_angle` degrees to either side of
      `bearing`; 180 is all around.
    * `corridor`: a line; the place lies within `to_m` of it, between its ends.
    * `polygon`: a ring; the place lies inside.
    * `settlements`: the place is one of them, as likely as `weights` has it in proportion; without weights all alike.
    """

    kind: str
    points: tuple[LonLat, ...]
    from_m: float = 0.0
    to_m: float = 0.0
    bearing: float = 0.0
    half_angle: float = 180.0
    weights: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an act happened, as far as the words say.

    `name` keeps the words of the source. `relation` is how the act lies to the named place (`in`, `near`,
    `south of`, `between`, `along`, …). `lon` and `lat` are WGS84 degrees, `radius_m` the radius of doubt in metres;
    all three are None where the place was not found: it stays a name, it is never guessed. `ref` is the id of a
    gazetteer row or of a zone, `kind` the kind of the place that is named (`settlement`, `governorate`, …). `doubt`
    says where in the disc it may be, where the words or the place's kind tell more than the disc does.
    """

    name: str
    span: Span | None = None
    relation: str | None = None
    lon: float | None = None
    lat: float | None = None
    radius_m: float | None = None
    method: str | None = None
    ref: str | None = None
    kind: str | None = None
    doubt: Doubt | None = None

    @property
    def located(self) -> bool:
        """Say whether a point and its radius are known."""
        return self.lon is not None and self.lat is not None and self.radius_m is not None
