"""Figures by place: "six firings: Latakia - 4, Idlib - 2", one line or one item each, as bulletins print them.

Each is a claim of its own, part of the counted claim that stands before the list; without one the list is left alone,
because nothing says what its numbers count.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from trucewatch.model import Claim, Place
from trucewatch.reading.placing import locate

if TYPE_CHECKING:
    from trucewatch.reading.work import Work

_NAME = r"[A-Z][\w\u2019'-]*(?: [A-Z][\w\u2019'-]*){0,3}"
_ITEM = re.compile(
    rf"(?<![\w-])({_NAME})(?: (?:province|governorate|region))?"
    r" ?(?: - | \u2013 | \u2014 |: ?|-|\u2013) ?"
    r"(\d{1,3}(?:,\d{3})*)(?![\w:.]\d|\d| [A-Z][a-z]+ \d)"
)
_NEAR = 400
"""Code points between a counted claim and its list, at most."""
_KINDS = ("events", "munitions", "killed", "wounded", "displaced")


def listed(work: Work, claims: list[Claim]) -> list[Claim]:
    """Return the claims of every list of two or more items."""
    text = work.document.text
    hidden = [part.span for part in work.document.not_body]
    items = [m for m in _ITEM.finditer(text) if not any(a <= m.start() < b for a, b in hidden)]
    found: list[Claim] = []
    for run in _runs(text, items):
        whole = _counted_before(claims, run[0].start())
        if whole is None:
            continue
        found.extend(_item(work, whole, match) for match in run)
    return found


def _runs(text: str, items: list[re.Match[str]]) -> list[list[re.Match[str]]]:
    """Group items that only separators part."""
    runs: list[list[re.Match[str]]] = []
    for match in items:
        if runs and not re.sub(r"[\s,;.\u2022*\u2013\u2014-]|and|in", "", text[runs[-1][-1].end() : match.start()]):
            runs[-1].append(match)
        else:
            runs.append([match])
    return [run for run in runs if len(run) > 1]


def _counted_before(claims: list[Claim], at: int) -> Claim | None:
    """The last counted claim that ends near before the code point `at`: what the numbers of a list count."""
    near = [c for c in claims if c.counts and c.counts[0].kind in _KINDS and c.span[0] < at and at - c.span[1] < _NEAR]
    return max(near, key=lambda c: c.span[0], default=None)


def _item(work: Work, whole: Claim, match: re.Match[str]) -> Claim:
    """The claim of one item, with its place and its number."""
    number = int(match[2].replace(",", ""))
    span, name = match.span(), match[1]
    located = locate(work, name)
    place = Place(name=name, span=match.span(1), relation="in", method="not found")
    if located is not None:
        lon, lat, radius, ref, method = located
        place = replace(place, lon=lon, lat=lat, radius_m=radius, ref=ref, method=method)
    count = replace(
        whole.counts[0], at_least=number, at_most=number, words=match[2], span=match.span(2), part_of=whole.id
    )
    return replace(
        whole,
        id=f"l{span[0]:06}",
        span=span,
        quote=work.document.text[span[0] : span[1]],
        place=place,
        counts=(count,),
        method="list",
        review=(),
    )
