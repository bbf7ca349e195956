"""A full disk, a wrong key: no document's fault. The command ends with one line instead of failing each in turn."""

from __future__ import annotations

from trucewatch import engines
from trucewatch.errors import CaseError, EndpointError


def stop_if_full(failed: engines.Failed, subject: str) -> None:
    """Raise CaseError where the failure was that nothing can be written, in the case or in the temporary folder."""
    if failed.kind == engines.NO_SPACE:
        raise CaseError(
            f"{subject}: {failed.message}, here or in the temporary folder; what was stored before is kept. "
            "Free some space, then run the command again"
        )


def stop_if_unusable(failed: engines.Failed) -> None:
    """Raise EndpointError where the failure was that of the language model's server and not of the document."""
    if failed.kind == EndpointError.__name__:
        raise EndpointError(f"{failed.message}. What was read before is kept")
