"""What a model told to claims: only what stands in the document's own words, each thing where it says it stands.

A claim is rejected, and counted under its `Reason`, where its quote is not in the passage or stands in several places,
where its speaker is not in the document, where it is not of the schema, is part of a claim that was rejected, or was
told already. Any other name or wording that does not stand in the quote's own paragraph is left out of the claim, which
is then marked for review. Nothing is ever filled in.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from trucewatch.asking import resolve
from trucewatch.asking.anchors import Anchors, located
from trucewatch.model import PUBLISHER, Claim, Cue, Named, Speaker, Stance, covers
from trucewatch.model.acts import HARM
from trucewatch.reading.arms import is_weapon
from trucewatch.reading.lemmas import lemma
from trucewatch.reading.lexicon import noun_kind
from trucewatch.reading.pronouns import PRONOUNS
from trucewatch.reading.speakers import NOT_IDENTIFIED
from trucewatch.reading.tokens import paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from trucewatch.asking.passages import Passage
    from trucewatch.asking.schema import ToldClaim, ToldName, ToldSpeaker
    from trucewatch.model import Count, Span
    from trucewatch.reading.work import Work

LONGEST_QUOTE = 600
"""Code points; longer words prove no single claim."""


class Reason(StrEnum):
    """Why a claim is rejected, in the words of the report."""

    NOT_OF_THE_SCHEMA = "not of the schema"
    BAD_LENGTH = "quote of one word, or too long"
    NOT_IN_TEXT = "quote not in the passage"
    SEVERAL_PLACES = "quote stands in several places"
    NO_SPEAKER = "speaker not in the document"
    WHOLE_REJECTED = "part of a rejected claim"
    AGAIN = "told twice"


@dataclass(slots=True)
class Taken:
    """What was taken from a document's answers: claims in the order told, rejections by reason, fields left out."""

    claims: list[Claim] = field(default_factory=list)
    rejected: Counter[str] = field(default_factory=Counter)
    dropped: int = 0


class Taker:
    """Takes the answers about one document, passage by passage."""

    def __init__(self, work: Work, *, method: str) -> None:
        """Look in the text of `work`, after its first passes; claims are marked with `method`."""
        self.taken = Taken()
        self._work = work
        self._method = method
        self._anchors = Anchors(work.document.text)
        self._paragraphs = list(paragraphs(work.document.text, [part.span for part in work.document.not_body]))
        self._seen: set[Claim] = set()
        self._number = 0

    def take(self, told: Sequence[ToldClaim | None], passage: Passage) -> int:
        """Take one passage's claims; return how many were kept."""
        made: dict[int, Claim] = {}
        for number, one in enumerate(told):
            outcome = self._claim(one, passage) if one is not None else Reason.NOT_OF_THE_SCHEMA
            if isinstance(outcome, Claim):
                # A number tells claims apart until the document's are numbered in the order of the text.
                self._number += 1
                made[number] = replace(outcome, id=str(self._number))
            else:
                self.taken.rejected[outcome] += 1
        kept = self._with_wholes(told, made)
        self.taken.claims.extend(kept)
        return len(kept)

    def _with_wholes(self, told: Sequence[ToldClaim | None], made: dict[int, Claim]) -> list[Claim]:
        """Link each part to the claim whose number includes it; a part whose whole is gone would be added twice."""
        parts: dict[int, dict[str, int]] = {
            n: {c.kind: c.part_of for c in one.counts if c.part_of is not None} for n, one in enumerate(told) if one
        }
        kept: list[Claim] = []
        for number, claim in made.items():
            wholes = parts[number]
            if any(whole not in made or parts[whole] for whole in wholes.values()):
                self.taken.rejected[Reason.WHOLE_REJECTED] += 1
                continue
            ids = {kind: made[whole].id for kind, whole in wholes.items()}
            kept.append(replace(claim, counts=tuple(replace(c, part_of=ids.get(c.kind)) for c in claim.counts)))
        return kept

    def _claim(self, told: ToldClaim, passage: Passage) -> Claim | Reason:
        if len(told.quote.split()) < 2 or len(told.quote) > LONGEST_QUOTE:  # noqa: PLR2004  (one word proves nothing)
            return Reason.BAD_LENGTH
        span = located(self._anchors, told.quote, told.around, passage.parts)
        if isinstance(span, int):
            return Reason.SEVERAL_PLACES if span > 1 else Reason.NOT_IN_TEXT
        here = _Here(self._work, self._anchors, span, self._paragraph_of(span))
        speaker = here.speaker(told.speaker)
        if speaker is None:
            return Reason.NO_SPEAKER
        claim = self._made(told, here, speaker)
        self.taken.dropped += here.dropped
        same = replace(claim, cue=None, content_span=None, review=())
        if same in self._seen:
            return Reason.AGAIN
        self._seen.add(same)
        return claim

    def _paragraph_of(self, span: Span) -> Span:
        return next((p for p in self._paragraphs if covers(p, span)), span)

    def _made(self, told: ToldClaim, here: _Here, speaker: Speaker) -> Claim:
        counts = here.counts(told)
        window = here.at(told.window, "window")
        when = here.at(told.when, "time")
        if when is not None and window is None and counts and here.is_window(when):
            when, window = None, when
        said_when = here.at(told.said_when, "time of saying")
        place = here.at(told.place, "place")
        cue = here.at(told.cue, "cue")
        cumulative = bool(counts) and (told.cumulative or window is not None)
        spoken = speaker.kind != PUBLISHER and (cue is None or not covers(here.quote, cue))
        text = self._work.document.text
        if told.act in HARM and not resolve.tells_of_harm(self._work, here.paragraph):
            here.review.append("no word of the paragraph is known for harm")
        return Claim(
            id="",
            document=self._work.document.id,
            span=here.quote,
            quote=text[slice(*here.quote)],
            speaker=speaker,
            cue=Cue(words=text[slice(*cue)], span=cue) if cue is not None else None,
            content_span=here.quote if spoken else None,
            stance=told.stance,
            denies_what=tuple(dict.fromkeys(told.denies_what)) if told.stance is Stance.DENIES else (),
            gloss=told.gloss,
            act=told.act,
            actors=here.actors(told.actors),
            targets=here.names(told.targets, "target"),
            weapons=tuple(
                resolve.weapon_at(self._work, at) for w in told.weapons if (at := here.at(w, "weapon")) is not None
            ),
            negated=told.negated,
            place=resolve.place_at(self._work, place) if place is not None else None,
            when=resolve.when_at(self._work, when, ahead=told.ahead)
            if when is not None and not (cumulative and window)
            else None,
            said_when=resolve.when_at(self._work, said_when, ahead=False) if said_when is not None else None,
            counts=counts,
            cumulative=cumulative,
            window=resolve.window_at(self._work, window) if window is not None and cumulative else None,
            method=self._method,
            review=tuple(dict.fromkeys(here.review)),
        )


