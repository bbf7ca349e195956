"""What a report must show: claims against the patterns of a duty or of an event that exists once it is reported."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from trucewatch.agreement import clocks, zones
from trucewatch.agreement.actors import affiliation, is_unnamed, parties_in
from trucewatch.agreement.readings import holds
from trucewatch.agreement.terms import fold_name
from trucewatch.compliance.against import was_against
from trucewatch.compliance.live import TELLS
from trucewatch.compliance.situate import span_of
from trucewatch.model import Interval, Stance, Within, all_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from trucewatch.agreement.readings import Choice
    from trucewatch.agreement.terms import Agreement, Duty, Pattern
    from trucewatch.compliance.live import Known, Word
    from trucewatch.model import Claim, Place

_NAMES = re.compile(r"[^()]*[^()\s]")
_ENDS = (". ", "! ", "? ", "\n")
_CUT_SHORT = "-cut-short"
_AGREED = frozenset({"agreement", "agree-corridor-parameters", "ceasefire-start", "extension", "suspension", "talks"})
"""Acts that consist in words between the parties: whoever is spoken of as the other side takes part."""


def fulfilling(patterns: Iterable[Pattern], now: Known, choice: Choice = ()) -> list[Word]:
    """Return the live words that say that one of the patterns happened; a promise or a plan does not."""
    wanted = list(patterns)
    taken_back = retracted(now)
    found = [
        word
        for word in now.words.values()
        if word.claim.stance in TELLS
        and not word.claim.negated
        and word.claim.id not in taken_back
        and any(shows(word, pattern, now, choice) for pattern in wanted)
        and not _is_ahead(word, now)
    ]
    return sorted(found, key=lambda w: w.key)


def missing(patterns: Iterable[Pattern], now: Known) -> list[Word]:
    """Return the words that say that a pattern did not happen."""
    wanted = list(patterns)
    found = [
        word
        for word in now.words.values()
        if (word.claim.negated or word.claim.stance is Stance.DENIES)
        and word.claim.stance in TELLS | {Stance.DENIES}
        and any(word.claim.act in pattern.acts and _is_about(word, pattern) for pattern in wanted)
    ]
    return sorted(found, key=lambda w: w.key)


def observed(now: Known) -> Mapping[str, Interval]:
    """Return the instants of the events that exist only once they are reported, as their first report has them.

    A duty that is reported as met since it began is one too, under `DUTY.met`.
    """
    found: dict[str, Interval] = {}
    for event in now.agreement.events:
        if event.observe is not None and (words := fulfilling((event.observe,), now)):
            found[event.id] = span_of(words[0].claim.when, words[0].known, now).interval
    events = dict(found)
    for duty in now.agreement.duties:
        patterns = tuple(p for p in duty.met_by if p.only_if is None)
        if patterns and (words := since_begun(duty, patterns, _every(now), now, events)):
            found[f"{duty.id}.met"] = span_of(words[0].claim.when, words[0].known, now).interval
    return found


def since_begun(
    duty: Duty, patterns: Iterable[Pattern], choice: Choice, now: Known, observed: Mapping[str, Interval]
) -> list[Word]:
    """Return the live words that show a pattern that holds under `choice`, of nothing before the duty began."""
    words = fulfilling([p for p in patterns if holds(p.only_if, choice)], now, choice)
    return _after(words, _earliest(duty, choice, now, observed), now)


def _earliest(duty: Duty, choice: Choice, now: Known, observed: Mapping[str, Interval]) -> datetime | None:
    """What was done before the duty began, or else before the agreement's first event, does not fulfil it."""
    if duty.from_ is not None:
        start = clocks.evaluate(now.agreement, duty.from_, choice, observed=observed, as_of=now.as_of).interval
        return start.lo if start else None
    expressions = [event.at for event in now.agreement.events if event.at is not None]
    found = [clocks.evaluate(now.agreement, e, _every(now), observed=observed, as_of=now.as_of) for e in expressions]
    return min((c.interval.lo for c in found if c.interval and c.interval.lo), default=None)


def _every(now: Known) -> Choice:
    """Some option of every reading: an agreement's earliest event is not a matter of which."""
    return tuple(sorted((r.id, r.options[0][0]) for r in now.agreement.readings))


def _after(words: Sequence[Word], not_before: datetime | None, now: Known) -> list[Word]:
    if not_before is None:
        return list(words)
    spans = [(w, span_of(w.claim.when, w.known, now).interval) for w in words]
    return [w for w, span in spans if span.hi is None or span.hi > not_before or span.lo == span.hi == not_before]


def retracted(now: Known) -> frozenset[str]:
    """Return the ids of the claims that were taken back by name."""
    back = (w.claim.responds_to for w in now.words.values() if w.claim.stance is Stance.RETRACTS)
    return frozenset(claim for claim in back if claim is not None)


