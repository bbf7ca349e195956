"""Gazetteers that a user imported: what they are, and which of their places bear a name or sound like it.

A source is one file, `SOURCE.db`, in a folder of the user's data or of a case. It is written whole and then never
changed, so reading takes no lock, works on a read-only disk, and a newer import replaces it in one step.
"""

from __future__ import annotations

import json
import sqlite3
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from trucewatch.errors import CaseError
from trucewatch.geography import PlaceRow
from trucewatch.geography.names import without_article
from trucewatch.geography.rows import SETTLEMENTS
from trucewatch.store.database import helpful
from trucewatch.store.gazetteer_tables import DIVISION_BREAK, NAME_BREAK, SCHEMA, rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from sqlalchemy import Connection

    from trucewatch.geography.imported import Box

FOLDER = "gazetteer"
"""Of a case, and of the user's data."""

_SUFFIX = ".db"
_REMEMBERED = 8_192
_REMEMBERED_DIVISIONS = 64
_MOST_SETTLEMENTS = 50_000
_MOST_BY_SOUND = 2_000
"""So many places under one name's skeletons say that the skeleton says nothing."""
_COLUMNS = "p.ref, p.name, p.others, p.kind, p.lat, p.lon, p.radius_m, p.country, p.divisions, p.population"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedSource:
    """What was imported once. `as_of` is the date of the data, None where nobody says it; `faults` rows were no place.

    `fingerprint` covers the bytes that were read and how they were read: the same one, the same places.
    """

    source: str
    kind: str
    title: str
    licence: str
    credit: str
    files: tuple[str, ...]
    fingerprint: str
    as_of: str | None
    imported_at: str
    rows: int
    names: int
    faults: int
    left_out: int
    countries: tuple[str, ...]


def source_files(*folders: Path | None) -> tuple[Path, ...]:
    """Return the files of imported sources, those of the first folder first; of one name, only the first."""
    found: dict[str, Path] = {}
    for folder in folders:
        for path in sorted(folder.glob(f"*{_SUFFIX}")) if folder is not None and folder.is_dir() else ():
            found.setdefault(path.name, path)
    return tuple(found.values())


def source_file(folder: Path, source: str) -> Path:
    """Return where a source of a folder lies."""
    return folder / f"{source}{_SUFFIX}"


def described(path: Path) -> ImportedSource:
    """Return what a file holds.

    Raises:
        CaseError: it is damaged or no imported gazetteer.
    """
    with _Open(path, current=False) as file:
        return file.described()


def rules_of(path: Path) -> str | None:
    """Return by which rules a file's names were folded, as `gazetteer_tables.rules` says it."""
    with _Open(path, current=False) as file:
        return file.rules


def faults_of(path: Path) -> Iterator[tuple[str, str]]:
    """Yield place (file:line) and reason of the rows that were no place, as far as they were noted."""
    with _Open(path, current=False) as file:
        for row in file.ask("SELECT at, reason FROM faults ORDER BY n", ()):
            yield row[0], row[1]


def forget(path: Path) -> None:
    """Remove an imported source."""
    with helpful(path):
        path.unlink()


