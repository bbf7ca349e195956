"""The act vocabulary: the codes that a terms file may use, so that a misspelt act is an error and not a hole."""

from __future__ import annotations

HARM = frozenset(
    {
        "abduction",
        "air-strike",
        "ambush",
        "armed-clash",
        "attack",
        "chemical-attack",
        "demolition",
        "drone-strike",
        "execution",
        "explosion",
        "grenade",
        "ground-advance",
        "killed",
        "landmine",
        "missile-launch",
        "offensive",
        "roadside-bomb",
        "sexual-violence",
        "shelling",
        "shoot-down",
        "small-arms-fire",
        "suicide-bombing",
        "violations-counted",
        "wounded",
    }
)
"""Acts that are harm, or counts of it."""

OTHER = frozenset(
    {
        "agree-corridor-parameters",
        "agreement",
        "aid-delivery",
        "arrest",
        "ceasefire-start",
        "condolences",
        "corridor",
        "displaced",
        "exchange",
        "exercise",
        "extension",
        "facilitate-return",
        "obstruction",
        "overflight",
        "patrol",
        "patrol-cut-short",
        "post-established",
        "protest",
        "retaliation",
        "return",
        "statement",
        "support",
        "suspension",
        "talks",
        "threat",
        "troop-movement",
        "withdrawal",
    }
)
"""Acts that are not harm."""

NO_ACT = "none"
"""Stands for no act at all, as an option of a reading."""

KNOWN = HARM | OTHER | {NO_ACT}
