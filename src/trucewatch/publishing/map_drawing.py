"""The map: borders, the agreement's roads and zones, settlements, and incidents as discs of doubt. Drawn offline."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from trucewatch.publishing import wording
from trucewatch.publishing.ground import (
    Country,
    Frame,
    Room,
    Sheet,
    any_holds,
    clip_line,
    clip_ring,
    frame_of,
    path,
    sheet_for,
    visible_box,
    world,
)
from trucewatch.publishing.lookups import STANDINGS, Numbered, is_coming

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from trucewatch.publishing.ground import XY
    from trucewatch.publishing.views import CaseView, Layer, Settlement

WIDTH = 1000.0
_HEIGHTS = (520.0, 820.0)
_FARTHEST_M = 60_000.0
"""How far beyond the agreement's own zones an incident may lie and still widen the map."""

INSET = (170.0, 130.0)
"""Width and height of the small map of the region."""

_STANDING_ORDER = ("yes", "unknown", "no", "none")
_MOST_NUMBERS = 4
_SYMBOL = 7.0
_ROW_NUMBER = re.compile(r" \d{4,}\b")


@dataclass(frozen=True, slots=True)
class Spot:
    """All incidents located at one point with one radius of doubt. `standing` is the first in order of any."""

    lon: float
    lat: float
    radius_m: float
    held: tuple[Numbered, ...]

    @property
    def standing(self) -> str:
        """How the spot is drawn."""
        return min((n.standing for n in self.held), key=_STANDING_ORDER.index)

    @property
    def numbers(self) -> str:
        """The numbers to print beside it; many are cut short, the table has them all."""
        shown = [str(n.number) for n in self.held[:_MOST_NUMBERS]]
        more = len(self.held) - len(shown)
        return ", ".join(shown) + (f" +{more}" if more else "")


@dataclass(frozen=True, slots=True)
class Drawn:
    """The drawing, and the incidents that are not on it: too vague or not located, and beyond its edge."""

    svg: str
    unlocated: tuple[Numbered, ...]
    beyond: tuple[Numbered, ...]
    credits: tuple[str, ...]


def draw(view: CaseView, incidents: tuple[Numbered, ...]) -> Drawn | None:
    """Return the map of a case, None where nothing of it has a position."""
    located = [n for n in incidents if n.incident.place is not None and n.incident.place.located]
    points = [(p.lon, p.lat) for n in located if (p := n.incident.place) and p.lon is not None and p.lat is not None]
    box = extent(view, points)
    if box is None:
        return None
    sheet, height = sheet_for(box, WIDTH, _HEIGHTS)
    frame = Frame(0.0, 0.0, WIDTH, height)
    spots = _spots(located)
    vague = {s for s in spots if s.radius_m * sheet.per_m > min(WIDTH, height) / 3}
    inside = [s for s in spots if s not in vague and frame.holds(*sheet.xy(s.lon, s.lat))]
    beyond = [n for s in spots if s not in vague and s not in inside for n in s.held]
    on_map = {n.number for s in inside for n in s.held} | {n.number for n in beyond}
    places = tuple(p for p in view.places if frame.holds(*sheet.xy(p.lon, p.lat)))
    svg = _svg(Drawing(view, sheet, frame, tuple(inside), places))
    return Drawn(
        svg=svg,
        unlocated=tuple(n for n in incidents if n.number not in on_map and not is_coming(n.incident)),
        beyond=tuple(sorted(beyond, key=lambda n: n.number)),
        credits=credits_of((*(x.credit for x in view.layers), *(p.credit for p in places))),
    )


