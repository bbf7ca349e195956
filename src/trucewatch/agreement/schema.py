"""The tables of a terms file: every key, how its value is taken, and what it means.

From these tables files are parsed, editors get their JSON Schema (`json_schema`) and people the page of keys. Adding
a key to the language is one line in `keys_…` and one field in `terms`.
"""

from __future__ import annotations

from trucewatch.agreement.inline_tables import CORROBORATED, LANGUAGES
from trucewatch.agreement.keys import Table
from trucewatch.agreement.keys_course import COURSE
from trucewatch.agreement.keys_definitions import DEFINITIONS
from trucewatch.agreement.keys_rules import RULES
from trucewatch.agreement.turns import ident, key, most_of, number, one_of, ref, refs, text, texts, zone_name

_DAYS = {
    "exclusive": "the day of the event is not counted, the last day runs to its midnight",
    "inclusive": "the day of the event is day one",
    "elapsed": "hour by hour, N times 24 hours",
}

SINGLE: dict[str, Table] = {
    "agreement": Table(
        make=None,
        means="What the agreement is, who its parties are, who encoded it.",
        keys={
            "id": key(ident, "Its name; the file is called by it, with .truce.md behind.", "idlib-2020"),
            "title": key(text, "The title of the agreement.", "Additional Protocol of 5 March 2020"),
            "sources": key(texts, "Where its text can be read.", ["UN document S/2020/187"], field="texts"),
            "parties": key(refs, "The parties to the text, by id.", ["turkey", "russia"], field="parties_to"),
            "encoded_by": key(text, "Who encoded it and who reviewed that.", "us; not reviewed by a lawyer"),
            "amends": key(
                ref, "An agreement that it changes; it need not be held.", "idlib-2018", field="amends_agreement"
            ),
            "signed_by": key(texts, "Who signed, in words.", ["Russian Federation"]),
            "languages": key(LANGUAGES, "Which texts are authentic.", {"authentic": ["Russian"]}),
            "unpublished": key(texts, "What belongs to it and was never published.", ["a side letter"]),
        },
        required=("id", "title", "sources", "parties", "encoded_by"),
    ),
    "clock": Table(
        make=None,
        means="The zone and the way of counting days where a term names none.",
        keys={
            "home": key(zone_name, "The zone of clocks that name none.", "Europe/Moscow"),
            "days": key(one_of(_DAYS), "How days are counted where a term does not say.", "exclusive"),
        },
        required=("home",),
    ),
    "evidence": Table(
        make=None,
        means="House rules of those who encoded the file, never the agreement's own.",
        keys={
            "corroborated": key(CORROBORATED, "What it takes to be corroborated.", {"independent": 2, "neutral": 1}),
            "silence": key(
                one_of(
                    {
                        "no-report": 'a deadline that passed in silence is "no report of fulfilment", never missed',
                        "open": "the duty stays open",
                    }
                ),
                "What a deadline that passed in silence is called.",
                "no-report",
            ),
            "place_threshold_m": key(
                number, "A place known to no better than this lies inside no zone, metres.", 25000
            ),
            "inside_share": key(
                most_of,
                "How much of where a place may be must lie inside a zone for a yes, or outside for a no; 1: all of it.",
                0.95,
            ),
        },
        required=(),
    ),
}

MANY: dict[str, Table] = DEFINITIONS | RULES | COURSE

FIELDS = {
    "party": "parties",
    "reading": "readings",
    "zone": "zones",
    "event": "events",
    "prohibit": "prohibitions",
    "permit": "permits",
    "exempt": "exemptions",
    "recital": "recitals",
    "duty": "duties",
    "declare": "declarations",
    "monitor": "monitors",
    "dispute": "disputes",
    "phase": "phases",
    "amend": "amendments",
    "annex": "annexes",
}
"""Which field of `Agreement` holds the tables of each kind."""
