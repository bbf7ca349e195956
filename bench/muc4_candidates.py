"""Who might fill a role: the noun phrases of a reading, each with what the reader tells of it.

A candidate is a way of calling somebody or something, compared as the scorer compares; what its places in the text show
is gathered into one set of features. Nothing here knows a role: `muc4_roles` weighs the features.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from muc4_scorer import normalised
from trucewatch.model.acts import HARM
from trucewatch.reading import lexicon
from trucewatch.reading.arms import match_at
from trucewatch.reading.clauses import case_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trucewatch.reading.syntax import Sentence
    from trucewatch.reading.work import Event, Work

Features = Counter[str]
LONGEST = 9
"""Words of the longest candidate."""
_LEFT = (
    "compound",
    "amod",
    "nmod:poss",
    "nmod:desc",
    "nummod",
    "nmod:unmarked",
    "flat",
    "goeswith",
    "det",
    "punct",
    "advmod",
    "case",
    "nmod",
    "obl",
    "dep",
    "appos",
)


def candidates(work: Work) -> dict[str, Features]:
    """Return each candidate of a document with its features, summed over its places."""
    found: dict[str, Features] = defaultdict(Counter)
    places: Counter[str] = Counter()
    roles = _roles(work)
    nearest = _events_by_sentence(work)
    for s in work.sentences:
        runs = _runs(s)
        for head in range(len(s)):
            if head in runs:
                pass
            elif (
                not (s.is_noun(head) or s.tags[head] in ("CD", "JJ", "VBG", "FW"))
                or not s.word(head)[0].isalnum()
                or (
                    s.tags[head] in ("CD", "JJ", "VBG", "FW")
                    and s.deps[head]
                    not in (
                        "nsubj",
                        "obj",
                        "nsubj:pass",
                        "obl",
                        "obl:agent",
                        "nmod",
                        "conj",
                        "appos",
                    )
                )
            ):
                continue
            context = list(_context(work, s, head, roles, nearest.get(s.number, ()), nearest.get(s.number - 1, ())))
            cuts = {(first, last): shape for first, last, shape in (*runs.get(head, ()), *spans(s, head))}
            for (first, last), shape in cuts.items():
                name = normalised(s.words_of(first, last))
                if not name or last - first >= LONGEST + 2:
                    continue
                own = found[name]
                places[name] += 1
                for one in context:
                    own[one] += 1
                for one in _shape(s, head, first, last, shape):
                    own[one] += 1
    for name, own in found.items():
        own["#places"] = places[name]
        words = name.split()
        own[f"W={name}"] = 1
        for word in words:
            own[f"w={word}"] = 1
        own[f"len={min(len(words), 6)}"] = 1
    return found


def spans(s: Sentence, head: int) -> Iterator[tuple[int, int, str]]:
    """Yield the ways to cut the phrase around `head`: first token, last token, how it was cut."""
    inside = {
        t
        for k in s.kids[head]
        if (
            k < head
            and s.deps[k].split(":")[0]
            in (
                "compound",
                "amod",
                "nmod",
                "nummod",
                "flat",
                "goeswith",
                "det",
                "punct",
                "advmod",
                "case",
                "obl",
                "dep",
                "appos",
                "acl",
                "obj",
            )
        )
        or (k > head and s.is_a(k, "flat", "goeswith"))
        for t in s.subtree(k)
    }
    first = last = head
    while first - 1 in inside:
        first -= 1
    while last + 1 in inside:
        last += 1
    for left in range(first, head + 1):
        if s.word(left)[0].isalnum() and s.low(left) not in ("a", "an", "the"):
            yield left, last, "all" if left == first else "head" if left == head == last else "cut"
    if last > head:
        yield head, head, "bare"
    # Something after the head: "members of X", "home of Y", up to each following preposition.
    after = [k for k in s.kids[head] if k > last and s.is_a(k, "nmod", "acl", "appos", "conj")]
    for k in after[:2]:
        end = max(s.subtree(k))
        inner = frozenset(
            g
            for g in s.kids[k]
            if g > k and s.is_a(g, "nmod", "acl", "appos", "conj", "punct", "obl", "advcl", "parataxis")
        )
        short = max(s.subtree(k, without=inner))
        kind = f"{s.deps[k].split(':')[0]}-{case_of(s, k)}"
        lefts = {first, head} | {t for t in range(first, head) if s.low(t - 1) in ("a", "an", "the") and t}
        for left in sorted(lefts):
            if not s.word(left)[0].isalnum() or s.low(left) in ("a", "an", "the"):
                continue
            for stop in {end, short}:
                if stop - left < LONGEST:
                    yield left, stop, f"long-{kind}"


def _runs(s: Sentence) -> dict[int, list[tuple[int, int, str]]]:
    """Words with capitals side by side, and arms of the list, by their last word: the parse may part or miss them."""
    found: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
    i = 0
    while i < len(s):
        end = i
        while (
            end < len(s)
            and s.word(end)[0].isupper()
            and end - i < LONGEST
            and not (end == 0 and s.tags[0] in ("DT", "IN", "PRP", "RB"))
        ):
            end += 1
        if end > i:
            for first in range(i, end):
                for last in range(first, end):
                    if last - first < 5 or (first, last) == (i, end - 1):
                        whole = (
                            "run"
                            if (first, last) == (i, end - 1)
                            else "run-end"
                            if last == end - 1
                            else "run-start"
                            if first == i
                            else "run-part"
                        )
                        found[last].append((first, last, whole))
        arm = match_at(s, i)
        if arm is not None and arm.kind == "Weapon":
            last = i + len(arm.words) - 1
            found[last].append((i, last, "arm"))
        i = max(end, i + 1)
    return found


def _shape(s: Sentence, head: int, first: int, last: int, shape: str) -> Iterator[str]:
    """What the cut itself shows."""
    own = s.tags[head][:3]
    yield f"cut={shape}"
    yield f"cut={shape}&{own}"
    yield f"left={s.tags[first]}"
    yield f"left={s.tags[first]}&{'name' if s.is_name(head) else lexicon.noun_kind(s.lemmas[head])}"
    yield f"leftw={s.low(first)}"
    if first > 0:
        yield f"beforew={s.low(first - 1)}"
        yield f"before={s.tags[first - 1]}&{s.tags[first]}"
        yield f"left-title={s.low(first - 1) in lexicon.titles()}&{s.is_name(first)}"
    if last + 1 < len(s):
        yield f"afterw={s.low(last + 1)}"
        yield f"after={s.tags[last + 1]}&{s.tags[last]}"
    names = sum(s.is_name(t) for t in range(first, last + 1))
    yield f"names={min(names, 4)}of{min(last - first + 1, 5)}"
    yield f"title-in={any(s.low(t) in lexicon.titles() for t in range(first, last + 1))}&{names > 0}"


def _roles(work: Work) -> dict[int, list[str]]:
    """What the reader's claims say of the text at an offset: actor of a killing, target of an arson, weapon."""
    told: dict[int, list[str]] = defaultdict(list)
    for claim in work.claims:
        harm = claim.act in HARM
        mood = f"{claim.stance.value}{'-not' if claim.negated else ''}"
        for role, named in (("actor", claim.actors), ("target", claim.targets), ("weapon", claim.weapons)):
            for one in named:
                if one.span is None:
                    continue
                for at in range(one.span[0], one.span[1]):
                    told[at] += [f"{role}", f"{role}:{harm}", f"{role}:{claim.act}", f"{role}:{mood}:{harm}"]
        if claim.speaker.span is not None:
            for at in range(*claim.speaker.span):
                told[at].append("speaker")
    return told


