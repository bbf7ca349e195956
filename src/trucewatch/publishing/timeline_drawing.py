"""A timeline as one SVG: a lane for each term and reading, with its words beside it, readable in print without colour.

The file is whole in itself: no script, no font, no request. Every text is escaped here.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, replace
from html import escape
from typing import TYPE_CHECKING

from trucewatch.agreement.timeline_words import in_short, moment_words, variant_words
from trucewatch.model.together import LATER
from trucewatch.publishing.timeline_scale import Scale, scale_for, spaced

if TYPE_CHECKING:
    from collections.abc import Callable
    from zoneinfo import ZoneInfo

    from trucewatch.agreement.timeline import End, Mark, Row, Timeline, Variant

WIDTH = 1120.0
_LEFT, _RIGHT = 430.0, 1040.0
"""The chart's first and last instant; open ends reach beyond them, to the edges."""

_EDGE_LEFT, _EDGE_RIGHT = 405.0, 1104.0
_TOP = 128.0
_LINE, _BAR = 15.0, 9.0
_HEAD_CHARS, _LANE_CHARS = 172, 66
_TICK_APART = 108.0
_WAITS = "waits for "

_STYLE = """\
text{font-family:sans-serif;font-size:12px;fill:#111;stroke:#fff;stroke-width:3px;paint-order:stroke}
.title{font-size:17px;font-weight:bold}.small{font-size:11px;fill:#333}.id{font-weight:bold}
.grid{stroke:#bbb;stroke-width:.6}.rule{stroke:#ddd}.asof{stroke:#000;stroke-width:1.4;stroke-dasharray:6 3}
.bar{fill:#555;stroke:#222}.some{fill:url(#some);stroke:#222}.unsure{fill:url(#unsure);stroke:#222;stroke-width:.8}
.waits{fill:none;stroke:#555;stroke-dasharray:3 3}.off{fill:#fff;stroke:#222;stroke-width:.8}
.strike{stroke:#222;stroke-width:.8}
.mark{fill:#000;stroke:#000}.hollow{fill:#fff;stroke:#000;stroke-width:1.3}"""

