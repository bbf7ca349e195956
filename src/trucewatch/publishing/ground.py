"""The sheet that a map is drawn on: a local projection, clipping to its frame, borders, and room for labels."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from itertools import pairwise
from math import asin, atan2, cos, degrees, radians, sin, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from trucewatch.publishing.views import Ring

_A, _E2 = 6_378_137.0, 6.694379990141e-3
"""WGS84: semi-major axis in metres, first eccentricity squared."""

XY = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle, west/left to east/right and south/top to north/bottom, in degrees or in drawing units."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.y1 - self.y0

    def holds(self, x: float, y: float) -> bool:
        """Say whether the point lies inside."""
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1

    def meets(self, other: Frame) -> bool:
        """Say whether the two overlap."""
        return self.x0 < other.x1 and other.x0 < self.x1 and self.y0 < other.y1 and other.y0 < self.y1

    def grown(self, by: float) -> Frame:
        """Return the frame with `by` times its own size added on every side."""
        dx, dy = self.width * by, self.height * by
        return Frame(self.x0 - dx, self.y0 - dy, self.x1 + dx, self.y1 + dy)


def frame_of(points: Iterable[XY]) -> Frame | None:
    """Return the smallest frame around the points, None for no points."""
    held = list(points)
    if not held:
        return None
    xs, ys = [p[0] for p in held], [p[1] for p in held]
    return Frame(min(xs), min(ys), max(xs), max(ys))


@dataclass(frozen=True, slots=True)
class Sheet:
    """An azimuthal equidistant projection around a centre, on the sphere that fits WGS84 there.

    Distances from the centre are true; within 200 km of it every length is within 0.4 % (measured against
    geodesics at 36° N), far below the width of a line.
    """

    lon0: float
    lat0: float
    per_m: float
    x0: float
    y0: float

    @property
    def radius_m(self) -> float:
        """The Gaussian radius of curvature at the centre, in metres."""
        w2 = 1.0 - _E2 * sin(radians(self.lat0)) ** 2
        return float(_A * sqrt(1.0 - _E2) / w2)

    def xy(self, lon: float, lat: float) -> XY:
        """Return drawing units, y downwards."""
        east, north = self.metres(lon, lat)
        return self.x0 + east * self.per_m, self.y0 - north * self.per_m

    def metres(self, lon: float, lat: float) -> XY:
        """Return metres east and north of the centre."""
        phi, phi0, dlon = radians(lat), radians(self.lat0), radians(lon - self.lon0)
        # The haversine keeps its precision near the centre, where the cosine rule loses it.
        h = sin((phi - phi0) / 2) ** 2 + cos(phi0) * cos(phi) * sin(dlon / 2) ** 2
        distance = 2 * self.radius_m * asin(sqrt(min(1.0, h)))
        bearing = atan2(sin(dlon) * cos(phi), cos(phi0) * sin(phi) - sin(phi0) * cos(phi) * cos(dlon))
        return distance * sin(bearing), distance * cos(bearing)


def sheet_for(box: Frame, width: float, heights: tuple[float, float]) -> tuple[Sheet, float]:
    """Return the sheet that shows all of `box` (degrees) on `width` units, and its height within `heights`."""
    centre = Sheet((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2, 1.0, 0.0, 0.0)
    steps = [i / 8 for i in range(9)]
    edge = [(box.x0 + s * box.width, y) for s in steps for y in (box.y0, box.y1)]
    edge += [(x, box.y0 + s * box.height) for s in steps for x in (box.x0, box.x1)]
    extent = frame_of(centre.metres(*p) for p in edge) or Frame(-1, -1, 1, 1)
    height = min(max(width * extent.height / max(extent.width, 1.0), heights[0]), heights[1])
    per_m = min(width / max(extent.width, 1.0), height / max(extent.height, 1.0))
    middle = (extent.x0 + extent.x1) / 2, (extent.y0 + extent.y1) / 2
    x0, y0 = width / 2 - middle[0] * per_m, height / 2 + middle[1] * per_m
    return Sheet(centre.lon0, centre.lat0, per_m, x0, y0), height


def visible_box(sheet: Sheet, width: float, height: float) -> Frame:
    """Return the degrees that the sheet shows, a little more rather than less."""
    per_degree = radians(1) * sheet.radius_m * sheet.per_m
    dlat = max(sheet.y0, height - sheet.y0, height) / per_degree
    dlon = max(sheet.x0, width - sheet.x0, width) / (per_degree * max(cos(radians(abs(sheet.lat0) + dlat)), 0.05))
    return Frame(sheet.lon0 - dlon, max(sheet.lat0 - dlat, -90), sheet.lon0 + dlon, min(sheet.lat0 + dlat, 90))


def clip_ring(ring: Sequence[XY], box: Frame) -> list[XY]:
    """Return the part of a closed ring inside the box (Sutherland and Hodgman); empty where nothing is."""
    points = list(ring)
    if not points or all(box.holds(*p) for p in points):
        return points
    sides: tuple[tuple[int, float, int], ...] = ((0, box.x0, 1), (0, box.x1, -1), (1, box.y0, 1), (1, box.y1, -1))
    for axis, limit, sign in sides:
        points = _clip_side(points, axis, limit, sign)
        if not points:
            break
    return points


def _clip_side(points: list[XY], axis: int, limit: float, sign: int) -> list[XY]:
    kept: list[XY] = []
    for i, here in enumerate(points):
        before = points[i - 1]
        inside, was = sign * (here[axis] - limit) >= 0, sign * (before[axis] - limit) >= 0
        if inside != was:
            share = (limit - before[axis]) / (here[axis] - before[axis])
            kept.append((before[0] + share * (here[0] - before[0]), before[1] + share * (here[1] - before[1])))
        if inside:
            kept.append(here)
    return kept


def clip_line(line: Sequence[XY], box: Frame) -> list[list[XY]]:
    """Return the stretches of a line near the box: a stretch ends one vertex outside it."""
    runs: list[list[XY]] = []
    run: list[XY] = []
    for a, b in pairwise(line):
        near = max(a[0], b[0]) >= box.x0 and min(a[0], b[0]) <= box.x1
        if near and max(a[1], b[1]) >= box.y0 and min(a[1], b[1]) <= box.y1:
            run = [*run, b] if run else [a, b]
        elif run:
            runs, run = [*runs, run], []
    return [*runs, run] if run else runs


@dataclass(frozen=True, slots=True)
class Country:
    """A country as Natural Earth draws it. `iso` is the ISO 3166-1 numeric code, None where there is none."""

    name: str
    iso: int | None
    rings: tuple[Ring, ...]
    frames: tuple[Frame, ...]

    def holds(self, lon: float, lat: float) -> bool:
        """Say whether the point lies in the country."""
        near = (r for r, f in zip(self.rings, self.frames, strict=True) if f.y0 <= lat <= f.y1 and f.x1 >= lon)
        return any_holds(near, lon, lat)


@dataclass(frozen=True, slots=True)
class World:
    """Countries, and the lines that two of them share."""

    countries: tuple[Country, ...]
    boundaries: tuple[Ring, ...]

    def country_at(self, lon: float, lat: float) -> Country | None:
        """Return the country whose polygon holds the point, None at sea."""
        return next((c for c in self.countries if c.holds(lon, lat)), None)


@cache
def world() -> World:
    """Return the borders that come with the package (see `data/README.md`)."""
    packed = resources.files("trucewatch.publishing").joinpath("data/borders-50m.geojson.gz").read_bytes()
    features = json.loads(gzip.decompress(packed))["features"]
    countries: list[Country] = []
    boundaries: list[Ring] = []
    for feature in features:
        geometry, properties = feature["geometry"], feature["properties"]
        if geometry["type"] == "MultiLineString":
            boundaries.extend(tuple((x, y) for x, y in line) for line in geometry["coordinates"])
            continue
        rings = tuple(tuple((x, y) for x, y in ring) for rings in geometry["coordinates"] for ring in rings)
        iso = int(properties["iso"]) if properties["iso"] else None
        frames = tuple(frame for ring in rings if (frame := frame_of(ring)))
        countries.append(Country(properties["name"], iso, rings, frames))
    return World(tuple(countries), tuple(boundaries))


def any_holds(rings: Iterable[Sequence[XY]], x: float, y: float) -> bool:
    """Say whether the point lies inside the rings by the even-odd rule (so that holes are outside)."""
    inside = False
    for ring in rings:
        for i, (bx, by) in enumerate(ring):
            ax, ay = ring[i - 1]
            if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
                inside = not inside
    return inside


@lru_cache(maxsize=4096)
def country_of_disc(lon: float, lat: float, radius_m: float) -> Country | None:
    """Return the country that holds the whole disc with 3 km to spare (the borders are generalised), else None."""
    country = world().country_at(lon, lat)
    reach = degrees((radius_m + 3_000.0) / _A)
    stretch = 1.0 / max(cos(radians(lat)), 0.05)
    ring = ((cos(radians(a)), sin(radians(a))) for a in range(0, 360, 30))
    if country is None or not all(country.holds(lon + reach * stretch * dx, lat + reach * dy) for dx, dy in ring):
        return None
    return country


class Room:
    """Keeps labels apart: first come, first served, inside one frame."""

    def __init__(self, frame: Frame) -> None:
        """Start with an empty frame."""
        self._frame = frame
        self._taken: list[Frame] = []

    def take(self, box: Frame) -> None:
        """Mark a box as taken, whatever lies there."""
        self._taken.append(box)

    def is_free(self, box: Frame) -> bool:
        """Say whether a box lies in the frame and touches nothing."""
        inside = self._frame.holds(box.x0, box.y0) and self._frame.holds(box.x1, box.y1)
        return inside and not any(box.meets(other) for other in self._taken)

    def place(self, x: float, y: float, size: XY, gap: float) -> tuple[float, float] | None:
        """Take the first free spot around a point for a label of that size; return its left top, or None."""
        width, height = size
        right, left, over, under = x + gap, x - gap - width, y - gap - height, y + gap
        spots = (
            (right, y - height / 2),
            (left, y - height / 2),
            (x - width / 2, over),
            (x - width / 2, under),
            (right, over),
            (right, under),
            (left, over),
            (left, under),
        )
        for spot in spots:
            box = Frame(spot[0], spot[1], spot[0] + width, spot[1] + height)
            if self.is_free(box):
                self.take(box)
                return spot
        return None


def path(rings: Iterable[Sequence[XY]], xy: Callable[[float, float], XY], *, closed: bool) -> str:
    """Return SVG path data; a point that falls on the one before is left out."""
    parts = []
    for ring in rings:
        last, words = "", []
        for lon, lat in ring:
            word = "{:.1f} {:.1f}".format(*xy(lon, lat))
            if word != last:
                words.append(word)
            last = word
        if len(words) > 1:
            parts.append("M" + "L".join(words) + ("Z" if closed else ""))
    return "".join(parts)
