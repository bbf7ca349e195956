"""The map of names of places: each located one as a disc of doubt, each candidate of a waiting one as a diamond."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from trucewatch.publishing import map_drawing, wording
from trucewatch.publishing.ground import Frame, Room, Sheet, sheet_for
from trucewatch.publishing.map_drawing import Drawing, text
from trucewatch.publishing.names import letters

if TYPE_CHECKING:
    from trucewatch.publishing.ground import XY
    from trucewatch.publishing.places_views import CandidatePlace, LocatedName, PlacesView, WaitingName
    from trucewatch.publishing.views import CaseView

WIDTH = 760.0
"""Narrower than the report's map: it stands beside a list, and its words must stay readable there."""

_HEIGHTS = (520.0, 760.0)
_SYMBOL = 5.0
_LETTER, _LINE = 7.1, 16.0
_LONGEST = 26


@dataclass(frozen=True, slots=True)
class Spot:
    """All names located at one point with one radius of doubt, under one number."""

    number: int
    lon: float
    lat: float
    radius_m: float
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


@dataclass(frozen=True, slots=True)
class DrawnPlaces:
    """The drawing and what is not on it: places wider than a third of it, and those beyond its edge."""

    svg: str
    wide: tuple[Spot, ...]
    beyond: tuple[Spot, ...]
    credits: tuple[str, ...]


def spots(view: PlacesView) -> tuple[Spot, ...]:
    """Return where names were located, numbered in the order of the list."""
    grouped: dict[tuple[float, float, float], list[LocatedName]] = {}
    for one in view.located:
        grouped.setdefault((round(one.lon, 5), round(one.lat, 5), one.radius_m), []).append(one)
    return tuple(Spot(n, *key, tuple(names)) for n, (key, names) in enumerate(grouped.items(), start=1))


def maybes(view: PlacesView) -> tuple[tuple[str, WaitingName, tuple[Maybe, ...]], ...]:
    """Return each waiting name under its letter, with its candidates under theirs."""
    marked = []
    for n, waiting in enumerate(view.waiting):
        letter = letters(n)
        them = tuple(Maybe(f"{letter}{i}", waiting, place) for i, place in enumerate(waiting.candidates, start=1))
        marked.append((letter, waiting, them))
    return tuple(marked)


def draw(view: PlacesView) -> DrawnPlaces | None:
    """Return the map, None where nothing of the case has a position."""
    held = spots(view)
    tried = [one for _, _, them in maybes(view) for one in them if one.place.lon is not None]
    points = [(spot.lon, spot.lat) for spot in held]
    points += [(m.place.lon, m.place.lat) for m in tried if m.place.lon is not None and m.place.lat is not None]
    box = map_drawing.extent(view.case, points)
    if box is None:
        return None
    sheet, height = sheet_for(box, WIDTH, _HEIGHTS)
    frame = Frame(0.0, 0.0, WIDTH, height)
    wide = tuple(s for s in held if s.radius_m * sheet.per_m > min(WIDTH, height) / 3)
    inside = tuple(s for s in held if s not in wide and frame.holds(*sheet.xy(s.lon, s.lat)))
    beyond = tuple(s for s in held if s not in wide and s not in inside)
    svg = _svg(Drawing(view.case, sheet, frame, (), ()), inside, tuple(tried))
    return DrawnPlaces(svg, wide, beyond, map_drawing.credits_of(layer.credit for layer in view.case.layers))


def _svg(drawing: Drawing, held: tuple[Spot, ...], tried: tuple[Maybe, ...]) -> str:
    frame, room = drawing.frame, Room(drawing.frame.grown(-0.008))
    furnished = map_drawing.furniture(drawing, room)
    for spot in held:
        x, y = drawing.sheet.xy(spot.lon, spot.lat)
        room.take(Frame(x - _SYMBOL, y - _SYMBOL, x + _SYMBOL, y + _SYMBOL))
    for one in tried:
        x, y = drawing.sheet.xy(one.place.lon or 0.0, one.place.lat or 0.0)
        room.take(Frame(x - 7, y - 7, x + 7, y + 7))
    diamonds = "".join(_maybe(one, drawing, room) for one in tried)
    symbols = "".join(_spot(spot, drawing.sheet, room) for spot in held)
    names = "".join(map_drawing.layer_label(layer, drawing, room) for layer in drawing.view.layers)
    by_hand = any(one.answered is not None for spot in held for one in spot.names)
    legend, total = _legend(drawing.view, frame.height, maybe=bool(tried), by_hand=by_hand)
    return (
        f'<svg class="map" viewBox="0 0 {WIDTH:.0f} {total:.0f}" role="group" aria-labelledby="map-t map-d" '
        f'xmlns="http://www.w3.org/2000/svg"><title id="map-t">Map of located and waiting names of places</title>'
        f'<desc id="map-d">{len(held)} located places and {len(tried)} candidates of waiting names. Each disc is the '
        "area in which the place lies, true to scale. Numbers and letters lead to the lists.</desc>"
        f'<defs><clipPath id="map-c"><rect width="{WIDTH:.0f}" height="{frame.height:.0f}"/></clipPath>'
        '<pattern id="map-h" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<path class="hatch" d="M0 0V8"/></pattern></defs>'
        f'<g clip-path="url(#map-c)"><rect class="sea" width="{WIDTH:.0f}" height="{frame.height:.0f}"/>'
        f'{map_drawing.land(drawing, room)}<g class="zones">{map_drawing.layers(drawing)}</g>'
        f"{_discs(held, drawing.sheet)}{names}{symbols}{diamonds}{furnished}</g>"
        f'<rect class="edge" width="{WIDTH:.0f}" height="{frame.height:.0f}"/>{legend}</svg>'
    )


