"""What is wrong with a time expression: what was found, what may stand there, a caret under it, the way out."""

from __future__ import annotations

import re
from calendar import month_name
from difflib import get_close_matches
from typing import TYPE_CHECKING

from trucewatch.agreement.time_tree import UNITS
from trucewatch.agreement.time_words import listed
from trucewatch.errors import AgreementError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

WAY_OUT = "Write e.g. 2020-03-06T00:01[Europe/Moscow], end of 2020-03-15 [Europe/Moscow], signature + 7 days, or none."

_MAY_STAND = (
    ("COUNT", "a whole number in digits"),
    ("UNIT", ", ".join(UNITS)),
    ("ZONE", "a zone in [ ]"),
    ("RULE", "(exclusive), (inclusive), (elapsed)"),
    ("SIGN", "+, -"),
    ("AND", "and"),
    ("RPAR", ")"),
    ("$END", "the end"),
)
_A_MOMENT = "a date, an event, TERM.by"

_WORDS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
_NUMBERS = {word: n for n, word in enumerate(_WORDS.split(" "), start=1)}
_NUMBERS |= {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90}
_UNIT = r"(minutes?|hours?|days?|weeks?|months?|years?)"
_MONTHS = [name.lower() for name in month_name[1:]]


class ExpressionError(AgreementError):
    """A time expression cannot be read: `expression` goes wrong at `columns`, `[first, after the last)`."""

    def __init__(self, message: str, *, expression: str, columns: tuple[int, int]) -> None:
        """Keep the place inside the expression, for whoever shows it: `Locator` does in its own line of the file."""
        self.expression = expression
        self.columns = columns
        super().__init__(message)

    @property
    def drawn(self) -> str:
        """The message, and under it the expression with a caret where it goes wrong."""
        first, after = self.columns
        return f"{self}\n  {self.expression}\n  {' ' * first}{'^' * max(after - first, 1)}"


def pointed(text: str, columns: tuple[int, int], message: str) -> ExpressionError:
    """Return an error about the part of an expression at `columns`."""
    return ExpressionError(message, expression=text, columns=columns)


def unreadable(text: str, at: int, accepted: Iterable[str]) -> ExpressionError:
    """Return the error for an expression that goes wrong at column `at`, where only `accepted` terminals may stand."""
    found = re.match(r"[\w.:/+-]*\w|\S", text[at:])
    word = found[0] if found else ""
    kinds = set(accepted) or {"$END"}
    may = [_A_MOMENT] if "DAY" in kinds else [words for name, words in _MAY_STAND if name in kinds]
    stands = f"{word!r} stands" if word else "the expression ends"
    before = text[:at].strip()
    after = f"after {before!r} " if before else ""
    may_stand = listed(", ".join(may).split(", "))
    message = f"{text!r} is not a time expression: {after}{stands} where {may_stand} may stand."
    return pointed(text, (at, at + len(word)), f"{message} {hint(text, word, kinds) or WAY_OUT}")


def hint(text: str, word: str = "", kinds: set[str] | frozenset[str] = frozenset()) -> str | None:
    """Return the way out for a known slip in `text`, or at the `word` found where `kinds` may stand; None: unknown."""
    return next((way_out for rule in _HINTS if (way_out := rule(text, word, set(kinds)))), None)


def nearest(word: str, known: Iterable[str], otherwise: str) -> str:
    """Return a question with the nearest of the known words, or `otherwise`."""
    near = get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return f"Did you mean {near[0]}?" if near else otherwise


def _midnight(text: str, _: str, __: set[str]) -> str | None:
    if "midnight" not in text:
        return None
    return "midnight belongs to two days: write T00:00 of the day that begins, e.g. 2021-02-25T00:00."


def _noon(text: str, _: str, __: set[str]) -> str | None:
    return "Noon is T12:00, e.g. 2021-02-25T12:00." if re.search(r"\bnoon\b", text) else None


def _day_of(text: str, _: str, __: set[str]) -> str | None:
    found = re.search(r"\bday (\d+) (?:of|after|from) (.+)", text)
    return f"Write {found[2]} + {found[1]} days (inclusive)." if found else None


