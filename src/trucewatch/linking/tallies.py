"""Figures: each with its source, window, area and unit. Never added up, never averaged, never put one over another."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

from trucewatch.agreement.terms import fold_name
from trucewatch.linking.acts import TOLL_ONLY
from trucewatch.model import Tally
from trucewatch.model.together import LATER

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from trucewatch.linking.tellings import Said
    from trucewatch.model import Claim, Count, Window

_RAISING = re.compile(r"\b(?:rais|bring|tak|push|lift)(?:es|ing|e|s)?\b[^.;]{0,160}?\bto\b", re.IGNORECASE)
_NEXT_TO = 160
_SENTENCE_END = re.compile(r"[.!?](?:[\s\u201d\"]|$)|\n")
_OPEN_END = "9999-12-31"


def tallies(counting: Sequence[Said], incident_of: Mapping[str, str]) -> tuple[Tally, ...]:
    """Return one tally for each count, flagged against the others; `incident_of` maps claim ids to incident ids."""
    plain = [_tally(said, n, count, incident_of) for said in counting for n, count in enumerate(said.claim.counts)]
    flags: dict[str, list[str]] = defaultdict(list)
    _flag_copies(counting, plain, flags)
    _flag_retold(counting, plain, flags)
    _flag_included(counting, plain, flags)
    _flag_undated(counting, plain, flags)
    plain = _superseded(plain, _said_at(counting))
    _flag_differences(plain, flags)
    _flag_scopes(plain, flags)
    return tuple(replace(t, flags=tuple(dict.fromkeys(flags[t.id]))) if flags[t.id] else t for t in plain)


def name_figure(tally: Tally) -> str:
    """Return a figure in words: how many of what, by whom."""
    number = tally.words or _range(tally.at_least, tally.at_most)
    return f"{number} {tally.of or tally.kind} ({tally.source})"


def _tally(said: Said, n: int, count: Count, incident_of: Mapping[str, str]) -> Tally:
    claim, document = said.claim, said.document
    source = said.source or claim.speaker.name
    digest = hashlib.sha256(f"{claim.id}|{n}".encode()).hexdigest()[:8]
    return Tally(
        id=f"T-{digest}",
        kind=count.kind,
        of=count.of,
        unit=count.unit,
        at_least=count.at_least,
        at_most=count.at_most,
        words=count.words,
        source=source,
        origin=said.origin,
        window=claim.window,
        area=claim.place.name if claim.place else None,
        cumulative=claim.cumulative,
        incident=None if claim.cumulative else incident_of.get(claim.id),
        claim=claim.id,
        document=document.id,
        part_of=count.part_of,
        said_at=_written(claim, said),
    )


def _written(claim: Claim, said: Said) -> str | None:
    if claim.said_when is not None and (claim.said_when.start or claim.said_when.end):
        return claim.said_when.start or claim.said_when.end
    return said.document.published.start or said.document.published.end


def _said_at(counting: Sequence[Said]) -> dict[str, datetime]:
    return {said.claim.id: said.known for said in counting}


def _flag_copies(counting: Sequence[Said], plain: Sequence[Tally], flags: dict[str, list[str]]) -> None:
    copies = {said.document.id for said in counting if said.document.copy.is_copy}
    first: dict[tuple[object, ...], Tally] = {}
    for tally in sorted(plain, key=lambda t: (t.document in copies, t.said_at or _OPEN_END, t.id)):
        key = (*_thing(tally), tally.at_least, tally.at_most, tally.words, tally.incident)
        original = first.setdefault(key, tally)
        if original is not tally and tally.document != original.document:
            flags[tally.id].append(f"same figure of the same source as {original.id}: counts once")


def _flag_retold(counting: Sequence[Said], plain: Sequence[Tally], flags: dict[str, list[str]]) -> None:
    """Say which figure a document gives a second time, in another sentence: the lead's, that the body repeats."""
    saids = {said.claim.id: said for said in counting}
    groups: dict[tuple[object, ...], list[Tally]] = defaultdict(list)
    for tally in plain:
        if _is_of_one_thing(tally) and (tally.at_least is not None or tally.at_most is not None):
            window = (_window_start(tally.window), _window_end(tally.window)) if tally.cumulative else None
            groups[
                tally.document, fold_name(tally.source), tally.incident, window, tally.kind, tally.part_of is None,
                tally.at_least, tally.at_most,
            ].append(tally)  # fmt: skip
    for group in groups.values():
        in_order = sorted(group, key=lambda t: (saids[t.claim].claim.span, t.id))
        for n, tally in enumerate(in_order):
            same = (t for t in in_order[:n] if _retells(saids[tally.claim], saids[t.claim]) and _is_same_unit(t, tally))
            if not flags[tally.id] and (first := next(same, None)) is not None:
                flags[tally.id].append(f"same figure told again in one document as {first.id}: counts once")


