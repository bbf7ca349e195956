"""Files for other programs. Every row says that it holds claims, of which unit, window, coverage and source."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from trucewatch.model import end_instant, first_instant, to_plain
from trucewatch.model.acts import act_of
from trucewatch.publishing import acled, wording
from trucewatch.publishing.charts import published_day
from trucewatch.publishing.lookups import STANDINGS, is_coming, numbered
from trucewatch.publishing.precision import geo_precision, where_prec
from trucewatch.publishing.redaction import redact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from trucewatch.model import Tally, When
    from trucewatch.publishing.lookups import Numbered
    from trucewatch.publishing.views import CaseView

NOTICE = f"Reported claims, not established facts. {wording.ABSENCE} {wording.NOT_LAWFUL}"

TALLY_COLUMNS = (
    ("tally_id", "#meta+id"),
    ("kind", "#indicator+type"),
    ("of", "#population+type"),
    ("unit", "#indicator+unit"),
    ("at_least", "#indicator+num+min"),
    ("at_most", "#indicator+num+max"),
    ("words", "#indicator+text"),
    ("window_start", "#date+start"),
    ("window_start_latest", "#date+start+latest"),
    ("window_end", "#date+end"),
    ("cumulative", "#meta+cumulative"),
    ("area", "#loc+name"),
    ("incident", "#event+id"),
    ("source", "#meta+source"),
    ("origin", "#meta+source+origin"),
    ("said_at", "#date+reported"),
    ("publisher", "#meta+publisher"),
    ("link", "#meta+url"),
    ("part_of", "#meta+part_of"),
    ("superseded_by", "#meta+superseded_by"),
    ("flags", "#meta+flags"),
    ("coverage", "#meta+coverage"),
    ("as_of", "#date+cutoff"),
    ("agreement", "#meta+agreement"),
    ("status", "#status"),
)
"""Columns of the tallies file and the HXL tag that stands under each."""


class Export(Protocol):
    """A plain callable from a view to the text of a file, with the name it is asked for by, and its format."""

    @property
    def name(self) -> str:
        """What `--format` calls it."""

    @property
    def format(self) -> str:
        """The ending of the file's name."""

    def __call__(self, view: CaseView) -> str:
        """Return the file's text; what must not be seen is taken out inside."""


@dataclass(frozen=True, slots=True)
class _BuiltIn:
    name: str
    format: str
    write: Callable[[_Shown], str]

    def __call__(self, view: CaseView) -> str:
        return self.write(_Shown(redact(view)))


class _Shown:
    """A redacted view with what every row needs to know about its coverage."""

    def __init__(self, view: CaseView) -> None:
        self.view = view

    @cached_property
    def incidents(self) -> tuple[Numbered, ...]:
        return numbered(self.view)

    @cached_property
    def _published(self) -> Counter[date]:
        days = (published_day(d.published.start, self.view.tz) for d in self.view.document.values())
        return Counter(day for day in days if day)

    @cached_property
    def _whole(self) -> str:
        publishers = {d.publisher for d in self.view.document.values() if d.publisher}
        return f"whole case: {len(self.view.document)} documents by {len(publishers)} publishers"

    def coverage(self, when: When | None) -> str:
        """Return how many documents the case holds from the days that something is dated to."""
        if when is None or when.start is None or when.end is None:
            return self._whole
        zone = self.view.tz
        first = first_instant(when.start, zone).astimezone(zone).date()
        last = (end_instant(when.end, zone) - timedelta(microseconds=1)).astimezone(zone).date()
        held = sum(n for day, n in self._published.items() if first <= day <= last)
        return f"{held} documents published {first} to {max(first, last)}; {self._whole}"

    @cached_property
    def stamp(self) -> dict[str, str]:
        """What every row carries besides its own values."""
        agreement = self.view.agreement
        return {
            "as_of": self.view.as_of.astimezone(UTC).isoformat(),
            "agreement": f"{agreement.id}@{agreement.version}",
            "status": NOTICE,
        }


def _jsonl(shown: _Shown) -> str:
    """One redacted record a line: what it is, the record in the reference's form, and what every row carries."""
    view = shown.view
    kinds: tuple[tuple[str, Iterable[object]], ...] = (
        ("document", view.document.values()),
        ("claim", view.claims.values()),
        ("observation", view.observations),
        ("incident", view.linked.incidents),
        ("tally", view.tallies),
        ("finding", view.findings),
        ("decision", view.decisions),
        ("problem", view.problems),
    )
    common = {"unit": "one record", "coverage": shown.coverage(None), **shown.stamp}
    return "".join(_json({"record": kind, kind: to_plain(r), **common}) + "\n" for kind, rs in kinds for r in rs)


