"""The map of names of places: each located one as where it may be, each candidate of a waiting one as a diamond."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from trucewatch.geography.rows import apart_m, moved
from trucewatch.publishing import map_drawing, wording
from trucewatch.publishing.doubt_drawing import MOST_SETS, seen, shape
from trucewatch.publishing.doubt_drawing import words as words_of
from trucewatch.publishing.ground import Frame, Room, Sheet, frame_of, sheet_for
from trucewatch.publishing.map_drawing import Drawing, text
from trucewatch.publishing.places_legend import legend
from trucewatch.publishing.places_spots import Maybe, Spot, maybes, spots

if TYPE_CHECKING:
    from trucewatch.publishing.ground import XY
    from trucewatch.publishing.places_views import PlacesView

WIDTH = 760.0
"""Narrower than the report's map: it stands beside a list, and its words must stay readable there."""

_HEIGHTS = (520.0, 760.0)
_SYMBOL = 5.0
_LETTER, _LINE = 7.1, 16.0
_LONGEST = 26
_BROAD = 0.1
"""Of the width of the map: a disc wider than that to either side is drawn by its rim alone."""
_PART = 0.5
_WIDEST_M, _MARGIN_M, _REGION_M = 30_000.0, 5_000.0, 300_000.0


@dataclass(frozen=True, slots=True)
class DrawnPlaces:
    """The drawing and what is not on it: discs wider than a third of it, and places beyond its edge."""

    svg: str
    wide: tuple[Spot, ...]
    beyond: tuple[Spot, ...]
    credits: tuple[str, ...]


def draw(view: PlacesView) -> DrawnPlaces | None:
    """Return the map, None where nothing of the case has a position."""
    held = spots(view)
    tried = [one for _, _, them in maybes(view) for one in them if one.place.lon is not None]
    box = _box(view, held, tried)
    if box is None:
        return None
    sheet, height = sheet_for(box, WIDTH, _HEIGHTS)
    frame = Frame(0.0, 0.0, WIDTH, height)
    wide = tuple(s for s in held if s.radius_m * sheet.per_m > min(WIDTH, height) / 3)
    inside = tuple(s for s in held if s not in wide and frame.holds(*sheet.xy(s.lon, s.lat)))
    beyond = tuple(s for s in held if s not in wide and s not in inside)
    vague = tuple(s for s in wide if s.doubt is not None and seen(s.doubt, sheet, frame))
    svg = _svg(Drawing(view.case, sheet, frame, (), ()), inside, vague, tuple(tried))
    return DrawnPlaces(svg, wide, beyond, map_drawing.credits_of(layer.credit for layer in view.case.layers))


def _box(view: PlacesView, held: tuple[Spot, ...], tried: list[Maybe]) -> Frame | None:
    """Return the degrees to draw: about the names, where they fill but a part of the zones, else about both.

    Without zones it is about the names near the middle of those that incidents hang on: a capital of talks far away
    must not make the map a continent's.
    """
    points = [(s.lon, s.lat) for s in held] + [(m.place.lon or 0.0, m.place.lat or 0.0) for m in tried]
    if not view.case.layers:
        points = _near_the_middle(points, [(s.lon, s.lat) for s in held if any(n.hangs.incidents for n in s.names)])
    box = map_drawing.extent(view.case, points)
    if box is None:
        return None
    near = [s for s in held if box.holds(s.lon, s.lat)]
    corners = [
        moved((s.lon, s.lat), bearing=turn, by_m=min(s.radius_m, _WIDEST_M) + _MARGIN_M)
        for s in near
        for turn in (0.0, 90.0, 180.0, 270.0)
    ]
    own = frame_of([*corners, *(p for p in points if box.holds(*p))])
    return own if own is not None and own.width * own.height < _PART * box.width * box.height else box


def _near_the_middle(points: list[XY], told: list[XY]) -> list[XY]:
    about = told or points
    if not about:
        return []
    half = len(about) // 2
    middle = sorted(lon for lon, _ in about)[half], sorted(lat for _, lat in about)[half]
    return [point for point in points if apart_m(middle, point) <= _REGION_M]


