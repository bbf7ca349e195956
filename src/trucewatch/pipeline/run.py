"""The data's way, on one screen: mark copies, read, link, check. It goes one way; decisions come in as data."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from trucewatch import agreement as terms
from trucewatch import compliance, intake, linking
from trucewatch.model import to_plain
from trucewatch.pipeline.known import known_at
from trucewatch.pipeline.observed import observed
from trucewatch.pipeline.readers import RULES, key_of
from trucewatch.pipeline.reading_all import Engine, read_all, unread

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from trucewatch.agreement import Agreement
    from trucewatch.asking import Usage
    from trucewatch.model import Decision, Document, Finding, Linked, Reading
    from trucewatch.pipeline.known import Known
    from trucewatch.store import Case, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A case as of one instant: what was known, what it was read into, what the terms say to it.

    `reader` is the name of who read it, `usage` what asking a language model for it took just now. `gazetteers` are
    the imported sources that were asked for places, each with its fingerprint.
    """

    as_of: datetime
    agreement: Agreement
    known: Known
    documents: tuple[Document, ...]
    readings: tuple[Reading, ...]
    linked: Linked
    findings: tuple[Finding, ...]
    decisions: tuple[Decision, ...]
    problems: tuple[Problem, ...]
    reader: str = RULES.name
    usage: Usage | None = field(default=None, compare=False)
    gazetteers: tuple[tuple[str, str], ...] = ()

    @property
    def unread(self) -> tuple[Document, ...]:
        """The documents in a language that the reader does not read."""
        coded = {r.document.id for r in self.readings if r.claims}
        return tuple(d for d in self.documents if unread(d) and d.id not in coded)

    @property
    def failed(self) -> tuple[Problem, ...]:
        """What could not be taken in or read and waits for retry."""
        shown = {d.id for d in self.documents}
        return tuple(p for p in self.problems if p.stage == "taking-in" or p.subject in shown)


def picture(
    case: Case,
    *,
    as_of: datetime,
    engine: Engine | None = None,
    watch: Callable[[str, int, int], None] = lambda _stage, _done, _total: None,
) -> Picture:
    """Return the case as of an instant. Only what no earlier run has read is read, and kept."""
    agreement = terms.load(case.agreement_folder)
    known = known_at(case.documents(), case.observations(), as_of=as_of, zone=ZoneInfo(agreement.home))
    decisions = case.decisions()

    originals = intake.mark_copies(known.documents)
    read = read_all(case, originals, engine=engine or Engine(), watch=watch)
    readings = linking.settle((*read.readings, *(observed(o) for o in known.observations)), decisions)
    linked = linking.link(readings, agreement=agreement, decisions=decisions)
    findings = compliance.check(agreement, linked, readings, as_of=as_of)

    return Picture(
        as_of=as_of,
        agreement=agreement,
        known=known,
        documents=originals,
        readings=readings,
        linked=linked,
        findings=findings,
        decisions=decisions,
        problems=(*case.problems(), *read.waiting),
        reader=read.reader,
        usage=read.usage,
        gazetteers=read.gazetteers,
    )


def run(
    case: Case,
    *,
    as_of: datetime,
    engine: Engine | None = None,
    watch: Callable[[str, int, int], None] = lambda _stage, _done, _total: None,
) -> Picture:
    """Make the picture and put it in the place of what an earlier run derived as of the same instant.

    Raises:
        CaseError: another run holds the case, or it cannot be written.
    """
    with case.running():
        made = picture(case, as_of=as_of, engine=engine, watch=watch)
        rows = [("incident", incident.id, to_plain(incident)) for incident in made.linked.incidents]
        rows += [("tally", tally.id, to_plain(tally)) for tally in made.linked.tallies]
        rows += [("finding", finding.id, to_plain(finding)) for finding in made.findings]
        case.keep_results(as_of.isoformat(), rows, inputs=_inputs(made), summary=summary(made))
    return made


def summary(made: Picture) -> dict[str, Any]:
    """Return what a picture rests on, in figures; `reader` names who read it, where that were not the rules.

    `gazetteers` names the imported sources, where there are any.
    """
    return {
        **({} if made.reader == RULES.name else {"reader": made.reader}),
        **({"gazetteers": [source for source, _ in made.gazetteers]} if made.gazetteers else {}),
        "documents": len(made.documents),
        "copies": sum(d.copy.is_copy for d in made.documents),
        "later": made.known.later,
        "undated": len(made.known.undated),
        "straddling": len(made.known.straddling),
        "unread": len(made.unread),
        "quiet": sum(r.quiet for r in made.readings),
        "failed": len(made.failed),
        "observations": len(made.known.observations),
        "claims": sum(len(r.claims) for r in made.readings),
        "incidents": len(made.linked.incidents),
        "tallies": len(made.linked.tallies),
        "findings": len(made.findings),
    }


def _inputs(made: Picture) -> str:
    """Return a digest of all that the picture was made from: two runs with the same one must agree."""
    parts = [
        key_of(made.reader),
        [[d.id, d.sha256] for d in made.documents],
        to_plain(made.known.observations),
        to_plain(made.decisions),
        *([made.gazetteers] if made.gazetteers else []),
    ]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
