"""Gazetteers of one's own: tables of places are imported, asked, listed and forgotten."""

import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from trucewatch import settings
from trucewatch.cli.common import Json, now, open_case, plural, print_json, user
from trucewatch.cli.door import help_of
from trucewatch.errors import CaseError, WrongUseError

if TYPE_CHECKING:
    from trucewatch.geography import Answer, Explained, Gazetteer
    from trucewatch.pipeline.gazetteers import Imported, Wanted
    from trucewatch.store import ImportedSource

OfCase = Annotated[
    Path | None, typer.Option("--case", metavar="DIR", help="A case: its own sources, beside those for all cases.")
]

gazetteer_app = typer.Typer(
    no_args_is_help=True, help="Gazetteers of your own: import tables of places, look names up, list, forget."
)

_BAD_SHOWN = 5
_QUIET_S = 2.0
_LINE_EVERY_S = 20.0
_POINT = re.compile(r"\s*(-?\d{1,3}(?:\.\d+)?)\s*,\s*(-?\d{1,2}(?:\.\d+)?)\s*")


def import_(  # noqa: PLR0913, PLR0917  (a command's options)
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Tables of places; see below.")],
    licence: Annotated[str | None, typer.Option(help="Its licence; needed but for GeoNames.")] = None,
    source: Annotated[str | None, typer.Option(help="What to call it; without it, by the file's name.")] = None,
    title: Annotated[str | None, typer.Option(help="Whom to credit, e.g. 'OCHA COD-AB Syria'.")] = None,
    as_of: Annotated[
        str | None, typer.Option("--date", help="Date of the data, 2024-05-31, if rows have none.")
    ] = None,
    country: Annotated[str | None, typer.Option(help="ISO code of two letters, if rows have none.")] = None,
    kind: Annotated[str | None, typer.Option(help="settlement or area, if the table does not tell.")] = None,
    columns: Annotated[str | None, typer.Option(metavar="OURS=HEADER,…", help="Which column holds what.")] = None,
    mapped: Annotated[Path | None, typer.Option("--map", help="The same in TOML, under [columns].")] = None,
    sheet: Annotated[str | None, typer.Option(help="The sheet of a workbook; without it the first filled one.")] = None,
    case: OfCase = None,
    as_json: Json = False,
) -> None:
    """Import places: GeoNames dumps (with alternateNamesV2), OCHA settlements or areas, or any CSV, XLSX, GeoJSON.

    A ZIP is read as it was downloaded. The same file again changes nothing, a newer one takes the older's place. A row
    that is no place is named, counted and left out. Without --case the places count for all cases.

    Example:
      trucewatch gazetteer import SY.zip alternateNamesV2.zip
      trucewatch gazetteer import syr_admin4.xlsx --licence "CC BY-IGO" --title "OCHA COD-AB Syria"
      trucewatch gazetteer import villages.csv --columns name=Village,lat=Y,lon=X --country SY --licence "CC0 1.0"
    """
    from trucewatch.pipeline import gazetteers

    if country is not None and not re.fullmatch(r"[A-Za-z]{2}", country):
        raise WrongUseError(f"--country {country!r}: write the ISO code of two letters, e.g. SY")
    if kind not in {None, "settlement", "area"}:
        raise WrongUseError(f"--kind {kind!r} is neither settlement nor area")
    if as_of is not None and not re.fullmatch(r"\d{4}(?:-\d{2}(?:-\d{2})?)?", as_of):
        raise WrongUseError(f"--date {as_of!r}: write a date, e.g. 2024-05-31")
    missing = next((file for file in files if not file.is_file()), None)
    if missing is not None:
        raise WrongUseError(f"{missing}: no such file; download it, then name it")
    wanted = _wanted((source, title, licence, as_of), _told(columns, mapped, country, kind, sheet))
    tables, names = gazetteers.sorted_out(files)
    if source is not None and len(tables) > 1:
        raise WrongUseError("--source names one source; import several files one by one, or leave it out")
    folder = _folder(case)
    with _watching() as watch:
        made = [
            gazetteers.import_source(folder, table, names, wanted, clock=now, who=user(), watch=watch)
            for table in tables
        ]
    if case is not None:
        _note(case, made)
    if as_json:
        print_json([_imported_plain(one) for one in made])
        return
    for one in made:
        _tell(one, folder)