class ImportedPlaces:
    """The places of some imported sources, for `geography.Gazetteer.further`; open it anew in each process."""

    def __init__(self, files: Iterable[Path]) -> None:
        """Open the files.

        Raises:
            CaseError: one is damaged, or made by another version; the message says how to make it anew.
        """
        self._files = tuple(_Open(path) for path in files)
        self._known: OrderedDict[tuple[str, frozenset[str]], tuple[PlaceRow, ...]] = OrderedDict()
        self._members: OrderedDict[tuple[object, ...], tuple[PlaceRow, ...] | None] = OrderedDict()

    def named(self, folded: str, countries: frozenset[str]) -> tuple[PlaceRow, ...]:
        """Return the places of the countries that bear a folded name, with or without its article."""
        key = (folded, countries)
        rows = self._known.get(key)
        if rows is None:
            rows = self._named(folded, countries)
            self._known[key] = rows
            if len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        return rows

    def sounding(self, skeletons: frozenset[str], countries: frozenset[str]) -> tuple[PlaceRow, ...] | None:
        """Return the places of the countries with a name of one of the skeletons; None where they are too many."""
        found: dict[str, PlaceRow] = {}
        for file in self._files:
            rows = file.rows("sounds", "bones", (*sorted(skeletons - {""}),), countries)
            if len(rows) > _MOST_BY_SOUND:
                return None
            for row in rows:
                found.setdefault(row.id, row)
        return tuple(found.values())

    def with_id(self, ref: str) -> PlaceRow | None:
        """Return the place of an id, None where no source lists it. It is not indexed: about a second a million."""
        for file in self._files:
            if row := file.with_id(ref):
                return row
        return None

    def settlements(
        self, countries: frozenset[str], *, admin: str | None = None, box: Box | None = None
    ) -> tuple[PlaceRow, ...] | None:
        """Return the settlements of the countries with a first-level division's code, or in a box; else all.

        None where they are more than 50,000. Every row is looked at once: about 0.06 s a million, and remembered.
        """
        key = (countries, admin, box)
        if key not in self._members:
            found: dict[str, PlaceRow] = {}
            for file in self._files:
                for row in file.settlements(countries, admin=admin, box=box):
                    found.setdefault(row.id, row)
            self._members[key] = tuple(found.values()) if len(found) <= _MOST_SETTLEMENTS else None
            if len(self._members) > _REMEMBERED_DIVISIONS:
                self._members.popitem(last=False)
        return self._members[key]

    def outline(self, ref: str) -> bytes | None:
        """Return the outline of an area as WKB in (lon, lat), simplified by 111 m at most; None where none is held."""
        for file in self._files:
            for row in file.ask("SELECT wkb FROM outlines WHERE ref = ?", (ref,)):
                return bytes(row[0])
        return None

    def close(self) -> None:
        """Let go of the files."""
        for file in self._files:
            file.close()

    def _named(self, folded: str, countries: frozenset[str]) -> tuple[PlaceRow, ...]:
        bare = without_article(folded)
        found: dict[str, PlaceRow] = {}
        for key in dict.fromkeys((folded, bare)):
            for file in self._files:
                for row in file.rows("names", "key", (key,), countries):
                    found.setdefault(row.id, row)
            if found:
                break
        return tuple(found.values())


