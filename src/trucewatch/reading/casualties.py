"""Numbers beside casualty words that the parse did not place: "leaving 33 dead", "the toll rose to 59"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from trucewatch.model.acts import HARM
from trucewatch.reading import lexicon
from trucewatch.reading.counts import TOLLS, Figure, count_of, tokens_of

if TYPE_CHECKING:
    from trucewatch.model import Span
    from trucewatch.reading.quantities import Quantity
    from trucewatch.reading.syntax import Sentence
    from trucewatch.reading.work import Event

_PEOPLE = ("person", "force", "group")
TOLL = "pattern-toll"
"""The method of a figure that sums up what came before: a toll, not what one act did."""


class Found(NamedTuple):
    """What a casualty word makes of a number: the kind of count, the noun that is counted, and whether it is a toll."""

    kind: str
    noun: str | None
    toll: bool = False


def by_pattern(s: Sentence, here: list[Quantity], events: list[Event], taken: dict[Span, Figure]) -> None:
    """Take the numbers beside casualty words; one that the parse counts otherwise is marked for review."""
    for quantity in here:
        tokens = tokens_of(s, quantity)
        if not tokens or quantity.kind in ("measure", "article"):
            continue
        found = _casualty_after(s, tokens[-1]) or _casualty_before(s, tokens[0]) or _toll(s, tokens[0])
        if found is None:
            continue
        known = taken.get(quantity.span)
        if known is not None:
            taken[quantity.span] = _compared(known, found.kind)
            continue
        hurting = (e for e in events if tokens[0] in e.tokens and e.act in _MAY_HURT)
        event = next(hurting, None) or _harm_before(s, events, tokens[0])
        taken[quantity.span] = Figure(
            count_of(quantity, found.kind, found.noun, "person"), event, method=TOLL if found.toll else "pattern"
        )


def _compared(known: Figure, kind: str) -> Figure:
    """Mark a figure of the parse that the words beside it count as something else."""
    if known.part or not known.sure or {known.count.kind, kind} != {"killed", "wounded"}:
        return known
    return replace(known, review=f"parser reads {known.count.kind}, pattern reads {kind}")


HURTING = HARM - {
    "shoot-down",
    "abduction",
    "execution",
    "sexual-violence",
    "demolition",
    "violations-counted",
}
"""Acts of harm in which the numbers of dead and wounded that follow in a sentence may have fallen."""


_MAY_HURT = HARM | {"displaced", "return", "exchange", "troop-movement", "withdrawal", "protest"}
"""Acts that casualties beside them may belong to; "with dozens dead, he threatened …" tells of two things."""


def _harm_before(s: Sentence, events: list[Event], first: int) -> Event | None:
    """The act of harm told last before the number in the same sentence."""
    before = [
        e
        for e in events
        if e.act in HURTING and e.trigger < first and not any(s.word(k) == ";" for k in range(e.trigger, first))
    ]
    return before[-1] if before else None


def _casualty_after(s: Sentence, last: int) -> Found | None:
    """Read "five people were killed": the casualty word stands after the number."""
    noun: str | None = None
    for k in range(last + 1, min(last + 9, len(s))):
        low = s.low(k)
        if k > last + 5 and not (s.is_name(k) or low in lexicon.casualties() or s.is_name(k - 1)):
            return None
        if low in lexicon.casualties() and not (
            low in ("killed", "wounded", "injured") and k + 1 < len(s) and s.word(k + 1).isdigit()
        ):
            return Found(lexicon.casualties()[low], noun)
        if s.is_noun(k) and lexicon.noun_kind(s.lemmas[k]) in _PEOPLE:
            noun = low
        elif low not in lexicon.words("casualty-between") and not s.tags[k].startswith(("JJ", "RB", "NN")):
            return None
    return None


def _casualty_before(s: Sentence, first: int) -> Found | None:
    """Read "killing at least five": the casualty word stands right before the number."""
    for k in range(first - 1, max(first - 3, -1), -1):
        low = s.low(k)
        if low in lexicon.casualties() and low not in ("dead", "missing", "homeless"):
            noun = next(
                (
                    s.low(n)
                    for n in range(first + 1, min(first + 6, len(s)))
                    if lexicon.noun_kind(s.lemmas[n]) in _PEOPLE
                ),
                None,
            )
            return Found(lexicon.casualties()[low], noun)
        if low not in ("of", ":", "some", "about", "up", "to", "at", "another"):
            return None
    return None


def _toll(s: Sentence, first: int) -> Found | None:
    """Read "raising the number of soldiers killed … to 59", "the death toll rose to 33"."""
    if first == 0 or s.low(first - 1) not in ("to", "at", "reached", "of", "hit", "stands"):
        return None
    at = next((k for k in range(first - 1, -1, -1) if s.lemmas[k] in TOLLS), None)
    if at is None:
        return None
    between = [s.low(t) for t in range(max(at - 1, 0), first)]
    told = (lexicon.casualties()[word] for word in between if word in lexicon.casualties())
    kind = next(told, "killed" if s.lemmas[at] == "toll" else None)
    counted = (
        s.low(t)
        for t in range(at, first)
        if lexicon.noun_kind(s.lemmas[t]) in _PEOPLE and s.tags[t] in ("NNS", "NN", "NNPS")
    )
    return Found(kind, next(counted, None), toll=True) if kind else None
