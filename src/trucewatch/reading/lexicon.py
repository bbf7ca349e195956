"""The word lists of `data/`, each read once."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources

from trucewatch.model import Stance


@dataclass(frozen=True, slots=True)
class CueWord:
    """What a word that attributes says about the stance, and the frame in which its content stands."""

    stance: Stance
    frame: str


@dataclass(frozen=True, slots=True)
class ActWord:
    """The act that a word tells of (empty where its object decides), and who stands where around it."""

    act: str
    roles: str


@dataclass(frozen=True, slots=True)
class Arm:
    """A weapon, platform or vehicle; `act` is what its use makes of an attack of unstated form."""

    words: tuple[str, ...]
    kind: str
    class_: str
    act: str


@dataclass(frozen=True, slots=True)
class Countries:
    """Names, demonyms and capitals in lower case, each to the country's usual English name."""

    names: dict[str, str]
    demonyms: dict[str, str]
    capitals: dict[str, str]
    codes: dict[str, str]

    def of(self, word: str) -> str | None:
        """The country that a name, a demonym or a capital stands for."""
        low = word.lower()
        return self.names.get(low) or self.demonyms.get(low) or self.capitals.get(low)


def rows(name: str) -> list[dict[str, str]]:
    """Read one list as dicts by column."""
    text = (resources.files("trucewatch.reading") / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def cues() -> dict[tuple[str, str], CueWord]:
    """Cue words by lemma and part of speech (v, n)."""
    table: dict[tuple[str, str], CueWord] = {}
    for row in rows("cues.csv"):
        table.setdefault((row["lemma"], row["pos"]), CueWord(Stance(row["stance"]), row["frame"]))
    return table


@cache
def attitudes() -> dict[tuple[str, str], frozenset[str]]:
    """Words of mind, will and judgement by lemma and part of speech (v, a, n): what each takes after it."""
    return {(row["lemma"], row["pos"]): frozenset(row["takes"].split()) for row in rows("attitudes.csv")}


@cache
def acts() -> dict[tuple[str, str], ActWord]:
    """Act words by lemma and part of speech (v, n)."""
    table: dict[tuple[str, str], ActWord] = {}
    for row in rows("acts.csv"):
        table.setdefault((row["lemma"], row["pos"]), ActWord(row["act"], row["roles"]))
    return table


@cache
def nouns() -> dict[str, str]:
    """Kinds of common nouns: person, group, force, object, place, writing."""
    return {row["lemma"]: row["kind"] for row in rows("nouns.csv")}


def noun_kind(lemma: str) -> str | None:
    """The kind of a common noun, also where the treebanks keep its plural ("troops")."""
    return nouns().get(lemma) or nouns().get(lemma.removesuffix("s"))


@cache
def arms() -> dict[str, list[Arm]]:
    """Weapons, platforms, vehicles by first word, longest phrase first."""
    table: dict[str, list[Arm]] = {}
    for row in rows("arms.csv"):
        words = tuple(row["words"].replace("-", " - ").split()) if " " in row["words"] else (row["words"],)
        table.setdefault(words[0], []).append(Arm(words, row["kind"], row["class"], row["act"]))
    for phrases in table.values():
        phrases.sort(key=lambda arm: -len(arm.words))
    return table


@cache
def _word_sets() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for row in rows("words.csv"):
        table.setdefault(row["set"], set()).add(row["word"])
    return {name: frozenset(words) for name, words in table.items()}


@cache
def words(*sets: str) -> frozenset[str]:
    """The words of one or several sets of `words.csv`; `data/README.md` says what each set decides."""
    return frozenset().union(*(_word_sets()[name] for name in sets))


@cache
def casualties() -> dict[str, str]:
    """Forms of casualty words ("slain", "injuring"), each to the kind of count beside it."""
    return {row["word"]: row["kind"] for row in rows("casualties.csv")}


@cache
def forms() -> dict[str, str]:
    """Words before "attack", "bombing", "blast", each to the act of that form ("rocket" to shelling)."""
    return {row["word"]: row["act"] for row in rows("forms.csv")}


@cache
def titles() -> dict[str, str]:
    """Offices and ranks, in lower case."""
    return {row["word"]: row["kind"] for row in rows("titles.csv")}


@cache
def media() -> frozenset[str]:
    """Agencies and outlets, as written."""
    return frozenset(row["name"] for row in rows("media.csv"))


@cache
def countries() -> Countries:
    """Country names, demonyms and capitals."""
    table = Countries({}, {}, {}, {})
    for row in rows("countries.csv"):
        name = row["name"]
        table.codes[name] = row["iso"]
        for other in (name, *row["other_names"].split(";")):
            if other:
                table.names[other.lower()] = name
        for demonym in filter(None, row["demonyms"].split(";")):
            table.demonyms.setdefault(demonym.lower(), name)
        for capital in filter(None, row["capital"].split(";")):
            table.capitals.setdefault(capital.lower(), name)
    return table
