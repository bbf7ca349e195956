"""Which two tellings may be of one act: candidates, what rules them out, and an explained score in log weights.

The weights are set by hand, in steps that can be argued about; nothing is estimated from the data at hand.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from trucewatch.linking.acts import DEATHS, GENERIC, TOLL_ONLY, VIOLENT, family, likeness
from trucewatch.model import covers
from trucewatch.model.together import CLOCK_DOUBT, distance_m, holds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from trucewatch.linking.tellings import Telling
    from trucewatch.model import Count, Place

THRESHOLD = 4.5
"""Two tellings are joined at this score or above, unless something rules it out."""

MARGIN = 1.0
"""A telling that fits two acts, of which neither fits better by this much, joins neither."""

_SAME_POINT_M = 1_000.0
_LOOSE_CLOCK = timedelta(hours=2)
_NEAR_CODE_POINTS = 160
_LONGEST_DAYS = 4
_TELLING_WORDS = 20
_SENTENCE_END = re.compile(r"[.!?;]|\n")
_CELL_DEGREES = 0.25

Weight = tuple[float, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A pair of tellings that may be one act; `weights` explain `score`. `a` has the smaller key."""

    a: Telling
    b: Telling
    score: float
    weights: tuple[Weight, ...]

    def told(self) -> str:
        """Say in one line why the two were joined."""
        steps = "; ".join(f"{reason} {weight:+.1f}" for weight, reason in self.weights)
        return f"{self.b.claim.id} joins {self.a.claim.id}: {steps}; total {self.score:+.1f}"


def matches(tellings: Sequence[Telling]) -> list[Match]:
    """Return every pair at or above the threshold that nothing rules out, best first, in an order of its own."""
    found = []
    for a, b in candidates(tellings):
        if contradiction(a, b) is None:
            match = score(a, b)
            if match is not None and match.score >= THRESHOLD:
                found.append(match)
    return sorted(found, key=lambda m: (-m.score, m.a.key, m.b.key))


def candidates(tellings: Sequence[Telling]) -> Iterator[tuple[Telling, Telling]]:
    """Yield pairs that share a day, and a neighbourhood or a kind of act; and pairs of one document that are near."""
    seen: set[tuple[str, str]] = set()
    blocks: dict[tuple[str, ...], list[Telling]] = defaultdict(list)
    areas: dict[str, list[Telling]] = defaultdict(list)
    points: dict[str, list[Telling]] = defaultdict(list)
    for telling in tellings:
        for day in _days(telling):
            for cell in _cells(telling):
                blocks[day, cell].append(telling)
            (points if telling.precise else areas)[day].append(telling)
        if telling.span is None:
            blocks["document", telling.document.id].append(telling)
            blocks["words", telling.claim.quote].append(telling)
    by_document = defaultdict(list)
    for telling in tellings:
        by_document[telling.document.id].append(telling)
    pools: list[Iterable[tuple[Telling, Telling]]] = [combinations(block, 2) for block in blocks.values()]
    pools += [combinations(block, 2) for block in areas.values()]
    pools += [((a, p) for a in block for p in points.get(day, ())) for day, block in areas.items()]
    pools += [_neighbours(block) for block in by_document.values()]
    for pool in pools:
        for one, other in pool:
            a, b = (one, other) if one.key < other.key else (other, one)
            if a is b or (a.claim.id, b.claim.id) in seen or not _could_be_alike(a, b):
                continue
            seen.add((a.claim.id, b.claim.id))
            yield a, b


def contradiction(a: Telling, b: Telling) -> str | None:
    """Return what rules out that the two tell of one act, None if nothing does."""
    if (a.span is None and a.act == DEATHS) or (b.span is None and b.act == DEATHS):
        return "deaths without a date join no other act"
    if not (a.anchored and b.anchored) and a.document.id != b.document.id and not _repeats(a, b):
        return "one has neither time nor place, and stands in another document"
    if likeness(a.act, b.act) is None and not _same_harm(a, b):
        return "acts of different kinds"
    return _times_contradict(a, b) or _places_contradict(a, b)


def score(a: Telling, b: Telling) -> Match | None:
    """Weigh two tellings; None where their acts cannot be one."""
    act = likeness(a.act, b.act)
    if act is None:
        if not _same_harm(a, b):
            return None
        act = -3.0, f"the means are told differently ({a.act}, {b.act})"
    weights = [act, _weigh_time(a, b), _weigh_place(a, b), *_weigh_people(a, b), _weigh_toll(a, b)]
    weights += [_weigh_document(a, b)]
    kept = tuple(w for w in weights if w is not None)
    return Match(a=a, b=b, score=round(sum(w for w, _ in kept), 6), weights=kept)


