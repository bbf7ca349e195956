"""One question to the server and its answer, whatever the server does: errors, silence, floods, half answers.

What may pass (no answer in time, too many requests, a server error, a broken connection) is asked again after a wait
that doubles, or that the server names. What no waiting mends ends the run, since every document would fail alike.
"""

from __future__ import annotations

import hashlib
import json
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

import httpx

from trucewatch.asking.prompt import instructions, wrapped
from trucewatch.asking.replies import NotUsableError, Reply, read_reply, server_words
from trucewatch.asking.schema import json_schema
from trucewatch.errors import EndpointError

if TYPE_CHECKING:
    from collections.abc import Callable

    from trucewatch.asking.endpoint import Endpoint

MOST_BYTES = 2_000_000
"""An answer longer than this is not read to its end."""
MOST_TOKENS = 4_096
"""What the model may write for one passage."""
LONGEST_WAIT_S = 30.0
"""The longest wait that we choose ourselves; one that the server names is kept, if the document's time allows."""

_OK, _MANY, _SERVER = 200, 429, 500
_PASSING = frozenset({408, 409, 425, 429})
_REFUSED = frozenset({400, 415, 422})


class NoAnswerError(Exception):
    """One question has no answer, and the document therefore no reading. `str` says why."""


@dataclass(slots=True)
class Talk:
    """The conversation with one server: remembers which form of request it takes. `clock` and `sleep` are seconds."""

    endpoint: Endpoint
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    requests: int = 0
    retries: int = 0
    _client: httpx.Client = field(init=False)
    _form: int = 0
    _settled: bool = False

    def __post_init__(self) -> None:
        """Open no connection yet."""
        headers = {"Accept": "application/json", "Accept-Encoding": "identity", "User-Agent": "trucewatch"}
        if self.endpoint.key is not None:
            headers |= self.endpoint.key.header()
        # A redirect could carry the key elsewhere; a proxy of the environment is no way to this machine. Connections
        # are not kept: an answer takes seconds, and nobody has to remember to close them.
        self._client = httpx.Client(
            headers=headers,
            follow_redirects=False,
            trust_env=not self.endpoint.local,
            limits=httpx.Limits(max_keepalive_connections=0),
        )

    def ask(self, passage: str, *, until: float) -> Reply:
        """Return the model's reply to a passage; `until` is the instant of `clock` at which there is no time left.

        Raises:
            NoAnswerError: there is none after all attempts, or in time.
            EndpointError: the server cannot be used for any passage.
        """
        trouble = "no attempt was made"
        for attempt in range(self.endpoint.attempts):
            if attempt:
                self.retries += 1
            wait = None
            try:
                return self._attempt(passage, until=until)
            except httpx.ConnectError as error:
                if attempt + 1 == self.endpoint.attempts:
                    advice = "nobody answers there, start the server or mend the address"
                    raise EndpointError(self._told(advice)) from error
                trouble = "no connection"
            except httpx.TimeoutException:
                trouble = f"no answer within {self.endpoint.request_seconds:g} s"
            except (httpx.TransportError, httpx.DecodingError) as error:
                trouble = f"the connection broke off ({type(error).__name__})"
            except NotUsableError as error:
                trouble = str(error)
            except _LaterError as error:
                trouble, wait = str(error), error.seconds
            if attempt + 1 < self.endpoint.attempts:
                self._wait(passage, attempt, wait, until=until, trouble=trouble)
        raise NoAnswerError(f"{trouble}, {self.endpoint.attempts} attempts")

    def _wait(self, passage: str, attempt: int, asked: float | None, *, until: float, trouble: str) -> None:
        seconds = asked if asked is not None else _backoff(self.endpoint.first_wait_s, attempt, passage)
        if self.clock() + seconds >= until:
            raise NoAnswerError(
                f"{trouble}; the next attempt would be in {seconds:.0f} s, after the "
                f"{self.endpoint.document_seconds:g} s that a document may take"
            )
        self.sleep(seconds)

    def _attempt(self, passage: str, *, until: float) -> Reply:
        while True:
            status, headers, body = self._post(self._body(passage), until=until)
            if status == _OK:
                reply = read_reply(body, headers.get("content-type", ""))
                self._settled = True
                return reply
            if status in _REFUSED and not self._settled and self._form + 1 < len(_FORMS):
                # Not every server knows every field of a request: the next form asks for less.
                self._form += 1
                continue
            raise self._refusal(status, headers, body)

    def _refusal(self, status: int, headers: httpx.Headers, body: bytes) -> Exception:
        if status in _PASSING or status >= _SERVER:
            why = "too many requests" if status == _MANY else "the server failed"
            return _LaterError(f"{why} ({status})", _retry_after(headers))
        if status in _REFUSED:
            # Where no form was taken yet, the passage may be at fault: the next one begins with the first form again.
            self._form = self._form if self._settled else 0
            return NoAnswerError(f"the server refuses this passage ({status}); is it too long for the model's context?")
        words = server_words(body, key=self.endpoint.key)
        return EndpointError(self._told(f"answers {status}{f' ({words})' if words else ''}; check address, key, model"))

    def _told(self, what: str) -> str:
        return f"language model {self.endpoint.model} at {self.endpoint.shown}: {what}"

    def _post(self, body: bytes, *, until: float) -> tuple[int, httpx.Headers, bytes]:
        """Send one request and return status, headers and body.

        Raises:
            httpx.TimeoutException: the whole of it took longer than a request or the document may.
        """
        begun = self.clock()
        seconds = min(self.endpoint.request_seconds, until - begun)
        if seconds <= 0:
            raise NoAnswerError(f"its {self.endpoint.document_seconds:g} s are over")
        self.requests += 1
        pieces, size = [], 0
        with self._client.stream(
            "POST",
            self.endpoint.address,
            content=body,
            headers={"Content-Type": "application/json"},
            timeout=seconds,
        ) as answer:
            for piece in answer.iter_bytes():
                size += len(piece)
                if size > MOST_BYTES:
                    raise NotUsableError(f"the answer is longer than {MOST_BYTES / 1e6:g} MB")
                # The client's own limit is for each piece: a server that drips would never reach it.
                if self.clock() - begun > seconds:
                    raise httpx.ReadTimeout("the whole took too long")
                pieces.append(piece)
            return answer.status_code, answer.headers, b"".join(pieces)

    def _body(self, passage: str) -> bytes:
        messages = [
            {"role": "system", "content": instructions()},
            {"role": "user", "content": wrapped(passage)},
        ]
        request = {"model": self.endpoint.model, "messages": messages, **_FORMS[self._form]()}
        # ASCII: half letters of a broken text travel as escapes.
        return json.dumps(request).encode("ascii")


