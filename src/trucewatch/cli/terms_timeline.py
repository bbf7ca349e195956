"""`agreement timeline`: what holds when, on every reading, for a terminal, as a drawing, or for machines."""

import shutil
import sys
import textwrap
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple
from zoneinfo import ZoneInfo

import typer

from trucewatch.cli.common import Json, instant, now, print_json, readers_zone
from trucewatch.cli.terms_common import Which, loaded, write_out
from trucewatch.errors import AgreementError, WrongUseError

if TYPE_CHECKING:
    from trucewatch.agreement import Agreement
    from trucewatch.agreement.timeline import End, Row, Timeline
    from trucewatch.model import Interval

Day = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DAY", help="With the amendments known by then; a day counts to its end."),
]
Clock = Annotated[str | None, typer.Option("--zone", help="Zone whose clock is shown; the agreement's, if not given.")]
Reported = Annotated[
    list[str] | None,
    typer.Option(
        metavar="EVENT=TIME",
        help="Suppose that an event, or DUTY.met, was reported: approval=2025-10-10T01:00. May be said again.",
    ),
]
Steps = Annotated[bool, typer.Option("--steps", help="Show how each instant was reckoned.")]
Svg = Annotated[Path | None, typer.Option("--svg", metavar="FILE", help="Write a drawing to this file instead.")]

_WIDEST, _WITHOUT_TERMINAL = 140, 110
_DATE, _MOST_ID = 12, 16


def timeline(
    which: Which,
    as_of: Day = None,
    reported: Reported = None,
    zone: Clock = None,
    steps: Steps = False,
    svg: Svg = None,
    as_json: Json = False,
) -> None:
    """Say what holds when: each rule, duty, phase and amendment with its instants, on every reading.

    What depends on an event that must be reported first is told as waiting for it; --reported supposes a report.

    Example:
      trucewatch agreement timeline idlib-2020
      trucewatch agreement timeline idlib-2020 --as-of 2020-03-12 --svg idlib.svg
    """
    from trucewatch.agreement.timeline import timeline as over_time

    held = loaded(which)
    clock = ZoneInfo(readers_zone(zone or held.home))
    moment = instant(as_of, held.home) if as_of else datetime.fromisoformat(now()).replace(second=0, microsecond=0)
    made = over_time(held, as_of=moment, observed=dict(_supposed(word, held) for word in reported or ()))
    if svg is not None:
        from trucewatch.publishing.timeline_drawing import draw

        write_out(svg, draw(made, clock))
    if as_json:
        print_json(_plain(made))
    elif svg is None:
        for line in _lines(made, _Page(clock, _width(), steps)):
            typer.echo(line)


def _width() -> int:
    return min(shutil.get_terminal_size().columns, _WIDEST) if sys.stdout.isatty() else _WITHOUT_TERMINAL


def _supposed(word: str, held: "Agreement") -> "tuple[str, Interval]":
    """Return the event and the interval of `EVENT=TIME`."""
    from trucewatch.agreement import clocks

    event, _, written = (part.strip() for part in word.partition("="))
    known = [*(e.id for e in held.events if e.at is None), *(f"{duty.id}.met" for duty in held.duties)]
    if event not in known:
        there = f"what does: {', '.join(known)}" if known else "nothing does"
        raise WrongUseError(f"--reported {word}: in {held.id} nothing called {event!r} waits for a report; {there}")
    try:
        found = clocks.evaluate(held, written).interval
    except AgreementError as error:
        raise WrongUseError(f"--reported {word}: {error}") from None
    if found is None:
        raise WrongUseError(f"--reported {word}: {written!r} is no instant; write e.g. {event}=2025-10-10T01:00")
    return event, found


class _Page(NamedTuple):
    """How the text is laid out: whose clock, how wide, and whether with the arithmetic."""

    zone: ZoneInfo
    width: int
    steps: bool


def _lines(made: "Timeline", page: _Page) -> Iterator[str]:
    from trucewatch.agreement.timeline_words import first_day, moment_words

    held, width = made.agreement, page.width
    as_of = moment_words(made.as_of, page.zone, as_end=True)
    yield from textwrap.wrap(f"{held.title} ({held.id}): what holds when, as of {as_of}. Clock of {page.zone}.", width)
    if made.later:
        yield f"Not known by then: {', '.join(made.later)}."
    yield ""
    ids = min(max((len(row.term.id) for row in made.rows), default=0), _MOST_ID) + 2
    passed = False
    for row in made.rows:
        first = next(iter(row.instants), None)
        if not passed and row.kind != "permit" and (first is None or first > made.as_of):
            passed = True
            yield f"{'-' * _DATE}{f' as of {as_of} '.ljust(width - _DATE, '-')}"
        date = first_day(row, page.zone) or ("waits" if row.waits_for else "")
        lead = date.ljust(_DATE) + row.term.id.ljust(ids)
        text = list(_row(made, row, page, width - _DATE - ids))
        if len(row.term.id) > ids - 2:  # a long id has a line of its own
            yield lead
            lead = ""
        yield lead.ljust(_DATE + ids) + text[0]
        yield from (" " * (_DATE + ids) + line for line in text[1:])


def _row(made: "Timeline", row: "Row", page: _Page, width: int) -> Iterator[str]:
    from trucewatch.agreement.timeline_words import in_short, variant_words

    clause = f" ({row.term.clause})" if row.term.clause else ""
    short = in_short(made.agreement, row.term)
    head = textwrap.shorten(f"{row.kind}{clause}{f': {short}' if short else ''}", 3 * width, placeholder=" …")
    yield from textwrap.wrap(head, width, break_on_hyphens=False)
    for variant in row.variants:
        words = variant_words(variant, page.zone) + (f" [{variant.on}]" if variant.on else "")
        yield from textwrap.wrap(words, width, initial_indent="  ", subsequent_indent="    ", break_on_hyphens=False)
        reckoned = dict.fromkeys(step for end in variant.ends for step in end.steps) if page.steps else ()
        for step in reckoned:
            yield from textwrap.wrap(step, width, initial_indent="    = ", subsequent_indent="      ")


def _plain(made: "Timeline") -> dict[str, Any]:
    held = made.agreement
    return {
        "agreement": held.id,
        "version": held.version,
        "as_of": made.as_of.isoformat(),
        "zone": held.home,
        "not_known_by_then": list(made.later),
        "rows": [_plain_row(made, row) for row in made.rows],
    }


def _plain_row(made: "Timeline", row: "Row") -> dict[str, Any]:
    from trucewatch.agreement.timeline_words import in_short, variant_words

    zone = ZoneInfo(made.agreement.home)
    return {
        "term": row.term.id,
        "kind": row.kind,
        "clause": row.term.clause,
        "says": in_short(made.agreement, row.term),
        "variants": [
            {
                "on": variant.on or "every reading",
                "words": variant_words(variant, zone),
                "marks": [
                    {
                        "kind": mark.kind,
                        "start": _plain_end(mark.start),
                        "end": _plain_end(mark.end),
                        "amended_by": mark.amended_by,
                    }
                    for mark in variant.marks
                ],
            }
            for variant in row.variants
        ],
    }


def _plain_end(end: "End | None") -> dict[str, Any] | None:
    if end is None:
        return None
    lo, hi = (end.interval.lo, end.interval.hi) if end.interval else (None, None)
    return {
        "earliest": lo.isoformat() if lo else None,
        "latest": hi.isoformat() if hi else None,
        "waits_for": end.waits_for,
        "expression": end.expression,
        "steps": list(end.steps),
    }
