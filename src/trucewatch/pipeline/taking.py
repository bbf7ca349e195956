"""Sources into the case: each is kept as it came, read into documents, and told apart from what is held already."""

from __future__ import annotations

import hashlib
from collections import deque
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from trucewatch import engines, intake
from trucewatch.errors import DocumentError, UnreadableError
from trucewatch.model import Published
from trucewatch.pipeline.full import stop_if_full
from trucewatch.pipeline.reading_all import unread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from trucewatch.model import Document
    from trucewatch.store import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where bytes come from. `source` is the path or URL, `load` fetches them; the rest is what a list says of it.

    `load` raises OSError or DocumentError where the bytes cannot be had.
    """

    source: str
    name: str
    load: Callable[[], bytes]
    url: str | None = None
    publisher: str | None = None
    published: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of a source. `state`: stored, held (the same bytes came in before) or failed."""

    source: str
    state: str
    documents: tuple[Document, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def unread(self) -> tuple[Document, ...]:
        """The documents that are stored and not read, for their language."""
        return tuple(d for d in self.documents if unread(d))


@dataclass(frozen=True, slots=True)
class _Task:
    """What travels to a worker: bytes, or why there are none."""

    data: bytes
    trouble: str | None
    fields: dict[str, Any]


def take_in(case: Case, sources: Sequence[Source], *, workers: int = 1, seconds: float = 60.0) -> Iterator[Taken]:
    """Take the sources into the case and yield what became of each, those that are held already first.

    One broken source loses exactly itself: its bytes are kept where there are any, and it waits for retry.
    """
    fresh = []
    for source in sources:
        if held := _held_file(case, source):
            yield held
        else:
            fresh.append(source)
    under_way: deque[tuple[Source, _Task]] = deque()

    def tasks() -> Iterator[_Task]:
        for source in fresh:
            task = _loaded(source)
            under_way.append((source, task))
            yield task

    items = list(tasks()) if len(fresh) <= engines.FEW else tasks()
    for outcome in engines.map(_read, items, workers=workers, seconds_per_item=seconds):
        source, task = under_way.popleft()
        yield _stored(case, source, task, outcome)


def retry(case: Case, *, seconds: float = 60.0) -> Iterator[Taken]:
    """Take in again what failed before and whose bytes the case kept."""
    kept = {o.sha256: o for o in case.originals()}
    waiting = [p for p in case.problems() if p.stage == "taking-in" and p.original in kept]
    sources = [
        Source(source=p.subject, name=kept[p.original].name, load=partial(case.original, p.original))
        for p in waiting
        if p.original is not None
    ]
    yield from take_in(case, sources, seconds=seconds)


def _loaded(source: Source) -> _Task:
    fields = {
        "name": source.name,
        "url": source.url,
        "publisher": source.publisher,
        "published": source.published,
        "title": source.title,
    }
    try:
        return _Task(source.load(), None, fields)
    except DocumentError as error:
        return _Task(b"", error.reason, fields)
    except OSError as error:
        return _Task(b"", error.strerror or str(error), fields)


def _read(task: _Task) -> Any:
    if task.trouble is not None:
        raise UnreadableError(task.trouble, document=task.fields["name"])
    return intake.take_in(task.data, **task.fields)


def _held_file(case: Case, source: Source) -> Taken | None:
    """Return what is held of a file's bytes; a page is fetched only once, so it is not asked here."""
    if source.source == source.url:
        return None
    task = _loaded(source)
    return _held(case, source, task.data) if task.data else None


def _held(case: Case, source: Source, data: bytes) -> Taken | None:
    sha256 = hashlib.sha256(data).hexdigest()
    held = case.held(sha256)
    if held and (source.url is None or source.url in case.came_from(sha256)):
        return Taken(source=source.source, state="held", documents=held)
    return None


def _stored(case: Case, source: Source, task: _Task, outcome: engines.Done[Any] | engines.Failed) -> Taken:
    # The same bytes may stand twice among sources that come in together.
    if task.data and (held := _held(case, source, task.data)):
        return held
    if isinstance(outcome, engines.Failed):
        stop_if_full(outcome, source.source)
    address = source.url or source.source
    original = case.keep_original(task.data, name=source.name, source=address) if task.data else None
    if isinstance(outcome, engines.Failed):
        reason = _reason(outcome, source)
        case.keep_problem(source.source, stage="taking-in", reason=reason, original=original)
        return Taken(source=source.source, state="failed", notes=(reason,))
    found = outcome.value
    kind = "table" if found.claims else "report"
    documents = case.add(_dated(found.documents, source), claims=found.claims, original=original, kind=kind)
    case.forget_problem(source.source)
    return Taken(source=source.source, state="stored", documents=documents, notes=found.problems)


def _dated(documents: tuple[Document, ...], source: Source) -> tuple[Document, ...]:
    """Return the documents, those without a date of their own with the one that a list gives the whole source."""
    if source.published is None:
        return documents
    given = Published(start=source.published, end=source.published, method="given")
    return tuple(d if d.published.start or d.published.end else replace(d, published=given) for d in documents)


def _reason(outcome: engines.Failed, source: Source) -> str:
    if outcome.kind in {"UnreadableError", "DocumentError"}:
        return outcome.message.removeprefix(f"{source.name}: ")
    return f"{outcome.kind}: {outcome.message}"
