"""Every "who says what" as a record: one for each saying, its quotation whole, its source in all its words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from trucewatch.model import Attribution
from trucewatch.reading.sources import source_span

if TYPE_CHECKING:
    from trucewatch.model import Span
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
    """Sayings and attitudes by sentence and cue; what whoever publishes only judges is no "who says what"."""
    told = [one for one in work.said if one.frame != "judgement"]
    return sorted([*told, *_outermost(work)], key=lambda a: (a.sentence, a.verb if a.verb is not None else -1))


def _outermost(work: Work) -> list[Said]:
    """The attitudes that the outlet tells of: one inside what somebody says or thinks is a part of that."""
    inside: dict[int, set[int]] = {}
    for one in (*work.said, *work.attitudes):
        for number, tokens in one.content.items():
            inside.setdefault(number, set()).update(tokens)
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
    if said.frame == "no-comment" and said.verb is not None:
        after = [k for k in said.content[s.number] if k > said.verb]
        return s.span_of(after) if after else said.content_span
    return said.content_span
