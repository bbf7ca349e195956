"""Coordinates in text: where they stand, which point they give, and how far it may be off. Pure.

Read are decimal degrees, degrees with minutes and seconds, degrees with decimal minutes, MGRS and UTM; WGS84 is taken
for granted, as reports do. The radius is what the last digit leaves open: the corner of a box of half a unit each way,
for MGRS the corner of the square from its middle, at least 5 m. What looks like coordinates and gives no point says why
in `problem`. Numbers that might be something else (dates, prices, scores, a range) are left alone, nothing is repaired.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.geography.angles import BETWEEN, LEAD, PLAIN, Angle, angles
from trucewatch.geography.grid_references import grid_references

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trucewatch.geography.rows import LonLat

LEAST_RADIUS_M = 5.0
"""No written point is taken to be nearer than a hand-held receiver tells."""
_METRES_PER_DEGREE = 111_700.0
"""Of latitude at the poles, where it is longest."""
_MOST_LAT, _MOST_LON = 90.0, 180.0
_DIGIT = r"[\d٠-٩۰-۹]"
_GATE = re.compile(
    rf"{_DIGIT}\s?(?:[°º˚]|deg)|{_DIGIT}\s?[NSEW]\b|\b[NSEW]\s?{_DIGIT}|{_DIGIT}[.٫]{_DIGIT}{{3}}"
    r"|\b\d{1,2}\s?[A-Za-z]\s?(?:[A-Za-z]{2}\s?\d\d|\d{6})"
    r"|(?i:\b(?:grid|mgrs|utm|gps|geo-?locat|coord|co-ord|lat(?:itude)?\b))|оординат|широт|حداثي"
)
_NO_DEGREES_BEFORE = re.compile(
    r"(?:[$€£#]|\b(?:usd|eur|versions?|release|rates?|scores?|scored|ratio|ci|interval|scale|tel|phone|fax|call|ip))"
    r"[ .:(\[]*$",
    re.IGNORECASE,
)
_NO_DEGREES_AFTER = re.compile(
    r" ?(?:%|[$€£]|(?:per|percent|kms?|kilomet\w+|met(?:re|er)s?|mm?|cm|miles?|million|billion|thousand|dollars?|euros?"
    r"|lira|pounds?|roubles?|points?|kg|tons?|tonnes?|hectares?|votes?|people|persons?)\b)",
    re.IGNORECASE,
)
_RUN = re.compile(r" ?[,;/|)]? ?(?:(?:and|or|to) )?[( ]?")
"""What joins numbers that are told together; as many as make no pairs are no coordinates."""
_IN_BRACKETS = (re.compile(r"[(\[] ?$"), re.compile(r" ?[)\]]"))
_NEAR = 40
"""Code points before a number in which a word such as "coordinates" leads to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coordinates:
    """What one stretch of text gives: a WGS84 point with its radius in metres, or why it gives none.

    `swapped` is the point that its latitude and longitude would give in the other order, where that is on the globe:
    to suspect a mistake, never to repair it. Grid references have none.
    """

    span: tuple[int, int]
    method: str
    lon: float | None = None
    lat: float | None = None
    radius_m: float | None = None
    problem: str | None = None
    swapped: LonLat | None = None


def may_hold_coordinates(text: str) -> bool:
    """Say whether a search is worth while: a sign of degrees, a letter of the compass by a digit, a long decimal."""
    return _GATE.search(text) is not None


def find_coordinates(text: str) -> tuple[Coordinates, ...]:
    """Return the coordinates of `text` in order, none overlapping; spans are code points into it."""
    if not may_hold_coordinates(text):
        return ()
    plain = text.translate(PLAIN)
    found: list[Coordinates] = []
    for ref in grid_references(plain):
        lon, lat = ref.point or (None, None)
        radius_m = None if ref.radius_m is None else max(ref.radius_m, LEAST_RADIUS_M)
        found.append(
            Coordinates(span=ref.span, method=ref.method, lon=lon, lat=lat, radius_m=radius_m, problem=ref.problem)
        )
    found.extend(_pairs(_without(plain, [one.span for one in found])))
    return tuple(sorted(found, key=lambda one: one.span))


def _without(plain: str, spans: list[tuple[int, int]]) -> str:
    """Return the text with signs that mean nothing in place of what is read already."""
    if not spans:
        return plain
    letters = list(plain)
    for start, end in spans:
        letters[start:end] = "#" * (end - start)
    return "".join(letters)


