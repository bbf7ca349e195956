"""An agreement's worked examples, run through linking and checking: what does not come out as the file expects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch import compliance, linking
from trucewatch.agreement import zones
from trucewatch.agreement.scenarios import as_readings
from trucewatch.model import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trucewatch.agreement import Agreement
    from trucewatch.agreement.scenarios import Check, Expected, PointCheck, Scenario
    from trucewatch.model import Finding


def differences(agreement: Agreement, scenario: Scenario) -> Iterator[str]:
    """Yield one line for every expectation of the scenario that does not hold."""
    for point in scenario.points:
        yield from _point(agreement, scenario, point)
    for check in scenario.checks:
        yield from _check(agreement, scenario, check)


def _point(agreement: Agreement, scenario: Scenario, point: PointCheck) -> Iterator[str]:
    zone, spot = scenario.zone or "", point.place
    lon, lat = spot.lon, spot.lat
    if spot.km is not None:
        lon, lat = zones.spot_on(agreement, zone, km=spot.km, offset_m=spot.offset_m, choice=point.choice)
    name = spot.name or (f"km {spot.km:g} {spot.offset_m:+g} m" if spot.km is not None else f"{lat}, {lon}")
    place = Place(name=name, lon=lon, lat=lat, radius_m=spot.radius_m, method="scenario")
    if point.choice:
        found = zones.locate(agreement, zone, place, point.choice).answer
    else:
        found = zones.within(agreement, zone, place)
    if found is not point.expect:
        yield f"{name} in {zone}: expected {point.expect}, found {found}"


def _check(agreement: Agreement, scenario: Scenario, check: Check) -> Iterator[str]:
    readings = as_readings(scenario, known_by=check.as_of)
    linked = linking.link(readings, agreement=agreement)
    findings = compliance.check(agreement, linked, readings, as_of=check.as_of)
    at = f"as of {check.as_of.isoformat()}"
    for term in check.nothing:
        if any(f.term == term for f in findings):
            yield f"{at}, {term}: expected no finding"
    for expected in check.expected:
        under = [f for f in findings if f.term == expected.term]
        if not under:
            yield f"{at}, {expected.term}: expected a finding, found none"
            continue
        wrong = [list(_wrong(expected, finding)) for finding in under]
        if all(wrong):
            yield from (f"{at}, {expected.term}: {line}" for line in min(wrong, key=len))


def _wrong(expected: Expected, finding: Finding) -> Iterator[str]:
    attribution = finding.attribution.kind if finding.attribution else None
    exact = (
        ("engaged", expected.engaged, finding.engaged),
        ("state", expected.state, finding.state),
        ("act", expected.act, finding.act),
        ("attribution", expected.attribution, attribution),
        ("outside", _sorted(expected.outside), _sorted(finding.outside)),
        ("decides", _sorted(expected.decides), _sorted(finding.decides)),
        ("disputed", _disputes(expected), _disputed(finding) if expected.disputed is not None else None),
    )
    for what, wanted, found in exact:
        if wanted is not None and wanted != found:
            yield f"{what}: expected {_words(wanted)}, found {_words(found)}"
    support = {s.element: s.level for s in finding.support}
    for element, level in expected.support:
        if support.get(element) != level:
            yield f"support of {element}: expected {level}, found {support.get(element)}"
    for words in expected.because:
        if not any(words in reason.text for reason in finding.reasons):
            yield f"no reason says “{words}”"


def _sorted(values: tuple[str, ...] | None) -> list[str] | None:
    return None if values is None else sorted(values)


def _disputes(expected: Expected) -> list[tuple[str, list[str]]] | None:
    if expected.disputed is None:
        return None
    return sorted((element, sorted(by)) for element, by in expected.disputed)


def _disputed(finding: Finding) -> list[tuple[str, list[str]]]:
    by: dict[str, set[str]] = {}
    for dispute in finding.disputed_by:
        by.setdefault(dispute.element, set()).add(dispute.by)
    return sorted((element, sorted(names)) for element, names in by.items())


def _words(value: object) -> str:
    return "nothing" if value in (None, []) else str(value)
