"""Who speaks where no word of saying tells it: "KHALED: We left." in an interview, "“We left.” – Sara Khaled"."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from trucewatch.model import Cue, Speaker, Stance
from trucewatch.reading.people import bare_name
from trucewatch.reading.phrases import phrase
from trucewatch.reading.speakers import speaker_of, top_of_run
from trucewatch.reading.tokens import DASH
from trucewatch.reading.work import Said

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trucewatch.model import Span
    from trucewatch.reading.pronouns import Discourse
    from trucewatch.reading.syntax import Sentence
    from trucewatch.reading.work import Work

_LABEL = re.compile(r"[\"“]?([^\W\d_][\w.'’-]*(?: [\w.'’-]+){0,3}):\s")
_TURNS = 3
"""Paragraphs with a speaker's label that make a dialogue; two labels of them at least."""
_SIGNED = 12
"""Tokens of the longest signature after a quotation and a dash."""


def in_dialogue(work: Work, discourse: Discourse) -> list[Said]:
    """Return each turn of an interview or a transcript, given to the speaker whose label opens its paragraph."""
    del discourse
    turns = [(match, group) for group in _paragraphs(work) if (match := _label(work, group[0]))]
    labels = Counter(match.group(1) for match, _ in turns)
    spoken = [(m, g) for m, g in turns if labels[m.group(1)] > 1 or bare_name(m.group(1).split()[-1]) in work.people]
    if len(spoken) < _TURNS or len({m.group(1) for m, _ in spoken}) < 2:  # noqa: PLR2004  (one talks to another)
        return []
    return [one for match, group in spoken for one in _turn(work, match, group)]


def _paragraphs(work: Work) -> Iterable[list[Sentence]]:
    group: list[Sentence] = []
    for s in work.sentences:
        if group and s.paragraph != group[-1].paragraph:
            yield group
            group = []
        group.append(s)
    if group:
        yield group


def _label(work: Work, s: Sentence) -> re.Match[str] | None:
    """The label that opens a turn: capitals throughout, or every word with a capital."""
    match = _LABEL.match(work.document.text, s.span[0])
    if match is None or not all(word[0].isupper() for word in match.group(1).split()):
        return None
    return match


def _turn(work: Work, match: re.Match[str], group: list[Sentence]) -> list[Said]:
    """The sentences of a turn, each as a saying that the first one begins."""
    name, span = match.group(1), match.span(1)
    known = work.people.get(bare_name(name.split()[-1]))
    speaker = Speaker(name=known or name, span=span, kind="person")
    mark = (match.end(1), match.end(1) + 1)
    said: list[Said] = []
    for s in group:
        tokens = [k for k, token in enumerate(s.tokens) if token.start > mark[0]]
        if tokens:
            said.append(_said(s, speaker, Cue(words=":", span=mark), tokens, said[0] if said else None))
    return said


def signed(work: Work, discourse: Discourse) -> list[Said]:
    """Return each quotation that a dash and a name sign: "“We left at dawn.” – Sara Khaled, a nurse"."""
    found: list[Said] = []
    last = {s.paragraph: s for s in work.sentences}
    for quote in work.quotes:
        s = next((s for s in _within(work, quote) if s.span[1] > quote[1]), None)
        if s is None or last[s.paragraph] is not s:
            continue
        after = [k for k, token in enumerate(s.tokens) if token.start >= quote[1]]
        if not 1 < len(after) <= _SIGNED or s.word(after[0]) != DASH or any(s.tags[k] in ("VBD", "VBZ", "VBP") for k in after):
            continue
        names = [k for k in after[1:] if s.is_noun(k)]
        if not names or not s.is_name(names[0]):
            continue
        who = top_of_run(s, names[0])
        speaker = speaker_of(work, s, who, who, discourse)
        if speaker is None:
            continue
        whole = phrase(s, who)
        speaker = Speaker(name=speaker.name, span=whole.span, kind=speaker.kind)
        said: list[Said] = []
        cue = Cue(words=s.words_of(after[0], after[0]), span=s.span_of(after[:1]))
        for part in _within(work, quote):
            tokens = [k for k, token in enumerate(part.tokens) if quote[0] <= token.start < quote[1]]
            if tokens:
                said.append(_said(part, speaker, cue, tokens, said[0] if said else None))
        found.extend(said)
    return found


def _within(work: Work, quote: Span) -> list[Sentence]:
    return [s for s in work.sentences if s.span[0] < quote[1] and quote[0] < s.span[1]]


def _said(s: Sentence, speaker: Speaker, cue: Cue, tokens: list[int], follows: Said | None) -> Said:
    return Said(
        speaker=speaker,
        cue=cue,
        stance=Stance.ASSERTS,
        frame="quote",
        sentence=s.number,
        verb=None,
        content={s.number: frozenset(tokens)},
        content_span=s.span_of(tokens),
        quoted=True,
        follows=follows,
        method="dialogue",
    )
