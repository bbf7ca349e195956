"""The document's own words again in what was read from a text with restored capitals, or blanks for coordinates."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from trucewatch.model import Span
    from trucewatch.reading.work import Work

_WORDS = ("quote", "words", "name")


def as_stored(work: Work, text: str) -> Work:
    """Write mentions, claims and attributions in the words of the stored `text`; nothing changes where it was read so.

    A name from elsewhere in the document (the full one of a person, an office's holder) is written as it stands there.
    """
    if work.document.text == text:
        return work
    small = work.document.text.lower()
    work.claims = [_restored(claim, text, small) for claim in work.claims]
    work.mentions = [_restored(mention, text, small) for mention in work.mentions]
    for said in (*work.said, *work.attitudes):
        said.cue, said.speaker = _restored(said.cue, text, small), _restored(said.speaker, text, small)
    work.document = replace(work.document, text=text)
    return work


def _restored(record: Any, text: str, small: str) -> Any:
    """The record, and all records in it, with the words that stand in `text`."""
    if isinstance(record, tuple):
        return tuple(_restored(one, text, small) for one in record)
    if not is_dataclass(record) or isinstance(record, type):
        return record
    span = getattr(record, "span", None)
    changed: dict[str, Any] = {}
    for field in fields(record):
        value = getattr(record, field.name)
        if field.name in _WORDS and isinstance(value, str):
            changed[field.name] = _own(value, span, text, small)
        elif isinstance(value, tuple) or is_dataclass(value):
            changed[field.name] = _restored(value, text, small)
    return replace(record, **changed)


def _own(words: str, span: Span | None, text: str, small: str) -> str:
    """The words as the text has them: at the span, else where they first stand, else as they are."""
    low = words.lower()
    if span is not None and low in (text[span[0] : span[1]].lower(), small[span[0] : span[1]]):
        return text[span[0] : span[1]]
    at = small.find(low) if len(small) == len(text) else -1
    return text[at : at + len(words)] if at >= 0 and len(low) == len(words) else words
