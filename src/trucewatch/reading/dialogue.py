"""Who speaks where no word of saying tells it: "KHALED: We left." in an interview, "“We left.” – Sara Khaled"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from typing import TYPE_CHECKING

from trucewatch.model import Cue, Speaker, Stance
from trucewatch.reading import lexicon
from trucewatch.reading.nearby import overlapping
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
_SOURCE = 7
"""Tokens of the longest bare source after a dash, the dash included."""
_SIGNED = 12
"""Tokens of the longest signature after a quotation and a dash."""


def in_dialogue(work: Work) -> list[Said]:
    """Return each turn of an interview or a transcript, given to the speaker whose label opens its paragraph."""
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
    for quote in work.quotes:
        inside = _within(work, quote)
        if not inside or (sign := _signature(work, inside[-1], quote)) is None:
            continue
        s, after = sign
        who = next((k for k in after[1:] if s.is_noun(k)), None)
        who = top_of_run(s, who) if who is not None and s.is_name(who) else None
        speaker = speaker_of(work, s, who, who, discourse) if who is not None else None
        if who is None or speaker is None:
            continue
        speaker = Speaker(name=speaker.name, span=phrase(s, who).span, kind=speaker.kind)
        cue = Cue(words=s.words_of(after[0], after[0]), span=s.span_of(after[:1]))
        said: list[Said] = []
        for part in inside:
            tokens = [k for k, token in enumerate(part.tokens) if quote[0] <= token.start < quote[1]]
            said.append(_said(part, speaker, cue, tokens, said[0] if said else None))
        found.extend(said)
    return found


def sourced(work: Work, discourse: Discourse) -> list[Said]:
    """Return what a bare source after a last dash tells: "Five killed in strike – monitor"."""
    found: list[Said] = []
    for s in work.sentences:
        dash = next((k for k in range(len(s) - 2, 2, -1) if s.word(k) == DASH), None)
        if dash is None or len(s) - dash > _SOURCE or overlapping(work.quotes, s.span):
            continue
        after = [k for k in range(dash + 1, len(s)) if not s.is_a(k, "punct")]
        last = after[-1] if after else dash
        named = s.words_of(after[0], last) if after else ""
        bare = all(s.is_noun(k) or s.tags[k] == "JJ" for k in after)
        if not bare or not (s.low(last) in lexicon.words("sourcing") or named in lexicon.media()):
            continue
        speaker = speaker_of(work, s, last, last, discourse)
        if speaker is not None:
            cue = Cue(words=s.words_of(dash, dash), span=s.span_of((dash,)))
            speaker = Speaker(
                name=named if speaker.kind != "publisher" else speaker.name, span=s.span_of(after), kind=speaker.kind
            )
            found.append(_said(s, speaker, cue, list(range(dash)), None))
    return found


def labelled(work: Work, discourse: Discourse) -> list[Said]:
    """Return what a source before a colon tells: "The General Staff: three servicemen killed over the past day"."""
    found: list[Said] = []
    for s in work.sentences:
        colon = next((k for k in range(1, min(len(s) - 2, _LABELLED)) if s.word(k) == ":"), None)
        if colon is None or s.number in work.turns or any(s.tags[k] in _FINITE for k in range(colon)):
            continue
        head = next((k for k in range(colon - 1, -1, -1) if s.is_noun(k)), None)
        who = top_of_run(s, head) if head is not None else None
        if who is None or not _may_tell(work, s, who, colon):
            continue
        speaker = speaker_of(work, s, who, who, discourse)
        if speaker is not None:
            cue = Cue(words=s.words_of(colon, colon), span=s.span_of((colon,)))
            found.append(_said(s, speaker, cue, list(range(colon + 1, len(s))), None))
    return found


_LABELLED = 14
"""Tokens before the colon of the longest label."""
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD", "VB"})


def _may_tell(work: Work, s: Sentence, who: int, colon: int) -> bool:
    """Say whether a label names somebody who tells, and no place, topic or row of a table ("Soldiers: 5 dead")."""
    if not any(s.is_verb(k) for k in range(colon + 1, len(s))):
        return False
    if bare_name(s.word(who)) in work.people or bare_name(s.word(colon - 1)) in work.people:
        return True
    kind = phrase(s, who).kind
    if lexicon.countries().of(phrase(s, who).name) is not None:
        return False  # "Lebanon: three peacekeepers were killed" says where
    if s.is_name(who) or (who > 0 and s.word(who)[0].isupper()):
        return kind in ("person", "group", "force", "publisher")
    return s.low(who) in lexicon.words("sourcing")


def _signature(work: Work, s: Sentence, quote: Span) -> tuple[Sentence, list[int]] | None:
    """The tokens of "– Sara Khaled, a nurse" that end the paragraph after a quotation, and their sentence."""
    rest = s if s.span[1] > quote[1] else next(iter(work.sentences[s.number + 1 : s.number + 2]), None)
    ends = rest is not None and (
        rest.number + 1 == len(work.sentences) or work.sentences[rest.number + 1].paragraph != rest.paragraph
    )
    if rest is None or not ends or rest.paragraph != s.paragraph:
        return None
    after = [k for k, token in enumerate(rest.tokens) if token.start >= quote[1]]
    told = any(rest.tags[k] in ("VBD", "VBZ", "VBP") for k in after)
    if not 1 < len(after) <= _SIGNED or rest.word(after[0]) != DASH or told:
        return None
    return rest, after


def _within(work: Work, quote: Span) -> list[Sentence]:
    """The sentences that share a token with a quotation."""
    first = bisect_right(work.sentences, quote[0], key=lambda s: s.span[1])
    last = bisect_left(work.sentences, quote[1], lo=first, key=lambda s: s.span[0])
    found = work.sentences[first:last]
    return [s for s in found if any(quote[0] <= token.start < quote[1] for token in s.tokens)]


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
