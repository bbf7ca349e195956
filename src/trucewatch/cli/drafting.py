"""`agreement draft`: from reports to a proposed terms file, each table beside its words, each gap a question."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from trucewatch.cli.common import plural
from trucewatch.cli.door import say
from trucewatch.cli.sources import sources_of
from trucewatch.errors import WrongUseError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trucewatch.model import Reading

_SUFFIX = ".truce.md"

Reports = Annotated[
    list[str], typer.Argument(metavar="REPORT…", help="Files of text, HTML or PDF; folders, patterns in quotes, URLs.")
]
Ident = Annotated[
    str | None, typer.Option("--id", metavar="ID", help="The agreement's name; made of the parties, if none.")
]
Out = Annotated[Path | None, typer.Option("--out", metavar="FILE", help="The file to write; standard output, if none.")]


def draft(reports: Reports, ident: Ident = None, out: Out = None) -> None:
    """Propose an agreement file from what reports tell: parties, start, zones, duties, declarations.

    Each table stands beside the words that it came from and is marked unreviewed; what no report says is left out and
    asked for; where reports contradict each other, each telling is kept. A report that announces no ceasefire yields
    nothing. A folder's `index.csv` may give publisher and day. Nothing is ever overwritten.

    Example:
      trucewatch agreement draft report.txt --id lake-2021 --out lake-2021.truce.md
      trucewatch agreement draft reports/ > draft.truce.md
    """
    from trucewatch import drafting

    _check_names(ident, out)
    proposal = drafting.propose(_readings(reports), ident=ident)
    if not proposal.announced:
        say("trucewatch: no report tells of a ceasefire that was agreed, announced or begun; nothing is proposed")
        raise typer.Exit(1)
    text = drafting.write(proposal)
    if out is None:
        typer.echo(text, nl=False)
    else:
        with out.open("x", encoding="utf-8") as file:
            file.write(text)
    where = f"{out}: " if out else ""
    asked = plural(len(proposal.questions), "question")
    say(f"{where}{plural(len(proposal.tables), 'table')} proposed, {asked} asked; nobody has reviewed them")


def _check_names(ident: str | None, out: Path | None) -> None:
    from trucewatch.agreement.turns import ident as as_ident

    if ident is not None:
        try:
            as_ident(ident)
        except ValueError as error:
            raise WrongUseError(f"{ident!r} cannot be the name of an agreement: it must be {error}") from None
    if out is not None and not out.name.endswith(_SUFFIX):
        raise WrongUseError(f"{out}: a terms file ends in {_SUFFIX}; write --out {out.with_suffix('')}{_SUFFIX}")
    if out is not None and out.exists():
        raise WrongUseError(f"{out}: is there already; nothing was written. Name another with --out")


def _readings(names: list[str]) -> "Iterator[Reading]":
    from trucewatch import intake, reading

    seen: set[str] = set()
    for source in sources_of(names):
        ident = source.source if source.name in seen else source.name
        seen.add(source.name)
        taken = intake.take_in(
            source.load(),
            name=source.name,
            document_id=ident,
            url=source.url,
            publisher=source.publisher,
            published=source.published,
            title=source.title,
        )
        for document in taken.documents:
            yield reading.read(document)
