"""Score the document facts: whose story, a copy or not, when and why, who wrote it, what is not body, whom to hide.

The expectations name what is not body in words; the words that stand in the text are looked up there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from assignment import assign
from seed_words import fold, name, names, same_name

if TYPE_CHECKING:
    from collections.abc import Iterable

Plain = dict[str, Any]
Span = tuple[int, int]
_EVIDENCE = ("caption", "dateline", "byline", "metadata", "url")  # kinds of evidence that an expectation may name


def document_facts(expected: Plain, reading: Plain, text: str) -> dict[str, str]:
    """Return each fact with "" where right, else the reason."""
    want, got = expected["document"], reading.get("document") or {}
    return {
        "text": "" if got.get("text") == text else "document.text is not the text of the file: no span can be trusted",
        "origin": _origin(want, got),
        "copy": _copy(want, got),
        "date": _date(want, got),
        "date evidence": _evidence(want, got),
        "reporters": _reporters(want, got, text),
        "photo credit": _photo_credit(want, got),
        "not body": _not_body(expected, got, text),
        "private persons": _private_persons(expected, got, text),
    }


def chrome_claims(expected: Plain, reading: Plain, text: str) -> list[str]:
    """Return the claims that touch what is not body: the page's own words can claim nothing."""
    regions = chrome(expected, text)
    return [
        f"{c['id']} at {c['span']}" for c in reading.get("claims") or [] if any(_touch(c["span"], r) for r in regions)
    ]


def false_quotes(reading: Plain, text: str) -> list[str]:
    """Return the claims whose quote is not the text of their span."""
    return [c["id"] for c in reading.get("claims") or [] if text[c["span"][0] : c["span"][1]] != c["quote"]]


def chrome(expected: Plain, text: str) -> list[Span]:
    """Return the lines that are not body: those before the first claim that the expectations name, and the tail.

    The tail begins at the first of the named stretches that lies after the last claim and goes to the end.
    """
    spans = [c["at"] for c in expected["claims"]]
    first, last = min(s[0] for s in spans), max(s[1] for s in spans)
    entries = expected["document"]["not_body"]
    named = [at for at in (_find(entry, text) for entry in entries) if at is not None]
    head = [line for line in _lines(text) if line[1] <= first and _is_named(line, entries, named, text)]
    tail = min((at for at in named if at >= last), default=len(text))
    return head + [line for line in _lines(text) if line[0] >= tail]


def _find(entry: str, text: str) -> int | None:
    """Return where the longest run of words that opens `entry` stands in the text, if two words or more do."""
    words, folded = re.sub(r"\([^)]*\)", "", entry).split(), _same_length_fold(text)
    for size in range(len(words), 1, -1):
        at = folded.find(_same_length_fold(" ".join(words[:size])))
        if at >= 0:
            return at
    return None


def _same_length_fold(text: str) -> str:
    return text.replace("\u2019", "'").replace("\u2018", "'").replace("\xa0", " ").lower()


def _is_named(line: Span, entries: list[str], named: list[int], text: str) -> bool:
    """A line of the head is named by its own words, or as a title line: one whose words stand in another line too."""
    if any(line[0] <= at < line[1] for at in named):
        return True
    words = text[line[0] : line[1]].strip()
    others = [text[a:b] for a, b in _lines(text) if (a, b) != line]
    repeated = any(words in other or (other.strip() and other.strip() in words) for other in others)
    return repeated and any("title" in entry for entry in entries)


def _lines(text: str) -> list[Span]:
    return [(m.start(), m.end()) for m in re.finditer(r"[^\n]*\S[^\n]*", text)]


def _touch(a: Iterable[int], b: Iterable[int]) -> bool:
    (a0, a1), (b0, b1) = a, b
    return a0 < b1 and b0 < a1


def _origin(want: Plain, got: Plain) -> str:
    said = got.get("origin") or ""
    return "" if fold(said) == fold(want["origin_publisher"]) else f"expected {want['origin_publisher']}, got {said!r}"


def _copy(want: Plain, got: Plain) -> str:
    copy = got.get("copy") or {}
    if bool(copy.get("is_copy")) != want["is_syndicated_copy"]:
        return f"expected is_copy {want['is_syndicated_copy']}, got {copy.get('is_copy')}"
    return "" if copy.get("reason") or not want["is_syndicated_copy"] else "no reason is given"


def _date(want: Plain, got: Plain) -> str:
    published = got.get("published") or {}
    days = {(published.get(part) or "")[:10] for part in ("start", "end")}
    return "" if days == {want["document_date"]} else f"expected {want['document_date']}, got {sorted(days)}"


def _evidence(want: Plain, got: Plain) -> str:
    method = (got.get("published") or {}).get("method") or ""
    kinds = [kind for kind in _EVIDENCE if kind in want["date_evidence"].lower()]
    missing = [kind for kind in kinds if kind not in method.lower()]
    return "" if method and not missing else f"expected a method that names {kinds}, got {method!r}"


def _reporters(want: Plain, got: Plain, text: str) -> str:
    said = [*(got.get("reporters") or []), *(got.get("authors") or [])]
    wanted, heads = ([h for h in map(name, group) if h] for group in (want["reporters"], said))
    pairs = assign([[float(same_name(w, g, text)) for g in heads] for w in wanted])
    return "" if len(pairs) == len(wanted) == len(heads) else f"expected {want['reporters']}, got {said}"


def _photo_credit(want: Plain, got: Plain) -> str:
    said = got.get("photo_credit") or ""
    return "" if fold(said) == fold(want["photo_credit"]) else f"expected {want['photo_credit']}, got {said!r}"


def _not_body(expected: Plain, got: Plain, text: str) -> str:
    marked = [tuple(n["span"]) for n in got.get("not_body") or []]
    covered = {i for a, b in marked for i in range(a, b)}
    for a, b in chrome(expected, text):
        if any(i not in covered for i in range(a, b) if not text[i].isspace()):
            return f"not marked: [{a}, {b})"
    for claim in expected["claims"]:
        if any(_touch(claim["at"], span) for span in marked):
            return f"marks the body: claim {claim['id']} at {claim['at']}"
    return ""


def _private_persons(expected: Plain, got: Plain, text: str) -> str:
    """Each person's own words have a marked person beside them; nobody who speaks or acts in public is marked."""
    marked = [tuple(p["span"]) for p in got.get("private_persons") or []]
    spoken = [c["at"] for c in expected["claims"] if c["speaker"] == "private person"]
    if spoken and not marked:
        return "nobody is marked"
    for at in spoken:
        near = text.rfind("\n\n", 0, max(text.rfind("\n\n", 0, at[0]), 0)), at[1]  # this paragraph and the one before
        if not any(_touch(span, near) for span in marked):
            return f"nobody is marked near [{at[0]}, {at[1]})"
    public = {h.head for c in expected["claims"] for who in _who(c) for h in names(who)}
    wrong = [text[a:b] for a, b in marked if (h := name(text[a:b])) and h.head in public]
    return f"public figures are marked: {len(wrong)}" if wrong else ""


def _who(claim: Plain) -> list[str]:
    return [s for s in (claim["speaker"], *claim.get("actors", ())) if s not in {"publisher", "private person"}]
