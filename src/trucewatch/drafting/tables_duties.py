"""Who owes what, by when: duties told by one report or several are one; different days for one duty are kept apart."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from trucewatch.drafting.lists import words
from trucewatch.drafting.moments import CLOCK, counted
from trucewatch.drafting.records import Inline
from trucewatch.drafting.settling import joined
from trucewatch.drafting.tables_times import base_of

if TYPE_CHECKING:
    from trucewatch.drafting.building import Desk
    from trucewatch.drafting.duty import Duty, Limit
    from trucewatch.drafting.gathering import Gathered
    from trucewatch.drafting.records import Value, Words
    from trucewatch.drafting.side import Side
    from trucewatch.drafting.tables_ground import Ground


_TOGETHER = words("in-common")


@dataclass(slots=True)
class Owed:
    """One duty of the draft: its tellings, and who is told to bear it."""

    must: str
    whose: tuple[Side, ...]
    about: tuple[str, ...]
    tellings: list[Duty] = field(default_factory=list)

    @property
    def words(self) -> tuple[Words, ...]:
        """The words of every telling."""
        return tuple(duty.words for duty in self.tellings)


def put_duties(desk: Desk, found: Gathered, ground: Ground) -> None:
    """Put down the duties."""
    terms = [duty for duty in found.duties if duty.one_side is None]
    for n, one in enumerate(_put_together(desk, terms), start=1):
        _put_one(desk, ground, f"D{n}", one)


def _put_together(desk: Desk, duties: list[Duty]) -> list[Owed]:
    found: list[Owed] = []
    for duty in sorted(duties, key=lambda d: (d.words.document, d.words.span, d.must, d.about)):
        whose = duty.whose or (desk.principals if duty.together else ())
        home = next((one for one in found if _same(one, duty, whose)), None)
        if home is None:
            home = Owed(duty.must, whose, duty.about)
            found.append(home)
        home.whose = home.whose if len(home.whose) >= len(whose) else whose
        home.about = home.about or duty.about
        home.tellings.append(duty)
    return found


def _same(one: Owed, duty: Duty, whose: tuple[Side, ...]) -> bool:
    same_who = set(whose) <= set(one.whose) or set(one.whose) <= set(whose)
    if not (whose and one.whose):  # whom the words do not name may be anybody, but in what both sides do together
        same_who = whose == one.whose or duty.must in _TOGETHER
    same_about = not one.about or not duty.about or bool(set(one.about) & set(duty.about))
    if (
        duty.must == "hold-talks"
        and duty.by is not None
        and any(d.by and d.by.options != duty.by.options for d in one.tellings)
    ):
        return False  # two meetings on two days are two
    return (
        one.must == duty.must
        and same_who
        and same_about
        and not (_dated(one) and _dated_duty(duty) and duty.must == "hand-over-territory" and not same_days(one, duty))
    )


def _dated(one: Owed) -> bool:
    return any(_dated_duty(duty) for duty in one.tellings)


def _dated_duty(duty: Duty) -> bool:
    return duty.by is not None


def same_days(one: Owed, duty: Duty) -> bool:
    """Say whether a duty is told for a day that its other tellings have."""
    days = {d.by.options for d in one.tellings if d.by is not None}
    return duty.by is not None and duty.by.options in days


def _put_one(desk: Desk, ground: Ground, ident: str, one: Owed) -> None:
    who = tuple(sorted(desk.party(side, "bound-through", one.words) for side in one.whose))
    by = _deadline(desk, ident, one)
    begins = next((d.start.options[0] for d in one.tellings if d.start is not None), None)
    limits = [d.limit for d in one.tellings if d.limit is not None]
    joint = any(d.joint or d.together for d in one.tellings) and len(who) > 1
    keys: list[tuple[str, Value | None]] = [
        ("id", ident),
        ("who", who),
        ("must", one.must),
        ("where", _where(ground, one)),
        ("from", begins),
        ("by", by),
        ("limit", _limit(limits[0]) if limits else None),
        ("met_by", _met_by(one, who, joint=joint)),
        ("recurs", "unstated" if one.must == "hold-patrols" else None),
    ]
    remarks = (f"About: {joined(one.about)}",) if one.about else ()
    desk.add("duty", keys, one.words, remarks)
    _ask(desk, ident, one, who, by, limits)


def _where(ground: Ground, one: Owed) -> str | None:
    """The zone of a duty, where its words name a line or a corridor that was put down."""
    if one.must in ("establish-corridor", "agree-corridor-parameters") and len(ground.corridors) == 1:
        return next(iter(ground.corridors.values()))
    text = " ".join(d.words.quote for d in one.tellings)
    named = [zone for name, zone in ground.lines.items() if name in text]
    if one.must == "hold-patrols" and not named and ground.corridor_line is not None:
        return (
            ground.corridor_line
            if any(w in text.lower() for w in ("road", "highway", "along", " on it", "corridor"))
            else None
        )
    return named[0] if len(named) == 1 and one.must in ("hold-patrols", "deploy-forces") else None


def _deadline(desk: Desk, ident: str, one: Owed) -> str | None:
    told: dict[str, list[Words]] = {}
    based = {d.length.words for d in one.tellings if d.length is not None and d.length.base in ("start", "signed")}
    for duty in one.tellings:
        expression = None
        if duty.length is not None and not duty.length.base and duty.length.words in based:
            continue  # another telling says from when the same period runs
        if duty.by is not None:
            option = duty.by.options[-1]
            whole_day = (
                not duty.by.exact and not option.startswith("end of") and len(option) >= len(f"2020-03-05{CLOCK}")
            )
            expression = f"end of {option.replace(CLOCK, '')} {CLOCK}" if whole_day else option
        elif duty.length is not None and (base := base_of(desk, duty.length, (duty.words,))):
            expression = counted(duty.length, base)
        if expression is not None:
            told.setdefault(expression, []).append(duty.words)
    if len(told) <= 1:
        return next(iter(told), None)
    options = [(f"told-{n}", expression, tuple(told[expression])) for n, expression in enumerate(sorted(told), start=1)]
    desk.ask(
        f"By when: "
        f"{joined([e.replace(CLOCK, '').replace(' ({count})', '').strip() for e in sorted(told)], 'or')}? The "
        f"reports differ on “{one.must}”.",
        f"`[[reading]] {ident.lower()}-by`, `[[duty]] {ident} by`",
        one.words,
    )
    return desk.alternatives(
        f"{ident.lower()}-by", f"By when is “{one.must.replace('-', ' ')}” due? The reports differ.", options
    )


def _limit(limit: Limit) -> Inline:
    pairs: list[tuple[str, str | int]] = [("measure", limit.measure)]
    if limit.at_least is not None:
        pairs.append(("at_least", limit.at_least))
    if limit.at_most is not None:
        pairs.append(("at_most", limit.at_most))
    if limit.per:
        pairs.append(("per", limit.per))
    return Inline(pairs=tuple(pairs))


def _met_by(one: Owed, who: tuple[str, ...], *, joint: bool) -> Inline | None:
    acts = one.tellings[0].acts
    if not acts:
        return None
    pairs: list[tuple[str, Value]] = [("act", acts)]
    if joint:
        pairs.append(("all_of", who))
    elif len(who) == 1:
        pairs.append(("actor", who[0]))
    return Inline(pairs=tuple(pairs))


def _ask(desk: Desk, ident: str, one: Owed, who: tuple[str, ...], by: str | None, limits: list[Limit]) -> None:
    what = one.must.replace("-", " ")
    if not who:
        desk.ask(f"Who bears the duty “{what}”? The words name nobody.", f"`[[duty]] {ident} who`", one.words)
    lengths = [d for d in one.tellings if d.length is not None]
    if by is None and any(d.start for d in one.tellings):
        desk.ask(
            f"Is the day from which “{what}” is told the deadline for a first one, and how often must it happen again?",
            f"`[[duty]] {ident} by`, `every`",
            one.words,
        )
    elif by is None:
        unsettled = " A period is told, but not from when it runs." if lengths else ""
        desk.ask(f"By when is “{what}” due?{unsettled}", f"`[[duty]] {ident} by`", one.words)
    if len({(x.measure, x.at_least, x.at_most, x.per) for x in limits}) > 1:
        desk.ask(
            f"Which figure for “{what}” is in the text? The reports differ, or count different things.",
            f"`[[duty]] {ident} limit`",
            one.words,
        )
    if one.must in ("facilitate-return", "hold-elections"):
        desk.ask(
            f"Is “{what}” an obligation of the text, or words of its preamble?",
            f"`[[duty]] {ident}` or `[[recital]]`",
            one.words,
        )
    if one.about == () and one.must in (
        "withdraw-forces",
        "hand-over-territory",
        "deploy-forces",
        "end-armed-presence",
    ):
        desk.ask(
            f"From where to where, behind which line: “{what}”?",
            f"`[[duty]] {ident} where`, `beyond`, `[[zone]]`",
            one.words,
        )
