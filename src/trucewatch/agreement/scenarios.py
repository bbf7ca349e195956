"""Scenario tests of an agreement: reports as they might come in, and what a finding must then say.

A `*.scenarios.md` file holds prose and `scenario` fences of TOML. Three kinds:

```toml
id = "1b in force on one reading only"                # an incident
reports = [{ source = "SNHR", says = "asserts", known = "2020-03-06T09:00[UTC]" }]
[incident]
act = "shelling"
actors = ["Syrian army"]
when = "2020-03-06T00:01[Europe/Moscow]"
place = { lon = 36.75, lat = 35.85, radius_m = 500 }
[expect.I1]                                           # every key that is given must be so
engaged = "cannot-tell"                               # yes, no, cannot-tell
outside = ["before the start"]                        # given: exactly these reasons
attribution = "named"                                 # named, several, unattributed
support = { occurrence = "single" }                   # these elements, others free
disputed = { authorship = ["Russian Defence Ministry"] }   # given: exactly these; {} is "by nobody"
decides = ["reading:clock"]                           # given: exactly these
because = ["21:01 UTC"]                               # words that some reason must hold
```

`incident` gives what all reports tell; a report overrides any of it (`act`, `actors`, `targets`, `when`, `place`).
A report may say `denies = ["authorship"]` with `says = "denies"`, and `origin` where it copies somebody's story.
`nothing = ["P-1"]` names terms that must yield no finding. A scenario with several dates has
`[[check]]` tables (`as_of`, `expect`, `nothing`) instead; without them, as-of is a day after the last report.

An incident or report may have `weapons = [{ name = "howitzer", class = "artillery", calibre_mm = 122 }]` (and
`system`), and a report `counts = [{ of = "trucks", at_least = 400, at_most = 400, kind = "equipment" }]`.
`answers_report = 1` says that the act is told as an answer to that of the first report.
`expect = { I1 = "yes" }` is short for `expect.I1.engaged`. The words of the first drafts are read too: `actor`,
`target` and `time` for `actors`, `targets` and `when`; `claims` or `ledger` for `reports`; `asof` for `as_of`.

A duty has `duty = "D2"`, reports with `act`, `actors`, `when`, `route`, `subject`, and checks with
`state` (and `decides`): open, due, no report of fulfilment by the deadline, reported missed by NAME, met, met late,
part met; also `breaches = 2`, how many incidents are reported as breaches. A zone has `zone = "security-corridor"` and
`points = [{ place = { km = 12, offset_m = 5740 }, choice = { ends = "named" }, expect = "yes" }]`; `offset_m` is
north (+) or south (−) of the zone's centre line, `km` counts from the end that the line starts at. A point without
`choice` is judged over all readings.

`compliance` runs them: `as_readings` turns the reports into what `linking.link` takes.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from trucewatch.agreement import clocks
from trucewatch.agreement.fences import Fence, Locator, fences, toml_of
from trucewatch.agreement.scenario_records import (
    Check,
    Expected,
    PointCheck,
    Report,
    Scenario,
    Spot,
    as_readings,
)
from trucewatch.agreement.scenario_words import in_present_words
from trucewatch.model import (
    Count,
    Stance,
    Weapon,
    Within,
)

if TYPE_CHECKING:
    from trucewatch.agreement.terms import Agreement


__all__ = ["Check", "Expected", "PointCheck", "Report", "Scenario", "Spot", "as_readings", "scenarios_of"]


def scenarios_of(text: str, agreement: Agreement, *, name: str = "scenarios") -> tuple[Scenario, ...]:
    """Return the scenarios of a file's text, in order. `name` stands in error messages.

    Raises:
        AgreementError: a fence cannot be read, or names a term, zone or key that does not exist.
    """
    return tuple(_scenario(fence, agreement, name) for fence in fences(text, "scenario"))


_REPORT = {
    "source",
    "known",
    "says",
    "denies",
    "act",
    "actors",
    "targets",
    "when",
    "place",
    "origin",
    "subject",
    "route",
    "weapons",
    "counts",
    "answers_report",
}
_OF_DUTY = ("state", "decides", "because", "breaches", "support")
_EXPECT = {"engaged", "act", "attribution", "outside", "disputed", *_OF_DUTY}
_SPOT = {"lon", "lat", "radius_m", "name", "km", "offset_m"}
_CHECK = {"as_of", "expect", "nothing", *_OF_DUTY}
_TOP = {"id", "incident", "reports", "expect", "nothing", "check", "duty", "zone", "points"}
_INCIDENT = {"act", "actors", "targets", "when", "place", "weapons"}
_WEAPON = {"name", "class", "system", "calibre_mm"}
_COUNT = {"of", "kind", "unit", "at_least", "at_most"}
_POINT = {"place", "choice", "expect"}


class _Reader:
    """One fence, its agreement and its place in the file, so that every error says where and what instead."""

    def __init__(self, fence: Fence, agreement: Agreement, name: str) -> None:
        self.agreement = agreement
        self.at = Locator(name, fence.lines, fence.line)

    def known(self, table: dict[str, Any], keys: set[str], what: str) -> dict[str, Any]:
        for key in table:
            if key not in keys:
                raise self.at.unknown(key, keys, f"{key!r} is not a key of {what}.")
        return table

    def instant(self, text: str) -> datetime:
        clock = self.at.guarded(text, lambda: clocks.evaluate(self.agreement, text))
        if clock.interval is None or clock.interval.lo is None:
            raise self.at.error(f"{text!r} is no instant. Write e.g. 2020-03-06T09:00[UTC].", text)
        return clock.interval.lo

    def term(self, term_id: str, kinds: tuple[Any, ...]) -> str:
        ids = {t.id for group in kinds for t in group}
        if term_id not in ids:
            raise self.at.unknown(term_id, ids, f"the agreement has no {term_id!r} to look at.")
        return term_id

    def choose(self, value: str, kind: type[Any], what: str) -> Any:
        values = {str(member) for member in kind}
        if value not in values:
            raise self.at.unknown(value, values, f"{value!r} is not {what}.")
        return kind(value)


def _scenario(fence: Fence, agreement: Agreement, name: str) -> Scenario:
    reader = _Reader(fence, agreement, name)
    table = reader.known(in_present_words(toml_of(fence, name)), _TOP, "a scenario")
    if "id" not in table:
        raise reader.at.error('the scenario has no id. Write id = "…".', None)
    incident = reader.known(table.get("incident", {}), _INCIDENT, "incident")
    reports = tuple(_report({**incident, **raw}, reader) for raw in table.get("reports", []))
    duty = table.get("duty")
    if duty is not None:
        reader.term(duty, (agreement.duties,))
    if "zone" in table:
        reader.term(table["zone"], (agreement.zones,))
    return Scenario(
        id=table["id"],
        line=fence.line,
        duty=duty,
        zone=table.get("zone"),
        reports=reports,
        checks=_checks(table, reports, reader),
        points=tuple(_point(raw, reader) for raw in table.get("points", [])),
    )


def _report(raw: dict[str, Any], reader: _Reader) -> Report:
    reader.known(raw, _REPORT, "a report")
    for key in ("source", "known"):
        if key not in raw:
            raise reader.at.error(f"a report has no {key}.", "reports")
    if raw.get("when") is not None:
        reader.instant(raw["when"])
    return Report(
        source=raw["source"],
        known=reader.instant(raw["known"]),
        says=reader.choose(raw.get("says", "asserts"), Stance, "a stance"),
        denies=tuple(raw.get("denies", ())),
        act=raw.get("act"),
        actors=tuple(raw.get("actors", ())),
        targets=tuple(raw.get("targets", ())),
        when=raw.get("when"),
        place=_spot(raw["place"], reader) if "place" in raw else None,
        origin=raw.get("origin"),
        subject=raw.get("subject"),
        route=tuple(raw.get("route", ())),
        weapons=tuple(_weapon(w, reader) for w in raw.get("weapons", ())),
        counts=tuple(_count(c, reader) for c in raw.get("counts", ())),
        answers_report=raw.get("answers_report"),
    )


def _weapon(raw: dict[str, Any], reader: _Reader) -> Weapon:
    reader.known(raw, _WEAPON, "a weapon")
    calibre = f"{raw['calibre_mm']:g} mm" if "calibre_mm" in raw else ""
    name = " ".join(filter(None, (calibre, raw.get("system", ""), raw.get("name", ""))))
    return Weapon(name=name, class_=raw.get("class"))


def _count(raw: dict[str, Any], reader: _Reader) -> Count:
    reader.known(raw, _COUNT, "a count")
    return Count(**{"kind": "equipment", **raw})


def _spot(raw: dict[str, Any], reader: _Reader) -> Spot:
    return Spot(**reader.known(raw, _SPOT, "a place"))


def _checks(table: dict[str, Any], reports: tuple[Report, ...], reader: _Reader) -> tuple[Check, ...]:
    if "check" not in table:
        if not reports:
            return ()
        after = max(r.known for r in reports) + timedelta(days=1)
        return (_check(table, after, reader, table.get("duty")),)
    raws = [reader.known(raw, _CHECK, "a check") for raw in table["check"]]
    return tuple(_check(raw, reader.instant(raw["as_of"]), reader, table.get("duty")) for raw in raws)


def _check(raw: dict[str, Any], as_of: datetime, reader: _Reader, duty: str | None) -> Check:
    expect = dict(raw.get("expect", {}))
    if duty is not None and any(key in raw for key in _OF_DUTY):
        expect[duty] = {key: raw[key] for key in _OF_DUTY if key in raw}
    rules = (reader.agreement.prohibitions, reader.agreement.duties)
    for term in expect:
        if any(term == recital.id for recital in reader.agreement.recitals):
            raise reader.at.error(f'{term} is a recital: it yields no finding. Write nothing = ["{term}"].', term)
    return Check(
        as_of=as_of,
        expected=tuple(_expected(reader.term(term, rules), told, reader) for term, told in expect.items()),
        nothing=tuple(
            reader.term(t, (*rules, reader.agreement.recitals, reader.agreement.declarations))
            for t in raw.get("nothing", ())
        ),
    )


def _expected(term: str, raw: dict[str, Any] | str, reader: _Reader) -> Expected:
    raw = {"engaged": raw} if isinstance(raw, str) else raw
    reader.known(raw, _EXPECT, "an expectation")
    disputed = raw.get("disputed")
    return Expected(
        term=term,
        engaged=reader.choose(raw["engaged"], Within, "yes, no or cannot-tell") if "engaged" in raw else None,
        state=raw.get("state"),
        act=raw.get("act"),
        attribution=raw.get("attribution"),
        outside=tuple(raw["outside"]) if "outside" in raw else None,
        decides=tuple(raw["decides"]) if "decides" in raw else None,
        support=tuple(raw.get("support", {}).items()),
        disputed=None if disputed is None else tuple((element, tuple(by)) for element, by in disputed.items()),
        breaches=raw.get("breaches"),
        because=tuple(raw.get("because", ())),
    )


def _point(raw: dict[str, Any], reader: _Reader) -> PointCheck:
    reader.known(raw, _POINT, "a point")
    return PointCheck(
        place=_spot(raw["place"], reader),
        expect=reader.choose(raw["expect"], Within, "yes, no or cannot-tell"),
        choice=tuple(sorted(raw.get("choice", {}).items())),
    )