def shows(word: Word, pattern: Pattern, now: Known, choice: Choice = ()) -> bool:
    """Say whether a claim shows the act, all its actors, its route, its subject, whom it was against and where."""
    return shown(word, pattern, now, choice) is Within.YES


def shown(word: Word, pattern: Pattern, now: Known, choice: Choice = (), place: Place | None = None) -> Within:
    """Say whether a claim shows a pattern; cannot tell where it names no author, no target or no sure place.

    `place` is where the act lies as far as all claims of its incident say; without it the claim's own.
    """
    claim, agreement = word.claim, now.agreement
    if claim.act not in pattern.acts or not _runs_along(word, pattern, now) or not _is_about(word, pattern):
        return Within.NO
    where = place or claim.place
    answers = [_by_those(claim, pattern, agreement)]
    if pattern.at_least is not None:
        answers.append(_reaches(claim, pattern.at_least))
    if pattern.against:
        answers.append(was_against(pattern.against, (word,), where, choice, agreement)[0])
    if pattern.where is not None:
        lo = span_of(claim.when, word.known, now).interval.lo
        day = lo.astimezone(now.zone).date() if lo else None
        answers.append(zones.locate(agreement, pattern.where, where, choice, on=day).answer)
    return all_of(answers)


def _by_those(claim: Claim, pattern: Pattern, agreement: Agreement) -> Within:
    wanted = {*pattern.all_of, *((pattern.actor,) if pattern.actor else ())}
    taking_part = _taking_part(claim, agreement)
    over = {p.of for p in agreement.parties if p.id in taking_part and p.of is not None}
    if wanted <= taking_part | over:
        return Within.YES
    nobody = all(is_unnamed(actor) for actor in claim.actors)
    return Within.UNKNOWN if nobody and not taking_part else Within.NO


def _reaches(claim: Claim, number: float) -> Within:
    """Whether some count is surely, or surely not, at least `number`."""
    if any(c.at_least is not None and c.at_least >= number for c in claim.counts):
        return Within.YES
    bounded = [c for c in claim.counts if c.at_most is not None]
    return (
        Within.NO if bounded and all(c.at_most < number for c in bounded if c.at_most is not None) else Within.UNKNOWN
    )


def _taking_part(claim: Claim, agreement: Agreement) -> set[str]:
    found = {party for actor in claim.actors for party in parties_in(actor, agreement)}
    if claim.act in _AGREED:
        found |= {party for target in claim.targets for party in parties_in(target, agreement)}
        speaker = affiliation(claim.speaker, agreement)
        found |= {speaker} if speaker else set()
    return found


def _runs_along(word: Word, pattern: Pattern, now: Known) -> bool:
    """Every place of the route is named by the claim: its place, its words, or the rest of its sentence."""
    place = word.claim.place.name if word.claim.place else ""
    told = f" {fold_name(place)} {fold_name(_sentence(word, now))} "
    return all(any(f" {name}" in told for name in _spellings(stop, now.agreement)) for stop in pattern.route)


def _sentence(word: Word, now: Known) -> str:
    """The sentence of a claim; only the claim's own words where the same sentence says that the act was cut short."""
    text, (start, end) = word.document.text, word.claim.span
    first = max((text.rfind(mark, 0, start) for mark in _ENDS), default=-1) + 1
    last = min((found for mark in _ENDS if (found := text.find(mark, end)) >= 0), default=len(text))
    broken_off = any(
        other.document.id == word.document.id and other.claim.act == f"{word.claim.act}{_CUT_SHORT}"
        for other in now.words.values()
        if first <= other.claim.span[0] < last
    )
    return word.claim.quote if broken_off or not text else text[first:last]


def _spellings(stop: str, agreement: Agreement) -> set[str]:
    """How a place of the route may be written: as in the pattern, or as the zone of that place writes it."""
    wanted = fold_name(stop)
    for zone in agreement.zones:
        names = {fold_name(n) for n in (zone.id, *_NAMES.findall(zone.name or ""))}
        if zone.kind == "place" and wanted in names:
            return names
    return {wanted}


def _is_about(word: Word, pattern: Pattern) -> bool:
    """The subject is the act's own, is named as what it is about, or all its words occur in the quote."""
    if pattern.subject is None:
        return True
    subject = fold_name(pattern.subject)
    if subject in fold_name(word.claim.act or "") or subject in {fold_name(t.name) for t in word.claim.targets}:
        return True
    quote = fold_name(word.claim.quote)
    return all(stem.rstrip("s") in quote for stem in subject.split())


def _is_ahead(word: Word, now: Known) -> bool:
    """Whether the claim speaks of a time after its own: what is planned has not happened."""
    span = span_of(word.claim.when, word.known, now).interval
    return span.lo is not None and span.lo > word.known
