"""What holds at the cut-off, duties with their deadlines, what stands beside the terms, and the open readings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.agreement.terms import Exempt
from trucewatch.model import Within
from trucewatch.publishing import wording
from trucewatch.publishing.blocks import (
    Block,
    Card,
    Facts,
    Inline,
    Items,
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
from trucewatch.publishing.part_claims import disputes, reasons, said, settling, supports

if TYPE_CHECKING:
    from trucewatch.agreement.terms import Annex, Duty, Term
    from trucewatch.model import Finding
    from trucewatch.publishing.views import CaseView, InForce

_HOLDS = {Within.YES: "● holds", Within.NO: "○ does not hold", Within.UNKNOWN: "◐ cannot tell"}


def holding(view: CaseView) -> Section:
    """Return the terms with whether each holds at the cut-off, on which readings, since when and until when."""
    agreement = view.agreement
    rows = [
        Row(
            cells=((strong(term.id), muted(f" {term.clause or ''}")), _in_words(view, term), *_in_force(view, term)),
        )
        for term in (*agreement.prohibitions, *agreement.permits, *agreement.exemptions)
    ]
    table = Table(
        caption=f"Terms at the cut-off, {wording.moment(view.as_of, view.tz)}",
        head=("Term", "In words", "Holds at the cut-off", "Since, until"),
        rows=tuple(rows),
    )
    lead = Para(
        (
            "Where the text leaves a question open, a term is evaluated once for each reading of it: see ",
            Span("link", "open readings", "#readings"),
            ".",
        )
    )
    none = Para(("The agreement’s file holds no prohibition, permission or exemption.",))
    return Section("holds", "What holds", (lead, table if rows else none))


def _in_words(view: CaseView, term: Term) -> Line:
    sentence = view.sentence(term.id)
    if sentence:
        return (sentence,)
    return (quote(term.excerpt),) if term.excerpt else (muted("see the agreement’s file"),)


def _in_force(view: CaseView, term: Term) -> tuple[Line, Line]:
    held = [entry for entry in view.in_force if entry.term == term.id]
    if not held and isinstance(term, Exempt):
        return (f"together with {term.from_term}",), ("",)
    if not held:
        return (muted("not evaluated"),), ("",)
    states: list[Inline] = []
    spans: list[Inline] = []
    for i, entry in enumerate(held):
        under = f" if {' and '.join(entry.readings)}" if entry.readings else " on every reading"
        states += ["; " if i else "", strong(_HOLDS[entry.state]), under]
        spans += ["; " if i else "", _since(view, entry)]
    return tuple(states), tuple(dict.fromkeys(spans)) if len(set(spans)) == 1 else tuple(spans)


def _since(view: CaseView, entry: InForce) -> str:
    since = wording.interval(entry.since, view.tz) if entry.since else "start not fixed"
    return f"{since}, until {wording.interval(entry.until, view.tz)}" if entry.until else f"{since}, no end set"


def duties(view: CaseView) -> Section:
    """Return every duty with its deadline and state, and what the reports say about it."""
    states = {f.duty: f for f in view.findings if f.duty is not None}
    rows, cards = [], []
    for duty in view.agreement.duties:
        finding = states.get(duty.id)
        rows.append(_duty_row(view, duty, finding))
        if finding is not None:
            cards.append(_duty_card(view, duty, finding))
    table = Table(
        caption=f"Duties as of {wording.moment(view.as_of, view.tz)}",
        head=("Duty", "Who", "What", "Deadline", "State"),
        rows=tuple(rows),
    )
    note = Para(
        (
            (
                "A state tells what has been reported. “No report of fulfilment by the deadline” says that nobody has "
                "reported it, not that it was not done. Times and routes of movements still to come are not published; "
                "a deadline stands as the agreement gives it."
            ),
        ),
        "note",
    )
    none = Para(("The agreement’s file holds no duty.",))
    return Section("duties", "Duties and deadlines", (table, note, *cards) if rows else (none,))


def _duty_row(view: CaseView, duty: Duty, finding: Finding | None) -> Row:
    due = (wording.deadline(finding.due, view.tz),) if finding and finding.due else (_no_deadline(duty),)
    state = (strong(finding.state or "not evaluated"),) if finding else (muted("not evaluated"),)
    readings = [wording.settles(view, key) for key in finding.decides] if finding else []
    return Row(
        cells=((strong(duty.id), muted(f" {duty.clause or ''}")), (who(view, duty.who),), _must(duty), due, state),
        notes=tuple((f"Depends on {words}",) for words in readings),
    )


def _no_deadline(duty: Duty) -> str:
    return "none set: never overdue" if duty.by in (None, "none") else f"as written: {duty.by}"


def _must(duty: Duty) -> Line:
    return (duty.must.replace("-", " "),)


def who(view: CaseView, ids: tuple[str, ...]) -> str:
    """Return parties by the names in the agreement's file."""
    names = {party.id: party.name for party in view.agreement.parties}
    return ", ".join(names.get(i, i) for i in ids)


