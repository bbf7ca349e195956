"""Compliance: an agreement, incidents and the claims behind them come in; findings with their reasons go out.

`check` says for each incident whether a term is engaged if it was as reported, who is said to have done it, who
disputes what, and how far the sources support it: four things side by side, as of an instant, on every open reading.
"Outside this agreement" never means lawful, and harm never says intent.
"""

from trucewatch.compliance.checking import check

__all__ = ["check"]
