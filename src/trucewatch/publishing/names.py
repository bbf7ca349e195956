"""Which words name a private person, and the pseudonyms that stand for them everywhere in one case."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trucewatch.model import Document

_NOBODY = """
a an the i he she they him her them we us his hers their one resident residents witness witnesses villager villagers
survivor survivors mother father woman women man men girl boy child farmer farmers refugee refugees neighbour neighbor
relative relatives shopkeeper driver teacher student shepherd person people local locals displaced old young year
elderly mr mrs ms dr abu umm of in from who and
"""
_GENERIC = frozenset(_NOBODY.split())
"""Words that name nobody on their own: never replaced across a case, or every report would lose its nouns."""

_PRIVATE_ROLES = re.compile(
    r"\b(?:residents?|witness(?:es)?|villagers?|survivors?|mother|father|wom[ae]n|m[ae]n|girls?|boys?|farmers?|"
    r"refugees?|neighbou?rs?|relatives?|shopkeepers?|drivers?|shepherds?|locals?|displaced)\b"
)
_PRONOUNS = frozenset({"he", "she", "they", "i", "we", "him", "her", "them"})
_PSEUDONYM = re.compile(r"(?:a resident|an observer|an analyst) \([A-Z]+\)")
_SHORTEST_PART = 4
"""A part of a name ("Hussein" of "Ahmad Hussein") shorter than this is not replaced on its own."""


def letters(index: int) -> str:
    """Return A … Z, AA, AB … for 0, 1, 2 and so on."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def is_pseudonym(name: str) -> bool:
    """Say whether a name is one of ours, as `pseudonyms` gives them."""
    return _PSEUDONYM.fullmatch(name) is not None


def speaks_for_nobody(name: str, kind: str | None) -> bool:
    """Say whether a speaker is somebody of the crowd ("a resident", "she"): such words are never quoted."""
    bare = name.strip().casefold()
    return kind == "person" and (bare in _PRONOUNS or _PRIVATE_ROLES.search(bare) is not None)


def is_proper(name: str) -> bool:
    """Say whether `name` holds a word that points at one person: a capital or a script without capitals."""
    words = [w for w in re.split(r"[\s\-]+", name) if w.strip("'’\".,") and w.casefold().strip(".,") not in _GENERIC]
    return any(w[0].isupper() or (w[0].isalpha() and w[0].lower() == w[0].upper()) for w in words)


@dataclass(frozen=True, kw_only=True)
class Pseudonyms:
    """Replacements of names, longest first.

    `everywhere` holds for the whole case, `within` for the records of one document, `whole` where a string is
    nothing but the name. `persons` are those of `everywhere` that name private persons.
    """

    everywhere: tuple[tuple[str, str], ...] = ()
    within: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    whole: dict[str, str] = field(default_factory=dict)
    persons: tuple[str, ...] = ()

    @cached_property
    def _finder(self) -> Finder:
        return Finder(self.persons)

    def named_in(self, text: str) -> bool:
        """Say whether `text` names a private person."""
        return self._finder.found_in(text)


class Finder:
    """Finds names in texts, whatever the case and the line breaks, as whole words."""

    def __init__(self, names: Iterable[str]) -> None:
        """Take the names in any order; the longest is tried first."""
        ordered = sorted({" ".join(name.split()) for name in names}, key=lambda n: (-len(n), n))
        self._heads = tuple({name.split(" ")[0].casefold() for name in ordered})
        choice = "|".join(r"\s+".join(map(re.escape, name.split())) for name in ordered)
        self._pattern = re.compile(rf"(?<!\w)(?:{choice})(?!\w)", re.IGNORECASE) if ordered else None

    def found_in(self, text: str) -> bool:
        """Say whether any of the names stands in `text`."""
        return self._may_hold(text) and self._pattern is not None and self._pattern.search(text) is not None

    def replace_in(self, text: str, stand_in: dict[str, str]) -> str:
        """Put `stand_in[name]` for every name; keys are case-folded and single-spaced."""
        if self._pattern is None or not self._may_hold(text):
            return text
        return self._pattern.sub(lambda m: stand_in[fold(m.group())], text)

    def _may_hold(self, text: str) -> bool:
        # A substring test is some twenty times cheaper than the pattern, and most strings hold no name.
        lowered = text.casefold()
        return any(head in lowered for head in self._heads)


def fold(name: str) -> str:
    """Return `name` case-folded and single-spaced."""
    return " ".join(name.casefold().split())


def pseudonyms(
    documents: Iterable[Document],
    *,
    observers: Iterable[str] = (),
    analysts: Iterable[str] = (),
    public: frozenset[str] = frozenset(),
) -> Pseudonyms:
    """Give every private person, observer and analyst one pseudonym, in the order in which they appear.

    `public` holds folded names of parties, sources, monitors and places: these are never replaced, also where one is
    part of a name ("Ahmad of Idlib") or was taken for one. What such a person says stays withheld all the same.
    """
    given: dict[str, str] = {}
    persons: dict[str, str] = {}
    within: dict[str, dict[str, str]] = {}
    for document in documents:
        for person in document.private_persons:
            name = " ".join(document.text[slice(*person.span)].split())
            if not name:
                continue
            pseudonym = given.setdefault(fold(name), f"a resident ({letters(len(given))})")
            local = within.setdefault(document.id, {})
            if fold(name) in public:
                continue
            if is_proper(name):
                persons[name] = pseudonym
                local.update({part: pseudonym for part in _parts(name) if fold(part) not in public})
            elif " " in name:
                local[name] = pseudonym
    roles: dict[str, str] = {}
    for role, people in (("an observer", observers), ("an analyst", analysts)):
        for index, name in enumerate(dict.fromkeys(n for n in people if fold(n) not in public)):
            roles.setdefault(name, f"{role} ({letters(index)})")
    spoken = {name: p for name, p in roles.items() if is_proper(name) and len(name) >= _SHORTEST_PART}
    return Pseudonyms(
        everywhere=_longest_first({**spoken, **persons}),
        within={key: _longest_first(local) for key, local in within.items() if local},
        whole={**roles, **persons},
        persons=tuple(persons),
    )


def _parts(name: str) -> list[str]:
    words = [word.strip("'’\".,()") for word in name.split()]
    return [w for w in words if len(w) >= _SHORTEST_PART and w.casefold() not in _GENERIC and is_proper(w)]


def _longest_first(names: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(names.items(), key=lambda pair: (-len(pair[0]), pair[0])))
