"""Keys of what goes with the rules: words beside the text, monitors, disputes, phases, changes, annexes."""

from __future__ import annotations

from trucewatch.agreement import terms
from trucewatch.agreement.inline_tables import RENEW
from trucewatch.agreement.keys import FROM, NOTE, ONLY_IF, UNTIL, Table, table
from trucewatch.agreement.turns import (
    acts,
    aliases,
    key,
    one_of,
    pairs,
    pairs_of_lists,
    ref,
    refs,
    some_of,
    text,
    texts,
    time,
    yes_or_no,
)

COURSE: dict[str, Table] = {
    "declare": table(
        terms.Declare,
        "One side's word beside the text: it permits nothing.",
        {
            "by": key(ref, "Who said it.", "turkey"),
            "says": key(text, "What, in your words.", "it reserves the right to answer"),
            "effect": key(
                one_of(
                    {
                        "claimed-permission": "claims that it may do something",
                        "commitment": "promises something",
                        "interpretation": "says how it reads the text",
                    }
                ),
                "What sort of word it is.",
                "claimed-permission",
            ),
            "at": key(time, "When it was said.", "2020-03-05[Europe/Moscow]"),
            "source": key(text, "Where it can be read.", "press conference in Moscow, 5 March 2020"),
            "acts": key(acts, "The acts that it speaks of.", ["shelling"]),
        },
        "by",
        "says",
        "effect",
    ),
    "monitor": table(
        terms.Monitor,
        "Who watches.",
        {
            "name": key(text, "The name for people.", "the Mechanism"),
            "aliases": key(aliases, "Every name that reports use.", ["(OSCE|) SMM"]),
            "chair": key(ref, "Who presides.", "usa"),
            "members": key(refs, "Who belongs to it.", ["france", "unifil"]),
            "competent_for": key(refs, "The terms that it may speak on.", ["L2b"]),
            "may": key(
                some_of(
                    {
                        "monitor": "it watches",
                        "verify": "its word makes evidence verified",
                        "assist-enforcement": "it helps to enforce",
                        "adjudicate": "it decides",
                    }
                ),
                "What it may do.",
                ["monitor", "verify"],
            ),
            "means": key(texts, "By what it watches.", ["patrols", "drones"]),
            "from": key(time, "From when it watches.", "start + 30 days", field="from_"),
        },
        "competent_for",
        "may",
    ),
    "dispute": table(
        terms.Dispute,
        "How the text wants disputes handled.",
        {
            "route": key(texts, "To whom, in this order.", ["mechanism", "unifil"]),
            "without_prejudice": key(texts, "What stays open beside it.", ["recourse to the Security Council"]),
            "consequence": key(text, "What follows, if the text says.", "unstated"),
        },
        "route",
    ),
    "phase": table(
        terms.Phase,
        "A stretch of time of the agreement.",
        {
            "from": FROM,
            "until": UNTIL,
            "after": key(text, "What follows it, in words.", "the prohibitions continue"),
            "renew": key(
                RENEW, "How it is renewed.", {"period": "5 years", "unless": "notice-given", "notice": "6 months"}
            ),
        },
    ),
    "amend": table(
        terms.Amend,
        "A change after signature; findings made before it are kept.",
        {
            "at": key(time, "When it was agreed.", "2025-01-26"),
            "known_at": key(time, "When it came to be known; at, if not given.", "2025-01-26T23:00[UTC]"),
            "source": key(text, "Where it can be read.", "White House statement"),
            "text": key(text, "What it says, briefly.", "in effect until 18 February 2025"),
            "agreed_by": key(pairs_of_lists, "Who agreed, and how that is known.", {"announced": ["usa"]}),
            "sets": key(pairs, "TERM.by, .from or .until and its new time.", {"L12.by": "end of 2025-02-18"}),
            "suspends": key(refs, "Terms that do not hold from `from` until `until`.", ["L2b"]),
            "terminates": key(refs, "Terms that have ended.", ["L2b"]),
            "from": key(time, "From when it takes effect; at, if not given.", "2025-01-27T04:00", field="from_"),
            "until": key(time, "When what it suspends is resumed; left out: nobody has said.", "2025-02-18T00:00"),
            "only_if": ONLY_IF,
            "retroactive": key(
                one_of(
                    {
                        "yes": "the old deadline never passed",
                        "no": "it passed, then came a new one",
                        "disputed": "both are told",
                    }
                ),
                "Whether it undoes what passed before it was known.",
                "disputed",
            ),
        },
        "at",
    ),
    "annex": table(
        terms.Annex,
        "An annex, map or side letter; one that nobody has seen is told in findings on the terms it bears on.",
        {
            "title": key(text, "The title of the annex, map or letter.", "Deployment plan, illustrative map"),
            "seen": key(yes_or_no, "Whether whoever encoded the file has seen it.", example=False),
            "source": key(text, "Where it can be read, or who reports that there is one.", "reported, not seen"),
            "bears_on": key(refs, "The terms that it bears on.", ["L11"]),
            "says": key(text, "What it says, in your words, or what is said that it says.", "a map of the area"),
            "note": NOTE,
        },
        "title",
        "seen",
    ),
}
"""Each kind of table that goes with the rules."""
