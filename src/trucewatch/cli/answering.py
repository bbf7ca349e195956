"""What an analyst answers about a name of a place: where it is, that it is none, that it stays a name."""

import math
import re
from typing import TYPE_CHECKING

from trucewatch import settings
from trucewatch.cli.common import plural
from trucewatch.errors import WrongUseError

if TYPE_CHECKING:
    from trucewatch.geography import PlaceRow
    from trucewatch.model import Decision
    from trucewatch.store import Case

_POINT = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*(?:,\s*(\d+(?:\.\d+)?)\s*m?\s*)?")


def check_name(name: str) -> None:
    """Refuse what is no name: it means another place in every sentence.

    Raises:
        WrongUseError: it has no letter, or is a description such as "the village".
    """
    if not any(letter.isalpha() for letter in name):
        raise WrongUseError(f"{name!r} is no name; write it as the documents have it")
    if name == name.lower() and name != name.upper():
        raise WrongUseError(
            f"{name!r} describes a place and names none: it may be another one in every document. Put the claim right: "
            f"""`trucewatch decide DIR CLAIM --correct place='{{"name": …, "lon": …, "lat": …, "radius_m": …}}'`"""
        )


def changes_for(case: "Case", written: str) -> tuple[tuple[str, str], ...]:
    """Return the place that was written (the id of a row, or LON,LAT,RADIUS), as a decision holds it.

    Raises:
        WrongUseError: there is no such row, it has no point, or the numbers are none of a place.
    """
    from trucewatch.pipeline.answered import changes_of
    from trucewatch.pipeline.places import of_case, with_id

    if (numbers := _POINT.fullmatch(written)) is not None:
        return changes_of(_point(written, numbers))
    row = with_id(written.strip(), of_case(case, settings.load().gazetteers))
    if row is None:
        raise WrongUseError(
            f"--is {written}: no table lists a place with this id. `trucewatch gazetteer lookup NAME --case "
            f"{case.folder}` prints ids; or write LON,LAT,RADIUS in degrees and metres"
        )
    if not row.placed:
        raise WrongUseError(f"--is {written}: {row.name} is listed without a point; write LON,LAT,RADIUS")
    return changes_of(row)


def _point(written: str, numbers: re.Match[str]) -> "PlaceRow":
    from trucewatch.geography import PlaceRow
    from trucewatch.geography.answered import POINT

    if numbers[3] is None:
        raise WrongUseError(f"--is {written}: how far may it be off? Write LON,LAT,RADIUS, the radius in metres")
    lon, lat, radius_m = map(float, numbers.groups())
    if abs(lon) > 180 or abs(lat) > 90:  # noqa: PLR2004
        raise WrongUseError(f"--is {written}: longitude first, within 180, then latitude, within 90")
    if not 0 < radius_m < math.inf:
        raise WrongUseError(f"--is {written}: the radius of doubt is more than 0 metres; a place is no point")
    name = f"{lat:.5f}, {lon:.5f}"
    # Two names of one point are one place: claims of either may tell of one act.
    return PlaceRow(id=f"point:{lon:.5f},{lat:.5f}", name=name, kind=POINT, lon=lon, lat=lat, radius_m=radius_m)


def told(case: "Case", made: "Decision") -> str:
    """Return what was answered in words, and how many documents of the case it bears on."""
    from trucewatch.geography.names import fold
    from trucewatch.linking.decided import NO_PLACE
    from trucewatch.pipeline.answered import answers, bearing_on

    (answer,) = answers([made])
    named = {document.id for document in case.documents() if bearing_on(document, [answer])}
    # A coded claim may have a name that its document's words do not hold.
    coded = [claim for claims in case.coded_claims().values() for claim in claims]
    named |= {c.document for c in coded if c.place is not None and fold(c.place.name) == fold(made.target)}
    if answer.row is None:
        says = "is no place" if made.action == NO_PLACE else "stays a name"
    else:
        row = answer.row
        where = "" if row.kind == "point" else f"{row.name} ({row.id}), "
        says = f"is {where}{row.lat:.5f} N {row.lon:.5f} E ± {row.radius_m:,.0f} m"
    in_words = f"named in {plural(len(named), 'document')}" if named else "no document of the case has this name yet"
    return f"{made.target} {says}; {in_words}"


def answer_of(case: "Case", target: str, place: str | None) -> tuple[tuple[str, str], ...]:
    """Return the changes of an answer to a name; `place` None where it is no place, or none that is known."""
    check_name(target)
    return () if place is None else changes_for(case, place)