def _retells(one: Said, other: Said) -> bool:
    """Whether a sentence ends between two claims of one document."""
    (_, end), (start, _) = sorted((one.claim.span, other.claim.span))
    return _SENTENCE_END.search(one.document.text[end:start]) is not None


def _is_same_unit(a: Tally, b: Tally) -> bool:
    alike = fold_name(a.of or "") == fold_name(b.of or "") if a.part_of else _may_be_same_people(a, b)
    return alike and a.unit == b.unit and (not a.cumulative or fold_name(a.area or "") == fold_name(b.area or ""))


def _flag_included(counting: Sequence[Said], plain: Sequence[Tally], flags: dict[str, list[str]]) -> None:
    """Say where a running total takes in the toll told beside it ("raising the number … to")."""
    by_document: dict[str, list[Tally]] = defaultdict(list)
    for tally in plain:
        by_document[tally.document].append(tally)
    saids = {said.claim.id: said for said in counting}
    for total in plain:
        if total.part_of is not None:
            flags[total.id].append(f"part of the figure of claim {total.part_of}: never added to it")
        if not total.cumulative:
            continue
        said = saids[total.claim]
        words = _lead_in(said)
        for single in by_document[total.document] if words else ():
            if single.incident and single.kind == total.kind and _next_to(saids[single.claim].claim, said.claim):
                flags[total.id].append(
                    f"the {_range(total.at_least, total.at_most)} includes incident {single.incident}'s "
                    f"{_range(single.at_least, single.at_most)} ({single.claim}, “{words}”)",
                )
                flags[single.id].append(f"included in the running total of {total.id} ({total.claim})")


def _lead_in(said: Said) -> str | None:
    claim = said.claim
    start = max(0, claim.span[0] - 40)
    text = said.document.text[start : claim.span[1]] or claim.quote
    found = _RAISING.search(text) or _RAISING.search(claim.quote)
    if found is None:
        return None
    return f"{found.group().split()[0]} … to"


def _next_to(one: Claim, other: Claim) -> bool:
    return max(one.span[0], other.span[0]) - min(one.span[1], other.span[1]) <= _NEXT_TO


def _flag_undated(counting: Sequence[Said], plain: Sequence[Tally], flags: dict[str, list[str]]) -> None:
    undated = {s.claim.id for s in counting if s.claim.when is None and not s.claim.cumulative}
    for tally in plain:
        if tally.incident is None and tally.kind in TOLL_ONLY and tally.claim in undated:
            flags[tally.id].append("no date: belongs to no incident and to no total")


def _superseded(plain: Sequence[Tally], known: Mapping[str, datetime]) -> list[Tally]:
    """Point each figure to the next one that the same source later gave for the same thing. Both stay."""
    series: dict[tuple[object, ...], list[Tally]] = defaultdict(list)
    for tally in plain:
        if _is_of_one_thing(tally):
            series[*_thing(tally), tally.incident].append(tally)
    later: dict[str, str] = {}
    for group in series.values():
        in_order = sorted(group, key=lambda t: (known[t.claim], t.id))
        for n, tally in enumerate(in_order):
            following = (t for t in in_order[n + 1 :] if _is_newer(tally, t, known))
            newer = next(following, None)
            if newer is not None:
                later[tally.id] = newer.id
    return [replace(t, superseded_by=later[t.id]) if t.id in later else t for t in plain]


def _is_newer(earlier: Tally, later: Tally, known: Mapping[str, datetime]) -> bool:
    if not known[earlier.claim] < known[later.claim] < LATER:
        return False
    figures = (earlier.at_least, earlier.at_most), (later.at_least, later.at_most)
    return figures[0] != figures[1] or _window_end(earlier.window) != _window_end(later.window)


def _is_of_one_thing(tally: Tally) -> bool:
    """Whether it is known what a figure counts: one incident, or all of a stated window.

    Two totals of which nobody says since when may have nothing in common.
    """
    window = tally.window
    return bool(tally.incident) or (tally.cumulative and window is not None and bool(window.start or window.end))


