"""What nobody may see: private persons, the way to them, and movements still to come.

`redact` runs once, before anything is rendered: report and exports get a view that no longer holds the names, so
no page or column can leak them by oversight.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

from trucewatch.model import Place, PrivatePerson, Stance, end_instant, first_instant, touches
from trucewatch.publishing.blocks import FUTURE_MOVEMENT, LINK_WITHHELD, PRIVATE_WORDS
from trucewatch.publishing.names import Finder, fold, pseudonyms, speaks_for_nobody

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime, tzinfo

    from trucewatch.model import (
        Attribution,
        Claim,
        Document,
        Finding,
        Incident,
        Linked,
        Observation,
        Reading,
        Reason,
        Span,
        When,
    )
    from trucewatch.publishing.names import Pseudonyms
    from trucewatch.publishing.views import CaseView, Problem

T = TypeVar("T")

_MOVEMENTS = frozenset({"patrol", "patrol-cut-short", "troop-movement", "aid-delivery", "withdrawal", "exchange"})
_AHEAD = frozenset({Stance.PROMISES, Stance.AGREES, Stance.PREDICTS, Stance.HOPES, Stance.WARNS, Stance.DEMANDS})
_MOVING = re.compile(r"\b(?:patrol|convoy)\w*", re.IGNORECASE)
_FUTURE = re.compile(
    r"\b(?:will|shall|tomorrow|scheduled|planned|upcoming|as of|(?:is|are|due|set) to|next (?:day|week|patrol))\b",
    re.IGNORECASE,
)
_POINT = re.compile(r"\d{1,3}[.,]\d{2,}")
"""Coordinates written as a name: where an observer stood."""

_LOG = "log"
"""How the method of a claim from an analyst's own log begins."""

_GRID_M = 800.0
"""Half the diagonal of a hundredth of a degree at the equator, where it is longest, in metres (787), rounded up."""

_STALE = timedelta(days=14)
"""Words about a coming patrol in a report older than this no longer tell anything about the future."""


def redact(view: CaseView) -> CaseView:
    """Return the view without private persons, without links to what they said, without future movements.

    Document texts are left out too: spans keep their numbers, and the original is found by its hash where the
    document itself is not withheld.
    """
    held = tuple(view.document.values())
    names = pseudonyms(
        held,
        observers=(o.observer for o in view.observations),
        analysts=(*(d.by for d in view.decisions), *_loggers(view)),
        public=_public(view),
    )
    hidden = _hidden_documents(view, names)
    future = _future_claims(view)
    telling = [d for d in held if d.id in hidden and _tells(d, names)]
    exact = {d.id: f"withheld-{n}" for n, d in enumerate(telling)}
    exact.update({d.url: LINK_WITHHELD for d in held if d.id in hidden and d.url})
    exact.update({o.position.name: "a position withheld" for o in view.observations if _POINT.search(o.position.name)})
    scrub = _Scrubber(names, exact)
    seen = {o.id: o for o in view.observations}
    shown = replace(
        view,
        documents=tuple(scrub(_document(d, hidden), (d.id,)) for d in view.documents),
        readings=tuple(scrub(_reading(r, names, future, hidden, seen), (r.document.id,)) for r in view.readings),
        linked=scrub(_linked(view, future), tuple(names.within)),
        findings=tuple(scrub(_finding(f, view, future), _sources(f.claims, view)) for f in view.findings),
        decisions=scrub(view.decisions, ()),
        observations=tuple(scrub(_observation(o), ()) for o in view.observations),
        problems=scrub(tuple(_problem(p) for p in view.problems), ()),
    )
    return _without_wordings(shown)


def _public(view: CaseView) -> frozenset[str]:
    """Return the folded names that are nobody's private name: what the agreement's file and its map list."""
    agreement = view.agreement
    names = [n for p in agreement.parties for n in (p.name, *p.aliases)]
    names += [n for s in agreement.sources for n in (s.name, *s.aliases)]
    names += [n for m in agreement.monitors for n in (m.id, m.name or m.id, *m.aliases)]
    return frozenset(fold(name) for name in (*names, *(place.name for place in view.places)))


