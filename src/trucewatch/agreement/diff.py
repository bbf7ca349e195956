"""How two versions of an agreement differ: terms and their keys, who is bound, acts, clocks on every reading, zones.

Terms are matched by their kind and id. What changes without a key being changed is told too: a deadline that an
amendment moves, a zone whose line was drawn anew.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any

from trucewatch.agreement.readback import sentence
from trucewatch.agreement.schema import FIELDS, MANY
from trucewatch.errors import AgreementError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trucewatch.agreement.terms import Agreement, Term

_SILENT = frozenset({"line"})
"""Where a table stands in its file is no part of what it says."""

_IN_ORDER = frozenset({"between", "route", "of"})
"""Lists whose order says something; of the others only what is on them counts."""

_HEAD = {
    **{name: name for name in ("id", "title", "home", "days", "house", "signed_by", "unpublished", "encoded_by")},
    "parties_to": "parties",
    "amends_agreement": "amends",
    "texts": "sources",
    "authentic": "languages.authentic",
    "translations": "languages.translations",
}
"""The fields of an agreement beside its tables, and what they are called in a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyChange:
    """A key and its value before and after, in words; for lists what was `added` and `removed` instead."""

    key: str
    before: str | None = None
    after: str | None = None
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TermChange:
    """A term that was added (`before` is None), is gone (`after` is None) or says something else, read back."""

    kind: str
    id: str
    before: str | None
    after: str | None
    keys: tuple[KeyChange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What differs between two versions of the terms; see `diff_clocks` and `diff_zones` for what that does."""

    head: tuple[KeyChange, ...]
    added: tuple[TermChange, ...]
    gone: tuple[TermChange, ...]
    changed: tuple[TermChange, ...]

    def of_list(self, key: str) -> Iterator[tuple[TermChange, KeyChange]]:
        """Yield each rule with what was added to and removed from one of its lists, e.g. `who` or `acts`."""
        for term in self.changed:
            yield from (
                (term, change) for change in term.keys if change.key == key and (change.added or change.removed)
            )


def without(agreement: Agreement, amendment_id: str) -> Agreement:
    """Return the agreement as if an amendment had never been made.

    Raises:
        AgreementError: there is no such amendment.
    """
    kept = tuple(amend for amend in agreement.amendments if amend.id != amendment_id)
    if len(kept) == len(agreement.amendments):
        known = ", ".join(amend.id for amend in agreement.amendments) or "none"
        raise AgreementError(f"{agreement.id} has no amendment {amendment_id!r}. Known: {known}.")
    return replace(agreement, amendments=kept)


def difference(before: Agreement, after: Agreement) -> Difference:
    """Return what differs between the terms of two agreements, in the order of the tables of the language."""
    added, gone, changed = [], [], []
    for kind, field in FIELDS.items():
        was = {term.id: term for term in getattr(before, field)}
        now = {term.id: term for term in getattr(after, field)}
        gone += [TermChange(kind=kind, id=i, before=sentence(before, was[i]), after=None) for i in was if i not in now]
        added += [TermChange(kind=kind, id=i, before=None, after=sentence(after, now[i])) for i in now if i not in was]
        for ident in (i for i in was if i in now):
            if keys := tuple(_keys(kind, was[ident], now[ident])):
                told = sentence(before, was[ident]), sentence(after, now[ident])
                changed.append(TermChange(kind=kind, id=ident, before=told[0], after=told[1], keys=keys))
    head = tuple(c for f, name in _HEAD.items() if (c := _change(name, getattr(before, f), getattr(after, f))))
    return Difference(head=head, added=tuple(added), gone=tuple(gone), changed=tuple(changed))


def _keys(kind: str, was: Term, now: Term) -> Iterator[KeyChange]:
    written = {key.field or name: name for name, key in MANY[kind].keys.items()}
    for field in fields(was):
        if field.name not in _SILENT:
            name = written.get(field.name, field.name.replace("_", "."))
            change = _change(name, getattr(was, field.name), getattr(now, field.name))
            if change:
                yield change


def _change(name: str, was: Any, now: Any) -> KeyChange | None:
    if was == now:
        return None
    if _is_list(was) and _is_list(now):
        added, removed = tuple(i for i in now if i not in was), tuple(i for i in was if i not in now)
        if added or removed:
            return KeyChange(key=name, added=added, removed=removed)
        if name not in _IN_ORDER:
            return None
    return KeyChange(key=name, before=in_words(was), after=in_words(now))


def _is_list(value: Any) -> bool:
    return isinstance(value, tuple) and all(isinstance(item, str) for item in value)


def in_words(value: Any) -> str | None:
    """Return a value of a record in words, None where there is none."""
    if value is None or value == ():
        return None
    if isinstance(value, tuple):
        return "; ".join(filter(None, (": ".join(map(str, v)) if _is_list(v) else in_words(v) for v in value)))
    if type(value).__name__ == "Geometry":
        return f"a {value.kind} of {sum(len(ring) for part in value.parts for ring in part)} points"
    if is_dataclass(value):
        told = ((f.name.rstrip("_"), in_words(getattr(value, f.name))) for f in fields(value))
        return ", ".join(f"{name} {words}" for name, words in told if words is not None)
    return f"{value:g}" if isinstance(value, float) else str(value)
