"""Incidents in the columns of ACLED's data files, for programs that read those. The coding is ours, not ACLED's.

ACLED takes the most conservative figure where sources differ and turns vague words into numbers by convention.
Both happen here and nowhere else, and each row says so. Nobody is coded as a civilian target: that would read an
intent out of harm. An incident without any figure of deaths has an empty cell, where ACLED would write 0.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from trucewatch.model import end_instant, first_instant
from trucewatch.model.acts import BATTLES, CIVILIANS, PROTESTS, REMOTE, act_of
from trucewatch.publishing import wording
from trucewatch.publishing.ground import country_of_disc
from trucewatch.publishing.precision import geo_precision

if TYPE_CHECKING:
    from trucewatch.model import Incident, Place, Tally, When
    from trucewatch.publishing.views import CaseView

_NAMES = """
event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1
actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location
latitude longitude geo_precision source source_scale notes fatalities tags timestamp
"""
COLUMNS = tuple(_NAMES.split())
"""ACLED's columns, in its order."""

OWN_COLUMNS = (
    "tw_status",
    "tw_unit",
    "tw_window",
    "tw_coverage",
    "tw_as_of",
    "tw_agreement",
    "tw_standing",
    "tw_radius_m",
    "tw_where_prec",
    "tw_fatalities_convention",
)

_DISORDER = {BATTLES: "Political violence", REMOTE: "Political violence", CIVILIANS: "Political violence"}
_DISORDER |= {PROTESTS: "Demonstrations"}

_VAGUE = (
    ("hundreds", 100),
    ("scores", 20),
    ("dozens", 12),
    ("several", 3),
    ("many", 3),
    ("a number of", 3),
    ("some", 3),
)
"""Numbers for vague words. "dozens" and "several" as in ACLED's codebook; the others are ours, in its manner."""


def row(view: CaseView, incident: Incident) -> dict[str, object]:
    """Return the values of ACLED's columns; what is not known, or would be a judgement, stays empty."""
    act, place = act_of(incident.act), incident.place
    date, precision = _date(view, incident.when)
    country = _country(place)
    values: dict[str, object] = dict.fromkeys(COLUMNS)
    values.update(
        event_id_cnty=f"TW-{incident.id}",
        event_date=date,
        year=date[:4] if date else None,
        time_precision=precision,
        disorder_type=_DISORDER.get(act.event_type or "", "Strategic developments"),
        event_type=act.event_type,
        sub_event_type=act.sub_event_type,
        actor1=_actor(incident),
        iso=country[0],
        country=country[1],
        location=place.name if place else None,
        latitude=place.lat if place else None,
        longitude=place.lon if place else None,
        geo_precision=geo_precision(place),
        source="; ".join(origin.name for origin in incident.origins) or None,
        notes=_notes(incident),
        fatalities=_fatalities(incident)[0],
        timestamp=int(view.as_of.timestamp()),
    )
    return values


def convention(incident: Incident) -> str:
    """Say how the figure in `fatalities` came about."""
    return _fatalities(incident)[1]


def _date(view: CaseView, when: When | None) -> tuple[str | None, int | None]:
    """Return the first possible day, and 1 for that day, 2 within a week, 3 within a month or more."""
    if when is None or when.start is None:
        return None, None
    zone = view.tz
    start = first_instant(when.start, zone)
    if wording.first_day(when, zone):
        return f"{start.astimezone(zone):%Y-%m-%d}", 1
    days = (end_instant(when.end, zone) - start).days if when.end else 31
    return f"{start.astimezone(zone):%Y-%m-%d}", 2 if days <= 7 else 3  # noqa: PLR2004  (a week)


def _actor(incident: Incident) -> str | None:
    """Return the one author that every claim naming any names and nobody disputes; otherwise nobody."""
    named = {tuple(sorted(actor.name for actor in a.actors)) for a in incident.actors if a.actors}
    disputed = any(d.element in ("authorship", "occurrence") for d in incident.disputed_by)
    return f"{', '.join(named.pop())} (as reported)" if len(named) == 1 and not disputed else None


def _country(place: Place | None) -> tuple[int | None, str | None]:
    if place is None or place.lon is None or place.lat is None or place.radius_m is None:
        return None, None
    found = country_of_disc(place.lon, place.lat, place.radius_m)
    return (found.iso, found.name) if found else (None, None)


def _deaths(incident: Incident) -> list[Tally]:
    """Return the figures of deaths in this act alone that are no part of another."""
    return [t for t in incident.tallies if t.kind == "killed" and t.part_of is None and not t.cumulative]


def _fatalities(incident: Incident) -> tuple[int | None, str]:
    figures: list[tuple[int, str]] = []
    for tally in _deaths(incident):
        if tally.at_least is not None:
            figures.append((tally.at_least, f"lowest figure given ({tally.source})"))
        elif (vague := _by_convention(tally.words)) is not None:
            figures.append(
                (vague[1], f"convention of this format: “{vague[0]}” counted as {vague[1]} ({tally.source})")
            )
    if not figures:
        return None, "no figure reported: left empty, not 0"
    return min(figures)


def _by_convention(words: str | None) -> tuple[str, int] | None:
    return next(((word, n) for word, n in _VAGUE if re.search(rf"\b{word}\b", words or "", re.IGNORECASE)), None)


def _notes(incident: Incident) -> str:
    """Return in words what the columns cannot hold: who says what, and what is disputed."""
    parts = ["Claims, not facts."]
    parts += [
        f"Named as author by {a.source}: {', '.join(actor.name for actor in a.actors)}."
        for a in incident.actors
        if a.actors
    ]
    parts += [
        f"{t.kind} according to {t.source}: {wording.figure(t)}{f' (“{t.words}”)' if t.words else ''}."
        for t in incident.tallies
    ]
    parts += [f"Disputed by {d.by}: {wording.ELEMENTS.get(d.element, d.element)}." for d in incident.disputed_by]
    return " ".join(dict.fromkeys(parts))