class _LaterError(Exception):
    """Asked to come again; `seconds` is when, None where the server does not say."""

    def __init__(self, why: str, seconds: float | None) -> None:
        super().__init__(why)
        self.seconds = seconds


def _by_schema() -> dict[str, Any]:
    schema = {"name": "claims", "strict": True, "schema": json_schema()}
    return {**_plain(), "response_format": {"type": "json_schema", "json_schema": schema}}


def _as_object() -> dict[str, Any]:
    return {**_plain(), "response_format": {"type": "json_object"}}


def _plain() -> dict[str, Any]:
    return {"temperature": 0, "max_tokens": MOST_TOKENS, "stream": False}


def _bare() -> dict[str, Any]:
    return {}


_FORMS: tuple[Callable[[], dict[str, Any]], ...] = (_by_schema, _as_object, _plain, _bare)
"""Forms of a request, the one that holds the model closest first; a server that answers 400 gets the next."""


def _backoff(first: float, attempt: int, passage: str) -> float:
    """Return seconds that double, cut by up to a half: which half follows from the passage, so that runs repeat."""
    seed = hashlib.sha256(f"{attempt}\n{passage}".encode("utf-8", "backslashreplace")).digest()
    spread = int.from_bytes(seed[:4]) / 2**32
    return float(min(first * 2**attempt, LONGEST_WAIT_S)) * (1 - spread / 2)


def _retry_after(headers: httpx.Headers) -> float | None:
    """Return the seconds that the server asks to wait, None where it does not say; it may name an instant."""
    written = headers.get("retry-after", "").strip()
    if written.isdecimal():
        return float(written)
    try:
        at = parsedate_to_datetime(written)
    except (ValueError, TypeError):
        return None
    sent = _sent_at(headers)
    return max(0.0, (at - sent).total_seconds()) if at.tzinfo else None


def _sent_at(headers: httpx.Headers) -> datetime:
    """Return the server's own clock where it tells it, so that a wrong clock here does not matter."""
    try:
        sent = parsedate_to_datetime(headers.get("date", ""))
    except (ValueError, TypeError):
        return datetime.fromtimestamp(time.time(), UTC)
    return sent if sent.tzinfo else sent.replace(tzinfo=UTC)
