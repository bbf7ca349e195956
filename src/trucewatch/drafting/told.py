"""A report as drafting looks at it: its parsed sentences, their voices, moods and times, and what each is about."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from trucewatch.drafting.lists import pattern
from trucewatch.drafting.records import Words
from trucewatch.model import Stance, touches
from trucewatch.reading import work_of
from trucewatch.reading.clauses import is_negated, mood_of
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
_APART = frozenset(
    {
        "by",
        "under",
        "with",
        "in",
        "at",
        "from",
        "during",
        "following",
        "after",
        "for",
        "according",
        "against",
        "alongside",
        "on",
        "near",
    }
)
_BOUNDS = frozenset({"after", "before", "when", "until", "since", "as"}) | frozenset(
    {"that", ";", ":", "“", "”", '"', "``", "''", "–", "—", "whether", "if", "but", "while", "although"}
)
_DEEP = 4


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
    for s in work.sentences:
        if any(touches(s.span, span) for span in private):
            continue
        said = [one for one in work.said if s.number in one.content]
        before = text[max(0, s.span[0] - 6) : s.span[0]].rpartition("\n")[2]
        times = beginning_in(work.times, s.span)
        bullet = bool(_BULLET.fullmatch(before.lstrip())) or bool(_BULLET.match(text[s.span[0] : s.span[0] + 5]))
        line = Line(s=s, said=said, times=times, bullet=bullet, upto=s.span[1])
        dateline = _DATELINE.match(line.text)
        line.first = line.token_at(line.start + dateline.end()) if dateline else 0
        telling.lines.append(line)
    return telling


def subject_of(s: Sentence, verb: int) -> int | None:
    """Return the head of the subject of a verb, its own or the one it shares with the verb it hangs on."""
    at = verb
    for _ in range(_DEEP):
        own = [k for k in s.kids[at] if s.is_a(k, "nsubj")]
        if own:
            return max((k for k in own if k < at), default=own[0])
        if not s.is_a(at, "xcomp", "conj", "advcl", "acl", "ccomp") or s.heads[at] == at:
            return None
        at = s.heads[at]
    return None


def subject_tokens(s: Sentence, verb: int) -> list[int]:
    """Return the tokens of the subject of a verb: the words before it in its clause, whatever the parse hangs where.

    Long subjects ("the Prime Minister of A, the President of B and …") are what parsers lose most often.
    """
    head = subject_of(s, verb)
    start = _clause_start(s, verb)
    if head is not None and head < start:
        start = min(s.subtree(head))
    between = range(start, verb)
    verbs = [k for k in between if s.tags[k] in ("VBD", "VBZ", "VBP", "MD") and not s.is_a(k, "aux", "amod", "cop")]
    if head is None:
        first = verbs[-1] + 1 if verbs else start
        comma = next((k for k in range(verb - 1, first - 1, -1) if s.word(k) == ","), None) if verbs else None
        return list(range(first if comma is None else comma + 1, verb))
    if not verbs and head < verb:
        return list(between)
    comma = next((k for k in range(head, start - 1, -1) if s.word(k) == ","), None)
    if verbs and comma is not None and verbs[0] < comma and head < verb and not any(k > comma for k in verbs):
        return list(range(comma + 1, verb))
    branches = frozenset(k for k in s.subtree(head) if s.is_a(k, "acl:relcl", "advcl", "parataxis"))
    return _behind_comma(s, s.subtree(head, without=branches))


def _behind_comma(s: Sentence, tokens: list[int]) -> list[int]:
    """Leave out what only leads up to the subject ("… in the capital, delegates from both sides"); a list is no lead."""
    comma = next((n for n in range(len(tokens) - 1, -1, -1) if s.word(tokens[n]) == ","), None)
    if comma is None or any(s.low(k) in ("and", "or") for k in tokens):
        return tokens
    rest = tokens[comma + 1 :]
    return rest if any(s.is_noun(k) for k in rest) else tokens


def acting_tokens(line: Line, verb: int) -> list[int]:
    """Return the tokens of those who do what a verb tells: "by whom" of a passive, else its subject without asides."""
    s = line.s
    by = by_whom(s, verb)
    if by or any(s.is_a(k, "aux:pass") for k in s.kids[verb]):
        return by
    kept, apart = [], False
    for k in subject_tokens(s, verb):
        if k < line.first or k >= len(s):
            continue
        if s.word(k) == ",":
            apart = False
        elif s.low(k) in _APART and not (s.low(k) in ("from", "for") and k > 0 and s.low(k - 1) in _SENT):
            apart = True
        if not apart:
            kept.append(k)
    return kept


def by_whom(s: Sentence, verb: int) -> list[int]:
    """Return the tokens after "by" of a passive ("has been agreed upon by the warring parties")."""
    for k in range(verb + 1, min(verb + 5, len(s))):
        if s.low(k) == "by":
            return names_from(s, k + 1)
        if s.low(k) not in ("upon", "on", "personally", "jointly", "early", "late") and not s.is_name(k):
            break
    return []


def names_from(s: Sentence, at: int) -> list[int]:
    """Return the tokens of a list of names from `at` on, up to a verb or a small word that opens something else."""
    found: list[int] = []
    for k in range(at, min(at + 30, len(s))):
        if (
            s.low(k) in _STOPS
            or s.tags[k] in ("VBD", "VBZ", "VBP", "MD")
            or s.word(k) in (";", ".", ":", "”", '"', "(")
        ):
            break
        found.append(k)
    return found


def _clause_start(s: Sentence, verb: int) -> int:
    return next((k + 1 for k in range(verb - 1, -1, -1) if s.low(k) in _BOUNDS), 0)


_SENT = frozenset(
    {
        "representatives",
        "representative",
        "delegates",
        "delegations",
        "officers",
        "officials",
        "negotiators",
        "delegation",
    }
) | frozenset({"troops", "forces", "fighters", "soldiers", "units"})
_STOPS = frozenset(
    {"that", "which", "who", "after", "following", "on", "in", "at", "to", "will", "would", "under", "during", "as"}
)


@dataclass(frozen=True, slots=True)
class Mood:
    """How a verb is told: of the future or as owed, as only possible, under a condition, negated."""

    owed: bool
    possible: bool
    conditional: bool
    negated: bool
    past: bool
    purpose: bool = False


_OWED = frozenset({"must", "shall", "will", "would", "should", "'ll", "'d", "wo"})
_SET_TO = frozenset(
    {
        "set",
        "due",
        "require",
        "oblige",
        "task",
        "schedule",
        "expect",
        "have",
        "need",
        "bind",
        "agree",
        "promise",
        "pledge",
    }
) | {"commit", "undertake", "vow", "accept", "be", "order", "mean", "slate"}


def mood(s: Sentence, verb: int) -> Mood:
    """Return how a verb is told, seen also from the verbs above it that it goes with."""
    future, possible, conditional, _ = mood_of(s, verb)
    aux = {s.low(k) for at in (verb, *_carriers(s, verb)) for k in s.kids[at] if s.is_a(k, "aux", "aux:pass", "cop")}
    infinitive = any(s.low(k) == "to" for k in s.kids[verb]) or (verb > 0 and s.low(verb - 1) == "to")
    above = s.heads[verb]
    far = s.is_verb(above) and verb - 1 - above > 2 and s.low(verb - 1) == "to"  # noqa: PLR2004  ("will go on until six to …")
    purpose = infinitive and (s.deps[verb] == "advcl" or far) and s.lemmas[above] not in _SET_TO
    set_to = (
        infinitive
        and not purpose
        and (s.lemmas[above] in _SET_TO or any(s.low(k) in ("is", "are", "was", "were") for k in s.kids[verb]))
    )
    past = s.tags[verb] in ("VBD", "VBN") and not (aux & (_OWED | {"be"}))
    return Mood(
        owed=not purpose and (future or bool(aux & _OWED) or set_to),
        possible=possible,
        conditional=conditional or _under_condition(s, verb),
        negated=is_negated(s, verb) or any(is_negated(s, at) for at in _carriers(s, verb)) or _by_nobody(s, verb),
        past=past,
        purpose=purpose,
    )


def _by_nobody(s: Sentence, verb: int) -> bool:
    """Say whether the subject says no: "Neither A nor B signed the document"."""
    return any(s.low(k) in ("neither", "nobody", "none") for k in range(_clause_start(s, verb), verb))


def _carriers(s: Sentence, verb: int) -> list[int]:
    """The verbs above that share their auxiliaries ("will meet and sign")."""
    found, at = [], verb
    while s.is_a(at, "xcomp", "conj") and len(found) < _DEEP and s.heads[at] != at:
        at = s.heads[at]
        found.append(at)
    return found


def _under_condition(s: Sentence, verb: int) -> bool:
    """Say whether the verb itself stands in an "if" clause."""
    for at in (verb, *_carriers(s, verb)):
        if any(s.low(k) in ("if", "unless", "whether", "should", "provided") for k in s.kids[at] if s.is_a(k, "mark")):
            return True
    return False
