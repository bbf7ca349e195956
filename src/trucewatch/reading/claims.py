"""Claims: each act that somebody tells, and each content that somebody says, with the quote that proves it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from trucewatch.model import PUBLISHER, Claim, Count, Named, Speaker, Stance, Window
from trucewatch.reading import lexicon
from trucewatch.reading.arms import form_of_name
from trucewatch.reading.figures import Figure, figures_of
from trucewatch.reading.lists import listed
from trucewatch.reading.people import FIRST, PLURAL, SINGULAR, THING, named_at
from trucewatch.reading.phrases import coordinated
from trucewatch.reading.placing import finer, place_hit, place_of
from trucewatch.reading.roles import objects_of
from trucewatch.reading.speech import is_negated, subject_of
from trucewatch.reading.stance import denied_elements, stance_of
from trucewatch.reading.timing import long_window, as_when, in_sentence, said_when_of, when_of, window_of
from trucewatch.reading.tokens import DASH

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trucewatch.model import Span, When
    from trucewatch.reading.syntax import Sentence
    from trucewatch.reading.work import Event, Said, Work

_OUTLET = Speaker(name=PUBLISHER, kind=PUBLISHER)
_VAGUE = frozenset(["dozens", "hundreds", "thousands", "scores", "many"])
_MANY = 10
"""So many acts of one kind in one claim are a sum; a few told together may still be checked as one incident."""
_PRONOUNS = SINGULAR | PLURAL | THING | FIRST
_HARM_FRAMES = ("accuse", "blame", "condemn", "responsible")


def make_claims(work: Work) -> None:
    """Fill `work.claims`, numbered in the order of the text."""
    drafts: list[Claim] = []
    for number, s in enumerate(work.sentences):
        events = [e for e in work.events if e.sentence == number]
        said = [a for a in work.said if number in a.content]
        drafts.extend(_of_sentence(work, number, s, events, said))
    drafts.extend(listed(work, drafts))
    drafts.sort(key=lambda claim: (claim.span, claim.id))
    numbers = {claim.id: f"{work.document.id}#{n}" for n, claim in enumerate(drafts, 1)}
    work.claims = [_renumbered(claim, numbers) for claim in drafts]


def _renumbered(claim: Claim, numbers: dict[str, str]) -> Claim:
    counts = tuple(replace(c, part_of=numbers.get(c.part_of)) if c.part_of else c for c in claim.counts)
    return replace(claim, id=numbers[claim.id], counts=counts)


def _of_sentence(work: Work, number: int, s: Sentence, events: list[Event], said: list[Said]) -> list[Claim]:
    figures = figures_of(work, number, events)
    claims: list[Claim] = []
    by_event: dict[int, Claim] = {}
    for event in events:
        if _says_nothing(event, figures):
            continue
        claim = _event_claim(
            work,
            number,
            s,
            event,
            events,
            said,
            [f for f in figures if f.event is event and not f.part and f.method != "pattern-toll"],
        )
        if _only_mentions(event, claim):
            continue
        by_event[event.trigger] = claim
        claims.append(claim)
    claims.extend(_loose_figures(work, number, s, said, figures, by_event))
    claims.extend(_parts(work, number, s, said, figures, by_event, claims))
    claims.extend(_sayings(work, number, s, events, [a for a in said if a.sentence == number]))
    return claims


def _only_mentions(event: Event, claim: Claim) -> bool:
    """Say whether the outlet only mentions an act ("tough counter-attacks"): nobody, nowhere, no time, no number."""
    told = claim.actors or claim.targets or claim.counts or claim.place or claim.when or claim.negated
    return not event.verbal and claim.speaker.kind == PUBLISHER and not told


def _says_nothing(event: Event, figures: list[Figure]) -> bool:
    """Say whether a bare "injured" or "killed" names nobody and counts nothing: its figure stands elsewhere."""
    bare = event.act in ("killed", "wounded") and not event.actors and not event.targets
    return bare and event.verbal and not any(f.event is event for f in figures)


# ---------------------------------------------------------------- who says it


def _sayers(s: Sentence, number: int, at: int, said: list[Said]) -> list[Said]:
    """The attributions around token `at`, innermost first; an aside of the outlet has none."""
    around = [a for a in said if at in a.content.get(number, ())]
    around.sort(key=lambda a: len(a.content[number]))
    if around and not around[0].quoted and _is_aside(s, at, around):
        return []
    return around


def _is_aside(s: Sentence, at: int, around: list[Said]) -> bool:
    """Say whether `at` stands in a ", which …," inside indirect speech: that is the outlet's own voice."""
    for up in (at, *s.ancestors(at)):
        if any(s.low(k) == "that" for k in s.children(up, "mark")):
            return False
        if s.is_a(up, "acl:relcl"):
            first = next(k for k in s.subtree(up) if not s.is_a(k, "punct"))
            verb = around[0].verb
            inner = verb is not None and (up == verb or up in s.ancestors(verb))
            return (
                first > 0
                and s.word(first - 1) in (",", DASH)
                and s.low(first) in ("which", "who", "whose", "where")
                and not inner
                and not s.is_a(s.heads[up], "root")
            )
        if any(a.verb == up for a in around):
            return False
    return False


