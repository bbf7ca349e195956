"""What the terms say about an incident or a duty: four things side by side, with reasons, as of an instant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trucewatch.model.incident import Dispute
    from trucewatch.model.within import Within


@dataclass(frozen=True, slots=True, kw_only=True)
class Attributed:
    """Who is said to have done it. `kind`: named, several, unattributed; `names` as the sources put them."""

    kind: str
    names: tuple[str, ...] = ()
    refs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """Support of one element (occurrence, authorship, target, toll, fulfilment), never borrowed from another.

    `level`: single, corroborated, verified. `by` names the verifying monitor. `origins` are the independent ones.
    """

    element: str
    level: str
    origins: tuple[str, ...] = ()
    by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One step of the argument.

    `kind`: clause, clock, geometry, act, actor, exemption, permit, declaration, response, evidence, readings.
    """

    kind: str
    text: str
    claim: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One term against one incident, or the state of one duty.

    `engaged` is None for a duty, `state` None for an incident. `outside` says why a term is not engaged (before
    the start, beyond the area, actor not bound, act not of the kind): it never means lawful. `decides` names the
    readings (`reading:clock`) or facts (`fact:place`) that would settle a cannot-tell. `breaches` are the incidents
    that are reported as breaches of a duty to keep something up, `perhaps` those of which it cannot be told.
    """

    id: str
    term: str
    clause: str | None = None
    incident: str | None = None
    duty: str | None = None
    act: str | None = None
    engaged: Within | None = None
    state: str | None = None
    due: str | None = None
    outside: tuple[str, ...] = ()
    attribution: Attributed | None = None
    support: tuple[Support, ...] = ()
    disputed_by: tuple[Dispute, ...] = ()
    decides: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    claims: tuple[str, ...] = ()
    breaches: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()
    as_of: str
    agreement: str
