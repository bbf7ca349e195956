"""An analyst's judgement: signed, reasoned, appended, reversible. It enters the next run as data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """`action` on the record `target`, by `by`, for `reason`.

    `what`: claim, place, link, incident, document. `action`: accept, reject, correct, merge, split, undo; of a place
    by its name also `is`, `no-place`, `stays-open`: an answer to where the name is, in the case or in some documents.
    `changes` holds the corrected fields as (field, JSON text) pairs, e.g. `("act", '"shelling"')`;
    for `merge` and `split` of links it holds `("with", '"<id>"')`, for `is` the fields of the place (ref, name, kind,
    lon, lat, radius_m, country), for an answer in some documents `("documents", '["<id>"]')`. `replaces` is the id
    of an earlier decision that this one takes the place of. `at` is an ISO instant with offset.
    """

    id: str
    what: str
    target: str
    action: str
    changes: tuple[tuple[str, str], ...] = ()
    by: str
    at: str
    reason: str
    replaces: str | None = None
