"""Every "who says what" as a record: one for each saying, its quotation whole, its source in all its words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from trucewatch.model import PUBLISHER, Attribution
from trucewatch.reading import lexicon
from trucewatch.reading.sources import source_span

if TYPE_CHECKING:
    from trucewatch.model import Span
    from trucewatch.reading.syntax import Sentence
    from trucewatch.reading.work import Said, Work


def attributions_of(work: Work) -> tuple[Attribution, ...]:
    """Return the attributions of a document, in the order of the text.

    A quotation of several sentences is one: its content runs from the first to the last word that is quoted, the
    words "X said" between its halves included.
    """
    return tuple(_record(work, said, pieces) for said, pieces in _whole(work))


def _whole(work: Work) -> list[tuple[Said, list[Said]]]:
    """Each saying with the sentences in which its quotation goes on."""
    found: list[tuple[Said, list[Said]]] = []
    place: dict[int, int] = {}
    for said in _in_order(work):
        key = id(said if said.follows is None else said.follows)
        base = place.get(key)
        if said.method == "quotation" and said.follows is None and found and found[-1][0].method == "quotation":
            base = len(found) - 1 if found[-1][0].follows is None else None
        if base is not None and _adjoins(found[base], said):
            first, pieces = found[base]
            found[base] = (said if said.follows is None and first.follows is not None else first, [*pieces, said])
        else:
            found.append((said, [said]))
            place[key] = len(found) - 1
    return found


def _in_order(work: Work) -> list[Said]:
    """Sayings and attitudes by sentence and cue; what the publisher tells in its own voice is no "who says what"."""
    told = [one for one in work.said if one.speaker.kind != PUBLISHER or one.speaker.span is not None]
    return sorted([*told, *_outermost(work)], key=lambda a: (a.sentence, a.verb if a.verb is not None else -1))


def _outermost(work: Work) -> list[Said]:
    """The attitudes that the outlet tells of: one inside what somebody says or thinks is a part of that."""
    inside: dict[int, set[int]] = {}
    for one in (*work.said, *work.attitudes):
        for number, tokens in one.content.items():
            inside.setdefault(number, set()).update(tokens if number != one.sentence else content_tokens(work, one))
    return [one for one in work.attitudes if one.verb not in inside.get(one.sentence, ())]


def _adjoins(whole: tuple[Said, list[Said]], said: Said) -> bool:
    """Say whether a quotation goes on in the very next sentence, or just before."""
    return any(abs(piece.sentence - said.sentence) <= 1 for piece in whole[1])


def _record(work: Work, said: Said, pieces: list[Said]) -> Attribution:
    by = said.follows or said
    speaker = replace(said.speaker, span=source_span(work.sentences[by.sentence], by))
    return Attribution(speaker=speaker, cue=said.cue, content_span=_hull([content_span(work, one) for one in pieces]))


def _hull(pieces: list[Span]) -> Span:
    """From the first to the last word quoted; only the longest piece where more stands between than is said."""
    whole = min(a for a, _ in pieces), max(b for _, b in pieces)
    if whole[1] - whole[0] > 2 * sum(b - a for a, b in pieces):
        return max(pieces, key=lambda piece: (piece[1] - piece[0], -piece[0]))
    return whole


def content_span(work: Work, said: Said) -> Span:
    """The span of what is said; of a silence, what follows the words that tell of it."""
    s = work.sentences[said.sentence]
    tokens = content_tokens(work, said)
    return s.span_of(tokens) if tokens else said.content_span


def content_tokens(work: Work, said: Said) -> frozenset[int]:
    """The tokens of what is said in its own sentence, up to where the same speaker says something else."""
    s = work.sentences[said.sentence]
    tokens = said.content[s.number]
    if said.verb is None:
        return tokens
    if said.frame == "no-comment":
        return frozenset(k for k in tokens if k > said.verb)
    stop = min((k for k in tokens if k > said.verb and _says_else(s, said, k)), default=None)
    kept = frozenset(k for k in tokens if k < said.verb or stop is None or k < stop)
    return _without_aside(s, kept) if said.frame == "attitude" else kept


def _says_else(s: Sentence, said: Said, k: int) -> bool:
    """Say whether at `k` the speaker turns to something else: "…, adding that", "said … and warned against"."""
    at = k + 1 if s.word(k) in (",", "and", "but") else None
    if at is None or at >= len(s):
        return False
    if s.word(k) == "," and s.low(at) in ("and", "but") and at + 1 < len(s):
        at += 1
    if s.tags[at] == "RB" and at + 1 < len(s):
        at += 1
    if not any((s.lemmas[at], "v") in words for words in (lexicon.cues(), lexicon.attitudes())):
        return False
    if s.tags[at] == "VBG":
        return s.word(k) == "," and (s.lemmas[at], "v") in lexicon.cues()
    if said.verb is None or not s.is_a(at, "conj") or s.child(at, "nsubj", "aux") is not None:
        return False
    main = next((t for t in sorted(said.content[s.number]) if s.is_verb(t) or s.tags[t] == "MD"), None)
    return s.tags[at] == s.tags[said.verb] in ("VBD", "VBZ") and (main is None or s.tags[main] != s.tags[at])


def _without_aside(s: Sentence, tokens: frozenset[int]) -> frozenset[int]:
    """Leave out a last ", which …": what the outlet adds about what somebody wants or backs."""
    stop = next(
        (
            k
            for k in sorted(tokens)
            if s.word(k) == "," and k + 1 < len(s) and s.low(k + 1) in ("which", "who", "whose")
        ),
        None,
    )
    return frozenset(k for k in tokens if stop is None or k < stop) or tokens