def _svg(drawing: Drawing, held: tuple[Spot, ...], vague: tuple[Spot, ...], tried: tuple[Maybe, ...]) -> str:
    """Return the drawing; `vague` spots have no disc, but what is known of them is on it."""
    frame, room = drawing.frame, Room(drawing.frame.grown(-0.008))
    shown = tuple(sorted((*held, *(s for s in vague if frame.holds(*drawing.sheet.xy(s.lon, s.lat)))), key=_number))
    marks = [drawing.sheet.xy(s.lon, s.lat) for s in shown]
    marks += [drawing.sheet.xy(one.place.lon or 0.0, one.place.lat or 0.0) for one in tried]
    furnished = map_drawing.furniture(drawing, room, inset_left=_is_left_free(marks, frame))
    for spot in shown:
        x, y = drawing.sheet.xy(spot.lon, spot.lat)
        room.take(Frame(x - _SYMBOL, y - _SYMBOL, x + _SYMBOL, y + _SYMBOL))
    for one in tried:
        x, y = drawing.sheet.xy(one.place.lon or 0.0, one.place.lat or 0.0)
        room.take(Frame(x - 7, y - 7, x + 7, y + 7))
    diamonds = "".join(_maybe(one, drawing, room) for one in tried)
    doubtful = sorted((s for s in (*held, *vague) if s.doubt is not None), key=_number)
    sets = {s.number: n for n, s in enumerate(s for s in doubtful if s.doubt and s.doubt.kind == "settlements")}
    doubtful = [s for s in doubtful if sets.get(s.number, 0) < MOST_SETS]
    finer = {s.number for s in doubtful}
    symbols = "".join(_spot(spot, drawing.sheet, room, finer=spot.number in finer) for spot in shown)
    names = "".join(map_drawing.layer_label(layer, drawing, room) for layer in drawing.view.layers)
    told, total = legend(drawing.view, (WIDTH, frame.height), held=(*held, *vague), sets=sets, maybe=bool(tried))
    return (
        f'<svg class="map" viewBox="0 0 {WIDTH:.0f} {total:.0f}" role="group" aria-labelledby="map-t map-d" '
        f'xmlns="http://www.w3.org/2000/svg"><title id="map-t">Map of located and waiting names of places</title>'
        f'<desc id="map-d">{len(shown)} located places and {len(tried)} candidates of waiting names. Each disc is the '
        "area in which the place lies, true to scale; where more is known than the disc, that is drawn in it. Numbers "
        "and letters lead to the lists, which say all of it in words.</desc>"
        f'<defs><clipPath id="map-c"><rect width="{WIDTH:.0f}" height="{frame.height:.0f}"/></clipPath>'
        '<pattern id="map-h" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<path class="hatch" d="M0 0V8"/></pattern></defs>'
        f'<g clip-path="url(#map-c)"><rect class="sea" width="{WIDTH:.0f}" height="{frame.height:.0f}"/>'
        f'{map_drawing.land(drawing, room)}<g class="zones">{map_drawing.layers(drawing)}</g>'
        f"{_discs(held, finer, drawing)}{_doubts(doubtful, sets, drawing.sheet)}"
        f"{names}{symbols}{diamonds}{furnished}</g>"
        f'<rect class="edge" width="{WIDTH:.0f}" height="{frame.height:.0f}"/>{told}</svg>'
    )


def _is_left_free(marks: list[XY], frame: Frame) -> bool:
    """Say whether an inset on the left hides fewer marks than one on the right."""
    width, height = map_drawing.INSET[0] + 20, map_drawing.INSET[1] + 20
    left = sum(x < width and 0 <= y < height for x, y in marks)
    right = sum(x > frame.width - width and 0 <= y < height for x, y in marks)
    return left < right


def _number(spot: Spot) -> int:
    return spot.number


def _discs(held: tuple[Spot, ...], finer: set[int], drawing: Drawing) -> str:
    """Return the discs, wide ones first, so that a narrow one is never hidden beneath a vague one.

    `finer` are the numbers of those in which more is drawn: they have only their rim, as has a wide disc, for fills
    that lie on each other hide both.
    """
    drawn = []
    for spot in sorted(held, key=lambda s: -s.radius_m):
        r = max(spot.radius_m * drawing.sheet.per_m, 1.0)
        kind = " about" if spot.number in finer else " broad" if r > _BROAD * WIDTH else ""
        drawn.append(_circle(f"doubt place{kind}", drawing.sheet.xy(spot.lon, spot.lat), r))
    return "".join(drawn)


def _doubts(held: list[Spot], sets: dict[int, int], sheet: Sheet) -> str:
    """Return what is drawn in the discs, areas beneath settlements."""
    drawn = {"areas": "", "ones": ""}
    for spot in held:
        if spot.doubt is not None:
            layer, told = "ones" if spot.number in sets else "areas", shape(spot.doubt, sheet, sets.get(spot.number, 0))
            drawn[layer] += f'<g id="where-{spot.number}" class="where">{told}</g>'
    return drawn["areas"] + drawn["ones"]


def _circle(kind: str, at: XY, r: float) -> str:
    return f'<circle class="{kind}" cx="{at[0]:.1f}" cy="{at[1]:.1f}" r="{r:.1f}"/>'


def _spot(spot: Spot, sheet: Sheet, room: Room, *, finer: bool) -> str:
    """Return the mark of a place with its number, and its name where there is room: a link to its line in the list.

    Where something finer is drawn, that is lit up while the mark is pointed at, in focus or led to.
    """
    at = sheet.xy(spot.lon, spot.lat)
    told = f"{spot.number}: {spot.label}, ± {wording.distance(spot.radius_m)}"
    told += f": {words_of(spot.doubt)}" if spot.doubt is not None else ""
    label, placed = _labelled((f"{spot.number} {_short(spot.label)}", str(spot.number)), at, room)
    words = text("town-name", placed[0] + 2, placed[1] + 12, label) if placed else ""
    set_by_hand = any(one.answered is not None for one in spot.names)
    lit = f'<use class="lit" href="#where-{spot.number}"/>' if finer else ""
    return (
        f'<a id="map-{spot.number}" class="spot" href="#at-{spot.number}">'
        f"<title>{escape(told)}</title>{lit}"
        f"{_circle('ring', at, max(min(spot.radius_m * sheet.per_m, WIDTH / 3), 8.0))}"
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
