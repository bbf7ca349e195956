"""Parts of a sentence: who, which acts, where, with what, at which instant; each with the readings that it turns on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from trucewatch.agreement import clocks
from trucewatch.agreement.readings import HOLE, combinations, described, readings_of, settled

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from trucewatch.agreement.parts import Limit, WeaponClass
    from trucewatch.agreement.readings import Choice
    from trucewatch.agreement.terms import Agreement, OpenReading, Pattern, Term

_REF = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
_FEW = 3
_TIMES = ("at", "by", "from_", "until", "during")


def moment(agreement: Agreement, term: Term, expression: str) -> str:
    """Return what a time expression comes to, once per distinct answer, with the readings that lead to it.

    An event of many readings is called by its name: its own sentence says what it comes to.
    """
    answers: dict[str, list[Choice]] = {}
    touched = sorted({h for text in _followed(agreement, expression) for h in HOLE.findall(text)})
    for choice in combinations(agreement, [r for r in readings_of(agreement, term) if r in touched]):
        answers.setdefault(_told(agreement, expression, choice), []).append(choice)
    if len(answers) == 1:
        return next(iter(answers))
    if len(answers) > _FEW and any(e.id == expression for e in agreement.events) and term.id != expression:
        return expression
    return " or ".join(f"{words} [{under(agreement, choices)}]" for words, choices in answers.items())


def end(agreement: Agreement, term: Term, expression: str) -> str:
    """Return what the end of a term's time comes to; where none is set, that it is open."""
    return moment(agreement, term, expression).replace("no deadline is set", "an open end")


def _told(agreement: Agreement, expression: str, choice: Choice) -> str:
    clock = clocks.evaluate(agreement, expression, choice)
    if clock.waits_for is None or clock.interval is not None:
        return clock.steps[-1]
    written = settled(agreement, expression, choice)
    what = clock.waits_for.removesuffix(".met")
    when = f"{what} is reported as met" if clock.waits_for.endswith(".met") else f"{what} is reported"
    plain = written in (clock.waits_for, expression) and not any(mark in written for mark in "+- ")
    return f"the moment at which {when}" if plain else f"{written}, counted once {when}"


def under(agreement: Agreement, choices: Sequence[Choice]) -> str:
    """Return several choices in words, without the readings of which every option is among them."""
    told = list(choices)
    for reading in [rid for rid, _ in choices[0]] if choices else []:
        options = {option for choice in choices for rid, option in choice if rid == reading}
        whole = next(len(r.options) for r in agreement.readings if r.id == reading)
        rest = list(dict.fromkeys(tuple(p for p in choice if p[0] != reading) for choice in told))
        if len(options) == whole and len(told) == len(rest) * whole:
            told = rest
    return " | ".join(described(agreement, choice) for choice in told)


def ground(agreement: Agreement, zone_id: str | None) -> str:
    """Return a zone's name, or each name that a reading gives it."""
    if zone_id is None:
        return "no line"
    names = {z.id: z.name or z.id for z in agreement.zones}
    reading = _reading_of(agreement, zone_id)
    if reading is None:
        return names.get(zone_id, zone_id)
    return " or ".join(f"{names.get(v, v)} [{reading.id}={n}]" for n, v in reading.options)


def grounds(agreement: Agreement, zone_ids: Sequence[str], last: str = "and") -> str:
    """Return the names of several zones."""
    return joined([ground(agreement, z) for z in zone_ids], last)


def deeds(agreement: Agreement, acts: Iterable[str]) -> str:
    """Return acts in words, an act that a reading decides with its options."""
    told = []
    for act in acts:
        reading = _reading_of(agreement, act)
        told += (
            [f"{v} [{reading.id}={n}]" for n, v in reading.options if v != "none"]
            if reading is not None
            else [act.replace("-", " ")]
        )
    return ", ".join(told)


def arms(weapon: WeaponClass) -> str:
    """Return a class of weapons in words."""
    told = " such as ".join(filter(None, (weapon.class_ or "", joined(weapon.systems, "or")))) or "weapons"
    if weapon.calibre_mm_at_least is not None:
        told += f" of {weapon.calibre_mm_at_least:g} mm or more"
    if weapon.calibre_mm_at_most is not None:
        told += f" of {weapon.calibre_mm_at_most:g} mm or less"
    return told


def bound(limit: Limit) -> str:
    """Return a measured bound in words."""
    ends = [("at least", limit.at_least), ("at most", limit.at_most)]
    told = " and ".join(f"{words} {n:,g}" for words, n in ends if n is not None) or "a number of"
    return f"{told} {limit.measure.replace('-', ' ')}" + (f" a {limit.per}" if limit.per else "")


def shown(agreement: Agreement, pattern: Pattern | None) -> str:
    """Return what a report must show, in words."""
    if pattern is None:
        return "nothing"
    told = "a report of " + " or ".join(act.replace("-", " ") for act in pattern.acts)
    if pattern.subject:
        told += f" about {pattern.subject}"
    if pattern.at_least is not None:
        told += f" of at least {pattern.at_least:,g}"
    if pattern.actor:
        told += f" by {people(agreement, (pattern.actor,))}"
    if pattern.all_of:
        told += f" by {people(agreement, pattern.all_of)} together"
    if pattern.against:
        told += f" against {people(agreement, pattern.against, 'or')}"
    if pattern.where:
        told += f" in {ground(agreement, pattern.where)}"
    if pattern.route:
        first, *between, last = pattern.route if len(pattern.route) > 1 else (*pattern.route, "")
        told += (
            f" from {first}" + (f" by way of {joined(between)}" if between else "") + (f" to {last}" if last else "")
        )
    return told + (f" [{pattern.only_if}]" if pattern.only_if else "")


def any_shown(agreement: Agreement, patterns: Iterable[Pattern]) -> str:
    """Return several patterns of which one suffices."""
    return " or ".join(shown(agreement, p) for p in patterns)


def people(agreement: Agreement, ids: Sequence[str], last: str = "and") -> str:
    """Return parties (or zones, or words such as civilians) by name."""
    names = {z.id: z.name or z.id for z in agreement.zones} | {p.id: p.name for p in agreement.parties}
    told = []
    for one in ids:
        reading = _reading_of(agreement, one)
        options = [(names.get(v, v), f" [{reading.id}={n}]") for n, v in reading.options] if reading else [(one, "")]
        told += [f"{names.get(name, name.replace('-', ' '))}{under}" for name, under in options if name != "none"]
    return joined(told, last)


def joined(words: Sequence[str], last: str = "and") -> str:
    """Return words as a list in prose."""
    return f"{', '.join(words[:-1])} {last} {words[-1]}" if len(words) > 1 else "".join(words)


def _reading_of(agreement: Agreement, value: str) -> OpenReading | None:
    hole = HOLE.fullmatch(value)
    return next((r for r in agreement.readings if hole and r.id == hole[1]), None)


def _followed(agreement: Agreement, expression: str) -> list[str]:
    """The expression and every expression of what it names, and so on."""
    seen: dict[str, None] = {}
    ahead = [expression]
    while ahead:
        text = ahead.pop()
        if text in seen:
            continue
        seen[text] = None
        for hole in HOLE.findall(text):
            reading = next((r for r in agreement.readings if r.id == hole), None)
            ahead += [value for _, value in reading.options] if reading else []
        for name in _REF.findall(text):
            named = [t for t in (*agreement.events, agreement.term(name)) if t is not None and t.id == name]
            ahead += [value for t in named for key in _TIMES if isinstance(value := getattr(t, key, None), str)]
    return list(seen)
