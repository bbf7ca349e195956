"""Findings by term: the act as reported, whether the term is engaged, who is named, support and dispute."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from trucewatch.model import Within, first_instant
from trucewatch.model.acts import act_of
from trucewatch.publishing import wording
from trucewatch.publishing.blocks import (
    Block,
    Card,
    Facts,
    Line,
    Para,
    Row,
    Section,
    Span,
    Subheading,
    Table,
    muted,
    quote,
    strong,
)
from trucewatch.publishing.lookups import is_coming
from trucewatch.publishing.part_claims import disputes, named, reasons, said, settling, supports

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from trucewatch.model import Attributed, Finding, Incident, Tally
    from trucewatch.publishing.lookups import Numbered
    from trucewatch.publishing.views import CaseView

_OPEN_CARDS = 12
"""Where there are more findings, the older ones are folded: a table above them tells where each stands."""

_RECENT = timedelta(days=7)


def findings(view: CaseView, incidents: Sequence[Numbered]) -> Section:
    """Return every finding that engages a term or may do so, under its term, with its evidence."""
    by_id = {n.incident.id: n for n in incidents}
    blocks: list[Block] = [_explained(), _overview(view, incidents)]
    shown = [f for f in view.findings if f.incident in by_id and f.engaged in (Within.YES, Within.UNKNOWN)]
    clauses = {f.term: f.clause for f in shown}
    for term, clause in sorted(clauses.items()):
        found = sorted((f for f in shown if f.term == term), key=lambda f: (by_id[f.incident or ""].number, f.id))
        blocks.append(Subheading((f"{clause or term}", muted(f" {term}") if clause else ""), f"term-{term}"))
        blocks += [*_clause(view, term), _glance(by_id, found)]
        blocks += [_card(view, by_id[f.incident or ""], f, open_=_is_open(view, f, len(shown))) for f in found]
    if not shown:
        blocks.append(Para(("No report held by this case engages a term or may do so. ", wording.ABSENCE)))
    return Section("findings", "Findings by term", tuple(blocks))


def _explained() -> Para:
    return Para(
        (
            "Each finding keeps five things apart: what was reported, whether the term is engaged ",
            strong("if it happened as reported"),
            (
                ", whom the sources name, how well each element is supported, and who disputes which element. Harm to "
                "people is a fact of the report; why it was done is only ever a source’s claim."
            ),
        ),
        "note",
    )


def _overview(view: CaseView, incidents: Sequence[Numbered]) -> Table:
    """Return incidents by how they stand, with unit, window and coverage: no count stands without them."""
    labels = {
        "yes": Span("yes", "Engages a term if as reported"),
        "unknown": Span("unknown", "Cannot tell"),
        "no": Span("no", "Outside this agreement"),
        "none": Span("muted", "Not checked against any term"),
    }
    rows = []
    for key, label in labels.items():
        held = [n for n in incidents if n.standing == key and not is_coming(n.incident)]
        disputed = sum(bool(n.incident.disputed_by) for n in held)
        rows.append(Row(((label,), (str(len(held)),), (str(disputed),))))
    publishers = {d.publisher for d in view.document.values() if d.publisher}
    return Table(
        caption=(
            f"Unit: one reported act, linked from its reports. Window: everything dated or reported up to "
            f"{wording.moment(view.as_of, view.tz)}. Coverage: {len(view.document)} documents by "
            f"{len(publishers)} publishers. {wording.ABSENCE}"
        ),
        head=("How it stands", "Incidents", "of these, disputed"),
        rows=tuple(rows),
    )


def _clause(view: CaseView, term: str) -> tuple[Block, ...]:
    """Return the clause in its own words, and where it is told how it was understood."""
    excerpt = next((t.excerpt for t in view.agreement.terms if t.id == term), None)
    understood = Span("link", "what holds", "#holds")
    if not excerpt:
        return (Para(("In words: see ", understood, "."), "lead"),)
    return (Para((quote(excerpt.strip(' "“”')), " How this was understood: see ", understood, "."), "lead"),)


def _glance(by_id: Mapping[str, Numbered], found: Sequence[Finding]) -> Table:
    """Return one line a finding, with a link to all that is known of it."""
    rows = []
    for f in found:
        n = by_id[f.incident or ""]
        engaged = f.engaged or Within.UNKNOWN
        occurred = next((wording.level(s) for s in f.support if s.element == "occurrence"), "nothing reported")
        elements = dict.fromkeys(wording.ELEMENTS.get(d.element, d.element) for d in f.disputed_by)
        place = n.incident.place.name if n.incident.place else "place not stated"
        rows.append(
            Row(
                (
                    (
                        Span("number", str(n.number)),
                        " ",
                        Span("link", act_of(n.incident.act).label, f"#finding-{f.id}"),
                        f", {place}, {wording.when(n.incident.when)}",
                    ),
                    (Span(wording.TONE[engaged], wording.ENGAGED[engaged]),),
                    _names(f.attribution),
                    (occurred,),
                    ("; ".join(elements) or muted("none reported"),),
                )
            )
        )
    return Table(
        caption=f"{wording.count(len(rows), 'finding', 'findings')} at a glance, each told in full below",
        head=("Act as reported", "Engaged, if as reported", "Named by sources", "Support that it happened", "Disputed"),
        rows=tuple(rows),
    )


def _names(attributed: Attributed | None) -> Line:
    if attributed is None or attributed.kind == "unattributed" or not attributed.names:
        return (muted("nobody"),)
    return named(attributed.names)


def _is_open(view: CaseView, finding: Finding, total: int) -> bool:
    incident = view.incidents.get(finding.incident or "")
    started = incident.when.start if incident and incident.when else None
    # What has no day of its own is as recent as its first report.
    start = started or (incident.first_reported if incident else None)
    return total <= _OPEN_CARDS or start is None or first_instant(start, view.tz) > view.as_of - _RECENT


def _card(view: CaseView, n: Numbered, finding: Finding, *, open_: bool) -> Card:
    engaged = finding.engaged or Within.UNKNOWN
    facts = Facts(
        (
            ("Act as reported", reported(n.incident)),
            ("Term engaged, if as reported", ((Span(wording.TONE[engaged], wording.ENGAGED[engaged]),),)),
            ("Attribution", (_attribution(n.incident, finding.attribution),)),
            ("Support", supports(finding)),
            ("Dispute", disputes(finding)),
            ("What would settle it", settling(view, finding)),
        )
    )
    return Card(
        id=f"finding-{finding.id}",
        title=(*title(n), muted(f" {finding.id}")),
        blocks=(facts, *said(view, finding.claims or n.incident.claims), *reasons(finding, clause=False)),
        tone=wording.TONE[engaged],
        open=open_,
    )


def title(n: Numbered) -> Line:
    """Return number, act, place and day of an incident."""
    place = n.incident.place.name if n.incident.place else "place not stated"
    return (Span("number", f"{n.number}"), f" {act_of(n.incident.act).label}, {place}, {wording.when(n.incident.when)}")


def reported(incident: Incident) -> tuple[Line, ...]:
    """Return what was reported: act, place with its doubt, time, struck things as named, figures by source."""
    if is_coming(incident):
        return ((act_of(incident.act).label, ": ", Span("withheld", "withheld: future movement")),)
    lines: list[Line] = [
        (f"{act_of(incident.act).label}; {wording.place(incident.place)}; {wording.when(incident.when)}",)
    ]
    if incident.targets:
        lines.append(("said to be hit: ", *named(t.name for t in incident.targets)))
    lines.extend(tally_line(tally) for tally in incident.tallies)
    if incident.first_reported:
        lines.append((muted(f"first reported {wording.written(incident.first_reported)}"),))
    return tuple(lines)


def tally_line(tally: Tally) -> Line:
    """Return one source's figure, with its words."""
    words = [w for w in (tally.words, tally.of) if w]
    shown = named(words[:1] if words[1:] and words[1].casefold() in words[0].casefold() else words)
    return (f"{tally.kind}: ", strong(wording.figure(tally)), f" according to {tally.source} ", *shown)


