"""The terms of an agreement as records: who, where, when, what is prohibited, owed, permitted, declared.

Strings may hold `{r}`, where `r` is the id of an open reading: `agreement.readings` says which readings a term
touches and puts one option in. `where`, `from_`, `until` and `by` are references and time expressions: `zones` and
`clocks` evaluate them. Nothing here reads a file; `parse` builds these records.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from trucewatch.agreement.definitions import (
    Event,
    OpenReading,
    Party,
    Pattern,
    Term,
    Zone,
    fold_name,
    names_of,
)

if TYPE_CHECKING:
    from trucewatch.agreement.parts import Limit, Renew, Step, WeaponClass

__all__ = [
    "Agreement",
    "Amend",
    "Annex",
    "Declare",
    "Dispute",
    "Duty",
    "Event",
    "Exempt",
    "HouseRule",
    "Monitor",
    "OpenReading",
    "Party",
    "Pattern",
    "Permit",
    "Phase",
    "Prohibit",
    "Recital",
    "Source",
    "Term",
    "Zone",
    "fold_name",
    "names_of",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prohibit(Term):
    """Acts that `who` must not do, in `where`, from `from_` until `until` (time expressions, None is open).

    `target` narrows it to acts against these (party ids or words such as `civilians`); `against` to acts against
    these parties, on their territory, or with an impact in these zones. `during` is a phase, in place of `from_` and
    `until`. `answers` is the party that answers for others' observance.
    """

    who: tuple[str, ...]
    acts: tuple[str, ...]
    force: str = "operative"
    target: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    weapon: WeaponClass | None = None
    qualifier: str | None = None
    during: str | None = None
    from_: str | None = None
    until: str | None = None
    answers: str | None = None
    only_if: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Permit(Term):
    """What the text itself allows in spite of `overrides`. `burden`: claimant or accuser.

    `after` are steps that must come first. Whoever invokes it disputes the condition; the term stays engaged.
    """

    who: tuple[str, ...]
    acts: tuple[str, ...]
    overrides: tuple[str, ...]
    condition: str | None = None
    after: tuple[Step, ...] = ()
    against: tuple[str, ...] = ()
    burden: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exempt(Term):
    """Acts against `target` (or by `who`) fall outside `from_term`, if `only_if` holds. Every target must be exempt."""

    from_term: str
    who: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    basis: str | None = None
    only_if: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recital(Term):
    """What the preamble says. It gives context and readings; it never yields a finding."""

    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty(Term):
    """What `who` must do by `by` (a time expression; None or `none` is no deadline), from `from_` until `until`.

    `kind`: achieve (has a finish), maintenance (each incident of `breached_by` counts), standing (no finish).
    `met_by` and `part_met_by` say what reports must show; any one pattern suffices. `every` (`7 days`) makes it recur;
    `recurs` is `unstated` where the text fixes a beginning and no frequency. `after` are duties to be met first;
    `only_if` keeps it to one option of a reading.
    `of`, `against`, `to` (parties or words) and `beyond` (a zone) say whose conduct, against whom, to whom, past what.
    """

    who: tuple[str, ...]
    must: str
    by: str | None = None
    from_: str | None = None
    until: str | None = None
    kind: str = "achieve"
    met_by: tuple[Pattern, ...] = ()
    part_met_by: tuple[Pattern, ...] = ()
    breached_by: tuple[Pattern, ...] = ()
    every: str | None = None
    limit: Limit | None = None
    after: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    beyond: str | None = None
    linked: tuple[str, ...] = ()
    condition: str | None = None
    monitor: str | None = None
    measured_from: tuple[tuple[str, str], ...] = ()
    recurs: str | None = None
    only_if: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Declare(Term):
    """One side's word beside the text. `effect`: claimed-permission, commitment, interpretation."""

    by: str
    says: str
    effect: str
    at: str | None = None
    source: str | None = None
    acts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Monitor(Term):
    """Who watches. Only a monitor whose `may` holds `verify` raises evidence on `competent_for` to verified."""

    name: str | None = None
    aliases: tuple[str, ...] = ()
    chair: str | None = None
    members: tuple[str, ...] = ()
    competent_for: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    means: tuple[str, ...] = ()
    from_: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute(Term):
    """How the text wants disputes handled."""

    route: tuple[str, ...]
    without_prejudice: tuple[str, ...] = ()
    consequence: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase(Term):
    """A stretch of time of the agreement; `after` says in words what follows it."""

    from_: str | None = None
    until: str | None = None
    after: str | None = None
    renew: Renew | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Amend(Term):
    """A change after signature: `sets` are (`TERM.key`, time expression) pairs. Earlier findings are kept.

    `suspends` are terms that do not hold from `from_` (else `at`) until `until` (None: nobody has said), `terminates`
    those that have ended. `only_if` (`reading=option`) keeps it to one option where it is open whether it took
    effect. `agreed_by` are (how, by whom) pairs; `retroactive`: yes, no, disputed.
    """

    at: str
    known_at: str | None = None
    source: str | None = None
    text: str | None = None
    agreed_by: tuple[tuple[str, tuple[str, ...]], ...] = ()
    sets: tuple[tuple[str, str], ...] = ()
    suspends: tuple[str, ...] = ()
    terminates: tuple[str, ...] = ()
    from_: str | None = None
    until: str | None = None
    only_if: str | None = None
    retroactive: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex(Term):
    """An annex, map or side letter. One that was not `seen` is told in every finding on the terms it `bears_on`."""

    title: str
    seen: bool
    source: str | None = None
    bears_on: tuple[str, ...] = ()
    says: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseRule:
    """Rules of the people who encoded the file, never the agreement's.

    An element is corroborated with at least `independent` origins, of which at least `neutral` are listed as
    unaffiliated. `silence`: `no-report` (a deadline passed in silence is "no report of fulfilment") or `open`.
    A place whose radius of doubt exceeds `place_threshold_m` metres is never said to lie inside a zone. With
    `inside_share` below 1, one of which that share lies in a zone is said to lie inside, and one of which no more than
    the rest does outside; with 1 only what lies wholly inside or wholly outside.
    """

    independent: int = 2
    neutral: int = 1
    silence: str = "no-report"
    place_threshold_m: float = 25_000.0
    inside_share: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A source of reports. `affiliated` is a party's id; None is unknown, which is not neutral.

    `unaffiliated` is True only where the list says so.
    """

    name: str
    aliases: tuple[str, ...] = ()
    affiliated: str | None = None
    unaffiliated: bool = False
    kind: str | None = None
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """One agreement, executable. `version` changes with every change to terms, geometry or source list.

    `home` is the zone used where a term names none; `days` the day-count rule used where a term names none
    (exclusive, inclusive, elapsed). `parties_to` are the ids of those who are parties to the text.
    """

    id: str
    title: str
    version: str
    encoded_by: str
    texts: tuple[str, ...] = ()
    parties_to: tuple[str, ...] = ()
    amends_agreement: str | None = None
    signed_by: tuple[str, ...] = ()
    authentic: tuple[str, ...] = ()
    translations: tuple[str, ...] = ()
    unpublished: tuple[str, ...] = ()
    home: str
    days: str = "exclusive"
    house: HouseRule = HouseRule()
    parties: tuple[Party, ...] = ()
    readings: tuple[OpenReading, ...] = ()
    zones: tuple[Zone, ...] = ()
    events: tuple[Event, ...] = ()
    prohibitions: tuple[Prohibit, ...] = ()
    permits: tuple[Permit, ...] = ()
    exemptions: tuple[Exempt, ...] = ()
    recitals: tuple[Recital, ...] = ()
    duties: tuple[Duty, ...] = ()
    declarations: tuple[Declare, ...] = ()
    monitors: tuple[Monitor, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    phases: tuple[Phase, ...] = ()
    amendments: tuple[Amend, ...] = ()
    annexes: tuple[Annex, ...] = ()
    sources: tuple[Source, ...] = ()

    def party_of(self, name: str) -> str | None:
        """Return the id of the party that `name` is a name or alias of, None where the file lists no such name."""
        return self._party_by_name.get(fold_name(name))

    def source_of(self, name: str) -> Source | None:
        """Return the listed source of that name or alias, None where it is not listed (then nothing is known)."""
        return self._source_by_name.get(fold_name(name))

    def term(self, term_id: str) -> Term | None:
        """Return the table with that id, None where there is none. Ids are unique per table: a rule comes first."""
        return self._term_by_id.get(term_id)

    @property
    def terms(self) -> tuple[Term, ...]:
        """Everything with an id: what the text rules first, then what it defines."""
        return (
            *self.prohibitions,
            *self.permits,
            *self.exemptions,
            *self.recitals,
            *self.duties,
            *self.declarations,
            *self.monitors,
            *self.disputes,
            *self.phases,
            *self.amendments,
            *self.annexes,
            *self.parties,
            *self.readings,
            *self.zones,
            *self.events,
        )

    @cached_property
    def touched(self) -> dict[int, tuple[Term, tuple[str, ...]]]:
        """Which readings each term touches, by its identity, as far as asked for: `readings.readings_of` fills it."""
        return {}

    @cached_property
    def _term_by_id(self) -> dict[str, Term]:
        return {term.id: term for term in reversed(self.terms)}

    @cached_property
    def _party_by_name(self) -> dict[str, str]:
        return {fold_name(n): p.id for p in self.parties for n in names_of(p)}

    @cached_property
    def _source_by_name(self) -> dict[str, Source]:
        return {fold_name(n): s for s in self.sources for n in (s.name, *s.aliases)}
