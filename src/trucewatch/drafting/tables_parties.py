"""Who: the tables of parties, and what is asked about those whose part the words do not say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.drafting.lists import words
from trucewatch.drafting.settling import grouped, joined, some

if TYPE_CHECKING:
    from trucewatch.drafting.building import Desk
    from trucewatch.drafting.gathering import Gathered
    from trucewatch.drafting.parties import Told
    from trucewatch.drafting.records import Words
    from trucewatch.drafting.side import Side

_MAY_AGREE = ("state", "group")
_MOST = 6


def put_parties(desk: Desk, found: Gathered) -> tuple[str, ...]:
    """Put down the parties; return the names of those who are told to have signed."""
    told = grouped(found.roles, lambda one: one.side.name)
    principals = _principals(found)
    desk.principals = tuple(principals)
    for side in principals:
        mine = told.get(side.name, [])
        agreeing = [t.words for t in mine if t.how in ("agreed", "signed", "bound")] or [t.words for t in mine]
        shown = [w for one in found.together for named, w in zip(one.named, one.shown, strict=True) if named == side]
        agreeing = agreeing or [*(one.words for one in found.together if side in one.named), *shown]
        guarantees = [t.words for t in mine if t.how == "guarantees"]
        role = "guarantor" if guarantees else "party"
        desk.party(side, role, guarantees or agreeing, aliases=_aliases(found, side))
    _ask_roles(desk, found, told, principals)
    return tuple(sorted({t.side.name for t in found.roles if t.how == "signed" and t.side in principals}))


def _principals(found: Gathered) -> list[Side]:
    """The sides told to have agreed, signed or to be bound: by words about the ceasefire first, then about terms."""
    mediators = {t.side for t in found.roles if t.how == "brokered"}
    signed = {t.side for t in found.roles if t.how == "signed"}

    def told(*, of_truce: bool, kinds: tuple[str, ...]) -> list[Side]:
        sides = [
            t.side
            for t in found.roles
            if t.how in ("agreed", "signed", "bound")
            and (t.of_truce or not of_truce)
            and t.side.kind in kinds
            and not _neutral(t.side)
        ]
        return sorted(dict.fromkeys(sides), key=lambda side: side.name)

    chosen = told(of_truce=True, kinds=_MAY_AGREE)
    fighting = [side for side in chosen if side not in mediators or side in signed]
    if len(fighting) >= 2:  # noqa: PLR2004  (an agreement needs two)
        return fighting[:_MOST]
    more = [side for side in told(of_truce=False, kinds=_MAY_AGREE) if side not in mediators]
    chosen = sorted({*fighting, *more}, key=lambda side: side.name)
    if len(chosen) < 2:  # noqa: PLR2004
        opposed = {t.side for t in found.roles if t.how == "opposed" and t.side.kind in _MAY_AGREE}
        chosen = sorted({*chosen, *opposed}, key=lambda side: side.name)
    if len(chosen) < 2:  # noqa: PLR2004
        named = {side for one in found.together for side in one.named}
        chosen = sorted({*chosen, *named}, key=lambda side: side.name)
    if len(chosen) < 2:  # noqa: PLR2004
        described = [
            side for side in told(of_truce=False, kinds=("described",)) if side.name.lower() not in words("neutral")
        ]
        chosen = sorted({*chosen, *described}, key=lambda side: side.name)
    return chosen[:_MOST]


def _neutral(side: Side) -> bool:
    return side.name.lower() in words("neutral")


def _aliases(found: Gathered, side: Side) -> tuple[str, ...]:
    short = {s for _, who in found.tellings for s, full in who.short.items() if full == side.name}
    return tuple(sorted(short))


def _ask_roles(desk: Desk, found: Gathered, told: dict[str, list[Told]], principals: list[Side]) -> None:
    if not principals:
        both = [one.words for one in found.together]
        desk.ask(
            "Who are the parties? The reports speak of them together and name none that agreed: look for the "
            "names under the text.",
            "`[[party]]`, `[agreement] parties`, `who` of every rule",
            both,
        )
    if len(principals) == 1:
        desk.ask(
            f"Who is the other side? Only {principals[0].name} is named as having agreed.",
            "`[[party]]`, `[agreement] parties`",
            [t.words for t in told.get(principals[0].name, [])],
        )
    _ask_who_is_a_side(desk, found, told, principals)
    if principals and not any(t.how in ("signed", "guarantees") for t in found.roles):
        desk.ask(
            f"In which part do {joined([side.name for side in principals])} appear in the text: as parties, or "
            f"as guarantors of others? "
            "The reports say that they agreed, not what they signed as.",
            "`[[party]] role`, `[agreement] signed_by`",
            [t.words for t in found.roles if t.side in principals],
        )
    for name, tellings in told.items():
        side = tellings[0].side
        if side in principals or side.kind == "person":
            continue
        parts = {t.how for t in tellings}
        if "brokered" in parts:
            desk.ask(
                f"Is {name} only a mediator, or does it sign, guarantee or watch?",
                f"`[[party]] role` or `[[monitor]]` for {name}",
                [t.words for t in tellings if t.how == "brokered"],
            )
        elif parts & {"agreed", "signed"} or ("announced" in parts and not principals):
            desk.ask(
                f"Is {name} a party, a guarantor or only the one who made it known?",
                f"`[[party]] role` for {name}",
                [t.words for t in tellings],
            )


def _ask_who_is_a_side(desk: Desk, found: Gathered, told: dict[str, list[Told]], principals: list[Side]) -> None:
    if len(principals) > 2:  # noqa: PLR2004
        desk.ask(
            f"Must each of {joined([side.name for side in principals])} stop and act, or does one of them only "
            "guarantee, mediate or watch? “The sides” of the reports may be two of them.",
            "`[[party]] role`, `who` of every rule",
            [t.words for t in found.roles if t.side in principals],
        )
    for side in principals:
        mine = told.get(side.name, [])
        if not any(t.how == "guarantees" for t in mine):
            continue
        desk.ask(
            f"Whose observance does {side.name} guarantee?",
            f"`[[party]]` {side.id} `undertakes_for`",
            [t.words for t in mine if t.how == "guarantees"],
        )


def ask_who_only_owes(desk: Desk) -> None:
    """Ask about those who are told to do something, but not to have agreed to it."""
    for table in desk.tables:
        if table.kind == "party" and table.get("role") == "bound-through":
            desk.ask(
                f"{table.get('name')} is told to owe something, not to have agreed: is it a party itself, or bound "
                "through another, and through whom?",
                f"`[[party]]` {table.id} `role`",
                table.words,
            )


def ask_who_is_bound(desk: Desk, found: Gathered) -> None:
    """Ask who on the ground is bound: those told to fight whom no words make a party."""
    listed = {table.id for table in desk.tables if table.kind == "party"}
    fighters: dict[str, list[Words]] = {}
    for telling, _ in found.tellings:
        for claim in telling.reading.claims:
            for named in (*claim.actors, *claim.targets):
                if named.kind == "force" and named.span and _armed(named.name):
                    line = next((one for one in telling.lines if one.s.span[0] <= named.span[0] < one.s.span[1]), None)
                    if line is not None:
                        fighters.setdefault(" ".join(named.name.split()), []).append(telling.words(line))
    names = [name for name in sorted(fighters) if name.lower() not in listed and " " in name][:_MOST]
    seen = f" The reports name {joined(names)} among those who fight." if names else ""
    desk.ask(
        f"Who on the ground is bound, and through whom: which forces, groups and allies must stop?{seen} A "
        f"party's name alone does not say it.",
        '`[[party]] role = "bound-through"`, `undertakes_for`, `who` of every `[[prohibit]]`',
        some([one for name in names for one in fighters[name]]),
    )


def _armed(name: str) -> bool:
    low = name.lower()
    return any(
        word in low
        for word in (
            "army",
            "forces",
            "troops",
            "rebel",
            "fighters",
            "militia",
            "militants",
            "soldiers",
            "separatist",
            "brigade",
        )
    )
