"""Find places as the program asks for them: in the case's country, beside the built-in table; and how fast.

Part of `places.py`, which prints these figures with its own.

* `pairs_in_context`: the same pairs and look-alikes; a look-alike is right if it is found as itself or not at all;
* `sheets_in_context`: the other spellings of the sheets' places where the case lists only the first spelling;
* `listed`: each fact sheet loaded as a case's own `places.csv`, each place asked for in every spelling of its sheet;
  what the sheet itself doubts ("(misprint)", "(?)") is neither loaded nor asked for; places without a point are not
  asked for, they stay names;
* `strangers`: villages of OpenStreetMap (Arabic names) that the Idlib list lacks, asked for with that list: how many in
  a thousand are taken for one of its places, 3 km or more beyond its circle. Names that it bears itself do not count:
  whoever bears a case's name is that place.

Speed: a million look-ups of the fact sheets' spellings, repeated as names in news are (the n-th one 1/n as often), and
the median of names asked for the first time.
"""

from __future__ import annotations

import csv
import random
import re
import statistics
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from trucewatch.geography import Gazetteer, Located, PlaceRow, builtin, locate, rows_from_csv
from trucewatch.geography.names import fold
from trucewatch.geography.rows import SETTLEMENTS, apart_m
from trucewatch.geography.seed import seed

LOOK_UPS = 1_000_000
SHEETS = {"places-idlib.csv": "SY", "places-lebanon.csv": "LB", "places-donbas.csv": "UA"}
"""The fact sheets, and the country that each speaks of."""
_DOUBTED = re.compile(r"\(.*(?:\?|misprint|mistranslation|likely|probably|guess|not verified).*\)")
_REMARK = re.compile(r" *\(.*\)")
_LIST = Path(__file__).parent.parent / "agreements" / "idlib-2020" / "places.csv"
_BEYOND_M = 3_000.0
_BUILT_IN_NAME = {"Abu al-Duhur": "Abū az̧ Z̧uhūr", "Maarat al-Numan": "Ma‘arrat an Nu‘mān"}
"""How GeoNames calls a first spelling that neither the sheet nor its alternatives have."""

Figures = dict[str, Any]
LookAlikes = list[tuple[PlaceRow, PlaceRow]]


def measure(folder: Path, pairs: list[tuple[str, ...]], alike: LookAlikes, lines: list[str]) -> Figures:
    """Return all figures; those whose data are absent are left out."""
    sheets = {folder / "facts" / name: country for name, country in SHEETS.items()}
    figures = of_pairs(pairs, folder / "facts" / "places-idlib.csv", lines)
    right, wrong = figures.pop("right"), figures.pop("wrong") + wrong_look_alikes(alike, lines)
    figures["pairs_in_context_precision"] = round(right / (right + wrong), 3) if right else 0.0
    figures |= of_sheets(sheets, lines) | of_listed(sheets, lines)
    figures |= of_strangers(folder / "data" / "geography" / "osm-places-nw-syria.csv", lines)
    return figures | of_speed([*sheets])


def of_pairs(pairs: list[tuple[str, ...]], sheet: Path, lines: list[str]) -> Figures:
    """Measure the pairs; a first spelling that nobody knows a point for is not asked about."""
    rows = {first: row for first in dict.fromkeys(first for first, _ in pairs) if (row := of_the_case(first, sheet))}
    gazetteer = Gazetteer(tuple(rows.values()))
    asked = right = wrong = 0
    for first, second in pairs:
        if (row := rows.get(first)) is None:
            lines.append(f"pair in context: nobody says where {first} is; {second} not asked for")
            continue
        found = locate(second, gazetteer=gazetteer, country="SY")
        same = found is not None and is_at(found, row)
        asked += 1
        right += same
        wrong += found is not None and not same
        if not same:
            lines.append(f"pair in context: {second} is {first}, found {found.ref if found else 'nothing'}")
    recall = round(right / asked, 3) if asked else 0.0
    return {"right": right, "wrong": wrong, "pairs_in_context_recall": recall, "pairs_in_context_asked": asked}


def is_at(found: Located, row: PlaceRow) -> bool:
    """Say whether what was found is the place: the built-in row of the same place is as right as the case's own."""
    return apart_m((found.lon, found.lat), (row.lon, row.lat)) <= row.radius_m + found.radius_m


def wrong_look_alikes(alike: LookAlikes, lines: list[str]) -> int:
    """Return how many look-alikes are taken for another place, in the country of the first and a case that lists it."""
    wrong = 0
    for first, second in alike:
        row = replace(first, id="known", keys=(fold(first.name),))
        found = locate(second.name, gazetteer=Gazetteer((row,)), country=first.country, near=(row.lon, row.lat))
        if found is not None and found.ref != second.id:
            wrong += 1
            lines.append(f"look-alike in context: {second.name} ({second.id}) taken for {found.ref} ({found.score})")
    return wrong