def _json(plain: Any) -> str:
    return json.dumps(plain, ensure_ascii=False, sort_keys=False)


def _acled_csv(shown: _Shown) -> str:
    """One incident a row, in ACLED's columns, then ours; see `acled` for what its conventions do to a figure."""
    rows: list[Sequence[object]] = []
    for n in shown.incidents:
        if is_coming(n.incident) or act_of(n.incident.act).event_type is None:
            continue
        row = acled.row(shown.view, n.incident)
        extra = {
            "tw_status": NOTICE,
            "tw_unit": "one reported act",
            "tw_window": wording.when(n.incident.when),
            "tw_coverage": shown.coverage(n.incident.when),
            "tw_as_of": shown.stamp["as_of"],
            "tw_agreement": shown.stamp["agreement"],
            "tw_standing": STANDINGS[n.standing],
            "tw_radius_m": n.incident.place.radius_m if n.incident.place else None,
            "tw_where_prec": where_prec(n.incident.place),
            "tw_fatalities_convention": acled.convention(n.incident),
        }
        rows.append([row[column] for column in acled.COLUMNS] + [extra[column] for column in acled.OWN_COLUMNS])
    return table((*acled.COLUMNS, *acled.OWN_COLUMNS), rows)


def _tallies_csv(shown: _Shown) -> str:
    """One figure by one source a row, with HXL tags in the second row."""
    names = [name for name, _ in TALLY_COLUMNS]
    rows: list[Sequence[object]] = [[tag for _, tag in TALLY_COLUMNS]]
    for tally in shown.view.tallies:
        values = _tally(shown, tally)
        rows.append([values[name] for name in names])
    return table(names, rows)


def _tally(shown: _Shown, tally: Tally) -> dict[str, object]:
    view = shown.view
    document = view.document.get(tally.document)
    incident = view.incidents.get(tally.incident or "")
    window, when = tally.window, incident.when if incident else None
    start = window.start if window else (when.start if when else None)
    end = window.end if window else (when.end if when else None)
    return {
        **to_plain(tally),
        "tally_id": tally.id,
        "window_start": start,
        "window_start_latest": window.start_latest if window else None,
        "window_end": end,
        "publisher": document.publisher if document else None,
        "link": document.url if document else None,
        "flags": " | ".join(tally.flags),
        "coverage": shown.coverage(when),
        **shown.stamp,
    }


def _geojson(shown: _Shown) -> str:
    """RFC 7946: one feature an incident; one that was not located has no geometry and keeps its name."""
    features = [_feature(shown, n) for n in shown.incidents if not is_coming(n.incident)]
    return _json({"type": "FeatureCollection", "features": features, **shown.stamp}) + "\n"


def _feature(shown: _Shown, n: Numbered) -> dict[str, Any]:
    incident, place = n.incident, n.incident.place
    geometry = None
    if place is not None and place.lon is not None and place.lat is not None:
        geometry = {"type": "Point", "coordinates": [round(place.lon, 5), round(place.lat, 5)]}
    return {
        "type": "Feature",
        "id": incident.id,
        "geometry": geometry,
        "properties": {
            "number": n.number,
            "act": incident.act,
            "label": n.label,
            "place": place.name if place else None,
            "radius_m": place.radius_m if place else None,
            "geo_precision": geo_precision(place),
            "where_prec": where_prec(place),
            "start": incident.when.start if incident.when else None,
            "end": incident.when.end if incident.when else None,
            "standing": STANDINGS[n.standing],
            "origins": [origin.name for origin in incident.origins],
            "disputed_by": [to_plain(dispute) for dispute in incident.disputed_by],
            "tallies": [to_plain(tally) for tally in incident.tallies],
            "unit": "one reported act",
            "window": wording.when(incident.when),
            "coverage": shown.coverage(incident.when),
            "source": ", ".join(origin.name for origin in incident.origins) or "origin not known",
            **shown.stamp,
        },
    }


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return CSV (RFC 4180). A cell that a spreadsheet would run as a formula gets an apostrophe before it."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return out.getvalue()


def guarded(cell: object) -> object:
    """Return a text that no spreadsheet takes for a formula; numbers stay numbers, None an empty cell."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if not isinstance(cell, str):
        return "" if cell is None else cell
    flat = " ".join(cell.split())
    return f"'{flat}" if flat[:1] in ("=", "+", "-", "@", "|", "%") else flat


EXPORTS: tuple[Export, ...] = (
    _BuiltIn("jsonl", "jsonl", _jsonl),
    _BuiltIn("csv", "csv", _acled_csv),
    _BuiltIn("tallies-csv", "csv", _tallies_csv),
    _BuiltIn("geojson", "geojson", _geojson),
)
"""The built-in exports, in the order in which they are offered. Each takes out what must not be seen."""
