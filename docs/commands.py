"""Write the page of commands from the program itself; `--check` says whether the page is what it would write.

python docs/commands.py [--check]
"""

from __future__ import annotations

import inspect
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from trucewatch.cli.app import app

if TYPE_CHECKING:
    from collections.abc import Iterable

PAGE = Path(__file__).parent / "reference" / "commands.md"
HEAD = """\
# Commands

Written by `docs/commands.py` from the program; a test compares them. Exit codes: 0 done, 1 the case has errors that the
run reports, 2 wrong use. `trucewatch --version` says which version this is.
"""


def main(arguments: list[str]) -> int:
    """Write the page, or compare it."""
    page = written()
    if "--check" in arguments:
        return int(page != PAGE.read_text(encoding="utf-8"))
    PAGE.write_text(page, encoding="utf-8")
    return 0


def written() -> str:
    """Return the page."""
    return HEAD + "".join(_section(name, command) for name, command in commands())


def commands() -> Iterable[tuple[str, Any]]:
    """Return each command by its full name, in the program's own order."""
    return _within("trucewatch", typer.main.get_command(app))


def _within(name: str, command: Any) -> Iterable[tuple[str, Any]]:
    if not hasattr(command, "commands"):
        yield name, command
        return
    for word, inner in command.commands.items():
        yield from _within(f"{name} {word}", inner)


def _section(name: str, command: Any) -> str:
    text = inspect.cleandoc(command.help or "").replace("\b", "").replace(r"\b", "").strip()
    about, _, example = text.partition("Example:")
    parts = [f"\n## {name}\n\n{about.strip()}\n"]
    if example.strip():
        parts.append(f"\n```sh\n{inspect.cleandoc(example)}\n```\n")
    rows = [_row(p) for p in command.params if p.name != "help" and not getattr(p, "hidden", False)]
    if rows:
        parts.append("\n| argument or option | meaning |\n|---|---|\n" + "".join(rows))
    return "".join(parts)


def _row(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        called = parameter.metavar or parameter.name.upper()
    else:
        called = ", ".join([*parameter.opts, *parameter.secondary_opts])
        if not parameter.is_flag:
            called += f" {parameter.metavar or parameter.name.upper()}"
    meaning = " ".join((parameter.help or "").split()).replace("|", "\\|")
    return f"| `{called.replace('|', chr(92) + '|')}` | {meaning}{' (needed)' if parameter.required else ''} |\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
