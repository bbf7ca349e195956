"""`agreement schema`: the JSON Schema of a terms fence, for editors."""

import json
from pathlib import Path
from typing import Annotated

import typer

from trucewatch.cli.terms_common import write_out


def schema(
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="File to write; standard output, if none.")] = None,
) -> None:
    """Print the JSON Schema of a terms fence: with it an editor completes keys and marks unknown ones.

    It knows each table; what goes across tables is for `trucewatch agreement check`.

    Example:
      trucewatch agreement schema --out terms.schema.json
    """
    from trucewatch.agreement.json_schema import json_schema

    written = json.dumps(json_schema(), ensure_ascii=False, indent=2)
    if out is None:
        typer.echo(written)
    else:
        write_out(out, written + "\n")
