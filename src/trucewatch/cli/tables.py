"""Two tables: findings by term for `status`, and an analyst's log or hand-entered claims for `log`."""

import hashlib
import tomllib
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trucewatch.errors import WrongUseError

if TYPE_CHECKING:
    from trucewatch.model import Claim, Finding
    from trucewatch.pipeline import Picture
    from trucewatch.store import Case

_BESIDE = frozenset({"region", "url", "note"})
"""Columns that a map may name and a claim has no field for: they stay in the kept original."""

_MAP = frozenset({"columns", "acts", "file", "sheet", "header_row", "observer", "published", "date_order", "zone"})


def status_plain(made: "Picture") -> dict[str, Any]:
    """Return the compliance table as plain values: a row a term, a row a duty, and what they rest on."""
    from trucewatch import pipeline
    from trucewatch.model import to_plain

    by_term: dict[str, list[Finding]] = {}
    for finding in made.findings:
        if finding.duty is None:
            by_term.setdefault(finding.term, []).append(finding)
    return {
        "title": made.agreement.title,
        "as_of": made.as_of.isoformat(),
        "agreement": made.agreement.id,
        "version": made.agreement.version,
        "terms": [_term_row(term, found) for term, found in sorted(by_term.items())],
        "duties": [_duty_row(finding) for finding in made.findings if finding.duty is not None],
        "findings": [to_plain(finding) for finding in made.findings],
        "rests_on": pipeline.summary(made),
    }


def _term_row(term: str, found: "list[Finding]") -> dict[str, Any]:
    engaged = Counter(f.engaged.value for f in found if f.engaged is not None)
    levels = Counter(_level(f) for f in found)
    return {
        "term": term,
        "findings": [f.id for f in found],
        "engaged": {answer: engaged[answer] for answer in ("yes", "cannot-tell", "no")},
        "support": {level: levels[level] for level in ("single", "corroborated", "verified")},
        "disputed": sum(bool(f.disputed_by) for f in found),
    }


def _level(finding: "Finding") -> str | None:
    """Return the support that the act occurred; that of another element says nothing about it."""
    return next((s.level for s in finding.support if s.element == "occurrence"), None)


def _duty_row(finding: "Finding") -> dict[str, Any]:
    return {
        "term": finding.term,
        "finding": finding.id,
        "state": finding.state,
        "due": finding.due,
        "support": {s.element: s.level for s in finding.support},
        "disputed": len(finding.disputed_by),
        "decides": list(finding.decides),
    }


def take_in_log(case: "Case", file: Path, columns: Path | None) -> tuple[int, int, tuple[str, ...]]:
    """Store an analyst's own log and return how many rows and claims were new, and what could not be read.

    The map's `[columns]` say which header holds what, its `[acts]` which code of the act vocabulary a word of the log
    has; beside them may stand `observer` (whose log it is),
    `published` (when it came to us: nothing in it counts before), `date_order`, `zone`, and of a workbook the `sheet`;
    `header_row` is the number of the row that holds the headers.

    Raises:
        WrongUseError: the log or the map cannot be opened.
        DocumentError: the table cannot be read with this map.
    """
    from trucewatch import intake
    from trucewatch.model import Published

    how = read_toml(columns) if columns else {}
    if unknown := sorted(how.keys() - _MAP):
        raise WrongUseError(
            f"{columns}: {', '.join(unknown)}: no key of a map; which header holds what goes under [columns], "
            f"e.g. date = 'Day', beside it: {', '.join(sorted(_MAP - {'columns'}))}"
        )
    try:
        data = file.read_bytes()
    except OSError as error:
        raise WrongUseError(f"{file}: {error.strerror}") from error
    given = {ours: theirs for ours, theirs in how.get("columns", {}).items() if ours not in _BESIDE}
    given |= {key: how[key] for key in ("date_order", "zone") if key in how}
    acts = {str(word): str(code) for word, code in how.get("acts", {}).items()}
    taken = intake.take_in_log(
        data,
        name=file.name,
        analyst=how.get("observer"),
        columns=given,
        acts=acts,
        sheet=how.get("sheet"),
        header_row=_row_number(how.get("header_row"), columns),
    )
    if case.held(hashlib.sha256(data).hexdigest()):
        return 0, 0, ()
    documents = taken.documents
    if published := how.get("published"):
        known = Published(start=str(published), end=str(published), method="the log's map")
        documents = tuple(replace(document, published=known) for document in documents)
    original = case.keep_original(data, name=file.name, source=str(file))
    case.add(documents, claims=taken.claims, original=original, kind="log")
    return len(documents), len(taken.claims), taken.problems


def _row_number(written: object, columns: Path | None) -> int | None:
    if written is None or (isinstance(written, int) and not isinstance(written, bool)):
        return written
    raise WrongUseError(f"{columns}: header_row = {written!r}: write the row's number, e.g. header_row = 3")


def by_hand(case: "Case", file: Path) -> int:
    """Put the claims of a TOML file beside the document that they quote; return how many.

    Keys are those of the claim record; `document`, `by`, `reason` stand at the top. A quote must occur exactly once.

    Raises:
        WrongUseError: a key is missing or unknown, or a quote does not occur once.
    """
    entered = read_toml(file)
    try:
        document = case.document(entered["document"])
        claims = [_claim(raw, document.id, document.text, file) for raw in entered["claim"]]
        case.add_claims(claims, by=entered["by"], reason=entered["reason"])
    except KeyError as error:
        raise WrongUseError(f"{file}: key {error} is missing or unknown; compare with the claim record") from error
    return len(claims)


def _claim(raw: dict[str, Any], document: str, text: str, file: Path) -> "Claim":
    from trucewatch.model import Claim, from_plain

    quote = raw["quote"]
    if (times := text.count(quote)) != 1:
        raise WrongUseError(f"{file}: the quote “{quote}” occurs {times} times in {document}, it must occur once")
    start = text.index(quote)
    fixed = {"document": document, "span": [start, start + len(quote)], "method": "by-hand"}
    claim = from_plain(Claim, {**raw, **fixed})
    return replace(claim, id=f"{document}.{claim.id}") if not claim.id.startswith(document) else claim


def read_toml(file: Path) -> dict[str, Any]:
    """Return the values of a TOML file.

    Raises:
        WrongUseError: it is missing or no TOML.
    """
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise WrongUseError(f"{file}: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WrongUseError(f"{file}: is no TOML file ({error})") from error