def credits_of(held: Iterable[str | None]) -> tuple[str, ...]:
    """Return each credit once; the number of a row in its source ("GeoNames 164816") is no part of a credit."""
    return tuple(sorted({_ROW_NUMBER.sub("", credit) for credit in held if credit}))


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is being drawn: the case, the sheet and its frame, the spots and the settlements on it."""

    view: CaseView
    sheet: Sheet
    frame: Frame
    spots: tuple[Spot, ...]
    places: tuple[Settlement, ...]


def extent(view: CaseView, points: list[XY]) -> Frame | None:
    """Return the box around zones and roads, widened to points that lie near them; degrees."""
    own = frame_of(point for layer in view.layers for ring in layer.rings for point in ring)
    if own is None:
        found = frame_of(points)
        if found is None:
            return None
        return Frame(found.x0 - 0.1, found.y0 - 0.1, found.x1 + 0.1, found.y1 + 0.1).grown(0.06)
    sheet = Sheet((own.x0 + own.x1) / 2, (own.y0 + own.y1) / 2, 1.0, 0.0, 0.0)
    (west, south), (east, north) = sheet.metres(own.x0, own.y0), sheet.metres(own.x1, own.y1)
    reach = Frame(west - _FARTHEST_M, south - _FARTHEST_M, east + _FARTHEST_M, north + _FARTHEST_M)
    near = [p for p in points if reach.holds(*sheet.metres(*p))]
    corners = [(own.x0, own.y0), (own.x1, own.y1)]
    widened = frame_of([*corners, *near])
    return widened.grown(0.06) if widened else None


def _spots(located: list[Numbered]) -> tuple[Spot, ...]:
    grouped: dict[tuple[float, float, float], list[Numbered]] = {}
    for n in located:
        place = n.incident.place
        if place is not None and place.lon is not None and place.lat is not None and place.radius_m is not None:
            grouped.setdefault((round(place.lon, 5), round(place.lat, 5), place.radius_m), []).append(n)
    spots = [Spot(*key, tuple(held)) for key, held in grouped.items()]
    # Wide discs are drawn first, so that a narrow one is never hidden beneath a vague one.
    return tuple(sorted(spots, key=lambda s: (-s.radius_m, s.held[0].number)))


def _svg(drawing: Drawing) -> str:
    frame, room = drawing.frame, Room(drawing.frame.grown(-0.008))
    furnished = furniture(drawing, room)
    discs, symbols = _discs(drawing, room)
    settlements = _settlements(drawing, room)
    layer_labels = "".join(layer_label(layer, drawing, room) for layer in drawing.view.layers)
    countries = land(drawing, room)
    legend, total = _legend(drawing)
    title = f"Map of reported incidents: {drawing.view.agreement.title}"
    described = f"{sum(len(s.held) for s in drawing.spots)} incidents at {len(drawing.spots)} places. Each disc is the"
    return (
        f'<svg class="map" viewBox="0 0 {WIDTH:.0f} {total:.0f}" role="img" aria-labelledby="map-t map-d" '
        f'xmlns="http://www.w3.org/2000/svg"><title id="map-t">{escape(title)}</title>'
        f'<desc id="map-d">{described} area in which the act may have happened, true to scale.</desc>'
        f'<defs><clipPath id="map-c"><rect width="{WIDTH:.0f}" height="{frame.height:.0f}"/></clipPath>'
        '<pattern id="map-h" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<path class="hatch" d="M0 0V8"/></pattern></defs>'
        f'<g clip-path="url(#map-c)"><rect class="sea" width="{WIDTH:.0f}" height="{frame.height:.0f}"/>'
        f"{countries}{layers(drawing)}{discs}{settlements}{layer_labels}{symbols}{furnished}</g>"
        f'<rect class="edge" width="{WIDTH:.0f}" height="{frame.height:.0f}"/>{legend}</svg>'
    )


def land(drawing: Drawing, room: Room) -> str:
    """Return the countries with their borders and, where there is room, their names."""
    box = visible_box(drawing.sheet, drawing.frame.width, drawing.frame.height)
    xy = drawing.sheet.xy
    parts, names = [], []
    for country in world().countries:
        rings = [clipped for ring in country.rings if (clipped := clip_ring(ring, box))]
        if rings:
            parts.append(f'<path class="land" fill-rule="evenodd" d="{path(rings, xy, closed=True)}"/>')
            names.append(_country_name(country, [[xy(*p) for p in ring] for ring in rings], drawing.frame, room))
    lines = [run for line in world().boundaries for run in clip_line(line, box)]
    return "".join(parts) + f'<path class="border" d="{path(lines, xy, closed=False)}"/>' + "".join(names)


def _country_name(country: Country, rings: list[list[XY]], frame: Frame, room: Room) -> str:
    """Return the name at a free spot well inside what is seen of the country, or nothing."""
    width, height = len(country.name) * 13.0, 22.0
    for down in (5, 3, 7, 2, 8, 1, 9):
        for across in (5, 4, 6, 3, 7, 2, 8):
            x, y = frame.width * across / 10, frame.height * down / 10
            box = Frame(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
            corners = ((box.x0, box.y0), (box.x1, box.y0), (box.x0, box.y1), (box.x1, box.y1))
            if room.is_free(box) and all(any_holds(rings, *corner) for corner in corners):
                room.take(box)
                return f'<text class="country" x="{x:.1f}" y="{y + 5:.1f}">{escape(country.name)}</text>'
    return ""


def layers(drawing: Drawing) -> str:
    """Return the zones, roads and lines of the agreement, the widest beneath."""
    box = visible_box(drawing.sheet, drawing.frame.width, drawing.frame.height)
    order = {"area": 0, "corridor": 1, "road": 2, "line-of-contact": 3}
    drawn = []
    for layer in sorted(drawing.view.layers, key=lambda item: (order.get(item.kind, 1), item.id)):
        rings: list[list[XY]] = []
        for ring in layer.rings:
            rings.extend([clip_ring(ring, box)] if layer.closed else clip_line(ring, box))
        data = path([r for r in rings if r], drawing.sheet.xy, closed=layer.closed)
        stale = "" if _is_valid(layer, drawing.view.as_of.astimezone(drawing.view.tz).date()) else " stale"
        if data and layer.kind == "road":
            drawn.append(f'<path class="road-case" d="{data}"/>')
        if data:
            drawn.append(f'<path class="{_look(layer, drawing.view)}{stale}" d="{data}"/>')
    return "".join(drawn)


def _look(layer: Layer, view: CaseView) -> str:
    """Return the classes of a layer: of several corridors only the smallest is hatched, or they would blur."""
    if layer.kind != "corridor":
        return escape(layer.kind)
    sizes = [(_size(other), other.id) for other in view.layers if other.kind == "corridor"]
    return "corridor" if (_size(layer), layer.id) == min(sizes) else "corridor open"


def _size(layer: Layer) -> float:
    frame = frame_of(point for ring in layer.rings for point in ring)
    return frame.width * frame.height if frame else 0.0


def _is_valid(layer: Layer, day: date) -> bool:
    known = f"{day:%Y-%m-%d}"
    starts, ends = layer.valid_from, layer.valid_until
    # A written end that is no date ("superseded") says that the line has moved since.
    return (starts is None or starts <= known) and (ends is None or (ends[:1].isdigit() and known <= ends))


def layer_name(layer: Layer, day: date) -> str:
    """Return a layer's name with the day that it is drawn for."""
    dated = f", as of {wording.written(layer.valid_from)}" if layer.valid_from else ""
    bare = ": no prohibition of its own" if layer.kind == "corridor" and not layer.prohibits else ""
    return f"{layer.name}{dated}{'' if _is_valid(layer, day) else ' (may have moved since)'}{bare}"


