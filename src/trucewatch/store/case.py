"""`Case`: a folder that holds everything one ceasefire is watched with. Copy the folder and it works elsewhere.

```
case.db           the case file (SQLite)
originals/ab/…    what came in, by SHA-256, never changed
agreement/        the terms this case is held against
exports/          what was made from it
```
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import String, cast, select
from sqlalchemy.dialects.sqlite import insert

from trucewatch.errors import CaseError
from trucewatch.model import Claim, Decision, Document, Observation, from_plain, to_plain
from trucewatch.store import checks, custody, evidence, lock, tables
from trucewatch.store.database import Database, helpful

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path
    from types import TracebackType

    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """Bytes as they came in. `source` is the URL or the file name they came from, `name` its last part."""

    sha256: str
    name: str
    source: str
    media_type: str | None
    bytes: int
    taken_in_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What could not be taken in or read, kept for retry. `stage`: taking-in or reading."""

    subject: str
    stage: str
    reason: str
    original: str | None
    attempts: int
    first_at: str
    last_at: str


class Case:
    """One case folder. `clock` tells the instant that goes into the records, `who` signs the custody log."""

    def __init__(self, folder: Path, *, clock: Callable[[], str], who: str) -> None:
        """Take the folder as it is; use `create` or `open`."""
        self.folder = folder
        self.agreement_folder = folder / "agreement"
        self.exports = folder / "exports"
        self._originals = folder / "originals"
        self._clock = clock
        self._who = who
        self._database = Database(folder / "case.db")

    @classmethod
    def create(cls, folder: Path, *, clock: Callable[[], str], who: str) -> Self:
        """Make an empty case in `folder`, which must be missing or empty but for `agreement/`.

        Raises:
            CaseError: something else lies there, or it cannot be written.
        """
        with helpful(folder):
            strangers = [p.name for p in folder.iterdir() if p.name != "agreement"] if folder.exists() else []
            if strangers:
                raise CaseError(f"{folder}: is not empty (holds {strangers[0]}); name a folder that does not exist yet")
            for part in (folder, folder / "originals", folder / "exports"):
                part.mkdir(parents=True, exist_ok=True)
        case = cls(folder, clock=clock, who=who)
        case._database.create()
        with case._database.writing() as connection:
            case._log(connection, "create", folder.name)
        return case

    @classmethod
    def open(cls, folder: Path, *, clock: Callable[[], str], who: str) -> Self:
        """Open the case in `folder`.

        Raises:
            CaseError: there is none, it is damaged, or a later version wrote it.
        """
        if not (folder / "case.db").is_file():
            raise CaseError(
                f"{folder}: no case here (no case.db); make one with `trucewatch new {folder} --agreement ID`"
            )
        case = cls(folder, clock=clock, who=who)
        case._database.check_version()
        return case

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the case file."""
        self._database.close()

    @contextmanager
    def running(self) -> Iterator[None]:
        """Hold the case for one run; a second run is refused with the name of the first."""
        with helpful(self.folder):
            self.exports.mkdir(exist_ok=True)
        with lock.hold(self.folder / "run.lock", who=self._who, since=self._clock()):
            yield

    # --- what came in -----------------------------------------------------------------------------------------

    def held(self, sha256: str) -> tuple[Document, ...]:
        """Return the documents that these bytes were read into, none where they never came in."""
        t = tables.documents
        with self._database.reading() as connection:
            chosen = connection.execute(select(t.c.record).where(t.c.original == sha256).order_by(t.c.n))
            return tuple(from_plain(Document, row.record) for row in chosen)

    def came_from(self, sha256: str) -> frozenset[str]:
        """Return the paths and URLs that these bytes came from before."""
        t = tables.sources
        with self._database.reading() as connection:
            return frozenset(connection.execute(select(t.c.source).where(t.c.original == sha256)).scalars())

    def keep_original(self, data: bytes, *, name: str, source: str, media_type: str | None = None) -> str:
        """Keep bytes as they came in and return their SHA-256; the same bytes from the same source are logged once."""
        with helpful(self._originals):
            sha256 = evidence.keep(self._originals, data)
        at = self._clock()
        row = {"sha256": sha256, "name": name, "source": source, "media_type": media_type, "bytes": len(data)}
        with self._database.writing() as connection:
            connection.execute(insert(tables.originals).values(taken_in_at=at, **row).on_conflict_do_nothing())
            put = insert(tables.sources).values(original=sha256, source=source).on_conflict_do_nothing()
            if connection.execute(put).rowcount:
                self._log(connection, "intake", sha256, name=name, source=source, bytes=len(data))
        return sha256

    def original(self, sha256: str) -> bytes:
        """Return the bytes of an original."""
        with helpful(self._originals):
            return evidence.path_of(self._originals, sha256).read_bytes()

    def originals(self) -> tuple[Original, ...]:
        """Return what came in, oldest first."""
        t = tables.originals
        with self._database.reading() as connection:
            rows = connection.execute(t.select().order_by(t.c.taken_in_at, t.c.sha256))
            return tuple(Original(**row._mapping) for row in rows)  # noqa: SLF001  (SQLAlchemy's public name)

    def add(
        self, documents: Iterable[Document], *, claims: Iterable[Claim] = (), original: str | None, kind: str
    ) -> tuple[Document, ...]:
        """Store documents and the claims that came coded with them, all or none; return the documents as stored.

        `kind`: report, table, log or by-hand. A document whose id is held already (a page that was changed since)
        is stored under the id with the start of its hash after it: both versions stay.
        """
        coded = tuple(claims)
        stored = []
        with self._database.writing() as connection:
            for document in documents:
                own = replace(document, id=_free_id(connection, document))
                stored.append(own)
                row = {"id": own.id, "original": original, "kind": kind, "record": to_plain(own)}
                connection.execute(tables.documents.insert().values(**row))
                for claim in (c for c in coded if c.document == document.id):
                    moved = claim if own.id == document.id else _moved(claim, own.id)
                    row = {"id": moved.id, "document": own.id, "record": to_plain(moved)}
                    connection.execute(insert(tables.coded).values(**row).on_conflict_do_nothing())
        return tuple(stored)

    def documents(self) -> tuple[Document, ...]:
        """Return every document, in the order they came in."""
        t = tables.documents
        with self._database.reading() as connection:
            return tuple(
                from_plain(Document, row.record) for row in connection.execute(select(t.c.record).order_by(t.c.n))
            )

    def document(self, document_id: str) -> Document:
        """Return one document, by its id or the start of it.

        Raises:
            CaseError: no document, or several, have it.
        """
        t = tables.documents
        with self._database.reading() as connection:
            rows = connection.execute(
                select(t.c.id, t.c.record).where(t.c.id.startswith(document_id, autoescape=True)).limit(9)
            ).all()
        exact = [row for row in rows if row.id == document_id] or rows
        if len(exact) == 1:
            return from_plain(Document, exact[0].record)
        if rows:
            raise CaseError(
                f"{document_id}: several documents start so ({', '.join(r.id for r in rows)}); write more of it"
            )
        raise CaseError(f"{document_id}: no such document in {self.folder}; `trucewatch show {self.folder}` lists them")

    def kinds(self) -> dict[str, str]:
        """Return the kind (report, table, log, by-hand) of every document."""
        t = tables.documents
        with self._database.reading() as connection:
            return {row.id: row.kind for row in connection.execute(select(t.c.id, t.c.kind))}

    def add_claims(self, claims: Iterable[Claim], *, by: str, reason: str) -> None:
        """Put claims that a person entered by hand beside the documents they quote; one that is held is left alone."""
        t = tables.coded
        with self._database.writing() as connection:
            for claim in claims:
                plain = to_plain(claim)
                put = insert(t).values(id=claim.id, document=claim.document, record=plain).on_conflict_do_nothing()
                if connection.execute(put).rowcount:
                    digest = custody.digest_of(plain)
                    self._log(connection, "enter", claim.id, sha256=digest, by=by, reason=reason)

    def coded_claims(self) -> dict[str, tuple[Claim, ...]]:
        """Return the claims that came already coded, by document."""
        t, found = tables.coded, dict[str, tuple[Claim, ...]]()
        with self._database.reading() as connection:
            for row in connection.execute(select(t.c.document, t.c.record).order_by(t.c.n)):
                found[row.document] = (*found.get(row.document, ()), from_plain(Claim, row.record))
        return found

    def kind_of(self, record_id: str) -> str | None:
        """Return what an id names (document, claim, incident), None where nothing here has it."""
        d, c, o, r, k = tables.documents, tables.coded, tables.observations, tables.results, tables.readings
        # A reading's claims lie in its JSON, as SQLAlchemy wrote it.
        inside = cast(k.c.record, String).contains(f'{{"id": {json.dumps(record_id)}, "document": ', autoescape=True)
        kinds: tuple[tuple[str, Any], ...] = (
            ("document", select(d.c.n).where(d.c.id == record_id)),
            ("document", select(o.c.n).where(o.c.id == record_id)),
            ("claim", select(c.c.n).where(c.c.id == record_id)),
            ("claim", select(o.c.n).where(o.c.id + ".1" == record_id)),
            ("incident", select(r.c.n).where((r.c.id == record_id) & (r.c.kind == "incident"))),
            ("claim", select(k.c.key).where(inside)),
        )
        with self._database.reading() as connection:
            return next((kind for kind, query in kinds if connection.execute(query.limit(1)).first()), None)

    # --- what people add --------------------------------------------------------------------------------------

    def observe(self, observation: Observation) -> None:
        """Record what a person saw or heard."""
        plain = to_plain(observation)
        with self._database.writing() as connection:
            t, at = tables.observations, self._clock()
            if connection.execute(select(t.c.n).where(t.c.id == observation.id)).first():
                raise CaseError(f"{observation.id}: this observation is recorded already")
            connection.execute(t.insert().values(id=observation.id, recorded_at=at, record=plain))
            self._log(connection, "observe", observation.id, sha256=custody.digest_of(plain))

    def observations(self) -> tuple[Observation, ...]:
        """Return the observations, in the order they were recorded."""
        t = tables.observations
        with self._database.reading() as connection:
            return tuple(
                from_plain(Observation, row.record) for row in connection.execute(select(t.c.record).order_by(t.c.n))
            )

    def decide(self, decision: Decision) -> None:
        """Append a judgement. Nothing is edited: a later decision takes the place of an earlier one."""
        plain = to_plain(decision)
        with self._database.writing() as connection:
            row = {"id": decision.id, "target": decision.target, "record": plain}
            connection.execute(tables.decisions.insert().values(**row))
            self._log(connection, "decide", decision.id, sha256=custody.digest_of(plain), by=decision.by)

    def decisions(self) -> tuple[Decision, ...]:
        """Return every decision ever made, oldest first, undone ones too."""
        t = tables.decisions
        with self._database.reading() as connection:
            return tuple(
                from_plain(Decision, row.record) for row in connection.execute(select(t.c.record).order_by(t.c.n))
            )

    # --- what was derived -------------------------------------------------------------------------------------

    def reading(self, key: str) -> Any | None:
        """Return the plain reading kept under a key (text, marks and reader version), None where there is none."""
        t = tables.readings
        with self._database.reading() as connection:
            return connection.execute(select(t.c.record).where(t.c.key == key)).scalar()

    def keep_reading(self, key: str, document: str, plain: object) -> None:
        """Keep a reading, so that a run that was broken off goes on from here, and forget the document's problem."""
        with self._database.writing() as connection:
            row = {"key": key, "document": document, "record": plain}
            connection.execute(insert(tables.readings).values(**row).on_conflict_do_nothing())
            connection.execute(tables.problems.delete().where(tables.problems.c.subject == document))

    def keep_results(
        self, as_of: str, rows: Iterable[tuple[str, str, object]], *, inputs: str, summary: object
    ) -> None:
        """Replace what earlier runs derived as of the same instant by `rows` of (kind, id, plain record)."""
        t = tables.results
        with self._database.writing() as connection:
            connection.execute(t.delete().where(t.c.as_of == as_of))
            values = [{"as_of": as_of, "kind": kind, "id": i, "record": record} for kind, i, record in rows]
            if values:
                connection.execute(t.insert(), values)
            run = {"as_of": as_of, "finished_at": self._clock(), "inputs": inputs, "summary": summary}
            connection.execute(tables.runs.insert().values(**run))
            self._log(connection, "run", as_of, inputs=inputs)

    def results(self, as_of: str, kind: str) -> tuple[Any, ...]:
        """Return the plain records of one kind that the last run as of `as_of` derived, in its order."""
        t = tables.results
        with self._database.reading() as connection:
            chosen = select(t.c.record).where((t.c.as_of == as_of) & (t.c.kind == kind)).order_by(t.c.n)
            return tuple(connection.execute(chosen).scalars())

    def last_run(self) -> tuple[str, Any] | None:
        """Return the `as_of` and the summary of the last run, None before the first."""
        t = tables.runs
        with self._database.reading() as connection:
            row = connection.execute(select(t.c.as_of, t.c.summary).order_by(t.c.n.desc()).limit(1)).first()
        return (row.as_of, row.summary) if row else None

    # --- what went wrong --------------------------------------------------------------------------------------

    def keep_problem(self, subject: str, *, stage: str, reason: str, original: str | None = None) -> None:
        """Keep what failed for retry; failing again counts one more attempt."""
        t, at = tables.problems, self._clock()
        row = {"subject": subject, "stage": stage, "reason": reason, "original": original}
        put = insert(t).values(attempts=1, first_at=at, last_at=at, **row)
        again = {"reason": reason, "attempts": t.c.attempts + 1, "last_at": at}
        with self._database.writing() as connection:
            connection.execute(put.on_conflict_do_update(index_elements=[t.c.subject], set_=again))

    def forget_problem(self, subject: str) -> None:
        """Take a subject off the list once it worked."""
        with self._database.writing() as connection:
            connection.execute(tables.problems.delete().where(tables.problems.c.subject == subject))

    def problems(self) -> tuple[Problem, ...]:
        """Return what waits for retry, oldest first."""
        t = tables.problems
        columns = (t.c.subject, t.c.stage, t.c.reason, t.c.original, t.c.attempts, t.c.first_at, t.c.last_at)
        with self._database.reading() as connection:
            rows = connection.execute(select(*columns).order_by(t.c.n))
            return tuple(Problem(**row._mapping) for row in rows)  # noqa: SLF001  (SQLAlchemy's public name)

    # --- custody ----------------------------------------------------------------------------------------------

    def log_access(self, action: str, subject: str, **detail: Any) -> None:
        """Log that evidence left the case: an export or a report."""
        with self._database.writing() as connection:
            self._log(connection, action, subject, **detail)

    def custody_log(self) -> tuple[custody.Entry, ...]:
        """Return the custody log, oldest first."""
        with self._database.reading() as connection:
            return tuple(custody.entries(connection))

    def verify(self) -> Iterator[str]:
        """Yield one line for every fault: an original that changed, a broken chain, an edited judgement."""
        if wrong := self._database.intact():
            yield f"{self.folder / 'case.db'}: {wrong}"
        log = self.custody_log()
        yield from custody.broken(log)
        held = {original.sha256: original.name for original in self.originals()}
        yield from checks.originals(self._originals, held, log)
        made: list[tuple[str, str, Any]] = [("decide", d.id, to_plain(d)) for d in self.decisions()]
        made += [("observe", o.id, to_plain(o)) for o in self.observations()]
        coded = [claim for claims in self.coded_claims().values() for claim in claims]
        entered = {entry.subject for entry in log if entry.action == "enter"}
        made += [("enter", c.id, to_plain(c)) for c in coded if c.id in entered]
        yield from checks.altered(made, log)

    def _log(self, connection: Connection, action: str, subject: str, **detail: Any) -> None:
        custody.append(connection, at=self._clock(), who=self._who, action=action, subject=subject, detail=detail)


def _free_id(connection: Connection, document: Document) -> str:
    taken = select(tables.documents.c.n)
    wanted, n = document.id, 1
    while connection.execute(taken.where(tables.documents.c.id == wanted)).first():
        mark = (document.sha256 or "")[:8]
        wanted, n = f"{document.id}.{mark}" if n == 1 and mark else f"{document.id}.{n + 1}", n + 1
    return wanted


def _moved(claim: Claim, document: str) -> Claim:
    own = claim.id.removeprefix(claim.document)
    return replace(claim, document=document, id=f"{document}{own}" if own != claim.id else f"{document}.{claim.id}")