_PATTERNS = (
    '<pattern id="some" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="6" height="6" fill="#fff"/><rect width="2.4" height="6" fill="#444"/></pattern>'
    '<pattern id="unsure" width="4" height="4" patternUnits="userSpaceOnUse">'
    '<rect width="4" height="4" fill="#fff"/><circle cx="2" cy="2" r="1" fill="#333"/></pattern>'
)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What every lane needs: where instants lie, and the zone whose clock is shown."""

    held: Timeline
    scale: Scale
    zone: ZoneInfo


def draw(held: Timeline, zone: ZoneInfo) -> str:
    """Return the timeline as the text of an SVG file, with the clock of `zone`."""
    instants = [moment for row in held.rows for moment in row.instants]
    sheet = _Sheet(held, scale_for([*instants, held.as_of], _LEFT, _RIGHT), zone)
    lanes, y = [], _TOP
    for row in held.rows:
        drawn, y = _row(row, sheet, y)
        lanes.append(drawn)
    height = y + 90
    title = f"{held.agreement.title}: what holds when"
    heading = textwrap.wrap(title, 100)[:2]
    told = f"As of {moment_words(held.as_of, zone, as_end=True)}. {len(held.rows)} terms; clock of {zone.key}."
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {height:g}" width="{WIDTH:g}" '
        f'height="{height:g}" role="img" aria-labelledby="t d">\n'
        f'<title id="t">{escape(title)}</title>\n<desc id="d">{escape(_described(held, zone))}</desc>\n'
        f"<style>{_STYLE}</style>\n<defs>{_PATTERNS}</defs>\n"
        f'<rect width="{WIDTH:g}" height="{height:g}" fill="#fff"/>\n'
        + _lines(heading, 16, 26, "title", 20)
        + _text(16, 30 + 20 * len(heading), f"{told} {_scale_words(sheet.scale)}", "small")
        + _axis(sheet, y)
        + "".join(lanes)
        + _legend(y + 22)
        + "</svg>\n"
    )


def _described(held: Timeline, zone: ZoneInfo) -> str:
    """The whole drawing in words, for those who do not see it."""
    told = []
    for row in held.rows:
        variants = "; ".join(f"{variant_words(v, zone)}{f' [{v.on}]' if v.on else ''}" for v in row.variants)
        told.append(f"{row.term.id}, {row.kind}: {variants}.")
    return " ".join(told)


def _scale_words(scale: Scale) -> str:
    return "Time is to scale." if scale.to_scale else "Time is not to scale: long gaps are drawn shorter."


def _axis(sheet: _Sheet, bottom: float) -> str:
    scale, as_of = sheet.scale, sheet.held.as_of
    drawn = [
        f'<path class="grid" d="M{scale.x(key):.1f} {_TOP - 14:g}V{bottom:g}"/>' for key in scale.keys if key != as_of
    ]
    x = scale.x(as_of)
    words = f"as of {moment_words(as_of, sheet.zone, as_end=True)}"
    drawn.append(f'<path class="asof" d="M{x:.1f} {_TOP - 42:g}V{bottom:g}"/>')
    anchor = "end" if x > (_LEFT + _RIGHT) / 2 else "start"
    drawn.append(_text(x, _TOP - 46, words, "small", anchor=anchor))
    for i, key in enumerate(k for k in spaced(scale, _TICK_APART / 2) if k != as_of):
        # neighbours stand on two lines, so that more of them find room
        local = key.astimezone(sheet.zone)
        words = local.date().isoformat() if (local.hour, local.minute) == (0, 0) else f"{local:%Y-%m-%d %H:%M}"
        drawn.append(_text(scale.x(key), _TOP - 34 + 14 * (i % 2), words, "small", anchor="middle"))
    return "".join(drawn) + "\n"


def _row(row: Row, sheet: _Sheet, y: float) -> tuple[str, float]:
    """Return a term's lanes and where the next row begins."""
    agreement = sheet.held.agreement
    clause = f", {row.term.clause}" if row.term.clause else ""
    short = in_short(agreement, row.term)
    about = textwrap.shorten(
        f"{row.kind}{clause}{f': {short}' if short else ''}", _HEAD_CHARS - len(row.term.id), placeholder=" …"
    )
    parts = [
        f'<path class="rule" d="M10 {y:g}H{WIDTH - 10:g}"/>',
        f'<text x="16" y="{y + 16:g}"><tspan class="id">{escape(row.term.id)}</tspan>  {escape(about)}</text>',
    ]
    y += 24
    for variant in row.variants:
        words = variant_words(variant, sheet.zone) + (f" [{variant.on}]" if variant.on else "")
        lines = textwrap.wrap(words, _LANE_CHARS, break_on_hyphens=False)
        parts.append(_lines(lines, 28, y + 11, "small", _LINE))
        lane = _lane(variant, sheet, y + 7, _common(row, variant, sheet, y + 7))
        parts.append(f"<g><title>{escape(_arithmetic(variant))}</title>{lane}</g>")
        y += max(len(lines), 1) * _LINE + 3
    return "".join(parts) + "\n", y + 5


def _arithmetic(variant: Variant) -> str:
    return "; ".join(dict.fromkeys(step for end in variant.ends for step in end.steps))


def _lane(variant: Variant, sheet: _Sheet, y: float, common: str) -> str:
    """Draw stretches first, over them what all readings share, over that what interrupts or marks them."""
    ended = next((m.end for m in variant.marks if m.kind == "ended"), None)
    held = next((m for m in variant.marks if m.kind == "holds"), None)
    marks = [_within(mark, held) if mark.kind == "suspended" and held else mark for mark in variant.marks]
    drawn = {mark: _mark(mark, sheet, y, some=bool(variant.on), ended=ended) for mark in marks}
    under = "".join(svg for mark, svg in drawn.items() if mark.kind == "holds")
    over = [svg for mark, svg in drawn.items() if mark.kind != "holds"]
    # a lane has room for the words of one wait: what comes into force first, and the lane's own words tell the rest
    first = next((svg for svg in (under, *over) if _WAITS in svg), None)
    return under + common + "".join(svg for svg in over if _WAITS not in svg or svg is first)


def _within(pause: Mark, held: Mark) -> Mark:
    """Return a suspension that goes no further than what it suspends."""
    if held.end is None or held.end.interval is None or held.end.interval.hi is None:
        return pause
    beyond = pause.end is None or pause.end.interval is None or (pause.end.interval.hi or LATER) > held.end.interval.hi
    return replace(pause, end=held.end) if beyond else pause


