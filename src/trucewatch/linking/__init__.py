"""Linking: readings come in, with an analyst's decisions; incidents and tallies go out, contradictions kept.

`link` puts claims that tell of one act together, each with its source, and gives every figure its own tally. The
scores that joined two claims are listed in `Incident.why`. It needs no order, no clock and no memory.
"""

from trucewatch.linking.decided import place_answers, settle, try_correction
from trucewatch.linking.links import link

__all__ = ["link", "place_answers", "settle", "try_correction"]
