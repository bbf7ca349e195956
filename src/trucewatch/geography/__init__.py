"""Places: a name and its context come in, a point with its radius of doubt goes out, or nothing.

`locate` asks a `Gazetteer` for a name, `locate_phrase` for a name with its relation ("6 km south of Saraqib").
`shapes` measures zones. What is not found stays a name; nothing is guessed. No disk but the package's own table.
"""

from trucewatch.geography.answered import Answer
from trucewatch.geography.explained import Candidate, Explained, explain
from trucewatch.geography.gazetteer import Gazetteer, Located, builtin, locate
from trucewatch.geography.listed import BadRow, ListedPlace
from trucewatch.geography.relations import locate_phrase, why_no_border
from trucewatch.geography.rows import PlaceRow, rows_from_csv

__all__ = [
    "Answer",
    "BadRow",
    "Candidate",
    "Explained",
    "Gazetteer",
    "ListedPlace",
    "Located",
    "PlaceRow",
    "builtin",
    "explain",
    "locate",
    "locate_phrase",
    "rows_from_csv",
    "why_no_border",
]