def _common(row: Row, variant: Variant, sheet: _Sheet, y: float) -> str:
    """Draw whole what is in force on every reading, where the readings differ about the rest."""
    if not variant.on or not any(mark.kind == "holds" for mark in variant.marks):
        return ""
    shared = [(_EDGE_LEFT, _EDGE_RIGHT)]
    for one in row.variants:
        sure = [stretch for mark in one.marks for stretch in _certain(mark, one, sheet)]
        shared = [(max(a, c), min(b, d)) for a, b in shared for c, d in sure if max(a, c) < min(b, d)]
    return "".join(_box(begun, over, y, "bar") for begun, over in shared)


def _certain(mark: Mark, variant: Variant, sheet: _Sheet) -> list[tuple[float, float]]:
    """Return from where to where a stretch certainly holds: not where a report decides, nor while suspended."""
    if mark.kind != "holds" or any(end is not None and end.awaited for end in (mark.start, mark.end)):
        return []
    starts, ends = _reach(mark.start, sheet), _reach(mark.end, sheet)
    held = [(starts[1] if starts else _EDGE_LEFT, ends[0] if ends else _EDGE_RIGHT - 8)]
    for other in variant.marks:
        if other.kind in ("suspended", "ended"):
            off = _reach(other.start if other.kind == "suspended" else other.end, sheet)
            on = _reach(other.end, sheet) if other.kind == "suspended" else None
            pause = (off[0] if off else _EDGE_LEFT, on[1] if on else _EDGE_RIGHT)
            held = [
                part for a, b in held for part in ((a, min(b, pause[0])), (max(a, pause[1]), b)) if part[0] < part[1]
            ]
    return held


def _mark(mark: Mark, sheet: _Sheet, y: float, *, some: bool, ended: End | None) -> str:
    match mark.kind:
        case "holds":
            return _stretch(replace(mark, end=ended) if ended else mark, sheet, y, "some" if some else "bar")
        case "suspended":
            return _stretch(mark, sheet, y, "off")
        case "at":
            return _instant(mark.end, sheet, y, _circle, some=some)
        case "ended":
            return _instant(mark.end, sheet, y, _stop, some=some)
        case _:
            return _instant(mark.end, sheet, y, _diamond, some=some or mark.kind == "was-by")


def _stretch(mark: Mark, sheet: _Sheet, y: float, style: str) -> str:
    """Draw from one end to the other: whole where it certainly lies, dotted where an end may still lie."""
    if waiting := next((end.awaited for end in (mark.start, mark.end) if end and end.awaited), None):
        return _waiting(mark, waiting, sheet, y, style)
    starts, ends = _reach(mark.start, sheet), _reach(mark.end, sheet)
    first, begun = starts or (_EDGE_LEFT, _EDGE_LEFT)
    over, last = ends or (_EDGE_RIGHT - 8, _EDGE_RIGHT - 8)
    drawn = _box(begun, over, y, style) if over > begun else ""
    drawn += _box(first, min(begun, last), y, "unsure") if begun > first else ""
    drawn += _box(max(over, first), last, y, "unsure") if last > over else ""
    if style == "off":
        return drawn + f'<path class="strike" d="M{first:.1f} {y:g}H{last:.1f}"/>'
    drawn += "" if starts else _text(_EDGE_LEFT - 3, y + 4, "?", "small", anchor="end")
    return drawn + ("" if ends else f'<path class="mark" d="M{last:.1f} {y - 6:g}l8 6l-8 6z"/>')


def _waiting(mark: Mark, event: str, sheet: _Sheet, y: float, style: str) -> str:
    """Draw what has begun by now, and a dashed outline where the event that nobody has reported decides."""
    starts = _reach(mark.start, sheet)
    here = max(starts[1], sheet.scale.x(sheet.held.as_of)) if starts else _EDGE_LEFT
    begun = _box(starts[1], here, y, style) if starts and here > starts[1] else ""
    return begun + _awaited(event, here, y)


