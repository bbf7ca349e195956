"""The claim of one act: who tells it, who did it, what they deny of it, when, where and how many."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from trucewatch.model import Claim, Named, Stance, Window, touches
from trucewatch.model.acts import HARM
from trucewatch.reading.arms import form_of_name
from trucewatch.reading.casualties import HURTING
from trucewatch.reading.excerpts import claim_span, quote_of, with_cue
from trucewatch.reading.finer_places import finer
from trucewatch.reading.people import as_named, of_one_country, unique, without_others
from trucewatch.reading.pinpointed import pinpointed, with_coordinates
from trucewatch.reading.places_again import again
from trucewatch.reading.places_beside import beside
from trucewatch.reading.placing import place_hit, place_of
from trucewatch.reading.pronouns import PRONOUNS, resolved
from trucewatch.reading.stance import denied_elements
from trucewatch.reading.timing import long_window, said_when_of, when_of, window_of
from trucewatch.reading.voices import HARM_FRAMES, sayers, speaker_and_stance

if TYPE_CHECKING:
    from trucewatch.model import Count, Speaker, When
    from trucewatch.reading.counts import Figure
    from trucewatch.reading.syntax import Sentence
    from trucewatch.reading.work import Event, Said, Work

_VAGUE = frozenset(["dozens", "hundreds", "thousands", "scores", "many"])
_SUMMED = frozenset({"killed", "wounded", "displaced", "missing", "captured", "events", "returned"})
_MANY = 10
"""So many acts of one kind in one claim are a sum; a few told together may still be checked as one incident."""
_OF_ONE_DAY = HURTING - {"ground-advance", "offensive", "landmine", "grenade", "chemical-attack"}
"""Acts of harm that are taken to share the day of such an act in the sentence before."""


def claim_of(
    work: Work, s: Sentence, event: Event, events: list[Event], said: list[Said], figures: list[Figure]
) -> Claim:
    """The claim of `event`; `events` and `said` are those of its sentence, `figures` those that count it."""
    speaker, inner, stance = speaker_and_stance(s, event, None, sayers(s, event.trigger, said))
    actors = _actors(event, inner)
    negated = event.negated or (inner is not None and stance is Stance.CLAIMS_RESPONSIBILITY and inner.negated)
    stance, denies = _denial(work, s, event, inner, (speaker, stance), actors)
    figures = _others_named(figures)
    counts = tuple(_unbounded(f.count) if stance is Stance.HYPOTHETICAL else f.count for f in figures if f.sure)
    when = when_of(work, s, event, events, said)
    window = _window(work, s, event, counts, when)
    cumulative = bool(counts) and (window is not None or _sums_up(event, counts, dated=when is not None))
    if when is None and not cumulative:
        when = _day_before(work, s, event)
    named = again(work, s, event.tokens, finer(place_of(work, s, event), place_hit(work, s, event)))
    where = pinpointed(work, s, event.tokens, named, alone=len(events) == 1)
    span = with_coordinates(work, claim_span(s, with_cue(s, event.tokens, inner)), where.words)
    return Claim(
        id=f"e{s.number}.{event.trigger:03}",
        document=work.document.id,
        span=span,
        quote=quote_of(work, span),
        speaker=speaker,
        cue=inner.cue if inner else None,
        content_span=inner.content_span if inner else None,
        stance=stance,
        denies_what=denies,
        gloss=event.gloss,
        act=_act(event, actors),
        actors=tuple(unique(resolved(inner, actors))),
        targets=tuple(without_others(unique(resolved(None, event.targets)))),
        weapons=tuple(
            w for w in event.weapons if not any(a.span and w.span and touches(a.span, w.span) for a in actors)
        ),
        negated=negated,
        place=where.place or beside(work, s, event, events),
        when=None if cumulative and window else when,
        said_when=said_when_of(work, inner),
        counts=counts,
        cumulative=cumulative,
        window=window if cumulative else None,
        method="parser" if all(f.method == "parser" for f in figures) else "parser+pattern",
        review=(*(f.review for f in figures if f.review), *where.review),
    )


def _act(event: Event, actors: list[Named]) -> str | None:
    """The act, with the form that a named platform gives an attack of unstated form."""
    if event.act == "attack":
        return next((form for a in actors if (form := form_of_name(a.name))), event.act)
    return event.act or None


def _denial(
    work: Work, s: Sentence, event: Event, inner: Said | None, told: tuple[Speaker, Stance], actors: list[Named]
) -> tuple[Stance, tuple[str, ...]]:
    """The stance that `told` has after all, and which elements of the act are denied."""
    speaker, stance = told
    lands = tuple(land for (land, _), holder in work.offices.items() if holder == speaker.name and land)
    if stance is Stance.DENIES or (inner is not None and stance is Stance.REJECTS and inner.frame == "deny"):
        return stance, denied_elements(s, event.tokens)
    if event.act == "violations-counted" and event.negated and stance is Stance.ASSERTS and inner is not None:
        return Stance.DENIES, ("occurrence",)
    if _denies_own_act(event, told, actors, lands):
        return Stance.DENIES, denied_elements(s, event.tokens)
    return stance, ()


def _window(work: Work, s: Sentence, event: Event, counts: tuple[Count, ...], when: When | None) -> Window | None:
    """The window that the figures of an act cover, if the text tells it."""
    window = window_of(work, s, event) if counts or event.perfect else None
    if window is not None or not counts or when is None:
        return window
    if event.act == "violations-counted" and (when.start or when.end):
        return Window(start=when.start, end=when.end, words=when.words)
    return long_window(work, when)


def _day_before(work: Work, s: Sentence, event: Event) -> When | None:
    """The day of the act told in the sentence before, in the same paragraph, for an act of harm that names none."""
    if s.number == 0 or event.act not in _OF_ONE_DAY or event.perfect or event.future or event.negated:
        return None
    before = work.sentences[s.number - 1]
    if before.paragraph != s.paragraph:
        return None
    for other in (e for e in work.events if e.sentence == s.number - 1 and e.act in _OF_ONE_DAY):
        when = when_of(work, before, other, [], [])
        if when is not None and when.start and when.end and when.start[:10] == when.end[:10]:
            return replace(
                when, start=when.start[:10], end=when.end[:10], method=f"{when.method}, from the sentence before"
            )
    return None


def _others_named(figures: list[Figure]) -> list[Figure]:
    """Read "killed two soldiers and wounded three others": the others are soldiers too."""
    of = next((f.count.of for f in figures if f.count.of and f.count.of not in ("others", "other")), None)
    return [
        replace(f, count=replace(f.count, of=of)) if f.count.of in ("others", "other") and of else f for f in figures
    ]


def _unbounded(count: Count) -> Count:
    """A figure of what might have been keeps its words and no bounds, so that nobody can add it up."""
    return replace(count, at_least=None, at_most=None)


def _actors(event: Event, inner: Said | None) -> list[Named]:
    """Who did it: as told, else as accused; who agrees to something undertakes it."""
    if inner is None:
        return event.actors
    accused = list(inner.accused) if inner.frame in HARM_FRAMES else []
    if accused and _only_speaker(event.actors, inner):
        return accused
    if event.actors:
        return event.actors
    if inner.stance is Stance.AGREES:
        return [as_named(inner.speaker)] if event.act != "agreement" else []
    return accused


def _only_speaker(actors: list[Named], inner: Said) -> bool:
    """Say whether the clause of an accusation names nobody but who accuses (its subject is then the accused)."""
    return all(a.name == inner.speaker.name or a.name.lower() in PRONOUNS for a in actors)


def _denies_own_act(event: Event, told: tuple[Speaker, Stance], actors: list[Named], lands: tuple[str, ...]) -> bool:
    """Say whether a negated act of the speaker's own is denied: "insisting it has not targeted …"."""
    speaker, stance = told
    if stance is not Stance.ASSERTS or not event.negated or event.act not in HARM:
        return False
    sides = (speaker.name, *lands)
    return event.own or any(
        a.name.lower() in PRONOUNS or a.name == speaker.name or any(of_one_country(a.name, side) for side in sides)
        for a in actors
    )


def _sums_up(event: Event, counts: tuple[Count, ...], *, dated: bool) -> bool:
    """Say whether a figure without a stated window still sums several events: "have been killed", "dozens were"."""
    kinds = {count.kind for count in counts}
    many = 2 if event.act == "violations-counted" else _MANY
    if kinds == {"events"} and any((count.at_least or 0) >= many for count in counts):
        return True
    if dated or not kinds & _SUMMED:
        return False
    vague = any(count.words.lower().split()[0] in _VAGUE for count in counts if count.words)
    return event.perfect or (vague and event.act in ("killed", "wounded", "displaced"))
