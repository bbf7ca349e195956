"""The case file's tables. Records travel as JSON; what we search or order by stands beside it in columns.

`originals`, `decisions` and `custody` are append-only: the database itself refuses to change or delete their rows.
`results` is derived: a run replaces the rows of its `as_of`, nobody edits them.
"""

from __future__ import annotations

from sqlalchemy import JSON, Column, ForeignKey, Integer, MetaData, String, Table

SCHEMA = 1
"""Version of the tables. A case written by a later version is refused, never half read."""

TABLES = MetaData()

about = Table("about", TABLES, Column("key", String, primary_key=True), Column("value", String, nullable=False))

originals = Table(
    "originals",
    TABLES,
    Column("sha256", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("media_type", String),
    Column("source", String, nullable=False),
    Column("bytes", Integer, nullable=False),
    Column("taken_in_at", String, nullable=False),
)

sources = Table(
    "sources",
    TABLES,
    Column("original", String, ForeignKey("originals.sha256"), primary_key=True),
    Column("source", String, primary_key=True),
)

documents = Table(
    "documents",
    TABLES,
    Column("n", Integer, primary_key=True),
    Column("id", String, unique=True, nullable=False),
    Column("original", String, ForeignKey("originals.sha256"), index=True),
    Column("kind", String, nullable=False),
    Column("record", JSON, nullable=False),
)

coded = Table(
    "coded",
    TABLES,
    Column("n", Integer, primary_key=True),
    Column("id", String, unique=True, nullable=False),
    Column("document", String, ForeignKey("documents.id"), index=True, nullable=False),
    Column("record", JSON, nullable=False),
)

observations = Table(
    "observations",
    TABLES,
    Column("n", Integer, primary_key=True),
    Column("id", String, unique=True, nullable=False),
    Column("recorded_at", String, nullable=False),
    Column("record", JSON, nullable=False),
)

decisions = Table(
    "decisions",
    TABLES,
    Column("n", Integer, primary_key=True),
    Column("id", String, unique=True, nullable=False),
    Column("target", String, index=True, nullable=False),
    Column("record", JSON, nullable=False),
)

readings = Table(
    "readings",
    TABLES,
    Column("key", String, primary_key=True),
    Column("document", String, index=True, nullable=False),
    Column("record", JSON, nullable=False),
)

problems = Table(
    "problems",
    TABLES,
    Column("n", Integer, primary_key=True),
    Column("subject", String, nullable=False, unique=True),
    Column("stage", String, nullable=False),
    Column("reason", String, nullable=False),
    Column("original", String),
    Column("attempts", Integer, nullable=False),
    Column("first_at", String, nullable=False),
    Column("last_at", String, nullable=False),
)

runs = Table(
    "runs",
    TABLES,
    Column("n", Integer, primary_key=True),
    Column("as_of", String, nullable=False),
    Column("finished_at", String, nullable=False),
    Column("inputs", String, nullable=False),
    Column("summary", JSON, nullable=False),
)

results = Table(
    "results",
    TABLES,
    Column("n", Integer, primary_key=True),
    Column("as_of", String, index=True, nullable=False),
    Column("kind", String, nullable=False),
    Column("id", String, nullable=False),
    Column("record", JSON, nullable=False),
)

custody = Table(
    "custody",
    TABLES,
    Column("n", Integer, primary_key=True),
    Column("at", String, nullable=False),
    Column("who", String, nullable=False),
    Column("action", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("detail", JSON, nullable=False),
    Column("previous", String, nullable=False),
    Column("hash", String, nullable=False),
)

APPEND_ONLY = ("originals", "sources", "decisions", "custody")


def triggers() -> tuple[str, ...]:
    """Return the statements that make the database refuse to change what is append-only."""
    return tuple(
        f"CREATE TRIGGER IF NOT EXISTS {table}_no_{verb} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        for table in APPEND_ONLY
        for verb in ("UPDATE", "DELETE")
    )
