"""One document, passage by passage: from the cache or the server, then only what holds in the document's own words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from trucewatch.asking import prompt
from trucewatch.asking.cache import Cache, Entry, Lack
from trucewatch.asking.claims import Taker
from trucewatch.asking.passages import passages
from trucewatch.asking.pinpointing import with_points
from trucewatch.asking.resolve import tells_of_harm
from trucewatch.asking.schema import answered
from trucewatch.asking.talk import NoAnswerError, Talk
from trucewatch.asking.usage import Usage
from trucewatch.errors import DocumentError
from trucewatch.model import PUBLISHER, Attribution, Claim, Document, Reading
from trucewatch.reading import LANGUAGES, Context, read
from trucewatch.reading.answers import answered as with_answers
from trucewatch.reading.gate import is_quiet
from trucewatch.reading.given_points import blanked, given_points
from trucewatch.reading.headline import headline_flags
from trucewatch.reading.mentions import find_mentions
from trucewatch.reading.prepare import prepare
from trucewatch.reading.work import Work

if TYPE_CHECKING:
    from collections.abc import Callable

    from trucewatch.asking.endpoint import Endpoint
    from trucewatch.asking.passages import Passage
    from trucewatch.asking.replies import Reply
    from trucewatch.asking.schema import ToldClaim

ASKED_AGAIN = 2
"""How often a passage is asked again whose answer came and could not be used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What came of asking about one document: its reading, or the `trouble` for which it has none; and the usage."""

    reading: Reading | None
    usage: Usage
    trouble: str | None = None


@dataclass(frozen=True, slots=True)
class Asker:
    """`ask` with its settings: a plain callable that can go to another process."""

    endpoint: Endpoint
    cache: Cache | None = None

    @property
    def name(self) -> str:
        """What readings are kept under: another model or another prompt is another reader."""
        return f"{method(self.endpoint)}/{prompt.version()}"

    def __call__(self, document: Document, context: Context) -> Asked:
        """Ask about one document."""
        return ask(document, endpoint=self.endpoint, cache=self.cache, context=context)


def method(endpoint: Endpoint) -> str:
    """Return the mark that every claim of this model carries."""
    return f"llm:{endpoint.model}"


def reader(endpoint: Endpoint, *, cache: Cache | None = None) -> Callable[[Document], Reading]:
    """Return a function of the shape of `reading.read`, for whom the usage does not matter.

    It raises DocumentError where a document has no reading.
    """

    def read_one(document: Document) -> Reading:
        asked = ask(document, endpoint=endpoint, cache=cache)
        if asked.reading is None:
            raise DocumentError(asked.trouble or "not read", document=document.id)
        return asked.reading

    return read_one


def ask(
    document: Document,
    *,
    endpoint: Endpoint,
    cache: Cache | None = None,
    context: Context | None = None,
    talk: Talk | None = None,
) -> Asked:
    """Return what the model reads in a document. One in a language that is not read comes back without claims.

    One without any word of the field is not sent either, where the context says so.

    Args:
        document: The report; only its body is sent.
        endpoint: Where to ask.
        cache: Answers kept before; None keeps none.
        context: Places that the case knows. None of it is sent.
        talk: The conversation to go on with; one a process is kept where none is given.

    Raises:
        EndpointError: the server cannot be used for any document.
    """
    if document.lang is not None and document.lang not in LANGUAGES:
        return Asked(reading=Reading(document=document), usage=Usage(documents=1))
    context = context or Context()
    if context.pass_quiet and is_quiet(f"{document.title or ''}\n{document.text}"):
        return Asked(reading=Reading(document=document, quiet=True), usage=Usage(documents=1))
    return _Question(_prepared(document, context), talk or _talk(endpoint), cache).asked()


def _prepared(document: Document, context: Context) -> Work:
    """Return the document with its paragraphs, numbers, times, names and coordinates, found as by the rules reader."""
    given = given_points(document.text)
    work = Work(document=replace(document, text=blanked(document.text, given)), context=context, given=given)
    for step in (prepare, find_mentions):
        step(work)
    # The model reads, and quotes, the text as it is.
    work.document = document
    return work


@cache
def _talk(endpoint: Endpoint) -> Talk:
    return Talk(endpoint)


class _Question:
    """All that is asked about one document."""

    def __init__(self, work: Work, talk: Talk, cache: Cache | None) -> None:
        self._work = work
        self._talk = talk
        self._cache = cache
        self._taker = Taker(work, method=method(talk.endpoint))
        self._usage = Usage(documents=1)
        self._silent = 0
        self._until = talk.clock() + talk.endpoint.document_seconds

    def asked(self) -> Asked:
        before = self._talk.requests, self._talk.retries
        trouble = None
        try:
            for passage in passages(self._work):
                self._take(passage)
        except NoAnswerError as error:
            trouble = f"{method(self._talk.endpoint)}: {error}"
        taken = self._taker.taken
        self._count(
            failed=int(trouble is not None),
            requests=self._talk.requests - before[0],
            retries=self._talk.retries - before[1],
            kept=len(taken.claims) if trouble is None else 0,
            dropped=taken.dropped,
            rejected=tuple(sorted((str(reason), n) for reason, n in taken.rejected.items())),
        )
        return Asked(reading=None if trouble else self._reading(), usage=self._usage, trouble=trouble)

    def _take(self, passage: Passage) -> None:
        told = self._told(passage)
        if told is None:
            halves = passage.halves()
            if halves is None:
                raise NoAnswerError("the model's answer to one paragraph is cut off at its limit of tokens")
            for half in halves:
                self._take(half)
            return
        kept = self._taker.take(told, passage)
        if not kept and any(tells_of_harm(self._work, part) for part in passage.parts):
            self._silent += 1

    def _told(self, passage: Passage) -> list[ToldClaim | None] | None:
        """Return what the model tells of a passage, None where it could not finish."""
        words = passage.words(self._work.document.text)
        kept = self._kept(words)
        if kept is not None:
            return kept
        trouble = ""
        for attempt in range(1 + ASKED_AGAIN):
            if attempt:
                self._talk.retries += 1
            reply = self._talk.ask(words, until=self._until)
            self._count_tokens(reply)
            if reply.cut_off:
                return None
            try:
                told = answered(reply.content)
            except ValueError as error:
                trouble = str(error)
                continue
            self._keep(words, reply)
            return told
        raise NoAnswerError(f"the model's answer {trouble}, asked {1 + ASKED_AGAIN} times")

    def _kept(self, words: str) -> list[ToldClaim | None] | None:
        """Return the kept answer to a passage, None where there is none that can be used."""
        if self._cache is None:
            return None
        entry = self._cache.get(**self._name(words))
        if isinstance(entry, Entry):
            try:
                told = answered(entry.content)
            except ValueError:
                self._count(damaged=1)
                return None
            self._count(cached=1)
            return told
        self._count(damaged=int(entry is Lack.DAMAGED))
        return None

    def _keep(self, words: str, reply: Reply) -> None:
        if self._cache is not None:
            entry = Entry(content=reply.content, tokens_in=reply.tokens_in, tokens_out=reply.tokens_out)
            self._cache.put(entry, **self._name(words))

    def _name(self, words: str) -> dict[str, str]:
        return {
            "prompt": prompt.version(),
            "model": self._talk.endpoint.model,
            "passage": prompt.digest(words),
        }

    def _count_tokens(self, reply: Reply) -> None:
        untold = reply.tokens_in is None or reply.tokens_out is None
        self._count(tokens_in=reply.tokens_in or 0, tokens_out=reply.tokens_out or 0, untold=int(untold))

    def _count(self, **figures: int | tuple[tuple[str, int], ...]) -> None:
        self._usage += Usage(**figures)  # type: ignore[arg-type]  # (names are those of the figures)

    def _reading(self) -> Reading:
        claims = _numbered(with_points(self._work, self._taker.taken.claims), self._work.document)
        return Reading(
            document=self._document(claims),
            mentions=tuple(self._work.mentions),
            attributions=tuple(
                Attribution(speaker=c.speaker, cue=c.cue, content_span=c.content_span)
                for c in claims
                if c.content_span is not None and c.speaker.kind != PUBLISHER
            ),
            claims=tuple(claims),
        )

    def _document(self, claims: list[Claim]) -> Document:
        """Return the document with why a person should look: rejections, silence, another figure in its headline."""
        document = self._work.document
        notes = [f"{n} of the model's claims rejected: {why}" for why, n in sorted(self._taker.taken.rejected.items())]
        if self._silent:
            notes.append(f"{self._silent} of the passages that name harm brought no claim of the model's")
        notes.extend(self._work.flags)
        if document.title:
            headline = replace(document, text=document.title, not_body=(), private_persons=(), title=None)
            notes.extend(headline_flags(read(headline, context=self._work.context).claims, claims))
        return replace(document, review=tuple(dict.fromkeys((*document.review, *notes))))


def _numbered(claims: list[Claim], document: Document) -> list[Claim]:
    ordered = sorted(claims, key=lambda claim: (claim.span, int(claim.id)))
    ids = {claim.id: f"{document.id}#{n}" for n, claim in enumerate(ordered, 1)}
    named = [
        replace(
            claim,
            id=ids[claim.id],
            counts=tuple(replace(c, part_of=ids.get(c.part_of) if c.part_of else None) for c in claim.counts),
        )
        for claim in ordered
    ]
    return with_answers(named)
