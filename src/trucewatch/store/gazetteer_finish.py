"""The end of an import: the rows that are staged become the source's file, with their keys in order."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, event

from trucewatch.geography.listed import AREA_M
from trucewatch.geography.names import fold, skeleton, without_article
from trucewatch.geography.rows import SETTLEMENTS, apart_m
from trucewatch.store import gazetteer_tables as tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from sqlalchemy import Connection, Engine

    from trucewatch.store.gazetteer import ImportedSource

_AT_ONCE = 5_000
_CACHE_KB = 32_000
_BEYOND_M = 1_500.0
_WIDEST_DEGREES = 180.0
_SETTLEMENT_KINDS = ", ".join(f"'{kind}'" for kind in sorted(SETTLEMENTS))

_STAGED_AFTER = (
    "SELECT s.n, s.ref, s.name, s.others, s.kind, s.lat, s.lon, s.radius_m, s.country, s.divisions, s.pcode, "
    "s.population, s.outline, "
    "(SELECT group_concat(m.name, char(10)) FROM parts.more_names m WHERE m.ref = s.ref), "
    "b.south, b.north, b.west, b.east FROM parts.staged s "
    "LEFT JOIN parts.boxes b ON s.radius_m IS NULL AND b.country = s.country AND b.code = s.divisions "
    "WHERE s.n > ? ORDER BY s.n LIMIT ?"
)
_INSERT_PLACES = "INSERT INTO places VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_KEY_TABLES = (
    "DROP TABLE IF EXISTS parts.keys",
    "DROP TABLE IF EXISTS parts.bones",
    "CREATE TABLE parts.keys (key TEXT, country TEXT, n INTEGER)",
    "CREATE TABLE parts.bones (key TEXT, country TEXT, n INTEGER)",
)
# Sorted first and then appended: the trees are built from left to right, whatever their size.
_SORTED = (
    "INSERT INTO names SELECT DISTINCT key, country, n FROM parts.keys ORDER BY 1, 2, 3",
    "DROP TABLE parts.keys",
    "INSERT INTO sounds SELECT DISTINCT key, country, n FROM parts.bones ORDER BY 1, 2, 3",
    "DROP TABLE parts.bones",
)


def finish(
    maker: Engine, part: Path, said: ImportedSource, *, total: int, after: Callable[[int, int], None]
) -> ImportedSource:
    """Fill an empty file from what is staged in `part`; return what it holds now. `said` has no figures yet."""
    tables.FINISHED.create_all(maker)
    with maker.connect() as connection:
        connection.exec_driver_sql("ATTACH DATABASE ? AS parts", (str(part),))
        connection.exec_driver_sql("CREATE INDEX IF NOT EXISTS parts.by_ref ON more_names (ref)")
        _measure_areas(connection)
        _fill(connection, total, after)
        return _sign(connection, said)


def _measure_areas(connection: Connection) -> None:
    """Note for each division the box that holds its settlements, where a table gives no width of its own."""
    connection.exec_driver_sql("DROP TABLE IF EXISTS parts.boxes")
    connection.exec_driver_sql(
        "CREATE TABLE parts.boxes (country TEXT, code TEXT, south REAL, north REAL, west REAL, east REAL, "
        "PRIMARY KEY (country, code)) WITHOUT ROWID"
    )
    if connection.exec_driver_sql("SELECT 1 FROM parts.staged WHERE radius_m IS NULL LIMIT 1").first() is None:
        return
    code = "divisions"
    for _level in range(len(AREA_M)):
        # From the finest level up: each turn drops the last code.
        connection.exec_driver_sql(
            "INSERT INTO parts.boxes "  # noqa: S608  (our own words)
            f"SELECT country, {code} AS code, min(lat), max(lat), min(lon), max(lon) FROM parts.staged "
            f"WHERE kind IN ({_SETTLEMENT_KINDS}) AND {code} != '' GROUP BY country, {code} "
            "ON CONFLICT (country, code) DO UPDATE SET south = min(south, excluded.south), "
            "north = max(north, excluded.north), west = min(west, excluded.west), east = max(east, excluded.east)"
        )
        code = f"parent_code({code})"


def _fill(connection: Connection, total: int, after: Callable[[int, int], None]) -> None:
    for statement in _KEY_TABLES:
        connection.exec_driver_sql(statement)
    done = last = 0
    connection.exec_driver_sql("BEGIN")
    while rows := connection.exec_driver_sql(_STAGED_AFTER, (last, _AT_ONCE)).fetchall():
        last = rows[-1][0]
        _write(connection, rows)
        done += len(rows)
        after(done, total)
    for statement in _SORTED:
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql("COMMIT")


def _write(connection: Connection, rows: Iterable[Any]) -> None:
    places: list[tuple[Any, ...]] = []
    keys: list[tuple[str, str, int]] = []
    bones: list[tuple[str, str, int]] = []
    outlines: list[tuple[str, bytes]] = []
    for row in rows:
        n, ref, name, others, kind, lat, lon, radius_m, country, divisions, pcode, people, outline, more = row[:14]
        names = list(dict.fromkeys([*others.split(tables.NAME_BREAK), *(more or "").split(tables.NAME_BREAK)]))
        names = [other for other in names if other and other != name]
        if radius_m is None:
            radius_m = _area_radius_m((lon, lat), row[14:], divisions)
        told = tables.NAME_BREAK.join(names)
        places.append((n, ref, name, told, kind, lat, lon, radius_m, country, divisions, pcode, people))
        folded = {key for key in map(fold, (name, *names)) if key}
        keys.extend((key, country, n) for key in folded | set(map(without_article, folded)) if key)
        bones.extend((key, country, n) for key in set(map(skeleton, folded)) if key)
        if outline is not None:
            outlines.append((ref, outline))
    connection.exec_driver_sql(_INSERT_PLACES, places)
    for statement, values in (
        ("INSERT INTO parts.keys VALUES (?, ?, ?)", keys),
        ("INSERT INTO parts.bones VALUES (?, ?, ?)", bones),
        ("INSERT OR IGNORE INTO outlines VALUES (?, ?)", outlines),
    ):
        if values:
            connection.exec_driver_sql(statement, values)


def _sign(connection: Connection, said: ImportedSource) -> ImportedSource:
    def count(statement: str) -> int:
        return int(connection.exec_driver_sql(statement).scalar() or 0)

    def marked(key: str, default: str) -> str:
        found = connection.exec_driver_sql("SELECT value FROM parts.progress WHERE key = ?", (key,)).scalar()
        return default if found is None else str(found)

    countries = connection.exec_driver_sql("SELECT DISTINCT country FROM parts.staged ORDER BY 1").scalars()
    source = replace(
        said,
        as_of=said.as_of or marked("as_of", "") or None,
        rows=count("SELECT count(*) FROM places"),
        names=count("SELECT count(*) FROM names"),
        faults=int(marked("faults", "0")),
        left_out=int(marked("left_out", "0")),
        countries=tuple(countries),
    )
    connection.exec_driver_sql("INSERT INTO faults SELECT n, at, reason FROM parts.staged_faults")
    written = {"schema": tables.SCHEMA, "rules": tables.rules()} | {
        key: json.dumps(value) if isinstance(value, tuple) else value for key, value in asdict(source).items()
    }
    pairs = [(key, str(value)) for key, value in written.items() if value is not None]
    connection.exec_driver_sql("INSERT INTO about VALUES (?, ?)", pairs)
    return source


def _area_radius_m(point: tuple[float, float], box: tuple[float | None, ...], divisions: str) -> float:
    """Return metres from an area's point to the farthest corner of the box around its settlements."""
    south, north, west, east = box
    if south is None or north is None or west is None or east is None or east - west > _WIDEST_DEGREES:
        level = divisions.count(tables.DIVISION_BREAK) + 1
        return AREA_M.get(level, AREA_M[max(AREA_M)])
    corners = ((west, south), (west, north), (east, south), (east, north))
    return float(round(max(apart_m(point, corner) for corner in corners) + _BEYOND_M))


def _parent_code(divisions: str) -> str:
    return divisions.rpartition(tables.DIVISION_BREAK)[0]


def engine_of(path: Path, *, safe: bool = True) -> Engine:
    """Return an engine for a file that is being made; without `safe` a crash spoils it."""
    engine = create_engine(f"sqlite:///{path}", isolation_level="AUTOCOMMIT", connect_args={"isolation_level": None})

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        # What is being finished is made again from what is staged, if anything happens: it needs no journal.
        connection.execute("PRAGMA journal_mode=WAL" if safe else "PRAGMA journal_mode=OFF")
        connection.execute("PRAGMA synchronous=NORMAL" if safe else "PRAGMA synchronous=OFF")
        connection.execute(f"PRAGMA cache_size=-{_CACHE_KB}")
        connection.execute("PRAGMA temp_store=FILE")
        connection.create_function("parent_code", 1, _parent_code, deterministic=True)

    return engine
