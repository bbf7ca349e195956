"""Keys of what a file defines: parties, open readings, zones, events."""

from __future__ import annotations

from trucewatch.agreement import terms
from trucewatch.agreement.inline_tables import DESIGNATION, PATTERN, VALID
from trucewatch.agreement.keys import NOTE, Table, table
from trucewatch.agreement.turns import (
    Key,
    aliases,
    key,
    number,
    one_of,
    pairs,
    ref,
    ref_or_refs,
    refs,
    several,
    text,
    texts,
    time,
)

_ROLES = {
    "party": "signed and is bound",
    "guarantor": "signed as guarantor; undertakes the observance of others, whose acts stay their own",
    "bound-through": "signed nothing and is bound through others",
    "excluded": "is not bound",
    "organ-of": "is part of another party",
    "signatory-disputed": "signed in a capacity that is disputed",
}
ZONE_KINDS = {
    "area": "a drawn polygon",
    "line": "a drawn line, or part of another line between two places",
    "place": "a point; with radius_m a disc",
    "sites": "a set of points, each a disc of radius_m",
    "named": "places known by name only: yes where a report names one of them, else cannot tell",
    "buffer": "the land within some metres of a line, area or place",
    "band": "the land from some metres to some metres off a line",
    "strip": "the land between two lines",
    "union": "all of several zones",
    "intersection": "what several zones share",
    "difference": "the first of several zones without the rest",
    "dated": "the one of several zones that is valid on the day",
    "by-party": "the zone of the acting party",
    "by-weapon": "the zone of the class of weapon",
    "undefined": "what the text leaves to be agreed: always cannot tell",
}
_SIDES = {
    "both": "either side",
    **{side: f"the {side} side" for side in ("north", "south", "east", "west")},
    "left": "the left, looking along the line",
    "right": "the right, looking along the line",
}


def _metres(side: str) -> Key:
    return key(number, f"How far it reaches {side}, metres.", 6000)


DEFINITIONS: dict[str, Table] = {
    "party": table(
        terms.Party,
        "Somebody whom the text names or binds, and everybody who is likely to be taken for one.",
        {
            "name": key(text, "The name for people.", "Türkiye"),
            "role": key(one_of(_ROLES), "Whether and how it is bound.", "guarantor"),
            "aliases": key(aliases, "Every name that reports use.", ["Turkish (army|forces|troops)", "TSK"]),
            "of": key(ref, "The party that an organ belongs to.", "lebanon"),
            "undertakes_for": key(
                refs, "Whose observance a guarantor undertakes; no attribution.", ["armed-opposition"]
            ),
            "excluded_by": key(text, "Why it is not bound.", "not named in the text"),
            "designation": key(
                several(DESIGNATION), "Entries of a sanctions list, dated, for lists change.", {"list": "UNSC 1267"}
            ),
            "territory": key(ref, "The zone whose being hit is an act against it.", "israel-area"),
            "note": NOTE,
        },
        "name",
        "role",
    ),
    "reading": table(
        terms.OpenReading,
        "A question that the text leaves open, with every answer: nobody chooses, all are evaluated.",
        {
            "question": key(text, "The question, and why the text does not settle it.", "On whose clock is 00:01?"),
            "options": key(
                pairs,
                "Each option's name and the value that stands for {id} under it; together they must be exhaustive.",
                {"moscow": "Europe/Moscow", "damascus": "Asia/Damascus"},
            ),
        },
        "question",
        "options",
    ),
    "zone": table(
        terms.Zone,
        "A place on the ground: drawn, or derived from what is drawn.",
        {
            "kind": key(one_of(ZONE_KINDS), "What it is; the kind says which keys it needs.", "buffer"),
            "name": key(text, "The name for people.", "the security corridor"),
            "geometry": key(text, "A file beside this one and a feature of it.", "geo/m4.geojson#road"),
            "of": key(ref_or_refs, "What it derives from.", "m4"),
            "between": key(refs, "Two places on a line, or the two lines of a strip.", ["tronba", "ayn-al-hawr"]),
            "cases": key(
                pairs, "A zone for each party or class of weapon.", {"mlrs": "belt-70", "artillery": "belt-50"}
            ),
            "places": key(texts, "The names that a zone of kind named goes by.", ["Hudaydah", "Salif"]),
            "map": key(ref, "A zone whose shape stands in place of this one's words.", "annexed-map"),
            "until": key(time, "Until when an undefined zone stays so.", "D2.met"),
            "radius_m": key(number, "The radius of a place's or site's disc, metres.", 500),
            "both_m": _metres("to either side, or outward"),
            "width_m": key(number, "The whole width, half to each side, metres.", 12000),
            **{f"{side}_m": _metres(side) for side in ("north", "south", "east", "west")},
            "left_m": _metres("to the left, looking along the line"),
            "right_m": _metres("to the right, looking along the line"),
            "from_m": key(number, "Where a band begins, metres off the line.", 15000),
            "to_m": key(number, "Where a band ends, metres off the line.", 20000),
            "side": key(one_of(_SIDES), "On which side of the line a band lies.", "south"),
            "ends": key(
                one_of({"flat": "it stops square at the line's ends", "round": "it reaches around them"}),
                "What a buffer or band does at the ends of its line.",
                "flat",
            ),
            "edge_m": key(number, "How far the drawn edge may be off, metres; a line's own error is taken over.", 200),
            "valid": key(VALID, "The days that the drawing is for.", {"from": "2020-03-05", "until": "superseded"}),
            "counted_from": key(text, "The end of the line that kilometres are counted from.", "the Saraqib junction"),
            "note": NOTE,
        },
        "kind",
    ),
    "event": table(
        terms.Event,
        "An instant with a name.",
        {
            "at": key(time, "When it is.", "2020-03-06T00:01[{clock}]"),
            "observe": key(PATTERN, "Or: what a report must show before it exists.", {"act": "agreement"}),
        },
    ),
}
"""Each kind of table that defines something."""