def _thing(tally: Tally) -> tuple[object, ...]:
    """What one source counts: kind, population, unit, area, start of the window."""
    start = tally.window.start if tally.window else None
    area = fold_name(tally.area) if tally.area and tally.incident is None else None
    return (
        fold_name(tally.source),
        tally.kind,
        fold_name(tally.of or ""),
        tally.unit,
        area,
        start,
        tally.part_of is None,
    )


def _flag_differences(plain: Sequence[Tally], flags: dict[str, list[str]]) -> None:
    """Name tolls of one incident that exclude each other, and totals of the very same thing that do."""
    groups: dict[tuple[object, ...], list[Tally]] = defaultdict(list)
    for tally in plain:
        if tally.superseded_by is None and tally.part_of is None and _is_of_one_thing(tally):
            same = _thing(tally)[1:] if tally.cumulative else (tally.kind,)
            end = _window_end(tally.window) if tally.cumulative else None
            groups[*same, end, tally.incident].append(tally)
    for group in groups.values():
        for a, b in combinations(_latest_by_figure(group), 2):
            if fold_name(a.source) != fold_name(b.source) and _apart(a, b) and _may_be_same_people(a, b):
                flags[a.id].append(f"differing tolls: {name_figure(a)} and {name_figure(b)}")
                flags[b.id].append(f"differing tolls: {name_figure(a)} and {name_figure(b)}")


def _latest_by_figure(group: Iterable[Tally]) -> list[Tally]:
    distinct: dict[tuple[object, ...], Tally] = {}
    for tally in group:
        distinct.setdefault((fold_name(tally.source), tally.at_least, tally.at_most, tally.of), tally)
    return list(distinct.values())


def _flag_scopes(plain: Sequence[Tally], flags: dict[str, list[str]]) -> None:
    """Say which totals must not be held against each other, and why: another window, area, population, or a bound."""
    groups: dict[str, list[Tally]] = defaultdict(list)
    for tally in plain:
        if tally.cumulative and tally.superseded_by is None and tally.part_of is None:
            groups[tally.kind].append(tally)
    for group in groups.values():
        in_order = sorted(_latest_by_figure(group), key=lambda t: (_window_start(t.window), t.id))
        for n, a in enumerate(in_order):
            for b in in_order[n + 1 :]:
                if _window_start(b.window) > (_window_end(a.window) or _OPEN_END):
                    break
                reasons = _scope_differs(a, b)
                # Soldiers and civilians are nobody's to compare; one source's two windows are.
                if reasons and _may_be_same_people(a, b):
                    flags[a.id].append(f"not comparable with {name_figure(b)}: {', '.join(reasons)}")
                    flags[b.id].append(f"not comparable with {name_figure(a)}: {', '.join(reasons)}")


def _scope_differs(a: Tally, b: Tally) -> list[str]:
    reasons = []
    if not (_is_of_one_thing(a) and _is_of_one_thing(b)):
        reasons.append("a window is not stated")
    elif _window_start(a.window) != _window_start(b.window) or _window_end(a.window) != _window_end(b.window):
        reasons.append("the windows differ")
    if fold_name(a.area or "") != fold_name(b.area or ""):
        reasons.append("the areas differ or are not stated alike")
    if fold_name(a.of or "") != fold_name(b.of or ""):
        reasons.append("the populations differ")
    if (a.at_most is None) != (b.at_most is None) or (a.at_least is None) != (b.at_least is None):
        reasons.append("one is only a bound")
    return reasons


def _window_start(window: Window | None) -> str:
    return (window.start if window else None) or ""


def _window_end(window: Window | None) -> str | None:
    return window.end if window else None


def _may_be_same_people(a: Tally, b: Tally) -> bool:
    """`people` may be anybody; `children` and `soldiers` are not each other."""
    broad = {"", "people", "persons", "person", "victims", "dead"}
    one, other = fold_name(a.of or ""), fold_name(b.of or "")
    return one == other or one in broad or other in broad


def _apart(a: Tally, b: Tally) -> bool:
    return _above(a, b) or _above(b, a)


def _above(a: Tally, b: Tally) -> bool:
    return a.at_least is not None and b.at_most is not None and a.at_least > b.at_most


def _range(at_least: int | None, at_most: int | None) -> str:
    match at_least, at_most:
        case None, None:
            return "an unstated number of"
        case low, None:
            return f"at least {low}"
        case None, high:
            return f"at most {high}"
        case low, high if low == high:
            return str(low)
        case low, high:
            return f"{low} to {high}"