def tolls_apart(a: Iterable[Count], b: Iterable[Count]) -> bool | None:
    """Say whether counts of one kind exclude each other; None where no kind is counted by both."""
    answers = [
        _apart(one, other) for one in a for other in b if one.kind == other.kind and _counted(one) and _counted(other)
    ]
    return any(answers) if answers else None


def _neighbours(block: list[Telling]) -> Iterator[tuple[Telling, Telling]]:
    """Tellings of one document that stand next to each other, and those that answer each other by id."""
    in_order = sorted(block, key=lambda t: (t.claim.span, t.claim.id))
    yield from pairwise(in_order)


def _could_be_alike(a: Telling, b: Telling) -> bool:
    if a.act in GENERIC or b.act in GENERIC or family(a.act) == family(b.act):
        return True
    return bool(a.claim.counts) and bool(b.claim.counts) and _same_harm(a, b)


def _same_harm(a: Telling, b: Telling) -> bool:
    """Whether two reports differ over the means only: the same toll of the same people, told by two documents."""
    if a.document.id == b.document.id or not a.targets & b.targets or not {a.act, b.act} <= VIOLENT:
        return False
    return tolls_apart(a.claim.counts, b.claim.counts) is False


def _days(telling: Telling) -> tuple[str, ...]:
    """The days in UTC that a telling may fall on; none where it is open or longer than a few days."""
    span = telling.span
    if span is None or span.lo is None or span.hi is None or span.hi - span.lo > timedelta(days=_LONGEST_DAYS):
        return ()
    pad = timedelta() if telling.clocked else CLOCK_DOUBT
    first = (span.lo - pad).date()
    last = (max(span.lo, span.hi - timedelta(microseconds=1)) + pad).date()
    return tuple((first + timedelta(days=n)).isoformat() for n in range((last - first).days + 1))


def _cells(telling: Telling) -> tuple[str, ...]:
    """The cells of a coarse grid that a precise place may touch, and its name."""
    place = telling.place
    keys = [f"named {telling.place_key}"] if telling.place_key else []
    if telling.precise and place is not None and place.lon is not None and place.lat is not None:
        lon, lat = round(place.lon / _CELL_DEGREES), round(place.lat / _CELL_DEGREES)
        keys += [f"{lon + i} {lat + j}" for i in (0, 1) for j in (0, 1)]
        keys += [f"{lon + i} {lat + j}" for i, j in ((-1, 0), (0, -1), (-1, -1), (1, -1), (-1, 1))]
    return tuple(keys)


def _times_contradict(a: Telling, b: Telling) -> str | None:
    if a.span is None or b.span is None:
        return None
    if a.day is not None and b.day is not None:
        # Two named days are two days, on whatever clock: "Thursday" is never evidence for "Friday".
        return None if a.day == b.day else "different days are named"
    pad = _LOOSE_CLOCK if a.exact and b.exact else timedelta()
    if a.clocked != b.clocked:
        pad += CLOCK_DOUBT
    if _before(a, b, pad) or _before(b, a, pad):
        return "the times exclude each other"
    return None


def _before(a: Telling, b: Telling, pad: timedelta) -> bool:
    if a.span is None or b.span is None or a.span.hi is None or b.span.lo is None:
        return False
    point = a.span.lo == a.span.hi or b.span.lo == b.span.hi
    return a.span.hi + pad < b.span.lo if point else a.span.hi + pad <= b.span.lo


def _places_contradict(a: Telling, b: Telling) -> str | None:
    one, other = a.place, b.place
    if one is None or other is None or a.place_key == b.place_key:
        return None
    same_document = a.document.id == b.document.id
    if one.located and other.located:
        reach = (one.radius_m or 0.0) + (other.radius_m or 0.0) + _SAME_POINT_M
        if distance_m(one, other) > reach:
            return "the places exclude each other"
        if same_document and not _one_holds(one, other):
            return "one document names two places"
        return None
    return "one document names two places" if same_document else None


def _one_holds(one: Place, other: Place) -> bool:
    return holds(one, other) or holds(other, one)


