"""Whose voice tells an act, through whom, and with which stance; without a speaker it is the outlet's."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from trucewatch.model import PUBLISHER, Speaker, Stance
from trucewatch.reading.people import as_named, unique
from trucewatch.reading.stance import stance_of
from trucewatch.reading.tokens import DASH

if TYPE_CHECKING:
    from trucewatch.reading.syntax import Sentence
    from trucewatch.reading.work import Event, Said

HARM_FRAMES = ("accuse", "blame", "condemn", "responsible")
_OUTLET = Speaker(name=PUBLISHER, kind=PUBLISHER)


def sayers(s: Sentence, at: int, said: list[Said]) -> list[Said]:
    """The attributions around token `at`, innermost first; an aside of the outlet has none."""
    around = [a for a in said if at in a.content.get(s.number, ())]
    around.sort(key=lambda a: len(a.content[s.number]))
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


def speaker_and_stance(
    s: Sentence, event: Event | None, root: int | None, around: list[Said]
) -> tuple[Speaker, Said | None, Stance]:
    """Who tells an act (or the clause of `root`), with which words, and with which stance.

    `around` are the attributions around it, innermost first; who passes on another's words stands in the speaker's
    `via`.
    """
    if not around:
        return _OUTLET, None, stance_of(s, event, None, root)
    inner = around[0]
    if inner.stance is Stance.AGREES and len(around) > 1:
        inner = replace(around[1], stance=Stance.AGREES)
    if len(around) > 1 and inner.owned:
        inner = replace(around[1], content=inner.content)
    for other in around[1:]:
        if other.speaker.name == inner.speaker.name and other.frame in (*HARM_FRAMES, "deny"):
            inner = other
            break
    outer = [a for a in around if a is not inner and a.speaker.name != inner.speaker.name]
    via = tuple(unique([*inner.speaker.via, *(as_named(a.speaker) for a in outer)]))
    return replace(inner.speaker, via=via), inner, stance_of(s, event, inner, root)