def layer_label(layer: Layer, drawing: Drawing, room: Room) -> str:
    """Return the name of a layer at a free spot on its edge, or nothing."""
    points = [drawing.sheet.xy(*p) for ring in layer.rings for p in ring]
    size = (len(layer.name) * 6.8 + 4, 15.0)
    for share in (0.5, 0.35, 0.65, 0.2, 0.8, 0.1, 0.9):
        x, y = points[int(share * (len(points) - 1))]
        spot = room.place(x, y, size, 6.0) if drawing.frame.holds(x, y) else None
        if spot:
            return text(f"layer-name {escape(layer.kind)}-name", spot[0], spot[1] + 12, layer.name)
    return ""


def _discs(drawing: Drawing, room: Room) -> tuple[str, str]:
    """Return the discs of doubt (beneath the names) and the symbols with their numbers (above them)."""
    discs, symbols, wanted = [], [], []
    for spot in drawing.spots:
        x, y = drawing.sheet.xy(spot.lon, spot.lat)
        tip = "; ".join(f"{n.number}: {n.label}" for n in spot.held[:12])
        discs.append(
            f'<circle class="doubt {spot.standing}" cx="{x:.1f}" cy="{y:.1f}" '
            f'r="{max(spot.radius_m * drawing.sheet.per_m, 1.0):.1f}"><title>{escape(tip)}</title></circle>'
        )
        symbols.append(symbol(spot.standing, x, y))
        room.take(Frame(x - 6, y - 6, x + 6, y + 6))
        wanted.append((spot, x, y))
    for spot, x, y in wanted:
        size = (len(spot.numbers) * 6.8 + 6, 16.0)
        left, top = room.place(x, y, size, 8.0) or (x + 8, y - 8)
        symbols.append(text(f"number {spot.standing}", left + 3, top + 13, spot.numbers))
    return "".join(discs), "".join(symbols)