def _weigh_time(a: Telling, b: Telling) -> Weight | None:
    if a.span is None or b.span is None:
        return None
    if a.exact and b.exact:
        return 3.0, "times within two hours"
    widths = [s.hi - s.lo for s in (a.span, b.span) if s.lo is not None and s.hi is not None]
    if len(widths) == 2 and max(widths) <= timedelta(days=1, hours=1):  # noqa: PLR2004  (both are bounded)
        return 2.0, "same day"
    if widths and min(widths) <= timedelta(days=1, hours=1) and len(widths) == 2:  # noqa: PLR2004
        return 0.7, "a day within the other's stretch"
    return 0.0, "stretches of time overlap"


def _weigh_place(a: Telling, b: Telling) -> Weight | None:
    one, other = a.place, b.place
    if one is None or other is None:
        return None
    same_name = a.place_key == b.place_key
    if a.precise and b.precise:
        return (3.0, f"same place ({one.name})") if same_name else (2.5, f"places touch ({one.name}, {other.name})")
    if one.located and other.located and not (a.precise or b.precise):
        if same_name and a.document.id == b.document.id:
            return 1.0, f"same area in one report ({one.name})"
        return -0.5, f"only an area is named ({one.name}, {other.name})"
    if same_name:
        # A name that no gazetteer knows is most often a small place; it says less than a point does.
        return 2.0, f"same name, not located ({one.name})"
    if one.located and other.located:
        return 0.0, f"a place in the area ({one.name}, {other.name})"
    return -1.0, f"different names, one not located ({one.name}, {other.name})"


def _weigh_people(a: Telling, b: Telling) -> list[Weight]:
    weights = []
    same_sentence = _in_one_sentence(a, b)
    for what, one, other, against in (("author", a.actors, b.actors, -0.5), ("target", a.targets, b.targets, -1.0)):
        shared = one & other
        if shared:
            weights.append((1.0, f"same {what} named ({', '.join(sorted(shared))})"))
        elif one and other and not same_sentence:
            # Sources that differ over the author may still tell of one act: this only weighs.
            weights.append((against, f"different {what}s named"))
    return weights


def _weigh_toll(a: Telling, b: Telling) -> Weight | None:
    match tolls_apart(a.claim.counts, b.claim.counts):
        case None:
            return None
        case False:
            return 1.5, "tolls agree"
        case True if a.document.id == b.document.id and a.source == b.source:
            return -2.5, "one source in one report gives two tolls"
        case True if a.precise and b.precise:
            return -0.2, "tolls differ"
        case True:
            return -1.0, "tolls differ, and the places are not precise"


def _weigh_document(a: Telling, b: Telling) -> Weight | None:
    if a.document.id != b.document.id:
        return (3.5, "the same words in two documents") if _repeats(a, b) else None
    if _toll_of(a, b) or _toll_of(b, a):
        return 4.5, "the toll and the act in the same words"
    if _in_one_sentence(a, b):
        return 3.0, "told in one sentence"
    if _gap(a, b) > _NEAR_CODE_POINTS:
        return None
    if not (a.anchored and b.anchored):
        return 2.5, "told next to it, with no time or place of its own"
    return 1.0, "next to each other in one report"


def _repeats(a: Telling, b: Telling) -> bool:
    """Whether two documents of about one time carry the same words of the same source."""
    quote = a.claim.quote
    alike = quote == b.claim.quote and len(quote) >= _TELLING_WORDS and a.source == b.source
    return alike and a.document.id != b.document.id and abs(a.known - b.known) <= timedelta(days=_LONGEST_DAYS)


def _toll_of(toll: Telling, act: Telling) -> bool:
    """Whether a toll without an act of its own stands in a clause that names the act ("a strike on it killed …")."""
    same = toll.document.id == act.document.id and toll.source == act.source
    return same and toll.act in TOLL_ONLY and act.act not in GENERIC and covers(toll.claim.span, act.claim.span)


def _in_one_sentence(a: Telling, b: Telling) -> bool:
    text = a.document.text
    if a.document.id != b.document.id or not text or _gap(a, b) > _NEAR_CODE_POINTS:
        return False
    between = text[min(a.claim.span[1], b.claim.span[1]) : max(a.claim.span[0], b.claim.span[0])]
    return _SENTENCE_END.search(between) is None


def _gap(a: Telling, b: Telling) -> int:
    return max(a.claim.span[0], b.claim.span[0]) - min(a.claim.span[1], b.claim.span[1])


def _counted(count: Count) -> bool:
    return (count.at_least is not None or count.at_most is not None) and count.part_of is None


def _apart(a: Count, b: Count) -> bool:
    return _above(a, b) or _above(b, a)


def _above(a: Count, b: Count) -> bool:
    return a.at_least is not None and b.at_most is not None and a.at_least > b.at_most