def _loggers(view: CaseView) -> Iterator[str]:
    """Yield whose own logs the case holds: analysts are not named, whoever their sources are."""
    for claim in view.claims.values():
        if claim.method is not None and claim.method.startswith(_LOG):
            yield from (via.name for via in claim.speaker.via if via.kind == "person")
            if claim.speaker.kind == "person":
                yield claim.speaker.name


def _sources(claims: tuple[str, ...], view: CaseView) -> tuple[str, ...]:
    return tuple(dict.fromkeys(claim.document for claim in view.claims_of(claims)))


class _Scrubber:
    """Puts pseudonyms into every string of a record, wherever a name hides in it."""

    def __init__(self, names: Pseudonyms, exact: dict[str, str]) -> None:
        self._names = names
        self._exact = sorted(exact.items(), key=lambda pair: (-len(pair[0]), pair[0]))
        self._compiled: dict[tuple[str, ...], Callable[[str], str]] = {}

    def __call__(self, record: T, documents: tuple[str, ...]) -> T:
        """Return the record with every string replaced; names known only in one of `documents` are included."""
        key = tuple(d for d in documents if d in self._names.within)
        if key not in self._compiled:
            self._compiled[key] = self._replacer(key)
        result: T = _walk(record, self._compiled[key])
        return result

    def _replacer(self, documents: tuple[str, ...]) -> Callable[[str], str]:
        pairs = [pair for document in documents for pair in self._names.within[document]]
        pairs.extend(self._names.everywhere)
        stand_in = {fold(name): pseudonym for name, pseudonym in pairs}
        finder = Finder(name for name, _ in pairs)

        def scrub(text: str) -> str:
            if text in self._names.whole:
                return self._names.whole[text]
            for old, new in self._exact:
                if old in text:
                    text = text.replace(old, new)
            return finder.replace_in(text, stand_in)

        return scrub


def _walk(record: Any, scrub: Callable[[str], str]) -> Any:
    if isinstance(record, StrEnum):
        return record
    if isinstance(record, str):
        return scrub(record)
    if isinstance(record, tuple):
        return tuple(_walk(item, scrub) for item in record)
    if is_dataclass(record) and not isinstance(record, type):
        changed = {
            f.name: new
            for f in fields(record)
            if (new := _walk(old := getattr(record, f.name), scrub)) is not old and new != old
        }
        return replace(record, **changed) if changed else record
    return record


def _hidden_documents(view: CaseView, names: Pseudonyms) -> frozenset[str]:
    """Return the documents whose link stays out: with a private person, of their family of copies, or unread.

    Nobody has looked for private persons in a document that was not read.
    """
    held = view.document.values()
    read = {r.document.id for r in view.readings} - {p.document for p in view.problems if p.kind == "unread"}
    private = {d.id for d in held if d.private_persons or names.named_in(d.text)}
    family = {d.copy.of for d in held if d.id in private and d.copy.of} | private
    copies = {d.id for d in held if d.copy.of in family}
    return frozenset(family | copies | {d.id for d in held if d.id not in read})


def _tells(document: Document, names: Pseudonyms) -> bool:
    """Say whether the id itself leads to the page: an address, a file name from one, or a name."""
    in_url = bool(document.url) and len(document.id) >= len("a-short-id") and document.id in (document.url or "")
    return "://" in document.id or in_url or names.named_in(document.id.replace("-", " ").replace("_", " "))


def _document(document: Document, hidden: frozenset[str]) -> Document:
    if document.id not in hidden:
        return replace(document, text="")
    return replace(
        document,
        url=None,
        title=None,
        authors=(),
        reporters=(),
        photo_credit=None,
        sha256=None,
        text="",
        private_persons=tuple(PrivatePerson(span=(0, 0), why=p.why) for p in document.private_persons),
        review=(*document.review, LINK_WITHHELD) if document.url else document.review,
    )


