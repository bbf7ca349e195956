"""Readings in, a proposal out: the steps in their order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from trucewatch.drafting.building import Desk
from trucewatch.drafting.gathering import gather
from trucewatch.drafting.moments import CLOCK
from trucewatch.drafting.records import Proposal, Report
from trucewatch.drafting.settling import joined, some
from trucewatch.drafting.side import slug
from trucewatch.drafting.sides import lands_in, scan
from trucewatch.drafting.tables_beside import ask_about_background, ask_about_reports, put_declarations, put_monitors
from trucewatch.drafting.tables_duties import put_duties
from trucewatch.drafting.tables_ground import put_zones
from trucewatch.drafting.tables_parties import ask_who_is_bound, ask_who_only_owes, put_parties
from trucewatch.drafting.tables_rules import put_rules
from trucewatch.drafting.tables_times import put_events, put_phases
from trucewatch.reading import lexicon
from trucewatch.reading.times_words import CITY_ZONES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from trucewatch.drafting.gathering import Gathered
    from trucewatch.drafting.side import Who
    from trucewatch.drafting.told import Telling
    from trucewatch.model import Reading

_ZONE = re.compile(r"\[([A-Za-z_]+(?:/[A-Za-z_/-]+)?)\]")
_FIRST_CLOCK, _LAST_CLOCK = "Pacific/Kiritimati", "Etc/GMT+12"
"""The first and the last clock of the world: bounds, where the reports name no land whose clock may be meant."""


def propose(readings: Iterable[Reading], *, ident: str | None = None) -> Proposal:
    """Return a draft of the agreement that reports announce, each table with its words, each gap with a question.

    Pure: the same reports in any order give the same proposal. A report that announces no ceasefire yields no term;
    where none does, the proposal has no tables and one question.

    Args:
        readings: What the reports were read into; documents without a date leave their days open.
        ident: The id of the agreement; without one it is made of the parties and the year.
    """
    held = list(readings)
    found = gather(held)
    reports = tuple(
        sorted((_report(reading) for reading in {r.document.id: r for r in held}.values()), key=lambda r: r.document)
    )
    desk = Desk()
    if not found.announced:
        desk.ask("No report tells of a ceasefire that was agreed, announced or begun: nothing is proposed.", "none")
        return Proposal(
            id=ident or "draft",
            title="No ceasefire announced",
            reports=reports,
            announced=False,
            questions=tuple(desk.questions),
        )
    desk.ask(
        "Where is the text itself? A report is no agreement: look for its title, number and authentic languages.",
        "`[agreement] title`, `sources`, `languages`",
    )
    signed = put_parties(desk, found)
    put_events(desk, found)
    put_phases(desk, found)
    ground = put_zones(desk, found)
    put_rules(desk, found, ground)
    put_duties(desk, found, ground)
    ask_who_only_owes(desk)
    ask_who_is_bound(desk, found)
    put_declarations(desk, found)
    put_monitors(desk, found)
    home = _put_readings(desk, found)
    ask_about_background(desk, found)
    ask_about_reports(desk, found)
    names = [side.name for side in desk.principals]
    day = min((telling.day for telling, _ in found.tellings if telling.day), default="an unknown day")
    between = f" between {joined(names)}" if len(names) > 1 else f" of {names[0]}" if names else ""
    return Proposal(
        id=ident or slug("-".join([*(slug(name) for name in names[:3]), day[:4]]) if names else f"draft-{day[:4]}"),
        title=f"Ceasefire{between}, as reported on {day}",
        reports=reports,
        announced=True,
        home=home,
        parties=tuple(t.id for t in desk.tables if t.kind == "party" and t.get("role") in ("party", "guarantor")),
        signed_by=signed,
        tables=desk.sorted_tables(),
        questions=tuple(desk.questions),
    )


def _report(reading: Reading) -> Report:
    document = reading.document
    return Report(
        document=document.id, title=document.title, publisher=document.publisher, published=document.published.start
    )


def _put_readings(desk: Desk, found: Gathered) -> str | None:
    """Put down the readings that holes need: whose clock, how days are counted. Return the one zone that is named."""
    used = {
        zone
        for table in desk.tables
        for _, value in table.keys
        if isinstance(value, str)
        for zone in _ZONE.findall(value)
    }
    named = sorted(used)
    holes = [table for table in desk.tables if any(isinstance(v, str) and CLOCK in v for _, v in table.keys)]
    holes += [
        table
        for table in desk.tables
        if any(isinstance(v, str) and v.endswith("]") and "[{clock}]" in v for _, v in table.keys)
    ]
    if holes:
        words = some(desk.unzoned)
        options = _clocks(desk, found, named)
        lands = joined([zone for _, zone in options], "or")
        question = (
            "On whose clock are these instants told? No report names it. The options are the clocks of the lands that "
            "the reports name"
        )
        if _FIRST_CLOCK in {zone for _, zone in options}:
            question += ", and the first and the last clock of the world as bounds"
        question += "."
        desk.reading("clock", question, options, words)
        desk.ask(
            f"In which time zone do the hours and days stand? No report says "
            f"it{'' if not named else ' for all of them'}. "
            f"The draft keeps {lands} open; look for the zone in the text or in an official statement.",
            "`[clock] home`, `[[reading]] clock`",
            words,
        )
    if desk.counted:
        words = some(desk.counted)
        desk.reading(
            "count",
            "How are days counted: from the day after, with the first day, or hour by hour?",
            [("after", "exclusive"), ("with", "inclusive"), ("elapsed", "elapsed")],
            words,
        )
        desk.ask(
            "How does the text count its days: is the first day one of them, does the last one end at midnight?",
            "`[clock] days`, `[[reading]] count`",
            words,
        )
    if any("end of " in str(v) for t in desk.tables for k, v in t.keys if k in ("by", "until", "at")):
        desk.ask(
            "“By” or “until” a day: does that day itself still count?", "`by`, `until` of the terms with `end of …`"
        )
    return named[0] if len(named) == 1 else None


def _clocks(desk: Desk, found: Gathered, named: list[str]) -> list[tuple[str, str]]:
    """The clocks of the lands that the announcements name, as options; bounds where there are not two."""
    zones = set(named)
    for land in (
        *(str(table.get("name")) for table in desk.tables if table.kind == "party"),
        *(land for telling, who in found.tellings for land in _lands(telling, who)),
    ):
        if zone := _clock_of(land):
            zones.add(zone)
    options = sorted(zones)
    if len(options) < 2:  # noqa: PLR2004
        options += [_FIRST_CLOCK, _LAST_CLOCK]
    return [(slug(zone.replace("+", "-plus-")), zone) for zone in options]


def _clock_of(land: str) -> str | None:
    """The clock of a land: its only one, or its capital's."""
    table = lexicon.countries()
    capitals = [capital for capital, of in table.capitals.items() if of == land]
    return CITY_ZONES.get(land.lower()) or next((z for capital in capitals if (z := CITY_ZONES.get(capital))), None)


def _lands(telling: Telling, who: Who) -> Iterator[str]:
    """The states that the sentences about the ceasefire name, and the lands of the places in them."""
    codes = {code: land for land, code in lexicon.countries().codes.items()}
    for line in telling.lines:
        if line.scope != "announces":
            continue
        yield from (
            one.side.name
            for one in scan(line.s, range(line.first, len(line.s)), who, learn=False)
            if one.side.kind == "state"
        )
        yield from lands_in(line.s, line.first)
        for mention in telling.reading.mentions:
            # Ids of built-in areas begin with their country: geonames:SY.12, region:SD.darfur.
            ref = (mention.ref or "").partition(":")[2][:2]
            if line.s.span[0] <= mention.span[0] < line.s.span[1] and ref in codes:
                yield codes[ref]
