"""Angles as texts write them: 35.8645°, N35 51.867, 35°51'52"N, 355152N, "latitude 35.86". Pure.

Patterns run over text in which `PLAIN` has replaced other digits, primes and spaces, one code point for one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_MANY = {
    "'": "′’‘ʹʼ´`‛",
    '"': "″”“„ʺ«»",
    "°": "º˚",
    " ": "\t\u00a0\u2007\u2009\u200a\u202f\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069",
    "-": "\u2212\u2010\u2011",
    ".": "٫",
    ",": "،",
    ";": "؛",
}
PLAIN = str.maketrans(
    {other: plain for plain, others in _MANY.items() for other in others}
    | {chr(zero + n): str(n) for zero in (0x0660, 0x06F0) for n in range(10)}
)
"""Digits of Arabic and Persian, typographic primes, signs and spaces, as the patterns know them."""

LEAD = re.compile(
    r"(?:\b(?:co-?ordinates?|coords?|geo-?locat\w+|gps|lat(?:itude)?[/, ]{1,2}lon\w*)|координат\w*|\w*حداثي\w*)"
    r"(?: (?:of|are|is|at|to|were|as|point|position|location)){0,2}[ :=(\[-]{0,4}$",
    re.IGNORECASE,
)
"""Words that lead to coordinates; what follows them is read though it bears no sign of degrees."""
BETWEEN = re.compile(r" ?[,;/|]? ?(?:(?:and|і|и|та|و) ?)?")
"""What may stand between a latitude and a longitude."""

_AXES = {
    "lat": ("n", "s", "north", "south", "lat", "latitude", "широта", "широты", "широти"),
    "lon": ("e", "w", "east", "west", "lon", "long", "lng", "longitude", "долгота", "долготы", "довгота", "довготи"),
}
_AXIS_OF = {word: axis for axis, words in _AXES.items() for word in words}
_OTHER_LETTERS = {
    "с.ш": "n", "ю.ш": "s", "в.д": "e", "з.д": "w", "пн.ш": "n", "пд.ш": "s", "сх.д": "e", "зх.д": "w",
    "شمال": "n", "جنوب": "s", "شرق": "e", "غرب": "w",
}  # fmt: skip
"""Of Russian, Ukrainian ("northern latitude") and Arabic ("north"), without spaces, last stops and endings."""
_LABEL = (
    r"(?P<label>\b(?:lat(?:itude)?|lon(?:g(?:itude)?)?|lng|широт[аыи]|долгот[аы]|довгот[аи])\b)"
    r"\.?[ )\]]{0,2}(?:of |is )?[:=]? ?"
)
_LABEL_BEFORE = re.compile(r"\b(?P<first>lat(?:itude)?|lon(?:g(?:itude)?)?|lng)\.? ?(?:[/,;&-]|and)? ?$", re.IGNORECASE)
"""The first of two labels that stand together before two numbers: "lat/lon 35.86, 36.81", "(lon, lat)"."""
_COMPASS = r"(?:[NSEWnsew](?![^\W\d_])|north(?:ern)?\b|south(?:ern)?\b|east(?:ern)?\b|west(?:ern)?\b)"
_AFTER = rf"(?:{_COMPASS}|(?:с|ю|пн|пд)\. ?ш\b\.?|(?:в|з|сх|зх)\. ?д\b\.?|(?:شمال|جنوب|شرق|غرب)[\u064b\u0627]{{0,2}})"
_DEGREE = r"(?:°|degrees?\b|deg\b\.?)"
_MINUTES = (
    r"(?P<m>\d{1,2})(?:[.,](?P<mf>\d{1,9}) ?'?"
    r"|(?: ?' ?|[-: ])(?P<s>\d{1,2})(?:[.,](?P<sf>\d{1,9}))?(?: ?(?:\"|''))?"
    r"| ?')?"
)
_ANGLE = re.compile(
    rf"(?:(?<![\w.$€£#])|(?<=\d[NSEW]))(?:{_LABEL})?(?P<value>)(?:(?P<before>[NSEWnsew]) ?)?(?P<sign>(?<!\w)[-+])?"
    rf"(?:(?P<compact>\d{{4,7}})(?P<cf>\.\d{{1,4}})?(?= ?[NSEW])"
    rf"|(?P<d>\d{{1,3}})(?:(?P<point>[.,])(?P<df>\d{{1,12}}) ?(?P<mark>{_DEGREE})?"
    rf"|(?: ?(?P<dm>{_DEGREE}) ?|[-: ]){_MINUTES}"
    rf"| ?(?P<only>{_DEGREE}))?)"
    rf"(?(before)(?![\w°])|(?: ?(?P<after>{_AFTER})|(?![^\W\d_]|\d)))(?!\.\d|:\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Angle:
    """One angle: its degrees (south and west negative), half a unit of its last digit, and how it is written.

    `axis` is lat, lon, or None where nothing tells. `marked` bears a sign of degrees; `fine` is written too finely to
    be a temperature or a road. `decimals` count behind the point of degrees, 0 where there are minutes. `led` stands
    behind two labels that tell the order of a pair.
    """

    start: int
    end: int
    degrees: float
    half_unit: float
    axis: str | None
    letter: bool
    marked: bool
    fine: bool
    decimals: int
    comma: bool
    leading_zero: bool
    method: str
    led: bool = False
    problem: str | None = None


def angles(plain: str) -> Iterator[Angle]:
    """Yield what may be an angle, in order; most are plain numbers, and mean nothing alone."""
    for match in _ANGLE.finditer(plain):
        angle = _angle(match)
        if angle is not None:
            yield angle


def _angle(match: re.Match[str]) -> Angle | None:
    word = match["before"] or match["after"]
    letter = _letter(word) if word else None
    order = _LABEL_BEFORE.search(match.string, max(0, match.start() - _LONGEST_LABEL), match.start())
    order = order if match["label"] else None
    label = (order["first"] if order else match["label"]) or ""
    axis = _AXIS_OF[letter] if letter else _AXIS_OF.get(label.lower())
    parts = _of_compact(match, axis) if match["compact"] else _parts(match)
    if parts is None:
        return None
    whole, minutes, seconds, half_unit, method = parts
    with_minutes = minutes is not None
    degree_sign = bool(match["dm"] or match["mark"] or match["only"])
    if with_minutes and not (degree_sign or letter or axis):
        return None
    value = whole + (minutes or 0) / 60 + (seconds or 0) / 3600
    minus = match["sign"] == "-"
    problem = None
    if (minutes or 0) >= 60 or (seconds or 0) >= 60:  # noqa: PLR2004
        problem = "minutes or seconds beyond 59"
    elif minus and letter:
        problem = "both a minus and a letter of the compass"
    decimals = len(match["df"] or "")
    whole_words = match["d"] or ""
    return Angle(
        start=match.start("value") if order else match.start(),
        end=match.end(),
        degrees=-value if minus or letter in {"s", "w"} else value,
        half_unit=half_unit,
        axis=axis,
        letter=letter is not None,
        marked=degree_sign or letter is not None,
        fine=with_minutes or (axis is not None and (decimals > 0 or degree_sign)) or decimals > 2,  # noqa: PLR2004
        decimals=decimals,
        comma=match["point"] == ",",
        leading_zero=len(whole_words) > 1 and whole_words[0] == "0" and not letter,
        method=method,
        led=order is not None,
        problem=problem,
    )


def _letter(word: str) -> str:
    low = word.lower().removesuffix("ern")
    if low in _AXIS_OF:
        return low[0]
    bare = low.replace(" ", "").rstrip(".\u064b\u0627")
    return _OTHER_LETTERS[bare]


_LONGEST_LABEL = 20
_Parts = tuple[float, float | None, float | None, float, str]
DECIMAL = "decimal degrees"
MINUTES = "degrees and minutes"
SECONDS = "degrees, minutes and seconds"


def _parts(match: re.Match[str]) -> _Parts | None:
    """Return degrees, minutes, seconds, half a unit of the last digit in degrees, and how it is written."""
    if match["m"] is None:
        fraction = match["df"] or ""
        return float(f"{match['d']}.{fraction or 0}"), None, None, 0.5 * 10.0 ** -len(fraction), DECIMAL
    degrees = float(match["d"])
    if match["s"] is None:
        fraction = match["mf"] or ""
        minutes = float(f"{match['m']}.{fraction or 0}")
        return degrees, minutes, None, 0.5 / 60 * 10.0 ** -len(fraction), MINUTES
    fraction = match["sf"] or ""
    seconds = float(f"{match['s']}.{fraction or 0}")
    return degrees, float(match["m"]), seconds, 0.5 / 3600 * 10.0 ** -len(fraction), SECONDS


def _of_compact(match: re.Match[str], axis: str | None) -> _Parts | None:
    """Read "355152N" and "0364821E", or without seconds "3551N" and "03648E", as aviators write them."""
    digits, fraction = match["compact"], (match["cf"] or "")[1:]
    wide = 3 if axis == "lon" else 2
    if len(digits) not in (wide + 2, wide + 4):
        return None
    degrees, minutes = float(digits[:wide]), digits[wide : wide + 2]
    seconds = digits[wide + 2 :]
    last = float(f"{seconds or minutes}.{fraction or 0}")
    half = 0.5 * 10.0 ** -len(fraction)
    if seconds:
        return degrees, float(minutes), last, half / 3600, SECONDS
    return degrees, last, None, half / 60, MINUTES
