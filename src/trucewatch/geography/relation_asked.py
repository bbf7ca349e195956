"""Who is asked for the names inside a place phrase, and the record of what is told from them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from trucewatch.geography import doubt
from trucewatch.geography.borders import border_called
from trucewatch.geography.gazetteer import Gazetteer, Located, locate
from trucewatch.geography.named_lines import line_called
from trucewatch.geography.rows import SETTLEMENTS

if TYPE_CHECKING:
    from trucewatch.geography.named_lines import NamedLine
    from trucewatch.geography.rows import LonLat
    from trucewatch.model import Doubt

EDGE = 0.5
"""Of a town's radius: its edge lies no nearer to its middle, for the radius holds the doubt about the middle too."""
ON_ROAD_M = 250.0
"""A place on a road lies this near to it, where the road is drawn better than that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The gazetteer with the context of a question."""

    gazetteer: Gazetteer
    country: str | None
    near: LonLat | None

    def place(self, name: str) -> Located | None:
        """Return the place of a name."""
        return locate(name, gazetteer=self.gazetteer, country=self.country, near=self.near)

    def town(self, name: str) -> Located | None:
        """Return the settlement of a name, also where a province bears it too."""
        place = self.place(name)
        if place is None or place.kind not in SETTLEMENTS:
            place = self.place(f"{name} city")
        return place if place is not None and place.kind in SETTLEMENTS else None

    def line(self, name: str) -> NamedLine | None:
        """Return the line of a name: the case's, else the built-in border that it means; None where neither is."""
        lines, built_in = self.gazetteer.lines, self.gazetteer.world
        called = line_called(name, lines)
        return called or border_called(name, lines, country=self.country, built_in=built_in)


def told(place: Located, disc: tuple[LonLat, float], method: str, held: Doubt | None = None) -> Located:
    """Return a place told from another: the disc, grown where it does not reach all of the doubt."""
    middle, radius_m = disc
    reach_m = doubt.reach_m(held, middle) if held is not None and held.kind != "settlements" else 0.0
    return replace(
        place,
        lon=round(middle[0], 5),
        lat=round(middle[1], 5),
        radius_m=round(max(radius_m, reach_m)),
        method=f"{method}-{place.method}",
        doubt=held if held is not None else place.doubt,
    )


def on_line(line: NamedLine, half_m: float, method: str) -> Located:
    """Return what lies within half a width of all of a line."""
    lons, lats = [lon for lon, _ in line.points], [lat for _, lat in line.points]
    middle = ((min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2)
    held = doubt.corridor(line.points, half_m)
    return Located(
        name=line.ref,
        lon=round(middle[0], 5),
        lat=round(middle[1], 5),
        radius_m=round(doubt.reach_m(held, middle)),
        ref=line.ref,
        method=f"{method}-{line.table}",
        kind="line",
        doubt=held,
    )
