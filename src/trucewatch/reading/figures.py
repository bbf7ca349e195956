"""How many: quantities given to the acts and outcomes that they count, one record a number.

The parse is asked first; patterns around casualty words then take the numbers that it left. Where the two disagree
about a number, the claim is marked for review.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.model import Count
from trucewatch.reading import lexicon
from trucewatch.reading.tokens import DASH

if TYPE_CHECKING:
    from trucewatch.reading.quantities import Quantity
    from trucewatch.reading.syntax import Sentence
    from trucewatch.reading.work import Event, Work

KIND_OF_OUTCOME = {
    "killed": "killed",
    "execution": "killed",
    "wounded": "wounded",
    "displaced": "displaced",
    "abduction": "captured",
    "arrest": "captured",
    "shoot-down": "equipment",
    "troop-movement": "personnel",
    "return": "returned",
    "neutralised": "events",
}
CASUALTY = {
    "dead": "killed",
    "killed": "killed",
    "slain": "killed",
    "martyred": "killed",
    "killing": "killed",
    "kills": "killed",
    "kill": "killed",
    "died": "killed",
    "dies": "killed",
    "deaths": "killed",
    "fatalities": "killed",
    "wounded": "wounded",
    "wounding": "wounded",
    "wounds": "wounded",
    "injured": "wounded",
    "injuring": "wounded",
    "injures": "wounded",
    "injuries": "wounded",
    "hurt": "wounded",
    "missing": "missing",
    "displaced": "displaced",
    "displacing": "displaced",
    "homeless": "displaced",
    "captured": "captured",
}
_PEOPLE = ("person", "force", "group")
_INCLUDING = frozenset({"including", "included", "among", "inclusive"})
_BETWEEN = frozenset(
    [
        "people",
        "civilians",
        "others",
        "more",
        "were",
        "was",
        "have",
        "been",
        "has",
        "had",
        "are",
        "is",
        "soldiers",
        "troops",
        "fighters",
        "militants",
        "women",
        "children",
        "men",
        "and",
        "persons",
        "of",
        "them",
        "reported",
        "left",
    ]
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A count, the event it belongs to (None: found by pattern alone), and whether it is part of another."""

    count: Count
    event: Event | None
    part: bool = False
    method: str = "parser"
    review: str | None = None


def figures_of(work: Work, number: int, events: list[Event]) -> list[Figure]:
    """Return the figures of one sentence, in the order of the text."""
    s = work.sentences[number]
    here = [q for q in work.quantities if s.span[0] <= q.span[0] and q.span[1] <= s.span[1]]
    taken: dict[tuple[int, int], Figure] = {}
    for event in events:
        for head, outcome in event.outcomes.items():
            _by_parse(s, here, event, head, outcome, taken)
        _counted_acts(s, here, event, taken)
    _times(s, here, events, taken)
    _included(s, here, taken)
    _by_pattern(s, here, events, taken)
    return [taken[span] for span in sorted(taken)]


def _tokens_of(s: Sentence, quantity: Quantity) -> list[int]:
    return [i for i, t in enumerate(s.tokens) if quantity.span[0] <= t.start < quantity.span[1]]


def quantity_at(s: Sentence, here: list[Quantity], head: int) -> Quantity | None:
    """The quantity that counts the phrase at `head`."""
    for quantity in here:
        tokens = _tokens_of(s, quantity)
        if not tokens or quantity.kind in ("measure", "none-measure"):
            continue
        if head in tokens or any(
            s.heads[t] == head and s.is_a(t, "nummod", "det", "amod", "compound", "nmod") for t in tokens
        ):
            return quantity
        if any(s.heads[head] == t and s.is_a(head, "nmod") for t in tokens):
            return quantity
    return None


