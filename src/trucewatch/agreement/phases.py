"""Phases and amendments over time: when a phase ends as known on a day, and when a term is suspended or ended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.agreement import clocks
from trucewatch.agreement.time_words import between_words, utc_words
from trucewatch.model import Within, all_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from trucewatch.agreement.clocks import Clock
    from trucewatch.agreement.readings import Choice
    from trucewatch.agreement.terms import Agreement, Amend, Phase
    from trucewatch.model import Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A time in which a term did not hold, as far as known. `kind`: suspended, ended.

    `from_` and `until` hold every instant at which it may have begun and stopped; `until` is None where nobody has
    said. `amend` is the id of the amendment, `words` tell it to people.
    """

    kind: str
    amend: str
    from_: Interval
    until: Interval | None = None
    words: tuple[str, ...] = ()

    def holds(self, when: Interval) -> Within:
        """Say whether `when` lies wholly in it."""
        begun = clocks.not_before(when, self.from_)
        return begun if self.until is None else all_of([begun, clocks.before(when, self.until)])


def end_of(
    agreement: Agreement,
    phase: Phase,
    choice: Choice = (),
    *,
    observed: Mapping[str, Interval] | None = None,
    as_of: datetime | None = None,
) -> Clock:
    """Return when a phase ends as known by `as_of`: as amended, after its renewals, and not after its termination.

    Without `as_of` the text alone speaks. `interval` is None where it has no end or the end waits for a report. The
    steps tell each renewal; that nobody reported a notice is told as that, for silence proves nothing.

    Raises:
        AgreementError: a time or a period cannot be read, or the phase renews itself without end.
    """
    return clocks.bound_of(agreement, phase, "until", choice, observed=observed, as_of=as_of)


def standing(
    agreement: Agreement,
    term_id: str,
    choice: Choice = (),
    *,
    observed: Mapping[str, Interval] | None = None,
    as_of: datetime,
) -> tuple[Stretch, ...]:
    """Return when a term or phase was suspended or ended by amendments known by `as_of`, in file order.

    An amendment that took effect only on one option of a reading counts where `choice` holds that option. A
    suspension whose end waits for a report is open.

    Raises:
        AgreementError: a time of an amendment cannot be read.
    """
    known = [a for a in agreement.amendments if clocks.known_by(agreement, a, choice, observed=observed, as_of=as_of)]
    found: list[Stretch] = []
    for amend in known:
        for kind, terms in (("suspended", amend.suspends), ("ended", amend.terminates)):
            if term_id not in terms:
                continue
            start, end = (
                clocks.bound_of(agreement, amend, key, choice, observed=observed, as_of=as_of)
                for key in ("from", "until")
            )
            found += _stretches(kind, amend, start, end if kind == "suspended" else None, as_of)
    return tuple(found)


def _stretches(kind: str, amend: Amend, start: Clock, end: Clock | None, as_of: datetime) -> Iterator[Stretch]:
    if start.interval is None:
        return
    words = [f"{kind} by {amend.id}, from {between_words(start.interval.lo, start.interval.hi)}", *start.steps]
    until = end.interval if end is not None else None
    if end is not None and end.waits_for is not None and until is None:
        words.append(f"until {end.waits_for}: no report of it known by {utc_words(as_of)}")
    elif until is not None and clocks.before(until, start.interval) is Within.YES:
        words.append(f"what would end it was reported for {between_words(until.lo, until.hi)}, before it began")
        until = None
    elif until is not None and end is not None:
        words += [f"until {between_words(until.lo, until.hi)}", *end.steps]
    elif end is not None:
        words.append(f"no end of it known by {utc_words(as_of)}")
    if amend.retroactive is not None:
        words.append(f"whether it reaches back to before it was known: {amend.retroactive}")
    yield Stretch(kind=kind, amend=amend.id, from_=start.interval, until=until, words=tuple(words))
