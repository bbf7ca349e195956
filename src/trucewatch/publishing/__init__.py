"""What people outside see of a case: in comes a `CaseView`, out come the daily report and the exports.

Both pass through `redaction.redact` first: private persons, the way to them and movements still to come are gone
before anything is rendered.
"""

from trucewatch.publishing.exports import EXPORTS, Export
from trucewatch.publishing.report import daily
from trucewatch.publishing.views import CaseView, InForce, Layer, Problem, Settlement

__all__ = ["EXPORTS", "CaseView", "Export", "InForce", "Layer", "Problem", "Settlement", "daily"]