def _duty_card(view: CaseView, duty: Duty, finding: Finding) -> Card:
    words = view.sentence(duty.id)
    pairs: list[tuple[str, tuple[Line, ...]]] = [("State", ((strong(finding.state or "not evaluated"),),))]
    if duty.breached_by:
        pairs.append(("Breaches", ((_breaches(finding),),)))
    pairs += [
        ("Support", supports(finding)),
        ("Dispute", disputes(finding)),
        ("What would settle it", settling(view, finding)),
    ]
    lead = (Para((words,)),) if words else ()
    blocks: tuple[Block, ...] = (*lead, Facts(tuple(pairs)), *said(view, finding.claims), *reasons(finding))
    title: Line = (f"{duty.clause or duty.id}: {duty.must.replace('-', ' ')} ", muted(finding.id))
    return Card(id=f"finding-{finding.id}", title=title, blocks=blocks)


def _breaches(finding: Finding) -> str:
    """Return how many incidents are told as breaches: reported, not established."""
    told = f"{len(finding.breaches)} reported, each incident counted once"
    return f"{told}; of {len(finding.perhaps)} more it cannot be told" if finding.perhaps else told


def beside(view: CaseView) -> Section:
    """Return recitals, declarations, monitors and what is known but unseen; none of it has a state."""
    agreement = view.agreement
    blocks: list[Block] = [
        Para(
            ("These give context. None of them is a term that anybody can be found to have kept or not kept.",), "note"
        )
    ]
    groups: tuple[tuple[str, list[Line]], ...] = (
        (
            "Recitals, as summarised by those who encoded the text",
            [(strong(f"{r.clause or r.id}: "), quote(r.says)) for r in agreement.recitals],
        ),
        (
            "Declarations of one side",
            [
                (
                    strong(f"{who(view, (d.by,))}{f', {wording.written(d.at)}' if d.at else ''}: "),
                    quote(d.says),
                    muted(f" ({d.effect.replace('-', ' ')}: not in the text{f'; {d.source}' if d.source else ''})"),
                )
                for d in agreement.declarations
            ],
        ),
        (
            "Who watches",
            [
                (strong(m.name or m.id), f": may {', '.join(m.may) or 'watch, nothing more stated'}")
                for m in agreement.monitors
            ],
        ),
        ("Papers beside the text", [_paper(annex) for annex in agreement.annexes if annex.seen]),
        (
            "Known to exist, not seen by us",
            [*((text,) for text in agreement.unpublished), *(_paper(a) for a in agreement.annexes if not a.seen)],
        ),
    )
    for title, lines in groups:
        if lines:
            blocks += [Subheading((title,)), Items(tuple(lines))]
    return Section("beside", "Beside the terms", tuple(blocks))


def _paper(annex: Annex) -> Line:
    bears = muted(f" (bears on {', '.join(annex.bears_on)})") if annex.bears_on else ""
    return (annex.title, f": {annex.says}" if annex.says else "", bears)


def _option(name: str, value: str) -> str:
    """Return an option with its meaning where the file words it; an id or a zone's name adds nothing."""
    return f"{name}: {value}" if " " in value else name


def readings(view: CaseView) -> Section:
    """Return every question that the text leaves open, with its options and how many findings wait for it."""
    rows = []
    for reading in view.agreement.readings:
        waiting = sum(f"reading:{reading.id}" in f.decides for f in view.findings)
        options = "; ".join(_option(name, value) for name, value in reading.options)
        rows.append(Row(((strong(reading.id),), (reading.question,), (options,), (str(waiting),))))
    if not rows:
        return Section("readings", "Open readings", (Para(("The agreement’s file names none.",)),))
    table = Table(
        caption="Questions that the text does not settle; every option is evaluated, none is preferred",
        head=("Reading", "Question", "Options", "Findings that depend on it"),
        rows=tuple(rows),
    )
    return Section("readings", "Open readings", (table,))
