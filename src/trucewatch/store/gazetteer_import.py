"""An import under way: rows are staged in a file beside the source, and made into the source's file at the end.

Whatever the number of rows, memory stays small: they go through SQLite in batches, and their keys are sorted on disk.
An import that was broken off goes on from its last batch; the source that was there before stays until the new one is
whole.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, Self

from trucewatch.errors import CaseError
from trucewatch.geography.listed import BadRow, ListedPlace
from trucewatch.store import gazetteer_tables as tables
from trucewatch.store.database import helpful
from trucewatch.store.gazetteer import ImportedSource, described, rules_of, source_file
from trucewatch.store.gazetteer_finish import engine_of
from trucewatch.store.gazetteer_finish import finish as make
from trucewatch.store.lock import hold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from sqlalchemy import Connection, Engine

BATCH = 20_000
"""Rows between two commits: what is lost at most where an import is broken off."""

_WORLDWIDE = ("geonames:", "pcode:")
"""Identities that mean the same place in whatever table; all others are a source's own."""
_NOTED = 1_000
"""So many bad rows are noted with their line; all are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What is said of a source before it is read; see `ImportedSource`."""

    source: str
    kind: str
    title: str
    licence: str
    credit: str
    files: tuple[str, ...]
    fingerprint: str
    as_of: str | None = None