def _wanted(said: tuple[str | None, ...], told: Any) -> "Wanted":
    from trucewatch.pipeline.gazetteers import Wanted

    source, title, licence, as_of = said
    return Wanted(source=source, title=title, licence=licence, as_of=as_of, told=told)


def _told(columns: str | None, mapped: Path | None, country: str | None, kind: str | None, sheet: str | None) -> Any:
    import tomllib

    from trucewatch.intake.gazetteers_tables import Told

    said: dict[str, Any] = {}
    if mapped is not None:
        try:
            said = tomllib.loads(mapped.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise WrongUseError(f"{mapped}: is no TOML ({error})") from error
    pairs = dict(said.get("columns", {}))
    for part in filter(None, (columns or "").split(",")):
        ours, equals, header = part.partition("=")
        if not equals or not header.strip():
            raise WrongUseError(f"--columns {part!r}: write OURS=HEADER, e.g. name=Village,lat=Y,lon=X")
        pairs[ours.strip()] = header.strip()
    header_row = said.get("header_row")
    if not all(isinstance(value, str) for value in pairs.values()) or not isinstance(header_row, int | None):
        raise WrongUseError(f'{mapped}: write [columns] with ours = "header", and header_row as a number')
    return Told(columns=pairs, country=country, kind=kind, sheet=sheet or said.get("sheet"), header_row=header_row)


def _folder(case: Path | None) -> Path:
    from trucewatch.store.gazetteer import FOLDER

    if case is not None:
        with open_case(case):
            return case / FOLDER
    shared = settings.load().gazetteers
    if shared is None:
        raise CaseError("there is no folder for your data; set TRUCEWATCH_DATA to one, or name a --case")
    return shared


def _note(case: Path, made: "list[Imported]") -> None:
    """Write into the case's custody log what is asked for places from now on."""
    with open_case(case) as opened:
        for one in made:
            if not one.unchanged:
                about = one.source
                opened.log_access(
                    "import-gazetteer", about.source, sha256=about.fingerprint, rows=about.rows, licence=about.licence
                )


def _tell(one: "Imported", folder: Path) -> None:
    source = one.source
    if one.unchanged:
        typer.echo(f"{source.source}: left alone, the same was imported on {source.imported_at[:10]}")
        return
    typer.echo(
        f"{source.source}: {plural(source.rows, 'place')} in {', '.join(source.countries[:12])}"
        f"{'…' if len(source.countries) > 12 else ''}, {plural(source.names, 'name')}, "  # noqa: PLR2004
        f"as of {source.as_of or 'an unknown date'}, {source.licence}, in {folder}"
    )
    if source.left_out:
        typer.echo(f"  {plural(source.left_out, 'row')} left out: countries, roads, streams and seas")
    if source.faults:
        typer.echo(f"  {plural(source.faults, 'row')} could not be taken for a place:", err=True)
        for at, reason in one.bad[:_BAD_SHOWN]:
            typer.echo(f"    {at}: {reason}", err=True)
        if source.faults > _BAD_SHOWN:
            typer.echo(f"    and {source.faults - _BAD_SHOWN:,} more; --json lists the first thousand", err=True)


def _imported_plain(one: "Imported") -> dict[str, Any]:
    bad = [{"at": at, "reason": reason} for at, reason in one.bad]
    return {**_plain(one.source), "unchanged": one.unchanged, "bad": bad}


def _plain(source: "ImportedSource") -> dict[str, Any]:
    from dataclasses import asdict

    return asdict(source) | {"files": list(source.files), "countries": list(source.countries)}


def lookup(
    name: Annotated[str, typer.Argument(help="The name as a text has it.", show_default=False)],
    near: Annotated[str | None, typer.Option(metavar="LON,LAT|NAME", help="What the text is about.")] = None,
    country: Annotated[str | None, typer.Option(help="ISO code of the country that is spoken of.")] = None,
    case: OfCase = None,
    as_json: Json = False,
) -> None:
    """Look a name up and explain each candidate: its score, and why it was taken or not.

    Example:
      trucewatch gazetteer lookup Saraqib --country SY
      trucewatch gazetteer lookup Nayrab --near 36.63,35.93 --case idlib
      trucewatch gazetteer lookup "6 km south of Saraqib" --country SY
    """
    from trucewatch.geography import explain, locate_phrase

    asked, places = _gazetteer(case)
    country = country.upper() if country else None
    at = _near(near, asked, country)
    told = explain(name, gazetteer=asked, country=country, near=at)
    phrase = locate_phrase(name, gazetteer=asked, country=country, near=at)
    if phrase is not None and (told.found is None or phrase.method != told.found.method):
        # "6 km south of X" is no name, and "southern X" may be one that a table has: as the reader finds it.
        told = replace(told, found=phrase)
    if as_json:
        print_json(_explained_plain(told))
    else:
        _tell_candidates(name, told, country)
    if places is not None:
        places.close()


def _gazetteer(case: Path | None) -> tuple["Gazetteer", Any]:
    from trucewatch.geography import Gazetteer
    from trucewatch.pipeline.answered import answers
    from trucewatch.pipeline.gazetteers import files_of
    from trucewatch.pipeline.places import gazetteer
    from trucewatch.store import ImportedPlaces

    own = Gazetteer()
    answered: tuple[Answer, ...] = ()
    if case is not None:
        with open_case(case) as opened:
            own = gazetteer(opened.agreement_folder)
            answered = answers(opened.decisions())
    files = files_of(case, settings.load().gazetteers)
    places = ImportedPlaces(files) if files else None
    return replace(own, further=places, answers=answered), places


def _near(written: str | None, asked: "Gazetteer", country: str | None) -> tuple[float, float] | None:
    from trucewatch.geography import locate

    if written is None:
        return None
    if point := _POINT.fullmatch(written):
        lon, lat = float(point[1]), float(point[2])
        if abs(lon) > 180 or abs(lat) > 90:  # noqa: PLR2004
            raise WrongUseError(f"--near {written!r}: longitude first, within 180, then latitude, within 90")
        return lon, lat
    found = locate(written, gazetteer=asked, country=country)
    if found is None:
        raise WrongUseError(f"--near {written!r}: no such place is found; write LON,LAT")
    return found.lon, found.lat


def _tell_candidates(name: str, told: "Explained", country: str | None) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from trucewatch.geography import why_no_border

    found = told.found
    if found is None:
        typer.echo(f"{name}: stays a name; nothing is settled")
    else:
        typer.echo(
            f"{name}: {found.lat:.5f}, {found.lon:.5f} within {found.radius_m:,.0f} m ({found.ref}, {found.method})"
        )
    reason = why_no_border(name, country=country) if found is None else None
    if reason is not None:
        typer.echo(f"{reason[0].upper()}{reason[1:]}.")
        return
    if not told.candidates:
        if found is None:
            typer.echo("No table lists a place that bears the name or sounds like it.")
        return
    table = Table("Score", "Place", "Kind", "In", "Within m", "Away km", "Listed in", "Taken?", box=None)
    for one in told.candidates:
        row = one.row
        away = "" if one.away_m is None else f"{one.away_m / 1000:,.1f}"
        radius = f"{row.radius_m:,.0f}" if row.placed else ""
        where = " ".join(filter(None, (row.country, row.admin)))
        why = f"{'yes' if one.taken else 'no'}: {one.why}"
        cells = (f"{one.score:.3f}", f"{row.name} ({row.id})", row.kind, where, radius, away, one.table, why)
        table.add_row(*map(escape, cells))
    Console(highlight=False, width=None if sys.stdout.isatty() else 160).print(table)


def _explained_plain(told: "Explained") -> dict[str, Any]:
    from dataclasses import asdict

    return {
        "found": None if told.found is None else asdict(told.found),
        "candidates": [
            {
                "id": one.row.id,
                "name": one.row.name,
                "kind": one.row.kind,
                "country": one.row.country,
                "lon": one.row.lon if one.row.placed else None,
                "lat": one.row.lat if one.row.placed else None,
                "radius_m": one.row.radius_m if one.row.placed else None,
                "population": one.row.population,
                "source": one.row.source,
                "licence": one.row.licence,
                "table": one.table,
                "score": one.score,
                "away_m": None if one.away_m is None else round(one.away_m),
                "taken": one.taken,
                "why": one.why,
            }
            for one in told.candidates
        ],
    }


def list_sources(case: OfCase = None, as_json: Json = False) -> None:
    """List what was imported: source, licence, date of the data, places, when.

    Example:
      trucewatch gazetteer list
    """
    from trucewatch.pipeline.gazetteers import files_of
    from trucewatch.store.gazetteer import described

    sources = [(path, described(path)) for path in files_of(case, settings.load().gazetteers)]
    if as_json:
        print_json([{**_plain(source), "path": str(path)} for path, source in sources])
        return
    if not sources:
        typer.echo(
            "nothing imported; the built-in places are GeoNames' (https://www.geonames.org), CC BY 4.0, "
            "the ground of divisions is Natural Earth's"
        )
    for path, source in sources:
        whose = "this case" if case is not None and path.is_relative_to(case) else "all cases"
        typer.echo(
            f"{source.source}\t{plural(source.rows, 'place')}\tas of {source.as_of or 'unknown'}\t{source.credit}\t"
            f"imported {source.imported_at[:10]} for {whose}"
        )


def forget(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="As `gazetteer list` calls it.")], case: OfCase = None
) -> None:
    """Forget an imported source; what was found by it is not found again.

    Example:
      trucewatch gazetteer forget geonames-SY
    """
    from trucewatch.store.gazetteer import forget as remove
    from trucewatch.store.gazetteer import source_file

    folder = _folder(case)
    path = source_file(folder, source)
    if Path(source).name != source or not path.is_file():
        held = ", ".join(sorted(one.stem for one in folder.glob("*.db"))) or "nothing"
        raise WrongUseError(f"{source}: not imported into {folder}, which holds {held}")
    remove(path)
    if case is not None:
        with open_case(case) as opened:
            opened.log_access("forget-gazetteer", source)
    typer.echo(f"{source}: forgotten")


@contextmanager
def _watching() -> Iterator[Callable[[str, int, int], None]]:
    """Yield a function that shows how far a stage is, once the whole takes longer than two seconds."""
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    begun = said = time.monotonic()
    bars: Progress | None = None
    tasks: dict[str, Any] = {}

    def watch(stage: str, done: int, total: int) -> None:
        nonlocal bars, said
        if time.monotonic() - begun < _QUIET_S:
            return
        if sys.stderr.isatty():
            if bars is None:
                columns = (*Progress.get_default_columns()[:3], TextColumn("{task.completed:,}"), TimeElapsedColumn())
                bars = Progress(SpinnerColumn(), *columns, console=Console(stderr=True), transient=True)
                bars.start()
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total or None)
            bars.update(tasks[stage], completed=done)
        elif time.monotonic() - said > _LINE_EVERY_S:
            said = time.monotonic()
            typer.echo(f"{stage}: {done:,}{f' of {total:,}' if total else ''}", err=True)

    try:
        yield watch
    finally:
        if bars is not None:
            bars.stop()


for command, word in ((import_, "import"), (lookup, "lookup"), (list_sources, "list"), (forget, "forget")):
    gazetteer_app.command(word, help=help_of(command))(command)
