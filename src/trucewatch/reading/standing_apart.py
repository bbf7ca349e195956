"""Coordinates in a sentence or on a line of their own: those of the one act that was told just before, or of none.

"The strike hit a school. Coordinates: 35.8645, 36.8059." They belong to the act that the entry tells, if it tells one
at one place, else to that of the sentence right before them. Where several may be meant, none takes them and a note
says so. What agrees with the place named, and what does not, is judged as for coordinates inside a sentence.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from trucewatch.model import Place
from trucewatch.model.acts import ACTS
from trucewatch.reading.agreeing import checked, contradicts, point_of, radius_of, settled
from trucewatch.reading.finer_places import FINE_M
from trucewatch.reading.given_points import stands_alone
from trucewatch.reading.nearby import beginning_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trucewatch.model import Claim, Span
    from trucewatch.reading.given_points import Given
    from trucewatch.reading.syntax import Sentence
    from trucewatch.reading.work import Work

_ON_THE_GROUND = frozenset(
    code
    for code, act in ACTS.items()
    if act.sub_event_type not in (None, "Agreement") and code not in ("talks", "order")
)
"""Acts that happen at a spot; a count of them, an agreement, words do not."""
_OUTCOMES = frozenset({"killed", "wounded", "displaced", "demolition"})
"""What comes of another act that is told beside it, at the same place."""
_NOTHING = re.compile(r"[^\w\n]*(?:and\b)?[^\w\n]*\n?[^\w\n]*")
"""Between coordinates that stand apart together: signs, "and", one line break."""
_EMPTY_LINE = re.compile(r"\n\s*\n")
_REACH = 600
"""Code points before coordinates in which another place that they may be of is named."""
_SIGN = "\ufffc"
_TAKEN = "coordinates in the text ("


def with_points_apart(work: Work, claims: list[Claim]) -> list[Claim]:
    """Return the claims with the coordinates that stand apart behind them; `work.flags` says which belong to none."""
    hidden = [part.span for part in work.document.not_body]
    apart = [
        one
        for one in work.given
        if not any(a <= one.point.span[0] < b for a, b in hidden) and stands_alone(work.sentences, one)
    ]
    for group in _together(work.document.text, apart):
        claims = _placed(work, claims, group)
    return claims


def _together(text: str, apart: list[Given]) -> list[list[Given]]:
    groups: list[list[Given]] = []
    for one in apart:
        if groups and _NOTHING.fullmatch(text, groups[-1][-1].frame[1], one.frame[0]):
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


def _placed(work: Work, claims: list[Claim], group: list[Given]) -> list[Claim]:
    entry = _entry(work, group)
    told = [_acts_in(claims, region) for region in entry]
    one = next((found for acts in told if (found := _one_act(acts))), [])
    words = "; ".join(f"“{one.words}”" for one in group)
    if not one:
        maybe = max(told, key=len, default=[])
        if not maybe:
            work.flags.append(f"coordinates {words} stand apart, and no act is told right before them: not taken")
        note = f"coordinates {words} stand apart, behind more than one act or place: not taken"
        return [replace(c, review=(*c.review, note)) if c in maybe else c for c in claims]
    return [_with_point(work, claim, group) if claim in one else claim for claim in claims]


def _with_point(work: Work, claim: Claim, group: Sequence[Given]) -> Claim:
    place = claim.place
    if place is not None and (place.method or "").startswith(_TAKEN):
        if any(
            given.point.problem is None and contradicts(place, point_of(given), radius_of(given)) for given in group
        ):
            note = "other coordinates stand apart behind those of the act: not taken"
            return replace(claim, review=(*claim.review, note))
        return claim
    other = _named_there(work, place, group) if place is not None and place.located else None
    if other is not None:
        note = f"coordinates “{group[0].words}” may be those of “{other}”, named before: not taken"
        return replace(claim, review=(*claim.review, note))
    found = settled(group, place, lambda given: checked(work, place, given, after=True))
    return replace(claim, place=found.place, review=(*claim.review, *found.review))


def _named_there(work: Work, place: Place, group: Sequence[Given]) -> str | None:
    """Return another place named before coordinates that they fit, where they do not fit the act's."""
    usable = [given for given in group if given.point.problem is None]
    if not any(contradicts(place, point_of(given), radius_of(given)) for given in usable):
        return None
    near = beginning_in(work.mentions, (max(0, group[0].frame[0] - _REACH), group[0].frame[0]))
    for one in near:
        there = Place(name=one.name, lon=one.lon, lat=one.lat, radius_m=one.radius_m)
        small = there.located and (one.radius_m or 0.0) <= FINE_M  # that they lie in a province tells nothing
        if small and any(not contradicts(there, point_of(given), radius_of(given)) for given in usable):
            return one.name
    return None


