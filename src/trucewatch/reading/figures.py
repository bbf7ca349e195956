"""How many: quantities given to the acts and outcomes that they count, one record a number.

The parse is asked first; patterns around casualty words then take the numbers that it left. Where the two disagree
about a number, the claim is marked for review.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.model import Count
from trucewatch.model.acts import HARM
from trucewatch.reading import lexicon
from trucewatch.reading.casualties import by_pattern
from trucewatch.reading.counts import Figure, count_of, quantity_at, tokens_of
from trucewatch.reading.included import included, itemised
from trucewatch.reading.munitions import counted_munitions
from trucewatch.reading.nearby import beginning_in
from trucewatch.reading.unsure import set_apart, unbounded

if TYPE_CHECKING:
    from trucewatch.model import Span
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


def figures_of(work: Work, s: Sentence, events: list[Event]) -> list[Figure]:
    """Return the figures of one sentence, in the order of the text."""
    here = [q for q in beginning_in(work.quantities, s.span) if q.span[1] <= s.span[1]]
    taken: dict[Span, Figure] = {}
    for event in events:
        for head, outcome in event.outcomes.items():
            _by_parse(s, here, event, head, outcome, taken)
        _counted_acts(s, here, event, taken)
    _times(s, here, events, taken)
    set_apart(s, here, taken)
    included(s, here, taken)
    itemised(s, here, taken)
    by_pattern(s, here, events, taken)
    set_apart(s, here, taken)
    return [taken[span] for span in sorted(taken)]


def _by_parse(
    s: Sentence, here: list[Quantity], event: Event, head: int, outcome: str, taken: dict[Span, Figure]
) -> None:
    """Count those at `head` of whom `outcome` is told, by the quantity that the parse puts beside them."""
    kind = KIND_OF_OUTCOME.get(outcome)
    if outcome == "demolition" and lexicon.noun_kind(s.lemmas[head]) in ("object", "force"):
        kind = "equipment"
    quantity = quantity_at(s, here, head)
    if kind is not None and quantity is None:
        _single(s, event, head, kind, taken)
    if kind is None or quantity is None or quantity.span in taken:
        return
    inner = s.child(head, "nmod")
    elliptic = quantity.kind == "article" and s.tags[head] == "CD" and kind in ("killed", "wounded", "captured")
    if elliptic and (inner is None or lexicon.noun_kind(s.lemmas[inner]) == "person"):
        # "one of its soldiers", or "two were killed and one was wounded": of the same people as the figure before.
        taken[quantity.span] = Figure(
            count_of(quantity, kind, s.low(inner) if inner is not None else None, "person"), event
        )
        return
    if quantity.kind == "article" and (
        lexicon.noun_kind(s.lemmas[head]) not in ("person", "object") or s.tags[head] == "NNS"
    ):
        return
    if kind == "personnel" and (quantity.kind == "article" or lexicon.noun_kind(s.lemmas[head]) == "object"):
        return
    of = _head_word(s, head)
    unit = "person" if kind in ("killed", "wounded", "displaced", "captured", "personnel") else of
    figure = Figure(count_of(quantity, kind, of, unit), event)
    taken[quantity.span] = unbounded(figure, s.word(event.trigger)) if outcome == "neutralised" else figure


def _single(s: Sentence, event: Event, head: int, kind: str, taken: dict[Span, Figure]) -> None:
    """Count one by an article or by itself: "an 11-year-old boy was killed", "and one was wounded"."""
    if s.low(head) == "one" and s.tags[head] == "CD" and kind in ("killed", "wounded", "captured"):
        here = s.span_of((head,))
        taken[here] = Figure(
            Count(kind=kind, unit="person", at_least=1, at_most=1, words=s.word(head), span=here), event
        )
        return
    article = next((k for k in s.children(head, "det") if s.low(k) in ("a", "an", "another")), None)
    person = s.tags[head] == "NN" and lexicon.noun_kind(s.lemmas[head]) == "person"
    if article is None or not person or kind not in ("killed", "wounded", "captured"):
        return
    span = s.span_of((article,))
    count = Count(kind=kind, of=s.low(head), unit="person", at_least=1, at_most=1, words=s.word(article), span=span)
    taken[span] = Figure(count, event)


def _head_word(s: Sentence, head: int) -> str | None:
    """The word that is counted; in "dozens of his troops" the troops, in "one million fled" nothing."""
    if s.tags[head] == "CD" or s.lemmas[head] in lexicon.words("number-noun") | {"total"}:
        inner = s.child(head, "nmod")
        return s.low(inner) if inner is not None else None
    return s.low(head)


def _counted_acts(s: Sentence, here: list[Quantity], event: Event, taken: dict[Span, Figure]) -> None:
    """Count the acts or munitions themselves: "two strikes", "19 violations", "fired four shells"."""
    heads = [] if event.verbal else [(event.trigger, "events")]
    if event.verbal and event.word in ("fire", "launch", "lob", "drop"):
        heads += [(k, "munitions") for k in s.children(event.trigger, "obj")]
    if event.act in HARM:
        heads += [(k, "munitions") for k in counted_munitions(s, event)]
    for head, kind in heads:
        quantity = quantity_at(s, here, head)
        if quantity is None or quantity.kind == "article" or quantity.span in taken:
            continue
        outcome = event.act if event.act in ("killed", "wounded", "displaced") and kind == "events" else None
        unit = "person" if outcome else s.lemmas[head]
        taken[quantity.span] = Figure(count_of(quantity, outcome or kind, s.low(head), unit), event)


def _times(s: Sentence, here: list[Quantity], events: list[Event], taken: dict[Span, Figure]) -> None:
    """Count the act itself: "violated the truce 19 times"."""
    for quantity in here:
        tokens = tokens_of(s, quantity)
        if (
            not tokens
            or quantity.span in taken
            or tokens[-1] + 1 >= len(s)
            or s.low(tokens[-1] + 1) not in ("times", "occasions")
        ):
            continue
        event = next((e for e in events if tokens[0] in e.tokens and e.verbal), None)
        if event is not None:
            taken[quantity.span] = Figure(count_of(quantity, "events", None, "event"), event)
