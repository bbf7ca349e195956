"""What a text says: mentions, who says what, and claims; and what a person saw or heard: observations."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trucewatch.model.document import Document
    from trucewatch.model.spans import Span
    from trucewatch.model.when import When
    from trucewatch.model.where import Place


class Stance(StrEnum):
    """What the speaker does with the content."""

    ASSERTS = "asserts"
    DENIES = "denies"
    ACCUSES = "accuses"
    ADMITS = "admits"
    CLAIMS_RESPONSIBILITY = "claims-responsibility"
    JUSTIFIES = "justifies"
    REJECTS = "rejects"
    WARNS = "warns"
    PROMISES = "promises"
    AGREES = "agrees"
    DEMANDS = "demands"
    PREDICTS = "predicts"
    HOPES = "hopes"
    NO_COMMENT = "no-comment"
    RETRACTS = "retracts"
    HYPOTHETICAL = "hypothetical"


PUBLISHER = "publisher"
"""Name and kind of the speaker where the outlet speaks in its own voice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name or phrase of the field's kinds; `ref` is a party's or place's id where resolved."""

    span: Span
    kind: str
    name: str
    ref: str | None = None
    lon: float | None = None
    lat: float | None = None
    radius_m: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Somebody or something named in a claim. `kind`: person, group, force, object, place, publisher."""

    name: str
    span: Span | None = None
    kind: str | None = None
    ref: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who says it. `via` is the chain it came through, nearest to the speaker first."""

    name: str
    span: Span | None = None
    kind: str | None = None
    ref: str | None = None
    via: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """The words that introduce what is said ("told reporters", "according to")."""

    words: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One "who says what", also where no claim of interest follows, or what somebody wants, thinks or backs.

    The speaker's span covers all the words in the speaker's place; a quotation's runs from its first to its last word.
    """

    speaker: Speaker
    cue: Cue | None
    content_span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Weapon:
    """A weapon as named; `class_` is the lexicon's class (written `class` in JSON)."""

    name: str
    span: Span | None = None
    class_: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many of what.

    `kind`: killed, wounded, displaced, returned, missing, captured, events, munitions, personnel, equipment.

    `of` is the head word of what is counted ("civilians"), `unit` what one count is (person, incident, explosion, …).
    None in `at_least` or `at_most` is an open bound; "dozens" keeps both open. `part_of` is the id of the claim
    whose count includes this one.
    """

    kind: str
    of: str | None = None
    unit: str | None = None
    at_least: int | None = None
    at_most: int | None = None
    words: str | None = None
    span: Span | None = None
    part_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The stretch of time that a cumulative figure covers; it starts somewhere in `[start, start_latest]`."""

    start: str | None = None
    start_latest: str | None = None
    end: str | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Somebody says something about an act. It is never a fact; `quote == text[span]` always holds."""

    id: str
    document: str
    span: Span
    quote: str
    speaker: Speaker
    cue: Cue | None = None
    content_span: Span | None = None
    stance: Stance = Stance.ASSERTS
    denies_what: tuple[str, ...] = ()
    responds_to: str | None = None
    gloss: bool = False
    act: str | None = None
    actors: tuple[Named, ...] = ()
    targets: tuple[Named, ...] = ()
    weapons: tuple[Weapon, ...] = ()
    negated: bool = False
    place: Place | None = None
    when: When | None = None
    said_when: When | None = None
    counts: tuple[Count, ...] = ()
    cumulative: bool = False
    window: Window | None = None
    method: str | None = None
    review: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """What a person saw or heard. It becomes a claim of that observer without any reader.

    `means`: saw, heard, camera, crater. `position` is where the observer stood; the thing observed lies
    `bearing_deg` (clockwise from true north) and `distance_m` ± `distance_error_m` from there.
    """

    id: str
    observer: str
    means: str
    position: Place
    when: When
    what: str
    act: str | None = None
    bearing_deg: float | None = None
    distance_m: float | None = None
    distance_error_m: float | None = None
    unit: str | None = None
    count: int | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Everything that one document was read into.

    `quiet`: it holds no word of the field and was not read further, so that nothing in it is found, mentions included.
    """

    document: Document
    mentions: tuple[Mention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    claims: tuple[Claim, ...] = ()
    quiet: bool = False