def _reading(
    reading: Reading, names: Pseudonyms, future: _Future, hidden: frozenset[str], seen: Mapping[str, Observation]
) -> Reading:
    private = tuple(person.span for person in reading.document.private_persons)
    claims = tuple(_claim(claim, private, names, future) for claim in reading.claims)
    document = _document(reading.document, hidden)
    observation = seen.get(document.id)
    if observation is not None:
        document = replace(document, title=None)
        claims = tuple(_observed(claim, observation) for claim in claims)
    return replace(
        reading,
        document=document,
        mentions=tuple(m for m in reading.mentions if not _hits(m.span, private)),
        attributions=tuple(a for a in reading.attributions if not _tells_who(a, private, names)),
        claims=claims,
    )


def _tells_who(said: Attribution, private: tuple[Span, ...], names: Pseudonyms) -> bool:
    """Say whether an attribution names a private person, also where the words are only "she" or "who"."""
    named = (said.speaker.name, *(n.name for n in said.speaker.via))
    return _hits(said.speaker.span, private) or names.named_in(" ".join(named))


def _observed(claim: Claim, observation: Observation) -> Claim:
    """Blur the place of a first-hand observation; words that the observer wrote freely may tell who it was."""
    blurred = replace(claim, place=coarse(claim.place) if claim.place else None)
    return _without_words(blurred, PRIVATE_WORDS) if observation.text else blurred


def _hits(span: Span | None, private: tuple[Span, ...]) -> bool:
    return span is not None and any(touches(span, person) for person in private)


def _claim(claim: Claim, private: tuple[Span, ...], names: Pseudonyms, future: _Future) -> Claim:
    if claim.id in future.moves:
        bare = _without_words(claim, FUTURE_MOVEMENT)
        return replace(bare, when=None, place=None, targets=(), weapons=(), counts=())
    if _is_private(claim, private, names):
        return _without_words(claim, PRIVATE_WORDS)
    return _without_words(claim, FUTURE_MOVEMENT) if claim.id in future.tells else claim


def _is_private(claim: Claim, private: tuple[Span, ...], names: Pseudonyms) -> bool:
    named = (*claim.actors, *claim.targets, *claim.speaker.via)
    spans = (claim.span, claim.content_span, claim.speaker.span, *(n.span for n in named))
    return (
        any(_hits(span, private) for span in spans)
        or speaks_for_nobody(claim.speaker.name, claim.speaker.kind)
        or names.named_in(" ".join((claim.quote, claim.speaker.name, *(n.name for n in named))))
    )


def _without_words(claim: Claim, notice: str) -> Claim:
    """Keep what is claimed, drop the words: quote, cue and the wordings of time, counts and window."""
    return replace(
        claim,
        quote=notice,
        cue=None,
        when=replace(claim.when, words=None) if claim.when else None,
        said_when=replace(claim.said_when, words=None) if claim.said_when else None,
        counts=tuple(replace(c, words=None) for c in claim.counts),
        window=replace(claim.window, words=None) if claim.window else None,
    )


@dataclass(frozen=True, slots=True)
class _Future:
    """Claims about a movement after the cut-off (`moves`), and others whose words tell of one (`tells`)."""

    moves: frozenset[str]
    tells: frozenset[str]


def _future_claims(view: CaseView) -> _Future:
    moves: set[str] = set()
    tells: set[str] = set()
    for reading in view.readings:
        later = {c.id for c in reading.claims if _moves_later(c, view)}
        spans = tuple(c.span for c in reading.claims if c.id in later)
        moves |= later
        tells |= {c.id for c in reading.claims if _hits(c.span, spans) or _announces(c, reading.document, view)}
    return _Future(frozenset(moves), frozenset(tells))


def _moves_later(claim: Claim, view: CaseView) -> bool:
    return claim.act in _MOVEMENTS and _is_ahead(claim.when, view.as_of, view.tz, promised=claim.stance in _AHEAD)


def _is_ahead(when: When | None, as_of: datetime, zone: tzinfo, *, promised: bool) -> bool:
    """Say whether the time may lie after the cut-off; a promise without a time counts as still to come."""
    if when is None or (when.start is None and when.end is None):
        return promised
    if when.start is not None and first_instant(when.start, zone) > as_of:
        return True
    return promised and (when.end is None or end_instant(when.end, zone) > as_of)


