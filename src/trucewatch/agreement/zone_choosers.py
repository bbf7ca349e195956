"""Zones that stand for one of several: the one drawn for the day, that of the acting party, of the class of weapon.

Where it is open which, every one of them is a world of its own, and an answer holds only where all worlds agree.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import product
from typing import TYPE_CHECKING

from trucewatch.agreement.readings import settled
from trucewatch.agreement.terms import fold_name
from trucewatch.errors import AgreementError

if TYPE_CHECKING:
    from trucewatch.agreement.readings import Choice
    from trucewatch.agreement.terms import Agreement, Zone

_CHOOSERS = ("dated", "by-party", "by-weapon")


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Under what a zone is asked for. `picks` are (chooser, (words, zone) or None where it has none) pairs.

    With `latest` a dated zone is as last drawn where no day is asked for, as for a map.
    """

    choice: Choice = ()
    on: date | None = None
    parties: tuple[str, ...] = ()
    weapons: tuple[str, ...] = ()
    latest: bool = False
    picks: tuple[tuple[str, tuple[str, str] | None], ...] = ()


def worlds(agreement: Agreement, zone_id: str, world: World) -> tuple[World, ...]:
    """Return the world once for every way in which the choosers that a zone derives from may choose."""
    choosers = {zone.id: zone for zone in _choosers(agreement, zone_id, world.choice)}
    axes = [[(zone.id, pick) for pick in _picks(agreement, zone, world)] for zone in choosers.values()]
    return tuple(replace(world, picks=picks) for picks in product(*axes))


def chosen(zone: Zone, world: World) -> tuple[str, str] | None:
    """Return what a chooser chooses in a world: words to add to its name, and the id of a zone."""
    return dict(world.picks)[zone.id]


def options_words(agreement: Agreement, zone: Zone, name: str, world: World) -> str:
    """Say why a chooser has nothing to choose."""
    match zone.kind:
        case "dated":
            drawn = ", ".join(_period(zone_under(agreement, member, world.choice)) for member in zone.of)
            day = world.on.isoformat() if world.on else "a day that is not known"
            return f"{name} is drawn {drawn}, not for {day}"
        case "by-party":
            who = ", ".join(_called(agreement, party) for party in world.parties)
        case _:
            who = ", ".join(world.weapons)
    return f"{name} has one zone for each of several, and the text draws no zone of it for {who}"


def zone_under(agreement: Agreement, zone_id: str, choice: Choice) -> Zone:
    """Return the zone that `zone_id` (or `{reading}`) names under `choice`, with the choice put in.

    Raises:
        AgreementError: there is no such zone.
    """
    wanted = settled(agreement, zone_id, choice)
    zone = next((z for z in agreement.zones if z.id == wanted), None)
    if zone is None:
        raise AgreementError(f"there is no zone {wanted!r}. Known: {', '.join(z.id for z in agreement.zones)}.")
    return settled(agreement, zone, choice)


def drawn_for(zone: Zone, on: date) -> bool:
    """Say whether a zone is drawn for a civil day; a word such as `superseded` is later than every day."""
    day = on.isoformat()
    return (zone.valid_from is None or zone.valid_from <= day) and (zone.valid_until is None or day <= zone.valid_until)


def referred(zone: Zone) -> tuple[str, ...]:
    """Return the zones whose shape or edge a zone takes over: its map alone, where it has one."""
    if zone.map is not None:
        return (zone.map,)
    return (*zone.of, *(zone.between if zone.kind == "strip" else ()), *(member for _, member in zone.cases))


def drawn_days(agreement: Agreement, zone_id: str, choice: Choice) -> frozenset[date]:
    """Return the days from which a zone is another than on the day before: a drawing begins, or the last has ended."""
    zone = zone_under(agreement, zone_id, choice)
    days = {date.fromisoformat(zone.valid_from)} if zone.valid_from else set()
    if zone.valid_until:
        days.add(date.fromisoformat(zone.valid_until) + timedelta(days=1))
    return frozenset(days).union(*(drawn_days(agreement, other, choice) for other in referred(zone)))


def hangs_on_actor(agreement: Agreement, zone_id: str, choice: Choice) -> bool:
    """Say whether which zone it is hangs on who acted or with what weapon."""
    return any(zone.kind in ("by-party", "by-weapon") for zone in _choosers(agreement, zone_id, choice))


def _choosers(agreement: Agreement, zone_id: str, choice: Choice) -> list[Zone]:
    zone = zone_under(agreement, zone_id, choice)
    below = [chooser for other in referred(zone) for chooser in _choosers(agreement, other, choice)]
    return [zone, *below] if zone.kind in _CHOOSERS and zone.map is None else below


def _picks(agreement: Agreement, zone: Zone, world: World) -> list[tuple[str, str] | None]:
    """Return what a chooser may choose: one, all of several that are open, or None where there is nothing for it."""
    if zone.kind == "dated":
        members = [zone_under(agreement, member, world.choice) for member in zone.of]
        held = [member for member in members if world.on is None or drawn_for(member, world.on)]
        if world.latest and world.on is None:
            held = sorted(held, key=lambda member: member.valid_from or "")[-1:]
        return [(f"as drawn {_period(member)}", member.id) for member in held] or [None]
    if zone.kind == "by-party":
        cases = {who: (f"for {_called(agreement, who)}", member) for who, member in zone.cases}
        named = [_case_of(agreement, party, set(cases)) for party in world.parties]
    else:
        cases = {fold_name(what): (f"for {what}", member) for what, member in zone.cases}
        named = [what if (what := fold_name(weapon)) in cases else None for weapon in world.weapons]
    if len(set(named)) != 1:  # nobody is named, or several: it may be any of them
        return list(cases.values())
    return [cases[named[0]] if named[0] is not None else None]


def _case_of(agreement: Agreement, party: str, cases: set[str]) -> str | None:
    """Return the case that a party falls under: its own, or that of the party whose organ it is."""
    above = {p.id: p.of for p in agreement.parties}
    seen: set[str] = set()
    at: str | None = party
    while at is not None and at not in seen:
        if at in cases:
            return at
        seen.add(at)
        at = above.get(at)
    return None


def _called(agreement: Agreement, party: str) -> str:
    return next((p.name for p in agreement.parties if p.id == party), party)


def _period(zone: Zone) -> str:
    if zone.valid_from is None:
        return f"until {zone.valid_until}" if zone.valid_until else "without a date"
    return f"from {zone.valid_from}" + (f" to {zone.valid_until}" if zone.valid_until else "")
