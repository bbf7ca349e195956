"""Numbers beside casualty words that the parse did not place: "leaving 33 dead", "the toll rose to 59"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.model.acts import HARM
from trucewatch.reading import lexicon
from trucewatch.reading.counts import Figure, count_of, tokens_of

if TYPE_CHECKING:
    from trucewatch.reading.quantities import Quantity
    from trucewatch.reading.syntax import Sentence
    from trucewatch.reading.work import Event

_PEOPLE = ("person", "force", "group")


def by_pattern(s: Sentence, here: list[Quantity], events: list[Event], taken: dict[tuple[int, int], Figure]) -> None:
    """Numbers beside casualty words that the parse did not place: "leaving 33 dead", "toll to 59"."""
    for quantity in here:
        tokens = tokens_of(s, quantity)
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
            count_of(quantity, kind, noun, "person"), event, method="pattern-toll" if toll else "pattern"
        )


HURTING = HARM - {
    "shoot-down",
    "abduction",
    "execution",
    "sexual-violence",
    "demolition",
    "violations-counted",
}
"""Acts of harm in which the numbers of dead and wounded that follow in a sentence may have fallen."""


def _harm_before(s: Sentence, events: list[Event], first: int) -> Event | None:
    """The act of harm told last before the number in the same sentence."""
    before = [
        e
        for e in events
        if e.act in HURTING and e.trigger < first and not any(s.word(k) == ";" for k in range(e.trigger, first))
    ]
    return before[-1] if before else None


def _casualty_after(s: Sentence, last: int) -> tuple[str, str | None, bool] | None:
    noun: str | None = None
    for k in range(last + 1, min(last + 9, len(s))):
        low = s.low(k)
        if k > last + 5 and not (s.is_name(k) or low in lexicon.casualties() or s.is_name(k - 1)):
            return None
        if low in lexicon.casualties() and not (
            low in ("killed", "wounded", "injured") and k + 1 < len(s) and s.word(k + 1).isdigit()
        ):
            return lexicon.casualties()[low], noun, False
        if s.is_noun(k) and lexicon.noun_kind(s.lemmas[k]) in _PEOPLE:
            noun = low
        elif low not in lexicon.words("casualty-between") and not s.tags[k].startswith(("JJ", "RB", "NN")):
            return None
    return None


def _casualty_before(s: Sentence, first: int) -> tuple[str, str | None, bool] | None:
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
            return lexicon.casualties()[low], noun, False
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
            kind = next(
                (lexicon.casualties()[w] for w in between if w in lexicon.casualties()),
                "killed" if s.lemmas[k] == "toll" else None,
            )
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