def _pairs(plain: str) -> Iterator[Coordinates]:
    """Yield each pair of angles that are one point; an angle belongs to one pair."""
    seen = list(angles(plain))
    odd = _in_odd_runs(plain, seen)
    waiting: Angle | None = None
    led_to = -1
    for number, angle in enumerate(seen):
        if waiting is None or BETWEEN.fullmatch(plain, waiting.end, angle.start) is None:
            waiting = angle
            continue
        led = waiting.led or _is_led(plain, waiting.start, led_to)
        bare = number not in odd and _is_bare_pair(plain, waiting, angle)
        if not (_is_pair(plain, waiting, angle, led=led) or bare):
            waiting = angle
            continue
        pair = _point(waiting, angle)
        if pair.problem is None or led or waiting.marked or pair.swapped is not None:
            yield pair
            led_to = angle.end if led else -1
        waiting = None


def _is_led(plain: str, start: int, led_to: int) -> bool:
    """Say whether a word such as "coordinates" leads here, or to the pair before in the same list."""
    if led_to >= 0 and _RUN.fullmatch(plain, led_to, start):
        return True
    return LEAD.search(plain, max(0, start - _NEAR), start) is not None


def _in_odd_runs(plain: str, seen: list[Angle]) -> frozenset[int]:
    """Return the numbers of those bare decimals that are told together with others and do not make pairs."""
    odd: set[int] = set()
    run: list[int] = []
    for number, angle in enumerate([*seen, None]):
        bare = angle is not None and angle.decimals > 0 and not angle.marked and angle.axis is None
        if angle is not None and bare and run and _RUN.fullmatch(plain, seen[run[-1]].end, angle.start):
            run.append(number)
            continue
        odd.update(run if len(run) % 2 else ())
        run = [number] if bare else []
    return frozenset(odd)


def _is_pair(plain: str, one: Angle, other: Angle, *, led: bool) -> bool:
    """Say whether two angles that follow one another are marked, or led to, as latitude and longitude."""
    between = plain[one.end : other.start]
    if not between and not (one.letter or other.letter):
        return False
    if one.axis is not None and one.axis == other.axis:
        return False
    if one.axis is not None and other.axis is not None:
        return led or (one.fine and other.fine)
    if one.marked and other.marked and one.fine and other.fine:
        return True
    return led and one.decimals > 0 and other.decimals > 0


def _is_bare_pair(plain: str, one: Angle, other: Angle) -> bool:
    """Say whether two decimal numbers without any sign are degrees: by their digits, and by what stands around."""
    before, after = plain[max(0, one.start - _NEAR) : one.start], plain[other.end : other.end + _NEAR]
    if one.end == other.start or plain[one.end : other.start].strip(" ,;/|"):
        return False
    if one.axis is not None and one.axis == other.axis:
        return False
    if one.comma or other.comma or one.leading_zero or other.leading_zero:
        return False
    if _NO_DEGREES_BEFORE.search(before) or _NO_DEGREES_AFTER.match(after):
        return False
    bracketed = bool(_IN_BRACKETS[0].search(before) and _IN_BRACKETS[1].match(after))
    small = max(abs(one.degrees), abs(other.degrees)) < 10  # noqa: PLR2004
    least = (3 if bracketed else 4) + small
    return min(one.decimals, other.decimals) >= least


def _point(one: Angle, other: Angle) -> Coordinates:
    lat, lon = (other, one) if one.axis == "lon" or other.axis == "lat" else (one, other)
    span = (one.start, other.end)
    problem = one.problem or other.problem
    swapped = (lat.degrees, lon.degrees)
    on_globe = abs(swapped[0]) <= _MOST_LON and abs(swapped[1]) <= _MOST_LAT
    if problem is None and abs(lat.degrees) > _MOST_LAT:
        problem = "latitude beyond 90°"
    if problem is None and abs(lon.degrees) > _MOST_LON:
        problem = "longitude beyond 180°"
    method = max(lat.method, lon.method, key=len)
    told = swapped if on_globe and not (one.problem or other.problem) else None
    if problem is not None:
        return Coordinates(span=span, method=method, problem=problem, swapped=told)
    north = lat.half_unit * _METRES_PER_DEGREE
    east = lon.half_unit * _METRES_PER_DEGREE * math.cos(math.radians(lat.degrees))
    return Coordinates(
        span=span,
        method=method,
        lon=lon.degrees,
        lat=lat.degrees,
        radius_m=round(max(LEAST_RADIUS_M, math.hypot(north, east)), 1),
        swapped=told,
    )
