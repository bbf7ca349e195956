"""Figures by source: each on its own row, with unit, window, area and whoever said it; nothing is added up."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from trucewatch.publishing import wording
from trucewatch.publishing.blocks import Block, Fold, Items, Line, Para, Row, Section, Span, Table, muted, quote, strong
from trucewatch.publishing.lookups import dated, publisher_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trucewatch.model import Tally
    from trucewatch.publishing.views import CaseView

_KINDS = ("killed", "wounded", "missing", "captured", "displaced", "events", "munitions", "personnel", "equipment")
_PERSON = "person"
_NOT_COMPARABLE = "not comparable with"
_COUNTS_ONCE = re.compile(r"\bas (T-\w+): counts once$")


def tallies(view: CaseView) -> Section:
    """Return every figure on a row of its own: none is added to, averaged with or replaced by another.

    A copy's figure stands on the row of the figure that it repeats.
    """
    repeats: dict[str, list[Tally]] = {}
    held = {tally.id for tally in view.tallies}
    for tally in view.tallies:
        original = next(filter(None, map(_COUNTS_ONCE.search, tally.flags)), None)
        if original is not None and original[1] in held:
            repeats.setdefault(original[1], []).append(tally)
    copied = {tally.id for found in repeats.values() for tally in found}
    ordered = sorted(
        (tally for tally in view.tallies if tally.id not in copied),
        key=lambda t: (_rank(t.kind), t.incident is None, _since(view, t), t.incident or "", t.said_at or "", t.id),
    )
    rows = tuple(_tally(view, tally, repeats.get(tally.id, ())) for tally in ordered)
    lead = Para(
        (
            (
                "Every row is one figure by one source. Rows are not added up: source, window, area and unit differ, "
                "and a cumulative figure may contain the figures of single incidents."
            ),
        ),
        "note",
    )
    table = Table(
        caption="Figures as given by their sources",
        head=("Figure", "What is counted", "Window", "Area", "Source", "Said"),
        rows=rows,
    )
    flags = tuple((Span("flag", flag),) for flag in view.linked.flags)
    loose = (
        wording.count(len(flags), "claim or figure", "claims and figures") + " to look at: joined to nothing, or a sum"
    )
    tail: tuple[Block, ...] = (Fold(loose, (Items(flags),)),) if flags else ()
    return Section("tallies", "Figures by source", (lead, table if rows else Para(("None held.",)), *tail))


def _rank(kind: str) -> tuple[int, str]:
    return (_KINDS.index(kind) if kind in _KINDS else len(_KINDS), kind)


def _since(view: CaseView, tally: Tally) -> str:
    """Return the first day that a figure covers, as written."""
    incident = view.incidents.get(tally.incident or "")
    when = incident.when.start if incident and incident.when else None
    return when or (tally.window.start if tally.window else None) or tally.said_at or ""


def _flags(tally: Tally) -> list[Line]:
    """Return what is to be minded; the many figures that one must not be held against are counted, with the reasons."""
    apart = [flag for flag in tally.flags if flag.startswith(_NOT_COMPARABLE)]
    rest = [flag for flag in tally.flags if flag not in apart]
    if len(apart) > 1:
        reasons = dict.fromkeys(part for flag in apart for part in flag.rpartition("): ")[2].split(", "))
        rest.append(f"{_NOT_COMPARABLE} {len(apart)} other figures of this list: {', '.join(reasons)}")
    else:
        rest += apart
    return [(Span("flag", flag),) for flag in rest]


def _tally(view: CaseView, tally: Tally, repeated: Sequence[Tally]) -> Row:
    of = (" ", quote(tally.of)) if tally.of else ()
    unit = tally.unit if tally.unit == _PERSON else quote(tally.unit) if tally.unit else "not stated"
    counted: Line = (tally.kind, *of, "; unit: ", unit)
    if tally.part_of:
        counted = (*counted, muted("; part of another figure of this source"))
    kind = "cumulative" if tally.cumulative else "one incident" if tally.incident else "joined to no incident"
    source = tally.source + (f" (origin: {tally.origin})" if tally.origin and tally.origin != tally.source else "")
    said = wording.written(tally.said_at) if tally.said_at else dated(view.document.get(tally.document))
    window = wording.window(tally.window) if tally.window or tally.cumulative else _when_of(view, tally)
    notes = _flags(tally)
    if repeated:
        outlets = dict.fromkeys(publisher_of(view.document.get(t.document)) for t in repeated)
        notes.append((muted(f"repeated by {', '.join(outlets)}: counts once"),))
    if tally.superseded_by:
        notes.append((muted("the same source gave a later figure of the same thing; both stay"),))
    words: Line = (strong(wording.figure(tally)), *((" ", quote(tally.words)) if tally.words else ()))
    cells = (words, counted, (window, muted(f" ({kind})")), (tally.area or "area not stated",), (source,), (said,))
    return Row(cells, tuple(notes))


def _when_of(view: CaseView, tally: Tally) -> str:
    incident = view.incidents.get(tally.incident or "")
    return wording.when(incident.when) if incident else "window not stated"
