"""Small records that terms hold: a geometry, a dated designation, a class of weapons, a bound, a renewal."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Designation:
    """An entry of a sanctions list. It is dated, for lists change; `from_` and `until` are written days or None."""

    list_: str
    entry: str | None = None
    from_: str | None = None
    until: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WeaponClass:
    """The weapons that a prohibition is about; an empty or None field does not narrow it."""

    class_: str | None = None
    systems: tuple[str, ...] = ()
    calibre_mm_at_least: float | None = None
    calibre_mm_at_most: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Geometry:
    """A GeoJSON geometry in WGS84: `kind` is Point, LineString, Polygon or MultiPolygon.

    `parts` always has the depth of a MultiPolygon: polygons, rings, (lon, lat) pairs; a line is one ring of one
    part, a point one pair of it. `credit` is what a map must print beside it.
    """

    kind: str
    parts: tuple[tuple[tuple[tuple[float, float], ...], ...], ...]
    credit: str | None = None
    note: str | None = None

    @property
    def points(self) -> tuple[tuple[float, float], ...]:
        """The pairs of a point or a line, or the outer ring of a first polygon."""
        return self.parts[0][0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A measured bound, e.g. at least 10,000 soldiers; `per` is the period it is counted over."""

    measure: str
    at_least: float | None = None
    at_most: float | None = None
    per: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Renew:
    """How a phase is renewed: for `period` (`5 years`) each time.

    With `automatic` it is, unless the event `unless` is reported at least `notice` (`6 months`) before the end;
    without, only if the event `upon` is reported before the end.
    """

    period: str
    automatic: bool = False
    unless: str | None = None
    upon: str | None = None
    notice: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step that must come before a permitted act: in words, and what a report of it would show (None: unseen)."""

    step: str
    act: str | None = None
    actor: str | None = None
