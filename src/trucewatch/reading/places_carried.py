"""Places carried from further up to an act that names none: from the sentence before, or from the heading of its item.

Only where one place is possible: neither the act's sentence nor, for an item, what was told in it before names another,
and no word ("elsewhere", "separately") turns to something else. The method of such a place says whence it was carried.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from trucewatch.geography.rows import apart_m
from trucewatch.model import Stance, covers
from trucewatch.model.acts import HARM
from trucewatch.reading import lexicon
from trucewatch.reading.clauses import case_of, is_time_word
from trucewatch.reading.headings import under
from trucewatch.reading.nearby import beginning_in
from trucewatch.reading.phrases import without_the
from trucewatch.reading.places_beside import ON_GROUND, OUTCOMES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trucewatch.model import Claim, Mention, Place
    from trucewatch.reading.headings import Heading
    from trucewatch.reading.syntax import Sentence
    from trucewatch.reading.work import Event, Work

_TOLD = frozenset(
    {
        Stance.ASSERTS,
        Stance.DENIES,
        Stance.ACCUSES,
        Stance.ADMITS,
        Stance.CLAIMS_RESPONSIBILITY,
        Stance.JUSTIFIES,
        Stance.REJECTS,
        Stance.RETRACTS,
    }
)
"""Stances to what is said to have been done or not; what is feared or promised may be anywhere."""
_LONGEST_DAYS = 2
"""A count over more days may be of more places than its item."""
_BACK_DAYS = 60
"""What was done longer before the report is background, and may have been elsewhere."""

_WHERE = frozenset({"in", "at", "near", "inside", "outside", "around", "across", "within"})
_WITHIN = frozenset({"in", "of", "the", "northern", "southern", "eastern", "western", "central", "rural"})
"""Words between a place and one that holds it: "X in the southern countryside of Y"."""
_MARKS = 2
"""Code points of a bullet or a quotation mark before the first word of a sentence, at most."""
_FAR = 3
"""Sentences back to the act that is taken up, at most."""


def carried(
    work: Work, s: Sentence, claim: Claim, event: Event | None, before: Sequence[Claim], heading: Heading | None
) -> Claim:
    """Return the claim with the one place that the text above leaves for it, else as it is.

    Args:
        work: The document.
        s: The sentence of the claim.
        claim: What is told there.
        event: Its act; None for a figure that stands by itself.
        before: The claims of the sentences above, of its paragraph or its item, in order.
        heading: The heading that holds for the sentence.
    """
    if claim.place is not None or not _may_be_anywhere(work, s, claim, event):
        return claim
    place = _of_sentence_above(work, s, claim, event, before)
    if place is None and heading is not None:
        place = _of_item(work, s, heading, before)
    return claim if place is None else replace(claim, place=place)


def _may_be_anywhere(work: Work, s: Sentence, claim: Claim, event: Event | None) -> bool:
    """Say whether an act was done on the ground, lately, and nothing in the sentence says where."""
    if claim.act not in ON_GROUND or claim.stance not in _TOLD:
        return False
    if event is not None and (event.future or event.possible or event.conditional):
        return False
    if _says_where(s):
        return False
    return not _is_long(claim) and not _is_past(work, claim) and not _turns_away(s)


def _says_where(s: Sentence) -> bool:
    """Say whether the sentence tells where in words that were not taken for a place: "in the country's east"."""
    near = (k for k in range(len(s)) if case_of(s, k) in _WHERE and not is_time_word(s, k))
    return any(s.is_name(k) or s.lemmas[k] in lexicon.words("of-place") for k in near)


def _is_long(claim: Claim) -> bool:
    if not claim.cumulative:
        return False
    window = claim.window
    if window is None or window.start is None or window.end is None:
        return window is not None or len(claim.counts) == 0
    return (date.fromisoformat(window.end[:10]) - date.fromisoformat(window.start[:10])).days > _LONGEST_DAYS


def _is_past(work: Work, claim: Claim) -> bool:
    told, now = claim.when and (claim.when.end or claim.when.start), work.document.published.start
    if not told or not now:
        return False
    return (date.fromisoformat(now[:10]) - date.fromisoformat(told[:10])).days > _BACK_DAYS


def _turns_away(s: Sentence) -> bool:
    return any(s.low(k) in lexicon.words("elsewhere") for k in range(len(s)))


def _others(work: Work, s: Sentence, place: Place) -> bool:
    """Say whether a sentence names a place besides `place` and those that hold it."""
    return any(
        not (_opens(s, m) or m.name).islower() and not _holds(work, m, place)
        for m in beginning_in(work.mentions, s.span)
        if m.kind == "Location"
    )


def _opens(s: Sentence, mention: Mention) -> str | None:
    """The rest of a mention whose first word has its capital only as the sentence's first: "Two houses"."""
    first = next((k for k in range(len(s)) if s.tokens[k].start == mention.span[0]), None)
    opening = first is not None and not s.is_name(first) and mention.span[0] - s.span[0] <= _MARKS
    return mention.name.partition(" ")[2] or None if opening else None


