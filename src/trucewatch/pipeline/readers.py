"""Who reads: the rules, which need nothing, or a language model where a user names one. One shape for both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch import __version__, reading
from trucewatch.errors import WrongUseError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from trucewatch.asking import Asker, Endpoint, Usage
    from trucewatch.model import Document, Reading
    from trucewatch.store import Case

VERSION = f"{__version__}/{reading.VERSION}"
"""Of the rules. A model's readings hang on it too: numbers, times and places in them are read by the rules."""

_SPARE_S = 30.0
"""What a document may take beyond the time for asking: parsing, and the wait that is under way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a reader makes of one document; `trouble` says why there is no reading. Rules have no `usage`."""

    reading: Reading | None
    usage: Usage | None = None
    trouble: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who reads.

    `name` is `rules`, or `llm:`, the model and the version of the prompt. `ask` reads one document, in whatever
    process; None where nobody can now, and only what was read before is there. `seconds` is its own limit for one
    document, None for the engine's.
    """

    name: str
    ask: Callable[[Document, reading.Context], Answer] | None
    seconds: float | None = None

    @property
    def key(self) -> str:
        """What readings are kept under."""
        return key_of(self.name)

    @property
    def method(self) -> str:
        """What a user calls it: `rules`, or `llm:` and the model."""
        return self.name if self.name == RULES.name else self.name.rpartition("/")[0]


def by_rules(document: Document, context: reading.Context) -> Answer:
    """Read a document by the rules."""
    return Answer(reading=reading.read(document, context=context))


RULES = Reader(name="rules", ask=by_rules)
"""The reader that works offline; the one where no other is named."""


@dataclass(frozen=True, slots=True)
class _ByModel:
    asker: Asker

    def __call__(self, document: Document, context: reading.Context) -> Answer:
        asked = self.asker(document, context)
        return Answer(reading=asked.reading, usage=asked.usage, trouble=asked.trouble)


def by_model(endpoint: Endpoint, *, cache: Path | None) -> Reader:
    """Return the reader that asks a language model; `cache` is the folder of its answers."""
    from trucewatch import asking

    asker = asking.Asker(endpoint, asking.Cache(cache) if cache else None)
    return Reader(name=asker.name, ask=_ByModel(asker), seconds=endpoint.document_seconds + _SPARE_S)


def need_model() -> None:
    """Raise where the extra that asking a model needs is not installed.

    Raises:
        WrongUseError: it is not; the message says how to install it.
    """
    try:
        import trucewatch.asking  # noqa: F401  (asked only whether it can be had)
    except ImportError as error:
        raise WrongUseError(
            f"--reader llm needs what is not installed ({error.name or error}). "
            "Install it: pip install 'trucewatch[llm]'; or leave --reader out, the rules need nothing"
        ) from error


def key_of(name: str) -> str:
    """Return what a reader's readings are kept under: those of another version, reader or prompt are made again."""
    return VERSION if name == RULES.name else f"{VERSION}/{name}"


def last(case: Case) -> Reader:
    """Return the reader of the case's last run. Of a model only what it read before is there: nobody is asked."""
    run = case.last_run()
    name = run[1].get("reader") if run else None
    return Reader(name=name, ask=None) if name else RULES
