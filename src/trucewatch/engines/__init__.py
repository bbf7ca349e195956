"""Says where a run runs: in come a function of one item and the items, out come the outcomes, in order.

Its verb is `map`; what fails is a value (`Failed`), never the end of the run.
"""

from trucewatch.engines.local import FEW, NO_SPACE, Done, Failed, map, pool  # noqa: A004  (the room's verb)

__all__ = ["FEW", "NO_SPACE", "Done", "Failed", "map", "pool"]
