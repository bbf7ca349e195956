"""A cluster of tellings as one incident: what each claim says, side by side, and whose word there is."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from trucewatch.agreement.actors import listed_source, party_called
from trucewatch.agreement.terms import fold_name
from trucewatch.linking.acts import GENERIC
from trucewatch.linking.answers import Ground, disputes
from trucewatch.model import ActorByClaim, Incident, Named, Origin
from trucewatch.model.together import LATER, narrowest_place, narrowest_when

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from trucewatch.agreement.terms import Agreement
    from trucewatch.linking.clusters import Cluster
    from trucewatch.linking.tellings import Said, Telling


def incident_id(telling: Telling) -> str:
    """Return the id of the incident whose earliest telling this is."""
    return "I-" + hashlib.sha256(f"{telling.claim.id}|{telling.act}".encode()).hexdigest()[:8]


def build(cluster: Cluster, answering: Sequence[Said], ground: Ground) -> Incident:
    """Put an incident together. Nothing in it is surer than the claims: where they differ, it covers them all."""
    tellings = cluster.tellings
    claims = (*(t.claim.id for t in tellings), *(s.claim.id for s in answering))
    return Incident(
        id=incident_id(tellings[0]),
        act=_act(tellings),
        when=narrowest_when([t.claim.when for t in tellings if t.claim.when is not None], ground.zone),
        place=narrowest_place([t.place for t in tellings if t.place is not None]),
        first_reported=_first_reported(tellings),
        actors=tuple(
            ActorByClaim(claim=t.claim.id, source=t.source or t.claim.speaker.name, actors=t.claim.actors)
            for t in tellings
        ),
        targets=_distinct(target for t in tellings for target in t.claim.targets),
        claims=tuple(dict.fromkeys(claims)),
        origins=origins(tellings, ground.agreement),
        disputed_by=tuple(d for said in answering for d in disputes(said, tellings, ground.agreement)),
        why=(*cluster.why, *(_answer(said) for said in answering if said.claim.id not in _ids(tellings))),
    )


def origins(tellings: Sequence[Telling], agreement: Agreement) -> tuple[Origin, ...]:
    """Return whose word the tellings are. A source counts once, and a document without one counts under its own name.

    An origin named `unknown (…)` is not independent: whose word it is cannot be told.
    """
    of: dict[str, list[str]] = {}
    names: dict[str, str] = {}
    for telling in tellings:
        name = telling.origin or f"unknown ({telling.document.id})"
        names.setdefault(fold_name(name), name)
        of.setdefault(fold_name(name), []).append(telling.claim.id)
    return tuple(_origin(names[key], tuple(claims), agreement) for key, claims in of.items())


def _origin(name: str, claims: tuple[str, ...], agreement: Agreement) -> Origin:
    listed = listed_source(name, agreement)
    if listed is None:
        return Origin(name=name, affiliated=party_called(name, agreement), claims=claims)
    return Origin(name=name, affiliated=listed.affiliated, unaffiliated=listed.unaffiliated, claims=claims)


def _act(tellings: Sequence[Telling]) -> str:
    """The earliest act whose form is stated, else the earliest."""
    return next((t.act for t in tellings if t.act not in GENERIC), tellings[0].act)


def _first_reported(tellings: Sequence[Telling]) -> str | None:
    """The written instant by which the earliest report was out: the event is not later."""
    first = min(tellings, key=lambda t: t.key)
    if first.known == LATER:
        return None
    published = first.document.published
    written = published.end or published.start
    if written is not None and first.claim.said_when is None:
        return written
    return _iso(first.known)


def _iso(instant: datetime) -> str:
    return instant.isoformat(timespec="seconds")


def _ids(tellings: Sequence[Telling]) -> set[str]:
    return {t.claim.id for t in tellings}


def _answer(said: Said) -> str:
    return f"{said.claim.id} answers it ({said.claim.stance.value}, {said.source or said.claim.speaker.name})"


def _distinct(named: Iterable[Named]) -> tuple[Named, ...]:
    seen: dict[tuple[str, str | None], Named] = {}
    for one in named:
        seen.setdefault((one.ref or fold_name(one.name), one.kind), one)
    return tuple(seen.values())