def of_sheets(sheets: dict[Path, str], lines: list[str]) -> Figures:
    """Measure the sheets' other spellings where the case lists only the first."""
    asked = right = wrong = 0
    for file, country in sheets.items():
        rows = sheet_rows(file) if file.is_file() else []
        gazetteer = Gazetteer(tuple(replace(row, alternative_names=()) for row in rows))
        for row in rows:
            for spelling in row.alternative_names:
                found = locate(spelling, gazetteer=gazetteer, country=country)
                same = found is not None and is_at(found, row)
                asked += 1
                right += same
                wrong += found is not None and not same
                if found is not None and not same:
                    lines.append(f"sheet in context: {spelling} ({row.id}) taken for {found.ref} ({found.score})")
    return {"sheets_in_context_recall": round(right / asked, 3), "sheets_in_context_wrong": wrong} if asked else {}


def of_the_case(name: str, sheet: Path) -> PlaceRow | None:
    """Return the place that the Idlib sheet, else the built-in table, has under exactly a name: its point, one name."""
    rows = Gazetteer(tuple(sheet_rows(sheet))).own(fold(name)) if sheet.is_file() else ()
    rows = rows or seed().named(fold(_BUILT_IN_NAME.get(name, name)))
    at = [row for row in rows if row.kind in SETTLEMENTS and row.country in {None, "SY"} and row.placed]
    if len(at) != 1:
        return None
    return PlaceRow(id=name, name=name, kind="settlement", lat=at[0].lat, lon=at[0].lon, radius_m=at[0].radius_m)


def sheet_rows(file: Path) -> list[PlaceRow]:
    """Return a fact sheet as a case would list it, without what the sheet doubts."""
    with file.open(encoding="utf-8", newline="") as table:
        lines = [line for line in csv.DictReader(table) if line["lat"]]
    rows = []
    for line in lines:
        others = [*(line["alternative_spellings"] or "").split(";"), line.get("name_ar") or ""]
        others = [other.strip() for other in others if other.strip() and not _DOUBTED.search(other)]
        name = _REMARK.sub("", line["name"])
        kind = "area" if re.search(r"\(area\)|\bregion\b|\bline\b", line["name"]) else "settlement"
        rows.append(
            PlaceRow(
                id=line["name"], name=name, alternative_names=tuple(_REMARK.sub("", other) for other in others),
                kind=kind, lat=float(line["lat"]), lon=float(line["lon"]), radius_m=float(line["precision_m"]),
            )
        )  # fmt: skip
    return rows


def of_listed(sheets: dict[Path, str], lines: list[str]) -> Figures:
    """Measure the fact sheets' places where each sheet is the case's own list."""
    asked = right = wrong = 0
    for file, country in sheets.items():
        if not file.is_file():
            continue
        rows = sheet_rows(file)
        gazetteer = Gazetteer(tuple(rows))
        for row in rows:
            for spelling in (row.name, *row.alternative_names):
                found = locate(spelling, gazetteer=gazetteer, country=country)
                asked += 1
                right += found is not None and found.ref == row.id
                wrong += found is not None and found.ref != row.id
                if found is None or found.ref != row.id:
                    lines.append(f"listed: {spelling} is {row.id}, found {found.ref if found else 'nothing'}")
    return {"listed_recall": round(right / asked, 3), "listed_wrong": wrong, "listed_asked": asked} if asked else {}


def of_strangers(file: Path, lines: list[str]) -> Figures:
    """Measure how many villages that the Idlib list lacks are taken for one of its places."""
    if not (file.is_file() and _LIST.is_file()):
        return {}
    gazetteer = Gazetteer(rows_from_csv(_LIST.read_text(encoding="utf-8")))
    own = {row.id: row for row in gazetteer.rows}
    asked = taken = 0
    with file.open(encoding="utf-8", newline="") as table:
        for line in csv.DictReader(table):
            if not (name := line["name_ar"].strip()) or gazetteer.own(fold(name)):
                continue
            asked += 1
            found = locate(name, gazetteer=gazetteer, country="SY")
            if found is not None and found.ref in own:
                away = apart_m((float(line["lon"]), float(line["lat"])), (found.lon, found.lat))
                if away > found.radius_m + _BEYOND_M:
                    taken += 1
                    lines.append(
                        f"stranger: {name} taken for {own[found.ref].name}, {away / 1000:.0f} km ({found.score})"
                    )
    return {"strangers_taken_per_thousand": round(1000 * taken / asked, 1), "strangers_asked": asked} if asked else {}


def of_speed(sheets: list[Path]) -> Figures:
    """Measure the million look-ups, and the first one of each name."""
    names = [
        n for file in sheets if file.is_file() for row in sheet_rows(file) for n in (row.name, *row.alternative_names)
    ]
    if not names:
        return {}
    chance = random.Random(1)  # noqa: S311
    chance.shuffle(names)
    gazetteer = builtin()
    locate(names[0], gazetteer=gazetteer, country="SY")
    first = []
    for name in dict.fromkeys(names):
        begun = time.process_time()
        locate(name, gazetteer=gazetteer, country="SY")
        first.append(time.process_time() - begun)
    asked = chance.choices(names, weights=[1 / n for n in range(1, len(names) + 1)], k=LOOK_UPS)
    begun = time.process_time()
    for name in asked:
        locate(name, gazetteer=gazetteer, country="SY")
    return {
        "first_look_up_median_ms": round(1000 * statistics.median(first), 3),
        "million_look_ups_cpu_seconds": round(time.process_time() - begun, 1),
    }
