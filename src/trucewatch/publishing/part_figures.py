"""Days, coverage, map and timeline: the drawings and counts of the page, each with what it does not show."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from trucewatch.publishing import charts, map_drawing, wording
from trucewatch.publishing.blocks import (
    Block,
    Figure,
    Items,
    Line,
    Para,
    Row,
    Section,
    Span,
    Subheading,
    Table,
    muted,
    strong,
)
from trucewatch.publishing.lookups import STANDINGS, Numbered, is_coming

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trucewatch.publishing.views import CaseView

_COVERAGE_DAYS = 14
_MOST_PUBLISHERS = 25
_MOST_AREAS = 8


def days(view: CaseView, incidents: Sequence[Numbered]) -> Section:
    """Return reported incidents a day, against the days before the start."""
    data = charts.daily(view, incidents)
    silent = [d for d in data.days if not data.documents[d] and not data.incidents[d]]
    caption: Line = (
        (
            f"Reported harmful incidents (unit: one reported act) by civil day in {view.zone}, from the "
            f"{view.baseline_days} days before the start to the cut-off. Source: the documents of this case. "
        ),
        (
            "Hollow: before the start; grey: the day of the start; filled: after it. A mark beneath the line is a day "
            "without any report held: that is “no report”, not a count of zero."
        ),
    )
    warning = Para(
        (
            (
                "The two sides of the start cannot be compared as measurements: coverage differs by day, sources "
                "report for their own reasons, and this case may hold fewer documents from before the start. "
            ),
            strong(wording.ABSENCE),
        ),
        "note",
    )
    undated = Para(
        (f"Not dated to one day, and not in the bars: {wording.count(data.undated, 'incident', 'incidents')}.",), "note"
    )
    rows = tuple(
        Row(
            (
                (wording.day(d),),
                (str(data.incidents[d]) if data.incidents[d] else "none reported",),
                (str(data.documents[d] or "none held"),),
            )
        )
        for d in data.days
        if data.incidents[d] or data.documents[d]
    )
    words: tuple[Block, ...] = (
        Table("Days with a report", ("Day", "Incidents reported", "Documents published"), rows, dense=True),
        Para((f"No report on: {ranges(silent) or 'no day'}.",)),
    )
    extra = (undated,) if data.undated else ()
    return Section(
        "days", "Reported incidents a day", (Figure(charts.bars(data, view.tz), caption, words), warning, *extra)
    )


def ranges(held: Sequence[date]) -> str:
    """Return days in words, runs of them joined."""
    runs: list[tuple[date, date]] = []
    for day in held:
        if runs and day - runs[-1][1] == timedelta(days=1):
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return ", ".join(wording.day(a) if a == b else f"{wording.day(a)} to {wording.day(b)}" for a, b in runs)


def coverage(view: CaseView) -> Section:
    """Return which sources reported on which days and about which areas; silence is shown as silence."""
    zone = view.tz
    last = view.as_of.astimezone(zone).date()
    shown = [last - timedelta(days=i) for i in reversed(range(_COVERAGE_DAYS))]
    counts: dict[str, Counter[date]] = {}
    areas: dict[str, Counter[str]] = {}
    for document in view.document.values():
        publisher = document.publisher or "publisher not stated"
        day = charts.published_day(document.published.start, zone)
        counts.setdefault(publisher, Counter())[day or date.min] += 1
        areas.setdefault(publisher, Counter())
    for claim in view.claims.values():
        document = view.document[claim.document]
        if claim.place is not None:
            areas[document.publisher or "publisher not stated"][claim.place.name] += 1
    total: Counter[date] = sum(counts.values(), Counter())
    blocks: list[Block] = [
        Para((strong(wording.ABSENCE), " An empty cell says that this case holds no document, nothing more."), "lead"),
        _by_day(counts, shown, total, last),
        _by_area(counts, areas),
    ]
    quiet = sorted(p for p in counts if not any(counts[p][d] for d in shown))
    if quiet:
        blocks.insert(2, Para((f"No document of these days is held from: {', '.join(quiet)}.",), "note"))
    if total[date.min]:
        blocks.append(
            Para(
                (f"Without a known date of publication: {wording.count(total[date.min], 'document', 'documents')}.",),
                "note",
            )
        )
    blocks += _observations(view)
    return Section("coverage", "Coverage", tuple(blocks))


def _by_day(counts: dict[str, Counter[date]], shown: list[date], total: Counter[date], last: date) -> Table:
    during = {p: sum(counts[p][d] for d in shown) for p in counts}
    ordered = sorted((p for p in counts if during[p]), key=lambda p: (-during[p], p))
    rows = [
        Row(((publisher,), *((str(counts[publisher][d]) if counts[publisher][d] else "",) for d in shown)))
        for publisher in ordered[:_MOST_PUBLISHERS]
    ]
    rest = ordered[_MOST_PUBLISHERS:]
    if rest:
        sums: Counter[date] = sum((counts[p] for p in rest), Counter())
        rows.append(Row(((f"{len(rest)} others",), *((str(sums[d]) if sums[d] else "",) for d in shown))))
    rows.append(
        Row(((strong("Any source"),), *((str(total[d]),) if total[d] else (muted("no report"),) for d in shown)))
    )
    return Table(
        caption=f"Documents held, by publisher and day of publication, the {len(shown)} days to {wording.day(last)}",
        head=("Publisher", *(f"{d:%-d %b}" for d in shown)),
        rows=tuple(rows),
        wide=True,
        dense=True,
    )


def _by_area(counts: dict[str, Counter[date]], areas: dict[str, Counter[str]]) -> Table:
    rows = []
    for publisher in sorted(counts, key=lambda p: (-sum(counts[p].values()), p))[: 2 * _MOST_PUBLISHERS]:
        named = sorted(areas[publisher].items(), key=lambda item: (-item[1], item[0]))
        words = ", ".join(f"{name} ({n})" for name, n in named[:_MOST_AREAS])
        more = f" and {len(named) - _MOST_AREAS} more" if len(named) > _MOST_AREAS else ""
        rows.append(
            Row(((publisher,), (str(sum(counts[publisher].values())),), (words + more or muted("none named"),)))
        )
    return Table(
        caption="Areas that each publisher’s documents speak of (claims naming the place), whole case",
        head=("Publisher", "Documents", "Areas named (claims)"),
        rows=tuple(rows),
    )


def _observations(view: CaseView) -> list[Block]:
    if not view.observations:
        return []
    rows = []
    for o in view.observations:
        bearing = f"{o.bearing_deg:.0f}°" if o.bearing_deg is not None else ""
        far = f" at {wording.distance(o.distance_m)}" if o.distance_m is not None else ""
        doubt = f" ± {wording.distance(o.distance_error_m)}" if o.distance_error_m is not None else ""
        count = f"{o.count if o.count is not None else 'no number'} {o.unit or 'unit not stated'}"
        cells: tuple[Line, ...] = ((o.observer,), (o.means,), (o.what,), (count,))
        rows.append(Row((*cells, (bearing + far + doubt,), (wording.when(o.when),))))
    head = ("Observer", "Means", "What", "Count", "Direction and distance", "When")
    caption = "First-hand observations; who observed and from where is not published"
    return [Table(caption, head, tuple(rows))]


def ground(view: CaseView, incidents: tuple[Numbered, ...]) -> tuple[Section, tuple[str, ...]]:
    """Return the map with what is not on it, and the credits of what it was drawn from."""
    drawn = map_drawing.draw(view, incidents)
    if drawn is None:
        return Section("map", "Map", (Para(("Nothing in this case has a position yet.",)), *_by_name(incidents))), ()
    caption: Line = (
        (
            "Discs show, true to scale, where an act may have happened; the middle is not its place. Borders: "
            f"Natural Earth (public domain), generalised. {' '.join(_sentence(c) for c in drawn.credits)}"
        ),
    )
    notes = [(strong(f"{layer.name}: "), layer.note) for layer in view.layers if layer.note]
    notes += [
        (strong(f"{layer.name}: "), "carries no prohibition of its own; an act inside it is judged by the other terms.")
        for layer in view.layers
        if layer.kind == "corridor" and not layer.prohibits and "no prohibition" not in (layer.note or "")
    ]
    notes += [
        (strong(f"{layer.name}: "), f"edge drawn to within {wording.distance(layer.edge_m)}.")
        for layer in view.layers
        if layer.edge_m is not None
    ]
    blocks: list[Block] = [Figure(drawn.svg, caption)]
    if notes:
        blocks.append(Items(tuple(notes)))
    blocks += [_key(incidents), *_by_name(drawn.unlocated)]
    if drawn.beyond:
        blocks += [Subheading(("Beyond the edge of the map",)), Items(tuple((_numbered(n),) for n in drawn.beyond))]
    return Section("map", "Map", tuple(blocks)), drawn.credits


def _sentence(credit: str) -> str:
    return credit if credit.endswith(".") else f"{credit}."


def _key(incidents: tuple[Numbered, ...]) -> Table:
    rows = tuple(
        Row(
            (
                (Span("number", str(n.number)), f" {n.label}"),
                (wording.when(n.incident.when),),
                (f"± {wording.distance(n.incident.place.radius_m)}",)
                if n.incident.place and n.incident.place.radius_m is not None
                else (muted("not located"),),
                (Span(n.standing, STANDINGS[n.standing]),),
            )
        )
        for n in incidents
        if not is_coming(n.incident)
    )
    head = ("Incident", "When", "Radius of doubt", "How it stands")
    return Table("Numbers on the map and the timeline", head, rows)


def _by_name(unlocated: tuple[Numbered, ...]) -> list[Block]:
    if not unlocated:
        return []
    lines = tuple((_numbered(n), muted(f", {wording.place(n.incident.place)}")) for n in unlocated)
    return [Subheading(("Not on the map: known by name only, or too vaguely placed",)), Items(lines)]


def _numbered(n: Numbered) -> str:
    return f"{n.number}: {n.label}"


def timeline(view: CaseView, incidents: Sequence[Numbered]) -> Section:
    """Return start, deadlines and cut-off with the incidents between them."""
    marks = [*charts.mark_of(view.start, "start", "start")]
    marks.append(charts.Span(view.as_of, view.as_of, "information cut-off", "cutoff"))
    for finding in view.findings:
        if finding.duty is not None and finding.due:
            marks += _due(finding.due, f"deadline: {finding.clause or finding.duty}")
    drawn = charts.timeline(view, incidents, marks)
    if drawn is None:
        return Section("timeline", "Timeline", (Para(("Nothing in this case is dated yet.",)),))
    lines: list[Line] = [(f"{m.label}: {wording.moment(m.lo, view.tz)}",) for m in sorted(marks)]
    lines += [(f"{_numbered(n)}: {wording.when(n.incident.when)}",) for n in incidents if not is_coming(n.incident)]
    caption: Line = (f"Days of {view.zone}. A bar runs from the earliest to the latest time that the reports allow.",)
    return Section("timeline", "Timeline", (Figure(drawn, caption, (Items(tuple(lines)),)),))


def _due(due: str, label: str) -> tuple[charts.Span, ...]:
    try:
        instants = [datetime.fromisoformat(part.strip()) for part in due.split("/")]
    except ValueError:
        return ()
    if any(i.tzinfo is None for i in instants):
        return ()
    return (charts.Span(min(instants), max(instants), label, "due"),)