@dataclass(slots=True)
class _Here:
    """One quote in its paragraph: finds words there, notes what is not there."""

    work: Work
    anchors: Anchors
    quote: Span
    paragraph: Span
    review: list[str] = field(default_factory=list)
    dropped: int = 0

    def at(self, words: str | None, what: str) -> Span | None:
        """Return where words stand in the paragraph, nearest to the quote; what is not there is noted as left out."""
        if words is None or not words.strip():
            return None
        found = self.anchors.nearest(words, self.quote, [self.paragraph])
        if found is None:
            self._left_out(what)
        return found

    def _left_out(self, what: str) -> None:
        self.dropped += 1
        # The words themselves are the model's, and may hold anything: the note names the field alone.
        self.review.append(f"{what} left out: the model's words do not stand in the paragraph")

    def names(self, told: Iterable[ToldName], what: str) -> tuple[Named, ...]:
        """Return those named, each once; a pronoun names nobody."""
        found: dict[str, Named] = {}
        for one in told:
            if one.name.strip().lower() in PRONOUNS:
                continue
            span = self.at(one.name, what)
            if span is not None:
                name = " ".join(self.anchors.text[slice(*span)].split())
                found.setdefault(name.lower(), Named(name=name, span=span, kind=one.kind))
        return tuple(found.values())

    def actors(self, told: Iterable[ToldName]) -> tuple[Named, ...]:
        """Return those who did it. A thing, a place and a weapon are no authors, whatever kind the model gives them."""
        able: list[Named] = []
        for one in self.names(told, "actor"):
            if is_weapon(one.name) or one.kind in {"object", "place"}:
                self.dropped += 1
                self.review.append("actor left out: a thing, a place or a weapon does nothing")
            else:
                able.append(one)
        return tuple(able)

    def speaker(self, told: ToldSpeaker) -> Speaker | None:
        """Return who says it, None where the document does not name whom the model names.

        Quoted words are nobody's rather than the outlet's (ADR 9).
        """
        if told.voice == "named":
            name = (told.name or "").strip()
            if not name or name.lower() in PRONOUNS:
                return None
            span = self.anchors.nearest(name, self.quote, [self.paragraph, (0, len(self.anchors.text))])
            if span is None:
                return None
            if not covers(self.paragraph, span):
                self.review.append("the speaker is named in another paragraph")
            own = " ".join(self.anchors.text[slice(*span)].split())
            return Speaker(name=own, span=span, kind=_kind(own, told.kind), via=self.names(told.via, "source between"))
        if told.voice == "unnamed":
            return Speaker(name=NOT_IDENTIFIED, via=self.names(told.via, "source between"))
        if resolve.is_quoted(self.work, self.quote):
            self.review.append("quoted words without a speaker")
            return Speaker(name=NOT_IDENTIFIED)
        return Speaker(name=PUBLISHER, kind=PUBLISHER)

    def counts(self, told: ToldClaim) -> tuple[Count, ...]:
        """Return the numbers whose words stand in the paragraph, one for each place."""
        found: dict[Span, Count] = {}
        for one in told.counts:
            span = self.at(one.words, "number")
            if span is None:
                continue
            of = self.at(one.of, "counted word")
            words = self.anchors.text[slice(*of)] if of is not None else None
            count, doubt = resolve.count_at(self.work, span, one, of=words, stance=told.stance)
            if count is None or count.span is None:
                self._left_out("number")
                continue
            if doubt:
                self.review.append(doubt)
            found.setdefault(count.span, count)
        return tuple(found[span] for span in sorted(found))

    def is_window(self, span: Span) -> bool:
        """Say whether words tell of a stretch that a figure covers ("since Monday", "over the past day")."""
        phrase = resolve.time_at(self.work, span)
        return phrase is not None and phrase.kind in {"since", "within-past"}


def _kind(name: str, told: str | None) -> str | None:
    """Return the kind of a speaker: somebody of the crowd ("a resident") is a person, whatever the model says.

    What such people say is withheld from publication by their kind.
    """
    common = [word for word in name.split() if word.islower()]
    return "person" if any(noun_kind(lemma(word, "NNS")) == "person" for word in common) else told
