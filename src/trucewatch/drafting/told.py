"""A report as drafting looks at it: its parsed sentences, their voices, moods and times, and what each is about."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from trucewatch.drafting.lists import pattern
from trucewatch.drafting.records import Words
from trucewatch.model import Stance, touches
from trucewatch.reading import work_of
from trucewatch.reading.nearby import beginning_in
from trucewatch.reading.voices import sayers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from trucewatch.model import Reading, Span
    from trucewatch.reading.syntax import Sentence
    from trucewatch.reading.times import TimePhrase
    from trucewatch.reading.work import Said, Work

_BULLET = re.compile(r"(?:[-–—•*·]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+")
_DATELINE = re.compile(r"[A-Z][A-Z/., ’'-]{2,60}(?:\([^)]{2,40}\)\s*(?:[-–—]+\s*)?|[^\w“\"]{0,6}[-–—]+\s*)(?=[A-Z“\"])")


@dataclass(slots=True, eq=False)
class Line:
    """One sentence of a report. `upto` is where it turns to another agreement (its end, if it does not)."""

    s: Sentence
    said: list[Said]
    times: Sequence[TimePhrase]
    bullet: bool
    upto: int = 0
    first: int = 0
    """The first token behind a dateline."""
    scope: str = ""
    """`announces`, `terms`, `earlier`, or empty: see `scope`."""

    @property
    def text(self) -> str:
        """The sentence's words."""
        return self.s.text[slice(*self.s.span)]

    @property
    def start(self) -> int:
        """Where it begins in the document."""
        return self.s.span[0]

    def finds(self, *sets: str) -> Iterator[re.Match[str]]:
        """Yield where words of these sets stand in the sentence, up to `upto`; offsets count from its start."""
        return (m for m in pattern(*sets).finditer(self.text) if self.start + m.start() < self.upto)

    def has(self, *sets: str) -> bool:
        """Say whether a word of these sets stands in it, up to `upto`."""
        return next(self.finds(*sets), None) is not None

    def token_at(self, offset: int) -> int:
        """Return the token that covers an offset of the document, or the next one."""
        return next((i for i, t in enumerate(self.s.tokens) if t.end > offset), len(self.s) - 1)

    def voices(self, at: int) -> list[Said]:
        """Return the attributions around a token, innermost first."""
        return sayers(self.s, at, self.said)

    def speaker(self, at: int) -> str | None:
        """Return the name of whoever says the words around a token; None is the report's own voice."""
        around = self.voices(at)
        if len(around) > 1 and around[0].stance is Stance.AGREES:
            around = around[1:]  # "X said that the two leaders agreed": it is X's word
        return around[0].speaker.name if around else None

    def main_speaker(self) -> str | None:
        """Return who says most of the sentence; None where most of it is the report's own voice."""
        said = [(len(one.content[self.s.number]), one) for one in self.said if one.speaker.kind != "publisher"]
        size, most = max(said, key=lambda pair: pair[0], default=(0, None))
        return most.speaker.name if most is not None and size * 2 > len(self.s) else None


@dataclass(slots=True, eq=False)
class Telling:
    """One report, read again with its parse at hand."""

    reading: Reading
    work: Work
    lines: list[Line] = field(default_factory=list)

    @property
    def document(self) -> str:
        """The document's id."""
        return self.reading.document.id

    @property
    def day(self) -> str | None:
        """The document's day, None where it bears no date."""
        written = self.reading.document.published.start
        return written[:10] if written else None

    def words(self, line: Line, span: Span | None = None, *, at: int | None = None) -> Words:
        """Return words of a sentence (all of it, if no span is given) with whose they are."""
        start, end = span or line.s.span
        text = self.reading.document.text
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        speaker = line.speaker(at) if at is not None else line.main_speaker()
        return Words(document=self.document, span=(start, end), quote=text[start:end], speaker=speaker)


def tell(reading: Reading) -> Telling:
    """Return a report with its sentences. Those that touch a private person are left out: they are never quoted."""
    work = work_of(reading.document)
    telling = Telling(reading, work)
    private = [person.span for person in reading.document.private_persons]
    text = reading.document.text
    flat = re.sub(r"\s", " ", text)  # the same length: offsets hold; a line's end inside a sentence is a space
    for parsed in work.sentences:
        if any(touches(parsed.span, span) for span in private):
            continue
        s = replace(parsed, text=flat)
        said = [one for one in work.said if s.number in one.content]
        before = text[max(0, s.span[0] - 6) : s.span[0]].rpartition("\n")[2]
        times = beginning_in(work.times, s.span)
        bullet = bool(_BULLET.fullmatch(before.lstrip())) or bool(_BULLET.match(text[s.span[0] : s.span[0] + 5]))
        line = Line(s=s, said=said, times=times, bullet=bullet, upto=s.span[1])
        dateline = _DATELINE.match(line.text)
        line.first = line.token_at(line.start + dateline.end()) if dateline else 0
        telling.lines.append(line)
    return telling
