"""The claim of one act: who tells it, who did it, what they deny of it, when, where and how many."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from trucewatch.model import Claim, Named, Stance, Window
from trucewatch.reading import lexicon
from trucewatch.reading.arms import form_of_name
from trucewatch.reading.casualties import HURTING
from trucewatch.reading.excerpts import claim_span, quote_of, with_cue
from trucewatch.reading.people import unique, without_others
from trucewatch.reading.placing import finer, place_hit, place_of
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
_MANY = 10
"""So many acts of one kind in one claim are a sum; a few told together may still be checked as one incident."""
_OF_ONE_DAY = HURTING - {"ground-advance", "offensive", "landmine", "grenade", "chemical-attack"}
"""Acts of harm that are taken to share the day of such an act in the sentence before."""


def claim_of(
    work: Work, number: int, s: Sentence, event: Event, events: list[Event], said: list[Said], figures: list[Figure]
) -> Claim:
    around = sayers(s, number, event.trigger, said)
    speaker, inner, stance = speaker_and_stance(s, event, None, around)
    actors = _actors(event, inner)
    act = (
        next((form for a in actors if (form := form_of_name(a.name))), event.act)
        if event.act == "attack"
        else event.act
    )
    negated = event.negated or (inner is not None and stance is Stance.CLAIMS_RESPONSIBILITY and inner.negated)
    denies: tuple[str, ...] = ()
    if stance is Stance.DENIES or (inner is not None and stance in (Stance.REJECTS,) and inner.frame == "deny"):
        denies = denied_elements(s, event.tokens)
    elif event.act == "violations-counted" and event.negated and stance is Stance.ASSERTS and inner is not None:
        stance, denies = Stance.DENIES, ("occurrence",)
    elif _denies_own_act(event, speaker, stance, actors):
        stance, denies = Stance.DENIES, denied_elements(s, event.tokens)
    figures = _others_named(figures)
    counts = tuple(_unbounded(f.count) if stance is Stance.HYPOTHETICAL else f.count for f in figures)
    window = window_of(work, s, event) if counts or event.perfect else None
    when = when_of(work, s, event, events, said)
    if (
        event.act == "violations-counted"
        and counts
        and window is None
        and when is not None
        and (when.start or when.end)
    ):
        window = Window(start=when.start, end=when.end, words=when.words)
    if counts and window is None and when is not None:
        window = long_window(work, when)
    cumulative = bool(counts) and (window is not None or _sums_up(s, event, counts, when is not None))
    review = tuple(f.review for f in figures if f.review)
    place = finer(place_of(work, s, event), place_hit(work, s, event))
    if when is None and not cumulative:
        when = _day_before(work, number, event)
    span = claim_span(work, s, with_cue(s, event.tokens, inner, number))
    return Claim(
        id=f"e{number}.{event.trigger:03}",
        document=work.document.id,
        span=span,
        quote=quote_of(work, span),
        speaker=speaker,
        cue=inner.cue if inner else None,
        content_span=inner.content_span if inner else None,
        stance=stance,
        denies_what=denies,
        act=act or None,
        actors=tuple(unique(resolved(work, number, s, inner, actors))),
        targets=tuple(without_others(unique(resolved(work, number, s, None, event.targets)))),
        weapons=tuple(event.weapons),
        negated=negated,
        place=place,
        when=None if cumulative and window else when,
        said_when=said_when_of(work, inner),
        counts=counts,
        cumulative=cumulative,
        window=window if cumulative else None,
        method="parser" if not figures or all(f.method == "parser" for f in figures) else "parser+pattern",
        review=review,
    )


def _day_before(work: Work, number: int, event: Event) -> When | None:
    """The day of the act told in the sentence before, in the same paragraph, for an act of harm that names none."""
    if number == 0 or event.act not in _OF_ONE_DAY or event.perfect or event.future or event.negated:
        return None
    before = work.sentences[number - 1]
    if before.paragraph != work.sentences[number].paragraph:
        return None
    for other in (e for e in work.events if e.sentence == number - 1 and e.act in _OF_ONE_DAY):
        when = when_of(work, before, other, [], [])
        if when is not None and when.start and when.end and when.start[:10] == when.end[:10]:
            return replace(
                when, start=when.start[:10], end=when.end[:10], method=f"{when.method}, from the sentence before"
            )
    return None


def _others_named(figures: list[Figure]) -> list[Figure]:
    """ "killed two soldiers and wounded three others": the others are soldiers too."""
    of = next((f.count.of for f in figures if f.count.of and f.count.of not in ("others", "other")), None)
    return [
        replace(f, count=replace(f.count, of=of)) if f.count.of in ("others", "other") and of else f for f in figures
    ]


def _unbounded(count: Count) -> Count:
    """A figure of what might have been keeps its words and no bounds, so that nobody can add it up."""
    return replace(count, at_least=None, at_most=None)


def _actors(event: Event, inner: Said | None) -> list[Named]:
    if inner is not None and inner.accused and inner.frame in HARM_FRAMES and _only_speaker(event.actors, inner):
        return list(inner.accused)
    if event.actors or inner is None:
        return event.actors
    if inner.stance is Stance.AGREES:
        return (
            [Named(name=inner.speaker.name, span=inner.speaker.span, kind=inner.speaker.kind)]
            if event.act != "agreement"
            else []
        )
    return list(inner.accused) if inner.frame in HARM_FRAMES else []


def _only_speaker(actors: list[Named], inner: Said) -> bool:
    """Say whether the clause of an accusation names nobody but who accuses (its subject is then the accused)."""
    return all(a.name == inner.speaker.name or a.name.lower() in PRONOUNS for a in actors)


def _denies_own_act(event: Event, speaker: Speaker, stance: Stance, actors: list[Named]) -> bool:
    """ "insisting it has not targeted …": a negated act of the speaker's own is a denial."""
    if (
        stance is not Stance.ASSERTS
        or not event.negated
        or event.act not in ("attack", "shelling", "air-strike", "killed", "armed-clash")
    ):
        return False
    return any(
        a.name.lower() in PRONOUNS or a.name == speaker.name or _one_country(a.name, speaker.name) for a in actors
    )


def _one_country(a: str, b: str) -> bool:
    """Say whether two names carry the same country: "Russian aircraft", "Russian Defence Ministry"."""
    lands = [{land for word in name.split() if (land := lexicon.countries().of(word))} for name in (a, b)]
    return bool(lands[0] & lands[1])


def _sums_up(s: Sentence, event: Event, counts: tuple[object, ...], dated: bool) -> bool:
    """Say whether a figure without a stated window still sums several events: "have been killed", "dozens were"."""
    words = [(getattr(c, "words", "") or "").lower() for c in counts]
    kinds = {getattr(c, "kind", "") for c in counts}
    if kinds == {"events"} and any(
        (getattr(c, "at_least", 0) or 0) >= (2 if event.act == "violations-counted" else _MANY) for c in counts
    ):
        return True
    if not kinds & {"killed", "wounded", "displaced", "missing", "captured", "events", "returned"}:
        return False
    if event.perfect and not dated:
        return True
    return (
        not dated
        and any(word.split()[0] in _VAGUE for word in words if word)
        and event.act in ("killed", "wounded", "displaced")
    )
