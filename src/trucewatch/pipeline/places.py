"""The places that an agreement's folder lists beside its terms (`places.csv`): for reader, rows and map."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from trucewatch.geography import Gazetteer, locate, rows_from_csv
from trucewatch.geography.divisions import by_settlements
from trucewatch.geography.rows import SETTLEMENTS
from trucewatch.geography.seed import seed
from trucewatch.pipeline.answered import answers
from trucewatch.pipeline.gazetteers import files_of, further, state_of
from trucewatch.pipeline.lines import lines_of
from trucewatch.publishing.views import Settlement

if TYPE_CHECKING:
    from pathlib import Path

    from trucewatch.geography import Answer, PlaceRow
    from trucewatch.model import Claim
    from trucewatch.store import Case

FILE = "places.csv"
_CREDITS = {"ODbL 1.0": "© OpenStreetMap contributors, ODbL 1.0"}
_CITY_RANK = 10_000
KEPT = 32
"""So many gazetteers are held at once: documents with answers of their own have one a set of answers."""


@lru_cache(maxsize=KEPT)
def gazetteer(folder: Path, imported: tuple[tuple[str, str], ...] = (), answered: tuple[Answer, ...] = ()) -> Gazetteer:
    """Return the case's own places before the imported and built-in ones; those alone where there is no list.

    `imported` are the sources that count, as `gazetteers.state_of` returns them; `answered` go before all of them.

    Raises:
        WrongUseError: a row of the list lacks a column or holds a number that is none.
    """
    path = folder / FILE
    rows = rows_from_csv(path.read_text(encoding="utf-8"), name=str(path)) if path.is_file() else ()
    return Gazetteer(rows=rows, further=further(imported), answers=answered, lines=lines_of(folder, rows))


def of_case(case: Case, shared: Path | None) -> Gazetteer:
    """Return what a run of the case asks for places; `shared` is the user's folder of imported gazetteers."""
    imported = state_of(files_of(case, shared))
    return gazetteer(case.agreement_folder, imported, answers(case.decisions()))


def with_id(ref: str, places: Gazetteer) -> PlaceRow | None:
    """Return the place of an id: of the case's own, the built-in, the imported ones; None where none has it."""
    own = next((row for row in places.rows if row.id == ref), None)
    if own is not None:
        return own
    listed = seed().with_id(ref) if places.world else None
    return listed or (places.further.with_id(ref) if places.further is not None else None)


def settlements(folder: Path) -> tuple[Settlement, ...]:
    """Return the listed settlements as names for the map, with the credit that it must print."""
    return tuple(_settlement(row) for row in gazetteer(folder).rows if row.kind in SETTLEMENTS and row.placed)


def placed(claim: Claim, places: Gazetteer) -> Claim:
    """Return a claim that came coded with its place found: by its `ref`, else by its name, else not at all."""
    place = claim.place
    if place is None or place.located:
        return claim
    row = next((r for r in places.rows if r.id == place.ref and r.placed), None)
    if row is not None:
        found = replace(place, lon=row.lon, lat=row.lat, radius_m=row.radius_m, method="case, by its id", kind=row.kind)
        return replace(claim, place=found)
    known = locate(place.name, gazetteer=places)
    if known is None:
        return claim
    known = by_settlements(known, places)
    found = replace(
        place,
        lon=known.lon,
        lat=known.lat,
        radius_m=known.radius_m,
        ref=known.ref,
        method=f"{known.method}, by its name",
        kind=known.kind,
        doubt=known.doubt,
    )
    return replace(claim, place=found)


def _settlement(row: PlaceRow) -> Settlement:
    return Settlement(
        name=row.name,
        lon=row.lon,
        lat=row.lat,
        rank=int(row.radius_m) + (_CITY_RANK if row.kind in {"city", "capital"} else 0),
        credit=_CREDITS.get(row.licence or "") or " ".join(filter(None, (row.source, row.licence))) or None,
    )
