"""Large tables a piece at a time: lines of a file or of a member of a ZIP, features of a GeoJSON, never the whole."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any

from trucewatch.errors import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LONGEST = 4_000_000
"""Bytes of one line, characters of one feature: more is no row of a gazetteer."""
_PIECE = 1 << 20
_TABLES = (".txt", ".csv", ".tsv", ".xlsx", ".json", ".geojson")
_NOT_TABLES = ("readme", "__macosx", "licen")
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """A file, or the one table in a ZIP. `name` is the table's own name, `size` its bytes unpacked."""

    path: Path
    member: str | None
    name: str
    size: int

    @contextmanager
    def opened(self) -> Iterator[IO[bytes]]:
        """Yield its bytes as a stream."""
        if self.member is None:
            with self.path.open("rb") as file:
                yield file
            return
        try:
            with zipfile.ZipFile(self.path) as archive, archive.open(self.member) as file:
                yield file
        except _DAMAGED as error:
            raise UnreadableError(
                f"the ZIP is damaged ({error}). Download it again", document=str(self.path)
            ) from error

    def head(self, size: int = 65_536) -> bytes:
        """Return its first bytes."""
        with self.opened() as file:
            return file.read(size)


def packed(path: Path) -> Packed:
    """Return what a file holds: itself, or the one table in a ZIP.

    Raises:
        UnreadableError: a ZIP is damaged, or holds no table or several.
    """
    # A workbook is a ZIP too.
    if path.suffix.casefold() != ".zip":
        return Packed(path=path, member=None, name=path.name, size=path.stat().st_size)
    try:
        with zipfile.ZipFile(path) as archive:
            members = [m for m in archive.infolist() if _is_table(m.filename)]
    except _DAMAGED as error:
        raise UnreadableError(f"no readable ZIP ({error}). Download it again", document=str(path)) from error
    named = [m for m in members if m.filename.rsplit("/", 1)[-1].rsplit(".", 1)[0] == path.stem]
    chosen = named or members
    if len(chosen) != 1:
        listed = ", ".join(m.filename for m in members[:10]) or "no table"
        raise UnreadableError(f"the ZIP holds {listed}. Unpack it and name the one file", document=str(path))
    member = chosen[0]
    name = member.filename.rsplit("/", 1)[-1]
    return Packed(path=path, member=member.filename, name=name, size=member.file_size)


def _is_table(name: str) -> bool:
    low = name.casefold()
    return low.endswith(_TABLES) and not any(word in low for word in _NOT_TABLES) and "iso-languagecodes" not in low


def lines(table: Packed, *, after: int = 0) -> Iterator[tuple[int, bytes]]:
    """Yield number and bytes of each line behind the first `after`; an endless one is cut into several."""
    with table.opened() as file:
        number = 0
        while line := file.readline(_LONGEST):
            number += 1
            if number > after:
                yield number, line.rstrip(b"\r\n")


def text_lines(table: Packed) -> Iterator[str]:
    """Yield lines of text with their ends, for a CSV reader; bytes that are no UTF-8 become lone surrogates."""
    with table.opened() as file:
        text = io.TextIOWrapper(file, encoding="utf-8-sig", errors="surrogateescape", newline="")
        while line := text.readline(_LONGEST):
            yield line


def features(table: Packed) -> Iterator[tuple[int, Any]]:
    """Yield number and value of each feature of a GeoJSON collection, from 1.

    Raises:
        UnreadableError: it is no collection, or is cut off.
    """
    decoder = json.JSONDecoder()
    with table.opened() as file:
        text = io.TextIOWrapper(file, encoding="utf-8-sig", errors="replace")
        buffer = _upto_features(text, table)
        number = 0
        while True:
            buffer = buffer.lstrip(" \t\r\n,")
            if buffer.startswith("]"):
                return
            try:
                value, end = decoder.raw_decode(buffer)
            except ValueError as error:
                more = text.read(max(_PIECE, len(buffer)))
                if not more or len(buffer) > 50 * _LONGEST:
                    raise UnreadableError(
                        f"cut off or damaged behind feature {number} ({error}). Download it again",
                        document=str(table.path),
                    ) from error
                buffer += more
                continue
            # A number or a word at the very end of the buffer may go on in the next piece; a feature may not.
            number += 1
            yield number, value
            buffer = buffer[end:]
            if not buffer.strip():
                buffer = text.read(_PIECE)


def _upto_features(text: IO[str], table: Packed) -> str:
    buffer = ""
    while len(buffer) < _LONGEST and (piece := text.read(_PIECE)):
        buffer += piece
        at = buffer.find('"features"')
        start = buffer.find("[", at) if at >= 0 else -1
        if start >= 0:
            return buffer[start + 1 :]
    raise UnreadableError(
        "no GeoJSON collection: there are no features. Save it as a FeatureCollection", document=str(table.path)
    )
