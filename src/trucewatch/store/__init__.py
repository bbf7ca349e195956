"""Keeps a case: originals, documents, people's records and what a run derived, with a custody log over all of it.

In come records and bytes; out come the same records, unchanged. The one room that speaks SQL. Its verb is `Case`.
"""

from trucewatch.store.case import Case, Original, Problem
from trucewatch.store.custody import Entry
from trucewatch.store.gazetteer import ImportedPlaces, ImportedSource

__all__ = ["Case", "Entry", "ImportedPlaces", "ImportedSource", "Original", "Problem"]
