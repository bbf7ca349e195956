"""Gazetteers that a user imports: their files are read row by row and kept as a source that look-ups can ask.

Sources lie in the user's folder, for all cases, and in a case's own, which go first.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from trucewatch.errors import WrongUseError
from trucewatch.intake import gazetteers as reading
from trucewatch.intake.gazetteers_geonames import CREDIT, LICENCE, Held
from trucewatch.intake.gazetteers_tables import Told

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from trucewatch.intake.gazetteers import GazetteerFile
    from trucewatch.store import Case, ImportedPlaces, ImportedSource

    Watch = Callable[[str, int, int], None]
    """Told a stage, how much is done and how much there is to do (0 where that is not known)."""

_PIECE = 1 << 20
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,80}")
_RULES = 1
"""Of the readers: what was imported by others is not the same, though the bytes are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a user says of a source. `source` names it, None for a name that follows from the file's."""

    source: str | None = None
    title: str | None = None
    licence: str | None = None
    as_of: str | None = None
    told: Told = field(default_factory=Told)


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What became of one source: `unchanged` where the same bytes were imported before."""

    source: ImportedSource
    unchanged: bool
    bad: tuple[tuple[str, str], ...]


def sorted_out(paths: Sequence[Path]) -> tuple[list[GazetteerFile], list[GazetteerFile]]:
    """Return the tables of places, and the files of GeoNames' alternate names that go with its dumps.

    Raises:
        UnreadableError: a file is no gazetteer.
        WrongUseError: alternate names came without a dump.
    """
    files = [reading.recognised(path) for path in paths]
    tables = [file for file in files if file.kind != "geonames-names"]
    names = [file for file in files if file.kind == "geonames-names"]
    if names and not any(file.kind == "geonames" for file in tables):
        raise WrongUseError(
            f"{names[0].table.path}: alternate names have no places of their own; name the dump (SY.zip, "
            "allCountries.zip) in the same command"
        )
    return tables, names


def import_source(
    folder: Path,
    file: GazetteerFile,
    names: Sequence[GazetteerFile],
    wanted: Wanted,
    *,
    clock: Callable[[], str],
    who: str,
    watch: Watch,
) -> Imported:
    """Import a table into a folder; the same bytes again change nothing, other bytes replace what was there.

    Raises:
        DocumentError: the file is damaged, or its columns cannot be told.
        CaseError: no row is a place, or the folder cannot be written.
        WrongUseError: the licence of a table that is not GeoNames' was not said.
    """
    from trucewatch.store.gazetteer import faults_of, source_file
    from trucewatch.store.gazetteer_import import Import, Said

    further = tuple(names) if file.kind == "geonames" else ()
    about = _about(file, wanted)
    said = Said(
        **about,
        kind=file.kind,
        files=tuple(str(one.table.path) for one in (file, *further)),
        fingerprint=_fingerprint((file, *further), about, wanted.told, watch),
        as_of=wanted.as_of,
    )
    path = source_file(folder, said.source)
    with Import(folder, said, clock=clock, who=who) as running:
        if (there := running.held()) is not None:
            running.forget_parts()
            return Imported(source=there, unchanged=True, bad=tuple(faults_of(path)))
        _stage(running, file, further, wanted.told, watch)
        total = running.staged()
        made = running.finish(lambda done, of: watch(f"{said.source}: indexing", done, of or total))
    return Imported(source=made, unchanged=False, bad=tuple(faults_of(path)))


def _stage(running: object, file: GazetteerFile, further: Sequence[GazetteerFile], told: Told, watch: Watch) -> None:
    from trucewatch.store.gazetteer_import import Import

    assert isinstance(running, Import)  # noqa: S101  (named so late that no database is loaded for help)

    def counting(stage: str) -> Callable[[int], None]:
        done = 0

        def after(rows: int) -> None:
            nonlocal done
            done += rows
            watch(stage, done, 0)

        return after

    rows = reading.places_of(file, told, after=running.done("rows"))
    running.stage(rows, what="rows", file=str(file.table.path), after=counting(f"{file.table.name}: rows"))
    if further:
        held = Held(running.refs())
        for one in further:
            what = f"names of {one.table.path}"
            found = reading.names_of(one, held, after=running.done(what))
            running.stage_names(
                found, what=what, file=str(one.table.path), after=counting(f"{one.table.name}: further names")
            )


def _about(file: GazetteerFile, wanted: Wanted) -> dict[str, str]:
    """Return name, title, licence and credit of a source."""
    stem = re.sub(r"[^A-Za-z0-9._-]+", "-", file.table.name.rsplit(".", 1)[0]).strip("-.")
    source = wanted.source or (f"geonames-{stem}" if file.kind == "geonames" else stem)
    if not _NAME.fullmatch(source):
        raise WrongUseError(f"--source {source!r}: write letters, digits, dots and hyphens")
    if file.kind == "geonames":
        title, licence = wanted.title or "GeoNames", wanted.licence or LICENCE
        return {"source": source, "title": title, "licence": licence, "credit": CREDIT}
    if not wanted.licence:
        raise WrongUseError(
            f"{file.table.path}: say its licence, as its publisher does, e.g. --licence 'CC BY-IGO'; a report that "
            "shows its places has to name it"
        )
    title = wanted.title or source
    return {"source": source, "title": title, "licence": wanted.licence, "credit": f"{title}, {wanted.licence}"}


def _fingerprint(files: Sequence[GazetteerFile], about: dict[str, str], told: Told, watch: Watch) -> str:
    """Return a digest of the bytes and of all that decides how they are read."""
    digest = hashlib.sha256(json.dumps([_RULES, about, _plain(told)], sort_keys=True).encode())
    for one in files:
        size, done = one.table.path.stat().st_size, 0
        with one.table.path.open("rb") as stream:
            while piece := stream.read(_PIECE):
                digest.update(piece)
                done += len(piece)
                watch(f"{one.table.path.name}: comparing", done, size)
    return digest.hexdigest()


def _plain(told: Told) -> list[object]:
    return [sorted(told.columns.items()), told.country, told.kind, told.sheet, told.header_row]


# --- asking ----------------------------------------------------------------------------------------------------


def files_of(case: Case | Path | None, shared: Path | None) -> tuple[Path, ...]:
    """Return the imported sources that count for a case: its own, then those of the user's folder."""
    from trucewatch.store.gazetteer import FOLDER, source_files

    own = case if isinstance(case, Path) or case is None else case.folder
    return source_files(own / FOLDER if own is not None else None, shared)


def state_of(files: Sequence[Path]) -> tuple[tuple[str, str], ...]:
    """Return for each source its path and a fingerprint of what it holds: what a reading hangs on."""
    from trucewatch.store.gazetteer import described

    return tuple((str(path), described(path).fingerprint) for path in files)


def digest_of(state: Sequence[tuple[str, str]]) -> str | None:
    """Return one digest for all sources, wherever they lie; None where there are none."""
    if not state:
        return None
    return hashlib.sha256("|".join(fingerprint for _, fingerprint in state).encode()).hexdigest()


@lru_cache(maxsize=4)
def further(state: tuple[tuple[str, str], ...]) -> ImportedPlaces | None:
    """Return the places of the sources, opened once in this process; None where there are none."""
    if not state:
        return None
    from trucewatch.store import ImportedPlaces

    return ImportedPlaces(Path(path) for path, _ in state)


def named(wanted: Wanted, source: str | None) -> Wanted:
    """Return what is wanted under another name."""
    return replace(wanted, source=source)
