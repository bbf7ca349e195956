"""A full disk is no document's fault: the command ends with one line instead of failing every document in turn."""

from __future__ import annotations

from trucewatch import engines
from trucewatch.errors import CaseError


def stop_if_full(failed: engines.Failed, subject: str) -> None:
    """Raise CaseError where the failure was that nothing can be written, in the case or in the temporary folder."""
    if failed.kind == engines.NO_SPACE:
        raise CaseError(
            f"{subject}: {failed.message}, here or in the temporary folder; what was stored before is kept. "
            "Free some space, then run the command again"
        )