def _events_by_sentence(work: Work) -> dict[int, list[Event]]:
    by: dict[int, list[Event]] = defaultdict(list)
    for event in work.events:
        by[event.sentence].append(event)
    return by


def _context(work: Work, s: Sentence, head: int, roles: dict[int, list[str]], events, earlier) -> Iterator[str]:
    """What a place in the text shows of the phrase around `head`."""
    kind = "name" if s.is_name(head) else lexicon.noun_kind(s.lemmas[head]) or "?"
    arm = match_at(s, head)
    yield f"h={s.lemmas[head]}"
    yield f"kind={kind}"
    yield f"tag={s.tags[head]}"
    yield f"dep={s.deps[head]}"
    if arm is not None and arm.kind:
        yield f"arm={arm.class_}"
    for one in set(roles.get(s.tokens[head].start, ())):
        yield f"r={one}"
        yield f"r={one}&{kind}"
    if s.tokens[head].start < 400:
        yield "early"
    yield f"sent={min(s.number, 8)}"
    yield from _path(s, head, kind)
    acts = {event.act for event in events}
    for act in acts or {"none"}:
        yield f"act={act}"
        yield f"act={act}&{kind}"
    for w in {s.lemmas[t] for t in range(len(s)) if (s.is_verb(t) or s.is_noun(t))}:
        yield f"sw={w}"
    for event in events:
        side = "before" if head < event.trigger else "after"
        yield f"trig={event.word}&{side}"
        yield f"trig={event.word}&{side}&{kind}"
        near = min(abs(head - event.trigger) // 3, 4)
        yield f"near={event.act}&{side}{near}&{kind}"
    for act in {event.act for event in earlier}:
        yield f"prev={act}&{kind}"
    for d in (-2, -1, 1, 2):
        if 0 <= head + d < len(s):
            yield f"n{d}={s.lemmas[head + d]}"


def _path(s: Sentence, head: int, kind: str) -> Iterator[str]:
    """The words above the phrase and the way there: "dep of lemma", through conjunctions and light nouns."""
    at = head
    while s.is_a(at, "conj") and s.heads[at] != at:
        at = s.heads[at]
    if at != head:
        yield "conj"
        yield f"conj-h={s.lemmas[at]}"
    case = case_of(s, at)
    up = s.heads[at]
    passive = any(s.deps[k] in ("aux:pass", "nsubj:pass") for k in s.kids[up]) or (
        s.tags[up] == "VBN" and s.deps[up] == "acl"
    )
    way = f"{s.deps[at].split(':')[0]}{'-p' if passive else ''}-{case}"
    yield f"way={way}"
    yield f"up={s.lemmas[up]}"
    yield f"up={s.lemmas[up]}&{way}"
    yield f"up={s.lemmas[up]}&{way}&{kind}"
    for pos in ("v", "n"):
        word = lexicon.acts().get((s.lemmas[up], pos))
        if word is not None and s.is_verb(up) == (pos == "v"):
            yield f"upact={word.act}&{way}&{kind}"
    if s.heads[up] != up:
        far = s.heads[up]
        yield f"far={s.lemmas[far]}&{s.deps[up].split(':')[0]}-{case_of(s, up)}&{way}"
        yield f"far2={s.lemmas[far]}&{kind}"
    for k in s.kids[head]:
        if s.is_a(k, "amod", "compound", "nmod", "appos", "acl"):
            yield f"kid={s.lemmas[k]}&{s.deps[k].split(':')[0]}"
