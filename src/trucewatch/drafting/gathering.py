"""Everything that the reports tell, gathered sentence by sentence; the order in which they were handed in is lost."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from trucewatch.drafting.declaring import declarations
from trucewatch.drafting.ground import Reach, along, areas, lines_named, reaches
from trucewatch.drafting.lasting import extensions, lasts, renewals
from trucewatch.drafting.owing import owed
from trucewatch.drafting.parties import Together, roles
from trucewatch.drafting.scope import settle
from trucewatch.drafting.stopping import allowed, exemptions, stops
from trucewatch.drafting.timing import agreed_on, starts
from trucewatch.drafting.told import tell
from trucewatch.drafting.watching import watchers
from trucewatch.drafting.who import who_is_who

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trucewatch.drafting.declaring import Declared
    from trucewatch.drafting.duty import Duty
    from trucewatch.drafting.ground import Area
    from trucewatch.drafting.lasting import Extension, Last, Renewal
    from trucewatch.drafting.moments import Moment
    from trucewatch.drafting.parties import Told
    from trucewatch.drafting.records import Words
    from trucewatch.drafting.side import Who
    from trucewatch.drafting.stopping import Allowed, Exemption, Stop
    from trucewatch.drafting.timing import Start
    from trucewatch.drafting.told import Telling
    from trucewatch.drafting.watching import Watcher
    from trucewatch.model import Reading


@dataclass(slots=True)
class Gathered:
    """What the reports that announce a ceasefire tell, each kind in the order of documents and places."""

    tellings: list[tuple[Telling, Who]] = field(default_factory=list)
    silent: list[Telling] = field(default_factory=list)
    """Reports that announce none: nothing is taken from them."""
    roles: list[Told] = field(default_factory=list)
    together: list[Together] = field(default_factory=list)
    starts: list[Start] = field(default_factory=list)
    agreed: list[tuple[Moment, Words]] = field(default_factory=list)
    lasts: list[Last] = field(default_factory=list)
    renewals: list[Renewal] = field(default_factory=list)
    extensions: list[Extension] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    lines: list[tuple[str, str, Words]] = field(default_factory=list)
    reaches: list[Reach] = field(default_factory=list)
    along: list[tuple[str, str, Words]] = field(default_factory=list)
    stops: list[Stop] = field(default_factory=list)
    exemptions: list[Exemption] = field(default_factory=list)
    allowed: list[Allowed] = field(default_factory=list)
    duties: list[Duty] = field(default_factory=list)
    declared: list[Declared] = field(default_factory=list)
    watchers: list[Watcher] = field(default_factory=list)
    earlier: list[Words] = field(default_factory=list)

    @property
    def announced(self) -> bool:
        """Say whether any report announces a ceasefire."""
        return bool(self.tellings)


def gather(readings: Iterable[Reading]) -> Gathered:
    """Return what readings tell, sorted by the day and the id of their documents."""
    found = Gathered()
    unique = {reading.document.id: reading for reading in readings}
    for reading in sorted(unique.values(), key=lambda r: (r.document.published.start or "9999", r.document.id)):
        telling = tell(reading)
        if not settle(telling):
            found.silent.append(telling)
            continue
        _take(found, telling)
    return found


def _take(found: Gathered, telling: Telling) -> None:
    who = who_is_who(telling)
    found.tellings.append((telling, who))
    for one in roles(telling, who):
        if isinstance(one, Together):
            found.together.append(one)
        else:
            found.roles.append(one)
    found.starts += starts(telling)
    found.agreed += agreed_on(telling)
    found.lasts += lasts(telling)
    found.renewals += renewals(telling)
    found.extensions += extensions(telling)
    found.areas += areas(telling)
    found.lines += lines_named(telling)
    found.along += along(telling)
    found.reaches += list(reaches(telling)) or [Reach(area, words) for _, area, words in along(telling) if area]
    found.stops += stops(telling, who)
    found.exemptions += exemptions(telling, who)
    found.allowed += allowed(telling, who)
    found.duties += owed(telling, who)
    found.declared += declarations(telling, who)
    found.watchers += watchers(telling, who)
    found.earlier += [telling.words(line) for line in telling.lines if line.scope == "earlier" and _about_one(line)]


def _about_one(line: object) -> bool:
    """Say whether a sentence names an earlier agreement itself, and does not only go on about one."""
    from trucewatch.drafting.lists import pattern
    from trucewatch.drafting.told import Line

    return isinstance(line, Line) and bool(pattern("truce", "deal").search(line.text))
