"""A reading and a finding for a person's eyes, on a terminal or in a plain file."""

import sys
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from trucewatch.cli.common import shown

if TYPE_CHECKING:
    from trucewatch.agreement import Agreement
    from trucewatch.model import Claim, Decision, Finding, Reading
    from trucewatch.pipeline import Picture

_HEADS = {
    "clause": "Clause",
    "clock": "Clock",
    "geometry": "Geometry",
    "act": "Act",
    "actor": "Actor",
    "exemption": "Exemption",
    "permit": "Permit",
    "declaration": "Declaration",
    "response": "Action and response",
    "evidence": "Evidence",
    "readings": "Open readings",
}


def print_reading(reading: "Reading") -> None:
    """Print the text with claims underlined and numbered, private persons dimmed, then the claims."""
    console, document = _console(), reading.document
    console.print(Text(document.title or document.id, style="bold"))
    known = [document.publisher, document.published.start, document.url, document.lang]
    console.print(Text(" · ".join(str(part) for part in known if part), style="dim"))
    if document.copy.is_copy:
        console.print(Text(f"Copy of {document.copy.of or document.origin}: {document.copy.reason}", style="dim"))
    console.print()
    console.print(_marked(reading))
    console.print()
    for n, claim in enumerate(reading.claims, start=1):
        console.print(Text(f"[{n}] {_claim_line(claim)}"))
        console.print(Text(f"    “{claim.quote}”", style="italic"))
        for why in claim.review:
            console.print(Text(f"    to review: {why}", style="yellow"))
    if not reading.claims:
        console.print(Text("No claims were read from this document.", style="dim"))


def _marked(reading: "Reading") -> Text:
    text = Text(reading.document.text)
    for part in reading.document.not_body:
        text.stylize("dim", *part.span)
    for person in reading.document.private_persons:
        text.stylize("magenta", *person.span)
    for mention in reading.mentions:
        text.stylize("cyan", *mention.span)
    for claim in reading.claims:
        text.stylize("underline", *claim.span)
    # Marks go in from the end, so that the spans before them stay true.
    for n, claim in sorted(enumerate(reading.claims, start=1), key=lambda item: -item[1].span[1]):
        end = claim.span[1]
        text = text[:end] + Text(f"[{n}]", style="bold") + text[end:]
    return text


def _claim_line(claim: "Claim") -> str:
    doers = ", ".join(actor.name for actor in claim.actors)
    parts = [f"{claim.id}: {claim.speaker.name} {claim.stance.value}"]
    if claim.denies_what:
        parts.append(f"({', '.join(claim.denies_what)})")
    act = f"not: {claim.act or 'what is told'}" if claim.negated else claim.act
    parts += [part for part in (act, f"by {doers}" if doers else None) if part]
    if claim.targets:
        parts.append(f"against {', '.join(target.name for target in claim.targets)}")
    if claim.place:
        parts.append(f"at {claim.place.name}{_where(claim)}")
    if claim.when and (claim.when.start or claim.when.end):
        parts.append(f"on {_stretch(claim.when.start, claim.when.end)}")
    parts += [f"{c.kind} {_bounds(c.at_least, c.at_most)} {c.of or c.unit or ''}".strip() for c in claim.counts]
    return " · ".join(parts)


def _where(claim: "Claim") -> str:
    place = claim.place
    if place is None or not place.located:
        return " (not located)"
    return f" ({place.lat:.4f} N {place.lon:.4f} E ± {place.radius_m:,.0f} m)"


def _stretch(start: str | None, end: str | None) -> str:
    return str(start or end) if start == end or not (start and end) else f"{start} to {end}"


def _bounds(least: int | None, most: int | None) -> str:
    if least == most:
        return "unstated" if least is None else f"{least:,}"
    return f"{'?' if least is None else f'{least:,}'} to {'?' if most is None else f'{most:,}'}"


def print_finding(made: "Picture", finding: "Finding", claims: "list[Claim]", zone: str) -> None:
    """Print a finding with its whole argument; times on the clock of `zone`."""
    console = _console()
    verdict = finding.state if finding.engaged is None else f"engaged: {finding.engaged.value}"
    console.print(Text(f"{finding.id} · {finding.term} · {verdict}", style="bold"))
    console.print(Text(f"As of {shown(finding.as_of, zone)}, agreement {finding.agreement}", style="dim"))
    if excerpt := _excerpt(made.agreement, finding.term):
        console.print(Text(f"Clause {finding.clause or ''}: {excerpt}".replace(" :", ":")))
    if finding.due:
        console.print(Text(f"Due: {' or '.join(shown(part, zone) for part in finding.due.split('/'))}"))
    if finding.outside:
        console.print(Text(f"Outside this agreement ({', '.join(finding.outside)}), which never means lawful"))
    if finding.attribution:
        console.print(Text(f"Attribution: {finding.attribution.kind} {', '.join(finding.attribution.names)}".rstrip()))
    for support in finding.support:
        by = f" by {support.by}" if support.by else ""
        origins = f" ({', '.join(support.origins)})" if support.origins else ""
        console.print(Text(f"Support of {support.element}: {support.level}{by}{origins}"))
    for dispute in finding.disputed_by:
        words = f": “{dispute.words}”" if dispute.words else ""
        console.print(Text(f"Disputed by {dispute.by} over {dispute.element}{words}"))
    for reason in finding.reasons:
        console.print(Text(f"{_HEADS.get(reason.kind, reason.kind)}: {reason.text}"))
    if finding.decides:
        console.print(Text(f"Would settle it: {', '.join(finding.decides)}"))
    _print_evidence(console, made, claims, zone)


def set_by(claim: "Claim", decisions: "tuple[Decision, ...]") -> "Decision | None":
    """Return the analyst's decision that says where the claim's place is, None where a table or the text does."""
    from trucewatch.geography.answered import decision_of

    wanted = decision_of(claim.place.method if claim.place else None)
    return next((decision for decision in decisions if decision.id == wanted), None)


def _print_evidence(console: Console, made: "Picture", claims: "list[Claim]", zone: str) -> None:
    documents = {reading.document.id: reading.document for reading in made.readings}
    console.print(Text("Evidence, as its sources put it:" if claims else "No report bears on it.", style="bold"))
    for claim in claims:
        document = documents[claim.document]
        source = document.publisher or document.id
        console.print(Text(f"  {_claim_line(claim)}"))
        console.print(Text(f"    “{claim.quote}” ({source}, {document.published.start or 'undated'})", style="italic"))
        if (decision := set_by(claim, made.decisions)) is not None:
            at = shown(decision.at, zone)
            console.print(Text(f"    its place was set by {decision.by}, {at}: {decision.reason} ({decision.id})"))


def _excerpt(agreement: "Agreement", term_id: str) -> str | None:
    return next((t.excerpt for t in agreement.terms if t.id == term_id), None)


def _console() -> Console:
    return Console(highlight=False, markup=False, width=None if sys.stdout.isatty() else 120)
