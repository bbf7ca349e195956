"""Grid references in text: MGRS with its zone, UTM with zone and band. What cannot be placed says why. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.errors import WrongUseError
from trucewatch.geography.grids import from_mgrs, from_utm, half_diagonal_m

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trucewatch.geography.rows import LonLat

MGRS, UTM = "MGRS", "UTM"
_ZONE = r"(?P<zone>[1-5]\d|60|0?[1-9])"
_START = r"(?<![\w.,/-])"
_DIGITS = r"(?P<digits>\d{1,5} \d{1,5}|\d{2,10})"
_MGRS = re.compile(
    rf"{_START}{_ZONE} ?(?P<band>[C-HJ-NP-X])[ -]?(?P<square>[A-HJ-NP-Z][A-HJ-NP-V])(?:[ -]?{_DIGITS})?(?![\w°]|\.\d)",
    re.IGNORECASE,
)
_UTM = re.compile(
    rf"{_START}(?:UTM:? )?(?:zone )?{_ZONE} ?(?P<band>[C-HJ-NP-X]|north|south)\b[ ,:]{{1,2}}"
    r"(?:E(?:asting)?[:= ]{0,2})?(?P<e>\d{6})(?:\.(?P<ef>\d{1,3}))? ?(?:m? ?E\b)?[ ,/]{1,3}"
    r"(?:N(?:orthing)?[:= ]{0,2})?(?P<n>\d{6,7})(?:\.(?P<nf>\d{1,3}))?(?: ?m? ?N\b)?(?![\w]|\.\d)",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"\b(?:grid|mgrs|utm)(?: (?:ref(?:erence)?|square|coordinates?|position|is|at)\.?){0,2}[ :(\[]{0,3}$",
    re.IGNORECASE,
)
_WITHOUT_ZONE = re.compile(
    r"\b(?:grid|mgrs)(?: (?:ref(?:erence)?|square|coordinates?|is|at)\.?){0,2}[ :(\[]{1,3}"
    r"(?P<whole>(?P<pole>[ABYZ] ?)?(?P<square>[A-HJ-NP-Z]{2}) ?\d{1,5} ?\d{1,5})(?!\w|\.\d)"
)
_NEAR = 40
_LEAST_DIGITS = 6
"""Of a reference that no word leads to: squares of 100 m. A shorter one may be a number plate."""
_SURE_DIGITS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class GridReference:
    """A grid reference: its point and the radius of what it leaves open, or the problem with it."""

    span: tuple[int, int]
    method: str
    point: LonLat | None = None
    radius_m: float | None = None
    problem: str | None = None


def grid_references(plain: str) -> Iterator[GridReference]:
    """Yield the grid references of a text in plain digits and spaces, by kind."""
    for match in _UTM.finditer(plain):
        yield _utm(match)
    for match in _MGRS.finditer(plain):
        found = _mgrs(match, led=_LEAD.search(plain, max(0, match.start() - _NEAR), match.start()) is not None)
        if found is not None:
            yield found
    for match in _WITHOUT_ZONE.finditer(plain):
        why = "polar grids (UPS) are not read" if match["pole"] else "the grid zone is missing (such as 37S)"
        yield GridReference(span=match.span("whole"), method=MGRS, problem=why)


def _mgrs(match: re.Match[str], *, led: bool) -> GridReference | None:
    digits = match["digits"] or ""
    parts = digits.split()
    count = sum(map(len, parts))
    letters = match["band"] + match["square"]
    if not led and (count < _LEAST_DIGITS or (not letters.isupper() and count < _SURE_DIGITS)):
        return None
    why = "easting and northing have not as many digits" if len(parts) == 2 and len(parts[0]) != len(parts[1]) else None  # noqa: PLR2004
    try:
        if why is None:
            point, side_m = from_mgrs(int(match["zone"]), match["band"], match["square"], "".join(parts))
            return GridReference(
                span=match.span(), method=MGRS, point=point, radius_m=round(half_diagonal_m(side_m), 1)
            )
    except WrongUseError as error:
        why = str(error)
    return GridReference(span=match.span(), method=MGRS, problem=why) if led or count >= _SURE_DIGITS else None


def _utm(match: re.Match[str]) -> GridReference:
    band = match["band"].upper()
    if band == "S":
        why = "UTM “S” may be band S or the southern half of the globe"
        return GridReference(span=match.span(), method=UTM, problem=why)
    easting, northing = (float(f"{match[a]}.{match[a + 'f'] or 0}") for a in ("e", "n"))
    named = len(band) > 1 or band == "N"  # band N lies in the north: both readings are one
    try:
        point = from_utm(
            int(match["zone"]),
            easting,
            northing,
            band=None if named else band,
            south=band == "SOUTH" if named else None,
        )
    except WrongUseError as error:
        return GridReference(span=match.span(), method=UTM, problem=str(error))
    return GridReference(span=match.span(), method=UTM, point=point, radius_m=0.5)
