"""Every document through the reader, once: what was read before is taken from the case, what fails waits for retry."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trucewatch import __version__, engines, reading
from trucewatch.model import Copy, Document, Reading, from_plain, to_plain
from trucewatch.pipeline.full import stop_if_full
from trucewatch.pipeline.places import gazetteer, placed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from trucewatch.model import Claim
    from trucewatch.store import Case

ATTEMPTS = 3
"""After so many failures a document is left alone until somebody says `--retry`."""

READER = f"{__version__}/{reading.VERSION}"
"""A reading kept under another version is made again."""

NOT_PROSE = frozenset({"table", "log"})
"""Kinds of documents whose claims came already coded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """Where reading runs: `workers` processes, `seconds` at most for one document; `retry` also what failed often."""

    workers: int = 1
    seconds: float = 60.0
    retry: bool = False


def unread(document: Document) -> bool:
    """Say whether the document is in a language that the reader does not read."""
    return document.lang is not None and document.lang not in reading.LANGUAGES


def read_all(
    case: Case, documents: Sequence[Document], *, engine: Engine, watch: Callable[[str, int, int], None]
) -> tuple[Reading, ...]:
    """Return one reading a document, in order; one that is unread or failed has no claims.

    Tables and logs are not read: their rows are what they say. Claims that a person entered stand beside what was read.
    """
    coded, kinds = case.coded_claims(), case.kinds()
    tired = {p.subject for p in case.problems() if p.stage == "reading" and p.attempts >= ATTEMPTS and not engine.retry}
    terms = _terms_digest(case.agreement_folder)
    found: dict[str, Reading] = {}
    waiting: list[tuple[str, Document]] = []
    for document in documents:
        if kinds.get(document.id) in NOT_PROSE or unread(document):
            continue
        # What is a copy of what depends on the instant; what a text says does not, so the reader is not told.
        bare = replace(document, copy=Copy(), origin=None)
        key = _key(bare, terms)
        if (plain := case.reading(key)) is not None:
            found[document.id] = from_plain(Reading, plain)
        elif document.id not in tired:
            waiting.append((key, bare))
    _read_new(case, waiting, found, engine=engine, watch=watch)
    places = gazetteer(case.agreement_folder)

    def coded_of(document: str) -> tuple[Claim, ...]:
        return tuple(placed(claim, places) for claim in coded.get(document, ()))

    readings = [found.get(d.id) or Reading(document=d) for d in documents]
    marked = (_marked(r, d) for r, d in zip(readings, documents, strict=True))
    return tuple(replace(r, claims=(*r.claims, *coded_of(r.document.id))) for r in marked)


def _marked(found: Reading, document: Document) -> Reading:
    return replace(found, document=replace(found.document, copy=document.copy, origin=document.origin))


def _read_new(
    case: Case,
    waiting: list[tuple[str, Document]],
    found: dict[str, Reading],
    *,
    engine: Engine,
    watch: Callable[[str, int, int], None],
) -> None:
    tasks = [(to_plain(document), str(case.agreement_folder)) for _, document in waiting]
    outcomes = engines.map(read_plain, tasks, workers=engine.workers, seconds_per_item=engine.seconds)
    for n, ((key, document), outcome) in enumerate(zip(waiting, outcomes, strict=True), start=1):
        if isinstance(outcome, engines.Done):
            case.keep_reading(key, document.id, outcome.value)
            found[document.id] = from_plain(Reading, outcome.value)
        else:
            stop_if_full(outcome, document.id)
            case.keep_problem(document.id, stage="reading", reason=f"{outcome.kind}: {outcome.message}")
        watch("reading", n, len(waiting))


def read_plain(task: tuple[Any, str]) -> Any:
    """Read one document in whatever process this is; plain values travel, so that nothing has to pickle."""
    plain, folder = task
    return to_plain(reading.read(from_plain(Document, plain), context=context(folder)))


@cache
def context(folder: str) -> reading.Context:
    """Return what the reader knows besides the text: the places listed beside the agreement in `folder`."""
    return reading.Context(gazetteer=gazetteer(Path(folder)), pass_quiet=True)


def _key(document: Document, terms: str) -> str:
    return _digest([to_plain(document), READER, terms])


def _terms_digest(folder: Path) -> str:
    files = sorted(p for p in folder.rglob("*") if p.is_file())
    return _digest([[str(p.relative_to(folder)), hashlib.sha256(p.read_bytes()).hexdigest()] for p in files])


def _digest(plain: object) -> str:
    return hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()
