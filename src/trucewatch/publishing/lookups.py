"""Small answers that several parts of the page share: the order and number of incidents, how each one stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.model import Within
from trucewatch.model.acts import act_of
from trucewatch.publishing import wording
from trucewatch.publishing.blocks import FUTURE_MOVEMENT

if TYPE_CHECKING:
    from trucewatch.model import Claim, Document, Incident
    from trucewatch.publishing.views import CaseView

STANDINGS = {
    "yes": "a term is engaged if it happened as reported",
    "unknown": "cannot tell whether a term is engaged",
    "no": "outside this agreement",
    "none": "not checked against any term",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """An incident with its number on the page and how it stands (a key of `STANDINGS`)."""

    number: int
    incident: Incident
    standing: str

    @property
    def label(self) -> str:
        """The act and the place, in few words."""
        place = self.incident.place.name if self.incident.place else "place not stated"
        return f"{act_of(self.incident.act).label}, {place}"


def numbered(view: CaseView) -> tuple[Numbered, ...]:
    """Return every incident in order of time, numbered from 1; undated ones come last."""
    ordered = sorted(view.linked.incidents, key=_order)
    return tuple(
        Numbered(number=n, incident=incident, standing=standing(view, incident.id))
        for n, incident in enumerate(ordered, start=1)
    )


def _order(incident: Incident) -> tuple[str, str, str]:
    moment = (incident.when.start or incident.when.end) if incident.when else None
    return moment or "9999", incident.first_reported or "9999", incident.id


def standing(view: CaseView, incident: str) -> str:
    """Return `yes` where any term is engaged, else `unknown` where any cannot be told, else `no`; `none` unchecked."""
    answers = {finding.engaged for finding in view.findings_of.get(incident, ())}
    if Within.YES in answers:
        return "yes"
    if Within.UNKNOWN in answers:
        return "unknown"
    return "no" if Within.NO in answers else "none"


def is_coming(incident: Incident) -> bool:
    """Say whether the incident is a movement still to come, of which nothing is shown."""
    return incident.place is not None and incident.place.name == FUTURE_MOVEMENT


def publisher_of(document: Document | None) -> str:
    """Return who published a document, and from whom it was copied."""
    if document is None:
        return "publisher not stated"
    origin = f", copy of {document.origin}" if document.copy.is_copy and document.origin else ""
    return f"{document.publisher or 'publisher not stated'}{origin}"


def speaker_of(claim: Claim, document: Document | None) -> str:
    """Return who says it, through whom; the outlet's own voice is named as the outlet."""
    own_voice = claim.speaker.kind == "publisher"
    name = (document.publisher or "the publisher") if own_voice and document else claim.speaker.name
    via = "".join(f", via {person.name}" for person in claim.speaker.via)
    return f"{name}{' (in its own voice)' if own_voice else ''}{via}"


def dated(document: Document | None) -> str:
    """Return the day of publication in words."""
    start = document.published.start if document else None
    return wording.written(start) if start else "date not stated"
