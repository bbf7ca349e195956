"""Who reported from where, as credit lines and attributions in the body write it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.intake.lines import is_credit
from trucewatch.intake.names import NAME, PLACE, said, surname, tidy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trucewatch.intake.layout import Layout

_ITEM = re.compile(rf"(?P<name>{NAME})(?:\s(?:in|from|near)\s{PLACE})?")
_FROM = (
    re.compile(
        rf"(?P<name>{NAME}),?\s(?:who\s(?:is|was)\s)?(?:reporting|reports|reported)\s(?:live\s)?(?:from|in|near)\s{PLACE}"
    ),
    re.compile(
        rf"(?i:reporting)\s(?:live\s)?from\s{PLACE}[^.\n]{{0,60}}?,\s(?:{NAME}[’']s\s)?(?:correspondent\s|reporter\s)?(?P<name>{NAME})"
    ),
    re.compile(rf"(?:correspondent|reporter)\s(?P<name>{NAME})\s(?:in|from)\s{PLACE}"),
    re.compile(rf"(?:correspondent|reporter)\sin\s{PLACE},\s(?P<name>{NAME})"),
    re.compile(rf"(?P<name>{NAME}),\s(?:our|the|{NAME}[’']s)\s(?:correspondent|reporter)\sin\s{PLACE}"),
    re.compile(rf"(?P<name>{NAME})\sin\s{PLACE}\scontributed\sto\sthis"),
)
_SECTION = re.compile(
    r"(?i)\b(reporting|writing|editing|written|edited|translated|translation|compiled|graphics?|research)\b[^;.]{0,20}?\b(?:by|from)\b"
)
_BY = re.compile(r"\A(?:[Bb]y|BY)\s")
_STAFF = frozenset({"admin", "staff", "desk", "agencies", "writer", "writers", "editor", "editors", "correspondent"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """Who wrote and who reported, as written; `review` names a spelling that differs within the text."""

    authors: tuple[str, ...] = ()
    reporters: tuple[str, ...] = ()
    review: tuple[str, ...] = ()


def team(layout: Layout) -> Team:
    """Return the people behind a report. A reporter's place stands in brackets: "Name (Place)"."""
    found: dict[str, str | None] = {}
    authors: list[str] = []
    body = "\n".join(line.text for line in layout.body)
    for pattern in _FROM:
        for match in pattern.finditer(body[:200_000]):
            found.setdefault(tidy(match["name"]), _place(match["place"]))
    for line in layout.of_kind("credit"):
        for role, name, place in _credited(line.text):
            if role == "reporting":
                found.setdefault(name, place)
            elif role in {"by", "writing", "written"}:
                authors.append(name)
                found |= {name: place} if place else {}
    for line in layout.of_kind("date"):
        for part in re.split(r"\s?[|·•–—]\s?", line.text):
            authors += [name for role, name, _ in _credited(part) if role == "by"]
    names, review = _one_spelling(found, body)
    return Team(
        authors=tuple(dict.fromkeys(authors)),
        reporters=tuple(f"{name} ({place})" if place else name for name, place in names.items()),
        review=review,
    )


def is_newsroom(name: str) -> bool:
    """Say whether a byline names nobody: "Staff", "News desk", "admin"."""
    return name.casefold().split()[-1:] != [] and name.casefold().split()[-1] in _STAFF


def names_in_byline(text: str) -> tuple[str, ...]:
    """Return the names in "By Jane Doe and John Roe", or in a bare list of names."""
    line = text if _BY.match(text) else f"By {text}"
    return tuple(name for _, name, _ in _credited(line)) if is_credit(line) else ()


def _credited(line: str) -> Iterator[tuple[str, str, str | None]]:
    """Yield role, name and place of everyone in a credit line."""
    heads = [(match[1].casefold(), match.end()) for match in _SECTION.finditer(line)]
    if not heads and (by := _BY.match(line)):
        heads = [("by", by.end())]
    for i, (role, start) in enumerate(heads):
        end = heads[i + 1][1] if i + 1 < len(heads) else len(line)
        stretch = line[start:end]
        if i + 1 < len(heads):
            stretch = re.split(r"[;.]\s", stretch)[0]
        for match in _ITEM.finditer(stretch):
            name = tidy(match["name"])
            if re.search(r"\b(?:in|from|near|of|at)\s\Z", stretch[: match.start()]):
                continue  # "our correspondent in Maarrat Misrin" names nobody
            if " " in name and not is_newsroom(name):
                yield role, name, _place(match["place"])


def _place(place: str | None) -> str | None:
    return place.strip().rstrip(".") if place else None


def _one_spelling(found: dict[str, str | None], body: str) -> tuple[dict[str, str | None], tuple[str, ...]]:
    """Where the text spells a reporter's surname in two ways, list the longer one and name both for review.

    A letter is dropped more often than one is added; a person settles it.
    """
    speakers = {m[1] for m in re.finditer(rf"(?<![\w-])([^\W\d_a-z][\w’'-]{{3,30}}),?\s{said()}\b", body[:200_000])}
    names: dict[str, str | None] = {}
    review = []
    for name, place in found.items():
        own = surname(name)
        other = next((word for word in sorted(speakers) if word != own and _slip(own, word)), None)
        if other and other not in {surname(known) for known in found}:
            review.append(f"a reporter's name is spelt two ways: {own!r} and {other!r}; listed with the longer one")
            kept = max((own, other), key=len)
            names[name[: -len(own)] + kept] = place
        else:
            names[name] = place
    return names, tuple(review)


def _slip(a: str, b: str) -> bool:
    """Say whether two words differ by one letter left out, added, changed or swapped with its neighbour."""
    if abs(len(a) - len(b)) > 1 or min(len(a), len(b)) < 5 or a[0] != b[0]:  # noqa: PLR2004  (short names differ by one letter)
        return False
    i = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return (
        a[i + 1 :] == b[i:]
        or a[i:] == b[i + 1 :]
        or a[i + 1 :] == b[i + 1 :]
        or (a[i : i + 2] == b[i : i + 2][::-1] and a[i + 2 :] == b[i + 2 :])
    )
