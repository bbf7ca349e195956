"""The legend of the map of names of places: what each sign means, and which marks are whose settlements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.geography.doubt import number
from trucewatch.publishing import map_drawing, wording
from trucewatch.publishing.doubt_drawing import MOST_SETS, sign, sizes
from trucewatch.publishing.map_drawing import text

if TYPE_CHECKING:
    from trucewatch.publishing.places_spots import Spot
    from trucewatch.publishing.views import CaseView

_LINE, _INDENT, _LETTER = 22, 36, 6.9

_SECTOR = '<g class="where"><path class="within" d="M14 2l-9 -14a17 17 0 0 1 18 0z"/></g>'
_CORRIDOR = '<g class="where"><path class="along" stroke-width="7" d="M2 -5h26"/></g>'
_OUTLINE = '<g class="where"><path class="within" d="M5 -12l14 -2l6 9l-9 7l-12 -3z"/></g>'

_AREAS = {
    "sector": (_SECTOR, "sector or ring: in this direction, so far off"),
    "corridor": (_CORRIDOR, "band: along this line"),
    "polygon": (_OUTLINE, "outline: anywhere inside"),
}


def legend(
    view: CaseView, size: tuple[float, float], *, held: tuple[Spot, ...], sets: dict[int, int], maybe: bool
) -> tuple[str, float]:
    """Return what the signs mean, two a line under the map where both are short, and the height of the whole drawing.

    `held` are the places of which anything is drawn, `sets` says which of them have the marks of which number.
    """
    entries = [*_of_places(held, maybe=maybe), *_of_settlements(held, sets), *_of_zones(view)]
    width, height = size
    drawn, left, top = [], True, height + 28
    for shown, words in entries:
        short = _INDENT + len(words) * _LETTER < width / 2
        if not left and not short:
            left, top = True, top + _LINE
        drawn.append(f'<g transform="translate({6 if left else width / 2:.0f} {top:.0f})">{shown}')
        drawn.append(f"{text('key', _INDENT, 0, words)}</g>")
        left, top = (False, top) if left and short else (True, top + _LINE)
    return f'<g class="legend">{"".join(drawn)}</g>', top if left else top + _LINE


def _of_places(held: tuple[Spot, ...], *, maybe: bool) -> list[tuple[str, str]]:
    entries = [('<circle class="sym place" cx="14" cy="-5" r="4.5"/>', "a located name; its number leads to the list")]
    if any(one.answered is not None for spot in held for one in spot.names):
        entries.append(
            ('<circle class="sym place by-hand" cx="14" cy="-5" r="4.5"/>', "located by an analyst’s answer")
        )
    entries.append(
        ('<circle class="doubt place" cx="14" cy="-5" r="9"/>', "disc: the place lies somewhere in it, to scale")
    )
    kinds = {spot.doubt.kind for spot in held if spot.doubt is not None}
    if kinds:
        about = '<circle class="doubt place about" cx="14" cy="-5" r="9"/>'
        entries.append((about, "broken rim: a disc with something finer in it"))
    entries += [_AREAS[kind] for kind in _AREAS if kind in kinds]
    if maybe:
        diamond = '<path class="diamond" d="M14 -12l7 7l-7 7l-7 -7z"/>'
        entries.append((diamond, "what a waiting name may be: nothing is chosen"))
    return entries


def _of_settlements(held: tuple[Spot, ...], sets: dict[int, int]) -> list[tuple[str, str]]:
    """Return a line for each set of settlements, with its own mark; of very many only the first have one."""
    entries = []
    for spot in sorted(held, key=lambda s: s.number):
        if spot.number not in sets or spot.doubt is None or sets[spot.number] >= MOST_SETS:
            continue
        mark, count = sets[spot.number], number(spot.doubt)
        uneven = len(set(sizes(spot.doubt))) > 1
        marks = ((6.0, 2.0), (19.0, 4.5)) if uneven else ((14.0, 3.0),)
        shown = "".join(sign((x, -5.0), mark, half) for x, half in marks)
        ones = wording.count(count, "settlement", "settlements")
        weighed = "; larger: more of them" if uneven else ""
        words = f"{spot.number} {spot.label}: one of these {ones}{weighed}"
        entries.append((f'<g class="where">{shown}</g>', words))
    left = sum(n >= MOST_SETS for n in sets.values())
    if left:
        entries.append(
            ("", f"settlements of {wording.count(left, 'more place', 'more places')} are not drawn; the list has them")
        )
    return entries


def _of_zones(view: CaseView) -> list[tuple[str, str]]:
    day = view.as_of.astimezone(view.tz).date()
    zones = [
        (f'<g class="zones">{map_drawing.sample(layer, view)}</g>', map_drawing.layer_name(layer, day))
        for layer in view.layers
    ]
    return [*zones, ('<path class="border" d="M2 -5H28"/>', "border as Natural Earth draws it; no position is taken")]
