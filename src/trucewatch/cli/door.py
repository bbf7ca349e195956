"""The door: whatever goes wrong inside becomes one clear line on standard error and an exit code.

0 done · 1 the case has errors that the run reports · 2 wrong use · 130 stopped by Ctrl-C. `TRUCEWATCH_DEBUG=1` shows
the traceback.
"""

import inspect
import os
import sys
from collections.abc import Callable
from typing import Any

import typer
from typer.core import TyperGroup

from trucewatch.errors import AgreementError, TrucewatchError, WrongUseError

ERRORS = 1
WRONG_USE = 2
STOPPED = 130


class Door(TyperGroup):
    """The group of commands, with one place where errors become words."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command; turn what it raises into a line and an exit code."""
        try:
            return super().invoke(ctx)
        except typer.Exit:
            raise
        except (Exception, KeyboardInterrupt) as error:  # the last door: a user never meets a traceback
            if os.environ.get("TRUCEWATCH_DEBUG") == "1" or type(error).__module__.startswith("typer"):
                raise
            line, code = told(error)
            if line:
                say(line)
            raise typer.Exit(code) from None


def told(error: BaseException) -> tuple[str, int]:
    """Return the line that tells a user of an error, and the exit code."""
    match error:
        case KeyboardInterrupt():
            return _one("stopped. What was stored stays; the same command goes on from there"), STOPPED
        case BrokenPipeError():
            # Whoever read our output has gone (`| head`); there is nobody left to tell.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return "", ERRORS
        case AgreementError():
            # It shows the line and a caret under the words: those lines stay lines.
            return str(error), ERRORS
        case TrucewatchError():
            return _one(str(error)), WRONG_USE if isinstance(error, WrongUseError) else ERRORS
        case OSError():
            where = f"{error.filename}: " if error.filename else ""
            return _one(f"{where}{error.strerror or error}"), ERRORS
        case _:
            way_out = "Nothing stored is lost; set TRUCEWATCH_DEBUG=1 for the traceback and report it"
            return _one(f"unexpected {type(error).__name__}: {error}. {way_out}"), ERRORS


def help_of(command: Callable[..., object]) -> str:
    """Return a command's docstring as its help, with the lines of its example kept apart (click's mark for it)."""
    return inspect.cleandoc(command.__doc__ or "").replace("Example:", "\b\nExample:")


def say(line: str) -> None:
    """Write a line for the user on standard error."""
    typer.echo(line, err=True)


def _one(line: str) -> str:
    return f"trucewatch: {' '.join(line.split())}"
