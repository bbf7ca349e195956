"""The commands, in the order in which a newcomer meets them."""

from typing import Annotated

import typer

from trucewatch import __version__
from trucewatch.cli import by_hand, casework, demo, gazetteer, looking, places, publish, reader, terms
from trucewatch.cli.door import Door, help_of

app = typer.Typer(
    cls=Door,
    name="trucewatch",
    rich_markup_mode=None,
    no_args_is_help=True,
    add_completion=False,
    # A traceback (TRUCEWATCH_DEBUG=1) must not print what functions held: a key may be among it.
    pretty_exceptions_show_locals=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)

COMMANDS = (
    demo.demo,
    casework.new,
    casework.add,
    casework.run,
    looking.status,
    looking.show,
    looking.explain,
    places.places,
    publish.report,
    publish.export,
    casework.verify,
    by_hand.observe,
    by_hand.log,
    by_hand.decide,
    reader.read,
)

for command in COMMANDS:
    app.command(command.__name__, help=help_of(command))(command)
app.add_typer(terms.terms_app, name="agreement")
app.add_typer(gazetteer.gazetteer_app, name="gazetteer")


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"trucewatch {__version__}")
        raise typer.Exit


def trucewatch(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Watch a ceasefire from open sources: executable terms, attributed claims, checked incidents.

    Claims are what sources say, never facts; what is outside an agreement is never called lawful; no report is not
    the absence of violence.

    Example:
      trucewatch demo
      trucewatch new idlib --agreement idlib-2020
      trucewatch add idlib reports/ && trucewatch run idlib && trucewatch status idlib
    """


app.callback(help=help_of(trucewatch))(trucewatch)


def main() -> None:
    """Run the command line."""
    app(prog_name="trucewatch")
