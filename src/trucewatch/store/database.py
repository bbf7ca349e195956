"""One SQLite file in WAL mode, every commit on disk before it counts; its errors in words that help."""

from __future__ import annotations

import errno
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, event
from sqlalchemy.exc import DatabaseError, OperationalError

from trucewatch.errors import CaseError
from trucewatch.store.tables import SCHEMA, TABLES, about, triggers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection, Engine

BUSY_SECONDS = 30
"""How long one command waits for another's short write."""

# A file size limit (EFBIG) and a quota are full disks to whoever meets them.
_NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class Database:
    """The case file. Reads see the last commit; writes are one transaction each and serialised by SQLite."""

    def __init__(self, path: Path) -> None:
        """Open the file; nothing is touched before the first `reading` or `writing`."""
        self._path = path
        self._engine = _engine(path)

    def create(self) -> None:
        """Make the tables of this version."""
        with self.writing() as connection:
            TABLES.create_all(connection)
            for statement in triggers():
                connection.exec_driver_sql(statement)
            connection.execute(about.insert().values(key="schema", value=str(SCHEMA)))

    def check_version(self) -> None:
        """Raise CaseError where the tables are not of this version."""
        with self.reading() as connection:
            row = connection.execute(about.select().where(about.c.key == "schema")).one_or_none()
        found = row.value if row else "unknown"
        if found != str(SCHEMA):
            raise CaseError(
                f"{self._path}: written with tables of version {found}, this program knows version {SCHEMA}; "
                "use the version of trucewatch that wrote it, or a newer one"
            )

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Yield a connection for reading."""
        with helpful(self._path), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Yield a connection inside one write transaction: all of it is kept, or nothing."""
        with helpful(self._path), self._engine.connect() as connection:
            # IMMEDIATE: the write lock is taken before the first read, so that the custody chain cannot fork.
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                _roll_back(connection)
                raise
            connection.exec_driver_sql("COMMIT")

    def intact(self) -> str | None:
        """Return what SQLite's own check says is wrong with the file, None where nothing is."""
        with self.reading() as connection:
            answer = str(connection.exec_driver_sql("PRAGMA quick_check").scalar())
        return None if answer == "ok" else answer

    def close(self) -> None:
        """Let go of the file and fold the write-ahead log into it, so that the folder can be copied."""
        self._engine.dispose()


def _engine(path: Path) -> Engine:
    # The driver's own transactions are off (isolation_level None): `writing` begins and ends them.
    engine = create_engine(
        f"sqlite:///{path}",
        isolation_level="AUTOCOMMIT",
        connect_args={"timeout": BUSY_SECONDS, "isolation_level": None},
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")

    return engine


def _roll_back(connection: Connection) -> None:
    try:
        connection.exec_driver_sql("ROLLBACK")
    except DatabaseError:
        # A full disk makes SQLite roll back by itself; the first error is the one to tell.
        return


@contextmanager
def helpful(path: Path) -> Iterator[None]:
    """Turn the errors of the disk and of SQLite into a CaseError that says what, where and the way out."""
    try:
        yield
    except OSError as error:
        if error.errno in _NO_SPACE:
            raise CaseError(_full(path)) from error
        raise CaseError(f"{error.filename or path}: {error.strerror or error}") from error
    except (OperationalError, DatabaseError, sqlite3.DatabaseError) as error:
        raise CaseError(_explained(path, str(getattr(error, "orig", None) or error))) from error


def _full(path: Path) -> str:
    return (
        f"{path}: no space left to write; what was stored before is kept. Free some space, then run the command again"
    )


def _explained(path: Path, words: str) -> str:
    # "disk I/O error" is what SQLite says of a file size limit: the write failed, for want of room or of a disk.
    if "full" in words:
        return _full(path)
    if "disk I/O error" in words:
        return (
            f"{path}: cannot be written (no space left, or a failing disk); what was stored before is kept. "
            "Free some space, then run the command again"
        )
    if "locked" in words:
        return f"{path}: another program has been writing for {BUSY_SECONDS} s; wait for it, then run the command again"
    if "readonly" in words or "read-only" in words:
        return f"{path}: cannot be written (read-only); copy the case folder to where you may write"
    if "append-only" in words:
        return f"{path}: {words}: what was taken in or decided is never changed, only added to"
    return f"{path}: is damaged or no case file ({words}); restore the folder from a copy"
