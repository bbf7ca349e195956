"""Numbers, times, places and weapons of a claim, read from the document's own words by the rules reader's grammars.

The model only points at words. What they mean is decided here, so that a number or a date that it invents goes nowhere.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from trucewatch.model import Count, Place, Stance, Weapon, When, Window, touches
from trucewatch.model.acts import HARM
from trucewatch.reading import lexicon
from trucewatch.reading.arms import arms_in
from trucewatch.reading.distances import told_over
from trucewatch.reading.nearby import beginning_in, overlapping
from trucewatch.reading.placing import RELATIONS, at, is_told, locate, place_told
from trucewatch.reading.timing import as_when, as_window

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trucewatch.asking.schema import ToldCount
    from trucewatch.model import Span
    from trucewatch.reading.quantities import Quantity
    from trucewatch.reading.times import TimePhrase
    from trucewatch.reading.work import Work

PERSONS = frozenset({"killed", "wounded", "displaced", "returned", "missing", "captured", "personnel"})
_NO_COUNT = frozenset({"measure", "none-measure", "money"})
_UNREAD = "not in the grammar of times"
_BEFORE = 20
"""Code points before a place in which the preposition is looked for."""
_LOOSE = frozenset({"near", "outside", "around"})
_HARM_OR_OPEN = HARM | {""}
"""Acts of harm, and words whose object decides what they tell ("fired")."""
_SIDES = ("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest")


def count_at(
    work: Work, span: Span, told: ToldCount, *, of: str | None, stance: Stance
) -> tuple[Count | None, str | None]:
    """Return the count whose words stand at `span`, and why a person should look.

    The bounds are those of our own grammar of numbers. Where the model read others, or the grammar reads none, the
    claim is marked; a number that only the model has is not written. None where the words are no count at all.
    """
    found = _touching(work.quantities, span)
    if len(found) == 1 and found[0].kind in _NO_COUNT:
        return None, None
    count = Count(
        kind=told.kind,
        of=of,
        unit="person" if told.kind in PERSONS else of,
        words=work.document.text[slice(*span)],
        span=span,
    )
    if len(found) != 1:
        return count, f"the number of {told.kind} could not be read from its words"
    only = found[0]
    count = replace(count, words=only.words, span=only.span)
    if stance is not Stance.HYPOTHETICAL:
        count = replace(count, at_least=only.at_least, at_most=only.at_most)
    if (told.at_least, told.at_most) != (only.at_least, only.at_most):
        ours, theirs = _bounds(only.at_least, only.at_most), _bounds(told.at_least, told.at_most)
        return count, f"two readings of the number of {told.kind}: {ours} by its words, {theirs} by the model"
    return count, None


def _bounds(at_least: int | None, at_most: int | None) -> str:
    if at_least == at_most:
        return "open" if at_least is None else str(at_least)
    return f"{'' if at_least is None else at_least}..{'' if at_most is None else at_most}"


def _touching(quantities: Sequence[Quantity], span: Span) -> list[Quantity]:
    near = beginning_in(quantities, (max(0, span[0] - 60), span[1]))
    found = [q for q in near if touches(q.span, span)]
    # "a" inside "more than a dozen people": an article counts only where nothing else does.
    return [q for q in found if q.kind != "article"] or found


def time_at(work: Work, span: Span) -> TimePhrase | None:
    """Return the time phrase that the words at `span` hold most of, None where the grammar has none there."""
    near = beginning_in(work.times, (max(0, span[0] - 120), span[1]))
    found = [t for t in near if touches(t.span, span)]
    return max(found, key=lambda t: (min(t.span[1], span[1]) - max(t.span[0], span[0]), -t.span[0]), default=None)


def when_at(work: Work, span: Span, *, ahead: bool) -> When:
    """Return the time that the words at `span` mean; words that the grammar does not read stay words, open."""
    phrase = time_at(work, span)
    if phrase is None:
        return When(words=work.document.text[slice(*span)], span=span, method=_UNREAD)
    return as_when(work, phrase, future=ahead)


def window_at(work: Work, span: Span) -> Window:
    """Return the window that the words at `span` mean; words that the grammar does not read leave it open."""
    phrase = time_at(work, span)
    if phrase is None:
        return Window(words=work.document.text[slice(*span)])
    return as_window(work, phrase)


def place_at(work: Work, span: Span) -> Place:
    """Return the place whose words stand at `span`, located where the gazetteer is sure, else a name.

    Words inside "along the M4 from A to B" or "6 km south of X" mean the whole phrase. Where they hold coordinates, the
    place is what is named before these; where they are nothing else, the coordinates are its name.
    """
    text = work.document.text
    given = next((one for one in work.given if touches(one.frame, span)), None)
    if given is not None:
        named = text[span[0] : max(span[0], given.frame[0])].rstrip(" ,;([")
        if not any(map(str.isalpha, named)):
            return Place(name=given.words, span=given.point.span, relation="in", method="not found")
        span = (span[0], span[0] + len(named))
    told = told_over(work, span)
    place = place_told(work, told) if told is not None and is_told(work, told) else None
    # Of a phrase whose names nobody knows, the model's own words are kept.
    return _named_at(work, span) if place is None or place.method == "not found" else place


def _named_at(work: Work, span: Span) -> Place:
    text = work.document.text
    words = "".join(" " if c.isspace() else c for c in text[slice(*span)])
    relation, name = _related(words)
    asked = [words]
    if relation is None:
        before = text[max(0, span[0] - _BEFORE) : span[0]].split()
        word = before[-1].lower() if before else ""
        relation = RELATIONS.get(word)
        asked = [f"{word} {words}", words] if word in _LOOSE else [words]
        head, of, inner = words.rpartition(" of ")
        if of and head and lexicon.noun_kind(head.split()[-1].lower()) == "place":
            asked.append(inner)
    start = span[1] - len(name)
    place = Place(name=text[start : span[1]], span=(start, span[1]), relation=relation, method="not found")
    found = next((there for phrase in asked if (there := locate(work, phrase)) is not None), None)
    return place if found is None else at(place, found)


def _related(words: str) -> tuple[str | None, str]:
    """Part a relation from the name behind it: "near Ariha", "6 km south of Ariha"."""
    first, _, rest = words.partition(" ")
    if first.lower() in _LOOSE | {"along", "between"} and rest:
        return RELATIONS[first.lower()], rest
    head, of, name = words.rpartition(" of ")
    side = head.lower().split()[-1] if of and head else ""
    if side in _SIDES:
        return f"{side} of", name
    return None, words


def weapon_at(work: Work, span: Span) -> Weapon:
    """Return the weapon whose words stand at `span`, with the class that our list of arms gives it."""
    for s in (s for s in work.sentences if touches(s.span, span)):
        tokens = [k for k, t in enumerate(s.tokens) if span[0] <= t.start < span[1]]
        listed = arms_in(s, tokens)
        if listed:
            return Weapon(name=work.document.text[slice(*span)], span=span, class_=listed[0].class_)
    return Weapon(name=work.document.text[slice(*span)], span=span)


def is_quoted(work: Work, span: Span) -> bool:
    """Say whether a stretch stands inside quotation marks."""
    return any(q[0] <= span[0] and span[1] <= q[1] for q in overlapping(work.quotes, span))


def tells_of_harm(work: Work, span: Span) -> bool:
    """Say whether a stretch holds a word that our lists know for harm: an act, a casualty, a weapon."""
    for s in (s for s in work.sentences if touches(s.span, span)):
        tokens = [k for k, t in enumerate(s.tokens) if span[0] <= t.start < span[1]]
        if arms_in(s, tokens) or any(_is_harm(s.lemmas[k], s.low(k)) for k in tokens):
            return True
    return False


def _is_harm(lemma: str, low: str) -> bool:
    listed = (lexicon.acts().get((lemma, pos)) for pos in "vn")
    acts = {word.act for word in listed if word is not None}
    return low in lexicon.casualties() or not acts.isdisjoint(_HARM_OR_OPEN)
