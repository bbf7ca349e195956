"""The nouns that travel between rooms: frozen, slotted, ids instead of references, no input or output.

Every record turns into the JSON of the reference (`docs/reference/records.md`) and back through `to_plain` and
`from_plain`.
"""

from trucewatch.model.claim import (
    PUBLISHER,
    Attribution,
    Claim,
    Count,
    Cue,
    Mention,
    Named,
    Observation,
    Reading,
    Speaker,
    Stance,
    Weapon,
    Window,
)
from trucewatch.model.codec import from_plain, to_plain
from trucewatch.model.decision import Decision
from trucewatch.model.document import Copy, Document, NotBody, PrivatePerson, Published
from trucewatch.model.finding import Attributed, Finding, Reason, Support
from trucewatch.model.incident import ActorByClaim, Dispute, Incident, Linked, Origin, Tally
from trucewatch.model.spans import Span, covers, touches
from trucewatch.model.when import Interval, When, end_instant, first_instant, interval, is_bare_date
from trucewatch.model.where import Doubt, Place
from trucewatch.model.within import Within, all_of, any_of, over_readings

__all__ = [
    "PUBLISHER",
    "ActorByClaim",
    "Attributed",
    "Attribution",
    "Claim",
    "Copy",
    "Count",
    "Cue",
    "Decision",
    "Dispute",
    "Document",
    "Doubt",
    "Finding",
    "Incident",
    "Interval",
    "Linked",
    "Mention",
    "Named",
    "NotBody",
    "Observation",
    "Origin",
    "Place",
    "PrivatePerson",
    "Published",
    "Reading",
    "Reason",
    "Span",
    "Speaker",
    "Stance",
    "Support",
    "Tally",
    "Weapon",
    "When",
    "Window",
    "Within",
    "all_of",
    "any_of",
    "covers",
    "end_instant",
    "first_instant",
    "from_plain",
    "interval",
    "is_bare_date",
    "over_readings",
    "to_plain",
    "touches",
]