def symbol(standing: str, x: float, y: float) -> str:
    """Return the mark of a standing: full, half, empty circle, or a small square; told apart without colour."""
    place = f'cx="{x:.1f}" cy="{y:.1f}" r="5"'
    match standing:
        case "yes":
            return f'<circle class="sym yes" {place}/>'
        case "unknown":
            half = f"M{x:.1f} {y - 5:.1f}a5 5 0 0 0 0 10z"
            return f'<circle class="sym unknown" {place}/><path class="sym-half" d="{half}"/>'
        case "no":
            return f'<circle class="sym no" {place}/>'
        case _:
            return f'<rect class="sym none" x="{x - 4:.1f}" y="{y - 4:.1f}" width="8" height="8"/>'


def _settlements(drawing: Drawing, room: Room) -> str:
    named = {n.incident.place.name.casefold() for s in drawing.spots for n in s.held if n.incident.place}
    ordered = sorted(drawing.places, key=lambda p: (p.name.casefold() not in named, -p.rank, p.name, p.lon))
    drawn = []
    symbols = [drawing.sheet.xy(s.lon, s.lat) for s in drawing.spots]
    for place in ordered:
        x, y = drawing.sheet.xy(place.lon, place.lat)
        dot = Frame(x - 3, y - 3, x + 3, y + 3)
        hidden = any(abs(x - sx) < _SYMBOL and abs(y - sy) < _SYMBOL for sx, sy in symbols)
        if not hidden and not room.is_free(dot):
            continue
        # A town under an incident's symbol keeps its name a little farther off.
        spot = room.place(x, y, (len(place.name) * 7.1 + 2, 16.0), 9.0 if hidden else 4.0)
        if spot:
            room.take(dot)
            drawn.append(f'<circle class="town" cx="{x:.1f}" cy="{y:.1f}" r="2.2"/>')
            drawn.append(text("town-name", spot[0] + 1, spot[1] + 12, place.name))
    return "".join(drawn)


def furniture(drawing: Drawing, room: Room, *, inset_left: bool = False) -> str:
    """Return scale bar, north arrow and inset, and take their room; the inset stands in the upper right, or left."""
    frame = drawing.frame
    length_m = _round_length(frame.width / 5 / drawing.sheet.per_m)
    length, x, y = length_m * drawing.sheet.per_m, 24.0, frame.height - 24.0
    room.take(Frame(x - 12, y - 30, x + length + 60, y + 14))
    half = x + length / 2
    scale = (
        f'<g class="scale"><rect class="plate" x="{x - 12:.1f}" y="{y - 26:.1f}" width="{length + 70:.1f}" '
        f'height="40"/>'
        f'<path d="M{x:.1f} {y - 4:.1f}v8h{length:.1f}v-8M{half:.1f} {y:.1f}v4"/>'
        f"{text('', x, y - 10, '0')}{text('', x + length - 8, y - 10, wording.distance(length_m))}</g>"
    )
    nx, ny = frame.width - 34, frame.height - 66
    room.take(Frame(nx - 16, ny - 16, nx + 16, ny + 56))
    north = f'<g class="north"><path d="M{nx:.1f} {ny + 2:.1f}l9 34l-9 -7l-9 7z"/>{text("", nx - 5, ny - 2, "N")}</g>'
    return scale + north + _inset(drawing, room, on_the_left=inset_left)