def _attribution(incident: Incident, attributed: Attributed | None) -> Line:
    if attributed is None or attributed.kind == "unattributed" or not attributed.names:
        return (strong("unattributed"), ": no report held names an author")
    sources = ", ".join(dict.fromkeys(a.source for a in incident.actors if a.actors))
    blame = "several are named: " if attributed.kind == "several" else "named by sources: "
    return (blame, *named(attributed.names), f" (according to {sources or 'the statements below'})")


def outside(view: CaseView, incidents: Sequence[Numbered]) -> Section:
    """Return the incidents that engage no term, with why, and the sentence that this never means lawful."""
    rows = []
    for n in incidents:
        if n.standing != "no":
            continue
        found = view.findings_of[n.incident.id]
        why = dict.fromkeys(reason for f in found for reason in f.outside)
        terms = ", ".join(dict.fromkeys(f.clause or f.term for f in found))
        figures = tuple(tally_line(tally) for tally in n.incident.tallies)
        who = tuple(
            (f"{wording.ELEMENTS.get(d.element, d.element)}: disputed by {d.by}",) for d in n.incident.disputed_by
        )
        reasons_given: Line = ("; ".join(why) or "see the reasons of each finding", muted(f" ({terms})"))
        sources: Line = (", ".join(dict.fromkeys(o.name for o in n.incident.origins)) or "origin not known",)
        act: Line = (wording.place(n.incident.place) + "; " + wording.when(n.incident.when),)
        label: Line = (Span("number", str(n.number)), f" {act_of(n.incident.act).label}")
        rows.append(Row((label, act, reasons_given, sources), (*figures, *who)))
    lead = Para(
        (strong(wording.NOT_LAWFUL), " It says only that no term of this text reaches the act as reported."), "lead"
    )
    table = Table(
        caption="Reported acts that engage no term of this agreement",
        head=("Act as reported", "Where and when", "Why outside", "Reported by"),
        rows=tuple(rows),
    )
    unchecked = [n for n in incidents if n.standing == "none" and act_of(n.incident.act).harm]
    tail: tuple[Block, ...] = ()
    if unchecked:
        numbers = ", ".join(f"{n.number} ({n.label})" for n in unchecked)
        tail = (Para((f"Reported harm that no term was checked against: {numbers}.",), "note"),)
    none = Para(("None among the reports held.",))
    return Section("outside", "Outside this agreement", (lead, table if rows else none, *tail))
