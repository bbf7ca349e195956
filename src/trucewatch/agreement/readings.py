"""What the text leaves open: which readings a term touches, every combination of options, and a term under one.

A `Choice` is one option for each reading that matters, as sorted (reading id, option name) pairs.
"""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from itertools import product
from typing import TYPE_CHECKING, Any, TypeVar

from trucewatch.agreement.terms import Amend, Exempt, Prohibit, Term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from trucewatch.agreement.terms import Agreement

T = TypeVar("T")
Choice = tuple[tuple[str, str], ...]

HOLE = re.compile(r"\{([a-z0-9-]+)\}")
_REF = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
_REFERRING = (
    *("where", "of", "between", "cases", "map", "territory", "beyond", "from_", "until", "by", "at", "during"),
    *("from_term", "measured_from", "sets", "against", "renew"),
)


def readings_of(agreement: Agreement, term: Term) -> tuple[str, ...]:
    """Return the ids of the open readings that `term` touches, also through events, zones and exemptions; sorted."""
    kept = agreement.touched
    if id(term) not in kept:
        known = {reading.id for reading in agreement.readings}
        # the term itself is kept too, so that no other can come to bear its identity
        kept[id(term)] = (term, tuple(sorted(_touched(agreement, term, seen=set()) & known)))
    return kept[id(term)][1]


def combinations(agreement: Agreement, reading_ids: Iterable[str]) -> tuple[Choice, ...]:
    """Return every combination of options of these readings; one empty choice where there is no reading."""
    by_id = {reading.id: reading for reading in agreement.readings}
    axes = [[(rid, name) for name, _ in by_id[rid].options] for rid in sorted(reading_ids)]
    return tuple(tuple(choice) for choice in product(*axes))


def settled(agreement: Agreement, record: T, choice: Choice) -> T:
    """Return `record` with the value of the chosen option in place of each `{reading}`.

    A reading that `choice` does not settle stays as `{reading}`.
    """
    by_id = {reading.id: reading for reading in agreement.readings}
    values = {rid: by_id[rid].value(option) for rid, option in choice}
    filled: T = _filled(record, values)
    return filled


def holds(only_if: str | None, choice: Choice) -> bool:
    """Say whether `only_if` (`reading=option`) holds under `choice`; None holds always."""
    if only_if is None:
        return True
    reading, _, option = only_if.partition("=")
    return dict(choice).get(reading.strip()) == option.strip()


def described(agreement: Agreement, choice: Choice) -> str:
    """Return a choice in words for people, e.g. `clock=moscow, reach=belt`."""
    known = {reading.id for reading in agreement.readings}
    return ", ".join(f"{rid}={option}" for rid, option in choice if rid in known)


def _filled(value: Any, values: dict[str, str]) -> Any:
    if isinstance(value, str):
        return HOLE.sub(lambda m: values.get(m[1], m[0]), value)
    if isinstance(value, tuple):
        return tuple(_filled(item, values) for item in value)
    if is_dataclass(value) and not isinstance(value, type) and _has_hole(value):
        return replace(value, **{f.name: _filled(getattr(value, f.name), values) for f in fields(value)})
    return value


def _has_hole(value: Any) -> bool:
    return any(HOLE.search(text) for text in strings_in(value))


def _touched(agreement: Agreement, term: Term, *, seen: set[str]) -> set[str]:
    key = f"{type(term).__name__}:{term.id}"
    if key in seen:
        return set()
    seen.add(key)
    found = {m for text in strings_in(term) for m in HOLE.findall(text)}
    found |= {text.partition("=")[0].strip() for text in conditions_in(term)}
    for reading in agreement.readings:
        if reading.id in found:
            found |= _through(agreement, [value for _, value in reading.options], seen)
    found |= _through(agreement, list(_references(term)), seen)
    rules: tuple[Exempt | Amend, ...] = (*agreement.exemptions, *agreement.amendments)
    for rule in rules:
        if _bears_on(rule, term):
            found |= _touched(agreement, rule, seen=seen)
    return found


def _through(agreement: Agreement, texts: list[str], seen: set[str]) -> set[str]:
    words = {word for text in texts for word in _REF.findall(text)}
    found: set[str] = set()
    others: tuple[Term, ...] = (
        *(*agreement.zones, *agreement.events, *agreement.duties, *agreement.prohibitions),
        *(*agreement.phases, *(party for party in agreement.parties if party.territory is not None)),
    )
    for other in others:
        if other.id in words:
            found |= _touched(agreement, other, seen=seen)
    return found


def _bears_on(rule: Exempt | Amend, term: Term) -> bool:
    match rule:
        case Exempt():
            return isinstance(term, Prohibit) and rule.from_term == term.id
        case Amend():
            changed = (*(target.partition(".")[0] for target, _ in rule.sets), *rule.suspends, *rule.terminates)
            return term.id in changed


def _references(term: Term) -> Iterator[str]:
    for name in _REFERRING:
        yield from strings_in(getattr(term, name, None))


def conditions_in(value: Any) -> Iterator[str]:
    """Yield every `only_if` of a record and of what it holds."""
    if isinstance(value, tuple):
        for item in value:
            yield from conditions_in(item)
    elif is_dataclass(value) and not isinstance(value, type):
        for f in fields(value):
            held = getattr(value, f.name)
            if f.name == "only_if" and held:
                yield held
            elif not isinstance(held, str):
                yield from conditions_in(held)


def strings_in(value: Any) -> Iterator[str]:
    """Yield every string of a record that may hold a `{reading}`."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from strings_in(item)
    elif is_dataclass(value) and not isinstance(value, type):
        for f in fields(value):
            if f.name not in {"geometry", "excerpt", "note"}:
                yield from strings_in(getattr(value, f.name))