def _announces(claim: Claim, document: Document, view: CaseView) -> bool:
    """Say whether the words announce a patrol or convoy although the claim is about something else."""
    if not (_MOVING.search(claim.quote) and _FUTURE.search(claim.quote)):
        return False
    published = document.published.start
    return published is None or first_instant(published, view.tz) > view.as_of - _STALE


def _linked(view: CaseView, future: _Future) -> Linked:
    return replace(view.linked, incidents=tuple(_incident(i, view, future) for i in view.linked.incidents))


def _is_coming(incident: Incident, future: _Future) -> bool:
    return incident.act in _MOVEMENTS and any(claim in future.moves for claim in incident.claims)


def _incident(incident: Incident, view: CaseView, future: _Future) -> Incident:
    if not _is_coming(incident, future):
        return _without_standpoint(incident, view)
    return replace(incident, when=None, place=Place(name=FUTURE_MOVEMENT), targets=(), tallies=(), why=())


def _without_standpoint(incident: Incident, view: CaseView) -> Incident:
    """Blur a place that was worked out from where an observer stood: bearing and distance would lead back there."""
    seen = {observation.id for observation in view.observations}
    derived = {(c.place.lon, c.place.lat) for c in view.claims_of(incident.claims) if c.document in seen and c.place}
    place = incident.place
    if place is None or (place.lon, place.lat) not in derived:
        return incident
    return replace(incident, place=coarse(place))


def coarse(place: Place) -> Place:
    """Return the place on a grid of a hundredth of a degree, its radius of doubt grown so that it still covers it."""
    if place.lon is None or place.lat is None or place.radius_m is None:
        return place
    # What is known beyond the disc, a bearing from where somebody stood, would undo the blur.
    return replace(
        place,
        lon=round(place.lon, 2),
        lat=round(place.lat, 2),
        radius_m=place.radius_m + _GRID_M,
        span=None,
        doubt=None,
    )


def _finding(finding: Finding, view: CaseView, future: _Future) -> Finding:
    """Take what tells of a movement still to come out of the reasons; a duty's deadline is public and stands."""
    incident = view.incidents.get(finding.incident or "")
    coming = incident is not None and _is_coming(incident, future)

    def tells(reason: Reason) -> bool:
        by_words = reason.kind == "evidence" and bool(_MOVING.search(reason.text) and _FUTURE.search(reason.text))
        by_claim = reason.claim in future.moves | future.tells
        return by_words or by_claim or (coming and reason.kind != "clause")

    return replace(finding, reasons=tuple(replace(r, text=FUTURE_MOVEMENT) if tells(r) else r for r in finding.reasons))


def _problem(problem: Problem) -> Problem:
    """Drop folders from a file's name: they are the analyst's own."""
    bare = problem.document if "://" in problem.document else problem.document.replace("\\", "/").rsplit("/", 1)[-1]
    return replace(problem, document=bare)


def _observation(observation: Observation) -> Observation:
    """Where an observer stood is nobody's business: keep the name of the place, drop the point and the words."""
    position = replace(observation.position, lon=None, lat=None, radius_m=None, span=None, doubt=None)
    return replace(observation, position=position, text=None)


def _without_wordings(shown: CaseView) -> CaseView:
    """Take withheld words out of disputes, tallies and reasons, which carry wordings of their own."""
    gone = {c.id for c in shown.claims.values() if c.quote in (PRIVATE_WORDS, FUTURE_MOVEMENT)}
    if not gone:
        return shown
    return replace(shown, linked=_walk_words(shown.linked, gone), findings=_walk_words(shown.findings, gone))


def _walk_words(record: Any, gone: set[str]) -> Any:
    if isinstance(record, tuple):
        return tuple(_walk_words(item, gone) for item in record)
    if not is_dataclass(record) or isinstance(record, type):
        return record
    values = {f.name: _walk_words(getattr(record, f.name), gone) for f in fields(record)}
    if values.get("claim") in gone and values.get("words") is not None:
        values["words"] = None
    if values.get("claim") in gone and values.get("kind") in ("evidence", "clock", "geometry") and "text" in values:
        values["text"] = PRIVATE_WORDS
    return replace(record, **values)
