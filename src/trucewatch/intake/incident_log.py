"""An analyst's own incident log to claims: columns by their headers, by a map where the headers do not tell."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING

from trucewatch.errors import DocumentError
from trucewatch.intake import dates
from trucewatch.intake.lexicon import load
from trucewatch.intake.rows import head, text_of
from trucewatch.intake.sheet import Sheet, row_document
from trucewatch.model import Claim, Count, Named, Place, Published, Speaker, Weapon, When
from trucewatch.model.acts import ACTS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from trucewatch.intake.coded import Coded, Row
    from trucewatch.intake.rows import Cell, Table
    from trucewatch.intake.taken import Given

SETTINGS = ("date_order", "zone")
"""Keys of a map that are no columns: how numeric dates read ("dmy", "mdy"), and the clock's zone (IANA name)."""

_COUNTED = {"killed": "person", "wounded": "person", "displaced": "person", "events": None}
_METRES_PER_DEGREE = 111_000.0
_LEAST_RADIUS_M = 250.0
_EXACT = re.compile(r"\d{1,7}")
_RANGE = re.compile(r"(\d{1,7})\s?(?:-|–|—|to|bis|à)\s?(\d{1,7})")
_LEAST = re.compile(r"(?:at least|min\.?|minimum|>=|≥|mindestens|au moins)\s?(\d{1,7})|(\d{1,7})\s?\+")
_MOST = re.compile(r"(?:up to|at most|max\.?|maximum|<=|≤|bis zu|jusqu'à)\s?(\d{1,7})")
_MORE = re.compile(r"(?:more than|over|>)\s?(\d{1,7})")
_TIME = re.compile(r"(\d{1,2})[:.h](\d{2})(?::\d{2})?\s?([ap])?\.?m?\.?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Which header holds which of our columns, and how the log writes its dates."""

    columns: Mapping[str, str]
    analyst: str | None
    date_order: str | None = None
    zone: str | None = None
    acts: Mapping[str, str] = field(default_factory=dict)
    """The log's own words for acts, folded, each with a code of the vocabulary."""


@cache
def fields() -> dict[str, str]:
    """Return our column's name by every header that means it, folded."""
    return {_folded(header): field for field, headers in load("log")["columns"].items() for header in (field, *headers)}


@cache
def acts() -> dict[str, str]:
    """Return the act's code by every word for it, folded."""
    return {_folded(word): code for code, names in load("log")["acts"].items() for word in (code, *names)}


def header_at(rows: list[list[Cell]], given: Mapping[str, str]) -> int:
    """Return the index of the row that holds the most headers we know, the first where none does."""
    mapped = {header.casefold().strip() for key, header in given.items() if key not in SETTINGS}

    def known(row: list[Cell]) -> int:
        return sum(text_of(cell).casefold() in mapped or _folded(text_of(cell)) in fields() for cell in row)

    return max(head(rows), key=lambda pair: (known(pair[1]), -pair[0]))[0]


def plan(table: Table, given: Given) -> Plan:
    """Say which header holds what: the map first, then the headers' own words.

    Raises:
        DocumentError: the map names a header, key or act that is not there, or no column tells when and what.
    """
    return _planned(table, given.columns, analyst=given.publisher, name=given.name, own=_own_acts(given))


def _own_acts(given: Given) -> dict[str, str]:
    """The log's own words for acts, each checked against the vocabulary."""
    for word, code in given.acts.items():
        if code not in ACTS:
            near = get_close_matches(code, ACTS, n=1)
            hint = f" Did you mean {near[0]}?" if near else ""
            raise DocumentError(
                f"the map's act {word} = {code!r} is no code of the vocabulary.{hint}", document=given.name
            )
    return {_folded(word): code for word, code in given.acts.items()}


def _planned(table: Table, given: Mapping[str, str], *, analyst: str | None, name: str, own: dict[str, str]) -> Plan:
    columns: dict[str, str] = {}
    headers = {header.casefold(): header for header in table.header if header}
    known = set(load("log")["columns"])
    for key, header in given.items():
        if key in SETTINGS:
            continue
        if key not in known:
            raise DocumentError(f"the map's key {key!r} is none of ours: {', '.join(sorted(known))}", document=name)
        if header.casefold().strip() not in headers:
            raise DocumentError(f"the map says {key} = {header!r}, but the headers are {_listed(table)}", document=name)
        columns[key] = headers[header.casefold().strip()]
    for header in table.header:
        field = fields().get(_folded(header))
        if field and field not in columns and header not in columns.values():
            columns[field] = header
    lacking = [need for need in ("date", "what") if need not in columns and not (need == "what" and "act" in columns)]
    if lacking:
        example = "; ".join(f"{need} = {_example(table, i)!r}" for i, need in enumerate(lacking))
        raise DocumentError(
            f"cannot tell which column holds: {', '.join(lacking)}. The headers are {_listed(table)}. "
            f"Write a map (TOML) with [columns], and under it e.g. {example}",
            document=name,
        )
    return Plan(
        columns=columns,
        analyst=analyst,
        date_order=given.get("date_order") or _order(table, columns["date"]),
        zone=given.get("zone"),
        acts=own,
    )


def log_row(row: Row, how: Plan, *, prefix: str, number: int, sha256: str) -> Coded:
    """Return the document and the claim of one row."""
    from trucewatch.intake.coded import Coded

    def cell(field: str) -> Cell:
        return row.get(how.columns[field]) if field in how.columns else None

    own = text_of(cell("id")) or f"row {number}"
    sheet = Sheet(f"Incident log entry {own}")
    when, notes = _when(cell, how, sheet)
    place, place_notes = _where(cell, sheet)
    act, act_notes = _act(text_of(cell("act")), text_of(cell("what")), how.acts)
    sheet.add("Act", text_of(cell("act")))
    actors = _named(sheet, "By", text_of(cell("actor")))
    targets = _named(sheet, "Against", text_of(cell("target")))
    weapons = tuple(Weapon(name=one.name, span=one.span) for one in _named(sheet, "Weapon", text_of(cell("weapon"))))
    counts, count_notes = _counts(cell, sheet)
    sheet.add("What", text_of(cell("what")))
    source = text_of(cell("source"))
    source_span = sheet.add("Source", source)
    slug = re.sub(r"\s+", "-", own)
    document = row_document(
        sheet, document_id=f"{prefix}/{slug}", sha256=sha256, publisher=how.analyst, published=Published(), review=()
    )
    analyst = how.analyst or "analyst"
    speaker = (
        Speaker(name=source, span=source_span, kind="group", via=(Named(name=analyst, kind="person"),))
        if source
        else Speaker(name=analyst, kind="person")
    )
    claim = Claim(
        id=f"{document.id}#1",
        document=document.id,
        span=(0, len(document.text)),
        quote=document.text,
        speaker=speaker,
        act=act,
        actors=actors,
        targets=targets,
        weapons=weapons,
        place=place,
        when=when,
        counts=counts,
        method="log",
        review=(*notes, *place_notes, *act_notes, *count_notes),
    )
    return Coded(document=document, claims=(claim,))


def _folded(header: str) -> str:
    plain = re.sub(r"[(\[][^()\[\]]{0,40}[)\]]", " ", header.casefold())
    return re.sub(r"[\W_]+", " ", plain).strip()


def _listed(table: Table) -> str:
    return ", ".join(repr(header) for header in table.header[:30] if header)


def _example(table: Table, number: int) -> str:
    named = [header for header in table.header if header]
    return named[min(number, len(named) - 1)] if named else "header"


def _order(table: Table, header: str) -> str | None:
    """Say how the log writes numeric dates, where one of its own rows can only be read in one way."""
    for row in table.rows:
        for written in dates.find(text_of(row.get(header)), limit=1):
            found = re.match(r"(\d\d?)[/-](\d\d?)", text_of(row.get(header)))
            if written.order == "numeric" and written.other is None and found and found[1] != found[2]:
                return "dmy" if int(found[1]) == written.day.day else "mdy"
    return None


def _when(cell: Callable[[str], Cell], how: Plan, sheet: Sheet) -> tuple[When | None, tuple[str, ...]]:
    first, last, note = _days(cell("date"), how)
    if first is None or last is None:
        sheet.add("When", text_of(cell("date")))
        return None, (note or "no date in the row",)
    end = _days(cell("end"), how)[1] or last
    clock = _clock(cell("time"), cell("date"))
    zone = text_of(cell("zone")) or how.zone
    notes: tuple[str, ...] = (note,) if note else ()
    if clock and first == end:
        words = (
            f"{first} {clock[0]}" + (f"-{clock[1]}" if clock[1] != clock[0] else "") + (f" ({zone})" if zone else "")
        )
        span = sheet.add("When", words)
        notes += () if zone else ("the clock's zone is not given",)
        start, until = f"{first}T{clock[0]}", f"{first}T{clock[1]}"
        return When(start=start, end=until, zone=zone, words=words, span=span, method="log"), notes
    words = str(first) if first == end else f"{first} to {end}"
    span = sheet.add("When", words)
    return When(start=str(first), end=str(end), zone=zone, words=words, span=span, method="log"), notes


def _days(raw: Cell, how: Plan) -> tuple[date | None, date | None, str | None]:
    """Return the first and the last day that a cell may mean, and a note where it may mean two."""
    if isinstance(raw, datetime):
        return raw.date(), raw.date(), None
    if isinstance(raw, date):
        return raw, raw, None
    text = text_of(raw)
    found = dates.find(text, limit=1)
    if not found:
        return None, None, f"the date {text[:40]!r} cannot be read; write 2020-03-05" if text else None
    written = found[0]
    if written.other is None:
        return written.day, written.day, None
    if how.date_order in {"dmy", "mdy"}:
        # `day` is the reading day first.
        day = written.day if how.date_order == "dmy" else written.other
        return day, day, None
    both = sorted((written.day, written.other))
    return (
        both[0],
        both[1],
        f"{text[:20]!r} may be {both[0]} or {both[1]}: put date_order = 'dmy' or 'mdy' into the map",
    )


def _clock(raw: Cell, day: Cell) -> tuple[str, str] | None:
    """Return the first and the last minute of a clock cell, "14:30" or "14:00-15:00"."""
    if isinstance(raw, (datetime, time)):
        return (raw.strftime("%H:%M"),) * 2
    if raw is None and isinstance(day, datetime) and (day.hour or day.minute):
        return (day.strftime("%H:%M"),) * 2
    found = []
    for match in _TIME.finditer(text_of(raw)):
        hour = int(match[1]) % 12 + (12 if match[3].casefold() == "p" else 0) if match[3] else int(match[1])
        if hour < 24 and int(match[2]) < 60:  # noqa: PLR2004
            found.append(f"{hour:02d}:{match[2]}")
    return (found[0], found[-1]) if found and found[0] <= found[-1] else None


def _where(cell: Callable[[str], Cell], sheet: Sheet) -> tuple[Place | None, tuple[str, ...]]:
    name = text_of(cell("place"))
    lat, lon = _degrees(cell("lat"), most=90.0), _degrees(cell("lon"), most=180.0)
    given = any(text_of(cell(field)) for field in ("lat", "lon"))
    if lat is None or lon is None:
        span = sheet.add("Where", name)
        notes = ("latitude and longitude cannot be read: the place is kept as a name",) if given else ()
        return (Place(name=name, span=span, method="log") if name else None), notes
    words = name or f"{lat}, {lon}"
    span = sheet.add("Where", words)
    sheet.add("Point", f"{lat}, {lon}")
    radius = _degrees(cell("radius"), most=1e6)
    if radius:
        return Place(name=words, span=span, lon=lon, lat=lat, radius_m=radius, method="log, radius given"), ()
    # The last written decimal bounds what a coordinate can mean.
    decimals = min(len(text_of(cell(field)).partition(".")[2]) for field in ("lat", "lon"))
    doubt = max(_LEAST_RADIUS_M, _METRES_PER_DEGREE * 10.0**-decimals)
    return Place(name=words, span=span, lon=lon, lat=lat, radius_m=doubt, method="log, radius by its decimals"), ()


def _degrees(raw: Cell, *, most: float) -> float | None:
    try:
        value = float(text_of(raw).replace(",", ".").rstrip("°NE m"))
    except ValueError:
        return None
    return value if abs(value) <= most else None


def _act(written: str, what: str, own: Mapping[str, str]) -> tuple[str | None, tuple[str, ...]]:
    code = (
        own.get(_folded(written)) or own.get(_folded(what)) or acts().get(_folded(written)) or acts().get(_folded(what))
    )
    if code:
        return code, ()
    return None, (f"no act of ours for {(written or what)[:40]!r}: write a code such as 'shelling'",)


def _named(sheet: Sheet, label: str, words: str) -> tuple[Named, ...]:
    span = sheet.add(label, words)
    return (Named(name=words, span=span),) if span else ()


def _counts(cell: Callable[[str], Cell], sheet: Sheet) -> tuple[tuple[Count, ...], tuple[str, ...]]:
    counts, notes = [], []
    for kind, unit in _COUNTED.items():
        words = text_of(cell(kind))
        span = sheet.add(kind.capitalize(), words)
        if span is None:
            continue
        bounds = _bounds(words)
        if bounds == (None, None):
            notes.append(f"{kind}: {words[:30]!r} is no figure; both bounds stay open")
        own = text_of(cell("unit")) or None if kind == "events" else unit
        counts.append(
            Count(kind=kind, of=None, unit=own, at_least=bounds[0], at_most=bounds[1], words=words, span=span)
        )
    return tuple(counts), tuple(notes)


def _bounds(words: str) -> tuple[int | None, int | None]:
    plain = words.casefold().strip()
    if _EXACT.fullmatch(plain):
        return int(plain), int(plain)
    if found := _RANGE.fullmatch(plain):
        return int(found[1]), int(found[2])
    if found := _LEAST.fullmatch(plain):
        return int(found[1] or found[2]), None
    if found := _MORE.fullmatch(plain):
        return int(found[1]) + 1, None
    if found := _MOST.fullmatch(plain):
        return None, int(found[1])
    return None, None
