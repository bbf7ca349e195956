"""What an analyst answers about a name of a place: where it is, that it is none, that it stays a name."""

import json
import math
import re
from typing import TYPE_CHECKING

from trucewatch import settings
from trucewatch.cli.common import plural
from trucewatch.errors import WrongUseError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trucewatch.geography import PlaceRow
    from trucewatch.model import Decision
    from trucewatch.store import Case

MOST_NAMED = 3
"""So many documents are named in a line; of more, how many."""

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
    from trucewatch.linking.naming import NO_PLACE, documents_of
    from trucewatch.pipeline.answered import answer_of, bearing_on

    answer, within = answer_of(made), documents_of(made)
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
    if within:
        without = [document for document in within if document not in named]
        lacking = f"; the name is not in {listed(without)}" if without else ""
        return f"{made.target} {says} in {listed(within)} alone{lacking}"
    in_words = f"named in {plural(len(named), 'document')}" if named else "no document of the case has this name yet"
    return f"{made.target} {says}; {in_words}"


def changes_of_answer(
    case: "Case", target: str, place: str | None, within: "Sequence[str]" = ()
) -> tuple[tuple[str, str], ...]:
    """Return the changes of an answer to a name; `place` None where it is no place, or none that is known.

    `within` are the documents in which alone it holds, none for all of the case.

    Raises:
        WrongUseError: what was written is no name, no place or no document of the case.
    """
    from trucewatch.linking.naming import DOCUMENTS

    check_name(target)
    changes = () if place is None else changes_for(case, place)
    known = [document.id for document in case.documents()] if within else []
    documents = dict.fromkeys(_document(case, written, known) for written in within)
    # As it is written, so that what is withheld is found in it where the case is published.
    return (*changes, (DOCUMENTS, json.dumps(list(documents), ensure_ascii=False))) if documents else changes


def listed(documents: "Sequence[str]") -> str:
    """Return documents in words: the first few, and how many more."""
    more = len(documents) - MOST_NAMED
    return ", ".join(documents[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def _document(case: "Case", written: str, known: list[str]) -> str:
    found = [one for one in known if one == written] or [one for one in known if one.startswith(written)]
    if len(found) != 1 or not written:
        several = f"the ids of {plural(len(found), 'document')} begin so"
        why = several if found and written else "no document has this id"
        raise WrongUseError(
            f"--in {written}: {why}. `trucewatch places {case.folder}` and `trucewatch show {case.folder}` print ids"
        )
    return found[0]