def _relative(text: str, _: str, __: set[str]) -> str | None:
    found = re.search(rf"\b(?:within )?(\d+) {_UNIT} (after|from|of|before) (.+)", text)
    return f"Write {found[4]} {'-' if found[3] == 'before' else '+'} {found[1]} {found[2]}." if found else None


def _working_days(text: str, _: str, __: set[str]) -> str | None:
    if not re.search(r"\b(working|business|calendar) days?\b", text):
        return None
    return "Only civil days are counted: write days, and keep as a reading whether others were meant."


def _count(text: str, word: str, kinds: set[str]) -> str | None:
    if kinds != {"COUNT"}:
        return None
    if word.lower() in _NUMBERS:
        return f"Write {_NUMBERS[word.lower()]}."
    if word.startswith(("-", "+")):
        return "A count has no sign: write X - 3 days for a time before X."
    if text.rstrip().endswith(("+", "-")):
        return "Say how much, e.g. signature + 7 days."
    return "Write e.g. signature + 7 days."


def _unit(text: str, word: str, kinds: set[str]) -> str | None:
    if kinds != {"UNIT"}:
        return None
    if found := re.search(r"T[\d:]+([+-])(\d{1,2})$", text):
        return f"Write an offset as {found[1]}{found[2]:>02}:00."
    if word.startswith("."):
        return "Counts are whole: for 1.5 days write 36 hours."
    if re.fullmatch(r"seconds?", word):
        return "Seconds are written in an instant, e.g. 2020-03-06T00:01:30."
    return nearest(word, UNITS, f"Write e.g. {text.strip()} days." if not word else "Write e.g. 7 days.")


def _missing_sign(_: str, word: str, kinds: set[str]) -> str | None:
    if "SIGN" not in kinds:
        return None
    if word.isdigit():
        return f"Put a plus or a minus before it: + {word} days."
    if re.fullmatch(r"[A-Z][A-Za-z_]*/[A-Za-z_/-]+|UTC|GMT", word):
        return f"A zone stands in brackets: [{word}]."
    if re.fullmatch(_UNIT, word):
        return "A minus stands between spaces: X - 5 days."
    return None


def _pick(text: str, word: str, kinds: set[str]) -> str | None:
    if re.search(r"\b(and|of) (earlier|later) of\b", text):
        return "One within another stands in parentheses: earlier of X and (later of Y and Z)."
    if re.search(r"\b(earlier|later) (?!of\b)", text) or (word in {"and", "or"} and "AND" not in kinds):
        return "For one of two write earlier of X and Y, or later of X and Y."
    return "Write and between the two: earlier of X and Y." if "AND" in kinds else None


def _parentheses(text: str, word: str, kinds: set[str]) -> str | None:
    if "RPAR" in kinds and not word:
        return "Close the parenthesis."
    return "Drop it, or open one before it." if word == ")" and text.count(")") > text.count("(") else None


def _dates(text: str, _: str, __: set[str]) -> str | None:
    if found := re.search(rf"\b(\d{{1,2}}) ({'|'.join(_MONTHS)}) (\d{{4}})\b", text, re.IGNORECASE):
        return f"Write {found[3]}-{_MONTHS.index(found[2].lower()) + 1:02}-{int(found[1]):02}."
    if re.search(r"\b\d{1,2}[./]\d{1,2}[./]\d{4}\b", text):
        return "Write a day as year-month-day, e.g. 2020-03-06."
    if found := re.search(r"(\d{4}-\d{1,2}-\d{1,2}),? (?:at )?(\d{1,2}:\d{2})", text):
        return f"Join the day and the clock: {found[1]}T{found[2]:>05}."
    if re.search(r"\b\d{1,2}:\d{2}\b", text) and not re.search(r"\d{4}-", text):
        return "A clock needs its day: 2020-03-06T00:01."
    if found := re.search(r"\b(?:(end|start) of )?(\d{4})(?![-\w])", text):
        side = found[1] or "end"
        return f"Write {side} of {found[2]}-{'12' if side == 'end' else '01'}."
    return None


_HINTS: tuple[Callable[[str, str, set[str]], str | None], ...] = (
    *(_midnight, _noon, _day_of, _relative, _working_days, _dates),
    *(_count, _unit, _missing_sign, _parentheses, _pick),
)
"""Each looks at the expression, the word found and the terminals that may stand there; the first answer is given."""