class Import:
    """One source on its way in; use it in a `with`. `clock` tells the instant of the import, `who` holds the lock."""

    def __init__(self, folder: Path, said: Said, *, clock: Callable[[], str], who: str) -> None:
        """Name what is to come; nothing is touched before the `with`."""
        self._said = said
        self._file = source_file(folder, said.source)
        self._part = self._file.with_suffix(".part")
        self._made = self._file.with_suffix(".new")
        self._clock = clock
        self._who = who
        self._engine: Engine | None = None
        self._stack: Any = None

    def __enter__(self) -> Self:
        """Take up what an earlier import of the same bytes left, or begin."""
        with helpful(self._file):
            self._file.parent.mkdir(parents=True, exist_ok=True)
        self._stack = self._held()
        self._stack.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        """Let go; what was staged stays for the next time."""
        self._stack.__exit__(None, None, None)

    @contextmanager
    def _held(self) -> Iterator[None]:
        lock = self._file.with_suffix(".lock")
        with hold(lock, who=self._who, since=self._clock()):
            self._engine = self._begun()
            try:
                yield
            finally:
                self._engine.dispose()
        lock.unlink(missing_ok=True)

    def held(self) -> ImportedSource | None:
        """Return the source as it is there already, where it was made from the same bytes in the same way."""
        if not self._file.exists():
            return None
        try:
            there = described(self._file)
        except CaseError:
            return None  # damaged: to be made anew
        same = there.fingerprint == self._said.fingerprint and rules_of(self._file) == tables.rules()
        return there if same else None

    def done(self, what: str) -> int:
        """Return how many lines of a part (`rows`, or a file of further names) are staged already."""
        with self._reading() as connection:
            found = connection.execute(tables.progress.select().where(tables.progress.c.key == what)).one_or_none()
        return int(found.value) if found else 0

    def stage(
        self, rows: Iterable[ListedPlace | BadRow], *, what: str, file: str, after: Callable[[int], None]
    ) -> None:
        """Stage places, in batches; `after` is called with the number of rows of each. Bad rows are noted."""
        for batch in _batches(rows):
            places = [self._values(row) for row in batch if isinstance(row, ListedPlace)]
            bad = [row for row in batch if isinstance(row, BadRow)]
            with self._writing() as connection:
                if places:
                    connection.exec_driver_sql(_INSERT_STAGED, places)
                self._note(connection, bad, file)
                self._mark(connection, what, batch[-1].line)
                latest = max((row.changed for row in batch if isinstance(row, ListedPlace) and row.changed), default="")
                if latest > self._marked(connection, "as_of", ""):
                    self._mark(connection, "as_of", latest)
            after(len(batch))

    def stage_names(
        self, names: Iterable[tuple[int, str, str] | BadRow], *, what: str, file: str, after: Callable[[int], None]
    ) -> None:
        """Stage further names as (line, ref, name) for places that are staged."""
        for batch in _batches(names):
            bad = [row for row in batch if isinstance(row, BadRow)]
            with self._writing() as connection:
                told = [(row[1], row[2]) for row in batch if not isinstance(row, BadRow) and row[2]]
                if told:
                    connection.exec_driver_sql("INSERT INTO more_names (ref, name) VALUES (?, ?)", told)
                self._note(connection, bad, file)
                last = batch[-1]
                self._mark(connection, what, last.line if isinstance(last, BadRow) else last[0])
            after(len(batch))

    def refs(self) -> Iterator[str]:
        """Yield the identities of the places that are staged."""
        with self._reading() as connection:
            for row in connection.exec_driver_sql("SELECT ref FROM staged"):
                yield row[0]

    def staged(self) -> int:
        """Return how many places are staged."""
        with self._reading() as connection:
            return int(connection.exec_driver_sql("SELECT count(*) FROM staged").scalar() or 0)

    def finish(self, after: Callable[[int, int], None]) -> ImportedSource:
        """Make the source's file of what is staged; `after` is called with places done and their number.

        Raises:
            CaseError: nothing was staged, or the disk is full.
        """
        total = self.staged()
        if not total:
            first = self._first_fault()
            raise CaseError(f"{', '.join(self._said.files)}: no row of it is a place{f' ({first})' if first else ''}")
        with helpful(self._file):
            self._made.unlink(missing_ok=True)
        maker = engine_of(self._made, safe=False)
        said = ImportedSource(
            **(asdict(self._said) | {"files": self._said.files}),
            imported_at=self._clock(),
            rows=0,
            names=0,
            faults=0,
            left_out=0,
            countries=(),
        )
        try:
            with helpful(self._file):
                source = make(maker, self._part, said, total=total, after=after)
        finally:
            maker.dispose()
        with helpful(self._file):
            _to_disk(self._made)
            self._made.replace(self._file)
        self._sweep()
        return source

    def forget_parts(self) -> None:
        """Remove what was staged."""
        self._sweep()

    # --- how ---------------------------------------------------------------------------------------------------

    def _begun(self) -> Engine:
        engine = engine_of(self._part)
        with helpful(self._part):
            try:
                tables.STAGED.create_all(engine)
                with engine.connect() as connection:
                    same = self._marked(connection, "fingerprint", "") == self._said.fingerprint
            except Exception:
                engine.dispose()
                raise
        if not same:
            engine.dispose()
            self._sweep()
            engine = engine_of(self._part)
            with helpful(self._part):
                tables.STAGED.create_all(engine)
                with engine.connect() as connection:
                    self._mark(connection, "fingerprint", self._said.fingerprint)
        return engine

    def _sweep(self) -> None:
        if self._engine is not None:
            self._engine.dispose()
        with helpful(self._part):
            for path in (self._part, self._made):
                for beside in (path, *(path.with_name(path.name + end) for end in ("-wal", "-shm", "-journal"))):
                    beside.unlink(missing_ok=True)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        assert self._engine is not None  # noqa: S101  (inside the `with`)
        with helpful(self._part), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._reading() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.exec_driver_sql("ROLLBACK")
                raise
            connection.exec_driver_sql("COMMIT")

    @staticmethod
    def _mark(connection: Connection, key: str, value: object) -> None:
        connection.exec_driver_sql("INSERT OR REPLACE INTO progress (key, value) VALUES (?, ?)", (key, str(value)))

    @staticmethod
    def _marked(connection: Connection, key: str, default: str) -> str:
        found = connection.exec_driver_sql("SELECT value FROM progress WHERE key = ?", (key,)).scalar()
        return default if found is None else str(found)

    def _values(self, row: ListedPlace) -> tuple[Any, ...]:
        return (
            row.ref if row.ref.startswith(_WORLDWIDE) else f"{self._said.source}:{row.ref}",
            row.name,
            tables.NAME_BREAK.join(" ".join(other.split()) for other in row.others),
            row.kind,
            row.lat,
            row.lon,
            row.radius_m,
            row.country,
            tables.DIVISION_BREAK.join(row.divisions),
            row.pcode,
            row.population,
            row.outline,
        )

    def _note(self, connection: Connection, bad: list[BadRow], file: str) -> None:
        real = [row for row in bad if row.fault]
        if real:
            held = int(self._marked(connection, "faults", "0"))
            for row in real[: max(0, _NOTED - held)]:
                values = (f"{file}:{row.line}", row.reason)
                connection.exec_driver_sql("INSERT INTO staged_faults (at, reason) VALUES (?, ?)", values)
            self._mark(connection, "faults", held + len(real))
        if len(bad) > len(real):
            left_out = int(self._marked(connection, "left_out", "0")) + len(bad) - len(real)
            self._mark(connection, "left_out", left_out)

    def _first_fault(self) -> str | None:
        with self._reading() as connection:
            row = connection.exec_driver_sql("SELECT at, reason FROM staged_faults ORDER BY n LIMIT 1").first()
        return f"{row[0]}: {row[1]}" if row else None


_INSERT_STAGED = (
    "INSERT INTO staged (ref, name, others, kind, lat, lon, radius_m, country, divisions, pcode, population, outline) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


def _batches(rows: Iterable[Any]) -> Iterator[list[Any]]:
    left = iter(rows)
    while batch := list(islice(left, BATCH)):
        yield batch


def _to_disk(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
