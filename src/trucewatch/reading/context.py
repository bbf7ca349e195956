"""What a reader may know besides the text: places and a country to look in. Nothing of it is needed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trucewatch.geography import Gazetteer


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """`gazetteer` None means the built-in one; `country` (ISO code) narrows look-ups where the case is known.

    `pass_quiet`: do not parse a document that holds no word of the field (a `quiet` reading, hundreds a second).
    """

    gazetteer: Gazetteer | None = None
    country: str | None = None
    pass_quiet: bool = False
