"""What a change does to the clocks: each instant of each term before and after, on every reading that both have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.agreement.options import common_choices, grouped, part_of
from trucewatch.agreement.timeline import End, Now, dated_terms, marks_of, readings_touched

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime, timedelta

    from trucewatch.agreement.readings import Choice
    from trucewatch.agreement.terms import Agreement, Term
    from trucewatch.agreement.timeline import Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """One instant of a term that is not where it was, on the readings `on` (empty: on every reading).

    `what`: deadline, start, end, instant, suspension from, suspension until, ending. None before or after: not stated.
    """

    term: str
    what: str
    on: str
    before: End | None
    after: End | None

    @property
    def by(self) -> tuple[timedelta, timedelta] | None:
        """How much later the first and the last possible instant are (earlier is negative); None without an instant."""
        ends = (self.before, self.after)
        if any(end is None or end.interval is None for end in ends):
            return None
        was, now = (end.interval for end in ends if end is not None and end.interval is not None)
        if None in (was.lo, was.hi, now.lo, now.hi):
            return None
        assert was.lo and was.hi and now.lo and now.hi  # noqa: S101, PT018  (none of them is None, as was seen)
        return now.lo - was.lo, now.hi - was.hi


def later_words(shift: Shift) -> str | None:
    """Return how much later or earlier an instant is, e.g. `22 days 20 hours later`; None where that is not known."""
    if shift.by is None:
        return None
    told = list(dict.fromkeys(_span_words(by) for by in shift.by))
    return " to ".join(told)


def _span_words(by: timedelta) -> str:
    seconds = int(abs(by.total_seconds()))
    parts = [
        f"{n} {word}{'' if n == 1 else 's'}"
        for n, word in (
            (seconds // 86400, "day"),
            (seconds // 3600 % 24, "hour"),
            (seconds // 60 % 60, "minute"),
            (seconds % 60, "second"),
        )
        if n
    ]
    return f"{' '.join(parts)} {'later' if by.total_seconds() > 0 else 'earlier'}" if parts else "no later"


def shifts(before: Agreement, after: Agreement, *, as_of: datetime) -> tuple[Shift, ...]:
    """Return every instant that is not where it was, with the amendments of either that were known by `as_of`.

    Only terms that both have are compared. A reading that only one of them has is left as it is; an option that
    only one of them has cannot be compared.
    """
    was, now = Now(before, as_of, {}), Now(after, as_of, {})
    held = {_key(term): term for term in dated_terms(before)}
    both = [(held[_key(term)], term) for term in dated_terms(after) if _key(term) in held]
    return tuple(shift for old, new in both for shift in _shifts(old, new, was, now))


def _key(term: Term) -> tuple[str, str]:
    return type(term).__name__, term.id


def _shifts(old: Term, new: Term, was: Now, now: Now) -> Iterator[Shift]:
    touched = readings_touched(old, was.agreement), readings_touched(new, now.agreement)
    choices = common_choices(touched[0] | touched[1], was.agreement, now.agreement)
    pairs = [
        (choice, _ends(old, part_of(choice, touched[0]), was), _ends(new, part_of(choice, touched[1]), now))
        for choice in choices
    ]
    for what in dict.fromkeys(w for _, one, other in pairs for w in (*one, *other)):
        answers = [(choice, (one.get(what), other.get(what))) for choice, one, other in pairs]
        for (first, second), on in grouped(answers):
            if first != second:
                yield Shift(term=new.id, what=what, on=on, before=first, after=second)


def _ends(term: Term, choice: Choice, now: Now) -> dict[str, End | None]:
    found: dict[str, End | None] = {}
    for mark in marks_of(term, choice, now):
        found |= _named(mark)
    return found


def _named(mark: Mark) -> dict[str, End | None]:
    match mark.kind:
        case "at":
            return {"instant": mark.end}
        case "by":
            return {"deadline": mark.end}
        case "holds":
            return {"start": mark.start, "end": mark.end}
        case "suspended":
            return {
                f"suspended by {mark.amended_by} from": mark.start,
                f"suspended by {mark.amended_by} until": mark.end,
            }
        case "ended":
            return {f"ended by {mark.amended_by}": mark.end}
        case _:
            return {}
