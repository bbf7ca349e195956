"""The daily report: one page, its parts in a visible order, written as HTML or Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from trucewatch.errors import WrongUseError
from trucewatch.publishing import part_figures, part_findings, part_tallies, part_terms, wording
from trucewatch.publishing.as_markdown import as_markdown
from trucewatch.publishing.blocks import (
    Block,
    Items,
    Line,
    Page,
    Para,
    Row,
    Section,
    Span,
    Subheading,
    Table,
    muted,
    strong,
)
from trucewatch.publishing.lookups import numbered
from trucewatch.publishing.markup import as_html
from trucewatch.publishing.redaction import redact

if TYPE_CHECKING:
    from trucewatch.publishing.views import CaseView

KIND = (
    "This page lists what sources have reported and claimed, and checks it against the words of one agreement. "
    "It establishes no fact, names nobody as responsible and passes no judgement."
)


def daily(view: CaseView, *, format: Literal["html", "md"]) -> str:  # noqa: A002  (the command's own word)
    """Return the report of a case as of its cut-off; the same view gives the same bytes.

    Private persons, the way to them and movements still to come are taken out first.

    Raises:
        WrongUseError: `format` is neither `html` nor `md`.
    """
    if format not in ("html", "md"):
        raise WrongUseError(f"A report cannot be written as {format!r}. Take html or md.")
    built = page(redact(view))
    return as_html(built) if format == "html" else as_markdown(built)


def page(view: CaseView) -> Page:
    """Return the page of a view that has been redacted, parts in the order in which they are read."""
    incidents = numbered(view)
    ground, credits_ = part_figures.ground(view, incidents)
    return Page(
        title=view.title,
        kicker="Ceasefire monitoring report",
        lines=_head(view),
        sections=(
            part_terms.holding(view),
            part_terms.duties(view),
            part_findings.findings(view, incidents),
            part_findings.outside(view, incidents),
            part_terms.beside(view),
            part_figures.days(view, incidents),
            part_figures.coverage(view),
            part_tallies.tallies(view),
            ground,
            part_figures.timeline(view, incidents),
            _problems(view),
            part_terms.readings(view),
            _method(view, credits_),
        ),
        footer=(
            (f"Agreement {view.agreement.id}, version {view.agreement.version}. Made with Trucewatch.",),
            (KIND,),
        ),
    )


def _head(view: CaseView) -> tuple[Line, ...]:
    agreement = view.agreement
    texts = f" Text: {'; '.join(agreement.texts)}." if agreement.texts else ""
    return (
        (strong("Agreement: "), f"{agreement.title}.{texts}"),
        (strong("Information cut-off: "), f"{wording.moment(view.as_of, view.tz)}."),
        (strong("What this page is: "), KIND),
    )


def _problems(view: CaseView) -> Section:
    """Return the documents that were not read, and why: what is missing is part of the picture."""
    kinds = {"unread": "stored, not read", "failed": "could not be read", "retry": "waiting for another try"}
    rows = tuple(
        Row(((Span("code", p.document),), (kinds.get(p.kind, p.kind),), (p.reason,)))
        for p in sorted(view.problems, key=lambda p: (p.kind, p.document))
    )
    if not rows:
        return Section("problems", "Documents not read", (Para(("None: every document taken in was read.",)),))
    table = Table("Documents that this report does not rest on", ("Document", "State", "Why"), rows)
    return Section("problems", "Documents not read", (table,))


def _method(view: CaseView, credits_: tuple[str, ...]) -> Section:
    house = view.agreement.house
    lines: tuple[Line, ...] = (
        ("Reports are read into claims; every claim is tied to the words it rests on and to who said them.",),
        ("Copies of one story, and one monitor quoted twice, count as one origin.",),
        (
            (
                f"Corroborated means at least {house.independent} independent origins, {house.neutral} or more of them "
                "listed as unaffiliated: the house rule of those who encoded the text, not its own. "
                "Support of one element is never borrowed from another."
            ),
        ),
        ("Yes, no and cannot tell are the only answers; cannot tell names what would settle it.",),
        ("Who speaks, and what is disputed, stays visible; nothing contradictory is dropped.",),
        (
            (
                "Private persons stand under a pseudonym, their words and the links of their documents are withheld. "
                "Times and routes of movements still to come are withheld. Observers and analysts are not named."
            ),
        ),
        (f"The agreement’s terms were encoded by: {view.agreement.encoded_by}.",),
    )
    credit_lines: tuple[Line, ...] = (
        ("Borders and coasts: Natural Earth, 1:50,000,000, public domain. No position is taken on any border.",),
        *((text,) for text in credits_),
    )
    blocks: list[Block] = [Items(lines), Subheading(("Credits",)), Items(credit_lines)]
    if view.decisions:
        shown: list[Line] = [
            (strong(f"{d.action} {d.what} "), muted(d.target), f": {d.reason} ({d.by}, {wording.written(d.at)})")
            for d in view.decisions
        ]
        blocks += [Subheading(("Analysts’ decisions",)), Items(tuple(shown))]
    return Section("method", "Method and credits", tuple(blocks))
