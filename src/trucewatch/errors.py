"""Every error that Trucewatch raises on purpose, in one tree.

```
TrucewatchError
├── AgreementError     a terms file says something that cannot be executed (file:line, the way out)
├── DocumentError      one document cannot be read; the run counts it, names it, keeps it for retry
│   └── UnreadableError   empty, binary, too large, or in an encoding we cannot settle
├── EndpointError      the server of a language model cannot be used: every document would fail alike
├── CaseError          the case folder cannot be used (missing, locked, damaged, disk full)
└── WrongUseError      a command was given something that it cannot take (exit code 2)
```

Each message says what, where, and the way out.
"""

from __future__ import annotations


class TrucewatchError(Exception):
    """The root: whatever we raise on purpose is one of these."""


class AgreementError(TrucewatchError):
    """A terms file cannot be executed. `where` is `file:line`."""

    def __init__(self, message: str, *, where: str | None = None) -> None:
        """Put the place first, as compilers do."""
        self.where = where
        super().__init__(f"{where}: {message}" if where else message)


class DocumentError(TrucewatchError):
    """One document cannot be read. `document` names it (an id, a path, a URL)."""

    def __init__(self, message: str, *, document: str) -> None:
        """Put the document first."""
        self.document = document
        self.reason = message
        super().__init__(f"{document}: {message}")

    def __reduce__(self) -> tuple[object, ...]:
        """Survive the way back from a worker process."""
        return (_rebuild, (type(self), self.reason, self.document))


class UnreadableError(DocumentError):
    """The bytes hold no text that we can settle: empty, binary, too large, wrongly encoded."""


class EndpointError(TrucewatchError):
    """The server of a language model cannot be used: address, key or model are wrong, or nobody answers."""


class CaseError(TrucewatchError):
    """The case folder cannot be used."""


class WrongUseError(TrucewatchError):
    """A command was given something that it cannot take."""


def _rebuild(cls: type[DocumentError], reason: str, document: str) -> DocumentError:
    return cls(reason, document=document)