def _holds(work: Work, mention: Mention, place: Place) -> bool:
    """Say whether a mention is of the place itself, of what surely holds it, or of no place ("Moscow time")."""
    name, known, text = without_the(mention.name).lower(), place.name.lower(), work.document.text
    if name in known or known in name or name.split()[-1] in lexicon.countries().names:
        return True
    if text.startswith(" time", mention.span[1]) or lexicon.noun_kind(name.split()[-1]) in ("person", "group", "force"):
        return True
    if mention.radius_m is not None and place.lon is not None and place.lat is not None:
        there = mention.lon or 0.0, mention.lat or 0.0
        return apart_m(there, (place.lon, place.lat)) <= mention.radius_m
    end = place.span[1] if place.span is not None else 0
    between = text[end : mention.span[0]].replace(",", " ").lower().split() if 0 < end <= mention.span[0] else None
    return between is not None and all(word in _WITHIN or word in lexicon.words("of-place") for word in between)


def _of_item(work: Work, s: Sentence, heading: Heading, before: Sequence[Claim]) -> Place | None:
    """The place of the heading, if neither the sentence nor an act told before in the item names another."""
    told = (c.place for c in before if c.act in ON_GROUND and c.place is not None)
    named = (p for p in told if not (p.method or "").startswith("description"))
    other = any(p.name.lower() != heading.place.name.lower() for p in named)
    return None if other or _others(work, s, heading.place) else under(heading)


def _of_sentence_above(
    work: Work, s: Sentence, claim: Claim, event: Event | None, before: Sequence[Claim]
) -> Place | None:
    """The one place of the last act above, for its casualties and for an act that takes it up: "the blast"."""
    if not _takes_up(s, claim, event):
        return None
    between = [s]
    for above in reversed(work.sentences[max(0, s.number - _FAR) : s.number]):
        if not _follows(work, above, between[-1]) or not any(t.plain[0].isalpha() for t in above.tokens):
            return None
        acts = [c for c in before if above.span[0] <= c.span[0] < above.span[1] and c.act in HARM]
        if acts:
            place = _only_place(acts)
            if place is None or any(_others(work, one, place) for one in (*between, above)):
                return None
            return _from_above(place)
        between.append(above)
    return None


def _follows(work: Work, above: Sentence, s: Sentence) -> bool:
    """Say whether a sentence goes on right after the other: in its paragraph, or in the next without a new opening."""
    return above.paragraph == s.paragraph or not work.document.text[above.span[1] : s.span[0]].strip()


def _only_place(acts: Sequence[Claim]) -> Place | None:
    whole = [c for c in acts if not any(covers(o.span, c.span) and o.span != c.span for o in acts)]
    places = [c.place for c in whole if c.place is not None and c.stance in _TOLD and not c.negated]
    if not places or len(places) < len(whole) or any((p.method or "").startswith("description") for p in places):
        return None
    one = len({p.ref or p.name for p in places}) == 1 and places[0].name.lower() not in lexicon.words("of-place")
    return places[0] if one else None


def _from_above(place: Place) -> Place:
    method = place.method or ""
    if "carried from" in method:
        return place
    return replace(place, method=f"{method}, carried from the act told before as its only place")


def _takes_up(s: Sentence, claim: Claim, event: Event | None) -> bool:
    """Say whether a claim goes on with what was told: casualties by nobody new, "the attack", or "they"."""
    if event is None:
        return claim.act in OUTCOMES and not claim.cumulative
    if event.verbal:
        who = [a.name.lower() for a in claim.actors]
        bare = event.act in OUTCOMES | {"demolition"} and not event.perfect and not claim.cumulative
        return bare and all(name in ("they", "it") for name in who)
    return event.act in HARM and any(s.low(k) in ("the", "this") for k in s.children(event.trigger, "det"))
