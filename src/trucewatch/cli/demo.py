"""`demo`: one command from a fresh machine to a monitored ceasefire."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from trucewatch.cli.common import Zone, now, open_case, readers_zone, user
from trucewatch.cli.finder import agreement_source, cases, copy_agreement
from trucewatch.errors import CaseError, WrongUseError

if TYPE_CHECKING:
    from trucewatch.pipeline import Picture
    from trucewatch.store import Case

CASE = "idlib-2020"
MARK = "demo.toml"


def demo(
    out: Annotated[Path, typer.Option(metavar="DIR", help="Where the case is built.")] = Path("demo-case"),
    serve: Annotated[bool, typer.Option("--serve", help="Then serve the report on this machine only.")] = False,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port for --serve; 0 takes a free one.")] = 8000,
    zone: Zone = None,
) -> None:
    """Build the Idlib case, run it, print the compliance table, write the report and exports.

    Needs no network. It may be said again: what is there already is used.

    Example:
      trucewatch demo --out demo-case --serve
    """
    from trucewatch.cli.casework import tell_run
    from trucewatch.cli.looking import print_status
    from trucewatch.cli.tables import status_plain

    source = cases() / CASE
    about = _about(source)
    clock = readers_zone(zone)
    with _opened(out, about["agreement"]) as case:
        made = build(case, source, about)
        tell_run(made)
        print_status(status_plain(made), clock)
        page = _write_all(case, made, about, clock, out)
    typer.echo(f"Open {page.resolve()} in a browser, or read on with `trucewatch status {out}`.")
    if serve:
        from trucewatch import web

        web.serve(out, page=page.name, port=port, tell=typer.echo)


def build(case: "Case", source: Path, about: dict[str, Any]) -> "Picture":
    """Take everything of a demonstration case into `case` and run it as of each of its instants; return the last."""
    from trucewatch.cli.by_hand import observation_of
    from trucewatch.cli.casework import add_sources, as_of_instant, run_case
    from trucewatch.cli.tables import by_hand, read_toml, take_in_log

    folders = about["folders"]
    # One process: starting others takes longer than reading these few documents, which are known to be harmless.
    taken = add_sources(case, [str(source / folders["documents"])], workers=1)
    held = {observation.id for observation in case.observations()}
    for raw in read_toml(source / about["files"]["observations"])["observation"]:
        if raw["id"] not in held:
            case.observe(observation_of(raw))
    for file in sorted((source / folders["manual"]).glob("*.toml")):
        by_hand(case, file)
    for columns in sorted((source / folders["log"]).glob("*.toml")):
        take_in_log(case, columns.parent / read_toml(columns)["file"], columns)
    if failed := [one for one in taken if one.state == "failed"]:
        raise CaseError(f"{failed[0].source}: {'; '.join(failed[0].notes)}")
    made = None
    for written in about["as_of"]:
        made = run_case(case, as_of_instant(case, written), workers=1)
    if made is None:
        raise CaseError(f"{source / 'case.toml'}: as_of names no instant")
    return made


def _opened(out: Path, agreement: str) -> "Case":
    from trucewatch.store import Case

    if (out / "case.db").is_file():
        if not (out / MARK).is_file():
            raise WrongUseError(f"{out}: holds a case that is no demonstration; name another folder with --out")
        return open_case(out)
    case = Case.create(out, clock=now, who=user())
    copy_agreement(agreement_source(agreement), case.agreement_folder)
    (out / MARK).write_text(f'case = "{CASE}"\n', encoding="utf-8")
    return case


def _about(source: Path) -> dict[str, Any]:
    from trucewatch.cli.tables import read_toml

    return read_toml(source / "case.toml")


def _write_all(case: "Case", made: "Picture", about: dict[str, Any], zone: str, out: Path) -> Path:
    from trucewatch import pipeline, publishing
    from trucewatch.cli.publish import file_of, write

    view = pipeline.view(made, title=about["title"], zone=zone, folder=case.agreement_folder)
    page = out / "report.html"
    write(case, publishing.daily(view, format="html"), page, action="report")
    for export in publishing.EXPORTS:
        write(case, export(view), out / "exports" / file_of(export), action="export")
    return page
