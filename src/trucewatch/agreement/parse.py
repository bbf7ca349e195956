"""A terms file on disk, read into an `Agreement`: the only module of this room that touches the disk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from trucewatch.agreement.fences import fences, toml_of
from trucewatch.agreement.scenarios import scenarios_of
from trucewatch.agreement.tables import read
from trucewatch.errors import AgreementError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trucewatch.agreement.scenarios import Scenario
    from trucewatch.agreement.terms import Agreement

SUFFIX = ".truce.md"


def load(path: Path | str) -> Agreement:
    """Return the agreement in a `*.truce.md` file, or in a folder that holds one.

    Raises:
        AgreementError: the file cannot be executed. The first error is shown; `check` returns all of them.
    """
    agreement, errors = _open(Path(path))
    if errors or agreement is None:
        more = f"\n  … and {len(errors) - 1} more: `trucewatch agreement check` lists them." if len(errors) > 1 else ""
        raise AgreementError(str(errors[0]) + more) if more else errors[0]
    return agreement


def check(path: Path | str) -> list[AgreementError]:
    """Return every error of an agreement's files, its scenarios included, in the order of the file."""
    agreement, errors = _open(Path(path))
    if agreement is not None and not errors:
        try:
            load_scenarios(path, agreement)
        except AgreementError as error:
            errors = [error]
    return errors


def load_scenarios(path: Path | str, agreement: Agreement, *, file: Path | None = None) -> tuple[Scenario, ...]:
    """Return the scenarios in `file`, else those beside a terms file; none where there is no such file beside it.

    Raises:
        AgreementError: the scenario file cannot be read.
    """
    if file is not None:
        return scenarios_of(_text(file), agreement, name=file.name)
    terms = _terms_file(Path(path))
    beside = terms.with_name(terms.name.removesuffix(SUFFIX) + ".scenarios.md")
    return scenarios_of(_text(beside), agreement, name=beside.name) if beside.is_file() else ()


def available(roots: Iterable[Path]) -> list[tuple[str, str, Path]]:
    """Return (id, title, path) of every agreement in the folders under `roots`, by id. Broken ones keep their name."""
    found: dict[str, tuple[str, str, Path]] = {}
    for root in roots:
        for path in sorted(root.glob(f"*/*{SUFFIX}")):
            head = _head(path)
            ident = head.get("id", path.name.removesuffix(SUFFIX))
            found.setdefault(ident, (ident, head.get("title", "(cannot be read)"), path))
    return [found[ident] for ident in sorted(found)]


def _open(path: Path) -> tuple[Agreement | None, list[AgreementError]]:
    try:
        terms = _terms_file(path)
        text = _text(terms)
        listed = terms.with_name("sources.csv")
        sources = _text(listed) if listed.is_file() else None
    except AgreementError as error:
        return None, [error]
    return read(text, name=terms.name, sources=sources, fetch=lambda p: (terms.parent / p).read_text(encoding="utf-8"))


def _terms_file(path: Path) -> Path:
    if path.is_dir():
        held = sorted(path.glob(f"*{SUFFIX}"))
        if len(held) != 1:
            raise AgreementError(f"{path} holds {len(held)} files named *{SUFFIX}. Name the one that you mean.")
        return held[0]
    return path


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise AgreementError(f"{path} cannot be read ({error.strerror}). Check the path.") from None
    except UnicodeDecodeError:
        raise AgreementError(f"{path} is not UTF-8 text. Save it as UTF-8.") from None


def _head(path: Path) -> dict[str, str]:
    try:
        docs = [toml_of(fence, path.name) for fence in fences(_text(path), "terms")]
    except AgreementError:
        return {}
    return next((dict(doc["agreement"]) for doc in docs if isinstance(doc.get("agreement"), dict)), {})
