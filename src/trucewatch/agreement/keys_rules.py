"""Keys of what the text rules: what is prohibited, permitted, exempt, owed; what it only says."""

from __future__ import annotations

from trucewatch.agreement import terms
from trucewatch.agreement.inline_tables import LIMIT, PATTERN, STEP, WEAPON
from trucewatch.agreement.keys import FROM, ONLY_IF, UNTIL, Table, table
from trucewatch.agreement.turns import (
    acts,
    duration,
    key,
    one_of,
    pairs,
    ref,
    ref_or_refs,
    refs,
    several,
    text,
    time,
)

RULES: dict[str, Table] = {
    "prohibit": table(
        terms.Prohibit,
        "Acts that somebody must not do.",
        {
            "who": key(refs, "Who must not do them.", ["turkey", "russia"]),
            "acts": key(acts, "What they must not do, in words of the act vocabulary.", ["shelling", "air-strike"]),
            "force": key(
                one_of({"operative": "it binds", "political": "it is an intention"}),
                "Its force in the text.",
                "operative",
            ),
            "weapon": key(WEAPON, "Only with such weapons.", {"class": "artillery"}),
            "target": key(refs, "Only against these: parties, civilians, civilian-object.", ["civilians"]),
            "against": key(
                ref_or_refs, "Only against this party or its territory, or with an impact in this zone.", "israel"
            ),
            "qualifier": key(text, "A word of the text that narrows it and is contested.", "offensive"),
            "during": key(ref, "The phase during which it holds, in place of from and until.", "first-phase"),
            "from": FROM,
            "until": UNTIL,
            "answers": key(ref, "Who answers for the observance of others.", "lebanon"),
            "only_if": ONLY_IF,
        },
        "who",
        "acts",
    ),
    "permit": table(
        terms.Permit,
        "What the text itself allows in spite of a prohibition. Whoever invokes it disputes; the term stays engaged.",
        {
            "who": key(refs, "Who may do them.", ["israel", "lebanon"]),
            "acts": key(acts, "What they may do.", ["shelling", "air-strike"]),
            "overrides": key(refs, "The prohibitions that it goes before.", ["L2b"]),
            "condition": key(text, "Under which condition; it is what is disputed.", "an attack under way or imminent"),
            "after": key(
                several(STEP, "text or inline table, or a list of them"),
                "Steps that must come first.",
                ["the coordination mechanism was tried"],
            ),
            "against": key(ref_or_refs, "Only against this party or zone.", "hezbollah"),
            "burden": key(
                one_of({"claimant": "whoever invokes it must show it", "accuser": "whoever denies it must"}),
                "Who must show that the condition holds.",
                "claimant",
            ),
        },
        "who",
        "acts",
        "overrides",
    ),
    "exempt": table(
        terms.Exempt,
        "Acts that fall outside a prohibition. Every reported target must be exempt.",
        {
            "from_term": key(ref, "The prohibition.", "I1"),
            "who": key(refs, "Acts by these.", ["unifil"]),
            "target": key(refs, "Acts against these.", ["hts", "isil"]),
            "basis": key(text, "What it rests on.", "the preamble's resolve to combat designated groups"),
            "only_if": ONLY_IF,
        },
        "from_term",
    ),
    "recital": table(
        terms.Recital,
        "What the preamble says: context and readings, never a prohibition, never a finding.",
        {"says": key(text, "What it says, in your words.", "the conflict has no military solution.")},
        "says",
    ),
    "duty": table(
        terms.Duty,
        "What somebody must do.",
        {
            "who": key(refs, "Who must do it.", ["turkey", "russia"]),
            "must": key(text, "What they must do, in a few words joined by hyphens.", "begin-joint-patrols"),
            "by": key(time, "The deadline; none, or left out: there is none.", "signature + 7 days (exclusive)"),
            "from": FROM,
            "until": UNTIL,
            "kind": key(
                one_of(
                    {
                        "achieve": "it has a finish",
                        "maintenance": "a state to keep up; each breach counts",
                        "standing": "it has no finish",
                    }
                ),
                "What sort of duty it is; achieve, if not given.",
                "maintenance",
            ),
            "met_by": key(several(PATTERN), "What a report must show; any one suffices.", {"act": "withdrawal"}),
            "part_met_by": key(
                several(PATTERN), "What a report of part performance shows.", {"act": "withdrawal-begun"}
            ),
            "breached_by": key(several(PATTERN), "What a report of a breach shows.", {"act": ["attack", "shelling"]}),
            "every": key(duration, "It comes again after this time.", "7 days"),
            "limit": key(
                LIMIT, "A figure that it is measured by.", {"measure": "trucks", "at_least": 600, "per": "day"}
            ),
            "after": key(refs, "Duties that must be met first.", ["M11"]),
            "of": key(ref_or_refs, "Whose conduct it is about.", "hezbollah"),
            "against": key(ref_or_refs, "Against whom, or which zone.", "israel"),
            "to": key(ref_or_refs, "To whom it is owed, or who must be told.", "mechanism"),
            "beyond": key(ref, "The line or zone that must be left behind.", "blue-line"),
            "linked": key(refs, "Duties whose delay is invoked for this one's.", ["L11"]),
            "condition": key(text, "Under which condition it is owed.", "as long as the other side adheres"),
            "monitor": key(ref, "Who watches it.", "mechanism"),
            "measured_from": key(pairs, "From which line each party measures.", {"ukraine": "line-of-contact"}),
            "recurs": key(text, "unstated, where the text fixes a beginning and no frequency.", "unstated"),
            "only_if": ONLY_IF,
        },
        "who",
        "must",
    ),
}
"""Each kind of table that rules something."""