def _by_parse(
    s: Sentence, here: list[Quantity], event: Event, head: int, outcome: str, taken: dict[tuple[int, int], Figure]
) -> None:
    kind = KIND_OF_OUTCOME.get(outcome)
    if outcome == "demolition" and lexicon.noun_kind(s.lemmas[head]) in ("object", "force"):
        kind = "equipment"
    quantity = quantity_at(s, here, head)
    if kind is not None and quantity is None:
        _single(s, event, head, kind, taken)
    if kind is None or quantity is None or quantity.span in taken:
        return
    noun = next((k for k in s.children(head, "nmod")), head) if s.tags[head] == "CD" else head
    if quantity.kind == "article" and s.tags[head] == "CD" and lexicon.noun_kind(s.lemmas[noun]) == "person":
        taken[quantity.span] = Figure(_count(quantity, kind, s.low(noun), "person"), event)
        return
    if quantity.kind == "article" and (
        lexicon.noun_kind(s.lemmas[head]) not in ("person", "object") or s.tags[head] == "NNS"
    ):
        return
    if kind == "personnel" and (quantity.kind == "article" or lexicon.noun_kind(s.lemmas[head]) == "object"):
        return
    of = _head_word(s, head)
    unit = "person" if kind in ("killed", "wounded", "displaced", "captured", "personnel") else of
    taken[quantity.span] = Figure(_count(quantity, kind, of, unit), event)


def _single(s: Sentence, event: Event, head: int, kind: str, taken: dict[tuple[int, int], Figure]) -> None:
    """ "An 11-year-old boy was killed": one, by its article."""
    article = next((k for k in s.children(head, "det") if s.low(k) in ("a", "an", "another")), None)
    if (
        article is None
        or s.tags[head] != "NN"
        or lexicon.noun_kind(s.lemmas[head]) != "person"
        or kind not in ("killed", "wounded", "captured")
    ):
        return
    count = Count(
        kind=kind,
        of=s.low(head),
        unit="person",
        at_least=1,
        at_most=1,
        words=s.word(article),
        span=s.span_of((article,)),
    )
    taken[s.span_of((article,))] = Figure(count, event)


def _head_word(s: Sentence, head: int) -> str | None:
    """The word that is counted; in "dozens of his troops" the troops, in "one million fled" nothing."""
    if s.tags[head] == "CD" or s.lemmas[head] in (
        "dozen",
        "hundred",
        "thousand",
        "million",
        "score",
        "number",
        "couple",
        "handful",
        "total",
    ):
        inner = next((k for k in s.children(head, "nmod")), None)
        return s.low(inner) if inner is not None else None
    return s.low(head)


def _count(quantity: Quantity, kind: str, of: str | None, unit: str | None) -> Count:
    return Count(
        kind=kind,
        of=of,
        unit=unit,
        at_least=quantity.at_least,
        at_most=quantity.at_most,
        words=quantity.words,
        span=quantity.span,
    )


def _counted_acts(s: Sentence, here: list[Quantity], event: Event, taken: dict[tuple[int, int], Figure]) -> None:
    """ "two strikes", "19 violations", "fired four shells": the acts or munitions themselves are counted."""
    heads = [] if event.verbal else [(event.trigger, "events")]
    if event.verbal and event.word in ("fire", "launch", "lob", "drop"):
        heads += [(k, "munitions") for k in s.children(event.trigger, "obj")]
    for head, kind in heads:
        quantity = quantity_at(s, here, head)
        if quantity is None or quantity.kind == "article" or quantity.span in taken:
            continue
        outcome = event.act if event.act in ("killed", "wounded", "displaced") and kind == "events" else None
        unit = "person" if outcome else s.lemmas[head]
        taken[quantity.span] = Figure(_count(quantity, outcome or kind, s.low(head), unit), event)


def _times(s: Sentence, here: list[Quantity], events: list[Event], taken: dict[tuple[int, int], Figure]) -> None:
    """ "violated the truce 19 times": the act itself is counted."""
    for quantity in here:
        tokens = _tokens_of(s, quantity)
        if (
            not tokens
            or quantity.span in taken
            or tokens[-1] + 1 >= len(s)
            or s.low(tokens[-1] + 1) not in ("times", "occasions")
        ):
            continue
        event = next((e for e in events if tokens[0] in e.tokens and e.verbal), None)
        if event is not None:
            taken[quantity.span] = Figure(_count(quantity, "events", None, event.word), event)


