"""The word lists of this room, read once from the package: page chrome, publishers, the calendar, persons."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_SPACES = re.compile(r"\s+")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "`": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})
_OUTER = " \t\"'.…,:;!?|›‹→←•·*-–—_=+#>»«()[]{}\u200b\u200e\u200f\ufeff"
_LONGEST = 400  # code points of a line that may be chrome
_FEW_WORDS = 25


def load(name: str) -> dict[str, Any]:
    """Return the word list `data/<name>.toml`."""
    return tomllib.loads(resources.files("trucewatch.intake").joinpath(f"data/{name}.toml").read_text("utf-8"))


def folded(line: str) -> str:
    """Return a line as the lexicons compare it: case, quotes, digits, spaces and outer punctuation set aside."""
    plain = unicodedata.normalize("NFKC", line).translate(_QUOTES).casefold()
    return _SPACES.sub(" ", _DIGITS.sub("#", plain.strip(_OUTER.replace("#", "")))).strip()


@dataclass(frozen=True, slots=True)
class Chrome:
    """One reason why a line is not the article; `cuts` where nothing below it is."""

    reason: str
    cuts: bool
    whole: frozenset[str]
    starts: tuple[str, ...]
    holds: tuple[str, ...]

    def fits(self, line: str) -> bool:
        """Say whether a folded line is of this kind."""
        if line in self.whole:
            return True
        if line.count(" ") >= _FEW_WORDS:
            return False
        return line.startswith(self.starts) or any(phrase in line for phrase in self.holds)


@cache
def chrome_kinds() -> tuple[Chrome, ...]:
    """Return the kinds of chrome in the order of the file: the first that fits names the reason."""
    return tuple(
        Chrome(
            reason=reason.replace("-", " "),
            cuts=bool(kind.get("cuts")),
            whole=frozenset(folded(phrase) for phrase in kind.get("is", ())),
            starts=tuple(_begin(phrase) for phrase in kind.get("starts", ())),
            holds=tuple(phrase.casefold() for phrase in kind.get("holds", ())),
        )
        for reason, kind in load("chrome").items()
    )


def chrome(line: str) -> Chrome | None:
    """Return the kind of chrome that a line is, None where it may be the article."""
    if len(line) > _LONGEST:
        return None
    plain = folded(line)
    if not plain:
        return None
    return next((kind for kind in chrome_kinds() if kind.fits(plain)), None)


def _begin(phrase: str) -> str:
    # A colon that the phrase asks for stays; folding strips it only at the end of a line.
    return _DIGITS.sub("#", phrase.translate(_QUOTES).casefold()).lstrip(_OUTER.replace("#", "").replace("(", ""))


@cache
def agencies() -> dict[str, str]:
    """Return the full name of each news agency by every form of it, in lower case."""
    return {form: name for name, forms in load("outlets")["agencies"].items() for form in (name.casefold(), *forms)}


@cache
def outlet_words() -> frozenset[str]:
    """Return words that mark a name as an outlet's."""
    return frozenset(load("outlets")["words"])


@cache
def words(name: str, key: str) -> frozenset[str]:
    """Return one list of `data/<name>.toml` as a set."""
    return frozenset(load(name)[key])


@cache
def ordinal_of(key: str) -> dict[str, int]:
    """Return month (1 to 12) or weekday (0 to 6, Monday first) by name; `key` is `months` or `weekdays`."""
    first = 1 if key == "months" else 0
    return {name: number for number, names in enumerate(load("calendar")[key], first) for name in names}


def alternation(phrases: frozenset[str]) -> str:
    """Return a regular expression that matches any of the phrases, the longest first."""
    return "(?:" + "|".join(re.escape(phrase) for phrase in sorted(phrases, key=lambda p: (-len(p), p))) + ")"
