"""What leaves a case: reports and exports. Each is logged, private persons are pseudonymised."""

import hashlib
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from trucewatch.cli.common import AsOf, CaseDir, Zone, open_case, readers_zone
from trucewatch.cli.looking import picture_of
from trucewatch.errors import WrongUseError

if TYPE_CHECKING:
    from trucewatch.publishing import CaseView, Export
    from trucewatch.store import Case


class ReportFormat(StrEnum):
    """How a report is written."""

    HTML = "html"
    MD = "md"


Out = Annotated[Path | None, typer.Option(help="File to write, - for standard output; else DIR/exports/.")]


def report(
    folder: CaseDir,
    date: Annotated[str, typer.Option(help="The day reported on; evidence is cut off at its end.", show_default=False)],
    style: Annotated[ReportFormat, typer.Option("--format", help="html or md.")] = ReportFormat.HTML,
    as_of: AsOf = None,
    zone: Zone = None,
    out: Out = None,
) -> None:
    """Write the daily report.

    Example:
      trucewatch report idlib --date 2020-03-12 --format html
    """
    from trucewatch import publishing

    with open_case(folder) as case:
        view = pipeline_view(case, as_of or date, readers_zone(zone))
        written = publishing.daily(view, format=style.value)
        write(case, written, out or folder / "exports" / f"report-{date[:10]}.{style.value}", action="report")


def export(
    folder: CaseDir,
    style: Annotated[str, typer.Option("--format", help="jsonl, csv, tallies-csv or geojson.", show_default=False)],
    as_of: AsOf = None,
    zone: Zone = None,
    out: Out = None,
) -> None:
    """Write claims, incidents and findings for other programs.

    Example:
      trucewatch export idlib --format geojson --out incidents.geojson
    """
    with open_case(folder) as case:
        chosen = export_named(style)
        view = pipeline_view(case, as_of, readers_zone(zone))
        write(case, chosen(view), out or folder / "exports" / file_of(chosen), action="export")


def pipeline_view(case: "Case", as_of: str | None, zone: str) -> "CaseView":
    """Return the read model of the case as of an instant, or as of its last run."""
    from trucewatch import pipeline

    made = picture_of(case, as_of)
    return pipeline.view(made, title=made.agreement.title, zone=zone, folder=case.agreement_folder)


def export_named(name: str) -> "Export":
    """Return the export of that name.

    Raises:
        WrongUseError: there is none.
    """
    from trucewatch import publishing

    for held in publishing.EXPORTS:
        if held.name == name:
            return held
    known = ", ".join(held.name for held in publishing.EXPORTS)
    raise WrongUseError(f"--format: {name!r} is none of {known}")


def file_of(export: "Export") -> str:
    """Return the name of an export's file: `case.csv`, `tallies.csv`."""
    return f"{export.name.removesuffix(export.format).rstrip('-') or 'case'}.{export.format}"


def write(case: "Case", written: str, out: Path, *, action: str) -> None:
    """Write what leaves the case, whole or not at all, and log that it left."""
    if str(out) == "-":
        case.log_access(action, "standard output")
        typer.echo(written, nl=not written.endswith("\n"))
        return
    out.parent.mkdir(parents=True, exist_ok=True)
    part = out.with_name(f".{out.name}.part")
    try:
        part.write_text(written, encoding="utf-8")
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)
    case.log_access(action, out.name, sha256=hashlib.sha256(written.encode()).hexdigest())
    typer.echo(str(out))
