"""An agreement's scenarios, run: what a finding must say against what it says, one by one where they differ."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from trucewatch.agreement import zones
from trucewatch.agreement.readings import combinations, readings_of
from trucewatch.agreement.scenarios import as_readings
from trucewatch.compliance.checking import check
from trucewatch.model import Place, Within, over_readings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from trucewatch.agreement.scenarios import Check, Expected, PointCheck, Scenario, Spot
    from trucewatch.agreement.terms import Agreement
    from trucewatch.model import Finding, Linked, Reading


class Link(Protocol):
    """What puts readings together: `linking.link`."""

    def __call__(self, readings: Sequence[Reading], *, agreement: Agreement) -> Linked:
        """Return incidents and tallies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that is not as it was expected. `as_of` is None for a point on the ground; `more` explains it."""

    about: str
    expected: str
    found: str
    as_of: datetime | None = None
    more: tuple[str, ...] = ()

    def __str__(self) -> str:
        when = f"as of {self.as_of.isoformat()}: " if self.as_of else ""
        lines = (f"{when}{self.about}: expected {self.expected}, found {self.found}", *self.more)
        return "\n        ".join(lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One scenario: it holds if nothing differs."""

    id: str
    line: int
    differences: tuple[Difference, ...] = ()

    @property
    def holds(self) -> bool:
        """Say whether everything is as expected."""
        return not self.differences

    def told(self) -> str:
        """Return the result in one line, or a line for each difference below it."""
        head = f"{'ok  ' if self.holds else 'FAIL'}  {self.id} (line {self.line})"
        return "\n".join((head, *(f"      {difference}" for difference in self.differences)))


def run(agreement: Agreement, scenarios: Iterable[Scenario], *, link: Link) -> tuple[Result, ...]:
    """Run scenarios through linking and checking, and points through the zones; the order is kept."""
    return tuple(
        Result(id=scenario.id, line=scenario.line, differences=tuple(_differences(agreement, scenario, link)))
        for scenario in scenarios
    )


def _differences(agreement: Agreement, scenario: Scenario, link: Link) -> Iterator[Difference]:
    for point in scenario.points:
        yield from _point(agreement, scenario.zone or "", point)
    for wanted in scenario.checks:
        if scenario.duty is not None and not wanted.expected and not wanted.nothing:
            expected = 'something of it. Write state = "…".'
            yield Difference(about=scenario.duty, expected=expected, found="no expectation", as_of=wanted.as_of)
        readings = as_readings(scenario, known_by=wanted.as_of)
        findings = check(agreement, link(readings, agreement=agreement), readings, as_of=wanted.as_of)
        for difference in _checked(wanted, findings):
            yield replace(difference, as_of=wanted.as_of)


def _checked(wanted: Check, findings: Sequence[Finding]) -> Iterator[Difference]:
    for term in wanted.nothing:
        for finding in (f for f in findings if f.term == term):
            yield Difference(about=term, expected="no finding", found=str(finding.engaged or finding.state))
    for expected in wanted.expected:
        found = [f for f in findings if f.term == expected.term]
        if len(found) == 1:
            yield from _compared(expected, found[0])
        else:
            yield Difference(about=expected.term, expected="one finding", found=str(len(found) or "none"))


def _compared(expected: Expected, finding: Finding) -> Iterator[Difference]:
    attribution = finding.attribution.kind if finding.attribution else None
    pairs: list[tuple[str, object, object]] = [
        ("engaged", expected.engaged, finding.engaged),
        ("state", expected.state, finding.state),
        ("act", expected.act, finding.act),
        ("attribution", expected.attribution, attribution),
        ("outside", _sorted(expected.outside), sorted(finding.outside)),
        ("decides", _sorted(expected.decides), sorted(finding.decides)),
        ("breaches", expected.breaches, len(finding.breaches)),
    ]
    levels = {s.element: s.level for s in finding.support}
    pairs += [(f"support of {element}", level, levels.get(element, "none")) for element, level in expected.support]
    if expected.disputed is not None:
        wanted = sorted((element, by) for element, names in expected.disputed for by in names)
        pairs.append(("disputed", wanted, sorted((d.element, d.by) for d in finding.disputed_by)))
    for what, wish, is_so in pairs:
        if wish is not None and wish != is_so:
            yield Difference(about=f"{expected.term}: {what}", expected=_shown(wish), found=_shown(is_so))
    reasons = tuple(line for reason in finding.reasons for line in reason.text.splitlines())
    for words in expected.because:
        if words not in "\n".join(reasons):
            about, wish = f"{expected.term}: a reason", f"one that says “{words}”"
            yield Difference(about=about, expected=wish, found="none; the reasons are:", more=reasons)


def _sorted(values: Sequence[str] | None) -> list[str] | None:
    return None if values is None else sorted(values)


def _shown(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(": ".join(v) if isinstance(v, tuple) else str(v) for v in value) or "nothing"
    return str(value)


def _point(agreement: Agreement, zone: str, point: PointCheck) -> Iterator[Difference]:
    term = next(z for z in agreement.zones if z.id == zone)
    touched = combinations(agreement, readings_of(agreement, term))
    choices = [choice for choice in touched if set(point.choice) <= set(choice)]
    sited = [zones.locate(agreement, zone, _place(agreement, zone, point.place, c), c) for c in choices]
    answer = over_readings(s.answer for s in sited) if sited else Within.UNKNOWN
    if answer is not point.expect:
        words = tuple(dict.fromkeys(s.words for s in sited))
        about = f"{zone} at {_spot_words(point.place)}"
        yield Difference(about=about, expected=str(point.expect), found=str(answer), more=words)


def _place(agreement: Agreement, zone: str, spot: Spot, choice: tuple[tuple[str, str], ...]) -> Place:
    lon, lat = spot.lon, spot.lat
    if spot.km is not None:
        lon, lat = zones.spot_on(agreement, zone, km=spot.km, offset_m=spot.offset_m, choice=choice)
    return Place(name=spot.name or _spot_words(spot), lon=lon, lat=lat, radius_m=spot.radius_m)


def _spot_words(spot: Spot) -> str:
    if spot.km is not None:
        return f"km {spot.km:g}, {spot.offset_m:+g} m, known to {spot.radius_m:g} m"
    return f"{spot.lat}, {spot.lon}, known to {spot.radius_m:g} m"
