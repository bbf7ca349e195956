"""A plain text to a document: what is its body, who wrote it, who published it first and when, whom to protect.

Publisher and date of a plain text are suggestions with a method, never facts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from trucewatch.intake import dates, dating
from trucewatch.intake.encoding import mojibake
from trucewatch.intake.language import language_of
from trucewatch.intake.layout import lay_out
from trucewatch.intake.lines import photo_credit
from trucewatch.intake.origins import origin_of, same_outlet, split_title
from trucewatch.intake.persons import private_persons
from trucewatch.intake.reporters import team
from trucewatch.intake.taken import Given, fingerprint
from trucewatch.model import Copy, Document, NotBody, Published

if TYPE_CHECKING:
    from trucewatch.intake.dating import Dated
    from trucewatch.intake.layout import Layout

_NUMBER_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the container of a text says (a page's metadata, a feed's entry); it goes before what the text says."""

    title: str | None = None
    publisher: str | None = None
    published: Published | None = None
    updated: str | None = None
    authors: tuple[str, ...] = ()
    lang: str | None = None
    origin: str | None = None
    captions: tuple[str, ...] = ()
    sha256: str | None = None
    extracted: bool = False
    review: tuple[str, ...] = ()


_NOTHING = Known()


def describe(text: str, given: Given, known: Known = _NOTHING) -> Document:
    """Return the document of a text, which stays as it is: every span counts into it."""
    layout = lay_out(text, title=given.title or known.title, extracted=known.extracted)
    source = origin_of(layout, publisher=given.publisher or known.publisher, url=given.url)
    people = team(layout)
    dated = _dated(layout, given, known)
    title = given.title or (split_title(known.title)[0] if known.title else source.title)
    publisher = given.publisher or known.publisher or source.publisher
    copy, origin = _copy(source.reason, source.origin, known.origin)
    document = Document(
        id=given.id,
        url=given.url,
        title=title,
        publisher=publisher,
        origin=origin,
        copy=copy,
        published=dated.published,
        updated=known.updated or dated.updated,
        authors=_people(known.authors or people.authors, publisher),
        reporters=people.reporters,
        photo_credit=_photo_credit(layout, known.captions),
        lang=language_of("\n".join(line.text for line in layout.body) or text, said=known.lang),
        not_body=_with_known_captions(layout, known.captions),
        sha256=known.sha256 or fingerprint(text),
        text=text,
        review=tuple(
            dict.fromkeys(
                (*known.review, *dated.review, *source.review, *people.review, *_text_notes(text, layout, title))
            )
        ),
    )
    names = (*document.authors, *(re.sub(r"\s\([^()]*\)\Z", "", name) for name in document.reporters))
    return replace(document, private_persons=private_persons(text, public=names))


def _dated(layout: Layout, given: Given, known: Known) -> Dated:
    if given.published:
        from_caller = dating.given(given.published)
        if from_caller.published.start:
            return from_caller
        found = dating.date_of(layout, url=given.url)
        return replace(found, review=(*from_caller.review, *found.review))
    if known.published and known.published.start:
        return dating.Dated(published=known.published)
    found = dating.date_of(layout, url=given.url)
    if known.published and found.published.start is None:
        return replace(found, published=known.published)
    return found


def _people(names: tuple[str, ...], publisher: str | None) -> tuple[str, ...]:
    """Return the names without the outlet's own."""
    return tuple(name for name in names if not (publisher and same_outlet(name, publisher)))


def _copy(reason: str | None, origin: str | None, known: str | None) -> tuple[Copy, str | None]:
    if known:
        return Copy(is_copy=True, reason="the feed names another source"), known
    return Copy(is_copy=reason is not None, reason=reason), origin


def _photo_credit(layout: Layout, captions: tuple[str, ...]) -> str | None:
    teasers = set(layout.teasers)
    found = [photo_credit(line) for line in layout.of_kind("caption") if line not in teasers]
    found += [photo_credit(line) for caption in captions for line in lay_out(caption).lines]
    return next((credit for credit in found if credit), None)


def _with_known_captions(layout: Layout, captions: tuple[str, ...]) -> tuple[NotBody, ...]:
    """Mark the lines that the page itself calls captions, beside those that look like one."""
    marked = {mark.span for mark in layout.not_body}
    own = {" ".join(caption.split()) for caption in captions}
    more = [
        NotBody(span=line.span, reason="caption")
        for line in layout.lines
        if line.span not in marked and " ".join(line.text.split()) in own
    ]
    return tuple(sorted((*layout.not_body, *more), key=lambda mark: mark.span))


def _text_notes(text: str, layout: Layout, title: str | None) -> tuple[str, ...]:
    notes = []
    if garbled := mojibake(text):
        notes.append(garbled)
    body = " ".join(line.text for line in layout.body).casefold()
    lacking = [word for word in _numbers(title or "") if body and not _holds_number(body, word)]
    if lacking:
        notes.append(f"the headline's {', '.join(repr(word) for word in lacking)} is not in the body")
    return tuple(notes)


def _numbers(title: str) -> list[str]:
    plain = title
    for written in (*dates.find(title, limit=3)[::-1], *([bare] if (bare := dates.find_yearless(title)) else [])):
        plain = plain.replace(title[slice(*written.span)], " ")
    return [
        word
        for word in re.findall(r"[\w.,-]+", plain.casefold())
        if word in _NUMBER_WORDS[1:] or re.fullmatch(r"\d{1,6}", word)
    ]


def _holds_number(body: str, word: str) -> bool:
    forms = {word}
    if word in _NUMBER_WORDS:
        forms.add(str(_NUMBER_WORDS.index(word) + 1))
    elif word.isdecimal() and 0 < int(word) <= len(_NUMBER_WORDS):
        forms.add(_NUMBER_WORDS[int(word) - 1])
    return any(re.search(rf"(?<!\w){re.escape(form)}(?!\w)", body) for form in forms)
