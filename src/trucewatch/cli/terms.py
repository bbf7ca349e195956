"""`agreement`: what is bundled, whether a file can be executed, what it says in words, whether its scenarios hold."""

import typer

from trucewatch.cli.common import Json, plural, print_json
from trucewatch.cli.door import help_of
from trucewatch.cli.drafting import draft
from trucewatch.cli.terms_common import Which
from trucewatch.cli.terms_diff import diff
from trucewatch.cli.terms_new import new
from trucewatch.cli.terms_schema import schema
from trucewatch.cli.terms_sweep import sweep
from trucewatch.cli.terms_timeline import timeline
from trucewatch.cli.terms_trial import run_scenarios

terms_app = typer.Typer(no_args_is_help=True, help="Agreements as executable terms: from a file to what holds when.")


def list_agreements(as_json: Json = False) -> None:
    """List the bundled agreements.

    Example:
      trucewatch agreement list
    """
    from trucewatch import agreement
    from trucewatch.cli.finder import agreements

    held = agreement.available([agreements()])
    if as_json:
        print_json([{"id": ident, "title": title, "file": str(path)} for ident, title, path in held])
        return
    for ident, title, _ in held:
        typer.echo(f"{ident}\t{title}")


def check(which: Which) -> None:
    """Say whether the terms can be executed; an error names file and line.

    Example:
      trucewatch agreement check idlib-2020
    """
    from trucewatch import agreement
    from trucewatch.cli.finder import agreement_source

    path = agreement_source(which)
    errors = agreement.check(path)
    for error in errors:
        typer.echo(str(error), err=True)
    if errors:
        raise typer.Exit(1)
    held = agreement.load(path)
    typer.echo(
        f"{held.id}: {plural(len(held.prohibitions), 'prohibition')}, {plural(len(held.duties), 'duty', 'duties')}, "
        f"{plural(len(held.readings), 'open reading')}, {plural(len(held.zones), 'zone')}; can be executed"
    )


def readback(which: Which) -> None:
    """Say in words what the program understood of each term.

    Example:
      trucewatch agreement readback idlib-2020
    """
    from trucewatch import agreement
    from trucewatch.cli.finder import agreement_source

    for sentence in agreement.readback(agreement.load(agreement_source(which))):
        typer.echo(sentence)


COMMANDS = (
    (list_agreements, "list"),
    (check, "check"),
    (readback, "readback"),
    (run_scenarios, "test"),
    (timeline, "timeline"),
    (diff, "diff"),
    (schema, "schema"),
    (new, "new"),
    (sweep, "sweep"),
    (draft, "draft"),
)

for command, name in COMMANDS:
    terms_app.command(name, help=help_of(command))(command)
