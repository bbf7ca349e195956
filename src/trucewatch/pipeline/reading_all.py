"""Every document through the reader, once: what was read before is taken from the case, what fails waits for retry."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trucewatch import engines, reading
from trucewatch.model import Copy, Document, Reading, from_plain, to_plain
from trucewatch.pipeline import gazetteers
from trucewatch.pipeline.answered import bearing_on, by_document
from trucewatch.pipeline.full import stop_if_full, stop_if_unusable
from trucewatch.pipeline.places import KEPT, gazetteer, placed
from trucewatch.pipeline.readers import Answer, last

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from trucewatch import geography
    from trucewatch.asking import Usage
    from trucewatch.model import Claim
    from trucewatch.pipeline.readers import Reader
    from trucewatch.store import Case, Problem

    Sources = tuple[tuple[tuple[str, str], ...], tuple[geography.Answer, ...]]
    """What is asked for places beside the agreement's own list: imported sources, and an analyst's answers.

    The answers are those that hold in the document.
    """

ATTEMPTS = 3
"""After so many failures a document is left alone until somebody says `--retry`."""

NOT_PROSE = frozenset({"table", "log"})
"""Kinds of documents whose claims came already coded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """Where and by whom documents are read: `workers` processes, `seconds` at most for one document.

    `retry`: also what failed often. `reader` None is the reader of the case's last run, the rules before the first.
    `gazetteers` is the user's folder of imported gazetteers, beside the case's own.
    """

    workers: int = 1
    seconds: float = 60.0
    retry: bool = False
    reader: Reader | None = None
    gazetteers: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """One reading a document, in order. `waiting` are documents whose reader could not be asked; `usage` its cost.

    `gazetteers` are the imported sources that were asked for places, each with its fingerprint.
    """

    reader: str
    readings: tuple[Reading, ...]
    waiting: tuple[Problem, ...] = ()
    usage: Usage | None = None
    gazetteers: tuple[tuple[str, str], ...] = ()


def unread(document: Document) -> bool:
    """Say whether the document is in a language that the reader does not read."""
    return document.lang is not None and document.lang not in reading.LANGUAGES


def read_all(
    case: Case, documents: Sequence[Document], *, engine: Engine, watch: Callable[[str, int, int], None]
) -> Read:
    """Return one reading a document, in order; one that is unread or failed has no claims.

    Tables and logs are not read: their rows are what they say. Claims that a person entered stand beside what was read.
    """
    coded, kinds = case.coded_claims(), case.kinds()
    tired = {p.subject for p in case.problems() if p.stage == "reading" and p.attempts >= ATTEMPTS and not engine.retry}
    imported = gazetteers.state_of(gazetteers.files_of(case, engine.gazetteers))
    known = [_terms_digest(case.agreement_folder), *filter(None, [gazetteers.digest_of(imported)])]
    answered = by_document(case.decisions())
    reader = engine.reader or last(case)
    found: dict[str, Reading] = {}
    waiting: list[tuple[str, Document]] = []
    for document in documents:
        if kinds.get(document.id) in NOT_PROSE or unread(document):
            continue
        # What is a copy of what depends on the instant; what a text says does not, so the reader is not told.
        bare = replace(document, copy=Copy(), origin=None)
        key = _key(bare, [*known, *bearing_on(bare, answered.of(bare.id))], reader)
        if (plain := case.reading(key)) is not None:
            found[document.id] = from_plain(Reading, plain)
        elif document.id not in tired:
            waiting.append((key, bare))
    engine = replace(engine, reader=reader)

    def sources(document: str) -> Sources:
        return imported, answered.of(document)

    usage = _read_new(case, waiting, found, engine=engine, sources=sources, watch=watch)

    def coded_of(document: str) -> tuple[Claim, ...]:
        if document not in coded:
            return ()
        places = gazetteer(case.agreement_folder, *sources(document))
        return tuple(placed(claim, places) for claim in coded.get(document, ()))

    readings = [found.get(d.id) or Reading(document=d) for d in documents]
    marked = (_marked(r, d) for r, d in zip(readings, documents, strict=True))
    return Read(
        reader=reader.name,
        readings=tuple(replace(r, claims=(*r.claims, *coded_of(r.document.id))) for r in marked),
        waiting=tuple(_waits(d, reader) for _, d in waiting) if reader.ask is None else (),
        usage=usage,
        gazetteers=tuple((Path(path).stem, fingerprint) for path, fingerprint in imported),
    )


def _waits(document: Document, reader: Reader) -> Problem:
    from trucewatch.store import Problem  # a process that only reads needs no database

    reason = f"not read by {reader.method} yet; `trucewatch run DIR` reads it, by that model or with --reader rules"
    return Problem(
        subject=document.id, stage="reading", reason=reason, original=None, attempts=0, first_at="", last_at=""
    )


def _marked(found: Reading, document: Document) -> Reading:
    return replace(found, document=replace(found.document, copy=document.copy, origin=document.origin))


def _read_new(
    case: Case,
    waiting: list[tuple[str, Document]],
    found: dict[str, Reading],
    *,
    engine: Engine,
    sources: Callable[[str], Sources],
    watch: Callable[[str, int, int], None],
) -> Usage | None:
    if engine.reader is None or engine.reader.ask is None:
        return None
    folder = str(case.agreement_folder)
    tasks = [(to_plain(document), folder, sources(document.id)) for _, document in waiting]
    read = partial(read_plain, ask=engine.reader.ask)
    seconds = engine.reader.seconds or engine.seconds
    usage = None
    outcomes = engines.map(read, tasks, workers=engine.workers, seconds_per_item=seconds)
    for n, ((key, document), outcome) in enumerate(zip(waiting, outcomes, strict=True), start=1):
        if isinstance(outcome, engines.Failed):
            stop_if_full(outcome, document.id)
            stop_if_unusable(outcome)
            case.keep_problem(document.id, stage="reading", reason=f"{outcome.kind}: {outcome.message}")
        else:
            plain, used, trouble = outcome.value
            usage = used if usage is None or used is None else usage + used
            if plain is None:
                case.keep_problem(document.id, stage="reading", reason=str(trouble))
            else:
                case.keep_reading(key, document.id, plain)
                found[document.id] = from_plain(Reading, plain)
        watch("reading", n, len(waiting))
    return usage


def read_plain(
    task: tuple[Any, str, Sources], *, ask: Callable[[Document, reading.Context], Answer]
) -> tuple[Any, Usage | None, str | None]:
    """Read one document in whatever process this is: its plain reading, or the trouble with it, and the usage."""
    plain, folder, sources = task
    answer = ask(from_plain(Document, plain), context(folder, *sources))
    return to_plain(answer.reading), answer.usage, answer.trouble


@lru_cache(maxsize=KEPT)
def context(
    folder: str, imported: tuple[tuple[str, str], ...] = (), answered: tuple[geography.Answer, ...] = ()
) -> reading.Context:
    """Return what the reader knows besides the text: the places beside the agreement in `folder`, and other sources."""
    return reading.Context(gazetteer=gazetteer(Path(folder), imported, answered), pass_quiet=True)


def _key(document: Document, known: list[str], reader: Reader) -> str:
    return _digest([to_plain(document), reader.key, *known])


def _terms_digest(folder: Path) -> str:
    files = sorted(p for p in folder.rglob("*") if p.is_file())
    return _digest([[str(p.relative_to(folder)), hashlib.sha256(p.read_bytes()).hexdigest()] for p in files])


def _digest(plain: object) -> str:
    return hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()
