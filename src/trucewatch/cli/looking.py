"""Looking at a case: where it stands, one document with its claims beside it, one finding explained."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from trucewatch import settings
from trucewatch.cli.casework import as_of_instant, watching
from trucewatch.cli.common import AsOf, CaseDir, Json, Zone, open_case, plural, print_json, readers_zone, shown
from trucewatch.errors import CaseError

if TYPE_CHECKING:
    from pathlib import Path

    from trucewatch.model import Claim, Finding
    from trucewatch.pipeline import Picture
    from trucewatch.store import Case


def picture_of(case: "Case", as_of: str | None) -> "Picture":
    """Return the case as of an instant; without one, as of the last run, which must have been."""
    from trucewatch import pipeline

    last = case.last_run()
    if as_of is None and last is None:
        raise CaseError(f"{case.folder}: was never run; say `trucewatch run {case.folder}` first")
    moment = as_of_instant(case, as_of, default=last[0] if last else None)
    with watching() as watch:
        engine = pipeline.Engine(gazetteers=settings.load().gazetteers)
        return pipeline.picture(case, as_of=moment, engine=engine, watch=watch)


def status(folder: CaseDir, as_of: AsOf = None, zone: Zone = None, as_json: Json = False) -> None:
    """Show where each term stands: engaged or not, duties and deadlines, support and dispute.

    Example:
      trucewatch status idlib --as-of 2020-03-12T12:00+03:00 --zone Europe/Istanbul
    """
    from trucewatch.cli.tables import status_plain

    with open_case(folder) as case:
        made = picture_of(case, as_of)
    plain = status_plain(made)
    if as_json:
        print_json(plain)
    else:
        print_status(plain, readers_zone(zone))


def print_status(plain: dict[str, Any], zone: str) -> None:
    """Print the compliance table: terms with their findings, duties with their deadlines on the clock of `zone`."""
    from rich.console import Console
    from rich.table import Table

    console = Console(soft_wrap=False, highlight=False, width=None if _terminal() else 120)
    console.print(f"{plain['title']}, as of {shown(plain['as_of'], zone)} (times in {zone})", markup=False)
    terms = Table("Term", "Engaged", "Cannot tell", "Outside", "Single", "Corrob.", "Verified", "Disputed", box=None)
    for row in plain["terms"]:
        engaged, support = row["engaged"], row["support"]
        cells = (engaged["yes"], engaged["cannot-tell"], engaged["no"])
        more = (support["single"], support["corroborated"], support["verified"], row["disputed"])
        terms.add_row(row["term"], *(str(n) for n in (*cells, *more)))
    console.print(terms)
    duties = Table("Duty", "State", "Due", "Disputed", box=None)
    for row in plain["duties"]:
        duties.add_row(row["term"], row["state"] or "", due_shown(row["due"], zone), str(row["disputed"]))
    console.print(duties)
    console.print(
        "Counts are findings: what sources report, not facts. Single, corroborated and verified are support that the "
        "act occurred. Outside never means lawful. No report is not the absence of violence. "
        "`trucewatch explain DIR TERM` lists the findings of a term, or explains the state of a duty.",
        markup=False,
        style="dim",
    )


def due_shown(due: str | None, zone: str) -> str:
    """Return a deadline on the clock of `zone`; one that open readings make uncertain has two ends (`a/b`)."""
    return " or ".join(dict.fromkeys(shown(part, zone) for part in (due or "").split("/"))) or "none"


def show(
    folder: CaseDir,
    document: Annotated[str | None, typer.Argument(help="Its id or the start of it; without, all are listed.")] = None,
    as_of: AsOf = None,
    as_json: Json = False,
) -> None:
    """Show a document with its spans highlighted and its claims beside it.

    Example:
      trucewatch show idlib
      trucewatch show idlib 10-first-clashes-wire.html
    """
    from trucewatch.model import to_plain

    with open_case(folder) as case:
        if document is not None:
            document = _document_id(case, document)
        made = picture_of(case, as_of)
    readings = {r.document.id: r for r in made.readings}
    if document is None:
        rows = [_listed(reading) for reading in readings.values()]
        if as_json:
            print_json(rows)
        else:
            _print_list(rows)
        return
    if document not in readings:
        raise CaseError(f"{document}: was published after {made.as_of.isoformat()}; name a later --as-of")
    if as_json:
        print_json(to_plain(readings[document]))
    else:
        from trucewatch.cli.showing import print_reading

        print_reading(readings[document])


def _document_id(case: "Case", wanted: str) -> str:
    if any(o.id == wanted for o in case.observations()):
        return wanted
    return case.document(wanted).id


def _listed(reading: Any) -> dict[str, Any]:
    document = reading.document
    return {
        "id": document.id,
        "published": document.published.start,
        "publisher": document.publisher,
        "lang": document.lang,
        "copy_of": (document.copy.of or document.origin or "yes") if document.copy.is_copy else None,
        "claims": len(reading.claims),
        "title": document.title,
    }


def _print_list(rows: list[dict[str, Any]]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table("Id", "Published", "Publisher", "Copy of", "Claims", "Title", box=None)
    for row in rows:
        cells = [row["id"], row["published"], row["publisher"], row["copy_of"], row["claims"], row["title"]]
        table.add_row(*("" if cell is None else _plain_text(str(cell)) for cell in cells))
    Console(highlight=False, width=None if _terminal() else 160).print(table)


def explain(
    folder: CaseDir,
    finding: Annotated[
        str, typer.Argument(help="Its id or the start of it; or a term, for its findings.", show_default=False)
    ],
    as_of: AsOf = None,
    zone: Zone = None,
    as_json: Json = False,
) -> None:
    """Explain a finding: clause, clock, geometry, evidence with quotes, and what would settle it.

    Example:
      trucewatch explain idlib I1
      trucewatch explain idlib F-3fa2
    """
    from trucewatch.cli.showing import print_finding, set_by
    from trucewatch.model import to_plain

    with open_case(folder) as case:
        made = picture_of(case, as_of)
    of_term = [f for f in made.findings if f.term == finding]
    if len(of_term) > 1:
        _print_findings(made, of_term, as_json=as_json)
        return
    chosen = of_term[0] if of_term else _finding(made, finding, folder)
    claims = _claims(made, chosen)
    if as_json:
        answers = dict.fromkeys(d for claim in claims if (d := set_by(claim, made.decisions)) is not None)
        print_json(
            {
                "finding": to_plain(chosen),
                "claims": [to_plain(claim) for claim in claims],
                "decisions": [to_plain(decision) for decision in answers],
            }
        )
    else:
        print_finding(made, chosen, claims, readers_zone(zone))


def _finding(made: "Picture", wanted: str, folder: "Path") -> "Finding":
    found = [f for f in made.findings if f.id == wanted] or [f for f in made.findings if f.id.startswith(wanted)]
    if len(found) == 1:
        return found[0]
    if found:
        raise CaseError(f"{wanted}: {plural(len(found), 'finding')} start so, e.g. {found[0].id} and {found[1].id}")
    raise CaseError(f"{wanted}: no such finding; `trucewatch explain {folder} TERM` lists those of a term")


def _print_findings(made: "Picture", findings: "list[Finding]", *, as_json: bool) -> None:
    """Print one line a finding of a term: id, act, day, place and how it stands."""
    incidents = {incident.id: incident for incident in made.linked.incidents}
    rows = []
    for finding in findings:
        incident = incidents.get(finding.incident or "")
        when, place = (incident.when, incident.place) if incident else (None, None)
        day = (when.start or when.end) if when else None
        stands = finding.engaged.value if finding.engaged else finding.state
        rows.append(
            {
                "id": finding.id,
                "act": finding.act,
                "when": day,
                "place": place.name if place else None,
                "engaged": stands,
            }
        )
    if as_json:
        print_json(rows)
        return
    from rich.console import Console
    from rich.table import Table

    table = Table("Finding", "Engaged", "When", "Act", "Place", box=None)
    for row in rows:
        cells = (row["id"], row["engaged"], row["when"], row["act"], row["place"])
        table.add_row(*("" if cell is None else _plain_text(str(cell)) for cell in cells))
    Console(highlight=False, width=None if _terminal() else 120).print(table)


def _claims(made: "Picture", finding: "Finding") -> "list[Claim]":
    wanted = dict.fromkeys(finding.claims)
    wanted.update(dict.fromkeys(r.claim for r in finding.reasons if r.claim))
    wanted.update(dict.fromkeys(d.claim for d in finding.disputed_by))
    for incident in made.linked.incidents:
        if incident.id == finding.incident:
            wanted.update(dict.fromkeys(incident.claims))
    held = {claim.id: claim for reading in made.readings for claim in reading.claims}
    return [held[i] for i in wanted if i in held]


def _plain_text(text: str) -> str:
    from rich.markup import escape

    return escape(text)


def _terminal() -> bool:
    import sys

    return sys.stdout.isatty()
