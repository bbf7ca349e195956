"""Who might fill a role: the noun phrases of a reading, each with what the reader tells of it.

A candidate is a way of calling somebody or something, compared as the scorer compares; what its places in the text show
is gathered into one set of features. Nothing here knows a role: `muc4_roles` weighs the features.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from muc4_cuts import cuts
from muc4_scorer import normalised
from trucewatch.model.acts import HARM
from trucewatch.reading import lexicon
from trucewatch.reading.arms import match_at
from trucewatch.reading.clauses import case_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from trucewatch.reading.syntax import Sentence
    from trucewatch.reading.work import Event, Work

Features = Counter[str]
_EARLY = 400
"""Code points at the head of a report in which its main event is mostly told."""
_SHARED = ("r=", "up=", "upact=", "way=", "conj-h=", "near=")
_MANY_FORMS = 12


def candidates(work: Work) -> dict[str, Features]:
    """Return each candidate of a document with its features, summed over its places."""
    found: dict[str, Features] = defaultdict(Counter)
    roles = _roles(work)
    kinds = {mention.span: mention.kind for mention in work.mentions}
    kinds_at = {at: mention.kind for mention in work.mentions for at in range(*mention.span)}
    events: dict[int, list[Event]] = defaultdict(list)
    for event in work.events:
        events[event.sentence].append(event)
    for s in work.sentences:
        for head, ways in cuts(s).items():
            context = list(_context(s, head, roles, events.get(s.number, ()), events.get(s.number - 1, ())))
            for first, last, shape in ways:
                name = normalised(s.words_of(first, last))
                if name:
                    own = found[name]
                    own["#places"] += 1
                    own.update(context)
                    own[f"m={kinds.get((s.tokens[first].start, s.tokens[last].end), '')}"] += 1
                    own[f"m-in={kinds_at.get(s.tokens[head].start, '')}&{shape}"] += 1
                    own.update(_shape(s, head, first, last, shape))
    known = {last.lower() for last in work.people}
    for name, own in found.items():
        own.update(_of_name(name, known))
    _share(found)
    return found


def _of_name(name: str, known: set[str]) -> Iterator[str]:
    """What the words themselves show; `known` are last names of the document's people."""
    words = name.split()
    yield f"W={name}"
    for word in set(words):
        yield f"w={word}"
    yield f"len={min(len(words), 6)}"
    yield f"people={words[-1] in known}&{words[0] in known}&{min(len(words), 4)}"


def _share(found: dict[str, Features]) -> None:
    """Give each name what its other forms show: "Quill's murder" speaks of Ada Quill too."""
    by_last: dict[str, list[str]] = defaultdict(list)
    for name, own in found.items():
        if own.get("kind=name"):
            by_last[name.split()[-1]].append(name)
    forms = [names for names in by_last.values() if 1 < len(names) < _MANY_FORMS]
    told = {
        name: [k for k in found[name] if k.startswith(_SHARED) and k.count("&") < 2]
        for names in forms
        for name in names
    }
    for name in told:
        words = set(name.split())
        others = [
            o for o in by_last[name.split()[-1]] if o != name and (words <= set(o.split()) or words >= set(o.split()))
        ]
        for k in {k for other in others for k in told[other]} - found[name].keys():
            found[name][f"co:{k}"] = 1


def _shape(s: Sentence, head: int, first: int, last: int, shape: str) -> Iterator[str]:
    """What the cut itself shows: its edges, and how much of it is a name."""
    yield f"tags={' '.join(s.tags[t][:3] for t in range(first, last + 1))}"[:24]
    yield f"cut={shape}"
    yield f"cut={shape}&{s.tags[head][:3]}"
    yield f"left={s.tags[first]}"
    yield f"left={s.tags[first]}&{'name' if s.is_name(head) else lexicon.noun_kind(s.lemmas[head])}"
    yield f"leftw={s.low(first)}"
    if first > 0:
        yield f"beforew={s.low(first - 1)}"
        yield f"before={s.tags[first - 1]}&{s.tags[first]}"
        yield f"left-title={s.low(first - 1) in lexicon.titles()}&{s.is_name(first)}"
    if last + 1 < len(s):
        yield f"afterw={s.low(last + 1)}"  # codespell:ignore afterw
        yield f"after={s.tags[last + 1]}&{s.tags[last]}"
    names = sum(s.is_name(t) for t in range(first, last + 1))
    yield f"names={min(names, 4)}of{min(last - first + 1, 5)}"
    yield f"title-in={any(s.low(t) in lexicon.titles() for t in range(first, last + 1))}&{names > 0}"


