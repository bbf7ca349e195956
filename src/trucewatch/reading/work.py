"""The working state that the passes hand on: each pass adds to it and removes nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trucewatch.geography import Located
    from trucewatch.model import Claim, Cue, Document, Mention, Named, Span, Speaker, Stance, Weapon
    from trucewatch.reading.context import Context
    from trucewatch.reading.given_points import Given
    from trucewatch.reading.quantities import Quantity
    from trucewatch.reading.syntax import Sentence
    from trucewatch.reading.times import TimePhrase
    from trucewatch.reading.where_words import Told


@dataclass(slots=True)
class Said:
    """One "who says what": `content` holds, per sentence number, the tokens that are said."""

    speaker: Speaker
    cue: Cue | None
    stance: Stance
    frame: str
    sentence: int
    verb: int | None
    content: dict[int, frozenset[int]]
    content_span: Span
    accused: tuple[Named, ...] = ()
    antecedent: int | None = None
    """The noun that a relative "which they said …" goes back to."""
    negated: bool = False
    owned: bool = False
    """The speaker is somebody's ("its peacekeepers"): whoever tells of them speaks."""
    quoted: bool = False
    who: int | None = None
    """The head of the words in the speaker's place in the sentence, also where they are "who" or "he"."""
    follows: Said | None = None
    """The saying whose quotation goes on in this sentence."""
    method: str = "parser"


@dataclass(slots=True)
class Event:
    """One act as told by one clause or nominal: the words that name it and who stands where around it."""

    sentence: int
    trigger: int
    act: str
    word: str
    verbal: bool
    tokens: frozenset[int]
    actors: list[Named] = field(default_factory=list)
    targets: list[Named] = field(default_factory=list)
    weapons: list[Weapon] = field(default_factory=list)
    negated: bool = False
    gloss: bool = False
    """The outlet's own characterisation of what others did ("a veiled threat")."""
    own: bool = False
    """Who acts is somebody's ("its aircraft"): whoever tells of it answers for it."""
    future: bool = False
    possible: bool = False
    conditional: bool = False
    perfect: bool = False
    sufferers: list[int] = field(default_factory=list)
    outcomes: dict[int, str] = field(default_factory=dict)
    """Heads of those affected, each with the outcome told of them (killed, wounded, displaced, …)."""
    joined: list[int] = field(default_factory=list)
    """Other triggers of the same act in this sentence ("killed … and wounded")."""


@dataclass(slots=True)
class Work:
    """A document on its way through the passes."""

    document: Document
    context: Context
    given: tuple[Given, ...] = ()
    """Coordinates of the text; where they stand, the document's text is blank for the time of reading."""
    sentences: list[Sentence] = field(default_factory=list)
    quotes: list[Span] = field(default_factory=list)
    times: list[TimePhrase] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)
    people: dict[str, str] = field(default_factory=dict)
    """Last names to the fullest name in the document."""
    offices: dict[tuple[str, str], str] = field(default_factory=dict)
    """(country or body, office) to the fullest name of who holds it in the document."""
    groups: dict[str, list[str]] = field(default_factory=dict)
    """Head words of groups ("observatory", "ministry") to their full names, in the order of the text."""
    countries: tuple[str, ...] = ()
    """ISO codes of the countries that the document names."""
    flags: list[str] = field(default_factory=list)
    """Why a person should look at the document itself."""
    places: dict[str, Located | None] = field(default_factory=dict)
    """Place phrases already asked of the gazetteer."""
    told_places: dict[int, tuple[Told, ...]] = field(default_factory=dict)
    """Place phrases of more than a name, by the number of their sentence, where somebody asked."""
    mentions: list[Mention] = field(default_factory=list)
    only_body: tuple[str, int, int] | None = None
    """The first body named that is no state's, from where it is named to where another is: "the group" is that one."""
    turns: frozenset[int] = frozenset()
    """Sentences that a label gives to somebody ("KHALED: We left."): "we" is theirs."""
    said: list[Said] = field(default_factory=list)
    attitudes: list[Said] = field(default_factory=list)
    """What somebody wants, thinks, backs or criticises, where no word of `said` tells it: no claim comes from these."""
    events: list[Event] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