def _round_length(metres: float) -> float:
    steps = [s * 10.0**e for e in range(1, 7) for s in (1, 2, 5)]
    return max((s for s in steps if s <= metres), default=10.0)


def _inset(drawing: Drawing, room: Room, *, on_the_left: bool) -> str:
    """Return a small map of the wider region with the frame of the large one in it."""
    width, height = INSET
    shown = visible_box(drawing.sheet, drawing.frame.width, drawing.frame.height)
    around = Frame(drawing.sheet.lon0 - 6, drawing.sheet.lat0 - 4, drawing.sheet.lon0 + 6, drawing.sheet.lat0 + 4)
    if shown.width > around.width / 2:
        around = shown.grown(1.5)
    sheet, _ = sheet_for(around, width, (height, height))
    left = 10 if on_the_left else drawing.frame.width - width - 10
    room.take(Frame(left - 4, 6, left + width + 4, height + 14))
    box = visible_box(sheet, width, height)
    land = [clipped for c in world().countries for ring in c.rings if (clipped := clip_ring(ring, box))]
    lines = [run for line in world().boundaries for run in clip_line(line, box)]
    half_w = drawing.frame.width / drawing.sheet.per_m / 2 * sheet.per_m
    half_h = drawing.frame.height / drawing.sheet.per_m / 2 * sheet.per_m
    cx, cy = sheet.xy(drawing.sheet.lon0, drawing.sheet.lat0)
    return (
        f'<g class="inset" transform="translate({left:.1f} 10)"><clipPath id="map-i"><rect width="{width:.0f}" '
        f'height="{height:.0f}"/></clipPath><g clip-path="url(#map-i)"><rect class="sea" width="{width:.0f}" '
        f'height="{height:.0f}"/><path class="land" fill-rule="evenodd" d="{path(land, sheet.xy, closed=True)}"/>'
        f'<path class="border" d="{path(lines, sheet.xy, closed=False)}"/><rect class="here" x="{cx - half_w:.1f}" '
        f'y="{cy - half_h:.1f}" width="{2 * half_w:.1f}" height="{2 * half_h:.1f}"/></g>'
        f'<rect class="edge" width="{width:.0f}" height="{height:.0f}"/></g>'
    )


def _legend(drawing: Drawing) -> tuple[str, float]:
    """Return what the signs mean, in two columns under the map, and the height of the whole drawing."""
    day = drawing.view.as_of.astimezone(drawing.view.tz).date()
    present = {n.standing for s in drawing.spots for n in s.held}
    entries = [(symbol(key, 14, -5), f"incident: {words}") for key, words in STANDINGS.items() if key in present]
    entries.append(('<circle class="doubt no" cx="14" cy="-5" r="9"/>', "disc: where it may have happened, to scale"))
    entries.extend((sample(layer, drawing.view), layer_name(layer, day)) for layer in drawing.view.layers)
    entries.append(('<path class="border" d="M2 -5H28"/>', "border as Natural Earth draws it; no position is taken"))
    rows, top = (len(entries) + 1) // 2, drawing.frame.height + 28
    drawn = []
    for i, (sign, words) in enumerate(entries):
        x, y = 6 + (i // rows) * WIDTH / 2, top + (i % rows) * 24
        drawn.append(f'<g transform="translate({x:.0f} {y:.0f})">{sign}{text("key", 36, 0, words)}</g>')
    return f'<g class="legend">{"".join(drawn)}</g>', top + rows * 24


def sample(layer: Layer, view: CaseView) -> str:
    """Return the sign of a layer for a legend."""
    kind = _look(layer, view)
    if layer.closed:
        return f'<rect class="{kind}" x="2" y="-13" width="26" height="15"/>'
    case = '<path class="road-case" d="M2 -5H28"/>' if layer.kind == "road" else ""
    return f'{case}<path class="{kind}" d="M2 -5H28"/>'


def text(kind: str, x: float, y: float, words: str) -> str:
    """Return words at a place of the drawing; `kind` is their class."""
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}">{escape(words)}</text>'
