"""The whole words that stand in the speaker's place: article, title, name, and what explains it in commas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.reading import lexicon
from trucewatch.reading.pronouns import RELATIVE

if TYPE_CHECKING:
    from trucewatch.model import Span
    from trucewatch.reading.syntax import Sentence
    from trucewatch.reading.work import Said

LONGEST = 40
"""Tokens of the longest description of a speaker; a longer one is a sentence parsed amiss."""


def source_span(s: Sentence, said: Said) -> Span | None:
    """Return the span of the words in the speaker's place in sentence `s`; the speaker's own where there are none."""
    if said.who is None:
        return said.speaker.span
    head = relative_subject(s, said.who, said.verb)
    taken = said.content.get(s.number, frozenset()) if said.frame != "no-comment" else frozenset()
    if said.cue is not None:
        taken |= {k for k, token in enumerate(s.tokens) if said.cue.span[0] <= token.start < said.cue.span[1]}
    return whole_source(s, head, taken - {head})


def relative_subject(s: Sentence, who: int, verb: int | None) -> int:
    """The "who" of "an architect who said", where the speaker is the noun before it."""
    if verb is None:
        return who
    own = [k for k in s.children(verb, "nsubj") if s.low(k) in RELATIVE and k < verb]
    return own[-1] if own else who


def whole_source(s: Sentence, head: int, taken: frozenset[int]) -> Span:
    """The span of the phrase around `head` with all that explains it, without the tokens `taken`."""
    aside = frozenset(k for k in s.kids[head] if k > head and _is_no_part(s, k))
    mine = {k for k in s.subtree(head, without=aside) if k not in taken}
    first = last = head
    while first - 1 in mine and not (s.tags[first - 1] in _FINITE and not _in_relative(s, first - 1, head)):
        first -= 1
    while last + 1 in mine:
        last += 1
    while first < head and (s.is_a(first, "case", "cc", "mark") or _is_mark(s, first)) and s.low(first) != "the":
        first += 1
    if last - first >= LONGEST:
        first, last = max(first, head - 4), head
    opened = [s.word(k) for k in range(first, last + 1) if s.word(k) in "()"]
    if opened and opened[-1] == "(":
        last = next((k for k in range(last + 1, min(last + 9, len(s))) if s.word(k) == ")"), last)
    while last > head and _is_mark(s, last) and s.word(last) != ")":
        last -= 1
    return s.span_of((first, last))


_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def _is_no_part(s: Sentence, k: int) -> bool:
    """Say whether what follows the head tells what else it did: "X, speaking to …", "X, who added that …"."""
    first = next((t for t in s.subtree(k) if not _is_mark(s, t)), k)
    if s.is_a(k, "acl") and s.tags[k] == "VBG" and s.word(first - 1) == ",":
        return True
    return s.deps[k] == "acl:relcl" and any((s.lemmas[t], "v") in lexicon.cues() and s.is_verb(t) for t in s.subtree(k))


def _in_relative(s: Sentence, k: int, head: int) -> bool:
    """Say whether a verb before the head stands in a relative clause of its own."""
    for up in (k, *s.ancestors(k)):
        if up == head:
            return False
        if s.is_a(up, "acl"):
            return True
    return False


def _is_mark(s: Sentence, k: int) -> bool:
    return not any(c.isalnum() for c in s.word(k))
