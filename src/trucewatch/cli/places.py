"""`places`: which names were located how, which wait for an analyst, and both on a map."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from trucewatch import settings
from trucewatch.cli.answering import listed
from trucewatch.cli.common import AsOf, CaseDir, Json, Zone, open_case, plural, print_json, readers_zone
from trucewatch.cli.looking import picture_of
from trucewatch.cli.publish import write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trucewatch.publishing.places_views import Answered, Hangs, LocatedName, PlacesView, WaitingName

_NAMED, _NAMED_WAITING = 1, 3
"""So many documents of one name are listed in the table; --json has them all.

Of a name that waits more: they are what `--in` takes.
"""
_CANDIDATES = 3


def places(
    folder: CaseDir,
    as_of: AsOf = None,
    waiting: Annotated[bool, typer.Option("--waiting", help="Only the names that wait.")] = False,
    html: Annotated[Path | None, typer.Option(metavar="FILE", help="Write a page with a map, - for stdout.")] = None,
    zone: Zone = None,
    as_json: Json = False,
) -> None:
    """List the names of places: where each was located and how; which wait, and what they may mean.

    What most incidents hang on stands first. `trucewatch decide DIR NAME --is ROW` answers where a name is; the next
    run takes it in. The page names no private person and asks nothing of any network.

    Example:
      trucewatch places idlib --waiting
      trucewatch places idlib --html places.html
    """
    from trucewatch import pipeline
    from trucewatch.pipeline.located import places_view
    from trucewatch.pipeline.places import of_case

    with open_case(folder) as case:
        made = picture_of(case, as_of)
        view = pipeline.view(made, title=made.agreement.title, zone=readers_zone(zone), folder=case.agreement_folder)
        tables = of_case(case, settings.load().gazetteers)
        if html is not None:
            from trucewatch.publishing.places_page import page
            from trucewatch.publishing.redaction import redact

            write(case, page(places_view(redact(view), places=tables)), html, action="places")
            return
    held = places_view(view, places=tables)
    if as_json:
        print_json(plain(held, waiting=waiting))
    else:
        _print(held, folder, waiting=waiting)


def plain(held: "PlacesView", *, waiting: bool) -> dict[str, Any]:
    """Return the names as plain values; with `waiting` those that wait alone."""
    from dataclasses import asdict

    shown: dict[str, Any] = {"as_of": held.case.as_of.isoformat()}
    if not waiting:
        shown["located"] = [_located_plain(one) for one in held.located]
    shown["waiting"] = [asdict(one) for one in held.waiting]
    if not waiting:
        shown |= {
            "answers": [asdict(one) for one in held.answers],
            "described": asdict(held.described),
            "unplaced": held.unplaced,
        }
    return shown


def _located_plain(one: "LocatedName") -> dict[str, Any]:
    """Return a located name as plain values; of a finer doubt its kind and words, for its points may be hundreds."""
    from dataclasses import asdict, replace

    from trucewatch.publishing.doubt_drawing import words

    finer = None if one.doubt is None else {"kind": one.doubt.kind, "words": words(one.doubt)}
    return {**asdict(replace(one, doubt=None)), "doubt": finer}


def _print(held: "PlacesView", folder: Path, *, waiting: bool) -> None:
    if not waiting:
        _print_located(held.located)
        typer.echo()
    _print_waiting(held.waiting)
    if not waiting:
        for answer in held.answers:
            typer.echo(_told(answer))
        described = plural(len(held.described.claims), "claim")
        typer.echo(f"{described} with a place that is only described, {plural(held.unplaced, 'claim')} with none.")
    if held.waiting:
        typer.echo(
            f"Answer with `trucewatch decide {folder} NAME --is ROW|LON,LAT,RADIUS --by WHO --reason WHY`, or with "
            "--no-place, --stays-open; where a name means another place in some documents, with `--in DOCUMENT` for "
            "each of them. `trucewatch gazetteer lookup NAME` explains every candidate."
        )


def _told(answer: "Answered") -> str:
    says = {"is": f"is {answer.place} ({answer.ref})", "no-place": "is no place"}.get(answer.says, "stays a name")
    where = f"in {listed(answer.documents)} alone" if answer.documents else "in all documents"
    where += f" but {listed(answer.elsewhere)}" if answer.elsewhere else ""
    return f"{answer.name} {says}, {where}: {answer.by}, {answer.at[:10]}, {answer.reason} ({answer.decision})"


def _print_located(located: "tuple[LocatedName, ...]") -> None:
    head = ("Incid.", "Times", "Name as written", "Located as", "N, E", "Within m", "Method", "Score", "In")
    rows = []
    for one in located:
        row = f"{one.row} ({one.ref})" if one.row and one.ref else one.ref or ""
        name = f"{one.name} ({one.relation})" if one.relation not in {None, "in", "of"} else one.name
        score = "" if one.score is None else f"{one.score:.2f}"
        method = f"{one.method}, {one.answered.by}" if one.answered else one.method
        where = f"{one.lat:.4f}, {one.lon:.4f}"
        cells = (name, row, where, f"{one.radius_m:,.0f}", method, score, _documents(one.hangs, most=_NAMED))
        rows.append((*_counts(one.hangs), *cells))
    _print_table(
        f"Located: {plural(len(rows), 'way')} of {plural(len({o.name for o in located}), 'name')}",
        head,
        rows,
        empty="No place was located.",
    )


def _print_waiting(waiting: "tuple[WaitingName, ...]") -> None:
    from trucewatch.publishing.places_views import STATES

    head = ("Incid.", "Times", "Name as written", "Why it waits", "It may be (score)", "In")
    rows = []
    for one in waiting:
        more = len(one.candidates) - _CANDIDATES
        may_be = [f"{c.name} ({c.ref}) {c.score:.2f}" for c in one.candidates[:_CANDIDATES]]
        may_be += [f"and {more} more"] if more > 0 else []
        why = "; ".join((STATES[one.state], *one.notes))
        if one.answered is not None:
            why = f"{why}; answered ({one.answered.decision}), but read with other words"
        documents = _documents(one.hangs, most=_NAMED_WAITING, between="\n")
        rows.append((*_counts(one.hangs), one.name, why, "\n".join(may_be), documents))
    _print_table(f"Waiting: {plural(len(rows), 'name')}", head, rows, empty="No name waits.", whole=True)


def _counts(hangs: "Hangs") -> tuple[str, str]:
    return str(len(hangs.incidents)), str(len(hangs.claims))


def _documents(hangs: "Hangs", *, most: int, between: str = ", ") -> str:
    more = len(hangs.documents) - most
    return between.join(hangs.documents[:most]) + (
        f"{' ' if most == 1 else between}and {more} more" if more > 0 else ""
    )


def _print_table(
    title: str, head: tuple[str, ...], rows: "Sequence[tuple[str, ...]]", *, empty: str, whole: bool = False
) -> None:
    """Print rows under their head; `whole` keeps each line of the last column in one piece."""
    import sys

    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    if not rows:
        typer.echo(empty)
        return
    table = Table(*head, box=None, title=title, title_justify="left", title_style="bold")
    for column in table.columns:
        column.overflow = "fold"  # an id that is cut short cannot be copied
    table.columns[-1].no_wrap = whole
    for row in rows:
        table.add_row(*map(escape, row))
    Console(highlight=False, width=None if sys.stdout.isatty() else 180).print(table)
