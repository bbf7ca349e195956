"""The Idlib case, built once in this process without a network, with its golden beside it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

from trucewatch import pipeline, publishing
from trucewatch.cli.casework import as_of_instant
from trucewatch.cli.demo import build
from trucewatch.cli.finder import copy_agreement
from trucewatch.publishing.redaction import redact
from trucewatch.store import Case

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "cases" / "idlib-2020"
GOLDEN = tomllib.loads((FOLDER / "expected.toml").read_text(encoding="utf-8"))
INCIDENTS = {incident["id"]: incident for incident in GOLDEN["incident"]}
KINDS = re.compile(r"named|several|unattributed")


def file_of(document):
    """Return the file that a document came from: an item of a feed and a row of a table have longer ids."""
    return document.partition("/")[0]


@dataclass(frozen=True)
class Told:
    """One picture of the case, and what the golden says of it."""

    written: str
    made: pipeline.Picture
    view: publishing.views.CaseView

    @property
    def golden(self):
        """The picture as it was written down by hand."""
        return next(p for p in GOLDEN["picture"] if p["as_of"] == self.written)

    @cached_property
    def shown(self):
        """What may be published of it."""
        return redact(self.view)

    @cached_property
    def published(self):
        """Every page and export by its name."""
        pages = {f"report.{form}": publishing.daily(self.view, format=form) for form in ("html", "md")}
        return pages | {f"{export.name}.{export.format}": export(self.view) for export in publishing.EXPORTS}

    @property
    def duties(self):
        """The state of each duty by its id."""
        return {f.duty: f.state for f in self.made.findings if f.duty}

    def finding(self, name):
        """Return the finding that comes nearest to an incident of the golden, None where nothing does."""
        wanted = INCIDENTS[name]
        rated = [(self._likeness(f, wanted), n, f) for n, f in enumerate(self.made.findings) if f.incident]
        best = max(rated, key=lambda r: (r[0], -r[1]), default=(0, 0, None))
        return best[2] if best[0] >= 2 else None

    def _likeness(self, finding, wanted):
        incident = self.view.incidents[finding.incident]
        files = {file_of(self.view.claims[c].document) for c in incident.claims if c in self.view.claims}
        day = incident.when.start[:10] if incident.when and incident.when.start else None
        shared = len(files & {*wanted["documents"], wanted.get("observation")})
        if not shared or day not in (None, wanted["when"]):
            return 0
        return 2 * (incident.act == wanted["act"]) + (day == wanted["when"]) + min(shared, 3) / 4 + 1

    def differences(self, wanted):
        """Yield where a finding of the picture differs from one of the golden."""
        found = self.finding(wanted["incident"])
        if found is None:
            yield "no finding"
            return
        support = next((s.level for s in found.support if s.element == "occurrence"), None)
        pairs = [
            ("engaged", wanted["engaged"], found.engaged.value),
            ("outside", wanted.get("outside", []), list(found.outside)),
            ("decides", wanted.get("decides", []), list(found.decides)),
            ("attribution", KINDS.match(wanted["attribution"])[0], found.attribution.kind),
            ("support", wanted["support"], support),
            ("disputed", wanted.get("disputed", []), sorted({d.element for d in found.disputed_by}, reverse=True)),
            ("in the whole area", wanted.get("whole_area", wanted["engaged"]), whole_area(found)),
        ]
        for what, wish, is_so in pairs:
            if wish != is_so:
                yield f"{what}: golden {said(wish)}, found {said(is_so)}"

    def text(self):
        """Return the picture as a page that a person can review."""
        n = pipeline.summary(self.made)
        lines = [
            f"As of {self.written}",
            f"{n['documents']} documents, {n['copies']} of them copies; {n['observations']} observations",
            "",
            *(f"{duty}  {state}" for duty, state in self.duties.items()),
            "",
        ]
        for finding in self.shown.findings:
            if finding.incident:
                lines += self._incident(finding)
        lines += ["", "Against the golden"]
        for wanted in self.golden["findings"]:
            differing = list(self.differences(wanted))
            lines += [f"  {wanted['incident']}: {'as expected' if not differing else 'differs'}"]
            lines += [f"      {line}" for line in differing]
        return "\n".join(lines).rstrip() + "\n"

    def _incident(self, finding):
        incident = self.shown.incidents[finding.incident]
        when = incident.when
        day = " to ".join(dict.fromkeys(d for d in (when.start, when.end) if d)) if when else ""
        place = incident.place.name if incident.place else ""
        why = finding.outside or finding.decides
        support = next((s.level for s in finding.support if s.element == "occurrence"), "none")
        names = finding.attribution.names
        disputes = sorted({f"{d.by} over {d.element}" for d in finding.disputed_by})
        by = f"by {', '.join(names)}" if names else "unattributed"
        told = [by, f"support {support}", *(f"disputed by {d}" for d in disputes)]
        yield f"{finding.term} {finding.engaged.value}{f' ({said(why)})' if why else ''}"
        yield f"    {incident.act}, {day or 'no day'}, {place or 'no place'}"
        yield f"    {'; '.join(told)}"


def whole_area(finding):
    """Return the answer on the reading that the term reaches the whole area."""
    if "reading:reach" not in finding.decides:
        return finding.engaged.value
    reason = next(r.text for r in finding.reasons if r.kind == "readings")
    answer = re.search(r"reach=area[^:]*: ([^;(]+)", reason)[1].strip()
    return {"engaged": "yes", "not engaged": "no", "cannot tell": "cannot-tell"}.get(answer, answer)


def said(value):
    """Return a value as words."""
    return (", ".join(value) if isinstance(value, (list, tuple)) else value) or "nothing"


@pytest.fixture(scope="session")
def pictures(tmp_path_factory):
    """Build the case and return its five pictures by their written instants."""
    about = tomllib.loads((FOLDER / "case.toml").read_text(encoding="utf-8"))
    folder = tmp_path_factory.mktemp("story") / "case"
    found = {}
    with Case.create(folder, clock=lambda: "2026-01-01T00:00:00+00:00", who="tests") as case:
        copy_agreement(ROOT / "agreements" / "idlib-2020", case.agreement_folder)
        build(case, FOLDER, about)
        for written in about["as_of"]:
            made = pipeline.picture(case, as_of=as_of_instant(case, written))
            view = pipeline.view(made, title=about["title"], zone="UTC", folder=case.agreement_folder)
            found[written] = Told(written=written, made=made, view=view)
    return found