def _roles(work: Work) -> dict[int, set[str]]:
    """What the claims say of the text at an offset: actor of a killing, target of an arson, weapon, speaker."""
    told: dict[int, set[str]] = defaultdict(set)
    for claim in work.claims:
        harm = claim.act in HARM
        mood = f"{claim.stance.value}{'-not' if claim.negated else ''}"
        for role, named in (("actor", claim.actors), ("target", claim.targets), ("weapon", claim.weapons)):
            for one in named:
                for at in range(*(one.span or (0, 0))):
                    told[at] |= {role, f"{role}:{harm}", f"{role}:{claim.act}", f"{role}:{mood}:{harm}"}
        for at in range(*(claim.speaker.span or (0, 0))):
            told[at].add("speaker")
    return told


def _context(
    s: Sentence, head: int, roles: dict[int, set[str]], events: Sequence[Event], earlier: Sequence[Event]
) -> Iterator[str]:
    """What a place in the text shows of the phrase around `head`; `earlier` are the events of the sentence before."""
    kind = "name" if s.is_name(head) else lexicon.noun_kind(s.lemmas[head]) or "?"
    arm = match_at(s, head)
    yield from (f"h={s.lemmas[head]}", f"kind={kind}", f"tag={s.tags[head]}", f"dep={s.deps[head]}")
    if arm is not None and arm.kind:
        yield f"arm={arm.class_}"
    for one in roles.get(s.tokens[head].start, ()):
        yield f"r={one}"
        yield f"r={one}&{kind}"
    if s.tokens[head].start < _EARLY:
        yield "early"
    yield f"sent={min(s.number, 8)}"
    yield from _path(s, head, kind)
    yield from _near_events(head, kind, events, earlier)
    for word in {s.lemmas[t] for t in range(len(s)) if s.is_verb(t) or s.is_noun(t)}:
        yield f"sw={word}"
    for d in (-2, -1, 1, 2):
        if 0 <= head + d < len(s):
            yield f"n{d}={s.lemmas[head + d]}"


def _near_events(head: int, kind: str, events: Sequence[Event], earlier: Sequence[Event]) -> Iterator[str]:
    """The acts of the sentence, their words, and on which side and how near they stand."""
    for act in {event.act for event in events} or {"none"}:
        yield f"act={act}"
        yield f"act={act}&{kind}"
    for event in events:
        side = "before" if head < event.trigger else "after"
        yield f"trig={event.word}&{side}"
        yield f"trig={event.word}&{side}&{kind}"
        yield f"near={event.act}&{side}{min(abs(head - event.trigger) // 3, 4)}&{kind}"
    for act in {event.act for event in earlier}:
        yield f"prev={act}&{kind}"


def _path(s: Sentence, head: int, kind: str) -> Iterator[str]:
    """The words above the phrase and the way there, from the first of those it is joined to."""
    at = head
    while s.is_a(at, "conj") and s.heads[at] != at:
        at = s.heads[at]
    if at != head:
        yield "conj"
        yield f"conj-h={s.lemmas[at]}"
    up = s.heads[at]
    marked = any(s.deps[k] in ("aux:pass", "nsubj:pass") for k in s.kids[up])
    passive = marked or (s.tags[up] == "VBN" and s.deps[up] == "acl")
    way = f"{s.deps[at].split(':')[0]}{'-p' if passive else ''}-{case_of(s, at)}"
    yield from (f"way={way}", f"up={s.lemmas[up]}", f"up={s.lemmas[up]}&{way}", f"up={s.lemmas[up]}&{way}&{kind}")
    word = lexicon.acts().get((s.lemmas[up], "v" if s.is_verb(up) else "n"))
    if word is not None:
        yield f"upact={word.act}&{way}&{kind}"
    far = s.heads[up]
    if far != up:
        yield f"far={s.lemmas[far]}&{s.deps[up].split(':')[0]}-{case_of(s, up)}&{way}"
        yield f"far2={s.lemmas[far]}&{kind}"
    for k in s.children(head, "amod", "compound", "nmod", "appos", "acl"):
        yield f"kid={s.lemmas[k]}&{s.deps[k].split(':')[0]}"