def _awaited(event: str, left: float, y: float) -> str:
    """Draw words and a dashed outline from `left` on; where they do not fit, the outline alone."""
    words = f"{_WAITS}{event}"
    after = left + 10 + 6.2 * len(words)  # 6.2 units a letter, on the safe side
    if after > _EDGE_RIGHT:
        return _box(left, _EDGE_RIGHT, y, "waits")
    return _text(left + 4, y + 4, words, "small") + _box(after, _EDGE_RIGHT, y, "waits")


def _instant(end: End | None, sheet: _Sheet, y: float, shape: Callable[[float, float, str], str], *, some: bool) -> str:
    if end is None:
        return ""
    if end.awaited:
        return _awaited(end.awaited, _EDGE_LEFT, y)
    first, last = _reach(end, sheet) or (_EDGE_RIGHT, _EDGE_RIGHT)
    drawn = _box(first, last, y, "unsure") if last > first else ""
    if drawn and shape is _circle:  # it happened at one of these instants, not at the last
        return drawn
    return drawn + shape(last, y, "hollow" if some else "mark")


def _reach(end: End | None, sheet: _Sheet) -> tuple[float, float] | None:
    """Return where an end may lie at the earliest and the latest, None where it is not stated."""
    if end is None or end.interval is None:
        return None
    lo, hi = end.interval.lo, end.interval.hi
    return (sheet.scale.x(lo) if lo else _EDGE_LEFT, sheet.scale.x(hi) if hi else _EDGE_RIGHT)


def _box(left: float, right: float, y: float, style: str) -> str:
    return (
        f'<rect class="{style}" x="{left:.1f}" y="{y - _BAR / 2:.1f}" width="{max(right - left, 1):.1f}" '
        f'height="{_BAR:g}"/>'
    )


def _diamond(x: float, y: float, style: str) -> str:
    return f'<path class="{style}" d="M{x:.1f} {y - 7:g}l6 7l-6 7l-6 -7z"/>'


def _circle(x: float, y: float, style: str) -> str:
    return f'<circle class="{style}" cx="{x:.1f}" cy="{y:g}" r="4.5"/>'


def _stop(x: float, y: float, style: str) -> str:
    return f'<rect class="{style}" x="{x - 1.5:.1f}" y="{y - 8:g}" width="3" height="16"/>'


def _legend(y: float) -> str:
    """Draw rows of four signs with their meaning."""
    signs: tuple[tuple[Callable[[float, float], str], str], ...] = (
        (lambda x, y: _box(x, x + 24, y, "bar"), "in force on every reading"),
        (lambda x, y: _box(x, x + 24, y, "some"), "on some readings only"),
        (lambda x, y: _box(x, x + 24, y, "unsure"), "the instant lies somewhere here"),
        (lambda x, y: _box(x, x + 24, y, "waits"), "waits for a reported event"),
        (lambda x, y: _box(x, x + 24, y, "off") + f'<path class="strike" d="M{x:g} {y:g}h24"/>', "suspended"),
        (lambda x, y: _circle(x + 12, y, "mark"), "event"),
        (lambda x, y: _diamond(x + 12, y, "mark"), "deadline"),
        (lambda x, y: _diamond(x + 12, y, "hollow"), "hollow: on some readings only, or replaced"),
        (lambda x, y: f'<path class="mark" d="M{x + 8:g} {y - 6:g}l8 6l-8 6z"/>', "no end stated"),
        (lambda x, y: _text(x + 9, y + 4, "?", "small"), "no start stated"),
        (lambda x, y: _stop(x + 12, y, "mark"), "ended by an amendment"),
    )
    drawn = []
    for i, (sign, meaning) in enumerate(signs):
        x, line = 16 + 272 * (i % 4), y + 22 * (i // 4)
        drawn.append(sign(x, line) + _text(x + 31, line + 4, meaning, "small"))
    return "".join(drawn) + "\n"


def _lines(lines: list[str], x: float, y: float, style: str, step: float) -> str:
    return "".join(_text(x, y + i * step, line, style) for i, line in enumerate(lines))


def _text(x: float, y: float, words: str, style: str, *, anchor: str = "start") -> str:
    side = f' text-anchor="{anchor}"' if anchor != "start" else ""
    return f'<text class="{style}" x="{x:.1f}" y="{y:.1f}"{side}>{escape(words)}</text>'
