"""Claims of a table as columns, so that the terms can be swept over them; and each row with its answers."""

from __future__ import annotations

import math
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

from trucewatch.compliance.live import TELLS, Known
from trucewatch.compliance.situate import as_told
from trucewatch.model.together import LATER, known_by

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence
    from datetime import datetime

    from trucewatch.agreement import Agreement
    from trucewatch.compliance.columns import Columns
    from trucewatch.model import Claim, Document

_EPOCH = date(1970, 1, 1)
_WORDS = {1: "yes", 0: "cannot-tell", -1: "outside", -2: ""}
"""What a sweep's answers are called in a table; empty: the act is no matter of the term."""


class Row(NamedTuple):
    """One act that a row of the table tells of, with the answer for each prohibition, in the order of the file."""

    claim: Claim
    document: Document
    answers: tuple[str, ...]


def swept(
    agreement: Agreement, documents: Iterable[Document], claims: Iterable[Claim], *, as_of: datetime
) -> tuple[Row, ...]:
    """Sweep the prohibitions over what a table tells of as having happened, each row for itself.

    Raises:
        AgreementError: a term's time or zone cannot be evaluated.
    """
    from trucewatch.compliance.sweep import sweep

    of = {document.id: document for document in documents}
    told = [c for c in claims if c.act is not None and c.stance in TELLS and not c.negated and c.document in of]
    columns = columns_of(agreement, told, of, as_of=as_of)
    found = [answers.tolist() for answers in sweep(agreement, columns, as_of=as_of).values()]
    each = zip(*found, strict=True) if found else [()] * len(told)
    return tuple(
        Row(claim, of[claim.document], tuple(_WORDS[code] for code in codes))
        for claim, codes in zip(told, each, strict=True)
    )


def columns_of(
    agreement: Agreement, claims: Sequence[Claim], documents: dict[str, Document], *, as_of: datetime
) -> Columns:
    """Return claims as the columns that `compliance.sweep` takes."""
    import numpy as np

    from trucewatch.compliance.columns import Columns

    zone = ZoneInfo(agreement.home)
    now = Known(agreement=agreement, as_of=as_of, zone=zone, words={})
    times = [as_told(claim.when, now)[:2] for claim in claims]
    known = [known_by(claim, documents[claim.document], zone) for claim in claims]
    places = [claim.place if claim.place is not None and claim.place.located else None for claim in claims]
    acts, act = _numbered(claim.act or "" for claim in claims)
    actors, actor = _numbered(claim.actors for claim in claims)
    targets, target = _numbered(claim.targets for claim in claims)
    weapons, weapon = _numbered(claim.weapons for claim in claims)
    return Columns(
        lo=np.array([_seconds(lo) for lo, _ in times]),
        hi=np.array([_seconds(hi) for _, hi in times]),
        known=np.array([math.inf if at == LATER else at.timestamp() for at in known]),
        day=np.array([_day(claim) for claim in claims], np.int64),
        lon=np.array([math.nan if p is None else p.lon for p in places], float),
        lat=np.array([math.nan if p is None else p.lat for p in places], float),
        radius_m=np.array([math.nan if p is None else p.radius_m for p in places], float),
        acts=acts,
        act=np.array(act, np.int64),
        actors=actors,
        actor=np.array(actor, np.int64),
        targets=targets,
        target=np.array(target, np.int64),
        weapons=weapons,
        weapon=np.array(weapon, np.int64),
    )


def _numbered(values: Iterable[Hashable]) -> tuple[tuple[Any, ...], list[int]]:
    """Return the distinct values, and the number of each value among them."""
    numbers: dict[Hashable, int] = {}
    rows = [numbers.setdefault(value, len(numbers)) for value in values]
    return tuple(numbers), rows


def _seconds(instant: datetime | None) -> float:
    return math.nan if instant is None else instant.timestamp()


def _day(claim: Claim) -> int:
    start = claim.when.start if claim.when is not None else None
    return -1 if start is None else (date.fromisoformat(start[:10]) - _EPOCH).days
