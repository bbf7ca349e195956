"""Records to plain JSON values and back, by their declared fields: nothing is left out, nothing is added."""

from __future__ import annotations

import types
from dataclasses import fields, is_dataclass
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from trucewatch.model import claim, decision, document, finding, incident, spans, when, where, within

T = TypeVar("T")

_NAMES: dict[str, Any] = {
    name: value
    for module in (spans, within, when, where, document, claim, incident, finding, decision)
    for name, value in vars(module).items()
    if not name.startswith("_")
}


def to_plain(record: object) -> Any:
    """Return dicts, lists, strings, numbers, booleans and None. A trailing underscore of a field is dropped."""
    if is_dataclass(record) and not isinstance(record, type):
        return {f.name.rstrip("_"): to_plain(getattr(record, f.name)) for f in fields(record)}
    if isinstance(record, (tuple, list)):
        return [to_plain(item) for item in record]
    if isinstance(record, StrEnum):
        return record.value
    return record


def from_plain(cls: type[T], plain: object) -> T:
    """Return the record of class `cls` that `to_plain` turned into `plain`. Missing keys take the default.

    Raises:
        KeyError: `plain` has a key that the record does not have (the way out: compare with `model`).
    """
    return cast("T", _build(cls, plain))


@cache
def _hints(cls: type) -> dict[str, Any]:
    return get_type_hints(cls, globalns=_NAMES)


def _build(kind: Any, plain: Any) -> Any:
    if plain is None:
        return None
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _build(next(a for a in get_args(kind) if a is not type(None)), plain)
    if origin is tuple:
        return _build_tuple(get_args(kind), plain)
    if isinstance(kind, type) and is_dataclass(kind):
        known = {f.name.rstrip("_"): f.name for f in fields(kind)}
        hints = _hints(kind)
        return kind(**{known[key]: _build(hints[known[key]], value) for key, value in plain.items()})
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind(plain)
    return float(plain) if kind is float else plain


def _build_tuple(args: tuple[Any, ...], plain: Any) -> tuple[Any, ...]:
    if len(args) == 2 and args[1] is Ellipsis:  # noqa: PLR2004  (a homogeneous tuple is written T, ...)
        return tuple(_build(args[0], item) for item in plain)
    return tuple(_build(kind, item) for kind, item in zip(args, plain, strict=True))
