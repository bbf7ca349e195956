"""Beside the terms: what one side declared, who watches, and what is only background."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.drafting.settling import grouped, some
from trucewatch.drafting.side import slug

if TYPE_CHECKING:
    from trucewatch.drafting.building import Desk
    from trucewatch.drafting.gathering import Gathered
    from trucewatch.drafting.records import Words

_LONGEST = 300


def put_declarations(desk: Desk, found: Gathered) -> None:
    """Put down one side's reservations and readings, and what it alone promises to do."""
    told = [(one.by, one.effect, one.words) for one in found.declared]
    told += [(duty.one_side, "commitment", duty.words) for duty in found.duties if duty.one_side is not None]
    listed = {table.id for table in desk.tables if table.kind == "party"}
    seen: set[tuple[str, str, str]] = set()
    n = 0
    for side, effect, words in sorted(told, key=lambda one: (one[2].place, one[1], one[0].name)):
        key = (side.id, effect, " ".join(words.quote.split()).lower())
        if key in seen:
            continue
        seen.add(key)
        if side.id not in listed:
            desk.ask(
                f"Is {side.name}, which speaks for itself here, a party to the text or bound by it?",
                f"`[[party]]` {side.id}; then `[[declare]]`",
                [words],
            )
            continue
        n += 1
        speaker = words.speaker or "the report in its own words"
        acts = ("retaliation",) if effect == "claimed-permission" else None
        keys = [
            ("id", f"S{n}"),
            ("by", side.id),
            ("says", _short(words.quote)),
            ("source", f"{speaker}, in {words.document}"),
            ("effect", effect),
            ("acts", acts),
        ]
        desk.add("declare", keys, [words])
    if n:
        desk.ask(
            "Which of what one side declared stands in the text itself? Until then nothing of it is a term, "
            "and none of it permits anything.",
            "`[[declare]]`; `[[permit]]` or `[[duty]]` only if the text says it",
            [table.words[0] for table in desk.tables if table.kind == "declare"],
        )


def _short(quote: str) -> str:
    plain = " ".join(quote.split())
    return plain if len(plain) <= _LONGEST else f"{plain[: _LONGEST - 1]}…"


def put_monitors(desk: Desk, found: Gathered) -> None:
    """Put down who watches; only where the words say so may it verify."""
    rules = tuple(table.id for table in desk.tables if table.kind in ("prohibit", "duty"))
    names = {slug(one.name) for one in found.watchers}
    for ident, tellings in grouped(found.watchers, lambda one: _full(slug(one.name), names)).items():
        first = next(one for one in tellings if slug(one.name) == ident)
        may = ("monitor", "verify") if any(one.verifies for one in tellings) else ("monitor",)
        members = tuple(
            dict.fromkeys(side.name for one in tellings for side in one.members if slug(side.name) != ident)
        )
        keys = [
            ("id", ident),
            ("name", first.name),
            ("members", members or None),
            ("competent_for", rules),
            ("may", may),
        ]
        words = [one.words for one in tellings]
        desk.add("monitor", keys, words)
        desk.ask(
            f"On which terms may {first.name} watch, and may it verify? Only a monitor that verifies makes "
            f"evidence verified.",
            f"`[[monitor]]` {ident} `competent_for`, `may`, `from`",
            words,
        )
    if not found.watchers:
        desk.ask("Does anybody watch over it, and may they verify? The reports name nobody.", "`[[monitor]]`")


def _full(ident: str, names: set[str]) -> str:
    """Return the longer name that "the team" stands for, if there is just one that ends in it."""
    longer = [name for name in names if name.endswith(f"-{ident}")]
    return longer[0] if len(longer) == 1 and "-" not in ident else ident


def ask_about_background(desk: Desk, found: Gathered) -> None:
    """Ask about earlier agreements that the reports mention: nothing of them was taken over."""
    for words in some(found.earlier):
        desk.ask(
            f"Is the earlier agreement that {words.document} mentions amended, continued or replaced by this "
            f"one? Nothing was taken from these words.",
            "`[agreement] amends`",
            [words],
        )


def ask_about_reports(desk: Desk, found: Gathered) -> None:
    """Say which reports nothing was taken from."""
    for telling in found.silent:
        words: list[Words] = []
        desk.ask(
            f"{telling.document} announces no ceasefire: nothing was taken from it. Is it about another one?",
            "none",
            words,
        )
