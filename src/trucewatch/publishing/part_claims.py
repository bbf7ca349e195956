"""Who says what: quotations with their sources, and support, dispute and reasons of a finding, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.model import Stance
from trucewatch.publishing import wording
from trucewatch.publishing.blocks import (
    LINK_WITHHELD,
    WITHHELD,
    Block,
    Fold,
    Inline,
    Items,
    Line,
    Quotation,
    Span,
    marked,
    muted,
    quote,
    strong,
)
from trucewatch.publishing.lookups import dated, publisher_of, speaker_of
from trucewatch.publishing.names import is_pseudonym

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trucewatch.model import Claim, Document, Finding
    from trucewatch.publishing.views import CaseView

_TAKEN_BACK = "retracted"
"""How the reason about words that their source took back begins: it carries the date, so it is always shown."""

_SHOWN = 8
"""Quotations shown at once; the others follow in a fold, none is left out."""


def said(view: CaseView, ids: tuple[str, ...]) -> tuple[Block, ...]:
    """Return the claims' quotations in order of publication; words taken back stay, struck through."""
    claims = sorted(view.claims_of(ids), key=lambda c: (_published(view, c), c.document, c.span))
    taken_back = {c.responds_to: c for c in claims if c.stance is Stance.RETRACTS and c.responds_to}
    grouped: dict[tuple[str, ...], list[Claim]] = {}
    for claim in claims:
        same = (speaker_of(claim, view.document.get(claim.document)), claim.stance, *claim.denies_what, claim.quote)
        own = (claim.id,) if claim.quote in WITHHELD or claim.id in taken_back else ()
        grouped.setdefault((*own, *same), []).append(claim)
    blocks = tuple(_quotation(view, held, taken_back.get(held[0].id)) for held in grouped.values())
    more = blocks[_SHOWN:]
    return (*blocks[:_SHOWN], Fold(f"{len(more)} more statements", more)) if more else blocks


def _published(view: CaseView, claim: Claim) -> str:
    document = view.document.get(claim.document)
    return (document.published.start if document else None) or "9999"


def _quotation(view: CaseView, held: list[Claim], taken_back: Claim | None) -> Quotation:
    """Return one quotation; the same words in several documents are shown once, with every document."""
    claim = held[0]
    document = view.document.get(claim.document)
    denied = f" ({', '.join(claim.denies_what)})" if claim.denies_what else ""
    before: Line = (strong(speaker_of(claim, document)), f" {wording.STANCES[claim.stance]}{denied}")
    if claim.gloss:
        before = (*before, muted(" (the outlet’s own characterisation)"))
    words = quote(claim.quote)
    documents = dict.fromkeys(c.document for c in held)
    after: tuple[Inline, ...] = tuple(part for d in documents for part in (*cite(view.document.get(d)), " "))
    if taken_back is not None:
        words = Span("struck", words.text) if words.kind == "quote" else words
        after = (*after, strong(f" Taken back: {dated(view.document.get(taken_back.document))}."))
    return Quotation(before, words, after)


def cite(document: Document | None) -> Line:
    """Return publisher, date and link of a document; a withheld link is said to be withheld."""
    line: Line = (f"{publisher_of(document)}, {dated(document)}. ",)
    if document is not None and document.url:
        return (*line, Span("link", "Source", document.url))
    withheld = document is not None and LINK_WITHHELD in document.review
    return (*line, quote(LINK_WITHHELD) if withheld else "")


def named(names: Iterable[str]) -> Line:
    """Return what sources call somebody or something: each name once, quoted; a pseudonym of ours is not quoted."""
    parts: list[Inline] = []
    for name in dict.fromkeys(names):
        parts += [", " if parts else "", name if is_pseudonym(name) else quote(name)]
    return tuple(parts)


def supports(finding: Finding) -> tuple[Line, ...]:
    """Return the support of each element; it is never carried over from one element to another."""
    lines: list[Line] = []
    for support in finding.support:
        origins = f" ({', '.join(support.origins)})" if support.origins else ""
        lines.append((*marked(f"{wording.element(support.element)}: "), strong(wording.level(support)), origins))
    return tuple(lines) or ((muted("nothing reported"),),)


def disputes(finding: Finding) -> tuple[Line, ...]:
    """Return who disputes which element, in their own words where these may be shown."""
    lines: list[Line] = []
    for dispute in finding.disputed_by:
        line: Line = (f"{wording.element(dispute.element)}: disputed by ", strong(dispute.by))
        lines.append((*line, ": ", quote(dispute.words)) if dispute.words else line)
    return tuple(lines) or ((muted("no dispute reported"),),)


def settling(view: CaseView, finding: Finding) -> tuple[Line, ...]:
    """Return the readings and facts that would settle the finding."""
    lines = tuple((wording.settles(view, key),) for key in finding.decides)
    return lines or ((muted("nothing open on this point"),),)


def reasons(finding: Finding, *, clause: bool = True) -> tuple[Block, ...]:
    """Return the steps of the argument, folded, without the quotations above them, and without the clause if so asked.

    What one clock has in common with the one before it is said once.
    """
    lines: list[Line] = []
    told: set[str] = set()
    for reason in finding.reasons:
        quoted = (
            reason.kind == "evidence" and reason.claim in finding.claims and not reason.text.startswith(_TAKEN_BACK)
        )
        if quoted or (reason.kind == "clause" and not clause and reason.text.startswith(finding.term)):
            continue
        text = _not_yet(reason.text, told) if reason.kind == "clock" else reason.text
        lines.append((strong(f"{reason.kind}: "), *marked(text)))
    return (Fold("How this was worked out", (Items(tuple(lines)),)),) if lines else ()


def _not_yet(text: str, told: set[str]) -> str:
    """Return the steps that were not told before, and always the last one, which is what they come to."""
    *steps, last = text.split("; ")
    fresh = [step for step in steps if step not in told]
    told.update(fresh)
    return "; ".join((*fresh, last))
