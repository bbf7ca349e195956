"""Other words of the same tag for a sentence: the field's nouns and verbs, real nationalities, invented names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from trucewatch.reading import lexicon

if TYPE_CHECKING:
    import random

    from convert import Row

_ONSETS = [
    "b", "br", "ch", "d", "dr", "f", "g", "gh", "h", "j", "k", "kh", "kr", "l", "m", "n", "p", "q", "r", "s", "sh",
    "st", "t", "tr", "v", "w", "y", "z", "zh",
]  # fmt: skip
_VOWELS = ["a", "e", "i", "o", "u", "aa", "ai", "ei", "ou", "ya"]
_CODAS = ["", "", "n", "r", "l", "m", "k", "sh", "d", "b", "z", "t"]
_ENDINGS = ["", "", "", "ov", "enko", "ez", "i", "ian", "yan", "oglu", "sson", "ski", "uddin", "a", "eh"]
_FRAGILE = frozenset({
    "year", "day", "week", "month", "time", "today", "lot", "kind", "sort", "way", "thing", "one", "people",
    "dozen", "hundred", "thousand", "million", "percent", "number", "group", "majority", "part",
})  # fmt: skip
_TRANSITIVE = [
    "kill", "wound", "injure", "bomb", "shell", "attack", "hit", "strike", "target", "shoot", "storm", "seize",
    "capture", "abduct", "detain", "arrest", "displace", "evacuate", "destroy", "damage", "blame", "accuse",
    "condemn", "denounce", "support", "back", "arm", "deploy", "withdraw", "ambush", "raid", "bombard",
    "neutralise", "blockade", "besiege", "release", "exchange", "patrol",
]  # fmt: skip
_SAYING = [
    "say", "claim", "add", "insist", "warn", "deny", "allege", "announce", "report", "note", "stress", "confirm",
    "admit", "acknowledge", "vow", "pledge", "promise", "argue", "state", "declare", "believe",
]  # fmt: skip


class Words:
    """Draws words by tag, all from one seeded generator."""

    def __init__(self, source: random.Random) -> None:
        """Read the lists once."""
        self.source = source
        self.nouns = [noun for noun in lexicon.nouns() if noun.isalpha() and noun not in _FRAGILE]
        self.demonyms = [d.capitalize() for d in lexicon.countries().demonyms if " " not in d and not d.endswith("s")]
        self.lands = [n for n in lexicon.countries().names if " " not in n]

    def substituted(self, rows: list[Row], *, share: float) -> list[Row]:
        """Return the sentence with about `share` of its exchangeable words exchanged; heads and relations stay."""
        heads = {row.head for i, row in enumerate(rows) if row.dep == "obj" and row.head != i}
        clauses = {row.head for i, row in enumerate(rows) if row.dep == "ccomp" and row.head != i}
        return [
            self._other(row, i, takes_object=i in heads, takes_clause=i in clauses)
            if self.source.random() < share
            else row
            for i, row in enumerate(rows)
        ]

    def _other(self, row: Row, i: int, *, takes_object: bool, takes_clause: bool) -> Row:
        low = row.word.lower()
        if (
            row.tag in ("NN", "NNS")
            and row.upos == "NOUN"
            and low not in _FRAGILE
            and low.rstrip("s") not in _FRAGILE
            and low.isalpha()
        ):
            noun = self.source.choice(self.nouns)
            word = noun if row.tag == "NN" else plural(noun)
            return replace(row, word=word.capitalize() if row.word[0].isupper() and i == 0 else word)
        if (
            row.tag == "NNP"
            and row.upos == "PROPN"
            and row.word.isalpha()
            and len(row.word) > 1
            and low not in lexicon.titles()
        ):
            return replace(row, word=self.name())
        if row.tag == "JJ" and row.word[0].isupper() and i > 0 and low in lexicon.countries().demonyms:
            return replace(row, word=self.source.choice(self.demonyms))
        if (
            row.tag in ("VBD", "VBN", "VBZ", "VBG", "VB", "VBP")
            and row.upos == "VERB"
            and (takes_object or takes_clause)
        ):
            verb = self.source.choice(_SAYING if takes_clause else _TRANSITIVE)
            return replace(row, word=inflected(verb, row.tag))
        return row

    def name(self) -> str:
        """A country, or an invented name; one in six is written with an article."""
        draw = self.source.random()
        if draw < 0.2:
            return self.source.choice(self.lands).capitalize()
        body = "".join(
            self.source.choice(_ONSETS) + self.source.choice(_VOWELS) + self.source.choice(_CODAS)
            for _ in range(self.source.choice((1, 2, 2)))
        )
        name = (body + self.source.choice(_ENDINGS)).capitalize()
        return f"al-{name}" if draw > 0.85 else name


def plural(noun: str) -> str:
    """The plural by rule, with the few irregular nouns of the list."""
    irregular = {
        "man": "men",
        "woman": "women",
        "child": "children",
        "serviceman": "servicemen",
        "gunman": "gunmen",
        "policeman": "policemen",
        "person": "persons",
    }
    if noun in irregular:
        return irregular[noun]
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    return noun[:-1] + "ies" if noun.endswith("y") and noun[-2] not in "aeiou" else noun + "s"


def inflected(verb: str, tag: str) -> str:
    """The form of a verb of the lists for a tag."""
    irregular = {"shoot": "shot", "strike": "struck", "hit": "hit", "say": "said", "withdraw": "withdrew"}
    if tag in ("VBD", "VBN"):
        if verb in irregular:
            return "withdrawn" if verb == "withdraw" and tag == "VBN" else irregular[verb]
        if verb.endswith("e"):
            return verb + "d"
        if verb in ("admit", "patrol"):
            return verb + verb[-1] + "ed"
        return verb[:-1] + "ied" if verb.endswith("y") and verb[-2] not in "aeiou" else verb + "ed"
    if tag == "VBG":
        if verb in ("admit", "hit", "patrol"):
            return verb + verb[-1] + "ing"
        return verb[:-1] + "ing" if verb.endswith("e") else verb + "ing"
    if tag == "VBZ":
        return (
            verb[:-1] + "ies"
            if verb.endswith("y") and verb[-2] not in "aeiou"
            else verb + ("es" if verb.endswith(("s", "sh", "ch")) else "s")
        )
    return verb