class _Open:
    """One file, open for reading."""

    def __init__(self, path: Path, *, current: bool = True) -> None:
        self._path = path
        # The file never changes in its place, so SQLite need not look for others' locks or journals.
        where = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        self._engine = create_engine(
            "sqlite://",
            creator=lambda: sqlite3.connect(where, uri=True, check_same_thread=False),
            poolclass=StaticPool,
            isolation_level="AUTOCOMMIT",
        )
        with helpful(path):
            self._connection: Connection = self._engine.connect()
        self._about = dict(self.ask("SELECT key, value FROM about", ()))
        self.source = self._about.get("source", path.stem)
        self.rules = self._about.get("rules")
        if current:
            self._check_version()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._connection.close()
        self._engine.dispose()

    def described(self) -> ImportedSource:
        about = self._about
        try:
            return ImportedSource(
                source=about["source"],
                kind=about["kind"],
                title=about["title"],
                licence=about["licence"],
                credit=about["credit"],
                files=tuple(json.loads(about["files"])),
                fingerprint=about["fingerprint"],
                as_of=about.get("as_of"),
                imported_at=about["imported_at"],
                rows=int(about["rows"]),
                names=int(about["names"]),
                faults=int(about["faults"]),
                left_out=int(about["left_out"]),
                countries=tuple(json.loads(about["countries"])),
            )
        except (KeyError, ValueError) as error:
            raise CaseError(
                f"{self._path}: is no imported gazetteer ({error}); delete it and import its source again"
            ) from error

    def ask(self, statement: str, values: tuple[Any, ...]) -> Sequence[Any]:
        with helpful(self._path):
            return self._connection.exec_driver_sql(statement, values).fetchall()

    def rows(self, table: str, column: str, keys: tuple[str, ...], countries: frozenset[str]) -> list[PlaceRow]:
        """Return the places under the keys; a list one longer than `_MOST_BY_SOUND` where they are too many."""
        if not keys or not countries:
            return []
        marks, more = ",".join("?" * len(keys)), ",".join("?" * len(countries))
        # Both parts are made of our own words and question marks.
        chosen = f"SELECT n FROM {table} WHERE {column} IN ({marks}) AND country IN ({more})"  # noqa: S608
        limit = f" LIMIT {_MOST_BY_SOUND + 1}" if table == "sounds" else ""
        statement = f"SELECT {_COLUMNS} FROM places p WHERE p.n IN ({chosen}) ORDER BY p.n{limit}"  # noqa: S608
        return [self._row(row) for row in self.ask(statement, (*keys, *sorted(countries)))]

    def settlements(self, countries: frozenset[str], *, admin: str | None, box: Box | None) -> list[PlaceRow]:
        """Return the settlements of a division or a box, one more than is asked for where they are too many."""
        kinds, where = sorted(SETTLEMENTS), ["p.lat IS NOT NULL"]
        values: list[object] = [*kinds, *sorted(countries)]
        if admin is not None:
            where.append(f"(p.divisions = ? OR substr(p.divisions, 1, {len(admin) + 1}) = ?)")
            values += [admin, f"{admin}{DIVISION_BREAK}"]
        if box is not None:
            where.append("p.lon BETWEEN ? AND ? AND p.lat BETWEEN ? AND ?")
            values += [box[0], box[2], box[1], box[3]]
        marks, more = ",".join("?" * len(kinds)), ",".join("?" * len(countries))
        statement = (
            f"SELECT {_COLUMNS} FROM places p WHERE p.kind IN ({marks}) AND p.country IN ({more}) "  # noqa: S608
            f"AND {' AND '.join(where)} ORDER BY p.n LIMIT {_MOST_SETTLEMENTS + 1}"  # our own words and question marks
        )
        return [self._row(row) for row in self.ask(statement, tuple(values))]

    def with_id(self, ref: str) -> PlaceRow | None:
        """Return the place of an id, None where there is none."""
        statement = f"SELECT {_COLUMNS} FROM places p WHERE p.ref = ? LIMIT 1"  # noqa: S608  (our own words)
        return next((self._row(row) for row in self.ask(statement, (ref,))), None)

    def _row(self, row: Any) -> PlaceRow:
        ref, name, others, kind, lat, lon, radius_m, country, divisions, population = row
        return PlaceRow(
            id=ref,
            name=name,
            alternative_names=tuple(others.split(NAME_BREAK)) if others else (),
            kind=kind,
            lat=lat,
            lon=lon,
            radius_m=radius_m,
            country=country,
            admin=divisions.split(DIVISION_BREAK, 1)[0] or None,
            population=population,
            source=self._about.get("title"),
            licence=self._about.get("licence"),
            imported=self.source,
        )

    def _check_version(self) -> None:
        way_out = (
            f"import it again: `trucewatch gazetteer import {' '.join(json.loads(self._about.get('files', '[]')))}`"
        )
        if self._about.get("schema") != str(SCHEMA):
            raise CaseError(
                f"{self._path}: written with tables of version {self._about.get('schema', 'unknown')}, "
                f"this program knows version {SCHEMA}; {way_out}"
            )
        if self.rules != rules():
            raise CaseError(f"{self._path}: its names were folded by the rules of another version; {way_out}")
