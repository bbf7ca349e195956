"""`agreement sweep`: a table of incidents against the terms, row by row, to find where to look."""

import csv
import sys
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from trucewatch.cli.common import Json, instant, now, plural, print_json
from trucewatch.cli.door import say
from trucewatch.cli.terms_common import Which, loaded
from trucewatch.errors import WrongUseError

if TYPE_CHECKING:
    from trucewatch.agreement import Agreement
    from trucewatch.pipeline.sweeping import Row

Day = Annotated[str | None, typer.Option("--as-of", metavar="DAY", help="What was known by then; a day to its end.")]
TableFile = Annotated[Path, typer.Argument(metavar="TABLE", help="Rows of ACLED or UCDP GED, CSV or XLSX.")]
Out = Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Where to write the rows; else to the screen.")]

_HEAD = ("row", "act", "from", "to", "place", "lat", "lon", "radius_m")


def sweep(which: Which, table: TableFile, as_of: Day = None, out: Out = None, as_json: Json = False) -> None:
    """Judge each row of a coded table against every prohibition, on every open reading.

    Each row is one source's word: nothing is linked, copies are not known, and no count here is a tally. It finds
    where to look; `trucewatch run` gives findings. "outside" is outside this agreement, and never means lawful.

    Example:
      trucewatch agreement sweep idlib-2020 acled.csv --out swept.csv
    """
    from trucewatch import intake
    from trucewatch.pipeline.sweeping import swept

    held = loaded(which)
    if not table.is_file():
        raise WrongUseError(f"{table}: no such file; give a table of ACLED or UCDP GED, CSV or XLSX")
    found = intake.take_in(table.read_bytes(), name=table.name)
    if not found.claims:
        raise WrongUseError(f"{table}: no rows of ACLED or UCDP GED in it; other tables come in by `trucewatch add`")
    moment = instant(as_of, held.home) if as_of else datetime.fromisoformat(now())
    rows = swept(held, found.documents, found.claims, as_of=moment)
    for problem in found.problems:
        say(problem)
    if as_json:
        print_json(_summary(held, rows))
        return
    if out is not None:
        with out.open("w", encoding="utf-8", newline="") as file:
            _write(held, rows, file)
        say(f"{out}: {plural(len(rows), 'row')}")
    else:
        _write(held, rows, sys.stdout)
    for term, answers in _summary(held, rows).items():
        told = ", ".join(f"{word}: {number:,}" for word, number in answers.items())
        say(f"{term}: {told} (rows, each one source's word; not linked)")


def _summary(held: "Agreement", rows: "tuple[Row, ...]") -> dict[str, dict[str, int]]:
    terms = [term.id for term in held.prohibitions]
    counted = [Counter(row.answers[i] for row in rows) for i in range(len(terms))]
    words = ("yes", "cannot-tell", "outside")
    return {term: {word: count[word] for word in words} for term, count in zip(terms, counted, strict=True)}


def _write(held: "Agreement", rows: "tuple[Row, ...]", file: TextIO) -> None:
    writer = csv.writer(file)
    writer.writerow((*_HEAD, *(term.id for term in held.prohibitions)))
    for claim, document, answers in rows:
        when, place = claim.when, claim.place
        times = (when.start, when.end) if when is not None else (None, None)
        where = (place.name, place.lat, place.lon, place.radius_m) if place is not None else (None,) * 4
        writer.writerow((document.id, claim.act, *times, *where, *answers))
