"""The life of a case: made, fed, run, verified."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from trucewatch import settings
from trucewatch.cli import llm
from trucewatch.cli.common import AsOf, CaseDir, Json, instant, now, open_case, plural, print_json, user
from trucewatch.errors import WrongUseError

if TYPE_CHECKING:
    from trucewatch.pipeline import Picture, Reader, Taken
    from trucewatch.store import Case, Problem

T = TypeVar("T")

_NAMED = 5
"""So many documents of one kind of trouble are named."""


def new(
    folder: CaseDir,
    agreement: Annotated[str, typer.Option(help="Id of a bundled agreement, or a file or folder of terms.")],
) -> None:
    """Make an empty case that is held against an agreement.

    Example:
      trucewatch new idlib --agreement idlib-2020
    """
    make_case(folder, agreement).close()
    typer.echo(
        f"{folder}: a new case. Add reports with `trucewatch add {folder} FILE…`, then `trucewatch run {folder}`"
    )


def make_case(folder: Path, agreement: str) -> "Case":
    """Make a case with its own copy of the terms, which must be executable."""
    from trucewatch import agreement as terms
    from trucewatch.cli.finder import agreement_source, copy_agreement
    from trucewatch.store import Case

    source = agreement_source(agreement)
    terms.load(source)
    case = Case.create(folder, clock=now, who=user())
    copy_agreement(source, case.agreement_folder)
    return case


def add(
    folder: CaseDir,
    sources: Annotated[list[str] | None, typer.Argument(metavar="SOURCE…", help="Files, folders, globs, URLs.")] = None,
    retry: Annotated[bool, typer.Option("--retry", help="Take in again what could not be read before.")] = False,
    as_json: Json = False,
) -> None:
    """Take reports into the case. What cannot be read is named, kept and can be retried.

    A folder may hold an index.csv (file, url, publisher, published, title) about its files.

    Example:
      trucewatch add idlib reports/ "more/*.html" https://news.example/story
      trucewatch add idlib --retry
    """
    if not sources and not retry:
        raise WrongUseError("name at least one file, folder, pattern or URL, or say --retry")
    with open_case(folder) as case:
        taken = add_sources(case, sources or [], retry=retry)
    if as_json:
        print_json([_plain(one) for one in taken])
    else:
        _tell(folder, taken)
    if any(one.state == "failed" or one.notes for one in taken):
        raise typer.Exit(1)


def add_sources(case: "Case", names: list[str], *, retry: bool = False, workers: int | None = None) -> "list[Taken]":
    """Take in what the names stand for and return what became of each source."""
    from trucewatch import pipeline
    from trucewatch.cli.sources import sources_of

    sources = list(sources_of(names))
    chosen = settings.load()
    again = pipeline.retry(case) if retry else iter(())
    fresh = pipeline.take_in(case, sources, workers=workers or chosen.workers, seconds=chosen.document_seconds)
    return [*again, *progress(fresh, total=len(sources), what="taking in")]


def _tell(folder: Path, taken: "list[Taken]") -> None:
    stored = [one for one in taken if one.state == "stored"]
    failed = [one for one in taken if one.state == "failed"]
    held = [one for one in taken if one.state == "held"]
    documents = sum(len(one.documents) for one in stored)
    typer.echo(f"{folder}: {plural(documents, 'document')} stored from {plural(len(stored), 'source')}")
    if held:
        typer.echo(f"  {plural(len(held), 'source')} left alone: the same bytes came in before")
    unread = [document for one in stored for document in one.unread]
    for document in unread:
        typer.echo(f"  {document.id}: stored and marked unread, its language ({document.lang}) is not read")
    for one in stored:
        for note in one.notes:
            typer.echo(f"  {one.source}: {note}", err=True)
    if failed:
        typer.echo(f"  {plural(len(failed), 'source')} could not be read, kept for `add --retry`:", err=True)
    for one in failed:
        typer.echo(f"    {one.source}: {'; '.join(one.notes)}", err=True)


def _plain(one: "Taken") -> dict[str, Any]:
    return {
        "source": one.source,
        "state": one.state,
        "documents": [document.id for document in one.documents],
        "unread": [document.id for document in one.unread],
        "notes": list(one.notes),
    }


def run(  # noqa: PLR0913, PLR0917  (a command's options)
    folder: CaseDir,
    as_of: AsOf = None,
    workers: Annotated[int | None, typer.Option(min=1, help="Processes that read beside each other.")] = None,
    retry: Annotated[bool, typer.Option("--retry", help="Read again what failed several times.")] = False,
    reader: llm.ByWhom = None,
    llm_url: llm.Url = None,
    llm_model: llm.Model = None,
    llm_key_file: llm.KeyFile = None,
    llm_cache: llm.CacheDir = None,
    llm_seconds: llm.Seconds = llm.SECONDS,
    llm_price: llm.Price = None,
    as_json: Json = False,
) -> None:
    """Read, link and check everything, as of an instant (now, if none is given).

    Without --reader, the reader of the last run reads, the rules at first. Answers of a language model are kept in
    the case's folder `llm-cache`, if --llm-cache names no other.

    Example:
      trucewatch run idlib --as-of 2020-03-16T12:00Z
    """
    from trucewatch import pipeline

    wanted = llm.Wanted(
        who=reader,
        url=llm_url,
        model=llm_model,
        key_file=llm_key_file,
        cache=llm_cache or folder / "llm-cache",
        seconds=llm_seconds,
        price=llm_price,
    )
    with open_case(folder) as case:
        moment = as_of_instant(case, as_of)
        chosen = llm.choose(wanted, case=case)
        made = run_case(case, moment, workers=workers, retry=retry, reader=chosen.reader)
    figures = pipeline.summary(made)
    figures |= chosen.plain(made.usage)
    if as_json:
        print_json({"as_of": made.as_of.isoformat(), **figures, "problems": [_problem(p) for p in made.failed]})
    else:
        tell_run(made)
        chosen.tell(made.usage)
        typer.echo(f"See `trucewatch status {folder}`.")
    if made.failed:
        raise typer.Exit(1)


def as_of_instant(case: "Case", written: str | None, *, default: str | None = None) -> Any:
    """Return the instant a user wrote (clock of the agreement where it has none), else `default`, else now."""
    from datetime import datetime

    if written is None:
        return datetime.fromisoformat(default or now())
    from trucewatch import agreement as terms

    return instant(written, terms.load(case.agreement_folder).home)


def run_case(
    case: "Case", moment: Any, *, workers: int | None = None, retry: bool = False, reader: "Reader | None" = None
) -> "Picture":
    """Run the pipeline with a progress bar."""
    from trucewatch import pipeline

    chosen = settings.load()
    engine = pipeline.Engine(
        workers=workers or chosen.workers,
        seconds=chosen.document_seconds,
        retry=retry,
        reader=reader,
        gazetteers=chosen.gazetteers,
    )
    with watching() as watch:
        return pipeline.run(case, as_of=moment, engine=engine, watch=watch)


def tell_run(made: "Picture") -> None:
    """Print what a picture rests on, and what could not be read."""
    from trucewatch import pipeline

    n = pipeline.summary(made)
    typer.echo(
        f"As of {made.as_of.isoformat()}: {plural(n['documents'], 'document')} "
        f"({plural(n['copies'], 'copy', 'copies')}), "
        f"{plural(n['observations'], 'observation')}, {plural(n['claims'], 'claim')} -> "
        f"{plural(n['incidents'], 'incident')}, {plural(n['findings'], 'finding')}"
    )
    if n["later"]:
        typer.echo(f"  {plural(n['later'], 'document')} published later, left out")
    if n["undated"]:
        typer.echo(f"  unknown publication, counted in: {_some(made.known.undated)}")
    if n["straddling"]:
        typer.echo(f"  {plural(n['straddling'], 'document')} perhaps published later, counted in")
    if n["quiet"]:
        typer.echo(f"  {plural(n['quiet'], 'document')} without any word of the field, not read further")
    for document in made.unread:
        typer.echo(f"  {document.id}: not read, its language is {document.lang}")
    for line in _failures(made.failed):
        typer.echo(f"  {line}", err=True)


def _failures(problems: "Sequence[Problem]") -> Iterator[str]:
    """Yield a line a problem; where many fail for one reason, the reason once."""
    by_reason: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        by_reason.setdefault((problem.stage, problem.reason), []).append(problem)
    for (stage, reason), alike in by_reason.items():
        attempts = max(problem.attempts for problem in alike)
        names = _some([problem.subject for problem in alike])
        yield f"{names}: {stage} failed, {plural(attempts, 'attempt')} ({reason})"


def _some(names: "Sequence[str]") -> str:
    more = f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more


def _problem(problem: Any) -> dict[str, Any]:
    return {"subject": problem.subject, "stage": problem.stage, "reason": problem.reason, "attempts": problem.attempts}


def verify(
    folder: CaseDir,
    head: Annotated[str | None, typer.Option(help="A hash noted earlier, which the custody log must hold.")] = None,
) -> None:
    """Check that every original still has its SHA-256 and that the custody log is unbroken.

    Example:
      trucewatch verify idlib
    """
    with open_case(folder) as case:
        faults = list(case.verify())
        log = case.custody_log()
        originals = len(case.originals())
    if head and not any(entry.hash.startswith(head.lower()) for entry in log):
        faults.append(f"the custody log does not hold {head}: entries were cut off, or it is another case")
    for fault in faults:
        typer.echo(fault)
    if faults:
        typer.echo(f"{folder}: {plural(len(faults), 'fault')}", err=True)
        raise typer.Exit(1)
    typer.echo(
        f"{folder}: {plural(originals, 'original')} unchanged, {plural(len(log), 'custody entry', 'custody entries')} "
        f"unbroken, last {log[-1].hash}"
    )


@contextmanager
def watching() -> Iterator[Callable[[str, int, int], None]]:
    """Yield a function that shows how far a stage is: a bar on a terminal, a line every hundred elsewhere."""
    if not sys.stderr.isatty():
        yield _plain_watch
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, Any] = {}

        def watch(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total)
            bars.update(tasks[stage], completed=done)

        yield watch


def _plain_watch(stage: str, done: int, total: int) -> None:
    if done % 100 == 0:
        typer.echo(f"{stage}: {done} of {total}", err=True)


def progress(items: Iterable[T], *, total: int, what: str) -> Iterator[T]:
    """Yield the items while showing how many have come."""
    with watching() as watch:
        for n, item in enumerate(items, start=1):
            watch(what, n, total)
            yield item
