"""`read`: documents in, one line of JSON each out, for programs of others. No case, no state."""

import os
import sys
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer

from trucewatch import settings
from trucewatch.cli import llm
from trucewatch.cli.sources import too_large
from trucewatch.errors import WrongUseError

if TYPE_CHECKING:
    from trucewatch.asking import Usage
    from trucewatch.pipeline import Reader, outside

_STDIN = "-"


def read(  # noqa: PLR0913, PLR0917  (a command's options)
    files: Annotated[list[str], typer.Argument(metavar="FILE…", help="Text or HTML files; - is standard input.")],
    jsonl: Annotated[bool, typer.Option("--jsonl", help="The input holds JSON lines: id, text or html.")] = False,
    workers: Annotated[int, typer.Option(min=1, help="Processes that read beside each other.")] = 1,
    seconds: Annotated[float, typer.Option(min=0.1, help="The longest that one document may take.")] = 60.0,
    reader: llm.ByWhom = None,
    llm_url: llm.Url = None,
    llm_model: llm.Model = None,
    llm_key_file: llm.KeyFile = None,
    llm_cache: llm.CacheDir = None,
    llm_seconds: llm.Seconds = llm.SECONDS,
    llm_price: llm.Price = None,
) -> None:
    """Read documents into claims, one line of JSON each, without a case.

    With --jsonl each input line has id, text or html, and optionally url, publisher, published, title. Output is in
    order, streams, and is the only thing on standard output; a document that fails is a line with its error.

    Example:
      trucewatch read report.txt
      trucewatch read - --jsonl < reports.jsonl > claims.jsonl
      trucewatch read report.txt --reader llm --llm-url http://localhost:11434/v1 --llm-model qwen2.5:14b
    """
    if not jsonl and _STDIN in files and len(files) > 1:
        raise WrongUseError("- (standard input) stands alone; name either files or -")
    wanted = llm.Wanted(
        who=reader,
        url=llm_url,
        model=llm_model,
        key_file=llm_key_file,
        cache=llm_cache,
        seconds=llm_seconds,
        price=llm_price,
    )
    chosen = llm.choose(wanted)
    with _own_stdout() as out:
        asked = _asked(files, jsonl=jsonl)
        failed, usage = _answer(
            asked, out, reader=chosen.reader, workers=workers, seconds=chosen.reader.seconds or seconds
        )
    chosen.tell(usage)
    if failed:
        raise typer.Exit(1)


def _answer(
    asked: Iterator["outside.Asked"], out: IO[bytes], *, reader: "Reader", workers: int, seconds: float
) -> "tuple[int, Usage | None]":
    from functools import partial

    from trucewatch import engines
    from trucewatch.pipeline.full import stop_if_unusable
    from trucewatch.pipeline.outside import error_line, told

    under_way: deque[outside.Asked] = deque()

    def noted() -> Iterator["outside.Asked"]:
        for one in asked:
            under_way.append(one)
            yield one

    failed, usage = 0, None
    read_one = partial(told, ask=reader.ask)
    # Always in processes: a document that kills its reader must not end the stream.
    for outcome in engines.pool(read_one, noted(), workers=workers, seconds_per_item=seconds):
        one = under_way.popleft()
        if isinstance(outcome, engines.Done):
            lines = outcome.value.lines
            failed += outcome.value.failed
            if (used := outcome.value.usage) is not None:
                usage = used if usage is None else usage + used
        else:
            stop_if_unusable(outcome)
            failed += 1
            lines = error_line(one, outcome.kind, outcome.message)
        out.write(lines.encode() + b"\n")
        out.flush()
    return failed, usage


def _own_stdout() -> IO[bytes]:
    """Return standard output for our lines only: whatever a library prints goes to standard error."""
    sys.stdout.flush()
    ours = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return ours


def _asked(names: list[str], *, jsonl: bool) -> Iterator["outside.Asked"]:
    for name in names:
        if jsonl:
            yield from _lines(name)
        else:
            yield _document(name)


def _document(name: str) -> "outside.Asked":
    from trucewatch.pipeline.outside import Asked

    limit = settings.load().document_bytes
    if name == _STDIN:
        data = sys.stdin.buffer.read(limit + 1)
        return Asked(name, data) if len(data) <= limit else Asked(name, b"", trouble=too_large(len(data), limit))
    try:
        size = Path(name).stat().st_size
        if size > limit:
            return Asked(name, b"", trouble=too_large(size, limit))
        return Asked(name, Path(name).read_bytes())
    except OSError as error:
        return Asked(name, b"", trouble=error.strerror or str(error))


def _lines(name: str) -> Iterator["outside.Asked"]:
    from trucewatch.pipeline.outside import Asked

    limit = settings.load().document_bytes
    file = sys.stdin.buffer if name == _STDIN else Path(name).open("rb")  # noqa: SIM115  (closed below)
    n = 0
    try:
        while line := file.readline(limit + 1):
            n += 1
            if len(line) > limit and not line.endswith(b"\n"):
                yield Asked(f"line-{n}", b"", trouble=too_large(len(line) + _rest_of_line(file, limit), limit))
            elif line.strip():
                yield Asked(f"line-{n}", line, jsonl=True)
    finally:
        if name != _STDIN:
            file.close()


def _rest_of_line(file: IO[bytes], limit: int) -> int:
    size = 0
    while piece := file.readline(limit):
        size += len(piece)
        if piece.endswith(b"\n"):
            break
    return size
