"""Who published a report first, where the page itself says so: suggestions, each with its reason."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from trucewatch.intake.lexicon import agencies, outlet_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trucewatch.intake.layout import Layout
    from trucewatch.intake.lines import Line

_SUFFIX = re.compile(r"\A(?P<head>.{8,300}\S)\s(?:[–—|•·»]|-{1,2})\s(?P<name>[^–—|•·»]{2,50})\Z")
_DATELINE = re.compile(
    r"\A\W{0,2}(?:[^\W\d_][^()\n]{1,60}?)?[(/]\s?(?P<name>[^()/\n\d]{2,40}?)\s?[)/]\.?\s?(?:[–—:-]{1,2}|\s)\s?\S"
)
_DASHED = re.compile(r"\A[^\W\d_][^\n()]{1,40}?,?\s(?:[–—-]|\|)\s(?P<name>[^–—|\n-]{2,30})\s(?:[–—-]|\|)\s")
_TRAILING = re.compile(
    r"[.!?”\"]\s?[\[(](?P<name>[^()\[\]\d]{2,40})[\])]\W{0,2}\Z|\A[\[(]?(?P<alone>[A-Z][\w’'. -]{1,28})[\])]?\.?\Z"
)
_NAMED = (
    re.compile(
        r"(?i)(?:originally|first)\s(?:published|appeared|posted)\s(?:by|in|on|at)\s(?:the\s(?=\S+\.\w))?(?P<name>[^.,;()\n]{2,50})"
    ),
    re.compile(
        r"(?i)(?:republished|reprinted|reproduced|syndicated)\s(?:with\spermission\s)?(?:from|by|via|courtesy\sof)\s(?P<name>[^.,;()\n]{2,50})"
    ),
    re.compile(r"(?i)published\sfrom\s(?:a\swire\sagency\sfeed|an?\s(?P<name>[^.,;()\n]{2,40})\sfeed)"),
)
_SOURCE = re.compile(
    r"(?i)\A\W{0,3}(?:source|via|quelle|fuente|источник|kaynak|المصدر)\s?[:：]\s?(?P<name>[^\n]{2,60})\Z"
)
_RIGHTS = re.compile(
    r"(?i)(?:©|\(c\)|copyright)\s?(?:©|\(c\))?\s?(?:19|20)?\d{0,2}(?:\s?[-–]\s?(?:19|20)\d\d)?\s?(?:by\s)?(?P<name>[^.,;|\n\d]{2,40})"
)
_OUTLET_LINE = re.compile(
    r"\A(?:[Bb]y\s)?(?P<name>[A-Z][\w’' -]{2,40}?)(?:,\s[A-Z][\w’' -]{2,30})?\Z|"
    r"\A[A-Z][\w’', -]{2,40}\s\((?P<bracketed>[A-Z][\w’' -]{1,40})\)\Z"
)
_MAY_BE_OWN = frozenset(("dateline of an agency", "credit of an agency", "byline of another publisher"))
_CONTRIBUTED = re.compile(r"(?i)(?:with\s(?:inputs?|reports?|material|files?)\sfrom|contributed\sto\sthis)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What a page says about its first publisher. `publisher` is its own where only the page names it."""

    publisher: str | None = None
    origin: str | None = None
    reason: str | None = None
    title: str | None = None
    review: tuple[str, ...] = ()

    @property
    def is_copy(self) -> bool:
        """Say whether the page repeats somebody else's story."""
        return self.reason is not None


def origin_of(layout: Layout, *, publisher: str | None = None, url: str | None = None) -> Origin:
    """Read title suffix, credits, dateline, rights and source lines; `publisher` and `url` are the page's own."""
    own = publisher or (urlsplit(url).hostname if url else None)
    title, suffix = split_title(layout.title)
    linked = bool(layout.chrome("source link"))
    named = [(name, why) for name, why in _named(layout) if not (own and same_outlet(name, own))]
    if suffix and not (own and same_outlet(suffix, own)):
        # Without a publisher to compare with, a suffix is the page's own name unless the page shows it aggregates.
        if own or linked or _aggregates(layout, suffix):
            named.insert(0, (suffix, "title ends with another publisher's name"))
        elif not named:
            return Origin(publisher=suffix, title=title, review=(f"publisher {suffix!r} taken from the title's end",))
    if named:
        return _copied(named, own=own, linked=linked, publisher=publisher, title=title)
    if linked:
        return Origin(publisher=publisher, reason="'Source link' line without a name", title=title)
    return Origin(publisher=publisher, title=title, review=_contributors(layout))


def split_title(title: str | None) -> tuple[str | None, str | None]:
    """Return the headline and the publisher's name behind its last dash or bar, if it is one."""
    found = _SUFFIX.match(title) if title else None
    if found is None or not is_outlet(found["name"].strip()):
        return title, None
    return found["head"].strip(" –—|-"), found["name"].strip()


def is_outlet(name: str) -> bool:
    """Say whether a name is probably a publisher's: an agency, an outlet's word, a host."""
    plain = name.casefold().strip(" .")
    if plain in agencies() or re.fullmatch(r"[\w-]+\.(?:com|org|net|info|news|co\.\w\w|\w\w)", plain):
        return True
    if len(name.split()) > 5 or not name[:1].isupper():  # noqa: PLR2004  (no outlet's name is longer)
        return False
    words = re.findall(r"[\w-]+", plain)
    pairs = {" ".join(pair) for pair in pairwise(words)}
    return bool((set(words) | pairs | {plain}) & outlet_words())


