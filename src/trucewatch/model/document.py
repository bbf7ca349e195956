"""A report as it came in: where from, when, what of it is body, and who in it must be protected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trucewatch.model.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class NotBody:
    """A stretch of the page that is not the article (navigation, credits, comments), and why we say so."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivatePerson:
    """A mention of somebody who is no public figure: pseudonymised in everything published."""

    span: Span
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """Whether the document repeats another publisher's story. `of` is the original's document id, if held."""

    is_copy: bool = False
    reason: str | None = None
    of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """When the document was first published (written instants, see `model.when`), and how that is known."""

    start: str | None = None
    end: str | None = None
    method: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One report. `text` is what every span counts into and never changes; `sha256` is of the original bytes.

    `title` is the headline: claims come from the body, and a headline that says something else is named in
    `review`. `origin` is the first publisher, where this is a copy. `lang` is an ISO 639-1 code.
    """

    id: str
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    origin: str | None = None
    copy: Copy = Copy()
    published: Published = Published()
    updated: str | None = None
    authors: tuple[str, ...] = ()
    reporters: tuple[str, ...] = ()
    photo_credit: str | None = None
    lang: str | None = None
    not_body: tuple[NotBody, ...] = ()
    private_persons: tuple[PrivatePerson, ...] = ()
    sha256: str | None = None
    text: str = ""
    review: tuple[str, ...] = ()