def _discs(held: tuple[Spot, ...], sheet: Sheet) -> str:
    """Return the discs, wide ones first, so that a narrow one is never hidden beneath a vague one."""
    return "".join(
        _circle("doubt place", sheet.xy(s.lon, s.lat), max(s.radius_m * sheet.per_m, 1.0))
        for s in sorted(held, key=lambda s: -s.radius_m)
    )


def _circle(kind: str, at: XY, r: float) -> str:
    return f'<circle class="{kind}" cx="{at[0]:.1f}" cy="{at[1]:.1f}" r="{r:.1f}"/>'


def _spot(spot: Spot, sheet: Sheet, room: Room) -> str:
    """Return the mark of a place with its number, and its name where there is room: a link to its line in the list."""
    at = sheet.xy(spot.lon, spot.lat)
    radius = wording.distance(spot.radius_m)
    label, placed = _labelled((f"{spot.number} {_short(spot.label)}", str(spot.number)), at, room)
    words = text("town-name", placed[0] + 2, placed[1] + 12, label) if placed else ""
    set_by_hand = any(one.answered is not None for one in spot.names)
    return (
        f'<a id="map-{spot.number}" class="spot" href="#at-{spot.number}">'
        f"<title>{escape(f'{spot.number}: {spot.label}, ± {radius}')}</title>"
        f"{_circle('ring', at, max(spot.radius_m * sheet.per_m, 8.0))}"
        f"{_circle('sym place by-hand' if set_by_hand else 'sym place', at, _SYMBOL - 0.5)}{words}</a>"
    )


def _labelled(labels: tuple[str, ...], at: XY, room: Room) -> tuple[str, XY | None]:
    """Return the first label that finds room beside a point, and where; the last and None where none does."""
    for label in labels:
        for gap in (7.0, 16.0):
            placed = room.place(*at, (len(label) * _LETTER + 4, _LINE), gap)
            if placed is not None:
                return label, placed
    return labels[-1], None


def _maybe(one: Maybe, drawing: Drawing, room: Room) -> str:
    """Return the mark of a candidate with its letter and number: a link to its line among the waiting names."""
    place = one.place
    if place.lon is None or place.lat is None:
        return ""
    x, y = drawing.sheet.xy(place.lon, place.lat)
    if not drawing.frame.holds(x, y):
        return ""
    label, placed = _labelled((f"{one.mark} {_short(one.waiting.name)}?", one.mark), (x, y), room)
    placed = placed or (x + 8, y - 8)
    tip = f"{one.mark}: “{one.waiting.name}” may be {place.name} (score {place.score:.2f})"
    return (
        f'<a id="map-{one.mark}" class="maybe" href="#may-{one.mark}"><title>{escape(tip)}</title>'
        f"{_circle('ring', (x, y), 11.0)}"
        f'<path class="diamond" d="M{x:.1f} {y - 7:.1f}l7 7l-7 7l-7 -7z"/>'
        f"{text('maybe-name', placed[0] + 2, placed[1] + 12, label)}</a>"
    )


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"


def _legend(view: CaseView, height: float, *, maybe: bool, by_hand: bool) -> tuple[str, float]:
    """Return what the signs mean, one a line under the map, and the height of the whole drawing."""
    day = view.as_of.astimezone(view.tz).date()
    entries = [
        ('<circle class="sym place" cx="14" cy="-5" r="4.5"/>', "a located name; its number leads to the list"),
        ('<circle class="doubt place" cx="14" cy="-5" r="9"/>', "disc: the place lies somewhere in it, to scale"),
    ]
    if by_hand:
        entries.insert(
            1, ('<circle class="sym place by-hand" cx="14" cy="-5" r="4.5"/>', "located by an analyst’s answer")
        )
    if maybe:
        diamond = '<path class="diamond" d="M14 -12l7 7l-7 7l-7 -7z"/>'
        entries.append((diamond, "what a waiting name may be: nothing is chosen"))
    zones = [
        (f'<g class="zones">{map_drawing.sample(layer, view)}</g>', map_drawing.layer_name(layer, day))
        for layer in view.layers
    ]
    border = ('<path class="border" d="M2 -5H28"/>', "border as Natural Earth draws it; no position is taken")
    top, drawn = height + 28, []
    for n, (sign, words) in enumerate((*entries, *zones, border)):
        drawn.append(f'<g transform="translate(6 {top + n * 22:.0f})">{sign}{text("key", 36, 0, words)}</g>')
    return f'<g class="legend">{"".join(drawn)}</g>', top + len(drawn) * 22