def _speaker_and_stance(
    s: Sentence, event: Event | None, root: int | None, around: list[Said]
) -> tuple[Speaker, Said | None, Stance]:
    if not around:
        return _OUTLET, None, stance_of(s, event, None, root)
    inner = around[0]
    if inner.stance is Stance.AGREES and len(around) > 1:
        inner = replace(around[1], stance=Stance.AGREES)
    if len(around) > 1 and inner.owned:
        inner = replace(around[1], content=inner.content)
    for other in around[1:]:
        if other.speaker.name == inner.speaker.name and other.frame in (*_HARM_FRAMES, "deny"):
            inner = other
            break
    outer = [a for a in around if a is not inner and a.speaker.name != inner.speaker.name]
    via = (*inner.speaker.via, *(Named(name=a.speaker.name, span=a.speaker.span, kind=a.speaker.kind) for a in outer))
    return replace(inner.speaker, via=via), inner, stance_of(s, event, inner, root)


# ---------------------------------------------------------------- acts


def _event_claim(
    work: Work, number: int, s: Sentence, event: Event, events: list[Event], said: list[Said], figures: list[Figure]
) -> Claim:
    around = _sayers(s, number, event.trigger, said)
    speaker, inner, stance = _speaker_and_stance(s, event, None, around)
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
    span = _claim_span(work, s, _with_cue(s, event.tokens, inner, number))
    return Claim(
        id=f"e{number}.{event.trigger:03}",
        document=work.document.id,
        span=span,
        quote=_quote(work, span),
        speaker=speaker,
        cue=inner.cue if inner else None,
        content_span=inner.content_span if inner else None,
        stance=stance,
        denies_what=denies,
        act=act or None,
        actors=tuple(_unique(_resolved(work, number, s, inner, actors))),
        targets=tuple(_without_others(_unique(_resolved(work, number, s, None, event.targets)))),
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


_HARM_ACTS = frozenset(
    [
        "air-strike",
        "drone-strike",
        "shelling",
        "missile-launch",
        "armed-clash",
        "small-arms-fire",
        "attack",
        "ambush",
        "roadside-bomb",
        "suicide-bombing",
        "explosion",
        "killed",
        "wounded",
    ]
)


def _day_before(work: Work, number: int, event: Event) -> When | None:
    """The day of the act told in the sentence before, in the same paragraph, for an act of harm that names none."""
    if number == 0 or event.act not in _HARM_ACTS or event.perfect or event.future or event.negated:
        return None
    before = work.sentences[number - 1]
    if before.paragraph != work.sentences[number].paragraph:
        return None
    for other in (e for e in work.events if e.sentence == number - 1 and e.act in _HARM_ACTS):
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


_CUE_TELLS = ("accuse", "blame", "condemn", "deny", "responsible", "noun")
"""Frames whose cue is part of what is claimed: "accused X of …", "denied …", "voiced hope that …"."""


def _with_cue(s: Sentence, tokens: Iterable[int], said: Said | None, number: int) -> set[int]:
    """The tokens of a claim, from its cue on where the cue itself tells the stance."""
    members = set(tokens)
    if said is None or said.verb is None or said.sentence != number or said.frame not in _CUE_TELLS:
        return members
    start = min(members)
    return members | set(range(said.verb, start)) if said.verb < start else members


def _claim_span(work: Work, s: Sentence, tokens: Iterable[int]) -> Span:
    """The span of a claim: its tokens, without punctuation and joining words at the edges."""
    ordered = sorted(tokens)
    while len(ordered) > 1 and (s.is_a(ordered[0], "punct", "cc") or s.word(ordered[0]) in (",", DASH, '"')):
        ordered = ordered[1:]
    while len(ordered) > 1 and s.is_a(ordered[-1], "punct") and s.word(ordered[-1]) not in '")':
        ordered = ordered[:-1]
    return s.span_of(ordered)


def _quote(work: Work, span: Span) -> str:
    return work.document.text[span[0] : span[1]]


def _actors(event: Event, inner: Said | None) -> list[Named]:
    if inner is not None and inner.accused and inner.frame in _HARM_FRAMES and _only_speaker(event.actors, inner):
        return list(inner.accused)
    if event.actors or inner is None:
        return event.actors
    if inner.stance is Stance.AGREES:
        return (
            [Named(name=inner.speaker.name, span=inner.speaker.span, kind=inner.speaker.kind)]
            if event.act != "agreement"
            else []
        )
    return list(inner.accused) if inner.frame in _HARM_FRAMES else []


def _only_speaker(actors: list[Named], inner: Said) -> bool:
    """Say whether the clause of an accusation names nobody but who accuses (its subject is then the accused)."""
    return all(a.name == inner.speaker.name or a.name.lower() in _PRONOUNS for a in actors)


def _denies_own_act(event: Event, speaker: Speaker, stance: Stance, actors: list[Named]) -> bool:
    """ "insisting it has not targeted …": a negated act of the speaker's own is a denial."""
    if (
        stance is not Stance.ASSERTS
        or not event.negated
        or event.act not in ("attack", "shelling", "air-strike", "killed", "armed-clash")
    ):
        return False
    return any(
        a.name.lower() in _PRONOUNS or a.name == speaker.name or _one_country(a.name, speaker.name) for a in actors
    )


def _one_country(a: str, b: str) -> bool:
    """Say whether two names carry the same country: "Russian aircraft", "Russian Defence Ministry"."""
    lands = [{land for word in name.split() if (land := lexicon.countries().of(word))} for name in (a, b)]
    return bool(lands[0] & lands[1])


def _unique(named: list[Named]) -> list[Named]:
    seen: dict[str, Named] = {}
    for one in named:
        seen.setdefault(one.name.lower(), one)
    return list(seen.values())


def _without_others(targets: list[Named]) -> list[Named]:
    """Leave "others" out where somebody is named."""
    named = [t for t in targets if t.name.lower() not in ("others", "other", "one", "many", "several", "dozens")]
    return named or targets


def _resolved(work: Work, number: int, s: Sentence, inner: Said | None, named: list[Named]) -> list[Named]:
    """Replace a pronoun by the speaker where it can only be the speaker; drop other pronouns: nothing is guessed."""
    found = []
    for one in named:
        low = one.name.lower()
        if low not in _PRONOUNS | {
            "who",
            "which",
            "that",
            "this",
            "there",
            "these",
            "those",
            "him",
            "her",
            "them",
            "us",
            "me",
            "you",
            "what",
        }:
            found.append(one)
        elif inner is not None and (low in FIRST or low in _PRONOUNS) and _same_number(low, inner.speaker):
            found.append(replace(one, name=inner.speaker.name, kind=inner.speaker.kind))
    return found


def _same_number(low: str, speaker: Speaker) -> bool:
    if low in SINGULAR | {"i"}:
        return speaker.kind == "person"
    return low in ("we",) or (speaker.kind in ("group", "force", "writing") and low in THING | PLURAL)


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


# ---------------------------------------------------------------- figures of their own


def _loose_figures(
    work: Work, number: int, s: Sentence, said: list[Said], figures: list[Figure], by_event: dict[int, Claim]
) -> list[Claim]:
    """Numbers that stand beside a casualty word and belong to no act of the sentence, and totals ("raising … to 59")."""
    loose = [f for f in figures if not f.part and (f.event is None or f.method == "pattern-toll")]
    groups: dict[bool, list[Figure]] = {}
    for figure in loose:
        groups.setdefault(figure.method == "pattern-toll", []).append(figure)
    claims = []
    for toll, members in sorted(groups.items()):
        spans = [f.count.span for f in members if f.count.span]
        first, last = min(a for a, _ in spans), max(b for _, b in spans)
        tokens = [i for i, t in enumerate(s.tokens) if first <= t.start < last]
        tokens = _toll_tokens(s, tokens) if toll else tokens
        around = _sayers(s, number, tokens[-1], said)
        speaker, inner, stance = _speaker_and_stance(s, None, None, around)
        window = window_of(work, s, None)
        span = _claim_span(work, s, tokens)
        whens = [t for t in in_sentence(work, s) if t.kind == "instant"]
        claims.append(
            Claim(
                id=f"f{number}.{tokens[0]:03}.{int(toll)}",
                document=work.document.id,
                span=span,
                quote=_quote(work, span),
                speaker=speaker,
                cue=inner.cue if inner else None,
                content_span=inner.content_span if inner else None,
                stance=stance,
                act="killed"
                if members[0].count.kind == "killed"
                else "wounded"
                if members[0].count.kind == "wounded"
                else "displaced"
                if members[0].count.kind == "displaced"
                else None,
                counts=tuple(f.count for f in members),
                cumulative=toll or window is not None,
                window=window,
                when=as_when(work, whens[0], future=False) if whens and not toll and window is None else None,
                said_when=said_when_of(work, inner),
                method="pattern",
                review=tuple(f.review for f in members if f.review),
            )
        )
    return claims


def _toll_tokens(s: Sentence, tokens: list[int]) -> list[int]:
    """From the verb that raises the toll, or the toll itself, to the number."""
    first = tokens[0]
    for k in range(first - 1, -1, -1):
        if s.lemmas[k] in ("toll", "number", "count", "total", "tally", "figure"):
            first = k
            if k > 0 and s.heads[k] < k and s.is_verb(s.heads[k]) and k - s.heads[k] < 4:  # noqa: PLR2004  (its own verb)
                first = s.heads[k]
            break
    return list(range(first, tokens[-1] + 1))


def _parts(
    work: Work,
    number: int,
    s: Sentence,
    said: list[Said],
    figures: list[Figure],
    by_event: dict[int, Claim],
    claims: list[Claim],
) -> list[Claim]:
    """ "including 100 children": a claim of its own whose count is part of the other."""
    parts = []
    for figure in figures:
        if not figure.part or figure.count.span is None:
            continue
        whole = (
            by_event.get(figure.event.trigger)
            if figure.event is not None
            else next((c for c in claims if c.counts), None)
        )
        if whole is None:
            continue
        tokens = [i for i, t in enumerate(s.tokens) if figure.count.span[0] <= t.start < figure.count.span[1]]
        noun = next((k for k in range(tokens[-1] + 1, min(tokens[-1] + 4, len(s))) if s.is_noun(k)), tokens[-1])
        tokens = list(range(tokens[0], noun + 1))
        span = _claim_span(work, s, tokens)
        parts.append(
            replace(
                whole,
                id=f"p{number}.{tokens[0]:03}",
                span=span,
                quote=_quote(work, span),
                counts=(replace(figure.count, part_of=whole.id),),
                targets=(Named(name=s.words_of(tokens[-1], tokens[-1]), span=s.span_of((tokens[-1],)), kind="person"),),
            )
        )
    return parts


# ---------------------------------------------------------------- sayings without an act


def _sayings(work: Work, number: int, s: Sentence, events: list[Event], said: list[Said]) -> list[Claim]:
    """What is said where no act of the vocabulary stands in its main clause."""
    claims = []
    for one in said:
        tokens = one.content.get(number)
        if not tokens or one.frame == "none":
            continue
        root = _content_root(s, tokens)
        root = _own_mind(s, root, tokens)
        if _covered(s, root, one, events, tokens):
            continue
        claims.append(_saying(work, number, s, one, tokens, root))
    return claims


def _content_root(s: Sentence, tokens: frozenset[int]) -> int:
    """The token of the content that hangs on something outside it, a verb first."""
    tops = [
        k
        for k in sorted(tokens)
        if (s.heads[k] not in tokens or s.heads[k] == k) and not s.is_a(k, "punct", "mark", "cc", "case")
    ]
    return next(
        (k for k in tops if s.is_verb(k) or s.child(k, "cop", "nsubj") is not None), tops[0] if tops else min(tokens)
    )


def _own_mind(s: Sentence, root: int, tokens: frozenset[int]) -> int:
    """Go from "I think" to what is thought."""
    who = s.child(root, "nsubj")
    if who is not None and s.low(who) in FIRST and (s.lemmas[root], "v") in lexicon.cues():
        inner = next((k for k in s.children(root, "ccomp", "xcomp") if k in tokens), None)
        return inner if inner is not None else root
    return root


def _covered(s: Sentence, root: int, one: Said, events: list[Event], tokens: frozenset[int]) -> bool:
    if one.frame == "no-comment":
        return False
    for event in events:
        if event.trigger == root or root in event.joined or (event.trigger in tokens and root in event.tokens):
            return True
        if (
            not event.verbal
            and event.trigger in tokens
            and s.heads[event.trigger] == root
            and s.is_a(event.trigger, "obj", "nsubj")
        ):
            return True
        if one.frame in _HARM_FRAMES and event.trigger in tokens:
            return True
    return False


def _saying(work: Work, number: int, s: Sentence, one: Said, tokens: frozenset[int], root: int) -> Claim:
    subject = subject_of(s, root) if s.is_verb(root) else s.child(root, "nsubj")
    subject = subject if subject is not None and subject in tokens else None
    actors = [
        named_at(work, s, k)
        for k in (coordinated(s, subject) if subject is not None else [])
        if s.is_noun(k) or s.tags[k] == "PRP"
    ]
    if one.accused:
        actors = list(one.accused)
    if one.antecedent is not None and not [a for a in actors if a.name.lower() not in ("which", "that", "who")]:
        actors = [named_at(work, s, one.antecedent)]
    targets = (
        [named_at(work, s, m) for k in objects_of(s, root) for m in coordinated(s, k) if s.is_noun(m)]
        if s.is_verb(root)
        else []
    )
    if one.verb is not None and one.stance in (Stance.WARNS, Stance.DEMANDS):
        addressed = [k for k in s.children(one.verb, "obj", "iobj") if k not in tokens and s.is_noun(k)]
        targets = [named_at(work, s, k) for k in addressed] or targets
    _, _, stance = _speaker_and_stance(s, None, root, [one])
    if one.frame in (*_HARM_FRAMES, "deny", "no-comment", "retract", "ruleout") and stance is not Stance.NO_COMMENT:
        stance = one.stance
    whens = [t for t in in_sentence(work, s) if t.kind == "instant"]
    span = _claim_span(work, s, _with_cue(s, tokens, one, number))
    return Claim(
        id=f"s{number}.{root:03}.{one.verb if one.verb is not None else 0:03}",
        document=work.document.id,
        span=span,
        quote=_quote(work, span),
        speaker=one.speaker,
        cue=one.cue,
        content_span=one.content_span,
        stance=stance,
        denies_what=denied_elements(s, tokens) if stance in (Stance.DENIES, Stance.REJECTS) else (),
        actors=tuple(_unique(_resolved(work, number, s, one, actors))),
        targets=tuple(_unique(_resolved(work, number, s, one, targets))),
        negated=(one.negated and stance is Stance.CLAIMS_RESPONSIBILITY)
        or ((_root_negated(s, root) or _starts_negated(s, tokens)) and stance not in (Stance.NO_COMMENT,)),
        when=as_when(work, whens[0], future=False) if whens else None,
        said_when=said_when_of(work, one),
        method="parser" if one.method == "parser" else one.method,
    )


def _starts_negated(s: Sentence, tokens: frozenset[int]) -> bool:
    """Say whether a content without a subject of its own begins with a negation: "can no longer handle"."""
    first = sorted(tokens)[:4]
    lows = [s.low(k) for k in first]
    return lows[0] in ("can", "will", "would", "could", "has", "had", "is", "was", "does", "did") and (
        "not" in lows or "n't" in lows or ("no" in lows and "longer" in lows)
    )


def _root_negated(s: Sentence, root: int) -> bool:
    if s.is_verb(root):
        return is_negated(s, root)
    return s.lemmas[root] in ("unable", "impossible", "unwilling") or any(
        s.low(k) in ("not", "n't", "never", "no") for k in s.kids[root]
    )
