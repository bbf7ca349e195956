"""What must stop, against whom it need not, what the text keeps allowed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from trucewatch.drafting.lists import acts as act_words
from trucewatch.drafting.lists import pattern
from trucewatch.drafting.settling import grouped
from trucewatch.drafting.side import Side, slug

if TYPE_CHECKING:
    from trucewatch.drafting.building import Desk
    from trucewatch.drafting.gathering import Gathered
    from trucewatch.drafting.records import Value, Words
    from trucewatch.drafting.stopping import Stop
    from trucewatch.drafting.tables_ground import Ground


def put_rules(desk: Desk, found: Gathered, ground: Ground) -> None:
    """Put down prohibitions, exemptions and permits."""
    who = tuple(side.id for side in desk.principals)
    general = [stop for stop in found.stops if stop.general]
    special = [stop for stop in found.stops if not stop.general]
    if not general and not _names_a_truce(found):
        desk.ask(
            "Must anything stop? No report says that a ceasefire is part of it.", "`[[prohibit]]`", _first_words(found)
        )
        return
    words = [stop.words for stop in general] or _first_words(found)
    wide = act_words()[0].acts
    more = [stop.words for stop in special if not stop.offensive and not stop.whose and set(stop.acts) <= set(wide)]
    span = [("where", ground.reach), ("from", desk.start), ("until", desk.truce_until)]
    desk.add("prohibit", [("id", "P1"), ("who", who), ("acts", wide), *span], [*words, *more])
    desk.ask(
        "Which acts does the ceasefire take in? The reports say “ceasefire” or the like; the draft lists the "
        "usual armed acts. Are mines laid before, "
        "movements, flights, fortification and arms deliveries taken in?",
        "`[[prohibit]] P1 acts`",
        words,
    )
    _put_special(desk, [s for s in special if s.offensive or s.whose or not set(s.acts) <= set(wide)], who, span)
    _put_exemptions(desk, found)
    _put_permits(desk, found)


def _names_a_truce(found: Gathered) -> bool:
    """Say whether any report names a ceasefire, be it in its title."""
    truce = pattern("truce")
    told = [line.has("truce") for telling, _ in found.tellings for line in telling.lines]
    return any(told) or any(truce.search(telling.reading.document.title or "") for telling, _ in found.tellings)


def _first_words(found: Gathered) -> list[Words]:
    telling = found.tellings[0][0]
    return [telling.words(next(line for line in telling.lines if line.scope == "announces"))]


def _put_special(desk: Desk, special: list[Stop], who: tuple[str, ...], span: list[tuple[str, str | None]]) -> None:
    by_kind = grouped(special, lambda stop: f"{stop.offensive}{sorted(stop.acts)}{sorted(s.name for s in stop.whose)}")
    for n, stops in enumerate(by_kind.values(), start=2):
        first = stops[0]
        bound = tuple(
            desk.party(side, "bound-through", [s.words for s in stops])
            for side in first.whose
            if side.kind in ("state", "group")
        )
        keys: list[tuple[str, Value | None]] = [
            ("id", f"P{n}"),
            ("who", bound or who),
            ("acts", first.acts),
            ("qualifier", "offensive" if first.offensive else None),
            *span,
        ]
        desk.add("prohibit", keys, [stop.words for stop in stops])
        if first.offensive:
            desk.ask(
                "Only what is “offensive” is told to stop: how does the text define it, and who judges it?",
                f"`[[prohibit]] P{n} qualifier`, `[[permit]]`",
                [stop.words for stop in stops],
            )


def _put_exemptions(desk: Desk, found: Gathered) -> None:
    named = grouped(found.exemptions, lambda exempt: exempt.name)
    for n, (name, tellings) in enumerate(named.items(), start=1):
        words = [one.words for one in tellings]
        side = Side(name, "group")
        if _is_name(name) and not tellings[0].designated and not _is_kind(name):
            if side.id in {s.id for s in desk.principals}:
                desk.ask(f"Is {name} bound or left out? The reports say both.", f"`[[party]]` {side.id} `role`", words)
                continue
            ident = desk.party(side, "excluded", words, excluded_by="told to be left out of the ceasefire")
            desk.add(
                "exempt",
                [
                    ("id", f"X{n}"),
                    ("from_term", "P1"),
                    ("target", (ident,)),
                    ("basis", "told to be left out of the ceasefire"),
                ],
                words,
            )
            desk.ask(
                f"Do the words of the text leave {name} out, from which term, and for how long?",
                f"`[[exempt]] X{n}`",
                words,
            )
            continue
        desk.add("recital", [("id", f"R-{slug(name)}"), ("says", f"the ceasefire is told not to cover {name}.")], words)
        desk.ask(
            f"Which groups are “{name}”: on whose list, from which day to which? Does the text itself take "
            f"acts against them out, or only its preamble?",
            '`[[party]] role = "excluded"` with `designation`, `[[exempt]] target`',
            words,
        )
    if not found.exemptions:
        desk.ask(
            "Is any group left out of the ceasefire, for example as designated by the Security Council? The "
            "reports name none.",
            "`[[exempt]]`",
        )


def _is_name(name: str) -> bool:
    """Say whether these are the words of a name: capitals, an Arabic article before them or not."""
    return re.sub(r"^(?:al|el|an|ash)[ -]", "", name)[:1].isupper()


def _is_kind(name: str) -> bool:
    return name.rsplit(maxsplit=1)[-1].lower().rstrip("s") in (
        "group",
        "organisation",
        "organization",
        "faction",
        "fighter",
        "network",
        "militant",
    )


def _put_permits(desk: Desk, found: Gathered) -> None:
    rules = tuple(table.id for table in desk.tables if table.kind == "prohibit")
    acts = next((table.get("acts") for table in desk.tables if table.kind == "prohibit"), ())
    parties = {table.id for table in desk.tables if table.kind == "party"}
    for n, right in enumerate(found.allowed, start=1):
        whose = tuple(side.id for side in right.whose if side.id in parties) or tuple(
            side.id for side in desk.principals
        )
        desk.add(
            "permit",
            [("id", f"E{n}"), ("who", whose), ("acts", acts), ("overrides", rules), ("condition", right.says)],
            [right.words],
        )
        desk.ask(
            "When does the right that the text is told to keep apply, against what, after which steps, and who "
            "must show it?",
            f"`[[permit]] E{n} condition`, `after`, `burden`",
            [right.words],
        )