def _included(s: Sentence, here: list[Quantity], taken: dict[tuple[int, int], Figure]) -> None:
    """ "15 people, including five women and two children": each a figure of its own, part of the one before."""
    for i in range(len(s)):
        if s.low(i) == "among" and i + 1 < len(s) and s.low(i + 1) in ("them", "those"):
            _among_before(s, here, i, taken)
        if s.low(i) == "of" and i + 1 < len(s) and s.low(i + 1) in ("whom", "them"):
            _of_them(s, here, i, taken)
        if s.low(i) not in _INCLUDING and not (
            s.low(i) == "of" and i + 1 < len(s) and s.low(i + 1) in ("whom", "them", "which")
        ):
            continue
        before = [f for span, f in taken.items() if span[1] <= s.tokens[i].start and not f.part]
        if not before:
            continue
        whole = max(before, key=lambda f: f.count.span or (0, 0))
        for quantity in here:
            tokens = _tokens_of(s, quantity)
            if (
                quantity.span in taken
                or not tokens
                or tokens[0] <= i
                or not _same_list(s, i, tokens[0])
                or quantity.kind == "measure"
            ):
                continue
            noun = next((k for k in range(tokens[-1] + 1, min(tokens[-1] + 4, len(s))) if s.is_noun(k)), None)
            if noun is None or (quantity.kind == "article" and lexicon.noun_kind(s.lemmas[noun]) != "person"):
                continue
            noun = s.heads[noun] if s.is_a(noun, "compound") and s.heads[noun] > noun else noun
            count = _count(quantity, whole.count.kind, s.low(noun), "person")
            taken[quantity.span] = Figure(count, whole.event, part=True)


def _of_them(s: Sentence, here: list[Quantity], i: int, taken: dict[tuple[int, int], Figure]) -> None:
    """ "seven civilians, four of them children" """
    quantity = next((q for q in here if _tokens_of(s, q)[-1:] == [i - 1]), None)
    before = [f for span, f in taken.items() if span[1] <= s.tokens[i].start and not f.part]
    noun = next((k for k in range(i + 2, min(i + 5, len(s))) if s.is_noun(k)), None)
    if quantity is None or noun is None or not before or quantity.span in taken:
        return
    whole = max(before, key=lambda f: f.count.span or (0, 0))
    taken[quantity.span] = Figure(_count(quantity, whole.count.kind, s.low(noun), "person"), whole.event, part=True)


def _among_before(s: Sentence, here: list[Quantity], i: int, taken: dict[tuple[int, int], Figure]) -> None:
    """ "300 civilians, at least 100 children among them" """
    start = next((k for k in range(i - 1, -1, -1) if s.word(k) in (",", DASH, ";") and not _in_number_list(s, k)), -1)
    before = [f for span, f in taken.items() if span[1] <= s.tokens[max(start, 0)].start and not f.part]
    for quantity in here:
        tokens = _tokens_of(s, quantity)
        if (
            not before
            or not tokens
            or quantity.span in taken
            or not start < tokens[0] < i
            or quantity.kind == "measure"
        ):
            continue
        whole = max(before, key=lambda f: f.count.span or (0, 0))
        noun = next((k for k in range(tokens[-1] + 1, min(tokens[-1] + 4, len(s))) if s.is_noun(k)), None)
        if noun is not None:
            taken[quantity.span] = Figure(
                _count(quantity, whole.count.kind, s.low(noun), "person"), whole.event, part=True
            )


def _in_number_list(s: Sentence, k: int) -> bool:
    """Say whether a comma only parts "five women, two children"."""
    return (
        k + 1 < len(s) and s.tags[k + 1] == "CD" and k > 1 and any(s.tags[m] == "CD" for m in range(max(k - 3, 0), k))
    )


def _same_list(s: Sentence, i: int, first: int) -> bool:
    """Say whether only list words lie between "including" and the number."""
    between = range(i + 1, first)
    return not any(s.is_verb(k) or s.word(k) in ";." for k in between) and first - i < 14  # noqa: PLR2004  (a list, not a new clause)


