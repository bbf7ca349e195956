"""`agreement new`: a folder to begin with, that can be checked and tested as it stands."""

from pathlib import Path
from typing import Annotated

import typer

from trucewatch.errors import WrongUseError

Ident = Annotated[str, typer.Argument(metavar="ID", help="Its name, e.g. lake-2021: letters, digits, hyphens.")]
Folder = Annotated[Path | None, typer.Option("--out", metavar="DIR", help="Where; a folder of that name, if none.")]


def new(ident: Ident, out: Folder = None) -> None:
    """Write an invented agreement to replace by yours: every table, each key explained, with scenarios and a map.

    It can be checked and tested as it stands. Nothing is ever overwritten.

    Example:
      trucewatch agreement new lake-2021 --out lake
    """
    from trucewatch.agreement.template import template
    from trucewatch.agreement.turns import ident as as_ident

    try:
        as_ident(ident)
    except ValueError as error:
        raise WrongUseError(f"{ident!r} cannot be the name of an agreement: it must be {error}") from None
    folder = out or Path(ident)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise WrongUseError(f"{folder}: is there already and not empty; nothing was written. Name another with --out")
    for name, text in template(ident).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    typer.echo(f"{folder}: written. Next: trucewatch agreement check {folder}, then edit {folder / ident}.truce.md")