def same_outlet(a: str, b: str) -> bool:
    """Say whether two names, or a name and a host, mean one publisher."""
    one, two = _core(a), _core(b)
    if not one or not two:
        return False
    short, long = sorted((one, two), key=len)
    return short == long or (len(short) > 3 and (long.startswith(short) or long.endswith(short)))  # noqa: PLR2004


def _core(name: str) -> str:
    plain = name.casefold().strip()
    plain = agencies().get(plain, plain).casefold()
    if re.fullmatch(r"(?:[\w-]+\.)+[a-z]{2,10}", plain):
        parts = [part for part in plain.split(".") if part not in {"www", "m", "en", "english", "amp", "edition"}]
        parts = parts[:-1] if len(parts) > 1 else parts
        plain = max(parts, key=len)
        plain = agencies().get(plain, plain).casefold()
    letters = unicodedata.normalize("NFKD", plain.removeprefix("the "))
    return "".join(letter for letter in letters if letter.isalnum())


def _copied(
    named: list[tuple[str, str]], *, own: str | None, linked: bool, publisher: str | None, title: str | None
) -> Origin:
    name, why = named[0]
    if (
        own is None
        and not linked
        and why in {"dateline of an agency", "credit of an agency", "byline of another publisher"}
    ):
        # The page may be the agency's: only its publisher would tell. It counts under the agency either way.
        return Origin(publisher=name, title=title, review=(f"publisher {name!r} taken from the {why.split()[0]}",))
    reasons = [why, *(["'Source link' line"] if linked else [])]
    other = [f"{other!r} ({reason})" for other, reason in named[1:] if not same_outlet(other, name)]
    review = (f"more than one first publisher is named: {name!r}, {', '.join(other)}",) if other else ()
    return Origin(publisher=publisher, origin=name, reason="; ".join(reasons), title=title, review=review)


def _named(layout: Layout) -> Iterator[tuple[str, str]]:
    """Yield the publishers that the page names as the first, the surest sign first."""
    lines = [line for line in layout.lines if line not in layout.teasers]
    for line in lines:
        for pattern in _NAMED:
            if (found := pattern.search(line.text[:400])) and found["name"] and _is_name(found["name"]):
                yield _full(found["name"]), f"the page says {line.text[:60]!r}"
    if layout.body and (head := _dateline(layout.body[0].text[:160])):
        yield head, "dateline of an agency"
    for line in _above(layout):
        if found := _OUTLET_LINE.match(line.text):
            name = (found["name"] or found["bracketed"]).strip()
            if is_outlet(name):
                yield _full(name), "byline of another publisher"
    yield from _credits(layout)
    for line in layout.lines:
        if (found := _RIGHTS.match(line.text[:120])) and found["name"].strip().casefold() in agencies():
            yield _full(found["name"]), "rights line of an agency"


def _above(layout: Layout) -> Iterator[Line]:
    """Yield the short lines between the headline and the first sentence."""
    for line, kind in zip(layout.lines[:12], layout.kinds[:12], strict=True):
        if kind.name in {"sentence", "prose"}:
            return
        if kind.name in {"short", "credit"} and line.count <= 6:  # noqa: PLR2004  (a name and a place)
            yield line


def _credits(layout: Layout) -> Iterator[tuple[str, str]]:
    tail = [line for line in layout.lines if line not in layout.teasers and line.count > 0][-12:]
    for line in tail:
        if (found := _SOURCE.match(line.text)) and is_outlet(found["name"].strip(" .")):
            yield _full(found["name"].strip(" .")), "'Source:' line"
        elif (found := _TRAILING.search(line.text[-60:])) and (
            (found["name"] or found["alone"] or "").strip().casefold() in agencies()
        ):
            yield _full(found["name"] or found["alone"]), "credit of an agency"
    for line in layout.of_kind("credit"):
        by = re.sub(r"(?i)\A\W{0,2}by\s", "", line.text).strip(" .")
        if by.casefold() in agencies():
            yield _full(by), "credit of an agency"


def _dateline(text: str) -> str | None:
    found = _DATELINE.match(text) or _DASHED.match(text)
    if found is None:
        return None
    # "(Local Sources)" is no agency: the name must be known, or look like one.
    for part in re.split(r"\s?[/,;]\s?", found["name"]):
        if part.strip().casefold() in agencies():
            return _full(part)
    return found["name"].strip() if is_outlet(found["name"].strip()) else None


def _is_name(name: str) -> bool:
    return is_outlet(name.strip()) or name.strip()[:1].isupper()


def _full(name: str) -> str:
    plain = re.sub(r"(?i)\s+(?:and|on|in|at|with|under)\s.*", "", name.strip(" .\"“”'’"))
    return agencies().get(plain.casefold(), plain)


def _aggregates(layout: Layout, suffix: str) -> bool:
    """Say whether the page shows stories of several publishers: its teasers end with another name."""
    return any(
        name and not same_outlet(name, suffix) for line in layout.teasers for name in [split_title(line.text)[1]]
    )


def _contributors(layout: Layout) -> tuple[str, ...]:
    found = next((line.text for line in layout.lines if _CONTRIBUTED.search(line.text[:200])), None)
    return (f"partly from others: {found[:80]!r}",) if found else ()
