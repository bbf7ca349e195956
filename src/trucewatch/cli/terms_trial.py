"""`agreement test`: scenarios run against an agreement; where one fails, what was expected beside what was found."""

import os
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from trucewatch.cli.common import Json, plural, print_json
from trucewatch.cli.door import say
from trucewatch.errors import AgreementError, WrongUseError

if TYPE_CHECKING:
    from trucewatch.agreement.scenarios import Scenario
    from trucewatch.compliance.trial import Difference, Result

Maybe = Annotated[
    str | None, typer.Argument(metavar="ID|FILE", help="A bundled agreement, or a file or folder of terms.")
]
All = Annotated[bool, typer.Option("--all", help="Every bundled agreement: a line each, and what fails.")]
File = Annotated[Path | None, typer.Option("--scenarios", metavar="FILE", help="Other scenarios than those beside it.")]

_PATIENCE_S = 2.0
_SHOWN_EVERY_S = {True: 0.2, False: 10.0}
"""How often a terminal, and a log, are told how far it is."""


@dataclass(frozen=True, slots=True)
class _Trial:
    """The results of one agreement; `broken` says why there are none."""

    id: str
    file: str
    results: tuple["Result", ...] = ()
    seconds: float = 0.0
    broken: str | None = None

    @property
    def holding(self) -> int:
        return sum(result.holds for result in self.results)

    @property
    def holds(self) -> bool:
        return self.broken is None and self.holding == len(self.results)

    def told(self) -> str:
        if self.broken is not None:
            return f"{self.id}: cannot be executed"
        return f"{self.id}: {self.holding} of {plural(len(self.results), 'scenario')} hold, {self.seconds:.1f} s"


def run_scenarios(which: Maybe = None, every: All = False, scenarios: File = None, as_json: Json = False) -> None:
    """Run the worked examples beside the terms; where one fails, show what was expected and what was found.

    Example:
      trucewatch agreement test idlib-2020
      trucewatch agreement test idlib-2020 --scenarios mine.scenarios.md
      trucewatch agreement test --all
    """
    from trucewatch.cli.finder import agreement_source, agreements

    if every and (which or scenarios):
        raise WrongUseError("--all tests every bundled agreement; leave out the agreement and --scenarios, or --all")
    if not every and which is None:
        raise WrongUseError("name an agreement, or say --all; `trucewatch agreement list` shows the bundled ones")
    paths = sorted(p for p in agreements().iterdir() if p.is_dir()) if every else [agreement_source(which or "")]
    trials = []
    for path in paths:
        made = _tried(path, scenarios, lenient=every)
        trials.append(made)
        if not as_json:
            _print(made, brief=every)
    if as_json:
        print_json([_plain(made) for made in trials])
    elif every:
        holding, total = sum(t.holding for t in trials), sum(len(t.results) for t in trials)
        seconds = sum(t.seconds for t in trials)
        typer.echo(
            f"{plural(len(trials), 'agreement')}: {holding} of {plural(total, 'scenario')} hold, {seconds:.1f} s"
        )
    if not all(made.holds for made in trials):
        raise typer.Exit(1)


def _tried(path: Path, file: Path | None, *, lenient: bool) -> _Trial:
    """Run an agreement's scenarios; a lenient run keeps why an agreement cannot be executed and goes on."""
    from trucewatch import agreement, linking
    from trucewatch.compliance import trial

    started = time.monotonic()
    name = file.name if file else path.name
    try:
        held = agreement.load(path)
        name = file.name if file else f"{held.id}.scenarios.md"
        asked = agreement.load_scenarios(path, held, file=file)
        results = [
            result
            for scenario in _watched(asked, held.id, started)
            for result in trial.run(held, [scenario], link=linking.link)
        ]
    except AgreementError as error:
        if not lenient:
            raise
        return _Trial(path.name, name, broken=str(error))
    return _Trial(held.id, name, tuple(results), time.monotonic() - started)


def _watched(scenarios: tuple["Scenario", ...], name: str, started: float) -> Iterator["Scenario"]:
    """Yield the scenarios; once it takes longer than one cares to wait, say on standard error how far it is."""
    terminal = sys.stderr.isatty()
    told = started + _PATIENCE_S - _SHOWN_EVERY_S[terminal]
    shown = False
    for n, scenario in enumerate(scenarios):
        if time.monotonic() - told >= _SHOWN_EVERY_S[terminal]:
            told, shown = time.monotonic(), True
            typer.echo(f"{name}: {n} of {plural(len(scenarios), 'scenario')}", err=True, nl=not terminal)
            if terminal:
                typer.echo("\r", err=True, nl=False)
        yield scenario
    if shown and terminal:
        typer.echo("\x1b[K", err=True, nl=False)


def _print(made: _Trial, *, brief: bool) -> None:
    if made.broken is not None:
        say(made.broken)
    for result in made.results:
        if not (brief and result.holds):
            typer.echo(f"{'ok  ' if result.holds else _red('FAIL')}  {result.id} ({made.file}:{result.line})")
        for line in _diff(result.differences):
            typer.echo(f"      {line}")
    if not made.results and made.broken is None:
        typer.echo(f"{made.id}: no scenarios ({made.file} is missing or holds none)")
        return
    typer.echo(made.told())


def _diff(differences: tuple["Difference", ...]) -> Iterator[str]:
    """Yield what was expected and what was found in two columns, under each instant of a check."""
    wide = max((len(d.about) for d in differences), default=0)
    left = max((len(d.expected) for d in differences), default=0)
    left = max(left, len("expected"))
    heading: object = ()
    for difference in differences:
        if difference.as_of != heading:
            heading = difference.as_of
            when = f"as of {difference.as_of:%Y-%m-%d %H:%M} UTC" if difference.as_of else ""
            wide = max(wide, len(when))
            yield f"{when:<{wide}}  {'expected':<{left}}  found"
        yield f"{difference.about:<{wide}}  {_green(difference.expected.ljust(left))}  {_red(difference.found)}"
        for line in difference.more:
            yield f"  {line}"


def _colours() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def _red(words: str) -> str:
    return typer.style(words, fg=typer.colors.RED, bold=True) if _colours() else words


def _green(words: str) -> str:
    return typer.style(words, fg=typer.colors.GREEN) if _colours() else words


def _plain(made: _Trial) -> dict[str, Any]:
    return {
        "agreement": made.id,
        "file": made.file,
        "scenarios": len(made.results),
        "holding": made.holding,
        "seconds": round(made.seconds, 3),
        "error": made.broken,
        "failing": [
            {"scenario": result.id, "line": result.line, "differences": [_plain_one(d) for d in result.differences]}
            for result in made.results
            if not result.holds
        ],
    }


def _plain_one(difference: "Difference") -> dict[str, Any]:
    return {
        "as_of": difference.as_of.isoformat() if difference.as_of else None,
        "about": difference.about,
        "expected": difference.expected,
        "found": difference.found,
        "more": list(difference.more),
    }
