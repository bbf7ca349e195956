"""What the commands on agreements share: which agreement, and a file that is written whole or not at all."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from trucewatch.errors import WrongUseError

if TYPE_CHECKING:
    from trucewatch.agreement import Agreement

Which = Annotated[str, typer.Argument(metavar="ID|FILE", help="A bundled agreement, or a file or folder of terms.")]


def loaded(which: str) -> "Agreement":
    """Return a bundled agreement by its id, or the one of a file or folder."""
    from trucewatch import agreement
    from trucewatch.cli.finder import agreement_source

    return agreement.load(agreement_source(which))


def write_out(path: Path, text: str) -> None:
    """Write `text` to a file, whole or not at all, and say so.

    Raises:
        WrongUseError: its folder does not exist.
    """
    if not path.parent.is_dir():
        raise WrongUseError(f"{path}: there is no folder {path.parent}; make it first")
    part = path.with_name(f".{path.name}.part")
    part.write_text(text, encoding="utf-8")
    part.replace(path)
    typer.echo(f"{path}: written", err=True)
