"""The door: whatever goes wrong inside becomes one clear line on standard error and an exit code.

0 done · 1 the case has errors that the run reports · 2 wrong use · 130 stopped by Ctrl-C. `TRUCEWATCH_DEBUG=1` shows
the traceback.
"""

import inspect
import os
import sys
from collections.abc import Callable
from typing import Any, NoReturn

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
        if os.environ.get("TRUCEWATCH_DEBUG") == "1":
            return super().invoke(ctx)
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            _leave("stopped. What was stored stays; the same command goes on from there", STOPPED)
        except BrokenPipeError:
            # Whoever read our output has gone (`| head`); there is nobody left to tell.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(ERRORS) from None
        except AgreementError as error:
            # It shows the line and a caret under the words: those lines stay lines.
            say(str(error))
            raise typer.Exit(ERRORS) from None
        except WrongUseError as error:
            _leave(str(error), WRONG_USE)
        except TrucewatchError as error:
            _leave(str(error), ERRORS)
        except OSError as error:
            where = f"{error.filename}: " if error.filename else ""
            _leave(f"{where}{error.strerror or error}", ERRORS)
        except typer.Exit:
            raise
        except Exception as error:  # the last door: a user never meets a traceback
            if type(error).__module__.startswith("typer"):
                raise
            words = " ".join(str(error).split())
            _leave(
                f"unexpected {type(error).__name__}: {words}. Nothing stored is lost; set TRUCEWATCH_DEBUG=1 for the "
                "traceback and report it",
                ERRORS,
            )


def help_of(command: Callable[..., object]) -> str:
    """Return a command's docstring as its help, with the lines of its example kept apart (click's mark for it)."""
    return inspect.cleandoc(command.__doc__ or "").replace("Example:", "\b\nExample:")


def say(line: str) -> None:
    """Write a line for the user on standard error."""
    typer.echo(line, err=True)


def _leave(line: str, code: int) -> NoReturn:
    say(f"trucewatch: {' '.join(line.split())}")
    raise typer.Exit(code) from None
