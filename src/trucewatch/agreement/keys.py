"""What every table of the language has in common, and the keys that several of them share."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from trucewatch.agreement.turns import condition, ident, key, ref, text, time

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from trucewatch.agreement.turns import Keys


class Table(NamedTuple):
    """One kind of table: the record it makes (None: it is spread over the agreement), its keys, which must be there.

    `means` says in a line what it is for.
    """

    make: Callable[..., Any] | None
    means: str
    keys: Keys
    required: tuple[str, ...]


def table(make: Callable[..., Any], means: str, keys: Keys, *required: str) -> Table:
    """Return a table of the language: its keys and those that every table has."""
    common = {
        "id": key(ident, "Its name in this file: letters, digits, hyphens. Other tables refer to it.", "L2b"),
        "clause": key(text, "Where it stands in the text.", "item 1"),
        "where": key(ref, "The zone that it is limited to; left out, the text limits it to none.", "idlib-area"),
    }
    return Table(make=make, means=means, keys=common | keys, required=("id", *required))


FROM = key(time, "From when it holds; left out, from the beginning.", "start", field="from_")
UNTIL = key(time, "Until when it holds; left out, it has no end.", "start + 60 days (elapsed)")
ONLY_IF = key(condition, "It is there on this option of a reading only.", "designated=excluded")
NOTE = key(text, "Anything that a reader of the file should know.", "Drawn by us")