def _by_pattern(s: Sentence, here: list[Quantity], events: list[Event], taken: dict[tuple[int, int], Figure]) -> None:
    """Numbers beside casualty words that the parse did not place: "leaving 33 dead", "toll to 59"."""
    for quantity in here:
        tokens = _tokens_of(s, quantity)
        if not tokens or quantity.kind in ("measure", "article"):
            continue
        found = _casualty_after(s, tokens[-1]) or _casualty_before(s, tokens[0]) or _toll(s, tokens[0])
        if found is None:
            continue
        kind, noun, toll = found
        known = taken.get(quantity.span)
        if known is not None:
            if (
                known.count.kind in ("killed", "wounded")
                and kind in ("killed", "wounded")
                and known.count.kind != kind
                and not known.part
            ):
                taken[quantity.span] = Figure(
                    known.count,
                    known.event,
                    known.part,
                    known.method,
                    f"parser reads {known.count.kind}, pattern reads {kind}",
                )
            continue
        event = next((e for e in events if tokens[0] in e.tokens), None) or _harm_before(s, events, tokens[0])
        taken[quantity.span] = Figure(
            _count(quantity, kind, noun, "person"), event, method="pattern-toll" if toll else "pattern"
        )


_HARMFUL = frozenset(
    [
        "air-strike",
        "drone-strike",
        "shelling",
        "missile-launch",
        "armed-clash",
        "small-arms-fire",
        "offensive",
        "attack",
        "ambush",
        "roadside-bomb",
        "suicide-bombing",
        "landmine",
        "grenade",
        "chemical-attack",
        "explosion",
        "ground-advance",
        "killed",
        "wounded",
    ]
)


def _harm_before(s: Sentence, events: list[Event], first: int) -> Event | None:
    """The act of harm told last before the number in the same sentence."""
    before = [
        e
        for e in events
        if e.act in _HARMFUL and e.trigger < first and not any(s.word(k) == ";" for k in range(e.trigger, first))
    ]
    return before[-1] if before else None


def _casualty_after(s: Sentence, last: int) -> tuple[str, str | None, bool] | None:
    noun: str | None = None
    for k in range(last + 1, min(last + 9, len(s))):
        low = s.low(k)
        if k > last + 5 and not (s.is_name(k) or low in CASUALTY or s.is_name(k - 1)):
            return None
        if low in CASUALTY and not (
            low in ("killed", "wounded", "injured") and k + 1 < len(s) and s.word(k + 1).isdigit()
        ):
            return CASUALTY[low], noun, False
        if s.is_noun(k) and lexicon.noun_kind(s.lemmas[k]) in _PEOPLE:
            noun = low
        elif low not in _BETWEEN and not s.tags[k].startswith(("JJ", "RB", "NN")):
            return None
    return None


def _casualty_before(s: Sentence, first: int) -> tuple[str, str | None, bool] | None:
    for k in range(first - 1, max(first - 3, -1), -1):
        low = s.low(k)
        if low in CASUALTY and low not in ("dead", "missing", "homeless"):
            noun = next(
                (
                    s.low(n)
                    for n in range(first + 1, min(first + 6, len(s)))
                    if lexicon.noun_kind(s.lemmas[n]) in _PEOPLE
                ),
                None,
            )
            return CASUALTY[low], noun, False
        if low not in ("of", ":", "some", "about", "up", "to", "at", "another"):
            return None
    return None


def _toll(s: Sentence, first: int) -> tuple[str, str | None, bool] | None:
    """ "raising the number of soldiers killed … to 59", "the death toll rose to 33" """
    if first == 0 or s.low(first - 1) not in ("to", "at", "reached", "of", "hit", "stands"):
        return None
    for k in range(first - 1, -1, -1):
        if s.lemmas[k] in ("toll", "number", "count", "total", "tally", "figure"):
            between = [s.low(t) for t in range(k - 1 if k else 0, first)]
            kind = next((CASUALTY[w] for w in between if w in CASUALTY), "killed" if s.lemmas[k] == "toll" else None)
            noun = next(
                (
                    s.low(t)
                    for t in range(k, first)
                    if lexicon.noun_kind(s.lemmas[t]) in _PEOPLE and s.tags[t] in ("NNS", "NN", "NNPS")
                ),
                None,
            )
            return (kind, noun, True) if kind else None
    return None
