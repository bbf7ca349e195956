"""Where to ask: the server, the model, the key, and how long and how dear it may be."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from trucewatch.errors import WrongUseError

LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
_PATH = "/chat/completions"


class Key:
    """A secret that shows itself only where it is asked to: no message, log or traceback prints it."""

    __slots__ = ("_secret",)

    def __init__(self, secret: str) -> None:
        """Take the secret.

        Raises:
            WrongUseError: it cannot stand in a header. The message does not repeat it.
        """
        if not secret.isascii() or not secret.isprintable() or " " in secret or not secret:
            raise WrongUseError("the key of the language model is empty or holds spaces or letters that no key has")
        self._secret = secret

    def __repr__(self) -> str:
        return "Key(…)"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Key) and other._secret == self._secret

    def __hash__(self) -> int:
        return hash(self._secret)

    def header(self) -> dict[str, str]:
        """Return the header that carries it."""
        return {"Authorization": f"Bearer {self._secret}"}

    def taken_out(self, words: str) -> str:
        """Return words of a server without the secret, which some servers repeat."""
        return words.replace(self._secret, "…")


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """One model behind one address.

    `url` is the base (`http://localhost:11434/v1`) or the whole address of chat completions. `request_seconds` bounds
    one question, `document_seconds` all questions about one document with their waits. `first_wait_s` is the wait
    before the second attempt; each later one doubles. Prices are for a million tokens, in whatever currency.
    """

    url: str
    model: str
    key: Key | None = None
    request_seconds: float = 120.0
    document_seconds: float = 600.0
    attempts: int = 5
    first_wait_s: float = 1.0
    price_in: float | None = None
    price_out: float | None = None

    def __post_init__(self) -> None:
        """Refuse what cannot be asked.

        Raises:
            WrongUseError: the address is none, holds a password, or no model is named.
        """
        try:
            parts = urlsplit(self.url)
            usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
        except ValueError:
            usable = False
        if not usable:
            raise WrongUseError("the address of the language model is none; write e.g. http://localhost:11434/v1")
        if "@" in urlsplit(self.url).netloc:
            raise WrongUseError("the address of the language model holds a name or password; use TRUCEWATCH_LLM_KEY")
        if not self.model.strip() or not self.model.isprintable():
            raise WrongUseError("no model is named; give --llm-model or TRUCEWATCH_LLM_MODEL")

    @property
    def address(self) -> str:
        """The address that questions go to."""
        parts = urlsplit(self.url)
        path = parts.path.rstrip("/")
        return parts._replace(path=path if path.endswith(_PATH) else path + _PATH, fragment="").geturl()

    @property
    def shown(self) -> str:
        """The address as messages show it: without a query, which may hold a secret."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}{parts.path}"

    @property
    def safe(self) -> bool:
        """Whether nobody on the way can read along."""
        return self.local or self.url.startswith("https:")

    @property
    def local(self) -> bool:
        """Whether the server is this machine: no text leaves it then."""
        return urlsplit(self.url).hostname in LOCAL
