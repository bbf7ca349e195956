"""ACLED and UCDP GED rows to documents and claims, by column name, whichever release's columns they are.

The dataset is the speaker, its source the way the claim came. What the columns do not say stays open: they name two
sides without a direction, so an author stands in a claim only where the event's type settles who it is.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from trucewatch.intake.dating import exactly, written_instant
from trucewatch.intake.rows import text_of
from trucewatch.intake.sheet import Sheet, row_document
from trucewatch.model import Claim, Count, Named, Place, Published, Speaker, When, Window

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trucewatch.intake.rows import Cell
    from trucewatch.model import Document, Span

    Row = Mapping[str, Cell]

UCDP = "UCDP GED"
ACLED = "ACLED"
UCDP_NEEDS = frozenset({"type_of_violence", "side_a", "side_b", "date_start", "date_end", "best", "low", "high"})
ACLED_NEEDS = frozenset({"event_date", "event_type", "sub_event_type", "actor1", "location", "fatalities"})

# Metres of doubt around the given point, ours: the codebooks give classes ("within 25 km", "the district"), no
# radii. Wide on purpose. Beyond a province the point says nothing and the place stays a name.
_UCDP_RADIUS_M = {1: 2_000.0, 2: 25_000.0, 3: 50_000.0, 4: 150_000.0}
_ACLED_RADIUS_M = {1: 2_500.0, 2: 25_000.0, 3: 100_000.0}
_VIOLENCE = {1: "state-based", 2: "non-state", 3: "one-sided"}
_WHERE = {1: "exact", 2: "within 25 km", 3: "district", 4: "province", 5: "general term", 6: "country", 7: "sea or air"}
_SUB_EVENT = {
    "air/drone strike": ("air-strike", "the class covers drones and crewed aircraft"),
    "shelling/artillery/missile attack": ("shelling", "the class covers missiles too"),
    "remote explosive/landmine/ied": ("explosion", "the class covers mines and planted bombs"),
    "armed clash": ("armed-clash", None),
    "government regains territory": ("ground-advance", None),
    "non-state actor overtakes territory": ("ground-advance", None),
    "attack": ("attack", None),
    "sexual violence": ("sexual-violence", None),
    "abduction/forced disappearance": ("abduction", None),
    "suicide bomb": ("suicide-bombing", None),
    "grenade": ("grenade", None),
    "chemical weapon": ("chemical-attack", None),
    "agreement": ("agreement", None),
    "arrests": ("arrest", None),
    "headquarters or base established": ("post-established", None),
    "looting/property destruction": ("demolition", None),
    "non-violent transfer of territory": ("withdrawal", None),
    "peaceful protest": ("protest", None),
    "protest with intervention": ("protest", None),
    "excessive force against protesters": ("protest", "force against protesters: who used it is not in the columns"),
    "violent demonstration": ("protest", None),
}
_NO_DIRECTION = "the columns name two sides and no direction: who acted is not coded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """One row taken in."""

    document: Document
    claims: tuple[Claim, ...]


def ucdp(row: Row, *, prefix: str, number: int, sha256: str) -> Coded:
    """Return the document and claims of a UCDP GED row."""
    event = _key(row.get("id")) or _key(row.get("relid")) or f"row {number}"
    sheet = Sheet(f"{UCDP} event {event}")
    kind = _int(row.get("type_of_violence"))
    sheet.add("Violence", _VIOLENCE.get(kind or 0, ""))
    side_a, side_b = text_of(row.get("side_a")), text_of(row.get("side_b"))
    a, b = sheet.add("Side A", side_a), sheet.add("Side B", side_b)
    when, bad_dates = _ucdp_when(row, sheet)
    place, place_notes = _place(
        row,
        sheet,
        name="where_coordinates",
        areas=("adm_2", "adm_1", "country"),
        code="where_prec",
        radii=_UCDP_RADIUS_M,
        method="table:ucdp",
    )
    count = _three_figures(row, sheet)
    civilians = _int(row.get("deaths_civilians"))
    civilians_span = sheet.add("Of these civilians", str(civilians)) if civilians else None
    # Whose word it is comes first: an agency that quoted a monitor adds no origin beside the monitor.
    origin, office = text_of(row.get("source_original")), text_of(row.get("source_office"))
    sheet.add("Source", origin or office)
    sheet.add("Reported by", office if origin else "")
    one_sided = kind == 3  # noqa: PLR2004  (defined as one side's attack on civilians)
    many = _int(row.get("event_clarity")) == 2  # noqa: PLR2004  (the source counted several events)
    document = row_document(
        sheet, document_id=f"{prefix}/ucdp-{event}", sha256=sha256, publisher=UCDP, published=Published(), review=()
    )
    claim = Claim(
        id=f"{document.id}#1",
        document=document.id,
        span=(0, len(document.text)),
        quote=document.text,
        speaker=_speaker(UCDP, ";".join(dict.fromkeys(name for name in (origin, office) if name))),
        act="attack" if one_sided else "killed",
        actors=(Named(name=side_a, span=a, kind="force"),) if one_sided and a else (),
        targets=(Named(name=side_b, span=b, kind="person"),) if one_sided and b else (),
        place=place,
        when=when,
        counts=(count,) if count else (),
        cumulative=many,
        window=Window(start=when.start, end=when.end, words=when.words) if many and when else None,
        method="table:ucdp",
        review=(*bad_dates, *place_notes, *(() if one_sided else (_NO_DIRECTION,)), *_disordered(row)),
    )
    part = _part(claim, civilians, civilians_span) if civilians and civilians_span and count else ()
    return Coded(document=document, claims=(claim, *part))


def acled(row: Row, *, prefix: str, number: int, sha256: str) -> Coded:
    """Return the document and the claim of an ACLED row."""
    event = _key(row.get("event_id_cnty")) or _key(row.get("data_id")) or f"row {number}"
    sheet = Sheet(f"{ACLED} event {event}")
    sub_event = text_of(row.get("sub_event_type"))
    sheet.add("Type", " / ".join(part for part in (text_of(row.get("event_type")), sub_event) if part))
    one, two = text_of(row.get("actor1")), text_of(row.get("actor2"))
    first, second = sheet.add("Actor 1", one), sheet.add("Actor 2", two)
    when, bad_dates = _acled_when(row, sheet)
    place, place_notes = _place(
        row,
        sheet,
        name="location",
        areas=("admin3", "admin2", "admin1", "country"),
        code="geo_precision",
        radii=_ACLED_RADIUS_M,
        method="table:acled",
    )
    count = _fatalities(row, sheet)
    source = text_of(row.get("source"))
    sheet.add("Source", source)
    sheet.add("Notes", text_of(row.get("notes")))
    act, act_note = _SUB_EVENT.get(sub_event.casefold(), (None, f"no act of ours for {sub_event!r}"))
    actors, targets, who = _roles(
        Named(name=one, span=first, kind="force"),
        Named(name=two, span=second, kind="force"),
        act=act,
        inter=(row.get("inter1"), row.get("inter2")),
    )
    stamp = _int(row.get("timestamp"))
    coded_at = datetime.fromtimestamp(stamp, UTC).isoformat() if stamp and 0 < stamp < 2**32 else None
    document = row_document(
        sheet,
        document_id=f"{prefix}/acled-{event}",
        sha256=sha256,
        publisher=ACLED,
        published=exactly(coded_at, "table:acled timestamp") if coded_at else Published(),
        review=(),
    )
    claim = Claim(
        id=f"{document.id}#1",
        document=document.id,
        span=(0, len(document.text)),
        quote=document.text,
        speaker=_speaker(ACLED, source),
        act=act,
        actors=actors,
        targets=targets,
        place=place,
        when=when,
        counts=(count,) if count else (),
        method="table:acled",
        review=tuple(note for note in (*bad_dates, *place_notes, act_note, who) if note),
    )
    return Coded(document=document, claims=(claim,))


def _key(cell: Cell) -> str:
    # Some releases were saved with whole numbers as decimals.
    return text_of(cell).removesuffix(".0")


def _int(cell: Cell) -> int | None:
    try:
        return int(float(text_of(cell)))
    except (ValueError, OverflowError):
        return None


def _float(cell: Cell) -> float | None:
    try:
        value = float(text_of(cell).replace(",", "."))
    except ValueError:
        return None
    return value if -180 <= value <= 180 else None  # noqa: PLR2004  (degrees)


def _day(cell: Cell) -> str | None:
    """Return a bare date; a clock time of midnight is the spreadsheet's, not the source's."""
    if isinstance(cell, (datetime, date)):
        return cell.isoformat()[:10]
    raw = re.sub(r"[ T]00:00(?::00(?:\.0+)?)?\Z", "", text_of(cell))
    instant = written_instant(raw) if raw else None
    return instant[:10] if instant else None


def _speaker(dataset: str, sources: str) -> Speaker:
    names = [name.strip() for name in re.split(r"\s*;\s*", sources) if name.strip()]
    return Speaker(name=dataset, kind="group", via=tuple(Named(name=name, kind="group") for name in names))


def _ucdp_when(row: Row, sheet: Sheet) -> tuple[When | None, tuple[str, ...]]:
    start, end = _day(row.get("date_start")), _day(row.get("date_end"))
    if start is None and end is None:
        return None, ("no date in date_start and date_end",)
    words = start if start == end else f"{start or '?'} to {end or '?'}"
    span = sheet.add("When", words or "")
    precision = _int(row.get("date_prec"))
    return When(start=start, end=end, words=words, span=span, method=f"table:ucdp date_prec {precision}"), ()


def _acled_when(row: Row, sheet: Sheet) -> tuple[When | None, tuple[str, ...]]:
    written = text_of(row.get("event_date"))
    day = _day(row.get("event_date"))
    if day is None:
        sheet.add("When", written)
        return None, (f"event_date {written!r} cannot be read as one day",)
    precision = _int(row.get("time_precision")) or 1
    span = sheet.add("When", day)
    middle = date.fromisoformat(day)
    start = end = middle
    if precision == 2:  # noqa: PLR2004  (some day of that week, coded at its middle)
        start, end = middle - timedelta(days=3), middle + timedelta(days=3)
    elif precision == 3:  # noqa: PLR2004  (some day of that month)
        start = middle.replace(day=1)
        end = middle.replace(day=calendar.monthrange(middle.year, middle.month)[1])
    method = f"table:acled time_precision {precision}"
    return When(start=start.isoformat(), end=end.isoformat(), words=day, span=span, method=method), ()


def _place(
    row: Row, sheet: Sheet, *, name: str, areas: tuple[str, ...], code: str, radii: Mapping[int, float], method: str
) -> tuple[Place | None, tuple[str, ...]]:
    own = text_of(row.get(name))
    area = [text for key in areas if (text := text_of(row.get(key)))]
    words = own or (area[0] if area else "")
    if not words:
        return None, ("no place in the row",)
    span = sheet.add("Where", words)
    rest = [text for text in area if text != words]
    sheet.add("Area", ", ".join(rest))
    lat, lon, precision = _float(row.get("latitude")), _float(row.get("longitude")), _int(row.get(code))
    if precision is not None:
        sheet.add(
            "Precision of the place",
            f"{code} {precision}" + (f" ({_WHERE[precision]})" if code == "where_prec" and precision in _WHERE else ""),
        )
    radius = radii.get(precision or 0)
    how = f"{method} {code} {precision}"
    if lat is None or lon is None or radius is None or abs(lat) > 90:  # noqa: PLR2004  (degrees)
        note = f"place kept as a name: {code} {precision} gives no usable point"
        return Place(name=words, span=span, method=how), (note,)
    return Place(name=words, span=span, lon=lon, lat=lat, radius_m=radius, method=how), ()


def _three_figures(row: Row, sheet: Sheet) -> Count | None:
    """Return best, low and high, kept apart: the bounds are low and high, the words quote best."""
    best, low, high = (_int(row.get(key)) for key in ("best", "low", "high"))
    if best is None and low is None and high is None:
        return None
    said = f"best {best}" if best is not None else ""
    rest = ", ".join(f"{key} {value}" for key, value in (("low", low), ("high", high)) if value is not None)
    span = sheet.add("Killed", ", ".join(part for part in (said, rest) if part))
    words = said or None
    own = (span[0], span[0] + len(said)) if span and said else span
    return Count(kind="killed", of="people", unit="person", at_least=low, at_most=high, words=words, span=own)


def _disordered(row: Row) -> tuple[str, ...]:
    low, best, high = (_int(row.get(key)) for key in ("low", "best", "high"))
    figures = [figure for figure in (low, best, high) if figure is not None]
    return ("low, best and high are out of order",) if figures != sorted(figures) else ()


def _fatalities(row: Row, sheet: Sheet) -> Count | None:
    """Return the fatalities as a lower bound: the codebook takes the most conservative figure. 0 may mean unknown."""
    number = _int(row.get("fatalities"))
    if number is None:
        return None
    span = sheet.add("Fatalities", str(number))
    if number == 0:
        return None
    return Count(kind="killed", of="people", unit="person", at_least=number, words=str(number), span=span)


def _part(whole: Claim, number: int, span: Span) -> tuple[Claim]:
    count = Count(
        kind="killed",
        of="civilians",
        unit="person",
        at_least=number,
        at_most=number,
        words=str(number),
        span=span,
        part_of=whole.id,
    )
    return (
        Claim(
            id=f"{whole.document}#2",
            document=whole.document,
            span=whole.span,
            quote=whole.quote,
            speaker=whole.speaker,
            act=whole.act,
            actors=whole.actors,
            targets=(Named(name="civilians", span=None, kind="person"),),
            place=whole.place,
            when=whole.when,
            counts=(count,),
            cumulative=whole.cumulative,
            window=whole.window,
            method=whole.method,
            review=whole.review,
        ),
    )


def _roles(
    first: Named, second: Named, *, act: str | None, inter: tuple[Cell, Cell]
) -> tuple[tuple[Named, ...], tuple[Named, ...], str | None]:
    """Return actors and targets where the type of the event settles them, else neither and a note."""
    named = [one for one in (first, second) if one.name]
    if len(named) < 2 or act == "armed-clash":  # noqa: PLR2004  (both sides fight, or only one is there)
        return tuple(named), (), None
    civilian = [_is_civilian(one, code) for one, code in zip((first, second), inter, strict=True)]
    if civilian == [False, True]:
        return (first,), (Named(name=second.name, span=second.span, kind="person"),), None
    if civilian == [True, False]:
        return (second,), (Named(name=first.name, span=first.span, kind="person"),), None
    return (), (), _NO_DIRECTION


def _is_civilian(actor: Named, inter: Cell) -> bool:
    code = text_of(inter).casefold()
    return code in {"7", "civilians"} or actor.name.casefold().startswith("civilians")