def _entry(work: Work, group: list[Given]) -> tuple[Span, ...]:
    """Return the stretches whose act coordinates may be of: the paragraph up to them, then its last sentence.

    None where they may as well head what follows: where an entry begins with coordinates, or where an empty line parts
    them from what is before and nothing marks them as coordinates of that.
    """
    text, start = _marked(work), group[0].frame[0]
    before = [s for s in work.sentences if s.span[0] < start and _has_words(s, start)]
    if not before:
        return ()
    last = before[-1]
    ended = max(token.end for token in last.tokens if token.end <= start and token.plain[0].isalnum())
    between = text[ended:start]
    if _EMPTY_LINE.search(between) and not (group[0].labelled and _ends_block(text, group[-1].frame[1])):
        return ()
    if "\n" in between and _heads_entries(text, ended):
        return ()
    first = next(s for s in work.sentences if s.paragraph == last.paragraph)
    return (first.span[0], start), (last.span[0], start)


def _marked(work: Work) -> str:
    """Return the text with a sign where coordinates are blanked out of it: a line of them is not empty."""
    letters = list(work.document.text)
    for one in work.given:
        start, end = one.frame
        letters[start:end] = _SIGN * (end - start)
    return "".join(letters)


def _has_words(s: Sentence, before: int) -> bool:
    return any(token.end <= before and token.plain[0].isalnum() for token in s.tokens)


def _ends_block(text: str, end: int) -> bool:
    """Say whether nothing follows on the next line."""
    lines = text[end:].split("\n", 2)
    return len(lines) < 2 or not lines[1].strip()  # noqa: PLR2004


def _heads_entries(text: str, before: int) -> bool:
    """Say whether the block of lines before an offset opens with coordinates: each line of them heads an entry."""
    block = max((match.end() for match in _EMPTY_LINE.finditer(text, 0, before)), default=0)
    return text[block:before].lstrip(" -*•(").startswith(_SIGN)


def _acts_in(claims: list[Claim], region: Span) -> list[Claim]:
    return [c for c in claims if region[0] <= c.span[0] < region[1] and c.act in _ON_THE_GROUND and not c.negated]


def _one_act(acts: list[Claim]) -> list[Claim]:
    """Return the claims of the one act at one place that they tell; none where they tell several, or nothing."""
    placed = [claim for claim in acts if claim.place is not None]
    places = {(claim.place.name, claim.place.relation, claim.place.span) for claim in placed if claim.place is not None}
    main = [claim for claim in acts if claim.act not in _OUTCOMES]
    if len(places) > 1:
        return []
    if places:
        others = {claim.act for claim in main if claim.place is None} - {claim.act for claim in placed}
        return [] if others else placed
    return main if len(main) == 1 else acts if not main and _of_one_sentence(acts) else []


def _of_one_sentence(acts: list[Claim]) -> bool:
    """Say whether nothing but a comma or a word parts outcomes told without their act."""
    spans = sorted(claim.span for claim in acts)
    return bool(acts) and all(later[0] - earlier[1] <= _CLOSE for earlier, later in pairwise(spans))


_CLOSE = 20
