"""What a user may name as a source: files, folders, globs, URLs; a folder may say more of its files in `index.csv`."""

import csv
import glob
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from trucewatch import settings
from trucewatch.errors import UnreadableError, WrongUseError

if TYPE_CHECKING:
    from trucewatch.pipeline import Source

INDEX = "index.csv"
"""Columns: file, url, publisher, published, title; an empty cell is not known."""

_SAID = ("url", "publisher", "published", "title")
_TIMEOUT_SECONDS = 20.0


def sources_of(names: list[str]) -> Iterator["Source"]:
    """Yield the sources behind the names, files of a folder in the order of their names.

    Raises:
        WrongUseError: a name is neither a file nor a folder, matches nothing, and is no URL.
    """
    for name in names:
        if name.startswith(("http://", "https://")):
            yield _page(name)
            continue
        path = Path(name)
        if path.is_dir():
            yield from _folder(path)
        elif path.exists():
            yield _file(path, _index(path.parent).get(path.name, {}))
        elif matches := sorted(glob.glob(name, recursive=True)):  # noqa: PTH207  (a pattern may be absolute)
            yield from sources_of(matches)
        else:
            raise WrongUseError(f"{name}: no such file or folder; write a path, a pattern in quotes, or a URL")


def _folder(folder: Path) -> Iterator["Source"]:
    said = _index(folder)
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.is_file() and not hidden and path != folder / INDEX:
            yield _file(path, said.get(str(path.relative_to(folder)), {}))


def _index(folder: Path) -> dict[str, dict[str, str]]:
    path = folder / INDEX
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        if "file" not in (rows.fieldnames or ()):
            return {}
        return {row["file"]: {k: v for k in _SAID if (v := (row.get(k) or "").strip())} for row in rows}


def _file(path: Path, said: dict[str, str]) -> "Source":
    from trucewatch.pipeline import Source

    return Source(source=str(path), name=path.name, load=_reader(path), **said)


def _reader(path: Path) -> Callable[[], bytes]:
    limit = settings.load().document_bytes

    def load() -> bytes:
        # The size is asked first: a 50 GB file must not be drawn into memory to be refused.
        if (size := path.stat().st_size) > limit:
            raise UnreadableError(too_large(size, limit), document=str(path))
        return path.read_bytes()

    return load


def too_large(size: int, limit: int) -> str:
    """Return the words for bytes beyond the limit."""
    return f"is {size / 1e6:,.0f} MB, more than the {limit / 1e6:,.0f} MB taken in; split it, or cut out the report"


def _page(url: str) -> "Source":
    from trucewatch.pipeline import Source

    name = url.split("?", maxsplit=1)[0].rstrip("/").rsplit("/", 1)[-1] or url
    return Source(source=url, name=name, load=lambda: _fetched(url), url=url)


def _fetched(url: str) -> bytes:
    import httpx

    limit = settings.load().document_bytes
    pieces, size = [], 0
    try:
        with httpx.stream(
            "GET", url, follow_redirects=True, timeout=_TIMEOUT_SECONDS, headers={"User-Agent": "trucewatch"}
        ) as answer:
            answer.raise_for_status()
            for piece in answer.iter_bytes():
                size += len(piece)
                if size > limit:
                    raise UnreadableError(too_large(size, limit), document=url)
                pieces.append(piece)
    except httpx.HTTPStatusError as error:
        raise UnreadableError(f"the server answered {error.response.status_code}", document=url) from error
    except httpx.TimeoutException as error:
        raise UnreadableError(f"no answer within {_TIMEOUT_SECONDS:.0f} s; try again later", document=url) from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise UnreadableError(
            f"cannot be fetched ({error}); offline? save the page in a browser and add the file", document=url
        ) from error
    return b"".join(pieces)
