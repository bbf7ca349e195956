"""A server of finished files, bound to 127.0.0.1: nobody else on the network can ask it anything."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from trucewatch.errors import WrongUseError

if TYPE_CHECKING:
    from collections.abc import Callable

HOST = "127.0.0.1"

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".json": "application/json",
    ".jsonl": "application/x-ndjson",
    ".geojson": "application/geo+json",
}
"""What is served, and as what. Everything else in a case (originals, the case file) is not for a browser."""


class Pages(SimpleHTTPRequestHandler):
    """Answers with files of the types above, and with nothing else."""

    extensions_map = TYPES

    def send_head(self):  # type: ignore[no-untyped-def]  # noqa: ANN201  (as in the standard library)
        """Refuse what is not a page or an export, and any name of this server but the loopback's."""
        path = PurePosixPath(unquote(urlsplit(self.path).path))
        host = (self.headers.get("Host") or "").rsplit(":", 1)[0]
        # A page elsewhere may point its own name at 127.0.0.1 and read the answers: only our names are answered.
        if host not in {HOST, "localhost"} or path.suffix not in TYPES or "originals" in path.parts:
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        return super().send_head()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (as in the standard library)
        """Keep the terminal quiet."""


def serve(folder: Path, *, page: str, port: int, tell: Callable[[str], object]) -> None:
    """Serve `folder` until Ctrl-C; `tell` gets the line with the address of `page`.

    Raises:
        WrongUseError: the port is taken.
    """
    handler = partial(Pages, directory=str(Path(folder).resolve()))
    try:
        server = ThreadingHTTPServer((HOST, port), handler)
    except OSError as error:
        raise WrongUseError(f"port {port} cannot be used ({error.strerror}); name another with --port") from error
    with server:
        tell(f"http://{HOST}:{server.server_address[1]}/{page} (Ctrl-C ends it)")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            tell("")
